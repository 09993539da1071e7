/* Brings an index up to date with its sources: only what changed is read, and
 * what cannot be read is left out by name while the rest goes on. */
#include "indexer/write/write.h"

#include "common/messages/messages.h"
#include "indexer/words/words.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct update {
    const struct update_options *options;
    struct update_result *result;
    struct manifest *manifest;
    struct writer *writer;
    GHashTable *owners; /* plan id → struct owner */
    GHashTable *known;  /* path → struct source of the old generation */
    GPtrArray *files;   /* of struct source_file */
    bool unreached;     /* some operand, or file in it, could not be read */
};

struct owner { /* the source that gave a plan */
    char *path;
    char *sha256;
};

static void owner_free(void *data)
{
    struct owner *owner = data;
    g_free(owner->path);
    g_free(owner->sha256);
    g_free(owner);
}

static void G_GNUC_PRINTF(3, 4)
    tell(struct update *update, bool rejected, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    update->result->rejected += rejected;
    update->options->report(message, rejected, update->options->data);
}

static void tell_error(const GError *error, void *data)
{
    tell(data, true, "%s", error->message);
}

static void own(struct update *update, const char *id, const char *path,
                const char *sha256)
{
    struct owner *owner = g_new(struct owner, 1);
    owner->path = g_strdup(path);
    owner->sha256 = g_strdup(sha256);
    g_hash_table_insert(update->owners, g_strdup(id), owner);
}

static void own_all(struct update *update, const struct source *source)
{
    for (guint i = 0; i < source->plans->len; i++)
        own(update, g_ptr_array_index(source->plans, i), source->path,
            source->sha256);
}

/* ---- one file */

static bool is_unchanged(struct update *update, const struct source_file *file)
{
    const struct source *old = g_hash_table_lookup(update->known, file->path);
    return old != NULL && old->size == file->size &&
           old->mtime_ns == file->mtime_ns;
}

/* Gone, and not only out of reach. */
static bool is_gone(const char *path)
{
    struct stat about;
    return stat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* True when another file, still there, has given this plan already. */
static bool is_taken(struct update *update, const struct source_file *file,
                     const char *id)
{
    const struct owner *owner = g_hash_table_lookup(update->owners, id);
    if (owner == NULL || strcmp(owner->path, file->path) == 0 ||
        is_gone(owner->path)) {
        if (owner != NULL && strcmp(owner->path, file->path) != 0)
            writer_disown(update->writer, owner->path, id);
        return false;
    }
    if (strcmp(owner->sha256, file->sha256) == 0)
        tell(update, false, _("'%s' is the same plan as '%s': indexed once"),
             file->path, owner->path);
    else
        tell(update, true,
             _("cannot index '%s': its plan '%s' is already given by '%s'"),
             file->path, id, owner->path);
    return true;
}

/* Takes the plan and its blocks. */
static bool add_plan(struct update *update, const struct source_file *file,
                     struct plan *plan, GPtrArray *blocks,
                     struct source *source, GError **error)
{
    plan_identify(plan, update->manifest, file, blocks);
    if (is_taken(update, file, plan->id)) {
        plan_free(plan);
        g_ptr_array_unref(blocks);
        return true;
    }
    plan_from_blocks(plan, blocks);
    g_ptr_array_unref(blocks);
    g_ptr_array_add(source->plans, g_strdup(plan->id));
    own(update, plan->id, file->path, file->sha256);
    update->result->added++;
    return writer_add(update->writer, plan, error);
}

static bool has_text(const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        if (block->kind != BLOCK_FURNITURE)
            return true;
    }
    return false;
}

static bool add_text(struct update *update, const struct source_file *file,
                     struct source *source, GError **error)
{
    GPtrArray *blocks = write_blocks(file);
    if (has_text(blocks))
        return add_plan(update, file, plan_new(), blocks, source, error);
    tell(update, true, _("cannot index '%s': no text of a plan in it"),
         file->path);
    g_ptr_array_unref(blocks);
    return true;
}

/* A file of records is taken whole or not at all. */
static bool add_records(struct update *update, const struct source_file *file,
                        struct source *source, GError **error)
{
    struct plan_records *records = plan_records_new(file);
    g_autoptr(GError) wrong = NULL;
    struct plan *plan;
    GPtrArray *blocks;
    bool good = true;
    if (!plan_records_check(records, &wrong))
        tell_error(wrong, update);
    else
        while (good && plan_records_next(records, &plan, &blocks, error))
            good = add_plan(update, file, plan, blocks, source, error);
    plan_records_free(records);
    return good;
}

/* Plans that this file gave before and gives no more, nor has another taken
 * them over. */
static void drop_old(struct update *update, const struct source *source)
{
    const struct source *old = g_hash_table_lookup(update->known, source->path);
    for (guint i = 0; old != NULL && i < old->plans->len; i++) {
        const char *id = g_ptr_array_index(old->plans, i);
        const struct owner *owner = g_hash_table_lookup(update->owners, id);
        if (strcmp(owner->path, source->path) == 0 &&
            !g_ptr_array_find_with_equal_func(source->plans, id, g_str_equal,
                                              NULL))
            update->result->removed += writer_remove(update->writer, id);
    }
}

static struct source *source_of(const struct source_file *file)
{
    struct source *source = g_new0(struct source, 1);
    source->path = g_strdup(file->path);
    source->sha256 = g_strdup(file->sha256);
    source->size = file->size;
    source->mtime_ns = file->mtime_ns;
    source->plans = strings_new();
    return source;
}

