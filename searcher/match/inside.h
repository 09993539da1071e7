/* Inside match: state of a matcher, and what the files give each other. */
#ifndef PLAN_MATCH_INSIDE_H
#define PLAN_MATCH_INSIDE_H

#include "common/text/text.h"
#include "searcher/match/match.h"

/* What loose search adds up: names, usual values and reasons in weights.c. */
struct weights {
    double gram_share, gram_k1, gram_b;
    double word_share, heading, lead, single, weak;
    double phrase_share, same, near, from, learned;
    double plan_share, plan_k, plan_word;
    double feedback, feedback_chars, feedback_least, prior, tight, enough,
        enough_most;
};

struct matcher {
    struct index *index;
    struct weights weights;
    guint32 units, plans;
    double average;              /* characters of a body unit */
    guint8 *kinds;               /* by unit */
    struct segmenter *segmenter; /* made on first use */
    GHashTable *idfs;            /* feedback.c: of words met so far, or NULL */
    GHashTable *filled;          /* filled.c: by unit + 1, or NULL */
    GPtrArray *words; /* places.c: of the query that ran last, or NULL */
    const struct query *words_of;
    char ***labels;  /* by plan and section: normalised headings, or NULL */
    float *scores;   /* score.c: by unit, all 0 between queries */
    float *coverage; /* the same */
    /* Made together on first use (score.c). */
    float *priors;    /* by unit: rank_prior */
    float *lengths;   /* by unit: BM25's share of the length */
    guint32 *plan_of; /* by unit */
    double *contexts; /* by plan, all 0 between queries */
};

/* Paragraphs, rows, notes: what ranked results hold. */
static inline bool kind_is_body(enum unit_kind kind)
{
    return kind <= UNIT_NOTE;
}

/* ---- BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance
 * Framework", formulas 3.15 and 3.18 for fields) */

double rank_idf(guint32 units, guint32 found);
/* Characters: very short units count as longer than they are, else a table's
 * cells would come first. */
enum { RANK_SHORTEST = 40 };
/* The share of the length in the denominator. */
double rank_length(double chars, double average);
double rank_weight(double frequency, double length);
/* What a unit is worth by what it is, whatever is asked. */
double rank_prior(const struct entry *entry);

/* ---- rank.c */

/* Puts hits (of struct match_hit, in unit order) into the order asked for and
 * keeps the part asked for. */
bool rank_hits(struct matcher *matcher, GArray *hits,
               const struct match_options *options, GError **error);
/* Order by relevance: the better score, of equal ones the smaller unit. */
bool rank_before(const struct match_hit *a, const struct match_hit *b);
/* Keeps the best `most` hits, in order. */
void rank_best(GArray *hits, guint most);

/* ---- units.c: lists of units (guint32), sorted, each once; what is made of
 * them is a new one */

static inline guint32 unit_at(const GArray *units, guint i)
{
    return g_array_index(units, guint32, i);
}
GArray *units_new(guint room);
GArray *units_all(guint32 count);
/* Those of a that are in b (keep) or not. */
GArray *units_select(const GArray *a, const GArray *b, bool keep);
GArray *units_join(const GArray *a, const GArray *b);
/* The units of hits (struct hit_count), those within (NULL: all). */
GArray *hits_units(const GArray *hits, const GArray *within);
bool units_hold(const GArray *units, guint32 unit);
void units_sort(GArray *units);

/* ---- filter.c: filters of one field, which are alternatives */

struct filter;
/* alternatives: of struct query, borrowed, all of one field.  NULL with
 * error. */
struct filter *filter_new(struct matcher *matcher,
                          const GPtrArray *alternatives, GError **error);
bool filter_test(struct filter *filter, guint32 unit,
                 const struct entry *entry);
/* False with error when a test could not read the index. */
bool filter_free(struct filter *filter, GError **error);

/* ---- filled.c: texts with the words that masks hide (--match masked) */

struct filled {
    GString *text;
    GArray *parts;
};
/* NULL where the unit has no mask with a word; kept by the matcher. */
const struct filled *matcher_filled(struct matcher *matcher, guint32 unit);
/* Turns places in the filled text into places in the unit's text. */
void filled_places_back(const struct filled *filled, GArray *places);

/* ---- eval.c: which units a tree holds for */

/* What lets every unit pass, unless it stands under NOT. */
enum relaxed {
    RELAX_NOTHING,
    RELAX_TERMS,   /* plain terms: for loose search */
    RELAX_FINDERS, /* NEAR and regular expressions, too, and NOT of any: filters
                      alone count */
};

