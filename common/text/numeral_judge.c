/* What a figure is: a year, a quantity, a percentage, or none of these.
 *
 * Reads a figure and what stands around it: the word behind it, the characters
 * on both sides, the beginning of the sentence.  What is in doubt is left out
 * where it is a number word (三大, 十分) and taken where it is digits.
 */
#include "common/text/numeral.h"

bool code_is_one_of(gunichar code, const char *codes)
{
    return code != 0 && g_utf8_strchr(codes, -1, code) != NULL;
}

static bool is_alnum(gunichar code)
{
    return code < 0x80 && g_ascii_isalnum((char)code);
}

bool figure_is_recent(const struct figure *figure)
{
    return figure->arabic && figure->digits == 4 && figure->value >= 1900 &&
           figure->value < 2100;
}

/* 余, 以上 …: it is an amount whatever its value. */
bool figure_has_measure(const struct reader *reader,
                        const struct figure *figure)
{
    return figure->use == USE_MEASURE || figure->use == USE_PERCENT ||
           figure->use == USE_PERMILLE || figure->use == USE_TENTHS ||
           figure->some || (figure->arabic && figure->scale > 1) ||
           BEGINS(figure->end, reader->stop, "以上") ||
           BEGINS(figure->end, reader->stop, "以下") ||
           BEGINS(figure->end, reader->stop, "左右");
}

/* ---- names: figures that belong to letters and to other figures */

/* Signs that tie figures to one name: 1+1+9, 29490-2013, 8:30, 4·26. */
#define TIES "+×/·:∶_#&"

/* The end of the name in which the figure stands. */
const char *figure_name_end(const struct reader *reader, const char *at)
{
    while (at < reader->stop) {
        const char *next = g_utf8_next_char(at);
        gunichar code = g_utf8_get_char(at);
        if (!is_alnum(code) && !(code_is_one_of(code, TIES "-.") &&
                                 is_alnum(code_at(reader, next))))
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
        code_is_one_of(code, TIES "-."))
        return true;
    if (code == '-' || code == '.')
        return code_is_letter(code_before(reader, sign));
    return code_is_one_of(code, TIES) && is_alnum(code_before(reader, sign));
}

static bool tied_behind(const struct reader *reader,
                        const struct figure *figure)
{
    gunichar code = code_at(reader, figure->end);
    if (code_is_letter(code))
        return figure->use == USE_NONE;
    return code_is_one_of(code, TIES) &&
           is_alnum(code_at(reader, g_utf8_next_char(figure->end)));
}

bool figure_is_name(const struct reader *reader, const struct figure *figure)
{
    if (!figure->arabic)
        return false;
    if (figure->dotted || figure->padded || tied_before(reader, figure->start))
        return true;
    /* gdp3.5万亿元, pct179件: a name does not end in a measure. */
    if (code_is_letter(code_before(reader, figure->start)))
        return !figure_has_measure(reader, figure);
    return tied_behind(reader, figure);
}

/* ---- ordinals */

/* Where a sentence or an item begins. */
static bool opens(const struct reader *reader, const char *at)
{
    return at == reader->begin ||
           code_is_one_of(code_before(reader, at), ":;。!?");
}

/* 1. and 2、 and 3) before an item: the end, or NULL. */
const char *figure_marker_end(const struct reader *reader,
                              const struct figure *figure)
{
    struct figure next;
    const char *digits = figure->start, *at = digits;
    while (at < reader->stop && g_ascii_isdigit(*at))
        at++;
    gunichar sign = code_at(reader, at), before = code_before(reader, digits);
    if (at == digits || at - digits > 2 || reader->values ||
        !code_is_one_of(sign, ".、)"))
        return NULL;
    at = g_utf8_next_char(at);
    /* Nothing but a marker has a full stop before a character: 如下1.总则 */
    bool stops = sign == '.' && !is_alnum(before) && before != '.' &&
                 before != '-' && g_unichar_iswide(code_at(reader, at));
    if (!opens(reader, digits) && !stops)
        return NULL;
    if (at >= reader->stop || !g_ascii_isdigit(*at))
        return at;
    /* 1.2025年 is no decimal. */
    bool year = figure_read(at, reader->stop, &next) &&
                figure_is_recent(&next) && BEGINS(next.end, reader->stop, "年");
    return year ? at : NULL;
}

