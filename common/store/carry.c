/* The end of an update: what of the old generation and of the jobs makes up the
 * new one. */
#include "common/store/carry.h"

#include "common/messages/messages.h"
#include "common/store/job.h"
#include "common/store/part.h"
#include "common/store/shard.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

static bool link_file(const char *from, const char *to, GError **error)
{
    g_autoptr(GError) cause = NULL;
    if (link(from, to) == 0)
        return true;
    /* File systems without hard links get a copy. */
    g_autoptr(GFile) source = g_file_new_for_path(from);
    g_autoptr(GFile) target = g_file_new_for_path(to);
    if (g_file_copy(source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &cause))
        return path_sync(to, error);
    g_set_error(error, STORE_ERROR, STORE_ERROR_IO, _("cannot write '%s': %s"),
                to, cause->message);
    return false;
}

/* Puts an old shard into the new generation as it is. */
static bool link_shard(struct writer *writer, const struct old_shard *old,
                       GError **error)
{
    g_autofree char *name = g_strdup_printf("s%u", writer->names++);
    g_autofree char *from =
        g_build_filename(old->generation->path, old->meta->name, NULL);
    g_autofree char *to = g_build_filename(writer->next->path, name, NULL);
    g_autofree char *words = g_build_filename(to, "words", NULL);
    if (g_mkdir(to, 0777) != 0 || g_mkdir(words, 0777) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot make '%s': %s"), words, g_strerror(errno));
        return false;
    }
    for (guint i = 0; i < old->meta->files->len; i++) {
        const struct shard_file *file = g_ptr_array_index(old->meta->files, i);
        g_autofree char *source = g_build_filename(from, file->name, NULL);
        g_autofree char *target = g_build_filename(to, file->name, NULL);
        if (!link_file(source, target, error))
            return false;
    }
    g_ptr_array_add(writer->next->shards, shard_meta_copy(old->meta, name));
    return path_sync(words, error) && path_sync(to, error);
}

/* A plan with its units, as it was added. */
static struct plan *read_plan(struct shard *shard, guint32 number,
                              GError **error)
{
    struct plan *plan = shard_plan(shard, number, error);
    if (plan == NULL)
        return NULL;
    if (plan->units == NULL)
        plan->units = g_ptr_array_new_with_free_func((GDestroyNotify)unit_free);
    const struct plan_row *row = &shard->plan_rows[number];
    for (guint32 i = row->first; i < row[1].first; i++) {
        struct unit *unit = shard_unit(shard, plan, i, error);
        if (unit == NULL) {
            plan_free(plan);
            return NULL;
        }
        g_ptr_array_add(plan->units, unit);
    }
    return plan;
}

/* Gives those plans of a shard to the jobs whose place is still that one. */
static bool rewrite_shard(struct writer *writer,
                          const struct generation *generation,
                          const struct shard_meta *meta, struct seat here,
                          GError **error)
{
    struct shard *shard = shard_open(generation, meta, error);
    bool ok = shard != NULL;
    for (guint32 p = 0; ok && p < shard->plan_count; p++) {
        const struct seat *seat =
            g_hash_table_lookup(writer->seats, shard_plan_id(shard, p));
        if (seat == NULL || seat->old != here.old || seat->job != here.job ||
            seat->local != p)
            continue;
        struct plan *plan = read_plan(shard, p, error);
        ok = plan != NULL && writer_dispatch(writer, plan, error);
    }
    shard_free(shard);
    return ok;
}

static bool is_linked(const struct old_shard *old)
{
    return old->kept > 0 && !old->rewrite;
}

/* The smallest shard that is to be linked; *count of them there are. */
static struct old_shard *smallest_linked(const struct writer *writer,
                                         guint *count)
{
    struct old_shard *smallest = NULL;
    *count = 0;
    for (guint i = 0; i < writer->old->len; i++) {
        struct old_shard *old =
            &g_array_index(writer->old, struct old_shard, i);
        if (!is_linked(old))
            continue;
        ++*count;
        if (smallest == NULL ||
            shard_meta_bytes(old->meta) < shard_meta_bytes(smallest->meta))
            smallest = old;
    }
    return smallest;
}

