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
};
extern const struct emit_shape units_shape;

/* The units asked for and `around` neighbours on each side within the plan,
 * put out in document order.  asked: sorted unit numbers, each once. */
bool units_emit(struct reader *reader, struct emit *emit, const GArray *asked,
                guint around, GError **error);

/* ---- hits.c: what a search found */

struct hits_view {
    struct matcher *matcher;
    struct reader *reader;
    const struct query *query;
    const struct match_result *result;
    const char *label; /* of --queries, else NULL */
    guint offset;
};

/* Begins a document, puts out all hits and, as text, the total; ends it.  hint,
 * or NULL: what else to try, for the head of json and the total. */
bool hits_emit(const struct hits_view *view, struct emit *emit,
               const char *hint, GError **error);

/* "10 of 57 shown; --limit 0 shows all", or NULL when nothing is cut. */
char *hits_cut(const struct match_result *result);
/* Why there is nothing: terms that have none, counts of the others, what other
 * ways would find; several lines, caller frees.  NULL with error. */
char *hits_nothing(struct matcher *matcher, const struct query *query,
                   const struct match_result *result, GError **error);

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
#endif
