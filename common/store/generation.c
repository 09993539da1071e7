/* Generations: which is current, and how one becomes it and goes. */
#include "common/store/generation.h"

#include "common/messages/messages.h"
#include "common/store/part.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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
    g_free(generation->masks.sha256);
    g_ptr_array_unref(generation->shards);
    g_free(generation);
}

/* ---- opening */

bool generation_damaged(GError **error, const char *dir, guint64 number,
                        const char *name, const char *what)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                _("cannot open index '%s': 'g%llu/%s' %s"), dir,
                (unsigned long long)number, name, what);
    return false;
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
        return generation_damaged(error, dir, generation->number, name,
                                  _("is missing"));
    if ((guint64)info.st_size == file->size)
        return true;
    return generation_damaged(error, dir, generation->number, name,
                              (guint64)info.st_size < file->size
                                  ? _("is cut short")
                                  : _("is too long"));
}

static bool check_files(const struct generation *generation, const char *dir,
                        GError **error)
{
    struct shard_file sources = generation->sources;
    sources.name = "sources.json";
    struct shard_file masks = generation->masks;
    masks.name = "masks";
    if (!check_file(generation, dir, NULL, &sources, error) ||
        (masks.sha256 != NULL &&
         !check_file(generation, dir, NULL, &masks, error)))
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
                        _("cannot open index '%s': no index there"), dir);
        else
            g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                        _("cannot open index '%s': %s"), dir, cause->message);
        return false;
    }
    char *end;
    if (text[0] == 'g' && g_ascii_isdigit(text[1])) {
        *number = g_ascii_strtoull(text + 1, &end, 10);
        if (end == text + length - 1 && *end == '\n')
            return true;
    }
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                _("cannot open index '%s': 'current' names no generation"),
                dir);
    return false;
}

/* Opens meta.json and takes the shared lock; -1 with errno when that does not
 * go, ENOENT when a writer is removing the generation or has done so. */
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
    errno = ENOENT;
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
        int cause = errno;
        g_clear_pointer(&generation, generation_free);
        if (cause != ENOENT && cause != ENOTDIR) {
            g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                        _("cannot open index '%s': %s"), dir,
                        g_strerror(cause));
            return NULL;
        }
        if (number == before) {
            generation_damaged(error, dir, number, "meta.json",
                               _("is missing"));
            return NULL;
        }
        before = number;
    }
    if (generation_read_meta(generation, dir, error) &&
        check_files(generation, dir, error))
        return generation;
    generation_free(generation);
    return NULL;
}

/* ---- committing */

bool generation_commit(struct generation *generation, const char *dir,
                       const GPtrArray *sources, GError **error)
{
    g_autofree char *current = g_build_filename(dir, "current", NULL);
    g_autofree char *fresh = g_build_filename(dir, "current.new", NULL);
    g_autofree char *text =
        g_strdup_printf("g%" G_GUINT64_FORMAT "\n", generation->number);
    if (!generation_write_sources(generation, sources, error) ||
        !generation_write_meta(generation, error) ||
        !path_sync(generation->path, error) || !path_sync(dir, error) ||
        !path_write(fresh, text, strlen(text), error))
        return false;
    if (g_rename(fresh, current) != 0) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot write '%s': %s"), current, g_strerror(errno));
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

/* A letter and a number: g7, s0. */
static bool numbered(const char *name, char letter, guint64 *number)
{
    char *end;
    if (name[0] != letter || !g_ascii_isdigit(name[1]))
        return false;
    *number = g_ascii_strtoull(name + 1, &end, 10);
    return *end == '\0';
}

/* Nothing is removed that no writer made, whatever it is called. */
static bool is_ours(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    guint64 number;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        if (!numbered(name, 's', &number) && !g_str_equal(name, "meta.json") &&
            !g_str_equal(name, "sources.json") && !g_str_equal(name, "masks"))
            return false;
    return dir != NULL;
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
        if (!numbered(name, 'g', &number) || number == keep)
            continue;
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (is_ours(path))
            generation_remove(path);
    }
    if (list != NULL)
        g_dir_close(list);
}
