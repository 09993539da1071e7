/* A text as words: the segmenter's, with what the tables say of each. */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { LONGEST_NAME = 64, COUNTY_CHARS = 3 };

/* Brackets and masks stand within names: 中国（广东）知识产权保护中心. */
static bool gap_joins(const char *at, const char *end)
{
    for (; at < end; at++)
        if (*at != '(' && *at != ')' && *at != '*')
            return false;
    return true;
}

const struct place *place_named(const char *name, gsize length)
{
    char word[LONGEST_NAME];
    if (length >= sizeof word)
        return NULL;
    memcpy(word, name, length);
    word[length] = '\0';
    const struct rule *rule = rule_find(name, length);
    const struct place *place = place_find(word);
    if (place == NULL || (rule != NULL && rule->uses & USE_PLACEWORD) ||
        strcmp(place->level, "nation") == 0)
        return NULL;
    bool full = strcmp(place->name, word) == 0;
    if (strcmp(place->level, "county") == 0)
        return full && g_utf8_strlen(word, -1) >= COUNTY_CHARS ? place : NULL;
    return place;
}

static void add_word(struct words *words, const struct token *token)
{
    GArray *list = words->list;
    const char *before =
        list->len > 0 ? WORD(words, list->len - 1)->end : words->begin;
    const struct rule *rule = rule_find(token->text, token->length);
    struct word word = {
        .start = token->text,
        .end = token->text + token->length,
        .uses = rule != NULL ? rule->uses : 0,
        .place =
            token->chars > 1 ? place_named(token->text, token->length) : NULL,
        .joined = list->len > 0 && gap_joins(before, token->text),
    };
    g_array_append_val(list, word);
}

void words_cut(struct words *words, struct segmenter *segmenter,
               const char *text, gsize length)
{
    struct token token;
    words->begin = text;
    words->end = text + length;
    g_array_set_size(words->list, 0);
    segmenter_start(segmenter, text, length);
    while (segmenter_next(segmenter, &token))
        add_word(words, &token);
}
