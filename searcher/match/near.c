/* NEAR and ADJ: words that stand near each other.
 *
 * The places of each part are found in the text and those that have no partner
 * in the part before are dropped: when some of the last part are left, the
 * query holds.  For marking, those that lead nowhere are then dropped
 * backwards.  In a chain (A NEAR/5 B NEAR/5 C) the same B is near an A and a C.
 * Two places are near when they do not overlap and have at most so many
 * characters between.
 *
 * The same query is asked of thousands of texts: what it needs is made once.
 */
#include "searcher/match/inside.h"

#include <string.h>

struct part {
    struct needle *needles; /* of its terms */
    guint count;
    GArray *places; /* of struct byte_span, by start; of the text at hand */
    GArray *by_end; /* the same by their ends */
};

struct near {
    const struct query *query;
    struct part *parts;
    guint count;
};

/* ---- making */

static void add_needles(const struct query *part, GArray *needles)
{
    if (part->op == QUERY_TERM) {
        struct needle needle;
        needle_init(&needle, part->normal, part->length);
        g_array_append_val(needles, needle);
    }
    for (guint i = 0; part->parts != NULL && i < part->parts->len; i++)
        add_needles(part->parts->pdata[i], needles);
}

static void part_init(struct part *part, const struct query *query)
{
    GArray *needles = g_array_new(FALSE, FALSE, sizeof(struct needle));
    add_needles(query, needles);
    part->count = needles->len;
    part->needles = (void *)g_array_free(needles, FALSE);
    part->places = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    part->by_end = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
}

struct near *near_new(const struct query *query)
{
    struct near *near = g_new(struct near, 1);
    near->query = query;
    near->count = query->parts->len;
    near->parts = g_new(struct part, near->count);
    for (guint i = 0; i < near->count; i++)
        part_init(&near->parts[i], query->parts->pdata[i]);
    return near;
}

void near_free(struct near *near)
{
    for (guint i = 0; i < near->count; i++) {
        g_free(near->parts[i].needles);
        g_array_unref(near->parts[i].places);
        g_array_unref(near->parts[i].by_end);
    }
    g_free(near->parts);
    g_free(near);
}

/* ---- one text */

static struct byte_span place_at(const GArray *places, guint i)
{
    return g_array_index(places, struct byte_span, i);
}

/* All places of a part. */
static void part_find(struct part *part, const char *text, gsize length)
{
    g_array_set_size(part->places, 0);
    for (guint i = 0; i < part->count; i++)
        places_add(part->places, text, length, &part->needles[i]);
    if (part->count > 1)
        places_sort(part->places);
}

/* True when there are at most so many characters between two places; a
 * character has one to four bytes. */
static bool is_gap(const char *text, guint32 end, guint32 start, guint most)
{
    enum { LEAST = 1, WIDEST = 4 };
    guint32 bytes = start - end;
    return bytes <= (guint64)most * LEAST ||
           (bytes <= (guint64)most * WIDEST &&
            text_chars(text + end, bytes) <= most);
}

