/* Plans for the tests of the model, written one block a line:
 *
 *   T title            H1 三、|heading      H2 |heading without a marker
 *   B3 专栏1|box        P paragraph          N note        F furniture
 *   G caption|head,head|cell,cell|cell,cell
 *
 * A block's lines in its source are its place among the others, from 1.
 */
#ifndef MODEL_FIXTURE_H
#define MODEL_FIXTURE_H

#include "common/model/model.h"

#include <string.h>

static inline char *filled_or_null(const char *text)
{
    return text != NULL && *text != '\0' ? g_strdup(text) : NULL;
}

static inline void fixture_cells(GPtrArray *cells, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(cells, g_strdup(*part));
}

static inline struct block *fixture_table(const char *text)
{
    struct block *block = block_new(BLOCK_TABLE);
    g_auto(GStrv) parts = g_strsplit(text, "|", -1);
    block->table->caption = filled_or_null(parts[0]);
    fixture_cells(block->table->header, parts[1]);
    for (char **row = parts + 2; *row != NULL; row++) {
        struct line_range lines = {0, 0};
        GPtrArray *cells = strings_new();
        fixture_cells(cells, *row);
        g_ptr_array_add(block->table->rows, cells);
        g_array_append_val(block->table->row_lines, lines);
    }
    return block;
}

static inline struct block *fixture_block(const char *line)
{
    if (*line == 'G')
        return fixture_table(line + 2);
    static const char letters[] = "THBP?NF"; /* in the order of the kinds */
    struct block *block =
        block_new((enum block_kind)(strchr(letters, *line) - letters));
    if (*line != 'H' && *line != 'B') {
        block->text = g_strdup(line + 2);
        return block;
    }
    g_auto(GStrv) parts = g_strsplit(line + 3, "|", 2);
    block->depth = line[1] - '0';
    block->marker = filled_or_null(parts[0]);
    block->text = g_strdup(parts[1]);
    return block;
}

static inline GPtrArray *fixture_blocks(const char *text)
{
    GPtrArray *blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0')
            continue;
        struct block *block = fixture_block(*line);
        block->lines = (struct line_range){blocks->len + 1, blocks->len + 1};
        g_ptr_array_add(blocks, block);
    }
    return blocks;
}

static inline struct plan *fixture_plan_of(GPtrArray *blocks)
{
    struct plan *plan = plan_new();
    plan->id = g_strdup("jia-14");
    plan->title = g_strdup("甲市规划");
    plan->place = g_strdup("甲市");
    plan->level = g_strdup("city");
    plan->period = g_strdup("2021-2025");
    plan->source = g_strdup("jia.txt");
    plan_from_blocks(plan, blocks);
    return plan;
}

static inline struct plan *fixture_plan(const char *text)
{
    g_autoptr(GPtrArray) blocks = fixture_blocks(text);
    return fixture_plan_of(blocks);
}

static inline struct unit *fixture_unit(const struct plan *plan, guint i)
{
    return g_ptr_array_index(plan->units, i);
}

/* Every unit's id, a space between them. */
static inline char *fixture_ids(const struct plan *plan)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < plan->units->len; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "",
                               fixture_unit(plan, i)->id + strlen("jia-14/"));
    return g_string_free(ids, false);
}
#endif
