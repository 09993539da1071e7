/* Where the things a query looks for stand in the text of a unit. */
#include "searcher/match/inside.h"

#include <string.h>

GArray *matcher_places(struct matcher *matcher, const struct query *query,
                       guint32 unit, enum match_kind kind, GError **error)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    struct entry entry;
    index_entry(matcher->index, unit, &entry);
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op == QUERY_TERM)
            places_find(places, entry.text, entry.length, part->normal,
                        part->length);
    }
    g_autoptr(GPtrArray) words =
        kind == MATCH_LOOSE ? matcher_words(matcher, query, error) : NULL;
    if (kind == MATCH_LOOSE && words == NULL)
        g_clear_pointer(&places, g_array_unref);
    for (guint i = 0; words != NULL && i < words->len; i++)
        if (g_utf8_strlen(words->pdata[i], -1) > 1)
            places_find(places, entry.text, entry.length, words->pdata[i],
                        strlen(words->pdata[i]));
    if (places != NULL)
        places_sort(places);
    return places;
}
