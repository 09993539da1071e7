/* How the segmenter looks words up: for common/text only. */
#ifndef PLAN_TEXT_VOCABULARY_H
#define PLAN_TEXT_VOCABULARY_H

#include "common/text/text.h"

struct range { /* of words that begin with the same string */
    guint low, high;
};

/* The range of the words that begin with the first character of a text that is
 * not empty, and the word that is this character, or NULL. */
const struct vocabulary_word *
vocabulary_begin(const struct vocabulary *vocabulary, struct range *range,
                 const char *text);

/* Narrows the range to the words that begin with the string, whose first
 * `known` bytes the range has in common.  Gives the word that is the string, or
 * NULL; low = high when no word begins so. */
const struct vocabulary_word *
vocabulary_narrow(const struct vocabulary *vocabulary, struct range *range,
                  const char *text, gsize known, gsize length);

#endif
