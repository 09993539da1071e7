/* Numbers of a clause that may be targets, with their units and bounds. */
#include "searcher/indicators/inside.h"

#include <string.h>

#define TARGETS "rules/targets.tsv"

static bool has_ascii_digit(const char *text, gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        if (g_ascii_isdigit(text[i]))
            return true;
    return false;
}

static void bound_read(const char *text, gsize stop, struct quantity *quantity)
{
    const GArray *after = rules_of(TARGETS, "after", AT_START);
    const struct rule *rule;
    quantity->end = quantity->unit;
    if (!rules_match(after, text, quantity->unit, stop, &rule, NULL,
                     &quantity->end))
        return;
    quantity->relation = relation_of(rule->value);
    quantity->bound = true;
}

static struct quantity quantity_of(const char *text, gsize stop,
                                   const struct numeral *numeral)
{
    struct quantity quantity = {
        .start = numeral->start,
        .number = numeral->end,
        .unit = MIN(numeral->unit, stop),
        .low = numeral->low,
        .high = numeral->high,
        .percent = numeral->kind == NUMBER_PERCENTAGE,
        .words = !has_ascii_digit(text, numeral->start, numeral->end),
    };
    quantity.points =
        quantity.percent &&
        g_strstr_len(text + numeral->end,
                     (gssize)(quantity.unit - numeral->end), "百分点") != NULL;
    gsize end;
    if (quantity.unit == quantity.number &&
        rules_match(rules_of(TARGETS, "unit", AT_START), text, quantity.unit,
                    stop, NULL, NULL, &end))
        quantity.unit = end;
    else if (rules_match(rules_of(TARGETS, "unit-tail", AT_START), text,
                         quantity.unit, stop, NULL, NULL, &end))
        quantity.unit = end;
    bound_read(text, stop, &quantity);
    return quantity;
}

static void double_add(GArray *quantities, const char *text,
                       const struct clause *clause, gsize start, gsize end,
                       double times)
{
    struct quantity quantity = {.start = start,
                                .number = end,
                                .unit = end,
                                .low = times,
                                .high = times,
                                .twice = true};
    bound_read(text, clause->end, &quantity);
    g_array_append_val(quantities, quantity);
}

/* 翻一番: twice, 翻两番: four times as much. */
static void doubles_read(GArray *quantities, const char *text,
                         const struct clause *clause)
{
    static const char *const words[] = {"翻一番", "翻1番", "翻两番", "翻二番",
                                        "翻2番"};
    const char *end = text + clause->end;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *at = text + clause->start;
        while ((at = g_strstr_len(at, end - at, words[i])) != NULL) {
            gsize start = (gsize)(at - text);
            at += strlen(words[i]);
            double_add(quantities, text, clause, start, (gsize)(at - text),
                       i < 2 ? 2 : 4);
        }
    }
}

static int by_start(gconstpointer a, gconstpointer b)
{
    gsize x = ((const struct quantity *)a)->start;
    gsize y = ((const struct quantity *)b)->start;
    return (x > y) - (x < y);
}

/* Whether text in front of a number or behind it says that it only tells which
 * things are meant (100件以上的企业, 营业收入过亿元的机构). */
static bool is_named(const char *text, const struct clause *clause,
                     const GArray *all, guint which)
{
    const struct quantity *quantity =
        &g_array_index(all, struct quantity, which);
    const GArray *before = rules_of(TARGETS, "qualifier", AT_END);
    const char *behind = text + quantity->end;
    bool last = quantity->end == clause->end;
    bool of = !last && g_str_has_prefix(behind, "的");
    if (of && !(quantity->percent && quantity->bound))
        return true;
    if (which + 1 == all->len || last)
        return false;
    const struct quantity *next = quantity + 1;
    gunichar code = g_utf8_get_char(behind);
    if (!g_unichar_isalpha(code) || g_utf8_strchr("和及与或", -1, code) != NULL)
        return false;
    return rules_match(before, text, clause->start, quantity->start, NULL, NULL,
                       NULL) ||
           (quantity->bound && !quantity->percent &&
            rules_match(rules_of(TARGETS, "reach", AT_END), text, quantity->end,
                        next->start, NULL, NULL, NULL));
}

GArray *quantities_read(const char *text, const struct clause *clause,
                        const GArray *numerals, const guint8 *covers)
{
    GArray *quantities = g_array_new(FALSE, FALSE, sizeof(struct quantity));
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *at = &g_array_index(numerals, struct numeral, i);
        if (at->kind == NUMBER_YEAR || at->start < clause->start ||
            at->end > clause->end || covers[i] != COVER_NONE)
            continue;
        struct quantity quantity = quantity_of(text, clause->end, at);
        g_array_append_val(quantities, quantity);
    }
    doubles_read(quantities, text, clause);
    g_array_sort(quantities, by_start);
    for (guint i = 0; i < quantities->len; i++)
        g_array_index(quantities, struct quantity, i).named =
            is_named(text, clause, quantities, i);
    return quantities;
}

char *quantity_unit(const char *text, const struct quantity *quantity,
                    double *divisor)
{
    static const char *const scales[] = {"万亿", "千亿", "百亿", "亿",
                                         "千万", "百万", "万"};
    static const double values[] = {1e12, 1e8, 1e8, 1e8, 1e4, 1e4, 1e4};
    static const char *const spelt[] = {"万亿", "亿", "亿", "亿",
                                        "万",   "万", "万"};
    gsize length = quantity->unit - quantity->number;
    g_autofree char *unit = g_strndup(text + quantity->number, length);
    *divisor = 1;
    if (quantity->twice)
        return g_strdup("倍");
    if (quantity->percent)
        return g_strdup(quantity->points ? "个百分点" : "%");
    if (strstr(unit, "元") == NULL && strstr(unit, "英镑") == NULL)
        return g_steal_pointer(&unit);
    g_autofree char *number =
        g_strndup(text + quantity->start, quantity->number - quantity->start);
    if (g_str_has_suffix(number, "余") || g_str_has_suffix(number, "多"))
        number[strlen(number) - strlen("余")] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(scales); i++)
        if (g_str_has_suffix(number, scales[i])) {
            *divisor = values[i];
            return g_strconcat(spelt[i], unit, NULL);
        }
    return g_steal_pointer(&unit);
}
