/* Units that share enough of a query's words, for questions as people put them.
 *
 * Reads the query as a bag (bag.c), gives hits in unit order.  The score adds
 *
 *   1. BM25 over bigrams and over the lexicon's phrases (from the index's own
 *      postings) and over words (Xapian; words of the lead and of the headings
 *      above have their own fields),
 *   2. what the unit's whole plan says of the same (context.c),
 *   3. the words of the best units so far (feedback.c),
 *
 * is multiplied by what a unit is worth by its kind and role (rank_prior), and
 * of the best units, and of every hit that is there already, gets
 *
 *   4. how closely the query's terms stand together (tight.c).
 *
 * To hold all terms exactly is the top of that scale: a strong feature.  With
 * tiers it is put above all others.
 *
 * A unit is a loose hit when what it shares with the query weighs enough:
 * bigrams by their idf and weight, and the lexicon's phrases in the same way.
 * Words alone make none: a word of two characters is a bigram as well.
 */
#include "searcher/match/inside.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum {
    WORDS_MOST = 1000, /* units whose words are scored */
    CLOSE_MOST = 500,  /* units whose terms' closeness is looked at */
};
/* Above any score within a tier, in best scores: 1 and tightness. */
#define TIER 4.0

static void measure(struct matcher *matcher)
{
    if (matcher->lengths != NULL)
        return;
    const struct weights *weights = &matcher->weights;
    gsize units = (gsize)matcher->units + 1;
    matcher->scores = g_new0(float, units);
    matcher->coverage = g_new0(float, units);
    matcher->lengths = g_new(float, units);
    matcher->priors = g_new(float, units);
    matcher->plan_of = g_new(guint32, units);
    matcher->contexts = g_new0(double, (gsize)matcher->plans + 1);
    for (guint32 i = 0; i < matcher->units; i++) {
        struct entry entry;
        index_entry(matcher->index, i, &entry);
        double length = MAX(entry.chars, 40) / matcher->average;
        matcher->lengths[i] =
            (float)(weights->gram_k1 *
                    (1 - weights->gram_b + weights->gram_b * length));
        matcher->priors[i] =
            (float)(1 - weights->prior * (1 - rank_prior(&entry)));
        matcher->plan_of[i] = entry.plan;
    }
}

/* ---- bigrams and phrases */

/* Adds what one of them weighs in each unit that holds it; gives its idf. */
static double add_postings(struct matcher *matcher, const GArray *postings,
                           double weight, double share)
{
    double idf = rank_idf(matcher->units, postings->len);
    double covered = weight * idf;
    double scored = covered * share * (matcher->weights.gram_k1 + 1);
    for (guint i = 0; i < postings->len; i++) {
        const struct posting *posting =
            &g_array_index(postings, struct posting, i);
        guint32 unit = posting->unit;
        matcher->coverage[unit] += (float)covered;
        matcher->scores[unit] +=
            (float)(scored * posting->count /
                    (posting->count + (double)matcher->lengths[unit]));
    }
    return covered;
}

/* Gives the weight of all bigrams together. */
static double add_grams(struct matcher *matcher, const struct bag *bag)
{
    double whole = 0;
    for (guint i = 0; i < bag->grams->len; i++) {
        const struct bag_gram *gram =
            &g_array_index(bag->grams, struct bag_gram, i);
        g_autoptr(GArray) postings = index_gram(matcher->index, gram->key);
        double share = matcher->weights.gram_share;
        whole += add_postings(matcher, postings, gram->weight, share);
        context_add(matcher, postings,
                    gram->weight * share +
                        gram->word * matcher->weights.plan_word);
    }
    return whole;
}

/* The units that hold a string, as postings: two different characters have
 * them in the index. */
static GArray *find(const struct matcher *matcher, const struct bag_word *word)
{
    struct grams grams;
    guint64 key;
    grams_start(&grams, word->text, word->length);
    if (grams_next(&grams, &key) && word->chars == 2 &&
        key >> 32 != (key & G_MAXUINT32))
        return index_gram(matcher->index, key);
    g_autoptr(GArray) found =
        index_find(matcher->index, word->text, word->length);
    GArray *postings =
        g_array_sized_new(FALSE, FALSE, sizeof(struct posting), found->len);
    for (guint i = 0; i < found->len; i++) {
        const struct hit_count *hit =
            &g_array_index(found, struct hit_count, i);
        struct posting posting = {hit->unit, hit->count};
        g_array_append_val(postings, posting);
    }
    return postings;
}

static void add_phrases(struct matcher *matcher, const struct bag *bag)
{
    double share = matcher->weights.phrase_share;
    for (guint i = 0; i < bag->phrases->len; i++) {
        const struct bag_word *phrase =
            &g_array_index(bag->phrases, struct bag_word, i);
        if (share <= 0 || phrase->weight <= 0)
            continue;
        g_autoptr(GArray) postings = find(matcher, phrase);
        add_postings(matcher, postings, phrase->weight, share);
        context_add(matcher, postings, phrase->weight * share);
    }
}

