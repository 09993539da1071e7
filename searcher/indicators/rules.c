/* Patterns of the tables in corpus/rules, compiled once. */
#include "searcher/indicators/inside.h"

#include "common/data/data.h"

#include <string.h>

static const char *const signs[] = {
    [RELATION_EQUAL] = "=",   [RELATION_AT_LEAST] = "≥", [RELATION_MORE] = ">",
    [RELATION_AT_MOST] = "≤", [RELATION_LESS] = "<",     [RELATION_ABOUT] = "~",
};

const char *relation_sign(enum relation relation)
{
    return signs[relation];
}

enum relation relation_of(const char *sign)
{
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strcmp(signs[i], sign) == 0)
            return (enum relation)i;
    return RELATION_EQUAL;
}

static GRegex *compile(const char *table, const char *pattern,
                       enum anchor anchor)
{
    static const char *const frames[] = {
        [AT_START] = "^(?:%s)", [AT_END] = "(?:%s)$", [ANYWHERE] = "(?:%s)"};
    g_auto(GStrv) parts = g_strsplit(frames[anchor], "%s", 2);
    g_autofree char *whole = g_strconcat(parts[0], pattern, parts[1], NULL);
    GError *error = NULL;
    GRegex *regex = g_regex_new(
        whole, G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, &error);
    if (regex == NULL)
        g_error("%s: %s", table, error->message);
    return regex;
}

static GArray *rules_new(const char *table, const char *use, enum anchor anchor)
{
    const GPtrArray *rows = data_table(table, 4);
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        if (strcmp(row[0], use) != 0)
            continue;
        struct rule rule = {compile(table, row[1], anchor), row[0], row[2]};
        g_array_append_val(rules, rule);
    }
    return rules;
}

const GArray *rules_of(const char *table, const char *use, enum anchor anchor)
{
    static GMutex mutex;
    static GHashTable *known;
    g_autofree char *key = g_strdup_printf("%s %s %d", table, use, (int)anchor);
    g_mutex_lock(&mutex);
    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *rules = g_hash_table_lookup(known, key);
    if (rules == NULL) {
        rules = rules_new(table, use, anchor);
        g_hash_table_insert(known, g_steal_pointer(&key), rules);
    }
    g_mutex_unlock(&mutex);
    return rules;
}

bool rules_match(const GArray *rules, const char *text, gsize from, gsize to,
                 const struct rule **rule, gsize *start, gsize *end)
{
    int longest = -1;
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *at = &g_array_index(rules, struct rule, i);
        GMatchInfo *info = NULL;
        int first = 0, last = 0;
        if (g_regex_match_full(at->pattern, text + from, (gssize)(to - from), 0,
                               0, &info, NULL) &&
            g_match_info_fetch_pos(info, 0, &first, &last) &&
            last - first > longest) {
            longest = last - first;
            if (rule != NULL)
                *rule = at;
            if (start != NULL)
                *start = from + (gsize)first;
            if (end != NULL)
                *end = from + (gsize)last;
        }
        g_match_info_free(info);
    }
    return longest >= 0;
}
