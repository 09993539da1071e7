/* Words of the best units, to look for beside the query's own: what is asked
 * in everyday words (抵押贷款) then finds what plans call otherwise (质押融资).
 *
 * Pseudo-relevance feedback by the relevance model RM1 (Lavrenko and Croft
 * 2001, "Relevance-Based Language Models"), mixed with the query by loose.c as
 * in RM3: a word weighs the sum over the units of the unit's share of the
 * score times the word's share of the unit, times its idf.
 */
#include "searcher/match/inside.h"

#include <string.h>

enum { BEST_UNITS = 3, WORDS_KEPT = 20 };

struct best {
    guint32 unit[BEST_UNITS];
    double score[BEST_UNITS];
    guint count;
};

static void best_insert(struct best *best, guint32 unit, double score)
{
    guint at = best->count < BEST_UNITS ? best->count++ : BEST_UNITS - 1;
    for (; at > 0 && best->score[at - 1] < score; at--) {
        best->score[at] = best->score[at - 1];
        best->unit[at] = best->unit[at - 1];
    }
    best->score[at] = score;
    best->unit[at] = unit;
}

static struct best best_units(struct matcher *matcher,
                              const struct scope *scope)
{
    struct best best = {.count = 0};
    for (guint32 unit = 0; unit < matcher->units; unit++) {
        double score = (double)matcher->scores[unit];
        if (score <= 0 ||
            (best.count == BEST_UNITS && score <= best.score[BEST_UNITS - 1]))
            continue;
        if (scope_holds(scope, unit))
            best_insert(&best, unit, score);
    }
    return best;
}

/* Adds the words of two characters or more of one unit: share / their number
 * for each time a word stands there. */
static void add_unit(struct matcher *matcher, guint32 unit, double share,
                     GHashTable *weights)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    struct entry entry;
    struct token token;
    index_entry(matcher->index, unit, &entry);
    segmenter_start(matcher->segmenter, entry.text, entry.length);
    while (segmenter_next(matcher->segmenter, &token))
        if (token.chars > 1)
            g_ptr_array_add(words, g_strndup(token.text, token.length));
    for (guint i = 0; i < words->len; i++) {
        double *weight = g_hash_table_lookup(weights, words->pdata[i]);
        if (weight == NULL) {
            weight = g_new0(double, 1);
            g_hash_table_insert(weights, g_strdup(words->pdata[i]), weight);
        }
        *weight += share / words->len;
    }
}

static int compare_weights(gconstpointer a, gconstpointer b)
{
    const struct word_query *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return strcmp(x->word, y->word);
}

/* A word's idf, kept for the next query: a search over all units is dear. */
static double word_idf(struct matcher *matcher, const char *word)
{
    if (matcher->idfs == NULL)
        matcher->idfs =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    double *known = g_hash_table_lookup(matcher->idfs, word);
    if (known == NULL) {
        g_autoptr(GArray) found =
            index_find(matcher->index, word, strlen(word));
        known = g_new(double, 1);
        *known = rank_idf(matcher->units, found->len);
        g_hash_table_insert(matcher->idfs, g_strdup(word), known);
    }
    return *known;
}

/* The heaviest words; their weights are made to sum to one. */
static GArray *heaviest(struct matcher *matcher, GHashTable *weights)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct word_query));
    GHashTableIter each;
    gpointer word, weight;
    double sum = 0;
    g_hash_table_iter_init(&each, weights);
    while (g_hash_table_iter_next(&each, &word, &weight)) {
        struct word_query entry = {word, strlen(word), WORD_TEXT,
                                   *(double *)weight * word_idf(matcher, word)};
        g_array_append_val(list, entry);
    }
    g_array_sort(list, compare_weights);
    if (list->len > WORDS_KEPT)
        g_array_set_size(list, WORDS_KEPT);
    for (guint i = 0; i < list->len; i++)
        sum += g_array_index(list, struct word_query, i).weight;
    for (guint i = 0; i < list->len; i++)
        g_array_index(list, struct word_query, i).weight /= sum;
    return list;
}

GArray *feedback_words(struct matcher *matcher, const struct scope *scope,
                       GHashTable *weights)
{
    struct best best = best_units(matcher, scope);
    double sum = 0;
    for (guint i = 0; i < best.count; i++)
        sum += best.score[i];
    for (guint i = 0; i < best.count; i++)
        add_unit(matcher, best.unit[i], best.score[i] / sum, weights);
    return heaviest(matcher, weights);
}
