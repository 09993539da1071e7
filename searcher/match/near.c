/* NEAR and ADJ: words that stand near each other.
 *
 * The places of each part are found in the text, those that have no partner in
 * the part before are dropped, then, backwards, those that lead nowhere.  In a
 * chain (A NEAR/5 B NEAR/5 C) the same B is near an A and a C.  Two places are
 * near when they do not overlap and have at most so many characters between.
 */
#include "searcher/match/inside.h"

#include <string.h>

struct word { /* one place, in bytes and in characters */
    struct byte_span bytes;
    guint32 start, end;
};

static void add_part(const struct query *part, const char *text, gsize length,
                     GArray *places)
{
    if (part->op == QUERY_TERM)
        places_find(places, text, length, part->normal, part->length);
    for (guint i = 0; part->parts != NULL && i < part->parts->len; i++)
        add_part(part->parts->pdata[i], text, length, places);
}

/* All places of a part, each once, by their start. */
static GArray *part_words(const struct query *part, const char *text,
                          gsize length)
{
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    guint32 at = 0, chars = 0;
    add_part(part, text, length, places);
    places_sort(places);
    GArray *words =
        g_array_sized_new(FALSE, FALSE, sizeof(struct word), places->len);
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place = g_array_index(places, struct byte_span, i);
        chars += text_chars(text + at, place.start - at);
        at = place.start;
        struct word word = {
            place, chars,
            chars + text_chars(text + place.start, place.end - place.start)};
        g_array_append_val(words, word);
    }
    return words;
}

static int compare_ends(gconstpointer a, gconstpointer b)
{
    const struct word *x = a, *y = b;
    return (x->end > y->end) - (x->end < y->end);
}

/* True when one of the others (by start) begins behind `end`, near enough. */
static bool is_followed(const GArray *others, guint32 end, guint most)
{
    guint low = 0, high = others->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(others, struct word, middle).start < end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < others->len &&
           g_array_index(others, struct word, low).start - end <= most;
}

/* True when one of the others (by end) ends before `start`, near enough. */
static bool is_preceded(const GArray *others, guint32 start, guint most)
{
    guint low = 0, high = others->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(others, struct word, middle).end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 &&
           start - g_array_index(others, struct word, low - 1).end <= most;
}

/* Keeps those words that stand near one of the others: behind it (forward),
 * or before it (backward). */
static void keep_near(GArray *words, const GArray *others, guint most,
                      bool forward, bool backward)
{
    g_autoptr(GArray) by_end = g_array_copy((GArray *)others);
    guint kept = 0;
    g_array_sort(by_end, compare_ends);
    for (guint i = 0; i < words->len; i++) {
        struct word word = g_array_index(words, struct word, i);
        if ((forward && is_preceded(by_end, word.start, most)) ||
            (backward && is_followed(others, word.end, most)))
            g_array_index(words, struct word, kept++) = word;
    }
    g_array_set_size(words, kept);
}

static const struct query_gap *gap_at(const struct query *near, guint i)
{
    return &g_array_index(near->gaps, struct query_gap, i);
}

bool near_find(const struct query *near, const char *text, gsize length,
               GArray *places)
{
    guint count = near->parts->len;
    g_autoptr(GPtrArray) parts =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    bool found = true;
    for (guint i = 0; found && i < count; i++) {
        GArray *words = part_words(near->parts->pdata[i], text, length);
        g_ptr_array_add(parts, words);
        if (i > 0)
            keep_near(words, parts->pdata[i - 1], gap_at(near, i - 1)->most,
                      true, !gap_at(near, i - 1)->ordered);
        found = words->len > 0;
    }
    for (guint i = count - 1; found && i > 0; i--)
        keep_near(parts->pdata[i - 1], parts->pdata[i],
                  gap_at(near, i - 1)->most, !gap_at(near, i - 1)->ordered,
                  true);
    for (guint i = 0; found && i < count; i++) {
        const GArray *words = parts->pdata[i];
        for (guint j = 0; j < words->len; j++)
            g_array_append_val(places,
                               g_array_index(words, struct word, j).bytes);
    }
    return found;
}