/* A query at work. */
struct search {
    struct matcher *matcher;
    bool masked; /* texts with their masks filled in */
    bool single; /* of one unit: terms are looked for in its text */
    enum relaxed relaxed;
    GHashTable *found; /* node of the tree → its units (GArray of struct
                          hit_count); of terms all there are */
    gint64 deadline;   /* of regular expressions, in microseconds */
    GError *error;     /* the first one met */
};
void search_init(struct search *search, struct matcher *matcher);
/* False with error when something could not be read. */
bool search_clear(struct search *search, GError **error);

/* Whether the query holds for one unit; for parts of a query that does. */
bool search_holds(struct search *search, const struct query *query,
                  guint32 unit);
/* Numbers of the units, of every kind, that the query holds for: sorted;
 * caller unrefs. */
GArray *search_units(struct search *search, const struct query *query);
/* The kinds that are hits of the query, a bit each: bodies, and what a kind:
 * filter names. */
guint search_kinds(const struct query *query);

/* ---- near.c */

/* A NEAR (borrowed) made ready to be asked of many texts. */
struct near;
struct near *near_new(const struct query *query);
void near_free(struct near *near);
/* True when some of its words stand near enough to each other. */
bool near_holds(struct near *near, const char *text, gsize length);
/* Appends to places (struct byte_span) those of the words of a NEAR that do, or
 * the passages from one such word to the others; true when there are any. */
bool near_find(const struct query *query, const char *text, gsize length,
               bool passages, GArray *places);

/* ---- exact.c, loose.c: put hits in unit order, add to the totals */

bool exact_run(struct matcher *matcher, const struct query *query,
               struct match_result *result, GError **error);
/* After exact_run: what matches only where masks are filled in. */
bool masked_run(struct matcher *matcher, const struct query *query,
                struct match_result *result, GError **error);

/* Which units may be loose hits. */
struct scope {
    const struct matcher *matcher;
    guint kinds;  /* a bit each */
    guint8 *pass; /* by unit, or NULL: all */
};
static inline bool scope_holds(const struct scope *scope, guint32 unit)
{
    return (scope->kinds & 1u << scope->matcher->kinds[unit]) != 0 &&
           (scope->pass == NULL || scope->pass[unit]);
}
/* What the query asks for beside what is relaxed; free scope->pass. */
bool scope_init(struct scope *scope, struct matcher *matcher,
                const struct query *query, enum relaxed relaxed,
                GError **error);

bool loose_run(struct matcher *matcher, const struct scope *scope,
               const struct query *query, bool tiers,
               struct match_result *result, GError **error);

/* weights.c: the usual ones. */
void weights_init(struct weights *weights);

/* ---- bag.c: a query's parts for loose search, each once, weighted */

struct bag_gram {
    guint64 key; /* as grams_next gives it */
    double weight;
    double word; /* that of the word the bigram is, or 0 */
};
struct bag_word {
    char *text; /* normalised */
    gsize length;
    guint chars;
    double weight;
    bool shown; /* marked in a hit like the query's own words */
};
struct bag {
    GArray *grams;   /* of struct bag_gram, by key */
    GArray *words;   /* of struct bag_word, as the query has them */
    GArray *phrases; /* of struct bag_word: what the lexicon adds */
    guint chars;     /* of all terms together */
};
/* Makes the segmenter.  False with error when there is none; to be cleared in
 * any case. */
bool bag_init(struct bag *bag, struct matcher *matcher,
              const struct query *query, GError **error);
void bag_clear(struct bag *bag);

/* score.c: adds to the matcher's scores and coverage what the bag weighs in
 * each unit; *whole is the weight of all its bigrams together.  False with
 * error when the index cannot be read; the scores are to be zeroed in any case.
 */
bool score_units(struct matcher *matcher, const struct scope *scope,
                 const struct bag *bag, double *whole, GError **error);

/* context.c: adds to the plans' contexts what the postings (of struct posting,
 * in unit order) of one part of the query say. */
void context_add(struct matcher *matcher, const GArray *postings,
                 double weight);

/* tight.c: 0 to 1; of a query that holds no term below 0. */
double tight_term(const char *term, gsize term_length, const char *text,
                  gsize length);
double tight_query(const struct query *query, const char *text, gsize length);

/* feedback.c: words of the units that score best so far, weighted (GArray of
 * struct word_query); the words themselves are keys of `weights`, an empty
 * hash table of char * to double *.  The segmenter is made. */
GArray *feedback_words(struct matcher *matcher, const struct scope *scope,
                       GHashTable *weights);

/* A plan's section labels, normalised (NULL-terminated); kept. */
char **matcher_labels(struct matcher *matcher, guint32 plan, GError **error);
#endif
