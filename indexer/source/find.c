/* Finds source files: operands of the command line → absolute paths. */
#include "indexer/source/source.h"

#include "common/messages/messages.h"

#include <dirent.h>
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    GPtrArray *found;
    GHashTable *seen; /* files and folders: a link may lead back up */
    void (*report)(const GError *error, void *data);
    void *data;
};

static bool has_plan_ending(const char *name)
{
    static const char *const endings[] = {".txt", ".text", ".md", ".jsonl"};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i]))
            return true;
    return false;
}

static void fail(const struct walk *walk, const char *path, int code)
{
    g_autoptr(GError) error =
        g_error_new(G_IO_ERROR, (int)g_io_error_from_errno(code),
                    _("cannot read '%s': %s"), path, g_strerror(code));
    walk->report(error, walk->data);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder, sorted, hidden ones left out; NULL with errno when it
 * cannot be read (which is why this is not GDir: that loses errno). */
static GPtrArray *names_in(const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return NULL;
    GPtrArray *names = strings_new();
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (*entry->d_name != '.')
            g_ptr_array_add(names, g_strdup(entry->d_name));
    closedir(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static void visit(struct walk *walk, const char *path, bool named);

static void visit_folder(struct walk *walk, const char *folder)
{
    g_autoptr(GPtrArray) names = names_in(folder);
    if (names == NULL) {
        fail(walk, folder, errno);
        return;
    }
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        visit(walk, path, false);
    }
}

/* `named`: by the user, who may give a plan any name. */
static void visit(struct walk *walk, const char *path, bool named)
{
    GStatBuf info;
    char *full = realpath(path, NULL);
    if (full == NULL || g_stat(full, &info) != 0) {
        if (named || has_plan_ending(path))
            fail(walk, path, errno);
    } else if (!g_hash_table_contains(walk->seen, full)) {
        bool folder = S_ISDIR(info.st_mode);
        if (folder || named || has_plan_ending(path))
            g_hash_table_add(walk->seen, g_strdup(full));
        if (folder)
            visit_folder(walk, full);
        else if (named || has_plan_ending(path))
            g_ptr_array_add(walk->found, g_strdup(full));
    }
    free(full);
}

GPtrArray *source_find(const char *const *operands,
                       void (*report)(const GError *error, void *data),
                       void *data)
{
    struct walk walk = {
        .found = strings_new(),
        .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .report = report,
        .data = data,
    };
    for (; *operands != NULL; operands++)
        visit(&walk, *operands, true);
    g_hash_table_unref(walk.seen);
    return walk.found;
}
