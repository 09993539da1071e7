/* Reads targets out of a paragraph: years, clause by clause, and for each
 * number what it measures and in which relation.
 *
 * A number stands behind the name of what it measures
 * (有效商标量达到1600件, 新增商标2件) or between a verb and the name
 * (建成2个中心).  What a sentence has said holds on: the name for further
 * values, the verb for further things, the year to the end of the paragraph.
 */
#include "searcher/indicators/inside.h"

#include <string.h>

#define TARGETS "rules/targets.tsv"
enum { MOST_NAMES = 8 };

struct reading {
    GArray *targets;
    const char *text;
    const struct target_frame *frame;
    int year;
    bool said;                /* a year ahead, in the paragraph or before it */
    bool sentence_said;       /* in this sentence */
    bool past, hopes;         /* of the sentence */
    struct byte_span subject; /* the name said last in it */
    struct byte_span names[MOST_NAMES]; /* of 分别: those still to come */
    enum relation names_relation;       /* and what was said of the first */
    guint name, names_count;
    gsize from; /* where what belongs to the next number begins */
    const struct clause *clause;
    bool accepted; /* in this sentence: a target */
    bool listed;   /* in this clause: one like 建成2个 */
};

/* What stands before a number, taken apart from its end. */
struct left {
    struct byte_span rest; /* what is left of it: name, or verb */
    enum relation relation;
    bool reach, growth, respective;
    gsize rise; /* where a word such as 提高 begins at the end; 0: none */
};

static bool matches(const char *use, enum anchor anchor, const char *text,
                    gsize from, gsize to)
{
    return rules_match(rules_of(TARGETS, use, anchor), text, from, to, NULL,
                       NULL, NULL);
}

/* ---- years */

static bool ends_with_one(const char *text, gsize from, gsize to,
                          const char *const *words)
{
    for (; *words != NULL; words++) {
        gsize length = strlen(*words);
        if (to - from >= length &&
            memcmp(text + to - length, *words, length) == 0)
            return true;
    }
    return false;
}

/* A year that is only compared with: 较2020年, 由2020年的, 2020年基础上. */
static bool year_is_base(const struct reading *reading, gsize at, gsize end)
{
    if (matches("ground", AT_START, reading->text, end, reading->clause->end))
        return true;
    static const char *const words[] = {"较",   "比", "由", "从", "自", "较\"",
                                        "比\"", "是", "为", "与", "同", NULL};
    return ends_with_one(reading->text, reading->clause->start, at, words);
}

/* Without a period only 到2025年 and the like looks ahead. */
static bool year_is_ahead(const struct reading *reading, gsize at, int year)
{
    static const char *const words[] = {"到", "至", "力争", "到\"", NULL};
    if (reading->frame->first > 0)
        return year >= reading->frame->first;
    return year > 2000 &&
           ends_with_one(reading->text, reading->clause->start, at, words);
}

static void years_note(struct reading *reading, const GArray *numerals)
{
    const struct clause *clause = reading->clause;
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *at = &g_array_index(numerals, struct numeral, i);
        if (at->kind != NUMBER_YEAR || at->start < clause->start ||
            at->end > clause->end ||
            year_is_base(reading, at->start, at->end) ||
            clause_covers(reading->text, clause, at->start, false))
            continue;
        reading->past = !year_is_ahead(reading, at->start, (int)at->high);
        if (reading->past)
            continue;
        reading->year = (int)at->high;
        reading->said = reading->sentence_said = true;
    }
}

/* ---- what may be a target at all */

/* Parts of a plan that look back, and texts that are no plan's, are read only
 * where a year ahead is said. */
static bool looks_ahead(const struct reading *reading)
{
    switch (reading->frame->role) {
    case ROLE_BASIS:
    case ROLE_PROBLEMS:
    case ROLE_SITUATION:
        return reading->sentence_said && !reading->past;
    case ROLE_NONE:
        return reading->said && !reading->past;
    default:
        return !reading->past;
    }
}

static bool is_money(const char *text, const struct quantity *quantity)
{
    return g_strstr_len(text + quantity->number,
                        (gssize)(quantity->unit - quantity->number),
                        "元") != NULL;
}

