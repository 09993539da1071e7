/* Reads the value of a field into canonical form: tasks for 任务, 2021-2025 for
 * 十四五, and the ranges of year: and num:. */
#include "searcher/query/lex.h"

#include "common/messages/messages.h"

#include "common/model/model.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const char *level_find(const char *value)
{
    static const char *const levels[][2] = {
        {"nation", "nation"}, {"国家", "nation"},       {"全国", "nation"},
        {"国家级", "nation"}, {"province", "province"}, {"省", "province"},
        {"省级", "province"}, {"city", "city"},         {"市", "city"},
        {"市级", "city"},     {"地级市", "city"},       {"county", "county"},
        {"县", "county"},     {"县级", "county"},       {"区", "county"},
        {"区县", "county"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(levels); i++)
        if (strcmp(levels[i][0], value) == 0)
            return levels[i][1];
    return NULL;
}

/* Names are known however they are spelt (任務, Tasks). */
static char *value_known(enum query_field field, const char *value)
{
    g_autofree char *name = normal_text(value, -1, NULL);
    switch (field) {
    case FIELD_KIND:
        return unit_kind_find(name) >= 0
                   ? g_strdup(
                         unit_kind_name((enum unit_kind)unit_kind_find(name)))
                   : NULL;
    case FIELD_ROLE:
        return role_find(name) >= 0
                   ? g_strdup(role_name((enum role)role_find(name)))
                   : NULL;
    case FIELD_LEVEL:
        return g_strdup(level_find(name));
    case FIELD_PERIOD:
        return period_parse(name);
    default:
        return g_strdup(value);
    }
}

/* ---- ranges */

/* The two ends of A..B (also A…B, which is A...B here, A-B, A至B, A~B):
 * allocated, "" for an open one.  One value is both ends. */
static void split_range(const char *normal, char **low, char **high)
{
    static const char *const joints[] = {"...", "..", "至", "~", "-"};
    for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *at = strstr(normal, joints[i]);
        if (at == NULL)
            continue;
        *low = g_strndup(normal, (gsize)(at - normal));
        *high = g_strdup(at + strlen(joints[i]));
        return;
    }
    *low = g_strdup(normal);
    *high = g_strdup(normal);
}

/* 2025, 2025年, 十四五: its first and last year. */
static bool read_years(const char *text, double *first, double *last)
{
    g_autofree char *period = NULL;
    char *end;
    *first = *last = (double)g_ascii_strtoull(text, &end, 10);
    if (end - text == 4 && (*end == '\0' || strcmp(end, "年") == 0) &&
        g_ascii_isdigit(text[0]))
        return true;
    if (g_ascii_isdigit(text[0]) || (period = period_parse(text)) == NULL)
        return false;
    *first = (double)g_ascii_strtoull(period, &end, 10);
    *last = (double)g_ascii_strtoull(end + 1, NULL, 10);
    return true;
}

/* 1000, 3.5万, 2亿, 10%: the number, and whether it is a percentage.  8.2 * 1e8
 * is not quite 820000000: rounded as the numbers of texts are. */
static bool read_number(const char *text, double *number, bool *percent)
{
    static const struct {
        const char *word;
        double times;
    } words[] = {{"十", 10},  {"百", 100},    {"千", 1000},  {"万", 1e4},
                 {"亿", 1e8}, {"万亿", 1e12}, {"百万", 1e6}, {"千万", 1e7}};
    char *end;
    *number = g_ascii_strtod(text, &end);
    *percent = strcmp(end, "%") == 0;
    /* not what else C reads: signs, exponents, hexadecimal digits */
    if (!g_ascii_isdigit(*text) || !isfinite(*number) ||
        strpbrk(text, "xpe") != NULL)
        return false;
    if (*end == '\0' || *percent)
        return true;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].word, end) == 0) {
            *number = round(*number * words[i].times * 1e4) / 1e4;
            return true;
        }
    return false;
}

static bool range_years(const char *low, const char *high,
                        struct query_range *range)
{
    double unused;
    return (*low == '\0' || read_years(low, &range->low, &unused)) &&
           (*high == '\0' || read_years(high, &unused, &range->high));
}

/* 3..4亿 and 10..20% are said of both ends: the first is taken with the unit
 * of the last when it has none and is smaller. */
static bool range_numbers(const char *low, const char *high,
                          struct query_range *range)
{
    bool first = false, last = false;
    if ((*low != '\0' && !read_number(low, &range->low, &first)) ||
        (*high != '\0' && !read_number(high, &range->high, &last)))
        return false;
    range->percent = first || last;
    double said = g_ascii_strtod(high, NULL);
    if (*low != '\0' && *high != '\0' && said > range->low &&
        g_ascii_strtod(low, NULL) == range->low)
        range->low *= range->high / said;
    return true;
}

/* As few decimals as give the same number again, and no exponent, which is not
 * of the language. */
static char *print_end(double value)
{
    enum { DECIMALS = 20 };
    char digits[DBL_MAX_10_EXP + DECIMALS + 4] = "", format[8];
    for (int i = 0; !isinf(value) && i <= DECIMALS; i++) {
        g_snprintf(format, sizeof format, "%%.%df", i);
        g_ascii_formatd(digits, sizeof digits, format, value);
        if (!(g_ascii_strtod(digits, NULL) < value) &&
            !(g_ascii_strtod(digits, NULL) > value))
            break;
    }
    return g_strdup(digits);
}

static char *range_print(const struct query_range *range)
{
    g_autofree char *low = print_end(range->low);
    g_autofree char *high = print_end(range->high);
    const char *sign = range->percent ? "%" : "";
    if (range->low == range->high)
        return g_strconcat(low, sign, NULL);
    return g_strconcat(low, *low != '\0' ? sign : "", "..", high,
                       *high != '\0' ? sign : "", NULL);
}

static char *value_range(struct query *filter, const char *value)
{
    g_autofree char *normal = normal_text(value, -1, NULL);
    g_autofree char *low = NULL, *high = NULL;
    struct query_range range = {-INFINITY, INFINITY, false};
    split_range(normal, &low, &high);
    bool fine =
        (*low != '\0' || *high != '\0') &&
        (filter->field == FIELD_YEAR ? range_years(low, high, &range)
                                     : range_numbers(low, high, &range));
    if (!fine || range.low > range.high)
        return NULL;
    filter->range = range;
    return range_print(&range);
}

bool value_read(struct query *filter, const char *value, GError **error)
{
    bool range = filter->field == FIELD_YEAR || filter->field == FIELD_NUM;
    filter->text =
        range ? value_range(filter, value) : value_known(filter->field, value);
    if (filter->text != NULL)
        filter->normal = normal_text(filter->text, -1, &filter->length);
    if (filter->text != NULL && filter->length > 0)
        return true;
    if (filter->text != NULL)
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("nothing to look for"));
    else
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX, _("'%s' is no %s"),
                    value,
                    filter->field == FIELD_NUM ? _("number or range of numbers")
                    : filter->field == FIELD_YEAR
                        ? _("year, period or range of years")
                        : _(query_fields[filter->field].name));
    return false;
}
