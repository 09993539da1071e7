/* Sequences of words that recur, from the shorter to the longer.
 *
 * A sequence of n recurs only if both of n - 1 within it do: at each place of
 * the text stands the number of the sequence of n - 1 that begins there, and a
 * sequence of n is the pair of two such numbers, at a place and at the next.
 * So each length takes one pass and a table of pairs; sequences that are not
 * frequent enough are 0 and take part no more.  (The idea is that of Agrawal
 * and Srikant 1994, "Fast algorithms for mining association rules".)
 */
#include "searcher/statistics/statistics.h"

struct sequence { /* of the length at hand */
    guint64 tokens;
    guint32 spot;     /* where it stands first */
    guint32 parts[2]; /* the sequences of n - 1 it is made of */
    bool covered;     /* always stands within a longer one */
};

struct ngrams {
    const struct ngram_options *options;
    struct words *words;
    GArray *spots;     /* of struct ngram_word */
    GArray *numbers;   /* of guint32, by spot: the sequence that begins there
                          in `sequences`, + 1; 0: none */
    GArray *sequences; /* of struct sequence, of the length at hand */
    GArray *found;     /* of struct ngram */
};

/* ---- the text */

struct feed {
    struct ngrams *ngrams;
    GHashTable *known; /* word or character → number in sequences + 1 */
    guint32 unit;
};

static void add_spot(struct feed *feed, guint32 word, guint32 start,
                     guint32 end)
{
    struct ngrams *ngrams = feed->ngrams;
    struct ngram_word spot = {word, feed->unit, start, end};
    guint32 at = ngrams->spots->len;
    guint number = GPOINTER_TO_UINT(
        g_hash_table_lookup(feed->known, GUINT_TO_POINTER(word + 1)));
    if (number == 0) {
        struct sequence sequence = {.spot = at};
        g_array_append_val(ngrams->sequences, sequence);
        number = ngrams->sequences->len;
        g_hash_table_insert(feed->known, GUINT_TO_POINTER(word + 1),
                            GUINT_TO_POINTER(number));
    }
    g_array_index(ngrams->sequences, struct sequence, number - 1).tokens++;
    g_array_append_val(ngrams->spots, spot);
    g_array_append_val(ngrams->numbers, number);
}

/* What stands in a word's place: every character of it. */
static void add_characters(struct feed *feed, const char *text,
                           const struct word_place *place)
{
    const char *end = text + place->end;
    for (const char *at = text + place->start; at < end;) {
        const char *next = g_utf8_next_char(at);
        add_spot(feed, g_utf8_get_char(at), (guint32)(at - text),
                 (guint32)(next - text));
        at = next;
    }
}

static void read_text(struct ngrams *ngrams, const guint8 *sides,
                      struct side_size *size)
{
    const struct index *index = words_index(ngrams->words);
    struct feed feed = {ngrams, g_hash_table_new(NULL, NULL), 0};
    gint64 plan = -1;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        if (sides[unit] != SIDE_TARGET)
            continue;
        index_entry(index, unit, &entry);
        const GArray *places = words_read(ngrams->words, unit);
        feed.unit = unit;
        for (guint i = 0; i < places->len; i++) {
            const struct word_place *place =
                &g_array_index(places, struct word_place, i);
            if (ngrams->options->characters)
                add_characters(&feed, entry.text, place);
            else
                add_spot(&feed, place->word, place->start, place->end);
        }
        size->units++;
        size->plans += entry.plan != plan;
        size->characters += entry.chars;
        size->tokens += places->len;
        plan = entry.plan;
    }
    g_hash_table_unref(feed.known);
}

/* ---- from one length to the next */

static struct sequence *sequence_at(const struct ngrams *ngrams, guint32 number)
{
    return &g_array_index(ngrams->sequences, struct sequence, number - 1);
}

/* Whether nothing stands between a word and the next one. */
static bool touches(const struct ngrams *ngrams, guint32 spot)
{
    const struct ngram_word *at =
        &g_array_index(ngrams->spots, struct ngram_word, spot);
    return at[0].unit == at[1].unit && at[0].end == at[1].start;
}

/* Replaces the number at each place by that of the sequence one word longer,
 * from left to right: only the number at the next place is needed. */
