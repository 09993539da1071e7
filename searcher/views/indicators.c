/* Rows of indicator tables: one record a row; for reading, what several plans
 * share side by side.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

struct row_record {
    const struct goals_view *view;
    const struct indicator *row;
};

/* ---- one record */

static json_t *year_json(int year)
{
    return year > 0 ? json_integer(year) : json_null();
}

static json_t *values_json(const GArray *values)
{
    json_t *list = json_array();
    for (guint i = 0; i < values->len; i++) {
        const struct indicator_value *at =
            &g_array_index(values, struct indicator_value, i);
        json_array_append_new(
            list, json_pack("{s:s, s:o, s:o, s:b, s:o}", "relation",
                            relation_sign(at->relation), "value",
                            goals_number_json(at->value), "unit",
                            text_or_null(*at->unit != '\0' ? at->unit : NULL),
                            "cumulative", (int)at->cumulative, "counts",
                            text_or_null(at->counts)));
    }
    return list;
}

/* Under a head that stands twice the later cell counts. */
static json_t *others_json(const GPtrArray *others)
{
    json_t *json = json_object();
    for (guint i = 0; i + 1 < others->len; i += 2)
        json_object_set_new(json, others->pdata[i],
                            json_string(others->pdata[i + 1]));
    return json;
}

static const struct indicator_value *first_of(const GArray *values)
{
    return values->len > 0 ? &g_array_index(values, struct indicator_value, 0)
                           : NULL;
}

static json_t *first_json(const GArray *values)
{
    const struct indicator_value *first = first_of(values);
    return first != NULL ? goals_number_json(first->value) : json_null();
}

/* The first values once more, as numbers of a column each. */
static void add_numbers(json_t *json, const struct indicator *row)
{
    const struct indicator_value *target = first_of(row->target_values);
    double growth = indicator_growth(row);
    json_object_set_new(json, "base_value", first_json(row->base_values));
    json_object_set_new(json, "target_value", first_json(row->target_values));
    json_object_set_new(json, "achieved_value",
                        first_json(row->achieved_values));
    json_object_set_new(json, "counts",
                        text_or_null(target != NULL ? target->counts : NULL));
    json_object_set_new(json, "growth",
                        isnan(growth) ? json_null()
                                      : json_real(round(growth * 1e6) / 1e6));
}

static json_t *row_json(const void *data)
{
    const struct row_record *record = data;
    const struct indicator *row = record->row;
    json_t *json = json_object();
    if (record->view->label != NULL)
        json_object_set_new(json, "label", json_string(record->view->label));
    json_t *fields = json_pack(
        "{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o, "
        "s:o, s:o, s:o, s:o, s:o, s:o}",
        "id", row->id, "plan", row->plan->id, "indicator", row->name, "unit",
        text_or_null(row->unit), "base", text_or_null(row->base), "base_year",
        year_json(row->base_year), "target", text_or_null(row->target),
        "target_year", year_json(row->target_year), "achieved",
        text_or_null(row->achieved), "attribute", text_or_null(row->attribute),
        "group", row->group, "group_why", text_or_null(row->why), "base_values",
        values_json(row->base_values), "target_values",
        values_json(row->target_values), "achieved_values",
        values_json(row->achieved_values), "category",
        text_or_null(row->category), "caption", text_or_null(row->caption),
        "note", text_or_null(row->note), "others", others_json(row->others));
    json_object_update(json, fields);
    add_numbers(json, row);
    json_decref(fields);
    return json;
}

#define FIELDS                                                                 \
    "id", "plan", "indicator", "unit", "base", "base_year", "target",          \
        "target_year", "achieved", "attribute", "group", "group_why",          \
        "base_values", "target_values", "achieved_values", "category",         \
        "caption", "note", "others", "base_value", "target_value",             \
        "achieved_value", "counts", "growth", NULL
static const char *const fields[] = {FIELDS};
static const char *const labelled_fields[] = {"label", FIELDS};
static const struct emit_shape shape = {fields, row_json, NULL, NULL};
static const struct emit_shape labelled_shape = {labelled_fields, row_json,
                                                 NULL, NULL};

/* ---- for reading */

enum { SEVERAL = -1 };

/* What a table for reading has columns for, and what all its rows share. */
struct used {
    bool base, target, achieved, attribute;
    int base_year, target_year; /* of all values; SEVERAL; 0: none has one */
    const char *shared;         /* the attribute of all rows, or NULL */
};

static bool says(const char *cell)
{
    return cell != NULL && cell[strspn(cell, "-")] != '\0';
}