/* 五年累计, 三年内: a stretch of time, unless it is to be shortened. */
static bool is_time(const struct reading *reading,
                    const struct quantity *quantity)
{
    const char *text = reading->text;
    gsize end;
    return quantity->unit > quantity->number &&
           rules_match(rules_of(TARGETS, "time", AT_START), text,
                       quantity->number, quantity->unit, NULL, NULL, &end) &&
           end == quantity->unit &&
           !matches("shorten", ANYWHERE, text, reading->clause->start,
                    quantity->start) &&
           !(quantity->bound &&
             matches("duration", ANYWHERE, text, reading->clause->start,
                     quantity->start));
}

static bool may_count(const struct reading *reading,
                      const struct quantity *quantity)
{
    const char *text = reading->text;
    const struct clause *clause = reading->clause;
    if (matches("rank", AT_END, text, clause->start, quantity->start))
        return false;
    if (quantity->words && !quantity->bound && !quantity->percent &&
        matches("vague", AT_START, text, quantity->end, clause->end))
        return false;
    return !((is_money(text, quantity) || quantity->percent) &&
             matches("policy", ANYWHERE, text, clause->start, clause->end));
}

/* ---- what stands before a number */

static bool left_take(struct left *left, const char *text, const char *use,
                      const struct rule **rule)
{
    gsize start;
    if (left->rest.start >= left->rest.end ||
        !rules_match(rules_of(TARGETS, use, AT_END), text, left->rest.start,
                     left->rest.end, rule, &start, NULL))
        return false;
    g_autofree char *taken = g_strndup(text + start, left->rest.end - start);
    left->respective |= strcmp(taken, "分别") == 0;
    left->rest.end = (guint32)start;
    return true;
}

static void left_reach(struct left *left, const struct rule *rule)
{
    enum relation relation = relation_of(rule->value);
    if (left->relation == RELATION_EQUAL)
        left->relation = relation;
    left->reach = true;
}

static struct left left_read(const char *text, gsize from, gsize to,
                             bool percent)
{
    struct left left = {.rest = {(guint32)from, (guint32)to}};
    const struct rule *rule;
    bool more = true;
    while (more) {
        more = left_take(&left, text, "trail", NULL);
        if (percent && !left.growth && left_take(&left, text, "growth", NULL))
            more = left.growth = true;
        else if (left_take(&left, text, "reach", &rule)) {
            left_reach(&left, rule);
            more = true;
        }
    }
    gsize rise;
    if (!left.growth &&
        rules_match(rules_of(TARGETS, "rise", AT_END), text, left.rest.start,
                    left.rest.end, NULL, &rise, NULL))
        left.rise = MAX(rise, 1);
    return left;
}

/* ---- putting a target down */

struct found {
    struct byte_span name, span;
    enum relation relation;
    bool growth;
};

static char *unit_of(const struct reading *reading,
                     const struct quantity *quantity, const struct found *found,
                     double *divisor)
{
    g_autofree char *unit = quantity_unit(reading->text, quantity, divisor);
    bool yearly = found->growth;
    if (!yearly && !quantity->percent && !quantity->twice)
        yearly = matches("each", ANYWHERE, reading->text,
                         reading->clause->start, quantity->start);
    return yearly && !g_str_has_suffix(unit, "/年")
               ? g_strconcat(unit, "/年", NULL)
               : g_steal_pointer(&unit);
}

static void put_one(struct reading *reading, const struct quantity *quantity,
                    const struct found *found, enum relation relation,
                    double value)
{
    double divisor;
    struct target target = {
        .name = found->name,
        .span = found->span,
        .relation = relation,
        .unit = unit_of(reading, quantity, found, &divisor),
        .year = reading->year,
    };
    target.value = value / divisor;
    g_array_append_val(reading->targets, target);
}

/* 甲市有效发明专利量 in a plan of 甲市 is 有效发明专利量. */
static struct byte_span without_place(const struct reading *reading,
                                      struct byte_span name)
{
    const char *place = reading->frame->place;
    gsize length = place != NULL ? strlen(place) : 0;
    struct byte_span rest = {name.start + (guint32)length, name.end};
    if (length == 0 || rest.start >= rest.end ||
        memcmp(reading->text + name.start, place, length) != 0 ||
        !phrase_is_word(reading->text, rest))
        return name;
    return rest;
}

static void put(struct reading *reading, const struct quantity *quantity,
                struct found *found)
{
    found->name = without_place(reading, found->name);
    enum relation relation = found->relation != RELATION_EQUAL
                                 ? found->relation
                                 : quantity->relation;
    if (quantity->low < quantity->high) {
        put_one(reading, quantity, found, RELATION_AT_LEAST, quantity->low);
        put_one(reading, quantity, found, RELATION_AT_MOST, quantity->high);
    } else
        put_one(reading, quantity, found, relation, quantity->low);
    reading->subject = found->name;
    reading->accepted = true;
    if (found->name.start >= quantity->end)
        reading->from = found->name.end;
}

