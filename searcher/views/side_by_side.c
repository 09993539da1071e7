/* Plans side by side, for reading: a table with a column for each plan where
 * there is room for it, else row after row the plans one below the other.
 */
#include "searcher/views/comparison.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

static char *similarity_text(double similarity)
{
    return g_strdup_printf("%.2f", similarity);
}

/* The innermost heading over a unit; caller frees. */
static char *heading_over(const struct page_unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(unit->plan, unit->unit);
    return g_strdup(path->len > 0 ? path->pdata[path->len - 1] : "");
}

/* How well a unit suits its row, "?" where that is little; caller frees. */
static char *score_said(const struct edit *edit)
{
    return edit->score > 0 ? g_strdup_printf("%.2f%s", edit->score,
                                             edit_is_weak(edit) ? " ?" : "")
                           : g_strdup("");
}

static char *status_said(const struct edit *edit)
{
    g_autofree char *number = similarity_text(edit->similarity);
    if (edit->status == EDIT_BASE)
        return g_strdup(_("the base"));
    if (edit->status == EDIT_ADDED)
        return g_strdup(_("not in the base"));
    if (edit->status == EDIT_SAME)
        return g_strdup(_("the same wording"));
    return g_strdup_printf(_("similarity %s"), number);
}

static char *said_of(const struct edit *edit)
{
    g_autofree char *status = status_said(edit), *score = score_said(edit);
    if (*score == '\0')
        return g_steal_pointer(&status);
    return g_strdup_printf(_("%s, score %s"), status, score);
}

static const char *name_of(const struct comparison *comparison, guint column)
{
    return comparison->names->pdata[column];
}

/* Plans without a unit in the row, or NULL; caller frees. */
static char *silent_of(const struct comparison *comparison,
                       const struct compare_row *row)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint silent = 0;
    for (guint i = 0; i < row->columns; i++) {
        if (row->units[i] != NULL)
            continue;
        g_string_append_printf(names, "%s%s", silent++ > 0 ? _(", ") : "",
                               name_of(comparison, i));
    }
    if (silent == 0)
        return NULL;
    if (row->columns > COMPARE_NARROW)
        return g_strdup_printf(ngettext("%u plan", "%u plans", silent), silent);
    return g_strdup(names->str);
}

/* ---- one below the other */

static void put_cell(struct page *page, const char *name,
                     const struct edit *edit)
{
    g_autofree char *said = said_of(edit), *over = heading_over(edit->unit);
    page_printf(page, PAGE_PATH, "  %s", name);
    page_put(page, PAGE_PLAIN, "  ");
    page_put(page, PAGE_ID, edit->unit->unit->id);
    page_printf(page, PAGE_DIM, "  %s%s%s", over, *over != '\0' ? "  " : "",
                said);
    page_newline(page);
    put_edit(page, 4, edit, false);
}

static void put_stack_head(const struct comparison *comparison,
                           struct page *page, const struct compare_row *row,
                           guint number)
{
    if (comparison_rows(comparison) < 2)
        return;
    g_autofree char *about = unit_about(row->about);
    page_printf(page, PAGE_HEAD, "%u  %s", number + 1, about);
    page_newline(page);
}

static void put_stack(const struct comparison *comparison, struct page *page,
                      const struct compare_row *row, guint number)
{
    g_autofree char *silent = silent_of(comparison, row);
    put_stack_head(comparison, page, row, number);
    for (guint i = 0; i < row->columns; i++)
        if (row->units[i] != NULL)
            put_cell(page, name_of(comparison, i), &row->edits[i]);
    if (silent == NULL)
        return;
    page_printf(page, PAGE_DIM, "  —  %s", silent);
    page_newline(page);
}

static bool put_stacked(struct comparison *comparison, guint first, guint last,
                        struct page *page, struct emit *emit, GError **error)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct compare_row *row = compare_row_read(comparison, i, error);
        if (row == NULL)
            return false;
        if (i > first)
            page_newline(page);
        put_stack(comparison, page, row, i);
        compare_row_free(row);
        reader_trim(comparison->view.reader);
    }
    return true;
}

/* ---- a table */

static void add_names(const struct comparison *comparison,
                      struct columns *columns)
{
    columns_add(columns, "");
    for (guint i = 0; i < comparison->plans->len; i++)
        columns_add(columns, name_of(comparison, i));
}

/* Where a heading stands in its plan, and its marker, which is not in its
 * text. */
