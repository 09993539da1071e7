/* Which characters of a query are syntax: what is pasted from a plan is text.
 *
 * A quotation mark or bracket is syntax only where its outer side is white
 * space, an operator, another bracket or the end, and its partner's too:
 * “放管服”改革 is one string.  - ~ and / are syntax at the start of a term
 * only. Full-width marks work as their ASCII twins.  Linear in the query's
 * length, whatever it holds.
 */
#include "searcher/query/lex.h"

#include <string.h>

static gunichar twin(gunichar c)
{
    switch (c) {
    case 0xff1a: /* ： */
        return ':';
    case 0xff08: /* （ */
        return '(';
    case 0xff09: /* ） */
        return ')';
    case 0xff0d: /* － */
        return '-';
    case 0xff0f: /* ／ */
        return '/';
    case 0xff5e: /* ～ */
        return '~';
    default:
        return g_unichar_isspace(c) ? ' ' : c;
    }
}

const struct point *marks_at(const struct marks *marks, gint64 i)
{
    return &g_array_index(marks->points, struct point, i);
}

static struct point *point_of(struct marks *marks, gint64 i)
{
    return &g_array_index(marks->points, struct point, i);
}

gunichar marks_char(const struct marks *marks, gint64 i)
{
    return i < 0 || i >= marks->count ? ' ' : marks_at(marks, i)->c;
}

bool marks_is_quote(gunichar c)
{
    return c == '"' || c == 0x201c || c == 0x201d;
}

bool marks_is_escape(const struct marks *marks, gint64 i)
{
    return marks_char(marks, i) == '\\' &&
           (marks_is_quote(marks_char(marks, i + 1)) ||
            marks_char(marks, i + 1) == '\\');
}

/* ---- partners */

/* Pairs the marks of one sort as they nest, but for those in opaque stretches
 * (or NULL); those left over have no mate. */
static void pair_nested(struct marks *marks, gunichar opening, gunichar closing,
                        const guint8 *opaque)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (gint64 i = 0; i < marks->count; i++) {
        gunichar c = marks_char(marks, i);
        if (opaque != NULL && opaque[i])
            continue;
        if (marks_is_escape(marks, i))
            i++;
        else if (c == opening)
            g_array_append_val(open, i);
        else if (c == closing && open->len > 0) {
            gint64 start = g_array_index(open, gint64, open->len - 1);
            point_of(marks, start)->mate = i;
            point_of(marks, i)->mate = start;
            g_array_set_size(open, open->len - 1);
        }
    }
}

/* Straight marks look alike: each one's mate is the next.  So is that of a
 * curly one without a partner, which is an input method's slip. */
static void pair_straight(struct marks *marks)
{
    gint64 next = NO_MATE;
    for (gint64 i = marks->count - 1; i >= 0; i--) {
        if (!marks_is_quote(marks_char(marks, i)) ||
            marks_at(marks, i)->mate != NO_MATE)
            continue;
        gint64 slashes = 0;
        while (marks_char(marks, i - 1 - slashes) == '\\')
            slashes++;
        if (slashes % 2 == 1)
            continue;
        point_of(marks, i)->mate = next;
        next = i;
    }
}

/* ---- words of the syntax */

static bool begins_with(const struct marks *marks, gint64 i, const char *word)
{
    for (; *word != '\0'; word++, i++)
        if (marks_char(marks, i) != (gunichar)*word)
            return false;
    return true;
}

static bool ends_operator(gunichar c)
{
    return c == ' ' || c == '(' || c == ')' || marks_is_quote(c);
}

gint64 marks_operator_end(const struct marks *marks, gint64 i)
{
    static const char *const words[] = {"AND", "OR", "NOT", "NEAR", "ADJ"};
    for (guint j = 0; j < G_N_ELEMENTS(words); j++) {
        if (!begins_with(marks, i, words[j]))
            continue;
        gint64 end = i + (gint64)strlen(words[j]);
        bool counts = j >= 3 && marks_char(marks, end) == '/';
        while (counts && !ends_operator(marks_char(marks, end)))
            end++;
        if (ends_operator(marks_char(marks, end)))
            return end;
    }
    return -1;
}

gint64 marks_colon(const struct marks *marks, gint64 start, int *field)
{
    enum { LONGEST = 16 }; /* characters of a name */
    for (gint64 i = start; i < start + LONGEST; i++) {
        gunichar c = marks_char(marks, i);
        if (c == ' ' || (c == ':' && i == start))
            return -1;
        if (c != ':')
            continue;
        gsize from = marks_at(marks, start)->at;
        *field =
            query_field_find(marks->text + from, marks_at(marks, i)->at - from);
        return *field >= 0 ? i : -1;
    }
    return -1;
}

