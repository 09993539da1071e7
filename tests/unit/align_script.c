/* Words, longest common subsequences, edit scripts. */
#include "searcher/align/align.h"

#include <criterion/criterion.h>
#include <string.h>

static struct aligner *aligner, *strict;
static GRand *dice;

static void open_aligners(void)
{
    aligner = aligner_new(vocabulary_lexicon(), false, NULL);
    strict = aligner_new(vocabulary_lexicon(), true, NULL);
    dice = g_rand_new_with_seed(20261122);
    cr_assert(aligner != NULL && strict != NULL);
}

static void close_aligners(void)
{
    aligner_free(aligner);
    aligner_free(strict);
    g_rand_free(dice);
}

TestSuite(align, .init = open_aligners, .fini = close_aligners);

/* ---- longest common subsequences */

static guint plain_lcs(const guint32 *a, guint n, const guint32 *b, guint m)
{
    g_autofree guint *row = g_new0(guint, m + 1);
    for (guint i = 0; i < n; i++) {
        guint corner = 0;
        for (guint j = 0; j < m; j++) {
            guint above = row[j + 1];
            row[j + 1] = a[i] == b[j] ? corner + 1 : MAX(above, row[j]);
            corner = above;
        }
    }
    return row[m];
}

static guint32 *random_symbols(guint count, guint kinds)
{
    guint32 *symbols = g_new(guint32, count + 1);
    for (guint i = 0; i < count; i++)
        symbols[i] = (guint32)g_rand_int_range(dice, 0, (gint32)kinds);
    return symbols;
}

static void expect_subsequence(const guint32 *a, guint n, const guint32 *b,
                               guint m)
{
    guint length = plain_lcs(a, n, b, m);
    g_autoptr(GArray) matches = align_matches(a, n, b, m);
    cr_expect_eq(align_lcs(a, n, b, m), length, "%u x %u", n, m);
    cr_expect_eq(align_lcs(b, m, a, n), length);
    cr_expect_eq(matches->len, length, "%u x %u: %u, not %u", n, m,
                 matches->len, length);
    for (guint i = 0; i < matches->len; i++) {
        struct align_match *at = &g_array_index(matches, struct align_match, i);
        cr_assert(at->a < n && at->b < m);
        cr_expect_eq(a[at->a], b[at->b]);
        if (i > 0)
            cr_expect(at->a > at[-1].a && at->b > at[-1].b);
    }
}

Test(align, subsequences_are_the_longest)
{
    for (guint i = 0; i < 600; i++) {
        guint n = (guint)g_rand_int_range(dice, 0, i < 400 ? 12 : 300);
        guint m = (guint)g_rand_int_range(dice, 0, i < 400 ? 12 : 300);
        guint kinds = (guint)g_rand_int_range(dice, 1, i % 2 ? 4 : 60);
        g_autofree guint32 *a = random_symbols(n, kinds);
        g_autofree guint32 *b = random_symbols(m, kinds);
        expect_subsequence(a, n, b, m);
        expect_subsequence(a, n, a, n);
    }
}

Test(align, words_of_64_bits_pass_the_carry_on)
{
    for (guint n = 60; n < 200; n++) {
        g_autofree guint32 *a = random_symbols(n, 2);
        g_autofree guint32 *b = random_symbols(260 - n, 2);
        expect_subsequence(a, n, b, 260 - n);
    }
}

Test(align, long_texts_need_no_square)
{
    guint count = 60000;
    g_autofree guint32 *a = random_symbols(count, 3000);
    g_autofree guint32 *b = g_memdup2(a, count * sizeof *a);
    b[100] = b[30000] = b[59000] = 5000;
    g_autoptr(GArray) matches = align_matches(a, count, b, count);
    cr_expect_eq(matches->len, count - 3);
}

/* ---- texts */

static char *words_line(struct aligner *with, const char *text,
                        const char *marker)
{
    struct align_text *made = align_text_new(with, text, marker);
    GString *line = g_string_new(NULL);
    guint at = 0;
    for (guint i = 0; i < made->words->len; i++) {
        struct align_word *word =
            &g_array_index(made->words, struct align_word, i);
        cr_expect(word->start == at && word->start <= word->from &&
                      word->from < word->to && word->to <= word->end,
                  "%s: word %u", text, i);
        at = word->end;
        g_autofree char *part =
            g_utf8_substring(text, (glong)word->start, (glong)word->end);
        g_string_append_printf(line, "%s%s", i > 0 ? "|" : "", part);
    }
    if (made->words->len > 0)
        cr_expect_eq(at, (guint)g_utf8_strlen(text, -1));
    align_text_free(made);
    return g_string_free(line, FALSE);
}

