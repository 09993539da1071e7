/* Inside align: rows on their way. */
#ifndef PLAN_ALIGN_ROWS_H
#define PLAN_ALIGN_ROWS_H

#include "searcher/align/score.h"

struct pair { /* two items that go together somewhat */
    guint a, b;
    double score;
};

struct meeting { /* of two rows, the one opened first first */
    guint a, b;
    double sum; /* of the scores of their items' pairs */
};

struct rows {
    const struct align_input *input;
    struct scorer scorer;
    GPtrArray *rows;        /* of int[columns], as they were opened */
    guint *row_of;          /* of each item */
    GArray *order;          /* of guint: rows as they will stand */
    GArray *pairs;          /* of struct pair: of the column at hand; NULL where
                               nothing is to be merged */
    GArray *meetings;       /* of struct meeting */
    GHashTable *meeting_of; /* two rows → number in meetings + 1 */
};

/* merge.c: the pairs of a column whose items all have their rows become
 * meetings of these, and are forgotten. */
void rows_meet(struct rows *rows);
/* Joins rows that belong together as wholes and have no column in
 * common; the later one leaves `order`. */
void rows_merge(struct rows *rows);
#endif
