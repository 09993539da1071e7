/* Verbs, objects and policy tools of a measure. */
#include "tests/unit/extraction_fixture.h"

#include <string.h>

static struct extractor *extractor;

static void setup(void)
{
    extractor = extractor_new(NULL);
}

static void teardown(void)
{
    extractor_free(extractor);
}

TestSuite(measures, .init = setup, .fini = teardown);

/* verb>object;… */
static void expect_actions(const char *original, const char *want)
{
    struct sentence sentence;
    g_autoptr(GString) got = g_string_new(NULL);
    sentence_init(&sentence, original);
    const struct measure *measure =
        extractor_measure(extractor, &sentence.text);
    for (guint i = 0; i < measure->actions->len; i++) {
        const struct action *action =
            &g_array_index(measure->actions, struct action, i);
        put_span(got, sentence.text.text, action->verb);
        g_string_append_c(got, '>');
        put_span(got, sentence.text.text, action->object);
        g_string_append_c(got, ';');
        cr_expect_leq(action->first + action->count, measure->objects->len);
    }
    cr_expect_str_eq(got->str, want, "%s\n  got  %s\n  want %s", original,
                     got->str, want);
    sentence_clear(&sentence);
}

static void expect_objects(const char *original, const char *want)
{
    struct sentence sentence;
    g_autoptr(GString) got = g_string_new(NULL);
    sentence_init(&sentence, original);
    const struct measure *measure =
        extractor_measure(extractor, &sentence.text);
    for (guint i = 0; i < measure->objects->len; i++) {
        put_span(got, sentence.text.text,
                 g_array_index(measure->objects, struct byte_span, i));
        g_string_append_c(got, ';');
    }
    cr_expect_str_eq(got->str, want, "%s: %s", original, got->str);
    sentence_clear(&sentence);
}

/* tool and side of the weightiest, or "" */
static void expect_tool(const char *original, gsize lead, const char *want)
{
    struct sentence sentence;
    sentence_init(&sentence, original);
    sentence.text.lead = lead;
    const struct measure *measure =
        extractor_measure(extractor, &sentence.text);
    const char *got =
        measure->tools->len > 0
            ? g_array_index(measure->tools, struct policy_tool, 0).name
            : "";
    cr_expect_str_eq(got, want, "%s: %s", original, got);
    sentence_clear(&sentence);
}

Test(measures, a_verb_governs_to_the_end_of_the_clause)
{
    expect_actions("完善质押融资机制，建立风险补偿资金池。",
                   "完善>质押融资机制;建立>风险补偿资金池;");
    expect_actions("落实“放管服”改革。", "落实>\"放管服\"改革;");
}

Test(measures, verbs_share_an_object)
{
    expect_actions("建立健全专利导航机制。",
                   "建立>专利导航机制;健全>专利导航机制;");
    expect_actions("推进和完善制度建设。", "推进>制度建设;完善>制度建设;");
    expect_actions("引导和支持企业建立专利的制度。",
                   "引导>企业建立专利的制度;支持>企业建立专利的制度;"
                   "建立>专利的制度;");
    expect_actions("培育发展服务业。", "培育>服务业;发展>服务业;");
    expect_actions("引导、支持企业申请专利。",
                   "引导>企业申请专利;支持>企业申请专利;");
}

Test(measures, who_is_helped_acts_himself)
{
    expect_actions("支持企业积极开展专利导航。",
                   "支持>企业积极开展专利导航;开展>专利导航;");
    expect_actions("推动在甲区、乙区设立服务站。",
                   "推动>在甲区、乙区设立服务站;设立>服务站;");
    expect_actions("支持甲市实施重大项目。",
                   "支持>甲市实施重大项目;实施>重大项目;");
    expect_actions("加强企业知识产权保护规范建设。",
                   "加强>企业知识产权保护规范建设;");
}

Test(measures, nouns_are_no_verbs)
{
    expect_actions("加强组织领导。", "加强>组织领导;");
    expect_actions("完善政策的落实。", "完善>政策的落实;");
    expect_actions("规划实施过程顺利。", "");
    expect_actions("进一步加快建设专利强市。", "建设>专利强市;");
}

Test(measures, verbs_in_names_of_what_is_made)
{
    expect_actions("定期开展打击侵权假冒行动。", "开展>打击侵权假冒行动;");
    expect_actions("出台促进“双创”的政策措施。",
                   "出台>促进\"双创\"的政策措施;");
    expect_actions("建立健全工作机制。", "建立>工作机制;健全>工作机制;");
}

