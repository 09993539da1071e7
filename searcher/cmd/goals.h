/* What indicators and targets share: the units they are asked of. */
#ifndef PLAN_SEARCH_GOALS_H
#define PLAN_SEARCH_GOALS_H

#include "searcher/cmd/queries.h"

/* Puts out what stands in the wanted units (sorted guint32; NULL: in all).
 * result is that of the query, NULL without one.  *all gets how many records
 * there are, *shown how many of them are put out.  Takes head, and sets its
 * hint.  False with error. */
typedef bool goals_put(const struct goals_view *view, struct index *index,
                       const GArray *wanted, struct emit *emit, json_t *head,
                       guint *shown, guint *all, GError **error);

/* Runs a command of that kind: for every query, or for the whole index. */
enum status goals_run(struct session *session, goals_put *put);

/* Says in head, unless it has a hint, that not everything is shown. */
void goals_hint(const struct goals_view *view, json_t *head, guint all,
                guint *shown);
#endif
