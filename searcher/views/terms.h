/* Statistics of words as records: terms, keyness, collocates, ngrams,
 * dispersion.  Part of views.h, which includes it.
 *
 * Each answers one question about a text, which is a set of units, and gives
 * records that a table of fields (figures.c) lays out, writes and sorts.
 */
#ifndef PLAN_VIEWS_TERMS_H
#define PLAN_VIEWS_TERMS_H

#include "common/emit/emit.h"
#include "searcher/match/match.h"
#include "searcher/statistics/statistics.h"

struct reader;

/* ---- figures.c: tables of records with many figures */

struct figure_field {
    const char *name;  /* NULL ends the list; "" is a column for reading only */
    const char *title; /* of its column for reading; NULL: it has none */
    guint decimals;    /* of a real number there */
    json_t *(*get)(const void *record);
};
enum { FIGURES_MOST = 24 };
struct figure_table {
    const struct figure_field *fields; /* the first names the record */
    guint texts; /* columns for reading that stand to the left */
    /* made when it is put out */
    const char *names[FIGURES_MOST + 2];
    struct emit_shape shape;
};

/* A number, or null where it is none; a count. */
json_t *figure_real(double value);
json_t *figure_count(guint64 value);
/* Sorts records by a field, the highest first (null last), texts by code
 * point; equal ones by the first field. */
void figures_sort(GArray *records, const struct figure_table *table,
                  const char *name);

struct figures_view {
    struct figure_table *table;
    const GArray *records;
    guint first, last;                /* of the records, those put out */
    const char *label;                /* of --queries, else NULL */
    const char *total;                /* a line below, for reading */
    struct drawing *drawing;          /* above the table, taken; or NULL */
    const struct figures_view *below; /* another table, for reading, or NULL */
};
/* A document of records; takes head.  query (for the line above the table of a
 * label) may be NULL. */
void figures_emit(const struct figures_view *view, const struct query *query,
                  struct emit *emit, json_t *head);

/* ---- sides.c: which units are looked at */

struct text {
    guint8 *sides;               /* by unit: enum side or SIDE_NONE */
    struct match_result *result; /* of the query that chose them, or NULL */
    guint32 units[SIDES];
};
struct text_options {
    enum match_kind widest;
    bool fixed; /* a term that is an id is none */
};
/* The paragraphs, rows and notes that a query finds (and units of other kinds
 * it asks for); all of an id's where the query is nothing but ids (of plans,
 * sections, units); all there are when it is NULL.  They are the target. */
bool text_init(struct text *text, struct matcher *matcher,
               const struct query *query, const struct text_options *options,
               GError **error);
/* Units of `other` that are not of the text are its reference; *shared gets how
 * many of them are. */
void text_against(struct text *text, const struct text *other, guint32 *shared);
/* All paragraphs, rows and notes that are not of the text are its reference. */
void text_against_rest(struct text *text, const struct index *index);
void text_clear(struct text *text);

/* What json puts before the records: result_head, and the size of the text and
 * of its reference (either may be NULL).  result may be NULL; so may query,
 * label, hint. */
json_t *text_head(struct matcher *matcher, const struct query *query,
                  const char *label, const struct match_result *result,
                  const char *hint, const struct side_size *size,
                  const struct side_size *reference);
/* "33984 tokens, 80251 characters in 630 units of 5 plans"; caller frees. */
char *size_words(const struct side_size *size);

/* Whether a word is more or less frequent than it would be by chance. */
enum sign { SIGN_POSITIVE, SIGN_NEGATIVE, SIGN_BOTH };
extern const char *const sign_names[]; /* then NULL */

/* ---- strings.c: what the records of terms, collocates and n-grams begin with
 */

struct string_record {
    char *term;              /* normalised */
    struct term_found found; /* as `count` says */
};
/* Fills `found` of records that begin with a struct string_record: each string
 * is looked for once, in the units of both sides. */
void strings_find(GArray *records, const struct index *index,
                  const guint8 *sides);
/* Fields of such a record: the term, and what stands in the target. */
json_t *string_term(const void *record);
json_t *string_occurrences(const void *record);
json_t *string_units(const void *record);
json_t *string_plans(const void *record);

/* ---- term_list.c */

struct keyness_options {
    enum sign sign;
    double threshold;  /* of the log-likelihood */
    guint64 least;     /* tokens, of the text that has more of the word */
    guint least_plans; /* that have it there */
};
/* With key the words that reach what it asks for are left, no others. */
struct term_options {
    struct word_filter filter;
    guint64 least;     /* tokens, of the target or the reference */
    guint least_plans; /* of the target that have it as a string */
    const struct keyness_options *key; /* what sets it apart, or NULL */
};
struct term_record {
    struct string_record string;
    guint64 tokens[SIDES];
    const struct side_size *sizes;
};
/* The words of a text that pass, unsorted: a GArray of struct term_record, and
 * the sizes (SIDES of them, which the records borrow).  words: of the index,
 * as with all lists here. */
