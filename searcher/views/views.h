/* What can be learned from an index, one file a question: shapes for the emit
 * stream, and the records that fill them.
 *
 * Reads unit numbers and hits from match, the records from store; gives
 * records that every dialect of emit can write.  Commands and, later, the
 * server call the same.
 */
#ifndef PLAN_VIEWS_H
#define PLAN_VIEWS_H

#include "common/emit/emit.h"
#include "common/text/text.h"
#include "searcher/match/match.h"
#include "searcher/views/compare.h"
#include "searcher/views/reuse.h"
#include "searcher/views/goals.h"
#include "searcher/views/extract.h"
#include "searcher/views/terms.h"
#include "searcher/views/values.h"

/* ---- reader.c: units with their records, each read once */

struct reader;
struct reader *reader_new(struct index *index);
void reader_free(struct reader *reader);
struct index *reader_index(const struct reader *reader);

struct page_unit {
    guint32 number;
    const struct plan *plan;
    struct unit *unit;
    struct normal normal; /* of the text; text NULL until reader_normal() */
};
/* Borrowed until reader_trim or reader_free; NULL with error. */
struct page_unit *reader_unit(struct reader *reader, guint32 number,
                              GError **error);
const struct normal *reader_normal(struct page_unit *unit);
/* Forgets all units when many are kept, then true; between two queries. */
bool reader_trim(struct reader *reader);

/* ---- units.c: units as they stand in a plan (show, extract) */

struct unit_record {
    const struct page_unit *unit;
    const struct page_unit *before; /* the one shown before it, or NULL */
    bool asked;                     /* false: a neighbour (text only) */
    bool apart; /* units of the plan between it and `before` are left out, and
                   the reader should see that (text only) */
};
extern const struct emit_shape units_shape;

/* The units asked for and `around` neighbours on each side within the plan,
 * put out in document order.  asked: sorted unit numbers, each once. */
bool units_emit(struct reader *reader, struct emit *emit, const GArray *asked,
                guint around, GError **error);

/* ---- head.c: what every answer to a query says beside its records */

/* Hits of every kind of match; headings, titles and captions that match beside
 * them are none. */
guint32 hits_all(const struct match_result *result);

/* What limit (0: all) and offset leave of `all` records: [*first, *last). */
void records_range(guint limit, guint offset, guint all, guint *first,
                   guint *last);
/* "10 of 57 shown; --limit 0 shows all", or NULL when nothing is cut. */
char *records_cut(guint shown, guint all);
/* Appends how many headings, titles and captions match; nothing when none. */
void put_headings(GString *out, const struct match_result *result);

/* What json puts before records that no query chose: format, fingerprint, and
 * a hint that is null.  A new reference. */
json_t *index_head(const struct index *index);
/* What json puts before the records of a query (contract §6); label and hint
 * may be NULL.  A new reference. */
json_t *result_head(const struct matcher *matcher, const struct query *query,
                    const char *label, const struct match_result *result,
                    const char *hint);

/* ---- hits.c: what a search found */

struct hits_view {
    struct matcher *matcher;
    struct reader *reader;
    const struct query *query;
    const struct match_result *result;
    const char *label; /* of --queries, else NULL */
    guint offset;
    guint per_plan; /* of hits_best, else 0 */
};

/* Begins a document, puts out all hits and, as text, the total; ends it.  hint,
 * or NULL: what else to try, for the head of json and the total. */
bool hits_emit(const struct hits_view *view, struct emit *emit,
               const char *hint, GError **error);

/* records_cut for the hits of a result; per_plan as above. */
char *hits_cut(const struct match_result *result, guint per_plan);

/* ---- kwic.c, concordance.c: every occurrence on a line, with what stands
 * around it */

enum kwic_order {
    KWIC_DOCUMENT,
    KWIC_LEFT,  /* by what stands before it, read from the node outwards */
    KWIC_RIGHT, /* by what stands behind it */
    KWIC_PLACE,
    KWIC_RELEVANCE,
};
int kwic_order_find(const char *name); /* "document" …, or -1 */
/* All of them in order, ending with NULL. */
const char *const *kwic_order_names(void);
/* How the hits are to be sorted for that order. */
enum match_sort kwic_sort(enum kwic_order order);

struct kwic_line {
    guint32 unit;
    struct byte_span place; /* in the normalised text */
    struct span span;       /* in the text; {0, 0} before kwic_emit */
    const char *text;       /* normalised, borrowed from the index */
    guint32 length;         /* bytes of it */
};

