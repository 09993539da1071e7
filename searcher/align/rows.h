/* Inside align: items that belong together, on their way to rows. */
#ifndef PLAN_ALIGN_ROWS_H
#define PLAN_ALIGN_ROWS_H

#include "searcher/align/score.h"

/* Of two groups: what their items' pairs score; of two items, their pair. */
struct tie {
    double sum, most;
};

struct group {
    GArray *items;    /* of guint, rising, so column after column */
    GHashTable *ties; /* number of another group to that of their tie */
};

struct groups {
    const struct align_input *input;
    GPtrArray *groups; /* of struct group, NULL where it went into another */
    GArray *ties;
    GSequence *links; /* what may be joined, best first */
};

void groups_init(struct groups *groups, const struct align_input *input);
void groups_clear(struct groups *groups);
/* Item i is group i; two of them, with a score. */
void groups_tie(struct groups *groups, guint a, guint b, double score);
/* Joins what suits each other, best first, until nothing does that has no
 * column in common. */
void groups_join(struct groups *groups);
/* Joins items to those of the first column, `first` of them, one of a column to
 * each, best first. */
void groups_gather(struct groups *groups, guint first);
#endif
