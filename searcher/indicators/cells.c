/* Values of the cells of an indicator table.
 *
 * A cell may hold several, such as 1.6、12 under 亿元、项; each may have a
 * relation before it (≥1600) or behind it (1600以上), a unit of its own, and
 * brackets, which notes explain.
 */
#include "searcher/indicators/inside.h"

#include <string.h>

#define TARGETS "rules/targets.tsv"

static const char round_open[] = "(（", square_open[] = "〔[［【〖{";
static const char round_close[] = ")）", square_close[] = "〕]］】〗}";

/* Cuts at the marks, not inside brackets nor within 1,000: a GPtrArray of char
 * *, which it frees. */
static GPtrArray *split(const char *text, const char *marks)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    const char *start = text;
    int depth = 0;
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        depth += is_one_of(code, round_open) || is_one_of(code, square_open);
        depth -= is_one_of(code, round_close) || is_one_of(code, square_close);
        bool digits = *at == ',' && at > text && g_ascii_isdigit(at[-1]) &&
                      strspn(at + 1, "0123456789") == 3;
        if (*at != '\0' && (depth > 0 || digits || !is_one_of(code, marks)))
            continue;
        g_ptr_array_add(parts, g_strndup(start, (gsize)(at - start)));
        if (*at == '\0')
            return parts;
        start = g_utf8_next_char(at);
    }
}

static GPtrArray *split_cell(const char *cell, guint units)
{
    GPtrArray *parts = split(cell, "、;；，,");
    if (parts->len > 1 || units < 2)
        return parts;
    g_ptr_array_unref(parts);
    return split(cell, "/／");
}

/* Whether a part is put in such brackets: it begins with one. */
static bool in_brackets(const char *part, const char *open)
{
    for (const char *at = part; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (is_one_of(code, open))
            return true;
        if (g_unichar_isalnum(code))
            return false;
    }
    return false;
}

bool cell_has_brackets(const char *cell, bool square)
{
    g_autoptr(GPtrArray) parts = split(cell, "、;；，,/／");
    for (guint i = 0; i < parts->len; i++)
        if (in_brackets(parts->pdata[i], square ? square_open : round_open))
            return true;
    return false;
}

/* The first number of a part that is no year, or of nothing but a year. */
static const struct numeral *first_value(const GArray *numerals)
{
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *at = &g_array_index(numerals, struct numeral, i);
        if (at->kind != NUMBER_YEAR)
            return at;
    }
    return NULL;
}

/* Behind a dash that nothing stands before but signs. */
static bool is_negative(const char *text, gsize start)
{
    if (start == 0 || text[start - 1] != '-')
        return false;
    for (const char *at = text; at < text + start; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return false;
    return true;
}

static struct quantity part_quantity(const char *text, gsize length,
                                     const struct numeral *numeral)
{
    struct quantity quantity = {
        .start = numeral->start,
        .number = numeral->end,
        .unit = numeral->unit,
        .low = numeral->low,
        .high = numeral->high,
        .percent = numeral->kind == NUMBER_PERCENTAGE,
    };
    const struct rule *rule;
    gsize before = numeral->start;
    if (is_negative(text, before)) {
        before--;
        quantity.low = -numeral->high;
        quantity.high = -numeral->low;
    }
    if (rules_match(rules_of(TARGETS, "after", AT_START), text, numeral->unit,
                    length, &rule, NULL, NULL))
        quantity.relation = relation_of(rule->value);
    if (rules_match(rules_of(TARGETS, "reach", AT_END), text, 0, before, &rule,
                    NULL, NULL))
        quantity.relation = relation_of(rule->value);
    return quantity;
}

static void put(GArray *values, enum relation relation, double value,
                const char *unit, bool cumulative)
{
    struct indicator_value made = {relation, value, g_strdup(unit), cumulative,
                                   NULL};
    g_array_append_val(values, made);
}

static void part_read(GArray *values, const char *part, const char *unit)
{
    gsize length;
    g_autofree char *text = normal_text(part, -1, &length);
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(numerals, text, 0, length, NUMERAL_CELL);
    const struct numeral *numeral = first_value(numerals);
    if (numeral == NULL)
        return;
    struct quantity quantity = part_quantity(text, length, numeral);
    bool growth = rules_match(rules_of(TARGETS, "growth", ANYWHERE), text, 0,
                              numeral->start, NULL, NULL, NULL);
    double divisor = 1;
    g_autofree char *own = NULL;
    if (numeral->unit > numeral->end || quantity.percent)
        own = quantity_unit(text, &quantity, &divisor);
    g_autofree char *used =
        g_strconcat(own != NULL ? own : unit,
                    growth && quantity.percent ? "/年" : "", NULL);
    bool sum = in_brackets(part, round_open) || in_brackets(part, square_open);
    if (quantity.low < quantity.high) {
        put(values, RELATION_AT_LEAST, quantity.low / divisor, used, sum);
        put(values, RELATION_AT_MOST, quantity.high / divisor, used, sum);
    } else
        put(values, quantity.relation, quantity.low / divisor, used, sum);
}

static void value_clear(gpointer data)
{
    struct indicator_value *value = data;
    g_free(value->unit);
}

GArray *cell_values(const char *cell, const char *unit)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(struct indicator_value));
    g_array_set_clear_func(values, value_clear);
    if (cell == NULL)
        return values;
    g_autoptr(GPtrArray) units = split(unit != NULL ? unit : "", "、;；，,");
    g_autoptr(GPtrArray) parts = split_cell(cell, units->len);
    for (guint i = 0; i < parts->len; i++) {
        const char *of = units->pdata[MIN(i, units->len - 1)];
        g_autofree char *plain = normal_text(of, -1, NULL);
        part_read(values, parts->pdata[i], plain);
    }
    return values;
}
