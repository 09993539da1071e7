/* The section tree and ids (contract §2). */
#include "tests/unit/model_fixture.h"

#include <criterion/criterion.h>

static void ids_are(const char *blocks, const char *wanted)
{
    struct plan *plan = fixture_plan(blocks);
    g_autofree char *ids = fixture_ids(plan);
    cr_assert_str_eq(ids, wanted);
    plan_free(plan);
}

Test(outline, units_count_within_their_section)
{
    ids_are("T 甲市规划\n"
            "P 开头。\n"
            "H1 三、|任务\n"
            "P 一。\n"
            "H2 （二）|保护\n"
            "P 二。\nP 三。\nN 注：1.四。\nP 五。\n"
            "H2 （三）|运用\n"
            "P 六。\n",
            "title 0/p1 3 3/p1 3.2 3.2/p1 3.2/p2 3.2/n1 3.2/p3 3.3 3.3/p1");
}

Test(outline, numbers_come_from_markers)
{
    ids_are("H1 第十二章|甲\nH2 第3节|乙\nH3 一百零三、|丙\nH4 （3）|丁\n"
            "H5 ④|戊\nH6 ５．|己\n",
            "12 12.3 12.3.103 12.3.103.3 12.3.103.3.4 12.3.103.3.4.5");
    ids_are("H1 一、|甲\nH2 1.1|乙\nH3 1.1.1|丙\nP 一。\nH3 1.1.2|丁\n",
            "1 1.1 1.1.1 1.1.1/p1 1.1.2");
    ids_are("H1 第一部分|甲\nH2 A.|乙\nH2 b)|丙\nH1 Ⅲ.|丁\n", "1 1.1 1.2 3");
}

Test(outline, headings_without_numbers_count_among_siblings)
{
    ids_are("H1 |导言\nH1 一、|甲\nH2 |乙\nH2 |丙\nH1 |附则\n",
            "u1 1 1.u1 1.u2 u2");
}

Test(outline, a_repeated_number_gets_a_letter)
{
    ids_are("H1 三、|甲\nH1 三、|乙\nP 一。\nH2 （一）|丙\nH1 三、|丁\n",
            "3 3b 3b/p1 3b.1 3c");
    GString *many = g_string_new(NULL);
    for (int i = 0; i < 28; i++)
        g_string_append(many, "H1 一、|甲\n");
    struct plan *plan = fixture_plan(many->str);
    cr_assert_str_eq(fixture_unit(plan, 25)->id, "jia-14/1z");
    cr_assert_str_eq(fixture_unit(plan, 27)->id, "jia-14/1-28");
    plan_free(plan);
    g_string_free(many, true);
}

Test(outline, boxes_have_their_own_numbers)
{
    ids_are("H1 二、|甲\nH2 （三）|乙\nB3 专栏1|指标\nP 一。\n"
            "B3 专栏十|工程\nH1 三、|丙\nB2 专栏|无号\nB2 专栏3-1|丁\n",
            "2 2.3 2.3.b1 2.3.b1/p1 2.3.b10 3 3.b1 3.b3-1");
}

Test(outline, tables_rows_and_captions)
{
    ids_are("H1 二、|甲\nG 表1|名,值|a,1|b,2\nG |名|c\n",
            "2 2/t1 2/t1.r1 2/t1.r2 2/t2.r1");
    struct plan *plan = fixture_plan("G 表1|名,值|a,1|b,\n");
    cr_assert_str_eq(fixture_unit(plan, 2)->text, "b | ");
    cr_assert_str_eq(fixture_unit(plan, 2)->id, "jia-14/0/t1.r2");
    cr_assert_eq(fixture_unit(plan, 2)->table, 0);
    plan_free(plan);
}

