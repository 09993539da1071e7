/* The one writer of an index.
 *
 * Plans that are added go straight to jobs, which write new shards into the
 * folder of the next generation.  At the end an old shard in which every plan
 * stays is linked; one that lost a plan is written anew by giving its other
 * plans, decoded from their records, to the jobs; with too many shards the
 * small ones are.  What masks hide is asked for when all shards stand.  One
 * rename makes the generation current.
 */
#include "common/store/carry.h"

#include "common/messages/messages.h"
#include "common/store/job.h"
#include "common/store/masks.h"
#include "common/store/shard.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- opening */

static bool lock_take(struct writer *writer, GError **error)
{
    g_autofree char *path = g_build_filename(writer->dir, "lock", NULL);
    if (g_mkdir_with_parents(writer->dir, 0777) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot make folder '%s': %s"), writer->dir,
                    g_strerror(errno));
        return false;
    }
    writer->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (writer->lock >= 0 && flock(writer->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (writer->lock >= 0 && errno == EWOULDBLOCK)
        g_set_error(error, STORE_ERROR, STORE_ERROR_LOCKED,
                    _("cannot open index '%s': held by another writer"),
                    writer->dir);
    else
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot open index '%s': 'lock': %s"), writer->dir,
                    g_strerror(errno));
    return false;
}

static void note_seat(struct writer *writer, const char *id, struct seat seat)
{
    struct seat *copy = g_new(struct seat, 1);
    *copy = seat;
    g_hash_table_replace(writer->seats, g_strdup(id), copy);
}

/* Notes which plans the current generation holds. */
static bool read_current(struct writer *writer, GError **error)
{
    struct generation *current = writer->current;
    for (guint i = 0; i < current->shards->len; i++) {
        struct old_shard old = {.meta = g_ptr_array_index(current->shards, i),
                                .generation = current};
        struct shard *shard = shard_open(current, old.meta, error);
        if (shard == NULL) {
            g_prefix_error(error, _("cannot open index '%s': "), writer->dir);
            return false;
        }
        for (guint32 p = 0; p < shard->plan_count; p++)
            note_seat(writer, shard_plan_id(shard, p),
                      (struct seat){(gint)i, 0, p});
        old.kept = shard->plan_count;
        g_array_append_val(writer->old, old);
        shard_free(shard);
    }
    g_ptr_array_unref(writer->sources);
    writer->sources = generation_sources(current, error);
    return writer->sources != NULL;
}

struct writer *writer_open(const char *dir, guint jobs, guint64 source_bytes,
                           GError **error)
{
    struct writer *writer = g_new0(struct writer, 1);
    g_autoptr(GError) cause = NULL;
    writer->dir = g_strdup(dir);
    writer->lock = -1;
    writer->jobs_most = MAX(jobs, 1);
    writer->source_bytes = source_bytes;
    writer->old = g_array_new(FALSE, FALSE, sizeof(struct old_shard));
    writer->seats =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    writer->jobs = g_ptr_array_new();
    writer->sources =
        g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    if (!lock_take(writer, error)) {
        writer_close(writer);
        return NULL;
    }
    writer->current = generation_open(dir, &cause);
    if (writer->current != NULL
            ? read_current(writer, error)
            : g_error_matches(cause, STORE_ERROR, STORE_ERROR_MISSING)) {
        generation_sweep(dir, writer->current != NULL ? writer->current->number
                                                      : G_MAXUINT64);
        return writer;
    }
    if (cause != NULL)
        g_propagate_error(error, g_steal_pointer(&cause));
    writer_close(writer);
    return NULL;
}

const GPtrArray *writer_sources(const struct writer *writer)
{
    return writer->sources;
}

/* ---- jobs */

/* The folder of the next generation; what a dead writer left has gone. */
static bool next_begin(struct writer *writer, GError **error)
{
    if (writer->next != NULL)
        return true;
    guint64 number = writer->current != NULL ? writer->current->number + 1 : 1;
    struct generation *next = generation_new(writer->dir, number);
    if (g_mkdir(next->path, 0777) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot make '%s': %s"), next->path, g_strerror(errno));
        generation_free(next);
        return false;
    }
    writer->next = next;
    return true;
}

guint writer_jobs_wanted(const struct writer *writer)
{
    guint64 shards = writer->source_bytes / STORE_SHARD_BYTES;
    return (guint)CLAMP(shards, 1, writer->jobs_most);
}

static bool jobs_start(struct writer *writer, GError **error)
{
    if (!next_begin(writer, error))
        return false;
    while (writer->jobs->len < writer_jobs_wanted(writer))
        g_ptr_array_add(writer->jobs,
                        job_new(writer->next->path, writer->names++));
    return true;
}

