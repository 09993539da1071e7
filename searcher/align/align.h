/* Comparing wording: texts as words, the longest common subsequence of two, an
 * edit script that people can read, and which paragraphs of several plans
 * belong together.
 *
 * Reads texts (UTF-8) as units hold them, gives runs of text and numbers of
 * items; knows no index and prints nothing.
 *
 *   words.c   a text cut into words, each with its place in the original
 *   lcs.c     longest common subsequence, bit-parallel, in linear memory
 *   script.c  what is kept, inserted and deleted; noise between changes joined
 *   gramset.c bags of bigrams weighted by how rare they are
 *   score.c   how well two items suit each other
 *   groups.c  items that belong together, over several columns
 *   rows.c    rows of them, in order
 *   order.c   which of them stand in another order
 */
#ifndef PLAN_ALIGN_H
#define PLAN_ALIGN_H

#include "common/model/model.h"
#include "common/text/text.h"

/* ---- words.c */

/* What cuts texts: a segmenter, and the words seen so far, which are numbered.
 * Texts are comparable only when one aligner made them. */
struct aligner;
/* vocabulary: borrowed as long as the aligner lives, or NULL.  punctuation:
 * marks and markers count like words.  NULL with error. */
struct aligner *aligner_new(const struct vocabulary *vocabulary,
                            bool punctuation, GError **error);
void aligner_free(struct aligner *aligner);

/* One word of a text: code points [start, end) of the original, of which
 * [from, to) is the word itself and the rest is marks and white space.  The
 * words of a text cover it without a gap, in order. */
struct align_word {
    guint32 number; /* the same for words that are equal */
    guint start, from, to, end;
    guint chars; /* of the word, normalised */
    bool weak;   /* a word of grammar */
};

/* Letters are the normalised code points that count: all but punctuation
 * (Unicode general category P, save % ‰ * and a . : - / between two ASCII
 * digits) and the marker at the text's beginning; with punctuation all. */
struct align_text {
    char *text;     /* the original */
    guint length;   /* code points of it */
    guint32 *bytes; /* where each of them begins, and the end */
    GArray *words;  /* of struct align_word */
    guint32 *letters;
    guint count; /* letters */
};

/* Words are those of ICU and the vocabulary on normalised text; a number with
 * its unit (2025年, 5.2件, 3亿元, 十四五), a title in 《》 and a run of
 * asterisks are one.  marker: what the text begins with and is no part of its
 * wording, or NULL. */
struct align_text *align_text_new(struct aligner *aligner, const char *text,
                                  const char *marker);
void align_text_free(struct align_text *text);

/* ---- lcs.c
 *
 * H. Hyyrö, Bit-parallel LCS-length computation revisited (AWOCA 2004): n·m/64
 * steps; D. Hirschberg, A linear space algorithm for computing maximal common
 * subsequences (CACM 18, 1975).  What two texts begin and end with in common is
 * set apart first; when the rest is longer than n·m = ALIGN_MOST nothing in it
 * is taken to be common (tens of thousands of words on either side, all in one
 * paragraph). */

#define ALIGN_MOST (G_GUINT64_CONSTANT(1) << 35)

/* The length of the longest common subsequence. */
guint align_lcs(const guint32 *a, guint n, const guint32 *b, guint m);

struct align_match {
    guint a, b;
};
/* One longest common subsequence: a GArray of struct align_match, rising in
 * both.  Caller unrefs. */
GArray *align_matches(const guint32 *a, guint n, const guint32 *b, guint m);

/* The length of the longest common subsequence of their letters. */
guint align_common(const struct align_text *a, const struct align_text *b);
/* Whether the letters are the same: the same wording. */
bool align_same(const struct align_text *a, const struct align_text *b);

/* Letters of two texts, and those they have in common; of several pairs the
 * sums. */
struct align_share {
    guint64 common, letters;
};
/* Either may be NULL. */
struct align_share align_share_of(const struct align_text *a,
                                  const struct align_text *b);
void align_share_add(struct align_share *sum, struct align_share share);
/* 2·LCS/(|a|+|b|): the normalised Indel similarity, difflib's ratio with the
 * true longest common subsequence.  1 exactly when all letters are equal,
 * symmetric, 0 to 1. */
double align_similarity(struct align_share share);

/* ---- script.c */

enum align_op { ALIGN_KEEP, ALIGN_INSERT, ALIGN_DELETE, ALIGN_MOVE };
const char *align_op_name(enum align_op op); /* "keep" … */

struct align_run {
    enum align_op op;
    char *text;
    char *was; /* of what is kept: as base has it; else NULL */
};
/* What makes `other` of `base` (either may be NULL: all inserted, all deleted):
 * a GArray of struct align_run, caller unrefs.  What is kept reads as `other`
 * has it: all runs but the deleted ones make its whole text; all but the
 * inserted ones make base's, save for width and, unless it counts, punctuation
 * (letters and their order are base's); with `was` in place of what is kept
 * they make base's text itself.  Of a pair that was moved what is kept
 * is ALIGN_MOVE.  A kept word of grammar or a short one between two longer
 * changes counts as changed. */
GArray *align_script(const struct align_text *base,
                     const struct align_text *other, bool moved);

/* ---- rows.c: which items belong together */

struct align_section {
    const char *heading; /* normalised */
    int parent;          /* index in the sections, or NO_SECTION */
    enum role role;
    guint depth;
};
struct align_item {
    const char *text; /* normalised, no NUL needed; borrowed */
    guint32 length;   /* bytes */
    const char *name; /* what it is about: a paragraph's lead, a row's
                         indicator; normalised, borrowed */
    guint32 name_length;
    int section; /* index in the sections, or NO_SECTION; of a heading the
                    one it opens */
    enum unit_kind kind;
    guint column;
};
struct align_input {
    const struct align_section *sections;
    guint section_count;
    const struct align_item *items; /* column after column, each in its order */
    guint count, columns;
    const struct align_item *context; /* what else stands in the sections, not
                                         to be paired; NULL when count is 0 */
    guint context_count;
    double least; /* score below which two items do not belong together */
};

enum { ALIGN_NONE = -1 };

/* One row: by column the number of an item, or ALIGN_NONE. */
struct align_table {
    guint columns;
    GPtrArray *rows; /* of int[columns] */
    double *fits;    /* by item: its score with the others of its row, in the
                        mean; 0 where it is alone.  NULL: not known */
};
enum { ALIGN_MANY = 60 };

/* Rows with at most one item of a column, by agglomerative clustering with
 * average linkage (groups.c); what suits nothing stands alone.  A row that the
 * first column has no item in stands behind that of the item before.  Of more
 * than ALIGN_MANY columns items are paired with the first one's only.
 *
 * Score of two paragraphs, 0 to 1: cosine of their texts' bigrams (counts times
 * a power of inverse document frequency, gramset.h), what they are about (the
 * lead, or the heading over the only paragraph of a section: cosine of both, in
 * other words too, and how much of each the other's text says), headings and
 * roles of the sections they stand in, a little for place.  Of two headings:
 * the headings themselves, the content under them and their roles.  Of rows of
 * a table: the indicator, and the rest. */
struct align_table *align_rows(const struct align_input *input);
void align_table_free(struct align_table *table);

/* ---- order.c */

/* The heaviest increasing subsequence of `places` (negative ones take no part):
 * true for those that are not in it, which is what has moved.  weights: of
 * each, above 0.  O(n log n); caller frees. */
bool *align_moved(const int *places, const guint64 *weights, guint count);
#endif
