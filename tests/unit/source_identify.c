/* Which plan a text is: manifest, title, the text's own words. */
#include "tests/unit/model_fixture.h"
#include "tests/unit/source_fixture.h"

#define HASH "00000000000000000000000000000000000000000000000000000000000000aa"
#define OTHER "00000000000000000000000000000000000000000000000000000000000000bb"

TestSuite(manifest, .init = folder_make, .fini = folder_remove);
TestSuite(identify, .init = folder_make, .fini = folder_remove);

static const char head[] = "sha256\tid\ttitle\tplace\tlevel\tperiod\tsubject\n";

static struct manifest *manifest_of(const char *rows, GError **error)
{
    g_autofree char *text = g_strconcat(head, rows, NULL);
    g_autofree char *path = path_of("manifest.tsv");
    put("manifest.tsv", text);
    return manifest_new(path, error);
}

static void refused(const char *rows, const char *why)
{
    g_autoptr(GError) error = NULL;
    cr_assert_null(manifest_of(rows, &error));
    cr_assert_not_null(strstr(error->message, why), "%s", error->message);
}

Test(manifest, the_built_in_one_is_sound)
{
    g_autoptr(GError) error = NULL;
    struct manifest *manifest = manifest_new(NULL, &error);
    cr_assert_not_null(manifest);
    const struct manifest_entry *entry = manifest_find(
        manifest,
        "7edde14bbf07940583408f4b2a4885215d150b6ad3b09c05729052e505b6797b");
    cr_assert_str_eq(entry->id, "zhongshan-14");
    cr_assert_str_eq(entry->level, "city");
    cr_assert_null(manifest_find(manifest, HASH));
    manifest_free(manifest);
}

Test(manifest, the_users_entries_win)
{
    struct manifest *manifest =
        manifest_of("7edde14bbf07940583408f4b2a4885215d150b6ad3b09c05729052e505"
                    "b6797b\tmine\n" HASH "\tguangzhou-13\n",
                    NULL);
    const struct manifest_entry *entry = manifest_find(
        manifest,
        "7edde14bbf07940583408f4b2a4885215d150b6ad3b09c05729052e505b6797b");
    cr_assert_str_eq(entry->id, "mine");
    cr_assert_null(entry->title);
    /* The built-in entry whose id is now another file's gives way. */
    cr_assert_str_eq(manifest_find(manifest, HASH)->id, "guangzhou-13");
    cr_assert_null(manifest_find(
        manifest,
        "8a5db9ece5f345643d92b96e3d14ea57a3be67b472322ac679448467926c63da"));
    manifest_free(manifest);
}

Test(manifest, a_wrong_one_is_refused)
{
    refused("abc\tx\n", "entry 1: no SHA-256");
    refused(HASH "\t\n", "entry 1: id is not");
    refused(HASH "\ta\n" OTHER "\tb/c\n", "entry 2: id is not");
    refused(HASH "\ta\n" OTHER "\ta\n", "entry 2: its id is another");
    put("bare.tsv", HASH "\ta\n");
    g_autofree char *bare = path_of("bare.tsv");
    g_autofree char *gone = path_of("gone.tsv");
    g_autoptr(GError) error = NULL;
    cr_assert_null(manifest_new(bare, &error));
    cr_assert_not_null(strstr(error->message, "first line"));
    cr_assert_null(manifest_new(gone, NULL));
}

/* The plan that `blocks` are, in the file jia.txt of hash HASH, by a manifest
 * of those rows. */
static struct plan *identified(const char *rows, const char *blocks)
{
    struct source_file file = {.name = (char *)"jia.txt",
                               .sha256 = (char *)HASH};
    struct manifest *manifest = manifest_of(rows, NULL);
    g_autoptr(GPtrArray) list = fixture_blocks(blocks);
    struct plan *plan = plan_new();
    plan_identify(plan, manifest, &file, list);
    cr_assert_str_eq(plan->source, "jia.txt");
    cr_assert_str_eq(plan->sha256, HASH);
    manifest_free(manifest);
    return plan;
}

static const char *or_none(const char *text)
{
    return text != NULL ? text : "-";
}

/* Title, where it is from, place, level and period of an unknown plan. */
static void is(const char *blocks, const char *wanted)
{
    struct plan *plan = identified("", blocks);
    g_autofree char *got = g_strdup_printf(
        "%s %s %s %s %s", plan->title, plan->title_from, or_none(plan->place),
        or_none(plan->level), or_none(plan->period));
    cr_assert_str_eq(got, wanted);
    plan_free(plan);
}

Test(identify, by_the_manifest)
{
    struct plan *plan =
        identified(HASH "\tjia-14\t甲市规划\t甲市\tcity\t2021-2025\t科技\n",
                   "T 甲市\nP 一。\n");
    cr_assert_str_eq(plan->id, "jia-14");
    cr_assert_str_eq(plan->title, "甲市规划");
    cr_assert_str_eq(plan->title_from, "manifest");
    cr_assert_str_eq(plan->place, "甲市");
    cr_assert_str_eq(plan->subject, "科技");
    plan_free(plan);
}

Test(identify, a_title_that_the_text_has_is_from_the_text)
{
    struct plan *plan =
        identified(HASH "\tx\t甲市“十四五”规划\n", "T 甲市 “十四五” 规划\n");
    cr_assert_str_eq(plan->title_from, "text");
    cr_assert_str_eq(plan->title, "甲市“十四五”规划");
    plan_free(plan);
}

