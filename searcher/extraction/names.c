/* Organisations and programmes: names that are known by their last words and
 * read back to where they cannot have begun.
 *
 * A text is gone through from its end, so that of 国家知识产权局专利局 the
 * whole is found and not its parts.
 */
#include "searcher/extraction/inside.h"

#include <string.h>

enum {
    LONGEST_NAME = 26,
    SHORTEST_STEM = 2,
    SURE_STEM = 4,
    LONGEST_QUOTE = 24
};

/* ---- steps back */

static bool is_figure(const struct word *word)
{
    return g_ascii_isdigit(*word->start);
}

/* Where the words that are joined to the i'th begin. */
static const char *chain_start(const struct words *words, guint i)
{
    while (i > 0 && WORD(words, i)->joined)
        i--;
    return WORD(words, i)->start;
}

/* A verb that begins a clause governs the name; within one it is part of it. */
static bool governs(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    if (!(word->uses & USE_SOFT))
        return false;
    return !word->joined || WORD(words, i - 1)->uses & USE_ADVERB;
}

/* 争|创, 印|发: a verb that the dictionary does not know. */
static bool ends_with_stop(const struct words *words, guint i)
{
    const char *start = rule_before(chain_start(words, i), WORD(words, i)->end,
                                    USE_STOP | USE_TRIGGER, NULL);
    return start != NULL && start < WORD(words, i)->start && i > 0 &&
           start >= WORD(words, i - 1)->start;
}

/* The first word of the name whose last word is the i'th and whose ending
 * begins at `ending`. */
static guint name_first(const struct words *words, guint i, const char *ending)
{
    const char *end = WORD(words, i)->end;
    guint first = i;
    while (first > 0 && WORD(words, first)->start > ending)
        first--;
    while (first > 0 && WORD(words, first)->joined) {
        const struct word *before = WORD(words, first - 1);
        bool level = before->uses & USE_LEVEL || before->place != NULL;
        if ((before->uses & (USE_STOP | USE_TRIGGER) && !level) ||
            ends_with_stop(words, first - 1) || is_figure(before) ||
            governs(words, first - 1) ||
            text_chars(before->start, (gsize)(end - before->start)) >
                LONGEST_NAME)
            break;
        first--;
    }
    return first;
}

/* Behind the last bracket that has no partner in the name. */
static const char *balanced(const char *start, const char *end)
{
    const char *open = NULL;
    for (const char *at = start; at < end; at++) {
        if (*at == '(')
            open = at;
        if (*at == ')' && open == NULL)
            start = at + 1;
        else if (*at == ')')
            open = NULL;
    }
    return open != NULL ? open + 1 : start;
}

static bool ends_otherwise(const struct words *words, guint i)
{
    return i + 1 < words->list->len && WORD(words, i + 1)->joined &&
           WORD(words, i + 1)->start == WORD(words, i)->end &&
           WORD(words, i + 1)->uses & USE_BEHIND;
}

/* The last word that ends at or before `at`; -1 when there is none. */
static int word_before(const struct words *words, guint i, const char *at)
{
    int last = (int)i;
    while (last >= 0 && WORD(words, (guint)last)->end > at)
        last--;
    return last;
}

/* ---- organisations */

/* Back over the places and levels that stand right before. */
static const char *places_before(const char *begin, const char *start)
{
    const char *at = start;
    for (guint chars = 0; chars < 12 && at > begin; chars++) {
        at = g_utf8_prev_char(at);
        const struct rule *rule = rule_find(at, (gsize)(start - at));
        if (place_named(at, (gsize)(start - at)) != NULL ||
            (rule != NULL && rule->uses & USE_REGION) ||
            (chars == 0 && rule != NULL &&
             rule->uses & (USE_LEVEL | USE_STEM)) ||
            (chars == 1 && AT(at, start, "中共")))
            return places_before(begin, at);
    }
    return start;
}

static const char *office_start(const struct words *words, guint i,
                                const struct rule **rule)
{
    const char *begin = chain_start(words, i);
    const char *end = WORD(words, i)->end;
    const char *start = rule_before(begin, end, USE_OFFICE, rule);
    if (start != NULL)
        return places_before(begin, start);
    const char *seat = rule_before(begin, end, USE_SEAT, rule);
    if (seat == NULL)
        return NULL;
    const char *level = rule_before(begin, seat, USE_LEVEL, NULL);
    start = places_before(begin, level != NULL ? level : seat);
    return start < seat ? start : NULL;
}

/* 甲市: what examples are written with. */
static bool is_example(const struct words *words, guint i)
{
    return WORD(words, i)->uses & USE_STEM && i + 1 < words->list->len &&
           WORD(words, i + 1)->start == WORD(words, i)->end &&
           WORD(words, i + 1)->uses & USE_LEVEL;
}

