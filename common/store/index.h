/* An open index: the shards of all its databases and their common order. */
#ifndef PLAN_STORE_INDEX_H
#define PLAN_STORE_INDEX_H

#include "common/store/grams.h"
#include "common/store/shard.h"
#include "common/xapian/xapian_c.h"

#define NOWHERE G_MAXUINT32

enum { HINT_STEP = 64 };

struct index_shard {
    struct shard *shard;
    guint32 *plans; /* of each local plan its number in the index; NOWHERE when
                       a database before this one holds the same id */
};

struct index_plan {
    const char *id;
    guint32 shard, local; /* where it is */
    guint32 first;        /* its first unit in the shard */
    struct plan *decoded; /* by index_plan */
};

struct index {
    GPtrArray *generations; /* held as long as the index is open */
    GArray *shards;         /* of struct index_shard */
    GArray *plans;          /* of struct index_plan, by id */
    guint32 *starts;        /* plan → its first unit; one more at the end */
    guint32 *hints;         /* of every HINT_STEPth unit its plan */
    GArray *masks;          /* of struct mask, by unit and place */
    GArray *mask_units;     /* of guint32: of each mask its unit */
    GArray *masked;         /* of guint32: units that have a mask with a word */
    GStringChunk *mask_words;
    char *fingerprint;
    bool shadows; /* some plans count in an earlier database only */
    /* Over all shards; opened by the first index_words, which is why this is
     * not in the struct itself. */
    struct xapian_reader **words;
};

/* An index of a generation that is not current yet, or not yet known to be
 * sound; its masks are not read.  Borrows the generation, whose folder is in
 * `dir`. */
struct index *index_over(struct generation *generation, const char *dir,
                         GError **error);

/* Where a unit is: the number of its shard, its number there. */
void index_place(const struct index *index, guint32 unit, guint32 *shard,
                 guint32 *local);

/* The number of a local unit of a shard, or NOWHERE.  *plan is the local plan
 * to begin looking at and becomes the one found: for rising units. */
static inline guint32 index_number(const struct index *index,
                                   const struct index_shard *in, guint32 unit,
                                   guint32 *plan)
{
    const struct plan_row *rows = in->shard->plan_rows;
    while (rows[*plan + 1].first <= unit)
        ++*plan;
    guint32 number = in->plans[*plan];
    if (number == NOWHERE)
        return NOWHERE;
    return index->starts[number] + (unit - rows[*plan].first);
}

#endif
