/* The scores of loose search, but for closeness: by unit, with what each unit
 * shares with the query.
 *
 * Reads a query's bag, adds up
 *
 *   1. BM25 over bigrams and over the lexicon's phrases (from the index's own
 *      postings) and over words (Xapian; words of the lead and of the headings
 *      above have their own fields),
 *   2. what the unit's whole plan says of the same (context.c),
 *   3. the words of the best units so far (feedback.c).
 *
 * A unit that shares nothing has the score 0 whatever its plan is about.
 */
#include "searcher/match/inside.h"

#include <string.h>

enum { WORDS_MOST = 1000 }; /* units whose words are scored */

/* What does not depend on the query: made once. */
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
        double length = MAX(entry.chars, RANK_SHORTEST) / matcher->average;
        matcher->lengths[i] =
            (float)(weights->gram_k1 *
                    (1 - weights->gram_b + weights->gram_b * length));
        matcher->priors[i] =
            (float)(1 - weights->prior * (1 - rank_prior(&entry)));
        matcher->plan_of[i] = entry.plan;
    }
}

/* ---- bigrams and phrases */

/* Adds what one of them weighs in each unit that holds it; gives that weight
 * without frequency, which is what a unit shares with the query. */
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

bool score_units(struct matcher *matcher, const struct scope *scope,
                 const struct bag *bag, double *whole, GError **error)
{
    measure(matcher);
    *whole = add_grams(matcher, bag);
    add_phrases(matcher, bag);
    bool fine = add_words(matcher, scope, bag, error);
    add_contexts(matcher);
    return fine && add_feedback(matcher, scope, bag, error);
}
