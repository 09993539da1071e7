/* The masks of a generation: what the callback gives comes back by unit,
 * through shards and databases. */
#include "tests/unit/store_fixture.h"

TestSuite(store_masks, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

/* Gives every run of asterisks; data, when there is any, is the word of those
 * of two. */
static GArray *find_runs(const struct index *index, void *data)
{
    GArray *guesses = g_array_new(FALSE, FALSE, sizeof(struct mask_guess));
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        for (guint32 at = 0; at < entry.length;) {
            guint32 end = at;
            while (end < entry.length && entry.text[end] == '*')
                end++;
            struct mask_guess guess = {unit, at, end,
                                       end - at == 2 ? data : NULL,
                                       end - at == 2 ? 0.876 : 0};
            if (end > at)
                g_array_append_val(guesses, guess);
            at = MAX(end, at + 1);
        }
    }
    return guesses;
}

static void make(const char *dir, guint jobs, const char *word,
                 const char *const *pairs)
{
    struct writer *writer = writer_on(dir, jobs, 100u << 20);
    writer_set_masks(writer, find_runs, (void *)word);
    for (; *pairs != NULL; pairs += 2)
        add(writer, pairs[0], pairs[1]);
    commit(writer);
}

/* "plan/text start-end from-to word confidence; " of every mask. */
static char *masks_of(const char *const *dirs)
{
    GError *error = NULL;
    struct index *index = index_open(dirs, &error);
    GString *all = g_string_new(NULL);
    cr_assert(index, "%s", error != NULL ? error->message : "");
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        guint count;
        const struct mask *masks = index_masks(index, unit, &count);
        struct unit *decoded = index_unit(index, unit, NULL);
        cr_assert(decoded->masks == masks && decoded->mask_count == count);
        cr_assert_eq(masks == NULL, count == 0);
        for (guint i = 0; i < count; i++)
            g_string_append_printf(all, "%s %u-%u %u-%u %s %g; ", decoded->id,
                                   masks[i].start, masks[i].end, masks[i].from,
                                   masks[i].to,
                                   masks[i].word != NULL ? masks[i].word : "-",
                                   masks[i].confidence);
        unit_free(decoded);
    }
    g_string_append_printf(all, "%u with a word",
                           index_masked_units(index)->len);
    index_close(index);
    return g_string_free(all, FALSE);
}

static void masks_are(const char *dir, const char *other, const char *wanted)
{
    const char *dirs[] = {dir, other, NULL};
    g_autofree char *all = masks_of(dirs);
    cr_expect_str_eq(all, wanted, "%s", all);
}

Test(store_masks, round_trip)
{
    make(
        db, 1, "国家",
        (const char *[]){"a", "专利\n甲 ** 市***", "b", "# ** 利\n*a**", NULL});
    masks_are(db, NULL,
              "a/0/p2 2-4 3-5 国家 0.876; a/0/p2 6-9 8-11 - 0; "
              "b/u1 0-2 0-2 国家 0.876; b/u1/p1 0-1 0-1 - 0; "
              "b/u1/p1 2-4 2-4 国家 0.876; 3 with a word");
    sound(db);
}

