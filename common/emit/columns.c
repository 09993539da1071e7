/* A table for reading: rows of cells, a cell a list of runs, each in a style of
 * its own.
 *
 * How a row is written is the page's form; that of text is here: columns as
 * wide as their widest cell on a terminal, two spaces between them.
 */
#include "common/emit/dialect.h"

#include "common/text/text.h"

/* ---- runs */

static void run_clear(gpointer data)
{
    struct run *run = data;
    g_free(run->text);
}

GArray *runs_new(void)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct run));
    g_array_set_clear_func(runs, run_clear);
    return runs;
}

void runs_add(GArray *runs, enum page_style style, char *text)
{
    struct run run = {style, false, text};
    if (*text != '\0')
        g_array_append_val(runs, run);
    else
        g_free(text);
}

void runs_add_marked(GArray *runs, enum page_style style, const char *text,
                     const GArray *marks)
{
    g_autofree char *clean = page_clean(text);
    guint at = 0, length = (guint)g_utf8_strlen(clean, -1);
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        struct page_span mark = g_array_index(marks, struct page_span, i);
        guint start = CLAMP(mark.start, at, length);
        guint end = CLAMP(mark.end, start, length);
        runs_add(runs, style, g_utf8_substring(clean, at, start));
        runs_add(runs, PAGE_MARK, g_utf8_substring(clean, start, end));
        at = end;
    }
    runs_add(runs, style, g_utf8_substring(clean, at, length));
}

/* ---- the form of text */

static guint cell_width(const GArray *cell)
{
    guint width = 0;
    for (guint i = 0; i < cell->len; i++) {
        const struct run *run = &g_array_index(cell, struct run, i);
        width += run->breaks + text_width(run->text, -1);
    }
    return width;
}

/* style: of the runs that have none of their own. */
static void put_cell(const GArray *cell, enum page_style style,
                     struct page *page)
{
    for (guint i = 0; i < cell->len; i++) {
        const struct run *run = &g_array_index(cell, struct run, i);
        if (run->breaks)
            page_put(page, PAGE_PLAIN, " ");
        page_put(page, run->style == PAGE_PLAIN ? style : run->style,
                 run->text);
    }
}

static void put_spaces(struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        g_string_append_c(page->out, ' ');
}

static int gap_before(const struct columns *columns, guint column)
{
    if (column == 0)
        return 0;
    return columns->kinds[column] == COLUMN_NODE ||
                   columns->kinds[column - 1] == COLUMN_NODE
               ? 1
               : 2;
}

static void text_row(struct page *page, const struct columns *columns,
                     GArray *const *cells, enum row_kind kind)
{
    enum page_style style = kind == ROW_BODY ? PAGE_PLAIN : PAGE_DIM;
    int slack = 0; /* what a node leaves to the column behind it */
    if (kind == ROW_HEAD && columns->hide_head)
        return;
    for (guint i = 0; i < columns->count; i++) {
        enum column_kind column = columns->kinds[i];
        int room = (int)columns->widths[i] - (int)cell_width(cells[i]) + slack;
        bool right = column == COLUMN_NUMBER || column == COLUMN_BEFORE;
        slack = column == COLUMN_NODE ? room : 0;
        put_spaces(page, gap_before(columns, i) + (right ? MAX(room, 0) : 0));
        put_cell(cells[i], style, page);
        if (column == COLUMN_TEXT && i + 1 < columns->count)
            put_spaces(page, room);
    }
    page_newline(page);
}

static void text_table(struct page *page, const struct columns *columns)
{
    (void)page, (void)columns;
}

const struct page_syntax page_text = {NULL, text_table, text_row, text_table};

/* ---- the table */

struct columns *columns_new(guint count, guint texts)
{
    struct columns *columns = g_new0(struct columns, 1);
    columns->count = count;
    columns->kinds = g_new0(enum column_kind, count);
    columns->widths = g_new0(guint, count);
    for (guint i = texts; i < count; i++)
        columns->kinds[i] = COLUMN_NUMBER;
    columns->cells =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    return columns;
}

