/* Cleaning: lines with their numbers, what is the page's, how lines break. */
#include "indexer/clean/clean.h"

#include <criterion/criterion.h>
#include <string.h>

static struct clean *clean_of(const char *text)
{
    return clean_text(text, strlen(text));
}

static const struct line *line_of(const struct clean *clean, guint i)
{
    cr_assert_lt(i, clean->lines->len);
    return g_ptr_array_index(clean->lines, i);
}

/* The lines of the page, each with a bar behind it. */
static char *furniture_of(const char *text)
{
    struct clean *clean = clean_of(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < clean->lines->len; i++)
        if (line_of(clean, i)->furniture)
            g_string_append_printf(out, "%s|", line_of(clean, i)->text);
    clean_free(clean);
    return g_string_free(out, false);
}

static void expect_furniture(const char *text, const char *want)
{
    g_autofree char *got = furniture_of(text);
    cr_expect_str_eq(got, want, "'%s', not '%s', of:\n%s", got, want, text);
}

Test(lines, ends_of_every_kind)
{
    struct clean *clean = clean_of("甲\n乙\r\n丙\r丁\xe2\x80\xa8戊\f己");
    static const char *const texts[] = {"甲", "乙", "丙", "丁", "戊", "己"};
    static const unsigned numbers[] = {1, 2, 3, 4, 5, 5};
    cr_assert_eq(clean->lines->len, 6u);
    for (guint i = 0; i < 6; i++) {
        cr_expect_str_eq(line_of(clean, i)->text, texts[i]);
        cr_expect_eq(line_of(clean, i)->number, numbers[i]);
    }
    clean_free(clean);
}

Test(lines, white_space_and_tags)
{
    struct clean *clean =
        clean_of(" \t　甲 乙 \n\t丙\n[bookmark: _Toc1]一、丁\n");
    cr_expect_str_eq(line_of(clean, 0)->text, "甲 乙");
    cr_expect_eq(line_of(clean, 0)->indent, 5u);
    cr_expect_not(line_of(clean, 0)->tab);
    cr_expect(line_of(clean, 1)->tab);
    cr_expect_str_eq(line_of(clean, 2)->text, "一、丁");
    cr_expect_eq(line_of(clean, 2)->chars, 3u);
    cr_expect_eq(line_of(clean, 2)->columns, 6u);
    clean_free(clean);
}

Test(lines, nothing)
{
    struct clean *clean = clean_of("");
    cr_expect_eq(clean->lines->len, 0u);
    cr_expect_eq(clean->layout, LAYOUT_PARAGRAPHS);
    clean_free(clean);
}

#define BODY "为加快发展，制定本规划，明确目标和任务，推动各项工作落到实处。\n"

Test(furniture, of_a_web_page)
{
    expect_furniture(
        "首页\n某某网\n甲市发展“十四五”规划\n发布时间：2021-01-02\n" BODY
        "一、目标\n" BODY "打印\n分享到：\n版权所有 某某网\n",
        "首页|某某网|发布时间：2021-01-02|打印|分享到：|"
        "版权所有 某某网|");
    /* without a sign of a page, what stands before the title is the plan's */
    expect_furniture("某某网\n甲市发展“十四五”规划\n" BODY, "");
    /* a section that only sounds like a link */
    expect_furniture("甲市发展规划\n" BODY "搜索\n" BODY, "");
}

Test(furniture, page_numbers)
{
    expect_furniture("甲市规划\n" BODY "- 1 -\n" BODY "第 2 页 共 9 页\n" BODY,
                     "- 1 -|第 2 页 共 9 页|");
    g_autoptr(GString) text = g_string_new("甲市发展规划\n");
    for (int page = 1; page <= 4; page++) {
        for (int i = 0; i < 9; i++)
            g_string_append(text, BODY);
        g_string_append_printf(text, "%d\n", page);
    }
    expect_furniture(text->str, "1|2|3|4|");
    /* numbers that do not count on are cells */
    expect_furniture("甲市规划\n" BODY "7\n" BODY "3\n" BODY, "");
}

Test(furniture, running_heads)
{
    expect_furniture("甲市科技创新规划\n" BODY "甲市科技创新规划\n" BODY
                     "甲市科技创新规划\n" BODY,
                     "甲市科技创新规划|甲市科技创新规划|");
}

Test(furniture, contents)
{
    expect_furniture("甲市规划文本\n目 录\n一、目标……………1\n二、任务......2\n"
                     "一、目标\n" BODY,
                     "目 录|一、目标……………1|二、任务......2|");
    expect_furniture("甲市规划文本\n目录\n一、目标\n二、任务\n一、目标\n" BODY
                     "二、任务\n" BODY,
                     "目录|一、目标|二、任务|");
    /* what stands behind the last entry is text, however short */
    expect_furniture("甲市规划文本\n目录\n一、目标\n二、任务\n制定本规划。\n"
                     "一、目标\n" BODY "二、任务\n" BODY,
                     "目录|一、目标|二、任务|");
}

static enum layout layout_of(const char *text)
{
    struct clean *clean = clean_of(text);
    enum layout layout = clean->layout;
    clean_free(clean);
    return layout;
}

/* The text many times over, each time with another number for its #. */
static char *repeated(const char *text, int times)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (int i = 0; i < times; i++) {
        g_autofree char *number = g_strdup_printf("%02d", i);
        g_auto(GStrv) parts = g_strsplit(text, "#", -1);
        g_autofree char *one = g_strjoinv(number, parts);
        g_string_append(all, one);
    }
    return g_strdup(all->str);
}

Test(layout, of_each_kind)
{
    g_autofree char *paragraphs = repeated(BODY "\n", 30);
    g_autofree char *wrapped =
        repeated("以新发展理念为指引，共#项，坚持把创新摆在全局的核心位\n"
                 "置，推动#项数字技术与实体经济深度融合，增强的内生动\n力。\n",
                 20);
    g_autofree char *fragments = repeated(
        "“\n十四五\n”\n时期,\n加快建设制造强市、\n增长4\n.\n8%,\n", 10);
    cr_expect_eq(layout_of(paragraphs), LAYOUT_PARAGRAPHS);
    cr_expect_eq(layout_of(wrapped), LAYOUT_WRAPPED);
    cr_expect_eq(layout_of(fragments), LAYOUT_FRAGMENTS);
    /* too little to tell */
    cr_expect_eq(layout_of("“\n十四五\n”\n"), LAYOUT_PARAGRAPHS);
}
