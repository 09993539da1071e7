/* The parts of a shard by themselves: terms of a safe length, records in
 * blocks, postings of every shape. */
#include "common/store/grams.h"
#include "common/store/records.h"
#include "common/xapian/xapian_c.h"
#include "tests/unit/store_fixture.h"

TestSuite(store_parts, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

Test(store_parts, prefixes_differ)
{
    for (int i = 0; i < PREFIXES; i++) {
        const char *prefix = store_prefixes[i];
        cr_assert_not_null(prefix);
        cr_assert(i == PREFIX_TEXT ||
                  (g_ascii_isupper(prefix[0]) && prefix[1] == '\0'));
        for (int j = 0; j < i; j++)
            cr_assert_str_neq(prefix, store_prefixes[j]);
    }
}

/* Too long a word is cut between characters. */
Test(store_parts, long_terms)
{
    g_autoptr(GString) term = g_string_new(NULL);
    g_autoptr(GString) word = g_string_new(NULL);
    for (int i = 0; i < 200; i++) {
        g_string_append(word, i % 7 == 0 ? "𠮷" : "长");
        store_term(term, PREFIX_HEADING, word->str, word->len);
        cr_assert_leq(term->len, XAPIAN_TERM_MAX);
        cr_assert(g_utf8_validate(term->str, -1, NULL));
        cr_assert(word->len > 240 || term->len == word->len + 1);
        cr_assert(term->len > 240 || term->len == word->len + 1);
    }
}

/* A word longer than a term is found by itself all the same. */
Test(store_parts, long_word)
{
    GString *word = g_string_new(NULL);
    for (int i = 0; i < 400; i++)
        g_string_append_c(word, (char)('a' + i % 26));
    index_make(db, (const char *[]){"a", word->str, "b", "abc", NULL});
    struct index *index = index_on(db);
    struct word_query query = {word->str, word->len, WORD_TEXT, 1};
    g_autoptr(GArray) found =
        index_words(index, &query, 1, 0, NULL, NULL, NULL);
    cr_assert_eq(found->len, 1);
    cr_assert_eq(hits(index, word->str), 1);
    index_close(index);
    g_string_free(word, TRUE);
    sound(db);
}

/* ---- records */

static char *record_of(guint32 i)
{
    /* Now and then one that is larger than a block. */
    if (i % 97 == 5)
        return g_strnfill(70000 + i, (char)('a' + i % 26));
    return g_strdup_printf("[0,%u,\"第%u段，%u\"]", i % 7, i, i * 7919);
}

static void records_write(guint32 count)
{
    GError *error = NULL;
    struct records_out *out = records_out_new(folder, &error);
    cr_assert(out);
    for (guint32 i = 0; i < count; i++) {
        g_autofree char *record = record_of(i);
        records_out_add(out, record, strlen(record));
    }
    OK(records_out_finish(out, 77, &error));
    records_out_free(out);
}

static void expect_record(struct records *records, guint32 i)
{
    gsize length;
    g_autofree char *want = record_of(i);
    const char *record = records_get(records, i, &length);
    cr_assert(record, "no record %u", i);
    cr_assert_eq(length, strlen(want));
    cr_assert_arr_eq(record, want, length);
}

Test(store_parts, records)
{
    enum { COUNT = 3000 };
    GRand *rand = g_rand_new_with_seed(2);
    struct part part;
    g_autofree char *path = g_build_filename(folder, "records", NULL);
    records_write(COUNT);
    OK(part_open(&part, path, "records", RECORDS_MAGIC, 77, &error));
    cr_assert_gt(part.head->count, 3);
    cr_assert_null(records_new(&part, COUNT + 1));
    struct records *records = records_new(&part, COUNT);
    for (guint32 i = 0; i < COUNT; i++)
        expect_record(records, i);
    for (guint32 i = COUNT; i-- > 0;)
        expect_record(records, i);
    for (int i = 0; i < 500; i++)
        expect_record(records, (guint32)g_rand_int_range(rand, 0, COUNT));
    records_free(records);
    part_close(&part);
    g_rand_free(rand);
}

Test(store_parts, no_records)
{
    struct part part;
    g_autofree char *path = g_build_filename(folder, "records", NULL);
    records_write(0);
    OK(part_open(&part, path, "records", RECORDS_MAGIC, 77, &error));
    struct records *records = records_new(&part, 0);
    cr_assert_not_null(records);
    records_free(records);
    part_close(&part);
}

/* ---- postings */

static void expect_postings(const struct part *part, const char *pair,
                            const struct posting *want, guint count)
{
    struct grams grams;
    guint64 key;
    grams_start(&grams, pair, strlen(pair));
    cr_assert(grams_next(&grams, &key));
    struct gram_list list;
    struct posting posting;
    cr_assert_eq(gram_find(part, gram_pack(key), &list), count > 0, "%s", pair);
    for (guint i = 0; i < count; i++) {
        cr_assert(gram_list_next(&list, &posting), "%s: %u", pair, i);
        cr_assert_eq(posting.unit, want[i].unit);
        cr_assert_eq(posting.count, want[i].count);
    }
    cr_assert_not(gram_list_next(&list, &posting));
}

/* Gaps and counts of one byte and of several, units at both ends. */
Test(store_parts, postings)
{
    struct gram_table *table = gram_table_new();
    GString *many = g_string_new(NULL);
    for (int i = 0; i < 20000; i++)
        g_string_append(many, "甲乙");
    gram_table_add(table, 0, "甲乙", strlen("甲乙"));
    gram_table_add(table, 1, "", 0);
    gram_table_add(table, 2, "甲", strlen("甲"));
    gram_table_add(table, 64, "甲乙甲乙", strlen("甲乙甲乙"));
    gram_table_add(table, 300000, many->str, many->len);
    gram_table_add(table, 4000000000, "𠮷甲乙", strlen("𠮷甲乙"));
    OK(gram_table_write(table, folder, 5, &error));
    g_autofree char *path = g_build_filename(folder, "grams", NULL);
    struct part part;
    OK(part_open(&part, path, "grams", GRAMS_MAGIC, 5, &error));
    cr_assert_eq(part.head->count, 3);
    const struct posting first[] = {
        {0, 1}, {64, 2}, {300000, 20000}, {4000000000, 1}};
    const struct posting second[] = {{64, 1}, {300000, 19999}};
    const struct posting third[] = {{4000000000, 1}};
    expect_postings(&part, "甲乙", first, 4);
    expect_postings(&part, "乙甲", second, 2);
    expect_postings(&part, "𠮷甲", third, 1);
    expect_postings(&part, "甲甲", NULL, 0);
    expect_postings(&part, "aa", NULL, 0);
    cr_assert(gram_table_equal(table, &part));
    part_close(&part);
    gram_table_free(table);
    g_string_free(many, TRUE);
}

/* As many keys as fill whole blocks, one less, one more. */
Test(store_parts, blocks_of_keys)
{
    for (guint keys = 1; keys <= 3 * GRAM_BLOCK + 1; keys++) {
        struct gram_table *table = gram_table_new();
        for (guint i = 0; i < keys; i++) {
            g_autofree char *pair =
                g_strdup_printf("%c%c", 'a' + i / 26, 'a' + i % 26);
            gram_table_add(table, i, pair, 2);
        }
        OK(gram_table_write(table, folder, 5, &error));
        g_autofree char *path = g_build_filename(folder, "grams", NULL);
        struct part part;
        OK(part_open(&part, path, "grams", GRAMS_MAGIC, 5, &error));
        cr_assert_eq(part.head->count, keys);
        for (guint i = 0; i < keys; i++) {
            const struct posting want = {i, 1};
            g_autofree char *pair =
                g_strdup_printf("%c%c", 'a' + i / 26, 'a' + i % 26);
            expect_postings(&part, pair, &want, 1);
        }
        expect_postings(&part, "zz", NULL, 0);
        expect_postings(&part, "AA", NULL, 0);
        part_close(&part);
        gram_table_free(table);
        g_unlink(path);
    }
}

/* ---- heads */

Test(store_parts, heads)
{
    g_autofree char *path = g_build_filename(folder, "records", NULL);
    struct part part;
    records_write(3);
    FAILS(STORE_ERROR_DAMAGED, "'x' does not begin as it should",
          part_open(&part, path, "x", GRAMS_MAGIC, 77, &error));
    FAILS(STORE_ERROR_DAMAGED, "'x' belongs to another generation",
          part_open(&part, path, "x", RECORDS_MAGIC, 78, &error));
    FAILS(STORE_ERROR_DAMAGED, "'x' cannot be read",
          part_open(&part, folder, "x", RECORDS_MAGIC, 77, &error));
    FILE *file = fopen(path, "r+b");
    cr_assert(file);
    struct part_head head;
    cr_assert_eq(fread(&head, sizeof head, 1, file), 1);
    head.version++;
    rewind(file);
    cr_assert_eq(fwrite(&head, sizeof head, 1, file), 1);
    fclose(file);
    FAILS(STORE_ERROR_VERSION, "schema version",
          part_open(&part, path, "x", RECORDS_MAGIC, 77, &error));
    FAILS(STORE_ERROR_IO, "records",
          records_out_new(folder, &error)); /* there is one already */
}
