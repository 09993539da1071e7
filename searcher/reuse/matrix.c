/* How much of each plan stands in each other one. */
#include "searcher/reuse/inside.h"

#include <string.h>

struct reuse_matrix *reuse_matrix_new(const struct reuse *reuse)
{
    const struct corpus *corpus = reuse->corpus;
    struct reuse_matrix *matrix = g_new0(struct reuse_matrix, 1);
    guint count = matrix->count = corpus_plans(corpus);
    matrix->reuse = reuse;
    matrix->plans = g_new(guint32, count + 1u);
    matrix->characters = g_new0(guint64, count + 1u);
    matrix->any = g_new0(guint64, count + 1u);
    matrix->reused = g_new0(guint64, (gsize)count * count + 1u);
    matrix->covered = g_new0(guint8, corpus->count / 8 + 1u);
    for (guint32 plan = 0; plan < count; plan++) {
        guint32 from, to;
        corpus_range(corpus, plan, &from, &to);
        guint32 units = corpus_plan(corpus, plan + 1)->first -
                        corpus_plan(corpus, plan)->first;
        matrix->plans[plan] = corpus_plan(corpus, plan)->plan;
        matrix->characters[plan] = to - from - units;
    }
    return matrix;
}

void reuse_matrix_free(struct reuse_matrix *matrix)
{
    if (matrix == NULL)
        return;
    g_free(matrix->plans);
    g_free(matrix->characters);
    g_free(matrix->any);
    g_free(matrix->reused);
    g_free(matrix->covered);
    g_free(matrix);
}

guint reuse_matrix_row(const struct reuse_matrix *matrix, guint32 plan)
{
    guint low = 0, high = matrix->count;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (matrix->plans[middle] <= plan)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- covering */

struct range { /* positions of the corpus */
    guint32 from, to;
};

static struct range range_of(const struct corpus *corpus,
                             const struct reuse_place *place)
{
    guint32 low = 0, high = corpus_units(corpus);
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (corpus_unit(corpus, middle)->unit <= place->unit)
            low = middle;
        else
            high = middle;
    }
    guint32 first = corpus_unit(corpus, low)->first;
    return (struct range){first + place->start, first + place->end};
}

static gint by_start(gconstpointer a, gconstpointer b)
{
    const struct range *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* How many positions the ranges cover together; what no plan before has covered
 * counts in *fresh. */
static guint64 cover(struct reuse_matrix *matrix, GArray *ranges,
                     guint64 *fresh)
{
    guint64 sum = 0;
    guint32 done = 0;
    g_array_sort(ranges, by_start);
    for (guint i = 0; i < ranges->len; i++) {
        struct range range = g_array_index(ranges, struct range, i);
        for (guint32 at = MAX(range.from, done); at < range.to; at++) {
            guint8 bit = (guint8)(1u << at % 8);
            *fresh += (matrix->covered[at / 8] & bit) == 0;
            matrix->covered[at / 8] |= bit;
            sum++;
        }
        done = MAX(done, range.to);
    }
    return sum;
}

void reuse_matrix_add(struct reuse_matrix *matrix, guint32 plan,
                      const GArray *passages)
{
    const struct corpus *corpus = matrix->reuse->corpus;
    g_autoptr(GArray) mine = g_array_new(FALSE, FALSE, sizeof(struct range));
    g_autoptr(GArray) theirs = g_array_new(FALSE, FALSE, sizeof(struct range));
    guint row = reuse_matrix_row(matrix, plan);
    for (guint i = 0, end; i < passages->len; i = end) {
        const struct reuse_passage *list =
            &g_array_index(passages, struct reuse_passage, 0);
        g_array_set_size(mine, 0);
        g_array_set_size(theirs, 0);
        for (end = i; end < passages->len && list[end].plan == list[i].plan;
             end++) {
            struct range a = range_of(corpus, &list[end].a);
            struct range b = range_of(corpus, &list[end].b);
            g_array_append_val(mine, a);
            g_array_append_val(theirs, b);
        }
        guint column = reuse_matrix_row(matrix, list[i].plan);
        matrix->reused[(gsize)row * matrix->count + column] =
            cover(matrix, mine, &matrix->any[row]);
        matrix->reused[(gsize)column * matrix->count + row] =
            cover(matrix, theirs, &matrix->any[column]);
    }
}

double reuse_matrix_share(const struct reuse_matrix *matrix, guint row,
                          guint column)
{
    guint64 all = matrix->characters[row];
    guint64 some = matrix->reused[(gsize)row * matrix->count + column];
    return all > 0 ? (double)some / (double)all : 0;
}
