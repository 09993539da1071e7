/* The fields of the query language, once: names, aliases, what they take. */
#include "searcher/query/query.h"

#include "common/messages/messages.h"

#include <string.h>

const struct query_field_info query_fields[QUERY_FIELDS] = {
    [FIELD_PLAN] = {N_("plan"), "规划",
                    N_("a plan by its id, or by words of its title")},
    [FIELD_PLACE] = {N_("place"), "地区",
                     N_("the plan's own place, with or without 市 or 省")},
    [FIELD_WITHIN] = {N_("within"), "省内",
                      N_("a province with all its cities")},
    [FIELD_LEVEL] = {N_("level"), "层级",
                     N_("nation, province, city or county")},
    [FIELD_PERIOD] = {N_("period"), "时期", N_("14, 十四五 or 2021-2025")},
    [FIELD_KIND] = {N_("kind"), "类型",
                    N_("paragraph, row, note, heading, title or caption")},
    [FIELD_ROLE] =
        {"role", "作用",
         N_("basis, problems, situation, guideline, principles, goals, "
            "tasks, projects or safeguards")},
    [FIELD_ID] = {N_("id"), "编号", N_("a unit, section or plan by its id")},
    [FIELD_SECTION] = {N_("section"), "章节",
                       N_("words in some heading of the path")},
    [FIELD_LEAD] = {N_("lead"), "首句", N_("words in the lead sentence")},
    [FIELD_CAPTION] = {N_("caption"), "表题", N_("words in a table's caption")},
    [FIELD_INDICATOR] = {N_("indicator"), "指标",
                         N_("words in a row's indicator")},
    [FIELD_YEAR] =
        {"year", "年份",
         N_("a year, a period, or a range: 2021..2025, 2021.., 十四五")},
    [FIELD_NUM] = {N_("num"), "数值",
                   N_("a quantity or a range: 1000.., 5万..10万, 10%")},
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
        if (away < least && away < length)
            best = i, least = away;
    }
    return best;
}
