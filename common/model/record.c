/* Units and plans as JSON: in full as the programs print them (contract §6),
 * and in short as the index keeps them.
 *
 * A plan's short record is JSON, its sections and captions lists, not objects:
 * the names would be longer than what they name.  A unit's is a GVariant of
 * UNIT_RECORD.  The id is given from where the id of its section ends ("p4"),
 * with a "/" before it from where the plan's ends, and with a "=" when it
 * begins otherwise; role and row text follow from the rest.
 */
#include "common/model/inside.h"

#include "common/messages/messages.h"
#include "common/model/json.h"

#include <string.h>

/* kind, section, table, id, first line, lines more, bytes of the lead, marker,
 * text (none of a row), cells (of a row) */
#define UNIT_RECORD "(yiisuuumsmsas)"

/* ---- in full */

static json_t *mask_of(guint start, guint end, const char *word,
                       double confidence)
{
    json_t *mask = json_object();
    json_set(mask, "span", json_pack("[ii]", (int)start, (int)end));
    json_set(mask, "word", json_text(word));
    json_set(mask, "confidence",
             word != NULL ? json_real(confidence) : json_null());
    return mask;
}

/* Runs of two asterisks or more: a lone one is a sign (5*8), no mask. */
static json_t *masks_in(const char *text)
{
    json_t *masks = json_array();
    guint at = 0;
    for (const char *p = strchr(text, '*') != NULL ? text : ""; *p != '\0';) {
        guint run = (guint)strspn(p, "*");
        if (run > 1)
            json_array_append_new(masks, mask_of(at, at + run, NULL, 0));
        at += MAX(run, 1);
        p = run > 0 ? p + run : g_utf8_next_char(p);
    }
    return masks;
}

static json_t *masks_of(const struct unit *unit)
{
    if (unit->masks == NULL)
        return masks_in(unit->text);
    json_t *masks = json_array();
    for (guint i = 0; i < unit->mask_count; i++) {
        const struct mask *mask = &unit->masks[i];
        json_array_append_new(masks, mask_of(mask->start, mask->end, mask->word,
                                             mask->confidence));
    }
    return masks;
}

static json_t *table_of(const struct plan *plan, const struct unit *unit)
{
    const struct caption *caption =
        g_ptr_array_index(plan->tables, (guint)unit->table);
    json_t *table = json_object();
    json_set(table, "id", json_text(caption->id));
    json_set(table, "caption", json_text(caption->text));
    json_set(table, "columns", json_strings(caption->columns));
    json_set(table, "cells", json_strings(unit->cells));
    return table;
}

json_t *unit_to_json(const struct plan *plan, const struct unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(plan, unit);
    g_autofree char *cite = unit_cite(plan, unit);
    json_t *json = json_object();
    json_set(json, "id", json_text(unit->id));
    json_set(json, "plan", json_text(plan->id));
    json_set(json, "title", json_text(plan->title));
    json_set(json, "place", json_text(plan->place));
    json_set(json, "level", json_text(plan->level));
    json_set(json, "period", json_text(plan->period));
    json_set(json, "kind", json_text(unit_kind_name(unit->kind)));
    json_set(json, "role", json_text(role_name(unit->role)));
    json_set(json, "path", json_strings(path));
    json_set(json, "marker", json_text(unit->marker));
    json_set(json, "lead", json_text(unit->lead));
    json_set(json, "text", json_text(unit->text));
    json_set(json, "lines", json_lines(unit->lines));
    json_set(json, "source", json_text(plan->source));
    json_set(json, "cite", json_text(cite));
    if (unit->cells != NULL && unit->table != NO_TABLE)
        json_set(json, "table", table_of(plan, unit));
    json_t *masks = masks_of(unit);
    if (json_array_size(masks) > 0)
        json_set(json, "masks", masks);
    else
        json_decref(masks);
    return json;
}

/* ---- in short: writing */

static char *dump(json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    return text;
}

/* The id that ids in that section begin with, without the last "/". */
static char *id_base(const struct plan *plan, int section)
{
    if (section == NO_SECTION)
        return g_strconcat(plan->id, "/0", NULL);
    const struct section *at =
        g_ptr_array_index(plan->sections, (guint)section);
    return g_strdup(at->id);
}

static char *id_shorten(const struct plan *plan, int section, const char *id)
{
    g_autofree char *base = id_base(plan, section);
    gsize length = strlen(base), plan_length = strlen(plan->id);
    if (g_str_has_prefix(id, base) &&
        (id[length] == '\0' || (id[length] == '/' && id[length + 1] != '\0' &&
                                strchr("/=", id[length + 1]) == NULL)))
        return g_strdup(id + length + (id[length] == '/' ? 1 : 0));
    if (g_str_has_prefix(id, plan->id) && id[plan_length] == '/')
        return g_strdup(id + plan_length);
    return g_strconcat("=", id, NULL);
}

