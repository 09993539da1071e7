/* What the files of indexer/words share among themselves and no one else. */
#ifndef PLAN_WORDS_INSIDE_H
#define PLAN_WORDS_INSIDE_H

#include "common/store/store.h"

/* Characters of the longest word, and so the depth of the order. */
enum { WORD_MOST = 8 };

/* ---- texts.c: all texts as one */

/* Symbols stand for ideographs; 0 for everything else and for what is between
 * two units. */
struct texts {
    guint16 *text;  /* 0 before the first text and WORD_MOST after the last */
    guint32 length; /* without the zeros at the end */
    guint32 *units; /* unit → its first place; one more at the end */
    guint32 unit_count;
    gunichar *codes; /* symbol → code point */
    guint32 symbols; /* 1 to symbols - 1 are in use */
    guint32 *order;  /* places of ideographs, by the WORD_MOST symbols there */
    guint32 *rank;   /* place → its number in `order` */
    guint8 *shared;  /* by rank: ideographs the place has in common with the
                        one before it in order, WORD_MOST at most */
    guint32 count;   /* of order: ideographs in all */
};

/* jobs: threads, two at most are of use. */
struct texts *texts_new(const struct index *index, guint jobs);
void texts_free(struct texts *texts);
/* The unit a place is in. */
guint32 texts_unit(const struct texts *texts, guint32 place);

/* ---- strings.c: what stands often in it */

struct string { /* order[first, first + count) begin with it */
    guint32 first, count;
};

/* Strings of a length that stand at least that often. */
struct strings {
    const struct texts *texts;
    guint32 *singles;              /* symbol → count */
    GArray *levels[WORD_MOST + 1]; /* of struct string, by first; from 2 */
};
struct strings *strings_find(const struct texts *texts, guint32 least);
void strings_free(struct strings *strings);

/* How often the string of that length at a place stands; 0 when it is not
 * frequent. */
guint32 strings_count(const struct strings *strings, guint32 place,
                      guint length);

/* The entropy (nats) of what stands right after, or before, the string of that
 * length; each punctuation mark and edge of a text is a neighbour of its own
 * kind. */
double string_after(const struct texts *texts, const struct string *string,
                    guint length);
/* tally: a zero for each symbol, zeros again afterwards. */
double string_before(const struct texts *texts, const struct string *string,
                     guint32 *tally);
/* Units it stands in. */
guint32 string_units(const struct texts *texts, const struct string *string);

#endif
