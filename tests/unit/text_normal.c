/* norm(text), its way back to the original, and finding terms through it. */
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <string.h>

struct pair {
    const char *text, *want;
};

static void expect(const struct pair *pairs, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        gsize length;
        g_autofree char *got = normal_text(pairs[i].text, -1, &length);
        cr_expect_str_eq(got, pairs[i].want, "'%s' became '%s', not '%s'",
                         pairs[i].text, got, pairs[i].want);
        cr_expect_eq(length, strlen(pairs[i].want));
    }
}

Test(normal, space_goes)
{
    static const struct pair pairs[] = {
        {"", ""},
        {" \t\r\n", ""},
        {"甲 市\u3000规\u00a0划\n", "甲市规划"},
        {"a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg", "abcdefg"},
        {"a\u2028b\u2029c\xc2\x85"
         "d\u1680e\u202ff\u205fg\vh\fi",
         "abcdefghi"},
        /* no White_Space */
        {"a\034b\u180ec\u2800d", "a\034b\u180ec\u2800d"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

Test(normal, compatibility)
{
    static const struct pair pairs[] = {
        {"１２％，：；（）！？", "12%,:;()!?"},
        {"。、《》", "。、《》"},
        {"㎡½①⑴㈠…", "m21⁄21(1)(一)..."},
        {"ｶﾞﾊﾟ", "ガパ"},
        {"か\u3099", "が"},
        {"か \u3099", "が"},
        {"\u1112\u1161\u11ab", "한"},
        {"\uac00\u11a8", "각"},
        {"ㅎㅏㄴ", "하\u1102"},
        {"q\u0301", "q\u0301"},
        {"a\u0323\u0302 a\u0302\u0323", "\u1ead\u1ead"},
        {"=\u0338 ≠", "≠≠"},
        {"\u0301\u0327x", "\u0327\u0301x"},
        {"\u00a8", "\u0308"},
        {"\ufb01", "fi"},
        {"\U0001d7d8\U00020bb7\U0002f800", "0\U00020bb7丽"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

Test(normal, case_folding)
{
    static const struct pair pairs[] = {
        {"PCT Patent", "pctpatent"},
        {"Straße ẞ", "strassess"},
        {"ΣΑΣ", "σασ"},
        {"İ", "i\u0307"},
        {"E\u0301", "é"},
        /* longer in UTF-8 than it was */
        {"ȺȺȺȺ", "ⱥⱥⱥⱥ"},
        /* folding is not normalised again */
        {"\u0390", "\u03b9\u0308\u0301"},
        {"\u1fb3", "\u03b1\u03b9"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

Test(normal, characters_made_one)
{
    static const struct pair pairs[] = {
        {"國家知識產權戰略", "国家知识产权战略"},
        {"著名", "著名"},
        {"“‘’”„‟「」『』〝〞'\"＂", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\""},
        {"〔2021〕【1】[2]［3］", "(2021)(1)(2)(3)"},
        {"≧80≦9≥≤", "≥80≤9≥≤"},
        {"甲•乙・丙‧丁·戊", "甲·乙·丙·丁·戊"},
        {"a*b***", "a*b***"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

Test(normal, dashes)
{
    static const struct pair pairs[] = {
        {"——甲。", "-甲。"},      {"2021—2025", "2021-2025"},
        {"—–―‐‑‒−─-－﹣︱", "-"}, {"— \u3000—甲-乙 --", "-甲-乙-"},
        {"-\u0301-", "-\u0301-"}, {"½-—½", "1⁄2-1⁄2"},
        {"~〜ー", "~〜ー"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

Test(normal, commas_in_numbers)
{
    static const struct pair pairs[] = {
        {"5,247件", "5247件"},
        {"５，２４７", "5247"},
        {"1,234,567", "1234567"},
        {"1,2345", "1,2345"},
        {"12,34", "12,34"},
        {",123", ",123"},
        {"1,23", "1,23"},
        {"甲，123", "甲,123"},
        {"1,,123", "1,,123"},
        {"1, 2 3\n4", "1234"},
        {"½,123", "1⁄2123"},
        {"\U0001f101123", "0123"},
        {"1,②34", "1234"},
        {"٣,٤٤٤", "٣٤٤٤"},
        {"2,345,67,890", "2345,67890"},
    };
    expect(pairs, G_N_ELEMENTS(pairs));
}

/* Text without and with the way back is the same, in pieces of any kind. */
Test(normal, append_goes_on)
{
    GString *out = g_string_new("x,");
    normal_append(out, "１２3,4５６XY", strlen("１２3"));
    cr_expect_str_eq(out->str, "x,123");
    normal_append(out, ",456", -1);
    cr_expect_str_eq(out->str, "x,123,456", "texts do not touch");
    normal_append(out, "\u0301", -1);
    normal_append(out, "a\0b", 3);
    cr_expect_eq(out->len, strlen("x,123,456\u0301") + 3);
    g_string_free(out, TRUE);
}

Test(normal, many_marks)
{
    g_autoptr(GString) text = g_string_new("ạ");
    for (int i = 0; i < 100000; i++)
        g_string_append(text, i % 2 ? "\u0301" : "\u0323");
    struct normal normal;
    normal_init(&normal, text->str, (gssize)text->len);
    cr_expect_eq(normal.count, 100001u);
    cr_expect_eq(normal.end[normal.count - 1], 100001u);
    normal_clear(&normal);
}

static void expect_origins(const char *text, const char *want)
{
    struct normal normal;
    normal_init(&normal, text, -1);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < normal.count; i++)
        g_string_append_printf(got, "%s%u-%u", i > 0 ? " " : "",
                               normal.start[i], normal.end[i]);
    g_autofree char *again = normal_text(text, -1, NULL);
    cr_expect_str_eq(normal.text, again);
    cr_expect_str_eq(got->str, want, "'%s': %s, not %s", text, got->str, want);
    normal_clear(&normal);
}

Test(normal, origins)
{
    expect_origins("", "");
    expect_origins("甲 乙", "0-1 2-3");
    expect_origins("甲——乙", "0-1 1-3 3-4");
    expect_origins("— —", "0-3");
    expect_origins("½件", "0-1 0-1 0-1 1-2");
    expect_origins("甲e\u0301乙", "0-1 1-3 3-4");
    expect_origins("e \u0301乙", "0-3 3-4");
    expect_origins("q\u0301乙", "0-1 1-2 2-3");
    expect_origins("ｑ\u0301乙", "0-2 0-2 2-3");
    expect_origins("ß", "0-1 0-1");
    expect_origins("1,234,567x", "0-1 2-3 3-4 4-5 6-7 7-8 8-9 9-10");
    expect_origins("\u1112\u1161\u11ab甲", "0-3 3-4");
    expect_origins("\u00a8甲", "0-1 1-2");
}

static void expect_spans(const char *text, const char *term, const char *want)
{
    struct normal normal;
    normal_init(&normal, text, -1);
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    places_find(places, normal.text, normal.length, term, strlen(term));
    g_autoptr(GArray) spans = normal_spans(&normal, places);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < spans->len; i++) {
        struct span span = g_array_index(spans, struct span, i);
        g_string_append_printf(got, "[%u,%u)", span.start, span.end);
    }
    cr_expect_str_eq(got->str, want, "'%s' in '%s': %s, not %s", term, text,
                     got->str, want);
    normal_clear(&normal);
}

Test(find, spans)
{
    expect_spans("甲市专利，乙市专利", "专利", "[2,4)[7,9)");
    expect_spans("甲市", "专利", "");
    expect_spans("甲市", "", "");
    expect_spans("", "甲", "");
    expect_spans("专 利\n导航", "专利导航", "[0,6)");
    expect_spans("达到5,247件", "5247", "[2,7)");
    expect_spans("达到5,247件", "5", "[2,3)");
    expect_spans("达到14,543件", "45", "[3,8)");
    expect_spans("达到1,234,567件", "34", "[5,7)");
    expect_spans("达到1,234,567件", "12", "[2,7)");
    expect_spans("第1 2年", "12", "[1,4)");
    expect_spans("第1 23", "12", "[1,4)");
    expect_spans("甲——乙", "-", "[1,3)");
    expect_spans("甲——乙", "甲-乙", "[0,4)");
    expect_spans("½", "2", "[0,1)");
    expect_spans("********", "***", "[0,8)");
    expect_spans("aaaa", "aa", "[0,4)");
    expect_spans("aabb", "a", "[0,1)[1,2)");
    expect_spans("½½", "1", "[0,1)[1,2)");
    expect_spans("①①", "1", "[0,1)[1,2)");
    expect_spans("甲甲", "甲", "[0,1)[1,2)");
    /* two hits in one character */
    expect_spans("¼4", "4", "[0,1)[1,2)");
    expect_spans("㏂", ".", "[0,1)");
}

static void expect_parts(const struct byte_span *all, guint count,
                         const char *want)
{
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    g_autoptr(GString) got = g_string_new(NULL);
    g_array_append_vals(places, all, count);
    places_sort(places);
    places_part(places);
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place = g_array_index(places, struct byte_span, i);
        g_string_append_printf(got, "[%u,%u)", place.start, place.end);
    }
    cr_expect_str_eq(got->str, want);
}

Test(find, parted)
{
    const struct byte_span all[] = {{5, 9}, {0, 2}, {8, 10},
                                    {2, 3}, {0, 1}, {6, 7}};
    expect_parts(all, G_N_ELEMENTS(all), "[0,2)[2,3)[5,9)");
    expect_parts(all, 0, "");
    const struct byte_span chain[] = {{0, 6}, {3, 9}, {6, 12}};
    expect_parts(chain, G_N_ELEMENTS(chain), "[0,6)[6,12)");
}

static void *normal_thread(void *text)
{
    return normal_text(text, -1, NULL);
}

/* The table of forms is filled by whoever comes first. */
Test(normal, threads)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (gunichar code = 0x3400; code < 0xa000; code++)
        g_string_append_unichar(text, code);
    GThread *threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new("normal", normal_thread, text->str);
    g_autofree char *want = normal_text(text->str, -1, NULL);
    for (int i = 0; i < 4; i++) {
        g_autofree char *got = g_thread_join(threads[i]);
        cr_expect_str_eq(got, want);
    }
}
