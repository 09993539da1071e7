/* Inside align: how well two items suit each other. */
#ifndef PLAN_ALIGN_SCORE_H
#define PLAN_ALIGN_SCORE_H

#include "searcher/align/gramset.h"

struct name { /* a lead, an indicator, a heading */
    struct gramset said, meant;
};

struct name_shelf {
    struct gramset *said, *meant; /* by name, borrowing its grams */
    struct shelf by_said, by_meant;
};

struct scorer {
    const struct align_input *input;
    struct gram_table table;
    struct gramset *texts;         /* of items */
    struct gramset *contents;      /* of sections */
    struct name *names, *headings; /* of items, of sections */
    double rarity[ROLES];
    double *places; /* of items in their column, 0 to 1 */
    struct shelf items, sections;
    struct name_shelf names_of, headings_of; /* of `names`, of `headings` */
    int section; /* whose cosines `sections` holds, or NO_SECTION */
};

void scorer_init(struct scorer *scorer, const struct align_input *input);
void scorer_clear(struct scorer *scorer);
/* Before score_of(scorer, item, j) for j < limit. */
void scorer_start(struct scorer *scorer, guint item, guint limit);
/* 0 to about 1; 0 for kinds that never go together. */
double score_of(const struct scorer *scorer, guint item, guint j);
#endif
