/* Writing through the Xapian binding: flags, documents, commit and discard,
 * compacting, checking. */
#include "tests/unit/xapian_fixture.h"

TestSuite(xapian_write, .init = folder_make, .fini = folder_remove);

Test(xapian_write, opens_or_creates_unless_told_to_overwrite)
{
    g_autofree char *path =
        database_make("db", 0, (const char *[]){"甲市 专利", NULL});
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    cr_assert_eq(add(writer, "乙市"), 2);
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 2);
    xapian_reader_close(reader);

    g_free(
        database_make("db", XAPIAN_OVERWRITE, (const char *[]){"丙市", NULL}));
    reader = reader_of(path);
    cr_assert_eq(count_of(reader), 1);
    expect_data(reader, 1, "丙市");
    xapian_reader_close(reader);
}

Test(xapian_write, a_document_holds_what_was_put_in)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    g_autoptr(GString) got = g_string_new(NULL);
    struct xapian_writer *writer;
    guint32 docid = 0;

    xapian_document_add_term(document, "专利", strlen("专利"), 3);
    xapian_document_add_boolean(document, "K\0p", 3);
    xapian_document_add_value(document, 7, "v\0w", 3);
    xapian_document_set_data(document, "d\0e", 3);
    OK(xapian_writer_open(path, 0, &writer, &message));
    OK(xapian_writer_add(writer, document, &docid, &message));
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    OK(xapian_reader_data(reader, docid, got, &message));
    cr_assert(got->len == 3 && !memcmp(got->str, "d\0e", 3));
    OK(xapian_reader_value(reader, docid, 7, got, &message));
    cr_assert(got->len == 3 && !memcmp(got->str, "v\0w", 3));
    OK(xapian_reader_value(reader, docid, 8, got, &message));
    cr_assert_eq(got->len, 0);
    OK(xapian_reader_frequency(reader, "K\0p", 3, &docid, &message));
    cr_assert_eq(docid, 1);
    cr_assert_eq(frequency_of(reader, "K"), 0);
    xapian_reader_close(reader);
}

Test(xapian_write, a_cleared_document_is_empty)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    guint32 docid;

    xapian_document_add_term(document, "old", 3, 1);
    xapian_document_add_value(document, 0, "old", 3);
    xapian_document_set_data(document, "old", 3);
    xapian_document_add_term(document, "", 0, 1); /* a mistake */
    xapian_document_clear(document);
    xapian_document_add_term(document, "new", 3, 1);
    OK(xapian_writer_open(path, XAPIAN_BULK, &writer, &message));
    OK(xapian_writer_add(writer, document, &docid, &message));
    xapian_document_clear(document);
    OK(xapian_writer_add(writer, document, NULL, &message));
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    g_autoptr(GString) value = g_string_new("x");
    cr_assert_eq(frequency_of(reader, "old"), 0);
    cr_assert_eq(frequency_of(reader, "new"), 1);
    cr_assert_eq(count_of(reader), 2);
    expect_data(reader, docid, "");
    OK(xapian_reader_value(reader, docid, 0, value, &message));
    cr_assert_eq(value->len, 0);
    xapian_reader_close(reader);
}

Test(xapian_write, wdf_adds_up_and_a_boolean_term_has_none)
{
    struct xapian_document *document = xapian_document_new();
    g_autofree char *path = path_of("db");
    g_autoptr(GArray) hits =
        g_array_new(false, false, sizeof(struct xapian_hit));
    struct xapian_writer *writer;
    const struct xapian_term term = {"w", 1, 1};
    struct xapian_search search = {
        .terms = &term, .count = 1, .bm25 = xapian_bm25_default};

    OK(xapian_writer_open(path, 0, &writer, &message));
    xapian_document_add_term(document, "w", 1, 1);
    xapian_document_add_term(document, "w", 1, 2);
    OK(xapian_writer_add(writer, document, NULL, &message));
    xapian_document_clear(document);
    xapian_document_add_term(document, "w", 1, 3);
    xapian_document_add_boolean(document, "B", 1);
    OK(xapian_writer_add(writer, document, NULL, &message));
    add(writer, "other");
    OK(xapian_writer_close(writer, &message));
    xapian_document_free(document);

    struct xapian_reader *reader = reader_of(path);
    OK(xapian_reader_search(reader, &search, hits, &message));
    cr_assert_eq(hits->len, 2);
    cr_assert_eq(g_array_index(hits, struct xapian_hit, 0).weight,
                 g_array_index(hits, struct xapian_hit, 1).weight);
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

Test(xapian_write, a_commit_shows_and_a_discard_forgets)
{
    g_autofree char *path = path_of("db");
    struct xapian_writer *writer;
    OK(xapian_writer_open(path, 0, &writer, &message));
    add(writer, "kept");
    OK(xapian_writer_commit(writer, &message));
    add(writer, "lost");
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 1);
    xapian_reader_close(reader);
    xapian_writer_discard(writer);

    reader = reader_of(path);
    cr_assert_eq(count_of(reader), 1);
    cr_assert_eq(frequency_of(reader, "lost"), 0);
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
    expect_data(reader, 1, "kept");
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
        cr_assert_eq(add(writer, words), i);
    }
    OK(xapian_writer_close(writer, &message));
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), total);
    cr_assert_eq(frequency_of(reader, "all"), total);
    expect_data(reader, XAPIAN_BATCH, "all 1000");
    expect_data(reader, total, "all 2001");
    xapian_reader_close(reader);
    cr_assert_not(g_file_test(termlist, G_FILE_TEST_EXISTS));
    OK(xapian_check(path, NULL, &message));
}

static void expect_compacted(const char *path)
{
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 3);
    expect_data(reader, 1, "a x");
    expect_data(reader, 2, "b x");
    expect_data(reader, 3, "c x");
    cr_assert_eq(frequency_of(reader, "x"), 3);
    xapian_reader_close(reader);
    OK(xapian_check(path, NULL, &message));
}

Test(xapian_write, compacting_puts_databases_one_after_another)
{
    g_autofree char *one =
        database_make("1", XAPIAN_BULK, (const char *[]){"a x", "b x", NULL});
    g_autofree char *two =
        database_make("2", XAPIAN_BULK, (const char *[]){"c x", NULL});
    g_autofree char *dense = path_of("dense");
    g_autofree char *single = path_of("single");
    const char *sources[] = {one, two};
    OK(xapian_compact(sources, 2, dense, false, &message));
    cr_assert(g_file_test(dense, G_FILE_TEST_IS_DIR));
    expect_compacted(dense);
    OK(xapian_compact(sources, 2, single, true, &message));
    cr_assert(g_file_test(single, G_FILE_TEST_IS_REGULAR));
    expect_compacted(single);
}

Test(xapian_write, compacting_what_is_not_there_fails)
{
    g_autofree char *path = path_of("none");
    g_autofree char *to = path_of("to");
    const char *sources[] = {path};
    FAILS(XAPIAN_MISSING, xapian_compact(sources, 1, to, false, &message));
    cr_assert_not(g_file_test(to, G_FILE_TEST_EXISTS));
}

Test(xapian_write, an_empty_database_is_sound)
{
    g_autofree char *path = database_make("db", XAPIAN_BULK, NULL);
    struct xapian_reader *reader = reader_of(path);
    cr_assert_eq(count_of(reader), 0);
    xapian_reader_close(reader);
    OK(xapian_check(path, NULL, &message));
}
