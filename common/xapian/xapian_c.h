/* The C binding of libxapian 1.4: what the store needs, and no more.
 *
 * Pure C; xapian_c.cc behind it is the only C++ of the project, and no
 * exception leaves it.  Whatever can fail returns an xapian_status; with
 * `message` not NULL, a failure also puts a text there that the caller frees
 * with g_free (success leaves it alone).  Out-parameters are written on
 * success only.  Terms, data and metadata are (bytes, length) and may hold any
 * byte.
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
    XAPIAN_MISSING,  /* no database there, or one of its files is gone; no
                        such document */
    XAPIAN_CORRUPT,  /* a file is cut short or garbled */
    XAPIAN_FORMAT,   /* of a format this libxapian does not know */
    XAPIAN_MODIFIED, /* overwritten again and again while being read */
    XAPIAN_NETWORK,  /* a remote shard does not answer */
    XAPIAN_IO,       /* disk full, no rights … */
    XAPIAN_NO_MEMORY,
    XAPIAN_INVALID, /* the caller's fault: empty or too long term … */
    XAPIAN_OTHER,
};

/* "locked", "missing" …; static. */
const char *xapian_status_name(enum xapian_status status) XAPIAN_C;

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
void xapian_document_add_value(struct xapian_document *document, guint32 slot,
                               const char *value, gsize length) XAPIAN_C;
void xapian_document_set_data(struct xapian_document *document,
                              const char *data, gsize length) XAPIAN_C;

/* ---- writing one database (glass)
 *
 * A fresh database that nobody reads before it is whole (XAPIAN_BULK) is built
 * fastest with all flags below; the caller syncs its files once, at the end.
 * Measured on two cores and two threads, a database each, with the 55,392
 * articles of STARD (18.8 MB; 2.1 million postings of ICU words, 23.5 MB of
 * records; 1.8 s wall, 3.6 s CPU, of them 1.3 s segmentation):
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
 * term in every document costs 0.1 s.  xapian_compact needs 0.08 s for
 * everything, 0.01 s for postings alone, and makes these 8.2 MB into 5.6.
 * Words alone, without single characters, Boolean terms and records: 1.1 s
 * wall, 2.1 s CPU, 3.9 MB.
 *
 * Glass deflates every record by itself: 0.9 s CPU or 17 microseconds each,
 * for two thirds of the bytes (16 MB); reading one takes 3 to 5 microseconds.
 * Deflated together at level 1, 8 records cost 5 microseconds each, 11 to
 * read and 0.42 of the bytes; 32 records 3, 34 and 0.36.
 */

struct xapian_writer;

enum xapian_write_flags {
    XAPIAN_OVERWRITE = 1 << 0,   /* empty what is there; else open or create */
    XAPIAN_NO_TERMLIST = 1 << 1, /* documents cannot be replaced in place */
    XAPIAN_NO_SYNC = 1 << 2,     /* no commit waits for the disk, and there is
                                    one every XAPIAN_BATCH documents */
    XAPIAN_DANGEROUS = 1 << 3,   /* blocks are overwritten in place: no reader
                                    and no crash while writing */
    XAPIAN_BULK = XAPIAN_OVERWRITE | XAPIAN_NO_TERMLIST | XAPIAN_NO_SYNC |
                  XAPIAN_DANGEROUS,
};
enum { XAPIAN_BATCH = 1000 };

enum xapian_status xapian_writer_open(const char *path, unsigned flags,
                                      struct xapian_writer **writer,
                                      char **message) XAPIAN_C;
/* Gives the next number, from 1 in a fresh database (docid may be NULL). */
enum xapian_status xapian_writer_add(struct xapian_writer *writer,
                                     const struct xapian_document *document,
                                     guint32 *docid, char **message) XAPIAN_C;
enum xapian_status xapian_writer_set_metadata(struct xapian_writer *writer,
                                              const char *key,
                                              const char *value, gsize length,
                                              char **message) XAPIAN_C;
enum xapian_status xapian_writer_commit(struct xapian_writer *writer,
                                        char **message) XAPIAN_C;
