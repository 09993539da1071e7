/* Edit distance in symbols, as far as it matters. */
#include "searcher/reuse/inside.h"

#include <string.h>

/* Costs of one row of the table, for columns [low, high], low at least 1; those
 * beside them hold more than `most`.  Gives the least of them. */
static guint next_row(guint *row, const guint32 *b, guint32 symbol, guint low,
                      guint high, guint row_number, guint most)
{
    guint diagonal = row[low - 1], left = low > 1 ? most + 1 : row_number;
    guint least = row[low - 1] = MIN(left, most + 1);
    for (guint j = low; j <= high; j++) {
        guint up = row[j];
        guint cost =
            MIN(MIN(up, left) + 1, diagonal + (symbol == b[j - 1] ? 0 : 1));
        diagonal = up;
        row[j] = left = MIN(cost, most + 1);
        least = MIN(least, left);
    }
    return least;
}

guint distance_within(const guint32 *a, guint a_length, const guint32 *b,
                      guint b_length, guint most)
{
    guint apart =
        a_length > b_length ? a_length - b_length : b_length - a_length;
    if (apart > most)
        return most + 1;
    g_autofree guint *row = g_new(guint, b_length + 1u);
    for (guint j = 0; j <= b_length; j++)
        row[j] = MIN(j, most + 1);
    for (guint i = 1; i <= a_length; i++) {
        guint low = i > most ? i - most : 1;
        guint high = MIN(b_length, i + most);
        if (next_row(row, b, a[i - 1], low, high, i, most) > most)
            return most + 1;
    }
    return row[b_length];
}
