/* Who issued a plan, and when.  Inside indexer/source only. */
#ifndef PLAN_SOURCE_ISSUE_H
#define PLAN_SOURCE_ISSUE_H

#include "common/model/model.h"

struct issue {
    char *issuer; /* 甲市人民政府办公室, or NULL */
    char *date;   /* 2021-12-30, 2021-12, or NULL */
};

/* Learns from a plan's blocks what they say of the plan of that title. */
void issue_learn(struct issue *issue, const GPtrArray *blocks,
                 const char *title);
void issue_clear(struct issue *issue);

/* Whether a date is written 2021, 2021-12 or 2021-12-30, as far as a month has
 * days. */
bool issue_is_date(const char *date);
#endif
