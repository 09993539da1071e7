/* Where the things a query looks for stand in the text of a unit. */
#include "searcher/match/inside.h"

#include <string.h>

static bool add_places(GArray *places, const struct query *query,
                       const char *text, gsize length, bool passages,
                       GError **error)
{
    switch (query->op) {
    case QUERY_TERM:
        places_find(places, text, length, query->normal, query->length);
        return true;
    case QUERY_NEAR:
        near_find(query, text, length, passages, places);
        return true;
    case QUERY_REGEX:
        return pattern_find(query->pattern, text, length, places, error);
    case QUERY_NOT:
    case QUERY_FILTER:
        return true;
    default:
        for (guint i = 0; i < query->parts->len; i++)
            if (!add_places(places, query->parts->pdata[i], text, length,
                            passages, error))
                return false;
        return true;
    }
}

static bool add_words(GArray *places, struct matcher *matcher,
                      const struct query *query, const struct entry *entry,
                      GError **error)
{
    g_autoptr(GPtrArray) words = matcher_words(matcher, query, error);
    for (guint i = 0; words != NULL && i < words->len; i++)
        if (g_utf8_strlen(words->pdata[i], -1) > 1)
            places_find(places, entry->text, entry->length, words->pdata[i],
                        strlen(words->pdata[i]));
    return words != NULL;
}

/* Places in the text as it is, but in the filled one where that is how the
 * unit matched. */
static bool add_all(GArray *places, struct matcher *matcher,
                    const struct query *query, guint32 unit,
                    enum match_kind kind, bool passages, GError **error)
{
    const struct filled *filled =
        kind != MATCH_EXACT ? matcher_filled(matcher, unit) : NULL;
    struct entry entry;
    index_entry(matcher->index, unit, &entry);
    if (filled == NULL)
        return add_places(places, query, entry.text, entry.length, passages,
                          error);
    bool fine = add_places(places, query, filled->text->str, filled->text->len,
                           passages, error);
    filled_places_back(filled, places);
    return fine;
}

static GArray *find_all(struct matcher *matcher, const struct query *query,
                        guint32 unit, enum match_kind kind, bool passages,
                        GError **error)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    struct entry entry;
    index_entry(matcher->index, unit, &entry);
    bool fine = add_all(places, matcher, query, unit, kind, passages, error) &&
                (kind != MATCH_LOOSE ||
                 add_words(places, matcher, query, &entry, error));
    places_sort(places);
    if (!fine)
        g_clear_pointer(&places, g_array_unref);
    return places;
}

GArray *matcher_places(struct matcher *matcher, const struct query *query,
                       guint32 unit, enum match_kind kind, GError **error)
{
    return find_all(matcher, query, unit, kind, false, error);
}

GArray *matcher_occurrences(struct matcher *matcher, const struct query *query,
                            guint32 unit, enum match_kind kind, GError **error)
{
    GArray *places = find_all(matcher, query, unit, kind, true, error);
    if (places != NULL)
        places_part(places);
    return places;
}
