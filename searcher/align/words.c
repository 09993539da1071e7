/* A text as words, each with its place in the original.
 *
 * Every normalised character is first given a role: it begins a word, goes on
 * in one, or stands between words.  Marks between words belong to the word
 * before them, opening ones to the word behind, so that the words cover the
 * whole text.
 */
#include "searcher/align/align.h"

#include <string.h>

struct aligner {
    struct segmenter *segmenter;
    GHashTable *numbers; /* normalised word to its number */
    bool punctuation;
};

struct aligner *aligner_new(const struct vocabulary *vocabulary,
                            bool punctuation, GError **error)
{
    struct segmenter *segmenter = segmenter_new(error);
    if (segmenter == NULL)
        return NULL;
    struct aligner *aligner = g_new0(struct aligner, 1);
    segmenter_use(segmenter, vocabulary);
    aligner->segmenter = segmenter;
    aligner->punctuation = punctuation;
    aligner->numbers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return aligner;
}

void aligner_free(struct aligner *aligner)
{
    if (aligner == NULL)
        return;
    segmenter_free(aligner->segmenter);
    g_hash_table_unref(aligner->numbers);
    g_free(aligner);
}

/* Takes the word. */
static guint32 number_of(struct aligner *aligner, char *word)
{
    gpointer found = g_hash_table_lookup(aligner->numbers, word);
    if (found != NULL) {
        g_free(word);
        return GPOINTER_TO_UINT(found);
    }
    guint number = g_hash_table_size(aligner->numbers) + 1;
    g_hash_table_insert(aligner->numbers, word, GUINT_TO_POINTER(number));
    return number;
}

/* ---- roles of characters */

enum letter_role { BETWEEN, BEGINS, GOES_ON };

struct letter {
    gunichar code;
    guint32 byte; /* of the normalised text */
    guint8 role;
    bool counts;
};

struct cut { /* a text on its way */
    struct aligner *aligner;
    struct normal normal;
    struct letter *letters; /* normal.count and one more, behind the last */
    guint skip;             /* code points of the marker */
};

static bool is_mark(gunichar code)
{
    switch (g_unichar_type(code)) {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
        return code != '%' && code != 0x2030 && code != '*';
    default:
        return false;
    }
}

static bool is_digit(gunichar code)
{
    return code < 0x80 && g_ascii_isdigit((char)code);
}

static bool counts(const struct cut *cut, guint i)
{
    const struct letter *at = cut->letters + i;
    if (cut->aligner->punctuation)
        return true;
    if (cut->normal.start[i] < cut->skip)
        return false;
    if (!is_mark(at->code))
        return true;
    return strchr(".:-/", (int)at->code) != NULL && at->code < 0x80 && i > 0 &&
           is_digit(at[-1].code) && is_digit(at[1].code);
}

static void read_letters(struct cut *cut)
{
    const char *at = cut->normal.text;
    cut->letters = g_new0(struct letter, cut->normal.count + 1);
    for (guint i = 0; i < cut->normal.count; i++) {
        cut->letters[i].code = g_utf8_get_char(at);
        cut->letters[i].byte = (guint32)(at - cut->normal.text);
        at = g_utf8_next_char(at);
    }
    cut->letters[cut->normal.count].byte = (guint32)cut->normal.length;
    for (guint i = 0; i < cut->normal.count; i++)
        cut->letters[i].counts = counts(cut, i);
}

