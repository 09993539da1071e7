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
    struct corpus *corpus;
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
    struct corpus *corpus = reading->corpus;
    const char *end = entry->text + entry->length;
    for (const char *p = entry->text; p < end; p = g_utf8_next_char(p)) {
        guint16 symbol = symbol_of(reading, g_utf8_get_char(p));
        corpus->text[corpus->length++] = symbol;
        corpus->count += symbol != 0;
    }
    corpus->text[corpus->length++] = 0;
}

/* ---- order */

/* order[i] = places sorted by the symbol `offset` characters on; what was
 * before each other stays so. */
static void sort_by(const struct corpus *corpus, guint offset,
                    const guint32 *places, guint32 *order, guint32 *tally)
{
    memset(tally, 0, (corpus->symbols + 1) * sizeof *tally);
    for (guint32 i = 0; i < corpus->count; i++)
        tally[corpus->text[places[i] + offset] + 1u]++;
    for (guint32 i = 1; i <= corpus->symbols; i++)
        tally[i] += tally[i - 1];
    for (guint32 i = 0; i < corpus->count; i++)
        order[tally[corpus->text[places[i] + offset]]++] = places[i];
}

static void sort(struct corpus *corpus)
{
    guint32 *places = g_new(guint32, corpus->count + 1);
    guint32 *other = g_new(guint32, corpus->count + 1);
    g_autofree guint32 *tally = g_new(guint32, corpus->symbols + 2);
    guint32 count = 0;
    for (guint32 place = 0; place < corpus->length; place++)
        if (corpus->text[place] != 0)
            places[count++] = place;
    for (guint offset = WORD_MOST; offset-- > 0;) {
        sort_by(corpus, offset, places, other, tally);
        guint32 *swap = places;
        places = other;
        other = swap;
    }
    g_free(other);
    corpus->order = places;
}

static guint8 shared(const guint16 *a, const guint16 *b)
{
    guint8 length = 0;
    while (length < WORD_MOST && a[length] != 0 && a[length] == b[length])
        length++;
    return length;
}

static void measure(struct corpus *corpus)
{
    corpus->rank = g_new(guint32, corpus->length + 1);
    corpus->shared = g_new0(guint8, corpus->count + 1);
    for (guint32 i = 0; i < corpus->count; i++) {
        corpus->rank[corpus->order[i]] = i;
        if (i > 0)
            corpus->shared[i] = shared(corpus->text + corpus->order[i - 1],
                                       corpus->text + corpus->order[i]);
    }
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

struct corpus *corpus_new(const struct index *index)
{
    struct corpus *corpus = g_new0(struct corpus, 1);
    struct reading reading = {corpus, g_new0(guint16, 0x110000),
                              g_array_new(FALSE, FALSE, sizeof(gunichar))};
    gunichar none = 0;
    g_array_append_val(reading.codes, none);
    corpus->unit_count = index_units(index);
    corpus->units = g_new(guint32, corpus->unit_count + 1);
    corpus->text = g_new0(guint16, all_chars(index) + WORD_MOST + 1);
    corpus->length = 1;
    for (guint32 unit = 0; unit < corpus->unit_count; unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        corpus->units[unit] = corpus->length;
        read_unit(&reading, &entry);
    }
    corpus->units[corpus->unit_count] = corpus->length;
    corpus->symbols = reading.codes->len;
    corpus->codes = (gunichar *)(void *)g_array_free(reading.codes, FALSE);
    g_free(reading.symbols);
    sort(corpus);
    measure(corpus);
    return corpus;
}

void corpus_free(struct corpus *corpus)
{
    g_free(corpus->text);
    g_free(corpus->units);
    g_free(corpus->codes);
    g_free(corpus->order);
    g_free(corpus->rank);
    g_free(corpus->shared);
    g_free(corpus);
}

guint32 corpus_unit(const struct corpus *corpus, guint32 place)
{
    guint32 low = 0, high = corpus->unit_count;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (corpus->units[middle] <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}
