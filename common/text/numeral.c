/* The numbers of a text: which of the figures in it are years, quantities and
 * percentages.
 *
 * Reads normalised text (contract §3), gives numerals.  A figure is judged by
 * what stands around it: the word behind it, the character before it, and in a
 * list (2021、2022年) the last one's unit.  What is in doubt is left out where
 * it is a number word (三大, 十分) and taken where it is digits.
 */
#include "common/text/numeral.h"

#include <string.h>

struct reader {
    GArray *out;
    const char *text; /* what spans count from */
    const char *begin, *stop;
    enum numeral_place place;
    bool values;      /* a cell of nothing but figures and signs */
    const char *name; /* the end of the name read last, or NULL */
};

/* What a figure is; the first three as in the door. */
enum verdict {
    IS_YEAR = NUMBER_YEAR,
    IS_QUANTITY = NUMBER_QUANTITY,
    IS_PERCENTAGE = NUMBER_PERCENTAGE,
    IS_NOTHING,
};

static gunichar code_before(const struct reader *reader, const char *at)
{
    return at > reader->begin ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
}

static gunichar code_at(const struct reader *reader, const char *at)
{
    return at < reader->stop ? g_utf8_get_char(at) : 0;
}

static bool is_one_of(gunichar code, const char *codes)
{
    return code != 0 && g_utf8_strchr(codes, -1, code) != NULL;
}

static bool is_alnum(gunichar code)
{
    return code < 0x80 && g_ascii_isalnum((char)code);
}

static bool is_letter(gunichar code)
{
    return code < 0x80 && g_ascii_isalpha((char)code);
}

static bool is_recent(const struct figure *figure)
{
    return figure->arabic && figure->digits == 4 && figure->value >= 1900 &&
           figure->value < 2100;
}

/* 余, 以上 …: it is an amount whatever its value. */
static bool has_measure(const struct reader *reader,
                        const struct figure *figure)
{
    return figure->use == USE_MEASURE || figure->use == USE_PERCENT ||
           figure->use == USE_PERMILLE || figure->use == USE_TENTHS ||
           figure->some || (figure->arabic && figure->scale > 1) ||
           BEGINS(figure->end, reader->stop, "以上") ||
           BEGINS(figure->end, reader->stop, "以下") ||
           BEGINS(figure->end, reader->stop, "左右");
}

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

/* ---- names: figures that belong to letters and to other figures */

/* Signs that tie figures to one name: 1+1+9, 29490-2013, 8:30, 4·26. */
#define TIES "+×/·:_#&"

/* The end of the name in which the figure stands. */
static const char *name_end(const struct reader *reader, const char *at)
{
    while (at < reader->stop) {
        const char *next = g_utf8_next_char(at);
        gunichar code = g_utf8_get_char(at);
        if (!is_alnum(code) &&
            !(is_one_of(code, TIES "-.") && is_alnum(code_at(reader, next))))
            break;
        at = next;
    }
    return at;
}

static bool tied_before(const struct reader *reader, const char *at)
{
    gunichar code = code_before(reader, at);
    if (code == 0)
        return false;
    const char *sign = g_utf8_prev_char(at);
    if (reader->name != NULL && reader->name == sign &&
        is_one_of(code, TIES "-."))
        return true;
    if (code == '-')
        return is_letter(code_before(reader, sign));
    return is_one_of(code, TIES) && is_alnum(code_before(reader, sign));
}

static bool tied_behind(const struct reader *reader,
                        const struct figure *figure)
{
    gunichar code = code_at(reader, figure->end);
    if (is_letter(code))
        return figure->use == USE_NONE;
    return is_one_of(code, TIES) &&
           is_alnum(code_at(reader, g_utf8_next_char(figure->end)));
}

static bool is_name(const struct reader *reader, const struct figure *figure)
{
    if (!figure->arabic)
        return false;
    if (figure->dotted || figure->padded || tied_before(reader, figure->start))
        return true;
    /* gdp3.5万亿元, pct179件: a name does not end in a measure. */
    if (is_letter(code_before(reader, figure->start)))
        return !has_measure(reader, figure);
    return tied_behind(reader, figure);
}

/* Of 2025.12.31 the year at least. */
static void date_read(struct reader *reader, const struct figure *figure)
{
    struct figure year;
    const char *dot =
        memchr(figure->start, '.', (gsize)(figure->end - figure->start));
    if (dot != NULL && figure_read(figure->start, dot, &year) &&
        is_recent(&year))
        numeral_put(reader, IS_YEAR, year.value, year.value, year.start,
                    year.end, year.end);
}

