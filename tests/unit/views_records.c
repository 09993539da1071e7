/* Records of the views in several formats, and the words around them. */
#include "searcher/views/views.h"
#include "tests/unit/sample_index.h"

#include <glib/gstdio.h>
#include <string.h>

static struct sample sample;
static struct matcher *matcher;
static struct reader *reader;
static char *path;

static void open_sample(void)
{
    sample = sample_open();
    matcher = matcher_new(sample.index);
    reader = reader_new(sample.index);
    path = g_build_filename(sample.folder, "out", NULL);
}

static void close_sample(void)
{
    g_unlink(path);
    g_free(path);
    reader_free(reader);
    matcher_free(matcher);
    sample_close(&sample);
}

TestSuite(views, .init = open_sample, .fini = close_sample);

static struct emit *stream(enum emit_format format)
{
    struct emit_options options = {.format = format, .output = path};
    struct emit *emit = emit_open(&options, NULL);
    cr_assert_not_null(emit);
    return emit;
}

static char *written(struct emit *emit)
{
    char *text;
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static char *searched(const char *text, struct match_options options,
                      enum emit_format format, const char *label)
{
    struct query *query = query_parse(text, NULL);
    cr_assert_not_null(query);
    struct match_result *result = matcher_run(matcher, query, &options, NULL);
    cr_assert_not_null(result);
    g_autofree char *cut = hits_cut(result, 0);
    struct hits_view view = {matcher, reader,         query, result,
                             label,   options.offset, 0};
    struct emit *emit = stream(format);
    cr_assert(hits_emit(&view, emit, cut, NULL));
    match_result_free(result);
    query_free(query);
    return written(emit);
}

static void expect_part(const char *text, const char *part)
{
    cr_expect(strstr(text, part) != NULL, "no '%s' in:\n%s", part, text);
}

Test(views, a_hit_in_json)
{
    g_autofree char *text =
        searched("1488", (struct match_options){0}, EMIT_JSONL, NULL);
    json_t *hit = json_loads(text, 0, NULL);
    cr_assert_not_null(hit, "%s", text);
    cr_expect_eq(json_integer_value(json_object_get(hit, "rank")), 1);
    cr_expect_str_eq(json_string_value(json_object_get(hit, "match")), "exact");
    cr_expect_str_eq(json_string_value(json_object_get(hit, "id")),
                     "jia-14/1/p1");
    cr_expect_gt(json_real_value(json_object_get(hit, "score")), 0);
    json_t *span = json_array_get(json_object_get(hit, "spans"), 0);
    cr_expect_eq(json_integer_value(json_array_get(span, 0)), 9);
    cr_expect_eq(json_integer_value(json_array_get(span, 1)), 14);
    cr_expect_null(json_object_get(hit, "label"));
    json_decref(hit);
}

Test(views, the_head_of_a_document)
{
    g_autofree char *text =
        searched("专利导航  plan:jia-14", (struct match_options){.limit = 1},
                 EMIT_JSON, "a");
    json_t *head = json_loads(text, 0, NULL), *total;
    cr_assert_not_null(head, "%s", text);
    cr_expect_eq(json_integer_value(json_object_get(head, "format")), 1);
    json_t *query = json_object_get(head, "query");
    cr_expect_str_eq(json_string_value(json_object_get(query, "text")),
                     "专利导航 plan:jia-14");
    cr_expect_str_eq(json_string_value(json_object_get(head, "label")), "a");
    cr_expect_eq(
        strlen(json_string_value(json_object_get(head, "fingerprint"))), 64);
    cr_expect(json_is_null(json_object_get(head, "hint")));
    total = json_object_get(head, "total");
    cr_expect_eq(json_integer_value(json_object_get(total, "exact")), 1);
    cr_expect_eq(json_integer_value(json_object_get(total, "masked")), 0);
    cr_expect_eq(json_integer_value(json_object_get(total, "loose")), 0);
    cr_expect_eq(json_integer_value(json_object_get(total, "headings")), 1);
    json_t *record = json_array_get(json_object_get(head, "records"), 0);
    cr_expect_str_eq(json_string_value(json_object_get(record, "label")), "a");
    json_decref(head);
}

Test(views, csv_has_every_field_of_json)
{
    g_autofree char *jsonl =
        searched("kind:row", (struct match_options){0}, EMIT_JSONL, NULL);
    g_autofree char *csv =
        searched("kind:row", (struct match_options){0}, EMIT_CSV, NULL);
    json_t *hit = json_loads(jsonl, JSON_DISABLE_EOF_CHECK, NULL);
    const char *key;
    json_t *value;
    g_auto(GStrv) lines = g_strsplit(csv, "\r\n", -1);
    json_object_foreach(hit, key, value)
    {
        g_autofree char *cell = g_strdup_printf("\"%s\"", key);
        expect_part(lines[0], cell);
    }
    expect_part(lines[1], "\"二、主要任务 > （一）开展专利导航\"");
    json_decref(hit);
}

Test(views, loose_hits_mark_words)
{
    g_autofree char *text =
        searched("怎样开展专利导航",
                 (struct match_options){.widest = MATCH_LOOSE, .limit = 1},
                 EMIT_JSONL, NULL);
    json_t *hit = json_loads(text, 0, NULL);
    cr_assert_not_null(hit, "%s", text);
    cr_expect_str_eq(json_string_value(json_object_get(hit, "match")), "loose");
    cr_expect_gt(json_array_size(json_object_get(hit, "spans")), 0);
    json_decref(hit);
}

Test(views, text_for_reading)
{
    g_autofree char *text =
        searched("专利 plan:jia-14",
                 (struct match_options){.sort = SORT_DOCUMENT, .limit = 3},
                 EMIT_TEXT, NULL);
    cr_expect_str_eq(
        text,
        "甲市  甲市知识产权“十四五”规划\n"
        "  一、发展基础\n"
        "    全市专利授权量达到1,488件，比上年增长三成。\n"
        "  1 jia-14/1/p1  《甲市知识产权“十四五”规划》一第1段\n"
        "  二、主要任务 > （一）开展专利导航\n"
        "    建设导航基地。围绕重点产业开展专利导航，发布专利导航成果。\n"
        "  2 jia-14/2.1/p1  《甲市知识产权“十四五”规划》二（一）第1段\n"
        "    主要指标\n"
        "    指标 | 2025年\n"
        "    专利密度 | 12\n"
        "  3 jia-14/2.1/t1.r1  《甲市知识产权“十四五”规划》二（一）第1表第1行\n"
        "\n"
        "4 hits: 2 paragraphs, 1 row, 1 note; 1 in headings, titles or "
        "captions "
        "(kind:heading, title, caption). 3 of 4 shown; --limit 0 shows all\n");
}

static char *nothing(const char *text)
{
    struct query *query = query_parse(text, NULL);
    struct match_options options = {0};
    struct match_result *result = matcher_run(matcher, query, &options, NULL);
    char *why = hits_nothing(matcher, query, result, NULL);
    match_result_free(result);
    query_free(query);
    return why;
}

Test(views, why_nothing_was_found)
{
    g_autofree char *why = nothing("专利 飞船");
    cr_expect(g_str_has_prefix(why, "nothing found for '专利 飞船'\n"
                                    "  '专利': 5, and 1 in headings\n"
                                    "  '飞船': none\n"
                                    "  headings, titles and captions: 0; "
                                    "with --match loose: "),
              "%s", why);
    g_autofree char *filters = nothing("专利 period:12");
    expect_part(filters, "no unit passes 'period:2011-2015'");
    g_autofree char *both = nothing("专利 period:14 place:乙省");
    expect_part(both, "no unit passes the filters together");
}

static char *shown(const guint32 *numbers, guint count, guint around)
{
    g_autoptr(GArray) asked = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_vals(asked, numbers, count);
    struct emit *emit = stream(EMIT_JSONL);
    emit_begin(emit, &units_shape, NULL);
    cr_assert(units_emit(reader, emit, asked, around, NULL));
    emit_end(emit);
    g_autofree char *text = written(emit);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *ids = g_string_new(NULL);
    for (char **line = lines; **line != '\0'; line++) {
        json_t *unit = json_loads(*line, 0, NULL);
        g_string_append_printf(ids, "%s ",
                               json_string_value(json_object_get(unit, "id")));
        json_decref(unit);
    }
    return g_string_free(ids, FALSE);
}

Test(views, neighbours_stay_in_the_plan_and_come_once)
{
    guint32 first, count;
    index_plan_units(sample.index, 0, &first, &count);
    guint32 last = first + count - 1;
    g_autofree char *alone = shown(&last, 1, 0);
    cr_expect_str_eq(alone, "jia-14/3/p1 ");
    g_autofree char *end = shown(&last, 1, 2);
    cr_expect_str_eq(end, "jia-14/2.1/n1 jia-14/3 jia-14/3/p1 ");
    const guint32 two[] = {last - 2, last};
    g_autofree char *both = shown(two, 2, 1);
    cr_expect_str_eq(both, "jia-14/2.1/t1.r2 jia-14/2.1/n1 jia-14/3 "
                           "jia-14/3/p1 ");
    guint32 other = last + 1;
    g_autofree char *begin = shown(&other, 1, 1);
    cr_expect_str_eq(begin, "yi-13/title yi-13/1 ");
}

Test(views, plans_and_sections)
{
    struct plan_record plan;
    cr_assert(plan_record_read(sample.index, 0, &plan, NULL));
    cr_expect_eq(plan.units, 7);
    struct emit *emit = stream(EMIT_JSONL);
    emit_begin(emit, &plans_shape, NULL);
    emit_record(emit, &plan);
    emit_end(emit);
    g_autofree char *text = written(emit);
    expect_part(text, "\"title_from\":\"text\",\"place\":\"甲市\"");
    expect_part(text,
                "\"issuer\":null,\"date\":null,\"units\":7,\"sections\":4");
    struct section_record section = {plan.plan, 2, true, false};
    emit = stream(EMIT_JSONL);
    emit_begin(emit, &sections_shape, NULL);
    emit_record(emit, &section);
    emit_end(emit);
    g_autofree char *outline = written(emit);
    expect_part(outline, "\"id\":\"jia-14/2.1\"");
    expect_part(outline, "\"depth\":2");
    expect_part(outline, "\"path\":[\"二、主要任务\"]");
}
