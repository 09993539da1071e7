/* The formulas, on figures that their authors, or books, print. */
#include "searcher/statistics/statistics.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect_near(double got, double want, double close, const char *what)
{
    cr_expect(fabs(got - want) <= close, "%s: %.9f, not %.9f", what, got, want);
}

/* ---- keyness */

/* Lancaster's course on corpus linguistics: 52 of 50,000 against 57 of 75,000
 * is + 2.65. */
Test(formulas, log_likelihood_of_two_frequencies)
{
    struct keyness_counts counts = {52, 57, 50000, 75000};
    expect_near(keyness_log_likelihood(&counts), 2.65, 0.005, "G2");
    struct keyness_counts other = {57, 52, 75000, 50000};
    expect_near(keyness_log_likelihood(&other), keyness_log_likelihood(&counts),
                1e-12, "the other way round");
}

/* The critical values that UCREL's calculator lists. */
Test(formulas, significance)
{
    expect_near(keyness_p(3.84), 0.05, 5e-5, "3.84");
    expect_near(keyness_p(6.63), 0.01, 5e-5, "6.63");
    expect_near(keyness_p(10.83), 0.001, 5e-6, "10.83");
    expect_near(keyness_p(15.13), 0.0001, 5e-7, "15.13");
    expect_near(keyness_p(0), 1, 0, "0");
}

Test(formulas, even_texts_differ_by_nothing)
{
    struct keyness_counts counts = {3, 30, 1000, 10000};
    expect_near(keyness_log_likelihood(&counts), 0, 1e-12, "G2");
    expect_near(keyness_log_ratio(&counts), 0, 1e-12, "log ratio");
    expect_near(keyness_percent_diff(&counts), 0, 1e-12, "%DIFF");
    expect_near(keyness_bic(&counts), -log(11000), 1e-12, "BIC");
}

/* One point of log ratio is a doubling; 0.5 stands for 0 (Hardie 2014). */
Test(formulas, effect_sizes)
{
    struct keyness_counts twice = {20, 10, 1000, 1000};
    struct keyness_counts none = {8, 0, 1000, 1000};
    struct keyness_counts only = {0, 8, 1000, 2000};
    expect_near(keyness_log_ratio(&twice), 1, 1e-12, "twice");
    expect_near(keyness_percent_diff(&twice), 100, 1e-9, "twice, %DIFF");
    expect_near(keyness_log_ratio(&none), 4, 1e-12, "16 halves");
    cr_expect(isnan(keyness_percent_diff(&none)));
    expect_near(keyness_log_ratio(&only), -3, 1e-12, "half of 8, twice over");
    expect_near(keyness_percent_diff(&only), -100, 1e-9, "nothing");
}

Test(formulas, without_a_reference)
{
    struct keyness_counts counts = {8, 0, 1000, 0};
    expect_near(keyness_log_likelihood(&counts), 0, 1e-12, "G2");
    cr_expect(isnan(keyness_log_ratio(&counts)));
    cr_expect(isnan(keyness_percent_diff(&counts)));
}

/* ---- collocation */

/* A table of Dunning 1993 by its four cells. */
static struct collocation_counts cells(guint64 both, guint64 a, guint64 b,
                                       guint64 none)
{
    return (struct collocation_counts){both, both + a, both + b,
                                       both + a + b + none, both + a};
}

/* "the swiss" and "can be" there. */
Test(formulas, log_likelihood_of_four_cells)
{
    struct collocation_counts swiss = cells(110, 2442, 111, 29114);
    struct collocation_counts can_be = cells(29, 13, 123, 31612);
    expect_near(collocation_log_likelihood(&swiss), 270.72, 0.005, "the swiss");
    expect_near(collocation_log_likelihood(&can_be), 263.90, 0.005, "can be");
}

/* Rychly 2008: 14 at most, where all of one stand with all of the other; a
 * point less is half as often; the size of the corpus plays no part. */
