/* Reads a table printed one cell a line with no sign between cells or rows,
 * its cells broken at marks (`35` `.` `1`): first the pieces are put together
 * to cells, then the numbers of the first column tell the rows. */
#include "indexer/parse/table.h"

#include "common/text/text.h"

#include <string.h>

#define CELL_CHARS 60
/* No cell grows longer by its pieces. */
#define CELL_BYTES 600
#define CELLS_MAX 20000
#define HEAD_CELLS_MAX 30

struct cell {
    GString *text;
    unsigned first, last; /* source lines */
    guint end;            /* index of the line behind it */
};

static void cell_free(void *data)
{
    struct cell *cell = data;
    g_string_free(cell->text, true);
    g_free(cell);
}

static const char *text_of(const GPtrArray *cells, guint i)
{
    return ((struct cell *)g_ptr_array_index(cells, i))->text->str;
}

static int open_brackets(const char *text)
{
    int open = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (g_utf8_strchr("(（〔[", -1, c) != NULL)
            open++;
        else if (g_utf8_strchr(")）〕]", -1, c) != NULL)
            open--;
    }
    return open;
}

/* True when a line goes on with the cell before it: a decimal number, an
 * inequality, a bracket or an enumeration was cut there. */
static bool goes_on(const GString *grown, const char *text)
{
    const char *cell = grown->str;
    if (grown->len > CELL_BYTES)
        return false;
    if (open_brackets(cell) > 0)
        return true;
    if (text_ends_with_any(cell, "、/／.．≥≤≧≦><~～"))
        return true;
    if (*text == '%' && g_ascii_isdigit(cell[grown->len - 1]))
        return true;
    return g_utf8_strchr("、)）〕/／.．", -1, g_utf8_get_char(text)) != NULL;
}

static bool is_note(const char *text)
{
    return g_str_has_prefix(text, "注") &&
           (text[strlen("注")] == '\0' ||
            g_utf8_strchr("：: 1（(", -1,
                          g_utf8_get_char(text + strlen("注"))) != NULL);
}

/* What cannot be in a table: a heading of the outer kinds, a note, prose. */
static bool ends_table(const struct line *line)
{
    struct marker marker = marker_read(line->text);
    /* 3、（30） is a value, 1.2 形势要求 is none. */
    const char *words = line->text + marker.length;
    words += strspn(words, " ");
    bool heading =
        marker_is_heading(marker.class) && marker.class != MARKER_DIGITSPACE &&
        (marker.class <= MARKER_PAREN ||
         g_unichar_get_script(g_utf8_get_char(words)) == G_UNICODE_SCRIPT_HAN);
    return heading || marker.class == MARKER_BOX || is_note(line->text) ||
           line->chars > CELL_CHARS || g_str_has_suffix(line->text, "。");
}

static void cell_add(GPtrArray *cells, const struct line *line, guint at)
{
    struct cell *cell = g_new0(struct cell, 1);
    cell->text = g_string_new(line->text);
    cell->first = cell->last = line->number;
    cell->end = at + 1;
    g_ptr_array_add(cells, cell);
}

/* Lines to cells up to what cannot be in a table; with `empty` an empty line
 * between two cells is an empty cell. */
static GPtrArray *cells_read(const GPtrArray *lines, guint at, bool empty,
                             guint most)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(cell_free);
    for (guint i = at; i < lines->len && cells->len < most; i++) {
        const struct line *line = line_at(lines, i);
        if (line->furniture || (line->chars == 0 && !empty))
            continue;
        if (line->chars > 0 && ends_table(line))
            break;
        struct cell *last =
            cells->len > 0 ? g_ptr_array_index(cells, cells->len - 1) : NULL;
        if (last == NULL || last->text->len == 0 || line->chars == 0 ||
            !goes_on(last->text, line->text)) {
            cell_add(cells, line, i);
            continue;
        }
        g_string_append(last->text, line->text);
        last->last = line->number;
        last->end = i + 1;
    }
    while (cells->len > 0 && *text_of(cells, cells->len - 1) == '\0')
        g_ptr_array_set_size(cells, (int)cells->len - 1);
    return cells;
}

/* Few empty lines among the cells are cells, many part them. */
static bool empty_lines_are_cells(const GPtrArray *lines, guint at)
{
    g_autoptr(GPtrArray) filled = cells_read(lines, at, false, CELLS_MAX);
    g_autoptr(GPtrArray) all = cells_read(lines, at, true, CELLS_MAX);
    return all->len > filled->len && (all->len - filled->len) * 5 < all->len;
}

/* The cells of both head rows: up to the row that begins with 1, or, where
 * rows have no numbers, while they read like a head. */
static guint head_end_of(const GPtrArray *cells)
{
    guint end = 1;
    while (end < cells->len && end < HEAD_CELLS_MAX &&
           strcmp(text_of(cells, end), "1") != 0)
        end++;
    if (end < cells->len && end < HEAD_CELLS_MAX)
        return end;
    end = 1;
    while (end < cells->len && end < HEAD_CELLS_MAX &&
           cell_is_head(text_of(cells, end)))
        end++;
    return end < HEAD_CELLS_MAX ? end : 0;
}

/* The number of head cells, those of a second head row at the end left out;
 * *head_end is the first cell behind both.  0: no head. */
static guint head_width(const GPtrArray *cells, guint *head_end)
{
    guint end = head_end_of(cells);
    *head_end = end;
    guint width = end;
    /* 2020年 2025年 at the end, with 基期值 规划值 further left. */
    while (width > 3 && cell_is_subhead(text_of(cells, width - 1)) &&
           g_ascii_isdigit(*text_of(cells, width - 1)))
        width--;
    guint above = 0;
    for (guint i = 0; i < width; i++)
        above += cell_is_subhead(text_of(cells, i));
    return above >= end - width && width < end ? width : end;
}

