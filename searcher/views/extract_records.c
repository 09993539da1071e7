/* What was extracted as records: the fields of each kind. */
#include "searcher/views/extract_inside.h"

#include <math.h>
#include <string.h>

static void set(json_t *json, const char *key, json_t *value)
{
    json_object_set_new_nocheck(json, key, value);
}

static void set_wording(json_t *json, const char *key, struct page_unit *unit,
                        struct byte_span place)
{
    g_autofree char *wording = page_wording(unit, place, NULL);
    set(json, key, text_or_null(wording));
}

/* id, plan, span, text: what all kinds begin with. */
static json_t *record_begin(const struct extract_record *record,
                            struct byte_span place)
{
    struct span span = {0, 0};
    g_autofree char *text = page_wording(record->unit, place, &span);
    json_t *json = json_object();
    if (record->label != NULL)
        set(json, "label", json_string(record->label));
    set(json, "id", text_or_null(record->unit->unit->id));
    set(json, "plan", text_or_null(record->unit->plan->id));
    set(json, "span", span_json(span));
    set(json, "text", text_or_null(text));
    return json;
}

/* ---- the kinds */

static void put_quantity(json_t *json, const struct extract_record *record)
{
    struct extract_amount amount;
    extract_amount(record, &amount);
    set(json, "kind",
        json_string(amount.percentage ? "percentage" : "quantity"));
    set(json, "relation", text_or_null(record->found->relation));
    set(json, "value",
        amount.low == amount.high ? goals_number_json(amount.low)
                                  : json_null());
    set(json, "low", goals_number_json(amount.low));
    set(json, "high", goals_number_json(amount.high));
    set(json, "unit", text_or_null(amount.unit));
    g_free(amount.unit);
}

static void put_citation(json_t *json, const struct extract_record *record)
{
    const struct extract *found = record->found;
    set_wording(json, "title", record->unit, found->name);
    set_wording(json, "issuer", record->unit, found->issuer);
    set_wording(json, "number", record->unit, found->number);
    set(json, "year",
        found->year > 0 ? json_integer(found->year) : json_null());
    set(json, "complete", json_boolean(!found->open));
}

static void put_programme(json_t *json, const struct extract_record *record)
{
    set(json, "type", text_or_null(record->found->type));
    set_wording(json, "verb", record->unit, record->found->verb);
    set(json, "evidence", text_or_null(record->found->evidence));
}

static void put_quoted(json_t *json, const struct extract_record *record)
{
    g_autofree char *term =
        page_wording(record->unit, record->found->name, NULL);
    g_autofree char *period = term != NULL && g_utf8_strlen(term, -1) < 14
                                  ? period_parse(term)
                                  : NULL;
    set(json, "term", text_or_null(term));
    set(json, "period", text_or_null(period));
}

static void put_place_of(json_t *json, const struct extract_record *record)
{
    const struct place *place = record->found->known;
    set(json, "name", text_or_null(place != NULL ? place->name : NULL));
    set(json, "level", text_or_null(place != NULL ? place->level : NULL));
    set(json, "province", text_or_null(place != NULL ? place->province : NULL));
    set(json, "evidence", text_or_null(record->found->evidence));
}

static void put_organisation(json_t *json, const struct extract_record *record)
{
    set(json, "type", text_or_null(record->found->type));
}

char *extract_iso(guint year, guint month, guint day)
{
    g_autofree char *head =
        year > 0 ? g_strdup_printf("%04u", year) : g_strdup("-");
    if (month == 0)
        return g_strdup(head);
    return day > 0 ? g_strdup_printf("%s-%02u-%02u", head, month, day)
                   : g_strdup_printf("%s-%02u", head, month);
}

void extract_days(const struct extract *date, char **from, char **to)
{
    guint year = date->year, last = date->to_year > 0 ? date->to_year : year;
    guint month = date->month,
          to_month = date->to_month > 0 ? date->to_month : month;
    *from = *to = NULL;
    if (year == 0)
        return;
    guint end = to_month == 0 ? 31
                              : g_date_get_days_in_month((GDateMonth)to_month,
                                                         (GDateYear)last);
    *from = extract_iso(year, MAX(month, 1), MAX(date->day, 1));
    *to = extract_iso(last, to_month > 0 ? to_month : 12,
                      date->day > 0 ? date->day : end);
}

