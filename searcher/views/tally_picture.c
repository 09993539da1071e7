/* Counts as a picture: a heat map of queries and values, or of the values of
 * two keys; bars where there is one row of numbers.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

struct grid {                  /* what heat map and bars are made of */
    GPtrArray *rows, *columns; /* of char *: labels */
    GArray *values;            /* of double, row after row */
};

static double figure_of(const struct tally *tally,
                        const struct count_cell *cell)
{
    switch (tally->figure) {
    case FIGURE_UNITS:
        return cell->units;
    case FIGURE_RATE:
        return cell->characters > 0 ? count_rate(cell) : NAN;
    default:
        return (double)cell->occurrences;
    }
}

static const char *value_label(const struct tally *tally, guint key,
                               guint32 cell)
{
    return counter_label(tally->counter, key, cell);
}

/* All values of a cell; caller frees. */
static char *cell_label(const struct tally *tally, guint32 cell)
{
    GString *label = g_string_new(NULL);
    const char *heading = counter_heading(tally->counter, cell);
    for (guint i = 0; i < tally->by->count; i++)
        g_string_append_printf(label, "%s%s", i > 0 ? " · " : "",
                               value_label(tally, i, cell));
    if (heading != NULL)
        g_string_append_printf(label, " %s", heading);
    if (label->len == 0)
        g_string_append(label, _("total"));
    return g_string_free(label, FALSE);
}

/* Where the label stands in the list, which it joins when it is new. */
static guint label_index(GPtrArray *labels, const char *label)
{
    guint at;
    if (!g_ptr_array_find_with_equal_func(labels, label, g_str_equal, &at)) {
        at = labels->len;
        g_ptr_array_add(labels, g_strdup(label));
    }
    return at;
}

static void grid_set(struct grid *grid, guint row, guint column, double value)
{
    double nothing = NAN;
    while (grid->values->len < grid->rows->len * grid->columns->len)
        g_array_append_val(grid->values, nothing);
    g_array_index(grid->values, double, row * grid->columns->len + column) =
        value;
}

/* A row a query, a column a cell. */
static void fill_queries(struct grid *grid, const struct tally *tally,
                         const GArray *cells)
{
    for (guint j = 0; j < cells->len; j++)
        g_ptr_array_add(grid->columns,
                        cell_label(tally, g_array_index(cells, guint32, j)));
    for (guint i = 0; i < tally->counts->len; i++) {
        const struct count *count = tally->counts->pdata[i];
        g_ptr_array_add(grid->rows,
                        g_strdup(count->label != NULL ? count->label : ""));
        for (guint j = 0; j < cells->len; j++)
            grid_set(
                grid, i, j,
                figure_of(tally,
                          &count->cells[g_array_index(cells, guint32, j)]));
    }
}

/* A row a value of the first key, a column one of the second. */
static void fill_keys(struct grid *grid, const struct tally *tally,
                      const GArray *cells)
{
    const struct count *count = tally->counts->pdata[0];
    for (guint i = 0; i < cells->len; i++) {
        guint32 cell = g_array_index(cells, guint32, i);
        label_index(grid->rows, value_label(tally, 0, cell));
        label_index(grid->columns, value_label(tally, 1, cell));
    }
    for (guint i = 0; i < cells->len; i++) {
        guint32 cell = g_array_index(cells, guint32, i);
        grid_set(grid, label_index(grid->rows, value_label(tally, 0, cell)),
                 label_index(grid->columns, value_label(tally, 1, cell)),
                 figure_of(tally, &count->cells[cell]));
    }
}

static bool by_section(const struct count_by *by)
{
    for (guint i = 0; i < by->count; i++)
        if (by->keys[i] == COUNT_SECTION)
            return true;
    return false;
}

static const char *legend(enum count_figure figure)
{
    return figure == FIGURE_UNITS         ? _("units")
           : figure == FIGURE_OCCURRENCES ? _("occurrences")
                                          : _("occurrences per 10,000 "
                                              "characters");
}

/* "occurrences, by place, role"; caller frees. */
static char *subtitle(const struct tally *tally)
{
    g_autoptr(GString) keys = g_string_new(NULL);
    for (guint i = 0; i < tally->by->count; i++)
        g_string_append_printf(keys, "%s%s", i > 0 ? _(", ") : "",
                               _(count_key_name(tally->by->keys[i])));
    return tally->by->count > 0
               ? g_strdup_printf(_("%s, by %s"), legend(tally->figure),
                                 keys->str)
               : g_strdup(legend(tally->figure));
}

/* One row or column of numbers is bars. */
static struct drawing *draw(const struct tally *tally, const struct grid *grid,
                            struct figure figure)
{
    guint decimals = tally->figure == FIGURE_RATE ? 2 : 0;
    const char *const *rows = (const char *const *)grid->rows->pdata;
    const char *const *columns = (const char *const *)grid->columns->pdata;
    const double *values = (const double *)(void *)grid->values->data;
    bool down = grid->columns->len == 1 && grid->rows->len > 1;
    bool bars =
        grid->columns->len == 1 || (grid->rows->len == 1 && !tally->labelled);
    if (!bars)
        return heatmap_draw(&(struct heatmap){
            figure, grid->rows->len, grid->columns->len, rows, columns, values,
            decimals, legend(tally->figure)});
    return bars_draw(&(struct bars){figure, grid->values->len,
                                    down || tally->labelled ? rows : columns,
                                    values, decimals, legend(tally->figure)});
}

struct drawing *tally_draw(const struct tally *tally, const char *title,
                           const char *note)
{
    g_autoptr(GArray) cells = tally_cells(tally);
    g_autofree char *below = subtitle(tally);
    struct grid grid = {g_ptr_array_new_with_free_func(g_free),
                        g_ptr_array_new_with_free_func(g_free),
                        g_array_new(FALSE, FALSE, sizeof(double))};
    if (!tally->labelled && tally->by->count == 2 && !by_section(tally->by))
        fill_keys(&grid, tally, cells);
    else
        fill_queries(&grid, tally, cells);
    struct drawing *drawing =
        draw(tally, &grid, (struct figure){title, below, note});
    g_ptr_array_unref(grid.rows);
    g_ptr_array_unref(grid.columns);
    g_array_unref(grid.values);
    return drawing;
}
