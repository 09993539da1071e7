/* What a number counts: all since the beginning (累计), only what is added
 * (新增), or so many of each of several (各培养1000名). */
#include "searcher/indicators/reading.h"

#include <string.h>

static bool says(const struct reading *reading, const char *use, gsize to)
{
    return target_matches(use, ANYWHERE, reading->text, reading->from, to);
}

/* 各 right before a verb or the number: elsewhere it belongs to a name
 * (各类企业). */
static bool is_each(const struct reading *reading, gsize to)
{
    static const char word[] = "各";
    const char *text = reading->text, *at = text + reading->from;
    gssize left = (gssize)(to - reading->from);
    while ((at = g_strstr_len(at, left, word)) != NULL) {
        gsize next = (gsize)(at - text) + strlen(word);
        if (next == to || target_matches("act", AT_START, text, next, to) ||
            target_matches("reach", AT_START, text, next, to))
            return true;
        at = text + next;
        left = (gssize)(to - next);
    }
    return says(reading, "apart", to);
}

const char *counts_read(const struct reading *reading,
                        const struct quantity *quantity)
{
    gsize to = quantity->start;
    if (reading->from >= to)
        return NULL;
    if (is_each(reading, to))
        return "each";
    if (says(reading, "new", to))
        return "new";
    if (says(reading, "sum", to))
        return "cumulative";
    bool goes_on = reading->from > reading->clause->start &&
                   is_separator(reading->text + reading->from) &&
                   !says(reading, "act", to);
    return goes_on ? reading->counts : NULL;
}
