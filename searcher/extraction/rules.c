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

/* What words that begin (or end) with a character are used for, and how long
 * they are: most characters begin none, and no more than a look need be spent
 * on them. */
struct edge {
    guint uses;
    guint lengths; /* in characters: bit by bit */
};

struct rules {
    GHashTable *words;          /* char * → struct rule */
    GHashTable *firsts, *lasts; /* character → struct edge */
};

static void note_edge(GHashTable *edges, gunichar code, guint uses,
                      guint length)
{
    struct edge *edge = g_hash_table_lookup(edges, GUINT_TO_POINTER(code));
    if (edge == NULL) {
        edge = g_new0(struct edge, 1);
        g_hash_table_insert(edges, GUINT_TO_POINTER(code), edge);
    }
    edge->uses |= uses;
    edge->lengths |= length <= LONGEST ? 1U << length : 0;
}

static void note_edges(struct rules *rules)
{
    GHashTableIter iter;
    gpointer key, value;
    rules->firsts = g_hash_table_new(NULL, NULL);
    rules->lasts = g_hash_table_new(NULL, NULL);
    g_hash_table_iter_init(&iter, rules->words);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const char *word = key, *end = word + strlen(word);
        const struct rule *rule = value;
        guint length = (guint)g_utf8_strlen(word, -1);
        note_edge(rules->firsts, g_utf8_get_char(word), rule->uses, length);
        note_edge(rules->lasts, g_utf8_get_char(g_utf8_prev_char(end)),
                  rule->uses, length);
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

static const struct rules *rules_all(void)
{
    static gsize once;
    static struct rules rules;
    if (g_once_init_enter(&once)) {
        rules.words = rules_read();
        note_edges(&rules);
        g_once_init_leave(&once, 1);
    }
    return &rules;
}

void use_rules_each(guint use,
                    void (*call)(const char *word, const struct rule *rule,
                                 void *data),
                    void *data)
{
    GHashTableIter iter;
    gpointer word, rule;
    g_hash_table_iter_init(&iter, rules_all()->words);
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
    return g_hash_table_lookup(rules_all()->words, key);
}

/* The lengths of words of that edge, of which some may have the use; bit i is
 * set for i characters. */
static guint lengths_of(GHashTable *edges, const char *character, guint use)
{
    gunichar code = g_utf8_get_char(character);
    const struct edge *edge =
        g_hash_table_lookup(edges, GUINT_TO_POINTER(code));
    return edge != NULL && edge->uses & use ? edge->lengths : 0;
}

const char *use_rule_before(const char *begin, const char *end, guint use,
                            const struct rule **rule)
{
    const char *found = NULL, *at = end;
    guint lengths =
        begin < end ? lengths_of(rules_all()->lasts, g_utf8_prev_char(end), use)
                    : 0;
    for (guint i = 1; lengths >> i != 0 && at > begin; i++) {
        at = g_utf8_prev_char(at);
        if ((lengths >> i & 1) == 0)
            continue;
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
    guint lengths = at < end ? lengths_of(rules_all()->firsts, at, use) : 0;
    for (guint i = 1; lengths >> i != 0 && stop < end; i++) {
        stop = g_utf8_next_char(stop);
        if ((lengths >> i & 1) == 0)
            continue;
        const struct rule *one = use_rule_find(at, (gsize)(stop - at));
        if (one != NULL && one->uses & use) {
            found = stop;
            if (rule != NULL)
                *rule = one;
        }
    }
    return found;
}
