/* Places, periods, and the ids made of them. */
#include "common/model/model.h"

#include <criterion/criterion.h>
#include <string.h>

static void found(const char *name, const char *roman, const char *level,
                  const char *province)
{
    const struct place *place = place_find(name);
    cr_assert_not_null(place, "%s", name);
    cr_assert_str_eq(place->roman, roman);
    cr_assert_str_eq(place->level, level);
    if (province == NULL)
        cr_assert_null(place->province);
    else
        cr_assert_str_eq(place->province, province);
}

Test(place, by_full_and_short_name)
{
    found("陕西省", "shaanxi", "province", "陕西省");
    found("山西", "shanxi", "province", "山西省");
    found("厦门", "xiamen", "city", "福建省");
    found("蚌埠市", "bengbu", "city", "安徽省");
    found("六安", "luan", "city", "安徽省");
    found("亳州", "bozhou", "city", "安徽省");
    found("大理", "dali", "city", "云南省");
    found("怒江州", "nujiang", "city", "云南省");
    found("内蒙古", "neimenggu", "province", "内蒙古自治区");
    found("仙桃", "xiantao", "city", "湖北省");
    found("济源市", "jiyuan", "city", "河南省");
    found("重庆", "chongqing", "province", "重庆市");
    found("闵行区", "minhang", "county", "上海市");
    found("单县", "shanxian", "county", "山东省");
    found("国家", "china", "nation", NULL);
    cr_assert_eq(place_find("国家"), place_find("全国"));
    cr_assert_null(place_find("甲市"));
    cr_assert_null(place_find(""));
}

Test(place, of_two_with_one_short_name_the_greater)
{
    found("吉林", "jilin", "province", "吉林省");
    found("海南", "hainan", "province", "海南省");
    found("朝阳", "chaoyang", "city", "辽宁省");
}

Test(place, a_name_that_many_counties_have_has_no_province)
{
    found("鼓楼区", "gulou", "county", NULL);
}

static void own(const char *title, const char *name, const char *roman,
                const char *level, const char *province)
{
    const struct place *place = place_of_title(title);
    cr_assert_not_null(place, "%s", title);
    cr_assert_str_eq(place->name, name);
    cr_assert_str_eq(place->roman, roman);
    cr_assert_str_eq(place->level, level);
    cr_assert_str_eq(place->province != NULL ? place->province : "", province);
}

Test(place, of_a_title)
{
    own("清远市规划", "清远市", "qingyuan", "city", "广东省");
    own("广东省清远市规划", "清远市", "qingyuan", "city", "广东省");
    own("南京市鼓楼区规划", "鼓楼区", "gulou", "county", "江苏省");
    own("上海市浦东新区规划", "浦东新区", "pudong", "county", "上海市");
    own("“十四五”国家规划", "全国", "china", "nation", "");
    own("《深圳规划》", "深圳市", "shenzhen", "city", "广东省");
    own("清远市广州市合作规划", "清远市", "qingyuan", "city", "广东省");
}

Test(place, of_a_title_that_no_table_knows)
{
    own("甲市规划", "甲市", "jia", "city", "");
    own("丙省规划", "丙省", "bing", "province", "丙省");
    own("丙省丁县规划", "丁县", "ding", "county", "丙省");
    own("乙丙市规划", "乙丙市", "yibing", "city", "");
    own("襄樊市规划", "襄樊市", "place", "city", "");
    cr_assert_eq(place_of_title("甲市规划"), place_of_title("甲市方案"));
}

Test(place, of_a_title_without_one)
{
    static const char *const titles[] = {"",
                                         "规划",
                                         "城市更新规划",
                                         "推进县域发展规划",
                                         "市场监管",
                                         "知识产权强国",
                                         "全市知识产权规划",
                                         "“十四五”规划",
                                         "上市公司",
                                         "A市规划",
                                         "“",
                                         "五"};
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
        cr_assert_null(place_of_title(titles[i]), "%s", titles[i]);
}

Test(place, names_need_not_end_where_the_table_thinks)
{
    const struct place *place = place_find("新疆维吾尔自治区");
    cr_assert_str_eq(place->name, "新疆维吾尔自治区");
    place = place_find("双江拉祜族佤族布朗族傣族自治县");
    cr_assert_str_eq(place->roman, "shuangjiang");
}

static void parsed(const char *words, const char *period)
{
    g_autofree char *got = period_parse(words);
    cr_assert_str_eq(got != NULL ? got : "", period, "%s", words);
}

Test(period, parse)
{
    parsed("14", "2021-2025");
    parsed("十四五", "2021-2025");
    parsed("“十四五”", "2021-2025");
    parsed("十五五", "2026-2030");
    parsed("十五", "2001-2005");
    parsed("九五", "1996-2000");
    parsed("1", "1953-1957");
    parsed("3", "1966-1970");
    parsed("第十四个五年", "2021-2025");
    parsed("第十三个五年规划", "2016-2020");
    parsed("第14个五年规划", "2021-2025");
    parsed("2021-2025", "2021-2025");
    parsed("（2021—2025年）", "2021-2025");
    parsed("2021 年至 2025 年", "2021-2025");
    parsed("2021－2035年", "2021-2035");
    parsed("2025-2021", "");
    parsed("2021", "");
    parsed("0", "");
    parsed("99", "");
    parsed("规划", "");
    parsed("", "");
}

static void named_in(const char *text, const char *period)
{
    g_autofree char *got = period_in(text);
    cr_assert_str_eq(got != NULL ? got : "", period, "%s", text);
}

Test(period, in_a_text)
{
    named_in("甲市科技创新“十四五”规划", "2021-2025");
    named_in("第十四个五年规划和2035年远景目标纲要", "2021-2025");
    named_in("甲市规划（2016-2020年）", "2016-2020");
    named_in("自“九五”以来", "1996-2000");
    named_in("到2025年，二十五五个项目，十五个", "");
    named_in("电话12021-20256", "");
}

Test(period, number)
{
    cr_assert_eq(period_number("2021-2025"), 14);
    cr_assert_eq(period_number("1953-1957"), 1);
    cr_assert_eq(period_number("1966-1970"), 3);
    cr_assert_eq(period_number("1961-1965"), 0);
    cr_assert_eq(period_number("2021-2035"), 0);
    cr_assert_eq(period_number("2022-2026"), 0);
    cr_assert_eq(period_number("2021"), 0);
    cr_assert_eq(period_number(""), 0);
    cr_assert_eq(period_number(NULL), 0);
    for (int number = 1; number <= 30; number++) {
        g_autofree char *words = g_strdup_printf("%d", number);
        g_autofree char *period = period_parse(words);
        cr_assert_eq(period_number(period), number);
    }
}

static void made(const char *place, const char *period, const char *title,
                 const char *wanted)
{
    g_autofree char *id = plan_make_id(
        place != NULL ? place_of_title(place) : NULL, period, title);
    cr_assert_str_eq(id, wanted);
}

Test(plan_id, place_period_hash)
{
    /* The hash is SHA-256 of the title's bytes: sha256sum says the same. */
    made("浙江省", "2021-2025", "甲", "zhejiang-14-33e3");
    made("北京市", "2021-2035", "甲", "beijing-2021-33e3");
    made("甲市", NULL, "甲", "jia-33e3");
    made(NULL, NULL, "甲", "place-33e3");
}
