/* Units that share enough of a query's words, for questions as people put them.
 *
 * Reads the query as a bag (bag.c) and what its parts weigh in each unit
 * (score.c), gives hits in unit order.  A score is multiplied by what a unit is
 * worth by its kind and role (rank_prior); the best units, and every hit that
 * is there already, get in proportion to the best score how closely the query's
 * terms stand together (tight.c).  To hold all terms exactly is the top of that
 * scale: a strong feature.  With tiers each kind of hit is put above the next.
 *
 * A unit is a loose hit when what it shares with the query weighs enough:
 * bigrams by their idf and weight, and the lexicon's phrases in the same way.
 * Words alone make none: a word of two characters is a bigram as well.
 */
#include "searcher/match/inside.h"

#include <float.h>
#include <math.h>

enum { CLOSE_MOST = 500 }; /* units whose terms' closeness is looked at */
/* Above any score within a tier, in best scores: 1 and tightness. */
#define TIER 4.0

/* A loose hit, when the unit may be one: counted. */
static bool admit(const struct scope *scope, struct match_result *result,
                  guint32 unit)
{
    if (!scope_holds(scope, unit))
        return false;
    result->loose++;
    result->kinds[scope->matcher->kinds[unit]]++;
    return true;
}

/* Puts the loose hits among those that are there, which keep their kind, and
 * gives all their scores but for closeness; leaves the matcher's tables
 * zeroed. */
static void collect(struct matcher *matcher, const struct scope *scope,
                    double enough, struct match_result *result)
{
    g_autoptr(GArray) before = result->hits;
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct match_hit));
    guint next = 0;
    for (guint32 unit = 0; unit < matcher->units; unit++) {
        struct match_hit hit = {
            unit, MATCH_LOOSE,
            (double)(matcher->scores[unit] * matcher->priors[unit])};
        const struct match_hit *known =
            next < before->len ? &g_array_index(before, struct match_hit, next)
                               : NULL;
        if (known != NULL && known->unit == unit) {
            hit.kind = known->kind;
            g_array_append_val(hits, hit);
            next++;
        } else if ((double)matcher->coverage[unit] >= enough &&
                   admit(scope, result, unit)) {
            g_array_append_val(hits, hit);
        }
        matcher->scores[unit] = matcher->coverage[unit] = 0;
    }
    result->hits = hits;
}

/* The last of the best CLOSE_MOST hits; *best is the first's score. */
static struct match_hit last_close(const GArray *hits, double *best)
{
    g_autoptr(GArray) close = g_array_copy((GArray *)hits);
    rank_best(close, CLOSE_MOST);
    const struct match_hit *list = (const void *)close->data;
    *best = close->len > 0 ? list[0].score : 0;
    return close->len > 0 ? list[close->len - 1] : (struct match_hit){0};
}

/* Of a masked hit the text with its masks filled in is looked at: that is how
 * it was found. */
static double closeness(struct matcher *matcher, const struct query *query,
                        const struct match_hit *hit)
{
    struct entry entry;
    const struct filled *filled =
        hit->kind == MATCH_MASKED ? matcher_filled(matcher, hit->unit) : NULL;
    index_entry(matcher->index, hit->unit, &entry);
    double tight =
        filled != NULL
            ? tight_query(query, filled->text->str, filled->text->len)
            : tight_query(query, entry.text, entry.length);
    return MAX(tight, 0);
}

static void add_closeness(struct matcher *matcher, const struct query *query,
                          bool tiers, GArray *hits)
{
    double best;
    struct match_hit last = last_close(hits, &best);
    for (guint i = 0; i < hits->len; i++) {
        struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        if (hit->kind != MATCH_LOOSE || !rank_before(&last, hit))
            hit->score +=
                best * matcher->weights.tight * closeness(matcher, query, hit);
        if (tiers)
            hit->score += best * TIER * (MATCH_LOOSE - hit->kind);
        hit->score = round(hit->score * 1e4) / 1e4;
    }
}

bool loose_run(struct matcher *matcher, const struct scope *scope,
               const struct query *query, bool tiers,
               struct match_result *result, GError **error)
{
    const struct weights *weights = &matcher->weights;
    struct bag bag;
    double whole = 0;
    bool fine = bag_init(&bag, matcher, query, error) &&
                score_units(matcher, scope, &bag, &whole, error);
    double enough =
        CLAMP(whole * weights->enough, FLT_MIN, weights->enough_most);
    if (matcher->scores != NULL)
        collect(matcher, scope, enough, result);
    add_closeness(matcher, query, tiers, result->hits);
    bag_clear(&bag);
    return fine;
}
