/* Dates (2021年3月, 2020年底, 12月31日) and periods (“十四五”时期,
 * 2021-2025年).
 *
 * Years are those the index keeps: what is a year at all was decided there.
 */
#include "searcher/extraction/inside.h"

#include <string.h>

/* ---- small steps: each gives the end of what it reads, or NULL */

/* 三, 十二, 三十一 */
static const char *words_read(const char *at, const char *end, guint most,
                              guint *value)
{
    static const char digits[] = "一二三四五六七八九";
    enum { CHAR = 3, TEN = 10 };
    guint ones = 0, tens = 0;
    bool ten = false;
    for (; at < end; at = g_utf8_next_char(at)) {
        const char *digit = g_utf8_strchr(digits, -1, g_utf8_get_char(at));
        if (AT(at, end, "十") && !ten)
            ten = true, tens = MAX(ones, 1), ones = 0;
        else if (digit != NULL && ones == 0)
            ones = (guint)(digit - digits) / CHAR + 1;
        else
            break;
    }
    *value = tens * TEN + ones;
    return *value > 0 && *value <= most ? at : NULL;
}

static const char *digits_read(const char *at, const char *end, guint most,
                               guint *value)
{
    guint count = 0;
    if (at < end && !g_ascii_isdigit(*at))
        return words_read(at, end, most, value);
    for (*value = 0; at < end && g_ascii_isdigit(*at) && count < 3; count++)
        *value = *value * 10 + (guint)(*at++ - '0');
    return count > 0 && count < 3 && *value > 0 && *value <= most ? at : NULL;
}

/* 1-11月 behind a year: both months. */
static const char *months_read(const char *at, const char *end,
                               struct extract *date)
{
    guint first = 0, last = 0;
    const char *next = digits_read(at, end, 12, &first);
    if (next == NULL || *next != '-')
        return NULL;
    next = digits_read(next + 1, end, 12, &last);
    if (next == NULL || !AT(next, end, "月") || last < first)
        return NULL;
    date->month = first, date->to_month = last;
    return next + strlen("月");
}

static const char *month_read(const char *at, const char *end, guint *month)
{
    guint value = 0;
    at = digits_read(at, end, 12, &value);
    if (at == NULL || !AT(at, end, "月"))
        return NULL;
    *month = value;
    return at + strlen("月");
}

/* Days of a date's month; of a year that is not said it may be a leap year. */
static guint days_of(const struct extract *date, guint month)
{
    enum { LEAP = 2000 };
    guint year = date->year > 0 ? date->year : LEAP;
    return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
}

static const char *day_read(const char *at, const char *end, guint most,
                            guint *day)
{
    guint value = 0;
    at = digits_read(at, end, most, &value);
    if (at == NULL || !(AT(at, end, "日") || AT(at, end, "号")))
        return NULL;
    *day = value;
    return at + strlen("日");
}

static const struct {
    const char *word, *part;
} parts[] = {
    {"年底", "end"},
    {"年末", "end"},
    {"底前", "end"},
    {"底", "end"},
    {"末", "end"},
    {"年初", "beginning"},
    {"初", "beginning"},
    {"年中", "middle"},
    {"上半年", "first half"},
    {"下半年", "second half"},
    {"第一季度", "quarter 1"},
    {"第二季度", "quarter 2"},
    {"第三季度", "quarter 3"},
    {"第四季度", "quarter 4"},
    {"一季度", "quarter 1"},
    {"二季度", "quarter 2"},
    {"三季度", "quarter 3"},
    {"四季度", "quarter 4"},
    {"上旬", "beginning"},
    {"中旬", "middle"},
    {"下旬", "end"},
};

static const char *part_read(const char *at, const char *end,
                             struct extract *date)
{
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (text_at(at, end, parts[i].word, strlen(parts[i].word))) {
            /* 初步, 初审, 初创 go on */
            const char *behind = at + strlen(parts[i].word);
            if (strcmp(parts[i].word, "初") == 0 &&
                (AT(behind, end, "步") || AT(behind, end, "审") ||
                 AT(behind, end, "创") || AT(behind, end, "级")))
                continue;
            date->part = parts[i].part;
            return behind;
        }
    return at;
}

/* 2021-03-15, 2021.3.15, 2021/3/15 behind the year. */
static const char *signs_read(const char *at, const char *end,
                              struct extract *date)
{
    guint month = 0, day = 0;
    char sign = at < end ? *at : '\0';
    if (sign != '-' && sign != '.' && sign != '/')
        return NULL;
    const char *next = digits_read(at + 1, end, 12, &month);
    if (next == NULL || !g_ascii_isdigit(at[1]) || next >= end ||
        *next != sign || next + 1 >= end || !g_ascii_isdigit(next[1]))
        return NULL;
    next = digits_read(next + 1, end, days_of(date, month), &day);
    if (next == NULL)
        return NULL;
    date->month = month, date->day = day;
    return next;
}