struct kwic_view {
    struct matcher *matcher;
    struct reader *reader;
    const struct query *query;
    const struct match_result *result; /* all hits, sorted by kwic_sort */
    const char *label;                 /* of --queries, else NULL */
    enum kwic_order order;
    guint width;         /* characters on each side */
    bool fit;            /* text on a terminal: as many as fit its width */
    guint limit, offset; /* of lines; limit 0: all */
};

/* One line an occurrence (they do not overlap) of the hits, in order: a GArray
 * of struct kwic_line.  Left and right are compared character by character in
 * normalised text, by code point.  NULL with error. */
GArray *kwic_lines(const struct kwic_view *view, GError **error);
/* records_cut for lines. */
char *kwic_cut(const struct kwic_view *view, const GArray *lines);
/* A document of the lines that limit and offset leave.  Contexts are the
 * source's own wording and end where the unit does. */
bool kwic_emit(const struct kwic_view *view, GArray *lines, struct emit *emit,
               const char *hint, GError **error);

/* ---- keys.c: by what a count is divided */

enum count_key {
    COUNT_PLAN,
    COUNT_PLACE,
    COUNT_ROLE,
    COUNT_SECTION,
    COUNT_KIND,
    COUNT_PERIOD,
};
enum { COUNT_KEYS = COUNT_PERIOD + 1 };

struct count_by { /* count 0: everything in one */
    enum count_key keys[COUNT_KEYS];
    guint count;
};
const char *count_key_name(enum count_key key); /* "plan", "place" … */
/* All of them in order, ending with NULL. */
const char *const *count_key_names(void);
/* "place,role"; NULL is no key.  False, and *wrong the word that names no key
 * or one a second time (caller frees). */
bool count_by_parse(const char *words, struct count_by *by, char **wrong);

/* ---- plan_names.c */

/* The plan's name in a column: place and years, else its title; caller
 * frees. */
char *plan_column(const struct plan *plan);
/* The names of so many plans (NULL: the first ones of the index), with the id
 * behind where two of them are called the same: a GPtrArray of char * that
 * frees them.  NULL with error. */
GPtrArray *plan_names(struct index *index, const guint32 *plans, guint count,
                      GError **error);

/* ---- count.c: how many units and occurrences, and in how much text
 *
 * Every combination of the keys' values is a cell, those without a hit too.
 * `plan`, `place` and `period` have the values the index knows, `role` all nine
 * and none, `section` the outermost headings of each plan (a section goes with
 * its own plan, place and period only), `kind` paragraph, row and note; further
 * kinds where the query asks for them.  `characters` are those
 * of the cell's normalised text (of the kinds just said) that passes the
 * query's filters, whatever else it asks. */

struct count_cell {
    guint32 units;
    guint64 occurrences; /* not overlapping */
    guint64 characters;
};
struct count { /* of one query */
    char *label;
    struct count_cell *cells; /* counter_cells of them */
    struct count_cell total;
    bool kinds[UNIT_KINDS]; /* that are counted */
};

/* The keys over one index, and how much text there is for each cell. */
struct counter;
/* NULL with error: an index that cannot be read (STORE_ERROR), or more
 * combinations than anyone can read (QUERY_ERROR). */
struct counter *counter_new(struct index *index, const struct count_by *by,
                            GError **error);
void counter_free(struct counter *counter);
guint32 counter_cells(const struct counter *counter);

/* Counts the hits of a result, which must be all of them (limit 0); label may
 * be NULL.  NULL with error. */
struct count *counter_count(const struct counter *counter,
                            struct matcher *matcher, const struct query *query,
                            const struct match_result *result,
                            const char *label, GError **error);
void count_free(struct count *count);
/* Occurrences per 10,000 characters; 0 where there is no text. */
double count_rate(const struct count_cell *cell);

/* Whether a cell is put out: not kinds nobody asked for, nor text before the
 * first heading where there is none. */
bool counter_shows(const struct counter *counter, const struct count *count,
                   guint32 cell);
/* The key'th key. */
enum count_key counter_key(const struct counter *counter, guint key);
/* The cell a unit is of. */
guint32 counter_cell(const struct counter *counter, const struct entry *entry);
/* The value of the key'th key in a cell; NULL for none.  Borrowed. */
const char *counter_value(const struct counter *counter, guint key,
                          guint32 cell);
