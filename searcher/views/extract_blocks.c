/* Blocks again (contract §6), as the index knows them: what plan-index takes as
 * a source and makes the same plan of.  The page's furniture is not in an
 * index, and rows know their own lines no more once they have been a block. */
#include "searcher/views/extract_inside.h"

#include <string.h>

static json_t *block_json(const void *data)
{
    const struct extract_block *record = data;
    const struct plan *plan = record->plan;
    json_t *json = block_to_json(record->block);
    json_object_set_new(json, "plan", text_or_null(plan->id));
    json_object_set_new(json, "title", text_or_null(plan->title));
    json_object_set_new(json, "place", text_or_null(plan->place));
    json_object_set_new(json, "period", text_or_null(plan->period));
    return extract_labelled(json, record->label);
}

static void put_rows(struct page *page, const struct table *table)
{
    struct columns *columns =
        columns_new(MAX(table->header->len, 1), MAX(table->header->len, 1));
    for (guint i = 0; i < table->header->len; i++)
        columns_add(columns, table->header->pdata[i]);
    for (guint i = 0; i < table->rows->len; i++) {
        const GPtrArray *row = table->rows->pdata[i];
        for (guint j = 0; j < row->len; j++)
            columns_add(columns, row->pdata[j]);
    }
    columns_put(columns, page, false);
}

enum { KIND_WIDTH = 11 }; /* the longest is "paragraph" */

static void block_text(struct page *page, const void *data)
{
    const struct extract_block *record = data;
    const struct block *block = record->block;
    bool heading = block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX;
    g_autofree char *label =
        heading ? heading_label(block->marker, block->text) : NULL;
    const char *text = heading                ? label
                       : block->table != NULL ? block->table->caption
                                              : block->text;
    const char *kind = word_shown(block_kind_name(block->kind));
    page_printf(page, PAGE_DIM, "%s%*s", kind,
                KIND_WIDTH - (int)text_width(kind, -1), "");
    page_put(page, PAGE_ID, block->id != NULL ? block->id : "");
    page_newline(page);
    if (text != NULL)
        page_flow(page, heading ? PAGE_HEAD : PAGE_PLAIN, 4, text, NULL);
    if (block->table != NULL)
        put_rows(page, block->table);
}

static const char *const fields[] = {
    "label", "kind",  "depth", "marker",  "text",   "lead",
    "path",  "lines", "id",    "caption", "header", "rows",
    "plan",  "title", "place", "period",  NULL};

const struct emit_shape *extract_block_shape(bool labelled)
{
    static const struct emit_shape shape = {fields + 1, block_json, block_text,
                                            NULL};
    static const struct emit_shape both = {fields, block_json, block_text,
                                           NULL};
    return labelled ? &both : &shape;
}

/* ---- from units */

static enum block_kind kind_of(const struct plan *plan, const struct unit *unit)
{
    switch (unit->kind) {
    case UNIT_TITLE:
        return BLOCK_TITLE;
    case UNIT_HEADING: {
        const struct section *section = plan->sections->pdata[unit->section];
        return section->box ? BLOCK_BOX : BLOCK_HEADING;
    }
    case UNIT_NOTE:
        return BLOCK_NOTE;
    case UNIT_ROW:
    case UNIT_CAPTION:
        return BLOCK_TABLE;
    default:
        return BLOCK_PARAGRAPH;
    }
}

static GPtrArray *copy_strings(const GPtrArray *strings)
{
    GPtrArray *copy = strings_new();
    for (guint i = 0; i < strings->len; i++)
        g_ptr_array_add(copy, g_strdup(strings->pdata[i]));
    return copy;
}

static void take_path(struct block *block, const struct plan *plan,
                      const struct unit *unit)
{
    g_ptr_array_unref(block->path);
    block->path = unit_path(plan, unit);
}

static struct block *text_block(const struct plan *plan,
                                const struct unit *unit)
{
    struct block *block = block_new(kind_of(plan, unit));
    block->marker = g_strdup(unit->marker);
    block->text = g_strdup(unit->text);
    block->lead = g_strdup(unit->lead);
    block->id = g_strdup(unit->id);
    block->lines = unit->lines;
    if (unit->kind == UNIT_HEADING) {
        const struct section *section = plan->sections->pdata[unit->section];
        block->depth = section->depth;
    }
    take_path(block, plan, unit);
    return block;
}

/* ---- tables */

static bool same_table(const struct unit *unit, int table)
{
    return (unit->kind == UNIT_ROW || unit->kind == UNIT_CAPTION) &&
           unit->table == table;
}

/* The first unit of the table that a unit is of. */
static guint32 table_first(struct index *index, guint32 number, guint32 first,
                           int table)
{
    bool mine = true;
    while (mine && number > first) {
        struct unit *before = index_unit(index, number - 1, NULL);
        mine = before != NULL && same_table(before, table);
        if (before != NULL)
            unit_free(before);
        number -= mine;
    }
    return number;
}

static void add_row(struct block *block, const struct unit *unit)
{
    struct table *table = block->table;
    block->lines.first = block->lines.first == 0
                             ? unit->lines.first
                             : MIN(block->lines.first, unit->lines.first);
    block->lines.last = MAX(block->lines.last, unit->lines.last);
    if (unit->kind != UNIT_ROW)
        return;
    g_ptr_array_add(table->rows, copy_strings(unit->cells));
    g_array_append_val(table->row_lines, unit->lines);
}

static struct block *table_block(struct index *index, const struct plan *plan,
                                 const struct unit *unit, guint32 number,
                                 guint32 end, GError **error)
{
    const struct caption *caption = plan->tables->pdata[unit->table];
    struct block *block = block_new(BLOCK_TABLE);
    block->id = g_strdup(caption->id);
    block->table->caption = g_strdup(caption->text);
    g_ptr_array_unref(block->table->header);
    block->table->header = copy_strings(caption->columns);
    take_path(block, plan, unit);
    for (guint32 i = number; i < end; i++) {
        struct unit *row = index_unit(index, i, error);
        if (row == NULL) {
            block_free(block);
            return NULL;
        }
        bool mine = same_table(row, unit->table);
        if (mine)
            add_row(block, row);
        unit_free(row);
        if (!mine)
            break;
    }
    return block;
}

struct block *extract_block(struct index *index, const struct plan *plan,
                            guint32 number, GError **error)
{
    struct entry entry;
    guint32 first, count;
    struct block *block = NULL;
    struct unit *unit = index_unit(index, number, error);
    if (unit == NULL)
        return NULL;
    index_entry(index, number, &entry);
    index_plan_units(index, entry.plan, &first, &count);
    bool table = (unit->kind == UNIT_ROW || unit->kind == UNIT_CAPTION) &&
                 unit->table != NO_TABLE;
    if (!table)
        block = text_block(plan, unit);
    else
        block = table_block(index, plan, unit,
                            table_first(index, number, first, unit->table),
                            first + count, error);
    unit_free(unit);
    return block;
}
