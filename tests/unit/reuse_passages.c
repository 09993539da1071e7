/* Passages against plain definitions: random texts over few letters, every
 * maximal pair found by trying every start. */
#include "searcher/reuse/reuse.h"
#include "tests/unit/sample_index.h"

#include <string.h>

/* ---- an index of plans made of paragraphs */

struct world {
    struct sample sample;
    GPtrArray *plans; /* of GStrv: the paragraphs of each */
};

static char *plan_blocks(char **texts)
{
    GString *lines = g_string_new("{'kind':'title','text':'规划'}\n");
    for (char **text = texts; *text != NULL; text++)
        g_string_append_printf(lines, "{'kind':'paragraph','text':'%s'}\n",
                               *text);
    return g_string_free(lines, FALSE);
}

/* Takes plans. */
static struct world world_open(GPtrArray *plans)
{
    g_autoptr(GError) error = NULL;
    struct world world = {{g_dir_make_tmp("plan-XXXXXX", NULL), NULL}, plans};
    g_autofree char *db = g_build_filename(world.sample.folder, "db", NULL);
    struct writer *writer = writer_open(db, 1, 4096, &error);
    cr_assert_not_null(writer);
    for (guint i = 0; i < plans->len; i++) {
        g_autofree char *id = g_strdup_printf("p%02u", i);
        g_autofree char *blocks = plan_blocks(plans->pdata[i]);
        cr_assert(writer_add(
            writer, sample_plan(id, "甲市", NULL, "city", "2021-2025", blocks),
            &error));
    }
    cr_assert(writer_commit(writer, &error));
    writer_close(writer);
    world.sample.index = index_open((const char *const[]){db, NULL}, &error);
    cr_assert_not_null(world.sample.index);
    return world;
}

static struct world world_of(const char *const *plans)
{
    GPtrArray *list =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (; *plans != NULL; plans++)
        g_ptr_array_add(list, g_strsplit(*plans, "|", -1));
    return world_open(list);
}

static void world_close(struct world *world)
{
    sample_close(&world->sample);
    g_ptr_array_unref(world->plans);
}

static char *random_text(GRand *random, const char *const *letters, guint count)
{
    GString *text = g_string_new(NULL);
    gint32 length = g_rand_int_range(random, 1, 40);
    for (gint32 i = 0; i < length; i++)
        g_string_append(text,
                        letters[g_rand_int_range(random, 0, (gint32)count)]);
    return g_string_free(text, FALSE);
}

static struct world random_world(GRand *random, const char *const *letters,
                                 guint count)
{
    enum { PLANS = 4, PARAGRAPHS = 3 };
    GPtrArray *plans =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (guint i = 0; i < PLANS; i++) {
        char **texts = g_new0(char *, PARAGRAPHS + 1);
        for (guint j = 0; j < PARAGRAPHS; j++)
            texts[j] = random_text(random, letters, count);
        g_ptr_array_add(plans, texts);
    }
    return world_open(plans);
}

/* ---- what reuse finds */

static GArray *all_passages(const struct index *index,
                            const struct reuse_options *options,
                            const GArray *plans, const GArray *focus)
{
    g_autoptr(GError) error = NULL;
    guint32 plan;
    GArray *next, *all = g_array_new(FALSE, TRUE, sizeof(struct reuse_passage));
    struct reuse *reuse = reuse_new(index, options, plans, focus, &error);
    cr_assert_not_null(reuse);
    while ((next = reuse_next(reuse, &plan)) != NULL) {
        for (guint i = 0; i < next->len; i++) {
            struct entry entry;
            const struct reuse_passage *passage =
                &g_array_index(next, struct reuse_passage, i);
            index_entry(index, passage->a.unit, &entry);
            cr_assert_eq(entry.plan, plan);
            index_entry(index, passage->b.unit, &entry);
            cr_assert_eq(entry.plan, passage->plan);
        }
        g_array_append_vals(all, next->data, next->len);
        g_array_unref(next);
    }
    reuse_free(reuse);
    return all;
}

/* ---- the plain way */

struct plain { /* a unit's characters */
    glong length;
    gunichar *text;
    guint32 plan;
};

