/* The numbers of a text: which of the figures in it are years, quantities and
 * percentages.
 *
 * Reads normalised text (contract §3), gives numerals.  Figures are taken one
 * after the other: those that need no judging (十四五, 百分之五), those that
 * are no number, then ranges and single ones, which numeral_judge.c judges; in
 * a list (2021、2022年) the last one's unit settles what the others are.
 */
#include "common/text/numeral.h"

#include <string.h>

static void numeral_put(struct reader *reader, enum verdict kind, double low,
                        double high, const char *start, const char *end,
                        const char *unit)
{
    struct numeral numeral = {.kind = (enum number_kind)kind,
                              .low = low,
                              .high = high,
                              .start = (gsize)(start - reader->text),
                              .end = (gsize)(end - reader->text),
                              .unit = (gsize)(unit - reader->text)};
    g_array_append_val(reader->out, numeral);
}

/* Of 2025.12.31 the year at least. */
static void date_read(struct reader *reader, const struct figure *figure)
{
    struct figure year;
    const char *dot =
        memchr(figure->start, '.', (gsize)(figure->end - figure->start));
    if (dot != NULL && figure_read(figure->start, dot, &year) &&
        figure_is_recent(&year))
        numeral_put(reader, IS_YEAR, year.value, year.value, year.start,
                    year.end, year.end);
}

/* ---- ordinals */

/* Behind 第: the figure, and those that share it (第三、四批, 第1-3条). */
static const char *ordinal_end(const struct reader *reader,
                               const struct figure *figure)
{
    struct figure next = *figure;
    const char *at;
    do {
        at = next.end;
        const char *sign = at;
        while (code_is_one_of(code_at(reader, sign), "、和及至到-~"))
            sign = g_utf8_next_char(sign);
        if (sign == at || !figure_read(sign, reader->stop, &next))
            break;
    } while (next.arabic == figure->arabic);
    return at;
}

/* 第十四个五年: the period; else only an ordinal.  The first ones must be said
 * to be plans: the first five years of anything are 第一个五年. */
static const char *ordinal_read(struct reader *reader,
                                const struct figure *figure)
{
    const char *end = period_word(figure->end, reader->stop);
    guint first = figure->value >= 1 && figure->value < 100
                      ? period_first_year((guint)figure->value)
                      : 0;
    if (end == NULL || first == 0 || figure->odd || figure->row)
        return ordinal_end(reader, figure);
    if (figure->value < 6 && !BEGINS(end, reader->stop, "计划"))
        return end;
    numeral_put(reader, IS_YEAR, first, first + 4, figure->start, end, end);
    return end;
}

/* ---- ranges */

/* Behind a sign of a range at `at`, where the second figure begins; else NULL.
 * *dash: the sign may just as well tie a name. */
static const char *range_sign(const struct reader *reader, const char *at,
                              bool *dash)
{
    gunichar code = code_at(reader, at);
    *dash = code == '-';
    if (!code_is_one_of(code, "-~至到"))
        return NULL;
    return g_utf8_next_char(at);
}

/* The second figure of a range that the first begins, which may have a unit of
 * its own (3%-5%) or share the second's. */
static bool range_read(const struct reader *reader, const struct figure *first,
                       struct figure *second, bool *dash)
{
    const char *at = range_sign(reader, first->end, dash);
    if (at == NULL) {
        const char *unit = figure_unit_end(
            reader, first,
            figure_is_year(reader, first) ? IS_YEAR : IS_QUANTITY);
        at = unit > first->end ? range_sign(reader, unit, dash) : NULL;
    }
    return at != NULL && figure_read(at, reader->stop, second) &&
           second->arabic == first->arabic && !second->dotted &&
           !(second->arabic && code_is_letter(code_at(reader, second->end)) &&
             second->use == USE_NONE);
}

/* What the first of a range is worth when it has no unit: 3-5万 is 30,000 to
 * 50,000. */
