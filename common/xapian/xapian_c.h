/* The C binding of libxapian 1.4: what the store needs, and no more.
 *
 * Pure C; xapian_c.cc behind it is the only C++ of the project, and no
 * exception leaves it.  Whatever can fail returns an xapian_status; with
 * `message` not NULL, a failure also puts a text there that the caller frees
 * with g_free (success leaves it alone).  Out-parameters are written on
 * success only.  Terms and metadata are (bytes, length) and may hold any byte.
 *
 * A handle belongs to one thread at a time; different handles, also of one
 * database, may be used by different threads.
 */
#ifndef PLAN_XAPIAN_C_H
#define PLAN_XAPIAN_C_H

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

#ifdef __cplusplus
#define XAPIAN_C noexcept
#else
#define XAPIAN_C
#endif

enum xapian_status {
    XAPIAN_OK,
    XAPIAN_LOCKED,   /* held by another writer */
    XAPIAN_MISSING,  /* no database there, or one of its files is gone */
    XAPIAN_CORRUPT,  /* a file is cut short or garbled */
    XAPIAN_FORMAT,   /* of a format this libxapian does not know */
    XAPIAN_MODIFIED, /* overwritten again and again while being read */
    XAPIAN_NETWORK,  /* a remote shard does not answer */
    XAPIAN_IO,       /* disk full, no rights … */
    XAPIAN_NO_MEMORY,
    XAPIAN_INVALID, /* the caller's fault: empty or too long term … */
    XAPIAN_OTHER,
};

/* A term may be this long; each NUL byte in it counts twice. */
enum { XAPIAN_TERM_MAX = 245 };

/* ---- documents: what a writer adds; made once, filled again and again */

struct xapian_document;

/* Filling never fails at once: the first mistake (an empty term) is kept,
 * xapian_writer_add reports it, xapian_document_clear forgets it. */
struct xapian_document *xapian_document_new(void) XAPIAN_C;
void xapian_document_free(struct xapian_document *document) XAPIAN_C;
void xapian_document_clear(struct xapian_document *document) XAPIAN_C;
/* Adds wdf to the term's frequency within the document. */
void xapian_document_add_term(struct xapian_document *document,
                              const char *term, gsize length,
                              guint32 wdf) XAPIAN_C;
/* A term that filters and does not count in the document's length. */
void xapian_document_add_boolean(struct xapian_document *document,
                                 const char *term, gsize length) XAPIAN_C;

/* ---- writing one database (glass)
 *
 * A fresh database that nobody reads before it is whole (XAPIAN_BULK) is built
 * fastest with all flags below; the caller syncs its files once, at the end.
 * Measured on two cores and two threads, a database each, with the 55,392
 * articles of STARD (18.8 MB; 2.1 million postings of ICU words, 23.5 MB of
 * records as data of the documents; 1.8 s wall, 3.6 s CPU, of them 1.3 s
 * segmentation):
 *
 *   without                 costs
 *   XAPIAN_NO_TERMLIST      1.1 s CPU, 14 MB
 *   XAPIAN_NO_SYNC          1 to 2 s wall (a sync at every batch)
 *   XAPIAN_DANGEROUS        0.1 s CPU, 7 MB of postings (14.8 for 8.2)
 *   batches of 1000         0.8 s CPU and 26 MB of memory at Xapian's own
 *                           10,000; 1.5 s and 93 MB at 30,000
 *
 * Block size, reusing a document, counting words before adding them, more and
 * smaller databases, malloc's settings: no difference.  Single characters are
 * a third of all words: 0.6 s CPU and a quarter of the postings.  A Boolean
 * term in every document costs 0.1 s.  Words alone, without single characters,
 * Boolean terms and records: 1.1 s wall, 2.1 s CPU, 3.9 MB.
 *
 * Documents have no data here because Glass deflates every record by itself:
 * 0.9 s CPU for two thirds of the bytes.  The store deflates them together, in
 * a file of its own.
 */

struct xapian_writer;