static bool has_file(guint generation)
{
    g_autofree char *name = g_strdup_printf("g%u", generation);
    g_autofree char *path = g_build_filename(db, name, "masks", NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

Test(store_masks, no_mask_no_file)
{
    make(db, 1, "国家", (const char *[]){"a", "专利", NULL});
    cr_expect_not(has_file(1));
    masks_are(db, NULL, "0 with a word");
    make(db, 1, "国家", (const char *[]){"b", "**", NULL});
    cr_expect(has_file(2));
    masks_are(db, NULL, "b/0/p1 0-2 0-2 国家 0.876; 1 with a word");
    sound(db);
}

/* Without a callback nothing is known; what the last generation knew is
 * gone. */
Test(store_masks, nobody_to_ask)
{
    make(db, 1, "国家", (const char *[]){"a", "**", NULL});
    struct writer *writer = writer_on(db, 1, 0);
    add(writer, "b", "专利");
    commit(writer);
    cr_expect_not(has_file(2));
    masks_are(db, NULL, "0 with a word");
    sound(db);
}

/* A shard that stays is linked, yet all its masks are asked for anew. */
Test(store_masks, all_anew_with_every_generation)
{
    make(db, 1, "国家", (const char *[]){"b", "甲**", NULL});
    make(db, 1, "国际", (const char *[]){"a", "乙**", "c", "丙***", NULL});
    masks_are(db, NULL,
              "a/0/p1 1-3 3-5 国际 0.876; b/0/p1 1-3 3-5 国际 0.876; "
              "c/0/p1 1-4 3-6 - 0; 2 with a word");
    sound(db);
}

/* Plans lie over shards as jobs got them; units are numbered by plan. */
Test(store_masks, many_shards)
{
    make(db, 4, "国家",
         (const char *[]){"d", "**丁", "b", "乙**", "a", "**甲", "e", "**", "c",
                          "丙*****", NULL});
    masks_are(db, NULL,
              "a/0/p1 0-2 0-2 国家 0.876; b/0/p1 1-3 3-5 国家 0.876; "
              "c/0/p1 1-6 3-8 - 0; d/0/p1 0-2 0-2 国家 0.876; "
              "e/0/p1 0-2 0-2 国家 0.876; 4 with a word");
    sound(db);
}

/* Each database has learned for itself; of a plan in both the first counts. */
Test(store_masks, several_databases)
{
    g_autofree char *other = g_build_filename(folder, "other", NULL);
    make(db, 1, "国家", (const char *[]){"b", "甲**", "c", "专利", NULL});
    make(other, 2, "国际",
         (const char *[]){"a", "**", "b", "乙乙**", "d", "**", NULL});
    masks_are(db, other,
              "a/0/p1 0-2 0-2 国际 0.876; b/0/p1 1-3 3-5 国家 0.876; "
              "d/0/p1 0-2 0-2 国际 0.876; 3 with a word");
}

/* A word of another length, or a place without asterisks: verify tells,
 * though the file is what was written. */
static GArray *find_wrong(const struct index *index, void *data)
{
    GArray *guesses = find_runs(index, data);
    g_array_index(guesses, struct mask_guess, 0).word = (char *)"国";
    return guesses;
}

static void show(const char *what, void *data)
{
    g_string_append(data, what);
}

Test(store_masks, verify_looks_into_it)
{
    g_autoptr(GString) damage = g_string_new(NULL);
    struct writer *writer = writer_on(db, 1, 0);
    writer_set_masks(writer, find_wrong, NULL);
    add(writer, "a", "甲**");
    commit(writer);
    cr_expect_not(index_verify(db, show, damage, NULL));
    cr_expect(strstr(damage->str, "a/0/p1") != NULL &&
                  strstr(damage->str, "not as long") != NULL,
              "%s", damage->str);
}

/* A disk that is full when masks are written leaves the old generation. */
static GArray *find_and_block(const struct index *index, void *data)
{
    const char *path = data;
    cr_assert_eq(g_mkdir(path, 0777), 0);
    return find_runs(index, (void *)"国家");
}

Test(store_masks, old_generation_stays)
{
    make(db, 1, "国家", (const char *[]){"a", "甲**", NULL});
    g_autofree char *path = g_build_filename(db, "g2", "masks", NULL);
    struct writer *writer = writer_on(db, 1, 0);
    writer_set_masks(writer, find_and_block, path);
    add(writer, "b", "乙**");
    FAILS(STORE_ERROR_IO, "masks", writer_commit(writer, &error));
    writer_close(writer);
    masks_are(db, NULL, "a/0/p1 1-3 3-5 国家 0.876; 1 with a word");
    sound(db);
}
