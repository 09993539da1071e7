/* What the columns of a table of indicators hold, by their heads. */
#include "searcher/indicators/inside.h"

#include <stdlib.h>
#include <string.h>

#define HEADS "rules/indicator-heads.tsv"

enum use {
    USE_SERIAL,
    USE_ATTRIBUTE,
    USE_UNIT,
    USE_OTHER,
    USE_ACHIEVED,
    USE_TARGET,
    USE_BASE,
    USE_CATEGORY,
    USE_NONE,
    USE_YEAR, /* a year alone */
};
static const char *const uses[] = {"serial",   "attribute", "unit", "other",
                                   "achieved", "target",    "base", "category"};

static int year_in(const char *head)
{
    for (const char *at = head; *at != '\0'; at++)
        if ((g_str_has_prefix(at, "20") || g_str_has_prefix(at, "19")) &&
            strspn(at, "0123456789") == 4)
            return atoi(at);
    return 0;
}

static int period_end(const char *period)
{
    const char *dash = period != NULL ? strchr(period, '-') : NULL;
    return dash != NULL ? atoi(dash + 1) : 0;
}

/* The last year of a period that a text names, 0 when it names none. */
static int period_end_in(const char *text)
{
    g_autofree char *period = text != NULL ? period_in(text) : NULL;
    return period_end(period);
}

static enum use use_of(const char *head)
{
    gsize length = strlen(head);
    gsize digits = strspn(head, "0123456789");
    if (digits == 4 && year_in(head) > 0 &&
        (head[4] == '\0' || g_str_equal(head + 4, "年") ||
         g_str_equal(head + 4, "年底") || g_str_equal(head + 4, "年末")))
        return USE_YEAR;
    if (rules_match(rules_of(HEADS, "period", ANYWHERE), head, 0, length, NULL,
                    NULL, NULL))
        return USE_YEAR;
    for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
        if (rules_match(rules_of(HEADS, uses[i], ANYWHERE), head, 0, length,
                        NULL, NULL, NULL))
            return (enum use)i;
    return USE_NONE;
}

/* ---- the columns of one table */

struct head {
    enum use use;
    int year;
};

/* A year alone, or what was achieved in a year before the last target's, is a
 * base where it lies before the plan's period. */
static void settle_years(struct head *heads, guint count, int first)
{
    int last = 0;
    bool target = false;
    for (guint i = 0; i < count; i++) {
        target |= heads[i].use == USE_TARGET;
        if (heads[i].use == USE_YEAR || heads[i].use == USE_TARGET)
            last = MAX(last, heads[i].year);
    }
    for (guint i = 0; i < count; i++) {
        struct head *at = &heads[i];
        bool before = first > 0 ? at->year < first : at->year < last;
        if (at->use == USE_YEAR)
            at->use = before ? USE_BASE : target ? USE_OTHER : USE_TARGET;
        else if (at->use == USE_ACHIEVED && at->year > 0 && at->year < last)
            at->use = USE_BASE;
    }
}

/* The column of a use whose year is the latest, of equal ones the last. */
static int column_of(const struct head *heads, guint count, enum use use)
{
    int found = NO_COLUMN;
    for (guint i = 0; i < count; i++)
        if (heads[i].use == use &&
            (found == NO_COLUMN || heads[i].year >= heads[found].year))
            found = (int)i;
    return found;
}

static int first_column_of(const struct head *heads, guint count, enum use use)
{
    for (guint i = 0; i < count; i++)
        if (heads[i].use == use)
            return (int)i;
    return NO_COLUMN;
}

static struct head *heads_of(const struct caption *table, int first)
{
    struct head *heads = g_new0(struct head, table->columns->len + 1);
    for (guint i = 0; i < table->columns->len; i++) {
        g_autofree char *head = normal_text(table->columns->pdata[i], -1, NULL);
        heads[i].use = use_of(head);
        heads[i].year = year_in(head);
        if (heads[i].year == 0)
            heads[i].year = period_end_in(head);
    }
    settle_years(heads, table->columns->len, first);
    return heads;
}

