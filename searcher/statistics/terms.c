/* How often every word stands in the target and in the reference: one pass over
 * the units, which keeps no more than a line a word. */
#include "searcher/statistics/statistics.h"

static void count_unit(struct term_list *list, struct words *words,
                       enum side side, guint32 unit)
{
    const GArray *places = words_read(words, unit);
    g_array_set_size(list->tokens, words_count(words));
    for (guint i = 0; i < places->len; i++) {
        guint32 word = g_array_index(places, struct word_place, i).word;
        g_array_index(list->tokens, struct term_tokens, word).of[side]++;
    }
    list->sizes[side].tokens += places->len;
}

struct term_list *term_list_new(struct words *words, const guint8 *sides)
{
    const struct index *index = words_index(words);
    struct term_list *list = g_new0(struct term_list, 1);
    gint64 last[SIDES] = {-1, -1}; /* plan met last */
    list->words = words;
    list->tokens = g_array_new(FALSE, TRUE, sizeof(struct term_tokens));
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        guint8 side = sides[unit];
        if (side == SIDE_NONE)
            continue;
        index_entry(index, unit, &entry);
        list->sizes[side].units++;
        list->sizes[side].plans += entry.plan != last[side];
        list->sizes[side].characters += entry.chars;
        last[side] = entry.plan;
        count_unit(list, words, (enum side)side, unit);
    }
    return list;
}

void term_list_free(struct term_list *list)
{
    if (list == NULL)
        return;
    g_array_unref(list->tokens);
    g_free(list);
}
