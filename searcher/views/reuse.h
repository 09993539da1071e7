/* What plans take from each other, as records and for reading. */
#ifndef PLAN_VIEWS_REUSE_H
#define PLAN_VIEWS_REUSE_H

#include "common/emit/emit.h"
#include "searcher/reuse/reuse.h"

struct reader;
struct page_unit;
struct segmenter;

/* So many plans make a square table; more, a list of those that share most. */
enum { REUSE_FEW_PLANS = 24 };

struct reuse_view {
    struct reader *reader;
    struct reuse *reuse;
    const struct reuse_options *options; /* that reuse was made with */
    struct reuse_cites *cites;
    struct segmenter *segmenter; /* for reading; else NULL */
    bool by_age;         /* the other plans oldest first, not as they stand in
                            the index */
    const guint32 *only; /* every passage is of this plan, or NULL: a matrix
                            shows it against the others */
    guint limit, offset; /* of passages; limit 0: all */
    guint per_pair;      /* passages of each two plans (for reading: wordings);
                            0: all */
    const char *note;    /* below the picture, or NULL */
};

/* ---- reuse_record.c: one passage */

struct reuse_side {
    struct page_unit *unit;
    const struct reuse_place *place;
    struct span span; /* of the unit's text */
};

struct reuse_record {
    const struct reuse_passage *passage;
    struct reuse_side a, b;
    const char *older; /* "a", "b", "same", or NULL: nobody knows */
    const char *cites; /* "a", "b": whose plan names the other's title; NULL */
    const struct reuse_view *view; /* for reading */
    bool again; /* the passage before it reads the same (text) */
};
extern const struct emit_shape reuse_shape;

/* Borrows the passage, and the units until reader_trim, which it may call
 * first.  False with error. */
bool reuse_record_read(const struct reuse_view *view,
                       const struct reuse_passage *passage,
                       struct reuse_record *record, GError **error);
/* Of the plan's period, or 0. */
int plan_first_year(const struct plan *plan);

/* ---- reuse_page.c: the same for reading */

/* Two plans and why they stand in this order, above their passages. */
void reuse_put_plans(struct page *page, const struct reuse_record *record);
/* A record of reuse_shape. */
void reuse_text(struct page *page, const void *data);
/* What counts as a passage, on a line. */
void reuse_put_settings(struct page *page, const struct reuse_view *view);

/* ---- reuse_words.c: passages and their changes as whole words */

struct reuse_change { /* characters of the units' normalised texts: what was
                         [from[0], to[0]) is [from[1], to[1]) on the other
                         side; what lies between two changes is kept */
    guint32 from[2], to[2];
};
struct reuse_wording {
    guint32 from[2], to[2]; /* what is shown of each side */
    GArray *changes;        /* of struct reuse_change, in order */
};
/* What is shown of a passage: without marks and halves of words at its ends;
 * what was changed as words.  Records keep to the passage itself. */
void reuse_wording_make(struct reuse_wording *wording,
                        struct segmenter *segmenter,
                        const struct reuse_side *const sides[2], bool exact);
void reuse_wording_clear(struct reuse_wording *wording);

/* ---- reuse.c: all of them */

struct reuse_total {
    guint64 exact, near; /* found */
    guint64 inside;      /* of them, not listed for reading: in longer ones */
    guint64 records;     /* there are, without limit and offset */
    guint64 shown;       /* of them, put out */
    guint pairs;         /* of plans that share something */
};

/* A document of all passages, plan after plan; takes head.  For reading,
 * passages that lie inside longer ones are left out, and a matrix ends it when
 * the plans are few.  False with error. */
bool reuse_emit(const struct reuse_view *view, struct emit *emit, json_t *head,
                struct reuse_total *total, GError **error);

/* The matrix of all passages; nothing is put out. */
struct reuse_matrix *reuse_matrix_of(struct reuse *reuse,
                                     struct reuse_total *total);
/* ---- reuse_matrix.c, reuse_picture.c: how much of each plan stands in each
 * other */

/* A document of the matrix: a record for every two plans and one for each plan
 * against all others together; takes head.  False with error. */
bool reuse_matrix_emit(const struct reuse_view *view,
                       const struct reuse_matrix *matrix, struct emit *emit,
                       json_t *head, struct reuse_total *total, GError **error);
/* The matrix as a heat map, or with `only` the shares of that plan with each
 * other one; title and note may be NULL.  The caller owns it; NULL with error,
 * and without one where there are fewer than two plans. */
struct drawing *reuse_matrix_draw(const struct reuse_view *view,
                                  const struct reuse_matrix *matrix,
                                  const char *title, const char *note,
                                  GError **error);
/* The matrix as a table for reading. */
bool reuse_matrix_put(const struct reuse_view *view,
                      const struct reuse_matrix *matrix,
                      struct reuse_total *total, struct page *page,
                      GError **error);
#endif
