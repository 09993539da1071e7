/* What loose search adds up, and how much each of it counts.
 *
 * One table gives the weights their names (for tests/bench/rank, which tries
 * others) and their usual values, with the reason of each.  The figures are
 * nDCG@10 on everyday queries about plans, on hard ones, and on laypeople's
 * questions about laws (STARD), as `make bench-rank` prints them.  With all as
 * it is: .935, .673, .411; plain BM25 over bigrams: .873, .412, .350, over
 * words: .893, .393, .337.  On so few queries about plans .01 is noise: values
 * are round, and none stands for a single query.
 */
#include "searcher/match/inside.h"

#include <string.h>

#define AT(name) #name, offsetof(struct weights, name)

static const struct {
    const char *name;
    gsize offset;
    double usual;
} table[] = {
    /* BM25 of bigrams and phrases: to hold more of the query's bigrams tells
     * more than to hold one of them again, so frequency saturates early.  With
     * k1 1.2: .932, .661, .408. */
    {AT(gram_share), 1},
    {AT(gram_k1), 0.8},
    {AT(gram_b), 0.75},
    /* Words keep 发明专利 apart from what bigrams see in it, 明专.  Without:
     * .920, .675, .401; at 1: .926, .678, .408.  Those of the lead and of the
     * headings above count a little, for headings repeat over many units;
     * without leads .929, without headings the same. */
    {AT(word_share), 1.5},
    {AT(heading), 0.2},
    {AT(lead), 0.1},
    /* A word of one character says little, one of grammar or of questions
     * (weak-words.tsv) as well.  The order hardly changes when both count in
     * full, but of the articles sought .746 for .752 are among the best 100. */
    {AT(single), 0.3},
    {AT(weak), 0.3},
    /* What the lexicon says for the query's words, by the kind of the row.
     * Without: .930, .476, .395; with near as same: .928, .673, .410. */
    {AT(phrase_share), 0.7},
    {AT(same), 1},
    {AT(near), 0.5},
    {AT(from), 1},
    /* Words of the index's vocabulary that the segmenter cuts: of the articles
     * sought .753 for .752 are among the best 100, else nothing changes; at 1:
     * .934, .676, .411. */
    {AT(learned), 0.3},
    /* What the whole plan says of the query, where plans differ (context.c).
     * Without: .935, .676, .369; without words: .408 there. */
    {AT(plan_share), 0.2},
    {AT(plan_k), 8},
    {AT(plan_word), 1.5},
    /* Words of the best units (feedback.c), as a part of the best score.  A
     * long question says enough itself: the share falls with its characters,
     * and below the least, where it changes nothing, the time is saved.
     * Without: .918, .629, .412; the same share for all: .935, .670, .398. */
    {AT(feedback), 0.3},
    {AT(feedback_chars), 3},
    {AT(feedback_least), 0.1},
    /* What a unit is by role and kind (rank_prior): 0 is nothing, 1 all.
     * Without: .912, .654. */
    {AT(prior), 1},
    /* How closely the query's words stand together (tight.c), as a part of the
     * best score.  Without: .919, .671; of questions none stands so. */
    {AT(tight), 0.4},
    /* The share of the weight of the query's bigrams that makes a unit a hit;
     * of a long query `enough_most` is, two rare bigrams.  A question about
     * laws has 3,014 hits of 55,392 units in the mean; at .03 5,787, at .1
     * 1,459. */
    {AT(enough), 0.05},
    {AT(enough_most), 8},
};

static double *weight_at(struct weights *weights, guint i)
{
    return (double *)(void *)((char *)weights + table[i].offset);
}

void weights_init(struct weights *weights)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        *weight_at(weights, i) = table[i].usual;
}

bool matcher_set_weight(struct matcher *matcher, const char *name, double value)
{
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (strcmp(table[i].name, name) == 0) {
            *weight_at(&matcher->weights, i) = value;
            return true;
        }
    return false;
}
