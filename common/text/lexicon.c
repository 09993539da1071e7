/* The lexicon of corpus/lexicon: which words mean the same. */
#include "common/text/text.h"

#include "common/data/data.h"

/* Each word of each group points at its group; a word of several groups means
 * what all of them do. */
static void add_group(GHashTable *table, const char *words)
{
    g_auto(GStrv) list = g_strsplit(words, "|", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        char *word = normal_text(list[i], -1, NULL);
        GPtrArray *group = g_hash_table_lookup(table, word);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(table, word, group);
        } else {
            g_free(word);
        }
        for (guint j = 0; list[j] != NULL; j++) {
            char *other = normal_text(list[j], -1, NULL);
            if (g_ptr_array_find_with_equal_func(group, other, g_str_equal,
                                                 NULL))
                g_free(other);
            else
                g_ptr_array_add(group, other);
        }
    }
}

const GPtrArray *lexicon_synonyms(const char *word)
{
    static GHashTable *table;
    if (g_once_init_enter(&table)) {
        GHashTable *made = g_hash_table_new(g_str_hash, g_str_equal);
        const GPtrArray *rows = data_table("lexicon/synonyms.tsv", 2);
        for (guint i = 0; i < rows->len; i++)
            add_group(made, ((char **)rows->pdata[i])[0]);
        g_once_init_leave(&table, made);
    }
    return g_hash_table_lookup(table, word);
}
