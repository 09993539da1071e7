/* The query language: what is syntax, what is text, what is refused where. */
#include "searcher/query/query.h"

#include <criterion/criterion.h>
#include <string.h>

static struct query *parsed(const char *text)
{
    g_autoptr(GError) error = NULL;
    struct query *query = query_parse(text, &error);
    cr_assert_not_null(query, "'%s': %s", text,
                       error != NULL ? error->message : "no message");
    return query;
}

/* True when two trees mean the same, part for part. */
static bool query_equal(const struct query *a, const struct query *b)
{
    if (a->op != b->op)
        return false;
    if (a->op != QUERY_AND)
        return (a->op == QUERY_TERM || a->field == b->field) &&
               strcmp(a->text, b->text) == 0;
    if (a->parts->len != b->parts->len)
        return false;
    for (guint i = 0; i < a->parts->len; i++)
        if (!query_equal(a->parts->pdata[i], b->parts->pdata[i]))
            return false;
    return true;
}

/* Printed form; what is printed must mean the same again. */
static char *round_trip(const struct query *query)
{
    char *printed = query_print(query);
    struct query *again = parsed(printed);
    cr_expect(query_equal(query, again), "'%s' reads back otherwise", printed);
    query_free(again);
    return printed;
}

static void check(const char *text, const char *want)
{
    struct query *query = parsed(text);
    g_autofree char *printed = round_trip(query);
    cr_expect_str_eq(printed, want);
    query_free(query);
}

static const struct query *only(const struct query *query)
{
    cr_assert_eq(query->parts->len, 1);
    return query->parts->pdata[0];
}

/* The text that a query of one term looks for. */
static void check_term(const char *text, const char *want)
{
    struct query *query = parsed(text);
    cr_expect_str_eq(only(query)->text, want);
    cr_expect_eq(only(query)->op, QUERY_TERM);
    g_free(round_trip(query));
    query_free(query);
}

static void check_fault(const char *text, const char *message, int column)
{
    g_autoptr(GError) error = NULL;
    struct query *query = query_parse(text, &error);
    cr_assert_null(query, "'%s' was understood", text);
    cr_expect(g_error_matches(error, QUERY_ERROR, QUERY_ERROR_SYNTAX));
    cr_expect(strstr(error->message, message) != NULL, "'%s': %s", text,
              error->message);
    if (column < 0)
        return;
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
    cr_assert_geq(g_strv_length(lines), 3);
    cr_expect_eq((int)strlen(lines[2]) - 1, column + 2, "'%s':\n%s", text,
                 error->message);
    cr_expect_eq(lines[2][column + 2], '^');
}

Test(query, terms_are_joined_by_and)
{
    check("专利 导航", "专利 导航");
    check("专利 AND 导航", "专利 导航");
    check("  专利　导航\t甲市 ", "专利 导航 甲市");
    check("专利导航", "专利导航");
    check("and or not", "and or not");
}

Test(query, literals)
{
    check("\"专利 AND 导航\"", "\"专利 AND 导航\"");
    check("“专利 导航” 甲", "\"专利 导航\" 甲");
    check("\"专利\"", "专利");
    check("\"AND\"", "\"AND\"");
    check_term("\"说\\\"好\\\"的\"", "说\"好\"的");
    check_term("\"a\\\\\"", "a\\");
    check_term("\"专利”", "专利");
    check_term("”专利”", "专利");
}

Test(query, pasted_text_is_text)
{
    check_term("“放管服”改革", "“放管服”改革");
    check_term("\"放管服\"改革", "\"放管服\"改革");
    check_term("推进“放管服”", "推进“放管服”");
    check_term("“互联网+”和“放管服”", "“互联网+”和“放管服”");
    check_term("（二）强化保护", "（二）强化保护");
    check_term("专利（发明）", "专利（发明）");
    check_term("（“放管服”）改革", "（“放管服”）改革");
    check_term("1）专利", "1）专利");
    check_term("目标：到2025年", "目标：到2025年");
    check_term("产学研-转化/运用", "产学研-转化/运用");
    check_term("——坚持", "——坚持");
    check_term("R&D", "R&D");
    check_term("*", "*");
    check_term("10:30", "10:30");
    check_term("ANDROID", "ANDROID");
    check_term("NEARBY", "NEARBY");
    check_term("5\"管", "5\"管");
}

Test(query, filters)
{
    check("plan:jia-14 专利", "plan:jia-14 专利");
    check("类型：段落 作用：任务", "kind:paragraph role:tasks");
    check("period:十四五", "period:2021-2025");
    check("层级:市 时期:14", "level:city period:2021-2025");
    check("section:“保障 措施”", "section:\"保障 措施\"");
    check("章节:（二）强化", "section:\"（二）强化\"");
    check("lead:a:b", "lead:a:b");
    check("\"plan:jia-14\"", "\"plan:jia-14\"");
    check("id:jia-14/3.2/p4", "id:jia-14/3.2/p4");
}

