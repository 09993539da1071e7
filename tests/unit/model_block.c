/* Blocks: what block_check finds wrong, and JSON there and back. */
#include "tests/unit/model_fixture.h"

#include <criterion/criterion.h>

static struct block *from_text(const char *text, GError **error)
{
    json_t *json = json_loads(text, 0, NULL);
    cr_assert_not_null(json, "%s", text);
    struct block *block = block_from_json(json, error);
    json_decref(json);
    return block;
}

static void refused(const char *text, const char *message)
{
    g_autoptr(GError) error = NULL;
    struct block *block = from_text(text, &error);
    cr_assert_null(block, "%s", text);
    cr_assert_str_eq(error->message, message);
}

static void same_again(const char *line)
{
    struct block *block = fixture_block(line);
    json_t *json = block_to_json(block);
    g_autoptr(GError) error = NULL;
    struct block *again = block_from_json(json, &error);
    cr_assert_not_null(again, "%s: %s", line, error ? error->message : "");
    json_t *second = block_to_json(again);
    cr_assert(json_equal(json, second), "%s", line);
    cr_assert_null(block_check(again));
    json_decref(json);
    json_decref(second);
    block_free(block);
    block_free(again);
}

Test(block, every_kind_comes_back_from_json)
{
    same_again("T 甲市规划");
    same_again("H1 一、|发展基础");
    same_again("H2 |导言");
    same_again("B3 专栏1|指标");
    same_again("P 一段。");
    same_again("N 注：1.一注。");
    same_again("F 首页");
    same_again("G 表1 指标|名称,单位|甲,件|乙,");
}

Test(block, json_has_the_fields_of_the_contract)
{
    struct block *block = fixture_block("H2 （一）|强化保护");
    block->lines = (struct line_range){4, 5};
    json_t *json = block_to_json(block);
    g_autofree char *text = json_dumps(json, JSON_COMPACT);
    cr_assert_str_eq(text, "{\"kind\":\"heading\",\"depth\":2,"
                           "\"marker\":\"（一）\",\"text\":\"强化保护\","
                           "\"lead\":null,\"path\":[],\"lines\":[4,5],"
                           "\"id\":null}");
    json_decref(json);
    block_free(block);
}

Test(block, a_table_says_caption_header_and_rows)
{
    struct block *block = fixture_block("G 表1|名称,单位|甲,件");
    json_t *json = block_to_json(block);
    g_autofree char *rows =
        json_dumps(json_object_get(json, "rows"), JSON_COMPACT);
    cr_assert_str_eq(rows, "[[\"甲\",\"件\"]]");
    cr_assert_eq(json_array_size(json_object_get(json, "header")), 2);
    cr_assert(json_is_null(json_object_get(json, "text")));
    json_decref(json);
    block_free(block);
}

Test(block, wrong_json_is_refused_by_name)
{
    refused("{}", "field 'kind' is missing");
    refused("{\"kind\":\"poem\",\"text\":\"x\"}", "unknown kind 'poem'");
    refused("{\"kind\":\"paragraph\"}", "field 'text' is missing");
    refused("{\"kind\":\"paragraph\",\"text\":1}", "field 'text' is no text");
    refused("{\"kind\":\"paragraph\",\"text\":\"x\",\"path\":[1]}",
            "field 'path' is no list of texts");
    refused("{\"kind\":\"paragraph\",\"text\":\"x\",\"lines\":[1]}",
            "field 'lines' is no pair of numbers");
    refused("{\"kind\":\"paragraph\",\"text\":\"x\",\"lines\":[5,4]}",
            "the lines are not a range");
    refused("{\"kind\":\"heading\",\"text\":\"x\",\"depth\":\"1\"}",
            "field 'depth' is no whole number");
    refused("{\"kind\":\"heading\",\"text\":\"x\",\"depth\":0}",
            "depth is not that of its kind");
    refused("{\"kind\":\"table\",\"header\":[]}", "field 'rows' is no list");
    refused("{\"kind\":\"table\",\"header\":[\"a\"],\"rows\":[[]]}",
            "a row is not as long as the table's header");
}

Test(block, a_heading_without_depth_has_that_of_its_path)
{
    struct block *block = from_text(
        "{\"kind\":\"heading\",\"text\":\"x\",\"path\":[\"a\",\"b\"]}", NULL);
    cr_assert_eq(block->depth, 3);
    block_free(block);
}

Test(block, check_finds_what_is_wrong)
{
    struct block *block = fixture_block("H1 一、|一、基础");
    cr_assert_str_eq(block_check(block),
                     "a heading's text contains its marker");
    block_free(block);
    block = fixture_block("P （一）要点。其余。");
    block->lead = g_strdup("要点。");
    cr_assert_str_eq(block_check(block),
                     "the lead is not the beginning of the text");
    g_free(block->lead);
    block->lead = g_strdup("（一）要点。");
    cr_assert_null(block_check(block));
    block->depth = 1;
    cr_assert_not_null(block_check(block));
    block_free(block);
    block = fixture_block("G 表|甲,乙|一,二");
    cr_assert_null(block_check(block));
    g_ptr_array_add(block->table->header, g_strdup("丙"));
    cr_assert_str_eq(block_check(block),
                     "a row is not as long as the table's header");
    block_free(block);
}

Test(block, kinds_have_names)
{
    for (int kind = BLOCK_TITLE; kind <= BLOCK_FURNITURE; kind++)
        cr_assert_eq(block_kind_find(block_kind_name((enum block_kind)kind)),
                     kind);
    cr_assert_eq(block_kind_find("row"), -1);
    for (int kind = 0; kind < UNIT_KINDS; kind++)
        cr_assert_eq(unit_kind_find(unit_kind_name((enum unit_kind)kind)),
                     kind);
    cr_assert_eq(unit_kind_find("段落"), UNIT_PARAGRAPH);
    cr_assert_eq(unit_kind_find("box"), -1);
}
