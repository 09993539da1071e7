/* A heat map: a cell for each row and column, its number in it, the darker the
 * greater; labels to the left and above, a scale below.  With more columns than
 * a page can hold, and fewer rows, the columns go down the page instead.
 */
#include "common/emit/dialect.h"

#include <math.h>

enum {
    CELL_HEIGHT = 30,
    CELL_LEAST = 48,
    CELL_MOST = 190,
    WIDTH_MOST = 840, /* of all cells, while labels are not turned */
    LABEL_MOST = 300,
    TURNED_MOST = 220,
    SCALE_STEPS = 5,
    SCALE_WIDTH = 56,
    SCALE_HEIGHT = 14,
    GAP = 8,
    MOST_ACROSS = 24, /* columns a page can hold */
};

/* From this tone on white text has more contrast than black. */
static const double white_from = 0.66;

struct layout {
    double left, top; /* of the first cell */
    double width;     /* of a cell */
    double room;      /* of a column's label */
    bool turned;      /* columns' labels */
    double greatest;
};

static double number_width(const struct heatmap *map, double *greatest)
{
    double widest = 0;
    *greatest = 0;
    for (guint i = 0; i < map->rows * map->columns; i++) {
        g_autofree char *text = figure_number(map->values[i], map->decimals);
        widest = MAX(widest, drawing_text_width(text, FIGURE_FONT));
        if (isfinite(map->values[i]))
            *greatest = MAX(*greatest, map->values[i]);
    }
    return widest;
}

static struct layout measure(const struct heatmap *map)
{
    struct layout layout = {.width = CELL_LEAST};
    double number = number_width(map, &layout.greatest);
    double label = figure_labels(map->column_labels, map->columns, TURNED_MOST);
    layout.width = MAX(layout.width, number + 2 * GAP);
    layout.turned = label + GAP > CELL_MOST ||
                    MAX(layout.width, label + GAP) * map->columns > WIDTH_MOST;
    if (!layout.turned)
        layout.width = MAX(layout.width, label + GAP);
    layout.room = label;
    layout.left = FIGURE_MARGIN + GAP +
                  figure_labels(map->row_labels, map->rows, LABEL_MOST);
    layout.top =
        figure_head(&map->figure) + GAP +
        (layout.turned ? label * G_SQRT2 / 2 + FIGURE_FONT : FIGURE_FONT + GAP);
    return layout;
}

static void put_columns(struct drawing *drawing, const struct heatmap *map,
                        const struct layout *layout)
{
    struct text_look look = {.size = FIGURE_FONT, .anchor = TEXT_MIDDLE};
    if (layout->turned) {
        look.anchor = TEXT_START;
        look.turn = -45;
    }
    for (guint i = 0; i < map->columns; i++)
        drawing_label(drawing, layout->left + (i + 0.5) * layout->width,
                      layout->top - GAP, &look, layout->room,
                      map->column_labels[i]);
}

static void put_cell(struct drawing *drawing, const struct heatmap *map,
                     const struct layout *layout, guint row, guint column)
{
    double value = map->values[row * map->columns + column];
    double share =
        isfinite(value) && layout->greatest > 0 ? value / layout->greatest : 0;
    double x = layout->left + column * layout->width;
    double y = layout->top + row * (double)CELL_HEIGHT;
    g_autofree char *tone = figure_tone(share);
    g_autofree char *number = figure_number(value, map->decimals);
    g_autofree char *title =
        g_strdup_printf("%s · %s: %s", map->row_labels[row],
                        map->column_labels[column], number);
    struct text_look look = {.size = FIGURE_FONT,
                             .anchor = TEXT_MIDDLE,
                             .color = share > white_from ? "#fff" : "#111"};
    drawing_group(drawing, title);
    drawing_rect(drawing, x, y, layout->width, CELL_HEIGHT, tone, "#999");
    drawing_text(drawing, x + layout->width / 2, y + CELL_HEIGHT - 10.0, &look,
                 number);
    drawing_group_end(drawing);
}

