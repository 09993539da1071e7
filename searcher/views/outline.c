/* The outline of a plan: its sections as records, indented for reading. */
#include "searcher/views/views.h"

static const struct section *section_of(const struct section_record *record)
{
    return record->plan->sections->pdata[record->section];
}

/* Labels of the headings above a section, outermost first. */
static json_t *path_json(const struct plan *plan, int section)
{
    json_t *path = json_array();
    for (int at = section; at != NO_SECTION;) {
        const struct section *above = plan->sections->pdata[at];
        g_autofree char *label = heading_label(above->marker, above->text);
        json_array_insert_new(path, 0, json_string(label));
        at = above->parent;
    }
    return path;
}

static json_t *section_json(const void *data)
{
    const struct section_record *record = data;
    const struct section *section = section_of(record);
    const struct plan *plan = record->plan;
    return json_pack(
        "{s:s, s:s, s:o, s:o, s:s, s:i, s:o, s:o, s:s, s:o, s:[ii], s:o}", "id",
        section->id, "plan", plan->id, "title", text_or_null(plan->title),
        "place", text_or_null(plan->place), "kind",
        block_kind_name(section->box ? BLOCK_BOX : BLOCK_HEADING), "depth",
        section->depth, "role", text_or_null(role_name(section->role)),
        "marker", text_or_null(section->marker), "text", section->text, "path",
        path_json(plan, section->parent), "lines", (int)section->lines.first,
        (int)section->lines.last, "source", text_or_null(plan->source));
}

static void section_text(struct page *page, const void *data)
{
    const struct section_record *record = data;
    const struct section *section = section_of(record);
    g_autofree char *label = heading_label(section->marker, section->text);
    if (record->first) {
        if (record->follows)
            page_newline(page);
        page_plan(page, record->plan);
    }
    page_item(page, (guint)CLAMP(section->depth, 0, 20));
    page_printf(page, PAGE_PLAIN, "%s  ", label);
    page_put(page, PAGE_ID, section->id);
    page_newline(page);
}

static const char *const fields[] = {
    "id",     "plan", "title", "place", "kind",   "depth", "role",
    "marker", "text", "path",  "lines", "source", NULL};

const struct emit_shape sections_shape = {fields, section_json, section_text,
                                          NULL};
