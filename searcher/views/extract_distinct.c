/* --distinct: every wording once, with how often it stands where.
 *
 * Wordings are the same when their normalised text is; of a place that the
 * table knows its name counts (广州 is 广州市), of what stands in 《》 or “”
 * what is within.  Hidden words (**) count as what they most likely are, where
 * that is sure enough.  Measures count by their tool.  What is kept grows with
 * the number of different ones. */
#include "searcher/views/extract_inside.h"

#include "common/messages/messages.h"

#include <string.h>

/* How sure a hidden word must be, and how many plans are named for reading. */
#define SURE 0.9
enum { MOST_NAMED = 5 };

struct plan_count {
    guint32 plan;
    guint count;
};

struct value {
    char *text, *id; /* where it stands first; without hidden words if it can
                        be; text NULL of measures without a tool */
    guint count, units;
    guint inferred; /* of count: where hidden words were taken as known */
    guint32 last_unit;
    GArray *plans; /* of struct plan_count, plans rising */
    guint order;
};

struct distinct {
    const struct extract_view *view;
    GHashTable *by_key;  /* char * to struct value */
    GPtrArray *plan_ids; /* of char *, by plan number, NULL where unknown */
    GPtrArray *places;   /* the same: their places, else ids */
    GPtrArray *periods;  /* the same, NULL where the plan has none */
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
    GPtrArray **lists[] = {&distinct->plan_ids, &distinct->places,
                           &distinct->periods};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        *lists[i] = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_set_size(*lists[i], (gint)index_plans(view->index));
    }
    return distinct;
}

void distinct_free(struct distinct *distinct)
{
    if (distinct == NULL)
        return;
    g_hash_table_unref(distinct->by_key);
    g_ptr_array_unref(distinct->plan_ids);
    g_ptr_array_unref(distinct->places);
    g_ptr_array_unref(distinct->periods);
    g_free(distinct);
}

/* The text of a span, hidden words taken as what they most likely are; *filled
 * says whether there were such. */
static char *with_words(const struct index *index, guint32 unit,
                        struct byte_span span, const char *text, bool *filled)
{
    GString *out = g_string_new(NULL);
    guint count = 0;
    const struct mask *masks = index_masks(index, unit, &count);
    guint32 at = span.start;
    for (guint i = 0; i < count; i++) {
        const struct mask *mask = &masks[i];
        if (mask->word == NULL || mask->confidence < SURE || mask->from < at ||
            mask->to > span.end)
            continue;
        g_string_append_len(out, text + at, mask->from - at);
        g_string_append(out, mask->word);
        at = mask->to;
        *filled = true;
    }
    g_string_append_len(out, text + at, span.end - at);
    return g_string_free(out, FALSE);
}

static struct value *value_new(const struct distinct *distinct)
{
    struct value *value = g_new0(struct value, 1);
    value->plans = g_array_new(FALSE, FALSE, sizeof(struct plan_count));
    value->last_unit = G_MAXUINT32;
    value->order = g_hash_table_size(distinct->by_key);
    return value;
}

static void count_one(struct value *value, guint32 plan, guint32 unit)
{
    struct plan_count *last =
        value->plans->len > 0 ? &g_array_index(value->plans, struct plan_count,
                                               value->plans->len - 1)
                              : NULL;
    value->count++;
    value->units += value->last_unit != unit;
    value->last_unit = unit;
    if (last != NULL && last->plan == plan) {
        last->count++;
    } else {
        struct plan_count one = {plan, 1};
        g_array_append_val(value->plans, one);
    }
}

bool distinct_add(struct distinct *distinct, guint32 plan, guint32 unit,
                  const struct extract *found, const char *text,
                  distinct_unit *read, void *data, GError **error)
{
    bool filled = false;
    struct byte_span span = found->name.end > 0 ? found->name : found->place;
    g_autofree char *key =
        found->known != NULL
            ? g_strdup(found->known->name)
            : with_words(distinct->view->index, unit, span, text, &filled);
    struct value *value = g_hash_table_lookup(distinct->by_key, key);
    bool better = value != NULL && value->inferred == value->count && !filled;
    if (value == NULL || better) {
        struct page_unit *page = read(data, unit, error);
        if (page == NULL)
            return false;
        if (value == NULL) {
            value = value_new(distinct);
            value->id = g_strdup(page->unit->id);
            g_hash_table_insert(distinct->by_key, g_steal_pointer(&key), value);
        }
        g_free(value->text);
        value->text = found->known != NULL
                          ? g_strdup(found->known->name)
                          : page_wording(page, found->place, NULL);
    }
    value->inferred += filled;
    count_one(value, plan, unit);
    return true;
}

void distinct_add_word(struct distinct *distinct, guint32 plan, guint32 unit,
                       const char *word, const char *id)
{
    const char *key = word != NULL ? word : "";
    struct value *value = g_hash_table_lookup(distinct->by_key, key);
    if (value == NULL) {
        value = value_new(distinct);
        value->text = g_strdup(word);
        value->id = g_strdup(id);
        g_hash_table_insert(distinct->by_key, g_strdup(key), value);
    }
    count_one(value, plan, unit);
}

/* ---- records */

