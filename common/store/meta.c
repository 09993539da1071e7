/* meta.json: what a generation consists of. */
#include "common/store/generation.h"

#include "common/messages/messages.h"
#include "common/store/part.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

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
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot read '%s': %s"), path, g_strerror(errno));
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

/* ---- reading */

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

/* Nothing where no text has masks. */
static bool masks_from_json(struct generation *generation, json_t *masks)
{
    const char *sha256, *stamp;
    json_int_t size;
    if (masks == NULL)
        return true;
    if (json_unpack(masks, "{s:I, s:s, s:s}", "size", &size, "sha256", &sha256,
                    "stamp", &stamp) != 0 ||
        size < 0)
        return false;
    generation->masks.size = (guint64)size;
    generation->masks.sha256 = g_strdup(sha256);
    generation->masks_stamp = g_ascii_strtoull(stamp, NULL, 16);
    return true;
}

static bool generation_parse(struct generation *generation, json_t *json)
{
    const char *fingerprint, *sha256;
    json_int_t number, size;
    json_t *shards, *item, *masks = NULL;
    size_t i;
    if (json_unpack(json, "{s:I, s:s, s:{s:I, s:s}, s?o, s:o}", "generation",
                    &number, "fingerprint", &fingerprint, "sources", "size",
                    &size, "sha256", &sha256, "masks", &masks, "shards",
                    &shards) != 0 ||
        (guint64)number != generation->number || size < 0 ||
        !masks_from_json(generation, masks))
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

bool generation_read_meta(struct generation *generation, const char *dir,
                          GError **error)
{
    json_error_t cause;
    json_t *json = json_loadfd(generation->hold, 0, &cause);
    json_t *schema = json != NULL ? json_object_get(json, "schema") : NULL;
    bool ok = json_is_integer(schema);
    if (!ok)
        generation_damaged(error, dir, generation->number, "meta.json",
                           _("is cut short"));
    if (ok && json_integer_value(schema) != STORE_SCHEMA) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_VERSION,
                    _("cannot open index '%s': made by schema version %d, this "
                      "program reads %d"),
                    dir, (int)json_integer_value(schema), STORE_SCHEMA);
        ok = false;
    } else if (ok && !generation_parse(generation, json)) {
        ok = generation_damaged(error, dir, generation->number, "meta.json",
                                _("does not say what it should"));
    }
    json_decref(json);
    return ok;
}

/* ---- writing */

bool path_write_json(const char *path, json_t *json, GError **error)
{
    char *text = json_dumps(json, JSON_INDENT(1) | JSON_SORT_KEYS);
    json_decref(json);
    if (text == NULL) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot write '%s': not UTF-8"), path);
        return false;
    }
    bool ok = path_write(path, text, strlen(text), error);
    free(text);
    return ok;
}

static json_t *masks_to_json(const struct generation *generation)
{
    char stamp[17];
    store_stamp(stamp, generation->masks_stamp);
    return json_pack("{s:I, s:s, s:s}", "size",
                     (json_int_t)generation->masks.size, "sha256",
                     generation->masks.sha256, "stamp", stamp);
}

bool generation_write_meta(const struct generation *generation, GError **error)
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
    if (generation->masks.sha256 != NULL)
        json_object_set_new(meta, "masks", masks_to_json(generation));
    return path_write_json(path, meta, error);
}
