/* The learned words of a generation: what the callback gives comes back with
 * the lexicon's, through updates and databases. */
#include "common/store/vocabulary.h"
#include "tests/unit/store_fixture.h"

TestSuite(store_vocabulary, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

/* Gives the words of data, parted by spaces, with the units they stand in; a
 * word with ! behind it is said to stand in one more. */
static struct vocabulary *know(const struct index *index, void *data)
{
    g_auto(GStrv) list = g_strsplit(data, " ", -1);
    guint count = g_strv_length(list);
    g_autofree struct vocabulary_word *words =
        g_new0(struct vocabulary_word, count + 1);
    for (guint i = 0; i < count; i++) {
        bool wrong = g_str_has_suffix(list[i], "!");
        gsize length = strlen(list[i]) - wrong;
        g_autoptr(GArray) found = index_find(index, list[i], length);
        guint32 units = found->len + wrong;
        words[i] = (struct vocabulary_word){list[i],   (guint32)length, units,
                                            2 * units, 0.25f * (i + 1), 1.5f};
    }
    return vocabulary_new(words, count);
}

static void make(const char *dir, const char *words, const char *const *pairs)
{
    struct writer *writer = writer_on(dir, 1, 0);
    writer_set_vocabulary(writer, know, (void *)words);
    for (; *pairs != NULL; pairs += 2)
        add(writer, pairs[0], pairs[1]);
    commit(writer);
}

/* "word units count cohesion freedom; " of every word with a count. */
static void words_are(const char *dir, const char *other, const char *wanted)
{
    GError *error = NULL;
    const char *dirs[] = {dir, other, NULL};
    struct index *index = index_open(dirs, &error);
    cr_assert(index, "%s", error != NULL ? error->message : "");
    g_autoptr(GString) all = g_string_new(NULL);
    const struct vocabulary *vocabulary = index_vocabulary(index);
    cr_expect_eq(vocabulary, index_vocabulary(index));
    for (guint i = 0; i < vocabulary_count(vocabulary); i++) {
        const struct vocabulary_word *word = vocabulary_word(vocabulary, i);
        if (word->count > 0)
            g_string_append_printf(
                all, "%s %u %u %g %g; ", word->text, word->units, word->count,
                (double)word->cohesion, (double)word->freedom);
    }
    cr_expect_str_eq(all->str, wanted, "%s", all->str);
    index_close(index);
}

static bool has_file(guint generation)
{
    g_autofree char *name = g_strdup_printf("g%u", generation);
    g_autofree char *path = g_build_filename(db, name, "vocabulary", NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

Test(store_vocabulary, round_trip)
{
    make(db, "青溪瓷 云岭茶",
         (const char *[]){"a", "产青溪瓷\n青溪瓷，云岭茶", NULL});
    cr_expect(has_file(1));
    words_are(db, NULL, "云岭茶 1 2 0.5 1.5; 青溪瓷 2 4 0.25 1.5; ");
    sound(db);
}

/* The lexicon's words, places, and what was learned of one of them. */
Test(store_vocabulary, with_the_lexicon)
{
    make(db, "知识产权", (const char *[]){"a", "知识产权", NULL});
    struct index *index = index_on(db);
    const struct vocabulary *all = index_vocabulary(index);
    const char *const known[] = {"质押融资", "东莞市", "海外"};
    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        const struct vocabulary_word *word =
            vocabulary_find(all, known[i], strlen(known[i]));
        cr_assert(word != NULL && word->count == 0, "%s", known[i]);
    }
    const struct vocabulary_word *both =
        vocabulary_find(all, "知识产权", strlen("知识产权"));
    cr_assert(both != NULL);
    cr_expect_eq(both->units, 1);
    index_close(index);
}

/* A place that no table has is a word where a plan is of it. */
Test(store_vocabulary, places_of_plans)
{
    struct writer *writer = writer_on(db, 1, 0);
    struct plan *plan = plan_of("a", "甲市的规划");
    plan->place = g_strdup("甲市");
    OK(writer_add(writer, plan, &error));
    commit(writer);
    struct index *index = index_on(db);
    const struct vocabulary *all = index_vocabulary(index);
    cr_expect(vocabulary_find(all, "甲市", strlen("甲市")) != NULL);
    cr_expect(vocabulary_find(all, "乙市", strlen("乙市")) == NULL);
    index_close(index);
}

Test(store_vocabulary, nothing_learned_no_file)
{
    make(db, "", (const char *[]){"a", "专利", NULL});
    cr_expect_not(has_file(1));
    words_are(db, NULL, "");
    make(db, "专利", (const char *[]){"b", "专利", NULL});
    cr_expect(has_file(2));
    words_are(db, NULL, "专利 2 4 0.25 1.5; ");
    /* Without a callback nothing is known any more. */
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "c", "专利");
    commit(writer);
    cr_expect_not(has_file(3));
    words_are(db, NULL, "");
    sound(db);
}

/* Of a plan that goes the words are counted anew. */
Test(store_vocabulary, plans_that_go)
{
    make(db, "青溪瓷",
         (const char *[]){"a", "青溪瓷", "b", "青溪瓷，云岭茶", NULL});
    words_are(db, NULL, "青溪瓷 2 4 0.25 1.5; ");
    struct writer *writer = writer_on(db, 1, 0);
    writer_set_vocabulary(writer, know, (void *)"青溪瓷 云岭茶");
    cr_assert(writer_remove(writer, "a"));
    commit(writer);
    words_are(db, NULL, "云岭茶 1 2 0.5 1.5; 青溪瓷 1 2 0.25 1.5; ");
    sound(db);
}

/* Each database has learned for itself; what both know is added up. */
Test(store_vocabulary, several_databases)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    make(db, "云岭茶 青溪瓷",
         (const char *[]){"a", "青溪瓷", "b", "云岭茶", NULL});
    make(other, "青溪瓷", (const char *[]){"c", "青溪瓷", NULL});
    words_are(db, other, "云岭茶 1 2 0.25 1.5; 青溪瓷 2 4 0.5 1.5; ");
}

