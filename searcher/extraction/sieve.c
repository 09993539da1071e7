/* A sieve before the dictionary: which clauses may hold a name at all.
 *
 * Cutting a text into words takes far longer than all that follows, and most
 * clauses end no name.  A sieve knows the pairs of characters that endings end
 * with, or that places begin with, and single characters that do; a clause
 * without any of them is not cut.  Pairs are hashed: a sieve lets too much
 * through, never too little.
 */
#include "searcher/extraction/inside.h"

#include "common/data/data.h"

#include <string.h>

enum { BITS = 1 << 16 };

struct sieve {
    guint8 pairs[BITS / 8], ones[BITS / 8];
};

static guint pair_hash(gunichar first, gunichar second)
{
    return (first * 2654435761u ^ second * 40503u) >> 7 & (BITS - 1);
}

static void set(guint8 *bits, guint at)
{
    bits[at / 8] = (guint8)(bits[at / 8] | 1u << at % 8);
}

static bool is_set(const guint8 *bits, guint at)
{
    return bits[at / 8] >> at % 8 & 1;
}

static void add_end(struct sieve *sieve, const char *word)
{
    const char *end = word + strlen(word);
    const char *last = g_utf8_find_prev_char(word, end);
    const char *before = g_utf8_find_prev_char(word, last);
    if (before != NULL)
        set(sieve->pairs,
            pair_hash(g_utf8_get_char(before), g_utf8_get_char(last)));
    else
        set(sieve->ones, g_utf8_get_char(last) & (BITS - 1));
}

static void add_start(struct sieve *sieve, const char *word)
{
    const char *next = g_utf8_next_char(word);
    if (*next != '\0')
        set(sieve->pairs,
            pair_hash(g_utf8_get_char(word), g_utf8_get_char(next)));
}

static void add_rule(const char *word, const struct rule *rule, void *data)
{
    struct sieve *sieve = data;
    (void)rule;
    add_end(sieve, word);
}

static void add_region(const char *word, const struct rule *rule, void *data)
{
    struct sieve *sieve = data;
    (void)rule;
    add_start(sieve, word);
}

static void add_places(struct sieve *sieve)
{
    static const char *const endings[] = {"省", "市", "县", "区", "镇"};
    const GPtrArray *rows = data_table("rules/places.tsv", 5);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        g_auto(GStrv) names = g_strsplit(row[4], " ", -1);
        add_start(sieve, row[0]);
        for (char **name = names; *name != NULL; name++)
            if (**name != '\0')
                add_start(sieve, *name);
    }
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        add_end(sieve, endings[i]);
    rules_each(USE_REGION, add_region, sieve);
}

struct sieve *sieve_new(guint uses)
{
    struct sieve *sieve = g_new0(struct sieve, 1);
    if (uses & USE_REGION)
        add_places(sieve);
    else
        rules_each(uses, add_rule, sieve);
    return sieve;
}

void sieve_free(struct sieve *sieve)
{
    g_free(sieve);
}

bool sieve_begins(const struct sieve *sieve, const char *at, const char *end)
{
    const char *next = g_utf8_next_char(at);
    return next < end && is_set(sieve->pairs, pair_hash(g_utf8_get_char(at),
                                                        g_utf8_get_char(next)));
}

bool sieve_passes(const struct sieve *sieve, const char *at, const char *end)
{
    for (gunichar before = 0; at < end; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (is_set(sieve->ones, code & (BITS - 1)) ||
            is_set(sieve->pairs, pair_hash(before, code)))
            return true;
        before = code;
    }
    return false;
}
