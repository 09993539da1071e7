/* Places: those of corpus/rules/places.tsv, regions and countries, areas with a
 * place before them (广州开发区), and names that only their ending shows
 * (青溪县): a dictionary cuts these into single characters. */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { MOST_WORDS = 6, ZONE_WORDS = 4, STEM_CHARS = 3 };

/* The end of the longest place that begins with the i'th word and ends with a
 * word; *last gets that word. */
static const char *table_end(const struct words *words, guint i, guint *last,
                             const struct place **place)
{
    const char *start = WORD(words, i)->start, *found = NULL;
    for (guint j = i; j < words->list->len && j < i + MOST_WORDS; j++) {
        const struct word *word = WORD(words, j);
        if (j > i && word->start != WORD(words, j - 1)->end)
            break;
        const struct place *one =
            place_named(start, (gsize)(word->end - start));
        if (one != NULL)
            found = word->end, *last = j, *place = one;
    }
    return found;
}

static const char *region_end(const struct words *words, guint i, guint *last)
{
    const char *end =
        rule_at(WORD(words, i)->start, words->end, USE_REGION, NULL);
    if (end == NULL)
        return NULL;
    for (guint j = i; j < words->list->len; j++)
        if (WORD(words, j)->end == end) {
            *last = j;
            return end;
        }
    return NULL;
}

/* Behind a place that ends with the i'th word: 开发区, 南沙新区. */
static const char *zone_end(const struct words *words, guint i, guint *last)
{
    for (guint j = i + 1; j < words->list->len && j <= i + ZONE_WORDS; j++) {
        const struct word *word = WORD(words, j);
        if (word->start != WORD(words, j - 1)->end ||
            word->uses & (USE_STOP | USE_TRIGGER))
            return NULL;
        const char *end =
            rule_at(WORD(words, i + 1)->start, word->end, USE_ZONE, NULL);
        const char *whole =
            rule_before(WORD(words, i + 1)->start, word->end, USE_ZONE, NULL);
        if (end == word->end || whole != NULL) {
            *last = j;
            return word->end;
        }
    }
    return NULL;
}

static bool may_begin(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    if (i == 0 || word->start != WORD(words, i - 1)->end)
        return true;
    const struct word *before = WORD(words, i - 1);
    return before->uses & (USE_STOP | USE_TRIGGER | USE_SOFT) ||
           before->place != NULL;
}

/* 云岭|高新区, 云|岭|高新区, 港湾|新|区: what is no word otherwise is its name.
 * The last word of a zone that begins with the j'th word, of a name that begins
 * with the i'th; or -1. */
static int zone_last(const struct words *words, guint i, guint j)
{
    static const char *const zones[] = {"高新区", "开发区", "经开区", "新区",
                                        "自贸区"};
    const struct word *first = WORD(words, i), *word = WORD(words, j);
    gsize stem = (gsize)(word->start - first->start);
    if (j == i || stem < 6 || (j == i + 1 && first->uses != 0))
        return -1;
    for (guint k = 0; k < G_N_ELEMENTS(zones); k++) {
        const char *end = word->start + strlen(zones[k]);
        if (!text_at(word->start, words->end, zones[k], strlen(zones[k])))
            continue;
        for (guint last = j; last < words->list->len && last < j + 2; last++)
            if (WORD(words, last)->end == end)
                return (int)last;
    }
    return -1;
}

static bool next_is_zone(const struct words *words, guint i)
{
    return i + 1 < words->list->len &&
           WORD(words, i + 1)->start == WORD(words, i)->end &&
           zone_last(words, i, i + 1) >= 0;
}

/* 青|溪|县: single characters up to one that ends a name. */
static const char *pattern_end(const struct words *words, guint i, guint *last)
{
    static const char *const endings[] = {"省", "市", "县", "区", "镇"};
    const char *start = WORD(words, i)->start;
    if (!may_begin(words, i) || WORD(words, i)->uses & USE_PLACEWORD)
        return NULL;
    for (guint j = i; j < words->list->len && j <= i + STEM_CHARS; j++) {
        const struct word *word = WORD(words, j);
        if (j > i && word->start != WORD(words, j - 1)->end)
            return NULL;
        int zone = zone_last(words, i, j);
        if (zone >= 0) {
            *last = (guint)zone;
            return WORD(words, *last)->end;
        }
        if (g_utf8_strlen(word->start, word->end - word->start) !=
            (j == i && next_is_zone(words, i) ? 2 : 1))
            return NULL;
        for (guint k = 0; j > i && k < G_N_ELEMENTS(endings); k++)
            if (text_at(word->start, word->end, endings[k],
                        strlen(endings[k]))) {
                const struct rule *rule =
                    rule_find(start, (gsize)(word->end - start));
                *last = j;
                return rule != NULL ? NULL : word->end;
            }
        if (word->uses & (USE_STOP | USE_LEVEL | USE_TRIGGER) ||
            g_ascii_isalnum(*word->start))
            return NULL;
    }
    return NULL;
}

static bool add_place(const struct scan *scan, guint i, guint *last)
{
    struct extract found = {.evidence = "table"};
    const char *start = WORD(scan->words, i)->start;
    bool named = sieve_begins(scan->sieve, start, scan->end);
    const char *end =
        named ? table_end(scan->words, i, last, &found.known) : NULL;
    guint region_last, zone_last;
    const char *region =
        named ? region_end(scan->words, i, &region_last) : NULL;
    if (region != NULL && (end == NULL || region > end)) {
        found = (struct extract){.evidence = "region"};
        end = region, *last = region_last;
    }
    if (end == NULL) {
        found.evidence = "pattern";
        end = pattern_end(scan->words, i, last);
    }
    if (end == NULL)
        return false;
    const char *zone = zone_end(scan->words, *last, &zone_last);
    if (zone != NULL) {
        found = (struct extract){.evidence = "pattern"};
        end = zone, *last = zone_last;
    }
    found.place = span_of(scan, start, end);
    g_array_append_val(scan->out, found);
    return true;
}

void find_places(const struct scan *scan)
{
    for (guint i = 0; i < scan->words->list->len; i++) {
        guint last = i;
        if (add_place(scan, i, &last))
            i = last;
    }
}
