/* What stands before a number: adverbs, verb and relation from its end, then
 * the name. */
#include "searcher/indicators/reading.h"

#include <string.h>

static bool left_take(struct left *left, const char *text, const char *use,
                      const struct rule **rule)
{
    gsize start;
    if (left->rest.start >= left->rest.end ||
        !rules_match(rules_of(TARGETS, use, AT_END), text, left->rest.start,
                     left->rest.end, rule, &start, NULL))
        return false;
    g_autofree char *taken = g_strndup(text + start, left->rest.end - start);
    left->respective |= strcmp(taken, "分别") == 0;
    left->rest.end = (guint32)start;
    return true;
}

static void left_reach(struct left *left, const struct rule *rule)
{
    enum relation relation = relation_of(rule->value);
    if (left->relation == RELATION_EQUAL)
        left->relation = relation;
    left->reach = true;
}

struct left left_read(const char *text, gsize from, gsize to, bool percent)
{
    struct left left = {.rest = {(guint32)from, (guint32)to}};
    const struct rule *rule;
    bool more = true;
    while (more) {
        more = left_take(&left, text, "trail", NULL);
        if (percent && !left.growth && left_take(&left, text, "growth", NULL))
            more = left.growth = true;
        else if (left_take(&left, text, "reach", &rule)) {
            left_reach(&left, rule);
            more = true;
        }
    }
    left.rises =
        !left.growth &&
        rules_match(rules_of(TARGETS, "rise", AT_END), text, left.rest.start,
                    left.rest.end, NULL, &left.rise, NULL);
    return left;
}

struct byte_span left_name(const struct reading *reading,
                           const struct quantity *quantity,
                           const struct left *left, bool *acted)
{
    const char *text = reading->text;
    bool of =
        g_strstr_len(text + left->rest.start,
                     (gssize)(left->rest.end - left->rest.start), "的") != NULL;
    bool reached =
        left->reach || left->growth || left->rises || quantity->twice;
    struct byte_span name = phrase_clean(text, left->rest,
                                         !reached ? PHRASE_DEEDS
                                         : of     ? PHRASE_NO_VERBS
                                                  : PHRASE_ACTS,
                                         acted);
    gsize verb;
    if (!reached && !quantity_is_money(text, quantity) &&
        rules_match(rules_of(TARGETS, "act", AT_END), text, name.start,
                    name.end, NULL, &verb, NULL) &&
        verb > name.start) {
        name.end = (guint32)verb;
        *acted = true;
    }
    phrase_pair_quotes(text,
                       (struct byte_span){(guint32)reading->clause->start,
                                          (guint32)quantity->start},
                       &name);
    return name;
}
