/* Quantities as their records say them: a number in a row has its unit in
 * another cell, 三成 is 30%. */
#include "searcher/views/extract_inside.h"

#include <string.h>

/* What a row says in its table's column of units; NULL when it has none. */
static char *unit_of_row(const struct page_unit *page)
{
    const struct unit *unit = page->unit;
    if (unit->cells == NULL || unit->table == NO_TABLE)
        return NULL;
    const struct caption *table =
        g_ptr_array_index(page->plan->tables, (guint)unit->table);
    for (guint i = 0; i < MIN(table->columns->len, unit->cells->len); i++) {
        const char *column = table->columns->pdata[i],
                   *cell = unit->cells->pdata[i];
        if (g_str_has_suffix(column, "单位") && *cell != '\0')
            return g_strstrip(g_strdup(cell));
    }
    return NULL;
}

/* 万件: the number counts ten thousands; behind what multiplies. */
static const char *multiplier(const char *unit, double *scale)
{
    static const struct {
        const char *word;
        double scale;
    } words[] = {{"万亿", 1e12}, {"亿", 1e8}, {"万", 1e4}};
    *scale = 1;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(unit, words[i].word)) {
            *scale = words[i].scale;
            return unit + strlen(words[i].word);
        }
    return unit;
}

/* How many values stand before this one in its cell: 1.57、11. */
static guint place_in_cell(const struct extract_record *record)
{
    const char *text = reader_normal(record->unit)->text;
    const char *at = text + record->found->place.start;
    guint before = 0;
    while (at > text && at[-1] != '|') {
        at = g_utf8_prev_char(at);
        before += g_utf8_get_char(at) == 0x3001; /* 、 */
    }
    return before;
}

/* Of 亿元、项 the one for the value; NULL when there are fewer. */
static char *unit_of_value(const struct extract_record *record)
{
    g_autofree char *units = unit_of_row(record->unit);
    if (units == NULL)
        return NULL;
    g_auto(GStrv) list = g_strsplit(units, "、", -1);
    guint count = g_strv_length(list);
    guint place = count > 1 ? place_in_cell(record) : 0;
    return place < count ? g_strdup(list[place]) : NULL;
}

static void amount_of_row(const struct extract_record *record,
                          struct extract_amount *amount)
{
    double scale;
    g_autofree char *unit = unit_of_value(record);
    if (unit == NULL)
        return;
    const char *bare = multiplier(unit, &scale);
    amount->unit = *bare != '\0' ? g_strdup(bare) : NULL;
    amount->low *= scale;
    amount->high *= scale;
    amount->percentage = strcmp(bare, "%") == 0;
}

void extract_amount(const struct extract_record *record,
                    struct extract_amount *amount)
{
    const struct extract *found = record->found;
    *amount = (struct extract_amount){
        found->low, found->high, page_wording(record->unit, found->unit, NULL),
        found->percentage};
    bool points =
        amount->unit != NULL && g_str_has_suffix(amount->unit, "百分点");
    if (amount->unit == NULL && !found->percentage) {
        amount_of_row(record, amount);
    } else if (found->percentage && !points) {
        g_free(amount->unit); /* 三成 is 30 of them */
        amount->unit = g_strdup("%");
    }
}
