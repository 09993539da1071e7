/* Figures: 1488, 3.5万, 100多万, 一百二十, 二〇二五, as numbers.
 *
 * Reads normalised text, in which commas within numbers are gone.  Number
 * words are added up as they are spoken: a digit waits for the 十, 百 or 千
 * behind it, and 万 and 亿 multiply all that stands before them (1万亿, but in
 * 1亿2千万 only what came after the 亿).
 */
#include "common/text/numeral.h"

#include <math.h>
#include <string.h>

/* More than these are the number of a document or an account. */
enum { DIGITS_MOST = 15, WORDS_MOST = 32 };

struct sum {
    double high;    /* 亿 and more */
    double middle;  /* 万 */
    double section; /* 千, 百, 十 */
    double digit;   /* the one that waits */
    double last;    /* the multiplier read last, 0 for none or after 零 */
    bool open;      /* a digit waits */
};

int figure_digit(gunichar code)
{
    switch (code) {
    case 0x96f6: /* 零 〇 ○ ◯ */
    case 0x3007:
    case 0x25cb:
    case 0x25ef:
        return 0;
    case 0x4e00: /* 一 */
        return 1;
    case 0x4e8c: /* 二 两 */
    case 0x4e24:
        return 2;
    case 0x4e09: /* 三 */
        return 3;
    case 0x56db: /* 四 */
        return 4;
    case 0x4e94: /* 五 */
        return 5;
    case 0x516d: /* 六 */
        return 6;
    case 0x4e03: /* 七 */
        return 7;
    case 0x516b: /* 八 */
        return 8;
    case 0x4e5d: /* 九 */
        return 9;
    default:
        return -1;
    }
}

static double power_of(gunichar code)
{
    switch (code) {
    case 0x5341: /* 十 */
        return 10;
    case 0x767e: /* 百 */
        return 100;
    case 0x5343: /* 千 */
        return 1000;
    case 0x4e07: /* 万 */
        return 1e4;
    case 0x4ebf: /* 亿 */
        return 1e8;
    default:
        return 0;
    }
}

/* Whether the first two bytes are those of a number word: this is asked of
 * every character that is indexed. */
static bool may_begin(const guchar *at)
{
    switch (at[0] << 8 | at[1]) {
    case 0xe4b8: /* 一 七 三 万 两 */
    case 0xe4b9: /* 九 */
    case 0xe4ba: /* 二 五 亿 */
    case 0xe585: /* 八 六 */
    case 0xe58d: /* 十 千 */
    case 0xe59b: /* 四 */
    case 0xe799: /* 百 */
    case 0xe99b: /* 零 */
    case 0xe380: /* 〇 */
    case 0xe297: /* ○ ◯ */
        return true;
    default:
        return false;
    }
}

const char *figure_find(const char *at, const char *stop)
{
    while (at < stop) {
        guchar byte = (guchar)*at;
        if (byte >= 0xe0 && byte < 0xf0) {
            if (may_begin((const guchar *)at)) {
                gunichar code = g_utf8_get_char(at);
                if (figure_digit(code) >= 0 || power_of(code) > 0)
                    return at;
            }
            at += 3;
        } else if (g_ascii_isdigit(byte)) {
            return at;
        } else {
            at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : 4;
        }
    }
    return stop;
}

/* ---- digits */

static const char *digits_end(const char *at, const char *stop)
{
    while (at < stop && g_ascii_isdigit(*at))
        at++;
    return at;
}

/* ASCII digits with decimals; of 1.1.1 the whole, which is no number. */
static const char *arabic_read(const char *at, const char *stop,
                               struct figure *figure)
{
    const char *end = digits_end(at, stop);
    guint dots = 0;
    figure->digits = (guint)(end - at);
    figure->padded = *at == '0' && figure->digits > 1;
    while (end + 1 < stop && *end == '.' && g_ascii_isdigit(end[1])) {
        end = digits_end(end + 1, stop);
        dots++;
    }
    figure->dotted = dots > 1 || figure->digits > DIGITS_MOST;
    if (dots > 0)
        figure->digits = 0;
    double value = 0, parts = 1;
    bool decimals = false;
    for (; at < end && at - figure->start < 2 * DIGITS_MOST; at++) {
        if (*at == '.') {
            decimals = true;
            continue;
        }
        value = value * 10 + (*at - '0');
        parts *= decimals ? 10 : 1;
    }
    figure->value = value / parts;
    return end;
}

