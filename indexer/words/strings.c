/* Strings that stand often in a corpus, and what stands beside them.
 *
 * Places that begin with the same string are neighbours in the corpus's order;
 * a string's count is the length of that row.
 */
#include "indexer/words/inside.h"

#include <math.h>

/* ---- which */

static GArray *find_level(const struct texts *texts, guint length,
                          guint32 least)
{
    GArray *level = g_array_new(FALSE, FALSE, sizeof(struct string));
    for (guint32 first = 0, end; first < texts->count; first = end) {
        for (end = first + 1;
             end < texts->count && texts->shared[end] >= length;)
            end++;
        struct string string = {first, end - first};
        if (string.count >= least)
            g_array_append_val(level, string);
    }
    return level;
}

struct strings *strings_find(const struct texts *texts, guint32 least)
{
    struct strings *strings = g_new0(struct strings, 1);
    strings->texts = texts;
    strings->singles = g_new0(guint32, texts->symbols + 1);
    for (guint32 i = 0; i < texts->length; i++)
        strings->singles[texts->text[i]]++;
    /* Once is no repetition: then what begins alike is not even looked at. */
    for (guint length = 2; length <= WORD_MOST; length++)
        strings->levels[length] = find_level(texts, length, MAX(least, 2));
    return strings;
}

void strings_free(struct strings *strings)
{
    for (guint length = 2; length <= WORD_MOST; length++)
        g_array_unref(strings->levels[length]);
    g_free(strings->singles);
    g_free(strings);
}

guint32 strings_count(const struct strings *strings, guint32 place,
                      guint length)
{
    if (length == 1)
        return strings->singles[strings->texts->text[place]];
    guint32 rank = strings->texts->rank[place];
    const GArray *level = strings->levels[length];
    guint low = 0, high = level->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(level, struct string, middle).first <= rank)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    const struct string *string = &g_array_index(level, struct string, low - 1);
    return rank - string->first < string->count ? string->count : 0;
}

/* ---- neighbours */

static double share(guint32 part, guint32 all)
{
    double p = (double)part / all;
    return -p * log(p);
}

double string_after(const struct texts *texts, const struct string *string,
                    guint length)
{
    double entropy = 0;
    guint32 run = 0;
    for (guint32 i = 0; i < string->count; i++) {
        const guint32 *place = &texts->order[string->first + i];
        guint16 next = texts->text[*place + length];
        run++;
        if (i + 1 < string->count && next != 0 &&
            texts->text[place[1] + length] == next)
            continue;
        entropy += share(run, string->count);
        run = 0;
    }
    return entropy;
}

double string_before(const struct texts *texts, const struct string *string,
                     guint32 *tally)
{
    double entropy = 0;
    const guint32 *places = texts->order + string->first;
    for (guint32 i = 0; i < string->count; i++)
        tally[texts->text[places[i] - 1]]++;
    for (guint32 i = 0; i < string->count; i++) {
        guint32 *found = &tally[texts->text[places[i] - 1]];
        bool edge = found == tally;
        if (*found > 0)
            entropy += edge ? *found * share(1, string->count)
                            : share(*found, string->count);
        *found = 0;
    }
    return entropy;
}

/* ---- units */

static int places_order(const void *a, const void *b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return left < right ? -1 : left > right;
}

guint32 string_units(const struct texts *texts, const struct string *string)
{
    g_autofree guint32 *units = g_new(guint32, string->count);
    guint32 distinct = 0;
    for (guint32 i = 0; i < string->count; i++)
        units[i] = texts_unit(texts, texts->order[string->first + i]);
    qsort(units, string->count, sizeof *units, places_order);
    for (guint32 i = 0; i < string->count; i++)
        distinct += i == 0 || units[i] != units[i - 1];
    return distinct;
}
