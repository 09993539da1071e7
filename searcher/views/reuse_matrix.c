/* How much of each plan stands in each other: a record for every two, or a
 * table with a row and a column a plan. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>

struct share_record {
    const struct plan *plan;
    const struct plan *other; /* NULL: all others together */
    guint64 characters, reused;
};

static json_t *share_json(const void *data)
{
    const struct share_record *record = data;
    double share = record->characters > 0
                       ? (double)record->reused / (double)record->characters
                       : 0;
    return json_pack(
        "{s:s, s:o, s:I, s:I, s:o}", "plan", record->plan->id, "other",
        record->other != NULL ? json_string(record->other->id) : json_null(),
        "characters", (json_int_t)record->characters, "reused",
        (json_int_t)record->reused, "share",
        record->characters > 0 ? json_real(round(share * 1e6) / 1e6)
                               : json_null());
}

/* The table is put down as a whole. */
static void share_text(struct page *page, const void *data)
{
    (void)page;
    (void)data;
}

static const char *const fields[] = {"plan",   "other", "characters",
                                     "reused", "share", NULL};
static const struct emit_shape share_shape = {fields, share_json, share_text,
                                              NULL};

static const struct plan *plan_of(const struct reuse_view *view,
                                  const struct reuse_matrix *matrix, guint row,
                                  GError **error)
{
    return index_plan(reader_index(view->reader), matrix->plans[row], error);
}

/* ---- records */

struct rows { /* what limit and offset leave */
    const struct reuse_view *view;
    struct reuse_total *total;
};

static bool is_shown(struct rows *rows)
{
    guint64 number = rows->total->records++;
    const struct reuse_view *view = rows->view;
    bool shown =
        number >= view->offset &&
        (view->limit == 0 || number < (guint64)view->offset + view->limit);
    rows->total->shown += shown;
    return shown;
}

/* Column matrix->count is all others together. */
static bool emit_cell(struct rows *rows, const struct reuse_matrix *matrix,
                      guint row, guint column, struct emit *emit,
                      GError **error)
{
    bool all = column == matrix->count;
    if (!is_shown(rows))
        return true;
    struct share_record record = {
        plan_of(rows->view, matrix, row, error), NULL, matrix->characters[row],
        all ? matrix->any[row]
            : matrix->reused[(gsize)row * matrix->count + column]};
    if (record.plan != NULL && !all)
        record.other = plan_of(rows->view, matrix, column, error);
    if (record.plan == NULL || (!all && record.other == NULL))
        return false;
    emit_record(emit, &record);
    return true;
}

static bool emit_row(struct rows *rows, const struct reuse_matrix *matrix,
                     guint row, struct emit *emit, GError **error)
{
    const guint32 *only = rows->view->only;
    bool whole = only == NULL || matrix->plans[row] == *only;
    for (guint i = 0; i <= matrix->count; i++) {
        bool all = i == matrix->count;
        if (i == row || (!whole && (all || matrix->plans[i] != *only)))
            continue;
        if (!emit_cell(rows, matrix, row, i, emit, error))
            return false;
    }
    return true;
}

/* ---- for reading: few plans in a square */

static char *percent(guint64 some, guint64 all)
{
    if (some == 0)
        return g_strdup("-");
    return g_strdup_printf("%.1f%%", 100 * (double)some / (double)MAX(all, 1u));
}

static void add_share(struct columns *columns,
                      const struct reuse_matrix *matrix, guint row,
                      guint column)
{
    bool all = column == matrix->count;
    g_autofree char *cell =
        percent(all ? matrix->any[row]
                    : matrix->reused[(gsize)row * matrix->count + column],
                matrix->characters[row]);
    columns_add(columns, row == column ? "" : cell);
}

static bool add_plan(const struct reuse_view *view,
                     const struct reuse_matrix *matrix, guint row,
                     struct columns *columns, GError **error)
{
    const struct plan *plan = plan_of(view, matrix, row, error);
    if (plan != NULL)
        columns_add(columns, plan->id);
    return plan != NULL;
}

static bool fill_square(const struct reuse_view *view,
                        const struct reuse_matrix *matrix,
                        struct columns *columns, GError **error)
{
    bool fine = true;
    columns_add(columns, _("of \\ in"));
    for (guint i = 0; fine && i < matrix->count; i++)
        fine = add_plan(view, matrix, i, columns, error);
    columns_add(columns, _("any other"));
    for (guint row = 0; fine && row < matrix->count; row++) {
        fine = add_plan(view, matrix, row, columns, error);
        for (guint i = 0; fine && i <= matrix->count; i++)
            add_share(columns, matrix, row, i);
    }
    return fine;
}

