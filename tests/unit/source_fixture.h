/* A folder of files for the tests of the source room, made anew for each. */
#ifndef SOURCE_FIXTURE_H
#define SOURCE_FIXTURE_H

#include "indexer/source/source.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *folder;

static inline char *path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

/* Writes a file below the folder, making the folders on the way. */
static inline void put_bytes(const char *name, const char *bytes, gssize length)
{
    g_autofree char *path = path_of(name);
    g_autofree char *parent = g_path_get_dirname(path);
    cr_assert_eq(g_mkdir_with_parents(parent, 0700), 0);
    cr_assert(g_file_set_contents(path, bytes, length, NULL));
}

static inline void put(const char *name, const char *text)
{
    put_bytes(name, text, -1);
}

static inline struct source_file *read_file(const char *name, GError **error)
{
    g_autofree char *path = path_of(name);
    struct source_file *file = source_file_new(path, error);
    if (file != NULL && source_file_read(file, error))
        return file;
    source_file_free(file);
    return NULL;
}

static inline void folder_make(void)
{
    g_autofree char *made = g_dir_make_tmp("source-XXXXXX", NULL);
    folder = realpath(made, NULL);
}

static inline void remove_below(const char *path)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
        !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        GDir *dir = g_dir_open(path, 0, NULL);
        for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *below = g_build_filename(path, name, NULL);
            remove_below(below);
        }
        g_dir_close(dir);
    }
    g_remove(path);
}

static inline void folder_remove(void)
{
    remove_below(folder);
    free(folder);
}
#endif
