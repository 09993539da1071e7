/* Of the targets of a paragraph those that the query's words are about: their
 * clause, or that of the name, holds one; where none does, their sentence. */
#include "searcher/cmd/goals.h"

enum reach { OF_CLAUSE, OF_SENTENCE };

static bool overlaps(struct byte_span a, struct byte_span b)
{
    return a.start < b.end && b.start < a.end;
}

static bool is_near(const struct target *target, const GArray *places,
                    enum reach reach)
{
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place = g_array_index(places, struct byte_span, i);
        if (overlaps(place,
                     reach == OF_CLAUSE ? target->clause : target->sentence) ||
            overlaps(place, target->name) || overlaps(place, target->span))
            return true;
    }
    return false;
}

static bool any_near(const GArray *lines, guint first, guint end,
                     const GArray *places, enum reach reach)
{
    for (guint i = first; i < end; i++)
        if (is_near(&g_array_index(lines, struct target_line, i).target, places,
                    reach))
            return true;
    return false;
}

/* Appends what is to be kept of the lines [first, end) of one unit. */
static void keep(const GArray *lines, guint first, guint end,
                 const GArray *places, GArray *kept)
{
    enum reach reach = any_near(lines, first, end, places, OF_CLAUSE)
                           ? OF_CLAUSE
                           : OF_SENTENCE;
    for (guint i = first; i < end; i++)
        if (places->len == 0 ||
            is_near(&g_array_index(lines, struct target_line, i).target, places,
                    reach))
            g_array_append_val(kept, i);
}

/* *at runs along the hits, which are in document order like the units. */
static enum match_kind kind_of(const struct match_result *result, guint32 unit,
                               guint *at)
{
    const GArray *hits = result->hits;
    while (*at + 1 < hits->len &&
           g_array_index(hits, struct match_hit, *at).unit < unit)
        ++*at;
    return g_array_index(hits, struct match_hit, *at).kind;
}

static GArray *kept_lines(const struct goals_asked *asked, const GArray *lines,
                          GError **error)
{
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(guint));
    guint end, hit = 0;
    for (guint i = 0; i < lines->len; i = end) {
        guint32 unit = g_array_index(lines, struct target_line, i).unit;
        for (end = i;
             end < lines->len &&
             g_array_index(lines, struct target_line, end).unit == unit;
             end++)
            ;
        g_autoptr(GArray) places =
            matcher_places(asked->matcher, asked->query, unit,
                           kind_of(asked->result, unit, &hit), error);
        if (places == NULL)
            return NULL;
        keep(lines, i, end, places, kept);
    }
    return g_steal_pointer(&kept);
}

bool goals_near(const struct index *index, const struct goals_asked *asked,
                GArray *lines, guint *left, GError **error)
{
    *left = 0;
    if (asked == NULL)
        return true;
    g_autoptr(GArray) kept = kept_lines(asked, lines, error);
    if (kept == NULL)
        return false;
    guint count = 0, all = lines->len;
    for (guint i = 0; i < kept->len; i++) {
        struct target_line *to =
            &g_array_index(lines, struct target_line, count);
        struct target_line *from = &g_array_index(
            lines, struct target_line, g_array_index(kept, guint, i));
        if (!goals_named(index, asked->names, from))
            continue;
        struct target_line line = *to;
        *to = *from;
        *from = line;
        count++;
    }
    g_array_set_size(lines, count);
    *left = all - count;
    return true;
}
