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

/* A unit as show prints it, with the label of a query before its fields. */
struct extract_unit {
    struct unit_record record; /* first: the shape of units lays it out */
    const char *label;
};
const struct emit_shape *extract_unit_shape(bool labelled);

/* The record with a label before its other fields; takes it. */
json_t *extract_labelled(json_t *json, const char *label);

/* The shape of a kind found, or of measures. */
const struct emit_shape *extract_shape(enum extracted what, bool labelled);

/* A quantity as its record says it: in a row without a unit word its column of
 * units counts, 万 and 亿 of it multiplied out. */
struct extract_amount {
    double low, high;
    char *unit; /* % of all percentages however they are written, or 个百分点;
                   NULL for none; caller frees */
    bool percentage;
};
void extract_amount(const struct extract_record *record,
                    struct extract_amount *amount);
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

/* On a terminal as much of it as leaves room for the other columns, else all
 * of it. */
char *extract_shortened(const char *text, const struct page *page);

/* ---- extract_distinct.c */

struct distinct;
struct distinct *distinct_new(const struct extract_view *view);
void distinct_free(struct distinct *distinct);
typedef struct page_unit *distinct_unit(void *data, guint32 unit,
                                        GError **error);
/* Counts what was found in a unit of a plan, whose normalised text is `text`;
 * `read` gives the unit where its wording is new. */
bool distinct_add(struct distinct *distinct, guint32 plan, guint32 unit,
                  const struct extract *found, const char *text,
                  distinct_unit *read, void *data, GError **error);
/* Counts a word of a unit (NULL for none), whose id is given. */
void distinct_add_word(struct distinct *distinct, guint32 plan, guint32 unit,
                       const char *word, const char *id);
const struct emit_shape *distinct_shape(const struct extract_view *view);
/* The table alone, of all, under what is on the page. */
bool distinct_put(struct distinct *distinct, struct emit *emit, GError **error);
/* The records, in a document that is open; *count gets how many there are. */
bool distinct_emit(struct distinct *distinct, struct emit *emit, guint *count,
                   GError **error);

/* ---- extract_blocks.c */

struct extract_block {
    struct block *block;
    const struct plan *plan;
    const char *label; /* or NULL */
};
const struct emit_shape *extract_block_shape(bool labelled);
/* The block of a unit; of a row or caption its whole table.  NULL with
 * error. */
struct block *extract_block(struct index *index, const struct plan *plan,
                            guint32 number, GError **error);
#endif
