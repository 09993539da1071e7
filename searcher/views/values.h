/* What many records hold or stand under: texts that may be missing, places in a
 * text and the wording there; the lines that name plans and labels.  Part of
 * views.h.
 */
#ifndef PLAN_VIEWS_VALUES_H
#define PLAN_VIEWS_VALUES_H

#include "common/text/text.h"

#include <jansson.h>

struct page;
struct page_unit;
struct plan;
struct query;

/* null for NULL. */
json_t *text_or_null(const char *text);
/* [start, end), and a list of such (of struct span). */
json_t *span_json(struct span span);
json_t *spans_json(const GArray *spans);
/* Where bytes of a unit's normalised text stand in the source's own wording. */
struct span page_place(struct page_unit *unit, struct byte_span place);
/* That wording, and (span not NULL) where it stands; NULL for an empty place.
 * Caller frees. */
char *page_wording(struct page_unit *unit, struct byte_span place,
                   struct span *span);

/* The line over what a plan has: its place and its title. */
void page_plan(struct page *page, const struct plan *plan);
/* The line over the answer to a labelled query (query NULL: the label alone);
 * nothing without page or label. */
void page_label(struct page *page, const char *label,
                const struct query *query);
#endif
