/* What goes wrong in the Xapian binding: every status, each from its cause. */
#include "tests/unit/xapian_fixture.h"

#include <signal.h>
#include <sys/resource.h>

TestSuite(xapian_errors, .init = folder_make, .fini = folder_remove);

enum { MANY = 3000 };

/* A database of MANY documents, large enough that no table fits one block. */
static char *large_make(const char *name, unsigned flags)
{
    char *path = path_of(name);
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, flags, &writer, &message));
    for (int i = 0; i < MANY; i++) {
        g_autofree char *words = g_strdup_printf("all w%d w%d", i, i * 7919);
        add(writer, words);
    }
    OK(xapian_writer_close(writer, &message));
    return path;
}

static char *file_read(const char *path, gsize *length)
{
    char *bytes;
    cr_assert(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

/* Writes over the file in place. */
static void file_write(const char *path, const char *bytes, gsize length)
{
    cr_assert(g_file_set_contents(path, bytes, length, NULL));
}

static void expect_unreadable(enum xapian_status wanted, const char *path)
{
    struct xapian_reader *reader = NULL;
    FAILS(wanted, xapian_reader_open(&path, 1, &reader, &message));
    cr_assert_null(reader);
}

/* Asks for the term that is in every document; the failure, or XAPIAN_OK. */
static enum xapian_status read_all(const char *path)
{
    const struct xapian_term term = {"all", 3, 1};
    const struct xapian_search search = {.terms = &term, .count = 1};
    struct xapian_reader *reader;
    g_autoptr(GArray) hits =
        g_array_new(false, false, sizeof(struct xapian_hit));
    enum xapian_status status = xapian_reader_open(&path, 1, &reader, NULL);
    if (status != XAPIAN_OK)
        return status;
    status = xapian_reader_search(reader, &search, hits, NULL);
    xapian_reader_close(reader);
    return status;
}

Test(xapian_errors, a_second_writer_is_locked_out)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer, *second = NULL;
    OK(xapian_writer_open(path, 0, &writer, &message));
    FAILS(XAPIAN_LOCKED, xapian_writer_open(path, 0, &second, &message));
    FAILS(XAPIAN_LOCKED,
          xapian_writer_open(path, XAPIAN_BULK, &second, &message));
    cr_assert_eq(xapian_writer_open(path, 0, &second, NULL), XAPIAN_LOCKED);
    cr_assert_null(second);
    OK(xapian_writer_close(writer, &message));
    OK(xapian_writer_open(path, 0, &second, &message));
    OK(xapian_writer_close(second, &message));
}

Test(xapian_errors, what_is_not_there_is_missing)
{
    g_autofree char *nothing = path_of("nothing");
    g_autofree char *db = database_make("db", 0, (const char *[]){"a", NULL});
    expect_unreadable(XAPIAN_MISSING, nothing);
    expect_unreadable(XAPIAN_MISSING, folder); /* a folder of other things */
    FAILS(XAPIAN_MISSING, xapian_check(nothing, &message));

    const char *paths[] = {db, nothing};
    struct xapian_reader *reader = NULL;
    FAILS(XAPIAN_MISSING, xapian_reader_open(paths, 2, &reader, &message));
    cr_assert_null(reader);
}

Test(xapian_errors, a_table_cut_short_is_corrupt)
{
    g_autofree char *db = large_make("db", XAPIAN_BULK);
    g_autofree char *file = path_of("db/postlist.glass");
    gsize length;
    g_autofree char *bytes = file_read(file, &length);
    cr_assert_gt(length, 4 * 8192);
    file_write(file, bytes, length / 2);
    cr_assert_eq(read_all(db), XAPIAN_CORRUPT);
    FAILS(XAPIAN_CORRUPT, xapian_check(db, &message));
}

Test(xapian_errors, a_garbled_table_is_corrupt)
{
    g_autofree char *db = large_make("db", XAPIAN_BULK);
    g_autofree char *file = path_of("db/postlist.glass");
    gsize length;
    g_autofree char *bytes = file_read(file, &length);
    for (gsize i = 0; i < length; i++)
        bytes[i] = (char)(i * 31 + 7);
    file_write(file, bytes, length);
    cr_assert_eq(read_all(db), XAPIAN_CORRUPT);
    FAILS(XAPIAN_CORRUPT, xapian_check(db, &message));
}

/* No search reads termlists, so that only a check can tell. */
Test(xapian_errors, a_check_reads_what_no_search_does)
{
    g_autofree char *db = large_make("db", 0);
    g_autofree char *file = path_of("db/termlist.glass");
    gsize length;
    OK(xapian_check(db, &message));
    g_autofree char *bytes = file_read(file, &length);
    file_write(file, bytes, length / 2);
    cr_assert_eq(read_all(db), XAPIAN_OK);
    FAILS(XAPIAN_CORRUPT, xapian_check(db, &message));
}

Test(xapian_errors, a_head_that_is_no_head_is_corrupt)
{
    g_autofree char *db = database_make("db", 0, (const char *[]){"a", NULL});
    g_autofree char *head = path_of("db/iamglass");
    file_write(head, "", 0);
    expect_unreadable(XAPIAN_CORRUPT, db);
    file_write(head, "something else altogether, of no database at all", 48);
    expect_unreadable(XAPIAN_CORRUPT, db);
}

Test(xapian_errors, a_table_that_is_gone_is_missing)
{
    g_autofree char *db = large_make("db", XAPIAN_BULK);
    g_autofree char *file = path_of("db/postlist.glass");
    cr_assert_eq(g_remove(file), 0);
    cr_assert_eq(read_all(db), XAPIAN_MISSING);
}

/* iamglass: 14 bytes of magic, two of version. */
Test(xapian_errors, another_format_is_told_apart)
{
    g_autofree char *db = database_make("db", 0, (const char *[]){"a", NULL});
    g_autofree char *head = path_of("db/iamglass");
    struct xapian_writer *writer = NULL;
    gsize length;
    g_autofree char *bytes = file_read(head, &length);
    bytes[14] ^= 0x40;
    file_write(head, bytes, length);
    expect_unreadable(XAPIAN_FORMAT, db);
    FAILS(XAPIAN_FORMAT, xapian_writer_open(db, 0, &writer, &message));
    cr_assert_null(writer);
}

/* ---- changed while being read */

/* Two commits with changes everywhere take away every old block; the writer is
 * one that commits each batch by itself. */
static void change(struct xapian_writer *writer)
{
    for (int i = 0; i < 4 * XAPIAN_BATCH; i++) {
        g_autofree char *words = g_strdup_printf("all w%d", i % XAPIAN_BATCH);
        add(writer, words);
    }
}

Test(xapian_errors, a_changed_database_is_opened_again)
{
    g_autofree char *db = large_make("db", 0);
    struct xapian_reader *reader = reader_of(db);
    struct xapian_writer *writer;
    OK(xapian_writer_open(db, XAPIAN_NO_SYNC, &writer, &message));
    change(writer);
    OK(xapian_writer_close(writer, &message));
    cr_assert_eq(count_of(reader), MANY); /* still the old state */
    cr_assert_eq(count_with(reader, "all"), MANY + 4 * XAPIAN_BATCH);
    cr_assert_eq(count_of(reader), MANY + 4 * XAPIAN_BATCH);
    xapian_reader_close(reader);
}

Test(xapian_errors, metadata_of_a_changed_database_is_the_new_one)
{
    g_autofree char *db = large_make("db", 0);
    struct xapian_reader *reader = reader_of(db);
    struct xapian_writer *writer;
    g_autoptr(GString) value = g_string_new("before");
    OK(xapian_writer_open(db, XAPIAN_NO_SYNC, &writer, &message));
    OK(xapian_writer_set_metadata(writer, "stamp", "new", 3, &message));
    change(writer);
    OK(xapian_writer_close(writer, &message));
    OK(xapian_reader_metadata(reader, "stamp", value, &message));
    cr_assert_str_eq(value->str, "new");
    xapian_reader_close(reader);
}

struct racing {
    struct xapian_writer *writer;
    guint calls, changes; /* changes come with the first calls */
};

static bool change_in_between(guint32 docid, void *data)
{
    struct racing *racing = data;
    (void)docid;
    if (racing->calls++ < racing->changes)
        change(racing->writer);
    return false;
}

static enum xapian_status search_racing(struct racing *racing, GArray *hits)
{
    const struct xapian_term term = {"all", 3, 1};
    const struct xapian_search search = {.terms = &term,
                                         .count = 1,
                                         .accept = change_in_between,
                                         .data = racing,
                                         .limit = 1};
    g_autofree char *db = large_make("db", 0);
    struct xapian_reader *reader = reader_of(db);
    OK(xapian_writer_open(db, XAPIAN_NO_SYNC, &racing->writer, &message));
    enum xapian_status status =
        xapian_reader_search(reader, &search, hits, NULL);
    xapian_reader_close(reader);
    OK(xapian_writer_close(racing->writer, &message));
    return status;
}

/* The test function refuses all and changes the database, so that the wider
 * second look finds its blocks gone. */
Test(xapian_errors, a_search_survives_a_change_in_the_middle)
{
    struct racing racing = {.changes = 1};
    g_autoptr(GArray) hits =
        g_array_new(false, false, sizeof(struct xapian_hit));
    cr_assert_eq(search_racing(&racing, hits), XAPIAN_OK);
    cr_assert_eq(hits->len, 0);
    /* The first hit of the old state, then every one of the new. */
    cr_assert_gt(racing.calls, MANY + 4 * XAPIAN_BATCH);
}

Test(xapian_errors, one_that_changes_again_and_again_is_modified)
{
    struct racing racing = {.changes = 4};
    g_autoptr(GArray) hits =
        g_array_new(false, false, sizeof(struct xapian_hit));
    cr_assert_eq(search_racing(&racing, hits), XAPIAN_MODIFIED);
}

/* ---- the world outside */

Test(xapian_errors, a_shard_that_does_not_answer_is_the_network)
{
    g_autofree char *stub = path_of("stub");
    file_write(stub, "remote 127.0.0.1:1\n", 19);
    expect_unreadable(XAPIAN_NETWORK, stub);
}

Test(xapian_errors, a_file_in_the_way_is_input_or_output)
{
    g_autofree char *file = path_of("file");
    g_autofree char *below = path_of("file/db");
    struct xapian_writer *writer = NULL;
    file_write(file, "", 0);
    FAILS(XAPIAN_IO, xapian_writer_open(below, 0, &writer, &message));
    cr_assert_null(writer);
}

/* A limit to the size of files stands for a full disk. */
Test(xapian_errors, a_full_disk_is_input_or_output)
{
    g_autofree char *path = path_of("db");
    struct rlimit limit = {1 << 16, 1 << 16};
    struct xapian_writer *writer;
    enum xapian_status status = XAPIAN_OK;
    g_autofree char *message = NULL;
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    struct xapian_document *document = xapian_document_new();
    for (int i = 0; i < 20 * MANY && status == XAPIAN_OK; i++) {
        g_autofree char *word = g_strdup_printf("word %d", i * 7919);
        xapian_document_clear(document);
        xapian_document_add_term(document, word, strlen(word), 1);
        status = xapian_writer_add(writer, document, &message);
    }
    xapian_document_free(document);
    cr_assert_eq(status, XAPIAN_IO, "%s", message);
    xapian_writer_discard(writer);
}

/* ---- the caller's own mistakes */

static void expect_refused(struct xapian_writer *writer,
                           enum xapian_status wanted, const char *term,
                           gsize length)
{
    struct xapian_document *document = xapian_document_new();
    xapian_document_add_term(document, term, length, 1);
    xapian_document_add_term(document, "good", 4, 1);
    FAILS(wanted, xapian_writer_add(writer, document, &message));
    xapian_document_clear(document);
    xapian_document_add_boolean(document, term, length);
    FAILS(wanted, xapian_writer_add(writer, document, &message));
    xapian_document_free(document);
}

Test(xapian_errors, terms_have_limits)
{
    g_autofree char *path = path_of("db");
    g_autofree char *term = g_strnfill(XAPIAN_TERM_MAX + 1, 'x');
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    expect_refused(writer, XAPIAN_INVALID, "", 0);
    expect_refused(writer, XAPIAN_INVALID, term, XAPIAN_TERM_MAX + 1);
    term[XAPIAN_TERM_MAX] = '\0';
    add(writer, term);
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    expect_only(reader, term, 1); /* nothing refused took a number */
    cr_assert_eq(count_with(reader, "good"), 0);
    xapian_reader_close(reader);
}

Test(xapian_errors, metadata_needs_a_key)
{
    g_autofree char *db = database_make("db", 0, NULL);
    g_autoptr(GString) value = g_string_new("before");
    struct xapian_writer *writer;
    struct xapian_reader *reader = reader_of(db);
    FAILS(XAPIAN_INVALID, xapian_reader_metadata(reader, "", value, &message));
    cr_assert_str_eq(value->str, "before");
    xapian_reader_close(reader);
    OK(xapian_writer_open(db, 0, &writer, &message));
    FAILS(XAPIAN_INVALID,
          xapian_writer_set_metadata(writer, "", "x", 1, &message));
    xapian_writer_discard(writer);
}

Test(xapian_errors, a_weight_below_nothing_is_invalid)
{
    g_autofree char *db = database_make("db", 0, (const char *[]){"a", NULL});
    const struct xapian_term term = {"a", 1, -1};
    const struct xapian_search search = {.terms = &term, .count = 1};
    g_autoptr(GArray) hits =
        g_array_new(false, false, sizeof(struct xapian_hit));
    struct xapian_reader *reader = reader_of(db);
    FAILS(XAPIAN_INVALID,
          xapian_reader_search(reader, &search, hits, &message));
    xapian_reader_close(reader);
}

Test(xapian_errors, a_length_beyond_all_memory_is_a_status)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    expect_refused(writer, XAPIAN_OTHER, "x", G_MAXSIZE);
#ifndef __SANITIZE_ADDRESS__ /* which ends the program by itself */
    expect_refused(writer, XAPIAN_NO_MEMORY, "x", (gsize)1 << 60);
#endif
    xapian_writer_discard(writer);
}
