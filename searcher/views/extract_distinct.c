/* --distinct: every wording once, with how often it stands where.
 *
 * Wordings are the same when their normalised text is; of a place that the
 * table knows its name counts (广州 is 广州市), of what stands in 《》 or “”
 * what is within.  What is kept grows with the number of different ones. */
#include "searcher/views/extract_inside.h"

#include "common/messages/messages.h"

#include <string.h>

struct value {
    char *text, *id; /* where it stands first */
    guint count, units;
    guint32 last_unit;
    GArray *plans; /* of guint32, rising */
    guint order;
};

struct distinct {
    const struct extract_view *view;
    GHashTable *by_key;  /* char * to struct value */
    GPtrArray *plan_ids; /* of char *, by plan number, NULL where unknown */
};

struct distinct_record {
    const struct distinct *distinct;
    const struct value *value;
};

static void value_free(void *data)
{
    struct value *value = data;
    g_free(value->text);
    g_free(value->id);
    g_array_unref(value->plans);
    g_free(value);
}

struct distinct *distinct_new(const struct extract_view *view)
{
    struct distinct *distinct = g_new0(struct distinct, 1);
    distinct->view = view;
    distinct->by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, value_free);
    distinct->plan_ids = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_set_size(distinct->plan_ids, (gint)index_plans(view->index));
    return distinct;
}

void distinct_free(struct distinct *distinct)
{
    if (distinct == NULL)
        return;
    g_hash_table_unref(distinct->by_key);
    g_ptr_array_unref(distinct->plan_ids);
    g_free(distinct);
}

static char *key_of(const struct extract *found, const char *text)
{
    struct byte_span span = found->name.end > 0 ? found->name : found->place;
    if (found->known != NULL)
        return g_strdup(found->known->name);
    return g_strndup(text + span.start, span.end - span.start);
}

bool distinct_add(struct distinct *distinct, guint32 plan, guint32 unit,
                  const struct extract *found, const char *text,
                  distinct_unit *read, void *data, GError **error)
{
    char *key = key_of(found, text);
    struct value *value = g_hash_table_lookup(distinct->by_key, key);
    if (value == NULL) {
        struct page_unit *page = read(data, unit, error);
        if (page == NULL) {
            g_free(key);
            return false;
        }
        value = g_new0(struct value, 1);
        value->text = found->known != NULL
                          ? g_strdup(found->known->name)
                          : extract_wording(page, found->place, NULL);
        value->id = g_strdup(page->unit->id);
        value->plans = g_array_new(FALSE, FALSE, sizeof(guint32));
        value->last_unit = G_MAXUINT32;
        value->order = g_hash_table_size(distinct->by_key);
        if (distinct->plan_ids->pdata[plan] == NULL)
            distinct->plan_ids->pdata[plan] = g_strdup(page->plan->id);
        g_hash_table_insert(distinct->by_key, g_steal_pointer(&key), value);
    }
    g_free(key);
    value->count++;
    value->units += value->last_unit != unit;
    value->last_unit = unit;
    if (value->plans->len == 0 ||
        g_array_index(value->plans, guint32, value->plans->len - 1) != plan)
        g_array_append_val(value->plans, plan);
    return true;
}

/* ---- records */

static json_t *distinct_json(const void *data)
{
    const struct distinct_record *record = data;
    const struct value *value = record->value;
    const char *label = record->distinct->view->label;
    json_t *plans = json_array(), *json = json_object();
    for (guint i = 0; i < value->plans->len; i++)
        json_array_append_new(
            plans,
            json_string(record->distinct->plan_ids
                            ->pdata[g_array_index(value->plans, guint32, i)]));
    if (label != NULL)
        json_object_set_new(json, "label", json_string(label));
    json_object_set_new(json, "text", json_string(value->text));
    json_object_set_new(json, "count", json_integer(value->count));
    json_object_set_new(json, "units", json_integer(value->units));
    json_object_set_new(json, "plans", plans);
    json_object_set_new(json, "id", json_string(value->id));
    return json;
}

static void distinct_text(struct page *page, const void *data)
{
    (void)page, (void)data; /* one table for all, put down at the end */
}

static const char *const fields[] = {"label", "text", "count", "units",
                                     "plans", "id",   NULL};
static const struct emit_shape shape = {fields + 1, distinct_json,
                                        distinct_text, NULL};
static const struct emit_shape labelled = {fields, distinct_json, distinct_text,
                                           NULL};

const struct emit_shape *distinct_shape(const struct extract_view *view)
{
    return view->label != NULL ? &labelled : &shape;
}

/* ---- the end */

static gint most_first(gconstpointer a, gconstpointer b)
{
    const struct value *left = *(void *const *)a, *right = *(void *const *)b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return left->order < right->order ? -1 : 1;
}

/* Ids of plans whose first wording another plan had before. */
static bool name_plans(struct distinct *distinct, const struct value *value,
                       GError **error)
{
    for (guint i = 0; i < value->plans->len; i++) {
        guint32 plan = g_array_index(value->plans, guint32, i);
        if (distinct->plan_ids->pdata[plan] != NULL)
            continue;
        const struct plan *facts =
            index_plan(distinct->view->index, plan, error);
        if (facts == NULL)
            return false;
        distinct->plan_ids->pdata[plan] = g_strdup(facts->id);
    }
    return true;
}

static void add_row(struct columns *columns, const struct page *page,
                    const struct value *value)
{
    static const char *const form = "%u";
    g_autofree char *text = extract_shortened(page, value->text);
    g_autofree char *count = g_strdup_printf(form, value->count);
    g_autofree char *units = g_strdup_printf(form, value->units);
    g_autofree char *plans = g_strdup_printf(form, value->plans->len);
    columns_add(columns, text);
    columns_add(columns, "");
    columns_run(columns, PAGE_ID, value->id);
    columns_add(columns, count);
    columns_add(columns, units);
    columns_add(columns, plans);
}

static struct columns *head_row(void)
{
    struct columns *columns = columns_new(5, 2);
    columns_add(columns, _("wording"));
    columns_add(columns, _("first in"));
    columns_add(columns, _("count"));
    columns_add(columns, _("units"));
    columns_add(columns, _("plans"));
    return columns;
}

static bool put_values(struct distinct *distinct, const GPtrArray *all,
                       guint first, guint last, struct emit *emit,
                       GError **error)
{
    struct page *page = emit_page(emit);
    struct columns *columns = page != NULL && last > first ? head_row() : NULL;
    bool fine = true;
    for (guint i = first; fine && i < last && !emit_stopped(emit); i++) {
        struct distinct_record record = {distinct, all->pdata[i]};
        fine = name_plans(distinct, record.value, error);
        if (fine && columns != NULL)
            add_row(columns, page, record.value);
        if (fine)
            emit_record(emit, &record);
    }
    if (columns != NULL)
        columns_put(columns, page, false);
    return fine;
}

bool distinct_emit(struct distinct *distinct, struct emit *emit, guint *count,
                   GError **error)
{
    const struct extract_view *view = distinct->view;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    guint first, last;
    g_hash_table_iter_init(&iter, distinct->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(all, value);
    g_ptr_array_sort(all, most_first);
    records_range(view->limit, view->offset, all->len, &first, &last);
    *count = all->len;
    return put_values(distinct, all, first, last, emit, error);
}
