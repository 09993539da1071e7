/* The C binding of libxapian: the only C++ of the project.
 *
 * Every door function hands its work to attempt() as a lambda; there, and only
 * there, an exception becomes a status (caught()).  Readers go through
 * read_attempt(), which opens the database anew when it changed under them.
 */
#include "common/xapian/xapian_c.h"

#include <cerrno>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <xapian.h>

struct xapian_document {
    Xapian::Document document;
    enum xapian_status status = XAPIAN_OK; /* of the first mistake */
    std::string mistake;
};

struct xapian_writer {
    Xapian::WritableDatabase database;
    bool batches; /* a commit every XAPIAN_BATCH documents */
    guint added;  /* documents added */
};

struct xapian_reader {
    std::vector<std::string> paths;
    Xapian::Database database;

    void open();
};

/* ---- exceptions become statuses */

static enum xapian_status fail(enum xapian_status status, char **message,
                               const char *text)
{
    if (message)
        *message = g_strdup(text);
    return status;
}

/* What Xapian says, and the system's own word where it had one. */
static enum xapian_status fail(enum xapian_status status, char **message,
                               const Xapian::Error &error)
{
    const char *system = error.get_error_string();
    std::string text = error.get_msg();
    if (system)
        text.append(": ").append(system);
    return fail(status, message, text.c_str());
}

/* Errors that say of themselves only that they are the database's: without a
 * failed system call that is damage.  Xapian keeps of errno only its text. */
static enum xapian_status database_status(const Xapian::DatabaseError &error)
{
    const char *system = error.get_error_string();
    if (!system)
        return XAPIAN_CORRUPT;
    return strcmp(system, strerror(ENOENT)) ? XAPIAN_IO : XAPIAN_MISSING;
}

/* The exception being handled as a status; call it in a catch block only.
 * Order matters: a class stands before those it is derived from. */
static enum xapian_status caught(char **message) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseLockError &error) {
        return fail(XAPIAN_LOCKED, message, error);
    } catch (const Xapian::DatabaseNotFoundError &error) {
        return fail(XAPIAN_MISSING, message, error);
    } catch (const Xapian::DatabaseVersionError &error) {
        return fail(XAPIAN_FORMAT, message, error);
    } catch (const Xapian::DatabaseModifiedError &error) {
        return fail(XAPIAN_MODIFIED, message, error);
    } catch (const Xapian::DatabaseCorruptError &error) {
        return fail(XAPIAN_CORRUPT, message, error);
    } catch (const Xapian::SerialisationError &error) {
        return fail(XAPIAN_CORRUPT, message, error);
    } catch (const Xapian::DatabaseError &error) {
        return fail(database_status(error), message, error);
    } catch (const Xapian::NetworkError &error) {
        return fail(XAPIAN_NETWORK, message, error);
    } catch (const Xapian::LogicError &error) {
        return fail(XAPIAN_INVALID, message, error);
    } catch (const Xapian::Error &error) {
        return fail(XAPIAN_OTHER, message, error);
    } catch (const std::bad_alloc &) {
        return fail(XAPIAN_NO_MEMORY, message, "out of memory");
    } catch (const std::exception &error) {
        return fail(XAPIAN_OTHER, message, error.what());
    } catch (...) {
        return fail(XAPIAN_OTHER, message, "unknown exception");
    }
}

template <class Work>
static enum xapian_status attempt(char **message, Work work) noexcept
{
    try {
        work();
        return XAPIAN_OK;
    } catch (...) {
        return caught(message);
    }
}

/* A database that was written twice since it was opened has lost the blocks
 * this reader needs; opened anew it has them. */
template <class Work>
static enum xapian_status read_attempt(struct xapian_reader *reader,
                                       char **message, Work work) noexcept
{
    return attempt(message, [&] {
        try {
            work();
        } catch (const Xapian::DatabaseModifiedError &) {
            reader->open();
            work();
        }
    });
}

