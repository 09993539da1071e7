/* sources.json: the files the plans of an index came from. */
#include "common/store/generation.h"

#include "common/messages/messages.h"

#include <glib/gstdio.h>

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
                _("'%s' does not say what it should"), path);
    return NULL;
}

bool generation_write_sources(struct generation *generation,
                              const GPtrArray *sources, GError **error)
{
    g_autofree char *path =
        g_build_filename(generation->path, "sources.json", NULL);
    json_t *list = json_array();
    for (guint i = 0; i < sources->len; i++)
        json_array_append_new(list,
                              source_to_json(g_ptr_array_index(sources, i)));
    GStatBuf info;
    if (!path_write_json(path, list, error))
        return false;
    generation->sources.size =
        g_stat(path, &info) == 0 ? (guint64)info.st_size : 0;
    g_free(generation->sources.sha256);
    generation->sources.sha256 = store_checksum(path, error);
    return generation->sources.sha256 != NULL;
}

GPtrArray *index_sources(const char *dir, GError **error)
{
    struct generation *generation = generation_open(dir, error);
    if (generation == NULL)
        return NULL;
    GPtrArray *sources = generation_sources(generation, error);
    generation_free(generation);
    return sources;
}