/* ---- ordinals */

/* Where a sentence or an item begins. */
static bool opens(const struct reader *reader, const char *at)
{
    return at == reader->begin || is_one_of(code_before(reader, at), ":;。!?");
}

/* 1. and 2、 and 3) before an item: the end, or NULL. */
static const char *marker_end(const struct reader *reader,
                              const struct figure *figure)
{
    struct figure next;
    const char *digits = figure->start, *at = digits;
    while (at < reader->stop && g_ascii_isdigit(*at))
        at++;
    if (at == digits || at - digits > 2 || reader->values ||
        !opens(reader, digits) || !is_one_of(code_at(reader, at), ".、)"))
        return NULL;
    at = g_utf8_next_char(at);
    if (!g_ascii_isdigit(code_at(reader, at)))
        return at;
    /* 1.2025年 is no decimal. */
    bool year = figure_read(at, reader->stop, &next) && is_recent(&next) &&
                BEGINS(next.end, reader->stop, "年");
    return year ? at : NULL;
}

/* Behind 第: the figure, and those that share it (第三、四批, 第1-3条). */
static const char *ordinal_end(const struct reader *reader,
                               const struct figure *figure)
{
    struct figure next = *figure;
    const char *at;
    do {
        at = next.end;
        const char *sign = at;
        while (is_one_of(code_at(reader, sign), "、和及至到-~"))
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
    bool plain =
        figure->value < 6 && end != NULL && !BEGINS(end, reader->stop, "计划");
    if (end == NULL || first == 0 || plain || figure->odd || figure->row)
        return ordinal_end(reader, figure);
    numeral_put(reader, IS_YEAR, first, first + 4, figure->start, end, end);
    return end;
}

/* ---- verdicts on one figure */

static enum verdict judge_bare(const struct reader *reader,
                               const struct figure *figure)
{
    gunichar before = code_before(reader, figure->start);
    gunichar behind = code_at(reader, figure->end);
    if (reader->values)
        return reader->place == NUMERAL_YEARS && is_recent(figure)
                   ? IS_YEAR
                   : IS_QUANTITY;
    bool small = figure->digits > 0 && figure->digits <= 2;
    if ((before == '"' && behind == '"') ||
        word_before(reader->begin, figure->start, USE_ORDINAL))
        return IS_NOTHING;
    if (is_recent(figure))
        return IS_YEAR;
    if (small && ((before == '(' && behind == ')') ||
                  (opens(reader, figure->start) && behind != 0x3001)))
        return IS_NOTHING;
    /* 1.1发展基础 */
    if (figure->start == reader->begin && figure->digits == 0)
        return IS_NOTHING;
    return IS_QUANTITY;
}

/* 三千件 is a quantity, 三大, 二〇 and 数十 are none; 近百家, 百余家 and 千亿元
 * begin with a multiplier. */
static enum verdict judge_words(const struct reader *reader,
                                const struct figure *figure)
{
    bool measure = figure->use == USE_MEASURE;
    const char *second = g_utf8_next_char(figure->start);
    if (figure->odd || figure->row || figure->lone || figure->value == 0)
        return IS_NOTHING;
    if (is_one_of(code_before(reader, figure->start), "数几每第若"))
        return IS_NOTHING;
    if (figure->headless)
        return measure && (figure->some || figure->end > second ||
                           word_before(reader->begin, figure->start, USE_PUSH))
                   ? IS_QUANTITY
                   : IS_NOTHING;
    if (measure)
        return IS_QUANTITY;
    return figure->scale > 1 && figure->use == USE_NONE ? IS_QUANTITY
                                                        : IS_NOTHING;
}

static bool is_year(const struct reader *reader, const struct figure *figure)
{
    return BEGINS(figure->end, reader->stop, "年") && figure->digits == 4 &&
           !figure->odd && figure->value >= 1000 && figure->value < 3000;
}

static enum verdict judge(const struct reader *reader,
                          const struct figure *figure)
{
    if (figure->use == USE_NAME)
        return IS_NOTHING;
    if (is_year(reader, figure))
        return IS_YEAR;
    if (figure->use == USE_PERCENT || figure->use == USE_PERMILLE ||
        figure->use == USE_TENTHS)
        return figure->odd || figure->row || figure->lone ? IS_NOTHING
                                                          : IS_PERCENTAGE;
    if (!figure->arabic)
        return judge_words(reader, figure);
    return has_measure(reader, figure) ? IS_QUANTITY
                                       : judge_bare(reader, figure);
}

/* A year's unit is 年, whatever longer word begins so (年以上, 年度). */
static const char *unit_end(const struct figure *figure, enum verdict verdict)
{
    return verdict == IS_YEAR && figure->unit > figure->end
               ? figure->end + sizeof "年" - 1
               : figure->unit;
}

static double value_of(const struct figure *figure)
{
    if (figure->use == USE_PERMILLE)
        return figure->value / 10;
    return figure->value * (figure->use == USE_TENTHS ? 10 : 1);
}

/* ---- ranges */

/* Behind a sign of a range at `at`, where the second figure begins; else NULL.
 * *dash: the sign may just as well tie a name. */
static const char *range_sign(const struct reader *reader, const char *at,
                              bool *dash)
{
    gunichar code = code_at(reader, at);
    *dash = code == '-';
    if (!is_one_of(code, "-~至到"))
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
        const char *unit =
            unit_end(first, is_year(reader, first) ? IS_YEAR : IS_QUANTITY);
        at = unit > first->end ? range_sign(reader, unit, dash) : NULL;
    }
    return at != NULL && figure_read(at, reader->stop, second) &&
           second->arabic == first->arabic && !second->dotted &&
           !(second->arabic && is_letter(code_at(reader, second->end)) &&
             second->use == USE_NONE);
}