static void add_position(struct columns *columns, const struct edit *edit)
{
    const struct unit *unit = edit->unit->unit;
    g_autofree char *position = g_strdup_printf("#%u ", edit->position);
    g_autofree char *label = heading_label(unit->marker, unit->text);
    label[strlen(label) - strlen(unit->text)] = '\0';
    columns_run(columns, PAGE_DIM, position);
    if (edit->status == EDIT_MOVED || edit->status == EDIT_MOVED_CHANGED)
        columns_run(columns, PAGE_MOVE, "↕ ");
    columns_run(columns, PAGE_PLAIN, label);
}

static void add_cell(struct columns *columns, const struct edit *edit,
                     bool outline)
{
    if (edit->unit == NULL) {
        columns_add(columns, "—");
        return;
    }
    g_autofree char *said = said_of(edit), *score = score_said(edit);
    columns_add(columns, "");
    if (outline)
        add_position(columns, edit);
    columns_edit(columns, edit, false,
                 edit_is_other(edit) ? SIDE_UNIT : SIDE_BOTH);
    columns_line(columns);
    columns_run(columns, PAGE_ID, edit->unit->unit->id);
    columns_run(columns, PAGE_DIM, "  ");
    columns_run(columns, PAGE_DIM, outline ? score : said);
}

static bool put_table(struct comparison *comparison, guint first, guint last,
                      struct page *page, GError **error)
{
    guint count = comparison->plans->len + 1;
    struct columns *columns = columns_new(count, count);
    columns_side_by_side(columns, 1);
    add_names(comparison, columns);
    bool fine = true;
    for (guint i = first; fine && i < last; i++) {
        struct compare_row *row = compare_row_read(comparison, i, error);
        fine = row != NULL;
        if (!fine)
            break;
        g_autofree char *about = unit_about(row->about);
        columns_add(columns, about);
        for (guint j = 0; j < row->columns; j++)
            add_cell(columns, &row->edits[j], comparison->view.outline);
        compare_row_free(row);
        reader_trim(comparison->view.reader);
    }
    columns_put(columns, page, false);
    return fine;
}

/* ---- an outline: a line a heading */

/* The plan's place, where no other column has it, else the column's name. */
static const char *short_name(const struct comparison *comparison, guint column)
{
    struct index *index = matcher_index(comparison->view.matcher);
    const guint32 *plans = (const guint32 *)comparison->plans->data;
    const struct plan *plan = index_plan(index, plans[column], NULL);
    if (plan == NULL || plan->place == NULL)
        return name_of(comparison, column);
    for (guint i = 0; i < comparison->plans->len; i++) {
        const struct plan *other = index_plan(index, plans[i], NULL);
        if (i != column && other != NULL &&
            g_strcmp0(plan->place, other->place) == 0)
            return name_of(comparison, column);
    }
    return plan->place;
}

static void add_heading(struct columns *columns, const char *number,
                        const char *name, const struct edit *edit)
{
    const struct unit *unit = edit->unit->unit;
    g_autofree char *label = heading_label(unit->marker, unit->text);
    g_autofree char *score = score_said(edit);
    bool moved =
        edit->status == EDIT_MOVED || edit->status == EDIT_MOVED_CHANGED;
    g_autofree char *position =
        g_strdup_printf("%s%u", moved ? "↕ " : "", edit->position);
    columns_add(columns, number);
    columns_add(columns, name);
    columns_add(columns, position);
    columns_add(columns, score);
    columns_add(columns, "");
    columns_run(columns, moved ? PAGE_MOVE : PAGE_PLAIN, label);
}

/* Plans without a heading on the theme; their number where more have none than
 * have one. */
static void add_silent(const struct comparison *comparison,
                       struct columns *columns, const struct compare_row *row)
{
    g_autoptr(GString) said = g_string_new("— ");
    guint silent = 0;
    for (guint i = 0; i < row->columns; i++)
        silent += row->units[i] == NULL;
    if (silent == 0)
        return;
    if (silent * 2 > row->columns)
        g_string_append_printf(said, ngettext("%u plan", "%u plans", silent),
                               silent);
    for (guint i = 0, n = 0; i < row->columns && silent * 2 <= row->columns;
         i++)
        if (row->units[i] == NULL)
            g_string_append_printf(said, "%s%s", n++ > 0 ? ", " : "",
                                   short_name(comparison, i));
    for (guint i = 0; i < 4; i++)
        columns_add(columns, "");
    columns_add(columns, "");
    columns_run(columns, PAGE_DIM, said->str);
}

static void add_theme(const struct comparison *comparison,
                      struct columns *columns, const struct compare_row *row,
                      guint number)
{
    g_autofree char *count = g_strdup_printf("%u", number + 1);
    bool first = true;
    guint said = 0;
    for (guint i = 0; i < row->columns; i++) {
        if (row->units[i] == NULL)
            continue;
        add_heading(columns, first ? count : "", short_name(comparison, i),
                    &row->edits[i]);
        first = false;
        said++;
    }
    if (said > 1) /* one alone says so itself */
        add_silent(comparison, columns, row);
}

