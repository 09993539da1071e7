/* What indicators and targets share: the units they are asked of. */
#ifndef PLAN_SEARCH_GOALS_H
#define PLAN_SEARCH_GOALS_H

#include "searcher/cmd/queries.h"

struct goals_asked {
    struct matcher *matcher;
    const struct query *query;
    const struct match_result *result;
    const GPtrArray *names; /* of indicator: filters; see goals_reworded */
};

struct goals_done {
    const struct goals_asked *asked; /* NULL: the whole index */
    guint shown, all;                /* records: put out, and found */
    void *kept;      /* the command's own, from one query to the next */
    char *remark;    /* what else is to be said of the answer; or NULL, freed
                        by who runs the command */
    const char *why; /* there is nothing to show of what was found, or NULL */
};

/* Puts out what stands in the wanted units (sorted guint32; NULL: in all).
 * Fills done.  Takes head, and sets its hint.  False with error. */
typedef bool goals_put(const struct goals_view *view, struct index *index,
                       const GArray *wanted, struct emit *emit, json_t *head,
                       struct goals_done *done, GError **error);

/* Takes from the lines (of target_lines) those that the query's words are not
 * about; all stay where nothing, or nothing but filters, was asked for.  *left:
 * how many were taken.  False with error. */
bool goals_near(const struct index *index, const struct goals_asked *asked,
                GArray *lines, guint *left, GError **error);

/* ---- goals_names.c */

/* The query with the texts of its indicator: filters in their place, which are
 * put into names, too (borrowed from it); NULL with error. */
struct query *goals_reworded(const struct query *query, GPtrArray *names,
                             GError **error);
/* Whether the line's name holds one of the names, or there are none. */
bool goals_named(const struct index *index, const GPtrArray *names,
                 const struct target_line *line);

enum goals_source { GOALS_ROWS, GOALS_SENTENCES };

/* Runs a command of that kind: for every query, or for the whole index. */
enum status goals_run(struct session *session, enum goals_source source,
                      goals_put *put, void *kept);

/* Fills in how many of all records are shown, and says in head, unless it has a
 * hint, when that is not all. */
void goals_hint(const struct goals_view *view, json_t *head, guint all,
                struct goals_done *done);
#endif