/* Lists of projects name things, too, but no units and no indicators. */
static bool is_of_indicators(const struct heads *heads,
                             const struct caption *table)
{
    if (heads->indicator == NO_COLUMN ||
        (heads->base == NO_COLUMN && heads->target == NO_COLUMN &&
         heads->achieved == NO_COLUMN))
        return false;
    const char *head = table->columns->pdata[heads->indicator];
    return heads->unit != NO_COLUMN || heads->attribute != NO_COLUMN ||
           strstr(head, "指标") != NULL ||
           (table->text != NULL && strstr(table->text, "指标") != NULL);
}

static void years_fill(struct heads *heads, const struct head *at,
                       const struct caption *table, const struct plan *plan)
{
    if (heads->base != NO_COLUMN)
        heads->base_year = at[heads->base].year;
    if (heads->target != NO_COLUMN)
        heads->target_year = at[heads->target].year;
    if (heads->target_year == 0)
        heads->target_year = period_end_in(table->text);
    if (heads->target_year == 0)
        heads->target_year = period_end(plan->period);
}

/* A head that spans two columns (指标 | 指标) has the group in the first. */
static int category_before(const struct heads *heads,
                           const struct caption *table)
{
    int before = heads->indicator - 1;
    return heads->indicator > 0 && before != heads->unit &&
                   strstr(table->columns->pdata[before], "指标") != NULL
               ? before
               : NO_COLUMN;
}

bool heads_read(struct heads *heads, const struct caption *table,
                const struct plan *plan)
{
    guint count = table->columns->len;
    int first = plan->period != NULL ? atoi(plan->period) : 0;
    g_autofree struct head *at = heads_of(table, first);
    *heads = (struct heads){
        .indicator = caption_indicator(table),
        .unit = first_column_of(at, count, USE_UNIT),
        .base = column_of(at, count, USE_BASE),
        .target = column_of(at, count, USE_TARGET),
        .achieved = column_of(at, count, USE_ACHIEVED),
        .attribute = first_column_of(at, count, USE_ATTRIBUTE),
        .category = first_column_of(at, count, USE_CATEGORY),
        .other = g_new0(guint8, count + 1),
    };
    if (heads->category == NO_COLUMN)
        heads->category = category_before(heads, table);
    for (guint i = 0; i < count; i++) {
        int column = (int)i;
        heads->other[i] =
            at[i].use != USE_SERIAL && column != heads->indicator &&
            column != heads->unit && column != heads->base &&
            column != heads->target && column != heads->achieved &&
            column != heads->attribute && column != heads->category;
    }
    years_fill(heads, at, table, plan);
    return is_of_indicators(heads, table);
}

/* ---- units beside the unit column */

static bool is_unit(const char *text)
{
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    g_autofree char *one = g_strconcat("1", text, NULL);
    gsize length = strlen(one);
    numerals_read(numerals, one, 0, length, NUMERAL_TEXT);
    if (strcmp(text, "分") == 0)
        return true;
    return numerals->len == 1 &&
           g_array_index(numerals, struct numeral, 0).kind != NUMBER_YEAR &&
           g_array_index(numerals, struct numeral, 0).unit > 1 &&
           (g_array_index(numerals, struct numeral, 0).unit == length ||
            strpbrk(text, "/") != NULL || strstr(text, "、") != NULL);
}

char *unit_in_brackets(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autofree char *normal = normal_text(text, -1, NULL);
    const char *named = strstr(normal, "单位:");
    if (named != NULL) {
        const char *start = named + strlen("单位:");
        return g_strndup(start, strcspn(start, ")(,;。"));
    }
    const char *open = strrchr(normal, '('), *close = strrchr(normal, ')');
    if (open == NULL || close == NULL || close < open + 2)
        return NULL;
    g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
    return is_unit(inside) ? g_steal_pointer(&inside) : NULL;
}
