/* Words that may be hidden: strings that stand elsewhere between the same
 * characters as a mask.
 *
 * A mask may begin and end inside what a dictionary calls a word, so these are
 * strings of letters, not words of a segmenter.  "The same" is two characters
 * on one side and one on the other, of one and the same mask.  The strongest
 * sign is an absence: a page that hides a word hides it everywhere.
 */
#include "indexer/masks/inside.h"

#include <string.h>

/* A word that stands only once may be anything. */
enum { COUNT_LEAST = 2 };
/* Candidates for the masks of one plan and length, to bound time and memory on
 * many plans.  A hundred masks among five plans have 25. */
enum { WORDS_MOST = 256 };

/* Characters that a phrase of the lexicon shares with a mask's surroundings to
 * make its word a candidate; with fewer, words got in that fit nothing else. */
enum { PHRASE_LEAST = 3 };

/* ---- sets of words */

static guint word_hash(const void *key)
{
    const struct word *word = key;
    guint64 hash = word->length;
    for (guint i = 0; i < word->length; i++)
        hash = (hash ^ word->text[i]) * 0x9e3779b97f4a7c15u;
    return (guint)(hash >> 32);
}

static gboolean word_equal(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    return left->length == right->length &&
           memcmp(left->text, right->text, left->length * sizeof *left->text) ==
               0;
}

GHashTable *word_set_new(void)
{
    return g_hash_table_new(word_hash, word_equal);
}

void word_set_visit(GHashTable *set, const struct corpus *corpus,
                    void (*visit)(struct word *word, guint32 at, guint32 plan))
{
    bool lengths[MASK_MOST + 1] = {false};
    GHashTableIter iter;
    void *member;
    guint32 plan = 0;
    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &member, NULL))
        lengths[((struct word *)member)->length] = true;
    for (guint32 at = 1; at < corpus->length; at++) {
        while (corpus->starts[plan + 1] <= at)
            plan++;
        for (guint n = MASK_LEAST; n <= MASK_MOST; n++) {
            struct word key = {.text = corpus->text + at, .length = n};
            struct word *word = NULL;
            if (lengths[n] && n <= corpus->length - at)
                word = g_hash_table_lookup(set, &key);
            if (word != NULL)
                visit(word, at, plan);
        }
    }
}

static void word_free(void *data)
{
    struct word *word = data;
    g_array_unref(word->plans);
    g_free(word->utf8);
    if (word->places != NULL)
        g_array_unref(word->places);
    if (word->evidence != NULL)
        g_hash_table_unref(word->evidence);
    g_free(word);
}

/* ---- finding */

/* A length and a node on each side: which side and how deep a node is says its
 * number. */
static gpointer gate_key(guint length, guint32 left, guint32 right)
{
    enum { LENGTH_BITS = 4, NODE_BITS = 30 };
    return GSIZE_TO_POINTER(((gsize)left << NODE_BITS | right) << LENGTH_BITS |
                            length);
}

/* The gates of a place: two characters and one, one and two.  How many. */
static guint gates_of(const struct around *around, guint length,
                      gpointer gates[2])
{
    const guint32 *left = around->path[CONTEXT_LEFT];
    const guint32 *right = around->path[CONTEXT_RIGHT];
    guint before = around->depth[CONTEXT_LEFT], count = 0;
    guint after = around->depth[CONTEXT_RIGHT];
    if (before > 1 && after > 0)
        gates[count++] = gate_key(length, left[1], right[0]);
    if (before > 0 && after > 1)
        gates[count++] = gate_key(length, left[0], right[1]);
    return count;
}

/* The gates of all masks; *lengths gets those that are there. */
static GHashTable *gates_new(const struct corpus *corpus,
                             const struct contexts *contexts,
                             bool lengths[MASK_MOST + 1])
{
    GHashTable *set = g_hash_table_new(step_hash, NULL);
    for (guint i = 0; i < corpus->masks->len; i++) {
        const struct hidden *mask =
            &g_array_index(corpus->masks, struct hidden, i);
        struct around around;
        gpointer gates[2];
        if (!mask->tried)
            continue;
        contexts_around(contexts, corpus, mask->at, mask->length, &around);
        guint count = gates_of(&around, mask->length, gates);
        for (guint g = 0; g < count; g++)
            g_hash_table_add(set, gates[g]);
        lengths[mask->length] = true;
    }
    return set;
}

static bool all_letters(const gunichar *text, guint length)
{
    for (guint i = 0; i < length; i++)
        if (!g_unichar_isalnum(text[i]))
            return false;
    return true;
}

