/* Groups of items that belong together, at most one of a column.
 *
 * Agglomerative clustering with a constraint: at first every item is a group,
 * then the two groups that suit each other best are joined, again and again.
 * Two groups suit each other by the mean score of all pairs of their items
 * (average linkage, UPGMA, R. Sokal and C. Michener 1958) and a little by the
 * best of them, so that no chain of neighbours brings together what has nothing
 * in common.
 */
#include "searcher/align/rows.h"

/* Chosen on the five plans. */
static const double most_share = 0.2;

struct link {
    guint a, b; /* the later first */
    double score;
};

static int by_score(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct link *x = a, *y = b;
    (void)data;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static struct group *group_new(void)
{
    struct group *group = g_new(struct group, 1);
    group->items = g_array_new(FALSE, FALSE, sizeof(guint));
    group->ties = g_hash_table_new(NULL, NULL);
    return group;
}

static void group_free(gpointer data)
{
    struct group *group = data;
    if (group == NULL)
        return;
    g_array_unref(group->items);
    g_hash_table_unref(group->ties);
    g_free(group);
}

void groups_init(struct groups *groups, const struct align_input *input)
{
    *groups = (struct groups){.input = input};
    groups->groups = g_ptr_array_new_with_free_func(group_free);
    groups->ties = g_array_new(FALSE, FALSE, sizeof(struct tie));
    groups->links = g_sequence_new(g_free);
    for (guint i = 0; i < input->count; i++) {
        struct group *group = group_new();
        g_array_append_val(group->items, i);
        g_ptr_array_add(groups->groups, group);
    }
}

void groups_clear(struct groups *groups)
{
    g_ptr_array_unref(groups->groups);
    g_array_unref(groups->ties);
    g_sequence_free(groups->links);
}

static struct group *group_at(const struct groups *groups, guint number)
{
    return groups->groups->pdata[number];
}

/* What cannot be joined now may never be: a tie grows no better. */
static void offer(struct groups *groups, guint a, guint b,
                  const struct tie *tie)
{
    double pairs = (double)group_at(groups, a)->items->len *
                   group_at(groups, b)->items->len;
    double score = (1 - most_share) * tie->sum / pairs + most_share * tie->most;
    if (score < groups->input->least)
        return;
    struct link *link = g_new(struct link, 1);
    *link = (struct link){MAX(a, b), MIN(a, b), score};
    g_sequence_insert_sorted(groups->links, link, by_score, NULL);
}

static void tie(struct groups *groups, guint a, guint b, guint number)
{
    g_hash_table_insert(group_at(groups, a)->ties, GUINT_TO_POINTER(b),
                        GUINT_TO_POINTER(number));
    g_hash_table_insert(group_at(groups, b)->ties, GUINT_TO_POINTER(a),
                        GUINT_TO_POINTER(number));
}

void groups_tie(struct groups *groups, guint a, guint b, double score)
{
    struct tie made = {score, score};
    g_array_append_val(groups->ties, made);
    tie(groups, a, b, groups->ties->len - 1);
    offer(groups, a, b, &made);
}

static guint column_of(const struct groups *groups, const GArray *items,
                       guint i)
{
    return groups->input->items[g_array_index(items, guint, i)].column;
}

static bool share_column(const struct groups *groups, const struct group *a,
                         const struct group *b)
{
    guint i = 0, j = 0;
    while (i < a->items->len && j < b->items->len) {
        guint x = column_of(groups, a->items, i);
        guint y = column_of(groups, b->items, j);
        if (x == y)
            return true;
        i += x < y;
        j += y < x;
    }
    return false;
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

/* The ties of a group that goes become those of the new one. */
static void hand_on(struct groups *groups, guint from, guint other, guint to)
{
    GHashTableIter iter;
    gpointer key, value;
    struct group *made = group_at(groups, to);
    g_hash_table_iter_init(&iter, group_at(groups, from)->ties);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint near = GPOINTER_TO_UINT(key), number = GPOINTER_TO_UINT(value);
        gpointer known;
        if (near == other)
            continue;
        g_hash_table_remove(group_at(groups, near)->ties,
                            GUINT_TO_POINTER(from));
        if (share_column(groups, made, group_at(groups, near)))
            continue;
        if (!g_hash_table_lookup_extended(made->ties, key, NULL, &known)) {
            tie(groups, to, near, number);
            continue;
        }
        const struct tie *part =
            &g_array_index(groups->ties, struct tie, number);
        struct tie *whole =
            &g_array_index(groups->ties, struct tie, GPOINTER_TO_UINT(known));
        whole->sum += part->sum;
        whole->most = MAX(whole->most, part->most);
    }
}

static void offer_all(struct groups *groups, guint number)
{
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, group_at(groups, number)->ties);
    while (g_hash_table_iter_next(&iter, &key, &value))
        offer(
            groups, number, GPOINTER_TO_UINT(key),
            &g_array_index(groups->ties, struct tie, GPOINTER_TO_UINT(value)));
}

static void drop(struct groups *groups, guint number)
{
    group_free(groups->groups->pdata[number]);
    groups->groups->pdata[number] = NULL;
}

static void join(struct groups *groups, guint a, guint b)
{
    guint number = groups->groups->len;
    struct group *made = group_new();
    const GArray *x = group_at(groups, a)->items;
    const GArray *y = group_at(groups, b)->items;
    g_array_append_vals(made->items, x->data, x->len);
    g_array_append_vals(made->items, y->data, y->len);
    g_array_sort(made->items, by_number);
    g_ptr_array_add(groups->groups, made);
    hand_on(groups, a, b, number);
    hand_on(groups, b, a, number);
    drop(groups, a);
    drop(groups, b);
    offer_all(groups, number);
}

void groups_join(struct groups *groups)
{
    while (!g_sequence_is_empty(groups->links)) {
        GSequenceIter *first = g_sequence_get_begin_iter(groups->links);
        struct link link = *(const struct link *)g_sequence_get(first);
        g_sequence_remove(first);
        if (group_at(groups, link.a) != NULL &&
            group_at(groups, link.b) != NULL)
            join(groups, link.a, link.b);
    }
}

void groups_gather(struct groups *groups, guint first)
{
    const struct align_input *input = groups->input;
    g_autofree bool *taken = g_new0(bool, (gsize)first * input->columns + 1);
    GSequenceIter *at = g_sequence_get_begin_iter(groups->links);
    for (; !g_sequence_iter_is_end(at); at = g_sequence_iter_next(at)) {
        const struct link *link = g_sequence_get(at);
        guint column = input->items[link->a].column;
        bool *place = &taken[(gsize)link->b * input->columns + column];
        if (*place || group_at(groups, link->a) == NULL)
            continue;
        *place = true;
        g_array_append_val(group_at(groups, link->b)->items, link->a);
        drop(groups, link->a);
    }
    for (guint i = 0; i < first; i++)
        g_array_sort(group_at(groups, i)->items, by_number);
}
