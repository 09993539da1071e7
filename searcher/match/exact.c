/* Units that a query holds for to the letter, ranked by BM25 of its terms.
 *
 * Reads the units that eval.c found and the hits of each term, gives hits in
 * unit order.  A term that stands in the lead, or in a heading over the unit,
 * counts more (BM25F: weighted frequencies are added before they saturate).
 * Headings stand before what is under them and are hits of the term too: that
 * is how a unit's headings are known without looking at them.
 */
#include "searcher/match/inside.h"

#define LEAD_COUNTS 1.0    /* a term in the lead: once more */
#define HEADING_COUNTS 1.5 /* a term in some heading above */

struct list {            /* hits of one term or regular expression */
    const GArray *found; /* of struct hit_count */
    guint at;
    double idf;
    gint64 plan;   /* the plan `flags` is about, or -1 */
    guint8 *flags; /* by section: a heading above holds the term */
};

struct ranking {
    struct matcher *matcher;
    GArray *lists; /* of struct list */
    GError *error;
};

static const struct hit_count *list_hit(const struct list *list)
{
    return &g_array_index(list->found, struct hit_count, list->at);
}

/* A heading that holds the term: so does the path of all that is under it. */
static void note_heading(struct ranking *ranking, struct list *list,
                         guint32 unit)
{
    struct entry entry;
    index_entry(ranking->matcher->index, unit, &entry);
    const struct plan *plan =
        index_plan(ranking->matcher->index, entry.plan,
                   ranking->error == NULL ? &ranking->error : NULL);
    if (plan == NULL || entry.section == NO_SECTION)
        return;
    guint count = plan->sections->len;
    if (list->plan != entry.plan) {
        g_free(list->flags);
        list->flags = g_new0(guint8, count + 1);
        list->plan = entry.plan;
    }
    list->flags[entry.section] = 1;
    for (guint i = (guint)entry.section + 1; i < count; i++) {
        const struct section *section = plan->sections->pdata[i];
        if (section->parent < entry.section)
            break;
        list->flags[i] |= list->flags[section->parent];
    }
}

/* Moves a list to its first hit at or after `unit`, noting the headings it
 * passes; true when that is the unit. */
static bool list_seek(struct ranking *ranking, struct list *list, guint32 unit)
{
    const guint8 *kinds = ranking->matcher->kinds;
    for (; list->at < list->found->len; list->at++) {
        guint32 now = list_hit(list)->unit;
        if (now >= unit)
            return now == unit;
        if (kinds[now] == UNIT_HEADING)
            note_heading(ranking, list, now);
    }
    return false;
}

static double score(struct ranking *ranking, guint32 unit,
                    const struct entry *entry)
{
    double length = rank_length(entry->chars, ranking->matcher->average);
    double sum = 0;
    for (guint i = 0; i < ranking->lists->len; i++) {
        struct list *list = &g_array_index(ranking->lists, struct list, i);
        if (!list_seek(ranking, list, unit))
            continue;
        double frequency =
            list_hit(list)->count + LEAD_COUNTS * list_hit(list)->in_lead;
        if (list->plan == entry->plan && entry->section != NO_SECTION &&
            list->flags[entry->section])
            frequency += HEADING_COUNTS;
        sum += list->idf * rank_weight(frequency, length);
    }
    return sum * rank_prior(entry);
}

/* Lists of what is looked for; nothing under NOT counts. */
static void add_lists(struct ranking *ranking, const struct search *search,
                      const struct query *query)
{
    const GArray *found = g_hash_table_lookup(search->found, query);
    if (found != NULL) {
        struct list list = {.found = found,
                            .idf =
                                rank_idf(ranking->matcher->units, found->len),
                            .plan = -1};
        g_array_append_val(ranking->lists, list);
    }
    if (query->op == QUERY_NOT || query->parts == NULL)
        return;
    for (guint i = 0; i < query->parts->len; i++)
        add_lists(ranking, search, query->parts->pdata[i]);
}

static void list_clear(void *list)
{
    g_free(((struct list *)list)->flags);
}

/* Units that match in the other way, or are headings, are counted only. */
static void rank_units(struct ranking *ranking, const GArray *units,
                       guint kinds, enum match_kind kind,
                       struct match_result *result)
{
    guint count = result->hits->len;
    g_array_set_size(result->hits, count + units->len);
    for (guint i = 0; i < units->len; i++) {
        guint32 unit = g_array_index(units, guint32, i);
        struct entry entry;
        index_entry(ranking->matcher->index, unit, &entry);
        if ((kinds & 1u << entry.kind) == 0) {
            result->headings += kind == MATCH_EXACT;
            continue;
        }
        struct match_hit hit = {unit, kind, score(ranking, unit, &entry)};
        g_array_index(result->hits, struct match_hit, count++) = hit;
        result->kinds[entry.kind]++;
    }
    g_array_set_size(result->hits, count);
}

/* Units that the query holds for, in filled texts or in those as they are. */
static bool run(struct matcher *matcher, const struct query *query,
                enum match_kind kind, const GArray *known,
                struct match_result *result, GError **error)
{
    struct search search;
    struct ranking ranking = {
        matcher, g_array_new(FALSE, FALSE, sizeof(struct list)), NULL};
    g_array_set_clear_func(ranking.lists, list_clear);
    search_init(&search, matcher);
    search.masked = kind == MATCH_MASKED;
    g_autoptr(GArray) units = search_units(&search, query);
    guint kept = 0;
    for (guint i = 0; known != NULL && i < units->len; i++) {
        guint32 unit = g_array_index(units, guint32, i);
        if (!units_hold(known, unit))
            g_array_index(units, guint32, kept++) = unit;
    }
    if (known != NULL)
        g_array_set_size(units, kept);
    add_lists(&ranking, &search, query);
    rank_units(&ranking, units, search_kinds(query), kind, result);
    g_array_unref(ranking.lists);
    bool fine = search_clear(&search, error);
    if (ranking.error == NULL)
        return fine;
    g_propagate_error(fine ? error : NULL, ranking.error);
    return false;
}

bool exact_run(struct matcher *matcher, const struct query *query,
               struct match_result *result, GError **error)
{
    bool fine = run(matcher, query, MATCH_EXACT, NULL, result, error);
    result->exact = result->hits->len;
    return fine;
}

static int compare_hits(gconstpointer a, gconstpointer b)
{
    const struct match_hit *x = a, *y = b;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

bool masked_run(struct matcher *matcher, const struct query *query,
                struct match_result *result, GError **error)
{
    if (index_masked_units(matcher->index)->len == 0)
        return true;
    g_autoptr(GArray) known =
        g_array_sized_new(FALSE, FALSE, sizeof(guint32), result->hits->len);
    for (guint i = 0; i < result->hits->len; i++)
        g_array_append_val(
            known, g_array_index(result->hits, struct match_hit, i).unit);
    bool fine = run(matcher, query, MATCH_MASKED, known, result, error);
    result->masked = result->hits->len - known->len;
    g_array_sort(result->hits, compare_hits);
    return fine;
}