/* Commits and closes; the writer is freed also when that fails. */
enum xapian_status xapian_writer_close(struct xapian_writer *writer,
                                       char **message) XAPIAN_C;
/* Closes and frees without what was added since the last commit; what a
 * XAPIAN_DANGEROUS writer leaves is fit for nothing but removal. */
void xapian_writer_discard(struct xapian_writer *writer) XAPIAN_C;

/* Writes `count` databases one after another (documents renumbered in that
 * order) into a new one, dense and ready to read: a folder, or with
 * single_file one file. */
enum xapian_status xapian_compact(const char *const *sources, guint count,
                                  const char *destination, bool single_file,
                                  char **message) XAPIAN_C;

/* ---- reading: one database, or several as one
 *
 * Of n databases opened together, number 0 to n - 1 in the order given,
 * document `local` of database `shard` has the number
 *
 *     docid = (local - 1) * n + shard + 1
 *
 * so that they interleave; the functions below go both ways.  With n = 1 docid
 * and local are the same.  Frequencies and lengths for ranking are those of
 * all n together.
 */

static inline guint32 xapian_docid(guint32 shard, guint32 local, guint shards)
{
    return (local - 1) * shards + shard + 1;
}
static inline guint32 xapian_docid_shard(guint32 docid, guint shards)
{
    return (docid - 1) % shards;
}
static inline guint32 xapian_docid_local(guint32 docid, guint shards)
{
    return (docid - 1) / shards + 1;
}

struct xapian_reader;

/* A path is that of a database's folder or single file, or of a file that names
 * a remote one ("remote host:port", Xapian's stub database).
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
/* Replaces what is in `data`; XAPIAN_MISSING when there is no such document. */
enum xapian_status xapian_reader_data(struct xapian_reader *reader,
                                      guint32 docid, GString *data,
                                      char **message) XAPIAN_C;
enum xapian_status xapian_reader_value(struct xapian_reader *reader,
                                       guint32 docid, guint32 slot,
                                       GString *value, char **message) XAPIAN_C;
/* Metadata of the first database; empty when the key was never set. */
enum xapian_status xapian_reader_metadata(struct xapian_reader *reader,
                                          const char *key, GString *value,
                                          char **message) XAPIAN_C;
/* How many documents have the term; 0 for an unknown one. */
enum xapian_status xapian_reader_frequency(struct xapian_reader *reader,
                                           const char *term, gsize length,
                                           guint32 *frequency,
                                           char **message) XAPIAN_C;
/* Replaces what is in `docids` (of guint32) by the documents that have the
 * term, rising; the empty term is in every document. */
enum xapian_status xapian_reader_postings(struct xapian_reader *reader,
                                          const char *term, gsize length,
                                          GArray *docids,
                                          char **message) XAPIAN_C;

struct xapian_term {
    const char *term;
    gsize length;
    double weight; /* the term's BM25 weight is multiplied by it; >= 0 */
};

/* BM25 as Xapian has it (Robertson and others, TREC-3; `man xapian`:
 * BM25Weight): k1 saturates frequency, b is the influence of length, k2 an
 * additional correction of length, k3 of frequency in the query. */
struct xapian_bm25 {
    double k1, k2, k3, b, min_normlen;
};
/* Xapian's own: { 1, 0, 1, 0.5, 0.5 }. */
extern const struct xapian_bm25 xapian_bm25_default;

struct xapian_search {
    const struct xapian_term *terms; /* any of them; a term given twice counts
                                        twice */
    guint count;
    const char *filter; /* a Boolean term every hit must have, or NULL */
    gsize filter_length;
    bool (*accept)(guint32 docid, void *data); /* a test every hit must pass,
                                                  or NULL; it may be asked
                                                  about one more than once */
    void *data;
    struct xapian_bm25 bm25;
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

/* Reads the whole database at path (folder or single file) and compares its
 * tables; XAPIAN_CORRUPT when it finds damage.  What it found is appended to
 * `report` (may be NULL). */
enum xapian_status xapian_check(const char *path, GString *report,
                                char **message) XAPIAN_C;

G_END_DECLS
#endif