/* ---- verdicts on one figure */

static enum verdict judge_bare(const struct reader *reader,
                               const struct figure *figure)
{
    gunichar before = code_before(reader, figure->start);
    gunichar behind = code_at(reader, figure->end);
    if (reader->values)
        return reader->place == NUMERAL_YEARS && figure_is_recent(figure)
                   ? IS_YEAR
                   : IS_QUANTITY;
    bool small = figure->digits > 0 && figure->digits <= 2;
    if ((before == '"' && behind == '"') ||
        word_before(reader->begin, figure->start, USE_ORDINAL))
        return IS_NOTHING;
    if (figure_is_recent(figure))
        return IS_YEAR;
    if (small && ((before == '(' && behind == ')') ||
                  (opens(reader, figure->start) && behind != 0x3001)))
        return IS_NOTHING;
    /* 1.1发展基础 */
    if (figure->start == reader->begin && figure->digits == 0)
        return IS_NOTHING;
    return IS_QUANTITY;
}

/* 一、二、三类: ordinals, as in any list of number words without a unit. */
static bool in_list_of_words(const struct reader *reader, const char *at)
{
    if (code_before(reader, at) != 0x3001)
        return false;
    return figure_digit(code_before(reader, g_utf8_prev_char(at))) > 0;
}

/* 三十日未满: days; 四月三十日 is a date, and 30日 more often than not. */
static bool is_days(const struct reader *reader, const struct figure *figure)
{
    return !figure->arabic && !figure->odd && !figure->row && !figure->lone &&
           !figure->headless && BEGINS(figure->end, figure->unit, "日") &&
           code_before(reader, figure->start) != 0x6708; /* 月 */
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
    gunichar before = code_before(reader, figure->start);
    if (in_list_of_words(reader, figure->start))
        return IS_NOTHING;
    if (code_is_one_of(before, "数几若") ||
        (figure->headless && before == 0x6bcf))
        return IS_NOTHING; /* 数十家, 每万人 */
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

bool figure_is_year(const struct reader *reader, const struct figure *figure)
{
    return BEGINS(figure->end, reader->stop, "年") && figure->digits == 4 &&
           !figure->odd && figure->value >= 1000 && figure->value < 3000;
}

enum verdict figure_judge(const struct reader *reader,
                          const struct figure *figure)
{
    if (figure->use == USE_NAME)
        return is_days(reader, figure) ? IS_QUANTITY : IS_NOTHING;
    if (figure_is_year(reader, figure))
        return IS_YEAR;
    if (figure->use == USE_PERCENT || figure->use == USE_PERMILLE ||
        figure->use == USE_TENTHS)
        return figure->odd || figure->row || figure->lone ? IS_NOTHING
                                                          : IS_PERCENTAGE;
    if (!figure->arabic)
        return judge_words(reader, figure);
    return figure_has_measure(reader, figure) ? IS_QUANTITY
                                              : judge_bare(reader, figure);
}

/* A year's unit is 年, whatever longer word begins so (年以上, 年度). */
const char *figure_unit_end(const struct reader *reader,
                            const struct figure *figure, enum verdict verdict)
{
    if (verdict == IS_YEAR && BEGINS(figure->end, reader->stop, "年"))
        return figure->end + sizeof "年" - 1;
    return figure->unit;
}

double figure_value(const struct figure *figure)
{
    if (figure->use == USE_PERMILLE)
        return figure->value / 10;
    return figure->value * (figure->use == USE_TENTHS ? 10 : 1);
}
