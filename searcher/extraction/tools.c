/* Policy tools: which words of corpus/lexicon/tools.tsv stand in a measure. */
#include "searcher/extraction/inside.h"

#include "common/data/data.h"

#include <string.h>

enum { LONGEST = 10, LEAD_WEIGHT = 5 };

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

static const char *sentence_end(const char *at, const char *end)
{
    while (at < end && !ends_clause(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

/* A lead says what the measure is; without one its first sentence that does
 * not only give the ground (根据…的需要). */
static struct byte_span head_of(const struct extraction_text *text)
{
    const char *end = text->text + text->length, *at = text->text;
    if (text->lead > 0)
        return (struct byte_span){0, (guint32)text->lead};
    while (at < end && use_rule_at(at, end, USE_GROUND, NULL) != NULL &&
           sentence_end(at, end) < end)
        at = g_utf8_next_char(sentence_end(at, end));
    return (struct byte_span){(guint32)(at - text->text),
                              (guint32)(sentence_end(at, end) - text->text)};
}

/* Adds how much each tool weighs; false when there is none. */
static bool weigh(guint *weights, const char *text, gsize length,
                  struct byte_span head)
{
    const struct tools *all = tools_all();
    const char *end = text + length;
    bool found = false;
    for (const char *at = text, *next; at < end; at = next) {
        next = g_utf8_next_char(at);
        guint tool = tool_at(all, at, end, &next);
        gsize place = (gsize)(at - text);
        found |= tool > 0;
        if (tool > 0)
            weights[tool - 1] +=
                place >= head.start && place < head.end ? LEAD_WEIGHT : 1;
    }
    return found;
}

void extract_tools(struct measure *measure, const struct extraction_text *text)
{
    const GPtrArray *rows = tools_all()->rows;
    g_autofree guint *weights = g_new0(guint, rows->len);
    struct byte_span head = head_of(text);
    if (text->lead == 0 && text->heading != NULL) {
        gsize length = strlen(text->heading);
        if (weigh(weights, text->heading, length,
                  (struct byte_span){0, (guint32)length}))
            head.end = head.start;
    }
    weigh(weights, text->text, text->length, head);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        struct policy_tool tool = {row[1], row[0], weights[i]};
        if (weights[i] > 0)
            g_array_append_val(measure->tools, tool);
    }
    g_array_sort(measure->tools, heaviest_first);
}
