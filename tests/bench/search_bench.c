/* Exact search in this process, warm: search_bench DB QUERIES RUNS.
 *
 * Whole is what plan-search does for a query before it prints: parse, match,
 * rank, decode the records of the ten best.  The count alone is index_find of
 * each term and, of several, the units that hold them all.
 */
#include "tests/bench/bench.h"

#include "common/store/store.h"
#include "searcher/match/match.h"
#include "searcher/query/query.h"

G_NORETURN static void die(const GError *error)
{
    fprintf(stderr, "search_bench: %s\n", error->message);
    exit(EXIT_FAILURE);
}

static void read_best(struct index *index, const struct match_result *result)
{
    for (guint i = 0; i < result->hits->len; i++) {
        g_autoptr(GError) error = NULL;
        const struct match_hit *hit =
            &g_array_index(result->hits, struct match_hit, i);
        struct unit *unit = index_unit(index, hit->unit, &error);
        if (!unit)
            die(error);
        unit_free(unit);
    }
}

/* Keeps of `units` those that stand in `other` too; both rise. */
static void keep_common(GArray *units, const GArray *other)
{
    guint kept = 0, at = 0;
    for (guint i = 0; i < units->len; i++) {
        struct hit_count hit = g_array_index(units, struct hit_count, i);
        while (at < other->len &&
               g_array_index(other, struct hit_count, at).unit < hit.unit)
            at++;
        if (at < other->len &&
            g_array_index(other, struct hit_count, at).unit == hit.unit)
            g_array_index(units, struct hit_count, kept++) = hit;
    }
    g_array_set_size(units, kept);
}

static guint count_units(const struct index *index, const struct query *query)
{
    g_autoptr(GArray) all = NULL;
    g_autoptr(GPtrArray) terms = query_terms(query);
    for (guint i = 0; i < terms->len; i++) {
        const struct query *term = g_ptr_array_index(terms, i);
        g_autoptr(GArray) units = index_find(index, term->normal, term->length);
        if (all)
            keep_common(all, units);
        else
            all = g_steal_pointer(&units);
    }
    return all ? all->len : 0;
}

static guint find_ten(struct matcher *matcher, const struct query *query)
{
    const struct match_options options = {.widest = MATCH_EXACT, .limit = 10};
    g_autoptr(GError) error = NULL;
    struct match_result *result = matcher_run(matcher, query, &options, &error);
    if (!result)
        die(error);
    read_best(matcher_index(matcher), result);
    guint hits = result->exact;
    match_result_free(result);
    return hits;
}

static guint search(const char *text, void *data, struct bench_times *times)
{
    struct matcher *matcher = data;
    g_autoptr(GError) error = NULL;
    gint64 begin = bench_now();
    struct query *query = query_parse(text, &error);
    if (!query)
        die(error);
    guint hits = find_ten(matcher, query);
    gint64 found = bench_now();
    times->whole = found - begin;
    count_units(matcher_index(matcher), query);
    times->count = bench_now() - found;
    query_free(query);
    return hits;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 4) {
        fprintf(stderr, "usage: search_bench DB QUERIES RUNS\n");
        return EXIT_FAILURE;
    }
    struct index *index = index_open((const char *[]){argv[1], NULL}, &error);
    if (!index)
        die(error);
    struct matcher *matcher = matcher_new(index);
    bench_queries(argv[2], atoi(argv[3]), search, matcher);
    matcher_free(matcher);
    index_close(index);
    return EXIT_SUCCESS;
}
