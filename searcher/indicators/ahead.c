/* Which sentences look ahead, and which numbers can be targets. */
#include "searcher/indicators/reading.h"

#include <string.h>

bool target_matches(const char *use, enum anchor anchor, const char *text,
                    gsize from, gsize to)
{
    return rules_match(rules_of(TARGETS, use, anchor), text, from, to, NULL,
                       NULL, NULL);
}

static bool ends_with_one(const char *text, gsize from, gsize to,
                          const char *const *words)
{
    for (; *words != NULL; words++) {
        gsize length = strlen(*words);
        if (to - from >= length &&
            memcmp(text + to - length, *words, length) == 0)
            return true;
    }
    return false;
}

/* A year that is only compared with: 较2020年, 由2020年的, 2020年基础上. */
static bool year_is_base(const struct reading *reading, gsize at, gsize end)
{
    if (target_matches("ground", AT_START, reading->text, end,
                       reading->clause->end))
        return true;
    static const char *const words[] = {"较",   "比", "由", "从", "自", "较\"",
                                        "比\"", "是", "为", "与", "同", NULL};
    return ends_with_one(reading->text, reading->clause->start, at, words);
}

/* Without a period only 到2025年 and the like looks ahead. */
static bool year_is_ahead(const struct reading *reading, gsize at, int year)
{
    static const char *const words[] = {"到", "至", "力争", "到\"", NULL};
    if (reading->frame->first > 0)
        return year >= reading->frame->first;
    return year > 2000 &&
           ends_with_one(reading->text, reading->clause->start, at, words);
}

void reading_years(struct reading *reading)
{
    const struct clause *clause = reading->clause;
    bool any = false;
    const GArray *numerals = reading->numerals;
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *at = &g_array_index(numerals, struct numeral, i);
        if (at->kind != NUMBER_YEAR || at->start < clause->start ||
            at->end > clause->end || reading->covers[i] == COVER_MARKS ||
            year_is_base(reading, at->start, at->end))
            continue;
        reading->past = !year_is_ahead(reading, at->start, (int)at->high);
        if (reading->past)
            continue;
        reading->year = (int)at->high;
        if (!any)
            reading->years_count = 0;
        any = true;
        if (reading->years_count < MOST_NAMES)
            reading->years[reading->years_count++] = reading->year;
        reading->said = reading->sentence_said = true;
    }
}

/* ---- what may be a target at all */

bool reading_looks_ahead(const struct reading *reading)
{
    switch (reading->frame->role) {
    case ROLE_BASIS:
    case ROLE_PROBLEMS:
    case ROLE_SITUATION:
        return reading->sentence_said && !reading->past;
    case ROLE_NONE:
        return reading->said && !reading->past;
    default:
        return !reading->past;
    }
}

bool quantity_is_money(const char *text, const struct quantity *quantity)
{
    return g_strstr_len(text + quantity->number,
                        (gssize)(quantity->unit - quantity->number),
                        "元") != NULL;
}

bool reading_is_time(const struct reading *reading,
                     const struct quantity *quantity)
{
    const char *text = reading->text;
    gsize end;
    return quantity->unit > quantity->number &&
           rules_match(rules_of(TARGETS, "time", AT_START), text,
                       quantity->number, quantity->unit, NULL, NULL, &end) &&
           end == quantity->unit &&
           !target_matches("shorten", ANYWHERE, text, reading->clause->start,
                           quantity->start) &&
           !(quantity->bound &&
             target_matches("duration", ANYWHERE, text, reading->clause->start,
                            quantity->start));
}

bool reading_may_count(const struct reading *reading,
                       const struct quantity *quantity)
{
    const char *text = reading->text;
    const struct clause *clause = reading->clause;
    if (target_matches("rank", AT_END, text, clause->start, quantity->start) ||
        target_matches("often", ANYWHERE, text, clause->start, quantity->start))
        return false;
    if (quantity->words && !quantity->bound && !quantity->percent &&
        target_matches("vague", AT_START, text, quantity->end, clause->end))
        return false;
    return !(
        (quantity_is_money(text, quantity) || quantity->percent) &&
        target_matches("policy", ANYWHERE, text, clause->start, clause->end));
}
