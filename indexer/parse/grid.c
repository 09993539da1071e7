/* Reads tables whose cells are told apart by a sign: a tab before each cell
 * (one cell a line, as Word exports them), or tabs, bars or wide gaps within
 * a line (one row a line). */
#include "indexer/parse/table.h"

#include <string.h>

/* Longer than any cell: a box's paragraph behind a tab, or a table that has
 * swallowed the text. */
#define CELL_CHARS 200
/* A cell goes on over fewer lines. */
#define CELL_LINES 40
/* Nor of more columns. */
#define COLUMNS_MAX 100
/* No plan has a table of more rows; what goes on longer is not one. */
#define ROWS_MAX 5000

static bool is_empty(const struct line *line)
{
    return line->chars == 0 && !line->tab;
}

/* How many cells the group of lines at `at` has; *end is the line behind it.
 * A line without a tab goes on with the cell before it. */
static guint group_cells(const GPtrArray *lines, guint at, guint *end)
{
    guint cells = 0, more = 0, i = at;
    for (; i < lines->len && !is_empty(line_at(lines, i)); i++) {
        const struct line *line = line_at(lines, i);
        more = line->tab ? 0 : more + 1;
        if (line->chars > CELL_CHARS || (cells == 0 && !line->tab) ||
            cells > COLUMNS_MAX || more > CELL_LINES)
            break;
        cells += line->tab;
    }
    *end = i;
    return cells;
}

static void cell_extend(GPtrArray *row, const char *text)
{
    char *cell = row->pdata[row->len - 1];
    row->pdata[row->len - 1] = g_strconcat(cell, text, NULL);
    g_free(cell);
}

static void group_read(const GPtrArray *lines, guint at, guint end,
                       struct grid *grid)
{
    GPtrArray *row = grid_row(grid, line_at(lines, at)->number);
    for (guint i = at; i < end; i++) {
        const struct line *line = line_at(lines, i);
        if (line->furniture)
            continue;
        if (line->tab || row->len == 0)
            g_ptr_array_add(row, g_strdup(line->text));
        else
            cell_extend(row, line->text);
    }
    grid_row_end(grid, line_at(lines, end - 1)->number);
}

guint table_read_tabbed(const GPtrArray *lines, guint at, struct grid **grid)
{
    guint end = at, stop, done = at, rows = 0;
    if (!line_at(lines, at)->tab)
        return at;
    guint width = group_cells(lines, at, &stop);
    if (width < 3 || width > COLUMNS_MAX)
        return at;
    *grid = grid_new();
    while (end < lines->len && rows++ < ROWS_MAX) {
        guint cells = group_cells(lines, end, &stop);
        if (cells < 2 || cells > width)
            break;
        group_read(lines, end, stop, *grid);
        done = end = stop;
        if (end < lines->len && is_empty(line_at(lines, end)))
            end++;
    }
    if ((*grid)->rows->len < 2) {
        grid_free(g_steal_pointer(grid));
        return at;
    }
    return done;
}

/* ---- one row a line */

static GRegex *gap_regex(void)
{
    static GRegex *regex;
    if (g_once_init_enter(&regex))
        g_once_init_leave(
            &regex, g_regex_new("\\t|[ 　]{2,}|　", G_REGEX_OPTIMIZE, 0, NULL));
    return regex;
}

/* | a | b |: bars also stand outside. */
static bool has_outer_bars(const struct line *line)
{
    return *line->text == '|' && g_str_has_suffix(line->text, "|");
}

static char **bar_cells(const char *text, bool outer)
{
    if (!outer)
        return g_strsplit(text, "|", -1);
    g_autofree char *inner = g_strdup(text + (*text == '|'));
    if (g_str_has_suffix(inner, "|"))
        inner[strlen(inner) - 1] = '\0';
    return g_strsplit(inner, "|", -1);
}

/* The cells of a line; NULL when it has fewer than three. */
static char **line_cells(const struct line *line, bool outer)
{
    char **cells;
    if (line->furniture || line->chars > CELL_CHARS * 2)
        return NULL;
    if (strchr(line->text, '|') != NULL) {
        cells = bar_cells(line->text, outer);
    } else {
        g_autofree char *text =
            g_strconcat(line->tab ? "\t" : "", line->text, NULL);
        cells = g_regex_split(gap_regex(), text, 0);
    }
    for (char **cell = cells; *cell != NULL; cell++)
        g_strstrip(*cell);
    if (g_strv_length(cells) >= 3)
        return cells;
    g_strfreev(cells);
    return NULL;
}

static bool is_rule(char **cells)
{
    for (; *cells != NULL; cells++)
        if ((*cells)[strspn(*cells, "-:= ")] != '\0')
            return false;
    return true;
}

static void cells_add(struct grid *grid, char **cells, unsigned number)
{
    GPtrArray *row = grid_row(grid, number);
    for (char **cell = cells; *cell != NULL; cell++)
        g_ptr_array_add(row, g_strdup(*cell));
}

guint table_read_delimited(const GPtrArray *lines, guint at, struct grid **grid)
{
    const struct line *first = line_at(lines, at);
    bool outer = has_outer_bars(first);
    g_auto(GStrv) head = line_cells(first, outer);
    if (head == NULL || (!outer && !cell_begins_head(head[0])))
        return at;
    guint width = g_strv_length(head), end = at, skipped = 0;
    *grid = grid_new();
    for (guint i = at; i < lines->len && skipped < 2; i++) {
        g_auto(GStrv) cells = line_cells(line_at(lines, i), outer);
        bool empty = is_empty(line_at(lines, i));
        if (empty || line_at(lines, i)->furniture) {
            skipped += empty;
            continue;
        }
        if (cells == NULL || g_strv_length(cells) > width)
            break;
        /* A line of dashes right under the head parts it from the rows. */
        if ((*grid)->rows->len != 1 || !is_rule(cells))
            cells_add(*grid, cells, line_at(lines, i)->number);
        end = i + 1;
        skipped = 0;
    }
    if ((*grid)->rows->len < 2) {
        grid_free(g_steal_pointer(grid));
        return at;
    }
    return end;
}
