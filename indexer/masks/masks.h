/* Words that a web page hid behind asterisks, one asterisk a character: which
 * word stood there, told from the same contexts in all plans.
 *
 * Reads the normalised texts of an open index and the table
 * lexicon/collocations.tsv, gives a guess with a confidence for every mask.
 * What is filled in is said beside the text and never written into it.
 *
 * The way: corpus.c lays all texts out as one and finds the masks; contexts.c
 * counts what stands around masks; words.c looks for words that stand in the
 * same contexts elsewhere and never in the plan that hides; guess.c weighs
 * them, all masks of a plan together.
 */
#ifndef PLAN_MASKS_H
#define PLAN_MASKS_H

#include "common/store/store.h"

struct masks_count {
    guint found, filled;
};

/* The masks of all units: a GArray of struct mask_guess by unit and place, for
 * writer_set_masks; data is NULL or a struct masks_count to be filled.  A mask
 * has no word where none is likely enough: always when fewer than two other
 * plans are there to learn from.  The same texts give the same guesses, in
 * whatever order they came.  Caller unrefs. */
GArray *masks_infer(const struct index *index, void *data);
#endif
