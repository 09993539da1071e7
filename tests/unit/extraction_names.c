/* Organisations, programmes and places: what is a name, and what only looks
 * like one.  Texts are normalised: （ is (, “ is ". */
#include "tests/unit/extraction_fixture.h"

static void say_type(GString *out, const char *text,
                     const struct extract *found)
{
    (void)text;
    g_string_append_printf(out, ":%s", found->type);
}

static void say_evidence(GString *out, const char *text,
                         const struct extract *found)
{
    (void)text;
    g_string_append_printf(out, ":%s", found->evidence);
}

static void say_place(GString *out, const char *text,
                      const struct extract *found)
{
    (void)text;
    g_string_append_printf(out, ":%s",
                           found->known != NULL ? found->known->name : "");
}

#define BODIES(text, want) expect_found(EXTRACT_ORGANISATIONS, text, want)
#define PROGRAMMES(text, want) expect_found(EXTRACT_PROGRAMMES, text, want)
#define PLACES(text, want) expect_found(EXTRACT_PLACES, text, want)

Test(organisations, offices_with_their_places)
{
    BODIES("贯彻党中央、国务院和省委、省政府部署。",
           "党中央|国务院|省委|省政府|");
    BODIES("中共广州市委 广州市人民政府印发通知。",
           "中共广州市委|广州市人民政府|");
    BODIES("由甲市人民政府负责。", "甲市人民政府|");
    BODIES("各级人民政府、各地政府应当落实。", "");
}

Test(organisations, bodies_by_function)
{
    BODIES("市知识产权局会同市场监管局推进。", "市知识产权局|市场监管局|");
    BODIES("国家知识产权局专利局审查员来访。", "国家知识产权局专利局|");
    expect_more(EXTRACT_ORGANISATIONS, "向广州知识产权法院、市法院起诉。",
                say_type, "广州知识产权法院:court|市法院:court|");
}

Test(organisations, bodies_need_a_place_or_a_level)
{
    BODIES("支持行业协会、服务中心、产业联盟和科研院所参与。", "");
    BODIES("支持甲市版权协会、中国(甲市)知识产权保护中心参与。",
           "甲市版权协会|中国(甲市)知识产权保护中心|");
    BODIES("建设国家级保护中心和省级服务站。", "");
}

Test(organisations, what_ends_like_an_office)
{
    BODIES("优化专利布局，构建新发展格局，开拓新局，服务全省工作大局。", "");
    BODIES("查处案件，签署协议，加强部署，举办活动，建设重要中心城市。", "");
}

Test(organisations, bodies_that_join_others)
{
    BODIES("建立省质量强省建设推进工作联席会议制度。",
           "省质量强省建设推进工作联席会议|");
    BODIES("健全市标准化工作领导小组运行机制。", "市标准化工作领导小组|");
    BODIES("各级建立工作领导小组和联席会议制度。", "");
}

Test(organisations, societies_of_a_place)
{
    BODIES("推动成立甲市知识产权行业协会。", "甲市知识产权行业协会|");
    BODIES("支持广州行业协会、知识产权行业协会参与。", "");
    BODIES("成立广州市成像与光电子产业专利联盟。",
           "广州市成像与光电子产业专利联盟|");
    BODIES("支持广州市企业与产业联盟合作。", "");
    BODIES("设立“连南县知识产权服务中心”，筹建青溪县知识产权服务中心。",
           "连南县知识产权服务中心|青溪县知识产权服务中心|");
    BODIES("联合中华商标协会举办活动。", "中华商标协会|");
}

Test(organisations, branches)
{
    BODIES("运行广州知识产权法院甲市巡回审判庭。",
           "广州知识产权法院甲市巡回审判庭|");
    BODIES("依托电子科技大学中山学院等高校。", "电子科技大学中山学院|");
}

Test(organisations, what_only_looks_like_one)
{
    BODIES("推进知识产权海关保护，开展知识产权海关执法。", "");
    BODIES("会同广州海关执法。", "广州海关|");
    BODIES("优化拓展**知识产权局窗口。", "**知识产权局|");
    BODIES("对接港澳地区大学资源，评选市知识产权教育试点学校。", "");
}

Test(organisations, a_hidden_level_belongs_to_the_name)
{
    BODIES("争取**知识产权局支持。", "**知识产权局|");
}

Test(programmes, behind_verbs)
{
    PROGRAMMES("实施知识产权强企工程，开展打击侵权假冒专项行动。",
               "知识产权强企工程|打击侵权假冒专项行动|");
    PROGRAMMES("大力推进高价值专利培育计划。", "高价值专利培育计划|");
    expect_more(EXTRACT_PROGRAMMES, "争创国家知识产权示范园区。", say_evidence,
                "国家知识产权示范园区:verb|");
}

Test(programmes, quoted_ones_and_lists_of_them)
{
    PROGRAMMES("开展“蓝天”专项行动。", "\"蓝天\"专项行动|");
    expect_more(EXTRACT_PROGRAMMES, "开展“蓝天”“利剑”、“护航”等专项行动。",
                say_evidence,
                "\"蓝天\":quoted|\"利剑\":quoted|\"护航\":quoted|");
    expect_more(EXTRACT_PROGRAMMES, "推进“百千万知识产权人才工程”。",
                say_evidence, "百千万知识产权人才工程:quoted|");
}

Test(programmes, a_list_within_the_name)
{
    PROGRAMMES("建设北港知识产权创造、管理和运用示范区。",
               "北港知识产权创造、管理和运用示范区|");
    PROGRAMMES("实施专利“灭零”和大户培育工程。", "大户培育工程|");
}

Test(programmes, general_words_name_none)
{
    PROGRAMMES("推进重点工程、重大工程和年度计划，开展专项行动和试点示范。",
               "");
    PROGRAMMES("管理建筑工程，落实计划生育政策。", "");
    PROGRAMMES("工程技术人员按照行动方案开展工作。", "");
}

Test(places, by_table_and_by_region)
{
    expect_more(EXTRACT_PLACES, "广州、深圳市与粤港澳大湾区合作，广东省支持。",
                say_place,
                "广州:广州市|深圳市:深圳市|粤港澳大湾区:|广东省:广东省|");
    PLACES("东方和平，长治久安，全国一盘棋。", "");
}

Test(places, by_pattern)
{
    PLACES("支持青溪县、云岭高新区和甲市发展。", "青溪县|云岭高新区|甲市|");
    PLACES("推进广州开发区建设。", "广州开发区|");
    PLACES("全市各县区、城市更新、县域经济、先进地区、设区的市、市场。", "");
}
