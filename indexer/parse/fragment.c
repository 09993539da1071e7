/* From lines to passages where a scraper broke the text at nearly every mark.
 *
 * A line's end says nothing here but at two places: a heading's marker stands
 * at the start of a line (or glued to the end of a paragraph), and between two
 * Chinese characters a line ends only where the source had a paragraph, a
 * heading, or half of one.  The running text between headings and tables is
 * put together whole; flow.c cuts it. */
#include "indexer/parse/table.h"

#include "common/text/text.h"

#include <string.h>

/* A heading and the first clause after it stand within so many lines. */
#define HEADING_LINES 24
#define TITLE_LINES 12
#define CAPTION_CHARS 60

struct joiner {
    GPtrArray *lines; /* of struct line, glued headings cut off */
    GPtrArray *passages;
    struct passage *open;   /* the running text, or NULL */
    long last[MARKER_NONE]; /* the last number of each class of markers */
};

/* ---- headings glued to the end of a paragraph */

/* Bytes before a 第八章 or 2、 that follows a full stop, or 0. */
static gsize glued_at(const char *text)
{
    for (const char *stop = strstr(text, "。"); stop != NULL;
         stop = strstr(stop + 1, "。")) {
        const char *rest = stop + strlen("。");
        struct marker marker = marker_read(rest);
        if (*rest != '\0' && marker.class <= MARKER_DIGIT &&
            !has_any(rest, strlen(rest), "，,。；"))
            return (gsize)(rest - text);
    }
    return 0;
}

/* How many of the last lines are one marker: （ 一 ） three, 专栏 3 two. */
static guint broken_marker(const GPtrArray *parts)
{
    static const char numerals[] = "^[一二三四五六七八九十]+$";
    const char *last = line_at(parts, parts->len - 1)->text;
    if (parts->len < 3)
        return 0;
    const char *before = line_at(parts, parts->len - 2)->text;
    const char *first = line_at(parts, parts->len - 3)->text;
    if (strcmp(before, "专栏") == 0 &&
        (cell_is_number(last) || g_regex_match_simple(numerals, last, 0, 0)))
        return 2;
    return (strcmp(first, "（") == 0 || strcmp(first, "(") == 0) &&
                   (strcmp(last, "）") == 0 || strcmp(last, ")") == 0) &&
                   g_regex_match_simple(numerals, before, 0, 0)
               ? 3
               : 0;
}

/* Puts the last `count` lines together. */
static void mend_marker(GPtrArray *parts, guint count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct line *first = g_ptr_array_index(parts, parts->len - count);
    for (guint i = parts->len - count; i < parts->len; i++)
        g_string_append(text, line_at(parts, i)->text);
    g_free(first->text);
    first->text = g_strdup(text->str);
    first->chars = chars_of(text->str, text->len);
    g_ptr_array_set_size(parts, (int)(parts->len - count + 1));
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
            g_ptr_array_add(parts, line_part(line, line->text, at));
        g_ptr_array_add(
            parts, line_part(line, line->text + at, strlen(line->text + at)));
        guint broken = broken_marker(parts);
        if (broken > 0)
            mend_marker(parts, broken);
    }
    return parts;
}

/* ---- where a heading ends */

static bool is_han(gunichar c)
{
    return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN || c == '*';
}

/* Nothing but a paragraph's end breaks a line between two characters. */
static bool is_free_break(const struct joiner *joiner, guint at)
{
    const char *before = line_at(joiner->lines, at - 1)->text;
    const char *after = line_at(joiner->lines, at)->text;
    const char *last = g_utf8_prev_char(before + strlen(before));
    return is_han(g_utf8_get_char(last)) && is_han(g_utf8_get_char(after));
}

