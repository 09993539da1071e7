/* What can go wrong: files cut short or garbled, other versions, two writers,
 * a full disk, a killed writer.  The index is the old one or the new one, or
 * there is an error; never a crash. */
#include "tests/unit/store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(store_damage, .init = folder_make, .fini = folder_remove,
          .timeout = 300);

static char word[] = "国家";

/* What a callback may give: a word for every pair of asterisks. */
static GArray *any_masks(const struct index *index, void *data)
{
    GArray *guesses = g_array_new(FALSE, FALSE, sizeof(struct mask_guess));
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        const char *mask = memmem(entry.text, entry.length, "**", 2);
        if (mask == NULL)
            continue;
        guint32 from = (guint32)(mask - entry.text);
        struct mask_guess guess = {unit, from, from + 2, data, 0.9};
        g_array_append_val(guesses, guess);
    }
    return guesses;
}

/* Likewise: words of the texts, with their true counts. */
static struct vocabulary *any_words(const struct index *index, void *data)
{
    (void)data;
    static const char *const texts[] = {"专利", "人的", "商标"};
    struct vocabulary_word words[G_N_ELEMENTS(texts)];
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        gsize length = strlen(texts[i]);
        g_autoptr(GArray) found = index_find(index, texts[i], length);
        words[i] = (struct vocabulary_word){
            texts[i], (guint32)length, found->len, found->len, 0.5, 1.5};
    }
    return vocabulary_new(words, G_N_ELEMENTS(words));
}

static void small_index(void)
{
    GRand *rand = g_rand_new_with_seed(1);
    struct writer *writer = writer_on(db, 1, 0);
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = g_strdup_printf("p%d", i);
        g_autofree char *a = random_text(rand, 40);
        g_autofree char *b = random_text(rand, 300);
        g_autofree char *text = g_strdup_printf(
            "# 专利%d\n专利。|%s\n%s\n到2025年3.5万件", i, a, b);
        add(writer, id, text);
    }
    add(writer, "masked", "甲市**人\n人的**");
    writer_add_source(writer, source_of("/p0.txt", "p0"));
    writer_set_masks(writer, any_masks, word);
    writer_set_vocabulary(writer, any_words, NULL);
    commit(writer);
    g_rand_free(rand);
}

/* The files of the index that is there, relative to it. */
static void list_files(const char *dir, const char *name, GPtrArray *files)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_ptr_array_add(files, g_strdup(name));
        return;
    }
    g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
    for (const char *inner; (inner = g_dir_read_name(list)) != NULL;) {
        g_autofree char *both = g_build_filename(name, inner, NULL);
        list_files(dir, both, files);
    }
}

static GPtrArray *files_of(const char *dir)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *current = g_build_filename(dir, "current", NULL);
    g_autofree char *name = NULL;
    cr_assert(g_file_get_contents(current, &name, NULL, NULL));
    list_files(dir, g_strchomp(name), files);
    g_ptr_array_add(files, g_strdup("current"));
    cr_assert_gt(files->len, 8);
    return files;
}

/* Kinds and spans are good whatever is in the file. */
static void use_numbers(const struct index *index, guint32 unit, guint32 length)
{
    guint count;
    const struct number *numbers = index_numbers(index, unit, &count);
    for (guint i = 0; i < count; i++) {
        cr_assert_lt(numbers[i].kind, NUMBER_KINDS);
        cr_assert_leq((guint64)numbers[i].start + numbers[i].length, length);
    }
}

static void use_masks(const struct index *index, guint32 unit,
                      const struct entry *entry)
{
    guint count;
    const struct mask *masks = index_masks(index, unit, &count);
    for (guint i = 0; i < count; i++) {
        cr_assert(masks[i].from < masks[i].to && masks[i].to <= entry->length);
        cr_assert(masks[i].word == NULL ||
                  g_utf8_validate(masks[i].word, -1, NULL));
        cr_assert(masks[i].confidence >= 0 && masks[i].confidence <= 1);
        /* What a unit is lent lies in it. */
        struct unit *lent = index_unit(index, unit, NULL);
        for (guint m = 0; lent != NULL && m < lent->mask_count; m++)
            cr_assert_leq(lent->masks[m].end, g_utf8_strlen(lent->text, -1));
        unit_free(lent);
    }
}

