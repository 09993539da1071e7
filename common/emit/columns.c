/* A table for reading: columns as wide as their widest cell on a terminal, two
 * spaces between them.  A cell is a list of runs, each in a style of its own.
 */
#include "common/emit/emit.h"

#include "common/text/text.h"

struct run {
    enum page_style style;
    char *text;
};

struct columns {
    guint count, texts;
    GPtrArray *cells; /* of GArray of struct run, row after row */
};

static void run_clear(gpointer data)
{
    struct run *run = data;
    g_free(run->text);
}

struct columns *columns_new(guint count, guint texts)
{
    struct columns *columns = g_new0(struct columns, 1);
    columns->count = count;
    columns->texts = texts;
    columns->cells =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    return columns;
}

void columns_add(struct columns *columns, const char *text)
{
    GArray *cell = g_array_new(FALSE, FALSE, sizeof(struct run));
    g_array_set_clear_func(cell, run_clear);
    g_ptr_array_add(columns->cells, cell);
    columns_run(columns, PAGE_PLAIN, text);
}

void columns_run(struct columns *columns, enum page_style style,
                 const char *text)
{
    struct run run = {style, g_strdup(text)};
    GArray *cell = columns->cells->pdata[columns->cells->len - 1];
    g_array_append_val(cell, run);
}

void columns_line(struct columns *columns)
{
    columns_run(columns, PAGE_PLAIN, " ");
}

void columns_side_by_side(struct columns *columns, guint narrow)
{
    (void)columns, (void)narrow;
}

static guint cell_width(const GArray *cell)
{
    guint width = 0;
    for (guint i = 0; i < cell->len; i++)
        width += text_width(g_array_index(cell, struct run, i).text, -1);
    return width;
}

/* style: of the runs that have none of their own. */
static void put_cell(const GArray *cell, enum page_style style,
                     struct page *page)
{
    for (guint i = 0; i < cell->len; i++) {
        const struct run *run = &g_array_index(cell, struct run, i);
        page_put(page, run->style == PAGE_PLAIN ? style : run->style,
                 run->text);
    }
}

static void put_row(const struct columns *columns, const guint *widths,
                    guint row, enum page_style style, struct page *page)
{
    for (guint i = 0; i < columns->count; i++) {
        const GArray *cell = columns->cells->pdata[row * columns->count + i];
        int room = (int)(widths[i] - cell_width(cell));
        bool left = i < columns->texts, last = i + 1 == columns->count;
        page_printf(page, PAGE_PLAIN, "%s%*s", i > 0 ? "  " : "",
                    left ? 0 : room, "");
        put_cell(cell, style, page);
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
        *widest = MAX(*widest, cell_width(columns->cells->pdata[i]));
    }
    for (guint i = 0; i < rows; i++) {
        bool dim = i == 0 || (last_dim && i + 1 == rows);
        put_row(columns, widths, i, dim ? PAGE_DIM : PAGE_PLAIN, page);
    }
    g_ptr_array_unref(columns->cells);
    g_free(columns);
}
