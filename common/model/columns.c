/* What the columns of a table of indicators hold, by their heads. */
#include "common/model/model.h"

#include <string.h>

static bool holds_any(const char *head, const char *const *words, guint count)
{
    for (guint i = 0; i < count; i++)
        if (strstr(head, words[i]) != NULL)
            return true;
    return false;
}

/* Heads such as 指标类别 and 指标值 speak of indicators without naming them; of
 * 一级指标 and 二级指标 the last one does. */
int caption_indicator(const struct caption *table)
{
    static const char *const about[] = {"类", "属性", "性质", "单位",
                                        "值", "说明", "解释"};
    static const char *const named[] = {"名称", "项目"};
    int indicator = -1, name = -1;
    for (guint i = 0; i < table->columns->len; i++) {
        const char *head = table->columns->pdata[i];
        if (strstr(head, "指标") != NULL &&
            !holds_any(head, about, G_N_ELEMENTS(about)))
            indicator = (int)i;
        else if (name < 0 && holds_any(head, named, G_N_ELEMENTS(named)))
            name = (int)i;
    }
    return indicator >= 0 ? indicator : name;
}
