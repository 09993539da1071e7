/* Units that share enough of a query's words, for questions as people put them.
 *
 * Reads the query's terms as one bag of bigrams and words; gives hits in unit
 * order.  The score adds BM25 over bigrams (from the index's own postings),
 * BM25 over words (Xapian; words of the lead and of the headings above have
 * their own fields) and the words of the best units so far (feedback.c).  To
 * hold every term exactly is a strong feature: such a unit gets a bonus in
 * proportion to the best score.  What a unit is worth by its kind and role
 * (rank_prior) counts as in exact search.
 */
#include "searcher/match/inside.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Tuned on the judged queries, where BM25 is flat around these.  A word of one
 * character says little.  EXACT_BONUS and FEEDBACK_SHARE are parts of the best
 * score.  ENOUGH is the share of the query's bigrams, by their idf, that makes
 * a unit a hit; of a long query ENOUGH_MOST is, two rare bigrams. */
#define WORD_SHARE 1.5
#define TEXT_WEIGHT 1.0
#define LEAD_WEIGHT 0.1
#define HEADING_WEIGHT 0.5
#define SINGLE_WEIGHT 0.3
#define EXACT_BONUS 0.2
#define FEEDBACK_SHARE 0.3
#define ENOUGH 0.03
#define ENOUGH_MOST 8.0
enum { WORDS_MOST = 2000 };

static bool says_something(gunichar c)
{
    return g_unichar_isalnum(c);
}

/* ---- the query's bigrams and words */

static GHashTable *gram_set(const struct query *query)
{
    GHashTable *set =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GPtrArray) terms = query_terms(query);
    for (guint i = 0; i < terms->len; i++) {
        const struct query *part = terms->pdata[i];
        struct grams grams;
        guint64 key;
        grams_start(&grams, part->normal, part->length);
        while (grams_next(&grams, &key))
            if (says_something((gunichar)(key >> 32)) &&
                says_something((gunichar)key))
                g_hash_table_add(set, g_memdup2(&key, sizeof key));
    }
    return set;
}

static bool segment(struct matcher *matcher, const struct query *part,
                    GPtrArray *words, GHashTable *seen, GError **error)
{
    struct token token;
    if (matcher->segmenter == NULL)
        matcher->segmenter = segmenter_new(error);
    if (matcher->segmenter == NULL)
        return false;
    segmenter_start(matcher->segmenter, part->normal, part->length);
    while (segmenter_next(matcher->segmenter, &token)) {
        g_autofree char *word = g_strndup(token.text, token.length);
        if (g_hash_table_contains(seen, word))
            continue;
        g_hash_table_add(seen, word);
        g_ptr_array_add(words, g_steal_pointer(&word));
    }
    return true;
}

GPtrArray *matcher_words(struct matcher *matcher, const struct query *query,
                         GError **error)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) terms = query_terms(query);
    for (guint i = 0; i < terms->len; i++) {
        if (!segment(matcher, terms->pdata[i], words, seen, error)) {
            g_ptr_array_unref(words);
            return NULL;
        }
    }
    return words;
}

/* ---- BM25 over bigrams */

static void measure(struct matcher *matcher)
{
    if (matcher->lengths != NULL)
        return;
    matcher->scores = g_new0(float, matcher->units + 1);
    matcher->coverage = g_new0(float, matcher->units + 1);
    matcher->lengths = g_new(float, matcher->units + 1);
    matcher->priors = g_new(float, matcher->units + 1);
    for (guint32 i = 0; i < matcher->units; i++) {
        struct entry entry;
        index_entry(matcher->index, i, &entry);
        matcher->lengths[i] = (float)rank_length(entry.chars, matcher->average);
        matcher->priors[i] = (float)rank_prior(&entry);
    }
}