/* ---- a number behind its name */

static void split_names(struct reading *reading, struct byte_span names)
{
    static const char *const marks[] = {"、", "和", "及", "与"};
    const char *text = reading->text;
    gsize start = names.start;
    reading->name = reading->names_count = 0;
    for (gsize at = names.start; at < names.end;
         at = (gsize)(g_utf8_next_char(text + at) - text)) {
        for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
            if (!g_str_has_prefix(text + at, marks[i]) || at == start ||
                reading->names_count + 1 == MOST_NAMES)
                continue;
            reading->names[reading->names_count++] =
                (struct byte_span){(guint32)start, (guint32)at};
            start = at + strlen(marks[i]);
        }
    }
    reading->names[reading->names_count++] =
        (struct byte_span){(guint32)start, names.end};
}

/* How many numbers of the clause are targets from this one on. */
static guint values_left(const GArray *quantities, guint which)
{
    guint count = 0;
    for (guint i = which; i < quantities->len; i++)
        count += !g_array_index(quantities, struct quantity, i).named;
    return count;
}

static struct byte_span next_name(struct reading *reading)
{
    if (reading->name < reading->names_count)
        return reading->names[reading->name++];
    return reading->subject;
}

static struct byte_span name_before(const struct reading *reading,
                                    const struct quantity *quantity,
                                    const struct left *left, bool *acted)
{
    const char *text = reading->text;
    bool of =
        g_strstr_len(text + left->rest.start,
                     (gssize)(left->rest.end - left->rest.start), "的") != NULL;
    bool reached =
        left->reach || left->growth || left->rise > 0 || quantity->twice;
    struct byte_span name = phrase_clean(text, left->rest,
                                         !reached ? PHRASE_DEEDS
                                         : of     ? PHRASE_NO_VERBS
                                                  : PHRASE_ACTS,
                                         acted);
    gsize verb;
    if (!reached && !is_money(text, quantity) &&
        rules_match(rules_of(TARGETS, "act", AT_END), text, name.start,
                    name.end, NULL, &verb, NULL) &&
        verb > name.start) {
        name.end = (guint32)verb;
        *acted = true;
    }
    phrase_pair_quotes(text,
                       (struct byte_span){(guint32)reading->clause->start,
                                          (guint32)quantity->start},
                       &name);
    return name;
}

static bool take_behind_name(struct reading *reading, const GArray *quantities,
                             guint which, const struct left *left,
                             struct byte_span name, bool acted)
{
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    bool own = phrase_is_word(reading->text, name);
    struct found found = {.relation = left->relation, .growth = left->growth};
    bool respective = left->respective;
    if (respective)
        reading->names_relation = left->relation;
    else if (reading->name < reading->names_count && !left->reach)
        found.relation = reading->names_relation;
    respective |= reading->name < reading->names_count;
    const struct quantity *last =
        &g_array_index(quantities, struct quantity, quantities->len - 1);
    if (respective && found.relation == RELATION_EQUAL && !quantity->bound)
        found.relation = last->relation; /* 以上 once, behind all of them */
    if (!(left->reach || left->growth || left->rise || acted ||
          quantity->twice || reading->accepted || reading->sentence_said ||
          reading->hopes || reading->frame->role == ROLE_GOALS))
        return false;
    if (own && left->respective) {
        split_names(reading, name);
        if (reading->names_count == values_left(quantities, which))
            name = next_name(reading);
        else
            reading->name = reading->names_count;
    } else if (!own)
        name = next_name(reading);
    if (!phrase_is_word(reading->text, name))
        return false;
    found.name = name;
    found.span.start = own ? name.start : left->rest.end;
    found.span.end = (guint32)quantity->end;
    put(reading, quantity, &found);
    return true;
}

/* ---- a number before its name */

static bool is_separator(const char *at)
{
    return g_utf8_strchr("、,和及与并且或", -1, g_utf8_get_char(at)) != NULL;
}

/* Where the name behind a number ends: at the clause's end, or before the item
 * that the next number counts. */
