/* Organisations: offices with a name of their own (国务院), seats of a place
 * (甲市人民政府), organs by what they do (市知识产权局), and bodies that only a
 * place or level tells from general words (甲市版权协会). */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { STEM_BYTES = 6, ALONE_BYTES = 9 };

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
    if (word->uses & USE_PLAIN && word->start < ending)
        return false;
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

/* Whether enough besides places and levels stands before the ending. */
static bool has_between(const struct words *words, guint first, guint last,
                        const char *ending, const struct rule *rule)
{
    gsize bytes = 0;
    bool place = false;
    for (guint i = first; i <= last && WORD(words, i)->start < ending; i++) {
        const struct word *word = WORD(words, i);
        place |= word->place != NULL || word->uses & USE_REGION ||
                 word_is_example(words, i);
        if (!word_is_proper(words, i) || word->end > ending)
            bytes += (gsize)(MIN(word->end, ending) - word->start);
    }
    bool school = g_strcmp0(rule->type, "school") == 0; /* 广州大学 */
    return bytes >= (place && school ? 0 : place ? 3 : ALONE_BYTES);
}

/* 市法院: of these a level alone says which. */
static bool is_seated(const struct rule *rule)
{
    return g_strcmp0(rule->type, "government") == 0 ||
           g_strcmp0(rule->type, "court") == 0 ||
           g_strcmp0(rule->type, "procuratorate") == 0;
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
    for (guint at = first; at <= i; at++)
        if (word_is_proper(words, at) && WORD(words, at)->start < ending) {
            return organ || is_seated(rule) ||
                           has_between(words, at, i, ending, rule)
                       ? (int)at
                       : -1;
        }
    while (organ && first < i && WORD(words, first)->uses & USE_SOFT)
        first++;
    bool word = WORD(words, first)->start < ending &&
                (organ || (first == i && is_house(rule)));
    return word && has_stem(words, first, i, ending, organ) ? (int)first : -1;
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
        int first = ending != NULL && !name_ends_otherwise(words, i) &&
                            is_ending(words, i, ending)
                        ? body_first(words, i, ending, rule)
                        : -1;
        if (first < 0)
            return -1;
        start = WORD(words, (guint)first)->start;
        const char *whole = start;
        start = name_balanced(name_places(WORD(words, i)->chain, start), end);
        if (start >= ending || (start > whole && rule->uses & USE_BODY))
            return -1; /* the place stood behind another bracket */
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
