/* The fields of the query language, once: names, aliases, values. */
#include "searcher/query/query.h"

#include "common/model/model.h"

#include <string.h>

const struct query_field_info query_fields[QUERY_FIELDS] = {
    [FIELD_PLAN] = {"plan", "规划",
                    "a plan by its id, or by words of its title", true},
    [FIELD_PLACE] = {"place", "地区",
                     "the plan's own place, with or without 市 or 省", true},
    [FIELD_WITHIN] = {"within", "省内", "a province with all its cities", true},
    [FIELD_LEVEL] = {"level", "层级", "nation, province, city or county", true},
    [FIELD_PERIOD] = {"period", "时期", "14, 十四五 or 2021-2025", true},
    [FIELD_KIND] = {"kind", "类型",
                    "paragraph, row, note, heading, title or caption", true},
    [FIELD_ROLE] = {"role", "作用",
                    "basis, problems, situation, guideline, principles, goals, "
                    "tasks, projects or safeguards",
                    true},
    [FIELD_ID] = {"id", "编号", "a unit, section or plan by its id", true},
    [FIELD_SECTION] = {"section", "章节", "words in some heading of the path",
                       true},
    [FIELD_LEAD] = {"lead", "首句", "words in the lead sentence", true},
    [FIELD_CAPTION] = {"caption", "表题", "words in a table's caption", false},
    [FIELD_INDICATOR] = {"indicator", "指标", "words in an indicator's name",
                         false},
    [FIELD_YEAR] = {"year", "年份", "a year or a range of years", false},
    [FIELD_NUM] = {"num", "数值", "a quantity or a range of them", false},
};

static bool same(const char *name, const char *bytes, gsize length)
{
    return strlen(name) == length && memcmp(name, bytes, length) == 0;
}

int query_field_find(const char *name, gsize length)
{
    for (int i = 0; i < QUERY_FIELDS; i++)
        if (same(query_fields[i].name, name, length) ||
            same(query_fields[i].alias, name, length))
            return i;
    return -1;
}

/* Changes that make one short word the other, letter case aside: Levenshtein's,
 * with two neighbours that changed places as one (Damerau 1964, optimal string
 * alignment). */
static guint distance(const char *a, const char *b, gsize b_length)
{
    enum { LONGEST = 15 };
    guint rows[3][LONGEST + 1] = {0};
    guint *before = rows[0], *last = rows[1], *row = rows[2];
    if (b_length > LONGEST)
        return G_MAXUINT;
    for (gsize j = 0; j <= b_length; j++)
        last[j] = (guint)j;
    for (guint i = 1; a[i - 1] != '\0'; i++) {
        row[0] = i;
        for (gsize j = 1; j <= b_length; j++) {
            char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
            guint least =
                MIN(last[j - 1] + (x != y), MIN(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) &&
                y == g_ascii_tolower(a[i - 2]))
                least = MIN(least, before[j - 2] + 1);
            row[j] = least;
        }
        guint *spare = before;
        before = last, last = row, row = spare;
    }
    return last[b_length];
}

int query_field_near(const char *name, gsize length)
{
    int best = -1;
    guint least = 3;
    for (int i = 0; i < QUERY_FIELDS; i++) {
        guint away = distance(query_fields[i].name, name, length);
        if (query_fields[i].ready && away < least && away < length)
            best = i, least = away;
    }
    return best;
}

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

char *query_field_value(enum query_field field, const char *value,
                        GError **error)
{
    char *known = NULL;
    if (field == FIELD_KIND && unit_kind_find(value) >= 0)
        known = g_strdup(unit_kind_name(unit_kind_find(value)));
    else if (field == FIELD_ROLE && role_find(value) >= 0)
        known = g_strdup(role_name(role_find(value)));
    else if (field == FIELD_LEVEL)
        known = g_strdup(level_find(value));
    else if (field == FIELD_PERIOD)
        known = period_parse(value);
    else if (field != FIELD_KIND && field != FIELD_ROLE)
        return g_strdup(value);
    if (known == NULL)
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX, "'%s' is no %s",
                    value, query_fields[field].name);
    return known;
}
