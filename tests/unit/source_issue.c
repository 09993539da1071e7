/* Who issued a plan, and when: letter, page, cover and end. */
#include "tests/unit/model_fixture.h"
#include "tests/unit/source_fixture.h"

TestSuite(issue, .init = folder_make, .fini = folder_remove);

#define HEAD "sha256\tid\ttitle\tplace\tlevel\tperiod\tsubject\tissuer\tdate\n"
#define HASH "00000000000000000000000000000000000000000000000000000000000000aa"
#define PLAN "甲市水利发展“十四五”规划"
#define REST "P 为推进水利发展，制定本规划。\nH1 一、|基础\nP 成效明显。\n"

/* "issuer date", - for what is not known. */
static void by_manifest(const char *row, const char *blocks, const char *wanted)
{
    struct source_file file = {.name = (char *)"jia.txt",
                               .sha256 = (char *)HASH};
    g_autofree char *text = g_strconcat(HEAD, row, NULL);
    g_autofree char *path = path_of("manifest.tsv");
    put("manifest.tsv", text);
    struct manifest *manifest = manifest_new(path, NULL);
    g_autoptr(GPtrArray) list = fixture_blocks(blocks);
    struct plan *plan = plan_new();
    cr_assert_not_null(manifest);
    plan_identify(plan, manifest, &file, list);
    g_autofree char *got =
        g_strdup_printf("%s %s", plan->issuer != NULL ? plan->issuer : "-",
                        plan->date != NULL ? plan->date : "-");
    cr_assert_str_eq(got, wanted, "%s: %s", blocks, got);
    plan_free(plan);
    manifest_free(manifest);
}

static void is(const char *blocks, const char *wanted)
{
    by_manifest("", blocks, wanted);
}

#define LETTER "P 甲市人民政府办公室关于印发" PLAN "的通知\n"
#define SIGNED "P 甲市人民政府办公室\nP 2021年12月30日\nT " PLAN "\n" REST

Test(issue, a_letter_says_who_and_its_end_when)
{
    is(LETTER "P 各县人民政府：\nP 现印发给你们。\n" SIGNED,
       "甲市人民政府办公室 2021-12-30");
    is("P 甲市人民政府关于印发\nP 《" PLAN "》的通知\nP 2021年8月6日\nT " PLAN
       "\n" REST,
       "甲市人民政府 2021-08-06");
    is("P 关于印发《" PLAN "》的通知\nP 现印发给你们。\n" SIGNED,
       "甲市人民政府办公室 2021-12-30");
    is("P 甲市发展和改革委员会 甲市水利局关于印发" PLAN "的通知\nT " PLAN
       "\n" REST,
       "甲市发展和改革委员会、甲市水利局 -");
    /* signature and text in one paragraph */
    is(LETTER "P 现印发给你们。甲市人民政府办公室 2021年1月4日\nT " PLAN
              "\n" REST,
       "甲市人民政府办公室 2021-01-04");
}

Test(issue, a_letter_about_another_plan_is_not_its_own)
{
    is("P 甲市人民政府关于印发甲市科技“十四五”规划的通知\nP 2021年8月6日\n"
       "T " PLAN "\n" REST,
       "- -");
    is("T " PLAN "\nP 根据《甲市人民政府关于印发甲市科技“十四五”规划的"
       "通知》（甲府〔2021〕3号）制定本规划。\n" REST,
       "- -");
    is("P 甲省人民政府关于同意" PLAN "的批复\nT " PLAN "\n" REST, "- -");
}

Test(issue, the_page_of_a_government)
{
    is("F 索引号：1\nF 发布机构：甲市水利局\nF 成文日期：2022-03-15\n"
       "F 发布日期：2022-04-01\nT " PLAN "\n" REST,
       "甲市水利局 2022-03-15");
    is("F 发文机关：甲市水利局成文日期：2022年3月15日\nT " PLAN "\n" REST,
       "甲市水利局 2022-03-15");
    is("F 发布机构：甲市水利局\nF 发布日期：2022-04-01\nT " PLAN "\n" REST,
       "甲市水利局 2022-04-01");
    /* of whoever put it there */
    is("T " PLAN "\nF 2022-05-07\nF 来源：某网 发布时间：2022-05-07\n" REST,
       "- -");
}

Test(issue, cover_and_end)
{
    is("T " PLAN "\nP 甲市水利局\nP 二〇二一年十二月\n" REST,
       "甲市水利局 2021-12");
    is("T " PLAN "\nP 二○二一年十月二十一日\n" REST, "- 2021-10-21");
    is("T " PLAN "（2021年10月）\n" REST, "- 2021-10");
    is("T " PLAN "\n" REST "P 甲市水利局\nP 2021年8月6日\n",
       "甲市水利局 2021-08-06");
    is("T " PLAN "\nP 甲市水利局\nP 2021.10\n" REST, "甲市水利局 2021-10");
    is("T " PLAN "\nP 甲市水利局\nP 二Ｏ二一年十一月\n" REST,
       "甲市水利局 2021-11");
    is("T " PLAN "\nP （2021年2月5日甲市第五届人民代表大会批准）\n" REST,
       "- 2021-02-05");
    is("T " PLAN "\nP 2021.10\n" REST, "- -");
    /* a date that nobody signs, a year that is none, running text */
    is("T " PLAN "\n" REST "P 2021年8月6日\n", "- -");
    is("T " PLAN "\nP 2021年13月\n" REST, "- -");
    is("T " PLAN "\nP 截至2020年12月31日，全市建成水库三座。\n" REST, "- -");
    is("T " PLAN "（2021-2025年）\n" REST, "- -");
    is("T " PLAN "\n" REST "P 各县人民政府\nP 2021年8月6日\n", "- -");
}

Test(issue, the_manifest_wins)
{
    by_manifest(HASH "\tjia-14\t\t\t\t\t\t甲市政府\t2022\n", LETTER SIGNED,
                "甲市政府 2022");
    by_manifest(HASH "\tjia-14\t\t\t\t\t\t甲市政府\n", LETTER SIGNED,
                "甲市政府 2021-12-30");
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_of("wrong.tsv");
    put("wrong.tsv", HEAD HASH "\tjia-14\t\t\t\t\t\t\t2021年\n");
    cr_assert_null(manifest_new(path, &error));
    cr_assert_not_null(strstr(error->message, "entry 1: date is not"));
}

Test(issue, a_plan_of_many_blocks_is_looked_at_from_both_ends)
{
    GString *blocks = g_string_new("T " PLAN "\n");
    for (guint i = 0; i < 2000; i++)
        g_string_append(blocks, "P 建设水库三座。\n");
    g_string_append(blocks, "P 甲市水利局\nP 2021年8月6日\n");
    is(blocks->str, "甲市水利局 2021-08-06");
    g_string_free(blocks, TRUE);
}

/* Each mark could begin a signature that goes on to the end. */
Test(issue, rows_of_brackets_take_no_time, .timeout = 5)
{
    g_autoptr(GString) blocks = g_string_new("T " PLAN "\nP ");
    for (guint i = 0; i < 50000; i++)
        g_string_append(blocks, "（");
    is(blocks->str, "- -");
}
