/* Five-year periods: 十四五, 第十四个五年规划, 2021—2025年 → "2021-2025".
 *
 * The 14th five-year plan began in 2021 and so on back to the third (1966);
 * the first two ran from 1953 and 1958.
 */
#include "common/model/inside.h"

#include <stdlib.h>
#include <string.h>

#define NUMERAL "[0-9零〇一二三四五六七八九十百]+"
#define YEAR "(?:19|20)[0-9]{2}"

static int first_year(long number)
{
    if (number == 1 || number == 2)
        return 1948 + 5 * (int)number;
    return 1951 + 5 * (int)number;
}

static char *period_of_number(long number)
{
    if (number < 1 || number > 40)
        return NULL;
    return g_strdup_printf("%d-%d", first_year(number), first_year(number) + 4);
}

/* Groups: 1 and 2 two years, 3 第…个五年, 4 …五 after two numerals, 5 in
 * quotation marks, where one is enough (“九五”). */
static const GRegex *period_pattern(void)
{
    static GRegex *pattern;
    static gsize once;
    if (g_once_init_enter(&once)) {
        pattern = g_regex_new(
            "(?<![0-9])(" YEAR ")\\s*年?\\s*(?:[-—–―‐‑‒−－~～]+|至|到)\\s*"
            "(" YEAR ")(?![0-9])|第(" NUMERAL ")个五年|"
            "(?<![零〇一二三四五六七八九十百])([一二三四五六七八九]?十["
            "一二三四五"
            "六七八九])五(?![零〇一二三四五六七八九十百个年])|"
            "[“\"‘]([一二三四五六七八九十]{1,3})五[”\"’]",
            G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&once, 1);
    }
    return pattern;
}

static char *period_of_match(const GMatchInfo *match)
{
    g_autofree char *first = g_match_info_fetch(match, 1);
    g_autofree char *last = g_match_info_fetch(match, 2);
    if (first != NULL && *first != '\0')
        return atoi(first) < atoi(last) ? g_strdup_printf("%s-%s", first, last)
                                        : NULL;
    for (int group = 3; group <= 5; group++) {
        g_autofree char *number = g_match_info_fetch(match, group);
        if (number != NULL && *number != '\0')
            return period_of_number(marker_number(number));
    }
    return NULL;
}

char *period_in(const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(period_pattern(), text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        char *period = period_of_match(match);
        if (period != NULL)
            return period;
    }
    return NULL;
}

/* Here the words name nothing but a period, so that 十五 can be one: the 10th.
 */
char *period_parse(const char *words)
{
    g_autofree char *bare = g_strstrip(g_strdup(words));
    if (*bare != '\0' && strlen(bare) <= 2 &&
        strspn(bare, "0123456789") == strlen(bare))
        return period_of_number(atol(bare));
    char *period = period_in(bare);
    if (period != NULL)
        return period;
    g_autofree char *quoted = g_strconcat("“", bare, "”", NULL);
    return period_in(quoted);
}

int period_number(const char *period)
{
    char *rest = NULL;
    if (period == NULL)
        return 0;
    long first = strtol(period, &rest, 10);
    if (*rest != '-')
        return 0;
    long last = strtol(rest + 1, &rest, 10);
    long number = first < 1966 ? (first - 1948) / 5 : (first - 1951) / 5;
    bool whole = *rest == '\0' && number >= 1 && last == first + 4 &&
                 first_year(number) == first;
    return whole ? (int)number : 0;
}

char *plan_make_id(const struct place *place, const char *period,
                   const char *title)
{
    g_autofree char *hash = g_compute_checksum_for_string(
        G_CHECKSUM_SHA256, title != NULL ? title : "", -1);
    GString *id = g_string_new(place != NULL ? place->roman : "place");
    int number = period_number(period);
    if (number > 0)
        g_string_append_printf(id, "-%d", number);
    else if (period != NULL)
        g_string_append_printf(id, "-%.4s", period);
    g_string_append_printf(id, "-%.4s", hash);
    return g_string_free(id, false);
}
