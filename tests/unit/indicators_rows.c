/* Tables of indicators in many layouts, and which rows mean the same. */
#include "searcher/indicators/indicators.h"
#include "tests/unit/sample_index.h"

#include <glib/gstdio.h>
#include <math.h>

/* Another sample: tables only. */
static const char plan_jia[] =
    "{'kind':'title','text':'甲市规划'}\n"
    "{'kind':'heading','depth':1,'marker':'一、','text':'发展目标'}\n"
    "{'kind':'table','text':null,'caption':'主要指标（单位：件）','header':["
    "'指标','2020年','2023年','2025年','年均增长（%）','属性'],'rows':["
    "['每万人专利拥有量','1.2','','≥1.8','8.4','预期性'],"
    "['全市登记量（万件）','〔3〕','2','【4.5】','','约束性'],"
    "['结案率（%）','90','92','95以上','',''],"
    "['审查周期（个月）','20','','15左右','','预期性']]}\n"
    "{'kind':'note','text':'注：〔〕内为五年累计数。'}\n"
    "{'kind':'table','text':null,'caption':'重点项目','header':["
    "'序号','项目名称','建设内容','总投资','完成时间'],'rows':["
    "['1','保护中心','建设2个站点','300','2025年']]}\n"
    "{'kind':'table','text':null,'caption':null,'header':["
    "'领域','指标名称','计量单位','现状值','规划目标','责任单位'],'rows':["
    "['创造','创造','创造','创造','创造','创造'],"
    "['创造','质押金额、项目数','亿元、项','1.6/12','(3)/(30)','市局'],"
    "['运用','产值','亿元','——','10-12','市局']]}\n"
    "{'kind':'note','text':'1.产值按当年价格计算。'}\n"
    "{'kind':'note','text':'2.（ ）内为规划期间新增数。'}\n"
    "{'kind':'table','text':null,'caption':null,'header':["
    "'指标','指标','“十三五”末','“十四五”末'],'rows':["
    "['绿色','排放量增速（%）','-2','≤-3.5'],"
    "['绿色','2.森林面积①（亩）','50','60']]}\n"
    "{'kind':'table','text':null,'caption':'指标','header':["
    "'指标','2020年实际值','2025年目标值'],'rows':["
    "['一、效益','',''],['产值（亿元）','3','5']]}\n";

static const char plan_yi[] =
    "{'kind':'title','text':'乙省规划'}\n"
    "{'kind':'heading','depth':1,'marker':'一、','text':'发展目标'}\n"
    "{'kind':'table','text':null,'caption':'“十三五”指标完成情况','header':["
    "'指标','单位','目标值','完成值'],'rows':["
    "['每万人口专利拥有量','件','3','3.4'],"
    "['每万人口高价值专利拥有量','件','2','1'],"
    "['登记量','件','20,000','21000'],"
    "['登记量','%','2','1']]}\n";

static struct sample two;
static GPtrArray *rows;

static void open_two(void)
{
    g_autoptr(GError) error = NULL;
    two = (struct sample){g_dir_make_tmp("plan-XXXXXX", NULL), NULL};
    g_autofree char *db = g_build_filename(two.folder, "db", NULL);
    struct writer *writer = writer_open(db, 1, 4096, &error);
    cr_assert(writer_add(
        writer,
        sample_plan("jia-14", "甲市", "乙省", "city", "2021-2025", plan_jia),
        &error));
    cr_assert(writer_add(
        writer,
        sample_plan("yi-14", "乙省", "乙省", "province", "2021-2025", plan_yi),
        &error));
    cr_assert(writer_commit(writer, &error));
    writer_close(writer);
    two.index = index_open((const char *const[]){db, NULL}, &error);
    rows = indicators_read(two.index, &error);
    cr_assert_not_null(rows);
}

static void close_two(void)
{
    g_ptr_array_unref(rows);
    sample_close(&two);
}

TestSuite(rows, .init = open_two, .fini = close_two);

static const struct indicator *row(guint i)
{
    cr_assert_lt(i, rows->len);
    return rows->pdata[i];
}

