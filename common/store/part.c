/* Files of a shard, with their heads. */
#include "common/store/part.h"

#include "common/messages/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool open_fail(GError **error, const char *path)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_IO, _("cannot open '%s': %s"),
                path, g_strerror(errno));
    return false;
}

static bool write_fail(GError **error, const char *path, int cause)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_IO, _("cannot write '%s': %s"),
                path, g_strerror(cause));
    return false;
}

bool part_out_open(struct part_out *out, const char *dir, const char *name,
                   GError **error)
{
    static const struct part_head empty;
    *out = (struct part_out){.path = g_build_filename(dir, name, NULL)};
    out->file = fopen(out->path, "wbxe");
    if (out->file == NULL) {
        write_fail(error, out->path, errno);
        g_clear_pointer(&out->path, g_free);
        return false;
    }
    part_out_put(out, &empty, sizeof empty);
    return true;
}

void part_out_put(struct part_out *out, const void *bytes, gsize length)
{
    if (length > 0 && fwrite(bytes, 1, length, out->file) != length &&
        out->cause == 0)
        out->cause = errno;
    out->at += length;
}

guint64 part_out_align(struct part_out *out)
{
    static const char zeros[8];
    part_out_put(out, zeros, -out->at & 7);
    return out->at;
}

bool part_out_finish(struct part_out *out, struct part_head head, guint64 stamp,
                     GError **error)
{
    head.version = STORE_SCHEMA;
    head.stamp = stamp;
    head.size = out->at;
    errno = 0;
    bool ok = out->cause == 0 && fseeko(out->file, 0, SEEK_SET) == 0 &&
              fwrite(&head, sizeof head, 1, out->file) == 1 &&
              fflush(out->file) == 0 && fsync(fileno(out->file)) == 0;
    if (!ok && out->cause == 0)
        out->cause = errno;
    if (fclose(g_steal_pointer(&out->file)) != 0 && ok) {
        ok = false;
        out->cause = errno;
    }
    errno = out->cause;
    if (!ok)
        write_fail(error, out->path, errno);
    g_clear_pointer(&out->path, g_free);
    return ok;
}

void part_out_abandon(struct part_out *out)
{
    if (out->file != NULL)
        fclose(g_steal_pointer(&out->file));
    g_clear_pointer(&out->path, g_free);
}

bool path_sync(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return open_fail(error, path);
    bool ok = fsync(fd) == 0;
    /* Some file systems have nothing to wait for. */
    if (!ok && (errno == EINVAL || errno == EROFS))
        ok = true;
    if (!ok)
        write_fail(error, path, errno);
    close(fd);
    return ok;
}

bool path_write(const char *path, const char *text, gsize length,
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
        write_fail(error, path, cause);
    return ok;
}

static const char *head_fault(const struct part *part, const char *magic,
                              guint64 stamp)
{
    if (part->size < sizeof *part->head)
        return _("is cut short");
    if (memcmp(part->head->magic, magic, PART_MAGIC) != 0)
        return _("does not begin as it should");
    if (part->head->stamp != stamp)
        return _("belongs to another generation");
    if (part->head->size > part->size)
        return _("is cut short");
    return part->head->size < part->size ? _("is too long") : NULL;
}

bool part_open(struct part *part, const char *path, const char *label,
               const char *magic, guint64 stamp, GError **error)
{
    g_autoptr(GError) cause = NULL;
    *part = (struct part){.file = g_mapped_file_new(path, FALSE, &cause)};
    if (part->file == NULL) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                    _("'%s' cannot be read: %s"), label, cause->message);
        return false;
    }
    part->data = g_mapped_file_get_contents(part->file);
    part->size = g_mapped_file_get_length(part->file);
    part->head = (const struct part_head *)part->data;
    const char *fault = head_fault(part, magic, stamp);
    if (fault == NULL && part->head->version != STORE_SCHEMA)
        g_set_error(error, STORE_ERROR, STORE_ERROR_VERSION,
                    _("'%s' has schema version %u, this program reads %d"),
                    label, part->head->version, STORE_SCHEMA);
    else if (fault != NULL)
        g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED, "'%s' %s", label,
                    fault);
    else
        return true;
    part_close(part);
    return false;
}

void part_close(struct part *part)
{
    g_clear_pointer(&part->file, g_mapped_file_unref);
    part->data = NULL;
    part->head = NULL;
    part->size = 0;
}

const void *part_table(const struct part *part, guint64 rows, gsize size)
{
    guint64 at = part->head->table;
    if (at % 8 != 0 || at < sizeof *part->head || at > part->size)
        return NULL;
    if ((part->size - at) / size < rows || (part->size - at) != rows * size)
        return NULL;
    return part->data + at;
}
