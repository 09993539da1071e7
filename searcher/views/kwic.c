/* A concordance: every occurrence of what the query looks for, in order.
 *
 * Lines are gathered and sorted in normalised text, which is mapped; the
 * source's own wording is read (concordance.c) only for those put out.
 */
#include "searcher/views/views.h"

#include <string.h>

static const char *const orders[] = {
    [KWIC_DOCUMENT] = "document",   [KWIC_LEFT] = "left",
    [KWIC_RIGHT] = "right",         [KWIC_PLACE] = "place",
    [KWIC_RELEVANCE] = "relevance", NULL,
};

int kwic_order_find(const char *name)
{
    for (guint i = 0; orders[i] != NULL; i++)
        if (strcmp(orders[i], name) == 0)
            return (int)i;
    return -1;
}

const char *const *kwic_order_names(void)
{
    return orders;
}

enum match_sort kwic_sort(enum kwic_order order)
{
    return order == KWIC_PLACE       ? SORT_PLACE
           : order == KWIC_RELEVANCE ? SORT_RELEVANCE
                                     : SORT_DOCUMENT;
}

/* ---- order: UTF-8 sorts as its code points do */

/* Bytes of the surroundings that decide; what is alike so far keeps the order
 * of the text. */
#define COMPARED 3000u

static int compare_left(const struct kwic_line *a, const struct kwic_line *b)
{
    const char *x = a->text + a->place.start, *y = b->text + b->place.start;
    const char *begin = x - MIN(a->place.start, COMPARED);
    const char *start = y - MIN(b->place.start, COMPARED);
    while (x > begin && y > start) {
        x = g_utf8_prev_char(x), y = g_utf8_prev_char(y);
        gunichar left = g_utf8_get_char(x), right = g_utf8_get_char(y);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (x > begin) - (y > start);
}

static int compare_right(const struct kwic_line *a, const struct kwic_line *b)
{
    guint32 x = MIN(a->length - a->place.end, COMPARED);
    guint32 y = MIN(b->length - b->place.end, COMPARED);
    int order =
        memcmp(a->text + a->place.end, b->text + b->place.end, MIN(x, y));
    return order != 0 ? order : (x > y) - (x < y);
}

static int compare_places(const struct kwic_line *a, const struct kwic_line *b)
{
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->place.start > b->place.start) -
           (a->place.start < b->place.start);
}

static int by_left(gconstpointer a, gconstpointer b)
{
    int order = compare_left(a, b);
    order = order != 0 ? order : compare_right(a, b);
    return order != 0 ? order : compare_places(a, b);
}

static int by_right(gconstpointer a, gconstpointer b)
{
    int order = compare_right(a, b);
    order = order != 0 ? order : compare_left(a, b);
    return order != 0 ? order : compare_places(a, b);
}

/* ---- lines */

static void add_lines(GArray *lines, const struct index *index, guint32 unit,
                      const GArray *places)
{
    struct entry entry;
    index_entry(index, unit, &entry);
    for (guint i = 0; i < places->len; i++) {
        struct kwic_line line = {unit,
                                 g_array_index(places, struct byte_span, i),
                                 {0, 0},
                                 entry.text,
                                 entry.length};
        g_array_append_val(lines, line);
    }
}

GArray *kwic_lines(const struct kwic_view *view, GError **error)
{
    const GArray *hits = view->result->hits;
    g_autoptr(GArray) lines =
        g_array_new(FALSE, FALSE, sizeof(struct kwic_line));
    for (guint i = 0; i < hits->len; i++) {
        const struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        g_autoptr(GArray) places = matcher_occurrences(
            view->matcher, view->query, hit->unit, hit->kind, error);
        if (places == NULL)
            return NULL;
        add_lines(lines, matcher_index(view->matcher), hit->unit, places);
    }
    if (view->order == KWIC_LEFT || view->order == KWIC_RIGHT)
        g_array_sort(lines, view->order == KWIC_LEFT ? by_left : by_right);
    return g_steal_pointer(&lines);
}

char *kwic_cut(const struct kwic_view *view, const GArray *lines)
{
    guint first, last;
    records_range(view->limit, view->offset, lines->len, &first, &last);
    return records_cut(last - first, lines->len);
}