static char *values(const GArray *list)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const struct indicator_value *at =
            &g_array_index(list, struct indicator_value, i);
        g_string_append_printf(out, "%s%s %g %s%s%s%s", i > 0 ? "; " : "",
                               relation_sign(at->relation), at->value, at->unit,
                               at->cumulative ? " sum" : "",
                               at->counts != NULL ? " " : "",
                               at->counts != NULL ? at->counts : "");
    }
    return g_string_free(out, FALSE);
}

static void expect_values(const GArray *list, const char *want)
{
    g_autofree char *got = values(list);
    cr_expect_str_eq(got, want, "want %s\n  got  %s", want, got);
}

/* Projects are no indicators, a category over a whole row is no row. */
Test(rows, only_rows_of_indicators)
{
    static const char *const names[] = {"每万人专利拥有量",
                                        "全市登记量（万件）",
                                        "结案率（%）",
                                        "审查周期（个月）",
                                        "质押金额、项目数",
                                        "产值",
                                        "排放量增速（%）",
                                        "2.森林面积①（亩）",
                                        "产值（亿元）",
                                        "每万人口专利拥有量",
                                        "每万人口高价值专利拥有量",
                                        "登记量",
                                        "登记量"};
    cr_assert_eq(rows->len, G_N_ELEMENTS(names));
    for (guint i = 0; i < rows->len; i++)
        cr_expect_str_eq(row(i)->name, names[i]);
}

Test(rows, heads_of_years)
{
    cr_expect_str_eq(row(0)->base, "1.2");
    cr_expect_str_eq(row(0)->target, "≥1.8");
    cr_expect_eq(row(0)->base_year, 2020);
    cr_expect_eq(row(0)->target_year, 2025);
    cr_expect_str_eq(row(0)->attribute, "预期性");
    cr_expect_null(row(0)->achieved);
    cr_assert_eq(row(0)->others->len, 4);
    cr_expect_str_eq(row(0)->others->pdata[0], "2023年");
    cr_expect_str_eq(row(0)->others->pdata[3], "8.4");
}

/* Of a name, else of the caption; a row without an attribute has none. */
Test(rows, units)
{
    static const char *const units[] = {"件",   "万件",     "%",
                                        "个月", "亿元、项", "亿元"};
    for (guint i = 0; i < G_N_ELEMENTS(units); i++)
        cr_expect_str_eq(row(i)->unit, units[i]);
    cr_expect_null(row(2)->attribute);
}

Test(rows, values)
{
    expect_values(row(0)->target_values, "≥ 1.8 件");
    expect_values(row(1)->base_values, "= 3 万件 sum cumulative");
    expect_values(row(1)->target_values, "= 4.5 万件 sum cumulative");
    expect_values(row(2)->target_values, "≥ 95 %");
    expect_values(row(3)->target_values, "~ 15 个月");
    expect_values(row(4)->base_values, "= 1.6 亿元; = 12 项");
    expect_values(row(4)->target_values, "= 3 亿元 sum new; = 30 项 sum new");
    expect_values(row(5)->base_values, "");
    expect_values(row(5)->target_values, "≥ 10 亿元; ≤ 12 亿元");
    expect_values(row(11)->target_values, "= 20000 件");
}

Test(rows, heads_of_periods)
{
    cr_expect_eq(row(6)->base_year, 2020);
    cr_expect_eq(row(6)->target_year, 2025);
    cr_expect_str_eq(row(6)->category, "绿色");
    expect_values(row(6)->base_values, "= -2 %");
    expect_values(row(6)->target_values, "≤ -3.5 %");
    cr_expect_str_eq(row(7)->group, "森林面积");
}

/* What is real before the period is a base; a line alone is a category. */
Test(rows, categories_over_rows)
{
    cr_expect_str_eq(row(8)->base, "3");
    cr_expect_null(row(8)->achieved);
    cr_expect_str_eq(row(8)->category, "一、效益");
    cr_expect_str_eq(row(8)->group, row(5)->group);
}

