/* The tables of names and verbs: a word, and what it is used for. */
#include "searcher/extraction/inside.h"

#include "common/data/data.h"

#include <string.h>

/* Characters and bytes of the longest word. */
enum { LONGEST = 14, LONGEST_BYTES = 64 };

static const struct {
    const char *name;
    enum use use;
} uses[] = {
    {"office", USE_OFFICE},     {"organ", USE_ORGAN},
    {"body", USE_BODY},         {"programme", USE_PROGRAMME},
    {"level", USE_LEVEL},       {"stop", USE_STOP},
    {"trigger", USE_TRIGGER},   {"soft", USE_SOFT},
    {"plain", USE_PLAIN},       {"behind", USE_BEHIND},
    {"region", USE_REGION},     {"placeword", USE_PLACEWORD},
    {"zone", USE_ZONE},         {"issue", USE_ISSUE},
    {"verb", USE_VERB},         {"start", USE_START},
    {"adverb", USE_ADVERB},     {"pivot", USE_PIVOT},
    {"seat", USE_SEAT},         {"noend", USE_NOEND},
    {"compound", USE_COMPOUND}, {"head", USE_HEAD},
    {"matter", USE_MATTER},     {"maker", USE_MAKER},
    {"pair", USE_PAIR},         {"ground", USE_GROUND},
    {"end", USE_END},
};

static guint use_of(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
        if (strcmp(uses[i].name, name) == 0)
            return uses[i].use;
    g_error("unknown use '%s' in the tables of names", name);
}

static void add_words(GHashTable *rules, const char *words, guint use,
                      const char *type)
{
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (char **word = list; *word != NULL; word++) {
        g_autofree char *normal = normal_text(*word, -1, NULL);
        struct rule *rule = g_hash_table_lookup(rules, normal);
        if (*normal == '\0')
            continue;
        if (rule == NULL) {
            rule = g_new0(struct rule, 1);
            g_hash_table_insert(rules, g_strdup(normal), rule);
        }
        rule->uses |= use;
        if (*type != '\0')
            rule->type = type;
    }
}

static GHashTable *rules_read(void)
{
    GHashTable *rules = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *names = data_table("rules/names.tsv", 4);
    const GPtrArray *places = data_table("rules/places.tsv", 5);
    const GPtrArray *verbs = data_table("lexicon/verbs.tsv", 3);
    for (guint i = 0; i < names->len; i++) {
        char **row = names->pdata[i];
        add_words(rules, row[1], use_of(row[0]), row[2]);
    }
    for (guint i = 0; i < verbs->len; i++) {
        char **row = verbs->pdata[i];
        add_words(rules, row[1], use_of(row[0]), "");
    }
    for (guint i = 0; i < places->len; i++) {
        char **row = places->pdata[i];
        if (strcmp(row[2], "stem") == 0)
            add_words(rules, row[0], USE_STEM, "");
    }
    return rules;
}

static GHashTable *rules_all(void)
{
    static gsize once;
    static GHashTable *rules;
    if (g_once_init_enter(&once)) {
        rules = rules_read();
        g_once_init_leave(&once, 1);
    }
    return rules;
}

void use_rules_each(guint use,
                    void (*call)(const char *word, const struct rule *rule,
                                 void *data),
                    void *data)
{
    GHashTableIter iter;
    gpointer word, rule;
    g_hash_table_iter_init(&iter, rules_all());
    while (g_hash_table_iter_next(&iter, &word, &rule))
        if (((const struct rule *)rule)->uses & use)
            call(word, rule, data);
}

const struct rule *use_rule_find(const char *word, gsize length)
{
    char key[LONGEST_BYTES];
    if (length >= sizeof key)
        return NULL;
    memcpy(key, word, length);
    key[length] = '\0';
    return g_hash_table_lookup(rules_all(), key);
}

const char *use_rule_before(const char *begin, const char *end, guint use,
                            const struct rule **rule)
{
    const char *found = NULL, *at = end;
    for (guint i = 0; i < LONGEST && at > begin; i++) {
        at = g_utf8_prev_char(at);
        const struct rule *one = use_rule_find(at, (gsize)(end - at));
        if (one != NULL && one->uses & use) {
            found = at;
            if (rule != NULL)
                *rule = one;
        }
    }
    return found;
}

const char *use_rule_at(const char *at, const char *end, guint use,
                        const struct rule **rule)
{
    const char *found = NULL, *stop = at;
    for (guint i = 0; i < LONGEST && stop < end; i++) {
        stop = g_utf8_next_char(stop);
        const struct rule *one = use_rule_find(at, (gsize)(stop - at));
        if (one != NULL && one->uses & use) {
            found = stop;
            if (rule != NULL)
                *rule = one;
        }
    }
    return found;
}