/* ---- documents */

template <class Work>
static void fill(struct xapian_document *document, Work work) noexcept
{
    g_autofree char *message = nullptr;
    if (document->status != XAPIAN_OK)
        return;
    document->status = attempt(&message, work);
    if (document->status != XAPIAN_OK)
        attempt(nullptr, [&] { document->mistake = message; });
}

struct xapian_document *xapian_document_new(void) noexcept
{
    struct xapian_document *document = nullptr;
    g_autofree char *message = nullptr;
    /* As with g_new, there is no going on without memory. */
    if (attempt(&message, [&] { document = new struct xapian_document; }))
        g_error("cannot make a document: %s", message);
    return document;
}

void xapian_document_free(struct xapian_document *document) noexcept
{
    delete document;
}

void xapian_document_clear(struct xapian_document *document) noexcept
{
    document->status = XAPIAN_OK;
    fill(document, [=] { document->document.clear_terms(); });
}

void xapian_document_add_term(struct xapian_document *document,
                              const char *term, gsize length,
                              guint32 wdf) noexcept
{
    fill(document,
         [=] { document->document.add_term(std::string(term, length), wdf); });
}

void xapian_document_add_boolean(struct xapian_document *document,
                                 const char *term, gsize length) noexcept
{
    fill(document, [=] {
        document->document.add_boolean_term(std::string(term, length));
    });
}

/* ---- writing */

static int database_flags(unsigned flags)
{
    int all = Xapian::DB_BACKEND_GLASS;
    all |= flags & XAPIAN_OVERWRITE ? Xapian::DB_CREATE_OR_OVERWRITE
                                    : Xapian::DB_CREATE_OR_OPEN;
    if (flags & XAPIAN_NO_TERMLIST)
        all |= Xapian::DB_NO_TERMLIST;
    if (flags & XAPIAN_NO_SYNC)
        all |= Xapian::DB_NO_SYNC;
    if (flags & XAPIAN_DANGEROUS)
        all |= Xapian::DB_DANGEROUS;
    return all;
}

enum xapian_status xapian_writer_open(const char *path, unsigned flags,
                                      struct xapian_writer **writer,
                                      char **message) noexcept
{
    return attempt(message, [=] {
        int all = database_flags(flags);
        *writer = new xapian_writer{Xapian::WritableDatabase(path, all),
                                    (flags & XAPIAN_NO_SYNC) != 0, 0};
    });
}

enum xapian_status xapian_writer_add(struct xapian_writer *writer,
                                     const struct xapian_document *document,
                                     char **message) noexcept
{
    if (document->status != XAPIAN_OK)
        return fail(document->status, message, document->mistake.c_str());
    return attempt(message, [=] {
        writer->database.add_document(document->document);
        if (writer->batches && ++writer->added % XAPIAN_BATCH == 0)
            writer->database.commit();
    });
}

enum xapian_status xapian_writer_set_metadata(struct xapian_writer *writer,
                                              const char *key,
                                              const char *value, gsize length,
                                              char **message) noexcept
{
    return attempt(message, [=] {
        writer->database.set_metadata(key, std::string(value, length));
    });
}

enum xapian_status xapian_writer_close(struct xapian_writer *writer,
                                       char **message) noexcept
{
    enum xapian_status status = attempt(message, [=] {
        writer->database.commit();
        writer->database.close();
    });
    delete writer;
    return status;
}

void xapian_writer_discard(struct xapian_writer *writer) noexcept
{
    /* Closing would commit; a cancelled transaction takes with it what was
     * pending before it. */
    attempt(nullptr, [=] {
        writer->database.begin_transaction(false);
        writer->database.cancel_transaction();
    });
    attempt(nullptr, [=] { writer->database.close(); });
    delete writer;
}

/* ---- reading */

void xapian_reader::open()
{
    Xapian::Database all;
    for (const std::string &path : paths)
        all.add_database(Xapian::Database(path));
    database = all;
}