static void note_fit(GHashTable *set, const gunichar *text, guint length)
{
    struct word key = {.text = text, .length = length};
    struct word *word = g_hash_table_lookup(set, &key);
    if (word == NULL) {
        word = g_new0(struct word, 1);
        word->text = text;
        word->length = length;
        word->plans = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_hash_table_add(set, word);
    }
    word->fits++;
}

/* Whether the place is a word of the lexicon whose phrase, by three characters
 * or more, is at some mask: a phrase knows one side only. */
static bool fits_phrase(const struct corpus *corpus,
                        const struct around *around, guint32 at, guint length)
{
    const gunichar *text = corpus->text;
    return at >= corpus->starts[corpus->plans - 1] &&
           ((text[at - 1] == '\n' &&
             around->depth[CONTEXT_RIGHT] >= PHRASE_LEAST) ||
            (text[at + length] == '\n' &&
             around->depth[CONTEXT_LEFT] >= PHRASE_LEAST));
}

static bool fits(const struct corpus *corpus, const struct around *around,
                 GHashTable *gates, guint32 at, guint length)
{
    gpointer fit[2];
    guint count = gates_of(around, length, fit);
    bool found = fits_phrase(corpus, around, at, length);
    for (guint i = 0; i < count && !found; i++)
        found = g_hash_table_contains(gates, fit[i]);
    return found && all_letters(corpus->text + at, length);
}

static void find_fits(GHashTable *set, const struct corpus *corpus,
                      const struct contexts *contexts)
{
    bool lengths[MASK_MOST + 1] = {false};
    g_autoptr(GHashTable) gates = gates_new(corpus, contexts, lengths);
    guint32 lexicon = corpus->starts[corpus->plans - 1];
    struct around around;
    for (guint32 at = 1; at < corpus->length; at++) {
        around.depth[CONTEXT_LEFT] = contexts_walk(
            contexts, corpus, CONTEXT_LEFT, at - 1, around.path[CONTEXT_LEFT]);
        if (around.depth[CONTEXT_LEFT] == 0 && at < lexicon)
            continue;
        for (guint n = MASK_LEAST; n <= MASK_MOST; n++) {
            if (!lengths[n] || at + n >= corpus->length)
                continue;
            around.depth[CONTEXT_RIGHT] =
                contexts_walk(contexts, corpus, CONTEXT_RIGHT, at + n,
                              around.path[CONTEXT_RIGHT]);
            if (fits(corpus, &around, gates, at, n))
                note_fit(set, corpus->text + at, n);
        }
    }
}

static void note_place(struct word *word, guint32 at, guint32 plan)
{
    (void)at;
    word->count++;
    if (word->plans->len == 0 ||
        g_array_index(word->plans, guint32, word->plans->len - 1) != plan)
        g_array_append_val(word->plans, plan);
}

/* Most fits first, of equal ones most places; then any order that does not
 * depend on where the words stand. */
static int word_order(const void *a, const void *b)
{
    const struct word *left = *(struct word *const *)a;
    const struct word *right = *(struct word *const *)b;
    if (left->fits != right->fits)
        return left->fits > right->fits ? -1 : 1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    if (left->length != right->length)
        return left->length < right->length ? -1 : 1;
    for (guint i = 0; i < left->length; i++)
        if (left->text[i] != right->text[i])
            return left->text[i] < right->text[i] ? -1 : 1;
    return 0;
}

GPtrArray *words_find(const struct corpus *corpus,
                      const struct contexts *contexts)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(word_free);
    g_autoptr(GHashTable) set = word_set_new();
    GHashTableIter iter;
    void *word;
    find_fits(set, corpus, contexts);
    word_set_visit(set, corpus, note_place);
    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        g_ptr_array_add(words, word);
    g_ptr_array_sort(words, word_order);
    return words;
}

static int number_order(const void *a, const void *b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return left < right ? -1 : left > right;
}

static bool has_plan(const struct word *word, guint32 plan)
{
    return g_array_binary_search(word->plans, &plan, number_order, NULL);
}

GPtrArray *words_for(const struct corpus *corpus, const GPtrArray *words,
                     guint32 plan, guint length)
{
    GPtrArray *chosen = g_ptr_array_new();
    guint32 lexicon = corpus->plans - 1;
    for (guint i = 0; i < words->len && chosen->len < WORDS_MOST; i++) {
        struct word *word = g_ptr_array_index(words, i);
        if (word->length == length && word->count >= COUNT_LEAST &&
            g_array_index(word->plans, guint32, 0) != lexicon &&
            !has_plan(word, plan))
            g_ptr_array_add(chosen, word);
    }
    return chosen;
}