static char *id_lengthen(const struct plan *plan, int section,
                         const char *shortened)
{
    g_autofree char *base = id_base(plan, section);
    if (*shortened == '=')
        return g_strdup(shortened + 1);
    if (*shortened == '/')
        return g_strconcat(plan->id, shortened, NULL);
    if (*shortened == '\0')
        return g_strdup(base);
    return g_strconcat(base, "/", shortened, NULL);
}

char *unit_encode(const struct plan *plan, const struct unit *unit,
                  gsize *length)
{
    g_autofree char *id = id_shorten(plan, unit->section, unit->id);
    static const char *const none[] = {NULL};
    bool row = unit->cells != NULL;
    g_autoptr(GVariant) record = g_variant_ref_sink(g_variant_new(
        "(yiisuuumsms@as)", (guchar)unit->kind, unit->section, unit->table, id,
        unit->lines.first, unit->lines.last - unit->lines.first,
        (guint32)(unit->lead != NULL ? strlen(unit->lead) : 0), unit->marker,
        row ? NULL : unit->text,
        g_variant_new_strv(row ? (const char *const *)unit->cells->pdata : none,
                           row ? (gssize)unit->cells->len : 0)));
    *length = g_variant_get_size(record);
    return g_memdup2(g_variant_get_data(record), *length);
}

static json_t *sections_short(const struct plan *plan)
{
    json_t *list = json_array();
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = g_ptr_array_index(plan->sections, i);
        json_t *one = json_array();
        json_array_append_new(one, json_text(section->id));
        json_array_append_new(one, json_integer(section->parent));
        json_array_append_new(one, json_integer(section->depth));
        json_array_append_new(one, json_integer(section->box));
        json_array_append_new(one, json_text(section->marker));
        json_array_append_new(one, json_text(section->text));
        json_array_append_new(one, json_integer(section->role));
        json_array_append_new(one, json_integer(section->lines.first));
        json_array_append_new(one, json_integer(section->lines.last));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *tables_short(const struct plan *plan)
{
    json_t *list = json_array();
    for (guint i = 0; i < plan->tables->len; i++) {
        const struct caption *caption = g_ptr_array_index(plan->tables, i);
        json_t *one = json_array();
        json_array_append_new(one, json_text(caption->id));
        json_array_append_new(one, json_text(caption->text));
        json_array_append_new(one, json_strings(caption->columns));
        json_array_append_new(list, one);
    }
    return list;
}

/* The facts of a plan under the names they have in its record. */
struct fact {
    const char *name;
    char **value;
};
#define FACTS 12
static void facts_of(struct plan *plan, struct fact facts[FACTS])
{
    const struct fact all[FACTS] = {
        {"id", &plan->id},
        {"title", &plan->title},
        {"title_from", &plan->title_from},
        {"place", &plan->place},
        {"province", &plan->province},
        {"level", &plan->level},
        {"period", &plan->period},
        {"subject", &plan->subject},
        {"issuer", &plan->issuer},
        {"date", &plan->date},
        {"source", &plan->source},
        {"sha256", &plan->sha256},
    };
    memcpy(facts, all, sizeof all);
}

char *plan_encode(const struct plan *plan)
{
    struct fact facts[FACTS];
    json_t *json = json_object();
    facts_of((struct plan *)plan, facts); /* only read here */
    for (guint i = 0; i < FACTS; i++)
        if (*facts[i].value != NULL)
            json_set(json, facts[i].name, json_text(*facts[i].value));
    json_set(json, "sections", sections_short(plan));
    json_set(json, "tables", tables_short(plan));
    return dump(json);
}

/* ---- in short: reading */

static json_t *load(const char *record, gsize length, GError **error)
{
    json_error_t wrong;
    json_t *json = json_loadb(record, length, 0, &wrong);
    if (json == NULL)
        json_fail(error, _("damaged record: %s"), wrong.text);
    return json;
}

static json_int_t list_integer(const json_t *list, size_t i)
{
    return json_integer_value(json_array_get(list, i));
}

static char *list_text(const json_t *list, size_t i)
{
    return g_strdup(json_string_value(json_array_get(list, i)));
}

/* Numbers that point into the plan must point at something. */
static bool unit_read_place(struct unit *unit, const struct plan *plan,
                            const char *id)
{
    if (unit->section < NO_SECTION ||
        unit->section >= (int)plan->sections->len || unit->table < NO_TABLE ||
        unit->table >= (int)plan->tables->len)
        return false;
    if (unit->section != NO_SECTION)
        unit->role = ((struct section *)g_ptr_array_index(plan->sections,
                                                          (guint)unit->section))
                         ->role;
    unit->id = id_lengthen(plan, unit->section, id);
    return true;
}

static bool unit_read_text(struct unit *unit, const char *text, char **cells,
                           guint32 lead)
{
    if (text == NULL) {
        unit->cells = strings_new();
        for (char **cell = cells; *cell != NULL; cell++)
            g_ptr_array_add(unit->cells, g_strdup(*cell));
        unit->text = cells_join(unit->cells);
    } else {
        unit->text = g_strdup(text);
    }
    if (lead > strlen(unit->text))
        return false;
    if (lead > 0)
        unit->lead = g_strndup(unit->text, lead);
    return true;
}

static struct unit *unit_read(const struct plan *plan, GVariant *record)
{
    guchar kind;
    guint32 first, more, lead;
    const char *id, *marker, *text;
    g_autofree char **cells = NULL; /* the strings are the record's */
    struct unit *unit = unit_new(UNIT_PARAGRAPH);
    g_variant_get(record, "(yii&suuum&sm&s^a&s)", &kind, &unit->section,
                  &unit->table, &id, &first, &more, &lead, &marker, &text,
                  &cells);
    unit->kind = (enum unit_kind)kind;
    unit->lines = (struct line_range){first, first + more};
    unit->marker = g_strdup(marker);
    if (kind < UNIT_KINDS && unit_read_place(unit, plan, id) &&
        unit_read_text(unit, text, cells, lead))
        return unit;
    unit_free(unit);
    return NULL;
}

struct unit *unit_decode(const struct plan *plan, const char *record,
                         gsize length, GError **error)
{
    g_autoptr(GVariant) variant = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(UNIT_RECORD), record, length, FALSE, NULL, NULL));
    struct unit *unit =
        g_variant_is_normal_form(variant) ? unit_read(plan, variant) : NULL;
    if (unit == NULL)
        json_fail(error, _("damaged record: no unit of plan '%s'"), plan->id);
    return unit;
}