static json_t *distinct_json(const void *data)
{
    const struct distinct_record *record = data;
    const struct value *value = record->value;
    const char *label = record->distinct->view->label;
    json_t *plans = json_array(), *counts = json_object();
    json_t *json = json_object();
    for (guint i = 0; i < value->plans->len; i++) {
        const struct plan_count *one =
            &g_array_index(value->plans, struct plan_count, i);
        const char *id = record->distinct->plan_ids->pdata[one->plan];
        json_array_append_new(plans, json_string(id));
        json_object_set_new(counts, id, json_integer(one->count));
    }
    if (label != NULL)
        json_object_set_new(json, "label", json_string(label));
    json_object_set_new(json, "text",
                        value->text != NULL ? json_string(value->text)
                                            : json_null());
    json_object_set_new(json, "count", json_integer(value->count));
    json_object_set_new(json, "units", json_integer(value->units));
    json_object_set_new(json, "plans", plans);
    json_object_set_new(json, "id", json_string(value->id));
    json_object_set_new(json, "plan_counts", counts);
    json_object_set_new(json, "inferred", json_integer(value->inferred));
    return json;
}

static void distinct_text(struct page *page, const void *data)
{
    (void)page, (void)data; /* one table for all, put down at the end */
}

static const char *const fields[] = {"label",       "text",     "count",
                                     "units",       "plans",    "id",
                                     "plan_counts", "inferred", NULL};
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

/* Learns what the plans of a value are called. */
static bool name_plans(struct distinct *distinct, const struct value *value,
                       GError **error)
{
    for (guint i = 0; i < value->plans->len; i++) {
        guint32 plan = g_array_index(value->plans, struct plan_count, i).plan;
        if (distinct->plan_ids->pdata[plan] != NULL)
            continue;
        const struct plan *facts =
            index_plan(distinct->view->index, plan, error);
        if (facts == NULL)
            return false;
        distinct->plan_ids->pdata[plan] = g_strdup(facts->id);
        distinct->places->pdata[plan] =
            g_strdup(facts->place != NULL ? facts->place : facts->id);
        distinct->periods->pdata[plan] = g_strdup(facts->period);
    }
    return true;
}

/* Whether another plan of the value has the same place. */
static bool shares_place(const struct distinct *distinct,
                         const struct value *value, guint i)
{
    const char *place =
        distinct->places
            ->pdata[g_array_index(value->plans, struct plan_count, i).plan];
    for (guint j = 0; j < value->plans->len; j++)
        if (j != i &&
            strcmp(place,
                   distinct->places
                       ->pdata[g_array_index(value->plans, struct plan_count, j)
                                   .plan]) == 0)
            return true;
    return false;
}

/* 甲市 3, 乙市 1; "" when there are too many. */
static char *places_of(const struct distinct *distinct,
                       const struct value *value)
{
    GString *out = g_string_new(NULL);
    if (value->plans->len > MOST_NAMED)
        return g_string_free(out, FALSE);
    for (guint i = 0; i < value->plans->len; i++) {
        const struct plan_count *one =
            &g_array_index(value->plans, struct plan_count, i);
        const char *period = distinct->periods->pdata[one->plan];
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                               (char *)distinct->places->pdata[one->plan]);
        if (period != NULL && shares_place(distinct, value, i))
            g_string_append_printf(out, " %s", period);
        g_string_append_printf(out, " %u", one->count);
    }
    return g_string_free(out, FALSE);
}

static void add_number(struct columns *columns, guint number)
{
    static const char *const form = "%u";
    g_autofree char *text = g_strdup_printf(form, number);
    columns_add(columns, text);
}

static void add_row(struct columns *columns, const struct distinct *distinct,
                    const struct value *value, const struct page *page)
{
    g_autofree char *text =
        extract_shortened(value->text != NULL ? value->text : _("none"), page);
    g_autofree char *places = places_of(distinct, value);
    columns_add(columns, text);
    columns_add(columns, "");
    columns_run(columns, PAGE_ID, value->id);
    columns_add(columns, places);
    add_number(columns, value->count);
    add_number(columns, value->units);
    add_number(columns, value->plans->len);
}

static struct columns *head_row(const struct distinct *distinct)
{
    struct columns *columns = columns_new(6, 3);
    columns_add(columns, distinct->view->what == EXTRACTED_MEASURES
                             ? _("policy tool")
                             : _("wording"));
    columns_add(columns, _("first in"));
    columns_add(columns, _("where"));
    columns_add(columns, _("count"));
    columns_add(columns, _("units"));
    columns_add(columns, _("plans"));
    return columns;
}

static bool put_values(struct distinct *distinct, const GPtrArray *all,
                       guint first, guint last, struct emit *emit, bool records,
                       GError **error)
{
    struct page *page = emit_page(emit);
    struct columns *columns =
        page != NULL && last > first ? head_row(distinct) : NULL;
    bool fine = true;
    for (guint i = first; fine && i < last && !emit_stopped(emit); i++) {
        struct distinct_record record = {distinct, all->pdata[i]};
        fine = name_plans(distinct, record.value, error);
        if (fine && columns != NULL)
            add_row(columns, distinct, record.value, page);
        if (fine && records)
            emit_record(emit, &record);
    }
    if (columns != NULL)
        columns_put(columns, page, false);
    return fine;
}

static GPtrArray *sorted_values(const struct distinct *distinct)
{
    GPtrArray *all = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, distinct->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_ptr_array_add(all, value);
    g_ptr_array_sort(all, most_first);
    return all;
}

bool distinct_put(struct distinct *distinct, struct emit *emit, GError **error)
{
    g_autoptr(GPtrArray) all = sorted_values(distinct);
    return put_values(distinct, all, 0, all->len, emit, false, error);
}

bool distinct_emit(struct distinct *distinct, struct emit *emit, guint *count,
                   GError **error)
{
    const struct extract_view *view = distinct->view;
    g_autoptr(GPtrArray) all = sorted_values(distinct);
    guint first, last;
    records_range(view->limit, view->offset, all->len, &first, &last);
    *count = all->len;
    return put_values(distinct, all, first, last, emit, true, error);
}
