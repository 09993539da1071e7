/* The numbers of a shard's units: written as the units come, read through the
 * shard (shard_numbers). */
#ifndef PLAN_STORE_NUMBERS_H
#define PLAN_STORE_NUMBERS_H

#include "common/store/part.h"

/* The numbers of one unit of the plan, whose normalised text is given: a GArray
 * of struct number; caller unrefs.  A marker the unit is known to have is
 * passed over; in a row, what the heads of its columns call serial numbers is
 * left out, and a bare number under a head that speaks of years is one. */
GArray *unit_numbers(const struct plan *plan, const struct unit *unit,
                     const char *text, gsize length);

struct numbers_out;
struct numbers_out *numbers_out_new(const char *dir, GError **error);
void numbers_out_free(struct numbers_out *out);
/* Those of the next unit. */
void numbers_out_add(struct numbers_out *out, const struct plan *plan,
                     const struct unit *unit, const char *text, gsize length);
bool numbers_out_finish(struct numbers_out *out, guint64 stamp, GError **error);

#endif
