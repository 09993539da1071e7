/* Decides how a source breaks its lines, from the lines themselves: how long
 * they are, and whether they end where a sentence does. */
#include "indexer/clean/internal.h"

#include "common/text/text.h"

#include <stdlib.h>
#include <string.h>

/* A scraped page of spans: at least half the lines are this short … */
#define FRAGMENT_CHARS 12
/* … and at least this share of all lines ends inside a sentence. */
#define FRAGMENT_SHARE 0.3
/* … or this share are lone marks. */
#define LONE_SHARE 0.03
#define LONE_MIN 5
/* Widths between which a page or a terminal cuts lines, in columns. */
#define WRAP_MIN 32
#define WRAP_MAX 160
/* A full line may lack so many: a mark that must not begin a line, a number. */
#define WRAP_SLACK 8
/* Fewer lines, or fewer full ones, say nothing. */
#define LINES_MIN 20
#define FULL_LINES_MIN 8
/* So many of the full lines of a cut text end inside a sentence. */
#define CUT_SHARE 0.5

struct census {
    GArray *lengths;   /* of guint, characters */
    GArray *widths[2]; /* of guint, columns: marks narrow, marks wide */
    guint inside;      /* lines that end in a comma or a lone mark */
    guint lone;        /* lines that are one quote, bracket or point */
};

static void count_line(struct census *census, const struct line *line)
{
    guint wide = line->columns + line->marks;
    g_array_append_val(census->lengths, line->chars);
    g_array_append_val(census->widths[0], line->columns);
    g_array_append_val(census->widths[1], wide);
    census->inside +=
        text_ends_with_any(line->text, "，,、“”‘’（(.") || line->chars <= 1;
    census->lone += line->chars == 1 &&
                    text_ends_with_any(line->text, "“”‘’()（）《》.,、，。");
}

static int compare(const void *a, const void *b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

guint clean_width(const struct clean *clean, const struct line *line)
{
    return line->columns + (clean->wide_marks ? line->marks : 0);
}

/* The share of full lines that end in the middle of a sentence. */
static double cut_share(const struct clean *clean)
{
    guint full = 0, cut = 0;
    for (guint i = 0; i < clean->lines->len; i++) {
        const struct line *line = g_ptr_array_index(clean->lines, i);
        if (line->furniture || line->tab ||
            clean_width(clean, line) + WRAP_SLACK < clean->width)
            continue;
        full++;
        cut += !text_ends_with_any(line->text, "。！？：；");
    }
    return full >= FULL_LINES_MIN ? (double)cut / full : 0;
}

/* Lines of a cut text crowd below one width; how many do. */
static guint full_lines(const GArray *widths, guint width)
{
    guint full = 0;
    for (guint i = 0; i < widths->len; i++) {
        guint columns = g_array_index(widths, guint, i);
        full += columns + WRAP_SLACK >= width && columns <= width + 2;
    }
    return full;
}

/* Most lines longer than half the width are nearly full. */
static bool is_crowded(const GArray *widths, guint width, guint full)
{
    guint longer = 0;
    for (guint i = 0; i < widths->len; i++)
        longer += g_array_index(widths, guint, i) > width / 2;
    return width >= WRAP_MIN && width <= WRAP_MAX && full * 2 > longer;
}

static guint quantile(const GArray *sorted, guint percent)
{
    return g_array_index(sorted, guint, sorted->len * percent / 100);
}

/* Of the two ways to measure, the one in which more lines are equally long. */
static bool is_wrapped(struct clean *clean, const struct census *census)
{
    guint widths[2], full[2];
    for (guint i = 0; i < 2; i++) {
        widths[i] = quantile(census->widths[i], 97);
        full[i] = full_lines(census->widths[i], widths[i]);
    }
    clean->wide_marks = full[1] > full[0];
    guint best = clean->wide_marks;
    clean->width = widths[best];
    return is_crowded(census->widths[best], widths[best], full[best]) &&
           cut_share(clean) > CUT_SHARE;
}

static bool is_fragments(const struct census *census)
{
    guint count = census->lengths->len;
    return (quantile(census->lengths, 50) <= FRAGMENT_CHARS &&
            census->inside > count * FRAGMENT_SHARE) ||
           (census->lone >= LONE_MIN && census->lone > count * LONE_SHARE);
}

void layout_decide(struct clean *clean)
{
    struct census census = {0};
    census.lengths = g_array_new(false, false, sizeof(guint));
    for (guint i = 0; i < 2; i++)
        census.widths[i] = g_array_new(false, false, sizeof(guint));
    for (guint i = 0; i < clean->lines->len; i++) {
        const struct line *line = g_ptr_array_index(clean->lines, i);
        if (line->chars > 0 && !line->furniture && !line->tab)
            count_line(&census, line);
    }
    guint count = census.lengths->len;
    clean->layout = LAYOUT_PARAGRAPHS;
    if (count >= LINES_MIN) {
        g_array_sort(census.lengths, compare);
        g_array_sort(census.widths[0], compare);
        g_array_sort(census.widths[1], compare);
        if (is_fragments(&census))
            clean->layout = LAYOUT_FRAGMENTS;
        else if (is_wrapped(clean, &census))
            clean->layout = LAYOUT_WRAPPED;
    }
    g_array_unref(census.lengths);
    g_array_unref(census.widths[0]);
    g_array_unref(census.widths[1]);
}
