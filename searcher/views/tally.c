/* Counts for reading: one table of all queries, aligned.
 *
 * Several queries by one key make a matrix, a row a query and a column a value,
 * as one compares them; otherwise each cell has its row, and the last row is
 * the total.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

static const char *const figures[] = {[FIGURE_UNITS] = N_("units"),
                                      [FIGURE_OCCURRENCES] = N_("occurrences"),
                                      [FIGURE_RATE] = N_("rate"),
                                      NULL};

int count_figure_find(const char *name)
{
    for (guint i = 0; figures[i] != NULL; i++)
        if (strcmp(figures[i], name) == 0)
            return (int)i;
    return -1;
}

const char *const *count_figure_names(void)
{
    return figures;
}

static void add_figure(struct columns *columns, const struct count_cell *cell,
                       enum count_figure figure)
{
    g_autofree char *text = NULL;
    if (figure == FIGURE_UNITS)
        text = g_strdup_printf("%u", cell->units);
    else if (figure == FIGURE_OCCURRENCES)
        text = g_strdup_printf("%" G_GUINT64_FORMAT, cell->occurrences);
    else if (cell->characters > 0)
        text = g_strdup_printf("%.2f", count_rate(cell));
    columns_add(columns, text != NULL ? text : "-");
}

/* ---- a matrix */

static bool any_shows(const struct tally *tally, guint32 cell)
{
    for (guint i = 0; i < tally->counts->len; i++)
        if (counter_shows(tally->counter, tally->counts->pdata[i], cell))
            return true;
    return false;
}

GArray *tally_cells(const struct tally *tally)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint shown = 0;
    for (guint32 i = 0; i < counter_cells(tally->counter); i++) {
        if (!any_shows(tally, i))
            continue;
        if (shown >= tally->offset &&
            (tally->limit == 0 || shown - tally->offset < tally->limit))
            g_array_append_val(cells, i);
        shown++;
    }
    return cells;
}

static void put_matrix(struct page *page, const struct tally *tally)
{
    g_autoptr(GArray) cells = tally_cells(tally);
    struct columns *columns = columns_new(cells->len + 2, 1);
    columns_add(columns, _(figures[tally->figure]));
    for (guint i = 0; i < cells->len; i++)
        columns_add(columns, counter_shown(tally->counter, 0,
                                           g_array_index(cells, guint32, i)));
    columns_add(columns, _("total"));
    for (guint i = 0; i < tally->counts->len; i++) {
        const struct count *count = tally->counts->pdata[i];
        columns_add(columns, count->label);
        for (guint j = 0; j < cells->len; j++)
            add_figure(columns, &count->cells[g_array_index(cells, guint32, j)],
                       tally->figure);
        add_figure(columns, &count->total, tally->figure);
    }
    columns_put(columns, page, false);
}

/* ---- a row a cell */

static bool by_section(const struct count_by *by)
{
    for (guint i = 0; i < by->count; i++)
        if (by->keys[i] == COUNT_SECTION)
            return true;
    return false;
}

static void add_numbers(struct columns *columns, const struct count_cell *cell)
{
    g_autofree char *characters =
        g_strdup_printf("%" G_GUINT64_FORMAT, cell->characters);
    add_figure(columns, cell, FIGURE_UNITS);
    add_figure(columns, cell, FIGURE_OCCURRENCES);
    columns_add(columns, characters);
    add_figure(columns, cell, FIGURE_RATE);
}

static void add_head(struct columns *columns, const struct tally *tally)
{
    if (tally->labelled)
        columns_add(columns, _("label"));
    for (guint i = 0; i < tally->by->count; i++)
        columns_add(columns, _(count_key_name(tally->by->keys[i])));
    if (by_section(tally->by))
        columns_add(columns, _("heading"));
    columns_add(columns, _("units"));
    columns_add(columns, _("occurrences"));
    columns_add(columns, _("characters"));
    columns_add(columns, _("per 10,000"));
}

static void add_cell(struct columns *columns, const struct tally *tally,
                     const struct count *count, guint32 cell)
{
    if (tally->labelled)
        columns_add(columns, count->label);
    for (guint i = 0; i < tally->by->count; i++)
        columns_add(columns, counter_shown(tally->counter, i, cell));
    if (by_section(tally->by)) {
        const char *heading = counter_heading(tally->counter, cell);
        columns_add(columns, heading != NULL ? heading : "");
    }
    add_numbers(columns, &count->cells[cell]);
}

static void add_count(struct columns *columns, const struct tally *tally,
                      const struct count *count)
{
    guint shown = 0;
    for (guint32 i = 0; i < counter_cells(tally->counter); i++) {
        if (!counter_shows(tally->counter, count, i))
            continue;
        if (shown >= tally->offset &&
            (tally->limit == 0 || shown - tally->offset < tally->limit))
            add_cell(columns, tally, count, i);
        shown++;
    }
}

static void put_rows(struct page *page, const struct tally *tally)
{
    guint texts = tally->by->count + by_section(tally->by) + tally->labelled;
    bool total = tally->by->count > 0 && tally->counts->len == 1;
    struct columns *columns = columns_new(texts + 4, texts);
    add_head(columns, tally);
    for (guint i = 0; i < tally->counts->len; i++)
        add_count(columns, tally, tally->counts->pdata[i]);
    if (total) {
        const struct count *count = tally->counts->pdata[0];
        for (guint i = 0; i < texts; i++)
            columns_add(columns, i == 0 ? _("total") : "");
        add_numbers(columns, &count->total);
    }
    columns_put(columns, page, total);
}

void tally_put(struct page *page, const struct tally *tally)
{
    if (tally->labelled && tally->by->count == 1)
        put_matrix(page, tally);
    else
        put_rows(page, tally);
}
