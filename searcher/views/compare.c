/* Plans side by side: which are the columns, which units stand in a row, and
 * their records.  side_by_side.c has them for reading.
 *
 *   hits ─▶ columns ─▶ collation (rows) ─▶ edits, a row at a time ─▶ emit
 *
 * Only one row's texts are in memory at a time.
 */
#include "searcher/views/comparison.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

/* Below this two units of different plans have nothing to do with each other:
 * what paragraphs share that stand in sections of one kind by chance alone is
 * less (seen on the five plans). */
static const double least_score = 0.14;

/* ---- columns */

static int by_unit(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static guint32 plan_of(const struct index *index, guint32 unit)
{
    struct entry entry;
    index_entry(index, unit, &entry);
    return entry.plan;
}

static GArray *units_of(const struct match_result *result)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < result->hits->len; i++)
        g_array_append_val(
            units, g_array_index(result->hits, struct match_hit, i).unit);
    g_array_sort(units, by_unit);
    return units;
}

/* By plan: 1 when a unit of it passes the filters, 2 when it has a hit. */
static guint8 *mark_plans(const struct comparison *comparison,
                          const GArray *units, GError **error)
{
    const struct compare_view *view = &comparison->view;
    struct index *index = matcher_index(view->matcher);
    g_autofree guint8 *passing =
        matcher_passing(view->matcher, view->query, error);
    if (passing == NULL)
        return NULL;
    guint8 *marks = g_new0(guint8, index_plans(index) + 1);
    for (guint32 i = 0; i < index_units(index); i++)
        if (passing[i])
            marks[plan_of(index, i)] = 1;
    for (guint i = 0; i < units->len; i++)
        marks[plan_of(index, g_array_index(units, guint32, i))] = 2;
    return marks;
}

/* The first with a hit among those of the earliest period; plans without a
 * period come last. */
static bool oldest_plan(struct index *index, const guint8 *marks,
                        gint64 *oldest, GError **error)
{
    const char *earliest = NULL;
    *oldest = -1;
    for (guint32 i = 0; i < index_plans(index); i++) {
        if (marks[i] != 2)
            continue;
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL)
            return false;
        bool older = plan->period != NULL &&
                     (earliest == NULL || strcmp(plan->period, earliest) < 0);
        if (*oldest < 0 || older) {
            *oldest = i;
            earliest = plan->period;
        }
    }
    return true;
}

static void choose_columns(struct comparison *comparison, const guint8 *marks,
                           guint32 plans, gint64 base)
{
    guint passing = 0, with_hits = 0;
    for (guint32 i = 0; i < plans; i++) {
        passing += marks[i] > 0 || i == base;
        with_hits += marks[i] == 2;
    }
    bool narrow = passing <= COMPARE_NARROW && with_hits > 0;
    if (base >= 0) {
        guint32 first = (guint32)base;
        g_array_append_val(comparison->plans, first);
    }
    for (guint32 i = 0; i < plans; i++)
        if (i != base && (marks[i] == 2 || (narrow && marks[i] == 1)))
            g_array_append_val(comparison->plans, i);
    comparison->silent = passing - comparison->plans->len;
}

/* The first of the sorted units that is not before `unit`. */
static guint first_from(const GArray *units, guint32 unit)
{
    guint low = 0, high = units->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(units, guint32, middle) < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Headings are paired by what stands under them. */
static bool add_context(struct comparison *comparison, guint32 first,
                        guint32 last, GError **error)
{
    g_autoptr(GArray) bodies = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = first; i < last; i++) {
        struct entry entry;
        index_entry(matcher_index(comparison->view.matcher), i, &entry);
        if (entry.kind <= UNIT_NOTE)
            g_array_append_val(bodies, i);
    }
    return collation_add_context(&comparison->collation,
                                 (const guint32 *)bodies->data, bodies->len,
                                 error);
}

static bool add_columns(struct comparison *comparison, const GArray *units,
                        GError **error)
{
    struct index *index = matcher_index(comparison->view.matcher);
    for (guint i = 0; i < comparison->plans->len; i++) {
        guint32 first, count;
        index_plan_units(index, g_array_index(comparison->plans, guint32, i),
                         &first, &count);
        guint from = first_from(units, first);
        guint to = first_from(units, first + count);
        if (!collation_add(&comparison->collation,
                           (const guint32 *)units->data + from, to - from,
                           error) ||
            (comparison->view.outline &&
             !add_context(comparison, first, first + count, error)))
            return false;
    }
    return true;
}

/* ---- rows */

/* The item of the base in the row of each item, or ALIGN_NONE. */
static int *base_items(const struct collation *collation)
{
    int *bases = g_new(int, collation->items->len + 1);
    for (guint i = 0; i < collation->table->rows->len; i++) {
        const int *row = collation->table->rows->pdata[i];
        for (guint j = 0; j < collation->columns; j++)
            if (row[j] != ALIGN_NONE)
                bases[row[j]] = row[0];
    }
    return bases;
}

