/* What the files of common/model share among themselves and no one else. */
#ifndef PLAN_MODEL_INSIDE_H
#define PLAN_MODEL_INSIDE_H

#include "common/model/model.h"

/* Sets the role of every section of a plan whose outline is complete. */
void sections_set_roles(struct plan *plan);

/* Bytes of the marker at the start of a label that heading_label() made, 0
 * when it has none; *box is true for 专栏. */
gsize label_marker(const char *label, bool *box);

/* A row's text: its cells joined by " | ".  Caller frees. */
char *cells_join(const GPtrArray *cells);

/* The part of an id that a marker gives: "3" for 第三章, 三、, （三）, 3． and
 * 2.3; with `box` "b3" for 专栏3 and "b3-1" for 专栏3-1.  NULL when the marker
 * holds no number (or is NULL).  Caller frees. */
char *marker_part(const char *marker, bool box);

/* How many numbers a dotted marker holds: 3 for 1.1.1, 1 for 三、. */
guint marker_components(const char *marker);

/* Where a unit stands, as unit_cite() says it behind the title: 三（二）第4段;
 * "" of a title.  Caller frees. */
char *cite_where(const struct plan *plan, const struct unit *unit);
#endif
