/* Generations: meta.json, sources.json, current. */
#include "common/store/generation.h"

#include "common/store/part.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void shard_file_free(void *data)
{
    struct shard_file *file = data;
    g_free(file->name);
    g_free(file->sha256);
    g_free(file);
}

static struct shard_file *shard_file_new(const char *name, guint64 size,
                                         const char *sha256)
{
    struct shard_file *file = g_new0(struct shard_file, 1);
    file->name = g_strdup(name);
    file->size = size;
    file->sha256 = g_strdup(sha256);
    return file;
}

struct shard_meta *shard_meta_new(const char *name, guint64 stamp)
{
    struct shard_meta *meta = g_new0(struct shard_meta, 1);
    meta->name = g_strdup(name);
    meta->stamp = stamp;
    meta->files = g_ptr_array_new_with_free_func(shard_file_free);
    return meta;
}

void shard_meta_free(struct shard_meta *meta)
{
    if (meta == NULL)
        return;
    g_free(meta->name);
    g_ptr_array_unref(meta->files);
    g_free(meta);
}

struct shard_meta *shard_meta_copy(const struct shard_meta *meta,
                                   const char *name)
{
    struct shard_meta *copy = shard_meta_new(name, meta->stamp);
    copy->units = meta->units;
    copy->plans = meta->plans;
    for (guint i = 0; i < meta->files->len; i++) {
        const struct shard_file *file = g_ptr_array_index(meta->files, i);
        g_ptr_array_add(copy->files,
                        shard_file_new(file->name, file->size, file->sha256));
    }
    return copy;
}

bool shard_meta_file(struct shard_meta *meta, const char *dir, const char *name,
                     GError **error)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *sha256 = store_checksum(path, error);
    GStatBuf info;
    if (sha256 == NULL)
        return false;
    if (g_stat(path, &info) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "cannot read '%s': %s",
                    path, g_strerror(errno));
        return false;
    }
    g_ptr_array_add(meta->files,
                    shard_file_new(name, (guint64)info.st_size, sha256));
    return true;
}

guint64 shard_meta_bytes(const struct shard_meta *meta)
{
    guint64 sum = 0;
    for (guint i = 0; i < meta->files->len; i++)
        sum += ((struct shard_file *)g_ptr_array_index(meta->files, i))->size;
    return sum;
}

struct generation *generation_new(const char *dir, guint64 number)
{
    struct generation *generation = g_new0(struct generation, 1);
    generation->number = number;
    generation->path = g_strdup_printf("%s/g%" G_GUINT64_FORMAT, dir, number);
    generation->shards =
        g_ptr_array_new_with_free_func((GDestroyNotify)shard_meta_free);
    generation->hold = -1;
    return generation;
}

void generation_free(struct generation *generation)
{
    if (generation == NULL)
        return;
    if (generation->hold >= 0)
        close(generation->hold);
    g_free(generation->path);
    g_free(generation->fingerprint);
    g_free(generation->sources.sha256);
    g_ptr_array_unref(generation->shards);
    g_free(generation);
}

/* ---- meta.json */

static json_t *meta_to_json(const struct shard_meta *meta)
{
    char stamp[17];
    store_stamp(stamp, meta->stamp);
    json_t *files = json_array();
    for (guint i = 0; i < meta->files->len; i++) {
        const struct shard_file *file = g_ptr_array_index(meta->files, i);
        json_array_append_new(
            files, json_pack("{s:s, s:I, s:s}", "name", file->name, "size",
                             (json_int_t)file->size, "sha256", file->sha256));
    }
    return json_pack("{s:s, s:s, s:I, s:I, s:o}", "name", meta->name, "stamp",
                     stamp, "units", (json_int_t)meta->units, "plans",
                     (json_int_t)meta->plans, "files", files);
}

/* A name that leads nowhere else. */
static bool plain_name(const char *name)
{
    return *name != '\0' && *name != '/' && strstr(name, "..") == NULL;
}

