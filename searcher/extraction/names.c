/* Names that are known by their last words, read back to where they cannot have
 * begun: what organisations (bodies.c) and programmes share.
 *
 * Both go through a text from its end, so that of 国家知识产权局专利局 the
 * whole is found and not its parts.
 */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { LONGEST_NAME = 26, LONGEST_PLACE = 12 };

static bool is_figure(const struct word *word)
{
    return g_ascii_isdigit(*word->start);
}

/* A verb that begins a clause governs the name; within one it is part of it. */
static bool governs(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    if (!(word->uses & USE_SOFT))
        return false;
    return !word->joined || WORD(words, i - 1)->uses & USE_ADVERB;
}

/* 争|创, 印|发: a verb that the dictionary does not know. */
static bool ends_with_stop(const struct words *words, guint i)
{
    const char *start =
        use_rule_before(WORD(words, i)->chain, WORD(words, i)->end,
                        USE_STOP | USE_TRIGGER, NULL);
    return start != NULL && start < WORD(words, i)->start && i > 0 &&
           start >= WORD(words, i - 1)->start;
}

/* The first word of the name whose last word is the i'th and whose ending
 * begins at `ending`. */
guint name_first_word(const struct words *words, guint i, const char *ending)
{
    const char *end = WORD(words, i)->end;
    guint first = i;
    while (first > 0 && WORD(words, first)->start > ending)
        first--;
    while (first > 0 && WORD(words, first)->joined) {
        const struct word *before = WORD(words, first - 1);
        bool level = before->uses & USE_LEVEL || before->place != NULL;
        if ((before->uses & (USE_STOP | USE_TRIGGER) && !level) ||
            ends_with_stop(words, first - 1) || is_figure(before) ||
            governs(words, first - 1) ||
            text_chars(before->start, (gsize)(end - before->start)) >
                LONGEST_NAME)
            break;
        first--;
    }
    return first;
}

/* Behind the last bracket that has no partner in the name. */
const char *name_balanced(const char *start, const char *end)
{
    const char *open = NULL;
    for (const char *at = start; at < end; at++) {
        if (*at == '(')
            open = at;
        if (*at == ')' && open == NULL)
            start = at + 1;
        else if (*at == ')')
            open = NULL;
    }
    return open != NULL ? open + 1 : start;
}

bool name_ends_otherwise(const struct words *words, guint i)
{
    return i + 1 < words->list->len && WORD(words, i + 1)->joined &&
           WORD(words, i + 1)->start == WORD(words, i)->end &&
           WORD(words, i + 1)->uses & USE_BEHIND;
}

/* The last word that ends at or before `at`; -1 when there is none. */
int words_last_before(const struct words *words, guint i, const char *at)
{
    int last = (int)i;
    while (last >= 0 && WORD(words, (guint)last)->end > at)
        last--;
    return last;
}

/* Back over the places and levels that stand right before, the longest name of
 * each. */
const char *name_places(const char *begin, const char *start)
{
    const char *at = start, *found = NULL;
    for (guint chars = 0; chars < LONGEST_PLACE && at > begin; chars++) {
        at = g_utf8_prev_char(at);
        const struct rule *rule = use_rule_find(at, (gsize)(start - at));
        bool one =
            chars == 0 && rule != NULL && rule->uses & (USE_LEVEL | USE_STEM);
        if (use_place(at, (gsize)(start - at)) != NULL ||
            (rule != NULL && rule->uses & USE_REGION) || one ||
            (chars == 1 && AT(at, start, "中共")))
            found = at;
    }
    return found != NULL ? name_places(begin, found) : start;
}

/* 甲市: what examples are written with. */
bool word_is_example(const struct words *words, guint i)
{
    return WORD(words, i)->uses & USE_STEM && i + 1 < words->list->len &&
           WORD(words, i + 1)->start == WORD(words, i)->end &&
           WORD(words, i + 1)->uses & USE_LEVEL;
}

bool word_ends_county(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    return word->end - word->start > (gssize)strlen("县") &&
           AT(word->end - strlen("县"), words->end, "县") &&
           !(word->uses & (USE_PLACEWORD | USE_STOP | USE_PLAIN));
}

/* 国家 and places say that a name is meant; 省级 says which sort. */
bool word_is_proper(const struct words *words, guint i)
{
    const struct word *word = WORD(words, i);
    if (word->place != NULL || word->uses & USE_REGION ||
        word_is_example(words, i) || word_ends_county(words, i))
        return true;
    bool sort = (i + 1 < words->list->len && WORD(words, i + 1)->joined &&
                 AT(WORD(words, i + 1)->start, words->end, "级")) ||
                AT(word->end - strlen("级"), words->end, "级");
    return word->uses & USE_LEVEL && !sort;
}

void extracts_reverse(GArray *out)
{
    for (guint i = 0; i + 1 < out->len - i; i++) {
        struct extract *a = &g_array_index(out, struct extract, i);
        struct extract *b =
            &g_array_index(out, struct extract, out->len - 1 - i);
        struct extract swap = *a;
        *a = *b, *b = swap;
    }
}
