/* Labels of headings and citations of units. */
#include "tests/unit/model_fixture.h"

#include <criterion/criterion.h>

static void label_is(const char *marker, const char *text, const char *wanted)
{
    g_autofree char *label = heading_label(marker, text);
    cr_assert_str_eq(label, wanted);
}

static void last_cited(const char *blocks, const char *wanted)
{
    struct plan *plan = fixture_plan(blocks);
    g_autofree char *cite =
        unit_cite(plan, fixture_unit(plan, plan->units->len - 1));
    cr_assert_str_eq(cite, wanted);
    plan_free(plan);
}

Test(cite, labels_have_a_space_only_after_words_and_digits)
{
    label_is("三、", "任务", "三、任务");
    label_is("（三）", "保护", "（三）保护");
    label_is("(3)", "保护", "(3)保护");
    label_is("1．", "保护", "1．保护");
    label_is("第三章", "任务", "第三章 任务");
    label_is("专栏3", "工程", "专栏3 工程");
    label_is("1.1", "保护", "1.1 保护");
    label_is(NULL, "导言", "导言");
    label_is("第三章", "", "第三章");
    label_is("", "导言", "导言");
}

Test(cite, paragraphs_by_section_and_place)
{
    last_cited("P 一。", "《甲市规划》第1段");
    last_cited("H1 三、|甲\nH2 （二）|乙\nP 一。\nP 二。",
               "《甲市规划》三（二）第2段");
    last_cited("H1 第三章|甲\nH2 第二节|乙\nP 一。",
               "《甲市规划》第三章第二节第1段");
    last_cited("H1 三、|甲\nH2 （一）|乙\nH3 1、|丙\nP 一。",
               "《甲市规划》三（一）1第1段");
    last_cited("H1 |导言\nP 一。", "《甲市规划》“导言”第1段");
}

Test(cite, a_dotted_marker_stands_for_those_above)
{
    last_cited("H1 一、|甲\nH2 1.1|乙\nH3 1.1.1|丙\nP 一。",
               "《甲市规划》1.1.1第1段");
}

Test(cite, boxes_tables_and_notes)
{
    last_cited("H1 二、|甲\nB2 专栏3|乙\nG 表|名|a|b|c",
               "《甲市规划》二专栏3第1表第3行");
    last_cited("H1 二、|甲\nB2 专栏3-1|乙\nP 一。",
               "《甲市规划》二专栏3-1第1段");
    last_cited("H1 二、|甲\nN 注：1.一。\nN 2.二。", "《甲市规划》二注2");
    last_cited("G |名|a\nG 表2|名", "《甲市规划》第2表");
}

Test(cite, headings_and_titles)
{
    last_cited("H1 三、|甲\nH2 （二）|乙", "《甲市规划》三（二）");
    last_cited("H1 三、|甲\nH2 |乙", "《甲市规划》三“乙”");
    last_cited("T 甲市规划", "《甲市规划》");
}

Test(cite, an_article_of_a_law_by_its_number)
{
    struct plan *plan = fixture_plan("H1 第一章|总则\nP 为了。");
    struct unit *unit = fixture_unit(plan, 1);
    unit->marker = g_strdup("第一条");
    g_autofree char *cite = unit_cite(plan, unit);
    cr_assert_str_eq(cite, "《甲市规划》第一条");
    plan_free(plan);
}

Test(cite, an_id_of_someone_elses_making)
{
    struct plan *plan = fixture_plan("P 一。");
    struct unit *unit = fixture_unit(plan, 0);
    g_free(unit->id);
    unit->id = g_strdup("x");
    g_autofree char *cite = unit_cite(plan, unit);
    cr_assert_str_eq(cite, "《甲市规划》");
    plan_free(plan);
}

static void referred(const char *blocks, guint unit, const char *wanted)
{
    struct plan *plan = fixture_plan(blocks);
    struct citation citation;
    plan->issuer = g_strdup("甲市人民政府");
    citation_init(&citation, plan, fixture_unit(plan, unit));
    g_autofree char *got = g_strdup_printf(
        "%s|%s|%s|%s|%s|%s|%s", citation.key, citation.title, citation.issuer,
        citation.place, citation.date != NULL ? citation.date : "-",
        citation.section != NULL ? citation.section : "-",
        citation.where != NULL ? citation.where : "-");
    cr_assert_str_eq(got, wanted);
    citation_clear(&citation);
    plan_free(plan);
}

Test(cite, a_reference_says_what_is_known)
{
    static const char blocks[] =
        "T 甲市规划\nP 零。\nH1 三、|任务\nH2 （二）|保护\nP 一。";
    referred(blocks, 0, "jia-14|甲市规划|甲市人民政府|甲市|-|-|-");
    referred(blocks, 1, "jia-14/0/p1|甲市规划|甲市人民政府|甲市|-|-|第1段");
    referred(blocks, 3,
             "jia-14/3.2|甲市规划|甲市人民政府|甲市|-|三、任务 > "
             "（二）保护|三（二）");
    referred(blocks, 4,
             "jia-14/3.2/p1|甲市规划|甲市人民政府|甲市|-|三、任务 > "
             "（二）保护|三（二）第1段");
}