/* What the first of a range is worth when it has no unit: 3-5万 is 30,000 to
 * 50,000. */
static double range_low(const struct figure *first, const struct figure *second)
{
    double low = value_of(first);
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
    return is_recent(first) && second->digits == 2 && second->value <= 12 &&
           second->unit == second->end;
}

/* A range as one numeral: its end; NULL when the first is to be judged alone.
 */
static const char *range_put(struct reader *reader, const struct figure *first,
                             const struct figure *second, bool dash)
{
    enum verdict verdict = judge(reader, second);
    bool own = first->unit > first->end;
    if (is_recent(first) && is_recent(second) && !own &&
        !has_measure(reader, second))
        verdict = IS_YEAR;
    if (own && judge(reader, first) != verdict)
        return NULL;
    if (!own && second->unit == second->end && !reader->values &&
        word_before(reader->begin, first->start, USE_ORDINAL))
        verdict = IS_NOTHING;
    double low = range_low(first, second), high = value_of(second);
    const char *end = unit_end(second, verdict);
    if (verdict == IS_NOTHING && !own)
        return end;
    if (verdict == IS_NOTHING || low > high ||
        (verdict == IS_YEAR && !own && first->digits != 4))
        return dash && !own ? name_end(reader, second->end) : NULL;
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
        if (one->unit > one->end || one->kind == NUMBER_PERCENTAGE || !recent ||
            !is_list_sign(reader->text + one->end, all[at].start - one->end))
            return;
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
    const char *at = figure->end + length;
    if (!BEGINS(figure->end, reader->stop, "分之"))
        return NULL;
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

/* What is no number of its own: its end, or NULL. */
static const char *other_read(struct reader *reader,
                              const struct figure *figure)
{
    const char *end = marker_end(reader, figure);
    if (end != NULL)
        return end;
    if (code_before(reader, figure->start) == 0x7b2c) /* 第 */
        return ordinal_read(reader, figure);
    if (is_name(reader, figure)) {
        date_read(reader, figure);
        return reader->name = name_end(reader, figure->end);
    }
    return fraction_end(reader, figure);
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
    if ((end = other_read(reader, &figure)) != NULL)
        return end;
    if (range_read(reader, &figure, &second, &dash)) {
        if (dash && is_day(&figure, &second)) {
            numeral_put(reader, IS_YEAR, figure.value, figure.value,
                        figure.start, figure.end, figure.end);
            return reader->name = name_end(reader, second.end);
        }
        if ((end = range_put(reader, &figure, &second, dash)) != NULL)
            return end;
    }
    enum verdict verdict = judge(reader, &figure);
    if (verdict == IS_NOTHING)
        return figure.end;
    end = unit_end(&figure, verdict);
    numeral_put(reader, verdict, value_of(&figure), value_of(&figure),
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
