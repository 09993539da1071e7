/* From passages to blocks: the last step of parsing, and its door. */
#include "indexer/parse/internal.h"

#include <string.h>

struct writer {
    GPtrArray *blocks;
    GPtrArray *path;           /* labels of the open headings, by depth */
    const struct passage *box; /* right before, so that it names a table */
};

static void block_destroy(void *block)
{
    block_free(block);
}

static void path_copy(const GPtrArray *path, GPtrArray *out)
{
    for (guint i = 0; i < path->len; i++)
        g_ptr_array_add(out, g_strdup(g_ptr_array_index(path, i)));
}

static char *marker_text(const struct passage *passage)
{
    if (passage->marker.class == MARKER_NONE)
        return NULL;
    return g_strndup(passage->text->str + passage->note_skip,
                     passage->marker.length);
}

/* A heading without its marker, white space around and final stop. */
static char *heading_text(const struct passage *passage)
{
    char *text =
        g_strstrip(g_strdup(passage->text->str + passage->marker.length));
    gsize length = strlen(text);
    if (g_str_has_suffix(text, "。"))
        text[length - strlen("。")] = '\0';
    return text;
}

/* A heading closes those of its depth and deeper, and stands under the rest. */
static void open_heading(struct writer *writer, const struct passage *passage,
                         struct block *block)
{
    guint above = MIN((guint)passage->depth - 1, writer->path->len);
    g_ptr_array_set_size(writer->path, (int)above);
    block->depth = passage->depth;
    block->text = heading_text(passage);
    path_copy(writer->path, block->path);
    g_ptr_array_add(writer->path, heading_label(block->marker, block->text));
}

static void take_table(struct writer *writer, struct passage *passage,
                       struct block *block)
{
    table_free(block->table);
    block->table = g_steal_pointer(&passage->table);
    block->lines = passage->lines;
    if (block->table->caption == NULL && writer->box != NULL)
        block->table->caption = g_strdup(writer->box->text->str);
    path_copy(writer->path, block->path);
}

/* A source's tree is as deep as its headings ask; what a section holds stands
 * under the headings still open. */
static void close_path(struct writer *writer, int depth)
{
    if ((guint)depth < writer->path->len)
        g_ptr_array_set_size(writer->path, depth);
}

static void add_block(struct writer *writer, struct passage *passage)
{
    struct block *block =
        block_new(passage->furniture ? BLOCK_FURNITURE : passage->kind);
    bool heading = block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX;
    if (!heading && !passage->furniture)
        close_path(writer, passage->depth);
    if (block->kind != BLOCK_FURNITURE && block->kind != BLOCK_TITLE)
        block->marker = marker_text(passage);
    if (passage->table == NULL)
        block->lines = passage_lines(passage, 0, passage->text->len);
    if (heading)
        open_heading(writer, passage, block);
    else if (passage->table != NULL)
        take_table(writer, passage, block);
    else
        block->text = g_strdup(passage->text->str);
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE)
        path_copy(writer->path, block->path);
    if (passage->lead > 0)
        block->lead = g_strndup(passage->text->str, passage->lead);
    if (!passage->furniture)
        writer->box = block->kind == BLOCK_BOX ? passage : NULL;
    g_ptr_array_add(writer->blocks, block);
}

GPtrArray *parse_lines(const struct clean *clean)
{
    g_autoptr(GPtrArray) passages = passages_new();
    if (clean->layout == LAYOUT_FRAGMENTS)
        join_fragments(clean, passages);
    else
        join_lines(clean, passages);
    title_mark(passages);
    headings_mark(passages);
    outline_mark(passages);
    leads_mark(passages);
    struct writer writer = {.blocks =
                                g_ptr_array_new_with_free_func(block_destroy),
                            .path = strings_new()};
    for (guint i = 0; i < passages->len; i++)
        add_block(&writer, g_ptr_array_index(passages, i));
    g_ptr_array_unref(writer.path);
    return writer.blocks;
}
