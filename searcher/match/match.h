/* Runs a query against an open index: which units match, in what order.
 *
 * Reads a query tree and the index, gives hits: unit numbers with a score.
 * Touches only mapped text, postings and, where a filter or a heading asks for
 * it, the plans' records; units' records are the views' business.
 *
 *   eval.c    which units a query's tree holds for (contract §3 and §4)
 *   units.c   lists of units
 *   filter.c  fields: place:, section:, year: …
 *   near.c    words that stand near each other
 *   filled.c  texts with the words that masks hide
 *   exact.c   the rank of what matches to the letter
 *   loose.c   units that share enough of the query's words, and their rank:
 *             bag.c, score.c, context.c, feedback.c and tight.c give its
 *             parts, weights.c says how much each counts
 *   rank.c    order, and the part of it that was asked for
 *   places.c  where in its text a unit matches
 *   ids.c     units by their ids
 */
#ifndef PLAN_MATCH_H
#define PLAN_MATCH_H

#include "common/store/store.h"
#include "searcher/query/query.h"

enum match_kind { MATCH_EXACT, MATCH_MASKED, MATCH_LOOSE };
const char *match_kind_name(enum match_kind kind); /* "exact", "masked" … */
int match_kind_find(const char *name);             /* or -1 */

enum match_sort { SORT_RELEVANCE, SORT_DOCUMENT, SORT_PLACE };

struct match_options {
    enum match_kind widest; /* what may be a hit at most */
    bool tiers;             /* every exact hit before any loose one */
    enum match_sort sort;
    bool by_text; /* with SORT_PLACE: hits of a place as they stand there */
    guint limit;  /* 0: all */
    guint offset;
};

struct match_hit {
    guint32 unit;
    enum match_kind kind;
    double score; /* more is better; 0 where a query holds filters only */
};

struct match_result {
    GArray *hits; /* of struct match_hit: those asked for, in order */
    guint32 exact, masked, loose; /* of all hits */
    guint32 headings;             /* headings, titles, captions that match */
    guint32 kinds[UNIT_KINDS];    /* of all hits, by kind */
    guint asked; /* kinds that may be hits, a bit each: bodies, and what a kind:
                    filter names */
};

/* What is kept between queries on one index; not for two threads at once. */
struct matcher;
struct matcher *matcher_new(struct index *index);
void matcher_free(struct matcher *matcher);
struct index *matcher_index(const struct matcher *matcher);
/* For experiments (tests/bench/rank): another value for one of the weights of
 * loose search, before the first query.  False when none has that name. */
bool matcher_set_weight(struct matcher *matcher, const char *name,
                        double value);

/* NULL with error when the index cannot be read. */
struct match_result *matcher_run(struct matcher *matcher,
                                 const struct query *query,
                                 const struct match_options *options,
                                 GError **error);
void match_result_free(struct match_result *result);

/* Where what the query looks for stands in the normalised text of a unit: a
 * GArray of struct byte_span, sorted (places_sort), those that overlap among
 * them.  Of NEAR and ADJ the words that take part; of a loose hit the query's
 * words; nothing of what stands under NOT, and nothing where only filters were
 * asked for.  NULL with error. */
GArray *matcher_places(struct matcher *matcher, const struct query *query,
                       guint32 unit, enum match_kind kind, GError **error);

/* The same as occurrences, to be counted or listed: none overlaps another, and
 * of NEAR and ADJ each is a passage from one word to the others. */
GArray *matcher_occurrences(struct matcher *matcher, const struct query *query,
                            guint32 unit, enum match_kind kind, GError **error);

/* By unit whether it passes the query's filters and is of a kind that may be a
 * hit, whatever it holds: the text that a rate is of.  Caller frees; NULL with
 * error. */
guint8 *matcher_passing(struct matcher *matcher, const struct query *query,
                        GError **error);

/* In how many paragraphs, rows and notes (or units of the kinds asked for)
 * that pass the query's filters each term stands alone: a GArray of struct
 * term_count, in the query's order.  *passing: units that pass the filters. */
struct term_count {
    const struct query *term; /* borrowed from the query */
    guint32 units, headings;
};
GArray *matcher_count_terms(struct matcher *matcher, const struct query *query,
                            guint32 *passing, GError **error);

/* The filters of a query, those under NOT aside, that let no unit pass
 * (GPtrArray of struct query, borrowed from it).  NULL with error. */
GPtrArray *matcher_empty_filters(struct matcher *matcher,
                                 const struct query *query, GError **error);

/* The words of the query's terms as loose search takes them, and what the
 * lexicon says for them (but for what is only near), normalised, each once
 * (GPtrArray of char *): what to mark in a loose hit. */
GPtrArray *matcher_words(struct matcher *matcher, const struct query *query,
                         GError **error);

/* All units of that id or of a prefix of it that ends a part, in document
 * order; the titles of plans and the headings of sections are among them.  An
 * empty GArray of guint32 when there is no such id; NULL with error. */
GArray *match_ids(struct index *index, const char *id, GError **error);
#endif
