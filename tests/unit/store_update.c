/* Updates: what is replaced, removed, merged, kept; and readers that look on.
 */
#include "tests/unit/store_fixture.h"

#include <sys/stat.h>

TestSuite(store_update, .init = folder_make, .fini = folder_remove,
          .timeout = 120);

/* The number of shards, and of generations, that are there. */
static guint folders(const char *path, char first)
{
    guint count = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        count += name[0] == first && g_ascii_isdigit(name[1]);
    return count;
}

static char *current_path(void)
{
    g_autofree char *path = g_build_filename(db, "current", NULL);
    g_autofree char *name = NULL;
    cr_assert(g_file_get_contents(path, &name, NULL, NULL));
    return g_build_filename(db, g_strchomp(name), NULL);
}

static guint shards(void)
{
    g_autofree char *path = current_path();
    cr_assert_eq(folders(db, 'g'), 1);
    return folders(path, 's');
}

static void update(const char *id, const char *text)
{
    struct writer *writer = writer_on(db, 2, 0);
    if (text != NULL)
        add(writer, id, text);
    else
        cr_assert(writer_remove(writer, id));
    commit(writer);
    sound(db);
}

static void expect_hits(const char *term, guint count)
{
    struct index *index = index_on(db);
    cr_assert_eq(hits(index, term), count, "'%s': %u", term, hits(index, term));
    find_equals_scan(index, term);
    index_close(index);
}

Test(store_update, add_replace_remove)
{
    index_make(db, (const char *[]){"a", "专利甲\n商标", "b", "专利乙", NULL});
    update("c", "专利丙");
    cr_assert_eq(shards(), 2);
    expect_hits("专利", 3);
    update("a", "# 专利丁\n著作权|商标权");
    cr_assert_eq(shards(), 2);
    expect_hits("专利甲", 0);
    expect_hits("专利", 3);
    expect_hits("商标权", 1);
    update("b", NULL);
    expect_hits("专利乙", 0);
    expect_hits("专利", 2);
    update("c", NULL);
    cr_assert_eq(shards(), 1);
    expect_hits("丙", 0);
    struct index *index = index_on(db);
    cr_assert_eq(index_plans(index), 1);
    index_close(index);
}

/* A shard in which nothing changed is the same files, not a copy. */
Test(store_update, untouched_shards_are_linked)
{
    index_make(db, (const char *[]){"a", "专利甲", NULL});
    g_autofree char *before = current_path();
    g_autofree char *text = g_build_filename(before, "s0", "text", NULL);
    struct stat old, new;
    cr_assert_eq(stat(text, &old), 0);
    update("b", "专利乙");
    g_autofree char *after = current_path();
    guint same = 0;
    for (int i = 0; i < 2; i++) {
        g_autofree char *name = g_strdup_printf("%s/s%d/text", after, i);
        cr_assert_eq(stat(name, &new), 0);
        same += old.st_ino == new.st_ino;
    }
    cr_assert_eq(same, 1);
}

Test(store_update, many_small_ones_are_merged)
{
    for (int i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("p%02d", i);
        g_autofree char *text = g_strdup_printf("# 第%d章\n专|利%d", i, i);
        update(id, text);
        cr_assert_leq(shards(), 8);
    }
    struct index *index = index_on(db);
    cr_assert_eq(index_plans(index), 20);
    cr_assert_eq(hits(index, "专利"), 20);
    cr_assert_eq(hits(index, "专利1"), 11);
    index_close(index);
}

static bool linked_inode(ino_t inode)
{
    g_autofree char *path = current_path();
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *text = g_build_filename(path, name, "text", NULL);
        struct stat info;
        if (stat(text, &info) == 0 && info.st_ino == inode)
            return true;
    }
    return false;
}

/* Merging takes the small shards; a large one is not copied for them. */
Test(store_update, large_shards_are_left_alone)
{
    GRand *rand = g_rand_new_with_seed(6);
    g_autofree char *large = random_text(rand, 20000);
    index_make(db, (const char *[]){"large", large, NULL});
    struct stat info;
    g_autofree char *path = current_path();
    g_autofree char *text = g_build_filename(path, "s0", "text", NULL);
    cr_assert_eq(stat(text, &info), 0);
    guint most = 0;
    for (int i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("p%02d", i);
        update(id, "专利");
        most = MAX(most, shards());
        cr_assert(linked_inode(info.st_ino), "copied by update %d", i);
    }
    cr_assert_eq(most, 8);
    expect_hits("专利", 20);
    g_rand_free(rand);
}

/* Jobs that got nothing leave no shard. */
Test(store_update, more_jobs_than_plans)
{
    struct writer *writer = writer_on(db, 4, 100 << 20);
    add(writer, "a", "专利");
    commit(writer);
    cr_assert_eq(shards(), 1);
    sound(db);
}

/* The last of several in one session counts; one that is taken away again
 * leaves no trace. */
Test(store_update, twice_in_one_session)
{
    struct writer *writer = writer_on(db, 2, 100 << 20);
    add(writer, "a", "专利甲");
    add(writer, "b", "专利乙");
    add(writer, "a", "专利丙");
    add(writer, "c", "专利丁");
    cr_assert(writer_remove(writer, "c"));
    cr_assert_not(writer_remove(writer, "c"));
    commit(writer);
    sound(db);
    expect_hits("专利", 2);
    expect_hits("专利丙", 1);
    expect_hits("丁", 0);
    /* Words have forgotten them too. */
    struct index *index = index_on(db);
    struct word_query word = {"甲", strlen("甲"), WORD_TEXT, 1};
    g_autoptr(GArray) found = index_words(index, &word, 1, 0, NULL, NULL, NULL);
    cr_assert_eq(found->len, 0);
    index_close(index);
}

