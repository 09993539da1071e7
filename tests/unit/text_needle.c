/* Finding a string in texts of every length, against memmem. */
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <string.h>

/* Few characters of one to four bytes, so that everything happens often. */
static char *random_text(GRand *rand, gint chars)
{
    static const char *const alphabet[] = {"甲", "市", "畀", "a",
                                           "1",  "𠮷", "é"};
    GString *text = g_string_new(NULL);
    for (gint i = 0; i < chars; i++)
        g_string_append(
            text,
            alphabet[g_rand_int_range(rand, 0, (gint)G_N_ELEMENTS(alphabet))]);
    return g_string_free(text, FALSE);
}

/* Every place from the first on, overlapping ones too.  The text is a copy
 * without a NUL, so that ASan sees a byte read too many at either end. */
static void check(const char *term, const char *source)
{
    gsize length = strlen(source), term_length = strlen(term);
    g_autofree char *text = g_memdup2(source, length);
    const char *at = text, *end = text + length;
    struct needle needle;
    needle_init(&needle, term, term_length);
    for (;;) {
        const char *want = memmem(at, (gsize)(end - at), term, term_length);
        const char *got = needle_find(&needle, at, end);
        cr_assert_eq(got, want, "'%s' in '%s' from byte %d", term, source,
                     (int)(at - text));
        if (want == NULL)
            break;
        at = want + 1;
    }
}

Test(needle, random_texts)
{
    GRand *rand = g_rand_new_with_seed(20240611);
    for (int i = 0; i < 20000; i++) {
        g_autofree char *term =
            random_text(rand, g_rand_int_range(rand, 1, i % 10 == 0 ? 20 : 4));
        g_autofree char *text =
            random_text(rand, g_rand_int_range(rand, 1, 80));
        check(term, text);
    }
    g_rand_free(rand);
}

/* Around the number of places that are looked at together. */
Test(needle, every_place_of_every_length)
{
    for (guint before = 0; before < 70; before++)
        for (guint behind = 0; behind < 40; behind++) {
            g_autofree char *left = g_strnfill(before, '.');
            g_autofree char *right = g_strnfill(behind, '.');
            g_autofree char *text = g_strconcat(left, "专利", right, NULL);
            check("专利", text);
            check("专", text);
            check("利", text);
            check("导航", text);
        }
}

Test(needle, nowhere)
{
    struct needle needle;
    const char *text = "甲市规划";
    needle_init(&needle, "", 0);
    cr_expect_null(needle_find(&needle, text, text + strlen(text)));
    needle_init(&needle, text, strlen(text));
    cr_expect_null(needle_find(&needle, text, text));
    cr_expect_null(needle_find(&needle, text, text + strlen(text) - 1));
    cr_expect_eq(needle_find(&needle, text, text + strlen(text)), text);
}

Test(chars, counted_as_by_glib)
{
    GRand *rand = g_rand_new_with_seed(20240612);
    for (int i = 0; i < 2000; i++) {
        g_autofree char *text =
            random_text(rand, g_rand_int_range(rand, 0, 90));
        cr_assert_eq(text_chars(text, strlen(text)),
                     (guint32)g_utf8_strlen(text, -1), "'%s'", text);
    }
    g_rand_free(rand);
}
