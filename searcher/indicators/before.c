/* A number before the name of what it counts: 建成2个中心. */
#include "searcher/indicators/reading.h"

#include <string.h>

bool is_separator(const char *at)
{
    return g_utf8_strchr("、,和及与并且或", -1, g_utf8_get_char(at)) != NULL;
}

/* Where the name behind a number ends: at the clause's end, or before the item
 * that the next number counts. */
static gsize object_end(const struct reading *reading, const GArray *quantities,
                        guint which)
{
    const char *text = reading->text;
    gsize from = g_array_index(quantities, struct quantity, which).end;
    for (guint i = which + 1; i < quantities->len; i++) {
        const struct quantity *next =
            &g_array_index(quantities, struct quantity, i);
        if (next->named)
            continue;
        for (const char *at = text + next->start; at > text + from;
             at = g_utf8_prev_char(at))
            if (is_separator(g_utf8_prev_char(at)))
                return (gsize)(g_utf8_prev_char(at) - text);
        return next->start;
    }
    return reading->clause->end;
}

/* 300名以上素质好、本领高,懂经营的管理者: adjectives first, the thing itself
 * behind the last 的. */
static void skip_adjectives(const struct reading *reading,
                            struct byte_span *name)
{
    const char *text = reading->text;
    const char *last = g_utf8_prev_char(text + name->end);
    gsize end = reading->clause->sentence_end;
    if (g_utf8_strchr("强高大好优实足富广深", -1, g_utf8_get_char(last)) ==
        NULL)
        return;
    const char *of =
        g_strrstr_len(text + name->end, (gssize)(end - name->end), "的");
    if (of == NULL)
        return;
    name->start = (guint32)(of - text + (gssize)strlen("的"));
    name->end = (guint32)end;
    const char *comma =
        g_strstr_len(text + name->start, (gssize)(end - name->start), ",");
    if (comma != NULL)
        name->end = (guint32)(comma - text);
}

static struct byte_span name_behind(const struct reading *reading,
                                    const GArray *quantities, guint which)
{
    const char *text = reading->text;
    struct byte_span name = {
        (guint32)g_array_index(quantities, struct quantity, which).end,
        (guint32)object_end(reading, quantities, which)};
    gsize start;
    if (name.start < name.end && g_str_has_prefix(text + name.start, "的"))
        name.start += (guint32)strlen("的");
    name = phrase_clean(text, name, PHRASE_NO_VERBS, NULL);
    if (rules_match(rules_of(TARGETS, "behind", AT_END), text, name.start,
                    name.end, NULL, &start, NULL) &&
        start > name.start)
        name.end = (guint32)start;
    if (name.end > name.start)
        skip_adjectives(reading, &name);
    return name;
}

/* 至少培育2件. */
static enum relation relation_before(const struct reading *reading, gsize verb)
{
    const struct rule *rule;
    if (!rules_match(rules_of(TARGETS, "reach", AT_END), reading->text,
                     reading->clause->start, verb, &rule, NULL, NULL))
        return RELATION_EQUAL;
    enum relation relation = relation_of(rule->value);
    return relation == RELATION_AT_LEAST || relation == RELATION_AT_MOST
               ? relation
               : RELATION_EQUAL;
}

void take_before_name(struct reading *reading, const GArray *quantities,
                      guint which, const struct left *left, gsize verb)
{
    const struct quantity *quantity =
        &g_array_index(quantities, struct quantity, which);
    bool frame = reading->frame->role == ROLE_GUIDELINE ||
                 reading->frame->role == ROLE_PRINCIPLES;
    bool sure = quantity->bound || reading->sentence_said || reading->hopes ||
                left->reach;
    struct found found = {.relation = left->relation};
    if (target_matches("condition", AT_START, reading->text,
                       reading->clause->start, verb))
        return;
    if (found.relation == RELATION_EQUAL)
        found.relation = relation_before(reading, verb);
    if (!sure && ((frame && quantity->words) ||
                  (verb == quantity->start && !reading->listed)))
        return;
    found.name = name_behind(reading, quantities, which);
    if (!phrase_is_word(reading->text, found.name))
        return;
    found.span.start = (guint32)verb;
    found.span.end = MAX(found.name.end, (guint32)quantity->end);
    reading_put(reading, quantity, &found);
    reading->listed = true;
}
