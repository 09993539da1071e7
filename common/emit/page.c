/* A page for reading: styles, and paragraphs broken to the width of a terminal.
 * In md and html a line is kept until it ends and then written by its form.
 *
 * Chinese may be broken between any two characters but for the marks that must
 * not begin or end a line (GB/T 15834, 避头尾); letters and digits stay
 * together.
 */
#include "common/emit/dialect.h"

#include "common/text/text.h"

#include <string.h>

static const char *const colours[] = {
    [PAGE_PLAIN] = "",
    [PAGE_HEAD] = "\033[1m",
    [PAGE_PATH] = "\033[36m",
    [PAGE_MARK] = "\033[1;31m",
    [PAGE_ID] = "\033[32m",
    [PAGE_DIM] = "\033[2m",
    [PAGE_INSERT] = "\033[32;4m",
    [PAGE_DELETE] = "\033[31;9m",
    [PAGE_MOVE] = "\033[35;4m",
};
static const char colour_end[] = "\033[0m";

static void style_on(struct page *page, enum page_style style)
{
    if (page->color && style != PAGE_PLAIN)
        g_string_append(page->out, colours[style]);
}

static void style_off(struct page *page, enum page_style style)
{
    if (page->color && style != PAGE_PLAIN)
        g_string_append(page->out, colour_end);
}

gunichar page_shown(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff
               ? 0xfffd
               : c;
}

char *page_clean(const char *text)
{
    GString *clean = g_string_sized_new(64);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        g_string_append_unichar(clean, page_shown(g_utf8_get_char(at)));
    return g_string_free(clean, FALSE);
}

const struct page_syntax *page_syntax(const struct page *page)
{
    return page->form == PAGE_HTML       ? &page_html
           : page->form == PAGE_MARKDOWN ? &page_markdown
                                         : &page_text;
}

/* ---- lines of md and html */

struct page_state *page_state(struct page *page)
{
    if (page->state == NULL) {
        page->state = g_new0(struct page_state, 1);
        page->state->runs = runs_new();
    }
    return page->state;
}

/* Columns the line is indented by: the spaces it begins with, which go. */
static guint take_indent(GArray *runs)
{
    guint indent = 0;
    while (runs->len > 0) {
        char *text = g_array_index(runs, struct run, 0).text;
        gsize spaces = strspn(text, " ");
        indent += (guint)spaces;
        memmove(text, text + spaces, strlen(text + spaces) + 1);
        if (*text != '\0')
            break;
        g_array_remove_index(runs, 0);
    }
    return indent;
}

static void close_rows(struct page_state *state, struct page *page)
{
    struct columns *rows = g_steal_pointer(&state->rows);
    if (rows != NULL)
        columns_put(rows, page, false);
}

static void put_block(struct page *page, struct page_line *line)
{
    struct page_state *state = page->state;
    line->apart = state->apart;
    page_syntax(page)->line(page, line);
    state->blocks++;
    state->apart = false;
}

static void end_line(struct page *page)
{
    struct page_state *state = page_state(page);
    struct page_line line = {.kind = state->kind, .runs = state->runs};
    guint indent = take_indent(state->runs);
    line.indent = state->kind == LINE_ITEM ? state->depth : indent;
    close_rows(state, page);
    if (state->runs->len > 0)
        put_block(page, &line);
    else
        state->apart = true;
    g_array_set_size(state->runs, 0);
    state->kind = LINE_RUNS;
}

void page_settle(struct page *page)
{
    if (page->form == PAGE_TEXT)
        return;
    if (page_state(page)->runs->len > 0)
        end_line(page);
    close_rows(page->state, page);
}

void page_end(struct page *page)
{
    struct page_state *state = page->state;
    if (state == NULL)
        return;
    page_settle(page);
    g_array_unref(state->runs);
    g_clear_pointer(&state->anchors, g_hash_table_unref);
    g_clear_pointer(&page->state, g_free);
}

struct columns *page_rows(struct page *page, const char *key)
{
    struct columns *rows = page->state != NULL && page->state->runs->len == 0
                               ? page->state->rows
                               : NULL;
    return rows != NULL && strcmp(rows->key, key) == 0 ? rows : NULL;
}

struct columns *page_rows_open(struct page *page, const char *key, guint count)
{
    struct columns *rows = columns_new(count, count);
    rows->key = g_strdup(key);
    columns_stream(rows, page, NULL);
    page_state(page)->rows = rows;
    return rows;
}

/* ---- what is put on a page */

void page_put(struct page *page, enum page_style style, const char *text)
{
    if (page->form != PAGE_TEXT) {
        runs_add(page_state(page)->runs, style, page_clean(text));
        return;
    }
    style_on(page, style);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        g_string_append_unichar(page->out, page_shown(g_utf8_get_char(at)));
    style_off(page, style);
}

