/* Words that a corpus uses and no dictionary has: strings of ideographs that
 * are frequent, hold together and stand freely.
 *
 * Reads the normalised texts of an open index and rules/words.tsv, gives a
 * vocabulary for writer_set_vocabulary.  What is learned changes no match: it
 * serves ranking, statistics and display.
 *
 * The way: texts.c lays all texts out as one and sorts what begins at each
 * character; strings.c finds from that order every frequent string and what
 * stands beside it; learn.c scores and chooses.
 */
#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "common/store/store.h"

/* What units of the index show to be words, with counts and scores; empty for
 * a corpus in which nothing is frequent.  The same texts give the same words.
 * Caller frees; of the shape writer_set_vocabulary asks for.  data: how many
 * threads (const guint *), NULL for one. */
struct vocabulary *vocabulary_learn(const struct index *index, void *data);

#endif
