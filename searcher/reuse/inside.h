/* What the files of this room share: the text as one row of symbols, the
 * places of equal n-grams in it. */
#ifndef PLAN_REUSE_INSIDE_H
#define PLAN_REUSE_INSIDE_H

#include "searcher/reuse/reuse.h"

/* ---- corpus.c: all texts as one row of symbols
 *
 * One symbol a character, BREAK before and behind every unit and for what is
 * equal to nothing.  Position 0 is a BREAK. */

enum { BREAK = 0 };

struct corpus_unit {
    guint32 unit;  /* number in the index */
    guint32 first; /* position of its first character */
};
struct corpus_plan {
    guint32 plan;  /* number in the index */
    guint32 first; /* of its units */
};

struct corpus {
    guint32 *symbols;
    guint32 count;
    GArray *units;  /* of struct corpus_unit, and an end */
    GArray *plans;  /* of struct corpus_plan, and an end */
    guint32 *hints; /* the unit of every so many positions */
};

struct corpus *corpus_new(const struct index *index, const GArray *plans,
                          bool no_titles, GError **error);
void corpus_free(struct corpus *corpus);
/* Units are counted from 0 in their row. */
guint32 corpus_unit_at(const struct corpus *corpus, guint32 position);
guint32 corpus_plan_of(const struct corpus *corpus, guint32 unit);
static inline guint32 corpus_units(const struct corpus *corpus)
{
    return corpus->units->len - 1;
}
static inline guint32 corpus_plans(const struct corpus *corpus)
{
    return corpus->plans->len - 1;
}
static inline const struct corpus_unit *corpus_unit(const struct corpus *corpus,
                                                    guint32 unit)
{
    return &g_array_index(corpus->units, struct corpus_unit, unit);
}
static inline const struct corpus_plan *corpus_plan(const struct corpus *corpus,
                                                    guint32 plan)
{
    return &g_array_index(corpus->plans, struct corpus_plan, plan);
}
/* Where the characters of a unit end. */
static inline guint32 corpus_end(const struct corpus *corpus, guint32 unit)
{
    return corpus_unit(corpus, unit + 1)->first - 1;
}
/* Positions [*from, *to) of a plan. */
static inline void corpus_range(const struct corpus *corpus, guint32 plan,
                                guint32 *from, guint32 *to)
{
    *from = corpus_unit(corpus, corpus_plan(corpus, plan)->first)->first;
    *to = corpus_unit(corpus, corpus_plan(corpus, plan + 1)->first)->first;
}

/* ---- seeds.c: where equal strings of n symbols stand
 *
 * Strings are told apart by 64 bits of hash: who walks along a group compares
 * the symbols. */

enum { SEED_NONE = 0, SEED_COMMON = 1 };

struct seeds {
    guint n;
    guint32 *groups;  /* by position: SEED_NONE (in one plan only, or none
                         begins there), SEED_COMMON (in more plans than are
                         asked for), else the number of a group */
    GArray *starts;   /* of guint32: by group its first member; and an end */
    GArray *members;  /* of guint32: positions, rising within a group */
    guint64 left_out; /* positions that are SEED_COMMON */
};

struct seeds *seeds_new(const struct corpus *corpus, guint n, guint max_plans);
void seeds_free(struct seeds *seeds);
/* The members of a group from position `least` on: [*at, *end). */
void seeds_members(const struct seeds *seeds, guint32 group, guint32 least,
                   const guint32 **at, const guint32 **end);

/* ---- who is compared with whom */

struct reuse {
    struct reuse_options options;
    struct corpus *corpus;
    struct seeds *exact; /* NULL unless asked for */
    struct seeds *near;
    GArray *focus;           /* units of the corpus, or NULL */
    guint32 next;            /* plan of the corpus; G_MAXUINT32: no more */
    struct variants *worker; /* variants.c */
};

struct side {         /* the units of a and the positions where b may be */
    guint32 plan;     /* of the corpus */
    guint32 from, to; /* its positions */
    guint32 least;    /* of b; those of a's plan are skipped */
};

/* Positions, not places: both in the corpus. */
struct match {
    guint32 a, b;
    guint32 length;
};

/* ---- exact.c */

/* All maximal pairs of at least seeds->n symbols between the units [first,
 * last) of side's plan and others: appended (struct reuse_passage). */
void exact_find(const struct reuse *reuse, const struct side *side,
                guint32 unit, GArray *passages);

/* ---- variants.c */

struct variants *variants_new(const struct reuse *reuse);
void variants_free(struct variants *variants);
/* The near passages of one unit: appended. */
void variants_find(struct variants *variants, const struct side *side,
                   guint32 unit, GArray *passages);

/* ---- distance.c */

/* The edit distance of two rows of symbols when it is at most `most`, else
 * most + 1 (Ukkonen, Information and Control 64, 1985: only the diagonals that
 * can hold it are looked at). */
guint distance_within(const guint32 *a, guint a_length, const guint32 *b,
                      guint b_length, guint most);

/* ---- chain.c */

/* Matches of two units, sorted by a then b: the chains of two and more that may
 * be a passage, each a GArray of struct match in both orders; a GPtrArray of
 * GArray, best first. */
GPtrArray *chains_of(const GArray *matches);
/* Whether there is any. */
bool chains_any(const GArray *matches);
/* How much of a match its predecessor in a chain covers already. */
guint32 match_overlap(const struct match *before, const struct match *match);
/* The longer of the gaps between two. */
guint32 match_gap(const struct match *before, const struct match *match);
#endif
