/* Inside the room: which rows mean the same. */
#ifndef PLAN_INDICATORS_GROUPS_H
#define PLAN_INDICATORS_GROUPS_H

#include "searcher/indicators/indicators.h"

/* The kinds of all parts of a normalised unit (元、项 of 亿元、项); caller
 * frees.
 */
char *unit_kinds(const char *unit);

/* Fills group and why of all rows (of struct indicator). */
void groups_make(const GPtrArray *rows);
#endif
