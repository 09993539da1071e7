/* Bytes of every encoding that plans come in, whole and damaged. */
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <string.h>

/* Long enough for every guess, all invented. */
#define PLAN                                                                   \
    "甲市知识产权发展规划（2021—2025年）\n"                     \
    "为加快建设知识产权强市，制定本规划。\r\n"               \
    "一、主要目标\n到2025年，每万人口发明专利拥有量达到8件。\n"

static void expect(const char *bytes, gsize length, const char *want,
                   const char *name)
{
    g_autoptr(GError) error = NULL;
    const char *encoding = NULL;
    gsize size = 0;
    g_autofree char *got = text_decode(bytes, length, &size, &encoding, &error);
    cr_assert_not_null(got, "%s: %s", name, error ? error->message : "");
    cr_expect_str_eq(got, want);
    cr_expect_eq(size, strlen(want));
    cr_expect_str_eq(encoding, name);
}

static void expect_error(const char *bytes, gsize length, int code,
                         const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *got = text_decode(bytes, length, NULL, NULL, &error);
    cr_assert_null(got, "read as '%s'", got);
    cr_expect(g_error_matches(error, G_CONVERT_ERROR, code), "'%s': %d",
              error->message, error->code);
    cr_expect_str_eq(error->message, message);
}

/* `text` in another encoding, `mark` before it. */
static GString *encoded(const char *text, const char *encoding,
                        const char *mark, gsize mark_length)
{
    GString *out = g_string_new_len(mark, (gssize)mark_length);
    gsize length;
    g_autofree char *bytes =
        g_convert(text, -1, encoding, "UTF-8", NULL, &length, NULL);
    cr_assert_not_null(bytes, "iconv has no %s", encoding);
    g_string_append_len(out, bytes, (gssize)length);
    return out;
}

Test(decode, utf8)
{
    expect("", 0, "", "UTF-8");
    expect("\xef\xbb\xbf", 3, "", "UTF-8");
    expect("abc\n", 4, "abc\n", "UTF-8");
    expect(PLAN, strlen(PLAN), PLAN, "UTF-8");
    expect("\xef\xbb\xbf" PLAN, strlen(PLAN) + 3, PLAN, "UTF-8");
    /* stops at the length, needs no NUL */
    expect("甲市", 3, "甲", "UTF-8");
    /* also valid GB18030 */
    expect("丂", 3, "丂", "UTF-8");
}

Test(decode, utf16)
{
    static const char *const texts[] = {PLAN, "Plan of A\n", "一丁一丁一"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) little =
            encoded(texts[i], "UTF-16LE", "\xff\xfe", 2);
        g_autoptr(GString) big = encoded(texts[i], "UTF-16BE", "\xfe\xff", 2);
        expect(little->str, little->len, texts[i], "UTF-16LE");
        expect(big->str, big->len, texts[i], "UTF-16BE");
    }
    expect("\xff\xfe", 2, "", "UTF-16LE");
    for (gsize i = 0; i < 2; i++) {
        g_autoptr(GString) little = encoded(texts[i], "UTF-16LE", "", 0);
        g_autoptr(GString) big = encoded(texts[i], "UTF-16BE", "", 0);
        expect(little->str, little->len, texts[i], "UTF-16LE");
        expect(big->str, big->len, texts[i], "UTF-16BE");
    }
    expect("\xff\xfe\x42\xd8\xb7\xdf", 6, "\U00020bb7", "UTF-16LE");
}

Test(decode, utf16_damaged)
{
    g_autoptr(GString) text = encoded(PLAN, "UTF-16LE", "\xff\xfe", 2);
    expect_error(text->str, text->len - 1, G_CONVERT_ERROR_PARTIAL_INPUT,
                 "invalid UTF-16LE on line 4");
    g_string_append_len(text, "\x42\xd8z", 4);
    expect_error(text->str, text->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "invalid UTF-16LE on line 5");
    expect_error("\xfe\xff\0a\xdf\xb7", 6, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "invalid UTF-16BE on line 1");
    expect_error("\xfe\xff\0\n\0\0", 6, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 2");
}

Test(decode, gb18030)
{
    static const char *const texts[] = {
        PLAN, "甲市\n", "专利",
        "㐀 \U00020bb7 é — 四字节", /* four bytes each */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) text = encoded(texts[i], "GB18030", "", 0);
        expect(text->str, text->len, texts[i], "GB18030");
    }
    g_autoptr(GString) marked = encoded(PLAN, "GB18030", "\x84\x31\x95\x33", 4);
    expect(marked->str, marked->len, PLAN, "GB18030");
}