static struct plain *plain_units(const struct index *index)
{
    struct plain *units = g_new0(struct plain, index_units(index) + 1u);
    for (guint32 i = 0; i < index_units(index); i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        units[i].plan = entry.plan;
        units[i].text =
            g_utf8_to_ucs4_fast(entry.text, entry.length, &units[i].length);
        if (entry.kind > UNIT_NOTE)
            units[i].length = 0;
    }
    return units;
}

static void plain_free(struct plain *units, guint32 count)
{
    for (guint32 i = 0; i < count; i++)
        g_free(units[i].text);
    g_free(units);
}

/* In how many plans the n characters stand. */
static guint plans_with(const struct plain *units, guint32 count,
                        const gunichar *text, glong n)
{
    guint plans = 0;
    guint32 last = G_MAXUINT32;
    for (guint32 i = 0; i < count; i++)
        for (glong at = 0; at + n <= units[i].length; at++)
            if (units[i].plan != last &&
                memcmp(units[i].text + at, text, (gsize)n * 4) == 0) {
                last = units[i].plan;
                plans++;
            }
    return plans;
}

static bool left_out(const struct plain *units, guint32 count,
                     const gunichar *text, glong length,
                     const struct reuse_options *options)
{
    for (glong i = 0; options->max_plans > 0 && i + options->min <= length; i++)
        if (plans_with(units, count, text + i, options->min) <=
            options->max_plans)
            return false;
    return options->max_plans > 0;
}

static char *plain_key(const struct reuse_place *a, const struct reuse_place *b)
{
    return g_strdup_printf("%u %u-%u %u %u-%u", a->unit, a->start, a->end,
                           b->unit, b->start, b->end);
}

static void plain_pair(const struct plain *units, guint32 count, guint32 i,
                       guint32 j, const struct reuse_options *options,
                       GHashTable *keys)
{
    const struct plain *a = &units[i], *b = &units[j];
    for (glong x = 0; x < a->length; x++)
        for (glong y = 0; y < b->length; y++) {
            glong n = 0;
            while (x + n < a->length && y + n < b->length &&
                   a->text[x + n] == b->text[y + n])
                n++;
            bool maximal = x == 0 || y == 0 || a->text[x - 1] != b->text[y - 1];
            if (n < options->min || !maximal ||
                left_out(units, count, a->text + x, n, options))
                continue;
            struct reuse_place p = {i, (guint32)x, (guint32)(x + n)};
            struct reuse_place q = {j, (guint32)y, (guint32)(y + n)};
            g_hash_table_add(keys, plain_key(&p, &q));
        }
}

static GHashTable *plain_pairs(const struct index *index,
                               const struct reuse_options *options)
{
    guint32 count = index_units(index);
    struct plain *units = plain_units(index);
    GHashTable *keys =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 i = 0; i < count; i++)
        for (guint32 j = i + 1; j < count; j++)
            if (units[i].plan != units[j].plan)
                plain_pair(units, count, i, j, options, keys);
    plain_free(units, count);
    return keys;
}

static void check_exact(const struct index *index,
                        const struct reuse_options *options)
{
    g_autoptr(GHashTable) want = plain_pairs(index, options);
    g_autoptr(GArray) got = all_passages(index, options, NULL, NULL);
    for (guint i = 0; i < got->len; i++) {
        const struct reuse_passage *passage =
            &g_array_index(got, struct reuse_passage, i);
        g_autofree char *key = plain_key(&passage->a, &passage->b);
        cr_assert(g_hash_table_contains(want, key), "not a maximal pair: %s",
                  key);
    }
    cr_assert_eq(got->len, g_hash_table_size(want), "%u found, %u are there",
                 got->len, g_hash_table_size(want));
}

Test(reuse_passages, every_maximal_pair)
{
    static const char *const letters[] = {"甲", "乙", "丙", "𠮷"};
    GRand *random = g_rand_new_with_seed(7);
    for (guint round = 0; round < 24; round++) {
        guint count = 1 + round % 4;
        struct world world = random_world(random, letters, count);
        for (guint min = 2; min < 7; min += 2)
            for (guint most = 0; most < 4; most += most == 0 ? 2 : 1) {
                struct reuse_options options = {
                    .min = min, .max_plans = most, .exact = true};
                check_exact(world.sample.index, &options);
            }
        world_close(&world);
    }
    g_rand_free(random);
}

