/* Organisations: offices with a name of their own (国务院), seats of a place
 * (甲市人民政府), organs by what they do (市知识产权局), and bodies that only a
 * place or level tells from general words (甲市版权协会). */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { STEM_BYTES = 6, ALONE_BYTES = 9, PLAIN_BYTES = 15 };

static const char *office_start(const struct words *words, guint i,
                                const struct rule **rule)
{
    const char *begin = WORD(words, i)->chain;
    const char *end = WORD(words, i)->end;
    const char *start = use_rule_before(begin, end, USE_OFFICE, rule);
    if (start != NULL)
        return name_places(begin, start);
    const char *seat = use_rule_before(begin, end, USE_SEAT, rule);
    if (seat == NULL)
        return NULL;
    const char *level = use_rule_before(begin, seat, USE_LEVEL, NULL);
    start = name_places(begin, level != NULL ? level : seat);
    return start < seat ? start : NULL;
}

/* 布局 and 签署 end like an office, 财政局 is one: one character must stand by
 * itself or behind two. */
static bool is_ending(const struct words *words, guint i, const char *ending)
{
    const struct word *word = WORD(words, i);
    const char *other =
        use_rule_before(WORD(words, i)->chain, word->end, USE_NOEND, NULL);
    if (other != NULL && other < ending)
        return false;
    bool one = g_utf8_next_char(ending) == word->end;
    if (one && word->start >= ending && i > 0 && word->joined) {
        const struct word *before = WORD(words, i - 1); /* 开拓新局 */
        return g_utf8_next_char(before->start) < before->end ||
               word_is_proper(words, i - 1);
    }
    return !one || word->start >= ending ||
           g_utf8_next_char(word->start) < ending;
}

/* Whether something of two characters or more that names stands before the
 * ending: for an organ anything (知识产权局), else no general word. */
static bool has_stem(const struct words *words, guint first, guint last,
                     const char *ending, bool organ)
{
    gsize bytes = 0;
    for (guint i = first; i <= last && WORD(words, i)->start < ending; i++) {
        const struct word *word = WORD(words, i);
        const char *end = MIN(word->end, ending);
        const struct rule *rule =
            use_rule_find(word->start, (gsize)(end - word->start));
        bool general = rule != NULL && rule->uses & (USE_PLAIN | USE_SOFT);
        if (organ || (!general && !word_is_proper(words, i)))
            bytes += (gsize)(end - word->start);
    }
    return bytes >= STEM_BYTES;
}

/* 中国, 中华: like a place. */
static bool is_nation(const struct word *word)
{
    return word->end - word->start == strlen("中国") &&
           (AT(word->start, word->end, "中国") ||
            AT(word->start, word->end, "中华"));
}

/* Whether enough besides places and levels stands before the ending. */
static bool has_between(const struct words *words, guint first, guint last,
                        const char *ending, const struct rule *rule)
{
    gsize bytes = 0;
    bool place = false;
    for (guint i = first; i <= last && WORD(words, i)->start < ending; i++) {
        const struct word *word = WORD(words, i);
        place |= word->place != NULL || word->uses & USE_REGION ||
                 word_is_example(words, i) || is_nation(word);
        if (!word_is_proper(words, i) || word->end > ending)
            bytes += (gsize)(MIN(word->end, ending) - word->start);
    }
    bool school = g_strcmp0(rule->type, "school") == 0; /* 广州大学 */
    const struct word *end = WORD(words, last);
    if (end->uses & USE_PLAIN && end->start < ending) /* 行业协会 */
        return place && bytes >= PLAIN_BYTES;
    return bytes >= (place && school ? 0 : place ? 3 : ALONE_BYTES);
}

/* 市法院: of these a level alone says which. */
static bool is_seated(const struct rule *rule)
{
    return g_strcmp0(rule->type, "government") == 0 ||
           g_strcmp0(rule->type, "court") == 0 ||
           g_strcmp0(rule->type, "procuratorate") == 0;
}

/* 领导小组, 联席会议: their names say what for, with verbs in them. */
static bool is_joint(const struct rule *rule)
{
    return rule->uses & USE_BODY && g_strcmp0(rule->type, "government") == 0;
}

/* 成立甲市光学与电子产业联盟: what is founded begins with a place, and may have
 * an 与 in its name; else as before. */
static guint founded_first(const struct words *words, guint first)
{
    guint at = first;
    if (first < 2 || !WORD(words, first)->joined ||
        !(AT(WORD(words, first - 1)->start, WORD(words, first)->start, "与") ||
          AT(WORD(words, first - 1)->start, WORD(words, first)->start, "和")))
        return first;
    for (at = first - 2; at > 0 && WORD(words, at)->joined; at--) {
        const char *before = WORD(words, at - 1)->start;
        if (WORD(words, at)->place != NULL)
            return AT(before, words->end, "成立") ||
                           AT(before, words->end, "组建") ||
                           AT(before, words->end, "设立")
                       ? at
                       : first;
        if (WORD(words, at)->uses & (USE_STOP | USE_TRIGGER))
            break;
    }
    return first;
}

/* Further back over verbs within such a name (省战略实施工作联席会议) to the
 * level or place it begins with; the word it was, when there is none. */
