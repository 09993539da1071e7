/* What stands in another order: all that is not in the heaviest increasing
 * subsequence of places (a Fenwick tree of the best sums so far).
 */
#include "searcher/align/align.h"

struct best {
    guint64 sum;
    int item; /* the last of that subsequence, or ALIGN_NONE */
};

static struct best best_before(const struct best *tree, guint at)
{
    struct best found = {0, ALIGN_NONE};
    for (; at > 0; at &= at - 1)
        if (tree[at].sum > found.sum)
            found = tree[at];
    return found;
}

static void raise_to(struct best *tree, guint size, guint at, struct best best)
{
    for (; at <= size; at += at & -at)
        if (best.sum > tree[at].sum)
            tree[at] = best;
}

bool *align_moved(const int *places, const guint64 *weights, guint count)
{
    bool *moved = g_new0(bool, count + 1);
    g_autofree int *before = g_new(int, count + 1);
    guint size = 0;
    for (guint i = 0; i < count; i++)
        size = MAX(size, places[i] >= 0 ? (guint)places[i] + 1 : 0);
    g_autofree struct best *tree = g_new0(struct best, size + 1);
    for (guint i = 0; i < count; i++) {
        if (places[i] < 0)
            continue;
        struct best best = best_before(tree, (guint)places[i]);
        before[i] = best.item;
        moved[i] = true;
        raise_to(tree, size, (guint)places[i] + 1,
                 (struct best){best.sum + weights[i], (int)i});
    }
    for (int i = best_before(tree, size).item; i != ALIGN_NONE; i = before[i])
        moved[i] = false;
    return moved;
}
