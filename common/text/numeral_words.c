/* Words beside numbers: the table rules/measures.tsv, by first character (by
 * the last for words that stand before a number), longest first.
 *
 * A unit in Latin letters counts only whole: 5gb is five of them, in 5gbit it
 * is not.
 */
#include "common/text/numeral.h"

#include "common/data/data.h"

#include <string.h>

struct word {
    const char *text;
    gsize length;
    enum word_use use;
};

struct words {
    GHashTable *behind, *fixed, *before; /* character → GArray of struct word */
};

bool text_begins(const char *at, const char *stop, const char *word,
                 gsize length)
{
    return (gsize)(stop - at) >= length && memcmp(at, word, length) == 0;
}

static enum word_use use_of(const char *name)
{
    static const struct {
        const char *name;
        enum word_use use;
    } uses[] = {
        {"measure", USE_MEASURE},   {"percent", USE_PERCENT},
        {"permille", USE_PERMILLE}, {"tenths", USE_TENTHS},
        {"noun", USE_NOUN},         {"name", USE_NAME},
        {"fixed", USE_FIXED},       {"ordinal", USE_ORDINAL},
        {"push", USE_PUSH},
    };
    for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
        if (strcmp(name, uses[i].name) == 0)
            return uses[i].use;
    return USE_NONE;
}

static gunichar last_code(const char *begin, const char *end)
{
    return end > begin ? g_utf8_get_char(g_utf8_prev_char(end)) : 0;
}

static void word_add(struct words *words, const char *text, enum word_use use)
{
    struct word word = {text, strlen(text), use};
    GHashTable *table = words->behind;
    gunichar code = g_utf8_get_char(text);
    if (use == USE_FIXED)
        table = words->fixed;
    if (use == USE_ORDINAL || use == USE_PUSH) {
        table = words->before;
        code = last_code(text, text + word.length);
    }
    GArray *list = g_hash_table_lookup(table, GUINT_TO_POINTER(code));
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(struct word));
        g_hash_table_insert(table, GUINT_TO_POINTER(code), list);
    }
    guint at = 0;
    while (at < list->len &&
           g_array_index(list, struct word, at).length >= word.length)
        at++;
    g_array_insert_val(list, at, word);
}

static void *words_load(void *unused)
{
    (void)unused;
    struct words *words = g_new0(struct words, 1);
    words->behind = g_hash_table_new(g_direct_hash, g_direct_equal);
    words->fixed = g_hash_table_new(g_direct_hash, g_direct_equal);
    words->before = g_hash_table_new(g_direct_hash, g_direct_equal);
    const GPtrArray *rows = data_table("rules/measures.tsv", 3);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        enum word_use use = use_of(row[1]);
        /* The heads of columns are the store's business. */
        if (use != USE_NONE)
            word_add(words, row[0], use);
    }
    return words;
}

static const struct words *words_get(void)
{
    static GOnce once = G_ONCE_INIT;
    return g_once(&once, words_load, NULL);
}

static const struct word *longest(GHashTable *table, const char *at,
                                  const char *stop)
{
    if (at >= stop)
        return NULL;
    const GArray *list =
        g_hash_table_lookup(table, GUINT_TO_POINTER(g_utf8_get_char(at)));
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct word *word = &g_array_index(list, struct word, i);
        if (!text_begins(at, stop, word->text, word->length))
            continue;
        const char *end = at + word->length;
        bool latin = g_ascii_isalnum(*at) && word->use == USE_MEASURE;
        if (!latin || end == stop || !g_ascii_isalnum(*end))
            return word;
    }
    return NULL;
}

enum word_use word_behind(const char *at, const char *stop, const char **end)
{
    const struct word *word = longest(words_get()->behind, at, stop);
    *end = at + (word != NULL ? word->length : 0);
    return word != NULL ? word->use : USE_NONE;
}

const char *word_fixed(const char *at, const char *stop)
{
    const struct word *word = longest(words_get()->fixed, at, stop);
    return word != NULL ? at + word->length : NULL;
}

bool word_before(const char *begin, const char *at, enum word_use use)
{
    const GArray *list = g_hash_table_lookup(
        words_get()->before, GUINT_TO_POINTER(last_code(begin, at)));
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct word *word = &g_array_index(list, struct word, i);
        if (word->use == use && (gsize)(at - begin) >= word->length &&
            memcmp(at - word->length, word->text, word->length) == 0)
            return true;
    }
    return false;
}
