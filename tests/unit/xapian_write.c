/* Writing through the Xapian binding: flags, documents, batches, close and
 * discard, checking. */
#include "tests/unit/xapian_fixture.h"

TestSuite(xapian_write, .init = folder_make, .fini = folder_remove);

Test(xapian_write, opens_or_creates_unless_told_to_overwrite)
{
    g_autofree char *path =
        database_make("db", 0, (const char *[]){"甲市 专利", NULL});
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    add(writer, "乙市");
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 2);
    expect_only(reader, "甲市", 1);
    expect_only(reader, "乙市", 2);
    xapian_reader_close(reader);

    g_free(
        database_make("db", XAPIAN_OVERWRITE, (const char *[]){"丙市", NULL}));
    reader = reader_of(path);
    cr_assert_eq(count_of(reader), 1);
    expect_only(reader, "丙市", 1);
    xapian_reader_close(reader);
}

Test(xapian_write, terms_may_hold_any_byte)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    xapian_document_add_term(document, "专利", strlen("专利"), 3);
    xapian_document_add_term(document, "a\0b", 3, 1);
    xapian_document_add_boolean(document, "K\0p\xff", 4);
    OK(xapian_writer_open(path, 0, &writer, &message));
    OK(xapian_writer_add(writer, document, &message));
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    expect_only(reader, "专利", 1);
    cr_assert_eq(count_bytes(reader, "a\0b", 3), 1);
    cr_assert_eq(count_bytes(reader, "a", 1), 0);
    cr_assert_eq(count_bytes(reader, "K\0p\xff", 4), 1);
    cr_assert_eq(count_bytes(reader, "K\0p", 3), 0);
    xapian_reader_close(reader);
}

Test(xapian_write, a_cleared_document_is_empty)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;

    xapian_document_add_term(document, "old", 3, 1);
    xapian_document_add_boolean(document, "Old", 3);
    xapian_document_add_term(document, "", 0, 1); /* a mistake */
    xapian_document_clear(document);
    xapian_document_add_term(document, "new", 3, 1);
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    OK(xapian_writer_add(writer, document, &message));
    xapian_document_clear(document);
    OK(xapian_writer_add(writer, document, &message));
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_with(reader, "old"), 0);
    cr_assert_eq(count_with(reader, "Old"), 0);
    expect_only(reader, "new", 1);
    cr_assert_eq(count_of(reader), 2);
    xapian_reader_close(reader);
}

Test(xapian_write, wdf_adds_up_and_a_boolean_term_has_none)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    const struct xapian_term term = {"w", 1, 1};
    const struct xapian_search search = {.terms = &term, .count = 1};

    OK(xapian_writer_open(path, 0, &writer, &message));
    xapian_document_add_term(document, "w", 1, 1);
    xapian_document_add_term(document, "w", 1, 2);
    OK(xapian_writer_add(writer, document, &message));
    xapian_document_clear(document);
    xapian_document_add_term(document, "w", 1, 3);
    xapian_document_add_boolean(document, "B", 1);
    OK(xapian_writer_add(writer, document, &message));
    add(writer, "other");
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    g_autoptr(GArray) hits = found(reader, &search);
    cr_assert_eq(hits->len, 2);
    cr_assert_eq(hit_at(hits, 0).weight, hit_at(hits, 1).weight);
    cr_assert_eq(count_with(reader, "B"), 1);
    xapian_reader_close(reader);
}

Test(xapian_write, metadata_is_kept_and_overwritten)
{
    g_autofree char *path = path_of("db");
    g_autoptr(GString) value = g_string_new("before");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    OK(xapian_writer_set_metadata(writer, "schema", "1", 1, &message));
    OK(xapian_writer_set_metadata(writer, "schema", "2\0b", 3, &message));
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    OK(xapian_reader_metadata(reader, "schema", value, &message));
    cr_assert(value->len == 3 && !memcmp(value->str, "2\0b", 3));
    OK(xapian_reader_metadata(reader, "nothing", value, &message));
    cr_assert_eq(value->len, 0);
    xapian_reader_close(reader);
}

Test(xapian_write, nothing_shows_before_it_is_closed)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    for (guint32 i = 0; i <= XAPIAN_BATCH; i++)
        add(writer, "all");
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 0);
    xapian_reader_close(reader);
    OK(xapian_writer_close(writer, &message));
    reader = reader_of(path);
    cr_assert_eq(count_of(reader), XAPIAN_BATCH + 1);
    xapian_reader_close(reader);
}

Test(xapian_write, a_batch_shows_and_a_discard_forgets_the_rest)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, XAPIAN_NO_SYNC, &writer, &message));
    for (guint32 i = 1; i < XAPIAN_BATCH; i++)
        add(writer, "kept");
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 0);
    xapian_reader_close(reader);
    add(writer, "kept");
    add(writer, "lost");
    reader = reader_of(path);
    cr_assert_eq(count_of(reader), XAPIAN_BATCH);
    xapian_reader_close(reader);
    xapian_writer_discard(writer);

    reader = reader_of(path);
    cr_assert_eq(count_of(reader), XAPIAN_BATCH);
    cr_assert_eq(count_with(reader, "kept"), XAPIAN_BATCH);
    cr_assert_eq(count_with(reader, "lost"), 0);
    xapian_reader_close(reader);
    /* The lock went with it. */
    OK(xapian_writer_open(path, 0, &writer, &message));
    xapian_writer_discard(writer);
}

Test(xapian_write, a_bulk_writer_can_be_discarded)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    add(writer, "lost");
    xapian_writer_discard(writer);
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    add(writer, "kept");
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    expect_only(reader, "kept", 1);
    cr_assert_eq(count_of(reader), 1);
    xapian_reader_close(reader);
}

Test(xapian_write, a_bulk_database_of_several_batches_is_whole)
{
    g_autofree char *path = path_of("db");
    g_autofree char *termlist = path_of("db/termlist.glass");
    struct xapian_writer *writer;
    const guint32 total = 2 * XAPIAN_BATCH + 1;
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    for (guint32 i = 1; i <= total; i++) {
        g_autofree char *words = g_strdup_printf("all %u", i);
        add(writer, words);
    }
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), total);
    cr_assert_eq(count_with(reader, "all"), total);
    expect_only(reader, "1", 1);
    expect_only(reader, "1000", XAPIAN_BATCH);
    expect_only(reader, "1001", XAPIAN_BATCH + 1);
    expect_only(reader, "2001", total);
    xapian_reader_close(reader);
    cr_assert_not(g_file_test(termlist, G_FILE_TEST_EXISTS));
    OK(xapian_check(path, &message));
}

Test(xapian_write, an_empty_database_is_sound)
{
    g_autofree char *path = database_make("db", XAPIAN_BULK, NULL);
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 0);
    xapian_reader_close(reader);
    OK(xapian_check(path, &message));
}
