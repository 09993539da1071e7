/* Which column of a table names the indicator. */
#include "common/model/model.h"

#include <criterion/criterion.h>

static void check(const char *heads, int want)
{
    g_auto(GStrv) list = g_strsplit(heads, "|", -1);
    struct caption *table = caption_new();
    if (table->columns == NULL)
        table->columns = strings_new();
    for (guint i = 0; list[i] != NULL; i++)
        g_ptr_array_add(table->columns, g_strdup(list[i]));
    cr_expect_eq(caption_indicator(table), want, "'%s': %d", heads,
                 caption_indicator(table));
    caption_free(table);
}

Test(columns, indicator)
{
    check("序号|类别|主要指标|单位|2025年", 2);
    check("指标|2025年", 0);
    check("指标名称|指标值", 0);
    check("指标类别|指标名称|指标属性|指标值", 1);
    check("一级指标|二级指标|单位", 1);
    check("序号|项目|2020年|2025年", 1);
    check("类型|名称|数量", 1);
    check("指标类别|指标值", -1);
    check("年份|数量", -1);
    check("", -1);
}
