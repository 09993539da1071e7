/* One source file: what it is, its bytes as text, their hash.
 *
 * The file is read whole, not mapped: one that is cut while it is mapped would
 * end the program, and a plan is small.
 */
#include "indexer/source/source.h"

#include "common/messages/messages.h"
#include "common/text/text.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define MIB ((gint64)1 << 20)

/* A plan has some hundred kilobytes; a file of blocks may hold thousands. */
static const gint64 limits[] = {
    [SOURCE_TEXT] = 64 * MIB,
    [SOURCE_JSONL] = 2048 * MIB,
};

static bool fail(const struct source_file *file, int code, const char *why,
                 GError **error)
{
    g_set_error(error, G_IO_ERROR, code, _("cannot read '%s': %s"), file->path,
                why);
    return false;
}

static bool look(struct source_file *file, GError **error)
{
    GStatBuf info;
    if (g_stat(file->path, &info) != 0)
        return fail(file, (int)g_io_error_from_errno(errno), g_strerror(errno),
                    error);
    if (!S_ISREG(info.st_mode))
        return fail(file, G_IO_ERROR_NOT_REGULAR_FILE, _("not a regular file"),
                    error);
    file->size = info.st_size;
    file->mtime_ns =
        (gint64)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    return true;
}

struct source_file *source_file_new(const char *path, GError **error)
{
    struct source_file *file = g_new0(struct source_file, 1);
    file->path = g_canonicalize_filename(path, NULL);
    g_autofree char *base = g_path_get_basename(file->path);
    file->name = g_utf8_make_valid(base, -1);
    g_autofree char *lower = g_ascii_strdown(file->name, -1);
    file->format =
        g_str_has_suffix(lower, ".jsonl") ? SOURCE_JSONL : SOURCE_TEXT;
    if (look(file, error))
        return file;
    source_file_free(file);
    return NULL;
}

static bool has_text(const struct source_file *file)
{
    const char *p = file->text;
    if (file->format == SOURCE_JSONL)
        return p[strspn(p, " \t\r\n")] != '\0';
    while (*p != '\0' && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return *p != '\0';
}

/* Takes the bytes.  JSON is UTF-8, and its reader checks that; all else may be
 * in any encoding. */
static bool decode(struct source_file *file, char *bytes, gsize length,
                   GError **error)
{
    g_autoptr(GError) wrong = NULL;
    if (file->format == SOURCE_JSONL) {
        gsize mark = g_str_has_prefix(bytes, "\xEF\xBB\xBF") ? 3 : 0;
        memmove(bytes, bytes + mark, length - mark + 1);
        file->text = bytes;
        file->length = length - mark;
        file->encoding = "UTF-8";
    } else {
        file->text =
            text_decode(bytes, length, &file->length, &file->encoding, &wrong);
        g_free(bytes);
    }
    if (file->text == NULL)
        return fail(file, G_IO_ERROR_INVALID_DATA, wrong->message, error);
    return has_text(file) ||
           fail(file, G_IO_ERROR_INVALID_DATA, _("no text in it"), error);
}

/* GLib's message names the file too; its end, after ": " or, in Chinese, "：",
 * is the reason. */
static const char *reason_in(const char *message)
{
    const char *colon = g_strrstr(message, ": ");
    const char *wide = g_strrstr(message, "：");
    if (colon != NULL && (wide == NULL || wide < colon))
        return colon + strlen(": ");
    return wide != NULL ? wide + strlen("：") : message;
}

bool source_file_read(struct source_file *file, GError **error)
{
    char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) wrong = NULL;
    if (!look(file, error))
        return false;
    if (file->size > limits[file->format]) {
        g_autofree char *why = g_strdup_printf(
            _("larger than %u MiB"), (guint)(limits[file->format] / MIB));
        return fail(file, G_IO_ERROR_NOT_SUPPORTED, why, error);
    }
    if (!g_file_get_contents(file->path, &bytes, &length, &wrong)) {
        return fail(file, G_IO_ERROR_FAILED, reason_in(wrong->message), error);
    }
    if (length == 0) {
        g_free(bytes);
        return fail(file, G_IO_ERROR_INVALID_DATA, _("empty file"), error);
    }
    g_free(file->sha256);
    file->sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
                                               (const guchar *)bytes, length);
    g_clear_pointer(&file->text, g_free);
    return decode(file, bytes, length, error);
}

void source_file_free(struct source_file *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->name);
    g_free(file->text);
    g_free(file->sha256);
    g_free(file);
}
