/* What the files of indexer/masks share among themselves and no one else. */
#ifndef PLAN_MASKS_INSIDE_H
#define PLAN_MASKS_INSIDE_H

#include "common/store/store.h"

/* ---- corpus.c: all texts as one */

/* Lengths that are tried: a lone asterisk is a sign (5*8), longer rows than
 * eight are lines somebody drew. */
enum { MASK_LEAST = 2, MASK_MOST = 8 };
/* Masks that are tried at most, the first ones: keeps memory to tens of MB on
 * files that consist of asterisks.  A scraped plan has about a hundred. */
enum { MASKS_MOST = 50000 };

struct hidden { /* a mask */
    guint32 unit;
    guint32 from, to;   /* bytes of the unit's normalised text */
    guint32 at, length; /* place in the corpus, code points */
    guint32 plan;
    bool tried;
};

struct corpus {
    gunichar *text; /* '\n' before the first text and after each */
    guint32 length;
    guint32 bare;    /* characters that are no asterisk */
    guint32 *starts; /* plan → its first place; one more at the end */
    guint32 plans;   /* the last of them is the lexicon's */
    GArray *masks;   /* of struct hidden, by place */
};

/* NULL when no text has a mask. */
struct corpus *corpus_new(const struct index *index);
void corpus_free(struct corpus *corpus);

static inline guint32 corpus_size(const struct corpus *corpus, guint32 plan)
{
    return corpus->starts[plan + 1] - corpus->starts[plan];
}

/* Characters by which the place's surroundings are what the lexicon says of
 * the word: the longest string known before it and the longest after it,
 * COLLOCATION_MOST of each at most. */
guint collocation_chars(const struct corpus *corpus, guint32 at,
                        const char *word, guint length);

/* ---- contexts.c: what stands around masks */

/* The longest context looked at on a side: twelve characters tell what eight
 * do, four fill less. */
enum { CONTEXT_MOST = 8 };
enum context_side { CONTEXT_LEFT, CONTEXT_RIGHT };
enum { CONTEXT_SIDES = CONTEXT_RIGHT + 1 };

/* A tree of the masks' contexts, read outwards from the mask, one character a
 * node; the node of no character at all is the side's own number. */
struct contexts {
    GHashTable *next; /* step_key → node */
    GArray *counts;   /* of guint32: how often each node's string stands in
                         the corpus */
};

/* The longest known context on each side of a place. */
struct around {
    guint32 path[CONTEXT_SIDES][CONTEXT_MOST]; /* nodes, outwards */
    guint depth[CONTEXT_SIDES];
};

/* Made of all masks that are tried, counted over the whole corpus. */
struct contexts *contexts_new(const struct corpus *corpus);
void contexts_free(struct contexts *contexts);
/* The nodes of the longest known context that begins with the character at
 * `at` and goes outwards; how many they are. */
guint contexts_walk(const struct contexts *contexts,
                    const struct corpus *corpus, enum context_side side,
                    guint32 at, guint32 path[CONTEXT_MOST]);
/* Both sides of the characters [at, at + length). */
void contexts_around(const struct contexts *contexts,
                     const struct corpus *corpus, guint32 at, guint32 length,
                     struct around *around);

/* A node and the character after it in one pointer, and its hash. */
static inline gpointer step_key(guint32 node, gunichar c)
{
    enum { CHAR_BITS = 21 };
    G_STATIC_ASSERT(sizeof(gpointer) == 8);
    return GSIZE_TO_POINTER((gsize)node << CHAR_BITS | c);
}
guint step_hash(const void *key);

/* ---- words.c: what may be hidden */

struct word {
    const gunichar *text; /* in the corpus */
    guint length;
    guint32 fits;         /* places with the surroundings of a mask */
    guint32 count;        /* places */
    GArray *plans;        /* of guint32: plans that have it, rising */
    char *utf8;           /* this and the rest: of a chosen word */
    GArray *places;       /* of guint32; only while it is counted */
    GHashTable *evidence; /* node → how often the word stands in that context,
                             and before how many different characters */
};

/* Words of all lengths that stand where masks stand, best first; caller
 * unrefs. */
GPtrArray *words_find(const struct corpus *corpus,
                      const struct contexts *contexts);
/* Those of that length that the plan may hide, best first: another plan has
 * them and it has not.  Borrowed from words. */
GPtrArray *words_for(const struct corpus *corpus, const GPtrArray *words,
                     guint32 plan, guint length);

/* ---- evidence.c: contexts of words */

/* Counts the contexts of words (of struct word *, each may come more than
 * once). */
void words_count(const struct corpus *corpus, const struct contexts *contexts,
                 const GPtrArray *words);
/* log P(surroundings | word) - log P(surroundings) of a counted word. */
double word_evidence(const struct word *word, const struct contexts *contexts,
                     const struct around *around);

/* A set of words by their characters (struct word as keys). */
GHashTable *word_set_new(void);
/* Calls visit for every place of every word of the set, in the order of the
 * corpus. */
void word_set_visit(GHashTable *set, const struct corpus *corpus,
                    void (*visit)(struct word *word, guint32 at, guint32 plan));

/* ---- guess.c: all masks of a plan together */

struct guess {
    const struct word *word; /* NULL when there is none */
    double confidence;
};

/* Guesses for masks (of const struct hidden *) of one plan and length, from
 * words_for that plan and length, which are counted. */
void guess_together(const struct corpus *corpus,
                    const struct contexts *contexts, const GPtrArray *masks,
                    const GPtrArray *words, struct guess *guesses);
#endif