/* The first of the others (by start) that begins at or behind `end`. */
static guint first_behind(const GArray *others, guint32 end)
{
    guint low = 0, high = others->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (place_at(others, middle).start < end)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many of the others (by end) end at or before `start`. */
static guint count_before(const GArray *others, guint32 start)
{
    guint low = 0, high = others->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (place_at(others, middle).end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True when one of the others (by start) begins behind `end`, near enough. */
static bool is_followed(const GArray *others, const char *text, guint32 end,
                        guint most)
{
    guint at = first_behind(others, end);
    return at < others->len &&
           is_gap(text, end, place_at(others, at).start, most);
}

/* True when one of the others (by end) ends before `start`, near enough. */
static bool is_preceded(const GArray *others, const char *text, guint32 start,
                        guint most)
{
    guint at = count_before(others, start);
    return at > 0 && is_gap(text, place_at(others, at - 1).end, start, most);
}

static int compare_ends(gconstpointer a, gconstpointer b)
{
    const struct byte_span *x = a, *y = b;
    return (x->end > y->end) - (x->end < y->end);
}

/* The places by their ends: of one term that is their order already. */
static const GArray *part_by_end(struct part *part)
{
    if (part->count == 1)
        return part->places;
    g_array_set_size(part->by_end, 0);
    g_array_append_vals(part->by_end, part->places->data, part->places->len);
    g_array_sort(part->by_end, compare_ends);
    return part->by_end;
}

static const struct query_gap *gap_at(const struct near *near, guint i)
{
    return &g_array_index(near->query->gaps, struct query_gap, i);
}

/* True when the place stands near one of part `i`, which comes before its
 * own. */
static bool is_near(struct near *near, guint i, const GArray *by_end,
                    const char *text, struct byte_span place)
{
    const struct query_gap *gap = gap_at(near, i);
    return is_preceded(by_end, text, place.start, gap->most) ||
           (!gap->ordered &&
            is_followed(near->parts[i].places, text, place.end, gap->most));
}

/* Keeps those places of the part behind `i` that stand near one of part `i`. */
static void keep_forward(struct near *near, guint i, const char *text)
{
    const GArray *by_end = part_by_end(&near->parts[i]);
    GArray *places = near->parts[i + 1].places;
    guint kept = 0;
    for (guint j = 0; j < places->len; j++)
        if (is_near(near, i, by_end, text, place_at(places, j)))
            g_array_index(places, struct byte_span, kept++) =
                place_at(places, j);
    g_array_set_size(places, kept);
}

/* Keeps those places of part `i` that stand near one of the part behind. */
static void keep_backward(struct near *near, guint i, const char *text)
{
    const struct query_gap *gap = gap_at(near, i);
    const GArray *others = near->parts[i + 1].places;
    const GArray *by_end = part_by_end(&near->parts[i + 1]);
    GArray *places = near->parts[i].places;
    guint kept = 0;
    for (guint j = 0; j < places->len; j++) {
        struct byte_span place = place_at(places, j);
        if (is_followed(others, text, place.end, gap->most) ||
            (!gap->ordered &&
             is_preceded(by_end, text, place.start, gap->most)))
            g_array_index(places, struct byte_span, kept++) = place;
    }
    g_array_set_size(places, kept);
}

/* Finds the first parts and keeps of each what is near the one before; false
 * when nothing is left of some. */
static bool keep_first(struct near *near, guint count, const char *text,
                       gsize length)
{
    for (guint i = 0; i < count; i++) {
        part_find(&near->parts[i], text, length);
        if (i > 0)
            keep_forward(near, i - 1, text);
        if (near->parts[i].places->len == 0)
            return false;
    }
    return true;
}

/* Of the last part one place is enough. */
bool near_holds(struct near *near, const char *text, gsize length)
{
    guint last = near->count - 1;
    if (!keep_first(near, last, text, length))
        return false;
    const GArray *by_end = part_by_end(&near->parts[last - 1]);
    for (guint i = 0; i < near->parts[last].count; i++) {
        const struct needle *needle = &near->parts[last].needles[i];
        const char *at = text, *end = text + length;
        while ((at = needle_find(needle, at, end)) != NULL) {
            guint32 start = (guint32)(at - text);
            struct byte_span place = {start, start + (guint32)needle->length};
            if (is_near(near, last - 1, by_end, text, place))
                return true;
            at = g_utf8_next_char(at);
        }
    }
    return false;
}

/* ---- passages */

struct passage {
    struct byte_span whole, last; /* so far; the place it was led to */
};

/* Leads a passage on to the nearest place of the next part. */
static void lead_on(struct passage *passage, const GArray *others,
                    const GArray *by_end, bool ordered)
{
    guint behind = first_behind(others, passage->last.end);
    guint before = ordered ? 0 : count_before(by_end, passage->last.start);
    struct byte_span next = passage->last, last = passage->last;
    guint32 least = G_MAXUINT32;
    if (behind < others->len) {
        next = place_at(others, behind);
        least = next.start - last.end;
    }
    if (before > 0 && last.start - place_at(by_end, before - 1).end < least)
        next = place_at(by_end, before - 1);
    passage->last = next;
    passage->whole.start = MIN(passage->whole.start, next.start);
    passage->whole.end = MAX(passage->whole.end, next.end);
}

/* From the first word to the last, for each place of the first part. */
static void add_passages(const struct near *near, GArray *places)
{
    const GArray *first = near->parts[0].places;
    guint from = places->len;
    g_autofree struct passage *passages = g_new(struct passage, first->len);
    for (guint i = 0; i < first->len; i++)
        passages[i] = (struct passage){place_at(first, i), place_at(first, i)};
    for (guint part = 1; part < near->count; part++) {
        const GArray *by_end = part_by_end(&near->parts[part]);
        for (guint i = 0; i < first->len; i++)
            lead_on(&passages[i], near->parts[part].places, by_end,
                    gap_at(near, part - 1)->ordered);
    }
    g_array_set_size(places, from + first->len);
    for (guint i = 0; i < first->len; i++)
        g_array_index(places, struct byte_span, from + i) = passages[i].whole;
}

bool near_find(const struct query *query, const char *text, gsize length,
               bool passages, GArray *places)
{
    struct near *near = near_new(query);
    bool found = keep_first(near, near->count, text, length);
    for (guint i = near->count - 1; found && i > 0; i--)
        keep_backward(near, i - 1, text);
    if (found && passages)
        add_passages(near, places);
    for (guint i = 0; found && !passages && i < near->count; i++) {
        const GArray *some = near->parts[i].places;
        g_array_append_vals(places, some->data, some->len);
    }
    near_free(near);
    return found;
}