static bool section_read(struct plan *plan, const json_t *list)
{
    struct section *section = section_new();
    json_int_t parent = list_integer(list, 1), role = list_integer(list, 6);
    bool sound = parent >= NO_SECTION &&
                 parent < (json_int_t)plan->sections->len && role >= 0 &&
                 role < ROLES;
    g_ptr_array_add(plan->sections, section);
    section->id = list_text(list, 0);
    section->parent = sound ? (int)parent : NO_SECTION;
    section->depth = (int)list_integer(list, 2);
    section->box = list_integer(list, 3) != 0;
    section->marker = list_text(list, 4);
    section->text = list_text(list, 5);
    section->role = sound ? (enum role)role : ROLE_NONE;
    section->lines.first = (unsigned)list_integer(list, 7);
    section->lines.last = (unsigned)list_integer(list, 8);
    return sound && section->id != NULL && section->text != NULL;
}

static bool caption_read(struct plan *plan, const json_t *list)
{
    struct caption *caption = caption_new();
    g_ptr_array_add(plan->tables, caption);
    caption->id = list_text(list, 0);
    caption->text = list_text(list, 1);
    return caption->id != NULL &&
           json_add_strings(json_array_get(list, 2), "columns",
                            caption->columns, NULL);
}

static bool plan_read(struct plan *plan, const json_t *json)
{
    struct fact facts[FACTS];
    facts_of(plan, facts);
    for (guint i = 0; i < FACTS; i++)
        if (!json_get_text(json, facts[i].name, facts[i].value, NULL))
            return false;
    const json_t *sections = json_object_get(json, "sections");
    const json_t *tables = json_object_get(json, "tables");
    for (size_t i = 0; i < json_array_size(sections); i++)
        if (!section_read(plan, json_array_get(sections, i)))
            return false;
    for (size_t i = 0; i < json_array_size(tables); i++)
        if (!caption_read(plan, json_array_get(tables, i)))
            return false;
    return plan->id != NULL && json_is_array(sections) && json_is_array(tables);
}

struct plan *plan_decode(const char *record, gsize length, GError **error)
{
    json_t *json = load(record, length, error);
    if (json == NULL)
        return NULL;
    struct plan *plan = plan_new();
    if (!plan_read(plan, json)) {
        json_fail(error, _("damaged record: no plan"));
        g_clear_pointer(&plan, plan_free);
    }
    json_decref(json);
    return plan;
}