static void add_postings(struct matcher *matcher, const GArray *postings,
                         double idf)
{
    for (guint i = 0; i < postings->len; i++) {
        const struct posting *posting =
            &g_array_index(postings, struct posting, i);
        guint32 unit = posting->unit;
        matcher->coverage[unit] += (float)idf;
        matcher->scores[unit] +=
            (float)(idf * rank_weight(posting->count, matcher->lengths[unit]));
    }
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

/* Sums up in the order of the keys: sums of floats depend on it.  Gives the
 * weight of all bigrams together. */
static double add_grams(struct matcher *matcher, const struct query *query)
{
    g_autoptr(GHashTable) set = gram_set(query);
    g_autoptr(GList) keys =
        g_list_sort(g_hash_table_get_keys(set), compare_keys);
    double whole = 0;
    for (GList *at = keys; at != NULL; at = at->next) {
        g_autoptr(GArray) postings =
            index_gram(matcher->index, *(guint64 *)at->data);
        double idf = rank_idf(matcher->units, postings->len);
        whole += idf;
        add_postings(matcher, postings, idf);
    }
    return whole;
}

/* ---- BM25 over words */

static void add_word(GArray *list, const char *word)
{
    const double weights[] = {[WORD_TEXT] = TEXT_WEIGHT,
                              [WORD_LEAD] = LEAD_WEIGHT,
                              [WORD_HEADING] = HEADING_WEIGHT};
    bool single = g_utf8_strlen(word, -1) == 1;
    for (guint field = WORD_TEXT; field <= WORD_HEADING; field++) {
        struct word_query entry = {word, strlen(word), (enum word_field)field,
                                   weights[field] *
                                       (single ? SINGLE_WEIGHT : 1)};
        g_array_append_val(list, entry);
    }
}

static bool accept(guint32 unit, void *data)
{
    return scope_holds(data, unit);
}

static float best_score(const struct matcher *matcher)
{
    float best = 0;
    for (guint32 i = 0; i < matcher->units; i++)
        best = MAX(best, matcher->scores[i]);
    return best;
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
        if (matcher->coverage[hit->unit] == 0)
            matcher->coverage[hit->unit] = FLT_MIN;
        matcher->scores[hit->unit] += (float)(share * hit->score);
    }
}

static bool add_words(struct matcher *matcher, const struct scope *scope,
                      const struct query *query, GError **error)
{
    g_autoptr(GPtrArray) words = matcher_words(matcher, query, error);
    g_autoptr(GArray) list =
        g_array_new(FALSE, FALSE, sizeof(struct word_query));
    for (guint i = 0; words != NULL && i < words->len; i++)
        add_word(list, words->pdata[i]);
    g_autoptr(GArray) found =
        words != NULL ? search_words(matcher, scope, list, error) : NULL;
    if (found == NULL)
        return false;
    add_scores(matcher, found, WORD_SHARE);
    return true;
}

/* The words of the best units so far, as a part of the best score. */
static bool add_feedback(struct matcher *matcher, const struct scope *scope,
                         GError **error)
{
    g_autoptr(GHashTable) weights =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GArray) list = feedback_words(matcher, scope, weights);
    g_autoptr(GArray) found = search_words(matcher, scope, list, error);
    if (found == NULL)
        return false;
    if (found->len > 0)
        add_scores(matcher, found,
                   FEEDBACK_SHARE * (double)best_score(matcher) /
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

/* Puts the loose hits among the exact ones and gives all their new scores;
 * leaves the matcher's tables zeroed. */
static void collect(struct matcher *matcher, const struct scope *scope,
                    double enough, bool tiers, struct match_result *result)
{
    g_autoptr(GArray) exact = result->hits;
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct match_hit));
    for (guint32 unit = 0; unit < matcher->units; unit++)
        matcher->scores[unit] *= matcher->priors[unit];
    double best = best_score(matcher);
    double bonus = best * (tiers ? 1 : EXACT_BONUS);
    guint next = 0;
    for (guint32 unit = 0; unit < matcher->units; unit++) {
        bool is_exact =
            next < exact->len &&
            g_array_index(exact, struct match_hit, next).unit == unit;
        next += is_exact;
        if (is_exact ||
            (matcher->coverage[unit] >= enough && admit(scope, result, unit))) {
            double score = matcher->scores[unit] + (is_exact ? bonus : 0);
            struct match_hit hit = {unit, is_exact ? MATCH_EXACT : MATCH_LOOSE,
                                    round(score * 1e4) / 1e4};
            g_array_append_val(hits, hit);
        }
        matcher->scores[unit] = matcher->coverage[unit] = 0;
    }
    result->hits = hits;
}

bool loose_run(struct matcher *matcher, const struct scope *scope,
               const struct query *query, bool tiers,
               struct match_result *result, GError **error)
{
    measure(matcher);
    double whole = add_grams(matcher, query);
    bool fine = add_words(matcher, scope, query, error) &&
                add_feedback(matcher, scope, error);
    double enough = CLAMP(whole * ENOUGH, FLT_MIN, ENOUGH_MOST);
    collect(matcher, scope, enough, tiers, result);
    return fine;
}
