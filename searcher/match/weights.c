/* What loose search adds up, and how much each of it counts.
 *
 * One table gives the weights their names (for tests/bench/rank, which tries
 * others) and their usual values.  The reasons stand beside the values; the
 * figures behind them are what `make bench-rank` prints.
 */
#include "searcher/match/inside.h"

#include <string.h>

#define WEIGHT(name, value)                                                    \
    {                                                                          \
#name, offsetof(struct weights, name), value                           \
    }

static const struct {
    const char *name;
    gsize offset;
    double usual;
} table[] = {
    /* BM25 of bigrams and phrases: to hold more of the query's bigrams tells
     * more than to hold one of them again, so frequency saturates early. */
    WEIGHT(gram_share, 1),
    WEIGHT(gram_k1, 0.8),
    WEIGHT(gram_b, 0.75),
    /* Words part 发明专利 where bigrams see 明专; those of the lead and of the
     * headings above count a little: headings repeat over many units. */
    WEIGHT(word_share, 1.5),
    WEIGHT(heading, 0.2),
    WEIGHT(lead, 0.1),
    /* A word of one character says little, one of grammar or of questions
     * little more than nothing (weak-words.tsv). */
    WEIGHT(single, 0.3),
    WEIGHT(weak, 0.3),
    /* What the lexicon says for the query's words, by the kind of the row. */
    WEIGHT(phrase_share, 0.7),
    WEIGHT(same, 1),
    WEIGHT(near, 0.5),
    WEIGHT(from, 1),
    /* What the whole plan says of the query, where plans differ (context.c). */
    WEIGHT(plan_share, 0.2),
    WEIGHT(plan_k, 8),
    WEIGHT(plan_word, 1.5),
    /* Words of the best units (feedback.c), as a part of the best score: a long
     * question says enough itself, so the share falls with its characters. */
    WEIGHT(feedback, 0.3),
    WEIGHT(feedback_chars, 3),
    WEIGHT(feedback_least, 0.1),
    /* What a unit is by role and kind (rank_prior): 0 is nothing, 1 all. */
    WEIGHT(prior, 1),
    /* How closely the query's words stand together (tight.c), as a part of the
     * best score. */
    WEIGHT(tight, 0.4),
    /* The share of the weight of the query's bigrams that makes a unit a hit;
     * of a long query `enough_most` is, two rare bigrams. */
    WEIGHT(enough, 0.05),
    WEIGHT(enough_most, 8),
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
