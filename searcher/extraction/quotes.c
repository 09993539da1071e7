/* Terms in quotation marks: “放管服”, also within others.
 *
 * Normalised text has one mark for all of them; which opens and which closes
 * says the source.  Straight ones take turns.  What is not closed is left out,
 * a mark that closes nothing opens: sources turn them round by mistake.
 */
#include "searcher/extraction/inside.h"

enum { DEEPEST = 8 };
enum turn { TURN_NONE, TURN_OPEN, TURN_CLOSE, TURN_EITHER };

struct quotes {
    const struct scan *scan;
    const char *open[DEEPEST]; /* where those that wait were opened */
    guint depth;
    const char *at;  /* the source's wording, read along */
    guint at_number; /* code points before it */
};

static enum turn turn_of(gunichar code)
{
    if (g_utf8_strchr("“‘「『〝„‟", -1, code) != NULL)
        return TURN_OPEN;
    if (g_utf8_strchr("”’」』〞", -1, code) != NULL)
        return TURN_CLOSE;
    return code == '"' || code == '\'' || code == 0xff02 || code == 0xff07
               ? TURN_EITHER
               : TURN_NONE;
}

/* The source's character behind the number'th normalised one. */
static gunichar original_at(struct quotes *quotes, guint number)
{
    guint wanted = quotes->scan->text->normal->start[number];
    while (quotes->at_number < wanted && *quotes->at != '\0') {
        quotes->at = g_utf8_next_char(quotes->at);
        quotes->at_number++;
    }
    return g_utf8_get_char(quotes->at);
}

/* it's */
static bool is_apostrophe(const struct scan *scan, const char *at)
{
    gunichar before = char_before(scan->begin, at);
    gunichar behind = char_at(at + 1, scan->end);
    return before < 0x80 && behind < 0x80 && g_ascii_isalpha((char)before) &&
           g_ascii_isalpha((char)behind);
}

static void take(struct quotes *quotes, const char *at, enum turn turn)
{
    const struct scan *scan = quotes->scan;
    if (quotes->depth == 0 || turn == TURN_OPEN) {
        if (quotes->depth < DEEPEST)
            quotes->open[quotes->depth++] = at;
        return;
    }
    const char *open = quotes->open[--quotes->depth];
    struct extract found = {.place = span_of(scan, open, at + 1),
                            .name = span_of(scan, open + 1, at)};
    if (open + 1 < at)
        g_array_append_val(scan->out, found);
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct extract *left = a, *right = b;
    return left->place.start < right->place.start ? -1 : 1;
}

void find_quoted(const struct scan *scan)
{
    struct quotes quotes = {.scan = scan, .at = scan->text->original};
    guint number = 0;
    for (const char *at = scan->begin; at < scan->end;
         at = g_utf8_next_char(at), number++) {
        enum turn turn =
            *at == '"' ? turn_of(original_at(&quotes, number)) : TURN_NONE;
        if (turn == TURN_NONE || (turn != TURN_OPEN && is_apostrophe(scan, at)))
            continue;
        take(&quotes, at, turn);
    }
    g_array_sort(scan->out, by_place);
}
