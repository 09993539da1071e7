/* Tables of records with many figures: one list of fields gives the record of
 * every format, the columns for reading and what can be sorted by.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

json_t *figure_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *figure_count(guint64 value)
{
    return json_integer((json_int_t)value);
}

static const struct figure_field *find(const struct figure_table *table,
                                       const char *name)
{
    for (const struct figure_field *at = table->fields; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}

/* ---- sorting */

struct sorted {
    guint from; /* which record it was */
    double number;
    char *text; /* by which equal ones are sorted */
};

static int compare(const void *a, const void *b)
{
    const struct sorted *left = a, *right = b;
    if (left->number != right->number)
        return left->number < right->number ? 1 : -1;
    int order = strcmp(left->text, right->text);
    return order != 0 ? order
                      : (left->from > right->from) - (left->from < right->from);
}

static const void *record_at(const GArray *records, guint i)
{
    return records->data +
           (gsize)i * g_array_get_element_size((GArray *)records);
}

/* Nothing comes behind everything. */
static double number_of(const struct figure_field *field, const void *record)
{
    json_t *value = field->get(record);
    double number = json_is_number(value) ? json_number_value(value)
                    : json_is_null(value) ? -INFINITY
                                          : 0;
    json_decref(value);
    return number;
}

static char *text_of(const struct figure_field *field, const void *record)
{
    json_t *value = field->get(record);
    char *text = g_strdup(json_string_value(value));
    json_decref(value);
    return text;
}

void figures_sort(GArray *records, const struct figure_table *table,
                  const char *name)
{
    gsize size = g_array_get_element_size(records);
    const struct figure_field *field = find(table, name);
    if (records->len < 2)
        return;
    g_autofree struct sorted *order = g_new(struct sorted, records->len + 1);
    for (guint i = 0; i < records->len; i++)
        order[i] =
            (struct sorted){i, number_of(field, record_at(records, i)),
                            text_of(table->fields, record_at(records, i))};
    qsort(order, records->len, sizeof *order, compare);
    g_autofree char *moved = g_malloc(size * records->len + 1);
    for (guint i = 0; i < records->len; i++) {
        memcpy(moved + size * i, record_at(records, order[i].from), size);
        g_free(order[i].text);
    }
    memcpy(records->data, moved, size * records->len);
}

/* ---- records */

struct row {
    const struct figure_table *table;
    const char *label;
    const void *record;
};

static json_t *row_json(const void *data)
{
    const struct row *row = data;
    json_t *json = json_object();
    if (row->label != NULL)
        json_object_set_new(json, "label", json_string(row->label));
    for (const struct figure_field *at = row->table->fields; at->name != NULL;
         at++)
        if (*at->name != '\0')
            json_object_set_new(json, at->name, at->get(row->record));
    return json;
}

static void make_shape(struct figure_table *table, bool labelled)
{
    guint n = 0;
    if (labelled)
        table->names[n++] = "label";
    for (guint i = 0; table->fields[i].name != NULL; i++) {
        g_assert(i < FIGURES_MOST);
        if (*table->fields[i].name != '\0')
            table->names[n++] = table->fields[i].name;
    }
    table->names[n] = NULL;
    table->shape = (struct emit_shape){table->names, row_json, NULL, NULL};
}

/* ---- for reading */

static void add_cell(struct columns *columns, const struct figure_field *field,
                     const void *record)
{
    json_t *value = field->get(record);
    g_autofree char *text = NULL;
    if (json_is_integer(value))
        text =
            g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        text = g_strdup_printf("%.*f", (int)field->decimals,
                               json_real_value(value));
    columns_add(columns, text != NULL            ? text
                         : json_is_string(value) ? json_string_value(value)
                                                 : "-");
    json_decref(value);
}

static void put_table(const struct figures_view *view, struct page *page)
{
    const struct figure_field *fields = view->table->fields;
    guint count = 0;
    for (guint i = 0; fields[i].name != NULL; i++)
        count += fields[i].title != NULL;
    struct columns *columns = columns_new(count, view->table->texts);
    for (guint i = 0; fields[i].name != NULL; i++)
        if (fields[i].title != NULL)
            columns_add(columns, _(fields[i].title));
    for (guint i = view->first; i < view->last; i++)
        for (guint j = 0; fields[j].name != NULL; j++)
            if (fields[j].title != NULL)
                add_cell(columns, &fields[j], record_at(view->records, i));
    columns_put(columns, page, false);
}

static void put_page(const struct figures_view *view, const struct query *query,
                     struct page *page)
{
    page_label(page, view->label, query);
    for (const struct figures_view *at = view; at != NULL; at = at->below) {
        bool more = at->total != NULL || at->below != NULL;
        if (at->last > at->first)
            put_table(at, page);
        if (at->last > at->first && more)
            page_newline(page);
        if (at->total == NULL)
            continue;
        page_put(page, PAGE_DIM, at->total);
        page_newline(page);
    }
}

void figures_emit(const struct figures_view *view, const struct query *query,
                  struct emit *emit, json_t *head)
{
    make_shape(view->table, view->label != NULL);
    emit_begin(emit, &view->table->shape, head);
    if (view->drawing != NULL)
        emit_draw(emit, view->drawing);
    if (emit_page(emit) != NULL)
        put_page(view, query, emit_page(emit));
    else
        for (guint i = view->first; i < view->last && !emit_stopped(emit);
             i++) {
            struct row row = {view->table, view->label,
                              record_at(view->records, i)};
            emit_record(emit, &row);
        }
    emit_end(emit);
}
