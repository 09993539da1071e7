/* How much more a row wants than there was. */
#include "searcher/indicators/indicators.h"

#include <math.h>
#include <string.h>

/* A sum over a period has not grown from a year's number, and what a share
 * does is told in percentage points. */
static bool are_comparable(const struct indicator_value *base,
                           const struct indicator_value *target)
{
    return base->cumulative == target->cumulative &&
           strcmp(base->unit, target->unit) == 0 && base->value > 0 &&
           !g_str_has_prefix(target->unit, "%") &&
           !g_str_has_prefix(target->unit, "％");
}

double indicator_growth(const struct indicator *row)
{
    if (row->base_values->len == 0 || row->target_values->len == 0)
        return NAN;
    const struct indicator_value *base =
        &g_array_index(row->base_values, struct indicator_value, 0);
    const struct indicator_value *target =
        &g_array_index(row->target_values, struct indicator_value, 0);
    return are_comparable(base, target) ? target->value / base->value - 1 : NAN;
}
