/* All texts of an index as one row of characters, with the masks in it.
 *
 * Reads the normalised texts, which know no line end, so that one between two
 * units is a character like any other in a context: "begins a paragraph" is
 * evidence.  The phrases of lexicon/collocations.tsv come last, as one plan
 * more: a mask's word is often used in plans as it is used everywhere, and five
 * plans do not show it.
 */
#include "indexer/masks/inside.h"

#include "common/data/data.h"

#include <string.h>

/* Characters of a phrase that count.  Of 132 masks of a scraped plan 119 came
 * out right with six, 118 with four; eight are as good as six. */
enum { COLLOCATION_MOST = 6 };

/* ---- the lexicon */

struct collocations {
    GPtrArray *before, *after; /* of char *, normalised */
};

static void collocations_add(GPtrArray *list, const char *field)
{
    g_auto(GStrv) phrases = g_strsplit(field, "|", -1);
    for (char **phrase = phrases; *phrase != NULL; phrase++) {
        char *normal = normal_text(*phrase, -1, NULL);
        if (*normal == '\0' ||
            g_ptr_array_find_with_equal_func(list, normal, g_str_equal, NULL))
            g_free(normal);
        else
            g_ptr_array_add(list, normal);
    }
}

/* Word → struct collocations; for the whole run. */
static GHashTable *lexicon(void)
{
    static GHashTable *table;
    if (g_once_init_enter(&table)) {
        GHashTable *made = g_hash_table_new(g_str_hash, g_str_equal);
        const GPtrArray *rows = data_table("lexicon/collocations.tsv", 4);
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);
            struct collocations *of = g_new(struct collocations, 1);
            *of = (struct collocations){g_ptr_array_new(), g_ptr_array_new()};
            collocations_add(of->before, row[1]);
            collocations_add(of->after, row[2]);
            g_hash_table_insert(made, normal_text(row[0], -1, NULL), of);
        }
        g_once_init_leave(&table, made);
    }
    return table;
}

/* Characters of the phrase when it ends (begins) at the place; else 0. */
static guint phrase_at(const struct corpus *corpus, const char *phrase,
                       guint32 at, bool before)
{
    guint chars = (guint)g_utf8_strlen(phrase, -1);
    if (before ? chars > at : chars > corpus->length - at)
        return 0;
    for (guint32 i = before ? at - chars : at; *phrase != '\0';
         i++, phrase = g_utf8_next_char(phrase))
        if (corpus->text[i] != g_utf8_get_char(phrase))
            return 0;
    return MIN(chars, COLLOCATION_MOST);
}

static guint longest(const struct corpus *corpus, const GPtrArray *phrases,
                     guint32 at, bool before)
{
    guint best = 0;
    for (guint i = 0; i < phrases->len; i++)
        best = MAX(
            best, phrase_at(corpus, g_ptr_array_index(phrases, i), at, before));
    return best;
}

guint collocation_chars(const struct corpus *corpus, guint32 at,
                        const char *word, guint length)
{
    const struct collocations *of = g_hash_table_lookup(lexicon(), word);
    if (of == NULL)
        return 0;
    return longest(corpus, of->before, at, true) +
           longest(corpus, of->after, at + length, false);
}

/* ---- the texts */

static void put(GArray *text, const char *bytes, gsize length)
{
    for (const char *p = bytes; p < bytes + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_array_append_val(text, c);
    }
}

static int strings_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Every phrase with its word, a unit each. */
static void put_lexicon(GArray *text)
{
    g_autofree char **words =
        (char **)g_hash_table_get_keys_as_array(lexicon(), NULL);
    guint count = g_hash_table_size(lexicon());
    qsort(words, count, sizeof *words, strings_order);
    for (guint i = 0; i < count; i++) {
        const struct collocations *of =
            g_hash_table_lookup(lexicon(), words[i]);
        for (guint j = 0; j < of->before->len + of->after->len; j++) {
            bool before = j < of->before->len;
            const char *phrase =
                before ? g_ptr_array_index(of->before, j)
                       : g_ptr_array_index(of->after, j - of->before->len);
            put(text, before ? phrase : words[i],
                strlen(before ? phrase : words[i]));
            put(text, before ? words[i] : phrase,
                strlen(before ? words[i] : phrase));
            put(text, "\n", 1);
        }
    }
}

static bool any_mask(const struct index *index)
{
    struct entry entry;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        index_entry(index, unit, &entry);
        if (memmem(entry.text, entry.length, "**", 2) != NULL)
            return true;
    }
    return false;
}

/* Masks of a unit whose text ends where the corpus ends now. */
static void find_masks(struct corpus *corpus, const GArray *text, guint32 unit,
                       const struct entry *entry)
{
    const char *end = entry->text + entry->length, *p = entry->text;
    guint32 at = text->len - entry->chars;
    while (p < end) {
        gsize run = 0;
        while (p + run < end && p[run] == '*')
            run++;
        if (run >= MASK_LEAST) {
            struct hidden mask = {.unit = unit,
                                  .from = (guint32)(p - entry->text),
                                  .to = (guint32)(p + run - entry->text),
                                  .at = at,
                                  .length = (guint32)run,
                                  .plan = entry->plan,
                                  .tried = run <= MASK_MOST &&
                                           corpus->masks->len < MASKS_MOST};
            g_array_append_val(corpus->masks, mask);
        }
        corpus->bare -= (guint32)run;
        at += MAX((guint32)run, 1);
        p = run > 0 ? p + run : g_utf8_next_char(p);
    }
}

static void put_plan(struct corpus *corpus, GArray *text,
                     const struct index *index, guint32 plan)
{
    guint32 first, count;
    index_plan_units(index, plan, &first, &count);
    corpus->starts[plan] = text->len;
    for (guint32 unit = first; unit < first + count; unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        put(text, entry.text, entry.length);
        find_masks(corpus, text, unit, &entry);
        put(text, "\n", 1);
    }
}

struct corpus *corpus_new(const struct index *index)
{
    if (!any_mask(index))
        return NULL;
    struct corpus *corpus = g_new0(struct corpus, 1);
    guint32 plans = index_plans(index);
    GArray *text = g_array_new(FALSE, FALSE, sizeof(gunichar));
    corpus->masks = g_array_new(FALSE, FALSE, sizeof(struct hidden));
    corpus->plans = plans + 1;
    corpus->starts = g_new0(guint32, corpus->plans + 1);
    put(text, "\n", 1);
    for (guint32 plan = 0; plan < plans; plan++)
        put_plan(corpus, text, index, plan);
    corpus->starts[plans] = text->len;
    put_lexicon(text);
    corpus->starts[plans + 1] = text->len;
    corpus->length = text->len;
    corpus->bare += text->len;
    corpus->text = (gunichar *)(void *)g_array_free(text, FALSE);
    return corpus;
}

void corpus_free(struct corpus *corpus)
{
    g_array_unref(corpus->masks);
    g_free(corpus->starts);
    g_free(corpus->text);
    g_free(corpus);
}
