/* What pictures share: their title and note, numbers, tones and axes. */
#include "common/emit/dialect.h"

#include <math.h>

enum { TITLE = 18, SUBTITLE = 13, LINE = 24 };

double figure_head(const struct figure *figure)
{
    return FIGURE_MARGIN + (figure->title != NULL ? LINE : 0) +
           (figure->subtitle != NULL ? LINE : 0);
}

double figure_foot(const struct figure *figure)
{
    return FIGURE_MARGIN + (figure->note != NULL ? LINE : 0);
}

void figure_put(struct drawing *drawing, const struct figure *figure)
{
    double room = drawing->width - 2 * FIGURE_MARGIN, y = FIGURE_MARGIN;
    const struct text_look title = {.size = TITLE, .bold = true};
    const struct text_look subtitle = {.size = SUBTITLE, .color = "#444"};
    const struct text_look note = {.size = FIGURE_SMALL, .color = "#555"};
    if (figure->title != NULL) {
        y += LINE;
        drawing_label(drawing, FIGURE_MARGIN, y - 6, &title, room,
                      figure->title);
    }
    if (figure->subtitle != NULL) {
        y += LINE;
        drawing_label(drawing, FIGURE_MARGIN, y - 6, &subtitle, room,
                      figure->subtitle);
    }
    if (figure->note != NULL)
        drawing_label(drawing, FIGURE_MARGIN, drawing->height - FIGURE_MARGIN,
                      &note, room, figure->note);
}

char *figure_number(double value, guint decimals)
{
    char format[8], number[G_ASCII_DTOSTR_BUF_SIZE + 400];
    if (!isfinite(value))
        return g_strdup("–");
    g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
    return g_strdup(g_ascii_formatd(number, sizeof number, format, value));
}

double figure_labels(const char *const *labels, guint count, double most)
{
    double widest = 0;
    for (guint i = 0; i < count; i++)
        widest = MAX(widest, drawing_text_width(labels[i], FIGURE_FONT));
    return MIN(widest, most);
}

double figure_step(double most)
{
    enum { PARTS = 5 };
    if (!isfinite(most) || most <= 0)
        return 1;
    double power = pow(10, floor(log10(most / PARTS)));
    double rest = most / PARTS / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
}

guint figure_decimals(double step)
{
    double needed = -floor(log10(step) + 1e-9);
    return needed > 0 ? (guint)MIN(needed, 9) : 0;
}

/* Straight from white to a dark blue, so that grey falls evenly too. */
char *figure_tone(double share)
{
    static const double dark[] = {18, 56, 104};
    guint parts[3];
    for (guint i = 0; i < 3; i++)
        parts[i] = (guint)lround(255 + CLAMP(share, 0, 1) * (dark[i] - 255));
    return g_strdup_printf("#%02x%02x%02x", parts[0], parts[1], parts[2]);
}

double axis_position(const struct axis *axis, double value)
{
    double span = axis->most - axis->least;
    return axis->left +
           (span > 0 ? (value - axis->least) / span * axis->width : 0);
}

void figure_axis(struct drawing *drawing, const struct axis *axis, double top,
                 double bottom, const char *about)
{
    double step = figure_step(axis->most - axis->least);
    guint decimals = figure_decimals(step);
    const struct text_look number = {
        .size = FIGURE_SMALL, .anchor = TEXT_MIDDLE, .color = "#444"};
    const struct text_look what = {
        .size = FIGURE_FONT, .anchor = TEXT_MIDDLE, .color = "#222"};
    double last = axis->most * (1 + 1e-9);
    for (int i = (int)ceil(axis->least / step - 1e-9); i * step <= last; i++) {
        double x = axis_position(axis, i * step);
        g_autofree char *text = figure_number(i * step, decimals);
        drawing_line(drawing, x, top, x, bottom, i == 0 ? "#444" : "#ddd", 1);
        drawing_text(drawing, x, bottom + 15, &number, text);
    }
    if (about != NULL)
        drawing_text(drawing, axis->left + axis->width / 2, bottom + 35, &what,
                     about);
}