/* Every word is text, whatever is in the file. */
static void use_vocabulary(const struct index *index)
{
    const struct vocabulary *vocabulary = index_vocabulary(index);
    for (guint i = 0; i < vocabulary_count(vocabulary); i++) {
        const struct vocabulary_word *word = vocabulary_word(vocabulary, i);
        cr_assert(g_utf8_validate(word->text, -1, NULL));
        cr_assert_eq(word->length, strlen(word->text));
        cr_assert(word->cohesion >= 0 && word->freedom >= 0);
    }
}

/* Does everything a searcher does, whatever comes of it.  Not so with garbled
 * words: Xapian trusts its blocks. */
static void use(const struct index *index, bool words)
{
    static const char *const terms[] = {"专利", "甲",  "人的", "甲市人",
                                        "a",    "1，", "𠮷é"};
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        gsize sum = 0;
        index_entry(index, unit, &entry);
        for (guint32 i = 0; i < entry.length; i++)
            sum += (guchar)entry.text[i];
        cr_assert_leq(entry.lead, entry.length, "%zu", sum);
        use_masks(index, unit, &entry);
        unit_free(index_unit(index, unit, NULL));
        use_numbers(index, unit, entry.length);
    }
    for (guint32 i = 0; i < index_plans(index); i++)
        index_plan(index, i, NULL);
    use_vocabulary(index);
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        g_autoptr(GArray) found = index_find(index, terms[i], strlen(terms[i]));
        for (guint j = 0; j < found->len; j++)
            cr_assert_lt(g_array_index(found, struct hit_count, j).unit,
                         index_units(index));
        struct word_query word = {terms[i], strlen(terms[i]), WORD_TEXT, 1};
        GArray *best =
            words ? index_words(index, &word, 1, 3, NULL, NULL, NULL) : NULL;
        if (best != NULL)
            g_array_unref(best);
    }
}

static bool reported(void)
{
    guint count = 0;
    g_autoptr(GError) error = NULL;
    bool good = index_verify(db, count_damage, &count, &error);
    cr_assert_eq(good, count == 0 && error == NULL);
    return !good;
}

static void write_bytes(const char *path, const char *bytes, gsize length)
{
    /* In place, as damage comes: a mapped file stays the same file. */
    int fd = open(path, O_WRONLY | O_TRUNC);
    cr_assert_eq(write(fd, bytes, length), (ssize_t)length);
    close(fd);
}