Test(measures, verbs_that_make_nouns)
{
    expect_actions("编制年度实施方案、保障办法和配套清单。",
                   "编制>年度实施方案、保障办法和配套清单;");
    expect_actions("定期对各项任务落实情况进行检查。", "");
    expect_actions("优化政策体系和协调机制。", "优化>政策体系和协调机制;");
    expect_actions("根据任务推进实施的需要，加大投入。", "加大>投入;");
    expect_actions("使专利成为支撑发展的力量。", "");
    expect_actions("加强与甲市合作。", "加强>与甲市合作;");
    expect_actions("建设引领型专利强省。", "建设>引领型专利强省;");
    expect_actions("推动传统产业优化升级。", "推动>传统产业优化升级;");
}

Test(measures, lists_that_say_what_a_noun_is_about)
{
    expect_actions("做好培育产业、优化环境等重点工作。",
                   "做好>培育产业、优化环境等重点工作;");
    expect_actions("发挥党委统揽全局、协调各方的领导作用。",
                   "发挥>党委统揽全局、协调各方的领导作用;");
    expect_actions("完善政策措施、全面增强综合实力。",
                   "完善>政策措施;增强>综合实力;");
    expect_actions("优化使用机制以保障重点工作。", "优化>使用机制;");
}

Test(measures, what_is_hidden_is_part_of_the_object)
{
    expect_actions("争取**级项目落户，打造**产业集群。",
                   "争取>**级项目落户;打造>**产业集群;");
    expect_actions("建立商标**建设推进工作体系。",
                   "建立>商标**建设推进工作体系;");
}

Test(measures, objects_one_by_one)
{
    expect_objects("培育专利、商标和版权品牌。", "专利;商标;版权品牌;");
    expect_objects("推广“专利、商标”模式。", "\"专利、商标\"模式;");
}

Test(measures, tools_of_the_lexicon)
{
    expect_tool("安排专项资金，对企业给予奖励。", 0, "资金投入");
    expect_tool("推进质押融资，发展知识产权保险。", 0, "金融支持");
    expect_tool("扩大政府采购。", 0, "政府采购");
    expect_tool("让它更好。", 0, "");
    /* the lead says what it is, whatever is named oftener behind it */
    const char *text = "加强人才培养。以质押、保险促进发展。";
    expect_tool(text, strlen("加强人才培养。"), "人才培养");
}

/* the same, under a heading */
static void expect_tool_under(const char *heading, const char *original,
                              const char *want)
{
    struct sentence sentence;
    sentence_init(&sentence, original);
    sentence.text.heading = heading;
    const struct measure *measure =
        extractor_measure(extractor, &sentence.text);
    cr_assert_gt(measure->tools->len, 0);
    cr_expect_str_eq(g_array_index(measure->tools, struct policy_tool, 0).name,
                     want);
    sentence_clear(&sentence);
}

Test(measures, a_heading_says_what_a_paragraph_without_lead_is)
{
    const char *text = "根据本规划战略任务实施的需要，安排经费，"
                       "落实目标责任和考核评估。";
    expect_tool_under("(二)优化资金投入", text, "资金投入");
    expect_tool_under("(二)优化资金投入",
                      "根据本规划战略任务的需要，予以经费保障，实施绩效考核。",
                      "资金投入");
    expect_tool_under("四、做好下一步", "根据规划战略，加大经费投入。",
                      "资金投入");
}

Test(measures, tools_of_words_within_others)
{
    expect_tool("促进战略性新兴产业。", 0, "市场塑造");
    expect_tool("深化区域合作。", 0, "策略性措施");
    expect_tool("加强国际合作。", 0, "海外机构");
    expect_tool("完善政策体系，运用大数据。", 0, "法规管制");
}

Test(measures, which_units_are)
{
    cr_expect(extraction_is_measure(UNIT_PARAGRAPH, ROLE_TASKS));
    cr_expect(extraction_is_measure(UNIT_PARAGRAPH, ROLE_SAFEGUARDS));
    cr_expect_not(extraction_is_measure(UNIT_PARAGRAPH, ROLE_GOALS));
    cr_expect_not(extraction_is_measure(UNIT_PARAGRAPH, ROLE_NONE));
    cr_expect_not(extraction_is_measure(UNIT_ROW, ROLE_TASKS));
}