static gsize object_end(const struct reading *reading, const GArray *quantities,
                        guint which)
{
    const char *text = reading->text;
    gsize from = g_array_index(quantities, struct quantity, which).end;
    for (guint i = which + 1; i < quantities->len; i++) {
        const struct quantity *next =
            &g_array_index(quantities, struct quantity, i);
        if (next->named)
            continue;
        for (const char *at = text + next->start; at > text + from;
             at = g_utf8_prev_char(at))
            if (is_separator(g_utf8_prev_char(at)))
                return (gsize)(g_utf8_prev_char(at) - text);
        return next->start;
    }
    return reading->clause->end;
}

/* 300名以上素质好、本领高,懂经营的管理者: adjectives first, the thing itself
 * behind the last 的. */
static void skip_adjectives(const struct reading *reading,
                            struct byte_span *name)
{
    const char *text = reading->text;
    const char *last = g_utf8_prev_char(text + name->end);
    gsize end = reading->clause->sentence_end;
    if (g_utf8_strchr("强高大好优实足富广深", -1, g_utf8_get_char(last)) ==
        NULL)
        return;
    const char *of =
        g_strrstr_len(text + name->end, (gssize)(end - name->end), "的");
    if (of == NULL)
        return;
    name->start = (guint32)(of - text + (gssize)strlen("的"));
    name->end = (guint32)end;
    const char *comma =
        g_strstr_len(text + name->start, (gssize)(end - name->start), ",");
    if (comma != NULL)
        name->end = (guint32)(comma - text);
}

static struct byte_span name_behind(const struct reading *reading,
                                    const GArray *quantities, guint which)
{
    const char *text = reading->text;
    struct byte_span name = {
        (guint32)g_array_index(quantities, struct quantity, which).end,
        (guint32)object_end(reading, quantities, which)};
    gsize start;
    if (name.start < name.end && g_str_has_prefix(text + name.start, "的"))
        name.start += (guint32)strlen("的");
    name = phrase_clean(text, name, PHRASE_NO_VERBS, NULL);
    if (rules_match(rules_of(TARGETS, "behind", AT_END), text, name.start,
                    name.end, NULL, &start, NULL) &&
        start > name.start)
        name.end = (guint32)start;
    if (name.end > name.start)
        skip_adjectives(reading, &name);
    return name;
}

/* 至少培育2件. */
static enum relation relation_before(const struct reading *reading, gsize verb)
{
    const struct rule *rule;
    if (!rules_match(rules_of(TARGETS, "reach", AT_END), reading->text,
                     reading->clause->start, verb, &rule, NULL, NULL))
        return RELATION_EQUAL;
    enum relation relation = relation_of(rule->value);
    return relation == RELATION_AT_LEAST || relation == RELATION_AT_MOST
               ? relation
               : RELATION_EQUAL;
}

/* verb: where the verb before the number begins; the number's start when there
 * is none. */
static bool take_before_name(struct reading *reading, const GArray *quantities,
                             guint which, const struct left *left, gsize verb)
{
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    bool frame = reading->frame->role == ROLE_GUIDELINE ||
                 reading->frame->role == ROLE_PRINCIPLES;
    bool sure = quantity->bound || reading->sentence_said || reading->hopes ||
                left->reach;
    struct found found = {.relation = left->relation};
    if (matches("condition", AT_START, reading->text, reading->clause->start,
                verb))
        return false;
    if (found.relation == RELATION_EQUAL)
        found.relation = relation_before(reading, verb);
    if (!sure && ((frame && quantity->words) ||
                  (verb == quantity->start && !reading->listed)))
        return false;
    found.name = name_behind(reading, quantities, which);
    if (!phrase_is_word(reading->text, found.name))
        return false;
    found.span.start = (guint32)verb;
    found.span.end = MAX(found.name.end, (guint32)quantity->end);
    put(reading, quantity, &found);
    reading->listed = true;
    return true;
}

static bool names_follow(const struct reading *reading,
                         const struct quantity *quantity)
{
    const char *at = reading->text + quantity->end;
    return quantity->end < reading->clause->end &&
           (g_unichar_isalpha(g_utf8_get_char(at)) || *at == '"' ||
            g_str_has_prefix(at, "《") || *at == '*') &&
           !is_separator(at);
}

/* 由0.4亿元增至1.9亿元: the name is said before the first of the two. */
static bool note_base(struct reading *reading, gsize from, gsize to)
{
    gsize start;
    if (!rules_match(rules_of(TARGETS, "base", AT_END), reading->text, from, to,
                     NULL, &start, NULL))
        return false;
    struct byte_span name = {(guint32)from, (guint32)start};
    name = phrase_clean(reading->text, name, PHRASE_ACTS, NULL);
    if (phrase_is_word(reading->text, name))
        reading->subject = name;
    return true;
}

