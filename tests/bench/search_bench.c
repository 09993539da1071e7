/* Search in this process, warm: search_bench DB RUNS QUERIES...
 *
 * Whole is what plan-search does for a query before it prints: parse, match,
 * rank, decode the records of the ten best.  The count alone, of the kinds W,
 * A and P, is index_find of each term and, of several, the units that hold
 * them all; of other kinds (B Boolean, N NEAR) it is 0.  The kind L is a
 * question: taken whole as a plain term and matched loosely.  After the last
 * query a line says how much memory the process ever held: "peak", a tab, kB.
 */
#include "tests/bench/bench.h"

#include "common/store/store.h"
#include "searcher/match/match.h"
#include "searcher/query/query.h"

#include <malloc.h>

enum { MEMORY_KEPT = 32 << 20 }; /* as plan-search does */

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

static guint find_ten(struct matcher *matcher, const struct query *query,
                      enum match_kind widest)
{
    const struct match_options options = {.widest = widest, .limit = 10};
    g_autoptr(GError) error = NULL;
    struct match_result *result = matcher_run(matcher, query, &options, &error);
    if (!result)
        die(error);
    read_best(matcher_index(matcher), result);
    guint hits = result->exact + result->masked + result->loose;
    match_result_free(result);
    return hits;
}

static guint search(char kind, const char *text, void *data,
                    struct bench_times *times)
{
    struct matcher *matcher = data;
    bool loose = kind == 'L';
    g_autoptr(GError) error = NULL;
    gint64 begin = bench_now();
    struct query *query =
        loose ? query_fixed(text, &error) : query_parse(text, &error);
    if (!query)
        die(error);
    guint hits = find_ten(matcher, query, loose ? MATCH_LOOSE : MATCH_EXACT);
    gint64 found = bench_now();
    *times = (struct bench_times){.whole = found - begin};
    if (strchr("WAP", kind)) {
        count_units(matcher_index(matcher), query);
        times->count = bench_now() - found;
    }
    query_free(query);
    return hits;
}

/* VmHWM: what getrusage says would be the parent's peak, if that was more. */
static void print_peak(void)
{
    g_autofree char *status = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents("/proc/self/status", &status, NULL, &error))
        die(error);
    const char *peak = strstr(status, "VmHWM:");
    printf("peak\t%ld\n", peak ? strtol(peak + strlen("VmHWM:"), NULL, 10) : 0);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
    mallopt(M_TRIM_THRESHOLD, MEMORY_KEPT);
    if (argc < 4) {
        fprintf(stderr, "usage: search_bench DB RUNS QUERIES...\n");
        return EXIT_FAILURE;
    }
    struct index *index = index_open((const char *[]){argv[1], NULL}, &error);
    if (!index)
        die(error);
    struct matcher *matcher = matcher_new(index);
    for (int i = 3; i < argc; i++)
        bench_queries(argv[i], atoi(argv[2]), search, matcher);
    print_peak();
    matcher_free(matcher);
    index_close(index);
    return EXIT_SUCCESS;
}
