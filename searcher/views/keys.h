/* Inside views: the keys of a count over one index (keys.c), for count.c. */
#ifndef PLAN_VIEWS_KEYS_H
#define PLAN_VIEWS_KEYS_H

#include "searcher/views/views.h"

struct key {
    enum count_key what;
    GPtrArray *values; /* of char *; NULL is none */
    guint32 *of_plan;  /* of plan, place, period: each plan's value */
    GPtrArray *names;  /* of plan: what each plan is called in pictures */
    /* of section: the heading of each value (or NULL), its plan, and for each
     * plan the value of its units: [0] before the first heading, [i + 1] in
     * section i */
    GPtrArray *headings;
    GArray *plans; /* of guint32 */
    guint32 **roots;
    guint32 plan_count;
};

bool key_init(struct key *key, enum count_key what, struct index *index,
              GError **error);
void key_clear(struct key *key);
/* Which of the values a unit has. */
guint32 key_value(const struct key *key, const struct entry *entry);
#endif
