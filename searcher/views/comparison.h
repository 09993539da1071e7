/* Inside the views: a comparison on its way, between compare.c (what) and
 * side_by_side.c (how it looks). */
#ifndef PLAN_VIEWS_COMPARISON_H
#define PLAN_VIEWS_COMPARISON_H

#include "searcher/views/views.h"

struct comparison {
    struct compare_view view;
    GArray *plans;    /* of guint32: by column; the base first */
    GPtrArray *names; /* of char *: of the columns, each another */
    guint silent;     /* plans without a hit that have no column */
    struct collation collation;
    struct align_share *shares; /* by two columns, or NULL */
    double *matrix;
    bool *moved; /* by item: in another order than in the base (outline) */
};

/* One row, read; by column. */
struct compare_row {
    guint columns;
    struct page_unit **units;
    struct align_text **texts;
    struct align_share *shares; /* with the base */
    struct edit *edits;         /* runs NULL where neither base nor unit is */
    const struct page_unit *about;
};
struct compare_row *compare_row_read(struct comparison *comparison,
                                     guint number, GError **error);
void compare_row_free(struct compare_row *row);

/* Where an item stands among those of its column, from 1. */
guint comparison_position(const struct comparison *comparison, int item);

/* ---- comparison_picture.c: what emit_draw takes; false with error */

bool comparison_draw(struct comparison *comparison, guint first, guint last,
                     struct emit *emit, GError **error);

/* ---- side_by_side.c: rows for reading */

bool comparison_put(struct comparison *comparison, guint first, guint last,
                    struct page *page, struct emit *emit, GError **error);
/* How alike the plans are, and what was left out. */
void comparison_put_end(const struct comparison *comparison, struct page *page);
#endif
