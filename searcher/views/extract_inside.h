/* Inside extract: the records of each kind, and their layout for reading. */
#ifndef PLAN_VIEWS_EXTRACT_INSIDE_H
#define PLAN_VIEWS_EXTRACT_INSIDE_H

#include "searcher/views/views.h"

struct extract_sheet; /* rows of the table for reading */

struct extract_record {
    const char *label; /* or NULL */
    enum extracted what;
    struct page_unit *unit;
    const struct extract *found;   /* of kinds found */
    const struct measure *measure; /* of measures */
    struct extract_sheet *sheet;
};

/* The shape of a kind found, or of measures. */
const struct emit_shape *extract_shape(enum extracted what, bool labelled);

/* The source's own wording of bytes of the unit's normalised text, and where it
 * stands; NULL for an empty span.  Caller frees. */
char *extract_wording(struct page_unit *unit, struct byte_span place,
                      struct span *span);
/* 2021, 2021-03, 2021-03-15, --12-31: ISO 8601 as far as it is said. */
char *extract_iso(guint year, guint month, guint day);
/* First and last day of a date or period; *from and *to NULL where no year is
 * said.  Caller frees. */
void extract_days(const struct extract *date, char **from, char **to);

/* ---- extract_page.c */

struct extract_sheet *extract_sheet_new(void);
/* Puts down what is kept, and frees when `end`. */
void extract_sheet_put(struct extract_sheet *sheet, struct page *page);
void extract_sheet_free(struct extract_sheet *sheet);
void extract_text(struct page *page, const void *record);
void extract_measure_text(struct page *page, const void *record);

/* ---- extract_blocks.c */

extern const struct emit_shape extract_block_shape;
struct extract_block {
    struct block *block;
    const struct plan *plan;
};
/* The block that begins with this unit: a table's with its first caption or
 * row, and then with all of its rows; NULL without error where the unit is in
 * the middle of a table, and with error. */
struct block *extract_block(struct index *index, const struct plan *plan,
                            guint32 number, GError **error);
#endif