static void put_date(json_t *json, const struct extract_record *record)
{
    const struct extract *found = record->found;
    g_autofree char *iso = extract_iso(found->year, found->month, found->day);
    g_autofree char *from, *to;
    extract_days(found, &from, &to);
    set(json, "date", json_string(iso));
    set(json, "precision",
        json_string(found->day > 0     ? "day"
                    : found->month > 0 ? "month"
                                       : "year"));
    set(json, "part", text_or_null(found->part));
    set(json, "from", text_or_null(from));
    set(json, "to", text_or_null(to));
}

static void put_period(json_t *json, const struct extract_record *record)
{
    const struct extract *found = record->found;
    g_autofree char *years =
        g_strdup_printf("%u-%u", found->year, found->to_year);
    int number = period_number(years);
    set(json, "from", json_integer(found->year));
    set(json, "to", json_integer(found->to_year));
    set(json, "number", number > 0 ? json_integer(number) : json_null());
}

static void (*const puts_of[])(json_t *, const struct extract_record *) = {
    [EXTRACT_QUANTITIES] = put_quantity,
    [EXTRACT_CITATIONS] = put_citation,
    [EXTRACT_PROGRAMMES] = put_programme,
    [EXTRACT_QUOTED] = put_quoted,
    [EXTRACT_PLACES] = put_place_of,
    [EXTRACT_ORGANISATIONS] = put_organisation,
    [EXTRACT_DATES] = put_date,
    [EXTRACT_PERIODS] = put_period,
};

static json_t *found_json(const void *data)
{
    const struct extract_record *record = data;
    json_t *json = record_begin(record, record->found->place);
    puts_of[record->what - EXTRACTED_FOUND](json, record);
    return json;
}

/* ---- measures */

static void append_new(json_t *list, const char *text)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(json_string_value(json_array_get(list, i)), text) == 0)
            return;
    json_array_append_new(list, json_string(text));
}

static json_t *actions_json(const struct extract_record *record, json_t *verbs)
{
    json_t *list = json_array();
    for (guint i = 0; i < record->measure->actions->len; i++) {
        const struct action *action =
            &g_array_index(record->measure->actions, struct action, i);
        struct byte_span place = {action->verb.start, action->object.end};
        struct span span = {0, 0};
        g_autofree char *verb = page_wording(record->unit, action->verb, NULL);
        g_autofree char *object =
            page_wording(record->unit, action->object, NULL);
        g_autofree char *whole = page_wording(record->unit, place, &span);
        json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "verb", verb,
                                              "object", object, "span",
                                              span_json(span)));
        append_new(verbs, verb);
    }
    return list;
}

static json_t *objects_json(const struct extract_record *record)
{
    json_t *list = json_array();
    for (guint i = 0; i < record->measure->objects->len; i++) {
        g_autofree char *object = page_wording(
            record->unit,
            g_array_index(record->measure->objects, struct byte_span, i), NULL);
        append_new(list, object);
    }
    return list;
}

static json_t *tools_json(const struct measure *measure)
{
    json_t *list = json_array();
    for (guint i = 0; i < measure->tools->len; i++) {
        const struct policy_tool *tool =
            &g_array_index(measure->tools, struct policy_tool, i);
        json_array_append_new(list, json_string(tool->name));
    }
    return list;
}

static json_t *tool_counts_json(const struct measure *measure)
{
    json_t *counts = json_object();
    for (guint i = 0; i < measure->tools->len; i++) {
        const struct policy_tool *tool =
            &g_array_index(measure->tools, struct policy_tool, i);
        json_object_set_new(counts, tool->name, json_integer(tool->weight));
    }
    return counts;
}

/* The lead without its marker and its stop. */
static json_t *lead_json(const struct unit *unit)
{
    const char *lead = unit->lead;
    if (lead == NULL)
        return json_null();
    if (unit->marker != NULL && g_str_has_prefix(lead, unit->marker))
        lead += strlen(unit->marker);
    g_autofree char *bare = g_strstrip(g_strdup(lead));
    while (text_ends_with_any(bare, "。．.；;：:，,　 "))
        *g_utf8_find_prev_char(bare, bare + strlen(bare)) = '\0';
    return *bare != '\0' ? json_string(bare) : json_null();
}