Test(outline, a_level_left_out_does_not_matter)
{
    struct plan *plan = fixture_plan("H1 一、|甲\nH4 1．|乙\nH2 （一）|丙\n");
    g_autofree char *ids = fixture_ids(plan);
    cr_assert_str_eq(ids, "1 1.1 1.1b");
    const struct section *last = g_ptr_array_index(plan->sections, 2);
    cr_assert_eq(last->parent, 0);
    plan_free(plan);
}

Test(outline, a_shorter_path_ends_a_box)
{
    g_autoptr(GPtrArray) blocks =
        fixture_blocks("H1 三、|任务\nP 一。\nB2 专栏1|工程\nP 二。\nP 三。\n");
    struct block *after = g_ptr_array_index(blocks, 4);
    g_ptr_array_add(after->path, g_strdup("三、任务"));
    struct plan *plan = fixture_plan_of(blocks);
    g_autofree char *ids = fixture_ids(plan);
    cr_assert_str_eq(ids, "3 3/p1 3.b1 3.b1/p1 3/p2");
    cr_assert_eq(after->path->len, 1);
    plan_free(plan);
}

Test(outline, paths_and_ids_are_written_back)
{
    g_autoptr(GPtrArray) blocks =
        fixture_blocks("P 零。\nH1 第三章|任务\nH2 一、|保护\nP 一。\n");
    struct plan *plan = fixture_plan_of(blocks);
    const struct block *first = g_ptr_array_index(blocks, 0);
    const struct block *heading = g_ptr_array_index(blocks, 2);
    const struct block *last = g_ptr_array_index(blocks, 3);
    cr_assert_eq(first->path->len, 0);
    cr_assert_eq(heading->path->len, 1);
    cr_assert_eq(last->path->len, 2);
    cr_assert_str_eq(g_ptr_array_index(last->path, 0), "第三章 任务");
    cr_assert_str_eq(g_ptr_array_index(last->path, 1), "一、保护");
    cr_assert_str_eq(last->id, "jia-14/3.1/p1");
    cr_assert_str_eq(heading->id, "jia-14/3.1");
    plan_free(plan);
}

Test(outline, without_headings_paths_open_the_sections)
{
    g_autoptr(GPtrArray) blocks = fixture_blocks("P 一。\nP 二。\nP 三。\n");
    struct block *first = g_ptr_array_index(blocks, 0);
    struct block *second = g_ptr_array_index(blocks, 1);
    g_ptr_array_add(first->path, g_strdup("第三章 任务"));
    g_ptr_array_add(first->path, g_strdup("专栏2 工程"));
    g_ptr_array_add(second->path, g_strdup("第三章 任务"));
    g_ptr_array_add(second->path, g_strdup("导言"));
    struct plan *plan = fixture_plan_of(blocks);
    g_autofree char *ids = fixture_ids(plan);
    cr_assert_str_eq(ids, "3.b2/p1 3.u1/p1 0/p1");
    const struct section *box = g_ptr_array_index(plan->sections, 1);
    cr_assert(box->box);
    cr_assert_str_eq(box->marker, "专栏2");
    cr_assert_str_eq(box->text, "工程");
    plan_free(plan);
}

Test(outline, given_ids_are_kept_and_never_repeated)
{
    g_autoptr(GPtrArray) blocks = fixture_blocks("P 一。\nP 二。\nP 三。\n");
    struct block *last = g_ptr_array_index(blocks, 2);
    last->id = g_strdup("jia-14/0/p1");
    struct plan *plan = fixture_plan_of(blocks);
    g_autofree char *ids = fixture_ids(plan);
    cr_assert_str_eq(ids, "0/p2 0/p3 0/p1");
    plan_free(plan);
}

Test(outline, furniture_is_no_unit)
{
    ids_are("F 首页\nP 一。\nF 分享\n", "0/p1");
    struct plan *plan = fixture_plan("");
    cr_assert_eq(plan->units->len, 0);
    plan_free(plan);
}

