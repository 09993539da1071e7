/* Rows that found each other too late: a column may suit none of the first
 * rows by itself and open one of its own, which then gathers others; all of
 * them together may suit a row well enough.
 */
#include "searcher/align/rows.h"

static guint64 key_of(guint a, guint b)
{
    return (guint64)MIN(a, b) << 32 | MAX(a, b);
}

static void meet(struct rows *rows, const struct pair *pair)
{
    guint a = rows->row_of[pair->a], b = rows->row_of[pair->b];
    if (a == b)
        return;
    gpointer key = GSIZE_TO_POINTER(key_of(a, b));
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(rows->meeting_of, key));
    if (at == 0) {
        struct meeting meeting = {MIN(a, b), MAX(a, b), 0};
        g_array_append_val(rows->meetings, meeting);
        at = rows->meetings->len;
        g_hash_table_insert(rows->meeting_of, key, GUINT_TO_POINTER(at));
    }
    g_array_index(rows->meetings, struct meeting, at - 1).sum += pair->score;
}

void rows_meet(struct rows *rows)
{
    for (guint i = 0; i < rows->pairs->len; i++)
        meet(rows, &g_array_index(rows->pairs, struct pair, i));
    g_array_set_size(rows->pairs, 0);
}

static guint size_of(const struct rows *rows, guint row)
{
    const int *items = rows->rows->pdata[row];
    guint size = 0;
    for (guint i = 0; i < rows->input->columns; i++)
        size += items[i] != ALIGN_NONE;
    return size;
}

static bool have_column_in_common(const struct rows *rows, guint a, guint b)
{
    const int *x = rows->rows->pdata[a], *y = rows->rows->pdata[b];
    for (guint i = 0; i < rows->input->columns; i++)
        if (x[i] != ALIGN_NONE && y[i] != ALIGN_NONE)
            return true;
    return false;
}

static int by_mean(gconstpointer a, gconstpointer b)
{
    const struct meeting *x = a, *y = b;
    if (x->sum != y->sum)
        return x->sum > y->sum ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* The mean scores of all pairs in place of their sums; rows that suit each
 * other too little go. */
static void keep_good(const struct rows *rows, GArray *meetings)
{
    guint kept = 0;
    for (guint i = 0; i < meetings->len; i++) {
        struct meeting at = g_array_index(meetings, struct meeting, i);
        at.sum /= (double)size_of(rows, at.a) * size_of(rows, at.b);
        if (at.sum >= rows->input->least)
            g_array_index(meetings, struct meeting, kept++) = at;
    }
    g_array_set_size(meetings, kept);
    g_array_sort(meetings, by_mean);
}

static void join(const struct rows *rows, guint a, guint b)
{
    int *x = rows->rows->pdata[a], *y = rows->rows->pdata[b];
    for (guint i = 0; i < rows->input->columns; i++)
        if (y[i] != ALIGN_NONE) {
            x[i] = y[i];
            y[i] = ALIGN_NONE;
            rows->row_of[x[i]] = a;
        }
}

static void drop_empty(struct rows *rows)
{
    guint kept = 0;
    for (guint i = 0; i < rows->order->len; i++) {
        guint row = g_array_index(rows->order, guint, i);
        if (size_of(rows, row) > 0)
            g_array_index(rows->order, guint, kept++) = row;
        else
            g_free(rows->rows->pdata[row]);
    }
    g_array_set_size(rows->order, kept);
}

void rows_merge(struct rows *rows)
{
    GArray *meetings = rows->meetings;
    g_autofree bool *joined = g_new0(bool, rows->rows->len + 1);
    keep_good(rows, meetings);
    for (guint i = 0; i < meetings->len; i++) {
        struct meeting at = g_array_index(meetings, struct meeting, i);
        if (joined[at.a] || joined[at.b] ||
            have_column_in_common(rows, at.a, at.b))
            continue;
        join(rows, at.a, at.b);
        joined[at.a] = joined[at.b] = true;
    }
    drop_empty(rows);
}
