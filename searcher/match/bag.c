/* A query as loose search takes it: weighted bigrams, words and phrases.
 *
 * Reads the query's terms and the lexicon.  Words are the segmenter's; bigrams
 * overlap them, so that a word cut elsewhere is still found; phrases are what
 * the lexicon says for the words people use, and the words that the index
 * learned from its texts.  What stands several times counts
 * once, with its largest weight.  All three lists have an order that depends on
 * the query alone: sums of floats follow it.
 */
#include "searcher/match/inside.h"

#include <string.h>

static bool says_something(gunichar c)
{
    return g_unichar_isalnum(c);
}

static void bag_word_clear(void *word)
{
    g_free(((struct bag_word *)word)->text);
}

/* Appends the word, or raises the weight of the one that is there. */
static void put_word(GArray *list, const char *text, gsize length,
                     double weight, bool shown)
{
    for (guint i = 0; i < list->len; i++) {
        struct bag_word *known = &g_array_index(list, struct bag_word, i);
        if (known->length == length && memcmp(known->text, text, length) == 0) {
            known->weight = MAX(known->weight, weight);
            known->shown = known->shown || shown;
            return;
        }
    }
    struct bag_word word = {g_strndup(text, length), length,
                            text_chars(text, length), weight, shown};
    g_array_append_val(list, word);
}

/* What the segmenter says of each character of a term. */
struct letter {
    double weight; /* of its word */
    bool inner;    /* the word goes on before it */
};

/* ---- words; each gives its weight to its characters */

static void add_words(struct bag *bag, const struct weights *weights,
                      struct segmenter *segmenter, const struct query *term,
                      struct letter *letters)
{
    const char *at = term->normal;
    guint index = 0;
    struct token token;
    segmenter_start(segmenter, term->normal, term->length);
    while (segmenter_next(segmenter, &token)) {
        g_autofree char *word = g_strndup(token.text, token.length);
        double weak = lexicon_is_weak(word) ? weights->weak : 1;
        index += text_chars(at, (gsize)(token.text - at));
        at = token.text;
        for (guint i = 0; i < token.chars; i++)
            letters[index + i] = (struct letter){weak, i > 0};
        put_word(bag->words, token.text, token.length,
                 weak * (token.chars == 1 ? weights->single : 1), true);
    }
}

/* ---- bigrams: the mean of what their characters weigh */

static int compare_grams(gconstpointer a, gconstpointer b)
{
    const struct bag_gram *x = a, *y = b;
    if (x->key != y->key)
        return x->key > y->key ? 1 : -1;
    return (x->weight < y->weight) - (x->weight > y->weight);
}

static void add_grams(struct bag *bag, const struct query *term,
                      const struct letter *letters)
{
    struct grams grams;
    struct bag_gram gram = {0};
    grams_start(&grams, term->normal, term->length);
    for (; grams_next(&grams, &gram.key); letters++) {
        gram.weight = (letters[0].weight + letters[1].weight) / 2;
        if (says_something((gunichar)(gram.key >> 32)) &&
            says_something((gunichar)gram.key))
            g_array_append_val(bag->grams, gram);
    }
}

/* Of equal ones the first, which weighs most, stays. */
static void sort_grams(GArray *grams)
{
    guint kept = 0;
    g_array_sort(grams, compare_grams);
    struct bag_gram *list = (struct bag_gram *)(void *)grams->data;
    for (guint i = 0; i < grams->len; i++)
        if (kept == 0 || list[i].key != list[kept - 1].key)
            list[kept++] = list[i];
    g_array_set_size(grams, kept);
}

/* Words of two characters that are bigrams too: what the index says of them
 * need not be read twice. */
static void note_words(struct bag *bag)
{
    for (guint i = 0; i < bag->words->len; i++) {
        const struct bag_word *word =
            &g_array_index(bag->words, struct bag_word, i);
        struct grams grams;
        guint64 key;
        grams_start(&grams, word->text, word->length);
        if (word->chars != 2 || !grams_next(&grams, &key))
            continue;
        for (guint j = 0; j < bag->grams->len; j++) {
            struct bag_gram *gram =
                &g_array_index(bag->grams, struct bag_gram, j);
            if (gram->key == key)
                gram->word = word->weight;
        }
    }
}

/* ---- phrases: the longest word of the lexicon first, none overlapping */

/* A word of the lexicon counts where the segmenter has a word, or several: 查
 * in 检查 does not ask for 查处, 高企 in 提高企业 not for 高新技术企业. */