Test(outline, ids_do_not_repeat_in_an_odd_plan)
{
    struct plan *plan =
        fixture_plan("H1 零、|甲\nP 一。\nH1 |乙\nP 二。\nH3 三b|丙\nH1 u1|丁\n"
                     "H1 0|戊\nB1 专栏0|己\nB1 专栏0|庚\nT 又一题\nT 题\n");
    cr_assert_null(plan_check(plan), "%s", plan_check(plan));
    plan_free(plan);
}

/* Blocks of all kinds, depths, markers, paths and given ids, by chance. */
static GPtrArray *any_blocks(GRand *rand)
{
    static const char *const markers[] = {"一、", "（一）", "1.1",    "专栏1",
                                          "",     "0",      "第十章", "b"};
    static const char *const labels[] = {"一、甲", "（一）乙", "专栏1 丙", ""};
    static const char *const ids[] = {
        "jia-14/1/p1",  "jia-14/1.1",     "jia-14", "jia-14/0/t1",
        "jia-14/title", "jia-14/0/t1.r1", "x"};
    GPtrArray *blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    guint given = 0;
    for (int count = g_rand_int_range(rand, 0, 40); count > 0; count--) {
        static const char *const kinds[] = {"T 题",   "P 段",        "N 注",
                                            "F 首页", "G 表|名|a|b", "G |名|a"};
        bool heading = g_rand_boolean(rand);
        g_autofree char *line =
            heading ? g_strdup_printf("%c%d %s|题",
                                      g_rand_boolean(rand) ? 'H' : 'B',
                                      g_rand_int_range(rand, 1, 9),
                                      markers[g_rand_int_range(rand, 0, 8)])
                    : g_strdup(kinds[g_rand_int_range(rand, 0, 6)]);
        struct block *block = fixture_block(line);
        for (int i = g_rand_int_range(rand, 0, 4); i > 0 && !heading; i--)
            g_ptr_array_add(block->path,
                            g_strdup(labels[g_rand_int_range(rand, 0, 4)]));
        if (given < G_N_ELEMENTS(ids) && g_rand_int_range(rand, 0, 6) == 0)
            block->id = g_strdup(ids[given++]);
        g_ptr_array_add(blocks, block);
    }
    return blocks;
}

Test(outline, any_blocks_make_a_sound_plan)
{
    GRand *rand = g_rand_new_with_seed(14);
    for (int i = 0; i < 2000; i++) {
        g_autoptr(GPtrArray) blocks = any_blocks(rand);
        struct plan *plan = fixture_plan_of(blocks);
        cr_assert_null(plan_check(plan), "%d: %s", i, plan_check(plan));
        plan_free(plan);
    }
    g_rand_free(rand);
}

Test(outline, deeper_than_any_convention)
{
    g_autoptr(GPtrArray) blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    for (int i = 0; i < 20000; i++) {
        struct block *block = fixture_block("H1 一、|甲");
        block->depth = i + 1;
        g_ptr_array_add(blocks, block);
    }
    struct plan *plan = fixture_plan_of(blocks);
    cr_assert_null(plan_check(plan));
    cr_assert_lt(strlen(fixture_unit(plan, 19999)->id), 100);
    plan_free(plan);
}

Test(outline, marker_numbers)
{
    static const struct {
        const char *marker;
        long number;
    } cases[] = {{"三、", 3},
                 {"（十）", 10},
                 {"第二十三章", 23},
                 {"一百零三", 103},
                 {"二〇", 20},
                 {"百", 100},
                 {"1.2.13", 13},
                 {"专栏7", 7},
                 {"③", 3},
                 {"㈢", 3},
                 {"Ⅳ", 4},
                 {"XII.", 12},
                 {"c)", 3},
                 {"——", -1},
                 {"", -1},
                 {"导言", -1},
                 {"99999999999999999999", 99999}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        cr_assert_eq(marker_number(cases[i].marker), cases[i].number, "%s: %ld",
                     cases[i].marker, marker_number(cases[i].marker));
    cr_assert_eq(marker_number(NULL), -1);
}