/* A quotation begins and nothing before it asks for one. */
static bool is_quote_break(const struct joiner *joiner, guint at)
{
    const char *before = line_at(joiner->lines, at - 1)->text;
    const char *after = line_at(joiner->lines, at)->text;
    return g_str_has_prefix(after, "“") &&
           !text_ends_with_any(before, "和与及、的对在“以");
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

/* A line that begins something of its own ends a heading. */
static bool begins_anew(const struct line *line)
{
    enum marker_class class = marker_read(line->text).class;
    return class != MARKER_NONE && class != MARKER_BULLET &&
           class != MARKER_DIGITSPACE;
}

/* The first line from `first` on with a clause mark, or one that begins anew or
 * a table;
 * the number of lines when the text ends before. */
static guint clause_line(const struct joiner *joiner, guint first)
{
    guint at = first;
    while (at < joiner->lines->len && at < first + HEADING_LINES &&
           !has_clause(line_at(joiner->lines, at)) &&
           (at == first || (!begins_anew(line_at(joiner->lines, at)) &&
                            !table_begins(joiner->lines, at))))
        at++;
    return at;
}

static bool ends_in_comma(const struct line *line)
{
    return text_ends_with_any(line->text, "，,");
}

/* The line behind the heading that begins at `at`: before the first clause
 * mark the body has begun, and it begins after the last free break.  A comma
 * on the marker's own line is the heading's, and at its end asks for more. */
static guint heading_end(const struct joiner *joiner, guint at)
{
    const struct line *line = line_at(joiner->lines, at);
    bool bare = marker_read(line->text).length == strlen(line->text);
    guint first = bare ? at + 1 : at;
    if (is_preface(line->text))
        return at + 1;
    if (first < joiner->lines->len &&
        has_clause(line_at(joiner->lines, first)) && (bare || first == at)) {
        if (!ends_in_comma(line_at(joiner->lines, first)))
            return first + 1;
        first++;
    }
    guint clause = clause_line(joiner, first);
    if (clause >= joiner->lines->len)
        return joiner->lines->len;
    if (clause > first && (begins_anew(line_at(joiner->lines, clause)) ||
                           table_begins(joiner->lines, clause)))
        return clause;
    guint end = last_break(joiner, first, clause, is_free_break);
    if (end == 0)
        end = last_break(joiner, first, clause, is_quote_break);
    if (end == 0)
        end = clause > first ? clause : clause + 1;
    return end;
}

/* An item whose name runs into its text is no heading: its first clause mark
 * is a full stop, with no free break before it. */
static bool runs_in(const struct joiner *joiner, guint at)
{
    const struct line *line = line_at(joiner->lines, at);
    bool bare = marker_read(line->text).length == strlen(line->text);
    guint first = bare ? at + 1 : at, clause = clause_line(joiner, first);
    if (clause >= joiner->lines->len ||
        (clause > first && begins_anew(line_at(joiner->lines, clause))))
        return false;
    const char *text = line_at(joiner->lines, clause)->text;
    while (*text != '\0' &&
           g_utf8_strchr("，,。；;：:", -1, g_utf8_get_char(text)) == NULL)
        text = g_utf8_next_char(text);
    return g_str_has_prefix(text, "。") &&
           last_break(joiner, first, clause, is_free_break) == 0;
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

/* The inner classes count: a lone number in running text is no marker. */
static bool counts(const struct joiner *joiner, const struct marker *marker)
{
    return marker->number == 1 ||
           marker->number == joiner->last[marker->class] + 1;
}

static bool begins_heading(struct joiner *joiner, guint at)
{
    const struct line *line = line_at(joiner->lines, at);
    struct marker marker = marker_read(line->text);
    if (is_preface(line->text))
        return joiner->open == NULL;
    bool outer = marker.class <= MARKER_COMMA || marker.class == MARKER_BOX;
    if (!outer && (marker.class > MARKER_DIGIT || !counts(joiner, &marker)))
        return false;
    if (joiner->open != NULL && joiner->open->text->len > 0 &&
        !sentence_ends(passage_tail(joiner->open)))
        return false;
    if (!outer && runs_in(joiner, at))
        return false;
    joiner->last[marker.class] = marker.number;
    return true;
}

/* The words after the last sentence, when a table follows: its caption. */
static void take_caption(struct joiner *joiner, struct passage *table)
{
    if (joiner->open == NULL)
        return;
    const char *text = passage_tail(joiner->open), *rest = text;
    const char *end = text + strlen(text);
    while (rest + sentence_length(rest) < end)
        rest += sentence_length(rest);
    if (sentence_ends(rest) || chars_of(rest, strlen(rest)) > CAPTION_CHARS)
        return;
    gsize from = joiner->open->text->len - (gsize)(end - rest);
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
