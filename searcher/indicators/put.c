/* Targets as they are put down: unit, value, a range in two. */
#include "searcher/indicators/reading.h"

#include <string.h>

static char *unit_of(const struct reading *reading,
                     const struct quantity *quantity, const struct found *found,
                     double *divisor)
{
    g_autofree char *unit = quantity_unit(reading->text, quantity, divisor);
    bool yearly = found->growth;
    if (!yearly && !quantity->percent && !quantity->twice)
        yearly = target_matches("each", ANYWHERE, reading->text,
                                reading->clause->start, quantity->start);
    return yearly && !g_str_has_suffix(unit, "/年")
               ? g_strconcat(unit, "/年", NULL)
               : g_steal_pointer(&unit);
}

static void put_one(struct reading *reading, const struct quantity *quantity,
                    const struct found *found, enum relation relation,
                    double value)
{
    double divisor;
    struct target target = {
        .name = found->name,
        .span = found->span,
        .relation = relation,
        .unit = unit_of(reading, quantity, found, &divisor),
        .year = reading->year,
        .clause = {(guint32)reading->clause->start,
                   (guint32)reading->clause->end},
        .sentence = {(guint32)reading->clause->sentence_start,
                     (guint32)reading->clause->sentence_end},
        .counts = found->growth ? NULL : reading->counts,
    };
    target.value = value / divisor;
    g_array_append_val(reading->targets, target);
}

/* 甲市有效发明专利量 in a plan of 甲市 is 有效发明专利量. */
static struct byte_span without_place(const struct reading *reading,
                                      struct byte_span name)
{
    const char *place = reading->frame->place;
    gsize length = place != NULL ? strlen(place) : 0;
    struct byte_span rest = {name.start + (guint32)length, name.end};
    if (length == 0 || rest.start >= rest.end ||
        memcmp(reading->text + name.start, place, length) != 0 ||
        !phrase_is_word(reading->text, rest))
        return name;
    return rest;
}

void reading_put(struct reading *reading, const struct quantity *quantity,
                 struct found *found)
{
    found->name = without_place(reading, found->name);
    enum relation relation = found->relation != RELATION_EQUAL
                                 ? found->relation
                                 : quantity->relation;
    reading->counts = counts_read(reading, quantity);
    if (quantity->low < quantity->high) {
        put_one(reading, quantity, found, RELATION_AT_LEAST, quantity->low);
        put_one(reading, quantity, found, RELATION_AT_MOST, quantity->high);
    } else
        put_one(reading, quantity, found, relation, quantity->low);
    reading->subject = found->name;
    reading->accepted = true;
    if (found->name.start >= quantity->end)
        reading->from = found->name.end;
}