/* Gives the plan to the job that has the least. */
bool writer_dispatch(struct writer *writer, struct plan *plan, GError **error)
{
    if (!jobs_start(writer, error)) {
        plan_free(plan);
        return false;
    }
    guint least = 0;
    for (guint i = 1; i < writer->jobs->len; i++)
        if (job_bytes(g_ptr_array_index(writer->jobs, i)) <
            job_bytes(g_ptr_array_index(writer->jobs, least)))
            least = i;
    struct job *job = g_ptr_array_index(writer->jobs, least);
    g_autofree char *id = g_strdup(plan->id);
    guint32 local = job_add(job, plan);
    note_seat(writer, id, (struct seat){-1, job_number(job), local});
    const GError *failure = job_error(job);
    if (failure != NULL && error != NULL)
        *error = g_error_copy(failure);
    return failure == NULL;
}

/* ---- what callers change */

/* Takes the plan out of where it is. */
static bool forget(struct writer *writer, const char *id)
{
    const struct seat *seat = g_hash_table_lookup(writer->seats, id);
    if (seat == NULL)
        return false;
    if (seat->old >= 0)
        g_array_index(writer->old, struct old_shard, seat->old).kept--;
    else
        writer->spoilt = true;
    g_hash_table_remove(writer->seats, id);
    writer->changed = true;
    return true;
}

bool writer_add(struct writer *writer, struct plan *plan, GError **error)
{
    forget(writer, plan->id);
    writer->changed = true;
    return writer_dispatch(writer, plan, error);
}

bool writer_remove(struct writer *writer, const char *id)
{
    return forget(writer, id);
}

/* Where the source is among the sorted ones, or would be. */
static bool find_source(const struct writer *writer, const char *path,
                        guint *at)
{
    guint low = 0, high = writer->sources->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const struct source *source =
            g_ptr_array_index(writer->sources, middle);
        if (strcmp(source->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *at = low;
    if (low == writer->sources->len)
        return false;
    const struct source *found = g_ptr_array_index(writer->sources, low);
    return g_str_equal(found->path, path);
}

void writer_add_source(struct writer *writer, struct source *source)
{
    guint at;
    /* JSON has UTF-8 only; such a file is read again next time. */
    char *path = g_utf8_make_valid(source->path, -1);
    g_free(source->path);
    source->path = path;
    if (find_source(writer, source->path, &at))
        g_ptr_array_remove_index(writer->sources, at);
    g_ptr_array_insert(writer->sources, (gint)at, source);
    writer->changed = true;
}

void writer_disown(struct writer *writer, const char *path, const char *plan)
{
    for (guint i = 0; i < writer->sources->len; i++) {
        const struct source *source = g_ptr_array_index(writer->sources, i);
        guint at;
        if ((path != NULL && strcmp(path, source->path) != 0) ||
            !g_ptr_array_find_with_equal_func(source->plans, plan, g_str_equal,
                                              &at))
            continue;
        g_ptr_array_remove_index(source->plans, at);
        writer->changed = true;
    }
}

void writer_remove_source(struct writer *writer, const char *path)
{
    guint at;
    if (!find_source(writer, path, &at))
        return;
    g_ptr_array_remove_index(writer->sources, at);
    writer->changed = true;
}

/* ---- committing */

void writer_set_masks(struct writer *writer, masks_source *masks, void *data)
{
    writer->masks = masks;
    writer->masks_data = data;
}

/* Asks for the masks of the generation that is to be. */
static bool take_masks(struct writer *writer, GError **error)
{
    if (writer->masks == NULL)
        return true;
    struct index *index = index_over(writer->next, writer->dir, error);
    if (index == NULL)
        return false;
    g_autoptr(GArray) guesses = writer->masks(index, writer->masks_data);
    bool ok = masks_write(writer->next, index, guesses, error);
    index_close(index);
    return ok;
}

bool writer_commit(struct writer *writer, GError **error)
{
    if (!writer->changed)
        return true;
    if (!next_begin(writer, error) || !writer_take_old(writer, error) ||
        !writer_take_jobs(writer, error) || !take_masks(writer, error))
        return false;
    struct generation *next = writer->next;
    next->fingerprint = generation_fingerprint(next, writer->sources, error);
    if (next->fingerprint == NULL ||
        !generation_commit(next, writer->dir, writer->sources, error))
        return false;
    writer->done = true;
    writer->changed = false;
    /* Nobody may hold the old one, not even this writer, if it is to go. */
    g_clear_pointer(&writer->current, generation_free);
    generation_sweep(writer->dir, next->number);
    return true;
}

void writer_close(struct writer *writer)
{
    if (writer == NULL)
        return;
    GPtrArray *metas = writer_finish_jobs(writer, true, NULL);
    if (metas != NULL)
        g_ptr_array_unref(metas);
    if (writer->next != NULL && !writer->done)
        path_remove(writer->next->path);
    generation_free(writer->next);
    generation_free(writer->current);
    g_array_unref(writer->old);
    g_hash_table_unref(writer->seats);
    g_ptr_array_unref(writer->jobs);
    if (writer->sources != NULL)
        g_ptr_array_unref(writer->sources);
    if (writer->lock >= 0)
        close(writer->lock);
    g_free(writer->dir);
    g_free(writer);
}
