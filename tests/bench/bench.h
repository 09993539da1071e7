/* What both search drivers share: a file of queries asked again and again.
 *
 * QUERIES holds a kind (a letter), a tab and a query a line.  Printed is a line
 * for each: kind, query, hits, median microseconds of the whole (the ten best
 * with their texts, and the full count) and of the count alone, parted by tabs.
 */
#ifndef PLAN_BENCH_H
#define PLAN_BENCH_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline gint64 bench_now(void) /* ns */
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct bench_times {
    gint64 whole, count; /* ns */
};

/* Asks one query, says how long it took; gives the hits. */
typedef guint (*bench_search)(char kind, const char *query, void *data,
                              struct bench_times *times);

enum { BENCH_RUNS = 99 };

static inline int bench_compare(const void *a, const void *b)
{
    const gint64 *x = (const gint64 *)a, *y = (const gint64 *)b;
    return (*x > *y) - (*x < *y);
}

static inline double bench_median(gint64 *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, bench_compare);
    return (double)times[count / 2] / 1000;
}

static inline void bench_query(const char *kind, const char *query, int runs,
                               bench_search search, void *data)
{
    gint64 whole[BENCH_RUNS], counts[BENCH_RUNS];
    struct bench_times times;
    guint hits = search(*kind, query, data, &times); /* to warm up */
    for (int i = 0; i < runs; i++) {
        search(*kind, query, data, &times);
        whole[i] = times.whole;
        counts[i] = times.count;
    }
    printf("%s\t%s\t%u\t%.1f\t%.1f\n", kind, query, hits,
           bench_median(whole, runs), bench_median(counts, runs));
}

/* The runs of a question (kind L) are fewer, as each takes so much longer. */
static inline int bench_runs(char kind, int runs)
{
    return CLAMP(kind == 'L' ? runs / 3 : runs, 1, BENCH_RUNS);
}

static inline void bench_queries(const char *path, int runs,
                                 bench_search search, void *data)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "%s\n", error->message);
        exit(EXIT_FAILURE);
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *tab = strchr(*line, '\t');
        if (!tab)
            continue;
        *tab = '\0';
        bench_query(*line, tab + 1, bench_runs(**line, runs), search, data);
    }
}
#endif
