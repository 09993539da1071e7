/* Five-year periods: 十四五 and 第十四个五年.
 *
 * The 14th five-year plan began in 2021 and so on back to the third (1966);
 * the first two ran from 1953 and 1958.
 */
#include "common/text/numeral.h"

#include <string.h>

enum { PERIODS = 40 };

guint period_first_year(guint number)
{
    if (number < 1 || number > PERIODS)
        return 0;
    return number <= 2 ? 1948 + 5 * number : 1951 + 5 * number;
}

/* The end of the number words 一 to 十 that begin at `at`; *count of them. */
static const char *run_end(const char *at, const char *stop, guint *count)
{
    for (*count = 0; at < stop; ++*count, at = g_utf8_next_char(at))
        if (!BEGINS(at, stop, "十") &&
            (BEGINS(at, stop, "两") || figure_digit(g_utf8_get_char(at)) < 1))
            break;
    return at;
}

/* 十 and what stands on both sides of it: 1 to 99; 0 when it is no number. */
static guint small_number(const char *at, const char *stop)
{
    struct figure figure;
    if (!figure_read(at, stop, &figure) || figure.end != stop || figure.row ||
        figure.odd || figure.value > PERIODS)
        return 0;
    return (guint)figure.value;
}

static bool in_quotes(const char *begin, const char *at, const char *end,
                      const char *stop)
{
    return at > begin && at[-1] == '"' && end < stop && *end == '"';
}

const char *period_read(const char *begin, const char *at, const char *stop,
                        guint *number)
{
    static const gsize five = sizeof "五" - 1;
    guint count;
    const char *end = run_end(at, stop, &count);
    if (count < 2 || count > 4 || memcmp(end - five, "五", five) != 0)
        return NULL;
    *number = small_number(at, end - five);
    /* Without quotation marks it is 十四五 and never 十五, 九五; and neither
     * the number of something (二十五五个) nor the years of a sentence. */
    if (!in_quotes(begin, at, end, stop) &&
        (*number < 11 || *number % 10 == 0 || BEGINS(end, stop, "个") ||
         BEGINS(end, stop, "年")))
        return NULL;
    return period_first_year(*number) != 0 ? end : NULL;
}

const char *period_word(const char *at, const char *stop)
{
    static const gsize length = sizeof "个五年" - 1;
    return text_begins(at, stop, "个五年", length) ? at + length : NULL;
}
