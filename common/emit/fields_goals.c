/* What the fields of indicators and targets mean. */
#include "common/emit/fields.h"

#include "common/messages/messages.h"

const struct output_field indicator_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"id", "string", N_("The row's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"indicator", "string",
     N_("What is measured; like all texts here in the cell's own wording.")},
    {"unit", "string or null",
     N_("The unit: of its cell, else what the name, a head or the caption says "
        "in brackets.")},
    {"base", "string or null",
     N_("Where things stood: the cell's text, empty or a dash where the plan "
        "gives none; null where the table has no such column.")},
    {"base_year", "integer or null", N_("The year of base.")},
    {"target", "string or null", N_("Where things shall be, in the same way.")},
    {"target_year", "integer or null",
     N_("The year of target: of its head, else the last of the period that the "
        "caption names, else of the plan's.")},
    {"achieved", "string or null",
     N_("In tables of results: what became of the target.")},
    {"attribute", "string or null",
     N_("Whether the target is expected or binding, in the plan's own word.")},
    {"group", "string",
     N_("The name that all rows with this meaning share; the unit's kind "
        "stands behind it where the same name is counted in two.")},
    {"group_why", "string or null",
     N_("What makes the row one of its group: same name, or what was changed "
        "in its name; null of a row that is alone.")},
    {"base_values", "list of objects",
     N_("The values of base: relation, value, unit, cumulative (in brackets: "
        "summed over the period) and counts (cumulative or new, as a note says "
        "of the brackets; null where no note does).")},
    {"target_values", "list of objects", N_("The values of target.")},
    {"achieved_values", "list of objects", N_("The values of achieved.")},
    {"category", "string or null", N_("The group of rows in its table.")},
    {"caption", "string or null", N_("The table's caption.")},
    {"note", "string or null",
     N_("The table's notes about this indicator or its brackets, a line "
        "each.")},
    {"others", "object", N_("The cells of all other columns, by their heads.")},
    {"base_value", "number or null",
     N_("The first of base_values as a number, in the unit given there.")},
    {"target_value", "number or null", N_("The first of target_values.")},
    {"achieved_value", "number or null", N_("The first of achieved_values.")},
    {"counts", "string or null", N_("What the first of target_values counts.")},
    {"growth", "number or null",
     N_("target_value / base_value - 1: 0.5 is half as much again. Null where "
        "the two do not compare: other units, a sum over the period beside "
        "one year's number, a base of 0; and of percentages.")},
    {NULL, NULL, NULL},
};

const struct output_field target_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"id", "string", N_("The paragraph's id.")},
    {"plan", "string", N_("The plan's id.")},
    {"indicator", "string", N_("What is measured, in the source's wording.")},
    {"relation", "string",
     N_("One of =, ≥, >, ≤, < and ~ (about). A range is two records, its lower "
        "end with ≥ and its upper with ≤.")},
    {"value", "integer or number",
     N_("The number: 万 and 亿 before a measure word are multiplied, those "
        "before money belong to the unit.")},
    {"unit", "string or null",
     N_("件, 亿元, %, 个百分点, 倍 …; with /年 for what grows or is done every "
        "year.")},
    {"year", "integer or null",
     N_("By when: the year said last, else the last of the plan's period.")},
    {"span", "list of two integers",
     N_("Where name, verb and number stand in the paragraph's text: first code "
        "point, and the one after the last. A name that was said before, for "
        "several values, is not in it.")},
    {"raw", "string", N_("The text of span.")},
    {"counts", "string or null",
     N_("What the number counts: cumulative (累计), new (新增: only what is "
        "added) or each (各: so many of each of several things named); null "
        "where the text says none of them.")},
    {"group", "string",
     N_("The group of the table rows that mean the same (see indicators); of a "
        "target that no table has, its name with the kind of unit in "
        "brackets.")},
    {NULL, NULL, NULL},
};
