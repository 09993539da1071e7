/* Named programmes, projects and actions: by their last word (工程, 行动, 计划,
 * 试点, 示范区), with the quotations that belong to them. */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { SHORTEST_STEM = 2, SURE_STEM = 4, LONGEST_QUOTE = 24, LEVEL_BYTES = 12 };

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
    return !level || bytes < LEVEL_BYTES;
}

/* 北港高新区争创国家循环经济示范园区: the name begins with its level and the
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
        name_places(WORD(words, first)->start, WORD(words, found)->start);
    while (found > first && WORD(words, found)->start > start)
        found--;
    return found;
}

static bool is_and(const struct word *word)
{
    return word->end - word->start == 3 && (AT(word->start, word->end, "和") ||
                                            AT(word->start, word->end, "与") ||
                                            AT(word->start, word->end, "及"));
}

/* Before a word, 、 and a word that is a noun here as well as a verb. */
static bool goes_on_before(const struct words *words, guint i)
{
    return i > 0 && WORD(words, i - 1)->uses & USE_SOFT &&
           AT(WORD(words, i - 1)->end, WORD(words, i)->start, "、");
}

/* 知识产权创造、保护和运用示范区: what would begin with 运用 begins where the
 * list of such words does. */
static guint list_first(const struct words *words, guint first)
{
    if (first < 2 || !(WORD(words, first)->uses & USE_SOFT) ||
        !WORD(words, first)->joined || !is_and(WORD(words, first - 1)) ||
        !(WORD(words, first - 2)->uses & USE_SOFT))
        return first;
    guint begin = first - 2;
    while (goes_on_before(words, begin))
        begin--;
    guint found = name_first_word(words, begin, WORD(words, begin)->start);
    return found < begin ? found : first;
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
    return word_is_proper(words, first) || word->uses & USE_LEVEL ? "level"
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
                                .name = span_of(scan, open + 1, start - 1),
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
        use_rule_before(WORD(words, i)->chain, end, USE_PROGRAMME, &rule);
    if (ending == NULL || name_ends_otherwise(words, i))
        return -1;
    const char *zone =
        use_rule_before(WORD(words, i)->chain, end, USE_ZONE, NULL);
    guint first = level_first(
        words, list_first(words, name_first_word(words, i, ending)), ending);
    const char *start = name_balanced(WORD(words, first)->start, end);
    while (first < i && WORD(words, first)->start < start)
        first++;
    if (zone != NULL && zone < ending)
        return -1;
    if (add_by_quotes(scan, start, end, rule, &left))
        return words_last_before(words, i, left) + 1;
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

void extract_programmes(const struct scan *scan)
{
    for (int i = (int)scan->words->list->len - 1; i >= 0;) {
        int first = add_programme(scan, (guint)i);
        i = first >= 0 ? MIN(first, i) - 1 : i - 1;
    }
    if (scan->out->len > 0)
        extracts_reverse(scan->out);
}