static GArray *lengthen(struct ngrams *ngrams)
{
    GArray *longer = g_array_new(FALSE, FALSE, sizeof(struct sequence));
    g_autoptr(GHashTable) known = g_hash_table_new(grams_hash, NULL);
    guint32 *numbers = (guint32 *)(void *)ngrams->numbers->data;
    for (guint32 i = 0; i < ngrams->numbers->len; i++) {
        bool last = i + 1 == ngrams->numbers->len;
        if (last || numbers[i] == 0 || numbers[i + 1] == 0 ||
            !touches(ngrams, i)) {
            numbers[i] = 0;
            continue;
        }
        gpointer key =
            GSIZE_TO_POINTER((gsize)numbers[i] << 32 | numbers[i + 1]);
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (number == 0) {
            struct sequence sequence = {.spot = i,
                                        .parts = {numbers[i], numbers[i + 1]}};
            g_array_append_val(longer, sequence);
            number = longer->len;
            g_hash_table_insert(known, key, GUINT_TO_POINTER(number));
        }
        g_array_index(longer, struct sequence, number - 1).tokens++;
        numbers[i] = number;
    }
    return longer;
}

/* Those that are not frequent enough are 0 from now on. */
static void forget_rare(struct ngrams *ngrams)
{
    guint64 least = MAX(ngrams->options->least, 1);
    guint32 *numbers = (guint32 *)(void *)ngrams->numbers->data;
    for (guint32 i = 0; i < ngrams->numbers->len; i++)
        if (numbers[i] > 0 && sequence_at(ngrams, numbers[i])->tokens < least)
            numbers[i] = 0;
}

/* Whether a sequence that stands there is one to be listed: not one of words
 * that begins or ends with a grammatical word. */
static bool is_wanted(const struct ngrams *ngrams, guint32 spot, guint size)
{
    const struct ngram_options *options = ngrams->options;
    const struct ngram_word *first =
        &g_array_index(ngrams->spots, struct ngram_word, spot);
    return options->characters || options->weak_edges ||
           (!words_weak(ngrams->words, first->word) &&
            !words_weak(ngrams->words, first[size - 1].word));
}

/* A sequence that is as frequent as a longer one it is part of never stands
 * without it. */
static void cover(struct ngrams *ngrams, const GArray *longer, guint size)
{
    for (guint i = 0; i < longer->len; i++) {
        const struct sequence *one = &g_array_index(longer, struct sequence, i);
        if (!is_wanted(ngrams, one->spot, size))
            continue;
        for (guint part = 0; part < 2; part++) {
            struct sequence *of = sequence_at(ngrams, one->parts[part]);
            of->covered |= of->tokens == one->tokens;
        }
    }
}

static void list(struct ngrams *ngrams, guint size)
{
    const struct ngram_options *options = ngrams->options;
    if (size < options->shortest || size > options->longest)
        return;
    for (guint i = 0; i < ngrams->sequences->len; i++) {
        const struct sequence *one =
            &g_array_index(ngrams->sequences, struct sequence, i);
        if (one->tokens < options->least ||
            (options->maximal && one->covered) ||
            !is_wanted(ngrams, one->spot, size))
            continue;
        struct ngram ngram = {size, one->spot, one->tokens};
        g_array_append_val(ngrams->found, ngram);
    }
}

static void find(struct ngrams *ngrams)
{
    guint longest = ngrams->options->longest + ngrams->options->maximal;
    for (guint size = 1; size <= ngrams->options->longest; size++) {
        GArray *longer = NULL;
        forget_rare(ngrams);
        if (size < longest) {
            longer = lengthen(ngrams);
            if (ngrams->options->maximal)
                cover(ngrams, longer, size + 1);
        }
        list(ngrams, size);
        g_array_unref(ngrams->sequences);
        ngrams->sequences = longer;
        if (longer == NULL || longer->len == 0)
            return;
    }
}

struct ngram_list *ngrams_find(struct words *words, const guint8 *sides,
                               const struct ngram_options *options)
{
    struct ngram_list *list = g_new0(struct ngram_list, 1);
    struct ngrams ngrams = {
        .options = options,
        .words = words,
        .spots = g_array_new(FALSE, FALSE, sizeof(struct ngram_word)),
        .numbers = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .sequences = g_array_new(FALSE, FALSE, sizeof(struct sequence)),
        .found = g_array_new(FALSE, FALSE, sizeof(struct ngram)),
    };
    read_text(&ngrams, sides, &list->size);
    find(&ngrams);
    g_array_unref(ngrams.numbers);
    if (ngrams.sequences != NULL)
        g_array_unref(ngrams.sequences);
    list->text = ngrams.spots;
    list->ngrams = ngrams.found;
    return list;
}

void ngram_list_free(struct ngram_list *list)
{
    if (list == NULL)
        return;
    g_array_unref(list->text);
    g_array_unref(list->ngrams);
    g_free(list);
}
