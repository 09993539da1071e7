/* Words, pairs of characters, columns, marks. */
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_words(struct segmenter *segmenter, const char *text,
                         const char *want)
{
    g_autoptr(GString) got = g_string_new(NULL);
    struct token token;
    segmenter_start(segmenter, text, strlen(text));
    while (segmenter_next(segmenter, &token)) {
        cr_expect_geq(token.text, text);
        cr_expect_leq(token.text + token.length, text + strlen(text));
        cr_expect_eq(token.chars,
                     (guint)g_utf8_strlen(token.text, token.length));
        if (got->len > 0)
            g_string_append_c(got, '|');
        g_string_append_len(got, token.text, token.length);
    }
    cr_expect_str_eq(got->str, want, "'%s': %s, not %s", text, got->str, want);
    cr_expect_not(segmenter_next(segmenter, &token), "words after the end");
}

Test(segment, words)
{
    g_autoptr(GError) error = NULL;
    struct segmenter *segmenter = segmenter_new(&error);
    cr_assert_not_null(segmenter, "%s", error ? error->message : "");
    expect_words(segmenter, "", "");
    expect_words(segmenter, "。,、()-", "");
    expect_words(segmenter, "保护知识产权。", "保护|知识|产权");
    expect_words(segmenter, "pct申请1.57件,12%", "pct|申请|1.57|件|12");
    expect_words(segmenter, "**专利**", "专利");
    expect_words(segmenter, "\U00020bb7é,2021-2025", "\U00020bb7|é|2021|2025");
    expect_words(segmenter, "a\U0001f600b", "a|b");
    /* a new text may begin before the last one ended */
    struct token token;
    segmenter_start(segmenter, "发明专利", strlen("发明专利"));
    cr_expect(segmenter_next(segmenter, &token));
    expect_words(segmenter, "市场", "市场");
    segmenter_free(segmenter);
    segmenter_free(NULL);
}

/* The length says where a text ends. */
Test(segment, length)
{
    struct segmenter *segmenter = segmenter_new(NULL);
    struct token token;
    segmenter_start(segmenter, "专利导航", strlen("专利"));
    cr_assert(segmenter_next(segmenter, &token));
    cr_expect_eq(token.length, strlen("专利"));
    cr_expect_eq(token.chars, 2u);
    cr_expect_not(segmenter_next(segmenter, &token));
    segmenter_free(segmenter);
}

static void expect_grams(const char *text, gsize length, const char *want)
{
    struct grams grams;
    guint64 key;
    g_autoptr(GString) got = g_string_new(NULL);
    grams_start(&grams, text, length);
    while (grams_next(&grams, &key)) {
        g_string_append_unichar(got, (gunichar)(key >> 32));
        g_string_append_unichar(got, (gunichar)(key & 0xffffffff));
        g_string_append_c(got, ' ');
    }
    cr_expect_str_eq(got->str, want);
}

Test(segment, grams)
{
    expect_grams("", 0, "");
    expect_grams("甲", 3, "");
    expect_grams("甲,\U00020bb7a", 9, "甲, ,\U00020bb7 \U00020bb7a ");
    expect_grams("aaab", 3, "aa aa ");
}

Test(width, columns)
{
    cr_expect_eq(text_width("", -1), 0u);
    cr_expect_eq(text_width("abc", -1), 3u);
    cr_expect_eq(text_width("甲市a（", -1), 7u);
    cr_expect_eq(text_width("甲市", 3), 2u);
    cr_expect_eq(text_width("e\u0301\u200b\n", -1), 1u);
    cr_expect_eq(text_width("“—”…", -1), 4u);
    cr_expect_eq(text_width("\U00020bb7", -1), 2u);
}

Test(marks, the_last_code_point_is_one_of_them)
{
    cr_assert(text_ends_with_any("完成。", "！。"));
    cr_assert(text_ends_with_any("，", "，"));
    cr_assert_not(text_ends_with_any("。完成", "。"));
    cr_assert_not(text_ends_with_any("完成。", "，"));
    cr_assert_not(text_ends_with_any("", "。"));
    cr_assert_not(text_ends_with_any("完成。", ""));
}
