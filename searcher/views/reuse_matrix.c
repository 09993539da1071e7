/* How much of each plan stands in each other: a record for every two, or a
 * table with a row and a column a plan. */
#include "searcher/views/reuse.h"

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
static const struct emit_shape share_shape = {fields, share_json, share_text};

static const struct plan *plan_of(const struct reuse_view *view,
                                  const struct reuse_matrix *matrix, guint row,
                                  GError **error)
{
    return index_plan(reader_index(view->reader), matrix->plans[row], error);
}

/* ---- records */

static bool emit_row(const struct reuse_view *view,
                     const struct reuse_matrix *matrix, guint row,
                     struct emit *emit, GError **error)
{
    const struct plan *plan = plan_of(view, matrix, row, error);
    bool whole = view->only == NULL || matrix->plans[row] == *view->only;
    for (guint i = 0; plan != NULL && i <= matrix->count; i++) {
        bool all = i == matrix->count;
        if (i == row || (!whole && (all || matrix->plans[i] != *view->only)))
            continue;
        struct share_record record = {plan, NULL, matrix->characters[row],
                                      matrix->any[row]};
        if (!all) {
            record.other = plan_of(view, matrix, i, error);
            record.reused = matrix->reused[(gsize)row * matrix->count + i];
        }
        if (!all && record.other == NULL)
            return false;
        emit_record(emit, &record);
    }
    return plan != NULL;
}

bool reuse_matrix_emit(const struct reuse_view *view,
                       const struct reuse_matrix *matrix, struct emit *emit,
                       json_t *head, GError **error)
{
    struct page *page = emit_page(emit);
    bool fine = true;
    emit_begin(emit, &share_shape, head);
    if (page != NULL)
        fine = reuse_matrix_put(view, matrix, page, error);
    for (guint row = 0;
         fine && page == NULL && row < matrix->count && !emit_stopped(emit);
         row++)
        fine = emit_row(view, matrix, row, emit, error);
    emit_end(emit);
    return fine;
}

/* ---- for reading */

static void add_percent(struct columns *columns, guint64 some, guint64 all)
{
    g_autofree char *cell =
        some == 0 ? g_strdup("-")
                  : g_strdup_printf("%.1f%%",
                                    100 * (double)some / (double)MAX(all, 1u));
    columns_add(columns, cell);
}

static bool add_row(const struct reuse_view *view,
                    const struct reuse_matrix *matrix, guint row,
                    struct columns *columns, GError **error)
{
    const struct plan *plan = plan_of(view, matrix, row, error);
    if (plan == NULL)
        return false;
    columns_add(columns, plan->id);
    guint64 all = matrix->characters[row];
    for (guint i = 0; i < matrix->count; i++) {
        if (view->only != NULL && matrix->plans[i] != *view->only)
            continue;
        if (i == row)
            columns_add(columns, "");
        else
            add_percent(columns, matrix->reused[(gsize)row * matrix->count + i],
                        all);
    }
    if (view->only == NULL)
        add_percent(columns, matrix->any[row], all);
    return true;
}

static bool add_header(const struct reuse_view *view,
                       const struct reuse_matrix *matrix,
                       struct columns *columns, GError **error)
{
    columns_add(columns, _("of \\ in"));
    for (guint i = 0; i < matrix->count; i++) {
        const struct plan *plan = plan_of(view, matrix, i, error);
        if (plan == NULL)
            return false;
        if (view->only == NULL || matrix->plans[i] == *view->only)
            columns_add(columns, plan->id);
    }
    if (view->only == NULL)
        columns_add(columns, _("any other"));
    return true;
}

bool reuse_matrix_put(const struct reuse_view *view,
                      const struct reuse_matrix *matrix, struct page *page,
                      GError **error)
{
    guint count = view->only != NULL ? 2 : matrix->count + 2;
    struct columns *columns = columns_new(count, 1);
    page_put(page, PAGE_HEAD,
             _("how much of a plan (row) stands in the others (columns)"));
    page_newline(page);
    bool fine = add_header(view, matrix, columns, error);
    for (guint row = 0; fine && row < matrix->count; row++)
        fine = add_row(view, matrix, row, columns, error);
    columns_put(columns, page, false);
    return fine;
}
