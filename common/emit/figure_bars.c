/* A bar chart: a bar to the right for each label, its number behind it, on an
 * axis that begins at nothing.
 */
#include "common/emit/dialect.h"

#include <math.h>

enum { ROW = 28, BAR = 18, WIDTH = 480, LABEL_MOST = 320, GAP = 8, AXIS = 44 };

static double greatest(const struct bars *bars, double *number)
{
    double most = 0;
    *number = 0;
    for (guint i = 0; i < bars->count; i++) {
        g_autofree char *text = figure_number(bars->values[i], bars->decimals);
        *number = MAX(*number, drawing_text_width(text, FIGURE_FONT));
        if (isfinite(bars->values[i]))
            most = MAX(most, bars->values[i]);
    }
    return most;
}

static void put_bar(struct drawing *drawing, const struct bars *bars, guint i,
                    double left, double y, double most)
{
    double value = bars->values[i];
    double length = isfinite(value) && most > 0 ? value / most * WIDTH : 0;
    const struct text_look label = {.size = FIGURE_FONT, .anchor = TEXT_END};
    const struct text_look number = {.size = FIGURE_FONT};
    g_autofree char *text = figure_number(value, bars->decimals);
    drawing_label(drawing, left - GAP, y + BAR - 4.0, &label, LABEL_MOST,
                  bars->labels[i]);
    if (length > 0)
        drawing_rect(drawing, left, y, length, BAR, "#3f6ea5", NULL);
    drawing_text(drawing, left + length + GAP, y + BAR - 4.0, &number, text);
}

struct drawing *bars_draw(const struct bars *bars)
{
    double number, most = greatest(bars, &number);
    double left = FIGURE_MARGIN + GAP +
                  figure_labels(bars->labels, bars->count, LABEL_MOST);
    double top = figure_head(&bars->figure) + GAP;
    double bottom = top + bars->count * (double)ROW;
    struct drawing *drawing =
        drawing_new(left + WIDTH + GAP + number + FIGURE_MARGIN,
                    bottom + AXIS + figure_foot(&bars->figure));
    figure_put(drawing, &bars->figure);
    figure_axis(drawing, &(struct axis){left, WIDTH, 0, most}, top, bottom,
                bars->axis);
    for (guint i = 0; i < bars->count; i++)
        put_bar(drawing, bars, i, left,
                top + i * (double)ROW + (ROW - BAR) / 2.0, most);
    return drawing;
}