/* The same for reading: in the reader's language, "none" for none. */
const char *counter_shown(const struct counter *counter, guint key,
                          guint32 cell);
/* The same as a picture names it: a plan by place and years. */
const char *counter_label(const struct counter *counter, guint key,
                          guint32 cell);
/* The heading of a section's cell, as a path shows it; NULL for none. */
const char *counter_heading(const struct counter *counter, guint32 cell);

/* A document of records, [first, last) of the cells shown; takes head. */
void count_emit(struct counter *counter, const struct count *count, guint first,
                guint last, struct emit *emit, json_t *head);

/* ---- named.c */

/* A role, kind, level, type … of a record for reading, in the reader's
 * language; any other word, or NULL, as it is.  Borrowed. */
const char *word_shown(const char *word);

/* ---- tally.c: counts for reading */

enum count_figure { FIGURE_UNITS, FIGURE_OCCURRENCES, FIGURE_RATE };
int count_figure_find(const char *name); /* "units" …, or -1 */
/* All of them in order, ending with NULL. */
const char *const *count_figure_names(void);

/* One table for all counts (of struct count): with several and one key a matrix
 * of labels and values, which shows one figure; else a row a cell, [offset,
 * offset + limit) of each (limit 0: all). */
struct tally {
    const struct counter *counter;
    const struct count_by *by;
    const GPtrArray *counts;
    enum count_figure figure;
    bool labelled;
    guint offset, limit;
};
void tally_put(struct page *page, const struct tally *tally);
/* The cells that offset and limit leave of those that any count shows, in
 * order: a GArray of guint32, caller unrefs. */
GArray *tally_cells(const struct tally *tally);

/* ---- tally_picture.c */

/* The same as a picture: several queries are the rows of a heat map, the cells
 * its columns; of one query by two keys these are rows and columns, else each
 * cell is a bar.  title and note may be NULL.  The caller owns it. */
struct drawing *tally_draw(const struct tally *tally, const char *title,
                           const char *note);

/* ---- nothing.c: why there is nothing */

/* Why there is nothing: terms that have none and their near spellings, counts
 * of the others, what other ways would find; several lines, caller frees.  NULL
 * with error. */
char *hits_nothing(struct matcher *matcher, const struct query *query,
                   const struct match_result *result, GError **error);

/* ---- near.c: near spellings */

struct near_spelling {
    char *text;    /* normalised */
    guint32 units; /* of every kind that hold it */
};
/* Strings of the indexed text one edit away from a normalised term that no
 * unit holds: a GArray of struct near_spelling, at most `most`, those most
 * units hold first.  Caller unrefs. */
GArray *near_spellings(const struct index *index, const char *term, guint most);

/* ---- best.c: the best hits of each plan */

/* As matcher_run, but at most `most` hits of each plan, plan after plan in the
 * order of their best hits (SORT_RELEVANCE) or as sorted; limit and offset
 * count what is left, totals count all.  NULL with error. */
struct match_result *hits_best(struct matcher *matcher,
                               const struct query *query,
                               const struct match_options *options, guint most,
                               GError **error);

/* ---- outline.c: sections */

struct section_record {
    const struct plan *plan;
    int section;
    bool first;   /* of its plan (text) */
    bool follows; /* something stands above it (text) */
};
extern const struct emit_shape sections_shape;

/* ---- plans.c: what is indexed */

struct plan_record {
    const struct plan *plan;
    guint32 units, characters; /* of paragraphs, rows and notes */
};
extern const struct emit_shape plans_shape;
bool plan_record_read(struct index *index, guint32 number,
                      struct plan_record *record, GError **error);

/* ---- shared by the texts of units and hits (units.c) */

/* The plan's line when it is another than before, the path's when that is. */
void put_place(struct page *page, const struct page_unit *unit,
               const struct page_unit *before);
/* The text of a unit, its marks (of struct page_span, or NULL) marked, and what
 * its masks hide; a row's columns above it, unless `before` is a row of the
 * same table. */
void put_text(struct page *page, const struct page_unit *unit,
              const struct page_unit *before, const GArray *marks);
/* In md and html, a row of a table as such, below the rows of the same table
 * put down just before it, and what its masks hide; its id is the last cell,
 * after `before_id` and before `behind_id`.  False and nothing put when the
 * unit is no such row or the page is text. */
bool put_row(struct page *page, const struct page_unit *unit,
             const GArray *marks, const char *before_id, const char *behind_id);

/* ---- codebooks */
#include "searcher/views/codebook.h"
#endif
