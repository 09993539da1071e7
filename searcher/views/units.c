/* Units as they stand in a plan: for show and extract, and the parts of the
 * text layout that hits share.
 *
 * For reading: the plan's line, the path's line, the text, id and citation; a
 * line that would repeat the one before it is left out.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

static json_t *unit_json(const void *data)
{
    const struct unit_record *record = data;
    return unit_to_json(record->unit->plan, record->unit->unit);
}

/* ---- text */

static char *path_line(const struct page_unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(unit->plan, unit->unit);
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < path->len; i++)
        g_string_append_printf(line, "%s%s", i > 0 ? " > " : "",
                               (const char *)path->pdata[i]);
    return g_string_free(line, FALSE);
}

void put_place(struct page *page, const struct page_unit *unit,
               const struct page_unit *before)
{
    const struct plan *plan = unit->plan;
    bool same_plan = before != NULL && before->plan == plan;
    if (!same_plan) {
        if (before != NULL)
            page_newline(page);
        page_plan(page, plan);
    }
    g_autofree char *path = path_line(unit);
    g_autofree char *old = same_plan ? path_line(before) : NULL;
    if (*path != '\0' && (old == NULL || strcmp(path, old) != 0))
        page_flow(page, PAGE_PATH, 2, path, NULL);
}

/* The caption of a row's table, unless the heading above says the same. */
static void put_caption(struct page *page, const struct page_unit *unit)
{
    const struct caption *table = unit->plan->tables->pdata[unit->unit->table];
    g_autoptr(GPtrArray) path = unit_path(unit->plan, unit->unit);
    const char *above = path->len > 0 ? path->pdata[path->len - 1] : NULL;
    if (table->text != NULL && g_strcmp0(table->text, above) != 0)
        page_flow(page, PAGE_DIM, 4, table->text, NULL);
}

/* What the rows of a table share. */
static void put_table(struct page *page, const struct page_unit *unit)
{
    const struct caption *table = unit->plan->tables->pdata[unit->unit->table];
    put_caption(page, unit);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < table->columns->len; i++)
        g_string_append_printf(line, "%s%s", i > 0 ? " | " : "",
                               (const char *)table->columns->pdata[i]);
    if (line->len > 0)
        page_flow(page, PAGE_DIM, 4, line->str, NULL);
}

static bool same_table(const struct page_unit *unit,
                       const struct page_unit *before)
{
    return before != NULL && before->plan == unit->plan &&
           before->unit->kind == UNIT_ROW &&
           before->unit->table == unit->unit->table;
}

/* A line for all masks of the unit, in the order of its text: the asterisks and
 * what they hide, "?" where nobody knows.  The text itself keeps them. */
static void put_masks(struct page *page, const struct unit *unit)
{
    if (unit->mask_count == 0)
        return;
    g_autoptr(GString) line = g_string_new(_("inferred:"));
    for (guint i = 0; i < unit->mask_count; i++) {
        const struct mask *mask = &unit->masks[i];
        g_string_append(line, i > 0 ? _(", ") : " ");
        for (guint32 at = mask->from; at < mask->to; at++)
            g_string_append_c(line, '*');
        if (mask->word != NULL)
            g_string_append_printf(line, " %s %.0f%%", mask->word,
                                   floor(mask->confidence * 100));
        else
            g_string_append(line, " ?");
    }
    page_flow(page, PAGE_DIM, 4, line->str, NULL);
}

/* ---- rows, where a table can be one */

/* Marks of the unit's text that stand in its cell [start, end), counted from
 * there. */
static GArray *cell_marks(const GArray *marks, guint start, guint end)
{
    GArray *mine = g_array_new(FALSE, FALSE, sizeof(struct page_span));
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        struct page_span span = g_array_index(marks, struct page_span, i);
        span.start = MAX(span.start, start) - start;
        span.end = MIN(span.end, end);
        span.end -= MIN(span.end, start);
        if (span.start < span.end)
            g_array_append_val(mine, span);
    }
    return mine;
}

static struct columns *open_rows(struct page *page, const struct caption *table,
                                 const char *key, guint cells)
{
    struct columns *rows = page_rows_open(page, key, cells + 1);
    for (guint i = 0; i < cells; i++)
        columns_add(rows,
                    i < table->columns->len ? table->columns->pdata[i] : "");
    columns_add(rows, _("id"));
    return rows;
}

