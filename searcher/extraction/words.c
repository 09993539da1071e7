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

const struct place *use_place(const char *name, gsize length)
{
    char word[LONGEST_NAME];
    if (length >= sizeof word)
        return NULL;
    memcpy(word, name, length);
    word[length] = '\0';
    const struct rule *rule = use_rule_find(name, length);
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
    const struct rule *rule = use_rule_find(token->text, token->length);
    struct word word = {
        .start = token->text,
        .end = token->text + token->length,
        .uses = rule != NULL ? rule->uses : 0,
        .place =
            token->chars > 1 ? use_place(token->text, token->length) : NULL,
        .joined = list->len > 0 && gap_joins(before, token->text),
    };
    word.chain = word.joined ? WORD(words, list->len - 1)->chain : token->text;
    g_array_append_val(list, word);
}

bool ends_clause(gunichar code)
{
    return code == ',' || code == 0x3002 || code == ';' || code == ':' ||
           code == '!' || code == '?';
}

static const char *clause_end(const char *at, const char *end)
{
    while (at < end && !ends_clause(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at < end ? g_utf8_next_char(at) : at;
}

static void cut(struct words *words, struct segmenter *segmenter,
                const char *at, const char *end)
{
    struct token token;
    segmenter_start(segmenter, at, (gsize)(end - at));
    while (segmenter_next(segmenter, &token))
        add_word(words, &token);
}

void words_cut(struct words *words, struct segmenter *segmenter,
               const struct sieve *sieve, const char *text, gsize length)
{
    words->begin = text;
    words->end = text + length;
    g_array_set_size(words->list, 0);
    if (sieve == NULL)
        cut(words, segmenter, text, words->end);
    for (const char *at = text, *end; sieve != NULL && at < words->end;
         at = end) {
        end = clause_end(at, words->end);
        if (sieve_passes(sieve, at, end))
            cut(words, segmenter, at, end);
    }
}

/* 优|化: whether both together are a word of measures. */
static const struct rule *whole_rule(const struct word *last,
                                     const struct word *word)
{
    bool single = g_utf8_next_char(word->start) == word->end ||
                  g_utf8_next_char(last->start) == last->end;
    const struct rule *rule =
        single && last->end == word->start
            ? use_rule_find(last->start, (gsize)(word->end - last->start))
            : NULL;
    guint uses = USE_VERB | USE_START | USE_HEAD | USE_MATTER;
    return rule != NULL && rule->uses & uses ? rule : NULL;
}

/* 健|全市: a verb and a level, 健全|市. */
static void divide_level(struct word *last, struct word *word)
{
    const char *level = g_utf8_next_char(word->start);
    if (last->end != word->start || level >= word->end ||
        g_utf8_next_char(last->start) != last->end)
        return;
    const struct rule *verb =
        use_rule_find(last->start, (gsize)(level - last->start));
    const struct rule *rest = use_rule_find(level, (gsize)(word->end - level));
    if (verb == NULL || !(verb->uses & USE_VERB) || rest == NULL ||
        !(rest->uses & USE_LEVEL))
        return;
    last->end = word->start = level;
    last->uses = verb->uses;
    word->uses = rest->uses;
    last->place = word->place = NULL;
}

void words_mend(struct words *words)
{
    GArray *list = words->list;
    guint to = 0;
    for (guint i = 0; i < list->len; i++) {
        struct word word = *WORD(words, i);
        struct word *last = to > 0 ? WORD(words, to - 1) : NULL;
        const struct rule *rule = last != NULL ? whole_rule(last, &word) : NULL;
        if (rule != NULL) {
            last->end = word.end;
            last->uses = rule->uses;
            last->place = NULL;
            continue;
        }
        if (last != NULL)
            divide_level(last, &word);
        *WORD(words, to++) = word;
    }
    g_array_set_size(list, to);
}
