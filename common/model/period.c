/* Five-year periods: 十四五, 第十四个五年规划, 2021—2025年 → "2021-2025".
 *
 * common/text reads them as it reads all numbers; a period is a year that is an
 * interval.
 */
#include "common/model/inside.h"

#include "common/text/text.h"

#include <stdlib.h>
#include <string.h>

static char *period_of_number(long number)
{
    guint first =
        number > 0 && number < 100 ? period_first_year((guint)number) : 0;
    return first > 0 ? g_strdup_printf("%u-%u", first, first + 4) : NULL;
}

char *period_in(const char *text)
{
    gsize length;
    g_autofree char *normal = normal_text(text, -1, &length);
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(numerals, normal, 0, length, NUMERAL_TEXT);
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *one = &g_array_index(numerals, struct numeral, i);
        if (one->kind == NUMBER_YEAR && one->low < one->high)
            return g_strdup_printf("%.0f-%.0f", one->low, one->high);
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
    bool whole = *rest == '\0' && number >= 1 && number < 100 &&
                 last == first + 4 &&
                 period_first_year((guint)number) == (guint)first;
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
