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

struct axis {
    double left, most;
};

static double position(const struct axis *axis, double value)
{
    return axis->left + (axis->most > 0 ? value / axis->most * WIDTH : 0);
}

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

static void put_value(struct drawing *drawing, double x, double y, double value,
                      const char *text, double other)
{
    const struct text_look look = {
        .size = FIGURE_SMALL,
        .anchor = !isfinite(other) || fabs(x - other) > ROOM ? TEXT_MIDDLE
                  : x < other                                ? TEXT_END
                                                             : TEXT_START};
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, "%.10g", value);
    drawing_text(drawing, x, y - DOT - 5, &look, text != NULL ? text : number);
}

static void put_rung(struct drawing *drawing, const struct rung *rung,
                     const struct axis *axis, double y)
{
    const struct text_look label = {.size = FIGURE_FONT, .anchor = TEXT_END};
    const struct text_look none = {.size = FIGURE_FONT};
    bool base = isfinite(rung->base), target = isfinite(rung->target);
    double from = base ? position(axis, rung->base) : NAN;
    double to = target ? position(axis, rung->target) : NAN;
    drawing_label(drawing, axis->left - 2 * GAP, y + 5, &label, LABEL_MOST,
                  rung->label);
    if (base && target)
        put_arrow(drawing, from, to, y);
    if (base) {
        drawing_circle(drawing, from, y, DOT, "#fff", "#123868");
        put_value(drawing, from, y, rung->base, rung->base_text, to);
    }
    if (target) {
        drawing_circle(drawing, to, y, DOT, "#123868", "#123868");
        put_value(drawing, to, y, rung->target, rung->target_text, from);
    }
    if (!base && !target)
        drawing_text(drawing, axis->left + GAP, y + 5, &none, "–");
}

static struct axis measure(const struct ladder *ladder)
{
    double widest = 0;
    struct axis axis = {0, 0};
    for (guint i = 0; i < ladder->count; i++) {
        const struct rung *rung = &ladder->rungs[i];
        widest = MAX(widest, drawing_text_width(rung->label, FIGURE_FONT));
        if (isfinite(rung->base))
            axis.most = MAX(axis.most, rung->base);
        if (isfinite(rung->target))
            axis.most = MAX(axis.most, rung->target);
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
    figure_axis(drawing, axis.left, WIDTH, top, bottom, axis.most,
                ladder->axis);
    for (guint i = 0; i < ladder->count; i++)
        put_rung(drawing, &ladder->rungs[i], &axis, top + (i + 0.65) * ROW);
    return drawing;
}
