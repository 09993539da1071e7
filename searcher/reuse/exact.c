/* Maximal pairs: a pair of equal strings is found from its first n-gram that is
 * not too common, and made as long as it will go.
 *
 * An n-gram whose left neighbours are equal is not the first of its pair: the
 * one before it has been met, unless that was too common to be followed.
 */
#include "searcher/reuse/inside.h"

/* How far to the left p and q are equal, or false when a pair of n-grams that
 * is followed lies there. */
static bool is_first(const struct corpus *corpus, const struct seeds *seeds,
                     guint32 p, guint32 q, guint32 *left)
{
    const guint32 *symbols = corpus->symbols;
    *left = 0;
    while (symbols[p - 1] == symbols[q - 1] && symbols[p - 1] != BREAK) {
        p--, q--, ++*left;
        if (seeds->groups[p] != SEED_COMMON)
            return false;
    }
    return true;
}

static guint32 run_length(const struct corpus *corpus, guint32 p, guint32 q)
{
    const guint32 *a = corpus->symbols + p, *b = corpus->symbols + q;
    guint32 length = 0;
    while (a[length] == b[length] && a[length] != BREAK)
        length++;
    return length;
}

static void add(const struct corpus *corpus, guint32 unit, guint32 p, guint32 q,
                guint32 length, GArray *passages)
{
    guint32 other = corpus_unit_at(corpus, q);
    const struct corpus_unit *a = corpus_unit(corpus, unit),
                             *b = corpus_unit(corpus, other);
    guint32 plan = corpus_plan_of(corpus, other);
    struct reuse_passage passage = {
        .a = {a->unit, p - a->first, p - a->first + length},
        .b = {b->unit, q - b->first, q - b->first + length},
        .plan = corpus_plan(corpus, plan)->plan,
        .kind = REUSE_EXACT,
        .similarity = 1,
    };
    g_array_append_val(passages, passage);
}

static void follow(const struct reuse *reuse, const struct side *side,
                   guint32 unit, guint32 p, GArray *passages)
{
    const struct seeds *seeds = reuse->exact;
    const struct corpus *corpus = reuse->corpus;
    const guint32 *at, *end;
    guint32 left;
    seeds_members(seeds, seeds->groups[p], side->least, &at, &end);
    for (; at < end; at++) {
        if (*at >= side->from && *at < side->to)
            continue;
        if (!is_first(corpus, seeds, p, *at, &left))
            continue;
        guint32 length = run_length(corpus, p, *at);
        if (length >= seeds->n)
            add(corpus, unit, p - left, *at - left, length + left, passages);
    }
}

void exact_find(const struct reuse *reuse, const struct side *side,
                guint32 unit, GArray *passages)
{
    guint32 end = corpus_end(reuse->corpus, unit);
    for (guint32 p = corpus_unit(reuse->corpus, unit)->first; p < end; p++)
        if (reuse->exact->groups[p] > SEED_COMMON)
            follow(reuse, side, unit, p, passages);
}
