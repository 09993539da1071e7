/* From a grid of cells to a table with complete rows; tries the readers of
 * the three layouts: one cell a line behind tabs, one row a line, one cell a
 * line without a sign. */
#include "indexer/parse/table.h"

#include <string.h>

static void row_free(void *row)
{
    g_ptr_array_unref(row);
}

struct grid *grid_new(void)
{
    struct grid *grid = g_new0(struct grid, 1);
    grid->rows = g_ptr_array_new_with_free_func(row_free);
    grid->row_lines = g_array_new(false, false, sizeof(struct line_range));
    return grid;
}

void grid_free(struct grid *grid)
{
    g_ptr_array_unref(grid->rows);
    g_array_unref(grid->row_lines);
    g_free(grid);
}

GPtrArray *grid_row(struct grid *grid, unsigned first_line)
{
    GPtrArray *row = strings_new();
    struct line_range lines = {first_line, first_line};
    g_ptr_array_add(grid->rows, row);
    g_array_append_val(grid->row_lines, lines);
    return row;
}

void grid_row_end(struct grid *grid, unsigned last_line)
{
    g_array_index(grid->row_lines, struct line_range, grid->row_lines->len - 1)
        .last = last_line;
}

bool cell_is_number(const char *cell)
{
    return *cell != '\0' && strlen(cell) <= 4 &&
           cell[strspn(cell, "0123456789")] == '\0';
}

bool cell_is_subhead(const char *cell)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(
            &regex,
            g_regex_new(
                "^(\\d{4}\\s*年?(末|底|实际|目标)?|[“”十二三四五]+(期末|末)?"
                "|.{0,4}(目标|规划|基期|现状|完成|累计|预期|实际|增速|"
                "年均增长|年均)(值|数)?|\\[?累计\\]?|数值|数量)$",
                G_REGEX_OPTIMIZE, 0, NULL));
    return g_regex_match(regex, cell, 0, NULL);
}

bool cell_begins_head(const char *cell)
{
    static const char *const words[] = {
        "序号", "指标", "指标名称", "主要指标", "类别", "指标类别", "指标类型",
        "分类", "编号", "项目名称", "一级指标", "类型", "领域",     "具体指标"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(cell, words[i]) == 0)
            return true;
    return false;
}

bool cell_is_head(const char *cell)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(
            &regex,
            g_regex_new("^.{0,10}(单位|属性|备注|情况|性质|类型|类别|名称|"
                        "指标|内容|年|年份|值|目标|部门|序号)$",
                        G_REGEX_OPTIMIZE, 0, NULL));
    return cell_begins_head(cell) || cell_is_subhead(cell) ||
           g_regex_match(regex, cell, 0, NULL);
}

static const char *cell_at(const GPtrArray *row, guint column)
{
    return column < row->len ? g_ptr_array_index(row, column) : "";
}

/* A second head row: nothing in the first column, and nothing but years and
 * the like below some of the others. */
static bool is_second_head(const struct grid *grid)
{
    if (grid->rows->len < 3)
        return false;
    const GPtrArray *row = g_ptr_array_index(grid->rows, 1);
    guint filled = 0;
    if (*cell_at(row, 0) != '\0')
        return false;
    for (guint i = 0; i < row->len; i++) {
        if (*cell_at(row, i) == '\0')
            continue;
        filled++;
        if (!cell_is_subhead(cell_at(row, i)))
            return false;
    }
    return filled > 0;
}

static void merge_second_head(struct grid *grid)
{
    GPtrArray *head = g_ptr_array_index(grid->rows, 0);
    const GPtrArray *second = g_ptr_array_index(grid->rows, 1);
    while (head->len < second->len)
        g_ptr_array_add(head, g_strdup(""));
    for (guint i = 0; i < second->len; i++) {
        const char *below = cell_at(second, i);
        if (*below == '\0')
            continue;
        char *above = head->pdata[i];
        head->pdata[i] = *above == '\0' ? g_strdup(below)
                                        : g_strconcat(above, " ", below, NULL);
        g_free(above);
    }
    g_ptr_array_remove_index(grid->rows, 1);
    g_array_remove_index(grid->row_lines, 1);
}

