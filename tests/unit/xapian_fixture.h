/* What the tests of the Xapian binding share: a folder that is gone after the
 * test, databases made in one call, and a check that shows the message. */
#ifndef PLAN_XAPIAN_FIXTURE_H
#define PLAN_XAPIAN_FIXTURE_H

#include "common/xapian/xapian_c.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static inline void folder_make(void)
{
    folder = g_dir_make_tmp("xapian-XXXXXX", NULL);
    cr_assert(folder);
}

static inline void folder_remove(void)
{
    char *argv[] = {"rm", "-rf", folder, NULL};
    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 NULL, NULL);
    g_free(folder);
}

static inline char *path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

/* The call succeeds and leaves no message. */
#define OK(call)                                                               \
    do {                                                                       \
        char *message = NULL;                                                  \
        enum xapian_status status = (call);                                    \
        cr_assert_eq(status, XAPIAN_OK, "%s: %s", #call, message);             \
        cr_assert_null(message);                                               \
    } while (0)

/* The call fails with that status and says why. */
#define FAILS(wanted, call)                                                    \
    do {                                                                       \
        char *message = NULL;                                                  \
        enum xapian_status status = (call);                                    \
        cr_assert_eq(status, wanted, "%s: %s: %s", #call,                      \
                     xapian_status_name(status), message ? message : "");      \
        cr_assert(message &&*message);                                         \
        g_free(message);                                                       \
    } while (0)

/* Adds a document of the space-separated words; its data is the words. */
static inline guint32 add(struct xapian_writer *writer, const char *words)
{
    struct xapian_document *document = xapian_document_new();
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    guint32 docid = 0;
    for (char **at = list; *at; at++)
        xapian_document_add_term(document, *at, strlen(*at), 1);
    xapian_document_set_data(document, words, strlen(words));
    OK(xapian_writer_add(writer, document, &docid, &message));
    xapian_document_free(document);
    return docid;
}

/* A database of such documents; the path is the caller's. */
static inline char *database_make(const char *name, unsigned flags,
                                  const char *const *documents)
{
    char *path = path_of(name);
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, flags, &writer, &message));
    for (; documents && *documents; documents++)
        add(writer, *documents);
    OK(xapian_writer_close(writer, &message));
    return path;
}

static inline struct xapian_reader *reader_of(const char *path)
{
    struct xapian_reader *reader;
    OK(xapian_reader_open(&path, 1, &reader, &message));
    return reader;
}

static inline guint32 count_of(struct xapian_reader *reader)
{
    guint32 count = 0;
    OK(xapian_reader_count(reader, &count, &message));
    return count;
}

static inline guint32 frequency_of(struct xapian_reader *reader,
                                   const char *term)
{
    guint32 count = 0;
    OK(xapian_reader_frequency(reader, term, strlen(term), &count, &message));
    return count;
}

static inline void expect_data(struct xapian_reader *reader, guint32 docid,
                               const char *wanted)
{
    g_autoptr(GString) data = g_string_new("what was there before");
    OK(xapian_reader_data(reader, docid, data, &message));
    cr_assert_str_eq(data->str, wanted);
}
#endif
