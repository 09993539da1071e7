/* Inside match: state of a matcher, and what the files give each other. */
#ifndef PLAN_MATCH_INSIDE_H
#define PLAN_MATCH_INSIDE_H

#include "common/text/text.h"
#include "searcher/match/match.h"

struct matcher {
    struct index *index;
    guint32 units, plans;
    double average;              /* characters of a body unit */
    guint8 *kinds;               /* by unit */
    struct segmenter *segmenter; /* made on first use */
    GHashTable *idfs;            /* feedback.c: of words met so far, or NULL */
    char ***labels;  /* by plan and section: normalised headings, or NULL */
    float *scores;   /* loose.c: by unit, all 0 between queries */
    float *coverage; /* the same */
    float *priors;   /* by unit: rank_prior, made with the lengths */
    float *lengths; /* by unit: BM25's share of the length, made on first use */
};

/* Paragraphs, rows, notes: what ranked results hold. */
static inline bool kind_is_body(enum unit_kind kind)
{
    return kind <= UNIT_NOTE;
}

/* ---- BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance
 * Framework", formulas 3.15 and 3.18 for fields) */

double rank_idf(guint32 units, guint32 found);
/* The share of the length in the denominator; very short units count as longer
 * than they are, else a table's cells would come first. */
double rank_length(double chars, double average);
double rank_weight(double frequency, double length);
/* What a unit is worth by what it is, whatever is asked. */
double rank_prior(const struct entry *entry);

/* ---- rank.c */

/* Puts hits (of struct match_hit, in unit order) into the order asked for and
 * keeps the part asked for. */
bool rank_hits(struct matcher *matcher, GArray *hits,
               const struct match_options *options, GError **error);

/* ---- scope.c */

struct scope {
    struct matcher *matcher;
    guint kinds, roles;          /* bit sets; 0: the field is not asked for */
    guint8 *plans;               /* by plan, or NULL: every plan */
    GArray *ids;                 /* of guint32, sorted, or NULL: every unit */
    GPtrArray *sections, *leads; /* of struct query, borrowed */
    gint64 plan;                 /* the one `flags` is about, or -1 */
    guint8 *flags; /* by section: its path holds what is asked for */
    GError *error; /* the first one met while testing units */
};

bool scope_init(struct scope *scope, struct matcher *matcher,
                const struct query *query, GError **error);
void scope_clear(struct scope *scope);
enum scope_place {
    SCOPE_OUT,
    SCOPE_IN,      /* may be a hit */
    SCOPE_HEADING, /* passes, but headings are only counted */
};
enum scope_place scope_test(struct scope *scope, guint32 unit,
                            const struct entry *entry);

/* False with error when a test could not read the index. */
bool scope_fine(struct scope *scope, GError **error);

/* ---- exact.c, loose.c: append hits in unit order, add to the totals */

bool exact_run(struct matcher *matcher, struct scope *scope,
               const struct query *query, struct match_result *result,
               GError **error);
bool loose_run(struct matcher *matcher, struct scope *scope,
               const struct query *query, bool tiers,
               struct match_result *result, GError **error);

/* feedback.c: words of the units that score best so far, weighted (GArray of
 * struct word_query); the words themselves are keys of `weights`, an empty
 * hash table of char * to double *.  The segmenter is made. */
GArray *feedback_words(struct matcher *matcher, struct scope *scope,
                       GHashTable *weights);

/* A plan's section labels, normalised (NULL-terminated); kept. */
char **matcher_labels(struct matcher *matcher, guint32 plan, GError **error);
#endif
