/* Words that are known beside ICU's, sorted, so that the segmenter finds all
 * that begin at a character by narrowing a range.
 *
 * The lexicon's are those of its tables, and of rules/places.tsv full names of
 * three characters and more, short ones of cities and provinces only: a county
 * of two characters (和县) is too often the end of one word and the beginning
 * of the next.
 */
#include "common/text/vocabulary.h"

#include "common/data/data.h"

#include <string.h>

/* Of the characters of the basic plane; others are searched for among all. */
enum { FIRST_CHARACTERS = 0x10000 };

struct vocabulary {
    GStringChunk *texts;
    GArray *words; /* of struct vocabulary_word */
    /* starts[c]: the first word that begins with c or what sorts behind it:
     * words that begin with c end where those of c + 1 begin */
    guint32 *starts;
};

static int words_order(const void *a, const void *b)
{
    const struct vocabulary_word *left = a, *right = b;
    int order =
        memcmp(left->text, right->text, MIN(left->length, right->length));
    return order != 0 ? order
                      : (left->length > right->length) -
                            (left->length < right->length);
}

/* In their order, so that what is compared stands close together. */
static void copy_texts(struct vocabulary *vocabulary)
{
    struct vocabulary_word *all = (void *)vocabulary->words->data;
    for (guint i = 0; i < vocabulary->words->len; i++)
        all[i].text = g_string_chunk_insert_len(vocabulary->texts, all[i].text,
                                                (gssize)all[i].length);
}

static void word_add(struct vocabulary_word *word,
                     const struct vocabulary_word *other)
{
    word->units += other->units;
    word->count += other->count;
    word->cohesion = MAX(word->cohesion, other->cohesion);
    word->freedom = MAX(word->freedom, other->freedom);
}

/* UTF-8 sorts as its code points do. */
static void note_starts(struct vocabulary *vocabulary)
{
    guint i = 0;
    vocabulary->starts = g_new(guint32, FIRST_CHARACTERS + 1);
    for (gunichar code = 0; code <= FIRST_CHARACTERS; code++) {
        while (i < vocabulary->words->len &&
               g_utf8_get_char(vocabulary_word(vocabulary, i)->text) < code)
            i++;
        vocabulary->starts[code] = i;
    }
}

struct vocabulary *vocabulary_new(const struct vocabulary_word *words,
                                  guint count)
{
    struct vocabulary *vocabulary = g_new(struct vocabulary, 1);
    vocabulary->texts = g_string_chunk_new(4096);
    vocabulary->words =
        g_array_sized_new(FALSE, FALSE, sizeof *words, MAX(count, 1));
    for (guint i = 0; i < count; i++) {
        struct vocabulary_word word = words[i];
        if (word.length == 0)
            continue;
        g_array_append_val(vocabulary->words, word);
    }
    g_array_sort(vocabulary->words, words_order);
    struct vocabulary_word *all = (void *)vocabulary->words->data;
    guint kept = 0;
    for (guint i = 0; i < vocabulary->words->len; i++) {
        if (kept > 0 && words_order(&all[kept - 1], &all[i]) == 0)
            word_add(&all[kept - 1], &all[i]);
        else
            all[kept++] = all[i];
    }
    g_array_set_size(vocabulary->words, kept);
    copy_texts(vocabulary);
    note_starts(vocabulary);
    return vocabulary;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    g_string_chunk_free(vocabulary->texts);
    g_array_unref(vocabulary->words);
    g_free(vocabulary->starts);
    g_free(vocabulary);
}

guint vocabulary_count(const struct vocabulary *vocabulary)
{
    return vocabulary->words->len;
}

const struct vocabulary_word *
vocabulary_word(const struct vocabulary *vocabulary, guint i)
{
    return &g_array_index(vocabulary->words, struct vocabulary_word, i);
}

/* Whether the word sorts before the string, or (`after`) does not sort behind
 * what begins with it; the first `known` bytes are the same.  A word that ends
 * there has a NUL, which sorts before all. */
static bool is_before(const struct vocabulary_word *word, const char *text,
                      gsize known, gsize length, bool after)
{
    for (gsize i = known; i < length; i++)
        if (word->text[i] != text[i])
            return (guchar)word->text[i] < (guchar)text[i];
    return after;
}

static guint bound(const struct vocabulary *vocabulary, struct range range,
                   const char *text, gsize known, gsize length, bool after)
{
    while (range.low < range.high) {
        guint middle = range.low + (range.high - range.low) / 2;
        if (is_before(vocabulary_word(vocabulary, middle), text, known, length,
                      after))
            range.low = middle + 1;
        else
            range.high = middle;
    }
    return range.low;
}

/* Where the words that begin with the string end; they begin at range.low and
 * are few, as a rule: steps from there, each twice as long. */