static bool meta_from_json(struct generation *generation, json_t *json)
{
    const char *name, *stamp, *sha256;
    json_int_t units, plans, size;
    json_t *files, *item;
    size_t i;
    if (json_unpack(json, "{s:s, s:s, s:I, s:I, s:o}", "name", &name, "stamp",
                    &stamp, "units", &units, "plans", &plans, "files",
                    &files) != 0 ||
        !plain_name(name) || units < 0 || units >= G_MAXUINT32 || plans < 0 ||
        plans >= G_MAXUINT32)
        return false;
    struct shard_meta *meta =
        shard_meta_new(name, g_ascii_strtoull(stamp, NULL, 16));
    g_ptr_array_add(generation->shards, meta);
    meta->units = (guint32)units;
    meta->plans = (guint32)plans;
    json_array_foreach(files, i, item)
    {
        if (json_unpack(item, "{s:s, s:I, s:s}", "name", &name, "size", &size,
                        "sha256", &sha256) != 0 ||
            !plain_name(name) || size < 0)
            return false;
        g_ptr_array_add(meta->files,
                        shard_file_new(name, (guint64)size, sha256));
    }
    return true;
}

static bool generation_parse(struct generation *generation, json_t *json)
{
    const char *fingerprint, *sha256;
    json_int_t number, size;
    json_t *shards, *item;
    size_t i;
    if (json_unpack(json, "{s:I, s:s, s:{s:I, s:s}, s:o}", "generation",
                    &number, "fingerprint", &fingerprint, "sources", "size",
                    &size, "sha256", &sha256, "shards", &shards) != 0 ||
        (guint64)number != generation->number || size < 0)
        return false;
    generation->fingerprint = g_strdup(fingerprint);
    generation->sources.size = (guint64)size;
    generation->sources.sha256 = g_strdup(sha256);
    json_array_foreach(shards, i, item)
    {
        if (!meta_from_json(generation, item))
            return false;
    }
    return true;
}

static bool damaged(GError **error, const char *dir, guint64 number,
                    const char *name, const char *what)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                "cannot open index '%s': 'g%" G_GUINT64_FORMAT "/%s' %s", dir,
                number, name, what);
    return false;
}

static bool read_meta(struct generation *generation, const char *dir,
                      GError **error)
{
    json_error_t cause;
    json_t *json = json_loadfd(generation->hold, 0, &cause);
    json_t *schema = json != NULL ? json_object_get(json, "schema") : NULL;
    bool ok = json_is_integer(schema);
    if (!ok)
        damaged(error, dir, generation->number, "meta.json", "is cut short");
    if (ok && json_integer_value(schema) != STORE_SCHEMA) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_VERSION,
                    "cannot open index '%s': made by schema version %d, this "
                    "program reads %d",
                    dir, (int)json_integer_value(schema), STORE_SCHEMA);
        ok = false;
    } else if (ok && !generation_parse(generation, json)) {
        ok = damaged(error, dir, generation->number, "meta.json",
                     "does not say what it should");
    }
    json_decref(json);
    return ok;
}

static bool check_file(const struct generation *generation, const char *dir,
                       const char *shard, const struct shard_file *file,
                       GError **error)
{
    g_autofree char *name = shard != NULL
                                ? g_strdup_printf("%s/%s", shard, file->name)
                                : g_strdup(file->name);
    g_autofree char *path = g_build_filename(generation->path, name, NULL);
    GStatBuf info;
    if (g_stat(path, &info) != 0)
        return damaged(error, dir, generation->number, name, "is missing");
    if ((guint64)info.st_size == file->size)
        return true;
    return damaged(error, dir, generation->number, name,
                   (guint64)info.st_size < file->size ? "is cut short"
                                                      : "is too long");
}

static bool check_files(const struct generation *generation, const char *dir,
                        GError **error)
{
    struct shard_file sources = generation->sources;
    sources.name = "sources.json";
    if (!check_file(generation, dir, NULL, &sources, error))
        return false;
    for (guint s = 0; s < generation->shards->len; s++) {
        const struct shard_meta *meta =
            g_ptr_array_index(generation->shards, s);
        for (guint i = 0; i < meta->files->len; i++)
            if (!check_file(generation, dir, meta->name,
                            g_ptr_array_index(meta->files, i), error))
                return false;
    }
    return true;
}

/* ---- opening */

/* The number in DIR/current. */
static bool current_read(const char *dir, guint64 *number, GError **error)
{
    g_autofree char *path = g_build_filename(dir, "current", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) cause = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, &cause)) {
        bool none = g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
                    g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
        if (none)
            g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
                        "cannot open index '%s': no index there", dir);
        else
            g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                        "cannot open index '%s': %s", dir, cause->message);
        return false;
    }
    char *end;
    if (text[0] == 'g' && g_ascii_isdigit(text[1])) {
        *number = g_ascii_strtoull(text + 1, &end, 10);
        if (end == text + length - 1 && *end == '\n')
            return true;
    }
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                "cannot open index '%s': 'current' names no generation", dir);
    return false;
}