/* Whether a span is nothing but a word of that use. */
static bool is_whole(const char *text, struct byte_span span, const char *use)
{
    gsize start, end;
    return span.start < span.end &&
           rules_match(rules_of(TARGETS, use, AT_START), text, span.start,
                       span.end, NULL, &start, &end) &&
           start == span.start && end == span.end;
}

/* 为500家企业提供托管: those who are served are counted. */
static bool serves(const struct reading *reading, gsize from,
                   const struct quantity *quantity, gsize *verb)
{
    return rules_match(rules_of(TARGETS, "whom", AT_END), reading->text, from,
                       quantity->start, NULL, verb, NULL) &&
           matches("serve", ANYWHERE, reading->text, quantity->end,
                   reading->clause->end);
}

static void quantity_take(struct reading *reading, const GArray *quantities,
                          guint which)
{
    gsize from = reading->from;
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    const char *text = reading->text;
    if (!may_count(reading, quantity) ||
        note_base(reading, from, quantity->start))
        return;
    struct left left =
        left_read(text, from, quantity->start, quantity->percent);
    gsize verb = quantity->start;
    bool object = names_follow(reading, quantity);
    bool act = phrase_ends_with_act(text, left.rest, &verb), acted = false;
    struct byte_span name = name_before(reading, quantity, &left, &acted);
    if (matches("compare", AT_START, text, name.start, name.end) ||
        (left.rise > 0 && name.start >= left.rise))
        name.start = name.end;
    bool added = is_whole(text, name, "act");
    if (added)
        name.start = name.end;
    acted |= is_whole(text, name, "deed");
    bool own = phrase_is_word(text, name);
    if (object && serves(reading, from, quantity, &verb))
        act = true;
    if (object && act)
        take_before_name(reading, quantities, which, &left, verb);
    else if (object && !own && !left.growth && !left.rise)
        take_before_name(reading, quantities, which, &left,
                         left.reach ? left.rest.end : quantity->start);
    else if (own ? !object || left.reach || left.growth
                 : left.reach || left.growth || left.rise || quantity->twice ||
                       added || reading->name < reading->names_count)
        take_behind_name(reading, quantities, which, &left, name, acted);
}

static void clause_read(struct reading *reading, const GArray *numerals)
{
    const struct clause *clause = reading->clause;
    if (matches("past", ANYWHERE, reading->text, clause->start, clause->end))
        return;
    g_autoptr(GArray) quantities =
        quantities_read(reading->text, clause, numerals);
    reading->from = clause->start;
    for (guint i = 0; i < quantities->len; i++) {
        const struct quantity *at =
            &g_array_index(quantities, struct quantity, i);
        if (at->named || (is_time(reading, at) &&
                          !note_base(reading, reading->from, at->start)))
            continue;
        quantity_take(reading, quantities, i);
        reading->from = MAX(reading->from, at->end);
    }
}

static void target_clear(gpointer data)
{
    struct target *target = data;
    g_free(target->unit);
}

GArray *targets_new(void)
{
    GArray *targets = g_array_new(FALSE, FALSE, sizeof(struct target));
    g_array_set_clear_func(targets, target_clear);
    return targets;
}

static void sentence_open(struct reading *reading)
{
    const struct clause *clause = reading->clause;
    reading->past = reading->sentence_said = reading->accepted = false;
    reading->subject = (struct byte_span){0, 0};
    reading->hopes = matches("hope", ANYWHERE, reading->text,
                             clause->sentence_start, clause->sentence_end);
}

void targets_read(GArray *targets, const char *text, gsize length,
                  const struct target_frame *frame)
{
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(numerals, text, 0, length, NUMERAL_TEXT);
    g_autoptr(GArray) clauses = clauses_read(text, length);
    struct reading reading = {.targets = targets, .text = text, .frame = frame};
    reading.year = frame->year > 0 ? frame->year : frame->last;
    reading.said = frame->year > 0;
    for (guint i = 0; i < clauses->len; i++) {
        reading.clause = &g_array_index(clauses, struct clause, i);
        reading.listed = false;
        reading.name = reading.names_count = 0;
        if (reading.clause->opens_sentence)
            sentence_open(&reading);
        years_note(&reading, numerals);
        if (looks_ahead(&reading))
            clause_read(&reading, numerals);
    }
}