/* Half a character, or one that is none, in a file that is GB18030. */
Test(decode, gb18030_damaged)
{
    g_autoptr(GString) text = encoded(PLAN, "GB18030", "", 0);
    g_autoptr(GString) longer = g_string_new(text->str);
    g_string_append(longer, "\xb9\n\xe6");
    expect_error(longer->str, longer->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030: invalid bytes on line 5");
    g_string_assign(longer, text->str);
    g_string_append_c(longer, '\xb9');
    expect_error(longer->str, longer->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030: invalid bytes on line 5");
    g_string_insert(text, 0, "\xff\n");
    expect_error(text->str, text->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030: invalid bytes on line 1");
}

/* One wrong byte does not make UTF-8 something else, wherever it stands. */
Test(decode, utf8_damaged)
{
    static const char plan[] = PLAN;
    gsize length = strlen(plan);
    for (gsize at = 0; at <= length; at++) {
        g_autoptr(GString) text = g_string_new(plan);
        g_string_insert_c(text, (gssize)at, '\xc8');
        gsize line = 1;
        for (gsize i = 0; i < at; i++)
            line += plan[i] == '\n' || (plan[i] == '\r' && i + 1 == at);
        g_autofree char *message =
            g_strdup_printf("invalid UTF-8 on line %zu", line);
        /* A cut character begins before the byte. */
        expect_error(text->str, text->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                     message);
    }
    expect_error(plan, strlen("甲市知") - 1, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "invalid UTF-8 on line 1");
    expect_error("\xef\xbb\xbf\xff", 4, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "invalid UTF-8 on line 1");
    expect_error("a\r甲\r\n乙丙\xe4", 14, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "invalid UTF-8 on line 3");
}

/* `text` often enough for ICU to be sure. */
static GString *encoded_often(const char *text, const char *encoding)
{
    g_autoptr(GString) often = g_string_new("");
    for (int i = 0; i < 20; i++)
        g_string_append(often, text);
    return encoded(often->str, encoding, "A\n", 2);
}

Test(decode, strangers)
{
    g_autoptr(GString) big5 =
        encoded_often("為推動專利保護的發展，制定本計畫。", "BIG5");
    expect_error(big5->str, big5->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030, perhaps Big5: "
                 "first such bytes on line 2");
    g_autoptr(GString) japanese =
        encoded_often("知的財産の保護に関する計画をここに発表します。", "SJIS");
    expect_error(japanese->str, japanese->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030, perhaps Shift_JIS: "
                 "first such bytes on line 2");
    g_autoptr(GString) latin = encoded_often("cité à Orléans\n", "LATIN1");
    expect_error(latin->str, latin->len, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                 "neither UTF-8, UTF-16 nor GB18030: invalid bytes on line 2");
}

/* What comes first or most does not make it something else. */
Test(decode, gb18030_among_ascii)
{
    g_autoptr(GString) text = g_string_new("");
    for (int i = 0; i < 6000; i++)
        g_string_append(text, "the plan of this city\n");
    for (int i = 0; i < 40; i++)
        g_string_append(text, "the patents (专利) of the city, year by year\n");
    g_autoptr(GString) bytes = encoded(text->str, "GB18030", "", 0);
    expect(bytes->str, bytes->len, text->str, "GB18030");
}

Test(decode, binary)
{
    expect_error("a\nb\0c", 5, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 2");
    /* reads like Chinese in UTF-16, if one wants to */
    expect_error("ab cdefghij\0", 12, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 1");
    expect_error("\0", 1, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 1");
    expect_error("\x7f"
                 "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0",
                 20, G_CONVERT_ERROR_EMBEDDED_NUL, "binary: NUL on line 1");
    expect_error("\xef\xbb\xbf\n\0", 5, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 2");
    g_autoptr(GString) gb = encoded(PLAN, "GB18030", "", 0);
    g_string_append_len(gb, "\0", 1);
    expect_error(gb->str, gb->len, G_CONVERT_ERROR_EMBEDDED_NUL,
                 "binary: NUL on line 5");
}
