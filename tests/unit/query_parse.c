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

static bool same_texts(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

/* True when two trees mean the same, part for part. */
static bool query_equal(const struct query *a, const struct query *b)
{
    guint parts = a->parts != NULL ? a->parts->len : 0;
    if (a->op != b->op || a->field != b->field ||
        !same_texts(a->text, b->text) || !same_texts(a->normal, b->normal) ||
        parts != (b->parts != NULL ? b->parts->len : 0))
        return false;
    for (guint i = 0; i < parts; i++)
        if (!query_equal(a->parts->pdata[i], b->parts->pdata[i]))
            return false;
    return a->op != QUERY_NEAR ||
           memcmp(a->gaps->data, b->gaps->data,
                  (parts - 1) * sizeof(struct query_gap)) == 0;
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

/* The text that a query of one term looks for. */
static void check_term(const char *text, const char *want)
{
    struct query *query = parsed(text);
    cr_expect_eq(query->op, QUERY_TERM, "'%s' is no term", text);
    cr_expect_str_eq(query->text, want);
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

Test(query, boolean)
{
    check("专利 OR 商标", "专利 OR 商标");
    check("甲 OR 乙 丙 OR 丁", "甲 OR 乙 丙 OR 丁");
    check("甲 OR (乙 丙) OR 丁", "甲 OR 乙 丙 OR 丁");
    check("甲 OR (乙 OR 丙)", "甲 OR (乙 OR 丙)");
    check("（甲　OR　乙）　丙", "(甲 OR 乙) 丙");
    check("(甲 OR 乙)AND(丙 OR 丁)", "(甲 OR 乙) (丙 OR 丁)");
    check("NOT 专利", "NOT 专利");
    check("专利 -导航", "专利 NOT 导航");
    check("专利 －导航", "专利 NOT 导航");
    check("专利 -(导航 OR 预警)", "专利 NOT (导航 OR 预警)");
    check("专利 NOT(导航 预警)", "专利 NOT (导航 预警)");
    check("NOT NOT 甲", "NOT NOT 甲");
    check("--甲", "NOT NOT 甲");
    check("甲 OR NOT 乙", "甲 OR NOT 乙");
    check("((甲))", "甲");
    check("(专利 导航)", "专利 导航");
    check("（专利导航）", "专利导航");
    check("(甲 乙) 丙", "(甲 乙) 丙");
    check("-\"甲 乙\"", "NOT \"甲 乙\"");
    check("\"甲 乙\"OR\"丙 丁\"", "\"甲 乙\" OR \"丙 丁\"");
    check("(“甲 乙” OR 丙)", "\"甲 乙\" OR 丙");
    check("(“放管服”改革 OR 丙)", "\"\\“放管服\\”改革\" OR 丙");
    check("(plan:jia OR place:(二)批) 甲", "(plan:jia OR place:\"(二)批\") 甲");
}

Test(query, near)
{
    check("专利 NEAR/20 导航", "专利 NEAR/20 导航");
    check("专利　NEAR／２０　导航", "专利 NEAR/20 导航");
    check("专利 ADJ/3 导航", "专利 ADJ/3 导航");
    check("甲 NEAR/5 乙 ADJ/0 丙 丁", "甲 NEAR/5 乙 ADJ/0 丙 丁");
    check("(甲 OR 乙) NEAR/5 (丙 OR ~丁)", "(甲 OR 乙) NEAR/5 (丙 OR ~丁)");
    check("(甲 OR 乙)NEAR/5\"丙 丁\"", "(甲 OR 乙) NEAR/5 \"丙 丁\"");
    check("NOT (甲 NEAR/5 乙)", "NOT (甲 NEAR/5 乙)");
    check("甲 OR 乙 NEAR/5 丙", "甲 OR 乙 NEAR/5 丙");
    check_fault("甲 NEAR 乙", "has no number", 3);
    check_fault("甲 NEAR/ 乙", "has no number", 3);
    check_fault("甲 NEAR/x 乙", "has no number", 3);
    check_fault("甲 ADJ/-1 乙", "has no number", 3);
    check_fault("甲 NEAR/99999999999999999999 乙", "has no number", 3);
    check_fault("NOT 甲 NEAR/5 乙", "take terms", 0);
    check_fault("甲 NEAR/5 -乙", "take terms", 10);
    check_fault("甲 NEAR/5 (乙 丙)", "take terms", 10);
    check_fault("甲 NEAR/5 plan:x", "take terms", 10);
    check_fault("甲 NEAR/5 /x/", "take terms", 10);
    check_fault("甲 NEAR/5", "something has to follow", 9);
}

Test(query, regular_expressions)
{
    check("/到20\\d\\d年/", "/到20\\d\\d年/");
    check("／到20\\d\\d年／", "/到20\\d\\d年/");
    check("甲 /a b/ 乙", "甲 /a b/ 乙");
    check("(/a(b|c)/ OR 甲)", "/a(b|c)/ OR 甲");
    check("-/甲.乙/", "NOT /甲.乙/");
    check("/a\\/b/", "/a\\/b/");
    check("/专利/导航/", "/专利/导航/");
    check_term("产学研/转化/运用", "产学研/转化/运用");
    check_fault("/专利", "unclosed regular expression", 0);
    check_fault("甲 //", "empty regular expression", 3);
    check_fault("/[/", "missing close bracket", 0);
    check_fault("甲 /(专利/", "mismatched paren", 3);
}

Test(query, synonyms)
{
    struct query *query = parsed("~境外");
    cr_assert_eq(query->op, QUERY_SYNONYMS);
    cr_assert_geq(query->parts->len, 2);
    cr_expect_str_eq(((struct query *)query->parts->pdata[0])->text, "境外");
    g_autoptr(GPtrArray) terms = query_terms(query);
    cr_expect_eq(terms->len, query->parts->len);
    query_free(query);
    check("~境外 维权", "~境外 维权");
    check("～境外", "~境外");
    check("~\"境外 甲\"", "~\"境外 甲\"");
    check("~没有这个词", "~没有这个词");
    check_term("2021～2025", "2021～2025");
    check_fault("~", "nothing behind '~'", 0);
    check_fault("甲 ~ 乙", "nothing behind '~'", 3);
    check_fault("~(甲 OR 乙)", "nothing behind '~'", 0);
}

Test(query, ranges)
{
    check("year:2021..2025", "year:2021..2025");
    check("年份：2021..2025", "year:2021..2025");
    check("year:2021-2025 年份:2021至2025年",
          "year:2021..2025 year:2021..2025");
    check("year:2025", "year:2025");
    check("year:2025年", "year:2025");
    check("year:十四五", "year:2021..2025");
    check("year:“十四五”", "year:2021..2025");
    check("year:2021..", "year:2021..");
    check("year:..2020", "year:..2020");
    check("year:十三五..十四五", "year:2016..2025");
    check("num:1000..", "num:1000..");
    check("数值：5万..10万", "num:50000..100000");
    check("num:3.5亿", "num:350000000");
    check("num:10%", "num:10%");
    check("num:10%..20%", "num:10%..20%");
    check("num:10..20%", "num:10%..20%");
    check("num:１，０００..", "num:1000..");
    check("num:..0.5", "num:..0.5");
    check("num:8.2亿", "num:820000000");
    check("num:1000000000000000", "num:1000000000000000");
    check("num:0.00001..", "num:0.00001..");
    check("year:2021…2025", "year:2021..2025");
    check("num:3..4亿", "num:300000000..400000000");
    check("num:1000..5万", "num:1000..50000");
    check("num:3..4", "num:3..4");
    check("num:3万..4亿", "num:30000..400000000");
    check_fault("year:20", "'20' is no year", 5);
    check_fault("year:2025..2021", "is no year", 5);
    check_fault("year:昨天", "is no year", 5);
    check_fault("year:..", "is no year", 5);
    check_fault("num:多", "is no number", 4);
    check_fault("num:..", "is no number", 4);
    check_fault("num:0x10", "is no number", 4);
    check_fault("num:1e3", "is no number", 4);
    check_fault("num:5..1", "is no number", 4);
    check("num:10%..", "num:10%..");
    check_fault("num:+5", "is no number", 4);
}

Test(query, pathological)
{
    check_fault("-", "nothing behind '-'", 0);
    check_fault("甲 - 乙", "nothing behind '-'", 3);
    check_fault("()", "nothing in the brackets", 1);
    check_fault("(甲 OR )", "", -1);
    check_fault("(甲 OR", "", -1);
    check_fault("NOT", "NOT of nothing", 0);
    check_fault("甲 (NOT) 乙", "", -1);
    check_fault("OR", "operator joins nothing", 0);
    check_fault("甲 OR OR 乙", "operator joins nothing", 6);
    check_fault("甲 AND OR 乙", "operator joins nothing", 7);
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
    check_fault("AND 专利", "operator joins nothing", 0);
    check_fault("专利 AND", "something has to follow", 8);
    check_fault("专利 AND AND 导航", "operator joins nothing", 9);
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
    g_string_append(text, "OR OR");
    g_autoptr(GError) error = NULL;
    cr_assert_null(query_parse(text->str, &error));
    cr_expect_lt(strlen(error->message), 400);
}

Test(query, too_long_and_deep_ones_are_refused_quickly, .timeout = 5)
{
    static const char *const units[] = {
        "(", "\"",   "“",   "\\",         "a\"",    "专",   "“”", "(甲 ",
        "-", "NOT ", "/a ", "甲 NEAR/3 ", "甲 OR ", "~甲 ", "-(", "\"a\" "};
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
    cr_expect_str_eq(query->text, "专利 OR (导航");
    cr_expect_str_eq(query->normal, "专利or(导航");
    query_free(query);
    g_autoptr(GError) error = NULL;
    cr_expect_null(query_fixed("  ", &error));
    cr_expect(strstr(error->message, "empty query") != NULL);
}

static void check_words(const char *text, const char *want)
{
    struct query *query = parsed(text);
    g_autofree char *words = query_explain(query);
    cr_expect_str_eq(words, want);
    query_free(query);
}

Test(query, explained_in_words)
{
    check_words("专 利 kind:row 作用:任务 类型:note",
                "understood as '专 利 kind:row role:tasks kind:note'\n"
                "  the text holds '专'\n"
                "  the text holds '利'\n"
                "  kind is 'row' or 'note'\n"
                "  role is 'tasks'");
    check_words("甲 NEAR/5 (乙 OR 丙) -section:丁",
                "understood as '甲 NEAR/5 (乙 OR 丙) NOT section:丁'\n"
                "  near each other:\n"
                "    the text holds '甲'\n"
                "    and, at most 5 characters away:\n"
                "    at least one of:\n"
                "      the text holds '乙'\n"
                "      the text holds '丙'\n"
                "  none of:\n"
                "    section holds '丁'");
    check_words("/A，乙/", "understood as '/A，乙/'\n"
                           "  the text matches /A\\,乙/");
}

Test(query, as_json)
{
    struct query *query = parsed("甲 ADJ/5 乙 -plan:x");
    json_t *json = query_to_json(query);
    g_autofree char *text = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
    cr_expect_str_eq(
        text, "{\"text\":\"甲 ADJ/5 乙 NOT plan:x\",\"tree\":{\"op\":\"and\","
              "\"parts\":[{\"gaps\":[{\"most\":5,\"ordered\":true}],\"op\":"
              "\"near\",\"parts\":[{\"normal\":\"甲\",\"op\":\"term\",\"text\":"
              "\"甲\"},{\"normal\":\"乙\",\"op\":\"term\",\"text\":\"乙\"}]},"
              "{\"op\":\"not\",\"parts\":[{\"field\":\"plan\",\"normal\":\"x\","
              "\"op\":\"filter\",\"text\":\"x\"}]}]}}");
    json_decref(json);
    query_free(query);
}

/* ---- nothing is dropped: random strings of syntax and text */

static guint count_of(const char *text, gunichar c)
{
    guint count = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        count += g_utf8_get_char(text) == c;
    return count;
}

static char *random_query(GRand *random)
{
    static const char *const pieces[] = {
        "甲",      "乙",    "丙丁",   " ",     "　",        " ",     " OR ",
        " AND ",   "NOT ",  "-",      "~",     "(",         ")",     "（",
        "）",      "\"",    "“",      "”",     "/",         "\\",    " NEAR/3 ",
        " ADJ/0 ", "plan:", "章节：", "lead:", "year:20",   "num:5", "..",
        "9",       "：",    "*",      "/戊+/", "\"己 庚\"", "—",     "x:",
        "NEAR",    "+"};
    GString *text = g_string_new(NULL);
    int count = g_rand_int_range(random, 1, 9);
    for (int i = 0; i < count; i++)
        g_string_append(
            text,
            pieces[g_rand_int_range(random, 0, (int)G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

Test(query, random_strings_are_understood_in_full_or_refused)
{
    GRand *random = g_rand_new_with_seed(20261122);
    guint understood = 0, refused = 0;
    for (int i = 0; i < 20000; i++) {
        g_autofree char *text = random_query(random);
        g_autoptr(GError) error = NULL;
        struct query *query = query_parse(text, &error);
        if (query == NULL) {
            cr_assert(g_error_matches(error, QUERY_ERROR, QUERY_ERROR_SYNTAX));
            refused++;
            continue;
        }
        cr_assert_null(error);
        g_autofree char *printed = round_trip(query);
        for (const char *c = "甲乙丙丁戊己庚*+9"; *c != '\0';
             c = g_utf8_next_char(c))
            cr_assert_eq(count_of(printed, g_utf8_get_char(c)),
                         count_of(text, g_utf8_get_char(c)), "'%s': '%s'", text,
                         printed);
        query_free(query);
        understood++;
    }
    cr_expect_gt(understood, 2000);
    cr_expect_gt(refused, 2000);
    g_rand_free(random);
}