/* Hands the source over; the old one of its path is freed by that. */
static void add_source(struct update *update, struct source *source)
{
    g_hash_table_remove(update->known, source->path);
    writer_add_source(update->writer, source);
}

/* A touched file with the same bytes keeps its plans. */
static bool keep_same(struct update *update, const struct source_file *file)
{
    const struct source *old = g_hash_table_lookup(update->known, file->path);
    if (old == NULL || strcmp(old->sha256, file->sha256) != 0)
        return false;
    struct source *source = source_of(file);
    for (guint i = 0; i < old->plans->len; i++)
        g_ptr_array_add(source->plans,
                        g_strdup(g_ptr_array_index(old->plans, i)));
    add_source(update, source);
    update->result->unchanged++;
    return true;
}

static bool add_file(struct update *update, struct source_file *file,
                     GError **error)
{
    g_autoptr(GError) wrong = NULL;
    if (is_unchanged(update, file)) {
        update->result->unchanged++;
        return true;
    }
    if (!source_file_read(file, &wrong)) {
        tell_error(wrong, update);
        return true;
    }
    if (keep_same(update, file))
        return true;
    struct source *source = source_of(file);
    guint rejected = update->result->rejected;
    bool good = file->format == SOURCE_JSONL
                    ? add_records(update, file, source, error)
                    : add_text(update, file, source, error);
    bool nothing = source->plans->len == 0;
    /* A file that cannot be read any more keeps what it gave. */
    if (good && !(nothing && update->result->rejected > rejected))
        drop_old(update, source);
    if (good && !nothing)
        add_source(update, source);
    else
        source_free(source);
    return good;
}

/* ---- all files */

static void file_free(void *file)
{
    if (file != NULL)
        source_file_free(file);
}

/* The files to look at, their sizes summed up. */
static guint64 find_files(struct update *update)
{
    g_autoptr(GPtrArray) paths =
        source_find(update->options->sources, tell_error, update);
    guint64 bytes = 0;
    for (guint i = 0; i < paths->len; i++) {
        g_autoptr(GError) wrong = NULL;
        struct source_file *file =
            source_file_new(g_ptr_array_index(paths, i), &wrong);
        if (file == NULL) {
            tell_error(wrong, update);
            continue;
        }
        bytes += (guint64)file->size;
        g_ptr_array_add(update->files, file);
    }
    update->unreached = update->result->rejected > 0;
    update->result->seen = update->files->len;
    return bytes;
}

static void note_old(struct update *update)
{
    const GPtrArray *sources = writer_sources(update->writer);
    for (guint i = 0; i < sources->len; i++) {
        struct source *source = g_ptr_array_index(sources, i);
        g_hash_table_insert(update->known, source->path, source);
        own_all(update, source);
    }
}

static void prune_source(struct update *update, const struct source *source)
{
    for (guint i = 0; i < source->plans->len; i++) {
        const char *id = g_ptr_array_index(source->plans, i);
        const struct owner *owner = g_hash_table_lookup(update->owners, id);
        if (strcmp(owner->path, source->path) != 0 ||
            !writer_remove(update->writer, id))
            continue;
        update->result->removed++;
        tell(update, false, _("dropped '%s': '%s' is gone"), id, source->path);
    }
}

/* Sources whose file is gone, with their plans.  When a source of this run
 * could not be reached, nothing is: a disk that is not there is no reason to
 * drop what it holds. */
static void prune(struct update *update)
{
    g_autoptr(GPtrArray) gone = strings_new();
    GHashTableIter iter;
    void *path, *source;
    if (update->unreached) {
        tell(update, false,
             _("nothing is dropped: not every source was reached"));
        return;
    }
    g_hash_table_iter_init(&iter, update->known);
    while (g_hash_table_iter_next(&iter, &path, &source)) {
        if (!is_gone(path))
            continue;
        prune_source(update, source);
        g_ptr_array_add(gone, g_strdup(path));
    }
    for (guint i = 0; i < gone->len; i++)
        writer_remove_source(update->writer, g_ptr_array_index(gone, i));
}

static bool run(struct update *update, GError **error)
{
    note_old(update);
    for (guint i = 0; i < update->files->len; i++) {
        if (!add_file(update, g_ptr_array_index(update->files, i), error))
            return false;
        /* Its text is not needed again. */
        source_file_free(g_ptr_array_index(update->files, i));
        g_ptr_array_index(update->files, i) = NULL;
    }
    if (update->options->prune)
        prune(update);
    return writer_commit(update->writer, error);
}

bool write_update(const struct update_options *options,
                  struct update_result *result, GError **error)
{
    struct update update = {.options = options, .result = result};
    *result = (struct update_result){0};
    update.manifest = manifest_new(options->manifest, error);
    if (update.manifest == NULL)
        return false;
    update.files = g_ptr_array_new_with_free_func(file_free);
    update.owners =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, owner_free);
    update.known = g_hash_table_new(g_str_hash, g_str_equal);
    guint64 bytes = find_files(&update);
    bool good = false;
    update.writer = writer_open(options->db, options->jobs, bytes, error);
    if (update.writer != NULL) {
        writer_set_masks(update.writer, masks_infer, &result->masks);
        guint jobs = options->jobs;
        writer_set_vocabulary(update.writer, vocabulary_learn, &jobs);
        good = run(&update, error);
        writer_close(update.writer);
    }
    g_hash_table_unref(update.known);
    g_hash_table_unref(update.owners);
    g_ptr_array_unref(update.files);
    manifest_free(update.manifest);
    return good;
}
