/* Masks of an index: the steps in their order, and what is sure enough to be
 * said. */
#include "indexer/masks/masks.h"

#include "indexer/masks/inside.h"

#include <math.h>

/* Below this a mask has no word.  Of 132 masks of a scraped plan, told by
 * reading, filled and of these right: 0.6 94 and 97 %, 0.7 92 and 98 %, 0.8 86
 * and 99 %.  Of 2,374 frequent words hidden for trying: 0.7 77 and 92 %. */
#define CONFIDENCE_LEAST 0.7
/* Other plans to learn from.  With one the confidences say too much: of those
 * above 0.8, 80 of 100 were right instead of 93 with two and 96 with three. */
enum { OTHERS_LEAST = 2 };
/* Masks weighed together: bounds memory at 13 MB on pages full of asterisks;
 * a scraped plan has about a hundred. */
enum { GROUP_MOST = 2048 };
/* Digits of a confidence that are said. */
#define CONFIDENCE_STEP 1000.0

struct set {          /* masks of one plan and length, and what they may hide */
    GPtrArray *masks; /* of struct hidden */
    GArray *numbers;  /* of guint: theirs in the corpus */
    GPtrArray *words; /* of struct word */
};

static void set_clear(void *data)
{
    struct set *set = data;
    g_ptr_array_unref(set->masks);
    g_array_unref(set->numbers);
    g_ptr_array_unref(set->words);
}

static struct set *set_add(GArray *sets, const struct corpus *corpus,
                           const GPtrArray *words, const struct hidden *mask)
{
    struct set set = {g_ptr_array_new(),
                      g_array_new(FALSE, FALSE, sizeof(guint)),
                      words_for(corpus, words, mask->plan, mask->length)};
    g_array_append_val(sets, set);
    return &g_array_index(sets, struct set, sets->len - 1);
}

/* The masks that are tried, apart by plan and length. */
static GArray *sets_new(const struct corpus *corpus, const GPtrArray *words)
{
    GArray *sets = g_array_new(FALSE, FALSE, sizeof(struct set));
    gint64 open[MASK_MOST + 1]; /* of each length the set in use, or -1 */
    guint32 plan = G_MAXUINT32;
    g_array_set_clear_func(sets, set_clear);
    for (guint i = 0; i < corpus->masks->len; i++) {
        struct hidden *mask = &g_array_index(corpus->masks, struct hidden, i);
        for (guint n = 0; mask->plan != plan && n <= MASK_MOST; n++)
            open[n] = -1;
        plan = mask->plan;
        if (!mask->tried)
            continue;
        gint64 *at = &open[mask->length];
        struct set *set =
            *at >= 0 ? &g_array_index(sets, struct set, *at) : NULL;
        if (set == NULL || set->masks->len == GROUP_MOST) {
            set = set_add(sets, corpus, words, mask);
            *at = (gint64)sets->len - 1;
        }
        g_ptr_array_add(set->masks, mask);
        g_array_append_val(set->numbers, i);
    }
    return sets;
}

static void count_words(const struct corpus *corpus,
                        const struct contexts *contexts, const GArray *sets)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < sets->len; i++)
        g_ptr_array_extend(all, g_array_index(sets, struct set, i).words, NULL,
                           NULL);
    words_count(corpus, contexts, all);
}

static void say(GArray *rows, const struct set *set,
                const struct guess *guesses)
{
    for (guint i = 0; i < set->masks->len; i++) {
        struct mask_guess *row = &g_array_index(
            rows, struct mask_guess, g_array_index(set->numbers, guint, i));
        double confidence =
            floor(guesses[i].confidence * CONFIDENCE_STEP) / CONFIDENCE_STEP;
        if (guesses[i].word == NULL || confidence < CONFIDENCE_LEAST)
            continue;
        row->word = g_strdup(guesses[i].word->utf8);
        row->confidence = confidence;
    }
}

static void guess_all(GArray *rows, const struct corpus *corpus)
{
    struct contexts *contexts = contexts_new(corpus);
    g_autoptr(GPtrArray) words = words_find(corpus, contexts);
    g_autoptr(GArray) sets = sets_new(corpus, words);
    count_words(corpus, contexts, sets);
    for (guint i = 0; i < sets->len; i++) {
        const struct set *set = &g_array_index(sets, struct set, i);
        g_autofree struct guess *guesses = g_new(struct guess, set->masks->len);
        guess_together(corpus, contexts, set->masks, set->words, guesses);
        say(rows, set, guesses);
    }
    contexts_free(contexts);
}

static void guess_clear(void *data)
{
    g_free(((struct mask_guess *)data)->word);
}

static GArray *rows_of(const struct corpus *corpus)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct mask_guess));
    g_array_set_clear_func(rows, guess_clear);
    for (guint i = 0; corpus != NULL && i < corpus->masks->len; i++) {
        const struct hidden *mask =
            &g_array_index(corpus->masks, struct hidden, i);
        struct mask_guess row = {mask->unit, mask->from, mask->to, NULL, 0};
        g_array_append_val(rows, row);
    }
    return rows;
}

GArray *masks_infer(const struct index *index, void *data)
{
    struct masks_count *count = data;
    struct corpus *corpus = corpus_new(index);
    GArray *rows = rows_of(corpus);
    if (corpus != NULL && index_plans(index) > OTHERS_LEAST)
        guess_all(rows, corpus);
    g_clear_pointer(&corpus, corpus_free);
    if (count != NULL)
        *count = (struct masks_count){rows->len, 0};
    for (guint i = 0; count != NULL && i < rows->len; i++)
        count->filled += g_array_index(rows, struct mask_guess, i).word != NULL;
    return rows;
}
