/* Targets of sentences: one record a value, in the source's own wording.
 *
 * Targets are found in normalised text; the unit's own text is read only for
 * those put out.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

struct target_record {
    const struct goals_view *view;
    const struct page_unit *unit;
    const struct target *target;
    char *name, *raw; /* of the unit's own text */
    char *group;
    struct span span;
};

/* ---- gathering */

static void line_clear(gpointer data)
{
    struct target_line *line = data;
    g_free(line->target.unit);
}

static bool add_lines(guint32 unit, const GArray *targets, void *data,
                      GError **error)
{
    GArray *lines = data;
    (void)error;
    for (guint i = 0; i < targets->len; i++) {
        struct target_line line = {unit,
                                   g_array_index(targets, struct target, i)};
        line.target.unit = g_strdup(line.target.unit);
        g_array_append_val(lines, line);
    }
    return true;
}

GArray *target_lines(struct index *index, const GArray *wanted, GError **error)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct target_line));
    g_array_set_clear_func(lines, line_clear);
    if (targets_scan(index, wanted, add_lines, lines, error))
        return lines;
    g_array_unref(lines);
    return NULL;
}

/* ---- one record */

static bool record_read(const struct goals_view *view,
                        const struct target_line *line,
                        const struct target_groups *groups,
                        struct target_record *record, GError **error)
{
    struct page_unit *unit = reader_unit(view->reader, line->unit, error);
    if (unit == NULL)
        return false;
    *record = (struct target_record){
        .view = view, .unit = unit, .target = &line->target};
    record->name = page_wording(unit, line->target.name, NULL);
    record->raw = page_wording(unit, line->target.span, &record->span);
    record->group =
        target_group(groups, record->name, line->target.unit, unit->plan);
    return true;
}

static void record_clear(struct target_record *record)
{
    g_free(record->name);
    g_free(record->raw);
    g_free(record->group);
}

json_t *goals_number_json(double value)
{
    bool whole = value == floor(value) && fabs(value) < 9e15;
    return whole ? json_integer((json_int_t)value) : json_real(value);
}

static json_t *target_json(const void *data)
{
    const struct target_record *record = data;
    const struct target *target = record->target;
    json_t *json = json_object();
    if (record->view->label != NULL)
        json_object_set_new(json, "label", json_string(record->view->label));
    json_object_set_new(json, "id", json_string(record->unit->unit->id));
    json_object_set_new(json, "plan", json_string(record->unit->plan->id));
    json_object_set_new(json, "indicator", json_string(record->name));
    json_object_set_new(json, "relation",
                        json_string(relation_sign(target->relation)));
    json_object_set_new(json, "value", goals_number_json(target->value));
    json_object_set_new(json, "unit",
                        *target->unit != '\0' ? json_string(target->unit)
                                              : json_null());
    json_object_set_new(json, "year",
                        target->year > 0 ? json_integer(target->year)
                                         : json_null());
    json_object_set_new(json, "span", span_json(record->span));
    json_object_set_new(json, "raw", json_string(record->raw));
    json_object_set_new(json, "counts",
                        target->counts != NULL ? json_string(target->counts)
                                               : json_null());
    json_object_set_new(json, "group", json_string(record->group));
    return json;
}

#define FIELDS                                                                 \
    "id", "plan", "indicator", "relation", "value", "unit", "year", "span",    \
        "raw", "counts", "group", NULL
static const char *const fields[] = {FIELDS};
static const char *const labelled_fields[] = {"label", FIELDS};
static const struct emit_shape shape = {fields, target_json, NULL, NULL};
static const struct emit_shape labelled_shape = {labelled_fields, target_json,
                                                 NULL, NULL};

/* ---- for reading */

char *goals_number_text(double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.12g", value));
}

/* The upper end of a range whose lower end a line is, or NULL. */
static const struct target *upper_end(const GArray *lines, guint which)
{
    const struct target_line *line =
        &g_array_index(lines, struct target_line, which);
    const struct target_line *next = line + 1;
    return which + 1 < lines->len && next->unit == line->unit &&
                   line->target.relation == RELATION_AT_LEAST &&
                   next->target.relation == RELATION_AT_MOST &&
                   next->target.span.start == line->target.span.start &&
                   next->target.span.end == line->target.span.end
               ? &next->target
               : NULL;
}

static char *value_text(const struct target *target, const struct target *upper)
{
    g_autofree char *number = goals_number_text(target->value);
    if (upper == NULL)
        return g_strdup_printf("%s %s %s", relation_sign(target->relation),
                               number, target->unit);
    g_autofree char *most = goals_number_text(upper->value);
    return g_strdup_printf("%s–%s %s", number, most, target->unit);
}