/* ---- number words */

static void sum_power(struct sum *sum, double power, struct figure *figure)
{
    if (sum->last > 0 && !sum->open && (power < 1e4 || power < sum->last))
        figure->odd = true;
    double waiting = sum->section + (sum->open ? sum->digit : 0);
    if (power >= 1e8) {
        waiting += sum->middle;
        sum->high += (waiting > 0 ? waiting : 1) * power;
        sum->middle = sum->section = 0;
    } else if (power >= 1e4) {
        sum->middle += (waiting > 0 ? waiting : 1) * power;
        sum->section = 0;
    } else {
        sum->section += (sum->open ? sum->digit : 1) * power;
    }
    sum->open = false;
    sum->last = power;
}

/* 余, 多 and 几 between or behind multipliers: 100多万, 2万余, 十几. */
static const char *some_end(const char *at, const char *stop)
{
    static const gsize length = sizeof "余" - 1;
    if (BEGINS(at, stop, "余") || BEGINS(at, stop, "多") ||
        BEGINS(at, stop, "几"))
        return at + length;
    return at;
}

/* Whether the multiplier at `at` begins a word of its own that no number goes
 * with: 万 of 2021万众.  But 10万企业 is 100,000 of them, and what is counted
 * may stand behind the multiplier: 2000万户. */
static bool begins_noun(const char *at, const char *stop,
                        const struct figure *figure, const struct sum *sum)
{
    const char *end;
    return figure->arabic && sum->digit >= 1000 &&
           word_behind(g_utf8_next_char(at), stop, &end) != USE_MEASURE;
}

/* A multiplier at `at` that goes with what has been read: not 万 of 2021万众;
 * of digits not 千 of 5千米 (五千米 is 5000 of them all the same), and only as
 * many as one says before it (2025十 …). */
static double power_at(const char *at, const char *stop,
                       const struct figure *figure, const struct sum *sum)
{
    double power = at < stop ? power_of(g_utf8_get_char(at)) : 0;
    const char *end;
    if (power == 0 || at == figure->start)
        return power;
    enum word_use use = word_behind(at, stop, &end);
    if (power <= 1e4 &&
        ((use == USE_NOUN && begins_noun(at, stop, figure, sum)) ||
         use == USE_PERCENT ||
         (use == USE_MEASURE &&
          (figure->arabic || (sum->last > 0 && !sum->open)))))
        return 0;
    if (figure->arabic && sum->last == 0 && power < 1e4 && sum->digit >= power)
        return 0;
    return power;
}

/* 三点五, of which only the digits behind 点 make a decimal. */
static const char *point_read(const char *at, const char *stop, double *value)
{
    static const gsize length = sizeof "点" - 1;
    const char *end = at + length;
    double part = 0.1;
    if (!BEGINS(at, stop, "点") || end >= stop ||
        figure_digit(g_utf8_get_char(end)) < 0)
        return at;
    for (; end < stop; end = g_utf8_next_char(end), part /= 10) {
        int digit = figure_digit(g_utf8_get_char(end));
        if (digit < 0)
            break;
        *value += digit * part;
    }
    return end;
}

/* Digits one after the other; a multiplier among them makes them odd. */
static const char *row_read(const char *at, const char *stop,
                            struct figure *figure)
{
    figure->row = true;
    figure->value = 0;
    figure->digits = 0;
    for (; at < stop; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        int digit = figure_digit(code);
        if (digit < 0 && power_of(code) == 0)
            break;
        if (digit < 0 || ++figure->digits > DIGITS_MOST)
            figure->odd = true;
        else
            figure->value = figure->value * 10 + digit;
    }
    return at;
}

static bool row_begins(const char *at, const char *stop)
{
    const char *next = g_utf8_next_char(at);
    return figure_digit(g_utf8_get_char(at)) >= 0 && next < stop &&
           figure_digit(g_utf8_get_char(next)) >= 0;
}

