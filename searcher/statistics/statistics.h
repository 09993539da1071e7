/* Statistics of words: frequency, keyness, collocation, recurrent sequences,
 * dispersion.
 *
 * Reads the normalised texts of an open index; knows nothing of records.  Two
 * things are counted and never mixed:
 *
 *   tokens       words as the segmenter cuts them with index_vocabulary, every
 *                one of them, numbers and one-character words too: all
 *                statistics are of these, sizes of texts as well
 *   occurrences  how often a string stands in the text, whatever words it is
 *                part of, without overlap: what `count` says
 *
 *   formulas.c    the formulas, each with its source
 *   tokens.c      the words of a unit, each known by a number
 *   terms.c       the frequency of every word in two texts
 *   occurrences.c how often many strings stand in two texts
 *   collocates.c  the words that stand near a node
 *   ngrams.c      sequences of words that recur
 *
 * Offsets are bytes of a unit's normalised text.  A text is a set of units; two
 * of them are compared, the target and the reference.
 */
#ifndef PLAN_STATISTICS_H
#define PLAN_STATISTICS_H

#include "common/store/store.h"

/* ---- formulas.c
 *
 * Where a figure is not defined it is NAN; none is infinite. */

/* A word in two texts (tokens). */
struct keyness_counts {
    guint64 target, reference;           /* the word's */
    guint64 target_size, reference_size; /* all */
};
/* G2 over the two frequencies, 2 * sum of O ln(O / E) with E = size * (O1 + O2)
 * / (N1 + N2): Rayson and Garside 2000, "Comparing corpora using frequency
 * profiling".  Never negative, whichever text has more. */
double keyness_log_likelihood(const struct keyness_counts *counts);
/* The probability of as high a G2 by chance: chi-square, one degree. */
double keyness_p(double log_likelihood);
/* G2 - ln(N1 + N2): Wilson 2013, "Embracing Bayes factors for key item analysis
 * in corpus linguistics"; above 2 there is some evidence, above 10 very
 * strong. */
double keyness_bic(const struct keyness_counts *counts);
/* log2 of the ratio of the two relative frequencies, a frequency of 0 taken for
 * 0.5: Hardie 2014, "Log Ratio - an informal introduction". */
double keyness_log_ratio(const struct keyness_counts *counts);
/* By how many per cent the relative frequency in the target is above that in
 * the reference: Gabrielatos and Marchi 2011, "Keyness: matching metrics to
 * definitions".  NAN for a word that the reference does not have. */
double keyness_percent_diff(const struct keyness_counts *counts);

/* A word and a node: Evert 2008, "Corpora and collocations", section 4. */
struct collocation_counts {
    guint64 together; /* O11: the word's items near the node */
    guint64 near;     /* R1: all items near the node */
    guint64 word;     /* C1: the word's items */
    guint64 all;      /* N: all items */
    guint64 node;     /* occurrences of the node, or items that have it */
};
/* E11 = R1 C1 / N. */
double collocation_expected(const struct collocation_counts *counts);
/* G2 over the four cells of the contingency table: Dunning 1993, "Accurate
 * methods for the statistics of surprise and coincidence". */
double collocation_log_likelihood(const struct collocation_counts *counts);
/* 14 + log2(2 O11 / (node + C1)): Rychly 2008, "A lexicographer-friendly
 * association score".  NAN where O11 is 0. */
double collocation_log_dice(const struct collocation_counts *counts);
/* log2(O11 / E11): Church and Hanks 1990; log2(O11^3 / E11): Daille 1994; (O11
 * - E11) / sqrt(O11): Church and others 1991.  NAN where O11 is 0. */
double collocation_mi(const struct collocation_counts *counts);
double collocation_mi3(const struct collocation_counts *counts);
double collocation_t_score(const struct collocation_counts *counts);

/* A word in the parts of a text.  Parts without text are none. */
struct part_count {
    guint64 occurrences;
    guint64 size; /* characters, or whatever the occurrences are counted in */
};
struct evenness {
    guint parts, range; /* parts with text; those of them that have the word */
    double juilland_d, carroll_d2, dp, dp_norm;
};
/* range: the parts that have the word.
 * juilland_d: 1 - V / sqrt(n - 1), V the coefficient of variation (standard
 * deviation of the whole population) of the parts' relative frequencies:
 * Juilland and Chang-Rodriguez 1964, with rates because parts differ in size.
 * carroll_d2: the entropy of the relative frequencies' shares over log n:
 * Carroll 1970, "An alternative to Juilland's usage coefficient".
 * dp: half the sum of the differences between each part's share of the
 * occurrences and of the text; 0 is even: Gries 2008, "Dispersions and adjusted
 * frequencies in corpora".
 * dp_norm: dp / (1 - the smallest share of the text): Lijffijt and Gries 2012.
 * NAN where the word is nowhere, and of one part (dp is 0 then). */
void dispersion_measure(const struct part_count *parts, guint count,
                        struct evenness *dispersion);

/* ---- tokens.c */