/* "cumulative", "new" or "each", as the reader says it. */
static const char *counts_word(const char *counts)
{
    return strcmp(counts, "new") == 0    ? _("new")
           : strcmp(counts, "each") == 0 ? _("each")
                                         : _("cumulative");
}

static void add_row(struct columns *columns, const struct target_record *record,
                    const struct target *upper)
{
    const struct target *target = record->target;
    g_autofree char *value = value_text(target, upper);
    g_autofree char *year =
        target->year > 0 ? g_strdup_printf("%d", target->year) : g_strdup("-");
    columns_add(columns, record->name);
    columns_add(columns, "");
    if (target->counts != NULL) {
        g_autofree char *counts =
            g_strconcat(counts_word(target->counts), " ", NULL);
        columns_run(columns, PAGE_MARK, counts);
    }
    columns_run(columns, PAGE_PLAIN, value);
    columns_add(columns, year);
    columns_add(columns, "");
    columns_run(columns, PAGE_ID, record->unit->unit->id);
}

static struct columns *table_begin(struct page *page, const struct plan *plan,
                                   bool first)
{
    struct columns *columns = columns_new(4, 4);
    if (!first)
        page_newline(page);
    page_plan(page, plan);
    columns_add(columns, _("indicator"));
    columns_add(columns, _("target"));
    columns_add(columns, _("year"));
    columns_add(columns, _("id"));
    return columns;
}

static bool put_tables(const struct goals_view *view, const GArray *lines,
                       const struct target_groups *groups, guint first,
                       guint last, struct page *page, GError **error)
{
    struct columns *columns = NULL;
    const struct plan *plan = NULL;
    bool fine = true;
    for (guint i = first; i < last; i++) {
        struct target_record record;
        fine = record_read(view, &g_array_index(lines, struct target_line, i),
                           groups, &record, error);
        if (!fine)
            break;
        if (record.unit->plan != plan) {
            if (columns != NULL)
                columns_put(columns, page, false);
            columns = table_begin(page, record.unit->plan, plan == NULL);
            plan = record.unit->plan;
        }
        const struct target *upper = i + 1 < last ? upper_end(lines, i) : NULL;
        add_row(columns, &record, upper);
        i += upper != NULL; /* one line shows both */
        record_clear(&record);
        reader_trim(view->reader);
    }
    if (columns != NULL)
        columns_put(columns, page, false);
    return fine;
}

static bool put_records(const struct goals_view *view, const GArray *lines,
                        const struct target_groups *groups, guint first,
                        guint last, struct emit *emit, GError **error)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct target_record record;
        if (!record_read(view, &g_array_index(lines, struct target_line, i),
                         groups, &record, error))
            return false;
        emit_record(emit, &record);
        record_clear(&record);
        reader_trim(view->reader);
    }
    return true;
}

void goals_label(const struct goals_view *view, struct page *page)
{
    if (page == NULL || view->label == NULL)
        return;
    page_printf(page, PAGE_HEAD, "%s: %s", view->label, view->query);
    page_newline(page);
}

void goals_total(struct page *page, const char *total, guint shown, guint all)
{
    g_autofree char *cut = records_cut(shown, all);
    if (all > 0)
        page_newline(page);
    page_put(page, PAGE_DIM, total);
    if (cut != NULL)
        page_printf(page, PAGE_DIM, _(". %s"), cut);
    page_newline(page);
}

void goals_remark(struct page *page, const char *remark)
{
    if (remark == NULL)
        return;
    page_put(page, PAGE_DIM, remark);
    page_newline(page);
}

bool targets_emit(const struct goals_view *view, const GArray *lines,
                  const struct target_groups *groups, const char *remark,
                  struct emit *emit, json_t *head, GError **error)
{
    guint first, last;
    records_range(view->limit, view->offset, lines->len, &first, &last);
    emit_begin(emit, view->label != NULL ? &labelled_shape : &shape, head);
    struct page *page = emit_page(emit);
    goals_label(view, page);
    bool fine =
        page != NULL
            ? put_tables(view, lines, groups, first, last, page, error)
            : put_records(view, lines, groups, first, last, emit, error);
    if (fine && page != NULL) {
        g_autofree char *total = g_strdup_printf(
            ngettext("%u target", "%u targets", lines->len), lines->len);
        goals_total(page, total, last - first, lines->len);
        goals_remark(page, remark);
    }
    emit_end(emit);
    return fine;
}