/* ---- words */

static void add_word(GArray *list, const struct weights *weights,
                     const struct bag_word *word)
{
    const double fields[] = {[WORD_TEXT] = 1,
                             [WORD_LEAD] = weights->lead,
                             [WORD_HEADING] = weights->heading};
    for (guint field = WORD_TEXT; field <= WORD_HEADING; field++) {
        struct word_query entry = {word->text, word->length,
                                   (enum word_field)field,
                                   fields[field] * word->weight};
        if (entry.weight > 0)
            g_array_append_val(list, entry);
    }
}

static bool accept(guint32 unit, void *data)
{
    return scope_holds(data, unit);
}

static GArray *search_words(struct matcher *matcher, const struct scope *scope,
                            const GArray *words, GError **error)
{
    return index_words(matcher->index,
                       (const struct word_query *)(const void *)words->data,
                       words->len, WORDS_MOST, accept, (void *)scope, error);
}

static void add_scores(struct matcher *matcher, const GArray *found,
                       double share)
{
    for (guint i = 0; i < found->len; i++) {
        const struct scored *hit = &g_array_index(found, struct scored, i);
        matcher->scores[hit->unit] += (float)(share * hit->score);
    }
}

/* The plans' context of longer words; those of two characters are in the
 * bigrams'.  One character is left out: to find it is to read the whole text.
 */
static void add_word_contexts(struct matcher *matcher, const struct bag *bag)
{
    for (guint i = 0; i < bag->words->len; i++) {
        const struct bag_word *word =
            &g_array_index(bag->words, struct bag_word, i);
        if (word->chars <= 2 || matcher->weights.plan_word <= 0)
            continue;
        g_autoptr(GArray) postings = find(matcher, word);
        context_add(matcher, postings,
                    word->weight * matcher->weights.plan_word);
    }
}

static bool add_words(struct matcher *matcher, const struct scope *scope,
                      const struct bag *bag, GError **error)
{
    g_autoptr(GArray) list =
        g_array_new(FALSE, FALSE, sizeof(struct word_query));
    if (matcher->weights.word_share <= 0)
        return true;
    for (guint i = 0; i < bag->words->len; i++)
        add_word(list, &matcher->weights,
                 &g_array_index(bag->words, struct bag_word, i));
    g_autoptr(GArray) found = search_words(matcher, scope, list, error);
    if (found == NULL)
        return false;
    add_scores(matcher, found, matcher->weights.word_share);
    add_word_contexts(matcher, bag);
    return true;
}

/* ---- the whole plan, and the words of the best units */

static void add_contexts(struct matcher *matcher)
{
    for (guint32 unit = 0; unit < matcher->units; unit++)
        if (matcher->scores[unit] > 0)
            matcher->scores[unit] +=
                (float)(matcher->weights.plan_share *
                        matcher->contexts[matcher->plan_of[unit]]);
    memset(matcher->contexts, 0, matcher->plans * sizeof *matcher->contexts);
}

static double best_score(const struct matcher *matcher)
{
    float best = 0;
    for (guint32 i = 0; i < matcher->units; i++)
        best = MAX(best, matcher->scores[i]);
    return (double)best;
}

static bool add_feedback(struct matcher *matcher, const struct scope *scope,
                         const struct bag *bag, GError **error)
{
    const struct weights *weights = &matcher->weights;
    double share =
        MIN(weights->feedback, weights->feedback_chars / MAX(bag->chars, 1));
    if (share <= 0 || share < weights->feedback_least)
        return true;
    g_autoptr(GHashTable) owners =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GArray) list = feedback_words(matcher, scope, owners);
    g_autoptr(GArray) found = search_words(matcher, scope, list, error);
    if (found == NULL)
        return false;
    if (found->len > 0)
        add_scores(matcher, found,
                   share * best_score(matcher) /
                       g_array_index(found, struct scored, 0).score);
    return true;
}

/* ---- hits */

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

static void add_closeness(struct matcher *matcher, const struct query *query,
                          bool tiers, GArray *hits)
{
    double best;
    struct match_hit last = last_close(hits, &best);
    for (guint i = 0; i < hits->len; i++) {
        struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        if (hit->kind != MATCH_LOOSE || !rank_before(&last, hit)) {
            struct entry entry;
            index_entry(matcher->index, hit->unit, &entry);
            hit->score += best * matcher->weights.tight *
                          MAX(0, tight_query(query, entry.text, entry.length));
        }
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
    bool fine = bag_init(&bag, matcher, query, error);
    measure(matcher);
    double whole = add_grams(matcher, &bag);
    add_phrases(matcher, &bag);
    fine = fine && add_words(matcher, scope, &bag, error);
    add_contexts(matcher);
    fine = fine && add_feedback(matcher, scope, &bag, error);
    double enough =
        CLAMP(whole * weights->enough, FLT_MIN, weights->enough_most);
    collect(matcher, scope, enough, result);
    add_closeness(matcher, query, tiers, result->hits);
    bag_clear(&bag);
    return fine;
}