static void expect_words(struct aligner *with, const char *text,
                         const char *marker, const char *want)
{
    g_autofree char *line = words_line(with, text, marker);
    cr_expect_str_eq(line, want);
}

Test(align, numbers_titles_and_masks_are_whole)
{
    expect_words(aligner, "到2025年，达到5.2件", NULL,
                 "到|2025年，|达到|5.2件");
    expect_words(aligner, "投入３亿元", NULL, "投入|３亿元");
    expect_words(aligner, "“十四五”时期", NULL, "“十四五”|时期");
    expect_words(aligner, "落实《专利法》和《商标法》。", NULL,
                 "落实|《专利法》|和|《商标法》。");
    expect_words(aligner, "**知识产权局", NULL, "**|知识产权|局");
    expect_words(aligner, "2021—2025年增长15%", NULL, "2021—2025年|增长|15%");
}

Test(align, marks_stand_with_the_words_around_them)
{
    expect_words(aligner, "  保护、运用（管理）。", NULL,
                 "  保护、|运用|（管理）。");
    expect_words(aligner, "1．保护。", "1．", "1．保护。");
    expect_words(aligner, "，。", NULL, "");
    expect_words(aligner, "", NULL, "");
    expect_words(strict, "保护、运用。", NULL, "保护|、|运用|。");
}

static double similarity(struct aligner *with, const char *a, const char *b)
{
    struct align_text *x = align_text_new(with, a, NULL);
    struct align_text *y = align_text_new(with, b, NULL);
    double found = align_similarity(align_share_of(x, y));
    cr_expect_eq(found, align_similarity(align_share_of(y, x)));
    cr_expect_eq(found == 1, align_same(x, y));
    align_text_free(x);
    align_text_free(y);
    return found;
}

Test(align, similarity_ignores_width_and_punctuation)
{
    cr_expect_eq(similarity(aligner, "保护，运用", "保护、运用。"), 1);
    cr_expect_eq(similarity(aligner, "ＡＢ１２", "ab12"), 1);
    cr_expect_eq(similarity(aligner, "", "。"), 1);
    cr_expect_eq(similarity(aligner, "", "保"), 0);
    cr_expect_lt(similarity(strict, "保护，运用", "保护、运用"), 1);
    cr_expect_lt(similarity(aligner, "5.2件", "52件"), 1);
    cr_expect_lt(similarity(aligner, "15%", "15"), 1);
    /* 2·3/(4+5) */
    cr_expect_float_eq(similarity(aligner, "加强保护", "加大保护性"), 6.0 / 9,
                       1e-12);
}

/* ---- scripts */

static char *script_line(struct aligner *with, const char *a, const char *b,
                         bool moved)
{
    struct align_text *x = a != NULL ? align_text_new(with, a, NULL) : NULL;
    struct align_text *y = b != NULL ? align_text_new(with, b, NULL) : NULL;
    g_autoptr(GArray) runs = align_script(x, y, moved);
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++) {
        struct align_run *run = &g_array_index(runs, struct align_run, i);
        g_string_append_printf(line, "%c%s", "=+-~"[run->op], run -> text);
    }
    align_text_free(x);
    align_text_free(y);
    return g_string_free(line, FALSE);
}

static void expect_script(const char *a, const char *b, const char *want)
{
    g_autofree char *line = script_line(aligner, a, b, false);
    cr_expect_str_eq(line, want);
}

Test(align, scripts_for_readers)
{
    expect_script("全市专利达到1488件。", "全市专利达到1500件。",
                  "=全市专利达到-1488件+1500件=。");
    expect_script("加强保护、运用、管理。", "加强保护、管理。",
                  "=加强保护、-运用、=管理。");
    expect_script("加强保护。", "加强保护，促进运用。",
                  "=加强保护，+促进运用。");
    expect_script("加强保护,促进运用", "加强保护，促进运用",
                  "=加强保护，促进运用");
    expect_script(NULL, "加强。", "+加强。");
    expect_script("加强。", NULL, "-加强。");
    expect_script("", "", "");
    g_autofree char *moved = script_line(aligner, "加强保护", "加强运用", true);
    cr_expect_str_eq(moved, "~加强-保护+运用");
}

