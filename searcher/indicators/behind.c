/* A number behind the name of what it measures: 站点达到10个, 新增商标2件,
 * A、B分别 达到1件和2件. */
#include "searcher/indicators/reading.h"

#include <string.h>

static void split_names(struct reading *reading, struct byte_span names)
{
    static const char *const marks[] = {"、", "和", "及", "与"};
    const char *text = reading->text;
    gsize start = names.start;
    reading->name = reading->names_count = 0;
    for (gsize at = names.start; at < names.end;
         at = (gsize)(g_utf8_next_char(text + at) - text)) {
        for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
            if (!g_str_has_prefix(text + at, marks[i]) || at == start ||
                reading->names_count + 1 == MOST_NAMES)
                continue;
            reading->names[reading->names_count++] =
                (struct byte_span){(guint32)start, (guint32)at};
            start = at + strlen(marks[i]);
        }
    }
    reading->names[reading->names_count++] =
        (struct byte_span){(guint32)start, names.end};
}

/* How many numbers of the clause are targets from this one on. */
static guint values_left(const GArray *quantities, guint which)
{
    guint count = 0;
    for (guint i = which; i < quantities->len; i++)
        count += !g_array_index(quantities, struct quantity, i).named;
    return count;
}

bool reading_goes_on(const struct reading *reading)
{
    return reading->name < reading->names_count ||
           (reading->by_year && reading->year_next < reading->years_count);
}

/* The name said last, else, of things that are counted, the topic. */
static struct byte_span next_name(struct reading *reading,
                                  const struct quantity *quantity)
{
    if (reading->name < reading->names_count)
        return reading->names[reading->name++];
    bool counts =
        !quantity->percent && !quantity_is_money(reading->text, quantity);
    return reading->subject.end == 0 && counts ? reading->topic
                                               : reading->subject;
}

/* 到2022年、2025年,站点分别达到2个、5个: a year each. */
static void take_years(struct reading *reading, guint values)
{
    if (reading->years_count < 2 || reading->years_count != values)
        return;
    reading->by_year = true;
    reading->year_next = 0;
}

/* Of A、B分别达到1件、2件以上 both are ≥: the verb stands before the first
 * number, 以上 behind the last. */
static enum relation list_relation(struct reading *reading,
                                   const GArray *quantities, guint which,
                                   const struct left *left)
{
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    const struct quantity *last =
        &g_array_index(quantities, struct quantity, quantities->len - 1);
    bool goes_on = reading_goes_on(reading);
    enum relation relation = left->relation;
    if (left->respective)
        reading->names_relation = relation;
    else if (goes_on && !left->reach)
        relation = reading->names_relation;
    bool in_list = left->respective || goes_on;
    return in_list && relation == RELATION_EQUAL && !quantity->bound
               ? last->relation
               : relation;
}

/* Whether something says that the number is wanted, not just told. */
static bool is_wanted(const struct reading *reading,
                      const struct quantity *quantity, const struct left *left,
                      bool acted)
{
    return left->reach || left->growth || left->rises || acted ||
           quantity->twice || reading->accepted || reading->sentence_said ||
           reading->hopes || reading->frame->role == ROLE_GOALS;
}

void take_behind_name(struct reading *reading, const GArray *quantities,
                      guint which, const struct left *left,
                      const struct phrase *phrase)
{
    struct byte_span name = phrase->name;
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    bool own = phrase_is_word(reading->text, name);
    struct found found = {.relation =
                              list_relation(reading, quantities, which, left),
                          .growth = left->growth};
    if (!is_wanted(reading, quantity, left, phrase->acted))
        return;
    if (own && left->respective) {
        split_names(reading, name);
        if (reading->names_count == values_left(quantities, which))
            name = next_name(reading, quantity);
        else {
            reading->name = reading->names_count;
            take_years(reading, values_left(quantities, which));
        }
    } else if (!own) {
        name = next_name(reading, quantity);
        if (left->respective)
            take_years(reading, values_left(quantities, which));
    }
    if (!phrase_is_word(reading->text, name))
        return;
    if (reading->by_year && reading_goes_on(reading))
        reading->year = reading->years[reading->year_next++];
    found.name = name;
    found.span.start = own || phrase->acted ? phrase->verb : left->rest.end;
    found.span.end = (guint32)quantity->end;
    reading_put(reading, quantity, &found);
}