static guint end_of(const struct vocabulary *vocabulary, struct range range,
                    const char *text, gsize known, gsize length)
{
    for (guint step = 1; step < range.high - range.low; step *= 2) {
        guint next = range.low + step;
        if (!is_before(vocabulary_word(vocabulary, next - 1), text, known,
                       length, true)) {
            range.high = next - 1;
            break;
        }
        range.low = next;
    }
    return bound(vocabulary, range, text, known, length, true);
}

/* The string itself comes before all that begin with it. */
static const struct vocabulary_word *
whole_word(const struct vocabulary *vocabulary, const struct range *range,
           gsize length)
{
    if (range->low == range->high)
        return NULL;
    const struct vocabulary_word *word =
        vocabulary_word(vocabulary, range->low);
    return word->length == length ? word : NULL;
}

const struct vocabulary_word *
vocabulary_narrow(const struct vocabulary *vocabulary, struct range *range,
                  const char *text, gsize known, gsize length)
{
    range->low = bound(vocabulary, *range, text, known, length, false);
    range->high = end_of(vocabulary, *range, text, known, length);
    return whole_word(vocabulary, range, length);
}

const struct vocabulary_word *
vocabulary_begin(const struct vocabulary *vocabulary, struct range *range,
                 const char *text)
{
    gunichar code = g_utf8_get_char(text);
    gsize length = (gsize)(g_utf8_next_char(text) - text);
    if (code >= FIRST_CHARACTERS) {
        *range = (struct range){0, vocabulary->words->len};
        return vocabulary_narrow(vocabulary, range, text, 0, length);
    }
    *range =
        (struct range){vocabulary->starts[code], vocabulary->starts[code + 1]};
    return whole_word(vocabulary, range, length);
}

void vocabulary_at(const struct vocabulary *vocabulary, const char *text,
                   const char *end, GArray *numbers)
{
    struct range range;
    const struct vocabulary_word *word =
        vocabulary_begin(vocabulary, &range, text);
    for (const char *to = g_utf8_next_char(text);;) {
        if (word != NULL)
            g_array_append_val(numbers, range.low);
        if (range.low == range.high || to >= end)
            return;
        gsize known = (gsize)(to - text);
        to = g_utf8_next_char(to);
        word = vocabulary_narrow(vocabulary, &range, text, known,
                                 (gsize)(to - text));
    }
}

const struct vocabulary_word *
vocabulary_find(const struct vocabulary *vocabulary, const char *word,
                gsize length)
{
    struct range all = {0, vocabulary->words->len};
    return length > 0 ? vocabulary_narrow(vocabulary, &all, word, 0, length)
                      : NULL;
}

/* ---- the lexicon's */

/* Words of a table's field, parted by one of the marks. */
static void add_field(GArray *words, const char *field, const char *marks)
{
    g_auto(GStrv) list = g_strsplit_set(field, marks, -1);
    for (char **one = list; *one != NULL; one++) {
        gsize length;
        char *text = normal_text(*one, -1, &length);
        struct vocabulary_word word = {.text = text, .length = (guint32)length};
        if (g_utf8_strlen(text, -1) > 1)
            g_array_append_val(words, word);
        else
            g_free(text);
    }
}

/* Of the associations the synonyms: other rows have whole phrases. */
static void add_lexicon(GArray *words)
{
    const GPtrArray *own = data_table("lexicon/words.tsv", 2);
    const GPtrArray *rows = data_table("lexicon/associations.tsv", 4);
    for (guint i = 0; i < own->len; i++)
        add_field(words, ((char **)own->pdata[i])[0], "|");
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        if (strcmp(row[0], "same") == 0)
            add_field(words, row[1], " ");
    }
}

static void add_places(GArray *words)
{
    const GPtrArray *rows = data_table("rules/places.tsv", 5);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        const char *level = row[2];
        if (g_str_equal(level, "stem") || g_str_equal(level, "word"))
            continue;
        if (g_utf8_strlen(row[0], -1) > 2)
            add_field(words, row[0], " ");
        if (!g_str_equal(level, "county"))
            add_field(words, row[4], " ");
    }
}

const struct vocabulary *vocabulary_lexicon(void)
{
    static struct vocabulary *lexicon;
    if (g_once_init_enter(&lexicon)) {
        GArray *words =
            g_array_new(FALSE, FALSE, sizeof(struct vocabulary_word));
        add_lexicon(words);
        add_places(words);
        struct vocabulary_word *all = (void *)words->data;
        struct vocabulary *made = vocabulary_new(all, words->len);
        for (guint i = 0; i < words->len; i++)
            g_free((char *)all[i].text);
        g_array_unref(words);
        g_once_init_leave(&lexicon, made);
    }
    return lexicon;
}
