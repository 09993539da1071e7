/* Concordance lines: their order, their contexts, their layout; the best hits
 * of each plan; near spellings. */
#include "searcher/views/views.h"
#include "tests/unit/sample_index.h"

#include <glib/gstdio.h>
#include <string.h>

static struct sample sample;
static struct matcher *matcher;
static struct reader *reader;

static void open_sample(void)
{
    sample = sample_open();
    matcher = matcher_new(sample.index);
    reader = reader_new(sample.index);
}

static void close_sample(void)
{
    reader_free(reader);
    matcher_free(matcher);
    sample_close(&sample);
}

TestSuite(kwic, .init = open_sample, .fini = close_sample);

static char *lines_as(const char *text, struct kwic_view view,
                      enum emit_format format)
{
    g_autofree char *path = g_build_filename(sample.folder, "out", NULL);
    struct emit_options to = {.format = format, .output = path};
    struct match_options options = {.sort = kwic_sort(view.order)};
    struct query *query = query_parse(text, NULL);
    struct match_result *result = matcher_run(matcher, query, &options, NULL);
    struct emit *emit = emit_open(&to, NULL);
    char *written;
    view.matcher = matcher, view.reader = reader;
    view.query = query, view.result = result;
    g_autoptr(GArray) lines = kwic_lines(&view, NULL);
    cr_assert(kwic_emit(&view, lines, emit, NULL, NULL));
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &written, NULL, NULL));
    g_unlink(path);
    match_result_free(result);
    query_free(query);
    return written;
}

static void expect(const char *text, struct kwic_view view, const char *want)
{
    g_autofree char *got = lines_as(text, view, EMIT_TEXT);
    cr_expect_str_eq(got, want, "%s:\n%s", text, got);
}

#define TOTAL                                                                  \
    "\n5 occurrences in 2 units; 1 in headings, titles or captions "           \
    "(kind:heading, title, caption)\n"

Test(kwic, nodes_and_ids_stand_in_columns)
{
    expect("导航", (struct kwic_view){.width = 4},
           "    建设 导航 基地。围  jia-14/2.1/p1\n"
           "开展专利 导航 ，发布专  jia-14/2.1/p1\n"
           "发布专利 导航 成果。    jia-14/2.1/p1\n"
           "突出专利 导航 。以导航  yi-13/1/p1\n"
           "导航。以 导航 引领创新  yi-13/1/p1\n" TOTAL);
}

Test(kwic, left_is_read_outwards_and_right_onwards)
{
    /* 。 before 利, then 出 before 展 before 布, and 设 */
    expect("导航", (struct kwic_view){.width = 2, .order = KWIC_LEFT},
           "。以 导航 引领  yi-13/1/p1\n"
           "专利 导航 。以  yi-13/1/p1\n"
           "专利 导航 ，发  jia-14/2.1/p1\n"
           "专利 导航 成果  jia-14/2.1/p1\n"
           "建设 导航 基地  jia-14/2.1/p1\n" TOTAL);
    /* ， is an ASCII comma in normalised text */
    expect("导航", (struct kwic_view){.width = 2, .order = KWIC_RIGHT},
           "专利 导航 ，发  jia-14/2.1/p1\n"
           "专利 导航 。以  yi-13/1/p1\n"
           "建设 导航 基地  jia-14/2.1/p1\n"
           "。以 导航 引领  yi-13/1/p1\n"
           "专利 导航 成果  jia-14/2.1/p1\n" TOTAL);
}

Test(kwic, the_wording_is_the_sources)
{
    g_autofree char *text = lines_as(
        "1488件", (struct kwic_view){.width = 3, .label = "a"}, EMIT_JSONL);
    cr_expect_str_eq(text,
                     "{\"label\":\"a\",\"id\":\"jia-14/1/p1\",\"plan\":"
                     "\"jia-14\",\"left\":\"量达到\",\"node\":\"1,488件\","
                     "\"right\":\"，比上\",\"span\":[9,15],"
                     "\"place\":\"甲市\",\"period\":\"2021-2025\","
                     "\"role\":\"basis\",\"cite\":"
                     "\"《甲市知识产权“十四五”规划》一第1段\"}\n");
}

