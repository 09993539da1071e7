/* Decides how a source breaks its lines, from the lines themselves: how long
 * they are, and whether they end where a sentence does. */
#include "indexer/clean/internal.h"

#include <stdlib.h>
#include <string.h>

/* A scraped page of spans: at least half the lines are this short … */
#define FRAGMENT_CHARS 12
/* … and at least this share of all lines ends inside a sentence. */
#define FRAGMENT_SHARE 0.3
/* Widths between which a page or a terminal cuts lines, in columns. */
#define WRAP_MIN 32
#define WRAP_MAX 160
/* A full line may lack so many: a mark that must not begin a line, a number. */
#define WRAP_SLACK 8

static bool ends_with_any(const char *text, const char *marks)
{
    if (*text == '\0')
        return false;
    const char *last = g_utf8_prev_char(text + strlen(text));
    return g_utf8_strchr(marks, -1, g_utf8_get_char(last)) != NULL;
}

struct census {
    GArray *lengths; /* of guint, characters */
    GArray *widths;  /* of guint, columns */
    guint inside;    /* lines that end in a comma or a lone mark */
    guint open;      /* lines that do not end where a sentence can */
};

static void count_line(struct census *census, const struct line *line)
{
    g_array_append_val(census->lengths, line->chars);
    g_array_append_val(census->widths, line->columns);
    census->inside +=
        ends_with_any(line->text, "，,、“”‘’（(.") || line->chars <= 1;
    census->open += !ends_with_any(line->text, "。！？!?：:；;”）)…");
}

static int compare(const void *a, const void *b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

/* The share of full lines that end in the middle of a sentence. */
static double cut_share(const GPtrArray *lines, guint width)
{
    guint full = 0, cut = 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct line *line = g_ptr_array_index(lines, i);
        if (line->furniture || line->tab || line->columns + WRAP_SLACK < width)
            continue;
        full++;
        cut += !ends_with_any(line->text, "。！？：；");
    }
    return full >= 8 ? (double)cut / full : 0;
}

/* Lines of a cut text crowd below one width: most of those longer than half
 * of it are nearly full. */
static bool is_wrapped(const struct clean *clean, const GArray *widths,
                       guint width)
{
    guint longer = 0, full = 0;
    for (guint i = 0; i < widths->len; i++) {
        guint columns = g_array_index(widths, guint, i);
        longer += columns > width / 2;
        full += columns + WRAP_SLACK >= width;
    }
    return width >= WRAP_MIN && width <= WRAP_MAX && full * 2 > longer &&
           cut_share(clean->lines, width) > 0.5;
}

void layout_decide(struct clean *clean)
{
    struct census census = {.lengths = g_array_new(false, false, sizeof(guint)),
                            .widths = g_array_new(false, false, sizeof(guint))};
    for (guint i = 0; i < clean->lines->len; i++) {
        const struct line *line = g_ptr_array_index(clean->lines, i);
        if (line->chars > 0 && !line->furniture && !line->tab)
            count_line(&census, line);
    }
    guint count = census.lengths->len;
    clean->layout = LAYOUT_PARAGRAPHS;
    if (count >= 20) {
        g_array_sort(census.lengths, compare);
        g_array_sort(census.widths, compare);
        guint median = g_array_index(census.lengths, guint, count / 2);
        guint width = g_array_index(census.widths, guint, count * 97 / 100);
        if (median <= FRAGMENT_CHARS && census.inside > count * FRAGMENT_SHARE)
            clean->layout = LAYOUT_FRAGMENTS;
        else if (is_wrapped(clean, census.widths, width))
            clean->layout = LAYOUT_WRAPPED;
        clean->width = width;
    }
    g_array_unref(census.lengths);
    g_array_unref(census.widths);
}