static json_t *measure_json(const void *data)
{
    const struct extract_record *record = data;
    const struct measure *measure = record->measure;
    const struct unit *unit = record->unit->unit;
    const char *tool = NULL, *side = NULL;
    if (measure->tools->len > 0) {
        tool = g_array_index(measure->tools, struct policy_tool, 0).name;
        side = g_array_index(measure->tools, struct policy_tool, 0).side;
    }
    struct byte_span all = {0, (guint32)reader_normal(record->unit)->length};
    json_t *json = record_begin(record, all), *verbs = json_array();
    json_t *actions = actions_json(record, verbs);
    set(json, "role", text_or_null(role_name(unit->role)));
    set(json, "lead", lead_json(unit));
    set(json, "verbs", verbs);
    set(json, "objects", objects_json(record));
    set(json, "actions", actions);
    set(json, "tool", text_or_null(tool));
    set(json, "side", text_or_null(side));
    set(json, "tools", tools_json(measure));
    set(json, "tool_counts", tool_counts_json(measure));
    return json;
}

/* ---- shapes */

#define FIRST "label", "id", "plan", "span", "text"
enum { MOST_FIELDS = 15 };
static const char *const fields[EXTRACTED_KINDS][MOST_FIELDS] = {
    [EXTRACTED_MEASURES] = {FIRST, "role", "lead", "verbs", "objects",
                            "actions", "tool", "side", "tools", "tool_counts",
                            NULL},
    [EXTRACTED_FOUND + EXTRACT_QUANTITIES] = {FIRST, "kind", "relation",
                                              "value", "low", "high", "unit",
                                              NULL},
    [EXTRACTED_FOUND + EXTRACT_CITATIONS] = {FIRST, "title", "issuer", "number",
                                             "year", "complete", NULL},
    [EXTRACTED_FOUND +
        EXTRACT_PROGRAMMES] = {FIRST, "type", "verb", "evidence", NULL},
    [EXTRACTED_FOUND + EXTRACT_QUOTED] = {FIRST, "term", "period", NULL},
    [EXTRACTED_FOUND + EXTRACT_PLACES] = {FIRST, "name", "level", "province",
                                          "evidence", NULL},
    [EXTRACTED_FOUND + EXTRACT_ORGANISATIONS] = {FIRST, "type", NULL},
    [EXTRACTED_FOUND + EXTRACT_DATES] = {FIRST, "date", "precision", "part",
                                         "from", "to", NULL},
    [EXTRACTED_FOUND + EXTRACT_PERIODS] = {FIRST, "from", "to", "number", NULL},
};

const struct emit_shape *extract_shape(enum extracted what, bool labelled)
{
    static struct emit_shape shapes[EXTRACTED_KINDS][2];
    struct emit_shape *shape = &shapes[what][labelled];
    bool measures = what == EXTRACTED_MEASURES;
    shape->fields = fields[what] + (labelled ? 0 : 1);
    shape->json = measures ? measure_json : found_json;
    shape->text = measures ? extract_measure_text : extract_text;
    return shape;
}

/* ---- units */

json_t *extract_labelled(json_t *json, const char *label)
{
    if (label == NULL)
        return json;
    json_t *whole = json_pack("{s:s}", "label", label);
    json_object_update(whole, json);
    json_decref(json);
    return whole;
}

static json_t *labelled_unit_json(const void *data)
{
    const struct extract_unit *unit = data;
    return extract_labelled(units_shape.json(&unit->record), unit->label);
}

/* The fields of units, with a label before them. */
static const char *const *labelled_unit_fields(void)
{
    static const char *all[32] = {"label"};
    for (guint i = 0; units_shape.fields[i] != NULL; i++) {
        g_assert(i + 2 < G_N_ELEMENTS(all));
        all[i + 1] = units_shape.fields[i];
    }
    return all;
}

const struct emit_shape *extract_unit_shape(bool labelled)
{
    static struct emit_shape shape;
    if (!labelled)
        return &units_shape;
    shape.fields = labelled_unit_fields();
    shape.json = labelled_unit_json;
    shape.text = units_shape.text;
    return &shape;
}
