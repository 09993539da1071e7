/* The manifest of a coding: all that somebody needs to repeat it and to see
 * that it is the same.  No date and no path is in it, so that two runs give the
 * same bytes. */
#include "searcher/views/codebook.h"

#include "common/messages/messages.h"

#include <math.h>

static json_t *code_json(const struct code *code)
{
    const struct count_cell *total = &code->count->total;
    return json_pack("{s:s, s:o, s:o, s:s, s:o, s:i, s:I, s:I}", "label",
                     code->label, "group", text_or_null(code->group), "note",
                     text_or_null(code->note), "query", code->written,
                     "understood", query_to_json(code->query), "units",
                     (int)total->units, "occurrences",
                     (json_int_t)total->occurrences, "characters",
                     (json_int_t)total->characters);
}

static json_t *codes_json(const struct coding *coding)
{
    json_t *list = json_array();
    for (guint i = 0; i < coding->codes->len; i++)
        json_array_append_new(list, code_json(coding->codes->pdata[i]));
    return list;
}

static json_t *plan_json(const struct plan_record *record)
{
    const struct plan *plan = record->plan;
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i}", "id", plan->id,
        "title", text_or_null(plan->title), "place", text_or_null(plan->place),
        "period", text_or_null(plan->period), "issuer",
        text_or_null(plan->issuer), "date", text_or_null(plan->date), "source",
        text_or_null(plan->source), "sha256", text_or_null(plan->sha256),
        "units", (int)record->units, "characters", (int)record->characters);
}

static json_t *plans_json(struct index *index, GError **error)
{
    json_t *list = json_array();
    for (guint32 i = 0; i < index_plans(index); i++) {
        struct plan_record record;
        if (!plan_record_read(index, i, &record, error)) {
            json_decref(list);
            return NULL;
        }
        json_array_append_new(list, plan_json(&record));
    }
    return list;
}

json_t *coding_manifest(const struct coding *coding, const char *sha256,
                        guint faulty, GError **error)
{
    struct index *index = matcher_index(coding->matcher);
    json_t *plans = plans_json(index, error);
    if (plans == NULL)
        return NULL;
    return json_pack(
        "{s:i, s:s, s:i, s:s, s:s, s:s, s:{s:s, s:i, s:i}, s:o, s:o}", "format",
        1, "program", "plan-search " PLAN_VERSION, "schema",
        (int)index_schema(), "fingerprint", index_fingerprint(index),
        "normalisation", normal_version(), "match",
        match_kind_name(coding->widest), "codebook", "sha256", sha256, "codes",
        (int)coding->codes->len, "faulty_lines", (int)faulty, "plans", plans,
        "codes", codes_json(coding));
}

/* ---- as a table, for a workbook */

struct fact {
    const char *name;
    const json_t *value;
};

static json_t *fact_json(const void *data)
{
    const struct fact *fact = data;
    return json_pack("{s:s, s:O}", "name", fact->name, "value", fact->value);
}

static const char *const fields[] = {"name", "value", NULL};
static const struct emit_shape shape = {fields, fact_json, NULL, NULL};

static void put_fact(const char *name, const json_t *value, struct emit *emit,
                     struct columns *columns)
{
    struct fact fact = {name, value};
    if (columns == NULL) {
        emit_record(emit, &fact);
        return;
    }
    g_autofree char *text = json_is_string(value)
                                ? g_strdup(json_string_value(value))
                                : g_strdup_printf("%" JSON_INTEGER_FORMAT,
                                                  json_integer_value(value));
    columns_add(columns, _(name));
    columns_add(columns, text);
}

void coding_emit_manifest(const struct coding *coding, const json_t *manifest,
                          struct emit *emit, json_t *head)
{
    static const char *const names[] = {N_("program"), N_("schema"),
                                        N_("fingerprint"), N_("normalisation"),
                                        N_("match")};
    json_object_set_new(head, "table", json_string("manifest"));
    coding_begin(coding, emit, &shape, _("manifest"), head);
    struct page *page = emit_page(emit);
    struct columns *columns = page != NULL ? columns_new(2, 2) : NULL;
    if (columns != NULL) {
        columns_add(columns, _("name"));
        columns_add(columns, _("value"));
    }
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        put_fact(names[i], json_object_get(manifest, names[i]), emit, columns);
    put_fact(N_("codebook sha256"),
             json_object_get(json_object_get(manifest, "codebook"), "sha256"),
             emit, columns);
    size_t i;
    json_t *plan;
    json_array_foreach(json_object_get(manifest, "plans"), i, plan)
    {
        g_autofree char *name = g_strconcat(
            json_string_value(json_object_get(plan, "id")), " sha256", NULL);
        if (json_is_string(json_object_get(plan, "sha256")))
            put_fact(name, json_object_get(plan, "sha256"), emit, columns);
    }
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
}
