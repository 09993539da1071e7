/* The masks of a generation: written when its shards stand, read with the
 * index. */
#ifndef PLAN_STORE_MASKS_H
#define PLAN_STORE_MASKS_H

#include "common/store/index.h"

/* Writes the guesses (of struct mask_guess) about the generation, of which
 * index is an index, and notes the file in it; no file when there are none. */
bool masks_write(struct generation *generation, struct index *index,
                 const GArray *guesses, GError **error);

/* ---- reading, by the index */

void masks_init(struct index *index);
void masks_clear(struct index *index);
/* Adds the masks of a generation whose first shard has that number in the
 * index. */
bool masks_read(struct index *index, const struct generation *generation,
                guint32 first_shard, GError **error);
/* When all are read: brings them into the order of the units. */
void masks_order(struct index *index);
/* Lends a unit its masks, unless they do not lie in its text. */
void masks_lend(const struct index *index, guint32 number, struct unit *unit);

/* NULL when the masks of a unit are where its text has asterisks, else what is
 * wrong; for verify. */
const char *masks_fault(const struct mask *masks, guint count,
                        const struct unit *unit);

#endif
