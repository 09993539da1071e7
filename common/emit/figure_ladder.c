/* A ladder of targets: a line for each plan, from where it stands (an open dot)
 * to where it wants to be (a full one), all on one axis, numbers beside.
 */
#include "common/emit/dialect.h"

#include <math.h>

enum {
    ROW = 46,
    WIDTH = 520,
    LABEL_MOST = 320,
    GAP = 8,
    DOT = 5,
    HEAD = 6,
    AXIS = 44,
    ROOM = 80, /* for a number beside the last dot */
};

static void put_arrow(struct drawing *drawing, double from, double to, double y)
{
    double way = to > from ? 1 : -1;
    double tip = to - way * DOT, back = tip - way * HEAD;
    const double head[] = {tip, y, back, y - 4, back, y + 4};
    if (fabs(to - from) <= 2 * DOT + HEAD)
        return;
    drawing_line(drawing, from + way * DOT, y, back, y, "#444", 1.5);
    drawing_polygon(drawing, head, 3, "#444");
}

/* Caller frees. */
static char *number_text(double value, const char *text)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, "%.10g", value);
    return g_strdup(text != NULL ? text : number);
}

/* About x, but not left of the axis, nor beyond the picture. */
static void put_number(struct drawing *drawing, const struct axis *axis,
                       double x, double y, const char *text)
{
    const struct text_look look = {.size = FIGURE_SMALL, .anchor = TEXT_MIDDLE};
    double half = drawing_text_width(text, FIGURE_SMALL) / 2;
    double most = axis->left + WIDTH + ROOM - half;
    drawing_text(drawing, MAX(MIN(x, most), axis->left + half + 2), y, &look,
                 text);
}

/* Above base and target; as one where they are so close that two would touch
 * each other. */
static void put_values(struct drawing *drawing, const struct rung *rung,
                       const struct axis *axis, double y)
{
    double from = axis_position(axis, rung->base);
    double to = axis_position(axis, rung->target);
    g_autofree char *base = number_text(rung->base, rung->base_text);
    g_autofree char *target = number_text(rung->target, rung->target_text);
    double needed = (drawing_text_width(base, FIGURE_SMALL) +
                     drawing_text_width(target, FIGURE_SMALL)) /
                        2 +
                    GAP;
    double room = fabs(MAX(to, axis->left + needed / 2) -
                       MAX(from, axis->left + needed / 2));
    y -= DOT + 5;
    if (isfinite(from) && isfinite(to) && room < needed) {
        g_autofree char *both = g_strdup_printf("%s → %s", base, target);
        put_number(drawing, axis, (from + to) / 2, y, both);
        return;
    }
    if (isfinite(from))
        put_number(drawing, axis, from, y, base);
    if (isfinite(to))
        put_number(drawing, axis, to, y, target);
}

/* A diamond, its number below. */
static void put_achieved(struct drawing *drawing, const struct rung *rung,
                         const struct axis *axis, double y)
{
    double x = axis_position(axis, rung->achieved);
    const double diamond[] = {x, y - DOT - 1, x + DOT + 1, y,
                              x, y + DOT + 1, x - DOT - 1, y};
    g_autofree char *number = number_text(rung->achieved, rung->achieved_text);
    drawing_polygon(drawing, diamond, 4, "#c46a00");
    put_number(drawing, axis, x, y + DOT + FIGURE_SMALL + 3, number);
}

static void put_rung(struct drawing *drawing, const struct rung *rung,
                     const struct axis *axis, double y)
{
    const struct text_look label = {.size = FIGURE_FONT, .anchor = TEXT_END};
    const struct text_look none = {.size = FIGURE_FONT};
    bool base = isfinite(rung->base), target = isfinite(rung->target);
    bool achieved = isfinite(rung->achieved);
    double from = base ? axis_position(axis, rung->base) : NAN;
    double to = target ? axis_position(axis, rung->target) : NAN;
    drawing_label(drawing, axis->left - 2 * GAP, y + 5, &label, LABEL_MOST,
                  rung->label);
    if (base && target)
        put_arrow(drawing, from, to, y);
    if (base)
        drawing_circle(drawing, from, y, DOT, "#fff", "#123868");
    if (target)
        drawing_circle(drawing, to, y, DOT, "#123868", "#123868");
    put_values(drawing, rung, axis, y);
    if (achieved)
        put_achieved(drawing, rung, axis, y);
    if (!base && !target && !achieved)
        drawing_text(drawing, axis->left + GAP, y + 5, &none, "–");
}

static void take_in(struct axis *axis, double value)
{
    if (!isfinite(value))
        return;
    axis->least = MIN(axis->least, value);
    axis->most = MAX(axis->most, value);
}

static struct axis measure(const struct ladder *ladder)
{
    double widest = 0;
    struct axis axis = {.width = WIDTH};
    for (guint i = 0; i < ladder->count; i++) {
        const struct rung *rung = &ladder->rungs[i];
        widest = MAX(widest, drawing_text_width(rung->label, FIGURE_FONT));
        take_in(&axis, rung->base);
        take_in(&axis, rung->target);
        take_in(&axis, rung->achieved);
    }
    axis.left = FIGURE_MARGIN + 2 * GAP + MIN(widest, LABEL_MOST);
    return axis;
}

struct drawing *ladder_draw(const struct ladder *ladder)
{
    struct axis axis = measure(ladder);
    double top = figure_head(&ladder->figure) + GAP;
    double bottom = top + ladder->count * (double)ROW;
    struct drawing *drawing =
        drawing_new(axis.left + WIDTH + ROOM + FIGURE_MARGIN,
                    bottom + AXIS + figure_foot(&ladder->figure));
    figure_put(drawing, &ladder->figure);
    figure_axis(drawing, &axis, top, bottom, ladder->axis);
    for (guint i = 0; i < ladder->count; i++)
        put_rung(drawing, &ladder->rungs[i], &axis, top + (i + 0.6) * ROW);
    return drawing;
}