Test(formulas, log_dice)
{
    struct collocation_counts all = {50, 50, 50, 10000, 50};
    struct collocation_counts half = {50, 100, 100, 10000, 100};
    struct collocation_counts large = {50, 100, 100, 1000000, 100};
    struct collocation_counts none = {0, 100, 100, 10000, 100};
    expect_near(collocation_log_dice(&all), 14, 1e-12, "all");
    expect_near(collocation_log_dice(&half), 13, 1e-12, "half");
    expect_near(collocation_log_dice(&large), 13, 1e-12, "in a large corpus");
    cr_expect(isnan(collocation_log_dice(&none)));
    cr_expect(isnan(collocation_mi(&none)));
    cr_expect(isnan(collocation_mi3(&none)));
    cr_expect(isnan(collocation_t_score(&none)));
}

Test(formulas, association)
{
    struct collocation_counts counts = {16, 100, 40, 2000, 100};
    expect_near(collocation_expected(&counts), 2, 1e-12, "expected");
    expect_near(collocation_mi(&counts), 3, 1e-12, "MI");
    expect_near(collocation_mi3(&counts), 11, 1e-12, "MI3");
    expect_near(collocation_t_score(&counts), 3.5, 1e-12, "t-score");
}

/* ---- dispersion */

/* Gries's small corpus of 50 words in parts of 9, 10, 10, 10 and 11, which have
 * a word 1, 2, 3, 4 and 5 times (Gries 2008, table 1). */
Test(formulas, dispersion_of_five_parts)
{
    struct part_count parts[] = {{1, 9}, {2, 10}, {3, 10}, {4, 10}, {5, 11}};
    struct evenness got;
    dispersion_measure(parts, G_N_ELEMENTS(parts), &got);
    cr_expect_eq(got.parts, 5u);
    cr_expect_eq(got.range, 5u);
    expect_near(got.dp, 0.18, 1e-12, "DP");
    expect_near(got.dp_norm, 0.18 / 0.82, 1e-12, "DPnorm");
    expect_near(got.juilland_d, 0.785, 5e-4, "Juilland's D");
    expect_near(got.carroll_d2, 0.938, 5e-4, "Carroll's D2");
}

Test(formulas, extremes_of_dispersion)
{
    struct part_count even[] = {{2, 10}, {4, 20}, {0, 0}, {6, 30}};
    struct part_count one[] = {{0, 10}, {0, 10}, {7, 10}, {0, 10}};
    struct evenness got;
    dispersion_measure(even, G_N_ELEMENTS(even), &got);
    cr_expect_eq(got.parts, 3u, "a part without text is none");
    expect_near(got.dp, 0, 1e-12, "even, DP");
    expect_near(got.juilland_d, 1, 1e-12, "even, D");
    expect_near(got.carroll_d2, 1, 1e-12, "even, D2");
    dispersion_measure(one, G_N_ELEMENTS(one), &got);
    cr_expect_eq(got.range, 1u);
    expect_near(got.dp, 0.75, 1e-12, "one part, DP");
    expect_near(got.dp_norm, 1, 1e-12, "one part, DPnorm");
    expect_near(got.juilland_d, 0, 1e-12, "one part, D");
    expect_near(got.carroll_d2, 0, 1e-12, "one part, D2");
}

Test(formulas, dispersion_of_nothing)
{
    struct part_count none[] = {{0, 10}, {0, 20}};
    struct part_count whole[] = {{5, 10}};
    struct evenness got;
    dispersion_measure(none, G_N_ELEMENTS(none), &got);
    cr_expect_eq(got.parts, 2u);
    cr_expect(isnan(got.dp) && isnan(got.juilland_d) && isnan(got.carroll_d2));
    dispersion_measure(whole, G_N_ELEMENTS(whole), &got);
    expect_near(got.dp, 0, 1e-12, "one part is all there is");
    cr_expect(isnan(got.dp_norm) && isnan(got.juilland_d) &&
              isnan(got.carroll_d2));
    dispersion_measure(whole, 0, &got);
    cr_expect_eq(got.parts, 0u);
}
