/* The words of units, each known by a number.
 *
 * A word's text is where it was first met in the mapped text of the index, so
 * that nothing is copied.
 */
#include "searcher/statistics/statistics.h"

#include <string.h>

struct word {
    const char *text;
    guint32 length, number;
    guint32 chars;
    bool weak, bare; /* a grammatical word; a number without any letter */
};

struct words {
    const struct index *index;
    struct segmenter *segmenter;
    GHashTable *known; /* struct word → itself */
    GPtrArray *list;   /* of struct word, by number */
    GArray *places;    /* of the unit read last */
    GArray **kept;     /* by unit, what was read (struct word_place), or NULL;
                          the whole is NULL unless it is to be kept */
    gsize kept_bytes;
};

/* Units behind that are cut anew each time. */
enum { KEPT_BYTES = 128 << 20 };

static guint word_hash(gconstpointer data)
{
    const struct word *word = data;
    guint hash = 2166136261u; /* FNV-1a */
    for (guint32 i = 0; i < word->length; i++)
        hash = (hash ^ (guchar)word->text[i]) * 16777619u;
    return hash;
}

static gboolean word_equal(gconstpointer a, gconstpointer b)
{
    const struct word *left = a, *right = b;
    return left->length == right->length &&
           memcmp(left->text, right->text, left->length) == 0;
}

struct words *words_new(const struct index *index, GError **error)
{
    struct segmenter *segmenter = segmenter_new(error);
    if (segmenter == NULL)
        return NULL;
    segmenter_use(segmenter, index_vocabulary(index));
    struct words *words = g_new0(struct words, 1);
    words->index = index;
    words->segmenter = segmenter;
    words->known = g_hash_table_new(word_hash, word_equal);
    words->list = g_ptr_array_new_with_free_func(g_free);
    words->places = g_array_new(FALSE, FALSE, sizeof(struct word_place));
    return words;
}

void words_keep(struct words *words)
{
    if (words->kept == NULL)
        words->kept = g_new0(GArray *, index_units(words->index) + 1);
}

static void free_kept(struct words *words)
{
    for (guint32 i = 0; words->kept != NULL && i < index_units(words->index);
         i++)
        if (words->kept[i] != NULL)
            g_array_unref(words->kept[i]);
    g_free(words->kept);
}

void words_free(struct words *words)
{
    if (words == NULL)
        return;
    free_kept(words);
    segmenter_free(words->segmenter);
    g_hash_table_unref(words->known);
    g_ptr_array_unref(words->list);
    g_array_unref(words->places);
    g_free(words);
}

static bool is_bare_number(const char *text, guint32 length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return false;
    return true;
}

static guint32 number_of(struct words *words, const struct token *token)
{
    struct word asked = {.text = token->text, .length = token->length};
    const struct word *known = g_hash_table_lookup(words->known, &asked);
    if (known != NULL)
        return known->number;
    g_autofree char *text = g_strndup(token->text, token->length);
    struct word *word = g_new(struct word, 1);
    *word = asked;
    word->number = words->list->len;
    word->chars = token->chars;
    word->weak = lexicon_is_weak(text);
    word->bare = is_bare_number(token->text, token->length);
    g_ptr_array_add(words->list, word);
    g_hash_table_add(words->known, word);
    return word->number;
}

static const GArray *cut(struct words *words, guint32 unit)
{
    struct entry entry;
    struct token token;
    index_entry(words->index, unit, &entry);
    g_array_set_size(words->places, 0);
    segmenter_start(words->segmenter, entry.text, entry.length);
    while (segmenter_next(words->segmenter, &token)) {
        guint32 start = (guint32)(token.text - entry.text);
        struct word_place place = {number_of(words, &token), start,
                                   start + token.length};
        g_array_append_val(words->places, place);
    }
    return words->places;
}

const GArray *words_read(struct words *words, guint32 unit)
{
    if (words->kept == NULL)
        return cut(words, unit);
    if (words->kept[unit] != NULL)
        return words->kept[unit];
    const GArray *places = cut(words, unit);
    gsize bytes = places->len * sizeof(struct word_place);
    if (words->kept_bytes + bytes > KEPT_BYTES)
        return places;
    words->kept_bytes += bytes;
    words->kept[unit] = g_array_sized_new(
        FALSE, FALSE, sizeof(struct word_place), MAX(places->len, 1));
    g_array_append_vals(words->kept[unit], places->data, places->len);
    return words->kept[unit];
}

const struct index *words_index(const struct words *words)
{
    return words->index;
}

guint32 words_count(const struct words *words)
{
    return words->list->len;
}

static const struct word *word_at(const struct words *words, guint32 word)
{
    return words->list->pdata[word];
}

const char *words_text(const struct words *words, guint32 word, guint32 *length)
{
    *length = word_at(words, word)->length;
    return word_at(words, word)->text;
}

bool words_weak(const struct words *words, guint32 word)
{
    return word_at(words, word)->weak;
}

bool words_pass(const struct words *words, guint32 word,
                const struct word_filter *filter)
{
    const struct word *of = word_at(words, word);
    if (!filter->all && (of->weak || of->bare))
        return false;
    if (of->chars < filter->shortest ||
        (filter->longest > 0 && of->chars > filter->longest))
        return false;
    return filter->contains == NULL ||
           g_strstr_len(of->text, of->length, filter->contains) != NULL;
}
