/* Jobs: threads that write the shards of a new generation.  A plan goes to the
 * job with the fewest bytes so far, which depends on the plans and their order
 * and on nothing else. */
#ifndef PLAN_STORE_JOB_H
#define PLAN_STORE_JOB_H

#include "common/store/generation.h"

struct job;

/* Starts a thread that writes the shard "s<number>" into the generation's
 * folder. */
struct job *job_new(const char *generation, guint number);
guint job_number(const struct job *job);
/* Hands over a plan, waiting while the job has enough to do; gives its local
 * number.  After an error plans are thrown away. */
guint32 job_add(struct job *job, struct plan *plan);
guint64 job_bytes(const struct job *job);
/* The error so far, borrowed; NULL when there is none. */
const GError *job_error(struct job *job);
/* Waits for the thread and completes the shard, or with `abandon` leaves it as
 * it is; frees the job.  NULL with error (or when abandoned). */
struct shard_meta *job_finish(struct job *job, bool abandon, GError **error);

#endif
