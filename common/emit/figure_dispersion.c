/* A dispersion plot: a strip for each text, a tick where the word stands in it;
 * behind it how often, and how unevenly (DP: Gries 2008, "Dispersions and
 * adjusted frequencies in corpora", International Journal of Corpus Linguistics
 * 13:4).
 */
#include "common/emit/dialect.h"

#include <math.h>

enum {
    ROW = 34,
    STRIP = 20,
    WIDTH = 560,
    LABEL_MOST = 320,
    GAP = 8,
    COLUMN = 56,
    AXIS = 24,
    HEAD = 20,
};

static void put_strip(struct drawing *drawing,
                      const struct dispersion_strip *strip, double left,
                      double y, double length)
{
    const struct text_look label = {.size = FIGURE_FONT, .anchor = TEXT_END};
    g_autofree char *count = g_strdup_printf("%u", strip->count);
    g_autofree char *dp = figure_number(strip->dp, 2);
    double base = y + STRIP - 5.0, right = left + WIDTH + COLUMN;
    drawing_label(drawing, left - GAP, base, &label, LABEL_MOST, strip->label);
    drawing_rect(drawing, left, y, length, STRIP, "#f4f4f4", "#999");
    for (guint i = 0; i < strip->count && strip->length > 0; i++) {
        double x =
            left + (double)strip->places[i] / (double)strip->length * length;
        drawing_line(drawing, x, y, x, y + STRIP, "#123868", 1.2);
    }
    drawing_text(drawing, right, base, &label, count);
    drawing_text(drawing, right + COLUMN, base, &label, dp);
}

static double label_width(const struct dispersion *plot)
{
    double widest = 0;
    for (guint i = 0; i < plot->count; i++)
        widest =
            MAX(widest, drawing_text_width(plot->strips[i].label, FIGURE_FONT));
    return MIN(widest, LABEL_MOST);
}

static double strip_length(const struct dispersion *plot, guint strip)
{
    guint64 longest = 1;
    for (guint i = 0; i < plot->count; i++)
        longest = MAX(longest, plot->strips[i].length);
    return plot->scaled
               ? WIDTH * (double)plot->strips[strip].length / (double)longest
               : WIDTH;
}

static void put_heads(struct drawing *drawing, double right, double y)
{
    const struct text_look head = {
        .size = FIGURE_SMALL, .anchor = TEXT_END, .color = "#444"};
    drawing_text(drawing, right + COLUMN, y, &head, "n");
    drawing_text(drawing, right + 2.0 * COLUMN, y, &head, "DP");
}

struct drawing *dispersion_draw(const struct dispersion *plot)
{
    double left = FIGURE_MARGIN + GAP + label_width(plot);
    double top = figure_head(&plot->figure) + HEAD;
    double bottom = top + plot->count * (double)ROW;
    struct drawing *drawing =
        drawing_new(left + WIDTH + 2 * COLUMN + FIGURE_MARGIN,
                    bottom + AXIS + figure_foot(&plot->figure));
    figure_put(drawing, &plot->figure);
    put_heads(drawing, left + WIDTH, top - 2);
    for (guint i = 0; i < plot->count; i++)
        put_strip(drawing, &plot->strips[i], left,
                  top + i * (double)ROW + (ROW - STRIP) / 2.0,
                  strip_length(plot, i));
    for (guint i = 0; !plot->scaled && i <= 4; i++) {
        const struct text_look look = {
            .size = FIGURE_SMALL, .anchor = TEXT_MIDDLE, .color = "#444"};
        g_autofree char *share = g_strdup_printf("%u%%", 25 * i);
        drawing_text(drawing, left + i * WIDTH / 4.0, bottom + 12, &look,
                     share);
    }
    return drawing;
}
