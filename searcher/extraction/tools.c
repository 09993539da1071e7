/* Policy tools: which words of corpus/lexicon/tools.tsv stand in a measure. */
#include "searcher/extraction/inside.h"

#include "common/data/data.h"

#include <string.h>

enum { LONGEST = 10, LEAD_WEIGHT = 3 };

struct tools {
    GHashTable *words; /* normalised word to number of its tool + 1 */
    const GPtrArray *rows;
};

static const struct tools *tools_all(void)
{
    static gsize once;
    static struct tools tools;
    if (g_once_init_enter(&once)) {
        tools.rows = data_table("lexicon/tools.tsv", 4);
        tools.words = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < tools.rows->len; i++) {
            char **row = tools.rows->pdata[i];
            g_auto(GStrv) words = g_strsplit(row[2], " ", -1);
            for (char **word = words; *word != NULL; word++)
                g_hash_table_insert(tools.words, normal_text(*word, -1, NULL),
                                    GUINT_TO_POINTER(i + 1));
        }
        g_once_init_leave(&once, 1);
    }
    return &tools;
}

/* The tool of the longest word that begins at `at`, plus 1, or 0. */
static guint tool_at(const struct tools *tools, const char *at, const char *end,
                     const char **behind)
{
    char word[LONGEST * 4 + 1];
    const char *stop = at;
    guint found = 0;
    for (guint i = 0; i < LONGEST && stop < end; i++) {
        stop = g_utf8_next_char(stop);
        memcpy(word, at, (gsize)(stop - at));
        word[stop - at] = '\0';
        gpointer number = g_hash_table_lookup(tools->words, word);
        if (number != NULL) {
            found = GPOINTER_TO_UINT(number);
            *behind = stop;
        }
    }
    return found;
}

static gint heaviest_first(gconstpointer a, gconstpointer b)
{
    const struct policy_tool *left = a, *right = b;
    return (left->weight < right->weight) - (left->weight > right->weight);
}

/* Without a lead the first sentence says what the measure is. */
static const char *head_end(const struct extraction_text *text)
{
    const char *end = text->text + text->length;
    if (text->lead > 0)
        return text->text + text->lead;
    for (const char *at = text->text; at < end; at = g_utf8_next_char(at))
        if (AT(at, end, "。") || *at == ',' || *at == ';')
            return at;
    return end;
}

void find_tools(struct measure *measure, const struct extraction_text *text)
{
    const struct tools *all = tools_all();
    g_autofree guint *weights = g_new0(guint, all->rows->len);
    const char *end = text->text + text->length, *head = head_end(text);
    for (const char *at = text->text, *next; at < end; at = next) {
        next = g_utf8_next_char(at);
        guint tool = tool_at(all, at, end, &next);
        if (tool > 0)
            weights[tool - 1] += at < head ? LEAD_WEIGHT : 1;
    }
    for (guint i = 0; i < all->rows->len; i++) {
        char **row = all->rows->pdata[i];
        struct policy_tool tool = {row[1], row[0], weights[i]};
        if (weights[i] > 0)
            g_array_append_val(measure->tools, tool);
    }
    g_array_sort(measure->tools, heaviest_first);
}
