/* Covers a stretch of text without punctuation with as few words as possible:
 * for segment.c only. */
#ifndef PLAN_TEXT_COVER_H
#define PLAN_TEXT_COVER_H

#include "common/text/text.h"

struct cover;
struct cover *cover_new(void);
void cover_free(struct cover *cover);

/* Forgets a stretch that was begun. */
void cover_start(struct cover *cover);
/* The next word of the stretch as ICU cuts it, right behind the one before. */
void cover_add(struct cover *cover, const struct token *word);
/* The stretch ends: appends its words (struct token), and begins another. */
void cover_end(struct cover *cover, const struct vocabulary *vocabulary,
               GArray *words);

#endif
