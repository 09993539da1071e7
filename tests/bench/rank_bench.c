/* Ranked ids of a file of questions, in one process:
 * rank_bench DB QUERIES fixed|terms LIMIT [WEIGHT=VALUE …].
 *
 * QUERIES holds a label, a tab and a query a line.  Printed is a line for each
 * hit (label, id, score, parted by tabs) and, at the end, one for the times:
 * "# median p95 hits", microseconds of a query from tree to ranked hits (of the
 * processor, so that other programs do not count), and how many hits a query
 * had in the mean.
 */
#include "tests/bench/bench.h"

#include "common/store/store.h"
#include "searcher/match/match.h"
#include "searcher/query/query.h"

G_NORETURN static void die(const char *what)
{
    fprintf(stderr, "rank_bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static gint64 cpu_now(void) /* ns */
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct run {
    struct matcher *matcher;
    bool fixed;
    guint limit;
    GArray *times; /* of gint64, ns */
    guint64 hits;
};

static void print_hits(struct index *index, const char *label,
                       const struct match_result *result)
{
    for (guint i = 0; i < result->hits->len; i++) {
        g_autoptr(GError) error = NULL;
        const struct match_hit *hit =
            &g_array_index(result->hits, struct match_hit, i);
        struct unit *unit = index_unit(index, hit->unit, &error);
        if (!unit)
            die(error->message);
        printf("%s\t%s\t%.4f\n", label, unit->id, hit->score);
        unit_free(unit);
    }
}

static void ask(struct run *run, const char *label, const char *text)
{
    const struct match_options options = {.widest = MATCH_LOOSE,
                                          .limit = run->limit};
    g_autoptr(GError) error = NULL;
    struct query *query =
        run->fixed ? query_fixed(text, &error) : query_parse(text, &error);
    if (!query)
        die(error->message);
    gint64 begin = cpu_now();
    struct match_result *result =
        matcher_run(run->matcher, query, &options, &error);
    gint64 time = cpu_now() - begin;
    if (!result)
        die(error->message);
    g_array_append_val(run->times, time);
    run->hits += result->exact + result->masked + result->loose;
    print_hits(matcher_index(run->matcher), label, result);
    match_result_free(result);
    query_free(query);
}

static void ask_all(struct run *run, const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error))
        die(error->message);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *tab = strchr(*line, '\t');
        if (!tab)
            continue;
        *tab = '\0';
        ask(run, *line, tab + 1);
    }
}

static void print_times(struct run *run)
{
    gint64 *times = (gint64 *)(void *)run->times->data;
    guint count = run->times->len;
    if (count == 0)
        return;
    qsort(times, count, sizeof *times, bench_compare);
    guint middle = count / 2, late = (count * 95 + 99) / 100 - 1;
    printf("# %.0f %.0f %.0f\n", (double)times[middle] / 1000,
           (double)times[late] / 1000, (double)run->hits / count);
}

static void set_weight(struct matcher *matcher, char *setting)
{
    char *sign = strchr(setting, '=');
    if (sign)
        *sign = '\0';
    if (!sign ||
        !matcher_set_weight(matcher, setting, g_ascii_strtod(sign + 1, NULL)))
        die(setting);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 5)
        die("usage: rank_bench DB QUERIES fixed|terms LIMIT [WEIGHT=VALUE …]");
    struct index *index = index_open((const char *[]){argv[1], NULL}, &error);
    if (!index)
        die(error->message);
    struct run run = {.matcher = matcher_new(index),
                      .fixed = strcmp(argv[3], "fixed") == 0,
                      .limit = (guint)atoi(argv[4]),
                      .times = g_array_new(FALSE, FALSE, sizeof(gint64))};
    for (int i = 5; i < argc; i++)
        set_weight(run.matcher, argv[i]);
    ask_all(&run, argv[2]);
    print_times(&run);
    g_array_unref(run.times);
    matcher_free(run.matcher);
    index_close(index);
    return EXIT_SUCCESS;
}