/* Opens meta.json and takes the shared lock; -1 when a writer is removing the
 * generation or has done so. */
static int hold_open(const char *path)
{
    g_autofree char *meta = g_build_filename(path, "meta.json", NULL);
    int fd = open(meta, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0)
        return -1;
    bool refused = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!refused && fstat(fd, &info) == 0 && info.st_nlink > 0)
        return fd;
    close(fd);
    return -1;
}

struct generation *generation_open(const char *dir, GError **error)
{
    guint64 number = 0, before = G_MAXUINT64;
    struct generation *generation = NULL;
    /* A generation may be replaced and removed between reading its name and
     * holding it; then the name has changed too. */
    while (generation == NULL) {
        if (!current_read(dir, &number, error))
            return NULL;
        generation = generation_new(dir, number);
        generation->hold = hold_open(generation->path);
        if (generation->hold >= 0)
            break;
        g_clear_pointer(&generation, generation_free);
        if (number == before) {
            damaged(error, dir, number, "meta.json", "is missing");
            return NULL;
        }
        before = number;
    }
    if (read_meta(generation, dir, error) &&
        check_files(generation, dir, error))
        return generation;
    generation_free(generation);
    return NULL;
}

/* ---- sources.json */

static json_t *source_to_json(const struct source *source)
{
    json_t *plans = json_array();
    for (guint i = 0; i < source->plans->len; i++)
        json_array_append_new(plans,
                              json_string(g_ptr_array_index(source->plans, i)));
    return json_pack("{s:s, s:s, s:I, s:I, s:o}", "path", source->path,
                     "sha256", source->sha256, "size", (json_int_t)source->size,
                     "mtime_ns", (json_int_t)source->mtime_ns, "plans", plans);
}

static struct source *source_from_json(json_t *json)
{
    const char *path, *sha256;
    json_int_t size, mtime;
    json_t *plans, *item;
    size_t i;
    if (json_unpack(json, "{s:s, s:s, s:I, s:I, s:o}", "path", &path, "sha256",
                    &sha256, "size", &size, "mtime_ns", &mtime, "plans",
                    &plans) != 0)
        return NULL;
    struct source *source = g_new0(struct source, 1);
    source->path = g_strdup(path);
    source->sha256 = g_strdup(sha256);
    source->size = size;
    source->mtime_ns = mtime;
    source->plans = g_ptr_array_new_with_free_func(g_free);
    json_array_foreach(plans, i, item)
    {
        if (json_is_string(item))
            g_ptr_array_add(source->plans, g_strdup(json_string_value(item)));
    }
    return source;
}

void source_free(struct source *source)
{
    if (source == NULL)
        return;
    g_free(source->path);
    g_free(source->sha256);
    if (source->plans != NULL)
        g_ptr_array_unref(source->plans);
    g_free(source);
}

GPtrArray *generation_sources(const struct generation *generation,
                              GError **error)
{
    g_autofree char *path =
        g_build_filename(generation->path, "sources.json", NULL);
    json_t *list = json_load_file(path, 0, NULL), *item;
    size_t i;
    g_autoptr(GPtrArray) sources =
        g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    bool ok = json_is_array(list);
    json_array_foreach(list, i, item)
    {
        struct source *source = source_from_json(item);
        if (source != NULL)
            g_ptr_array_add(sources, source);
        ok = ok && source != NULL;
    }
    json_decref(list);
    if (ok)
        return g_steal_pointer(&sources);
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                "'%s' does not say what it should", path);
    return NULL;
}

/* ---- committing */

/* Writes the file and waits for the disk. */
static bool write_file(const char *path, const char *text, gsize length,
                       GError **error)
{
    FILE *file = fopen(path, "wbe");
    bool ok = file != NULL && fwrite(text, 1, length, file) == length &&
              fflush(file) == 0 && fsync(fileno(file)) == 0;
    int cause = errno;
    if (file != NULL && fclose(file) != 0 && ok) {
        ok = false;
        cause = errno;
    }
    if (!ok)
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "cannot write '%s': %s",
                    path, g_strerror(cause));
    return ok;
}

