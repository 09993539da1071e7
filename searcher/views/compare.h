/* Plans side by side, and two of them from old to new: views of compare and
 * diff. */
#ifndef PLAN_VIEWS_COMPARE_H
#define PLAN_VIEWS_COMPARE_H

#include "common/emit/emit.h"
#include "searcher/align/align.h"
#include "searcher/match/match.h"

struct reader;
struct page_unit;

/* ---- collation.c: units of several plans, and which belong together */

struct collation {
    struct reader *reader;
    guint columns;
    GArray *items;   /* of struct align_item, column after column */
    GArray *units;   /* of guint32: the unit of each item */
    GArray *context; /* of struct align_item: what stands under headings */
    GArray *sections;
    GPtrArray *strings;        /* headings, normalised */
    GHashTable *section_of;    /* column and section to a place in sections */
    struct align_table *table; /* NULL before collation_align */
};
void collation_init(struct collation *collation, struct reader *reader);
void collation_clear(struct collation *collation);
/* Units (of guint32) as the next column.  False with error. */
bool collation_add(struct collation *collation, const guint32 *units,
                   guint count, GError **error);
/* What else stands in the sections of the column added last: for pairing
 * headings. */
bool collation_add_context(struct collation *collation, const guint32 *units,
                           guint count, GError **error);
/* least: as of struct align_input. */
void collation_align(struct collation *collation, double least);
/* Instead of collation_align, where each column has at most one item: one
 * row. */
void collation_one_row(struct collation *collation);
/* The unit number in a row's column, or -1. */
gint64 collation_unit(const struct collation *collation, guint row,
                      guint column);

/* ---- edits.c: one unit beside that of the base */

enum edit_status {
    EDIT_BASE, /* of the base itself */
    EDIT_SAME,
    EDIT_CHANGED,
    EDIT_MOVED,
    EDIT_MOVED_CHANGED,
    EDIT_ADDED,
    EDIT_DROPPED,
};

struct edit {
    const char *label; /* of --queries, else NULL; borrowed */
    guint row;         /* from 1 */
    char *about;       /* what the row is about */
    const struct plan *plan;
    const struct page_unit *base, *unit; /* either NULL, not both */
    guint position;    /* of the unit among those compared of its plan; or 0 */
    double similarity; /* where both are there */
    double score;      /* how well the unit suits its row; 0: not known */
    enum edit_status status;
    GArray *runs; /* of struct align_run */
};
extern const struct emit_shape edits_shape, labelled_edits_shape;

/* A unit's text cut into words, its marker left out as the aligner does. */
struct align_text *unit_words(struct aligner *aligner,
                              const struct page_unit *unit);
/* Status (never EDIT_BASE) and similarity; texts are NULL where units are. */
void edit_judge(struct edit *edit, const struct align_text *base,
                const struct align_text *unit, bool moved,
                struct align_share share);
/* The runs of an edit that was judged. */
void edit_write(struct edit *edit, const struct align_text *base,
                const struct align_text *unit);
void edit_clear(struct edit *edit);
/* The cell in which a row names its indicator, or NULL; borrowed. */
const char *row_indicator(const struct page_unit *unit);
/* Whether a unit stands in its row with little to show for it. */
bool edit_is_weak(const struct edit *edit);
/* What a unit is about: lead, indicator or heading; caller frees. */
char *unit_about(const struct page_unit *unit);
/* The runs of an edit on the page, marked.  alone: a unit without another
 * beside it is marked as a whole, and what is deleted is shown even where
 * edit_is_other. */
void put_edit(struct page *page, guint indent, const struct edit *edit,
              bool alone);
/* The runs of one side in the table's cell begun last: of the base (what is
 * kept as it has it, and deleted), of the unit (kept and inserted), or all. */
enum edit_side { SIDE_BASE, SIDE_UNIT, SIDE_BOTH };
void columns_edit(struct columns *columns, const struct edit *edit, bool alone,
                  enum edit_side side);
/* Whether so little is shared that what the base has instead is not worth
 * repeating where the base stands beside it. */
bool edit_is_other(const struct edit *edit);

/* ---- compare.c: one column a plan */

struct compare_view {
    struct matcher *matcher;
    struct reader *reader;
    struct aligner *aligner;
    const struct query *query;
    const struct match_result *result; /* hits to be compared */
    const char *label;                 /* of --queries, else NULL */
    gint64 base;                       /* plan, or -1: the oldest with a hit */
    bool one_row;                      /* the best hit of each plan */
    bool outline;                      /* headings: their order is shown */
    bool draws;                        /* a picture is all that is put out */
    const char *title, *note;          /* of the picture, or NULL */
    guint limit, offset;               /* of rows; limit 0: all */
};
struct comparison;
/* Plans with a hit are columns, the base first; where no more than
 * COMPARE_NARROW plans pass the query's filters, those without are, too.  NULL
 * with error, also when more than COMPARE_DRAWN are to be drawn. */
enum { COMPARE_NARROW = 12, COMPARE_DRAWN = 60 };
struct comparison *comparison_new(const struct compare_view *view,
                                  GError **error);
void comparison_free(struct comparison *comparison);
guint comparison_rows(const struct comparison *comparison);
/* A document of the rows that limit and offset leave; a picture alone is of
 * how alike the plans are (of all rows together, align_similarity), or with
 * `outline` shows where each theme stands. */
bool comparison_emit(struct comparison *comparison, struct emit *emit,
                     const char *hint, GError **error);

/* ---- diff.c: from one to the other */

struct diff_view {
    struct reader *reader;
    struct aligner *aligner;
    const GArray *base, *other; /* of guint32: units, in document order */
    bool all;                   /* text shows what is unchanged, too */
    guint limit, offset;        /* of records; limit 0: all */
};
struct diff;
/* NULL with error. */
struct diff *diff_new(const struct diff_view *view, GError **error);
void diff_free(struct diff *diff);
/* Pairs, and units that have no other; how many of them differ, if only in
 * their place. */
guint diff_records(const struct diff *diff);
guint diff_count(const struct diff *diff);
/* A document of the records that limit and offset leave, in the order of
 * `other`, what was dropped where it stood. */
bool diff_emit(struct diff *diff, struct emit *emit, GError **error);
#endif