/* ---- for reading: many in a list, those first that share most */

struct two {
    guint a, b;
    double share; /* the greater one */
};

static gint by_share(gconstpointer x, gconstpointer y)
{
    const struct two *p = x, *q = y;
    if (p->share != q->share)
        return p->share > q->share ? -1 : 1;
    return p->a != q->a ? (p->a < q->a ? -1 : 1)
                        : (p->b > q->b) - (p->b < q->b);
}

/* Every two plans that share something; of one plan, that one first. */
static GArray *sharing(const struct reuse_view *view,
                       const struct reuse_matrix *matrix)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct two));
    for (guint i = 0; i < matrix->count; i++)
        for (guint j = view->only != NULL ? 0 : i + 1; j < matrix->count; j++) {
            struct two two = {i, j,
                              MAX(reuse_matrix_share(matrix, i, j),
                                  reuse_matrix_share(matrix, j, i))};
            bool asked = view->only == NULL || matrix->plans[i] == *view->only;
            if (asked && two.share > 0)
                g_array_append_val(list, two);
        }
    g_array_sort(list, by_share);
    return list;
}

static bool fill_list(struct rows *rows, const struct reuse_matrix *matrix,
                      struct columns *columns, GError **error)
{
    g_autoptr(GArray) list = sharing(rows->view, matrix);
    columns_add(columns, _("plan"));
    columns_add(columns, _("other plan"));
    columns_add(columns, _("of the plan in the other"));
    columns_add(columns, _("of the other in the plan"));
    for (guint i = 0; i < list->len; i++) {
        const struct two *two = &g_array_index(list, struct two, i);
        if (!is_shown(rows))
            continue;
        if (!add_plan(rows->view, matrix, two->a, columns, error) ||
            !add_plan(rows->view, matrix, two->b, columns, error))
            return false;
        add_share(columns, matrix, two->a, two->b);
        add_share(columns, matrix, two->b, two->a);
    }
    return true;
}

bool reuse_matrix_put(const struct reuse_view *view,
                      const struct reuse_matrix *matrix,
                      struct reuse_total *total, struct page *page,
                      GError **error)
{
    bool square = matrix->count <= REUSE_FEW_PLANS && view->only == NULL &&
                  view->limit == 0 && view->offset == 0;
    struct rows rows = {view, total};
    struct columns *columns =
        square ? columns_new(matrix->count + 2, 1) : columns_new(4, 2);
    page_put(page, PAGE_HEAD,
             square ? _("how much of a plan (row) stands in another (column)")
                    : _("how much of a plan stands in another"));
    page_newline(page);
    bool fine = square ? fill_square(view, matrix, columns, error)
                       : fill_list(&rows, matrix, columns, error);
    columns_put(columns, page, false);
    reuse_put_settings(page, view);
    return fine;
}

/* Beside a table only where the table is a square, too. */
static bool draw(const struct reuse_view *view,
                 const struct reuse_matrix *matrix, struct emit *emit,
                 GError **error)
{
    GError *own = NULL;
    bool alone = emit_page(emit) == NULL;
    if (!emit_draws(emit) || (!alone && matrix->count > REUSE_FEW_PLANS))
        return true;
    struct drawing *drawing = reuse_matrix_draw(
        view, matrix,
        alone ? _("how much of a plan (row) stands in another (column)") : NULL,
        view->note, &own);
    if (drawing != NULL)
        emit_draw(emit, drawing);
    else if (own != NULL)
        g_propagate_error(error, own);
    return drawing != NULL || own == NULL;
}

bool reuse_matrix_emit(const struct reuse_view *view,
                       const struct reuse_matrix *matrix, struct emit *emit,
                       json_t *head, struct reuse_total *total, GError **error)
{
    struct page *page = emit_page(emit);
    struct rows rows = {view, total};
    total->records = total->shown = 0;
    emit_begin(emit, &share_shape, head);
    bool fine = draw(view, matrix, emit, error);
    if (fine && page != NULL)
        fine = reuse_matrix_put(view, matrix, total, page, error);
    for (guint row = 0; fine && !emit_draws(emit) && page == NULL &&
                        row < matrix->count && !emit_stopped(emit);
         row++)
        fine = emit_row(&rows, matrix, row, emit, error);
    emit_end(emit);
    return fine;
}