void columns_kind(struct columns *columns, guint column, enum column_kind kind)
{
    columns->kinds[column] = kind;
}

void columns_hide_head(struct columns *columns)
{
    columns->hide_head = true;
}

void columns_side_by_side(struct columns *columns, guint narrow)
{
    columns->side_by_side = true;
    columns->narrow = narrow;
}

static void put_row(struct columns *columns, struct page *page, guint row,
                    enum row_kind kind)
{
    GArray *const *cells =
        (GArray *const *)columns->cells->pdata + (gsize)row * columns->count;
    page_syntax(page)->row(page, columns, cells, kind);
    columns->rows++;
}

/* The row that streams, once it is whole. */
static void flush(struct columns *columns)
{
    if (columns->page == NULL || columns->cells->len < columns->count)
        return;
    put_row(columns, columns->page, 0,
            columns->rows == 0 ? ROW_HEAD : ROW_BODY);
    g_ptr_array_set_size(columns->cells, 0);
}

void columns_stream(struct columns *columns, struct page *page,
                    const guint *widths)
{
    page_settle(page);
    columns->page = page;
    for (guint i = 0; widths != NULL && i < columns->count; i++)
        columns->widths[i] = widths[i];
    page_syntax(page)->open(page, columns);
}

void columns_add(struct columns *columns, const char *text)
{
    flush(columns);
    g_ptr_array_add(columns->cells, runs_new());
    columns_run(columns, PAGE_PLAIN, text);
}

static GArray *last_cell(const struct columns *columns)
{
    return columns->cells->pdata[columns->cells->len - 1];
}

void columns_run(struct columns *columns, enum page_style style,
                 const char *text)
{
    GArray *cell = last_cell(columns);
    struct run *last =
        cell->len > 0 ? &g_array_index(cell, struct run, cell->len - 1) : NULL;
    if (last == NULL || !last->breaks || *last->text != '\0') {
        runs_add(cell, style, page_clean(text));
        return;
    }
    g_free(last->text); /* the run that only began a line */
    last->text = page_clean(text);
    last->style = style;
}

void columns_line(struct columns *columns)
{
    struct run run = {PAGE_PLAIN, true, g_strdup("")};
    GArray *cell = last_cell(columns);
    if (cell->len > 0)
        g_array_append_val(cell, run);
    else
        g_free(run.text);
}

void columns_flow(struct columns *columns, const char *text,
                  const GArray *marks)
{
    g_autoptr(GArray) runs = runs_new();
    runs_add_marked(runs, PAGE_PLAIN, text, marks);
    for (guint i = 0; i < runs->len; i++) {
        const struct run *run = &g_array_index(runs, struct run, i);
        columns_run(columns, run->style, run->text);
    }
}

static void measure(struct columns *columns)
{
    for (guint i = 0; i < columns->cells->len; i++) {
        guint *widest = &columns->widths[i % columns->count];
        *widest = MAX(*widest, cell_width(columns->cells->pdata[i]));
    }
}

static void columns_free(struct columns *columns)
{
    g_ptr_array_unref(columns->cells);
    g_free(columns->kinds);
    g_free(columns->widths);
    g_free(columns->key);
    g_free(columns);
}

void columns_put(struct columns *columns, struct page *page, bool last_dim)
{
    guint rows = columns->cells->len / columns->count;
    if (columns->page == NULL) {
        measure(columns);
        page_settle(page);
        page_syntax(page)->open(page, columns);
    }
    for (guint i = 0; i < rows; i++)
        put_row(columns, page, i,
                columns->rows == 0          ? ROW_HEAD
                : last_dim && i + 1 == rows ? ROW_TOTAL
                                            : ROW_BODY);
    page_syntax(page)->close(page, columns);
    columns_free(columns);
}
