/* The writer from inside: writer.c takes what callers change, carry.c makes the
 * new generation of it. */
#ifndef PLAN_STORE_CARRY_H
#define PLAN_STORE_CARRY_H

#include "common/store/generation.h"

struct old_shard {
    struct generation *generation;
    const struct shard_meta *meta;
    guint32 kept; /* of its plans */
    bool rewrite; /* its plans go through the jobs; else it is linked */
};

/* Where a plan of the new generation is. */
struct seat {
    gint old;  /* index in writer->old, or -1 */
    guint job; /* else the number of the job that has it */
    guint32 local;
};

struct writer {
    char *dir;
    int lock;
    guint jobs_most;
    guint64 source_bytes;
    struct generation *current; /* NULL when there is no index yet */
    struct generation *next;    /* NULL while nothing is written */
    GArray *old;                /* of struct old_shard: those of current */
    GHashTable *seats;          /* id → struct seat */
    GPtrArray *jobs;            /* of struct job */
    guint names;                /* shards named so far */
    GPtrArray *sources;         /* of struct source, by path */
    masks_source *masks;        /* or NULL */
    void *masks_data;
    bool changed;
    bool spoilt; /* a job holds a plan that was taken away again */
    bool done;
};

/* Old shards: those that changed go to the jobs, the others are linked, except
 * small ones when there would be more than STORE_SHARDS. */
bool writer_take_old(struct writer *writer, GError **error);
/* The jobs' shards into the new generation. */
bool writer_take_jobs(struct writer *writer, GError **error);
/* Ends the jobs; their shards' metas in the order of the jobs, NULL with error
 * (or when abandoned). */
GPtrArray *writer_finish_jobs(struct writer *writer, bool abandon,
                              GError **error);

/* How many jobs the bytes to come are worth. */
guint writer_jobs_wanted(const struct writer *writer);
/* Gives the plan, which it takes, to the job that has the least. */
bool writer_dispatch(struct writer *writer, struct plan *plan, GError **error);

#endif