/* What is learned does not change what matches, nor the fingerprint. */
Test(store_vocabulary, matches_nothing)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    const char *const pairs[] = {"a", "青溪瓷器", NULL};
    make(db, "青溪瓷", pairs);
    make(other, "", pairs);
    struct index *with = index_on(db), *without = index_on(other);
    const char *const terms[] = {"青溪瓷", "溪瓷", "瓷器", "青"};
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        find_equals_scan(with, terms[i]);
        cr_expect_eq(hits(with, terms[i]), hits(without, terms[i]));
    }
    cr_expect_str_eq(index_fingerprint(with), index_fingerprint(without));
    index_close(with);
    index_close(without);
}

static void show(const char *what, void *data)
{
    g_string_append(data, what);
}

/* A count that the texts do not bear out: verify tells, though the file is what
 * was written. */
Test(store_vocabulary, verify_looks_into_it)
{
    g_autoptr(GString) damage = g_string_new(NULL);
    make(db, "青溪瓷 云岭茶!", (const char *[]){"a", "青溪瓷", NULL});
    cr_expect_not(index_verify(db, show, damage, NULL));
    cr_expect(strstr(damage->str, "云岭茶") != NULL &&
                  strstr(damage->str, "青溪瓷") == NULL,
              "%s", damage->str);
}

/* A disk that is full when words are written leaves the old generation. */
static struct vocabulary *know_and_block(const struct index *index, void *data)
{
    cr_assert_eq(g_mkdir(data, 0777), 0);
    return know(index, (void *)"专利");
}

Test(store_vocabulary, old_generation_stays)
{
    make(db, "专利", (const char *[]){"a", "专利", NULL});
    g_autofree char *path = g_build_filename(db, "g2", "vocabulary", NULL);
    struct writer *writer = writer_on(db, 1, 0);
    writer_set_vocabulary(writer, know_and_block, path);
    add(writer, "b", "专利");
    FAILS(STORE_ERROR_IO, "vocabulary", writer_commit(writer, &error));
    writer_close(writer);
    words_are(db, NULL, "专利 1 2 0.25 1.5; ");
    sound(db);
}
