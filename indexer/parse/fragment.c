/* From lines to passages where a scraper broke the text at nearly every mark.
 *
 * A line's end says nothing here but at two places: a heading's marker stands
 * at the start of a line (or glued to the end of a paragraph), and between two
 * Chinese characters a line ends only where the source had a paragraph, a
 * heading, or half of one.  The running text between headings and tables is
 * put together whole; flow.c cuts it. */
#include "indexer/parse/internal.h"

#include <string.h>

/* A heading and the first clause after it stand within so many lines. */
#define HEADING_LINES 24
#define TITLE_LINES 12

struct joiner {
    GPtrArray *lines; /* of struct line, glued headings cut off */
    GPtrArray *passages;
    struct passage *open; /* the running text, or NULL */
};

static const struct line *line_at(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

/* ---- headings glued to the end of a paragraph */

static void line_free(void *data)
{
    struct line *line = data;
    g_free(line->text);
    g_free(line);
}

static void add_part(GPtrArray *parts, const struct line *line,
                     const char *text, gsize length)
{
    struct line *part = g_new(struct line, 1);
    *part = *line;
    part->text = g_strndup(text, length);
    part->chars = chars_of(text, length);
    g_ptr_array_add(parts, part);
}

/* Bytes before a 第八章 that follows a full stop, or 0. */
static gsize glued_at(const char *text)
{
    for (const char *stop = strstr(text, "。"); stop != NULL;
         stop = strstr(stop + 1, "。")) {
        const char *rest = stop + strlen("。");
        struct marker marker = marker_read(rest);
        if (*rest != '\0' && marker.class <= MARKER_SECTION &&
            !has_any(rest, strlen(rest), "，,。；"))
            return (gsize)(rest - text);
    }
    return 0;
}

static GPtrArray *unglued(const GPtrArray *lines)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(line_free);
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = line_at(lines, i);
        gsize at = line->furniture ? 0 : glued_at(line->text);
        if (line->chars == 0)
            continue;
        if (at > 0)
            add_part(parts, line, line->text, at);
        add_part(parts, line, line->text + at, strlen(line->text + at));
    }
    return parts;
}

/* ---- where a heading ends */

static bool is_han(gunichar c)
{
    return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN || c == '*';
}

static gunichar last_char(const char *text)
{
    return g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
}

/* Nothing but a paragraph's end breaks a line between two characters. */
static bool is_free_break(const struct joiner *joiner, guint at)
{
    const char *before = line_at(joiner->lines, at - 1)->text;
    const char *after = line_at(joiner->lines, at)->text;
    return is_han(last_char(before)) && is_han(g_utf8_get_char(after));
}

/* A quotation begins and nothing before it asks for one. */
static bool is_quote_break(const struct joiner *joiner, guint at)
{
    const char *before = line_at(joiner->lines, at - 1)->text;
    const char *after = line_at(joiner->lines, at)->text;
    return g_str_has_prefix(after, "“") &&
           g_utf8_strchr("和与及、的对在“以", -1, last_char(before)) == NULL;
}

/* The last break of a kind in (first, last], or 0. */
static guint last_break(const struct joiner *joiner, guint first, guint last,
                        bool (*test)(const struct joiner *, guint))
{
    for (guint at = last; at > first; at--)
        if (test(joiner, at))
            return at;
    return 0;
}

static bool has_clause(const struct line *line)
{
    return has_any(line->text, strlen(line->text), "，,。；;：:");
}

static bool is_outer_marker(const struct line *line)
{
    return marker_read(line->text).class <= MARKER_SECTION;
}

/* The line behind the heading that begins at `at`: before the first clause
 * mark the body has begun, and it begins after the last free break. */
static guint heading_end(const struct joiner *joiner, guint at)
{
    const struct line *line = line_at(joiner->lines, at);
    bool bare = marker_read(line->text).length == strlen(line->text);
    guint first = bare ? at + 1 : at, clause = first;
    while (clause < joiner->lines->len && clause < at + HEADING_LINES &&
           !has_clause(line_at(joiner->lines, clause))) {
        if (clause > first && is_outer_marker(line_at(joiner->lines, clause)))
            return clause; /* the next heading follows at once */
        clause++;
    }
    if (clause >= joiner->lines->len || clause >= at + HEADING_LINES)
        return MIN(first + 1, joiner->lines->len);
    guint end = last_break(joiner, first, clause, is_free_break);
    if (end == 0)
        end = last_break(joiner, first, clause, is_quote_break);
    if (end == 0)
        end = clause > first ? clause : clause + 1;
    return end;
}

/* ---- joining */

