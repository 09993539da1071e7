/* The best hits of each plan, so that a long plan does not crowd out the
 * others: for comparing what each of them says.
 *
 * What is best is decided by relevance over the whole list.  Plans then follow
 * in the order of their best hit, or as the query is to be sorted otherwise; in
 * that case a plan's hits do, too.
 */
#include "searcher/views/views.h"

struct chosen {
    struct match_hit hit;
    guint rank;
    guint group; /* plans in the order of their best hits */
};

static struct match_result *run_whole(struct matcher *matcher,
                                      const struct query *query,
                                      const struct match_options *options,
                                      enum match_sort sort, GError **error)
{
    struct match_options whole = *options;
    whole.limit = whole.offset = 0;
    whole.sort = sort;
    return matcher_run(matcher, query, &whole, error);
}

static guint32 plan_of(const struct index *index, guint32 unit)
{
    struct entry entry;
    index_entry(index, unit, &entry);
    return entry.plan;
}

/* The first `most` hits of each plan, of struct chosen. */
static GArray *choose(const struct index *index, const GArray *hits, guint most)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(struct chosen));
    g_autofree guint *counts = g_new0(guint, index_plans(index) + 1);
    g_autofree guint *groups = g_new0(guint, index_plans(index) + 1);
    guint next = 0;
    for (guint i = 0; i < hits->len; i++) {
        struct chosen hit = {g_array_index(hits, struct match_hit, i), i + 1,
                             0};
        guint32 plan = plan_of(index, hit.hit.unit);
        if (counts[plan] == most)
            continue;
        if (counts[plan]++ == 0)
            groups[plan] = next++;
        hit.group = groups[plan];
        g_array_append_val(chosen, hit);
    }
    return chosen;
}

static int by_group(gconstpointer a, gconstpointer b)
{
    const struct chosen *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* The chosen ones in the order they have among `hits`. */
static GArray *in_order_of(const GArray *chosen, const GArray *hits)
{
    GArray *ordered = g_array_new(FALSE, FALSE, sizeof(struct chosen));
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < chosen->len; i++) {
        struct chosen *hit = &g_array_index(chosen, struct chosen, i);
        g_hash_table_insert(known, GUINT_TO_POINTER(hit->hit.unit + 1), hit);
    }
    for (guint i = 0; i < hits->len; i++) {
        guint32 unit = g_array_index(hits, struct match_hit, i).unit;
        struct chosen *hit =
            g_hash_table_lookup(known, GUINT_TO_POINTER(unit + 1));
        if (hit != NULL)
            g_array_append_val(ordered, *hit);
    }
    return ordered;
}

/* Puts the part of the chosen ones that was asked for into the result. */
static void fill(struct match_result *result, const GArray *chosen,
                 const struct match_options *options)
{
    guint first, last;
    records_range(options->limit, options->offset, chosen->len, &first, &last);
    g_array_set_size(result->hits, 0);
    for (guint i = first; i < last; i++) {
        const struct chosen *hit = &g_array_index(chosen, struct chosen, i);
        g_array_append_val(result->hits, hit->hit);
    }
}

struct match_result *hits_best(struct matcher *matcher,
                               const struct query *query,
                               const struct match_options *options, guint most,
                               GError **error)
{
    struct match_result *result =
        run_whole(matcher, query, options, SORT_RELEVANCE, error);
    if (result == NULL)
        return NULL;
    g_autoptr(GArray) chosen =
        choose(matcher_index(matcher), result->hits, most);
    if (options->sort == SORT_RELEVANCE) {
        g_array_sort(chosen, by_group);
        fill(result, chosen, options);
        return result;
    }
    struct match_result *sorted =
        run_whole(matcher, query, options, options->sort, error);
    if (sorted != NULL) {
        g_autoptr(GArray) ordered = in_order_of(chosen, sorted->hits);
        fill(sorted, ordered, options);
    }
    match_result_free(result);
    return sorted;
}
