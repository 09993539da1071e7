/* A page for reading: styles, and paragraphs broken to the width of a terminal.
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

/* A text may hold escape sequences: they must not reach a terminal. */
static gunichar shown(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) ? 0xfffd : c;
}

void page_put(struct page *page, enum page_style style, const char *text)
{
    style_on(page, style);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        g_string_append_unichar(page->out, shown(g_utf8_get_char(at)));
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
    g_string_append_c(page->out, '\n');
}

/* ---- flowing text */

struct glyph {
    gunichar c;
    guint width;
    enum page_style style; /* PAGE_PLAIN: that of the paragraph */
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
        struct glyph glyph = {.c = shown(g_utf8_get_char(at)),
                              .width = text_width(at, end - at)};
        if (next < count &&
            g_array_index(marks, struct page_span, next).start <= number)
            glyph.style = PAGE_MARK;
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
        enum page_style want =
            glyph->style != PAGE_PLAIN ? glyph->style : style;
        if (want != now) {
            style_off(page, now);
            style_on(page, want);
            now = want;
        }
        g_string_append_unichar(page->out, glyph->c);
    }
    style_off(page, now);
}

static void flow(struct page *page, enum page_style style, guint indent,
                 const GArray *glyphs)
{
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
    g_autoptr(GArray) glyphs = glyphs_of(text, marks);
    flow(page, style, indent, glyphs);
}

void page_runs(struct page *page, guint indent, const struct page_run *runs,
               guint count)
{
    g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(struct glyph));
    for (guint i = 0; i < count; i++) {
        g_autoptr(GArray) part = glyphs_of(runs[i].text, NULL);
        for (guint j = 0; j < part->len; j++)
            g_array_index(part, struct glyph, j).style = runs[i].style;
        g_array_append_vals(glyphs, part->data, part->len);
    }
    flow(page, PAGE_PLAIN, indent, glyphs);
}

bool page_is_wide(const struct page *page)
{
    (void)page;
    return false;
}