/* Makes a row `width` cells long: missing ones are empty, cells too many are
 * a broken last one. */
static void fit_row(GPtrArray *row, guint width)
{
    while (row->len < width)
        g_ptr_array_add(row, g_strdup(""));
    while (row->len > width) {
        char *last = g_ptr_array_steal_index(row, row->len - 1);
        char *before = row->pdata[row->len - 1];
        row->pdata[row->len - 1] = g_strconcat(before, last, NULL);
        g_free(before);
        g_free(last);
    }
}

static bool column_is(const GPtrArray *rows, guint column,
                      bool (*test)(const char *))
{
    for (guint i = 0; i < rows->len; i++)
        if (!test(cell_at(g_ptr_array_index(rows, i), column)))
            return false;
    return rows->len > 0;
}

static bool is_filled(const char *cell)
{
    return *cell != '\0';
}

/* The first column whose every cell names something: what stands left of it
 * are numbers and categories. */
static guint naming_column(const GPtrArray *rows, guint width)
{
    for (guint column = 0; column < width; column++)
        if (column_is(rows, column, is_filled) &&
            !column_is(rows, column, cell_is_number))
            return column;
    return 0;
}

/* Category cells span rows: left of the naming column an empty cell means the
 * one above. */
static void fill_categories(GPtrArray *rows, guint width)
{
    guint end = naming_column(rows, width);
    for (guint column = 0; column < end; column++)
        for (guint i = 1; i < rows->len; i++) {
            GPtrArray *row = g_ptr_array_index(rows, i);
            const GPtrArray *above = g_ptr_array_index(rows, i - 1);
            if (*cell_at(row, column) != '\0')
                continue;
            g_free(row->pdata[column]);
            row->pdata[column] = g_strdup(cell_at(above, column));
        }
}

struct table *grid_to_table(struct grid *grid)
{
    struct table *table = table_new();
    if (is_second_head(grid))
        merge_second_head(grid);
    guint width = ((GPtrArray *)g_ptr_array_index(grid->rows, 0))->len;
    for (guint i = 1; i < grid->rows->len; i++)
        fit_row(g_ptr_array_index(grid->rows, i), width);
    g_ptr_array_unref(table->header);
    table->header = g_ptr_array_steal_index(grid->rows, 0);
    g_array_remove_index(grid->row_lines, 0);
    fill_categories(grid->rows, width);
    g_ptr_array_unref(table->rows);
    table->rows = g_steal_pointer(&grid->rows);
    g_array_unref(table->row_lines);
    table->row_lines = g_steal_pointer(&grid->row_lines);
    g_free(grid);
    return table;
}

static guint (*const readers[])(const GPtrArray *, guint, struct grid **) = {
    table_read_tabbed, table_read_delimited, table_read_stream};

static guint read_grid(const GPtrArray *lines, guint at, struct grid **grid)
{
    for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
        guint end = readers[i](lines, at, grid);
        if (end > at)
            return end;
    }
    return at;
}

guint table_read(const GPtrArray *lines, guint at, GPtrArray *passages)
{
    struct grid *grid = NULL;
    guint end = read_grid(lines, at, &grid);
    if (end == at)
        return at;
    for (guint i = at; i < end; i++) {
        const struct line *line = g_ptr_array_index(lines, i);
        if (line->furniture)
            g_ptr_array_add(passages, passage_of_furniture(line));
    }
    struct passage *passage = passage_new();
    passage->kind = BLOCK_TABLE;
    passage->fixed = true;
    guint last = end;
    while (((struct line *)g_ptr_array_index(lines, last - 1))->chars == 0)
        last--;
    passage->lines.first =
        ((struct line *)g_ptr_array_index(lines, at))->number;
    passage->lines.last =
        ((struct line *)g_ptr_array_index(lines, last - 1))->number;
    passage->table = grid_to_table(grid);
    g_ptr_array_add(passages, passage);
    return end;
}