/* Headings in another order than the base has them, column after column. */
static void find_moved(struct comparison *comparison)
{
    const struct collation *collation = &comparison->collation;
    const struct align_item *items =
        (const struct align_item *)collation->items->data;
    guint count = collation->items->len;
    g_autofree int *bases = base_items(collation);
    g_autofree guint64 *weights = g_new(guint64, count + 1);
    comparison->moved = g_new0(bool, count + 1);
    for (guint i = 0; i < count; i++)
        weights[i] = 1;
    for (guint first = 0, last; first < count; first = last) {
        for (last = first;
             last < count && items[last].column == items[first].column;)
            last++;
        g_autofree bool *moved =
            align_moved(bases + first, weights + first, last - first);
        memcpy(comparison->moved + first, moved, (last - first) * sizeof(bool));
    }
}

static bool align(struct comparison *comparison, GError **error)
{
    struct index *index = matcher_index(comparison->view.matcher);
    g_autoptr(GArray) units = units_of(comparison->view.result);
    g_autofree guint8 *marks = mark_plans(comparison, units, error);
    gint64 base = comparison->view.base;
    if (marks == NULL || (base < 0 && !oldest_plan(index, marks, &base, error)))
        return false;
    choose_columns(comparison, marks, index_plans(index),
                   units->len > 0 ? base : -1);
    comparison->names =
        plan_names(index, (const guint32 *)comparison->plans->data,
                   comparison->plans->len, error);
    if (comparison->names == NULL || !add_columns(comparison, units, error))
        return false;
    if (comparison->view.draws && comparison->plans->len > COMPARE_DRAWN) {
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("cannot draw %u plans: %d are the most; plan:ID, "
                      "place:NAME and period:YEARS choose some"),
                    comparison->plans->len, COMPARE_DRAWN);
        return false;
    }
    if (comparison->view.one_row)
        collation_one_row(&comparison->collation);
    else
        collation_align(&comparison->collation, least_score);
    if (comparison->view.outline)
        find_moved(comparison);
    return true;
}

struct comparison *comparison_new(const struct compare_view *view,
                                  GError **error)
{
    struct comparison *comparison = g_new0(struct comparison, 1);
    comparison->view = *view;
    comparison->plans = g_array_new(FALSE, FALSE, sizeof(guint32));
    collation_init(&comparison->collation, view->reader);
    if (align(comparison, error)) {
        guint columns = comparison->plans->len;
        if (columns <= (view->draws ? COMPARE_DRAWN : COMPARE_NARROW))
            comparison->shares =
                g_new0(struct align_share, columns * columns + 1);
        return comparison;
    }
    comparison_free(comparison);
    return NULL;
}

void comparison_free(struct comparison *comparison)
{
    if (comparison == NULL)
        return;
    g_array_unref(comparison->plans);
    g_clear_pointer(&comparison->names, g_ptr_array_unref);
    collation_clear(&comparison->collation);
    g_free(comparison->shares);
    g_free(comparison->matrix);
    g_free(comparison->moved);
    g_free(comparison);
}

guint comparison_rows(const struct comparison *comparison)
{
    return comparison->plans->len > 0 ? comparison->collation.table->rows->len
                                      : 0;
}

/* ---- the cells of a row */

static struct compare_row *compare_row_new(guint columns)
{
    struct compare_row *row = g_new0(struct compare_row, 1);
    row->columns = columns;
    row->units = g_new0(struct page_unit *, columns + 1);
    row->texts = g_new0(struct align_text *, columns + 1);
    row->shares = g_new0(struct align_share, columns + 1);
    row->edits = g_new0(struct edit, columns + 1);
    return row;
}

void compare_row_free(struct compare_row *row)
{
    if (row == NULL)
        return;
    for (guint i = 0; i < row->columns; i++) {
        align_text_free(row->texts[i]);
        edit_clear(&row->edits[i]);
    }
    g_free(row->units);
    g_free(row->texts);
    g_free(row->shares);
    g_free(row->edits);
    g_free(row);
}

/* Which of its column's units, from 1. */
guint comparison_position(const struct comparison *comparison, int item)
{
    const struct align_item *items =
        (const struct align_item *)comparison->collation.items->data;
    int low = 0, high = item; /* the column's first is there */
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (items[middle].column < items[item].column)
            low = middle + 1;
        else
            high = middle;
    }
    return (guint)(item - low) + 1;
}

