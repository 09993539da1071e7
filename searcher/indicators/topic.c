/* What a clause is about that says no number itself: the next one may
 * (推进站点建设,每年新建5个). */
#include "searcher/indicators/reading.h"

/* 到2025年, 其中: words that are about nothing. */
static bool is_bare(const struct reading *reading, struct byte_span span)
{
    struct byte_span rest =
        phrase_clean(reading->text, span, PHRASE_NO_VERBS).name;
    return !phrase_is_word(reading->text, rest);
}

void topic_note(struct reading *reading, bool counted)
{
    const char *text = reading->text;
    struct byte_span span = {(guint32)reading->clause->start,
                             (guint32)reading->clause->end};
    gsize start, end;
    if (!counted && is_bare(reading, span))
        return;
    reading->topic = (struct byte_span){0, 0};
    if (counted ||
        !rules_match(rules_of(TARGETS, "drive", AT_START), text, span.start,
                     span.end, NULL, NULL, &start) ||
        !rules_match(rules_of(TARGETS, "task", AT_END), text, start, span.end,
                     NULL, &end, NULL))
        return;
    span = (struct byte_span){(guint32)start, (guint32)end};
    reading->topic = phrase_clean(text, span, PHRASE_NO_VERBS).name;
}
