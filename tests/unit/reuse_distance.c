/* The edit distance with a bound, and chains, against plain ways to get them.
 */
#include "searcher/reuse/inside.h"

#include <criterion/criterion.h>

enum { LONGEST = 24 };

static guint plain_distance(const guint32 *a, guint m, const guint32 *b,
                            guint n)
{
    guint table[LONGEST + 1][LONGEST + 1];
    for (guint i = 0; i <= m; i++)
        for (guint j = 0; j <= n; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            guint both = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            guint one = MIN(table[i - 1][j], table[i][j - 1]) + 1;
            table[i][j] = MIN(both, one);
        }
    return table[m][n];
}

static guint draw(GRand *random, guint32 *text, guint letters)
{
    guint length = (guint)g_rand_int_range(random, 0, LONGEST + 1);
    for (guint i = 0; i < length; i++)
        text[i] = 1 + (guint32)g_rand_int_range(random, 0, (gint32)letters);
    return length;
}

Test(reuse_distance, as_by_the_whole_table_up_to_the_bound)
{
    GRand *random = g_rand_new_with_seed(5);
    for (guint round = 0; round < 4000; round++) {
        guint32 a[LONGEST], b[LONGEST];
        guint m = draw(random, a, 1 + round % 4);
        guint n = draw(random, b, 1 + round % 4);
        guint want = plain_distance(a, m, b, n);
        for (guint most = 0; most <= LONGEST + 1; most++)
            cr_assert_eq(distance_within(a, m, b, n, most),
                         MIN(want, most + 1));
    }
    g_rand_free(random);
}

/* ---- chains */

static GPtrArray *chains(const struct match *matches, guint count)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct match));
    g_array_append_vals(list, matches, count);
    return chains_of(list);
}

Test(reuse_distance, runs_that_follow_each_other_make_a_chain)
{
    static const struct match runs[] = {{10, 50, 8}, {20, 61, 6}, {30, 68, 5}};
    g_autoptr(GPtrArray) got = chains(runs, G_N_ELEMENTS(runs));
    cr_assert_eq(got->len, 1);
    const GArray *chain = got->pdata[0];
    cr_assert_eq(chain->len, 3);
    for (guint i = 0; i < 3; i++)
        cr_assert_eq(g_array_index(chain, struct match, i).a, runs[i].a);
}

Test(reuse_distance, no_chain_out_of_order_or_over_a_gap)
{
    static const struct match crossed[] = {{10, 50, 8}, {20, 30, 8}};
    static const struct match far[] = {{10, 50, 30}, {61, 101, 30}};
    static const struct match dear[] = {{10, 50, 8}, {27, 67, 8}};
    g_autoptr(GPtrArray) one = chains(crossed, 2);
    g_autoptr(GPtrArray) two = chains(far, 2);
    g_autoptr(GPtrArray) three = chains(dear, 2);
    cr_assert_eq(one->len, 0);
    cr_assert_eq(two->len, 0);
    cr_assert_eq(three->len, 0);
}

Test(reuse_distance, what_two_runs_share_counts_once)
{
    static const struct match runs[] = {{10, 50, 8}, {16, 60, 8}};
    cr_assert_eq(match_overlap(&runs[0], &runs[1]), 2);
    cr_assert_eq(match_gap(&runs[0], &runs[1]), 4);
    g_autoptr(GPtrArray) got = chains(runs, 2);
    cr_assert_eq(got->len, 1);
}