static double range_low(const struct figure *first, const struct figure *second)
{
    double low = figure_value(first);
    if (first->unit > first->end)
        return low;
    if (second->use == USE_PERMILLE)
        low /= 10;
    if (second->use == USE_TENTHS)
        low *= 10;
    if (first->scale == 1 && second->scale > 1 &&
        low < second->value / second->scale)
        low *= second->scale;
    return low;
}

/* 2025-12-31, 2025-12 */
static bool is_day(const struct figure *first, const struct figure *second)
{
    return figure_is_recent(first) && second->digits == 2 &&
           second->value <= 12 && second->unit == second->end;
}

/* A range as one numeral: its end; NULL when the first is to be judged alone.
 */
static const char *range_put(struct reader *reader, const struct figure *first,
                             const struct figure *second, bool dash)
{
    enum verdict verdict = figure_judge(reader, second);
    bool own = first->unit > first->end;
    /* 400-800-1234 */
    if (dash && !own && code_at(reader, second->end) == '-')
        return reader->name = figure_name_end(reader, second->end);
    if (figure_is_recent(first) && figure_is_recent(second) && !own &&
        !figure_has_measure(reader, second))
        verdict = IS_YEAR;
    if (own && figure_judge(reader, first) != verdict)
        return NULL;
    if (!own && second->unit == second->end && !reader->values &&
        word_before(reader->begin, first->start, USE_ORDINAL))
        verdict = IS_NOTHING;
    double low = range_low(first, second), high = figure_value(second);
    const char *end = figure_unit_end(reader, second, verdict);
    if (verdict == IS_NOTHING && !own)
        return end;
    if (verdict == IS_NOTHING || low > high ||
        (verdict == IS_YEAR && !own && first->digits != 4))
        return dash && !own ? figure_name_end(reader, second->end) : NULL;
    if (low == high && dash && !own)
        return end;
    numeral_put(reader, verdict, low, high, first->start, second->end, end);
    return end;
}

/* ---- lists: 2021、2022年, 分别为2012、300件 */

static bool is_list_sign(const char *at, gsize length)
{
    static const char *const signs[] = {"、", "和", "及", "与", "或", "以及"};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (length == strlen(signs[i]) && memcmp(at, signs[i], length) == 0)
            return true;
    return false;
}

/* Those without a unit before the last one, which has one, are of its kind. */
static void list_settle(struct reader *reader, guint from)
{
    guint at = reader->out->len - 1;
    struct numeral *all = (struct numeral *)(void *)reader->out->data;
    enum number_kind kind = all[at].kind;
    if (all[at].unit == all[at].end || kind == NUMBER_PERCENTAGE)
        return;
    for (; at > from; at--) {
        struct numeral *one = &all[at - 1];
        bool recent = one->low >= 1900 && one->high < 2100;
        if (one->unit > one->end || one->kind == NUMBER_PERCENTAGE ||
            !is_list_sign(reader->text + one->end, all[at].start - one->end))
            return;
        if (recent)
            one->kind = kind;
    }
}

/* ---- one step */

/* 百分之十五, and 百分之十至百分之十五. */
static const char *portion_begin(const char *at, const char *stop,
                                 double *divisor)
{
    static const gsize length = sizeof "百分之" - 1;
    *divisor = BEGINS(at, stop, "百分之")   ? 1
               : BEGINS(at, stop, "千分之") ? 10
               : BEGINS(at, stop, "万分之") ? 100
                                            : 0;
    return *divisor > 0 ? at + length : NULL;
}

static const char *portion_read(struct reader *reader, const char *at)
{
    double divisor, other;
    bool dash;
    struct figure low, high;
    const char *figure = portion_begin(at, reader->stop, &divisor);
    if (figure == NULL || !figure_read(figure, reader->stop, &low) || low.odd ||
        low.row)
        return NULL;
    const char *next = range_sign(reader, low.end, &dash);
    const char *again =
        next != NULL ? portion_begin(next, reader->stop, &other) : NULL;
    if (next == NULL ||
        !figure_read(again != NULL ? again : next, reader->stop, &high) ||
        high.odd || high.row || high.value < low.value)
        high = low;
    numeral_put(reader, IS_PERCENTAGE, low.value / divisor,
                high.value / divisor, at, high.end, high.end);
    return high.end;
}

