/* Plans from .jsonl files of blocks. */
#include "tests/unit/source_fixture.h"

TestSuite(source_records, .init = folder_make, .fini = folder_remove);

/* Every plan of the file as "id(texts …)", then the error, if any. */
static char *read_all(const char *text)
{
    put("a.jsonl", text);
    struct source_file *file = read_file("a.jsonl", NULL);
    struct plan_records *records = plan_records_new(file);
    struct plan *plan;
    GPtrArray *blocks;
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    while (plan_records_next(records, &plan, &blocks, &error)) {
        g_string_append_printf(out, "%s(", plan->id ? plan->id : "-");
        for (guint i = 0; i < blocks->len; i++) {
            const struct block *block = g_ptr_array_index(blocks, i);
            g_string_append_printf(out, "%s%s", i > 0 ? " " : "", block->text);
        }
        g_string_append(out, ") ");
        plan_free(plan);
        g_ptr_array_unref(blocks);
    }
    if (error != NULL)
        g_string_append(out, strstr(error->message, "line "));
    plan_records_free(records);
    source_file_free(file);
    return g_string_free(out, false);
}

static void gives(const char *text, const char *wanted)
{
    g_autofree char *got = read_all(text);
    cr_assert_str_eq(got, wanted);
}

#define P(plan, text)                                                          \
    "{\"plan\":\"" plan "\",\"kind\":\"paragraph\",\"text\":\"" text "\"}\n"

Test(source_records, consecutive_records_make_a_plan)
{
    gives(P("a", "x") P("a", "y") "\n  \r\n" P("b", "z"), "a(x y) b(z) ");
    gives("{\"plan\":\"a\",\"kind\":\"note\",\"text\":\"x\"}", "a(x) ");
}

Test(source_records, facts_are_kept)
{
    put("a.jsonl",
        "{\"id\":\"a/0/p1\",\"plan\":\"a\",\"title\":\"甲\",\"place\":\"乙市\","
        "\"period\":\"2021-2025\",\"kind\":\"paragraph\",\"marker\":\"第一条\","
        "\"text\":\"x\",\"path\":[\"一、丙\"],\"more\":1}\n"
        "{\"plan\":\"a\",\"title\":\"丁\",\"kind\":\"paragraph\",\"text\":"
        "\"y\"}");
    struct source_file *file = read_file("a.jsonl", NULL);
    struct plan_records *records = plan_records_new(file);
    struct plan *plan;
    GPtrArray *blocks;
    cr_assert(plan_records_next(records, &plan, &blocks, NULL));
    cr_assert_str_eq(plan->title, "甲");
    cr_assert_str_eq(plan->place, "乙市");
    cr_assert_str_eq(plan->period, "2021-2025");
    const struct block *block = g_ptr_array_index(blocks, 0);
    cr_assert_str_eq(block->id, "a/0/p1");
    cr_assert_str_eq(block->marker, "第一条");
    cr_assert_str_eq(g_ptr_array_index(block->path, 0), "一、丙");
    cr_assert_not(plan_records_next(records, &(struct plan *){NULL},
                                    &(GPtrArray *){NULL}, NULL));
    plan_free(plan);
    g_ptr_array_unref(blocks);
    plan_records_free(records);
    source_file_free(file);
}

Test(source_records, without_plan_the_ids_tell)
{
    gives("{\"kind\":\"furniture\",\"text\":\"f\"}\n"
          "{\"id\":\"a/title\",\"kind\":\"title\",\"text\":\"t\"}\n"
          "{\"id\":\"a/0/p1\",\"kind\":\"paragraph\",\"text\":\"x\"}\n"
          "{\"kind\":\"furniture\",\"text\":\"g\"}\n"
          "{\"id\":\"ab/0/p1\",\"kind\":\"paragraph\",\"text\":\"y\"}\n",
          "a(f t x g) ab(y) ");
    gives("{\"kind\":\"paragraph\",\"text\":\"x\"}\n", "-(x) ");
}

