/* Where the things a query looks for stand in the text of a unit.
 *
 * Of alternatives only those count that hold for the unit: in 甲 OR (乙
 * kind:row) a paragraph with both is no occurrence of 乙.  A loose hit need not
 * hold at all: all words are marked.
 */
#include "searcher/match/inside.h"

#include <string.h>

struct looking {
    struct search *search; /* NULL: what holds and what not is all the same */
    guint32 unit;
    const char *text;
    gsize length;
    bool passages; /* of NEAR, not its words */
    GArray *places;
};

/* Only of several things that must hold together some may stand there while the
 * whole does not hold. */
static bool counts(const struct looking *looking, const struct query *query)
{
    return looking->search == NULL || query->op != QUERY_AND ||
           search_holds(looking->search, query, looking->unit);
}

static bool add_places(const struct looking *looking, const struct query *query,
                       GError **error)
{
    switch (query->op) {
    case QUERY_TERM:
        places_find(looking->places, looking->text, looking->length,
                    query->normal, query->length);
        return true;
    case QUERY_NEAR:
        near_find(query, looking->text, looking->length, looking->passages,
                  looking->places);
        return true;
    case QUERY_REGEX:
        return pattern_find(query->pattern, looking->text, looking->length,
                            looking->places, error);
    case QUERY_NOT:
    case QUERY_FILTER:
        return true;
    default:
        for (guint i = 0; i < query->parts->len; i++) {
            const struct query *part = query->parts->pdata[i];
            if ((query->op != QUERY_OR || counts(looking, part)) &&
                !add_places(looking, part, error))
                return false;
        }
        return true;
    }
}

/* The words of a query, made once for all its hits. */
static const GPtrArray *words_of(struct matcher *matcher,
                                 const struct query *query, GError **error)
{
    if (matcher->words == NULL || matcher->words_of != query) {
        g_clear_pointer(&matcher->words, g_ptr_array_unref);
        matcher->words = matcher_words(matcher, query, error);
        matcher->words_of = query;
    }
    return matcher->words;
}

static bool add_words(GArray *places, struct matcher *matcher,
                      const struct query *query, const struct entry *entry,
                      GError **error)
{
    const GPtrArray *words = words_of(matcher, query, error);
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
    struct search search;
    index_entry(matcher->index, unit, &entry);
    search_init(&search, matcher);
    search.masked = kind == MATCH_MASKED;
    struct looking looking = {
        .search = kind != MATCH_LOOSE ? &search : NULL,
        .unit = unit,
        .text = filled != NULL ? filled->text->str : entry.text,
        .length = filled != NULL ? filled->text->len : entry.length,
        .passages = passages,
        .places = places,
    };
    bool fine = add_places(&looking, query, error);
    if (filled != NULL)
        filled_places_back(filled, places);
    return search_clear(&search, fine ? error : NULL) && fine;
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
