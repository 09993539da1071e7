/* Where a normalised term stands in the original: matches as spans.
 *
 * Reads what normal_init() made, gives spans of original code points.
 */
#include "common/text/text.h"

#include <stdbool.h>
#include <string.h>

/* Appends a span, or lengthens the last one that it overlaps. */
static void span_add(GArray *spans, struct span span)
{
    struct span *last = NULL;
    if (spans->len > 0)
        last = &g_array_index(spans, struct span, spans->len - 1);
    if (last != NULL && span.start < last->end)
        last->end = MAX(last->end, span.end);
    else
        g_array_append_val(spans, span);
}

static bool is_digit(const char *at)
{
    return g_unichar_isdigit(g_utf8_get_char(at));
}

/* Exactly three digits from character `index` on, as behind a comma that norm()
 * takes out; a next comma may follow them. */
static bool is_thousand(const struct normal *normal, guint index,
                        const char *at)
{
    for (guint i = 0; i < 3; i++, at = g_utf8_next_char(at))
        if (!is_digit(at))
            return false;
    return !is_digit(at) || normal->end[index + 2] < normal->start[index + 3];
}

/* The comma of 14,543 is left out for the three digits behind it: a match that
 * steps over it touches them too.  Gives the last character to be covered. */
static guint covered(const struct normal *normal, const char *hit, guint index,
                     guint chars)
{
    guint last = index + chars - 1;
    const char *at = hit;
    for (guint i = index; i < index + chars - 1; i++) {
        const char *next = g_utf8_next_char(at);
        if (normal->end[i] < normal->start[i + 1] && is_digit(at) &&
            is_thousand(normal, i + 1, next))
            last = MAX(last, i + 3);
        at = next;
    }
    return last;
}

GArray *normal_find(const struct normal *normal, const char *term, gsize length)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
    if (length == 0)
        return spans;
    guint chars = (guint)g_utf8_strlen(term, (gssize)length);
    const char *at = normal->text, *stop = normal->text + normal->length;
    guint index = 0;
    for (;;) {
        const char *hit = memmem(at, (gsize)(stop - at), term, length);
        if (hit == NULL)
            return spans;
        index += (guint)g_utf8_strlen(at, hit - at);
        struct span span = {normal->start[index],
                            normal->end[covered(normal, hit, index, chars)]};
        span_add(spans, span);
        at = g_utf8_next_char(hit);
        index++;
    }
}

static int span_order(const void *a, const void *b)
{
    const struct span *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return left->end < right->end ? -1 : left->end > right->end;
}

void spans_join(GArray *spans)
{
    g_array_sort(spans, span_order);
    guint count = spans->len;
    /* span_add() writes no further than has been read. */
    g_array_set_size(spans, 0);
    for (guint i = 0; i < count; i++) {
        struct span span = ((struct span *)(void *)spans->data)[i];
        span_add(spans, span);
    }
}