/* 三分之一 is none of the three kinds: its end, or NULL. */
static const char *fraction_end(const struct reader *reader,
                                const struct figure *figure)
{
    static const gsize length = sizeof "分之" - 1;
    struct figure part;
    if (!BEGINS(figure->end, reader->stop, "分之"))
        return NULL;
    const char *at = figure->end + length;
    return figure_read(at, reader->stop, &part) ? part.end : at;
}

/* What is settled without a look at the figure's unit: the end of what was
 * read, or NULL. */
static const char *whole_read(struct reader *reader, const char *at)
{
    guint number;
    const char *end = period_read(reader->begin, at, reader->stop, &number);
    if (end != NULL) {
        guint first = period_first_year(number);
        numeral_put(reader, IS_YEAR, first, first + 4, at, end, end);
        return end;
    }
    end = portion_read(reader, at);
    if (end == NULL && code_before(reader, at) != '.')
        end = word_fixed(at, reader->stop);
    return end;
}

/* What is no number of its own, with *end. */
static bool other_read(struct reader *reader, const struct figure *figure,
                       const char **end)
{
    if ((*end = figure_marker_end(reader, figure)) != NULL)
        return true;
    if (code_before(reader, figure->start) == 0x7b2c) { /* 第 */
        *end = ordinal_read(reader, figure);
        return true;
    }
    if (figure_is_name(reader, figure)) {
        date_read(reader, figure);
        *end = reader->name = figure_name_end(reader, figure->end);
        return true;
    }
    return (*end = fraction_end(reader, figure)) != NULL;
}

static const char *figure_step(struct reader *reader, const char *at)
{
    struct figure figure, second;
    bool dash;
    const char *end = whole_read(reader, at);
    if (end != NULL)
        return end;
    if (!figure_read(at, reader->stop, &figure))
        return g_utf8_next_char(at);
    if (other_read(reader, &figure, &end))
        return end;
    if (range_read(reader, &figure, &second, &dash)) {
        if (dash && is_day(&figure, &second)) {
            numeral_put(reader, IS_YEAR, figure.value, figure.value,
                        figure.start, figure.end, figure.end);
            return reader->name = figure_name_end(reader, second.end);
        }
        if ((end = range_put(reader, &figure, &second, dash)) != NULL)
            return end;
    }
    enum verdict verdict = figure_judge(reader, &figure);
    if (verdict == IS_NOTHING)
        return figure.end;
    end = figure_unit_end(reader, &figure, verdict);
    numeral_put(reader, verdict, figure_value(&figure), figure_value(&figure),
                figure.start, figure.end, end);
    return end;
}

/* Whether nothing but figures and signs stands there: (30), ≥1.2, 1.57、11. */
static bool is_values(const char *at, const char *stop)
{
    for (; at < stop; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (g_unichar_isalpha(code) && figure_digit(code) < 0)
            return false;
    }
    return true;
}

void numerals_read(GArray *numerals, const char *text, gsize from, gsize to,
                   enum numeral_place place)
{
    struct reader reader = {.out = numerals,
                            .text = text,
                            .begin = text + from,
                            .stop = text + to,
                            .place = place};
    const char *at = reader.begin;
    guint first = numerals->len;
    reader.values = place != NUMERAL_TEXT && is_values(at, reader.stop);
    while ((at = figure_find(at, reader.stop)) < reader.stop) {
        guint before = numerals->len;
        at = figure_step(&reader, at);
        if (numerals->len > before && numerals->len > first + 1)
            list_settle(&reader, first);
    }
}
