/* Everything of one kind in the plans, record after record: for extract.
 *
 * Units of the whole index, or the hits of a query, go by one at a time; what
 * they name is found by the room extraction and put out at once, so that a
 * corpus of any size takes the memory of its longest unit (and of its longest
 * plan's outline).  For reading, rows are kept till their table is put down: of
 * one plan, and never more than some hundred.
 */
#ifndef PLAN_VIEWS_EXTRACT_H
#define PLAN_VIEWS_EXTRACT_H

#include "searcher/extraction/extraction.h"
#include "searcher/match/match.h"

#include "common/emit/emit.h"

/* What can be extracted; EXTRACTED_FOUND + an extraction_kind is that kind. */
enum extracted {
    EXTRACTED_UNITS,
    EXTRACTED_BLOCKS,
    EXTRACTED_SECTIONS, /* which the view of sections puts out */
    EXTRACTED_MEASURES,
    EXTRACTED_FOUND,
};
enum { EXTRACTED_KINDS = EXTRACTED_FOUND + EXTRACTION_KINDS };

/* "units" …, also 单元 …; -1 for a name that is none. */
int extracted_find(const char *name);
/* All of them in order, ending with NULL. */
const char *const *extracted_names(void);

struct extract_view {
    struct index *index;
    enum extracted what;
    bool headings;           /* headings, titles and captions, too */
    bool distinct;           /* of kinds found: each wording once */
    struct matcher *matcher; /* NULL: no query, the whole index */
    const struct query *query;
    const struct match_result *result; /* all hits in document order */
    const char *label;                 /* of --queries, else NULL */
    guint limit, offset;               /* of records; limit 0: all */
};

/* A document of the records that limit and offset leave; *count gets how many
 * there are.  hint, or NULL, for the head of json.  False with error. */
bool extract_emit(const struct extract_view *view, struct emit *emit,
                  const char *hint, guint *count, GError **error);

#endif
