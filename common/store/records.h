/* The records of a shard's units, which say how a unit is shown: deflated in
 * blocks of some kilobytes, each of which holds whole records, so that one is
 * read for a few dozen microseconds and all take a third of their bytes.
 */
#ifndef PLAN_STORE_RECORDS_H
#define PLAN_STORE_RECORDS_H

#include "common/store/part.h"

struct record_block {
    guint64 at;    /* offset in the file; the next one's is its end */
    guint32 first; /* unit */
    guint32 raw;   /* bytes before deflating: records, each behind its length */
};

/* ---- writing */

struct records_out;
struct records_out *records_out_new(const char *dir, GError **error);
void records_out_free(struct records_out *out);
/* The record of the next unit: any bytes. */
void records_out_add(struct records_out *out, const char *record, gsize length);
bool records_out_finish(struct records_out *out, guint64 stamp, GError **error);

/* ---- reading */

struct records;
/* Of an open part, borrowed, with so many units; NULL when its table is none.
 */
struct records *records_new(const struct part *part, guint32 units);
void records_free(struct records *records);
/* The record of a unit, borrowed until the next call; NULL
 * when its block is damaged. */
const char *records_get(struct records *records, guint32 unit, gsize *length);

#endif
