/* The shortest way through a stretch of text over ICU's words and those of a
 * vocabulary.
 *
 * Every character is a stage of the way.  A word costs 1; a character that is
 * left over where a word of the vocabulary begins or ends within one of ICU's
 * costs more, so that ICU is believed unless the vocabulary saves a word
 * (保护|知识 is not 保|护知|识).  What is left decides between equal ways:
 * ICU's words cost a trifle less than the vocabulary's, frequent ones less than
 * rare ones.
 */
#include "common/text/cover.h"

#include "common/text/vocabulary.h"

#include <math.h>
#include <string.h>

#define COST_WORD 1.0
#define COST_LEFT_OVER 1.5
#define COST_LEARNED 1.002
#define GAIN_FREQUENT 1e-4 /* for each e-fold of the count */

struct stage {
    const char *text;
    double cost;  /* of the best way from the beginning; INFINITY: none */
    guint32 word; /* characters of ICU's word that begins here, or 0 */
    guint32 last; /* characters of the last word of the best way */
};

struct cover {
    GArray *stages; /* one a character, one more at the end */
    const char *end;
};

struct cover *cover_new(void)
{
    struct cover *cover = g_new(struct cover, 1);
    cover->stages = g_array_new(FALSE, FALSE, sizeof(struct stage));
    cover->end = NULL;
    return cover;
}

void cover_free(struct cover *cover)
{
    g_array_unref(cover->stages);
    g_free(cover);
}

void cover_start(struct cover *cover)
{
    g_array_set_size(cover->stages, 0);
}

void cover_add(struct cover *cover, const struct token *word)
{
    const char *text = word->text;
    for (guint i = 0; i < word->chars; i++, text = g_utf8_next_char(text)) {
        struct stage stage = {text, INFINITY, i == 0 ? word->chars : 0, 0};
        g_array_append_val(cover->stages, stage);
    }
    cover->end = word->text + word->length;
}

static void reach(struct stage *stages, guint from, guint chars, double cost)
{
    struct stage *to = &stages[from + chars];
    if (stages[from].cost + cost >= to->cost)
        return;
    to->cost = stages[from].cost + cost;
    to->last = chars;
}

/* Numbers and Latin words are ICU's alone. */
static bool may_be_left_over(const char *text)
{
    return (guchar)*text >= 0xe2;
}

static void reach_word(struct stage *stages, guint from, guint to,
                       const struct vocabulary_word *word)
{
    if (word != NULL)
        reach(stages, from, to - from,
              COST_LEARNED - GAIN_FREQUENT * log1p(word->count));
}

static void reach_words(struct stage *stages, guint from, guint count,
                        const struct vocabulary *vocabulary)
{
    struct range range;
    const char *text = stages[from].text;
    reach_word(stages, from, from + 1,
               vocabulary_begin(vocabulary, &range, text));
    for (guint to = from + 1; to < count && range.low < range.high; to++)
        reach_word(stages, from, to + 1,
                   vocabulary_narrow(vocabulary, &range, text,
                                     (gsize)(stages[to].text - text),
                                     (gsize)(stages[to + 1].text - text)));
}

/* Appends the words of the best way, found from its end. */
static void append_way(const struct stage *stages, guint count, GArray *words)
{
    guint first = words->len, at = count;
    while (at > 0) {
        guint from = at - stages[at].last;
        struct token token = {
            stages[from].text,
            (guint)(stages[at].text - stages[from].text),
            stages[at].last,
        };
        g_array_append_val(words, token);
        at = from;
    }
    for (guint i = first, j = words->len; i + 1 < j; i++) {
        struct token *left = &g_array_index(words, struct token, i);
        struct token *right = &g_array_index(words, struct token, --j);
        struct token swap = *left;
        *left = *right;
        *right = swap;
    }
}

void cover_end(struct cover *cover, const struct vocabulary *vocabulary,
               GArray *words)
{
    guint count = cover->stages->len;
    if (count == 0)
        return;
    struct stage end = {cover->end, INFINITY, 0, 0};
    g_array_append_val(cover->stages, end);
    struct stage *stages = (struct stage *)(void *)cover->stages->data;
    stages[0].cost = 0;
    for (guint i = 0; i < count; i++) {
        if (isinf(stages[i].cost))
            continue;
        if (stages[i].word > 0)
            reach(stages, i, stages[i].word, COST_WORD);
        if (stages[i].word != 1 && may_be_left_over(stages[i].text))
            reach(stages, i, 1, COST_LEFT_OVER);
        reach_words(stages, i, count, vocabulary);
    }
    append_way(stages, count, words);
    cover_start(cover);
}