Test(identify, what_the_manifest_leaves_out_the_text_says)
{
    struct plan *plan = identified(HASH "\tx\n", "T 清远市“十四五”规划\n");
    cr_assert_str_eq(plan->id, "x");
    cr_assert_str_eq(plan->title, "清远市“十四五”规划");
    cr_assert_str_eq(plan->title_from, "text");
    cr_assert_str_eq(plan->province, "广东省");
    cr_assert_str_eq(plan->period, "2021-2025");
    plan_free(plan);
}

Test(identify, by_the_title)
{
    is("T 甲市科技“十四五”规划\nP 乙市。\n",
       "甲市科技“十四五”规划 text 甲市 city 2021-2025");
    is("T 广东省规划（2016—2020年）\n",
       "广东省规划（2016—2020年） text 广东省 province 2016-2020");
    is("T “十四五”国家规划\n", "“十四五”国家规划 text 全国 nation 2021-2025");
    is("T 科技创新规划\n", "科技创新规划 text - - -");
}

Test(identify, an_id_is_made_of_place_period_and_title)
{
    struct plan *plan = identified("", "T 甲市“十四五”规划\n");
    g_autofree char *wanted =
        plan_make_id(place_of_title("甲市"), "2021-2025", "甲市“十四五”规划");
    cr_assert_str_eq(plan->id, wanted);
    cr_assert(g_str_has_prefix(plan->id, "jia-14-"));
    plan_free(plan);
}

Test(identify, a_cut_title_is_completed)
{
    /* by the same words elsewhere */
    is("T 甲市知识产权保护\nP 为了发展，编制本规划。\n"
       "P 落实《甲市知识产权保护和运用“十四五”规划》。\n",
       "甲市知识产权保护和运用“十四五”规划 inferred 甲市 city 2021-2025");
    /* by the period of its place's plan */
    is("T 甲市知识产权保护和运用\n"
       "P "
       "根据《乙省知识产权“十三五”规划》《甲市国民经济和社会发展第十四个五年规"
       "划"
       "纲要》，编制本规划。\n",
       "甲市知识产权保护和运用“十四五”规划 inferred 甲市 city 2021-2025");
    is("T 甲市科技“十四五”\nP 编制本规划。\n",
       "甲市科技“十四五”规划 inferred 甲市 city 2021-2025");
}

Test(identify, a_missing_title_is_learned)
{
    /* from the table of indicators, whose place is the one considered */
    is("H1 |导言\nP "
       "依据《国家规划》《乙省科技“十四五”规划》，结合甲市实际，特制定"
       "本规划。规划期限为2021年至2025年。\n"
       "B2 专栏1|“十四五”时期甲市科技发展主要指标\n",
       "甲市科技发展“十四五”规划 inferred 甲市 city 2021-2025");
    is("P "
       "依据《乙省规划》《甲市国民经济和社会发展第十三个五年规划纲要》，制定本"
       "规划。\n"
       "G 表1 “十三五”期间甲市科技创新核心指标|名,值|a,1\n",
       "甲市科技创新“十三五”规划 inferred 甲市 city 2016-2020");
    /* from what the opening says it draws up */
    is("P 结合甲市实际，制定《甲市科技“十四五”规划》（以下简称《规划》）。\n",
       "甲市科技“十四五”规划 inferred 甲市 city 2021-2025");
}

Test(identify, a_plan_it_follows_is_never_its_own_title)
{
    is("P 为落实《乙省科技“十四五”规划》，结合甲市实际，制定本规划。\n",
       "jia inferred 甲市 city -");
    is("P 省里制定《乙省科技“十四五”规划》，结合甲市实际，制定本规划。\n",
       "jia inferred 甲市 city -");
    is("P 依据《甲市规划纲要》《乙市规划纲要》。\n", "jia inferred - - -");
    is("T 导言\nP 结合甲市实际，规划期为2021-2025年，编制本规划。\n",
       "导言 text 甲市 city 2021-2025");
}

Test(identify, what_records_say_is_kept)
{
    struct source_file file = {.name = (char *)"a.jsonl",
                               .sha256 = (char *)HASH};
    struct manifest *manifest = manifest_of(HASH "\tx\t甲\t乙市\n", NULL);
    g_autoptr(GPtrArray) blocks = fixture_blocks("T 丙市规划\n");
    struct plan *plan = plan_new();
    plan->id = g_strdup("mine");
    plan->title = g_strdup("我的");
    plan->place = g_strdup("清远");
    plan->period = g_strdup("十四五");
    plan_identify(plan, manifest, &file, blocks);
    cr_assert_str_eq(plan->id, "mine");
    cr_assert_str_eq(plan->title, "我的");
    cr_assert_str_eq(plan->title_from, "text");
    cr_assert_str_eq(plan->place, "清远");
    cr_assert_str_eq(plan->province, "广东省");
    cr_assert_str_eq(plan->level, "city");
    cr_assert_str_eq(plan->period, "2021-2025");
    plan_free(plan);
    manifest_free(manifest);
}

Test(identify, nothing_to_go_by)
{
    is("", "jia inferred - - -");
    is("P 一段。\n", "jia inferred - - -");
}
