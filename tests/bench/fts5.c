/* The peer of the benchmarks: SQLite FTS5 over character bigrams.
 *
 *   fts5 build DB FILE           one unit a line, indexed and stored
 *   fts5 search DB QUERIES RUNS  the line format of bench.h
 *   fts5 find DB QUERY           the ten best and the count, for a cold start
 *
 * Runs of ideographs are cut into overlapping pairs with spaces between, so
 * that FTS5's own tokenizer sees bigrams and a phrase of them is an exact
 * search; everything else is as fast as FTS5 offers it: no journal, no syncs,
 * a contentless index beside a plain table of texts, optimized at the end.
 */
#include "tests/bench/bench.h"

#include <ctype.h>
#include <sqlite3.h>

static sqlite3 *db;

G_NORETURN static void die(const char *what)
{
    fprintf(stderr, "fts5: %s: %s\n", what, sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static void run(const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        die(sql);
    return statement;
}

/* ---- bigrams */

enum { WIDE = 3 }; /* bytes of an ideograph in UTF-8 */

/* U+3040 to U+9FFF, near enough: the lead byte decides. */
static bool is_wide(const char *at, const char *end)
{
    const unsigned char *byte = (const unsigned char *)at;
    return end - at >= WIDE && byte[0] >= 0xe3 && byte[0] <= 0xe9 &&
           (byte[0] != 0xe3 || byte[1] != 0x80);
}

static const char *append_wide(GString *out, const char *at, const char *end)
{
    const char *stop = at;
    while (is_wide(stop, end))
        stop += WIDE;
    if (stop - at == WIDE) {
        g_string_append_len(out, at, WIDE);
        g_string_append_c(out, ' ');
    }
    for (; at + WIDE < stop; at += WIDE) {
        g_string_append_len(out, at, (gssize)2 * WIDE);
        g_string_append_c(out, ' ');
    }
    return stop;
}

static const char *append_narrow(GString *out, const char *at, const char *end)
{
    const char *stop = at;
    while (stop < end && isalnum((unsigned char)*stop))
        stop++;
    g_string_append_len(out, at, stop - at);
    g_string_append_c(out, ' ');
    return stop;
}

static void append_grams(GString *out, const char *text, gsize length)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        if (is_wide(at, end))
            at = append_wide(out, at, end);
        else if (isalnum((unsigned char)*at))
            at = append_narrow(out, at, end);
        else
            at++;
    }
}

/* ---- build */

static void add(sqlite3_stmt *statement, sqlite3_int64 id, const char *text,
                gsize length)
{
    sqlite3_bind_int64(statement, 1, id);
    sqlite3_bind_text(statement, 2, text, (int)length, SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_DONE)
        die("cannot add a unit");
    sqlite3_reset(statement);
}

static void add_lines(FILE *file)
{
    sqlite3_stmt *grams = prepare("INSERT INTO grams(rowid, g) VALUES(?, ?)");
    sqlite3_stmt *texts = prepare("INSERT INTO texts VALUES(?, ?)");
    g_autoptr(GString) cut = g_string_new(NULL);
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    for (sqlite3_int64 id = 1; (length = getline(&line, &room, file)) > 0;
         id++) {
        if (line[length - 1] == '\n')
            length--;
        g_string_truncate(cut, 0);
        append_grams(cut, line, (gsize)length);
        add(grams, id, cut->str, cut->len);
        add(texts, id, line, (gsize)length);
    }
    free(line);
    sqlite3_finalize(grams);
    sqlite3_finalize(texts);
}

static void build(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    run("PRAGMA page_size=8192; PRAGMA journal_mode=off;"
        "PRAGMA synchronous=off; PRAGMA cache_size=-262144;"
        "CREATE TABLE texts(id INTEGER PRIMARY KEY, t TEXT);"
        "CREATE VIRTUAL TABLE grams USING"
        " fts5(g, content='', tokenize='unicode61');"
        "BEGIN");
    add_lines(file);
    fclose(file);
    run("COMMIT");
    run("INSERT INTO grams(grams) VALUES('optimize')");
    run("VACUUM");
}

/* ---- search */

/* Each term a phrase of its bigrams, all of them wanted. */
static char *match_of(const char *query)
{
    GString *match = g_string_new(NULL);
    g_auto(GStrv) terms = g_strsplit(query, " ", -1);
    for (char **term = terms; *term; term++) {
        g_string_append(match, match->len ? " AND \"" : "\"");
        append_grams(match, *term, strlen(*term));
        g_string_append_c(match, '"');
    }
    return g_string_free(match, FALSE);
}

static void best_ten(const char *match, bool show)
{
    sqlite3_stmt *statement =
        prepare("SELECT grams.rowid, texts.t FROM grams"
                " JOIN texts ON texts.id = grams.rowid"
                " WHERE grams MATCH ? ORDER BY grams.rank LIMIT 10");
    sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const unsigned char *text = sqlite3_column_text(statement, 1);
        if (show)
            printf("%lld %s\n", sqlite3_column_int64(statement, 0), text);
    }
    sqlite3_finalize(statement);
}

static guint count_all(const char *match)
{
    sqlite3_stmt *statement =
        prepare("SELECT count(*) FROM grams WHERE grams MATCH ?");
    sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_ROW)
        die("cannot count");
    guint count = (guint)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

static guint search(char kind, const char *query, void *data,
                    struct bench_times *times)
{
    gint64 begin = bench_now();
    g_autofree char *match = match_of(query);
    (void)kind, (void)data;
    best_ten(match, false);
    gint64 found = bench_now();
    guint count = count_all(match);
    times->count = bench_now() - found;
    times->whole = bench_now() - begin;
    return count;
}

static void find(const char *query)
{
    g_autofree char *match = match_of(query);
    best_ten(match, true);
    printf("%u hits\n", count_all(match));
}

static int usage(void)
{
    fprintf(stderr, "usage: fts5 build DB FILE\n"
                    "       fts5 search DB QUERIES RUNS\n"
                    "       fts5 find DB QUERY\n");
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    bool builds = argc == 4 && !strcmp(argv[1], "build");
    bool finds = argc == 4 && !strcmp(argv[1], "find");
    bool searches = argc == 5 && !strcmp(argv[1], "search");
    if (!builds && !finds && !searches)
        return usage();
    if (sqlite3_open(argv[2], &db) != SQLITE_OK)
        die(argv[2]);
    if (builds)
        build(argv[3]);
    else
        run("PRAGMA cache_size=-262144; PRAGMA mmap_size=4000000000");
    if (finds)
        find(argv[3]);
    if (searches)
        bench_queries(argv[3], atoi(argv[4]), search, NULL);
    sqlite3_close(db);
    return EXIT_SUCCESS;
}