Test(kwic, limit_and_offset_count_lines)
{
    struct kwic_view view = {.width = 1, .limit = 2, .offset = 1};
    g_autofree char *text = lines_as("导航", view, EMIT_TEXT);
    cr_expect(g_str_has_prefix(text, "利 导航 ，  jia-14/2.1/p1\n"
                                     "利 导航 成  jia-14/2.1/p1\n\n5 occ"),
              "%s", text);
    cr_expect_not_null(strstr(text, "2 of 5 shown; --limit 0 shows all\n"));
    view.offset = 9;
    g_autofree char *behind = lines_as("导航", view, EMIT_TEXT);
    cr_expect_not_null(strstr(behind, "0 of 5 shown; --offset is behind"));
}

Test(kwic, orders_by_their_names)
{
    cr_expect_eq(kwic_order_find("left"), KWIC_LEFT);
    cr_expect_eq(kwic_order_find("relevance"), KWIC_RELEVANCE);
    cr_expect_eq(kwic_order_find("score"), -1);
    cr_expect_eq(kwic_sort(KWIC_LEFT), SORT_DOCUMENT);
    cr_expect_eq(kwic_sort(KWIC_PLACE), SORT_PLACE);
}

/* ---- best hits of each plan */

/* The units, a space behind each. */
static char *best(const char *text, struct match_options options, guint most)
{
    struct query *query = query_parse(text, NULL);
    struct match_result *result =
        hits_best(matcher, query, &options, most, NULL);
    GString *out = g_string_new(NULL);
    cr_expect_eq(hits_all(result), 5);
    for (guint i = 0; i < result->hits->len; i++) {
        const struct match_hit *hit =
            &g_array_index(result->hits, struct match_hit, i);
        struct page_unit *unit = reader_unit(reader, hit->unit, NULL);
        g_string_append_printf(out, "%s ", unit->unit->id);
    }
    match_result_free(result);
    query_free(query);
    return g_string_free(out, FALSE);
}

Test(kwic, the_best_of_each_plan)
{
    g_autofree char *one = best("专利", (struct match_options){0}, 1);
    cr_expect_not_null(strstr(one, "yi-13/1/p1 "), "%s", one);
    cr_expect_not_null(strstr(one, "jia-14/"), "%s", one);
    cr_expect_null(strstr(strstr(one, "jia-14/") + 1, "jia-14/"), "%s", one);
    g_autofree char *page =
        best("专利", (struct match_options){.offset = 2}, 1);
    cr_expect_str_eq(page, "");
    g_autofree char *whole =
        best("专利", (struct match_options){.sort = SORT_DOCUMENT}, 9);
    cr_expect(g_str_has_prefix(whole, "jia-14/1/p1 "), "%s", whole);
    cr_expect_not_null(strstr(whole, " yi-13/1/p1 "), "%s", whole);
}

/* ---- near spellings */

static void expect_near(const char *term, const char *want)
{
    g_autoptr(GArray) list = near_spellings(sample.index, term, 3);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const struct near_spelling *at =
            &g_array_index(list, struct near_spelling, i);
        g_string_append_printf(got, "%s:%u ", at->text, at->units);
    }
    cr_expect_str_eq(got->str, want, "%s: %s", term, got->str);
}

Test(kwic, every_edit_finds_its_spelling)
{
    expect_near("专利导行", "专利导航:3 "); /* the last */
    expect_near("传利导航", "专利导航:3 "); /* the first */
    expect_near("专力导航", "专利导航:3 ");
    expect_near("知产权", "知识产权:3 "); /* one is missing */
    expect_near("组织领道", "组织领导:1 ");
    expect_near("组织的领导", "组织领导:1 "); /* one too many */
    expect_near("组领织导", "组织领导:1 ");   /* swapped */
    expect_near("利专", "专利:6 ");
}

Test(kwic, what_has_no_near_spelling)
{
    expect_near("飞船", "");
    expect_near("专", "");
    expect_near("专飞", ""); /* half of it would be another word */
    expect_near("质押船舶", "");
    /* a mark in the gap parts two sentences: 航。以 */
    expect_near("导航因以导航", "");
    g_autofree char *longest = g_strnfill(40, 'a');
    expect_near(longest, "");
}
