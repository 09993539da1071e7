/* Inside align: how well two items suit each other. */
#ifndef PLAN_ALIGN_SCORE_H
#define PLAN_ALIGN_SCORE_H

#include "searcher/align/gramset.h"

struct scorer {
    const struct align_input *input;
    struct gram_table table;
    struct gramset *texts;         /* of items */
    struct gramset *names, *meant; /* of items: a lead, an indicator; what is
                                      meant by it besides */
    struct gramset *headings, *senses; /* of sections, alike */
    struct gramset *contents;          /* of sections */
    double rarity[ROLES];
    double *places; /* of items in their column, 0 to 1 */
    struct shelf text_shelf, name_shelf, content_shelf;
    /* of the item that scorer_start named, by item: cosines of texts, how much
     * of its name they say and it of theirs; by section: cosines */
    double *text, *saying, *said, *content;
    int section; /* whose cosines `content` holds, or NO_SECTION */
};

void scorer_init(struct scorer *scorer, const struct align_input *input);
void scorer_clear(struct scorer *scorer);
/* Before score_of(scorer, item, j) for j < limit. */
void scorer_start(struct scorer *scorer, guint item, guint limit);
/* 0 to 1; 0 for kinds that never go together. */
double score_of(const struct scorer *scorer, guint item, guint j);
#endif