/* What plans leave empty is not told from what they mark with a dash. */
static bool has_value(const char *cell)
{
    if (!says(cell))
        return false;
    for (const char *at = cell; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return true;
    return false;
}

static void note_year(int *shared, bool any, int year)
{
    *shared = !any || *shared == year ? year : SEVERAL;
}

static void note_used(struct used *used, const struct indicator *row)
{
    if (has_value(row->base))
        note_year(&used->base_year, used->base, row->base_year);
    if (has_value(row->target))
        note_year(&used->target_year, used->target, row->target_year);
    used->base |= has_value(row->base);
    used->target |= has_value(row->target);
    used->achieved |= has_value(row->achieved);
    used->attribute |= row->attribute != NULL;
}

static guint used_count(const struct used *used)
{
    return (guint)used->base + used->target + used->achieved + used->attribute;
}

/* The year apart from brackets of the cell's own, which tell sums; only where
 * the column's head does not say it. */
static void add_value(struct columns *columns, const char *cell, int year,
                      int shared)
{
    if (!has_value(cell)) {
        columns_add(columns, "-");
        return;
    }
    columns_add(columns, "");
    if (shared == SEVERAL && year != 0) {
        g_autofree char *when = g_strdup_printf("%d: ", year);
        columns_run(columns, PAGE_DIM, when);
    }
    columns_run(columns, PAGE_PLAIN, cell);
}

/* A head with the year of all values below it. */
static void add_head(struct columns *columns, const char *head, int year)
{
    g_autofree char *with =
        year > 0 ? g_strdup_printf("%s %d", head, year) : g_strdup(head);
    columns_add(columns, with);
}

static struct columns *table_begin(const struct used *used, bool places)
{
    guint count = 3 + places + used_count(used);
    struct columns *columns = columns_new(count, count);
    if (places)
        columns_add(columns, _("place"));
    columns_add(columns, _("indicator"));
    columns_add(columns, _("unit"));
    if (used->base)
        add_head(columns, _("base"), used->base_year);
    if (used->target)
        add_head(columns, _("target"), used->target_year);
    if (used->achieved)
        columns_add(columns, _("achieved"));
    if (used->attribute)
        columns_add(columns, _("attribute"));
    columns_add(columns, _("id"));
    return columns;
}

static void add_row(struct columns *columns, const struct used *used,
                    bool places, const struct indicator *row)
{
    const struct plan *plan = row->plan;
    if (places)
        columns_add(columns, plan->place != NULL ? plan->place : plan->id);
    columns_add(columns, row->name);
    columns_add(columns, row->unit != NULL ? row->unit : "-");
    if (used->base)
        add_value(columns, row->base, row->base_year, used->base_year);
    if (used->target)
        add_value(columns, row->target, row->target_year, used->target_year);
    if (used->achieved)
        add_value(columns, row->achieved, 0, 0);
    if (used->attribute)
        columns_add(columns, row->attribute != NULL ? row->attribute : "-");
    columns_add(columns, "");
    columns_run(columns, PAGE_ID, row->id);
}

/* The attribute that all of several rows have, or NULL. */
static const char *shared_attribute(const GPtrArray *rows)
{
    const struct indicator *first = rows->pdata[0];
    for (guint i = 1; i < rows->len; i++) {
        const struct indicator *row = rows->pdata[i];
        if (g_strcmp0(row->attribute, first->attribute) != 0)
            return NULL;
    }
    return rows->len > 1 ? first->attribute : NULL;
}

static void put_table(struct page *page, const GPtrArray *rows, bool places)
{
    struct used used = {.shared = shared_attribute(rows)};
    for (guint i = 0; i < rows->len; i++)
        note_used(&used, rows->pdata[i]);
    if (used.shared != NULL) {
        used.attribute = false;
        page_printf(page, PAGE_DIM, _("attribute of all: %s"), used.shared);
        page_newline(page);
    }
    struct columns *columns = table_begin(&used, places);
    for (guint i = 0; i < rows->len; i++)
        add_row(columns, &used, places, rows->pdata[i]);
    columns_put(columns, page, false);
}

/* What several plans want, or one over several periods. */
static bool is_shared(const GPtrArray *group)
{
    return group->len > 1;
}

/* What was changed in a name; that units are counted alike their column says.
 */
static void put_why(struct page *page, const char *why)
{
    const char *end = g_strrstr(why, "; ");
    g_autofree char *names =
        g_strndup(why, end != NULL ? (gsize)(end - why) : strlen(why));
    page_newline(page);
    page_put(page, PAGE_DIM, names);
}

static void put_shared(struct page *page, const GPtrArray *group, bool *any,
                       struct emit *emit)
{
    enum { MOST = 40 }; /* in a picture beside a table */
    const struct indicator *first = group->pdata[0];
    if (*any)
        page_newline(page);
    *any = true;
    page_put(page, PAGE_HEAD, first->group);
    for (guint i = 0; i < group->len; i++) {
        const struct indicator *row = group->pdata[i];
        if (row->why == NULL || strstr(row->why, "→") == NULL)
            continue;
        put_why(page, row->why);
    }
    page_newline(page);
    if (emit_draws(emit) && group->len <= MOST)
        indicators_draw(group, NULL, NULL, emit);
    put_table(page, group, true);
}

/* The rows that no other plan shares, a table for each table of the source. */
static void put_alone(struct page *page, const GPtrArray *rows, bool any)
{
    guint last = 0;
    for (guint i = 0; i < rows->len; i = last) {
        const struct indicator *first = rows->pdata[i];
        g_autoptr(GPtrArray) table = g_ptr_array_new();
        for (last = i; last < rows->len; last++) {
            struct indicator *row = rows->pdata[last];
            if (row->plan != first->plan ||
                g_strcmp0(row->caption, first->caption) != 0)
                break;
            g_ptr_array_add(table, row);
        }
        if (any)
            page_newline(page);
        any = true;
        page_put(page, PAGE_HEAD,
                 first->caption != NULL ? first->caption
                                        : plan_title(first->plan));
        page_newline(page);
        put_table(page, table, false);
    }
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const struct indicator *x = *(struct indicator *const *)a;
    const struct indicator *y = *(struct indicator *const *)b;
    return (x->number > y->number) - (x->number < y->number);
}

static GPtrArray *groups_of(const GPtrArray *rows, guint first, guint last)
{
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    for (guint i = first; i < last; i++)
        g_ptr_array_add(shown, rows->pdata[i]);
    return indicators_groups(shown);
}

static void put_page(struct emit *emit, const GPtrArray *groups)
{
    struct page *page = emit_page(emit);
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    bool any = false;
    for (guint i = 0; i < groups->len; i++) {
        const GPtrArray *group = groups->pdata[i];
        if (is_shared(group))
            put_shared(page, group, &any, emit);
        else
            for (guint j = 0; j < group->len; j++)
                g_ptr_array_add(alone, group->pdata[j]);
    }
    g_ptr_array_sort(alone, by_number);
    put_alone(page, alone, any);
}

/* ---- plans that have none */

enum { MOST_NAMED = 10 };

bool indicators_missing(struct index *index, const GArray *plans, char **remark,
                        GError **error)
{
    guint named = MIN(plans->len, MOST_NAMED);
    g_autoptr(GString) names = g_string_new(NULL);
    *remark = NULL;
    for (guint i = 0; i < named; i++) {
        const struct plan *plan =
            index_plan(index, g_array_index(plans, guint32, i), error);
        if (plan == NULL)
            return false;
        g_string_append_printf(names, "%s%s%s%s", i > 0 ? ", " : "",
                               plan->place != NULL ? plan->place : "",
                               plan->place != NULL ? " " : "", plan->id);
    }
    if (named < plans->len)
        *remark = g_strdup_printf(_("no table of indicators: %s and %u more"),
                                  names->str, plans->len - named);
    else if (named > 0)
        *remark = g_strdup_printf(_("no table of indicators: %s"), names->str);
    return true;
}

/* ---- pictures alone */

/* An indicator of one row is drawn only where a query asked for it, none
 * without a number.  A GPtrArray of groups, borrowed; caller unrefs. */
static GPtrArray *drawn_groups(const struct goals_view *view,
                               const GPtrArray *groups)
{
    GPtrArray *drawn = g_ptr_array_new();
    for (guint i = 0; i < groups->len; i++) {
        GPtrArray *group = groups->pdata[i];
        g_autoptr(GArray) steps = indicators_ladder(group);
        if ((is_shared(group) || view->query != NULL) && steps->len > 0)
            g_ptr_array_add(drawn, group);
    }
    return drawn;
}

static guint draw(const struct goals_view *view, const GPtrArray *groups,
                  struct emit *emit)
{
    g_autoptr(GPtrArray) drawn = drawn_groups(view, groups);
    for (guint i = 0; i < drawn->len; i++) {
        const GPtrArray *group = drawn->pdata[i];
        const struct indicator *row = group->pdata[0];
        bool last = i + 1 == drawn->len;
        indicators_draw(group, row->group, last ? view->note : NULL, emit);
    }
    return drawn->len;
}

/* ---- the document */

static void emit_rows(const struct goals_view *view, const GPtrArray *rows,
                      guint first, guint last, struct emit *emit)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct row_record record = {view, rows->pdata[i]};
        emit_record(emit, &record);
    }
}

static void put_total(struct page *page, guint shown, guint all)
{
    g_autofree char *total =
        g_strdup_printf(ngettext("%u row", "%u rows", all), all);
    goals_total(page, total, shown, all);
}

guint indicators_emit(const struct goals_view *view, const GPtrArray *rows,
                      const char *remark, struct emit *emit, json_t *head)
{
    guint first, last, drawn = 0;
    records_range(view->limit, view->offset, rows->len, &first, &last);
    emit_begin(emit, view->label != NULL ? &labelled_shape : &shape, head);
    struct page *page = emit_page(emit);
    g_autoptr(GPtrArray) groups = groups_of(rows, first, last);
    goals_label(view, page);
    if (page != NULL) {
        put_page(emit, groups);
        put_total(page, last - first, rows->len);
        goals_remark(page, remark);
    } else if (emit_draws(emit))
        drawn = draw(view, groups, emit);
    else
        emit_rows(view, rows, first, last, emit);
    emit_end(emit);
    return drawn;
}