/* 国家 and places say that a name is meant; 省级 says which sort. */
static bool is_proper(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    if (word->place != NULL || word->uses & USE_REGION || is_example(words, i))
        return true;
    bool sort = (i + 1 < words->list->len && WORD(words, i + 1)->joined &&
                 AT(WORD(words, i + 1)->start, words->end, "级")) ||
                AT(word->end - strlen("级"), words->end, "级");
    return word->uses & USE_LEVEL && !sort;
}

/* 布局 and 签署 end like an office, 财政局 is one: one character must stand by
 * itself or behind two. */
static bool is_ending(const struct words *words, guint i, const char *ending)
{
    const struct word *word = WORD(words, i);
    const char *other =
        rule_before(chain_start(words, i), word->end, USE_NOEND, NULL);
    if (other != NULL && other < ending)
        return false;
    bool one = g_utf8_next_char(ending) == word->end;
    if (word->uses & USE_PLAIN && word->start < ending)
        return false;
    if (one && word->start >= ending && i > 0 && word->joined) {
        const struct word *before = WORD(words, i - 1); /* 开拓新局 */
        return g_utf8_next_char(before->start) < before->end ||
               is_proper(words, i - 1);
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
            rule_find(word->start, (gsize)(end - word->start));
        bool general = rule != NULL && rule->uses & (USE_PLAIN | USE_SOFT);
        if (organ || (!general && !is_proper(words, i)))
            bytes += (gsize)(end - word->start);
    }
    return bytes >= 6;
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
                 is_example(words, i);
        if (!is_proper(words, i) || word->end > ending)
            bytes += (gsize)(MIN(word->end, ending) - word->start);
    }
    bool school = g_strcmp0(rule->type, "school") == 0; /* 广州大学 */
    return bytes >= (place && school ? 0 : place ? 3 : 9);
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
    guint first = name_first(words, i, ending);
    bool organ = rule->uses & USE_ORGAN;
    for (guint at = first; at <= i; at++)
        if (is_proper(words, at) && WORD(words, at)->start < ending) {
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
        const char *ending = rule_before(chain_start(words, i), end,
                                         USE_ORGAN | USE_BODY, &rule);
        int first = ending != NULL && !ends_otherwise(words, i) &&
                            is_ending(words, i, ending)
                        ? body_first(words, i, ending, rule)
                        : -1;
        if (first < 0)
            return -1;
        start = WORD(words, (guint)first)->start;
        const char *whole = start;
        start = balanced(places_before(chain_start(words, i), start), end);
        if (start >= ending || (start > whole && rule->uses & USE_BODY))
            return -1; /* the place stood behind another bracket */
        while (start > scan->begin && start[-1] == '*')
            start--; /* a hidden 国家 */
    }
    struct extract found = {.place = span_of(scan, start, end),
                            .type = rule->type};
    g_array_append_val(scan->out, found);
    int before = word_before(words, i, start);
    return before + 1;
}

static void reverse(GArray *out)
{
    for (guint i = 0; i + 1 < out->len - i; i++) {
        struct extract *a = &g_array_index(out, struct extract, i);
        struct extract *b =
            &g_array_index(out, struct extract, out->len - 1 - i);
        struct extract swap = *a;
        *a = *b, *b = swap;
    }
}

void find_organisations(const struct scan *scan)
{
    for (int i = (int)scan->words->list->len - 1; i >= 0;) {
        int first = add_organisation(scan, (guint)i);
        i = first >= 0 ? MIN(first, i) - 1 : i - 1;
    }
    if (scan->out->len > 0)
        reverse(scan->out);
}

/* ---- programmes */

/* The opening mark of the quotation that ends right before `at`, or NULL. */
static const char *quote_before(const struct scan *scan, const char *at)
{
    if (char_before(scan->begin, at) != '"')
        return NULL;
    const char *open = at - 1;
    for (guint chars = 0; open > scan->begin && chars < LONGEST_QUOTE;
         chars++) {
        open = g_utf8_prev_char(open);
        if (*open == '"')
            return chars > 0 ? open : NULL;
        if (AT(open, at, "。") || *open == ',' || *open == ';')
            return NULL;
    }
    return NULL;
}

static void add_quoted(const struct scan *scan, const char *open,
                       const char *end, const char *type)
{
    struct extract found = {.place = span_of(scan, open, end),
                            .name = span_of(scan, open + 1, end - 1),
                            .type = type,
                            .evidence = "quoted"};
    g_array_append_val(scan->out, found);
}

/* “春雷”“清网”等专项行动: all that are named; where the list begins. */
static const char *quotes_before(const struct scan *scan, const char *at,
                                 const char *type)
{
    const char *open;
    while ((open = quote_before(scan, at)) != NULL) {
        add_quoted(scan, open, at, type);
        at = open;
        gunichar before = char_before(scan->begin, at);
        if (before == 0x3001) /* 、 */
            at = g_utf8_prev_char(at);
        else if (g_str_has_prefix(at - MIN(at - scan->begin, 3), "和"))
            at -= strlen("和");
    }
    return at;
}

