/* Threads that write shards. */
#include "common/store/job.h"

#include "common/store/build.h"

#include <string.h>

/* Plans that wait: enough to keep a job busy, few enough for memory. */
enum { WAITING = 8 };

struct job {
    guint number;
    char *dir;
    struct shard_meta *meta;
    GThread *thread;
    GAsyncQueue *plans; /* of struct plan; &stop ends */
    GAsyncQueue *room;  /* as many tokens as plans may still wait */
    guint64 bytes;
    guint32 added;
    GError *error;  /* the thread's until failed is set */
    gint failed;    /* atomic */
    gint abandoned; /* atomic */
};

static char stop, token;

static void job_fail(struct job *job, GError *error)
{
    job->error = error;
    g_atomic_int_set(&job->failed, 1);
}

static void *job_run(void *data)
{
    struct job *job = data;
    GError *error = NULL;
    struct build *build = build_open(job->dir, job->meta->stamp, &error);
    if (build == NULL)
        job_fail(job, error);
    for (void *plan; (plan = g_async_queue_pop(job->plans)) != &stop;) {
        if (!g_atomic_int_get(&job->failed) &&
            !g_atomic_int_get(&job->abandoned) &&
            !build_add(build, plan, &error))
            job_fail(job, error);
        plan_free(plan);
        g_async_queue_push(job->room, &token);
    }
    if (!g_atomic_int_get(&job->failed) && !g_atomic_int_get(&job->abandoned) &&
        !build_finish(build, job->meta, &error))
        job_fail(job, error);
    build_free(build);
    return NULL;
}

struct job *job_new(const char *generation, guint number)
{
    struct job *job = g_new0(struct job, 1);
    g_autofree char *name = g_strdup_printf("s%u", number);
    job->number = number;
    guint64 stamp = (guint64)g_random_int() << 32 | g_random_int();
    job->dir = g_build_filename(generation, name, NULL);
    job->meta = shard_meta_new(name, stamp);
    job->plans = g_async_queue_new();
    job->room = g_async_queue_new();
    for (guint i = 0; i < WAITING; i++)
        g_async_queue_push(job->room, &token);
    job->thread = g_thread_new("shard", job_run, job);
    return job;
}

static guint64 plan_bytes(const struct plan *plan)
{
    guint64 sum = 0;
    for (guint i = 0; plan->units != NULL && i < plan->units->len; i++) {
        const struct unit *unit = g_ptr_array_index(plan->units, i);
        sum += unit->text != NULL ? strlen(unit->text) : 0;
    }
    return sum;
}

guint32 job_add(struct job *job, struct plan *plan)
{
    job->bytes += plan_bytes(plan);
    g_async_queue_pop(job->room);
    g_async_queue_push(job->plans, plan);
    return job->added++;
}

guint job_number(const struct job *job)
{
    return job->number;
}

guint64 job_bytes(const struct job *job)
{
    return job->bytes;
}

const GError *job_error(struct job *job)
{
    return g_atomic_int_get(&job->failed) ? job->error : NULL;
}

struct shard_meta *job_finish(struct job *job, bool abandon, GError **error)
{
    g_atomic_int_set(&job->abandoned, abandon);
    g_async_queue_push(job->plans, &stop);
    g_thread_join(job->thread);
    struct shard_meta *meta = NULL;
    if (job->error != NULL)
        g_propagate_error(error, job->error);
    else if (!abandon)
        meta = g_steal_pointer(&job->meta);
    shard_meta_free(job->meta);
    g_async_queue_unref(job->plans);
    g_async_queue_unref(job->room);
    g_free(job->dir);
    g_free(job);
    return meta;
}
