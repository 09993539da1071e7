/* How much of each plan stands in each other, as a heat map. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>

struct grid { /* row after row */
    GPtrArray *rows, *columns;
    GArray *values; /* of double: percent */
};

static void add(struct grid *grid, const struct reuse_matrix *matrix, guint row,
                guint column)
{
    double share =
        row == column ? NAN : 100 * reuse_matrix_share(matrix, row, column);
    g_array_append_val(grid->values, share);
}

/* Every plan against every other one. */
static void fill_square(struct grid *grid, const struct reuse_matrix *matrix,
                        const GPtrArray *names)
{
    for (guint i = 0; i < matrix->count; i++) {
        g_ptr_array_add(grid->rows, names->pdata[i]);
        g_ptr_array_add(grid->columns, names->pdata[i]);
        for (guint j = 0; j < matrix->count; j++)
            add(grid, matrix, i, j);
    }
}

/* Every other plan, what it has of this one and what this one has of it. */
static void fill_one(struct grid *grid, const struct reuse_matrix *matrix,
                     const GPtrArray *names, guint plan)
{
    g_ptr_array_add(grid->columns, _("of the plan in the other"));
    g_ptr_array_add(grid->columns, _("of the other in the plan"));
    for (guint i = 0; i < matrix->count; i++) {
        if (i == plan)
            continue;
        g_ptr_array_add(grid->rows, names->pdata[i]);
        add(grid, matrix, plan, i);
        add(grid, matrix, i, plan);
    }
}

static struct drawing *draw(const struct grid *grid,
                            const struct figure *figure, bool square)
{
    return heatmap_draw(&(struct heatmap){
        *figure, grid->rows->len, grid->columns->len,
        (const char *const *)grid->rows->pdata,
        (const char *const *)grid->columns->pdata,
        (const double *)(void *)grid->values->data, 1,
        square ? _("percent of the row's text that also stands in the column's "
                   "plan")
               : _("percent of the text that also stands in the other plan")});
}

struct drawing *reuse_matrix_draw(const struct reuse_view *view,
                                  const struct reuse_matrix *matrix,
                                  const char *title, const char *note,
                                  GError **error)
{
    bool square = view->only == NULL;
    if (matrix->count < 2)
        return NULL;
    g_autoptr(GPtrArray) names = plan_names(
        reader_index(view->reader), matrix->plans, matrix->count, error);
    if (names == NULL)
        return NULL;
    struct grid grid = {g_ptr_array_new(), g_ptr_array_new(),
                        g_array_new(FALSE, FALSE, sizeof(double))};
    struct figure figure = {title, NULL, note};
    if (square)
        fill_square(&grid, matrix, names);
    else {
        guint plan = reuse_matrix_row(matrix, *view->only);
        figure.title = names->pdata[plan];
        figure.subtitle =
            title != NULL ? _("how much of a plan stands in another") : NULL;
        fill_one(&grid, matrix, names, plan);
    }
    struct drawing *drawing = draw(&grid, &figure, square);
    g_ptr_array_unref(grid.rows);
    g_ptr_array_unref(grid.columns);
    g_array_unref(grid.values);
    return drawing;
}