Test(rows, notes_belong_to_their_rows)
{
    cr_expect_null(row(0)->note);
    cr_expect_str_eq(row(1)->note, "注：〔〕内为五年累计数。");
    cr_expect_str_eq(row(4)->note, "2.（ ）内为规划期间新增数。");
    cr_expect_str_eq(row(5)->note, "1.产值按当年价格计算。");
}

Test(rows, results_have_the_period_of_their_caption)
{
    cr_expect_str_eq(row(9)->achieved, "3.4");
    cr_expect_str_eq(row(9)->target, "3");
    cr_expect_eq(row(9)->target_year, 2020);
    cr_expect_null(row(9)->base);
    expect_values(row(9)->achieved_values, "= 3.4 件");
}

Test(rows, groups)
{
    cr_expect_str_eq(row(0)->group, row(9)->group);
    cr_expect_str_eq(row(0)->why, "每万人 → 每万人口");
    cr_expect_str_eq(row(9)->why, "same name");
    cr_expect_str_neq(row(0)->group, row(10)->group);
    cr_expect_null(row(10)->why);
    cr_expect_str_eq(row(1)->group, row(11)->group);
    cr_expect_str_eq(row(1)->group, "登记量 (件)");
    cr_expect_str_eq(row(12)->group, "登记量 (%)");
    g_autoptr(GPtrArray) groups = indicators_groups(rows);
    const GPtrArray *first = groups->pdata[0], *last = groups->pdata[2];
    cr_expect_eq(groups->len, 10);
    cr_expect_eq(first->len, 2);
    cr_expect_eq(last->len, 1);
}

/* 万件 and 件 stand on one ladder, 亿元 and 项 on two. */
Test(rows, ladder)
{
    g_autoptr(GPtrArray) groups = indicators_groups(rows);
    g_autoptr(GArray) steps = indicators_ladder(groups->pdata[1]);
    cr_assert_eq(steps->len, 2);
    const struct ladder_step *first =
        &g_array_index(steps, struct ladder_step, 0);
    const struct ladder_step *second =
        &g_array_index(steps, struct ladder_step, 1);
    cr_expect_str_eq(first->unit, "万件");
    cr_expect_eq(first->base.value, 3);
    cr_expect_eq(first->target.value, 4.5);
    cr_expect_str_eq(second->unit, "万件");
    cr_expect(isnan(second->base.value));
    cr_expect_eq(second->target.value, 2);
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *group = groups->pdata[i];
        if (group->pdata[0] != row(4))
            continue;
        g_autoptr(GArray) both = indicators_ladder(group);
        cr_expect_eq(both->len, 2);
    }
}

Test(rows, names_that_mean_the_same)
{
    static const char *const same[][2] = {
        {"有效发明专利量", "发明专利有效量"},
        {"全市有效注册商标总量", "有效注册商标量"},
        {"PCT专利申请量", "PCT国际专利累计申请量"},
        {"知识产权质押融资登记金额", "知识产权质押融资总额"},
        {"文化产业增加值占GDP的比重", "文化产业增加值占地区生产总值比重"},
    };
    static const char *const apart[][2] = {
        {"每万人口发明专利拥有量", "每万人口高价值发明专利拥有量"},
        {"发明专利申请量", "发明专利授权量"},
        {"发明专利授权量", "海外发明专利授权量"},
        {"PCT国际专利申请量", "PCT申请量年均增长率"},
        {"作品登记量", "作品年登记量"},
        {"知识产权质押融资金额", "知识产权质押融资金额、项目数"},
        {"有效发明专利量", "每万人口发明专利拥有量"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(same) + G_N_ELEMENTS(apart); i++) {
        bool equal = i < G_N_ELEMENTS(same);
        const char *const *pair =
            equal ? same[i] : apart[i - G_N_ELEMENTS(same)];
        g_autofree char *how = NULL, *other = NULL;
        g_autofree char *x = indicator_group_name(pair[0], NULL, &how);
        g_autofree char *y = indicator_group_name(pair[1], NULL, &other);
        cr_expect_eq(g_str_equal(x, y), equal, "%s (%s), %s (%s)", pair[0], x,
                     pair[1], y);
    }
}