Test(align, no_confetti)
{
    /* 的 alone is kept by the subsequence, and no help to a reader */
    expect_script("优化营商环境的若干措施", "培育高水平人才的行动计划",
                  "-优化营商环境的若干措施+培育高水平人才的行动计划");
}

Test(align, punctuation_when_it_counts)
{
    g_autofree char *line =
        script_line(strict, "保护，运用。", "保护、运用。", false);
    cr_expect_str_eq(line, "=保护-，+、=运用。");
}

/* Letters of the runs that are not `without`. */
static char *letters_without(const GArray *runs, enum align_op without)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++) {
        struct align_run *run = &g_array_index(runs, struct align_run, i);
        if (run->op != without)
            g_string_append(all, run->text);
    }
    return g_string_free(all, FALSE);
}

/* What is kept as base has it, and what is deleted. */
static char *base_of(const GArray *runs)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++) {
        struct align_run *run = &g_array_index(runs, struct align_run, i);
        cr_expect_eq(run->was != NULL,
                     run->op == ALIGN_KEEP || run->op == ALIGN_MOVE);
        if (run->op != ALIGN_INSERT)
            g_string_append(all, run->was != NULL ? run->was : run->text);
    }
    return g_string_free(all, FALSE);
}

static bool same_letters(const char *a, const char *b)
{
    return similarity(aligner, a, b) == 1;
}

static char *random_text(void)
{
    static const char *const parts[] = {
        "知识产权", "保护",   "运用",    "，",         "。",   "的", "“",  "”",
        "2025年",   "15%",    "1,488件", "《专利法》", "（",   "）", " ",  "\n",
        "**",       "ＡＢＣ", "ab",      "十四五",     "加强", "、", "和", "."};
    GString *text = g_string_new(NULL);
    gint32 count = g_rand_int_range(dice, 0, 24);
    for (gint32 i = 0; i < count; i++)
        g_string_append(text,
                        parts[g_rand_int_range(dice, 0, G_N_ELEMENTS(parts))]);
    return g_string_free(text, FALSE);
}

Test(align, scripts_hold_both_texts)
{
    for (guint i = 0; i < 1500; i++) {
        g_autofree char *a = random_text(), *b = random_text();
        struct aligner *with = i % 3 == 0 ? strict : aligner;
        struct align_text *x = align_text_new(with, a, NULL);
        struct align_text *y = align_text_new(with, b, NULL);
        g_autoptr(GArray) runs = align_script(x, y, i % 2 == 0);
        g_autofree char *now = letters_without(runs, ALIGN_DELETE);
        g_autofree char *old = letters_without(runs, ALIGN_INSERT);
        g_autofree char *was = base_of(runs);
        cr_expect_str_eq(now, b);
        cr_expect_str_eq(was, a);
        cr_expect(same_letters(old, a), "'%s' is not '%s' (to '%s')", old, a,
                  b);
        align_text_free(x);
        align_text_free(y);
    }
}

/* ---- order */

static guint64 heaviest(const int *places, const guint64 *weights, guint count,
                        guint from, int above)
{
    guint64 best = 0;
    for (guint i = from; i < count; i++)
        if (places[i] > above) {
            guint64 sum =
                weights[i] + heaviest(places, weights, count, i + 1, places[i]);
            best = MAX(best, sum);
        }
    return best;
}

Test(align, what_stays_is_the_heaviest)
{
    for (guint i = 0; i < 300; i++) {
        guint count = (guint)g_rand_int_range(dice, 0, 11);
        int places[12];
        guint64 weights[12], kept = 0;
        for (guint j = 0; j < count; j++) {
            places[j] = (int)j;
            weights[j] = (guint64)g_rand_int_range(dice, 1, 9);
        }
        for (guint j = 0; j + 1 < count; j++) {
            guint k = (guint)g_rand_int_range(dice, (gint32)j, (gint32)count);
            int place = places[j];
            places[j] = places[k];
            places[k] = place;
        }
        if (count > 3)
            places[2] = ALIGN_NONE;
        g_autofree bool *moved = align_moved(places, weights, count);
        int last = -1;
        for (guint j = 0; j < count; j++) {
            if (places[j] < 0 || moved[j])
                continue;
            cr_expect_gt(places[j], last);
            last = places[j];
            kept += weights[j];
        }
        cr_expect_eq(kept, heaviest(places, weights, count, 0, -1));
    }
}