static guint joint_first(const struct words *words, guint first)
{
    guint at = first;
    while (at > 0 && WORD(words, at)->joined) {
        const struct word *before = WORD(words, at - 1);
        if (word_is_proper(words, at - 1))
            return at - 1;
        if (before->uses & USE_STOP && !(before->uses & USE_TRIGGER))
            break;
        at--;
    }
    return first;
}

/* 中山大学: of these a dictionary knows names. */
static bool is_house(const struct rule *rule)
{
    return g_strcmp0(rule->type, "school") == 0 ||
           g_strcmp0(rule->type, "institute") == 0 ||
           g_strcmp0(rule->type, "company") == 0;
}

/* The first word of an organ or body that ends with the i'th, or -1. */
static int body_first(const struct words *words, guint i, const char *ending,
                      const struct rule *rule)
{
    guint first = name_first_word(words, i, ending);
    bool organ = rule->uses & USE_ORGAN;
    if (rule->uses & USE_BODY && !word_is_proper(words, first))
        first = founded_first(words, first);
    if (is_joint(rule) && !word_is_proper(words, first))
        first = joint_first(words, first);
    for (guint at = first; at <= i; at++)
        if (word_is_proper(words, at) && WORD(words, at)->start < ending) {
            return organ || is_seated(rule) ||
                           has_between(words, at, i, ending, rule)
                       ? (int)at
                       : -1;
        }
    while (organ && first < i && WORD(words, first)->uses & USE_SOFT)
        first++;
    if (WORD(words, i)->uses & USE_PLAIN && WORD(words, i)->start < ending)
        return -1;
    bool word = WORD(words, first)->start < ending &&
                (organ || (first == i && is_house(rule)));
    return word && has_stem(words, first, i, ending, organ) ? (int)first : -1;
}

/* 某大学甲市学院: back over the school that stands right before its branch. */
static const char *with_school(const struct words *words, guint i,
                               const char *start, const struct rule *rule)
{
    const struct rule *other = NULL;
    int last = words_last_before(words, i, start);
    if (g_strcmp0(rule->type, "school") != 0 || last < 0 ||
        WORD(words, (guint)last)->end != start)
        return start;
    const char *ending = use_rule_before(WORD(words, (guint)last)->chain, start,
                                         USE_BODY, &other);
    if (ending == NULL || g_strcmp0(other->type, "school") != 0)
        return start;
    guint first = name_first_word(words, (guint)last, ending);
    return WORD(words, first)->start < ending ? WORD(words, first)->start
                                              : start;
}

/* 青溪|县, 连|南县: back over the name of a county that no table has. */
static guint with_county(const struct words *words, guint first)
{
    enum { SHORTEST = 9, LONGEST = 12 };
    const struct word *word = WORD(words, first);
    bool county = AT(word->start, word->end, "县") ||
                  AT(word->start, word->end, "镇") ||
                  word_ends_county(words, first);
    if (!county || word->place != NULL || first == 0)
        return first;
    guint others = USE_STOP | USE_TRIGGER | USE_SOFT | USE_PLAIN | USE_VERB |
                   USE_START | USE_ADVERB | USE_LEVEL;
    guint found = first;
    while (found > 0 &&
           WORD(words, found - 1)->end == WORD(words, found)->start &&
           !(WORD(words, found - 1)->uses & others) &&
           word->end - WORD(words, found - 1)->start <= LONGEST)
        found--;
    return word->end - WORD(words, found)->start >= SHORTEST ? found : first;
}

/* Puts the organisation that ends with the i'th word; its first word, or -1. */
static int add_organisation(const struct scan *scan, guint i)
{
    const struct words *words = scan->words;
    const char *end = WORD(words, i)->end;
    const struct rule *rule = NULL;
    const char *start = office_start(words, i, &rule);
    if (start == NULL) {
        const char *ending = use_rule_before(WORD(words, i)->chain, end,
                                             USE_ORGAN | USE_BODY, &rule);
        int first =
            ending != NULL &&
                    (is_joint(rule) || !name_ends_otherwise(words, i)) &&
                    is_ending(words, i, ending)
                ? body_first(words, i, ending, rule)
                : -1;
        if (first < 0)
            return -1;
        first = (int)with_county(words, (guint)first);
        start = WORD(words, (guint)first)->start;
        const char *whole = start;
        start = name_balanced(name_places(WORD(words, i)->chain, start), end);
        if (start >= ending || (start > whole && rule->uses & USE_BODY))
            return -1; /* the place stood behind another bracket */
        start = with_school(words, i, start, rule);
        while (start > scan->begin && start[-1] == '*')
            start--; /* a hidden 国家 */
    }
    struct extract found = {.place = span_of(scan, start, end),
                            .type = rule->type};
    g_array_append_val(scan->out, found);
    int before = words_last_before(words, i, start);
    return before + 1;
}

void extract_organisations(const struct scan *scan)
{
    for (int i = (int)scan->words->list->len - 1; i >= 0;) {
        int first = add_organisation(scan, (guint)i);
        i = first >= 0 ? MIN(first, i) - 1 : i - 1;
    }
    if (scan->out->len > 0)
        extracts_reverse(scan->out);
}
