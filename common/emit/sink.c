/* Bytes on their way out: buffered, to standard output or to a file that is
 * written beside its place and moved there when it is whole.
 *
 * A device or a pipe given as file (/dev/full, a FIFO) cannot be moved onto: it
 * is written directly.  The first failure stays, later bytes are dropped.
 */
#include "common/emit/dialect.h"

#include "common/messages/messages.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SINK_BUFFER = 1 << 16, WIDEST = 100, USUAL_WIDTH = 80 };

static bool sink_error(GError **error, const char *path, int failure)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(failure),
                _("cannot write '%s': %s"), path, g_strerror(failure));
    return false;
}

/* The rights a new file gets from the umask, which mkstemp does not ask. */
static void sink_rights(int fd, const struct stat *old)
{
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = old != NULL ? old->st_mode & 07777 : 0666 & ~mask;
    if (fchmod(fd, mode) != 0)
        errno = 0; /* a file system without rights: nothing is lost */
}

bool sink_open(struct sink *sink, const char *output, GError **error)
{
    *sink = (struct sink){.fd = STDOUT_FILENO};
    if (output != NULL) {
        /* a link is followed: its target is what gets replaced */
        char *real = realpath(output, NULL);
        struct stat old;
        bool there = stat(output, &old) == 0;
        sink->path = g_strdup(real != NULL ? real : output);
        free(real);
        if (there && S_ISDIR(old.st_mode))
            errno = EISDIR, sink->fd = -1;
        else if (there && !S_ISREG(old.st_mode))
            sink->fd = open(output, O_WRONLY | O_CLOEXEC);
        else {
            sink->temporary = g_strconcat(sink->path, ".XXXXXX", NULL);
            sink->fd =
                g_mkstemp_full(sink->temporary, O_RDWR | O_CLOEXEC, 0600);
            if (sink->fd >= 0)
                sink_rights(sink->fd, there ? &old : NULL);
        }
        if (sink->fd < 0) {
            sink_error(error, output, errno);
            g_free(sink->path);
            g_free(sink->temporary);
            return false;
        }
    }
    sink->buffer = g_string_sized_new(SINK_BUFFER + 4096);
    return true;
}

static void sink_write(struct sink *sink)
{
    const char *at = sink->buffer->str;
    gsize left = sink->buffer->len;
    if (sink->page && left > 0) {
        sink->page = false;
        pager_start(sink);
    }
    while (left > 0 && sink->failure == 0) {
        ssize_t done = write(sink->fd, at, left);
        if (done < 0 && errno != EINTR)
            sink->failure = errno;
        else if (done > 0)
            at += done, left -= (gsize)done;
    }
    g_string_truncate(sink->buffer, 0);
}

void sink_drain(struct sink *sink)
{
    if (sink->buffer->len >= SINK_BUFFER)
        sink_write(sink);
}

bool sink_is_terminal(const struct sink *sink, guint *width)
{
    struct winsize size;
    if (!isatty(sink->fd))
        return false;
    *width = USUAL_WIDTH;
    if (ioctl(sink->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        *width = MIN(size.ws_col, WIDEST);
    return true;
}

bool sink_close(struct sink *sink, GError **error)
{
    bool fine = true;
    sink_write(sink);
    pager_wait(sink);
    if (sink->path != NULL && close(sink->fd) != 0 && sink->failure == 0)
        sink->failure = errno;
    if (sink->temporary != NULL && sink->failure == 0 &&
        g_rename(sink->temporary, sink->path) != 0)
        sink->failure = errno;
    if (sink->temporary != NULL && sink->failure != 0)
        g_unlink(sink->temporary);
    if (sink->failure != 0 && sink->failure != EPIPE)
        fine = sink_error(
            error, sink->path != NULL ? sink->path : _("standard output"),
            sink->failure);
    g_string_free(sink->buffer, TRUE);
    g_free(sink->path);
    g_free(sink->temporary);
    return fine;
}
