/* Rows of items that belong together, over all columns: groups.c says which,
 * here they are put in order.
 *
 * The first column gives the order of its rows; of every further one, what has
 * no row yet opens one behind that of the item before it.
 */
#include "searcher/align/rows.h"

/* Scores too low to decide anything are not remembered. */
static const double forgotten = 0.75;

struct pair {
    guint a, b;
    float score;
};

/* With so many columns items are held against those of the first one only:
 * pairs of all grow with the square. */
static guint gathered(const struct align_input *input)
{
    guint first = 0;
    while (input->columns > ALIGN_MANY && first < input->count &&
           input->items[first].column == input->items[0].column)
        first++;
    return first;
}

static GArray *tie_items(struct groups *groups, struct scorer *scorer,
                         guint most)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
    const struct align_input *input = groups->input;
    double least = input->least * forgotten;
    for (guint i = 0, first = 0; i < input->count; i++) {
        if (i > 0 && input->items[i].column != input->items[i - 1].column)
            first = i;
        guint last = most > 0 ? MIN(first, most) : first;
        if (last == 0)
            continue;
        scorer_start(scorer, i, last);
        for (guint j = 0; j < last; j++) {
            double score = score_of(scorer, i, j);
            struct pair pair = {j, i, (float)score};
            if (score < least)
                continue;
            g_array_append_val(pairs, pair);
            groups_tie(groups, j, i, score);
        }
    }
    return pairs;
}

/* By item the group it is in. */
static guint *groups_of_items(const struct groups *groups)
{
    guint *numbers = g_new0(guint, groups->input->count + 1);
    for (guint i = 0; i < groups->groups->len; i++) {
        const struct group *group = groups->groups->pdata[i];
        for (guint j = 0; group != NULL && j < group->items->len; j++)
            numbers[g_array_index(group->items, guint, j)] = i;
    }
    return numbers;
}

static const guint nowhere = G_MAXUINT;

/* Groups as a list of numbers: next[group], and next[count] is the first. */
struct list {
    guint *next;
    bool *placed;
    guint head;
};

static void place(struct list *list, guint group, guint after)
{
    list->next[group] = list->next[after];
    list->next[after] = group;
    list->placed[group] = true;
}

static struct list order_groups(const struct groups *groups,
                                const guint *group_of)
{
    const struct align_input *input = groups->input;
    struct list list = {.head = groups->groups->len};
    guint after = list.head;
    list.next = g_new(guint, list.head + 1);
    list.placed = g_new0(bool, list.head + 1);
    list.next[list.head] = nowhere;
    for (guint i = 0; i < input->count; i++) {
        if (i > 0 && input->items[i].column != input->items[i - 1].column)
            after = list.head;
        if (!list.placed[group_of[i]])
            place(&list, group_of[i], after);
        after = group_of[i];
    }
    return list;
}

static int *row_of(const struct groups *groups, const struct group *group)
{
    const struct align_input *input = groups->input;
    int *row = g_new(int, input->columns);
    for (guint i = 0; i < input->columns; i++)
        row[i] = ALIGN_NONE;
    for (guint i = 0; i < group->items->len; i++) {
        guint item = g_array_index(group->items, guint, i);
        row[input->items[item].column] = (int)item;
    }
    return row;
}

static struct align_table *table_of(const struct groups *groups)
{
    struct align_table *table = g_new0(struct align_table, 1);
    g_autofree guint *group_of = groups_of_items(groups);
    struct list list = order_groups(groups, group_of);
    table->columns = groups->input->columns;
    table->rows = g_ptr_array_new_with_free_func(g_free);
    for (guint i = list.next[list.head]; i != nowhere; i = list.next[i])
        g_ptr_array_add(table->rows, row_of(groups, groups->groups->pdata[i]));
    g_free(list.next);
    g_free(list.placed);
    return table;
}

/* How well each item suits the others of its row, in the mean; where they were
 * gathered, the one of the first column. */
static double *fits_of(const struct groups *groups, const GArray *pairs,
                       guint first)
{
    g_autofree guint *group_of = groups_of_items(groups);
    guint count = groups->input->count;
    double *fits = g_new0(double, count + 1);
    for (guint i = 0; i < pairs->len; i++) {
        const struct pair *pair = &g_array_index(pairs, struct pair, i);
        if (group_of[pair->a] != group_of[pair->b])
            continue;
        fits[pair->a] += pair->score;
        fits[pair->b] += pair->score;
    }
    for (guint i = 0; i < count; i++) {
        const struct group *group = groups->groups->pdata[group_of[i]];
        if (first == 0 || i < first)
            fits[i] /= MAX(group->items->len - 1, 1);
    }
    return fits;
}

struct align_table *align_rows(const struct align_input *input)
{
    struct groups groups;
    struct scorer scorer;
    scorer_init(&scorer, input);
    groups_init(&groups, input);
    guint first = gathered(input);
    g_autoptr(GArray) pairs = tie_items(&groups, &scorer, first);
    if (first > 0)
        groups_gather(&groups, first);
    else
        groups_join(&groups);
    struct align_table *table = table_of(&groups);
    table->fits = fits_of(&groups, pairs, first);
    groups_clear(&groups);
    scorer_clear(&scorer);
    return table;
}

void align_table_free(struct align_table *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table->fits);
    g_free(table);
}