static bool write_json(const char *path, json_t *json, GError **error)
{
    char *text = json_dumps(json, JSON_INDENT(1) | JSON_SORT_KEYS);
    json_decref(json);
    if (text == NULL) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    "cannot write '%s': not UTF-8", path);
        return false;
    }
    bool ok = write_file(path, text, strlen(text), error);
    free(text);
    return ok;
}

static bool write_sources(struct generation *generation,
                          const GPtrArray *sources, GError **error)
{
    g_autofree char *path =
        g_build_filename(generation->path, "sources.json", NULL);
    json_t *list = json_array();
    for (guint i = 0; i < sources->len; i++)
        json_array_append_new(list,
                              source_to_json(g_ptr_array_index(sources, i)));
    GStatBuf info;
    if (!write_json(path, list, error))
        return false;
    generation->sources.size =
        g_stat(path, &info) == 0 ? (guint64)info.st_size : 0;
    g_free(generation->sources.sha256);
    generation->sources.sha256 = store_checksum(path, error);
    return generation->sources.sha256 != NULL;
}

static bool write_meta(const struct generation *generation, GError **error)
{
    g_autofree char *path =
        g_build_filename(generation->path, "meta.json", NULL);
    json_t *shards = json_array();
    for (guint i = 0; i < generation->shards->len; i++)
        json_array_append_new(
            shards, meta_to_json(g_ptr_array_index(generation->shards, i)));
    json_t *meta =
        json_pack("{s:i, s:I, s:s, s:{s:I, s:s}, s:o}", "schema", STORE_SCHEMA,
                  "generation", (json_int_t)generation->number, "fingerprint",
                  generation->fingerprint, "sources", "size",
                  (json_int_t)generation->sources.size, "sha256",
                  generation->sources.sha256, "shards", shards);
    return write_json(path, meta, error);
}

bool generation_commit(struct generation *generation, const char *dir,
                       const GPtrArray *sources, GError **error)
{
    g_autofree char *current = g_build_filename(dir, "current", NULL);
    g_autofree char *fresh = g_build_filename(dir, "current.new", NULL);
    g_autofree char *text =
        g_strdup_printf("g%" G_GUINT64_FORMAT "\n", generation->number);
    if (!write_sources(generation, sources, error) ||
        !write_meta(generation, error) || !path_sync(generation->path, error) ||
        !path_sync(dir, error) || !write_file(fresh, text, strlen(text), error))
        return false;
    if (g_rename(fresh, current) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO, "cannot write '%s': %s",
                    current, g_strerror(errno));
        return false;
    }
    /* It is current now, whatever becomes of this. */
    path_sync(dir, NULL);
    return true;
}

/* ---- removing */

void path_remove(const char *path)
{
    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        GDir *dir = g_dir_open(path, 0, NULL);
        const char *name;
        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
            g_autofree char *inner = g_build_filename(path, name, NULL);
            path_remove(inner);
        }
        if (dir != NULL)
            g_dir_close(dir);
    }
    g_remove(path);
}

static bool generation_name(const char *name, guint64 *number)
{
    char *end;
    if (name[0] != 'g' || !g_ascii_isdigit(name[1]))
        return false;
    *number = g_ascii_strtoull(name + 1, &end, 10);
    return *end == '\0';
}

static void generation_remove(const char *path)
{
    g_autofree char *meta = g_build_filename(path, "meta.json", NULL);
    int fd = open(meta, O_RDONLY | O_CLOEXEC);
    bool held =
        fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!held) {
        /* First, so that whoever comes now finds nothing to hold. */
        g_unlink(meta);
        path_remove(path);
    }
    if (fd >= 0)
        close(fd);
}

void generation_sweep(const char *dir, guint64 keep)
{
    g_autofree char *fresh = g_build_filename(dir, "current.new", NULL);
    g_unlink(fresh);
    GDir *list = g_dir_open(dir, 0, NULL);
    const char *name;
    guint64 number;
    while (list != NULL && (name = g_dir_read_name(list)) != NULL) {
        if (!generation_name(name, &number) || number == keep)
            continue;
        g_autofree char *path = g_build_filename(dir, name, NULL);
        generation_remove(path);
    }
    if (list != NULL)
        g_dir_close(list);
}
