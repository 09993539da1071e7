/* A table for reading: columns as wide as their widest cell on a terminal, two
 * spaces between them. */
#include "searcher/views/views.h"

struct columns {
    guint count, texts;
    GPtrArray *cells; /* of char *, row after row */
};

struct columns *columns_new(guint count, guint texts)
{
    struct columns *columns = g_new0(struct columns, 1);
    columns->count = count;
    columns->texts = texts;
    columns->cells = g_ptr_array_new_with_free_func(g_free);
    return columns;
}

void columns_add(struct columns *columns, const char *text)
{
    g_ptr_array_add(columns->cells, g_strdup(text));
}

static void put_row(const struct columns *columns, const guint *widths,
                    guint row, enum page_style style, struct page *page)
{
    for (guint i = 0; i < columns->count; i++) {
        const char *text = columns->cells->pdata[row * columns->count + i];
        int room = (int)(widths[i] - text_width(text, -1));
        bool left = i < columns->texts, last = i + 1 == columns->count;
        page_printf(page, PAGE_PLAIN, "%s%*s", i > 0 ? "  " : "",
                    left ? 0 : room, "");
        page_put(page, style, text);
        if (left && !last)
            page_printf(page, PAGE_PLAIN, "%*s", room, "");
    }
    page_newline(page);
}

void columns_put(struct columns *columns, struct page *page, bool last_dim)
{
    g_autofree guint *widths = g_new0(guint, columns->count);
    guint rows = columns->cells->len / columns->count;
    for (guint i = 0; i < rows * columns->count; i++) {
        guint *widest = &widths[i % columns->count];
        *widest = MAX(*widest, text_width(columns->cells->pdata[i], -1));
    }
    for (guint i = 0; i < rows; i++) {
        bool dim = i == 0 || (last_dim && i + 1 == rows);
        put_row(columns, widths, i, dim ? PAGE_DIM : PAGE_PLAIN, page);
    }
    g_ptr_array_unref(columns->cells);
    g_free(columns);
}
