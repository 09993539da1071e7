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

/* A place in the text, whatever a damaged index says: one that is not in it at
 * all is its last character. */
static struct byte_span within(const struct normal *normal,
                               const struct byte_span *place)
{
    guint32 length = (guint32)normal->length;
    guint32 start = MIN(place->start, length), end = MIN(place->end, length);
    if (text_chars(normal->text + start, end - start) > 0)
        return (struct byte_span){start, end};
    const char *last =
        g_utf8_find_prev_char(normal->text, normal->text + length);
    return (struct byte_span){last != NULL ? (guint32)(last - normal->text) : 0,
                              length};
}

GArray *normal_spans(const struct normal *normal, const GArray *places)
{
    GArray *spans =
        g_array_sized_new(FALSE, FALSE, sizeof(struct span), places->len);
    const char *at = normal->text;
    guint index = 0;
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place =
            within(normal, &g_array_index(places, struct byte_span, i));
        const char *hit = normal->text + place.start;
        index += text_chars(at, (gsize)(hit - at));
        at = hit;
        guint chars = text_chars(hit, place.end - place.start);
        struct span span = {normal->start[index],
                            normal->end[covered(normal, hit, index, chars)]};
        span_add(spans, span);
    }
    return spans;
}

/* ---- places in normalised text */

void places_add(GArray *places, const char *text, gsize length,
                const struct needle *needle)
{
    const char *at = text, *end = text + length;
    while ((at = needle_find(needle, at, end)) != NULL) {
        guint32 start = (guint32)(at - text);
        struct byte_span place = {start, start + (guint32)needle->length};
        g_array_append_val(places, place);
        at = g_utf8_next_char(at);
    }
}

void places_find(GArray *places, const char *text, gsize length,
                 const char *term, gsize term_length)
{
    struct needle needle;
    needle_init(&needle, term, term_length);
    places_add(places, text, length, &needle);
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    const struct byte_span *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

void places_sort(GArray *places)
{
    g_array_sort(places, compare_places);
}

void places_part(GArray *places)
{
    guint kept = 0, end = 0;
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place = g_array_index(places, struct byte_span, i);
        if (place.start < end)
            continue;
        g_array_index(places, struct byte_span, kept++) = place;
        end = place.end;
    }
    g_array_set_size(places, kept);
}
