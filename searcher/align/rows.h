/* Inside align: rows on their way. */
#ifndef PLAN_ALIGN_ROWS_H
#define PLAN_ALIGN_ROWS_H

#include "searcher/align/score.h"

struct pair { /* two items that go together somewhat */
    guint a, b;
    double score;
};

struct rows {
    const struct align_input *input;
    struct scorer scorer;
    GPtrArray *rows; /* of int[columns], as they were opened */
    guint *row_of;   /* of each item */
    GArray *order;   /* of guint: rows as they will stand */
    GArray *pairs;   /* of struct pair; NULL where nothing is to be merged */
};

/* merge.c: joins rows that belong together as wholes and have no column in
 * common; the later one leaves `order`. */
void rows_merge(struct rows *rows);
#endif
