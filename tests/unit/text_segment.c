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

/* ---- with a vocabulary */

static struct vocabulary *words_of(const char *list)
{
    g_auto(GStrv) texts = g_strsplit(list, " ", -1);
    g_autoptr(GArray) words =
        g_array_new(FALSE, FALSE, sizeof(struct vocabulary_word));
    for (char **text = texts; *text != NULL; text++) {
        struct vocabulary_word word = {
            .text = *text, .length = (guint32)strlen(*text), .count = 5};
        g_array_append_val(words, word);
    }
    return vocabulary_new((void *)words->data, words->len);
}

Test(vocabulary, sorted_and_joined)
{
    const struct vocabulary_word words[] = {{"质押", 6, 2, 3, 0.5, 1},
                                            {"知识产权", 12, 1, 1, 0.25, 2},
                                            {"", 0, 1, 1, 1, 1},
                                            {"质押", 6, 1, 4, 0.75, 0.5},
                                            {"质押融资", 12, 1, 1, 0, 0}};
    struct vocabulary *vocabulary = vocabulary_new(words, G_N_ELEMENTS(words));
    cr_assert_eq(vocabulary_count(vocabulary), 3);
    cr_expect_str_eq(vocabulary_word(vocabulary, 0)->text, "知识产权");
    const struct vocabulary_word *both = vocabulary_word(vocabulary, 1);
    cr_expect_str_eq(both->text, "质押");
    cr_expect(both->units == 3 && both->count == 7);
    cr_expect(both->cohesion == 0.75f && both->freedom == 1);
    cr_expect_eq(vocabulary_find(vocabulary, "质押融资", 6), both);
    cr_expect_eq(vocabulary_find(vocabulary, "质押融资", 12),
                 vocabulary_word(vocabulary, 2));
    cr_expect_null(vocabulary_find(vocabulary, "质", 3));
    cr_expect_null(vocabulary_find(vocabulary, "", 0));
    cr_expect_null(vocabulary_find(vocabulary, "质押融资额", 15));
    vocabulary_free(vocabulary);
    vocabulary = vocabulary_new(NULL, 0);
    cr_expect_eq(vocabulary_count(vocabulary), 0);
    cr_expect_null(vocabulary_find(vocabulary, "质押", 6));
    vocabulary_free(vocabulary);
    vocabulary_free(NULL);
}

Test(vocabulary, of_the_lexicon)
{
    static const char *const known[] = {"知识产权", "质押融资", "东莞市",
                                        "东莞",     "海外",     "广东"};
    static const char *const unknown[] = {"和县", "甲", "words", "城市更新"};
    const struct vocabulary *lexicon = vocabulary_lexicon();
    cr_expect_eq(lexicon, vocabulary_lexicon());
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        cr_expect(vocabulary_find(lexicon, known[i], strlen(known[i])) != NULL,
                  "%s", known[i]);
    for (guint i = 0; i < G_N_ELEMENTS(unknown); i++)
        cr_expect(vocabulary_find(lexicon, unknown[i], strlen(unknown[i])) ==
                      NULL,
                  "%s", unknown[i]);
}

Test(segment, lexicon_words_are_whole)
{
    struct segmenter *segmenter = segmenter_new(NULL);
    segmenter_use(segmenter, vocabulary_lexicon());
    expect_words(segmenter, "", "");
    expect_words(segmenter, "。,、()-", "");
    expect_words(segmenter, "保护知识产权。", "保护|知识产权");
    expect_words(segmenter, "东莞市知识产权质押融资12%",
                 "东莞市|知识产权|质押融资|12");
    expect_words(segmenter, "pct申请1.57件", "pct|申请|1.57|件");
    expect_words(segmenter, "\U00020bb7é,2021-2025", "\U00020bb7|é|2021|2025");
    segmenter_use(segmenter, NULL);
    expect_words(segmenter, "保护知识产权。", "保护|知识|产权");
    segmenter_free(segmenter);
}

static void expect_with(const char *known, const char *text, const char *want)
{
    struct segmenter *segmenter = segmenter_new(NULL);
    struct vocabulary *vocabulary = words_of(known);
    segmenter_use(segmenter, vocabulary);
    expect_words(segmenter, text, want);
    segmenter_free(segmenter);
    vocabulary_free(vocabulary);
}

/* As few words as possible; of equal ways ICU's. */
Test(segment, shortest_way)
{
    expect_with("护知", "保护知识", "保护|知识");
    expect_with("识产", "保护知识产权", "保护|知识|产权");
    expect_with("知识产权 产权保护工作", "知识产权保护工作",
                "知识|产权保护工作");
    expect_with("知识产权 知识产权保护", "知识产权保护", "知识产权保护");
    expect_with("青溪 青溪瓷", "产青溪瓷器", "产|青溪|瓷器");
    /* not over punctuation, not over the end */
    expect_with("知识产权", "知识,产权。知识产", "知识|产权|知识|产");
    expect_with("", "保护知识产权", "保护|知识|产权");
}

/* Of two words of the vocabulary the more frequent one. */
Test(segment, frequent_words_first)
{
    const struct vocabulary_word words[] = {{"炉瓯茗", 9, 1, 2, 0, 0},
                                            {"茗砚笺", 9, 1, 9, 0, 0}};
    struct vocabulary *vocabulary = vocabulary_new(words, 2);
    struct segmenter *segmenter = segmenter_new(NULL);
    segmenter_use(segmenter, vocabulary);
    expect_words(segmenter, "炉瓯茗砚笺", "炉|瓯|茗砚笺");
    segmenter_free(segmenter);
    vocabulary_free(vocabulary);
}

/* A vocabulary is in use from the next text on; texts of any length. */
Test(segment, vocabulary_of_the_next_text)
{
    struct segmenter *segmenter = segmenter_new(NULL);
    struct token token;
    segmenter_start(segmenter, "知识产权", strlen("知识产权"));
    segmenter_use(segmenter, vocabulary_lexicon());
    cr_assert(segmenter_next(segmenter, &token));
    cr_expect_eq(token.chars, 2u);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append(text, "知识产权");
    segmenter_start(segmenter, text->str, text->len);
    for (int i = 0; i < 5000; i++) {
        cr_assert(segmenter_next(segmenter, &token));
        cr_assert_eq(token.chars, 4u);
    }
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
