/* Markers: what numbers a plan's parts, and what only looks like it. */
#include "indexer/parse/internal.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, enum marker_class class,
                   const char *written, long number)
{
    struct marker marker = marker_read(text);
    g_autofree char *got = g_strndup(text, marker.length);
    cr_expect_eq(marker.class, class, "'%s': class %d, not %d", text,
                 marker.class, class);
    cr_expect_str_eq(got, written, "'%s': '%s', not '%s'", text, got, written);
    cr_expect_eq(marker.number, number, "'%s': %ld, not %ld", text,
                 marker.number, number);
}

Test(marker, of_every_class)
{
    expect("第一编 总论", MARKER_PART, "第一编", 1);
    expect("第二部分 任务", MARKER_PART, "第二部分", 2);
    expect("第三篇", MARKER_VOLUME, "第三篇", 3);
    expect("第十二章  保障措施", MARKER_CHAPTER, "第十二章", 12);
    expect("第 3 章 目标", MARKER_CHAPTER, "第 3 章", 3);
    expect("第一节", MARKER_SECTION, "第一节", 1);
    expect("一、发展基础", MARKER_COMMA, "一、", 1);
    expect("二十一、附则", MARKER_COMMA, "二十一、", 21);
    expect("（三）发展目标", MARKER_PAREN, "（三）", 3);
    expect("(四)发展目标", MARKER_PAREN, "(四)", 4);
    expect("1.1 产业规模", MARKER_DOTTED2, "1.1", 1);
    expect("1.2.3 产业规模", MARKER_DOTTED3, "1.2.3", 3);
    expect("1.2.3.4产业", MARKER_DOTTED4, "1.2.3.4", 4);
    expect("1、加强统筹", MARKER_DIGIT, "1、", 1);
    expect("1．优化政策", MARKER_DIGIT, "1．", 1);
    expect("10.强化保护", MARKER_DIGIT, "10.", 10);
    expect("2 发展目标", MARKER_DIGITSPACE, "2", 2);
    expect("（1）实施工程", MARKER_DIGITPAREN, "（1）", 1);
    expect("3）实施工程", MARKER_DIGITHALF, "3）", 3);
    expect("③实施工程", MARKER_CIRCLED, "③", 3);
    expect("一是质量不高。", MARKER_IS, "一是", 1);
    expect("第二，加强", MARKER_FIRST, "第二，", 2);
    expect("——坚持创新。", MARKER_DASH, "——", -1);
    expect("———坚持创新。", MARKER_DASH, "———", -1);
    expect("●重点工程", MARKER_BULLET, "●", -1);
    expect("专栏3  培育工程", MARKER_BOX, "专栏3", 3);
    expect("【专栏2】培育工程", MARKER_BOX, "【专栏2】", 2);
    expect("专栏一：培育工程", MARKER_BOX, "专栏一：", 1);
    expect("附件1：指标表", MARKER_APPENDIX, "附件1：", 1);
}

Test(marker, of_none)
{
    expect("", MARKER_NONE, "", -1);
    expect("加强保护", MARKER_NONE, "", -1);
    expect("1.2万件", MARKER_NONE, "", -1);
    expect("1.5%以上", MARKER_NONE, "", -1);
    expect("2025年，全市", MARKER_NONE, "", -1);
    expect("第三产业", MARKER_NONE, "", -1);
    expect("一批企业", MARKER_NONE, "", -1);
    expect("一是否", MARKER_NONE, "", -1);
    expect("—2035年", MARKER_NONE, "", -1);
    expect("4 ", MARKER_NONE, "", -1);
}

Test(sentence, length)
{
    cr_expect_eq(sentence_length("坚持创新。推动"), strlen("坚持创新。"));
    cr_expect_eq(sentence_length("“坚持创新。”推动"), strlen("“坚持创新。”"));
    cr_expect_eq(sentence_length("坚持创新"), strlen("坚持创新"));
    cr_expect_eq(sentence_length(""), 0u);
}

Test(passage, cut_keeps_the_lines)
{
    struct passage *passage = passage_new();
    passage_add(passage, "甲。乙", 3);
    passage_add(passage, "丙。丁", 5);
    struct passage *rest = passage_cut(passage, strlen("甲。乙丙。"));
    cr_expect_str_eq(passage->text->str, "甲。乙丙。");
    cr_expect_str_eq(rest->text->str, "丁");
    struct line_range first = passage_lines(passage, 0, passage->text->len);
    struct line_range last = passage_lines(rest, 0, rest->text->len);
    cr_expect(first.first == 3 && first.last == 5);
    cr_expect(last.first == 5 && last.last == 5);
    passage_free(passage);
    passage_free(rest);
}

Test(passage, latin_words_stay_apart)
{
    struct passage *passage = passage_new();
    passage_add(passage, "采用open", 1);
    passage_add(passage, "source模式,增长4", 2);
    passage_add(passage, ".", 3);
    passage_add(passage, "8%", 4);
    cr_expect_str_eq(passage->text->str, "采用open source模式,增长4.8%");
    passage_free(passage);
}