/* What may stand behind a mark that closes something. */
static bool outer_right(const struct marks *marks, gint64 i)
{
    gunichar c = marks_char(marks, i + 1);
    return c == ' ' || c == ')' || marks_operator_end(marks, i + 1) >= 0;
}

gint64 marks_quote_end(const struct marks *marks, gint64 i)
{
    gint64 mate =
        marks_is_quote(marks_char(marks, i)) ? marks_at(marks, i)->mate : -1;
    return mate > i && outer_right(marks, mate) ? mate : -1;
}

gint64 marks_regex_end(const struct marks *marks, gint64 i)
{
    if (marks_char(marks, i) != '/')
        return -1;
    for (gint64 at = i + 1; at < marks->count; at++) {
        if (marks_char(marks, at) == '\\')
            at++;
        else if (marks_char(marks, at) == '/' && outer_right(marks, at))
            return at;
    }
    return -1;
}

gint64 marks_word_end(const struct marks *marks, gint64 start)
{
    gint64 end = start;
    while (end < marks->count && marks_char(marks, end) != ' ' &&
           !marks_at(marks, end)->group)
        end++;
    return end;
}

/* ---- groups */

/* Behind the literal, regular expression or word that begins at i; what is
 * opaque to brackets is noted. */
static gint64 pass_operand(const struct marks *marks, gint64 i, guint8 *opaque,
                           bool *slashed)
{
    int field;
    gint64 end = marks_quote_end(marks, i), colon;
    if (end < 0 && marks_char(marks, i) == '/' && !*slashed) {
        end = marks_regex_end(marks, i);
        *slashed = end < 0; /* nor will the next ones find an end */
    }
    if (end >= 0) {
        memset(opaque + i, 1, (gsize)(end + 1 - i));
        return end + 1;
    }
    colon = marks_colon(marks, i, &field);
    if (colon >= 0 && marks_quote_end(marks, colon + 1) >= 0)
        return colon + 1;
    while (
        i < marks->count && marks_char(marks, i) != ' ' &&
        (marks_char(marks, i) != ')' || marks_operator_end(marks, i + 1) < 0))
        i++;
    return i;
}

/* Where a term may begin, a bracket may open a group. */
static void find_openings(struct marks *marks, guint8 *opaque, guint8 *opens)
{
    bool slashed = false;
    for (gint64 i = 0, end; i < marks->count; i = end) {
        gunichar c = marks_char(marks, i);
        end = marks_operator_end(marks, i);
        opens[i] = c == '(';
        if (c == ' ' || c == '(' || c == ')' || c == '-' || c == '~')
            end = i + 1;
        else if (end < 0)
            end = pass_operand(marks, i, opaque, &slashed);
    }
}

static void find_groups(struct marks *marks, const guint8 *opens)
{
    for (gint64 i = 0; i < marks->count; i++) {
        struct point *open = point_of(marks, i);
        if (!opens[i] || open->mate < i)
            continue;
        /* an opening right before this one was judged already */
        bool left = i == 0 || marks_char(marks, i - 1) != '(' ||
                    marks_at(marks, i - 1)->group;
        gint64 mate = open->mate;
        bool right = marks_char(marks, mate + 1) == ')'
                         ? marks_at(marks, mate + 1)->group
                         : outer_right(marks, mate);
        open->group = left && right;
        point_of(marks, mate)->group = open->group;
    }
}

void marks_init(struct marks *marks, const char *text)
{
    *marks = (struct marks){.text = text};
    marks->points = g_array_new(FALSE, FALSE, sizeof(struct point));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        struct point point = {.c = twin(g_utf8_get_char(at)),
                              .at = (gsize)(at - text),
                              .mate = NO_MATE};
        g_array_append_val(marks->points, point);
    }
    marks->count = marks->points->len;
    struct point end = {' ', strlen(text), NO_MATE, false};
    g_array_append_val(marks->points, end);
    g_autofree guint8 *opaque = g_new0(guint8, marks->count + 1);
    g_autofree guint8 *opens = g_new0(guint8, marks->count + 1);
    pair_nested(marks, 0x201c, 0x201d, NULL);
    pair_straight(marks);
    find_openings(marks, opaque, opens);
    pair_nested(marks, '(', ')', opaque);
    find_groups(marks, opens);
}

void marks_clear(struct marks *marks)
{
    g_array_unref(marks->points);
}