/* The letter that begins at a byte, or the first behind it. */
static guint letter_at(const struct cut *cut, gsize byte)
{
    guint low = 0, high = cut->normal.count;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (cut->letters[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void join(struct cut *cut, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        cut->letters[i].role = i == from ? BEGINS : GOES_ON;
    if (to < cut->normal.count && cut->letters[to].role == GOES_ON)
        cut->letters[to].role = BEGINS;
}

static void find_words(struct cut *cut)
{
    struct token token;
    struct segmenter *segmenter = cut->aligner->segmenter;
    segmenter_start(segmenter, cut->normal.text, (gsize)cut->normal.length);
    while (segmenter_next(segmenter, &token)) {
        guint from = letter_at(cut, (gsize)(token.text - cut->normal.text));
        join(cut, from, from + token.chars);
    }
    for (guint i = 0; i < cut->normal.count; i++) { /* %, ≥, ***, ， */
        struct letter *letter = &cut->letters[i];
        bool more = i > 0 && letter->code == '*' && letter[-1].code == '*';
        if (letter->role == BETWEEN && letter->counts)
            letter->role = more ? GOES_ON : BEGINS;
    }
}

static void join_numbers(struct cut *cut)
{
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(numerals, cut->normal.text, 0, (gsize)cut->normal.length,
                  NUMERAL_TEXT);
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *at = &g_array_index(numerals, struct numeral, i);
        join(cut, letter_at(cut, at->start), letter_at(cut, at->unit));
    }
}

/* 《…》, the innermost of nested ones, when it is no longer than titles are. */
static void join_titles(struct cut *cut)
{
    enum { LONGEST = 60 };
    guint from = G_MAXUINT;
    for (guint i = 0; i < cut->normal.count; i++) {
        gunichar code = cut->letters[i].code;
        if (code == 0x300a) /* 《 */
            from = i;
        if (code != 0x300b || from == G_MAXUINT) /* 》 */
            continue;
        if (i - from > 1 && i - from <= LONGEST)
            join(cut, from, i + 1);
        from = G_MAXUINT;
    }
}

/* A marker is no word, nor does one begin within it. */
static void drop_marker(struct cut *cut)
{
    if (cut->aligner->punctuation)
        return;
    for (guint i = 0; i < cut->normal.count; i++) {
        struct letter *letter = &cut->letters[i];
        if (cut->normal.start[i] < cut->skip)
            letter->role = BETWEEN;
        else if (letter->role == GOES_ON &&
                 (i == 0 || letter[-1].role == BETWEEN))
            letter->role = BEGINS;
    }
}

/* ---- words of them */

static char *word_text(const struct cut *cut, guint from, guint to,
                       guint *chars)
{
    GString *word = g_string_new(NULL);
    *chars = 0;
    for (guint i = from; i < to; i++)
        if (cut->letters[i].counts) {
            g_string_append_unichar(word, cut->letters[i].code);
            ++*chars;
        }
    return g_string_free(word, FALSE);
}

static void add_word(const struct cut *cut, guint from, guint to, GArray *words)
{
    struct align_word word = {0};
    char *text = word_text(cut, from, to, &word.chars);
    if (word.chars == 0) {
        g_free(text);
        return;
    }
    word.from = cut->normal.start[from];
    word.to = cut->normal.end[to - 1];
    word.weak = lexicon_is_weak(text) || word.chars == 1;
    word.number = number_of(cut->aligner, text);
    g_array_append_val(words, word);
}

static bool opens(gunichar code)
{
    GUnicodeType type = g_unichar_type(code);
    return type == G_UNICODE_OPEN_PUNCTUATION ||
           type == G_UNICODE_INITIAL_PUNCTUATION;
}

/* Where in the original what stands between two words is parted: opening marks
 * go to the second. */
static guint part_between(const struct align_text *text, guint from, guint to)
{
    guint part = from;
    for (guint i = from; i < to; i++)
        if (!opens(g_utf8_get_char(text->text + text->bytes[i])))
            part = i + 1;
    return part;
}

static void spread(const struct align_text *text, GArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        struct align_word *word = &g_array_index(words, struct align_word, i);
        bool last = i + 1 == words->len;
        word->start = i == 0 ? 0 : word[-1].end;
        word->from = MAX(word->from, word->start);
        word->to = MAX(word->to, word->from);
        word->end =
            last ? text->length
                 : part_between(text, word->to, MAX(word->to, word[1].from));
    }
}

static GArray *words_of(const struct cut *cut, const struct align_text *text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(struct align_word));
    for (guint i = 0, from = 0; i < cut->normal.count; i = from) {
        from = i + 1;
        if (cut->letters[i].role == BETWEEN)
            continue;
        while (from < cut->normal.count && cut->letters[from].role == GOES_ON)
            from++;
        add_word(cut, i, from, words);
    }
    spread(text, words);
    return words;
}

static void read_bytes(struct align_text *text)
{
    const char *at = text->text;
    text->length = (guint)g_utf8_strlen(at, -1);
    text->bytes = g_new(guint32, text->length + 1);
    for (guint i = 0; i <= text->length; i++) {
        text->bytes[i] = (guint32)(at - text->text);
        at = i < text->length ? g_utf8_next_char(at) : at;
    }
}

struct align_text *align_text_new(struct aligner *aligner, const char *text,
                                  const char *marker)
{
    struct align_text *made = g_new0(struct align_text, 1);
    struct cut cut = {.aligner = aligner};
    if (marker != NULL && g_str_has_prefix(text, marker))
        cut.skip = (guint)g_utf8_strlen(marker, -1);
    normal_init(&cut.normal, text, -1);
    read_letters(&cut);
    find_words(&cut);
    join_numbers(&cut);
    join_titles(&cut);
    drop_marker(&cut);
    made->text = g_strdup(text);
    read_bytes(made);
    made->words = words_of(&cut, made);
    made->letters = g_new(guint32, cut.normal.count + 1);
    for (guint i = 0; i < cut.normal.count; i++)
        if (cut.letters[i].counts)
            made->letters[made->count++] = cut.letters[i].code;
    normal_clear(&cut.normal);
    g_free(cut.letters);
    return made;
}

void align_text_free(struct align_text *text)
{
    if (text == NULL)
        return;
    g_free(text->text);
    g_free(text->bytes);
    g_array_unref(text->words);
    g_free(text->letters);
    g_free(text);
}