static void rewrite_old(struct writer *writer, struct old_shard *old)
{
    old->rewrite = true;
    /* An index is somewhat more than twice its sources. */
    writer->source_bytes += shard_meta_bytes(old->meta) / 2;
}

/* Decides which old shards are rewritten.  Too many at once become half as
 * many, the smallest first, so that large ones are seldom copied. */
static void choose_old(struct writer *writer)
{
    bool fresh = writer->jobs->len > 0;
    for (guint i = 0; i < writer->old->len; i++) {
        struct old_shard *old =
            &g_array_index(writer->old, struct old_shard, i);
        if (old->kept == 0 || old->kept == old->meta->plans)
            continue;
        rewrite_old(writer, old);
        fresh = true;
    }
    guint linked, most = STORE_SHARDS;
    struct old_shard *smallest;
    while ((smallest = smallest_linked(writer, &linked)) != NULL &&
           linked + (fresh ? writer_jobs_wanted(writer) : 0) > most) {
        rewrite_old(writer, smallest);
        fresh = true;
        most = STORE_SHARDS / 2;
    }
}

bool writer_take_old(struct writer *writer, GError **error)
{
    choose_old(writer);
    for (guint i = 0; i < writer->old->len; i++) {
        const struct old_shard *old =
            &g_array_index(writer->old, struct old_shard, i);
        bool ok = true;
        if (old->rewrite)
            ok = rewrite_shard(writer, old->generation, old->meta,
                               (struct seat){(gint)i, 0, 0}, error);
        else if (old->kept > 0)
            ok = link_shard(writer, old, error);
        if (!ok)
            return false;
    }
    return true;
}

/* Ends the jobs; their shards' metas in the order of the jobs. */
GPtrArray *writer_finish_jobs(struct writer *writer, bool abandon,
                              GError **error)
{
    GPtrArray *metas =
        g_ptr_array_new_with_free_func((GDestroyNotify)shard_meta_free);
    bool ok = true;
    for (guint i = 0; i < writer->jobs->len; i++) {
        struct shard_meta *meta = job_finish(g_ptr_array_index(writer->jobs, i),
                                             abandon, ok ? error : NULL);
        ok = ok && meta != NULL;
        if (meta != NULL)
            g_ptr_array_add(metas, meta);
    }
    g_ptr_array_set_size(writer->jobs, 0);
    if (ok)
        return metas;
    g_ptr_array_unref(metas);
    return NULL;
}

static guint32 plans_at(const struct writer *writer, guint job)
{
    GHashTableIter iter;
    void *value;
    guint32 count = 0;
    g_hash_table_iter_init(&iter, writer->seats);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct seat *seat = value;
        count += seat->old < 0 && seat->job == job;
    }
    return count;
}

/* The jobs' shards into the new generation.  One that holds a plan which was
 * taken away again after it was added is written once more. */
bool writer_take_jobs(struct writer *writer, GError **error)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < writer->jobs->len; i++) {
        guint number = job_number(g_ptr_array_index(writer->jobs, i));
        g_array_append_val(numbers, number);
    }
    g_autoptr(GPtrArray) metas = writer_finish_jobs(writer, false, error);
    bool spoilt = writer->spoilt, ok = metas != NULL;
    writer->spoilt = false;
    for (guint i = 0; ok && i < metas->len; i++) {
        struct shard_meta *meta = g_ptr_array_index(metas, i);
        guint number = g_array_index(numbers, guint, i);
        if (meta->plans == 0 ||
            (spoilt && plans_at(writer, number) < meta->plans)) {
            ok = rewrite_shard(writer, writer->next, meta,
                               (struct seat){-1, number, 0}, error);
            g_autofree char *path =
                g_build_filename(writer->next->path, meta->name, NULL);
            path_remove(path);
        } else {
            g_ptr_array_add(writer->next->shards,
                            shard_meta_copy(meta, meta->name));
        }
    }
    return ok && (writer->jobs->len == 0 || writer_take_jobs(writer, error));
}