Test(query, refused_with_the_place)
{
    check_fault("专利 OR 导航", "no 'OR'", 5);
    check_fault("NOT 专利", "no 'NOT'", 0);
    check_fault("专利 -导航", "no '-'", 5);
    check_fault("专利 －导航", "no '-'", 5);
    check_fault("(专利 导航)", "no '( )'", 0);
    check_fault("（专利） 导航", "no '( )'", 0);
    check_fault("专利 NEAR/20 导航", "no 'NEAR'", 5);
    check_fault("专利 ADJ/3 导航", "no 'ADJ'", 5);
    check_fault("/20\\d\\d年/", "no '/ /'", 0);
    check_fault("~贯标", "no '~'", 0);
    check_fault("年份:2025", "no 'year:'", 0);
    check_fault("num:10..", "no 'num:'", 0);
    check_fault("caption:指标", "no 'caption:'", 0);
    check_fault("indicator:专利", "no 'indicator:'", 0);
}

Test(query, faults_show_the_place)
{
    check_fault("专利 \"导航", "unclosed quotation mark", 5);
    check_fault("专利 “导航", "unclosed quotation mark", 5);
    check_fault("专利\"", "unclosed quotation mark", 4);
    check_fault("放管服”", "unclosed quotation mark", 6);
    check_fault("5\"管 \"专利", "unclosed quotation mark", 5);
    check_fault("(专利", "unclosed bracket", 0);
    check_fault("专利 导航)", "bracket closes nothing", 9);
    check_fault("AND 专利", "'AND' joins nothing", 0);
    check_fault("专利 AND", "'AND' joins nothing", 5);
    check_fault("专利 AND AND 导航", "'AND' joins nothing", 9);
    check_fault("plam:jia-14", "did you mean 'plan:'", 0);
    check_fault("plcae:jia", "did you mean 'place:'", 0);
    check_fault("Kind:row", "did you mean 'kind:'", 0);
    check_fault("http://example.org", "unknown field 'http'", 0);
    check_fault("专利 kind:图", "'图' is no kind", 10);
    check_fault("level:村", "is no level", 6);
    check_fault("period:昨天", "is no period", 7);
    check_fault("plan: 专利", "nothing after 'plan:'", 5);
    check_fault("专利 plan:", "nothing after 'plan:'", 10);
    check_fault("\"\"", "nothing to look for", 0);
    check_fault("", "empty query", -1);
    check_fault(" 　", "empty query", -1);
    check_fault("\xff", "not valid UTF-8", -1);
}

Test(query, a_quotation_mark_pairs_with_the_next)
{
    check("5\"管 \"专利\"", "\"5\\\"管\" 专利");
    check("\"甲\" \"乙 丙\"", "甲 \"乙 丙\"");
}

Test(query, caret_stays_near_in_a_long_query)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 500; i++)
        g_string_append(text, "专利 ");
    g_string_append(text, "OR");
    g_autoptr(GError) error = NULL;
    cr_assert_null(query_parse(text->str, &error));
    cr_expect_lt(strlen(error->message), 400);
}

Test(query, too_long_and_deep_ones_are_refused_quickly, .timeout = 5)
{
    static const char *const units[] = {"(",   "\"", "“", "\\",
                                        "a\"", "专", "“”"};
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len + 8 < QUERY_LONGEST)
            g_string_append(text, units[i]);
        struct query *query = query_parse(text->str, NULL);
        query_free(query);
        while (text->len <= QUERY_LONGEST)
            g_string_append(text, units[i]);
        g_autoptr(GError) error = NULL;
        cr_assert_null(query_parse(text->str, &error));
        cr_expect(strstr(error->message, "too long") != NULL);
    }
}

Test(query, fixed_takes_the_whole)
{
    struct query *query = query_fixed("专利 OR (导航", NULL);
    cr_assert_not_null(query);
    cr_expect_str_eq(only(query)->text, "专利 OR (导航");
    cr_expect_str_eq(only(query)->normal, "专利or(导航");
    query_free(query);
    g_autoptr(GError) error = NULL;
    cr_expect_null(query_fixed("  ", &error));
    cr_expect(strstr(error->message, "empty query") != NULL);
}

Test(query, explained_in_words)
{
    struct query *query =
        query_parse("专 利 kind:row 作用:任务 类型:note", NULL);
    g_autofree char *words = query_explain(query);
    cr_expect_str_eq(words, "understood as '专 利 kind:row role:tasks "
                            "kind:note'\n"
                            "  the text holds '专'\n"
                            "  the text holds '利'\n"
                            "  kind is 'row' or 'note'\n"
                            "  role is 'tasks'");
    query_free(query);
}
