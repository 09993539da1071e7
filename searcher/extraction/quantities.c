/* Quantities and percentages, with unit and relation.
 *
 * Reads the numbers that the index keeps (what is a number at all was decided
 * there) and the words around them (corpus/rules/relations.tsv).
 */
#include "searcher/extraction/inside.h"

#include "common/data/data.h"

#include <string.h>

struct relation {
    char *word; /* normalised */
    gsize length;
    bool before;
    const char *sign;
};

static gint longest_first(gconstpointer a, gconstpointer b)
{
    const struct relation *left = a, *right = b;
    return (left->length < right->length) - (left->length > right->length);
}

static const GArray *relations_all(void)
{
    static gsize once;
    static GArray *all;
    if (g_once_init_enter(&once)) {
        const GPtrArray *rows = data_table("rules/relations.tsv", 4);
        all = g_array_new(FALSE, FALSE, sizeof(struct relation));
        for (guint i = 0; i < rows->len; i++) {
            char **row = rows->pdata[i];
            g_auto(GStrv) words = g_strsplit(row[0], " ", -1);
            for (char **word = words; *word != NULL; word++) {
                struct relation one = {normal_text(*word, -1, NULL), 0,
                                       strcmp(row[1], "before") == 0, row[2]};
                one.length = strlen(one.word);
                g_array_append_val(all, one);
            }
        }
        g_array_sort(all, longest_first);
        g_once_init_leave(&once, 1);
    }
    return all;
}

/* The relation of a number at [start, end) of the text whose figure ends at
 * `figure`: 1500余件, 1500件以上, 超过1500件. */
static const char *relation_of(const struct scan *scan, const char *start,
                               const char *figure, const char *end)
{
    const GArray *all = relations_all();
    const char *sign = NULL;
    for (guint i = 0; i < all->len; i++) {
        const struct relation *one = &g_array_index(all, struct relation, i);
        if (!one->before &&
            (text_at(end, scan->end, one->word, one->length) ||
             text_at(figure, scan->end, one->word, one->length)))
            return one->sign;
        if (one->before && sign == NULL &&
            (gsize)(start - scan->begin) >= one->length &&
            memcmp(start - one->length, one->word, one->length) == 0)
            sign = one->sign;
    }
    return sign != NULL ? sign : "=";
}

/* Behind the last sign of a number: 百件, 亿元 with 上 before it. */
static const char *amount_end(const char *start, const char *end)
{
    static const char signs[] = "零〇一二三四五六七八九十百千万亿两余多几";
    const char *found = start;
    for (const char *at = start; at < end; at = g_utf8_next_char(at))
        if (g_ascii_isdigit(*at) ||
            g_utf8_strchr(signs, -1, g_utf8_get_char(at)) != NULL)
            found = g_utf8_next_char(at);
    return found;
}

/* Where the figure ends and its unit begins. */
static const char *figure_end(const struct scan *scan, const char *start,
                              const char *end)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(read, scan->begin, (gsize)(start - scan->begin),
                  (gsize)(end - scan->begin), NUMERAL_CELL);
    const char *figure = NULL;
    for (guint i = 0; i < read->len; i++) {
        const struct numeral *one = &g_array_index(read, struct numeral, i);
        figure = scan->begin + one->end;
    }
    return figure != NULL ? figure : amount_end(start, end);
}

/* 80分, but not 80分钟 or 80分之一. */
static bool is_score(const struct scan *scan, const char *at)
{
    if (!AT(at, scan->end, "分"))
        return false;
    at += strlen("分");
    return at == scan->end || !g_unichar_isalpha(char_at(at, scan->end)) ||
           AT(at, scan->end, "以");
}

void find_quantities(const struct scan *scan)
{
    g_assert(scan->begin != NULL);
    for (guint i = 0; i < scan->text->number_count; i++) {
        const struct number *number = &scan->text->numbers[i];
        const char *start = scan->begin + number->start,
                   *end = start + number->length;
        if (number->kind == NUMBER_YEAR)
            continue;
        const char *figure = figure_end(scan, start, end);
        if (end - figure > 3 && text_at(end - 3, end, "内", 3))
            end -= strlen("内"); /* 三年内 */
        if (figure == end && is_score(scan, end))
            end += strlen("分");
        struct extract found = {
            .place = span_of(scan, start, end),
            .low = number->low,
            .high = number->high,
            .percentage = number->kind == NUMBER_PERCENTAGE,
            .relation = relation_of(scan, start, figure, end),
        };
        if (figure < end)
            found.unit = span_of(scan, figure, end);
        g_array_append_val(scan->out, found);
    }
}