Test(store_damage, cut_short)
{
    small_index();
    g_autoptr(GPtrArray) files = files_of(db);
    const char *dirs[] = {db, NULL};
    for (guint i = 0; i < files->len; i++) {
        const char *name = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(db, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
        gsize cuts[] = {0, 1, length / 3, length / 2, length - 1};
        for (guint c = 0; c < G_N_ELEMENTS(cuts); c++) {
            GError *error = NULL;
            write_bytes(path, bytes, cuts[c]);
            cr_assert_null(index_open(dirs, &error), "%s at %zu", name,
                           cuts[c]);
            cr_assert(g_error_matches(error, STORE_ERROR, STORE_ERROR_DAMAGED),
                      "%s at %zu: %s", name, cuts[c], error->message);
            const char *base = strrchr(name, '/');
            cr_assert(strstr(error->message, base != NULL ? base + 1 : name),
                      "%s: %s", name, error->message);
            g_error_free(error);
            cr_assert(reported(), "%s at %zu", name, cuts[c]);
        }
        write_bytes(path, bytes, length);
    }
    sound(db);
}

Test(store_damage, missing_files)
{
    small_index();
    g_autoptr(GPtrArray) files = files_of(db);
    const char *dirs[] = {db, NULL};
    for (guint i = 0; i < files->len; i++) {
        const char *name = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(db, name, NULL);
        g_autofree char *away = g_build_filename(folder, "away", NULL);
        cr_assert_eq(rename(path, away), 0);
        bool current = g_str_equal(name, "current");
        FAILS(current ? STORE_ERROR_MISSING : STORE_ERROR_DAMAGED,
              current ? "no index there" : "is missing",
              index_open(dirs, &error));
        cr_assert_eq(rename(away, path), 0);
    }
    sound(db);
}

Test(store_damage, garbled)
{
    small_index();
    g_autoptr(GPtrArray) files = files_of(db);
    const char *dirs[] = {db, NULL};
    GRand *rand = g_rand_new_with_seed(99);
    for (guint i = 0; i < files->len; i++) {
        const char *name = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(db, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
        for (int round = 0; round < 60; round++) {
            g_autofree char *bad = g_memdup2(bytes, length);
            gsize at = (gsize)round < length / 2 && round < 40
                           ? (gsize)round
                           : (gsize)g_rand_int_range(rand, 0, (gint)length);
            for (gsize j = at; j < MIN(length, at + 1 + (gsize)round % 8); j++)
                bad[j] ^= (char)g_rand_int_range(rand, 1, 256);
            write_bytes(path, bad, length);
            struct index *index = index_open(dirs, NULL);
            if (index != NULL) {
                use(index, strstr(name, "words/") == NULL);
                index_close(index);
            }
            cr_assert(reported(), "%s at %zu", name, at);
        }
        write_bytes(path, bytes, length);
    }
    g_rand_free(rand);
    sound(db);
}

/* A part of the same size and shape, but of another index. */
Test(store_damage, foreign_parts)
{
    static const char *const parts[] = {"plans", "units",   "text",
                                        "grams", "records", "numbers"};
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    index_make(db, (const char *[]){"a", "专利", NULL});
    index_make(other, (const char *[]){"a", "专利", NULL});
    const char *dirs[] = {db, NULL};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path =
            g_build_filename(db, "g1", "s0", parts[i], NULL);
        g_autofree char *from =
            g_build_filename(other, "g1", "s0", parts[i], NULL);
        g_autofree char *own = NULL, *bytes = NULL;
        gsize length, size;
        cr_assert(g_file_get_contents(path, &own, &size, NULL));
        cr_assert(g_file_get_contents(from, &bytes, &length, NULL));
        write_bytes(path, bytes, length);
        FAILS(STORE_ERROR_DAMAGED, "belongs to another generation",
              index_open(dirs, &error));
        write_bytes(path, own, size);
    }
    sound(db);
}

/* What was learned for an index made of the same plans. */
static void replace_by_foreign(const char *name)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    g_autofree char *path = g_build_filename(db, "g1", name, NULL);
    g_autofree char *from = g_build_filename(other, "g1", name, NULL);
    g_autofree char *own = NULL, *bytes = NULL;
    gsize size, length;
    cr_assert(g_file_get_contents(path, &own, &size, NULL));
    cr_assert(g_file_get_contents(from, &bytes, &length, NULL));
    cr_assert_eq(size, length);
    const char *dirs[] = {db, NULL};
    write_bytes(path, bytes, length);
    FAILS(STORE_ERROR_DAMAGED, "belongs to another generation",
          index_open(dirs, &error));
    cr_assert(reported());
    write_bytes(path, own, size);
    sound(db);
}

Test(store_damage, foreign_masks_and_words)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    small_index();
    cr_assert_eq(rename(db, other), 0);
    small_index();
    replace_by_foreign("masks");
    replace_by_foreign("vocabulary");
}

/* Xapian's part is not opened with the others; its first use tells. */
Test(store_damage, foreign_words)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    index_make(db, (const char *[]){"a", "专利", NULL});
    index_make(other, (const char *[]){"a", "专利", NULL});
    g_autofree char *path = g_build_filename(db, "g1", "s0", "words", NULL);
    g_autofree char *from = g_build_filename(other, "g1", "s0", "words", NULL);
    char *remove[] = {"rm", "-r", path, NULL};
    char *copy[] = {"cp", "-r", from, path, NULL};
    g_spawn_sync(NULL, remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                 NULL, NULL, NULL);
    g_spawn_sync(NULL, copy, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 NULL, NULL);
    struct index *index = index_on(db);
    struct word_query word = {"专利", strlen("专利"), WORD_TEXT, 1};
    cr_assert_eq(hits(index, "专利"), 1);
    for (int i = 0; i < 2; i++)
        FAILS(STORE_ERROR_DAMAGED, "belongs to another generation",
              index_words(index, &word, 1, 3, NULL, NULL, &error));
    index_close(index);
    cr_assert(reported());
}

Test(store_damage, other_version)
{
    small_index();
    g_autofree char *path = g_build_filename(db, "g1", "meta.json", NULL);
    g_autofree char *text = NULL;
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    char *schema = strstr(text, "\"schema\": ");
    cr_assert(schema);
    schema[strlen("\"schema\": ")] = '9';
    write_bytes(path, text, strlen(text));
    const char *dirs[] = {db, NULL};
    FAILS(STORE_ERROR_VERSION, "schema version 9", index_open(dirs, &error));
    FAILS(STORE_ERROR_VERSION, "schema version 9",
          writer_open(db, 1, 0, &error));
    guint count = 0;
    FAILS(STORE_ERROR_VERSION, "schema version 9",
          index_verify(db, count_damage, &count, &error));
}