static void add_phrases(struct bag *bag, const struct weights *weights,
                        const struct query *term, const struct letter *letters)
{
    const double kinds[] = {[LEXICON_SAME] = weights->same,
                            [LEXICON_NEAR] = weights->near,
                            [LEXICON_FROM] = weights->from};
    const char *at = term->normal, *end = at + term->length;
    while (at < end) {
        gsize one = (gsize)(g_utf8_next_char(at) - at), said = one;
        const GArray *meant = lexicon_meanings(at, (gsize)(end - at), &said);
        guint chars = text_chars(at, said);
        bool whole = !letters[0].inner && !letters[chars].inner;
        for (guint i = 0; whole && meant != NULL && i < meant->len; i++) {
            const struct lexicon_word *word =
                &g_array_index(meant, struct lexicon_word, i);
            if (strstr(term->normal, word->text) == NULL)
                put_word(bag->phrases, word->text, word->length,
                         kinds[word->kind], kinds[word->kind] >= 1);
        }
        at += whole ? said : one;
        letters += whole ? chars : 1;
    }
}

/* ---- learned words: whole ones that the segmenter cuts */

static bool is_word(const struct bag *bag, const struct token *token)
{
    for (guint i = 0; i < bag->words->len; i++) {
        const struct bag_word *word =
            &g_array_index(bag->words, struct bag_word, i);
        if (word->length == token->length &&
            memcmp(word->text, token->text, token->length) == 0)
            return true;
    }
    return false;
}

/* Words of the index's vocabulary count beside the pieces they are cut into:
 * 质押融资 says more than 质, 押 and 融资. */
static void add_learned(struct bag *bag, struct matcher *matcher,
                        const struct query *term)
{
    struct token token;
    if (matcher->weights.learned <= 0)
        return;
    segmenter_use(matcher->segmenter, index_vocabulary(matcher->index));
    segmenter_start(matcher->segmenter, term->normal, term->length);
    while (segmenter_next(matcher->segmenter, &token))
        if (token.chars > 1 && !is_word(bag, &token))
            put_word(bag->phrases, token.text, token.length,
                     matcher->weights.learned, true);
    segmenter_use(matcher->segmenter, NULL);
}

/* ---- the door */

static void add_term(struct bag *bag, struct matcher *matcher,
                     const struct query *term)
{
    guint chars = text_chars(term->normal, term->length);
    g_autofree struct letter *letters = g_new0(struct letter, chars + 1);
    for (guint i = 0; i <= chars; i++)
        letters[i].weight = 1;
    add_words(bag, &matcher->weights, matcher->segmenter, term, letters);
    add_grams(bag, term, letters);
    add_phrases(bag, &matcher->weights, term, letters);
    add_learned(bag, matcher, term);
    bag->chars += chars;
}

bool bag_init(struct bag *bag, struct matcher *matcher,
              const struct query *query, GError **error)
{
    g_autoptr(GPtrArray) terms = query_terms(query);
    *bag = (struct bag){
        g_array_new(FALSE, FALSE, sizeof(struct bag_gram)),
        g_array_new(FALSE, FALSE, sizeof(struct bag_word)),
        g_array_new(FALSE, FALSE, sizeof(struct bag_word)),
        0,
    };
    g_array_set_clear_func(bag->words, bag_word_clear);
    g_array_set_clear_func(bag->phrases, bag_word_clear);
    if (matcher->segmenter == NULL)
        matcher->segmenter = segmenter_new(error);
    if (matcher->segmenter == NULL)
        return false;
    for (guint i = 0; i < terms->len; i++)
        add_term(bag, matcher, terms->pdata[i]);
    sort_grams(bag->grams);
    note_words(bag);
    return true;
}

void bag_clear(struct bag *bag)
{
    g_array_unref(bag->grams);
    g_array_unref(bag->words);
    g_array_unref(bag->phrases);
}

static void list_words(GPtrArray *words, const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct bag_word *word = &g_array_index(list, struct bag_word, i);
        if (word->shown && !g_ptr_array_find_with_equal_func(words, word->text,
                                                             g_str_equal, NULL))
            g_ptr_array_add(words, g_strdup(word->text));
    }
}

GPtrArray *matcher_words(struct matcher *matcher, const struct query *query,
                         GError **error)
{
    struct bag bag;
    GPtrArray *words = NULL;
    if (bag_init(&bag, matcher, query, error)) {
        words = g_ptr_array_new_with_free_func(g_free);
        list_words(words, bag.words);
        list_words(words, bag.phrases);
    }
    bag_clear(&bag);
    return words;
}
