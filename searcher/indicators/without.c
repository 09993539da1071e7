/* Plans that have no table of indicators. */
#include "searcher/indicators/indicators.h"

/* What runs along the plans in document order. */
struct cursor {
    guint row, unit;
};

static bool has_row(const GPtrArray *rows, struct cursor *at, guint32 first,
                    guint32 end)
{
    while (at->row < rows->len &&
           ((const struct indicator *)rows->pdata[at->row])->number < first)
        at->row++;
    return at->row < rows->len &&
           ((const struct indicator *)rows->pdata[at->row])->number < end;
}

static bool has_wanted(const GArray *wanted, struct cursor *at, guint32 first,
                       guint32 end)
{
    if (wanted == NULL)
        return true;
    while (at->unit < wanted->len &&
           g_array_index(wanted, guint32, at->unit) < first)
        at->unit++;
    return at->unit < wanted->len &&
           g_array_index(wanted, guint32, at->unit) < end;
}

GArray *indicators_without(const struct index *index, const GPtrArray *rows,
                           const GArray *wanted)
{
    GArray *plans = g_array_new(FALSE, FALSE, sizeof(guint32));
    struct cursor at = {0, 0};
    for (guint32 i = 0; i < index_plans(index); i++) {
        guint32 first, count;
        index_plan_units(index, i, &first, &count);
        if (has_wanted(wanted, &at, first, first + count) &&
            !has_row(rows, &at, first, first + count))
            g_array_append_val(plans, i);
    }
    return plans;
}