Test(store_damage, no_index)
{
    const char *dirs[] = {db, NULL};
    guint count = 0;
    FAILS(STORE_ERROR_MISSING, "no index there", index_open(dirs, &error));
    cr_assert_eq(g_mkdir(db, 0777), 0);
    FAILS(STORE_ERROR_MISSING, "no index there", index_open(dirs, &error));
    FAILS(STORE_ERROR_MISSING, "no index there",
          index_verify(db, count_damage, &count, &error));
    /* The second of two is missing. */
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    index_make(other, (const char *[]){"a", "专利", NULL});
    const char *both[] = {other, db, NULL};
    FAILS(STORE_ERROR_MISSING, db, index_open(both, &error));
}

Test(store_damage, file_instead_of_a_folder)
{
    cr_assert(g_file_set_contents(db, "x", 1, NULL));
    const char *dirs[] = {db, NULL};
    FAILS(STORE_ERROR_MISSING, "no index there", index_open(dirs, &error));
    FAILS(STORE_ERROR_IO, db, writer_open(db, 1, 0, &error));
    /* Or where the generation would be made. */
    g_unlink(db);
    index_make(db, (const char *[]){"a", "专利", NULL});
    struct writer *writer = writer_on(db, 1, 0);
    g_autofree char *path = g_build_filename(db, "g2", NULL);
    cr_assert(g_file_set_contents(path, "x", 1, NULL));
    FAILS(STORE_ERROR_IO, "g2",
          writer_add(writer, plan_of("b", "商标"), &error));
    writer_close(writer);
    sound(db);
}

/* What is called like a generation and is none stays. */
Test(store_damage, foreign_folders)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    g_autofree char *foreign = g_build_filename(db, "g77", NULL);
    g_autofree char *file = g_build_filename(foreign, "notes.txt", NULL);
    cr_assert_eq(g_mkdir(foreign, 0777), 0);
    cr_assert(g_file_set_contents(file, "x", 1, NULL));
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "b", "专利");
    commit(writer);
    cr_assert(g_file_test(file, G_FILE_TEST_EXISTS));
    sound(db);
}

/* A generation that cannot be opened for another reason than that it is not
 * there (root may read everything: a loop of links does it too). */
Test(store_damage, unreadable)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    g_autofree char *path = g_build_filename(db, "g1", "meta.json", NULL);
    g_unlink(path);
    cr_assert_eq(symlink("meta.json", path), 0);
    const char *dirs[] = {db, NULL};
    FAILS(STORE_ERROR_IO, db, index_open(dirs, &error));
    FAILS(STORE_ERROR_IO, db, writer_open(db, 1, 0, &error));
    g_autofree char *current = g_build_filename(db, "current", NULL);
    g_unlink(current);
    cr_assert_eq(g_mkdir(current, 0777), 0);
    FAILS(STORE_ERROR_IO, db, index_open(dirs, &error));
}

Test(store_damage, locked)
{
    index_make(db, (const char *[]){"a", "专利", NULL});
    struct writer *writer = writer_on(db, 1, 0);
    FAILS(STORE_ERROR_LOCKED, "held by another writer",
          writer_open(db, 1, 0, &error));
    writer_close(writer);
    writer_close(writer_on(db, 1, 0));
}

/* ---- a full disk: a file may grow so far and no further */

static GError *update_to(const char *text, guint copies)
{
    GError *error = NULL;
    struct writer *writer = writer_open(db, 2, 100 << 20, &error);
    if (writer != NULL) {
        writer_set_masks(writer, any_masks, word);
        writer_set_vocabulary(writer, any_words, NULL);
    }
    for (guint i = 0; writer != NULL && error == NULL && i < copies; i++) {
        g_autofree char *id = g_strdup_printf("p%u", i);
        writer_add(writer, plan_of(id, text), &error);
    }
    if (writer != NULL && error == NULL)
        writer_commit(writer, &error);
    writer_close(writer);
    return error;
}

