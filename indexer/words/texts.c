/* All texts of an index as one row of symbols, and the order of what begins at
 * each of them.
 *
 * A symbol takes 16 bits, so that a corpus of ten million characters is sorted
 * in a few hundred milliseconds and a hundred MB: one counting sort for each
 * of the WORD_MOST symbols, the last one first.
 */
#include "indexer/words/inside.h"

#include <string.h>

/* ---- symbols */

struct reading {
    struct texts *texts;
    guint16 *symbols; /* code point → symbol; 0: none yet, or no ideograph */
    GArray *codes;    /* of gunichar */
};

static bool is_ideograph(gunichar code)
{
    return code > 0x2e7f && g_unichar_get_script(code) == G_UNICODE_SCRIPT_HAN;
}

static guint16 symbol_of(struct reading *reading, gunichar code)
{
    guint16 symbol = reading->symbols[code];
    if (symbol != 0 || !is_ideograph(code) || reading->codes->len > G_MAXUINT16)
        return symbol;
    symbol = (guint16)reading->codes->len;
    g_array_append_val(reading->codes, code);
    reading->symbols[code] = symbol;
    return symbol;
}

static void read_unit(struct reading *reading, const struct entry *entry)
{
    struct texts *texts = reading->texts;
    const char *end = entry->text + entry->length;
    for (const char *p = entry->text; p < end; p = g_utf8_next_char(p)) {
        guint16 symbol = symbol_of(reading, g_utf8_get_char(p));
        texts->text[texts->length++] = symbol;
        texts->count += symbol != 0;
    }
    texts->text[texts->length++] = 0;
}

/* ---- order: two halves of the symbols, each in a thread of its own */

struct half {
    struct texts *texts;
    guint32 *places, *other; /* both from the half's first on */
    guint32 first, count;
};

/* order[i] = places sorted by the symbol `offset` characters on; what was
 * before each other stays so. */
static void sort_by(const struct half *half, guint offset,
                    const guint32 *places, guint32 *order, guint32 *tally)
{
    const guint16 *text = half->texts->text + offset;
    memset(tally, 0, (half->texts->symbols + 1) * sizeof *tally);
    for (guint32 i = 0; i < half->count; i++)
        tally[text[places[i]] + 1u]++;
    for (guint32 i = 1; i <= half->texts->symbols; i++)
        tally[i] += tally[i - 1];
    for (guint32 i = 0; i < half->count; i++)
        order[tally[text[places[i]]]++] = places[i];
}

static guint8 shared(const guint16 *a, const guint16 *b)
{
    guint8 length = 0;
    while (length < WORD_MOST && a[length] != 0 && a[length] == b[length])
        length++;
    return length;
}

/* Its first place shares nothing with the one before it: that begins with
 * another symbol. */
static void measure(const struct half *half)
{
    struct texts *texts = half->texts;
    for (guint32 i = 0; i < half->count; i++) {
        texts->rank[half->places[i]] = half->first + i;
        if (i > 0)
            texts->shared[half->first + i] =
                shared(texts->text + half->places[i - 1],
                       texts->text + half->places[i]);
    }
}

/* As many passes as bring the order back into `places`. */
static gpointer sort_half(gpointer data)
{
    struct half *half = data;
    g_autofree guint32 *tally = g_new(guint32, half->texts->symbols + 2);
    G_STATIC_ASSERT(WORD_MOST % 2 == 0);
    for (guint offset = WORD_MOST; offset-- > 0;) {
        bool even = offset % 2 == 0;
        sort_by(half, offset, even ? half->other : half->places,
                even ? half->places : half->other, tally);
    }
    measure(half);
    return NULL;
}

/* The symbol that parts the places in two halves, and how many are below. */
static guint16 find_middle(const struct texts *texts, guint32 *below)
{
    g_autofree guint32 *tally = g_new0(guint32, texts->symbols + 1);
    guint32 symbol = 1;
    for (guint32 place = 0; place < texts->length; place++)
        tally[texts->text[place]]++;
    for (*below = 0; symbol < texts->symbols && *below < texts->count / 2;)
        *below += tally[symbol++];
    return (guint16)symbol;
}

static void sort(struct texts *texts, guint jobs)
{
    g_autofree guint32 *other = g_new(guint32, texts->count + 1);
    guint32 below, low = 0, high;
    guint16 middle = find_middle(texts, &below);
    texts->order = g_new(guint32, texts->count + 1);
    texts->rank = g_new(guint32, texts->length + 1);
    texts->shared = g_new0(guint8, texts->count + 1);
    high = below;
    for (guint32 place = 0; place < texts->length; place++)
        if (texts->text[place] != 0)
            texts->order[texts->text[place] < middle ? low++ : high++] = place;
    struct half first = {texts, texts->order, other, 0, below};
    struct half last = {texts, texts->order + below, other + below, below,
                        texts->count - below};
    GThread *thread =
        jobs > 1 ? g_thread_new("words", sort_half, &first) : NULL;
    if (thread == NULL)
        sort_half(&first);
    sort_half(&last);
    if (thread != NULL)
        g_thread_join(thread);
}

/* ---- the door */

static guint64 all_chars(const struct index *index)
{
    guint64 chars = 0;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        chars += entry.chars + 1;
    }
    return chars;
}

struct texts *texts_new(const struct index *index, guint jobs)
{
    struct texts *texts = g_new0(struct texts, 1);
    struct reading reading = {texts, g_new0(guint16, 0x110000),
                              g_array_new(FALSE, FALSE, sizeof(gunichar))};
    gunichar none = 0;
    g_array_append_val(reading.codes, none);
    texts->unit_count = index_units(index);
    texts->units = g_new(guint32, texts->unit_count + 1);
    texts->text = g_new0(guint16, all_chars(index) + WORD_MOST + 1);
    texts->length = 1;
    for (guint32 unit = 0; unit < texts->unit_count; unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        texts->units[unit] = texts->length;
        read_unit(&reading, &entry);
    }
    texts->units[texts->unit_count] = texts->length;
    texts->symbols = reading.codes->len;
    texts->codes = (gunichar *)(void *)g_array_free(reading.codes, FALSE);
    g_free(reading.symbols);
    sort(texts, jobs);
    return texts;
}

void texts_free(struct texts *texts)
{
    g_free(texts->text);
    g_free(texts->units);
    g_free(texts->codes);
    g_free(texts->order);
    g_free(texts->rank);
    g_free(texts->shared);
    g_free(texts);
}

guint32 texts_unit(const struct texts *texts, guint32 place)
{
    guint32 low = 0, high = texts->unit_count;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (texts->units[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}