/* The only plan, taken away again: no shard is left. */
Test(store_update, added_and_removed)
{
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "a", "专利甲");
    cr_assert(writer_remove(writer, "a"));
    commit(writer);
    sound(db);
    cr_assert_eq(shards(), 0);
    update("b", "专利");
    expect_hits("专利", 1);
}

Test(store_update, nothing_changed)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    g_autofree char *before = current_path();
    commit(writer_on(db, 1, 0));
    struct writer *writer = writer_on(db, 1, 0);
    cr_assert_not(writer_remove(writer, "b"));
    writer_remove_source(writer, "/no.txt");
    commit(writer);
    g_autofree char *after = current_path();
    cr_assert_str_eq(before, after);
}

/* Ended without commit, everything is as it was. */
Test(store_update, given_up)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    struct writer *writer = writer_on(db, 2, 0);
    add(writer, "a", "商标");
    add(writer, "b", "商标");
    writer_close(writer);
    cr_assert_eq(shards(), 1);
    expect_hits("专利", 1);
    sound(db);
}

Test(store_update, sources)
{
    struct writer *writer = writer_on(db, 1, 0);
    cr_assert_eq(writer_sources(writer)->len, 0);
    add(writer, "a", "专利");
    writer_add_source(writer, source_of("/b", "a"));
    writer_add_source(writer, source_of("/a", "a"));
    writer_add_source(writer, source_of("/b", "a"));
    commit(writer);
    writer = writer_on(db, 1, 0);
    const GPtrArray *sources = writer_sources(writer);
    cr_assert_eq(sources->len, 2);
    const struct source *source = g_ptr_array_index(sources, 1);
    struct source *want = source_of("/b", "a");
    cr_assert_str_eq(source->path, want->path);
    cr_assert_str_eq(source->sha256, want->sha256);
    cr_assert_eq(source->size, want->size);
    cr_assert_eq(source->mtime_ns, want->mtime_ns);
    cr_assert_str_eq(g_ptr_array_index(source->plans, 0), "a");
    source_free(want);
    writer_remove_source(writer, "/a");
    commit(writer);
    writer = writer_on(db, 1, 0);
    cr_assert_eq(writer_sources(writer)->len, 1);
    writer_close(writer);
    sound(db);
    expect_hits("专利", 1);
}

/* A path that is no UTF-8 does not spoil the index. */
Test(store_update, source_with_an_odd_name)
{
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "a", "专利");
    writer_add_source(writer, source_of("/\xff\xfe", "a"));
    commit(writer);
    sound(db);
}

/* A reader keeps what it opened, also what it had not yet read of it, and the
 * old generation goes when the reader has gone. */
Test(store_update, readers_go_on)
{
    index_make(db, (const char *[]){"a", "专利甲", NULL});
    struct index *index = index_on(db);
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "a", "商标");
    commit(writer);
    writer = writer_on(db, 1, 0);
    add(writer, "b", "商标");
    commit(writer);
    GError *error = NULL;
    cr_assert_eq(hits(index, "专利"), 1);
    struct unit *unit = index_unit(index, 0, &error);
    cr_assert(unit, "%s", error != NULL ? error->message : "");
    cr_assert_str_eq(unit->text, "专利甲");
    unit_free(unit);
    struct word_query word = {"专利", strlen("专利"), WORD_TEXT, 1};
    g_autoptr(GArray) best =
        index_words(index, &word, 1, 0, NULL, NULL, &error);
    cr_assert(best != NULL && best->len == 1);
    cr_assert_eq(folders(db, 'g'), 2);
    index_close(index);
    writer_close(writer_on(db, 1, 0));
    cr_assert_eq(folders(db, 'g'), 1);
    expect_hits("商标", 2);
}

/* Replaced while plans of every size stay: their records survive copying. */
Test(store_update, rewritten_shards_are_the_same)
{
    GRand *rand = g_rand_new_with_seed(5);
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    struct writer *writer = writer_on(db, 2, 100 << 20);
    for (int i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("p%02d", i);
        g_autofree char *lead = random_text(rand, 5);
        g_autofree char *one = random_text(rand, 30);
        char *text = g_strdup_printf("# 标题%d\n%s|%s\n%s", i, lead, one, one);
        g_ptr_array_add(texts, text);
        add(writer, id, text);
    }
    commit(writer);
    struct index *index = index_on(db);
    g_autofree char *before = g_strdup(index_fingerprint(index));
    index_close(index);
    update("p03", "甲");
    update("p04", NULL);
    update("p03", g_ptr_array_index(texts, 3));
    update("p04", g_ptr_array_index(texts, 4));
    index = index_on(db);
    cr_assert_str_eq(index_fingerprint(index), before);
    for (int i = 0; i < 200; i++) {
        g_autofree char *term =
            random_text(rand, (guint)g_rand_int_range(rand, 1, 5));
        find_equals_scan(index, term);
    }
    index_close(index);
    g_ptr_array_unref(texts);
    g_rand_free(rand);
}