/* Behind a year: month, day, part of it. */
static const char *date_rest(const char *at, const char *end,
                             struct extract *date)
{
    const char *next = signs_read(at, end, date);
    next = next != NULL ? next : months_read(at, end, date);
    if (next != NULL)
        return next;
    next = month_read(at, end, &date->month);
    if (next != NULL) {
        at = next;
        next = day_read(at, end, days_of(date, date->month), &date->day);
        at = next != NULL ? next : at;
        if (next == NULL &&
            (AT(at, end, "至") || AT(at, end, "到") || AT(at, end, "-"))) {
            const char *to = *at == '-' ? at + 1 : at + strlen("至");
            next = month_read(to, end, &date->to_month);
            at = next != NULL ? next : at;
        }
    }
    return date->day == 0 ? part_read(at, end, date) : at;
}

/* ---- dates */

/* 中国制造2025: a year without 年 right behind a word is part of a name. */
static bool is_name(const struct scan *scan, const char *start, const char *end)
{
    gunichar before = char_before(scan->begin, start);
    bool bare = g_ascii_isdigit(end[-1]) && char_at(end, scan->end) != '-' &&
                char_at(end, scan->end) != '.' &&
                char_at(end, scan->end) != '/';
    return bare && before >= 0x80 && g_unichar_isalpha(before);
}

/* Its end. */
static const char *add_date(const struct scan *scan,
                            const struct number *number)
{
    const char *start = scan->begin + number->start,
               *end = start + number->length;
    struct extract date = {.year = (guint)number->low};
    if (is_name(scan, start, end))
        return end;
    /* 2025年末 is read with its 年, 2025.12.31 without what follows */
    end = date_rest(end, scan->end, &date);
    date.place = span_of(scan, start, end);
    g_array_append_val(scan->out, date);
    return end;
}

/* Not in the middle of a character or a number. */
static bool begins_number(const struct scan *scan, const char *at)
{
    static const char digits[] = "一二三四五六七八九十";
    if (((guchar)*at & 0xc0) == 0x80)
        return false;
    gunichar before = char_before(scan->begin, at), code = g_utf8_get_char(at);
    if (g_ascii_isdigit(*at))
        return before >= 0x80 || !g_ascii_isdigit((char)before);
    return code > 0 && g_utf8_strchr(digits, -1, code) != NULL &&
           (before == 0 || g_utf8_strchr(digits, -1, before) == NULL);
}

/* 12月31日, where no year stands before it. */
static void add_days(const struct scan *scan, const char *from, const char *to)
{
    for (const char *at = from; at < to; at++) {
        struct extract date = {0};
        if (!begins_number(scan, at))
            continue;
        const char *next = month_read(at, to, &date.month);
        next = next != NULL
                   ? day_read(next, to, days_of(&date, date.month), &date.day)
                   : NULL;
        if (next == NULL)
            continue;
        date.place = span_of(scan, at, next);
        g_array_append_val(scan->out, date);
        at = next - 1;
    }
}

static bool is_year(const struct number *number)
{
    return number->kind == NUMBER_YEAR && number->low >= 1 &&
           number->low <= number->high && number->high < 10000;
}

void extract_dates(const struct scan *scan)
{
    const char *at = scan->begin;
    for (guint i = 0; i < scan->text->number_count; i++) {
        const struct number *number = &scan->text->numbers[i];
        if (!is_year(number) || number->low < number->high)
            continue;
        add_days(scan, at, scan->begin + number->start);
        at = add_date(scan, number);
    }
    add_days(scan, at, scan->end);
}

/* ---- periods */

/* Behind “十四五”: 时期, 期间. */
static const char *period_rest(const char *at, const char *end)
{
    static const char *const words[] = {"时期", "期间"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (text_at(at, end, words[i], strlen(words[i])))
            return at + strlen(words[i]);
    return at;
}

void extract_periods(const struct scan *scan)
{
    for (guint i = 0; i < scan->text->number_count; i++) {
        const struct number *number = &scan->text->numbers[i];
        if (!is_year(number) || number->low >= number->high)
            continue;
        const char *start = scan->begin + number->start,
                   *end = start + number->length;
        if (char_before(scan->begin, start) == '"' &&
            char_at(end, scan->end) == '"')
            start--, end++;
        if (start - scan->begin >= 3 && AT(start - 3, scan->end, "第"))
            start -= strlen("第");
        struct extract period = {.year = (guint)number->low,
                                 .to_year = (guint)number->high};
        end = period_rest(end, scan->end);
        period.place = span_of(scan, start, end);
        g_array_append_val(scan->out, period);
    }
}
