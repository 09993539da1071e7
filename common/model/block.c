/* Blocks and their JSON (contract §6): made by the parser, printed by
 * `inspect --stage blocks`, read back from .jsonl sources.
 *
 * JSON has a null for whatever a block does not have, so that every record has
 * the same fields; `caption`, `header` and `rows` stand in a table's only.
 */
#include "common/model/model.h"

#include "common/messages/messages.h"
#include "common/model/json.h"

#include <string.h>

static const char *const kind_names[] = {
    "title", "heading", "box", "paragraph", "table", "note", "furniture",
};

GPtrArray *strings_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

static void strings_free(void *strings)
{
    g_ptr_array_unref(strings);
}

struct table *table_new(void)
{
    struct table *table = g_new0(struct table, 1);
    table->header = strings_new();
    table->rows = g_ptr_array_new_with_free_func(strings_free);
    table->row_lines = g_array_new(false, true, sizeof(struct line_range));
    return table;
}

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    g_free(table->caption);
    g_ptr_array_unref(table->header);
    g_ptr_array_unref(table->rows);
    g_array_unref(table->row_lines);
    g_free(table);
}

struct block *block_new(enum block_kind kind)
{
    struct block *block = g_new0(struct block, 1);
    block->kind = kind;
    block->path = strings_new();
    if (kind == BLOCK_TABLE)
        block->table = table_new();
    return block;
}

void block_free(struct block *block)
{
    if (block == NULL)
        return;
    g_free(block->marker);
    g_free(block->text);
    g_free(block->lead);
    g_free(block->id);
    g_ptr_array_unref(block->path);
    table_free(block->table);
    g_free(block);
}

static const char *table_check(const struct table *table)
{
    if (table->row_lines->len != table->rows->len)
        return _("a table has not one line range for each row");
    for (guint i = 0; i < table->rows->len; i++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, i);
        if (row->len != table->header->len)
            return _("a row is not as long as the table's header");
    }
    return NULL;
}

static bool block_opens_section(const struct block *block)
{
    return block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX;
}

const char *block_check(const struct block *block)
{
    bool is_table = block->kind == BLOCK_TABLE;
    if ((block->text == NULL) != is_table)
        return _("text is missing, or a table has one");
    if ((block->table != NULL) != is_table)
        return _("a table is missing, or stands where none may");
    if (block_opens_section(block) ? block->depth < 1 : block->depth != 0)
        return _("depth is not that of its kind");
    if (block_opens_section(block) && block->marker != NULL &&
        *block->marker != '\0' && g_str_has_prefix(block->text, block->marker))
        return _("a heading's text contains its marker");
    if (block->lead != NULL &&
        (block->text == NULL || !g_str_has_prefix(block->text, block->lead)))
        return _("the lead is not the beginning of the text");
    if (block->lines.first > block->lines.last ||
        (block->lines.first == 0 && block->lines.last != 0))
        return _("the lines are not a range");
    return is_table ? table_check(block->table) : NULL;
}

const char *block_kind_name(enum block_kind kind)
{
    return kind_names[kind];
}

int block_kind_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(kind_names); i++)
        if (strcmp(name, kind_names[i]) == 0)
            return (int)i;
    return -1;
}

static json_t *rows_to_json(const GPtrArray *rows)
{
    json_t *array = json_array();
    for (guint i = 0; i < rows->len; i++)
        json_array_append_new(array, json_strings(g_ptr_array_index(rows, i)));
    return array;
}

json_t *block_to_json(const struct block *block)
{
    json_t *json = json_object();
    json_set(json, "kind", json_string(kind_names[block->kind]));
    json_set(json, "depth",
             block->depth > 0 ? json_integer(block->depth) : json_null());
    json_set(json, "marker", json_text(block->marker));
    json_set(json, "text", json_text(block->text));
    json_set(json, "lead", json_text(block->lead));
    json_set(json, "path", json_strings(block->path));
    json_set(json, "lines", json_lines(block->lines));
    json_set(json, "id", json_text(block->id));
    if (block->table != NULL) {
        json_set(json, "caption", json_text(block->table->caption));
        json_set(json, "header", json_strings(block->table->header));
        json_set(json, "rows", rows_to_json(block->table->rows));
    }
    return json;
}

/* The rows of a JSON table say no lines of their own: each gets the table's.
 */
static bool table_from_json(struct block *block, const json_t *json,
                            GError **error)
{
    struct table *table = block->table;
    if (!json_get_text(json, "caption", &table->caption, error) ||
        !json_get_strings(json, "header", table->header, error))
        return false;
    const json_t *rows = json_object_get(json, "rows");
    if (!json_is_array(rows))
        return json_fail(error, _("field 'rows' is no list"));
    size_t i;
    json_t *row;
    json_array_foreach(rows, i, row)
    {
        GPtrArray *cells = strings_new();
        g_ptr_array_add(table->rows, cells);
        if (!json_add_strings(row, "rows", cells, error))
            return false;
        g_array_append_val(table->row_lines, block->lines);
    }
    return true;
}

static bool depth_from_json(struct block *block, const json_t *json,
                            GError **error)
{
    const json_t *depth = json_object_get(json, "depth");
    if (depth != NULL && !json_is_null(depth) && !json_is_integer(depth))
        return json_fail(error, _("field 'depth' is no whole number"));
    if (!block_opens_section(block))
        return true;
    block->depth = json_is_integer(depth)
                       ? (int)CLAMP(json_integer_value(depth), 0, G_MAXINT)
                       : (int)block->path->len + 1;
    return true;
}

static bool block_fill(struct block *block, const json_t *json, GError **error)
{
    if (!json_get_text(json, "marker", &block->marker, error) ||
        !json_get_text(json, "text", &block->text, error) ||
        !json_get_text(json, "lead", &block->lead, error) ||
        !json_get_text(json, "id", &block->id, error) ||
        !json_get_strings(json, "path", block->path, error) ||
        !json_get_lines(json, "lines", &block->lines, error) ||
        !depth_from_json(block, json, error))
        return false;
    if (block->kind == BLOCK_TABLE) {
        if (!table_from_json(block, json, error))
            return false;
    } else if (block->text == NULL) {
        return json_fail(error, _("field 'text' is missing"));
    }
    const char *wrong = block_check(block);
    return wrong == NULL || json_fail(error, "%s", wrong);
}

struct block *block_from_json(const json_t *json, GError **error)
{
    const char *name = json_string_value(json_object_get(json, "kind"));
    if (name == NULL) {
        json_fail(error, _("field 'kind' is missing"));
        return NULL;
    }
    int kind = block_kind_find(name);
    if (kind < 0) {
        json_fail(error, _("unknown kind '%s'"), name);
        return NULL;
    }
    struct block *block = block_new((enum block_kind)kind);
    if (block_fill(block, json, error))
        return block;
    block_free(block);
    return NULL;
}