static bool read_cells(struct comparison *comparison, guint number,
                       struct compare_row *row, GError **error)
{
    const struct collation *collation = &comparison->collation;
    for (guint i = 0; i < row->columns; i++) {
        gint64 unit = collation_unit(collation, number, i);
        if (unit < 0)
            continue;
        row->units[i] =
            reader_unit(comparison->view.reader, (guint32)unit, error);
        if (row->units[i] == NULL)
            return false;
        row->texts[i] = unit_words(comparison->view.aligner, row->units[i]);
        if (row->about == NULL)
            row->about = row->units[i];
    }
    for (guint i = 0; i < row->columns; i++)
        row->shares[i] = align_share_of(row->texts[0], row->texts[i]);
    return true;
}

static bool make_edit(struct comparison *comparison, guint number,
                      struct compare_row *row, guint column, GError **error)
{
    const int *items = comparison->collation.table->rows->pdata[number];
    struct edit *edit = &row->edits[column];
    guint32 plan = g_array_index(comparison->plans, guint32, column);
    *edit = (struct edit){
        .label = comparison->view.label,
        .row = number + 1,
        .plan =
            index_plan(matcher_index(comparison->view.matcher), plan, error),
        .base = row->units[0],
        .unit = row->units[column],
    };
    if (edit->plan == NULL)
        return false;
    if (edit->base == NULL && edit->unit == NULL)
        return true;
    edit->about = unit_about(row->about);
    if (edit->unit != NULL) {
        const double *fits = comparison->collation.table->fits;
        edit->position = comparison_position(comparison, items[column]);
        edit->score = fits != NULL ? fits[items[column]] : 0;
    }
    bool moved = comparison->moved != NULL && edit->unit != NULL &&
                 comparison->moved[items[column]];
    edit_judge(edit, row->texts[0], row->texts[column], moved,
               row->shares[column]);
    edit_write(edit, row->texts[0], row->texts[column]);
    if (column == 0)
        edit->status = EDIT_BASE;
    return true;
}

static void add_shares(struct comparison *comparison,
                       const struct compare_row *row)
{
    for (guint i = 0; comparison->shares != NULL && i < row->columns; i++)
        for (guint j = i + 1; j < row->columns; j++)
            align_share_add(&comparison->shares[i * row->columns + j],
                            i == 0
                                ? row->shares[j]
                                : align_share_of(row->texts[i], row->texts[j]));
}

struct compare_row *compare_row_read(struct comparison *comparison,
                                     guint number, GError **error)
{
    struct compare_row *row = compare_row_new(comparison->plans->len);
    bool fine = read_cells(comparison, number, row, error);
    for (guint i = 0; fine && i < row->columns; i++)
        fine = make_edit(comparison, number, row, i, error);
    if (fine) {
        add_shares(comparison, row);
        return row;
    }
    compare_row_free(row);
    return NULL;
}

static void fill_matrix(struct comparison *comparison)
{
    guint columns = comparison->plans->len;
    if (comparison->shares == NULL)
        return;
    g_free(comparison->matrix);
    comparison->matrix = g_new0(double, columns *columns + 1);
    for (guint i = 0; i < columns; i++)
        for (guint j = 0; j < columns; j++) {
            guint at = MIN(i, j) * columns + MAX(i, j);
            comparison->matrix[i * columns + j] =
                comparison->shares[at].letters > 0
                    ? align_similarity(comparison->shares[at])
                    : NAN;
        }
}

/* ---- the stream */

static bool emit_row(struct comparison *comparison, guint number,
                     struct emit *emit, GError **error)
{
    struct compare_row *row = compare_row_read(comparison, number, error);
    if (row == NULL)
        return false;
    for (guint i = 0; i < row->columns; i++)
        if (row->edits[i].base != NULL || row->edits[i].unit != NULL)
            emit_record(emit, &row->edits[i]);
    compare_row_free(row);
    reader_trim(comparison->view.reader);
    return true;
}

static bool emit_rows(struct comparison *comparison, guint first, guint last,
                      struct emit *emit, GError **error)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++)
        if (!emit_row(comparison, i, emit, error))
            return false;
    return true;
}

bool comparison_emit(struct comparison *comparison, struct emit *emit,
                     const char *hint, GError **error)
{
    const struct compare_view *view = &comparison->view;
    struct page *page = emit_page(emit);
    guint first, last;
    records_range(view->limit, view->offset, comparison_rows(comparison),
                  &first, &last);
    emit_begin(emit, view->label != NULL ? &labelled_edits_shape : &edits_shape,
               result_head(view->matcher, view->query, view->label,
                           view->result, hint));
    bool themes = view->draws && view->outline; /* rows are not read */
    bool fine = themes ? true
                : page != NULL
                    ? comparison_put(comparison, first, last, page, emit, error)
                    : emit_rows(comparison, first, last, emit, error);
    if (fine)
        fill_matrix(comparison);
    if (fine && view->draws)
        fine = comparison_draw(comparison, first, last, emit, error);
    if (fine && page != NULL)
        comparison_put_end(comparison, page);
    emit_end(emit);
    return fine;
}
