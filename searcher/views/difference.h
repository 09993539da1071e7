/* Inside the views: a diff on its way, between diff.c (what) and diff_page.c
 * (how it looks). */
#ifndef PLAN_VIEWS_DIFFERENCE_H
#define PLAN_VIEWS_DIFFERENCE_H

#include "searcher/views/views.h"

/* Columns of the collation: rows stand in the order of the first. */
enum { DIFF_OTHER, DIFF_BASE, DIFF_SIDES };

struct diff {
    struct diff_view view;
    struct collation collation;
    bool *moved;                          /* by row */
    struct align_share *shares;           /* by row */
    guint counts[EDIT_DROPPED + 1];       /* rows by status */
    struct align_share share;             /* of all rows */
    const struct plan *plans[DIFF_SIDES]; /* of the first unit of each side */
};

/* The edit of a row; false with error. */
bool diff_read(struct diff *diff, guint row, struct edit *edit, GError **error);

/* ---- diff_page.c: for reading */

bool diff_put(struct diff *diff, guint first, guint last, struct page *page,
              struct emit *emit, GError **error);
#endif