static bool put_outline(struct comparison *comparison, guint first, guint last,
                        struct page *page, GError **error)
{
    const char *const heads[] = {_("theme"), _("plan"), _("position"),
                                 _("score"), _("heading")};
    struct columns *columns =
        columns_new(G_N_ELEMENTS(heads), G_N_ELEMENTS(heads));
    bool fine = true;
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        columns_add(columns, heads[i]);
    for (guint i = first; fine && i < last; i++) {
        struct compare_row *row = compare_row_read(comparison, i, error);
        fine = row != NULL;
        if (fine)
            add_theme(comparison, columns, row, i);
        compare_row_free(row);
        reader_trim(comparison->view.reader);
    }
    columns_put(columns, page, false);
    return fine;
}

/* ---- around them */

bool comparison_put(struct comparison *comparison, guint first, guint last,
                    struct page *page, struct emit *emit, GError **error)
{
    bool wide = page_is_wide(page) && comparison->plans->len <= COMPARE_NARROW;
    page_label(page, comparison->view.label, comparison->view.query);
    if (first >= last)
        return true;
    if (comparison->view.outline && !wide)
        return put_outline(comparison, first, last, page, error);
    return wide ? put_table(comparison, first, last, page, error)
                : put_stacked(comparison, first, last, page, emit, error);
}

/* The plan that another is most alike to, or ALIGN_NONE where nothing is
 * shared. */
static int nearest_to(const struct comparison *comparison, guint plan)
{
    guint count = comparison->plans->len;
    const double *row = comparison->matrix + (gsize)plan * count;
    int nearest = ALIGN_NONE;
    for (guint i = 0; i < count; i++)
        if (i != plan && row[i] > (nearest >= 0 ? row[nearest] : 0))
            nearest = (int)i;
    return nearest;
}

static void put_matrix(const struct comparison *comparison, struct page *page)
{
    guint count = comparison->plans->len;
    struct columns *columns = columns_new(count + 2, 1);
    columns_kind(columns, count + 1, COLUMN_TEXT);
    add_names(comparison, columns);
    columns_add(columns, _("nearest plan"));
    for (guint i = 0; i < count; i++) {
        columns_add(columns, name_of(comparison, i));
        for (guint j = 0; j < count; j++) {
            double similarity = comparison->matrix[i * count + j];
            g_autofree char *number =
                isnan(similarity) ? g_strdup("-") : similarity_text(similarity);
            columns_add(columns, i == j ? "" : number);
        }
        int nearest = nearest_to(comparison, i);
        columns_add(columns,
                    nearest >= 0 ? name_of(comparison, (guint)nearest) : "—");
    }
    columns_put(columns, page, false);
}

static void put_legend(const struct comparison *comparison, struct page *page)
{
    if (comparison->view.outline)
        page_flow(page, PAGE_DIM, 0,
                  _("position: which heading of its plan; ↕: in another order "
                    "than in the base; score: how well a heading and what "
                    "stands under it suit the row, 0 to 1; ?: weak"),
                  NULL);
    else if (comparison->plans->len > 1)
        page_flow(
            page, PAGE_DIM, 0,
            _("differences to the base are marked; of a text that shares "
              "less than half with it, what it lacks is not shown; score: "
              "how well a text suits the others of its row, 0 to 1; ?: "
              "weak"),
            NULL);
}

void comparison_put_end(const struct comparison *comparison, struct page *page)
{
    guint rows = comparison_rows(comparison), plans = comparison->plans->len;
    guint first, last;
    records_range(comparison->view.limit, comparison->view.offset, rows, &first,
                  &last);
    g_autofree char *cut = records_cut(last - first, rows);
    if (rows == 0)
        return; /* said on standard error */
    if (first < last && comparison->matrix != NULL && plans > 1 &&
        !comparison->view.outline) {
        page_newline(page);
        page_put(page, PAGE_DIM,
                 _("similarity of the plans in what is compared, paragraphs "
                   "without a partner included:"));
        page_newline(page);
        put_matrix(comparison, page);
    }
    page_newline(page);
    put_legend(comparison, page);
    page_printf(page, PAGE_DIM, ngettext("%u theme", "%u themes", rows), rows);
    page_printf(page, PAGE_DIM, ngettext(", %u plan", ", %u plans", plans),
                plans);
    if (comparison->silent > 0)
        page_printf(page, PAGE_DIM,
                    ngettext("; %u more plan says nothing",
                             "; %u more plans say nothing", comparison->silent),
                    comparison->silent);
    if (cut != NULL)
        page_printf(page, PAGE_DIM, _(". %s"), cut);
    page_newline(page);
}