/* One more digit; false when it does not go on with the number. */
static bool sum_digit(struct sum *sum, int digit, struct figure *figure)
{
    if (sum->open || figure->arabic)
        return false;
    if (digit == 0) {
        sum->last = 0;
        return true;
    }
    sum->digit = digit;
    return sum->open = true;
}

/* In 1亿2000万 digits follow once more. */
static const char *again_read(const char *at, const char *stop,
                              struct figure *figure, struct sum *sum)
{
    struct figure more = {.start = at};
    if (!figure->arabic || sum->open || sum->last < 1e3 || at >= stop ||
        !g_ascii_isdigit(*at))
        return at;
    const char *end = arabic_read(at, stop, &more);
    double power = end < stop ? power_of(g_utf8_get_char(end)) : 0;
    if (more.digits == 0 || power == 0 || power >= sum->last)
        return at;
    sum->digit = more.value;
    sum->open = true;
    return end;
}

static double sum_total(const struct sum *sum, const struct figure *figure)
{
    double digit = sum->open ? sum->digit : 0;
    /* 两万五 is 25,000; 两万零五 has set last to 0. */
    if (!figure->arabic && sum->last >= 100)
        digit *= sum->last / 10;
    /* 1.57亿 is no fraction. */
    return round((sum->high + sum->middle + sum->section + digit) * 1e4) / 1e4;
}

/* Number words (and digits among them) from `at` on. */
static const char *words_read(const char *at, const char *stop,
                              struct figure *figure, struct sum *sum)
{
    for (guint count = 0; at < stop && count < WORDS_MOST; count++) {
        const char *past = some_end(at, stop);
        const char *next = again_read(at, stop, figure, sum);
        if (next > at) {
            at = next;
            continue;
        }
        if (past > at && at > figure->start)
            figure->some = true;
        else
            past = at;
        double power = power_at(past, stop, figure, sum);
        if (power > 0) {
            sum_power(sum, power, figure);
            /* What 3 shares in 3-5千万, but 十 in 十至二十万 only 万. */
            if (figure->arabic || power >= 1e4)
                figure->scale *= power;
            at = g_utf8_next_char(past);
            continue;
        }
        if (past > at)
            return past;
        int digit = figure_digit(g_utf8_get_char(at));
        if (digit < 0 || !sum_digit(sum, digit, figure))
            break;
        figure->scale = 1;
        at = g_utf8_next_char(at);
    }
    return at;
}

static void unit_read(const char *stop, struct figure *figure)
{
    figure->use = word_behind(figure->end, stop, &figure->unit);
    /* Of a longer word that begins like one there is no unit. */
    if (figure->use == USE_NOUN) {
        figure->use = USE_NONE;
        figure->unit = figure->end;
    }
}

bool figure_read(const char *at, const char *stop, struct figure *figure)
{
    struct sum sum = {0};
    *figure = (struct figure){.start = at, .scale = 1};
    if (at >= stop)
        return false;
    gunichar code = g_utf8_get_char(at);
    figure->arabic = g_ascii_isdigit(*at);
    if (!figure->arabic && figure_digit(code) < 0 && power_of(code) == 0)
        return false;
    if (figure->arabic) {
        at = arabic_read(at, stop, figure);
        sum.digit = figure->value;
        sum.open = true;
    } else if (row_begins(at, stop)) {
        figure->end = row_read(at, stop, figure);
        unit_read(stop, figure);
        return true;
    }
    figure->headless = power_of(code) > 10;
    const char *end = words_read(at, stop, figure, &sum);
    if (end > at)
        figure->value = sum_total(&sum, figure);
    if (figure->arabic && end > at)
        figure->digits = 0;
    figure->end = figure->arabic ? end : point_read(end, stop, &figure->value);
    figure->lone = code == 0x4e00 && figure->end == at + sizeof "一" - 1;
    if (!figure->arabic && figure->end < stop &&
        figure_digit(g_utf8_get_char(figure->end)) >= 0) {
        figure->end = row_read(figure->end, stop, figure);
        figure->odd = true;
    }
    unit_read(stop, figure);
    return true;
}
