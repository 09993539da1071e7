/* Reads targets out of a paragraph: years, clause by clause, and for each
 * number what it measures and in which relation.
 *
 * A number stands behind the name of what it measures
 * (有效商标量达到1600件, 新增商标2件) or between a verb and the name
 * (建成2个中心).  What a sentence has said holds on: the name for further
 * values, the verb for further things, the year to the end of the paragraph.
 */
#include "searcher/indicators/reading.h"

#include <string.h>

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
    name = phrase_clean(reading->text, name, PHRASE_ACTS).name;
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
           target_matches("serve", ANYWHERE, reading->text, quantity->end,
                          reading->clause->end);
}

/* Words that name nothing: 较2020年提高, 新增.  True for a verb alone that
 * tells more of what was named before. */
static bool settle_name(const char *text, const struct left *left,
                        struct phrase *phrase)
{
    struct byte_span *name = &phrase->name;
    bool added = is_whole(text, *name, "act");
    phrase->acted |= is_whole(text, *name, "deed");
    if (added ||
        target_matches("compare", AT_START, text, name->start, name->end) ||
        (left->rises && name->start >= left->rise)) {
        phrase->verb = name->start;
        phrase->acted = true;
        name->start = name->end;
    }
    return added;
}

static void quantity_take(struct reading *reading, const GArray *quantities,
                          guint which)
{
    gsize from = reading->from;
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    const char *text = reading->text;
    if (!reading_may_count(reading, quantity) ||
        note_base(reading, from, quantity->start))
        return;
    struct left left =
        left_read(text, from, quantity->start, quantity->percent);
    gsize verb = quantity->start;
    bool object = names_follow(reading, quantity);
    bool act = phrase_ends_with_act(text, left.rest, &verb);
    struct phrase phrase = left_name(reading, quantity, &left);
    bool added = settle_name(text, &left, &phrase);
    bool own = phrase_is_word(text, phrase.name);
    bool reached = left.reach || left.growth || left.rises;
    if (object && serves(reading, from, quantity, &verb))
        act = true;
    if (object && act)
        take_before_name(reading, quantities, which, &left, verb);
    else if (object && !own && !left.growth && !left.rises)
        take_before_name(reading, quantities, which, &left,
                         left.reach ? left.rest.end : quantity->start);
    else if (own ? !object || left.reach || left.growth
                 : reached || quantity->twice || added ||
                       reading_goes_on(reading))
        take_behind_name(reading, quantities, which, &left, &phrase);
}

static void clause_read(struct reading *reading)
{
    const struct clause *clause = reading->clause;
    if (target_matches("past", ANYWHERE, reading->text, clause->start,
                       clause->end))
        return;
    g_autoptr(GArray) quantities = quantities_read(
        reading->text, clause, reading->numerals, reading->covers);
    reading->from = clause->start;
    for (guint i = 0; i < quantities->len; i++) {
        const struct quantity *at =
            &g_array_index(quantities, struct quantity, i);
        if (at->named || (reading_is_time(reading, at) &&
                          !note_base(reading, reading->from, at->start)))
            continue;
        quantity_take(reading, quantities, i);
        reading->from = MAX(reading->from, at->end);
    }
    topic_note(reading, quantities->len > 0);
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
    reading->subject = reading->topic = (struct byte_span){0, 0};
    reading->years_count = 0;
    reading->hopes =
        target_matches("hope", ANYWHERE, reading->text, clause->sentence_start,
                       clause->sentence_end);
}

void targets_read(GArray *targets, const char *text, gsize length,
                  const struct target_frame *frame)
{
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(numerals, text, 0, length, NUMERAL_TEXT);
    g_autoptr(GArray) clauses = clauses_read(text, length);
    g_autofree guint8 *covers = numerals_covers(text, clauses, numerals);
    struct reading reading = {.targets = targets,
                              .text = text,
                              .frame = frame,
                              .numerals = numerals,
                              .covers = covers};
    reading.year = frame->year > 0 ? frame->year : frame->last;
    reading.said = frame->year > 0;
    for (guint i = 0; i < clauses->len; i++) {
        reading.clause = &g_array_index(clauses, struct clause, i);
        reading.listed = false;
        reading.name = reading.names_count = 0;
        reading.by_year = false;
        if (reading.clause->opens_sentence)
            sentence_open(&reading);
        reading_years(&reading);
        if (reading_looks_ahead(&reading))
            clause_read(&reading);
    }
}
