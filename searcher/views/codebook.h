/* A codebook coded over an index: which units each labelled query finds.
 *
 * A code is a label with a query, and perhaps a group and a note.  Coding runs
 * each query once and keeps, for each code, the units it finds; the tables are
 * views of that:
 *
 *   long    a record for each code and unit, in the codebook's order, then the
 *           document's: what a coder would write down
 *   units   a record a unit, a field a code: 1 or 0, or occurrences.  All
 *           paragraphs, rows and notes, and what else a code finds; or only
 *           those that some code finds
 *   plans   a record a plan, a field a code: units, occurrences or the rate in
 *           10,000 characters, as `count --by plan` gives them
 *   codes   a record a code, then one a group: what they find in all.  A
 *           group's units hold one of its codes or more, and count once
 *   pairs   a record for each two codes: units that both find, and Jaccard's
 *           coefficient |A and B| / |A or B| (Jaccard 1912, New Phytologist 11)
 *
 * Reads queries and the index through match; text is read unit by unit only for
 * the long table and the ids of units.
 */
#ifndef PLAN_VIEWS_CODEBOOK_H
#define PLAN_VIEWS_CODEBOOK_H

#include "searcher/views/views.h"

struct code_hit {
    guint32 unit;
    guint32 occurrences; /* not overlapping */
    enum match_kind kind;
};

struct code {
    char *label;
    char *group, *note; /* or NULL */
    char *written;      /* the query as it stands in the codebook */
    struct query *query;
    GArray *hits;        /* of struct code_hit, in document order */
    struct count *count; /* by plan */
};

struct coding {
    struct matcher *matcher;
    struct reader *reader;
    enum match_kind widest;
    struct counter *counter; /* by plan */
    GPtrArray *codes;        /* of struct code, in the codebook's order */
    bool headed; /* each table has a heading, for reading; false at first */
};

/* matcher and reader are borrowed.  NULL with error. */
struct coding *coding_new(struct matcher *matcher, struct reader *reader,
                          enum match_kind widest, GError **error);
void coding_free(struct coding *coding);
/* Codes with one more query; copies the texts, takes the query.  False with
 * error when the index cannot be read. */
bool coding_add(struct coding *coding, const char *label, const char *group,
                const char *note, const char *written, struct query *query,
                GError **error);

/* Whether a label is a field that a wide table has anyhow, so that it can be
 * none of a code. */
bool coding_label_is_field(const char *label);

/* ---- tables */

enum coding_table {
    CODING_LONG,
    CODING_UNITS,
    CODING_PLANS,
    CODING_CODES,
    CODING_PAIRS,
    CODING_ALL, /* one after the other, and the manifest's lines */
};
int coding_table_find(const char *name); /* "long" …, or -1 */
/* All of them in order, ending with NULL. */
const char *const *coding_table_names(void);

struct coding_options {
    enum coding_table table;
    enum count_figure figure; /* what wide tables hold */
    bool present;             /* of units: 1 or 0 in place of a figure */
    bool coded;               /* of units: only those that a code finds */
    guint sample;             /* of long: so many of each code; 0: all */
    guint64 seed;             /* which ones */
    guint limit, offset;      /* of records; limit 0: all */
};

/* How many records a table has. */
guint coding_records(const struct coding *coding,
                     const struct coding_options *options);
/* A document of the table's records; takes head (a new reference), to which it
 * adds `table`.  Not of CODING_ALL.  False with error. */
bool coding_emit(const struct coding *coding,
                 const struct coding_options *options, struct emit *emit,
                 json_t *head, GError **error);

/* ---- the manifest */

/* What somebody needs to repeat the coding: program, schema, fingerprint,
 * normalisation, the plans with the SHA-256 of their sources, the codebook's
 * SHA-256, each query as written and as understood, and totals.  faulty: lines
 * of the codebook that are no code.  The same index and codebook give the same;
 * no date is in it.  A new reference; NULL with error. */
json_t *coding_manifest(const struct coding *coding, const char *sha256,
                        guint faulty, GError **error);
/* A document of the manifest's facts, a record a fact: name and value. */
void coding_emit_manifest(const struct coding *coding, const json_t *manifest,
                          struct emit *emit, json_t *head);

/* ---- shared by the files of tables */

/* emit_begin, and the heading where tables have one; takes head. */
void coding_begin(const struct coding *coding, struct emit *emit,
                  const struct emit_shape *shape, const char *heading,
                  json_t *head);
/* Whether what a table holds of a unit, by number, was put there: rows of the
 * units table, rising; GArray of guint32, caller unrefs. */
GArray *coding_rows(const struct coding *coding, bool coded);
bool coding_emit_long(const struct coding *coding,
                      const struct coding_options *options, guint first,
                      guint last, struct emit *emit, json_t *head,
                      GError **error);
/* The hits of a code that the long table lists, in document order: all, or a
 * sample.  Each is as likely as any other; which are drawn hangs on seed, label
 * and the units' own texts, so that it stays the same when other plans come.  A
 * GArray of struct code_hit, caller unrefs. */
GArray *coding_sample(const struct coding *coding, const struct code *code,
                      const struct coding_options *options);
bool coding_emit_units(const struct coding *coding,
                       const struct coding_options *options, guint first,
                       guint last, struct emit *emit, json_t *head,
                       GError **error);
bool coding_emit_plans(const struct coding *coding,
                       const struct coding_options *options, guint first,
                       guint last, struct emit *emit, json_t *head,
                       GError **error);
void coding_emit_codes(const struct coding *coding, guint first, guint last,
                       struct emit *emit, json_t *head);
void coding_emit_pairs(const struct coding *coding, guint first, guint last,
                       struct emit *emit, json_t *head);
/* The groups of the codes, each once, in the codebook's order; of char *,
 * borrowed.  Caller unrefs. */
GPtrArray *coding_groups(const struct coding *coding);
#endif
