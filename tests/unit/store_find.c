/* Exact search against a scan, for every kind of term. */
#include "tests/unit/store_fixture.h"

TestSuite(store_find, .init = folder_make, .fini = folder_remove,
          .timeout = 120);

static void random_index(GRand *rand)
{
    struct writer *writer = writer_on(db, 2, 100 << 20);
    for (int i = 0; i < 40; i++) {
        g_autofree char *id = g_strdup_printf("p%d", i);
        GString *text = g_string_new(NULL);
        for (int line = g_rand_int_range(rand, 0, 20); line > 0; line--) {
            g_autofree char *lead =
                random_text(rand, (guint)g_rand_int_range(rand, 0, 5));
            g_autofree char *rest =
                random_text(rand, (guint)g_rand_int_range(rand, 0, 30));
            g_string_append_printf(text, "%s%s%s\n", lead,
                                   *lead != '\0' && *rest != '\0' ? "|" : "",
                                   rest);
        }
        add(writer, id, text->str);
        g_string_free(text, TRUE);
    }
    commit(writer);
}

Test(store_find, random_terms)
{
    GRand *rand = g_rand_new_with_seed(20240601);
    random_index(rand);
    struct index *index = index_on(db);
    for (int i = 0; i < 3000; i++) {
        g_autofree char *term =
            random_text(rand, (guint)g_rand_int_range(rand, 1, 7));
        g_autofree char *normal = normal_text(term, -1, NULL);
        find_equals_scan(index, normal);
    }
    index_close(index);
    g_rand_free(rand);
    sound(db);
}

/* Terms that are in the texts, up to whole texts and beyond. */
Test(store_find, terms_from_texts)
{
    GRand *rand = g_rand_new_with_seed(7);
    random_index(rand);
    struct index *index = index_on(db);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        g_autofree char *text = g_strndup(entry.text, entry.length);
        find_equals_scan(index, text);
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
            find_equals_scan(index, at);
        g_autofree char *longer = g_strconcat(text, "甲", NULL);
        find_equals_scan(index, longer);
    }
    index_close(index);
    g_rand_free(rand);
}

Test(store_find, runs_of_one_character)
{
    index_make(
        db, (const char *[]){"a", "人人人人人\n人人\n人|人人\naaaa\n人", NULL});
    struct index *index = index_on(db);
    const char *terms[] = {"人", "人人", "人人人", "a", "aa", "人人人人人人"};
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++)
        find_equals_scan(index, terms[i]);
    g_autoptr(GArray) found = index_find(index, "人人", strlen("人人"));
    cr_assert_eq(g_array_index(found, struct hit_count, 0).count, 2);
    cr_assert_eq(g_array_index(found, struct hit_count, 2).in_lead, 1);
    index_close(index);
}

/* Nothing is found across the end of a unit, nor by what is no text. */
Test(store_find, odd_terms)
{
    index_make(db, (const char *[]){"a", "甲市\n乙市\n𠮷", NULL});
    struct index *index = index_on(db);
    cr_assert_eq(hits(index, "市乙"), 0);
    cr_assert_eq(hits(index, "市\n乙"), 0);
    cr_assert_eq(hits(index, "\n"), 0);
    cr_assert_eq(hits(index, ""), 0);
    cr_assert_eq(hits(index, "\xe7\x94"), 0);
    cr_assert_eq(hits(index, "\x80\x80"), 0);
    cr_assert_eq(hits(index, "𠮷"), 1);
    cr_assert_eq(hits(index, "丙"), 0);
    index_close(index);
}

Test(store_find, term_of_a_megabyte)
{
    GRand *rand = g_rand_new_with_seed(3);
    g_autofree char *text = random_text(rand, 400000);
    g_autofree char *normal = normal_text(text, -1, NULL);
    index_make(db, (const char *[]){"a", text, "b", "甲", NULL});
    struct index *index = index_on(db);
    cr_assert_eq(hits(index, normal), 1);
    normal[strlen(normal) - 1] ^= 1;
    cr_assert_eq(hits(index, normal), 0);
    index_close(index);
    g_rand_free(rand);
}

/* Postings of a bigram are its (overlapping) occurrences. */
Test(store_find, grams)
{
    GRand *rand = g_rand_new_with_seed(11);
    random_index(rand);
    struct index *index = index_on(db);
    GHashTable *counts =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        struct grams grams;
        guint64 key;
        index_entry(index, unit, &entry);
        grams_start(&grams, entry.text, entry.length);
        while (grams_next(&grams, &key)) {
            gsize count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, &key));
            g_hash_table_replace(counts, g_memdup2(&key, sizeof key),
                                 GSIZE_TO_POINTER(count + 1));
        }
    }
    GHashTableIter iter;
    void *key, *count;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        g_autoptr(GArray) postings = index_gram(index, *(guint64 *)key);
        gsize sum = 0;
        for (guint i = 0; i < postings->len; i++) {
            const struct posting *one =
                &g_array_index(postings, struct posting, i);
            cr_assert(i == 0 || one->unit > one[-1].unit);
            sum += one->count;
        }
        cr_assert_eq(sum, GPOINTER_TO_SIZE(count));
    }
    g_autoptr(GArray) none = index_gram(index, (guint64)0x10ffff << 32 | 1);
    cr_assert_eq(none->len, 0);
    g_hash_table_unref(counts);
    index_close(index);
    g_rand_free(rand);
}