struct words;
struct word_place {
    guint32 word; /* from 0 in the order they were met */
    guint32 start, end;
};
/* NULL with error when there is no segmenter. */
struct words *words_new(const struct index *index, GError **error);
void words_free(struct words *words);
/* From now on the words of a unit that was read are kept, up to 128 MiB of
 * them: for several lists of one index. */
void words_keep(struct words *words);
const struct index *words_index(const struct words *words);
/* The words of a unit, in order (of struct word_place); borrowed until the next
 * call. */
const GArray *words_read(struct words *words, guint32 unit);
guint32 words_count(const struct words *words);
/* A word met: *length bytes, no NUL; borrowed until index_close. */
const char *words_text(const struct words *words, guint32 word,
                       guint32 *length);

/* What a list of words leaves out unless all are asked for. */
struct word_filter {
    bool all;             /* grammatical words and bare numbers too */
    guint shortest;       /* characters */
    guint longest;        /* 0: any */
    const char *contains; /* normalised, or NULL */
};
bool words_pass(const struct words *words, guint32 word,
                const struct word_filter *filter);
/* Words of grammar and questions (lexicon_is_weak). */
bool words_weak(const struct words *words, guint32 word);

/* ---- texts to be compared */

enum side { SIDE_TARGET, SIDE_REFERENCE };
enum { SIDES = SIDE_REFERENCE + 1, SIDE_NONE = SIDES };

/* How large a text is. */
struct side_size {
    guint32 units, plans;
    guint64 characters, tokens;
};

/* ---- terms.c: the frequency of every word */

struct term_list {
    const struct words *words; /* borrowed */
    GArray *tokens;            /* by word: struct term_tokens */
    struct side_size sizes[SIDES];
};
struct term_tokens {
    guint64 of[SIDES];
};
/* sides: by unit, enum side or SIDE_NONE. */
struct term_list *term_list_new(struct words *words, const guint8 *sides);
void term_list_free(struct term_list *list);

/* ---- occurrences.c */

struct term_found {
    guint64 occurrences[SIDES]; /* not overlapping */
    guint32 units[SIDES], plans[SIDES];
};
/* What `count` says of each of some strings (normalised, NUL-terminated, none
 * empty, each once), by their order; one pass over the texts however many there
 * are.  Caller frees. */
struct term_found *terms_find(const struct index *index, const guint8 *sides,
                              const char *const *terms, guint count);

/* ---- collocates.c */

enum near_by {
    NEAR_WINDOW,   /* so many tokens on each side, within the unit */
    NEAR_SENTENCE, /* the same stretch up to 。！？； or a row's next cell */
    NEAR_UNIT,
};

struct near_window { /* tokens before and behind the node; not both 0 */
    guint left, right;
};

struct collocate {
    guint32 word;
    guint32 units, plans; /* where both stand together */
    guint64 left, right;  /* of a window: on which side of the nearest node; as
                             near to two it stands before one */
    struct collocation_counts counts;
};

/* Collects what stands near a node, unit after unit in the order of the
 * index; words are borrowed.  In a window the items are tokens, each counted
 * once however many nodes it is near; else sentences or units.  Tokens that
 * overlap an occurrence of the node are part of it and count nowhere. */
struct collocator;
struct collocator *collocator_new(struct words *words, enum near_by by,
                                  struct near_window window);
void collocator_free(struct collocator *collocator);
/* A unit of the text that is looked at; nodes: where the node stands in it (of
 * struct byte_span, in order, none overlapping), NULL or empty for nowhere. */
void collocator_add(struct collocator *collocator, guint32 unit,
                    const GArray *nodes);
/* Every word that stands near the node at least `least` times, in the order
 * they were met: a GArray of struct collocate; caller unrefs. */
GArray *collocator_list(struct collocator *collocator, guint64 least);
const struct words *collocator_words(const struct collocator *collocator);
/* How much was added. */
struct side_size collocator_size(const struct collocator *collocator);

/* ---- ngrams.c */

struct ngram_options {
    guint shortest, longest; /* words, or characters */
    bool characters;         /* of characters, not words */
    bool maximal;    /* not what always stands within the same longer one */
    bool weak_edges; /* of words: those too that begin or end with a
                        grammatical one */
    guint64 least;
};
struct ngram {
    guint size;
    guint32 first;  /* the text's word with which it begins where it stands
                       first */
    guint64 tokens; /* how often, those that overlap among them */
};
struct ngram_word {
    guint32 word; /* its number; of characters the code point */
    guint32 unit, start, end;
};
struct ngram_list {
    GArray *text;   /* of struct ngram_word: everything, in order */
    GArray *ngrams; /* of struct ngram: the shorter first, then in the order
                       they were met */
    struct side_size size;
};
/* Sequences of words (or characters) that follow each other with nothing
 * between, punctuation neither, in the units of SIDE_TARGET.  Memory: 20 bytes
 * a token, and a table of the pairs of one length. */
struct ngram_list *ngrams_find(struct words *words, const guint8 *sides,
                               const struct ngram_options *options);
void ngram_list_free(struct ngram_list *list);
#endif
