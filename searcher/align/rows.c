/* Rows of items that belong together, over all columns.
 *
 * Progressive alignment, as CollateX does for witnesses: the first column gives
 * the rows, every further one finds its places among them, best pairs first,
 * wherever they stand, since plans say the same in another order.
 */
#include "searcher/align/rows.h"

struct offer { /* an item that would go into a row */
    guint item, row;
    double score;
};

/* What the items of a row say to one that is looked at. */
struct voice {
    double best, sum;
    guint items;
};

static int by_score(gconstpointer a, gconstpointer b)
{
    const struct offer *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void hear(struct rows *rows, guint item, guint first,
                 struct voice *voices)
{
    scorer_start(&rows->scorer, item, first);
    for (guint j = 0; j < first; j++) {
        double score = score_of(&rows->scorer, item, j);
        struct voice *voice = &voices[rows->row_of[j]];
        voice->best = MAX(voice->best, score);
        voice->sum += score;
        voice->items++;
        if (rows->pairs != NULL && score >= rows->input->least / 2) {
            struct pair pair = {j, item, score};
            g_array_append_val(rows->pairs, pair);
        }
    }
}

/* The rows an item may go into: those with an item that suits it.  How well
 * hangs more on all items of the row than on that one. */
static void add_offers(struct rows *rows, guint item, guint first,
                       struct voice *voices, GArray *offers)
{
    hear(rows, item, first, voices);
    for (guint i = 0; i < rows->rows->len; i++) {
        struct voice voice = voices[i];
        voices[i] = (struct voice){0, 0, 0};
        if (voice.items == 0 || voice.best < rows->input->least)
            continue;
        double mean = voice.sum / voice.items;
        struct offer offer = {item, i, (voice.best + 2 * mean) / 3};
        g_array_append_val(offers, offer);
    }
}

static void accept(struct rows *rows, const GArray *offers, guint column)
{
    for (guint i = 0; i < offers->len; i++) {
        const struct offer *offer = &g_array_index(offers, struct offer, i);
        int *row = rows->rows->pdata[offer->row];
        if (row[column] != ALIGN_NONE || rows->row_of[offer->item] != G_MAXUINT)
            continue;
        row[column] = (int)offer->item;
        rows->row_of[offer->item] = offer->row;
    }
}

static guint open_row(struct rows *rows, guint item)
{
    guint columns = rows->input->columns;
    int *row = g_new(int, columns);
    for (guint i = 0; i < columns; i++)
        row[i] = ALIGN_NONE;
    row[rows->input->items[item].column] = (int)item;
    g_ptr_array_add(rows->rows, row);
    rows->row_of[item] = rows->rows->len - 1;
    return rows->rows->len - 1;
}

/* Those left over open rows of their own behind the row of the item before. */
static void open_rest(struct rows *rows, guint first, guint last)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) old = rows->order;
    g_autofree int *leader = g_new(int, rows->rows->len + 1);
    guint known = rows->rows->len, next = first;
    for (guint i = 0; i <= known; i++)
        leader[i] = ALIGN_NONE;
    for (; next < last && rows->row_of[next] == G_MAXUINT; next++) {
        guint row = open_row(rows, next);
        g_array_append_val(order, row);
    }
    for (guint i = next; i < last; i++)
        if (rows->row_of[i] != G_MAXUINT)
            leader[rows->row_of[i]] = (int)i;
    for (guint i = 0; i < old->len; i++) {
        guint row = g_array_index(old, guint, i);
        g_array_append_val(order, row);
        if (leader[row] == ALIGN_NONE)
            continue;
        for (guint j = (guint)leader[row] + 1;
             j < last && rows->row_of[j] == G_MAXUINT; j++) {
            guint opened = open_row(rows, j);
            g_array_append_val(order, opened);
        }
    }
    rows->order = order;
}

static void add_column(struct rows *rows, guint column, guint first, guint last)
{
    g_autoptr(GArray) offers = g_array_new(FALSE, FALSE, sizeof(struct offer));
    g_autofree struct voice *voices = g_new0(struct voice, rows->rows->len + 1);
    for (guint i = first; i < last; i++)
        add_offers(rows, i, first, voices, offers);
    g_array_sort(offers, by_score);
    accept(rows, offers, column);
    open_rest(rows, first, last);
    if (rows->pairs != NULL)
        rows_meet(rows);
}

static struct align_table *table_of(struct rows *rows)
{
    struct align_table *table = g_new0(struct align_table, 1);
    table->columns = rows->input->columns;
    table->rows = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->order->len; i++)
        g_ptr_array_add(
            table->rows,
            rows->rows->pdata[g_array_index(rows->order, guint, i)]);
    return table;
}

struct align_table *align_rows(const struct align_input *input)
{
    struct rows rows = {.input = input,
                        .rows = g_ptr_array_new(),
                        .row_of = g_new(guint, input->count + 1),
                        .order = g_array_new(FALSE, FALSE, sizeof(guint))};
    scorer_init(&rows.scorer, input);
    if (input->columns > 2) {
        rows.pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
        rows.meetings = g_array_new(FALSE, FALSE, sizeof(struct meeting));
        rows.meeting_of = g_hash_table_new(NULL, NULL);
    }
    for (guint i = 0; i < input->count; i++)
        rows.row_of[i] = G_MAXUINT;
    for (guint first = 0, last; first < input->count; first = last) {
        guint column = input->items[first].column;
        for (last = first;
             last < input->count && input->items[last].column == column;)
            last++;
        add_column(&rows, column, first, last);
    }
    if (rows.pairs != NULL) {
        rows_merge(&rows);
        g_array_unref(rows.pairs);
        g_array_unref(rows.meetings);
        g_hash_table_unref(rows.meeting_of);
    }
    struct align_table *table = table_of(&rows);
    scorer_clear(&rows.scorer);
    g_ptr_array_unref(rows.rows);
    g_free(rows.row_of);
    g_array_unref(rows.order);
    return table;
}

void align_table_free(struct align_table *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table);
}