enum xapian_write_flags {
    XAPIAN_OVERWRITE = 1 << 0,   /* empty what is there; else open or create */
    XAPIAN_NO_TERMLIST = 1 << 1, /* documents cannot be replaced in place */
    XAPIAN_NO_SYNC = 1 << 2,     /* no commit waits for the disk, and there is
                                    one every XAPIAN_BATCH documents, not only
                                    the one of xapian_writer_close */
    XAPIAN_DANGEROUS = 1 << 3,   /* blocks are overwritten in place: no reader
                                    and no crash while writing */
    XAPIAN_BULK = XAPIAN_OVERWRITE | XAPIAN_NO_TERMLIST | XAPIAN_NO_SYNC |
                  XAPIAN_DANGEROUS,
};
enum { XAPIAN_BATCH = 1000 };

enum xapian_status xapian_writer_open(const char *path, unsigned flags,
                                      struct xapian_writer **writer,
                                      char **message) XAPIAN_C;
/* The document gets the next number, from 1 in a fresh database; one that is
 * refused gets none. */
enum xapian_status xapian_writer_add(struct xapian_writer *writer,
                                     const struct xapian_document *document,
                                     char **message) XAPIAN_C;
enum xapian_status xapian_writer_set_metadata(struct xapian_writer *writer,
                                              const char *key,
                                              const char *value, gsize length,
                                              char **message) XAPIAN_C;
/* Commits and closes; the writer is freed also when that fails. */
enum xapian_status xapian_writer_close(struct xapian_writer *writer,
                                       char **message) XAPIAN_C;
/* Closes and frees without what was added since the last commit; what a
 * XAPIAN_DANGEROUS writer leaves is fit for nothing but removal. */
void xapian_writer_discard(struct xapian_writer *writer) XAPIAN_C;

/* ---- reading: one database, or several as one
 *
 * Of n databases opened together, number 0 to n - 1 in the order given,
 * document `local` of database `shard` has the number
 *
 *     docid = (local - 1) * n + shard + 1
 *
 * so that they interleave; the functions below go back.  With n = 1 docid and
 * local are the same.  Frequencies and lengths for ranking are those of all n
 * together.
 */

static inline guint32 xapian_docid_shard(guint32 docid, guint shards)
{
    return (docid - 1) % shards;
}
static inline guint32 xapian_docid_local(guint32 docid, guint shards)
{
    return (docid - 1) / shards + 1;
}

struct xapian_reader;

/* A path is that of a database's folder, or of a file that names a remote one
 * ("remote host:port", Xapian's stub database).
 *
 * A function whose database changed under it opens it again and tries once
 * more; only when that fails too it returns XAPIAN_MODIFIED. */
enum xapian_status xapian_reader_open(const char *const *paths, guint count,
                                      struct xapian_reader **reader,
                                      char **message) XAPIAN_C;
void xapian_reader_close(struct xapian_reader *reader) XAPIAN_C;

/* Documents in all databases together. */
enum xapian_status xapian_reader_count(struct xapian_reader *reader,
                                       guint32 *count, char **message) XAPIAN_C;
/* Replaces what is in `value` by metadata of the first database; empty when the
 * key was never set. */
enum xapian_status xapian_reader_metadata(struct xapian_reader *reader,
                                          const char *key, GString *value,
                                          char **message) XAPIAN_C;

struct xapian_term {
    const char *term;
    gsize length;
    double weight; /* the term's BM25 weight is multiplied by it; >= 0 */
};

/* The weight is BM25 (Robertson and others, TREC-3) with Xapian's own numbers:
 * k1 = 1 saturates frequency, b = 0.5 is the influence of length, no document
 * counts as shorter than half the mean, k3 = 1 saturates frequency in the
 * query. */
struct xapian_search {
    const struct xapian_term *terms; /* any of them; a term given twice counts
                                        twice */
    guint count;
    bool (*accept)(guint32 docid, void *data); /* a test every hit must pass,
                                                  or NULL; it may be asked
                                                  about one more than once */
    void *data;
    guint limit; /* 0: all */
};

struct xapian_hit {
    guint32 docid;
    double weight;
};

/* Replaces what is in `hits` (of struct xapian_hit) by the best ones, best
 * first, equal weights in rising docid. */
enum xapian_status xapian_reader_search(struct xapian_reader *reader,
                                        const struct xapian_search *search,
                                        GArray *hits, char **message) XAPIAN_C;

/* ---- verifying */

/* Reads the whole database in the folder at path and compares its tables;
 * XAPIAN_CORRUPT when it finds damage. */
enum xapian_status xapian_check(const char *path, char **message) XAPIAN_C;

G_END_DECLS
#endif
