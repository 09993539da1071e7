/* An open index: the shards of all its databases and their common order. */
#ifndef PLAN_STORE_INDEX_H
#define PLAN_STORE_INDEX_H

#include "common/store/grams.h"
#include "common/store/shard.h"
#include "common/xapian/xapian_c.h"

#define NOWHERE G_MAXUINT32

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
    char *fingerprint;
    bool shadows; /* some plans count in an earlier database only */
    /* Over all shards; opened by the first index_words, which is why this is
     * not in the struct itself. */
    struct xapian_reader **words;
};

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