static guint edit_distance(const gunichar *a, glong m, const gunichar *b,
                           glong n)
{
    g_autofree guint *table = g_new0(guint, (gsize)((m + 1) * (n + 1)));
    for (glong i = 0; i <= m; i++)
        for (glong j = 0; j <= n; j++) {
            guint *cell = &table[i * (n + 1) + j];
            if (i == 0 || j == 0) {
                *cell = (guint)(i + j);
                continue;
            }
            guint both = table[(i - 1) * (n + 1) + j - 1] +
                         (a[i - 1] == b[j - 1] ? 0 : 1);
            guint one =
                MIN(table[(i - 1) * (n + 1) + j], table[i * (n + 1) + j - 1]) +
                1;
            *cell = MIN(both, one);
        }
    return table[m * (n + 1) + n];
}

static void check_near(const struct plain *units,
                       const struct reuse_passage *passage,
                       const struct reuse_options *options)
{
    const gunichar *a = units[passage->a.unit].text + passage->a.start;
    const gunichar *b = units[passage->b.unit].text + passage->b.start;
    guint32 m = passage->a.end - passage->a.start;
    guint32 n = passage->b.end - passage->b.start;
    guint distance = edit_distance(a, m, b, n);
    double similarity = 1 - (double)distance / (double)MAX(m, n);
    cr_assert(ABS(similarity - passage->similarity) < 1e-9);
    cr_assert_geq(passage->similarity, REUSE_NEAR_LEAST - 1e-9);
    cr_assert_gt(distance, 0);
    cr_assert_geq(MIN(m, n), options->min);
    cr_assert_eq(a[0], b[0]);
    cr_assert_eq(a[m - 1], b[n - 1]);
    cr_assert_not(passage->inside);
}

Test(reuse_passages, near_ones_are_as_alike_as_they_say)
{
    static const char *const letters[] = {"甲", "乙", "丙", "𠮷"};
    struct reuse_options options = {.min = 6, .exact = true, .near = true};
    GRand *random = g_rand_new_with_seed(8);
    guint near = 0;
    for (guint round = 0; round < 20; round++) {
        struct world world = random_world(random, letters, 2 + round % 3);
        struct plain *units = plain_units(world.sample.index);
        g_autoptr(GArray) got =
            all_passages(world.sample.index, &options, NULL, NULL);
        for (guint i = 0; i < got->len; i++) {
            const struct reuse_passage *passage =
                &g_array_index(got, struct reuse_passage, i);
            near += passage->kind == REUSE_NEAR;
            if (passage->kind == REUSE_NEAR)
                check_near(units, passage, &options);
        }
        plain_free(units, index_units(world.sample.index));
        world_close(&world);
    }
    cr_assert_gt(near, 10);
    g_rand_free(random);
}

/* ---- single cases */

static const struct reuse_passage *at(const GArray *passages, guint i)
{
    return &g_array_index(passages, struct reuse_passage, i);
}

Test(reuse_passages, a_changed_word_makes_a_near_passage_of_two_exact_ones)
{
    struct world world = world_of((const char *const[]){
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉",
        "天地甲乙丙丁戊己庚辛壬癸玄黄寅卯辰巳午未申酉", NULL});
    struct reuse_options options = {.min = 8, .exact = true, .near = true};
    g_autoptr(GArray) got =
        all_passages(world.sample.index, &options, NULL, NULL);
    cr_assert_eq(got->len, 3);
    cr_assert_eq(at(got, 0)->kind, REUSE_NEAR);
    cr_assert_eq(at(got, 0)->a.start, 0);
    cr_assert_eq(at(got, 0)->a.end, 20);
    cr_assert_eq(at(got, 0)->b.start, 2);
    cr_assert_eq(at(got, 0)->b.end, 22);
    cr_assert(ABS(at(got, 0)->similarity - 0.9) < 1e-9);
    for (guint i = 1; i < 3; i++) {
        cr_assert_eq(at(got, i)->kind, REUSE_EXACT);
        cr_assert(at(got, i)->inside);
    }
    world_close(&world);
}

Test(reuse_passages, too_much_change_is_no_near_passage)
{
    struct world world = world_of((const char *const[]){
        "甲乙丙丁戊己庚辛天地玄黄宇宙壬癸子丑寅卯辰巳",
        "甲乙丙丁戊己庚辛洪荒日月盈昃壬癸子丑寅卯辰巳", NULL});
    struct reuse_options options = {.min = 8, .exact = true, .near = true};
    g_autoptr(GArray) got =
        all_passages(world.sample.index, &options, NULL, NULL);
    cr_assert_eq(got->len, 2);
    cr_assert_eq(at(got, 0)->kind, REUSE_EXACT);
    cr_assert_not(at(got, 0)->inside);
    world_close(&world);
}

