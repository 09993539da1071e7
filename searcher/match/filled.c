/* Texts with their masks filled in, for --match masked.
 *
 * A mask whose word was inferred is replaced by that word in a copy of the
 * unit's normalised text; offsets are mapped back, a character of the word to
 * its asterisk.  The text itself is never changed.
 */
#include "searcher/match/inside.h"

#include <string.h>

struct part { /* a word in the filled text, and its mask in the text */
    guint32 start, end;
    guint32 from, to;
};

static void fill_one(struct filled *filled, const struct entry *entry,
                     const struct mask *mask, guint32 *done)
{
    g_string_append_len(filled->text, entry->text + *done, mask->from - *done);
    struct part part = {(guint32)filled->text->len, 0, mask->from, mask->to};
    g_string_append(filled->text, mask->word);
    part.end = (guint32)filled->text->len;
    g_array_append_val(filled->parts, part);
    *done = mask->to;
}

static struct filled *filled_new(const struct index *index, guint32 unit)
{
    struct filled *filled = g_new0(struct filled, 1);
    struct entry entry;
    guint count;
    guint32 done = 0;
    const struct mask *masks = index_masks(index, unit, &count);
    index_entry(index, unit, &entry);
    filled->text = g_string_sized_new(entry.length + 64);
    filled->parts = g_array_new(FALSE, FALSE, sizeof(struct part));
    for (guint i = 0; i < count; i++)
        if (masks[i].word != NULL && masks[i].from >= done &&
            masks[i].to <= entry.length)
            fill_one(filled, &entry, &masks[i], &done);
    g_string_append_len(filled->text, entry.text + done, entry.length - done);
    return filled;
}

static void filled_free(void *data)
{
    struct filled *filled = data;
    g_string_free(filled->text, TRUE);
    g_array_unref(filled->parts);
    g_free(filled);
}

const struct filled *matcher_filled(struct matcher *matcher, guint32 unit)
{
    const GArray *units = index_masked_units(matcher->index);
    gpointer key = GUINT_TO_POINTER(unit + 1);
    if (!units_hold(units, unit))
        return NULL;
    if (matcher->filled == NULL)
        matcher->filled = g_hash_table_new_full(NULL, NULL, NULL, filled_free);
    struct filled *filled = g_hash_table_lookup(matcher->filled, key);
    if (filled == NULL) {
        filled = filled_new(matcher->index, unit);
        g_hash_table_insert(matcher->filled, key, filled);
    }
    return filled;
}

/* A place inside a word is that many asterisks into its mask. */
static guint32 offset_back(const struct filled *filled, guint32 offset)
{
    guint32 back = offset;
    for (guint i = 0; i < filled->parts->len; i++) {
        const struct part *part = &g_array_index(filled->parts, struct part, i);
        if (offset < part->start)
            break;
        if (offset < part->end)
            return MIN(part->from + text_chars(filled->text->str + part->start,
                                               offset - part->start),
                       part->to);
        back = part->to + (offset - part->end);
    }
    return back;
}

void filled_places_back(const struct filled *filled, GArray *places)
{
    for (guint i = 0; i < places->len; i++) {
        struct byte_span *place = &g_array_index(places, struct byte_span, i);
        place->start = offset_back(filled, place->start);
        place->end = offset_back(filled, place->end);
    }
}