/* The second head row under the columns it belongs to. */
static void add_head(const GPtrArray *cells, guint width, guint end,
                     struct grid *grid)
{
    const struct cell *first = g_ptr_array_index(cells, 0);
    GPtrArray *head = grid_row(grid, first->first);
    guint below = width;
    for (guint i = 0; i < width; i++) {
        const char *text = text_of(cells, i);
        if (below < end && cell_is_subhead(text))
            g_ptr_array_add(
                head, g_strconcat(text, " ", text_of(cells, below++), NULL));
        else
            g_ptr_array_add(head, g_strdup(text));
    }
    grid_row_end(grid,
                 ((struct cell *)g_ptr_array_index(cells, end - 1))->last);
}

/* Where the row that begins at `at` ends: before a number greater than its
 * own, followed by words, at a distance a row can have. */
static guint row_end(const GPtrArray *cells, guint at, guint width)
{
    long number = strtol(text_of(cells, at), NULL, 10);
    guint best = 0;
    for (guint size = width; size + 2 >= width && size > 1; size--) {
        guint next = at + size;
        if (next >= cells->len || !cell_is_number(text_of(cells, next)))
            continue;
        long found = strtol(text_of(cells, next), NULL, 10);
        bool words = next + 1 < cells->len &&
                     !g_ascii_isdigit(*text_of(cells, next + 1));
        if (!words || found <= number || found > number + 5)
            continue;
        if (found == number + 1)
            return next;
        if (best == 0)
            best = next;
    }
    return best > 0 ? best : MIN(at + width, cells->len);
}

/* The last row may lack its category: its cells are told by the value that
 * ends other rows (预期性). */
static guint last_row_end(const GPtrArray *cells, guint at, guint width,
                          const char *tail)
{
    for (guint size = width; tail != NULL && size + 2 >= width && size > 1;
         size--)
        if (at + size <= cells->len &&
            strcmp(text_of(cells, at + size - 1), tail) == 0)
            return at + size;
    return MIN(at + width, cells->len);
}

static void add_row(const GPtrArray *cells, guint at, guint end, guint width,
                    struct grid *grid)
{
    const struct cell *first = g_ptr_array_index(cells, at);
    GPtrArray *row = grid_row(grid, first->first);
    for (guint i = at; i < end; i++) {
        g_ptr_array_add(row, g_strdup(text_of(cells, i)));
        if (i == at)
            for (guint missing = end - at; missing < width; missing++)
                g_ptr_array_add(row, g_strdup(""));
    }
    grid_row_end(grid,
                 ((struct cell *)g_ptr_array_index(cells, end - 1))->last);
}

bool table_begins(const GPtrArray *lines, guint at)
{
    guint heads = 0, seen = 0;
    const struct line *line = line_at(lines, at);
    if (line->furniture || !cell_begins_head(line->text))
        return false;
    for (guint i = at; i < lines->len && seen < 8; i++) {
        line = line_at(lines, i);
        if (line->chars == 0 || line->furniture)
            continue;
        if (line->chars > 16)
            return false;
        seen++;
        heads += cell_is_head(line->text);
    }
    return heads >= 3;
}

/* Rows that begin with their number; gives the cell behind the last. */
static guint read_numbered(const GPtrArray *cells, guint row, guint width,
                           struct grid *grid)
{
    const char *tail = NULL;
    guint last = 0;
    while (row < cells->len && cell_is_number(text_of(cells, row))) {
        guint end = row_end(cells, row, width);
        bool more = end < cells->len && cell_is_number(text_of(cells, end));
        if (!more)
            end = last_row_end(cells, row, width, tail);
        add_row(cells, row, end, width, grid);
        tail = text_of(cells, end - 1);
        last = end;
        row = more ? end : cells->len;
    }
    return last;
}

/* Rows without a number are told by their width alone: all must be whole. */
static guint read_counted(const GPtrArray *cells, guint row, guint width,
                          struct grid *grid)
{
    if ((cells->len - row) % width != 0)
        return 0;
    for (; row < cells->len; row += width)
        add_row(cells, row, row + width, width, grid);
    return row;
}

/* Looks at no more lines than a head has: every line may ask. */
static bool has_head(const GPtrArray *lines, guint at)
{
    guint end = 0;
    g_autoptr(GPtrArray) cells =
        cells_read(lines, at, false, HEAD_CELLS_MAX + 1);
    return cells->len >= 4 && head_width(cells, &end) >= 3;
}

guint table_read_stream(const GPtrArray *lines, guint at, struct grid **grid)
{
    if (!table_begins(lines, at) || !has_head(lines, at))
        return at;
    g_autoptr(GPtrArray) cells =
        cells_read(lines, at, empty_lines_are_cells(lines, at), CELLS_MAX);
    guint row = 0, width = cells->len < 4 ? 0 : head_width(cells, &row);
    if (width < 3 || row >= cells->len)
        return at;
    *grid = grid_new();
    add_head(cells, width, row, *grid);
    guint last = cell_is_number(text_of(cells, row))
                     ? read_numbered(cells, row, width, *grid)
                     : read_counted(cells, row, width, *grid);
    if (last == 0) {
        grid_free(g_steal_pointer(grid));
        return at;
    }
    return ((struct cell *)g_ptr_array_index(cells, last - 1))->end;
}
