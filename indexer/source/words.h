/* What a text says about itself.  Inside indexer/source only. */
#ifndef PLAN_SOURCE_WORDS_H
#define PLAN_SOURCE_WORDS_H

#include "common/model/model.h"

/* What could be learned; NULL for what could not.  Freed by words_clear. */
struct words {
    char *title;
    char *period;
    const struct place *place;
};

/* Whether a title ends as titles of plans do: 规划, 纲要, 方案（2021-2025年）.
 */
bool title_is_whole(const char *title);

/* Learns from a plan's blocks; `cut` is the title that the text has, if any,
 * though it is not whole. */
void words_learn(struct words *words, const GPtrArray *blocks, const char *cut);
void words_clear(struct words *words);
#endif
