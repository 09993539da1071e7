/* The lexicon of corpus/lexicon: which words stand for which.
 *
 * Reads associations.tsv and weak-words.tsv once, gives look-ups by normalised
 * word.  A row of the kind `same` or `near` is a group whose words stand for
 * each other; one of the kind `from` leads from what people say to what plans
 * and statutes say, and not back: who asks for 专利权 does not mean every 专利.
 * A word of several rows means what all of them say; of two ways to the same
 * word the closer kind counts.
 */
#include "common/text/text.h"

#include "common/data/data.h"

#include <string.h>

static const char *const kind_names[] = {
    [LEXICON_SAME] = "same", [LEXICON_NEAR] = "near", [LEXICON_FROM] = "from"};

struct lexicon {
    GStringChunk *words;  /* every word, once; the tables borrow them */
    GHashTable *meanings; /* char * → GArray of struct lexicon_word */
    GHashTable *synonyms; /* char * → GPtrArray of char * */
    GHashTable *weak;     /* set of char * */
    gsize longest;        /* bytes of a word in `meanings` */
};

/* ---- reading */

static char *keep_word(struct lexicon *lexicon, const char *text)
{
    g_autofree char *normal = normal_text(text, -1, NULL);
    return g_string_chunk_insert_const(lexicon->words, normal);
}

/* The words of a field, normalised. */
static GPtrArray *words_of(struct lexicon *lexicon, const char *field)
{
    GPtrArray *words = g_ptr_array_new();
    g_auto(GStrv) list = g_strsplit(field, " ", -1);
    for (guint i = 0; list[i] != NULL; i++)
        if (list[i][0] != '\0')
            g_ptr_array_add(words, keep_word(lexicon, list[i]));
    return words;
}

static void add_meaning(struct lexicon *lexicon, char *said, char *meant,
                        enum lexicon_kind kind)
{
    GArray *list = g_hash_table_lookup(lexicon->meanings, said);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(struct lexicon_word));
        g_hash_table_insert(lexicon->meanings, said, list);
        lexicon->longest = MAX(lexicon->longest, strlen(said));
    }
    for (guint i = 0; i < list->len; i++) {
        struct lexicon_word *known =
            &g_array_index(list, struct lexicon_word, i);
        if (strcmp(known->text, meant) == 0) {
            known->kind = MIN(known->kind, kind);
            return;
        }
    }
    struct lexicon_word word = {meant, strlen(meant), kind};
    g_array_append_val(list, word);
}

static void add_synonym(GHashTable *synonyms, char *said, char *meant)
{
    GPtrArray *list = g_hash_table_lookup(synonyms, said);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(synonyms, said, list);
    }
    if (!g_ptr_array_find_with_equal_func(list, meant, g_str_equal, NULL))
        g_ptr_array_add(list, meant);
}

static void add_row(struct lexicon *lexicon, char *const *row)
{
    g_autoptr(GPtrArray) said = words_of(lexicon, row[1]);
    g_autoptr(GPtrArray) other = words_of(lexicon, row[2]);
    enum lexicon_kind kind = LEXICON_SAME;
    while (kind < LEXICON_FROM && strcmp(row[0], kind_names[kind]) != 0)
        kind++;
    const GPtrArray *meant = kind == LEXICON_FROM ? other : said;
    for (guint i = 0; i < said->len; i++)
        for (guint j = 0; j < meant->len; j++) {
            if (kind == LEXICON_SAME)
                add_synonym(lexicon->synonyms, said->pdata[i], meant->pdata[j]);
            if (said->pdata[i] != meant->pdata[j])
                add_meaning(lexicon, said->pdata[i], meant->pdata[j], kind);
        }
}

static struct lexicon *lexicon_read(void)
{
    struct lexicon *lexicon = g_new0(struct lexicon, 1);
    const GPtrArray *rows = data_table("lexicon/associations.tsv", 4);
    const GPtrArray *weak = data_table("lexicon/weak-words.tsv", 2);
    lexicon->words = g_string_chunk_new(4096);
    lexicon->meanings = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->synonyms = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->weak = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++)
        add_row(lexicon, rows->pdata[i]);
    for (guint i = 0; i < weak->len; i++)
        g_hash_table_add(lexicon->weak,
                         keep_word(lexicon, ((char **)weak->pdata[i])[0]));
    return lexicon;
}

static const struct lexicon *lexicon_get(void)
{
    static struct lexicon *lexicon;
    if (g_once_init_enter(&lexicon))
        g_once_init_leave(&lexicon, lexicon_read());
    return lexicon;
}

/* ---- looking up */

const GPtrArray *lexicon_synonyms(const char *word)
{
    return g_hash_table_lookup(lexicon_get()->synonyms, word);
}

bool lexicon_is_weak(const char *word)
{
    return g_hash_table_contains(lexicon_get()->weak, word);
}

const GArray *lexicon_meanings(const char *text, gsize length, gsize *said)
{
    const struct lexicon *lexicon = lexicon_get();
    gsize most = MIN(length, lexicon->longest);
    g_autofree char *word = g_strndup(text, most);
    for (gsize end = most; end > 0; end--) {
        /* In the midst of a character no word ends. */
        if (end < length && ((guchar)text[end] & 0xc0) == 0x80)
            continue;
        word[end] = '\0';
        const GArray *list = g_hash_table_lookup(lexicon->meanings, word);
        if (list != NULL) {
            *said = end;
            return list;
        }
    }
    return NULL;
}