Test(store_damage, full_disk)
{
    GRand *rand = g_rand_new_with_seed(4);
    g_autofree char *noise = random_text(rand, 5000);
    g_autofree char *text = g_strconcat("商标**\n", noise, NULL);
    static const rlim_t sizes[] = {0,     1,     10,     100,    1000,
                                   5000,  8192,  10000,  16384,  20000,
                                   40000, 70000, 100000, 200000, 1 << 20};
    struct rlimit before;
    guint failed = 0, done = 0;
    signal(SIGXFSZ, SIG_IGN);
    index_make(db, (const char *[]){"a", "专利", NULL});
    getrlimit(RLIMIT_FSIZE, &before);
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct rlimit limit = {sizes[i], before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        GError *error = update_to(text, 9);
        setrlimit(RLIMIT_FSIZE, &before);
        if (error != NULL) {
            cr_assert(g_error_matches(error, STORE_ERROR, STORE_ERROR_IO),
                      "%lu: %s", (gulong)sizes[i], error->message);
            g_clear_error(&error);
            failed++;
        } else {
            done++;
        }
        struct index *index = index_on(db);
        cr_assert_eq(hits(index, "专利"), 1);
        cr_assert_eq(hits(index, "商标"), done > 0 ? 9 : 0, "%lu",
                     (gulong)sizes[i]);
        index_close(index);
        sound(db);
    }
    cr_assert(failed > 5 && done > 0, "%u failed, %u done", failed, done);
    g_rand_free(rand);
}

/* ---- killed: at any moment the old index or the new one */

static void write_version(int version)
{
    struct writer *writer = writer_on(db, 2, 100 << 20);
    for (int i = 0; i < 6; i++) {
        g_autofree char *id = g_strdup_printf("p%d", i);
        g_autofree char *text = g_strdup_printf("版本%d号\n专利", version);
        add(writer, id, text);
    }
    commit(writer);
}

static int version_there(int most)
{
    struct index *index = index_on(db);
    int there = -1;
    cr_assert_eq(hits(index, "专利"), 6);
    for (int version = 0; version <= most; version++) {
        g_autofree char *term = g_strdup_printf("版本%d号", version);
        guint count = hits(index, term);
        cr_assert(count == 0 || (count == 6 && there < 0));
        if (count > 0)
            there = version;
    }
    index_close(index);
    return there;
}

/* Most at a random moment; some at once and some never, so that on a busy
 * machine, too, there are both. */
static void kill_after(pid_t child, int version, gint32 time)
{
    enum { SOME = 10 };
    if (version % SOME != 0) {
        g_usleep(version % SOME == 1 ? 0 : (gulong)time);
        kill(child, SIGKILL);
    }
    waitpid(child, NULL, 0);
}

Test(store_damage, killed_writer)
{
    GRand *rand = g_rand_new_with_seed(8);
    int there = 0, changed = 0;
    write_version(0);
    gint64 start = g_get_monotonic_time();
    write_version(0);
    gint32 usual = (gint32)(g_get_monotonic_time() - start);
    for (int version = 1; version <= 60; version++) {
        pid_t child = fork();
        if (child == 0) {
            write_version(version);
            _exit(0);
        }
        kill_after(child, version, g_rand_int_range(rand, 0, usual * 2));
        int now = version_there(version);
        cr_assert(now == there || now == version, "%d, not %d or %d", now,
                  there, version);
        changed += now != there;
        there = now;
    }
    sound(db);
    write_version(99);
    cr_assert_eq(version_there(99), 99);
    g_autoptr(GDir) dir = g_dir_open(db, 0, NULL);
    guint entries = 0;
    while (g_dir_read_name(dir) != NULL)
        entries++;
    cr_assert_eq(entries, 3, "current, lock, one generation: %u", entries);
    cr_assert(changed > 0 && changed < 60, "%d of 60 came through", changed);
    g_rand_free(rand);
}

/* Readers that come while it is replaced again and again find one index. */
Test(store_damage, readers_during_updates)
{
    write_version(0);
    pid_t child = fork();
    if (child == 0) {
        gint64 end = g_get_monotonic_time() + G_USEC_PER_SEC;
        const char *dirs[] = {db, NULL};
        guint opened = 0;
        while (g_get_monotonic_time() < end) {
            struct index *index = index_open(dirs, NULL);
            struct unit *unit =
                index != NULL ? index_unit(index, 0, NULL) : NULL;
            if (unit == NULL || hits(index, "专利") != 6)
                _exit(1);
            unit_free(unit);
            index_close(index);
            opened++;
        }
        _exit(opened < 10 ? 2 : 0);
    }
    int status = -1, version = 1;
    while (waitpid(child, &status, WNOHANG) == 0)
        write_version(version++);
    cr_assert(WIFEXITED(status));
    cr_assert_eq(WEXITSTATUS(status), 0, "%d", WEXITSTATUS(status));
    cr_assert_gt(version, 2);
}