Test(reuse_passages, titles_are_equal_to_nothing)
{
    struct world world = world_of(
        (const char *const[]){"根据《甲乙丙丁戊己庚辛》编制本规划",
                              "根据《甲乙丙丁戊己庚辛》编制本规划", NULL});
    struct reuse_options options = {
        .min = 5, .no_titles = true, .exact = true, .near = true};
    g_autoptr(GArray) got =
        all_passages(world.sample.index, &options, NULL, NULL);
    cr_assert_eq(got->len, 1);
    cr_assert_eq(at(got, 0)->a.start, 12);
    cr_assert_eq(at(got, 0)->a.end, 17);
    world_close(&world);
}

Test(reuse_passages, a_focus_gives_its_own_and_puts_it_first)
{
    static const char *const letters[] = {"甲", "乙"};
    GRand *random = g_rand_new_with_seed(9);
    struct world world = random_world(random, letters, 2);
    struct reuse_options options = {.min = 4, .exact = true, .near = true};
    g_autoptr(GArray) all =
        all_passages(world.sample.index, &options, NULL, NULL);
    guint32 first, count;
    guint want = 0, exact = 0;
    index_plan_units(world.sample.index, 2, &first, &count);
    g_autoptr(GArray) focus = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 unit = first; unit < first + count; unit++)
        g_array_append_val(focus, unit);
    for (guint i = 0; i < all->len; i++) {
        struct entry entry;
        index_entry(world.sample.index, at(all, i)->a.unit, &entry);
        want += at(all, i)->kind == REUSE_EXACT &&
                (entry.plan == 2 || at(all, i)->plan == 2);
    }
    g_autoptr(GArray) got =
        all_passages(world.sample.index, &options, NULL, focus);
    for (guint i = 0; i < got->len; i++) {
        cr_assert(at(got, i)->a.unit >= first &&
                  at(got, i)->a.unit < first + count);
        cr_assert_neq(at(got, i)->plan, 2);
        exact += at(got, i)->kind == REUSE_EXACT;
    }
    cr_assert_gt(want, 0);
    cr_assert_eq(exact, want);
    world_close(&world);
    g_rand_free(random);
}

Test(reuse_passages, plans_without_text_share_nothing)
{
    struct world world = world_of((const char *const[]){"", "甲", "甲", NULL});
    struct reuse_options options = {.min = 2, .exact = true, .near = true};
    g_autoptr(GArray) got =
        all_passages(world.sample.index, &options, NULL, NULL);
    cr_assert_eq(got->len, 0);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) nobody =
        all_passages(world.sample.index, &options, none, none);
    cr_assert_eq(nobody->len, 0);
    world_close(&world);
}

/* ---- the matrix */

static guint64 bits(const guint8 *covered, guint32 length)
{
    guint64 sum = 0;
    for (guint32 i = 0; i < length; i++)
        sum += covered[i];
    return sum;
}

/* What passages of `plan` with `other` (or with any) cover of it, counted
 * character by character. */
static guint64 plain_cover(const struct index *index, const GArray *all,
                           guint32 plan, gint64 other)
{
    enum { LONGEST = 64 };
    g_autofree guint8 *covered = g_new0(guint8, index_units(index) * LONGEST);
    for (guint i = 0; i < all->len; i++) {
        struct entry entry;
        index_entry(index, at(all, i)->a.unit, &entry);
        const struct reuse_place *sides[] = {&at(all, i)->a, &at(all, i)->b};
        guint32 plans[] = {entry.plan, at(all, i)->plan};
        for (guint side = 0; side < 2; side++)
            if (plans[side] == plan && (other < 0 || plans[1 - side] == other))
                for (guint32 c = sides[side]->start; c < sides[side]->end; c++)
                    covered[sides[side]->unit * LONGEST + c] = 1;
    }
    return bits(covered, index_units(index) * LONGEST);
}