/* What the tones mean, from nothing to the greatest number. */
static void put_scale(struct drawing *drawing, const struct heatmap *map,
                      const struct layout *layout, double y)
{
    const struct text_look number = {
        .size = FIGURE_SMALL, .anchor = TEXT_MIDDLE, .color = "#444"};
    const struct text_look what = {.size = FIGURE_FONT, .color = "#222"};
    for (guint i = 0; i < SCALE_STEPS; i++) {
        double share = (double)i / (SCALE_STEPS - 1);
        double x = layout->left + i * (double)SCALE_WIDTH;
        g_autofree char *tone = figure_tone(share);
        double value = share * layout->greatest;
        bool whole = value == floor(value);
        g_autofree char *text = figure_number(value, whole ? 0 : map->decimals);
        drawing_rect(drawing, x, y, SCALE_WIDTH, SCALE_HEIGHT, tone, "#999");
        if (whole || map->decimals > 0) /* there is no half an occurrence */
            drawing_text(drawing, x + SCALE_WIDTH / 2.0,
                         y + SCALE_HEIGHT + 13.0, &number, text);
    }
    if (map->legend != NULL)
        drawing_text(drawing,
                     layout->left + SCALE_STEPS * (double)SCALE_WIDTH + GAP,
                     y + SCALE_HEIGHT - 2.0, &what, map->legend);
}

static double whole_width(const struct heatmap *map,
                          const struct layout *layout)
{
    double cells = map->columns * layout->width;
    double over = layout->turned ? layout->room * G_SQRT2 / 2 : 0;
    double legend =
        map->legend != NULL ? drawing_text_width(map->legend, FIGURE_FONT) : 0;
    double scale = SCALE_STEPS * (double)SCALE_WIDTH + GAP + legend;
    return layout->left + MAX(cells + over, scale) + FIGURE_MARGIN;
}

/* Rows and columns changed over; caller frees. */
static double *turned_values(const struct heatmap *map)
{
    double *values = g_new(double, MAX((gsize)map->rows * map->columns, 1));
    for (guint i = 0; i < map->rows; i++)
        for (guint j = 0; j < map->columns; j++)
            values[(gsize)j * map->rows + i] =
                map->values[(gsize)i * map->columns + j];
    return values;
}

static struct drawing *draw(const struct heatmap *map)
{
    struct layout layout = measure(map);
    double bottom = layout.top + map->rows * (double)CELL_HEIGHT;
    double scale = bottom + 2 * GAP;
    struct drawing *drawing =
        drawing_new(whole_width(map, &layout),
                    scale + 2 * SCALE_HEIGHT + figure_foot(&map->figure) + GAP);
    const struct text_look label = {.size = FIGURE_FONT, .anchor = TEXT_END};
    figure_put(drawing, &map->figure);
    put_columns(drawing, map, &layout);
    for (guint i = 0; i < map->rows; i++) {
        drawing_label(drawing, layout.left - GAP,
                      layout.top + (i + 1) * (double)CELL_HEIGHT - 10, &label,
                      LABEL_MOST, map->row_labels[i]);
        for (guint j = 0; j < map->columns; j++)
            put_cell(drawing, map, &layout, i, j);
    }
    if (layout.greatest > 0)
        put_scale(drawing, map, &layout, scale);
    return drawing;
}

struct drawing *heatmap_draw(const struct heatmap *map)
{
    if (map->columns <= MOST_ACROSS || map->columns <= map->rows)
        return draw(map);
    g_autofree double *values = turned_values(map);
    struct heatmap turned = *map;
    turned.rows = map->columns;
    turned.columns = map->rows;
    turned.row_labels = map->column_labels;
    turned.column_labels = map->row_labels;
    turned.values = values;
    return draw(&turned);
}