Test(source_records, errors_name_the_line)
{
    gives(P("a", "x") "\n{\"plan\":\"a\",\"kind\":\"poem\",\"text\":\"x\"}\n",
          "line 3: unknown kind 'poem'");
    gives(P("a", "x") P("b", "y") "{\"plan\":\"b\",\"kind\":\"paragraph\"}\n",
          "a(x) line 3: field 'text' is missing");
    gives("{\"plan\":\"a\",\"text\":\"x\"}", "line 1: field 'kind' is missing");
    gives(P("a", " "), "line 1: field 'text' is empty");
    gives("[]", "line 1: no JSON object");
    gives("{\"plan\":\"a\",\"title\":1,\"kind\":\"note\",\"text\":\"x\"}",
          "line 1: field 'title' is no text");
    gives("{\"plan\":\"\",\"kind\":\"note\",\"text\":\"x\"}",
          "line 1: '' can be no plan's id");
    gives("{\"plan\":\"a/b\",\"kind\":\"note\",\"text\":\"x\"}",
          "line 1: 'a/b' can be no plan's id");
}

Test(source_records, what_is_no_json_is_an_error)
{
    static const char *const lines[] = {
        "{",
        "{\"kind\":}",
        "甲市规划",
        "{} {}",
        "{\"plan\":\"a\",\"kind\":\"note\",\"text\":\"\xFF\"}",
        "{\"plan\":\"a\",\"kind\":\"note\",\"text\":\"\\u0000\"}"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *got = read_all(lines[i]);
        cr_assert(g_str_has_prefix(got, "line 1: no JSON: "), "%s", got);
    }
}

Test(source_records, a_plan_does_not_come_back)
{
    gives(P("a", "x") P("b", "y") P("a", "z"),
          "a(x) b(y) line 3: plan 'a' comes again after another plan");
}

Test(source_records, an_id_comes_once)
{
    gives("{\"id\":\"a/p1\",\"kind\":\"note\",\"text\":\"x\"}\n"
          "{\"id\":\"a/p1\",\"kind\":\"note\",\"text\":\"y\"}\n",
          "line 2: id 'a/p1' comes twice");
}

Test(source_records, deep_nesting_is_an_error_and_no_crash)
{
    GString *line = g_string_new("{\"kind\":");
    for (int i = 0; i < 100000; i++)
        g_string_append_c(line, '[');
    g_autofree char *got = read_all(line->str);
    cr_assert(g_str_has_prefix(got, "line 1: no JSON: "), "%s", got);
    g_string_free(line, true);
}

Test(source_records, a_check_reads_all_and_changes_nothing)
{
    put("a.jsonl", P("a", "x") P("b", "y"));
    struct source_file *file = read_file("a.jsonl", NULL);
    struct plan_records *records = plan_records_new(file);
    struct plan *plan;
    GPtrArray *blocks;
    cr_assert(plan_records_check(records, NULL));
    cr_assert(plan_records_next(records, &plan, &blocks, NULL));
    cr_assert_str_eq(plan->id, "a");
    plan_free(plan);
    g_ptr_array_unref(blocks);
    /* what is not taken is freed with the reader (ASan) */
    plan_records_free(records);
    source_file_free(file);
}

Test(source_records, a_check_finds_the_last_line)
{
    put("a.jsonl", P("a", "x") P("b", "y") "{}\n");
    struct source_file *file = read_file("a.jsonl", NULL);
    struct plan_records *records = plan_records_new(file);
    g_autoptr(GError) error = NULL;
    cr_assert_not(plan_records_check(records, &error));
    cr_assert_not_null(strstr(error->message, "line 3: "));
    plan_records_free(records);
    source_file_free(file);
}

Test(source_records, a_large_file_is_checked_and_read_again)
{
    GString *text = g_string_new(NULL);
    g_autofree char *long_text = g_strnfill(1 << 20, 'x');
    for (int i = 0; i < 66; i++)
        g_string_append_printf(
            text, "{\"plan\":\"p%d\",\"kind\":\"paragraph\",\"text\":\"%s\"}\n",
            i, long_text);
    put("a.jsonl", text->str);
    g_string_free(text, true);
    struct source_file *file = read_file("a.jsonl", NULL);
    struct plan_records *records = plan_records_new(file);
    struct plan *plan;
    GPtrArray *blocks;
    int count = 0;
    cr_assert(plan_records_check(records, NULL));
    for (; plan_records_next(records, &plan, &blocks, NULL); count++) {
        plan_free(plan);
        g_ptr_array_unref(blocks);
    }
    cr_assert_eq(count, 66);
    plan_records_free(records);
    source_file_free(file);
}