/* Whether the words before the ending only say what every programme is; with a
 * level, four characters of them are a name (国家知识产权试点城市). */
static bool is_plain(const struct words *words, guint first, guint last,
                     const char *ending)
{
    bool level = false;
    gsize bytes = 0;
    for (guint i = first; i <= last && WORD(words, i)->start < ending; i++) {
        const struct word *word = WORD(words, i);
        if (!(word->uses & (USE_PLAIN | USE_LEVEL | USE_STOP)))
            return false;
        if (word->uses & USE_LEVEL)
            level = true;
        else
            bytes += (gsize)(word->end - word->start);
    }
    return !level || bytes < 12;
}

/* 清远高新区争创国家知识产权示范园区: the name begins with its level and the
 * places right before that. */
static guint level_first(const struct words *words, guint first,
                         const char *ending)
{
    guint found = first;
    for (guint i = first + 1;
         i < words->list->len && WORD(words, i)->start < ending; i++)
        if (WORD(words, i)->uses & USE_LEVEL &&
            WORD(words, i)->end - WORD(words, i)->start > 3)
            found = i;
    if (found == first)
        return first;
    const char *start =
        places_before(WORD(words, first)->start, WORD(words, found)->start);
    while (found > first && WORD(words, found)->start > start)
        found--;
    return found;
}

static const char *evidence_of(const struct scan *scan, guint first,
                               struct extract *found)
{
    const struct words *words = scan->words;
    const struct word *word = WORD(words, first);
    const char *end = scan->begin + found->place.end;
    if (char_before(scan->begin, word->start) == '"' &&
        char_at(end, scan->end) == '"')
        return "quoted";
    if (first > 0 && word->joined) {
        const struct word *before = WORD(words, first - 1);
        if (before->uses & (USE_TRIGGER | USE_SOFT)) {
            found->verb = span_of(scan, before->start, before->end);
            return "verb";
        }
    }
    return is_proper(words, first) || word->uses & USE_LEVEL ? "level"
                                                             : "boundary";
}

/* With a quotation right before it, or in a list of them. */
static bool add_by_quotes(const struct scan *scan, const char *start,
                          const char *end, const struct rule *rule,
                          const char **left)
{
    if (char_at(end, scan->end) == '"')
        return false;
    const char *open = quote_before(scan, start);
    if (open != NULL) {
        struct extract found = {.place = span_of(scan, open, end),
                                .type = rule->type,
                                .evidence = "quoted"};
        g_array_append_val(scan->out, found);
        *left = quotes_before(scan, open, rule->type);
        return true;
    }
    const char *other = start - MIN(start - scan->begin, (int)strlen("等"));
    if (!AT(other, start, "等") || quote_before(scan, other) == NULL)
        return false;
    *left = quotes_before(scan, other, rule->type);
    return true;
}

/* Puts the programme that ends with the i'th word; the word to go on before,
 * or -1. */
static int add_programme(const struct scan *scan, guint i)
{
    const struct words *words = scan->words;
    const char *end = WORD(words, i)->end, *left;
    const struct rule *rule = NULL;
    const char *ending =
        rule_before(chain_start(words, i), end, USE_PROGRAMME, &rule);
    if (ending == NULL || ends_otherwise(words, i))
        return -1;
    const char *zone = rule_before(chain_start(words, i), end, USE_ZONE, NULL);
    guint first = level_first(words, name_first(words, i, ending), ending);
    const char *start = balanced(WORD(words, first)->start, end);
    while (first < i && WORD(words, first)->start < start)
        first++;
    if (zone != NULL && zone < ending)
        return -1;
    if (add_by_quotes(scan, start, end, rule, &left))
        return word_before(words, i, left) + 1;
    if (start >= ending || is_plain(words, first, i, ending) ||
        text_chars(start, (gsize)(ending - start)) < SHORTEST_STEM)
        return -1;
    struct extract found = {.place = span_of(scan, start, end),
                            .type = rule->type};
    found.evidence = evidence_of(scan, first, &found);
    if (strcmp(found.evidence, "boundary") == 0 &&
        text_chars(start, (gsize)(ending - start)) < SURE_STEM)
        return -1;
    g_array_append_val(scan->out, found);
    return (int)first;
}

void find_programmes(const struct scan *scan)
{
    for (int i = (int)scan->words->list->len - 1; i >= 0;) {
        int first = add_programme(scan, (guint)i);
        i = first >= 0 ? MIN(first, i) - 1 : i - 1;
    }
    if (scan->out->len > 0)
        reverse(scan->out);
}