enum xapian_status xapian_reader_open(const char *const *paths, guint count,
                                      struct xapian_reader **reader,
                                      char **message) noexcept
{
    struct xapian_reader *made = nullptr;
    enum xapian_status status = attempt(message, [=, &made] {
        made = new struct xapian_reader;
        made->paths.assign(paths, paths + count);
        made->open();
    });
    if (status == XAPIAN_OK)
        *reader = made;
    else
        delete made;
    return status;
}

void xapian_reader_close(struct xapian_reader *reader) noexcept
{
    delete reader;
}

enum xapian_status xapian_reader_count(struct xapian_reader *reader,
                                       guint32 *count, char **message) noexcept
{
    return read_attempt(reader, message,
                        [=] { *count = reader->database.get_doccount(); });
}

enum xapian_status xapian_reader_metadata(struct xapian_reader *reader,
                                          const char *key, GString *value,
                                          char **message) noexcept
{
    return read_attempt(reader, message, [=] {
        std::string found = reader->database.get_metadata(key);
        g_string_truncate(value, 0);
        g_string_append_len(value, found.data(), found.size());
    });
}

/* ---- searching */

static Xapian::Query search_query(const struct xapian_search *search)
{
    std::vector<Xapian::Query> words;
    for (guint i = 0; i < search->count; i++) {
        const struct xapian_term *term = &search->terms[i];
        Xapian::Query word(std::string(term->term, term->length));
        words.push_back(term->weight == 1 ? word : word * term->weight);
    }
    return Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end());
}

static Xapian::Enquire search_prepare(const Xapian::Database &database,
                                      const struct xapian_search *search)
{
    Xapian::Enquire enquire(database);
    enquire.set_query(search_query(search));
    enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, 0.5, 0.5));
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    return enquire;
}

/* Those of the best ones that the caller accepts, up to its limit. */
static void search_keep(const struct xapian_search *search,
                        const Xapian::MSet &best, guint limit, GArray *hits)
{
    g_array_set_size(hits, 0);
    for (auto at = best.begin(); at != best.end() && hits->len < limit; ++at) {
        struct xapian_hit hit = {*at, at.get_weight()};
        if (!search->accept || search->accept(hit.docid, search->data))
            g_array_append_val(hits, hit);
    }
}

/* Xapian's own MatchDecider is told the number within one database, not which
 * one: so the best are taken first and tested afterwards, more of them each
 * time too few were left. */
static void search_run(const Xapian::Database &database,
                       const struct xapian_search *search, GArray *hits)
{
    enum { WIDER = 8 };
    guint all = database.get_doccount();
    guint limit = search->limit && search->limit < all ? search->limit : all;
    Xapian::Enquire enquire = search_prepare(database, search);
    for (guint64 wanted = limit;; wanted *= WIDER) {
        guint count = MIN(wanted, all);
        Xapian::MSet best = enquire.get_mset(0, count);
        search_keep(search, best, limit, hits);
        if (hits->len >= limit || best.size() < count || count == all)
            return;
    }
}

enum xapian_status xapian_reader_search(struct xapian_reader *reader,
                                        const struct xapian_search *search,
                                        GArray *hits, char **message) noexcept
{
    return read_attempt(reader, message,
                        [=] { search_run(reader->database, search, hits); });
}

/* ---- verifying */

#ifdef __SANITIZE_ADDRESS__
/* Database::check of libxapian 1.4.22 deletes a table through a pointer to its
 * base class, 8 bytes shorter: harmless, and inside the library. */
extern "C" const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}
#endif

enum xapian_status xapian_check(const char *path, char **message) noexcept
{
    return attempt(message, [=] {
        size_t errors = Xapian::Database::check(path, 0, nullptr);
        if (errors)
            throw Xapian::DatabaseCorruptError(std::to_string(errors) +
                                               " errors in '" + path + "'");
    });
}
