/* Tables in the making: rows of cells with the lines they came from. */
#ifndef PLAN_PARSE_TABLE_H
#define PLAN_PARSE_TABLE_H

#include "indexer/parse/internal.h"

struct grid {
    GPtrArray *rows;   /* of GPtrArray of char * */
    GArray *row_lines; /* of struct line_range */
};

struct grid *grid_new(void);
void grid_free(struct grid *grid);
GPtrArray *grid_row(struct grid *grid, unsigned first_line);
void grid_row_end(struct grid *grid, unsigned last_line);

/* Makes the table: merges a second head row into the first, fills category
 * cells that span rows, makes every row as wide as the head.  Takes the grid.
 */
struct table *grid_to_table(struct grid *grid);

bool cell_is_number(const char *cell);
/* A cell of a head's second row: 2020年, 目标值, 累计 … */
bool cell_is_subhead(const char *cell);
/* 序号, 指标, 类别 …: what a head begins with. */
bool cell_begins_head(const char *cell);
/* Any cell of a head: those, 单位, 属性, 2025年目标 … */
bool cell_is_head(const char *cell);

/* Readers of one layout each: like table_read. */
guint table_read_tabbed(const GPtrArray *lines, guint at, struct grid **grid);
guint table_read_delimited(const GPtrArray *lines, guint at,
                           struct grid **grid);
guint table_read_stream(const GPtrArray *lines, guint at, struct grid **grid);
#endif
