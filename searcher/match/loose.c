/* Units that share enough of a query's words, for questions as people put them.
 *
 * Reads the query's terms as one bag of bigrams and words; gives hits in unit
 * order.  The score adds BM25 over bigrams (from the index's own postings) and
 * BM25 over words (Xapian; words of the lead and of the headings above have
 * their own fields).  To hold every term exactly is a strong feature: such a
 * unit gets a bonus in proportion to the best score.
 */
#include "searcher/match/inside.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Tuned on the judged queries, where BM25 is flat around these.  A word of one
 * character says little.  EXACT_BONUS: of the best score.  ENOUGH: the share
 * of the query's bigrams, by their idf, that makes a unit a hit. */
#define WORD_SHARE 1.5
#define TEXT_WEIGHT 1.0
#define LEAD_WEIGHT 0.1
#define HEADING_WEIGHT 0.5
#define SINGLE_WEIGHT 0.3
#define EXACT_BONUS 0.2
#define ENOUGH 0.03
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
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        struct grams grams;
        guint64 key;
        if (part->op != QUERY_TERM)
            continue;
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
        char *word = g_strndup(token.text, token.length);
        if (g_hash_table_add(seen, word))
            g_ptr_array_add(words, word);
    }
    return true;
}

GPtrArray *matcher_words(struct matcher *matcher, const struct query *query,
                         GError **error)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op == QUERY_TERM &&
            !segment(matcher, part, words, seen, error)) {
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
    for (guint32 i = 0; i < matcher->units; i++) {
        struct entry entry;
        index_entry(matcher->index, i, &entry);
        matcher->lengths[i] = (float)rank_length(entry.chars, matcher->average);
    }
}

static void add_postings(struct matcher *matcher, const GArray *postings,
                         double idf, GArray *touched)
{
    for (guint i = 0; i < postings->len; i++) {
        const struct posting *posting =
            &g_array_index(postings, struct posting, i);
        guint32 unit = posting->unit;
        if (matcher->coverage[unit] == 0)
            g_array_append_val(touched, unit);
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
static double add_grams(struct matcher *matcher, const struct query *query,
                        GArray *touched)
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
        add_postings(matcher, postings, idf, touched);
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

static bool add_words(struct matcher *matcher, const struct query *query,
                      GArray *touched, GError **error)
{
    g_autoptr(GPtrArray) words = matcher_words(matcher, query, error);
    if (words == NULL)
        return false;
    g_autoptr(GArray) list =
        g_array_new(FALSE, FALSE, sizeof(struct word_query));
    for (guint i = 0; i < words->len; i++)
        add_word(list, words->pdata[i]);
    g_autoptr(GArray) found = index_words(
        matcher->index, (const struct word_query *)(void *)list->data,
        list->len, WORDS_MOST, error);
    if (found == NULL)
        return false;
    for (guint i = 0; i < found->len; i++) {
        const struct scored *hit = &g_array_index(found, struct scored, i);
        if (matcher->coverage[hit->unit] == 0) {
            g_array_append_val(touched, hit->unit);
            matcher->coverage[hit->unit] = FLT_MIN;
        }
        matcher->scores[hit->unit] += (float)(WORD_SHARE * hit->score);
    }
    return true;
}

/* ---- hits */

static int compare_units(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

/* Appends the loose hits to the exact ones and gives all their new scores;
 * leaves the matcher's tables zeroed. */
static void collect(struct matcher *matcher, struct scope *scope,
                    const GArray *touched, double whole, bool tiers,
                    struct match_result *result)
{
    g_autoptr(GArray) exact = result->hits;
    result->hits = g_array_new(FALSE, FALSE, sizeof(struct match_hit));
    double best = 0;
    for (guint i = 0; i < touched->len; i++)
        best = MAX(best,
                   (double)matcher->scores[g_array_index(touched, guint32, i)]);
    double bonus = best * (tiers ? 1 : EXACT_BONUS);
    for (guint i = 0, next = 0; i < touched->len || next < exact->len;) {
        guint32 unit =
            i < touched->len ? g_array_index(touched, guint32, i) : G_MAXUINT32;
        struct match_hit hit = {unit, MATCH_LOOSE, 0};
        if (next < exact->len &&
            g_array_index(exact, struct match_hit, next).unit <= unit)
            hit = g_array_index(exact, struct match_hit, next++);
        i += hit.unit == unit;
        hit.score = round((matcher->scores[hit.unit] +
                           (hit.kind == MATCH_EXACT ? bonus : 0)) *
                          1e4) /
                    1e4;
        bool shares = matcher->coverage[hit.unit] >= whole * ENOUGH;
        matcher->scores[hit.unit] = matcher->coverage[hit.unit] = 0;
        if (hit.kind == MATCH_LOOSE) {
            struct entry entry;
            index_entry(matcher->index, hit.unit, &entry);
            if (!shares || scope_test(scope, hit.unit, &entry) != SCOPE_IN)
                continue;
            result->loose++;
            result->kinds[entry.kind]++;
        }
        g_array_append_val(result->hits, hit);
    }
}

bool loose_run(struct matcher *matcher, struct scope *scope,
               const struct query *query, bool tiers,
               struct match_result *result, GError **error)
{
    g_autoptr(GArray) touched = g_array_new(FALSE, FALSE, sizeof(guint32));
    measure(matcher);
    double whole = MAX(add_grams(matcher, query, touched), FLT_MIN);
    bool fine = add_words(matcher, query, touched, error);
    g_array_sort(touched, compare_units);
    collect(matcher, scope, touched, whole, tiers, result);
    return fine;
}
