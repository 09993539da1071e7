/* Values that many records hold: texts that may be missing, places in a text
 * and the wording there.  Part of views.h.
 */
#ifndef PLAN_VIEWS_VALUES_H
#define PLAN_VIEWS_VALUES_H

#include "common/text/text.h"

#include <jansson.h>

struct page_unit;

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
#endif
