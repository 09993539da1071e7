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
        cr_assert_eq(status, wanted, "%s: status %d: %s", #call, status,       \
                     message ? message : "");                                  \
        cr_assert(message &&*message);                                         \
        g_free(message);                                                       \
    } while (0)

/* Adds a document of the space-separated words. */
static inline void add(struct xapian_writer *writer, const char *words)
{
    struct xapian_document *document = xapian_document_new();
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (char **at = list; *at; at++)
        xapian_document_add_term(document, *at, strlen(*at), 1);
    OK(xapian_writer_add(writer, document, &message));
    xapian_document_free(document);
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

/* The hits of a search (of struct xapian_hit); the caller unrefs them. */
static inline GArray *found(struct xapian_reader *reader,
                            const struct xapian_search *search)
{
    GArray *hits = g_array_new(false, false, sizeof(struct xapian_hit));
    OK(xapian_reader_search(reader, search, hits, &message));
    return hits;
}

static inline struct xapian_hit hit_at(const GArray *hits, guint i)
{
    cr_assert_lt(i, hits->len);
    return g_array_index(hits, struct xapian_hit, i);
}

/* How many documents have the term. */
static inline guint32 count_bytes(struct xapian_reader *reader,
                                  const char *bytes, gsize length)
{
    const struct xapian_term term = {bytes, length, 1};
    const struct xapian_search search = {.terms = &term, .count = 1};
    g_autoptr(GArray) hits = found(reader, &search);
    return hits->len;
}

static inline guint32 count_with(struct xapian_reader *reader, const char *term)
{
    return count_bytes(reader, term, strlen(term));
}

/* The term is in one document, and that is this one. */
static inline void expect_only(struct xapian_reader *reader, const char *name,
                               guint32 docid)
{
    const struct xapian_term term = {name, strlen(name), 1};
    const struct xapian_search search = {.terms = &term, .count = 1};
    g_autoptr(GArray) hits = found(reader, &search);
    cr_assert_eq(hits->len, 1, "'%s': %u documents", name, hits->len);
    cr_assert_eq(hit_at(hits, 0).docid, docid);
}
#endif
