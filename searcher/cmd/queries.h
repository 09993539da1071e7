/* The queries of one run: the one of the command line, or those of --queries.
 * search, count and kwic differ in what they do with each query and in nothing
 * else.
 */
#ifndef PLAN_SEARCH_QUERIES_H
#define PLAN_SEARCH_QUERIES_H

#include "searcher/cmd/cmd.h"

struct queries {
    struct session *session;
    struct matcher *matcher;
    struct reader *reader;
    struct emit *emit;
    struct words *words; /* see queries_words */
    void *data;          /* the command's own */
    bool found, faulty;
    guint asked;        /* labels so far, those with a mistake among them */
    guint cut;          /* labels of which not everything is put out */
    GPtrArray *without; /* of char *: labels that have no hit */
};

/* What a command does with a query; label is NULL for that of the command
 * line, query where there may be none (MAY_LACK_QUERY).  Calls queries_outcome.
 * False with error ends the run. */
typedef bool queries_each(struct queries *queries, const struct query *query,
                          const char *label, GError **error);
/* What it does after the last one, or NULL. */
typedef bool queries_last(struct queries *queries, GError **error);

/* Reads the queries, opens the stream, runs them all, closes it; says what has
 * to be said.  The program's status. */
enum status queries_run(struct session *session, queries_each *each,
                        queries_last *last, void *data);

/* The words of the index, which all queries of the run share: with several
 * labels those of each unit are kept.  Borrowed; NULL with error. */
struct words *queries_words(struct queries *queries, GError **error);

/* found: something that makes status 0; cut: not everything is put out. */
void queries_outcome(struct queries *queries, const char *label, bool found,
                     bool cut);

/* For json's head and standard error, of a query without any hit: the reason
 * (hits_nothing), or that only headings have it.  *hint is NULL when there are
 * hits, and for labelled queries but in json, where nobody would read it.
 * False with error. */
bool queries_hint(struct queries *queries, const struct query *query,
                  const char *label, const struct match_result *result,
                  char **hint, GError **error);
/* For commands that put out no hits: says on standard error how they match,
 * where some do not to the letter and json's head does not say it. */
void queries_kinds(const struct queries *queries, const char *label,
                   const struct match_result *result);
#endif