/* A heading in two halves gets a space between them. */
static void add_heading(struct joiner *joiner, guint from, guint to)
{
    struct passage *passage = passage_new();
    gsize marker = marker_read(line_at(joiner->lines, from)->text).length;
    for (guint i = from; i < to; i++) {
        if (passage->text->len > marker && is_free_break(joiner, i))
            g_string_append_c(passage->text, ' ');
        passage_add(passage, line_at(joiner->lines, i)->text,
                    line_at(joiner->lines, i)->number);
    }
    passage->fixed = true;
    g_ptr_array_add(joiner->passages, passage);
}

static struct passage *add_lines(struct joiner *joiner, guint from, guint to)
{
    struct passage *passage = passage_new();
    for (guint i = from; i < to; i++)
        passage_add(passage, line_at(joiner->lines, i)->text,
                    line_at(joiner->lines, i)->number);
    g_ptr_array_add(joiner->passages, passage);
    return passage;
}

static bool begins_heading(const struct joiner *joiner, guint at)
{
    struct marker marker = marker_read(line_at(joiner->lines, at)->text);
    if (marker.class > MARKER_PAREN && marker.class != MARKER_BOX)
        return false;
    return joiner->open == NULL || joiner->open->text->len == 0 ||
           sentence_ends(joiner->open->text->str);
}

/* The words after the last full stop, when a table follows: its caption. */
static void take_caption(struct joiner *joiner, struct passage *table)
{
    if (joiner->open == NULL)
        return;
    const char *text = joiner->open->text->str;
    const char *stop = g_strrstr(text, "。");
    gsize from = stop == NULL ? 0 : (gsize)(stop - text) + strlen("。");
    if (text[from] == '\0' || chars_of(text + from, strlen(text + from)) > 60)
        return;
    struct passage *caption = passage_cut(joiner->open, from);
    table->table->caption = g_strdup(caption->text->str);
    table->lines.first = passage_lines(caption, 0, 1).first;
    passage_free(caption);
    if (joiner->open->text->len == 0)
        g_ptr_array_remove(joiner->passages, joiner->open);
}

/* Lines from the first one that make up a title: 规划 at its end, no clause. */
static guint title_end(const struct joiner *joiner, guint at)
{
    g_autoptr(GString) text = g_string_new(NULL);
    static const char *const ends[] = {"规划", "纲要", "计划",
                                       "方案", "）",   ")"};
    for (guint i = at; i < joiner->lines->len && i < at + TITLE_LINES; i++) {
        const struct line *line = line_at(joiner->lines, i);
        if (line->furniture ||
            has_any(line->text, strlen(line->text), "，,。；"))
            return at;
        g_string_append(text, line->text);
        for (guint k = 0; k < G_N_ELEMENTS(ends); k++)
            if (g_str_has_suffix(text->str, ends[k]) && text->len > 20)
                return i + 1;
    }
    return at;
}

static void add_furniture(struct joiner *joiner, guint at)
{
    g_ptr_array_add(joiner->passages,
                    passage_of_furniture(line_at(joiner->lines, at)));
}

static void add_running(struct joiner *joiner, guint at)
{
    if (joiner->open == NULL)
        joiner->open = add_lines(joiner, at, at);
    passage_add(joiner->open, line_at(joiner->lines, at)->text,
                line_at(joiner->lines, at)->number);
}

/* Takes what begins at line `at`, gives the line behind it. */
static guint take(struct joiner *joiner, guint at)
{
    guint end = at + 1;
    if (line_at(joiner->lines, at)->furniture) {
        add_furniture(joiner, at);
    } else if ((end = table_read(joiner->lines, at, joiner->passages)) > at) {
        take_caption(joiner, g_ptr_array_index(joiner->passages,
                                               joiner->passages->len - 1));
        joiner->open = NULL;
    } else if (begins_heading(joiner, at)) {
        end = heading_end(joiner, at);
        add_heading(joiner, at, end);
        joiner->open = NULL;
    } else {
        add_running(joiner, at);
        end = at + 1;
    }
    return end;
}

void join_fragments(const struct clean *clean, GPtrArray *passages)
{
    struct joiner joiner = {.lines = unglued(clean->lines),
                            .passages = passages};
    guint at = 0;
    while (at < joiner.lines->len && line_at(joiner.lines, at)->furniture)
        add_furniture(&joiner, at++);
    guint title = title_end(&joiner, at);
    if (title > at)
        add_lines(&joiner, at, title)->fixed = true;
    for (at = title; at < joiner.lines->len;)
        at = take(&joiner, at);
    g_ptr_array_unref(joiner.lines);
    flow_split(passages);
}
