/* Markdown as GitHub has it: the md dialect, and that form of a page.
 *
 * Blocks stand apart by an empty line, items of an outline directly below each
 * other.  What a text holds is escaped; a style whose asterisks would not be
 * read as such beside a punctuation mark (CommonMark's flanking rule, which
 * Chinese quotation marks fail) is a tag instead.
 */
#include "common/emit/dialect.h"

#include <string.h>

/* Ids are code, where they hold nothing that code could not. */
static bool is_plain_id(const char *text)
{
    const char *at = text;
    while (*at != '\0' && (g_unichar_isalnum(g_utf8_get_char(at)) ||
                           strchr("-./_", *at) != NULL))
        at = g_utf8_next_char(at);
    return *at == '\0';
}

static void put_escaped(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr("\\`*_[]<|~&$", *at) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
}

static bool flanks(const char *text)
{
    gunichar first = g_utf8_get_char(text);
    gunichar last = g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
    return g_unichar_isalnum(first) && g_unichar_isalnum(last);
}

static void put_between(GString *out, const char *open, const char *text,
                        const char *close)
{
    g_string_append(out, open);
    put_escaped(out, text);
    g_string_append(out, close);
}

static void put_run(GString *out, const struct run *run)
{
    if (run->breaks)
        g_string_append(out, "<br>");
    if (*run->text == '\0')
        return;
    if (run->style == PAGE_MARK && flanks(run->text))
        put_between(out, "**", run->text, "**");
    else if (run->style == PAGE_MARK)
        put_between(out, "<b>", run->text, "</b>");
    else if (run->style == PAGE_ID && is_plain_id(run->text))
        g_string_append_printf(out, "`%s`", run->text);
    else if (run->style == PAGE_INSERT)
        put_between(out, "<ins>", run->text, "</ins>");
    else if (run->style == PAGE_DELETE)
        put_between(out, "<del>", run->text, "</del>");
    else if (run->style == PAGE_MOVE)
        put_between(out, "<em>", run->text, "</em>");
    else
        put_escaped(out, run->text);
}

static char *inline_text(const GArray *runs)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++)
        put_run(text, &g_array_index(runs, struct run, i));
    g_string_truncate(text, strlen(g_strchomp(text->str)));
    return g_string_free(text, FALSE);
}

/* What would make a line a heading, an item or a rule at its beginning gets a
 * backslash. */
static void put_line_start(GString *out, const char *text)
{
    gsize digits = strspn(text, "0123456789");
    if (strchr("#+-=:>", *text) != NULL && *text != '\0')
        g_string_append_c(out, '\\');
    if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
        g_string_append_len(out, text, (gssize)digits);
        g_string_append_c(out, '\\');
        text += digits;
    }
    g_string_append(out, text);
}

static bool has_style(const GArray *runs, enum page_style style, bool all)
{
    for (guint i = 0; i < runs->len; i++)
        if ((g_array_index(runs, struct run, i).style == style) != all)
            return !all;
    return all;
}

static const char *heading(const struct page_line *line)
{
    bool flow = line->kind == LINE_FLOW;
    if (flow ? line->style == PAGE_HEAD
             : has_style(line->runs, PAGE_HEAD, false))
        return flow ? "#### " : "## ";
    if (flow ? line->style == PAGE_PATH
             : has_style(line->runs, PAGE_PATH, true))
        return "### ";
    return NULL;
}

/* How many items an item of this depth stands in: where the outline leaves a
 * depth out, indentation must not, or it would make code of it. */
static guint item_level(struct page_state *state, guint depth)
{
    guint64 bit = (guint64)1 << MIN(depth, 63);
    guint level = 0;
    state->items &= bit - 1;
    for (guint64 above = state->items; above != 0; above &= above - 1)
        level++;
    state->items |= bit;
    return level;
}

static void markdown_line(struct page *page, const struct page_line *line)
{
    struct page_state *state = page_state(page);
    bool item = line->kind == LINE_ITEM;
    g_autofree char *text = inline_text(line->runs);
    const char *marks = item ? NULL : heading(line);
    if (state->blocks > 0 && !(item && state->items != 0))
        g_string_append_c(page->out, '\n');
    if (item)
        g_string_append_printf(page->out, "%*s- ",
                               (int)(2 * item_level(state, line->indent)), "");
    else
        state->items = 0;
    if (marks != NULL)
        g_string_append(page->out, marks);
    put_line_start(page->out, text);
    g_string_append_c(page->out, '\n');
}

/* ---- tables */

static void markdown_open(struct page *page, const struct columns *columns)
{
    struct page_state *state = page_state(page);
    (void)columns;
    if (state->blocks++ > 0)
        g_string_append_c(page->out, '\n');
    state->items = 0;
    state->apart = false;
}

static void markdown_row(struct page *page, const struct columns *columns,
                         GArray *const *cells, enum row_kind kind)
{
    for (guint i = 0; i < columns->count; i++) {
        g_autofree char *text = inline_text(cells[i]);
        g_string_append_printf(page->out, "| %s ", text);
    }
    g_string_append(page->out, "|\n");
    if (kind != ROW_HEAD)
        return;
    for (guint i = 0; i < columns->count; i++) {
        bool right = columns->kinds[i] == COLUMN_NUMBER ||
                     columns->kinds[i] == COLUMN_BEFORE;
        g_string_append(page->out, right ? "| ---: " : "| --- ");
    }
    g_string_append(page->out, "|\n");
}

static void markdown_close(struct page *page, const struct columns *columns)
{
    (void)page, (void)columns;
}

const struct page_syntax page_markdown = {markdown_line, markdown_open,
                                          markdown_row, markdown_close};

/* ---- the dialect */

static void nothing(struct emit *emit)
{
    (void)emit;
}

static void markdown_begin(struct emit *emit, const json_t *head)
{
    (void)emit, (void)head;
}

static void markdown_record(struct emit *emit, const void *record)
{
    emit->shape->text(&emit->page, record);
}

static void markdown_end(struct emit *emit)
{
    page_settle(&emit->page);
}

const struct dialect emit_markdown = {nothing, markdown_begin, markdown_record,
                                      markdown_end, nothing};
