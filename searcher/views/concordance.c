/* Concordance lines as they are put out: the node and what stands to its left
 * and right in the unit, in the source's own wording.
 *
 * For reading, nodes stand in one column and ids in another: the widest of each
 * is known before the first line goes out.  Letters beside wide characters take
 * one column each, so all is measured in columns, not characters.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

/* ---- one line: the node and its context */

struct layout { /* columns */
    guint left, node, right;
    bool fit; /* contexts are cut to them */
    struct columns *table;
};

struct kwic_record {
    const struct kwic_view *view;
    const struct kwic_line *line;
    const struct page_unit *unit;
    const struct layout *layout;
};

static bool fits(const struct kwic_record *record)
{
    return record->layout != NULL && record->layout->fit;
}

/* At most so many characters and columns before `at`. */
static char *left_of(const char *text, const char *at, guint most, guint room)
{
    const char *from = at;
    for (guint i = 0, used = 0; i < most && from > text; i++) {
        const char *next = g_utf8_prev_char(from);
        used += text_width(next, from - next);
        if (used > room)
            break;
        from = next;
    }
    return g_strndup(from, (gsize)(at - from));
}

static char *right_of(const char *at, guint most, guint room)
{
    const char *to = at;
    for (guint i = 0, used = 0; i < most && *to != '\0'; i++) {
        const char *next = g_utf8_next_char(to);
        used += text_width(to, next - to);
        if (used > room)
            break;
        to = next;
    }
    return g_strndup(at, (gsize)(to - at));
}

static char *left_text(const struct kwic_record *record)
{
    const char *text = record->unit->unit->text;
    bool fit = fits(record);
    return left_of(text,
                   g_utf8_offset_to_pointer(text, record->line->span.start),
                   fit ? G_MAXUINT : record->view->width,
                   fit ? record->layout->left : G_MAXUINT);
}

static char *node_text(const struct kwic_record *record)
{
    const struct span *span = &record->line->span;
    return g_utf8_substring(record->unit->unit->text, span->start, span->end);
}

static char *right_text(const struct kwic_record *record)
{
    const char *text = record->unit->unit->text;
    bool fit = fits(record);
    return right_of(g_utf8_offset_to_pointer(text, record->line->span.end),
                    fit ? G_MAXUINT : record->view->width,
                    fit ? record->layout->right : G_MAXUINT);
}

/* ---- records */

/* What lines are grouped by in a statistics program, and what cites them. */
static void put_setting(json_t *json, const struct page_unit *page)
{
    const struct unit *unit = page->unit;
    g_autofree char *cite = unit_cite(page->plan, unit);
    json_object_set_new(json, "place", json_pack("s?", page->plan->place));
    json_object_set_new(json, "period", json_pack("s?", page->plan->period));
    json_object_set_new(json, "role", json_pack("s?", role_name(unit->role)));
    json_object_set_new(json, "cite", json_string(cite));
}

static json_t *kwic_json(const void *data)
{
    const struct kwic_record *record = data;
    g_autofree char *left = left_text(record), *node = node_text(record),
                    *right = right_text(record);
    json_t *json = json_object();
    if (record->view->label != NULL)
        json_object_set_new(json, "label", json_string(record->view->label));
    json_object_set_new(json, "id", json_string(record->unit->unit->id));
    json_object_set_new(json, "plan", json_string(record->unit->plan->id));
    json_object_set_new(json, "left", json_string(left));
    json_object_set_new(json, "node", json_string(node));
    json_object_set_new(json, "right", json_string(right));
    json_object_set_new(json, "span", span_json(record->line->span));
    put_setting(json, record->unit);
    return json;
}

static void kwic_text(struct page *page, const void *data)
{
    const struct kwic_record *record = data;
    struct columns *table = record->layout->table;
    g_autofree char *left = left_text(record), *node = node_text(record),
                    *right = right_text(record);
    (void)page;
    columns_add(table, left);
    columns_add(table, "");
    columns_run(table, PAGE_MARK, node);
    columns_add(table, right);
    columns_add(table, "");
    columns_run(table, PAGE_ID, record->unit->unit->id);
}

static const char *const fields[] = {"label",  "id",    "plan", "left",
                                     "node",   "right", "span", "place",
                                     "period", "role",  "cite", NULL};
static bool kwic_citation(const void *data, struct citation *citation)
{
    const struct kwic_record *record = data;
    citation_init(citation, record->unit->plan, record->unit->unit);
    return true;
}

static const struct emit_shape kwic_shape = {fields + 1, kwic_json, kwic_text,
                                             kwic_citation};
static const struct emit_shape labelled_kwic_shape = {fields, kwic_json,
                                                      kwic_text, kwic_citation};

/* ---- the stream */

