/* The tables of corpus/, read from the GResource the build makes of it. */
#include "common/data/data.h"

#include <gio/gio.h>

/* Made by glib-compile-resources; the call keeps it in the link. */
GResource *corpus_get_resource(void);

static const char prefix[] = "/plan-search/";

const char *data_text(const char *name, gsize *length)
{
    corpus_get_resource();
    g_autofree char *path = g_strconcat(prefix, name, NULL);
    g_autoptr(GError) error = NULL;
    /* The bytes lie, as they are, in the program: unref does not free them. */
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, 0, &error);
    if (bytes == NULL)
        g_error("corpus file '%s' is not in the program: %s", name,
                error->message);
    return g_bytes_get_data(bytes, length);
}

static void row_free(void *row)
{
    g_strfreev(row);
}

static char **row_of(const char *line, guint columns)
{
    g_auto(GStrv) fields = g_strsplit(line, "\t", (int)columns);
    char **row = g_new0(char *, columns + 1);
    guint have = g_strv_length(fields);
    for (guint i = 0; i < columns; i++)
        row[i] = g_strdup(i < have ? fields[i] : "");
    return row;
}

GPtrArray *data_rows(const char *text, guint columns)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool head = true;
    for (char **line = lines; *line != NULL; line++) {
        g_strchomp(*line);
        if (**line == '\0' || **line == '#')
            continue;
        if (!head)
            g_ptr_array_add(rows, row_of(*line, columns));
        head = false;
    }
    return rows;
}

const GPtrArray *data_table(const char *name, guint columns)
{
    static GMutex mutex;
    static GHashTable *tables;
    g_mutex_lock(&mutex);
    if (tables == NULL)
        tables = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *rows = g_hash_table_lookup(tables, name);
    if (rows == NULL) {
        rows = data_rows(data_text(name, NULL), columns);
        g_hash_table_insert(tables, g_strdup(name), rows);
    }
    g_mutex_unlock(&mutex);
    return rows;
}