GArray *term_records(struct words *words, const struct text *text,
                     const struct term_options *options,
                     struct side_size *sizes);
extern struct figure_table terms_table;
extern const char *const terms_orders[]; /* fields to sort by, then NULL */

/* ---- tokens.c: the text word by word */

struct tokens_view {
    struct reader *reader;
    const struct text *text;
    const struct word_filter *filter;
    const char *label;   /* of --queries, else NULL */
    guint limit, offset; /* of tokens; limit 0: all */
};
/* How many tokens of the text pass the filter; -1 with error. */
gint64 tokens_count(const struct tokens_view *view, GError **error);
/* A document of those that limit and offset leave, unit by unit: nothing but
 * the unit at hand is kept; takes head.  False with error. */
bool tokens_emit(const struct tokens_view *view, struct emit *emit,
                 json_t *head, GError **error);

/* Keyness: of the same records. */
extern struct figure_table keyness_table;
extern const char *const keyness_orders[];

/* ---- collocates.c */

struct collocates_options {
    enum near_by by;
    struct near_window window;
    struct word_filter filter;
    guint64 least; /* times together */
    enum sign sign;
    double threshold; /* of the log-likelihood */
};
struct collocate_record {
    struct string_record string;
    struct collocate of;
    bool window;
};
/* What stands near the occurrences of a query's words, in the units that pass
 * its filters; of a result that has all hits.  A GArray of struct
 * collocate_record, unsorted; *nodes: how many occurrences.  NULL with error.
 */
GArray *collocate_records(struct matcher *matcher, struct words *words,
                          const struct query *query,
                          const struct match_result *result,
                          const struct collocates_options *options,
                          struct side_size *size, guint64 *nodes,
                          GError **error);
extern struct figure_table collocates_table;
extern const char *const collocates_orders[];

/* ---- ngrams.c */

struct ngram_record {
    struct string_record string;
    struct ngram of;
    json_t *words;
    const struct side_size *size;
};
/* A GArray of struct ngram_record, unsorted, which borrow size. */
GArray *ngram_records(struct words *words, const struct text *text,
                      const struct ngram_options *options,
                      struct side_size *size);
/* Leaves those that contain the normalised text (NULL: any) and stand in so
 * many plans. */
void ngrams_select(GArray *records, const char *contains, guint least_plans);
extern struct figure_table ngrams_table;
extern const char *const ngrams_orders[];

/* ---- dispersion.c: how evenly what a query finds is spread over the parts of
 * the text that passes its filters */

struct counter;
struct count;

enum { SPREAD_STRETCHES = 10 };

struct spread_part {
    const struct counter *counter;
    const char *term;
    guint32 cell;
    guint32 units;
    guint64 occurrences, characters;
    double expected; /* occurrences, if they were spread evenly */
    GArray *places;  /* of guint64: where in the part's text each occurrence
                        begins, in normalised characters from 0 */
    GArray *borders; /* of struct spread_border, only of plans */
    double dp;  /* within the part, over SPREAD_STRETCHES equal stretches of its
                   text; NAN where it has none */
    guint most; /* occurrences in the fullest stretch of any part (reading) */
};
/* Where an outermost section begins in a part's text. */
struct spread_border {
    guint64 at;
    const struct section *section; /* borrowed from the plan */
};
struct spread {
    char *label; /* of --queries, or NULL */
    char *term;  /* the query in canonical form */
    struct evenness measures;
    guint32 units;
    guint64 occurrences, characters;
    GArray *parts; /* of struct spread_part, those without text left out; they
                      borrow the term and the counter */
};
/* The parts are the cells of the counter, which has one key; result: all hits,
 * in document order.  False with error, and there is nothing to clear. */
bool spread_init(struct spread *spread, const struct counter *counter,
                 struct matcher *matcher, const struct query *query,
                 const struct match_result *result, GError **error);
void spread_clear(void *spread);
/* The parts that have it, or all: a list that borrows them; caller unrefs. */
GArray *spread_shown(const struct spread *spread, bool all);
/* The parts that have it (all: every one) as strips with a mark an occurrence;
 * note may be NULL.  The caller owns the drawing. */
struct drawing *spread_draw(const struct spread *spread, bool all,
                            const char *note);
/* How many of the occurrences begin in each of so many equal stretches of the
 * part, appended to a GArray of guint: for pictures. */
void spread_bins(const struct spread_part *part, guint count, GArray *bins);
/* Of records that are struct spread_part, or struct spread.  For reading only:
 * the one with the labels, and that of the parts below their picture. */
extern struct figure_table spread_parts_table, spread_table,
    spread_labels_table, spread_drawn_table;
#endif
