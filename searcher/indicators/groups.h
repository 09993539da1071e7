/* Inside the room: which rows mean the same. */
#ifndef PLAN_INDICATORS_GROUPS_H
#define PLAN_INDICATORS_GROUPS_H

#include "searcher/indicators/indicators.h"

/* Fills group and why of all rows (of struct indicator). */
void groups_make(const GPtrArray *rows);
#endif
