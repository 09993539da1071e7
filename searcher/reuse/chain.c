/* Chains of matches: those that follow each other in both texts with little
 * between them.  A chain is worth what it covers less the gaps in it, of each
 * the longer side, which is no less than the edits needed there. */
#include "searcher/reuse/inside.h"

struct link {
    gint32 score;
    gint32 before; /* or -1 */
    bool used;
};

static const struct match *match_at(const GArray *matches, guint i)
{
    return &g_array_index(matches, struct match, i);
}

guint32 match_overlap(const struct match *before, const struct match *match)
{
    guint32 a = before->a + before->length, b = before->b + before->length;
    guint32 on_a = a > match->a ? a - match->a : 0;
    guint32 on_b = b > match->b ? b - match->b : 0;
    return MAX(on_a, on_b);
}

guint32 match_gap(const struct match *before, const struct match *match)
{
    guint32 overlap = match_overlap(before, match);
    guint32 a = match->a + overlap - before->a - before->length;
    guint32 b = match->b + overlap - before->b - before->length;
    return MAX(a, b);
}

/* What the chain gains by going on from `before` to `match`; false where it
 * cannot. */
static bool gain(const struct match *before, const struct match *match,
                 gint32 *gained)
{
    if (before->a >= match->a || before->b >= match->b)
        return false;
    guint32 overlap = match_overlap(before, match);
    if (overlap >= match->length)
        return false;
    guint32 gap = match_gap(before, match);
    *gained = (gint32)(match->length - overlap) - (gint32)gap;
    return gap <= REUSE_GAP;
}

static guint32 longest_of(const GArray *matches)
{
    guint32 longest = 0;
    for (guint i = 0; i < matches->len; i++)
        longest = MAX(longest, match_at(matches, i)->length);
    return longest;
}

/* False when none goes on from another. */
static bool link_up(const GArray *matches, struct link *links)
{
    bool any = false;
    guint32 reach = longest_of(matches) + REUSE_GAP;
    for (guint i = 0; i < matches->len; i++) {
        const struct match *match = match_at(matches, i);
        struct link *link = &links[i];
        *link = (struct link){(gint32)match->length, -1, false};
        for (guint j = i; j-- > 0;) {
            const struct match *before = match_at(matches, j);
            gint32 gained;
            if (match->a - before->a > reach)
                break;
            if (!gain(before, match, &gained) ||
                links[j].score + gained <= link->score)
                continue;
            link->score = links[j].score + gained;
            link->before = (gint32)j;
            any = true;
        }
    }
    return any;
}

static gint by_score(gconstpointer a, gconstpointer b, gpointer data)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    const struct link *links = data;
    if (links[x].score != links[y].score)
        return links[x].score > links[y].score ? -1 : 1;
    return (x > y) - (x < y);
}

static GArray *chain_to(const GArray *matches, struct link *links, guint last)
{
    GArray *chain = g_array_new(FALSE, FALSE, sizeof(struct match));
    for (gint32 i = (gint32)last; i >= 0 && !links[i].used;
         i = links[i].before) {
        links[i].used = true;
        g_array_append_val(chain, *match_at(matches, (guint)i));
    }
    for (guint i = 0; i < chain->len / 2; i++) {
        struct match *head = &g_array_index(chain, struct match, i);
        struct match *tail =
            &g_array_index(chain, struct match, chain->len - 1 - i);
        struct match swap = *head;
        *head = *tail, *tail = swap;
    }
    return chain;
}

bool chains_any(const GArray *matches)
{
    g_autofree struct link *links = g_new(struct link, matches->len + 1u);
    return link_up(matches, links);
}

/* All matches, the ends of the best chains first. */
static GArray *order_of(const GArray *matches, struct link *links)
{
    GArray *order =
        g_array_sized_new(FALSE, FALSE, sizeof(guint), matches->len);
    for (guint i = 0; i < matches->len; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, by_score, links);
    return order;
}

GPtrArray *chains_of(const GArray *matches)
{
    GPtrArray *chains =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autofree struct link *links = g_new(struct link, matches->len + 1u);
    if (!link_up(matches, links))
        return chains;
    g_autoptr(GArray) order = order_of(matches, links);
    for (guint i = 0; i < order->len; i++) {
        guint last = g_array_index(order, guint, i);
        gint32 before = links[last].before;
        if (!links[last].used && before >= 0 && !links[before].used)
            g_ptr_array_add(chains, chain_to(matches, links, last));
        links[last].used = true;
    }
    return chains;
}
