/* One shard, mapped: what the reader, the copying writer and verify see. */
#ifndef PLAN_STORE_SHARD_H
#define PLAN_STORE_SHARD_H

#include "common/store/generation.h"
#include "common/store/records.h"

struct shard {
    char *dir;   /* DIR/g7/s0 */
    char *label; /* g7/s0, for messages */
    guint64 stamp;
    struct part plans, units, text, grams, record_part, numbers;
    const struct plan_row *plan_rows; /* one more than plans */
    const struct unit_row *unit_rows; /* one more than units */
    const guint32 *number_rows;       /* one more than units */
    guint32 plan_count, unit_count;
    struct records *records;
};

/* Maps the parts and checks their heads and the plan table. */
struct shard *shard_open(const struct generation *generation,
                         const struct shard_meta *meta, GError **error);
void shard_free(struct shard *shard);

/* NUL-terminated id of a local plan. */
const char *shard_plan_id(const struct shard *shard, guint32 plan);
/* Its facts, sections and captions, decoded (units is NULL); the caller frees.
 */
struct plan *shard_plan(const struct shard *shard, guint32 plan,
                        GError **error);

/* The normalised text of a local unit: garbled offsets give an empty one. */
static inline const char *shard_text(const struct shard *shard, guint32 unit,
                                     gsize *length)
{
    gsize at = shard->unit_rows[unit].text;
    gsize end = shard->unit_rows[unit + 1].text;
    bool good =
        at >= sizeof(struct part_head) && at < end && end <= shard->text.size;
    *length = good ? end - at - 1 : 0;
    return shard->text.data + (good ? at : 0);
}

/* The numbers of a local unit, as index_numbers gives them. */
const struct number *shard_numbers(const struct shard *shard, guint32 unit,
                                   guint *count);

/* The record of a local unit as it was written, not NUL-terminated; borrowed
 * until the next one is asked for. */
const char *shard_record(struct shard *shard, guint32 unit, gsize *length,
                         GError **error);
/* The same decoded with its plan; the caller frees. */
struct unit *shard_unit(struct shard *shard, const struct plan *plan,
                        guint32 unit, GError **error);

#endif
