/* What plans take from each other: passages that stand in two plans, word for
 * word or nearly so.
 *
 * Reads the normalised text of paragraphs, rows and notes (never across the
 * border of one); gives passages plan by plan, so that only those of one plan
 * are held at a time.
 *
 * Exact: a maximal pair (Gusfield, Algorithms on Strings, Trees and Sequences,
 * 1997, 7.12.3): equal strings of at least `min` characters in units of two
 * plans that can be made longer on neither side.  Every one of them is given,
 * those that lie inside another as well.  Marks and digits count like any
 * character.
 *
 * Near: exact runs that follow each other in both units, with little between
 * them, as far as
 *
 *     similarity = 1 - d(a, b) / max(|a|, |b|)  is at least REUSE_NEAR_LEAST,
 *
 * d being the edit distance in characters (Levenshtein, Soviet Physics Doklady
 * 10, 1966); it begins and ends with such a run, is not equal on both sides and
 * has at least `min` characters on either.  Found by seed and chain, as genome
 * aligners do (Myers and Miller, SODA 1995), not by comparing everything with
 * everything: one run has at least 8 characters (2/3 of min where that is less,
 * but no fewer than 4), the others at least 3, and between two of them stand
 * REUSE_GAP at most.  Of a chain that is not alike enough the longest part that
 * is, and what is left of it in the same way.
 *
 * Work and memory grow with the text and with what is found: 12 bytes a
 * character of text, and the passages of one plan.
 */
#ifndef PLAN_REUSE_H
#define PLAN_REUSE_H

#include "common/store/store.h"

#define REUSE_NEAR_LEAST 0.8
enum { REUSE_GAP = 20, REUSE_MIN_LEAST = 2 };

struct reuse_options {
    guint min; /* characters, REUSE_MIN_LEAST or more */
    /* Of a passage is left out what stands in more plans than that; 0: nothing
     * is.  It is measured by stretches: a passage is left out when each `min`
     * characters of it stand, as they are, in more than so many of the plans
     * looked at (passim's maxDF: Smith, Cordell, Dillon, IEEE BigData 2013). */
    guint max_plans;
    bool no_titles; /* what stands in 《》 is equal to nothing */
    bool exact, near;
};

enum reuse_kind { REUSE_EXACT, REUSE_NEAR };

struct reuse_place { /* code points of the unit's normalised text */
    guint32 unit;
    guint32 start, end;
};

struct reuse_passage {
    struct reuse_place a, b;
    guint32 plan; /* b's */
    enum reuse_kind kind;
    bool inside; /* a longer one of the same two units holds both sides */
    double similarity;
};

struct reuse;

/* plans: numbers of the plans looked at, rising (of guint32; NULL: all).
 * focus: units (of guint32, rising, all of one plan, which is among the plans),
 * or NULL.  Without a focus each two plans are compared once, a being the one
 * before; with it a is always one of these units and b of another plan.
 * Borrows the index.  NULL with error (G_OPTION_ERROR) when there is more text
 * than can be counted. */
struct reuse *reuse_new(const struct index *index,
                        const struct reuse_options *options,
                        const GArray *plans, const GArray *focus,
                        GError **error);
void reuse_free(struct reuse *reuse);
/* How many plans are looked at. */
guint32 reuse_plans(const struct reuse *reuse);

/* The passages of the next plan a: by b's plan, within that the longest (on a's
 * side) first, then as the texts go, exact before near.  A GArray of struct
 * reuse_passage, which may be empty; *plan is its number.  NULL when there are
 * no more.  Caller unrefs. */
GArray *reuse_next(struct reuse *reuse, guint32 *plan);

/* How many places of the text hold that many characters (*length) which stand
 * in more than max_plans plans, and are not looked at therefore. */
guint64 reuse_left_out(const struct reuse *reuse, guint *length);

/* ---- edits.c: what was changed in a near passage */

struct reuse_edit { /* keep: both; insert: b only; delete: a only */
    enum { REUSE_KEEP, REUSE_INSERT, REUSE_DELETE } op;
    guint32 start, end; /* characters: of a, or for an insertion of b */
};
/* A script that makes b of a, both UTF-8 with their bytes: a shortest one of
 * single characters, made readable.  Kept runs of one character between two
 * changes are given up (they are chance: 的 in two other words) unless they
 * touch a longer one; a changed number is changed as a whole; an asterisk,
 * which hides a character, is kept beside any.  Deletions come before
 * insertions, and no two neighbours but keeps are of one kind.  A GArray of
 * struct reuse_edit; caller unrefs. */
GArray *reuse_edits(const char *a, gsize a_length, const char *b,
                    gsize b_length);

/* ---- cites.c: which plans name another by its title */

struct reuse_cites;
/* Borrows the index.  Titles of a plan are read when it is asked about. */
struct reuse_cites *reuse_cites_new(struct index *index);
void reuse_cites_free(struct reuse_cites *cites);
/* Whether a title in 《》 somewhere in the plan (its number) is that one; only
 * letters and digits count, and what stands in brackets at the end of either
 * does not: (2021-2025年).  Never for a title of fewer than 6 of them. */
bool reuse_cites_title(struct reuse_cites *cites, guint32 plan,
                       const char *title);

/* ---- matrix.c: how much of a plan stands in another */

struct reuse_matrix {
    guint count;         /* plans looked at */
    guint32 *plans;      /* their numbers, rising */
    guint64 *characters; /* normalised, of paragraphs, rows and notes */
    guint64 *reused;     /* count × count: [i * count + j] of these, those that
                            a passage shared with j covers; 0 where i is j */
    guint64 *any;        /* of these, those that some passage covers */
    guint8 *covered;     /* bits, for `any` */
    const struct reuse *reuse;
};
/* An empty matrix over the plans looked at; borrows reuse. */
struct reuse_matrix *reuse_matrix_new(const struct reuse *reuse);
/* Adds what reuse_next gave for plan a.  Each plan once. */
void reuse_matrix_add(struct reuse_matrix *matrix, guint32 plan,
                      const GArray *passages);
/* Row or column of a plan of the index. */
guint reuse_matrix_row(const struct reuse_matrix *matrix, guint32 plan);
/* reused / characters, 0 where there are none. */
double reuse_matrix_share(const struct reuse_matrix *matrix, guint row,
                          guint column);
void reuse_matrix_free(struct reuse_matrix *matrix);
#endif