/* The line's unit with its span in the source's wording; units already read
 * are forgotten when they are many. */
static const struct page_unit *locate(const struct kwic_view *view,
                                      struct kwic_line *line, GError **error)
{
    reader_trim(view->reader);
    struct page_unit *unit = reader_unit(view->reader, line->unit, error);
    if (unit == NULL)
        return NULL;
    line->span = page_place(unit, line->place);
    return unit;
}

/* What is left of a terminal's width between node and id. */
static void fit_layout(struct layout *layout, guint width, guint id)
{
    enum { SPACES = 4, LEAST = 10 };
    guint taken = layout->node + id + SPACES;
    guint side = width > taken ? (width - taken) / 2 : 0;
    layout->left = layout->right = MAX(side, LEAST);
    layout->fit = true;
}

static bool measure(const struct kwic_view *view, GArray *lines, guint first,
                    guint last, guint width, struct layout *layout,
                    GError **error)
{
    guint id = 0;
    for (guint i = first; i < last; i++) {
        struct kwic_line *line = &g_array_index(lines, struct kwic_line, i);
        const struct page_unit *unit = locate(view, line, error);
        if (unit == NULL)
            return false;
        struct kwic_record record = {view, line, unit, NULL};
        g_autofree char *left = left_text(&record), *node = node_text(&record),
                        *right = right_text(&record);
        layout->left = MAX(layout->left, text_width(left, -1));
        layout->node = MAX(layout->node, text_width(node, -1));
        layout->right = MAX(layout->right, text_width(right, -1));
        id = MAX(id, text_width(unit->unit->id, -1));
    }
    if (view->fit && width > 0)
        fit_layout(layout, width, id);
    return true;
}

/* The table the lines go into, row after row; the last column begins where the
 * widest line ends. */
static void open_table(struct layout *layout, struct page *page)
{
    const guint widths[] = {layout->left, layout->node, layout->right, 0};
    layout->table = columns_new(G_N_ELEMENTS(widths), G_N_ELEMENTS(widths));
    columns_kind(layout->table, 0, COLUMN_BEFORE);
    columns_kind(layout->table, 1, COLUMN_NODE);
    columns_hide_head(layout->table);
    columns_stream(layout->table, page, widths);
    columns_add(layout->table, _("left"));
    columns_add(layout->table, _("node"));
    columns_add(layout->table, _("right"));
    columns_add(layout->table, _("id"));
}

static bool emit_lines(const struct kwic_view *view, GArray *lines, guint first,
                       guint last, const struct layout *layout,
                       struct emit *emit, GError **error)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct kwic_line *line = &g_array_index(lines, struct kwic_line, i);
        const struct page_unit *unit = locate(view, line, error);
        if (unit == NULL)
            return false;
        struct kwic_record record = {view, line, unit, layout};
        emit_record(emit, &record);
    }
    return true;
}

static void put_total(const struct kwic_view *view, const GArray *lines,
                      struct page *page)
{
    const struct match_result *result = view->result;
    guint32 units = hits_all(result);
    g_autofree char *more = kwic_cut(view, lines);
    if (view->label == NULL && units + result->headings == 0)
        return; /* said on standard error */
    if (lines->len > 0)
        page_newline(page);
    g_autoptr(GString) total = g_string_new(NULL);
    g_string_append_printf(
        total, ngettext("%u occurrence", "%u occurrences", lines->len),
        lines->len);
    g_string_append_printf(
        total, ngettext(" in %u unit", " in %u units", units), units);
    put_headings(total, result);
    page_put(page, PAGE_DIM, total->str);
    if (more != NULL)
        page_printf(page, PAGE_DIM, _(". %s"), more);
    page_newline(page);
}

bool kwic_emit(const struct kwic_view *view, GArray *lines, struct emit *emit,
               const char *hint, GError **error)
{
    struct layout layout = {0, 0, 0, false, NULL};
    struct page *page = emit_page(emit);
    guint first, last;
    records_range(view->limit, view->offset, lines->len, &first, &last);
    if (page != NULL && page->form == PAGE_TEXT &&
        !measure(view, lines, first, last, page->width, &layout, error))
        return false;
    emit_begin(emit, view->label != NULL ? &labelled_kwic_shape : &kwic_shape,
               result_head(view->matcher, view->query, view->label,
                           view->result, hint));
    page_label(page, view->label, view->query);
    if (page != NULL && first < last)
        open_table(&layout, page);
    bool fine = emit_lines(view, lines, first, last,
                           page != NULL ? &layout : NULL, emit, error);
    if (layout.table != NULL)
        columns_put(layout.table, page, false);
    if (page != NULL)
        put_total(view, lines, page);
    emit_end(emit);
    return fine;
}
