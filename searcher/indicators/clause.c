/* Where a paragraph can be cut: sentences, and their clauses. */
#include "searcher/indicators/inside.h"

#include <string.h>

bool is_one_of(gunichar code, const char *codes)
{
    return code != 0 && g_utf8_strchr(codes, -1, code) != NULL;
}

/* Titles and brackets that stand open after a character.  An opening mark that
 * is never closed does not hold beyond its sentence. */
static int depth_after(int depth, gunichar code)
{
    if (is_one_of(code, "(《"))
        return depth + 1;
    if (is_one_of(code, ")》"))
        return MAX(depth - 1, 0);
    return depth;
}

static bool cuts(const char *text, const char *at, const char *end)
{
    const char *next = g_utf8_next_char(at);
    bool digits = at > text && g_ascii_isdigit(at[-1]) && next < end &&
                  g_ascii_isdigit(*next);
    return is_one_of(g_utf8_get_char(at), ",;:。!?") &&
           !(digits && (*at == ',' || *at == ':'));
}

static void sentence_close(GArray *clauses, guint first, gsize end)
{
    for (guint i = first; i < clauses->len; i++) {
        struct clause *clause = &g_array_index(clauses, struct clause, i);
        clause->opens_sentence = i == first;
        clause->sentence_end = end;
        clause->sentence_start =
            g_array_index(clauses, struct clause, first).start;
    }
}

GArray *clauses_read(const char *text, gsize length)
{
    GArray *clauses = g_array_new(FALSE, FALSE, sizeof(struct clause));
    const char *end = text + length, *start = text;
    guint first = 0;
    int depth = 0;
    for (const char *at = text; at <= end; at = g_utf8_next_char(at)) {
        gunichar code = at < end ? g_utf8_get_char(at) : 0;
        bool stop = at == end || is_one_of(code, "。!?");
        depth = stop ? 0 : depth_after(depth, code);
        if (!stop && (depth > 0 || !cuts(text, at, end)))
            continue;
        struct clause clause = {.start = (gsize)(start - text),
                                .end = (gsize)(at - text)};
        if (clause.end > clause.start)
            g_array_append_val(clauses, clause);
        if (stop || code == ';') {
            sentence_close(clauses, first, (gsize)(at - text));
            first = clauses->len;
        }
        if (at == end)
            break;
        start = g_utf8_next_char(at);
    }
    return clauses;
}

/* What is open where the text is read along. */
struct sweep {
    const char *at;
    int depth;
    bool quoted;
};

static enum cover sweep_to(struct sweep *sweep, const char *end)
{
    for (; sweep->at < end; sweep->at = g_utf8_next_char(sweep->at)) {
        sweep->depth = depth_after(sweep->depth, g_utf8_get_char(sweep->at));
        sweep->quoted ^= *sweep->at == '"';
    }
    return sweep->depth > 0 ? COVER_MARKS
           : sweep->quoted  ? COVER_QUOTES
                            : COVER_NONE;
}

guint8 *numerals_covers(const char *text, const GArray *clauses,
                        const GArray *numerals)
{
    guint8 *covers = g_new0(guint8, numerals->len + 1);
    struct sweep sweep = {text, 0, false};
    guint next = 0;
    for (guint i = 0; i < clauses->len; i++) {
        const struct clause *clause = &g_array_index(clauses, struct clause, i);
        if (clause->opens_sentence)
            sweep = (struct sweep){text + clause->start, 0, false};
        for (; next < numerals->len; next++) {
            gsize at = g_array_index(numerals, struct numeral, next).start;
            if (at >= clause->end)
                break;
            covers[next] = (guint8)sweep_to(&sweep, text + at);
        }
    }
    return covers;
}
