/* What of a unit goes into Xapian: its words as terms and its filters.
 *
 * A word is a token of common/text's segmenter, except the single function
 * characters that stand in every other sentence (的, 和, 是 …): they weigh
 * nothing in BM25 and cost a posting each.  They can still be found exactly.
 */
#ifndef PLAN_STORE_TERMS_H
#define PLAN_STORE_TERMS_H

#include "common/store/schema.h"
#include "common/text/text.h"
#include "common/xapian/xapian_c.h"

struct terms;

/* One for each thread. */
struct terms *terms_new(GError **error);
void terms_free(struct terms *terms);

/* Begins a plan (borrowed until the next one). */
void terms_plan(struct terms *terms, const struct plan *plan);

/* The document of one of its units, whose normalised text and bytes of lead
 * are given; borrowed until the next call. */
const struct xapian_document *terms_unit(struct terms *terms,
                                         const struct unit *unit,
                                         const char *text, gsize length,
                                         guint32 lead);

#endif
