/* The fingerprint of a generation: what it holds, in whatever order it came. */
#include "common/store/shard.h"

#include <string.h>

static int line_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool plan_lines(const struct generation *generation, GPtrArray *lines,
                       GError **error)
{
    for (guint i = 0; i < generation->shards->len; i++) {
        struct shard *shard = shard_open(
            generation, g_ptr_array_index(generation->shards, i), error);
        if (shard == NULL)
            return false;
        for (guint32 p = 0; p < shard->plan_count; p++) {
            GString *line = g_string_new("plan ");
            g_string_append(line, shard_plan_id(shard, p));
            const guint8 *digest = shard->plan_rows[p].digest;
            for (guint d = 0; d < sizeof shard->plan_rows[p].digest; d++)
                g_string_append_printf(line, "%s%02x", d == 0 ? " " : "",
                                       digest[d]);
            g_ptr_array_add(lines, g_string_free(line, FALSE));
        }
        shard_free(shard);
    }
    return true;
}

char *generation_fingerprint(const struct generation *generation,
                             const GPtrArray *sources, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sources->len; i++) {
        const struct source *source = g_ptr_array_index(sources, i);
        g_ptr_array_add(lines, g_strconcat("source ", source->sha256, NULL));
    }
    if (!plan_lines(generation, lines, error))
        return NULL;
    g_ptr_array_sort(lines, line_order);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *head = g_strdup_printf("schema %d\n", STORE_SCHEMA);
    g_checksum_update(sum, (const guchar *)head, -1);
    for (guint i = 0; i < lines->len; i++) {
        g_checksum_update(sum, g_ptr_array_index(lines, i), -1);
        g_checksum_update(sum, (const guchar *)"\n", 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}
