/* Sorted lists of unit numbers, which the parts of a query's tree give and
 * take. */
#include "searcher/match/inside.h"

GArray *units_new(guint room)
{
    return g_array_sized_new(FALSE, FALSE, sizeof(guint32), room);
}

/* Lists are given all the room they may need, then written to their place and
 * cut: a call to append for each unit costs more than finding it. */
static guint32 *units_room(GArray *units, guint room)
{
    g_array_set_size(units, room);
    return (guint32 *)(void *)units->data;
}

GArray *units_all(guint32 count)
{
    GArray *all = units_new(count);
    guint32 *list = units_room(all, count);
    for (guint32 i = 0; i < count; i++)
        list[i] = i;
    return all;
}

GArray *units_select(const GArray *a, const GArray *b, bool keep)
{
    GArray *some = units_new(a->len);
    guint32 *list = units_room(some, a->len);
    guint kept = 0;
    for (guint i = 0, j = 0; i < a->len; i++) {
        guint32 unit = unit_at(a, i);
        while (j < b->len && unit_at(b, j) < unit)
            j++;
        if ((j < b->len && unit_at(b, j) == unit) == keep)
            list[kept++] = unit;
    }
    g_array_set_size(some, kept);
    return some;
}

GArray *units_join(const GArray *a, const GArray *b)
{
    GArray *both = units_new(a->len + b->len);
    guint32 *list = units_room(both, a->len + b->len);
    guint kept = 0;
    for (guint i = 0, j = 0; i < a->len || j < b->len;) {
        guint32 x = i < a->len ? unit_at(a, i) : G_MAXUINT32;
        guint32 y = j < b->len ? unit_at(b, j) : G_MAXUINT32;
        guint32 least = MIN(x, y);
        list[kept++] = least;
        i += x == least;
        j += y == least;
    }
    g_array_set_size(both, kept);
    return both;
}

GArray *hits_units(const GArray *hits, const GArray *within)
{
    GArray *units = units_new(hits->len);
    guint32 *list = units_room(units, hits->len);
    guint kept = 0;
    for (guint i = 0, j = 0; i < hits->len; i++) {
        guint32 unit = g_array_index(hits, struct hit_count, i).unit;
        while (within != NULL && j < within->len && unit_at(within, j) < unit)
            j++;
        if (within != NULL && j == within->len)
            break;
        if (within == NULL || unit_at(within, j) == unit)
            list[kept++] = unit;
    }
    g_array_set_size(units, kept);
    return units;
}

static int compare_units(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

bool units_hold(const GArray *units, guint32 unit)
{
    return units->len > 0 &&
           g_array_binary_search((GArray *)units, &unit, compare_units, NULL);
}

void units_sort(GArray *units)
{
    g_array_sort(units, compare_units);
}