void page_printf(struct page *page, enum page_style style, const char *format,
                 ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    page_put(page, style, text);
}

void page_newline(struct page *page)
{
    if (page->form == PAGE_TEXT)
        g_string_append_c(page->out, '\n');
    else
        end_line(page);
}

void page_item(struct page *page, guint depth)
{
    if (page->form == PAGE_TEXT) {
        g_string_append_printf(page->out, "%*s", (int)(2 * depth), "");
        return;
    }
    page_settle(page);
    page_state(page)->kind = LINE_ITEM;
    page_state(page)->depth = depth;
}

/* ---- flowing text */

struct glyph {
    gunichar c;
    guint width;
    bool mark;
};

static bool one_of(gunichar c, const char *set)
{
    return g_utf8_strchr(set, -1, c) != NULL;
}

static bool begins_no_line(gunichar c)
{
    return one_of(c, "，。、；：？！”’）》〉」』】〕…—·,.;:?!)]}%％℃");
}

static bool ends_no_line(gunichar c)
{
    return one_of(c, "“‘（《〈「『【〔([{");
}

static bool may_break(const struct glyph *left, const struct glyph *right)
{
    if (left->c == ' ')
        return right->c != ' ';
    if (begins_no_line(right->c) || ends_no_line(left->c))
        return false;
    return left->width == 2 || right->width == 2;
}

static GArray *glyphs_of(const char *text, const GArray *marks)
{
    GArray *glyphs = g_array_new(FALSE, FALSE, sizeof(struct glyph));
    guint number = 0, next = 0, count = marks != NULL ? marks->len : 0;
    for (const char *at = text; *at != '\0'; number++) {
        const char *end = g_utf8_next_char(at);
        while (next < count &&
               g_array_index(marks, struct page_span, next).end <= number)
            next++;
        struct glyph glyph = {.c = page_shown(g_utf8_get_char(at)),
                              .width = text_width(at, end - at)};
        glyph.mark =
            next < count &&
            g_array_index(marks, struct page_span, next).start <= number;
        g_array_append_val(glyphs, glyph);
        at = end;
    }
    return glyphs;
}

/* Where the line that begins at `start` ends. */
static guint line_end(const GArray *glyphs, guint start, guint room)
{
    guint width = 0, chance = 0;
    for (guint i = start; i < glyphs->len; i++) {
        const struct glyph *glyph = &g_array_index(glyphs, struct glyph, i);
        if (i > start && may_break(glyph - 1, glyph))
            chance = i;
        width += glyph->c == ' ' ? 0 : glyph->width;
        if (width > room && i > start)
            return chance > start ? chance : i;
        width += glyph->c == ' ' ? glyph->width : 0;
    }
    return glyphs->len;
}

static void put_line(struct page *page, enum page_style style,
                     const GArray *glyphs, guint start, guint end)
{
    enum page_style now = PAGE_PLAIN;
    for (guint i = start; i < end; i++) {
        const struct glyph *glyph = &g_array_index(glyphs, struct glyph, i);
        enum page_style want = glyph->mark ? PAGE_MARK : style;
        if (want != now) {
            style_off(page, now);
            style_on(page, want);
            now = want;
        }
        g_string_append_unichar(page->out, glyph->c);
    }
    style_off(page, now);
}

static void flow_block(struct page *page, enum page_style style, guint indent,
                       const char *text, const GArray *marks)
{
    g_autoptr(GArray) runs = runs_new();
    struct page_line line = {LINE_FLOW, style, indent, false, runs};
    page_settle(page);
    runs_add_marked(runs, style, text, marks);
    if (runs->len > 0)
        put_block(page, &line);
}

static void flow_lines(struct page *page, enum page_style style, guint indent,
                       const char *text, const GArray *marks)
{
    g_autoptr(GArray) glyphs = glyphs_of(text, marks);
    guint room = page->width == 0             ? G_MAXUINT
                 : page->width > indent + 20u ? page->width - indent
                                              : 20;
    guint start = 0;
    do {
        guint end = line_end(glyphs, start, room), next = end;
        while (end > start && next < glyphs->len &&
               g_array_index(glyphs, struct glyph, end - 1).c == ' ')
            end--;
        g_string_append_printf(page->out, "%*s", (int)indent, "");
        put_line(page, style, glyphs, start, end);
        page_newline(page);
        start = next;
    } while (start < glyphs->len);
}

void page_flow(struct page *page, enum page_style style, guint indent,
               const char *text, const GArray *marks)
{
    (page->form == PAGE_TEXT ? flow_lines : flow_block)(page, style, indent,
                                                        text, marks);
}
