/* Plans side by side, as a heat map: how alike each two are, or, of outlines,
 * where each theme stands. */
#include "searcher/views/comparison.h"

#include "common/messages/messages.h"

#include <math.h>

/* What the picture is called: the label of --queries, else what was asked. */
static struct figure figure_of(const struct comparison *comparison)
{
    const struct compare_view *view = &comparison->view;
    return (struct figure){view->label != NULL ? view->label : view->title,
                           NULL, view->note};
}

static struct drawing *draw_alike(const struct comparison *comparison)
{
    guint plans = comparison->plans->len;
    const char *const *names = (const char *const *)comparison->names->pdata;
    return heatmap_draw(&(struct heatmap){
        figure_of(comparison), plans, plans, names, names, comparison->matrix,
        2, _("similarity in what is compared (0 to 1)")});
}

/* ---- outlines */

struct themes {
    GPtrArray *labels; /* of char * */
    GArray *places;    /* of double, a row a theme */
};

static bool add_theme(struct themes *themes,
                      const struct comparison *comparison, guint row,
                      GError **error)
{
    const int *items = comparison->collation.table->rows->pdata[row];
    const struct page_unit *about = NULL;
    for (guint i = 0; i < comparison->plans->len; i++) {
        gint64 unit = collation_unit(&comparison->collation, row, i);
        double place =
            unit < 0 ? (double)NAN : comparison_position(comparison, items[i]);
        g_array_append_val(themes->places, place);
        if (unit < 0 || about != NULL)
            continue;
        about = reader_unit(comparison->view.reader, (guint32)unit, error);
        if (about == NULL)
            return false;
    }
    g_ptr_array_add(themes->labels, unit_about(about));
    reader_trim(comparison->view.reader);
    return true;
}

static bool draw_outline(const struct comparison *comparison, guint first,
                         guint last, struct emit *emit, GError **error)
{
    bool fine = true;
    struct themes themes = {g_ptr_array_new_with_free_func(g_free),
                            g_array_new(FALSE, FALSE, sizeof(double))};
    for (guint i = first; fine && i < last; i++)
        fine = add_theme(&themes, comparison, i, error);
    if (fine)
        emit_draw(emit,
                  heatmap_draw(&(struct heatmap){
                      figure_of(comparison), themes.labels->len,
                      comparison->plans->len,
                      (const char *const *)themes.labels->pdata,
                      (const char *const *)comparison->names->pdata,
                      (const double *)(void *)themes.places->data, 0,
                      _("place of the heading in its plan: the darker, the "
                        "later")}));
    g_ptr_array_unref(themes.labels);
    g_array_unref(themes.places);
    return fine;
}

bool comparison_draw(struct comparison *comparison, guint first, guint last,
                     struct emit *emit, GError **error)
{
    if (first >= last || comparison->plans->len < 2)
        return true;
    if (comparison->view.outline)
        return draw_outline(comparison, first, last, emit, error);
    emit_draw(emit, draw_alike(comparison));
    return true;
}