Test(reuse_passages, the_matrix_counts_each_character_once)
{
    static const char *const letters[] = {"甲", "乙", "丙"};
    GRand *random = g_rand_new_with_seed(10);
    struct world world = random_world(random, letters, 3);
    struct reuse_options options = {.min = 4, .exact = true, .near = true};
    g_autoptr(GArray) all =
        all_passages(world.sample.index, &options, NULL, NULL);
    struct reuse *reuse =
        reuse_new(world.sample.index, &options, NULL, NULL, NULL);
    struct reuse_matrix *matrix = reuse_matrix_new(reuse);
    GArray *next;
    guint32 plan;
    while ((next = reuse_next(reuse, &plan)) != NULL) {
        reuse_matrix_add(matrix, plan, next);
        g_array_unref(next);
    }
    cr_assert_eq(matrix->count, 4);
    for (guint i = 0; i < 4; i++) {
        cr_assert_eq(matrix->any[i],
                     plain_cover(world.sample.index, all, i, -1));
        for (guint j = 0; j < 4; j++)
            cr_assert_eq(matrix->reused[i * 4 + j],
                         i == j ? 0
                                : plain_cover(world.sample.index, all, i, j));
    }
    cr_assert_gt(matrix->any[0], 0);
    reuse_matrix_free(matrix);
    reuse_free(reuse);
    world_close(&world);
    g_rand_free(random);
}

/* ---- edits */

/* The script written out, with [-…-] and {+…+}. */
static char *written(const char *a, const char *b)
{
    g_autoptr(GArray) edits = reuse_edits(a, strlen(a), b, strlen(b));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < edits->len; i++) {
        const struct reuse_edit *edit =
            &g_array_index(edits, struct reuse_edit, i);
        g_autofree char *piece = g_utf8_substring(
            edit->op == REUSE_INSERT ? b : a, edit->start, edit->end);
        g_string_append_printf(out,
                               edit->op == REUSE_KEEP     ? "%s"
                               : edit->op == REUSE_INSERT ? "{+%s+}"
                                                          : "[-%s-]",
                               piece);
    }
    return g_string_free(out, FALSE);
}

Test(reuse_passages, changes_are_written_as_a_reader_would)
{
    static const char *const cases[][3] = {
        {"到2020年达到2000件", "到2025年达到8000件",
         "到[-2020-]{+2025+}年达到[-2000-]{+8000+}件"},
        {"党的十九大精神", "党的二十大精神", "党的[-十九-]{+二十+}大精神"},
        {"经**局授权的专利", "经国家局授权的专利", "经**局授权的专利"},
        {"现代化**新征程", "现代化新征程", "现代化[-**-]新征程"},
        {"能力。机制。全面", "能力。全面", "能力。[-机制。-]全面"},
        {"甲", "乙", "[-甲-]{+乙+}"},
        {"甲", "甲", "甲"},
        {"", "乙丙", "{+乙丙+}"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = written(cases[i][0], cases[i][1]);
        cr_assert_str_eq(got, cases[i][2], "%s", got);
    }
}

/* Whether the script makes b of a. */
static void check_script(const char *a, const char *b)
{
    g_autoptr(GArray) edits = reuse_edits(a, strlen(a), b, strlen(b));
    g_autoptr(GString) made = g_string_new(NULL);
    guint32 read = 0;
    for (guint i = 0; i < edits->len; i++) {
        const struct reuse_edit *edit =
            &g_array_index(edits, struct reuse_edit, i);
        const char *from = edit->op == REUSE_INSERT ? b : a;
        g_autofree char *piece = g_utf8_substring(from, edit->start, edit->end);
        cr_assert_lt(edit->start, edit->end);
        if (edit->op != REUSE_DELETE)
            g_string_append(made, piece);
        if (edit->op == REUSE_INSERT)
            continue;
        cr_assert_eq(edit->start, read);
        read = edit->end;
    }
    cr_assert_str_eq(made->str, b);
    cr_assert_eq(read, g_utf8_strlen(a, -1));
}

Test(reuse_passages, edits_make_one_of_the_other)
{
    static const char *const letters[] = {"甲", "乙", "1", "2", "𠮷"};
    GRand *random = g_rand_new_with_seed(11);
    for (guint i = 0; i < 3000; i++) {
        g_autofree char *a = random_text(random, letters, 2 + i % 4);
        g_autofree char *b = random_text(random, letters, 2 + i % 4);
        check_script(a, b);
    }
    g_rand_free(random);
}
