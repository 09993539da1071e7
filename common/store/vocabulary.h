/* The words learned from a generation's texts: written when its shards stand,
 * held by the index, made a vocabulary when one is asked for. */
#ifndef PLAN_STORE_VOCABULARY_H
#define PLAN_STORE_VOCABULARY_H

#include "common/store/index.h"

/* Writes the words and notes the file in the generation; no file when there
 * are none. */
bool vocabulary_write(struct generation *generation,
                      const struct vocabulary *vocabulary, GError **error);

/* ---- reading, by the index */

struct lexicons; /* of all databases */
struct lexicons *lexicons_new(void);
void lexicons_free(struct lexicons *lexicons);
/* Maps those of a generation and looks at every row: false with error when one
 * is not as it should be. */
bool lexicons_add(struct lexicons *lexicons,
                  const struct generation *generation, GError **error);

/* Calls report with a word that does not stand in the texts of the index so
 * often as the generation's file says; for verify. */
void lexicons_check(const struct lexicons *lexicons, const struct index *index,
                    void (*report)(const char *word, void *data), void *data);

#endif