bool put_row(struct page *page, const struct page_unit *unit,
             const GArray *marks, const char *before_id, const char *behind_id)
{
    enum { SEPARATOR = 3 }; /* " | " */
    const struct unit *row = unit->unit;
    if (page->form == PAGE_TEXT || row->kind != UNIT_ROW ||
        row->table == NO_TABLE || row->cells == NULL)
        return false;
    const struct caption *table = unit->plan->tables->pdata[row->table];
    g_autofree char *key = g_strdup_printf("%s %u", table->id, row->cells->len);
    struct columns *rows = page_rows(page, key);
    if (rows == NULL) {
        put_caption(page, unit);
        rows = open_rows(page, table, key, row->cells->len);
    }
    guint at = 0;
    for (guint i = 0; i < row->cells->len; i++) {
        const char *cell = row->cells->pdata[i];
        guint end = at + (guint)g_utf8_strlen(cell, -1);
        g_autoptr(GArray) mine = cell_marks(marks, at, end);
        columns_add(rows, "");
        columns_flow(rows, cell, mine);
        at = end + SEPARATOR;
    }
    columns_add(rows, "");
    columns_run(rows, PAGE_DIM, before_id);
    columns_run(rows, PAGE_ID, row->id);
    columns_run(rows, PAGE_DIM, behind_id);
    put_masks(page, row);
    return true;
}

/* Marks count from the text; the label begins with the marker. */
static void put_heading(struct page *page, const struct page_unit *unit,
                        const GArray *marks)
{
    const char *text = unit->unit->text;
    g_autofree char *label = heading_label(unit->unit->marker, text);
    guint shift = (guint)(g_utf8_strlen(label, -1) - g_utf8_strlen(text, -1));
    g_autoptr(GArray) moved =
        g_array_new(FALSE, FALSE, sizeof(struct page_span));
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        struct page_span span = g_array_index(marks, struct page_span, i);
        span.start += shift, span.end += shift;
        g_array_append_val(moved, span);
    }
    page_flow(page, PAGE_HEAD, 4, label, moved);
}

void put_text(struct page *page, const struct page_unit *unit,
              const struct page_unit *before, const GArray *marks)
{
    if (unit->unit->kind == UNIT_HEADING) {
        put_heading(page, unit, marks);
        put_masks(page, unit->unit);
        return;
    }
    if (unit->unit->kind == UNIT_ROW && unit->unit->table != NO_TABLE &&
        !same_table(unit, before))
        put_table(page, unit);
    page_flow(page, PAGE_PLAIN, 4, unit->unit->text, marks);
    put_masks(page, unit->unit);
}

static void unit_text(struct page *page, const void *data)
{
    const struct unit_record *record = data;
    g_autofree char *cite = unit_cite(record->unit->plan, record->unit->unit);
    if (record->apart)
        page_newline(page);
    put_place(page, record->unit, record->before);
    if (put_row(page, record->unit, NULL, "", ""))
        return;
    put_text(page, record->unit, record->before, NULL);
    page_printf(page, PAGE_PLAIN, "    ");
    page_put(page, record->asked ? PAGE_ID : PAGE_DIM, record->unit->unit->id);
    page_printf(page, PAGE_DIM, "  %s", cite);
    page_newline(page);
}

static const char *const fields[] = {
    "id",    "plan",   "title", "place",  "level", "period",
    "kind",  "role",   "path",  "marker", "lead",  "text",
    "lines", "source", "cite",  "table",  "masks", NULL};

/* Neighbours stand around what was asked for: they are not cited. */
static bool unit_citation(const void *data, struct citation *citation)
{
    const struct unit_record *record = data;
    if (record->asked)
        citation_init(citation, record->unit->plan, record->unit->unit);
    return record->asked;
}

const struct emit_shape units_shape = {fields, unit_json, unit_text,
                                       unit_citation};

/* ---- units with their neighbours */

static bool emit_unit(struct reader *reader, struct emit *emit, guint32 number,
                      bool asked, bool neighbours,
                      const struct page_unit **before, GError **error)
{
    const struct page_unit *unit = reader_unit(reader, number, error);
    if (unit == NULL)
        return false;
    bool apart = neighbours && *before != NULL &&
                 (*before)->plan == unit->plan &&
                 (*before)->number + 1 != number;
    struct unit_record record = {unit, *before, asked, apart};
    emit_record(emit, &record);
    *before = unit;
    return true;
}

/* Where the neighbours of a unit begin or end: within its plan. */
static void neighbours(struct index *index, guint32 number, guint around,
                       guint32 *from, guint32 *to)
{
    struct entry entry;
    guint32 first, count;
    index_entry(index, number, &entry);
    index_plan_units(index, entry.plan, &first, &count);
    *from = number - MIN(around, number - first);
    *to = number + MIN(around, first + count - 1 - number);
}

bool units_emit(struct reader *reader, struct emit *emit, const GArray *asked,
                guint around, GError **error)
{
    const struct page_unit *before = NULL;
    guint32 next = 0; /* the first unit not shown yet */
    struct index *index = reader_index(reader);
    for (guint i = 0; i < asked->len && !emit_stopped(emit); i++) {
        guint32 number = g_array_index(asked, guint32, i), from, to;
        neighbours(index, number, around, &from, &to);
        if (i + 1 < asked->len)
            to = MIN(to, g_array_index(asked, guint32, i + 1) - 1);
        for (guint32 j = MAX(from, next); j <= to; j++)
            if (!emit_unit(reader, emit, j, j == number, around > 0, &before,
                           error))
                return false;
        next = to + 1;
    }
    return true;
}
