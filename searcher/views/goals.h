/* What plans want to reach: rows of indicator tables, and targets of sentences
 * (the room of indicators finds them).  Part of views.h.
 */
#ifndef PLAN_VIEWS_GOALS_H
#define PLAN_VIEWS_GOALS_H

#include "common/emit/emit.h"
#include "searcher/indicators/indicators.h"

struct reader;

struct goals_view {
    struct reader *reader;
    const char *label;   /* of --queries, else NULL */
    const char *query;   /* printed beside the label, or NULL */
    guint limit, offset; /* of records; limit 0: all */
    const char *note;    /* below pictures that stand alone, or NULL */
};

/* ---- shared by both (targets.c) */

/* A whole number as an integer, any other as a real; a new reference. */
json_t *goals_number_json(double value);
/* As people write it: 0.5, 20000; caller frees. */
char *goals_number_text(double value);
/* The label of a query over its answer; nothing without one. */
void goals_label(const struct goals_view *view, struct page *page);
/* The last line: the total, and what is not shown of it. */
void goals_total(struct page *page, const char *total, guint shown, guint all);
/* What else is to be said; nothing where remark is NULL. */
void goals_remark(struct page *page, const char *remark);

/* ---- indicators.c (of views): rows of indicator tables */

/* A document of the rows (of struct indicator) that limit and offset leave, in
 * document order; for reading, a table for every indicator that several rows
 * share, and one a plan of those that stand alone.  remark: a last line for
 * reading, or NULL.  Takes head.  How many groups were drawn as pictures alone.
 */
guint indicators_emit(const struct goals_view *view, const GPtrArray *rows,
                      const char *remark, struct emit *emit, json_t *head);
/* Says which plans (of guint32) have no table of indicators, the first of them
 * by name; NULL for none.  *remark is freed by the caller.  False with error.
 */
bool indicators_missing(struct index *index, const GArray *plans, char **remark,
                        GError **error);

/* ---- indicators_picture.c */

/* Draws a group (of indicators_groups) as ladders from base to target, one for
 * each kind of unit, a rung a row; title and note (below the last) may be
 * NULL. */
void indicators_draw(const GPtrArray *group, const char *title,
                     const char *note, struct emit *emit);

/* ---- targets.c (of views): targets of sentences */

struct target_line {
    guint32 unit;
    struct target target;
};
/* The targets of the wanted units (sorted guint32; NULL: all), in document
 * order: a GArray of struct target_line that frees what they hold.  NULL with
 * error. */
GArray *target_lines(struct index *index, const GArray *wanted, GError **error);
/* A document of the lines that limit and offset leave; for reading, a table a
 * plan, and remark (or NULL) below them.  Takes head.  False with error. */
bool targets_emit(const struct goals_view *view, const GArray *lines,
                  const struct target_groups *groups, const char *remark,
                  struct emit *emit, json_t *head, GError **error);
#endif
