/* How often many strings stand in the texts: all of them at once.
 *
 * At each character those strings are taken that begin there (a vocabulary
 * finds them); one that begins before its own last occurrence has ended
 * overlaps it and does not count, which is what places_part leaves out for one
 * string alone.
 */
#include "searcher/statistics/statistics.h"

#include <string.h>

struct finding {
    struct term_found *found;
    guint count;
    guint32 unit, plan; /* + 1, as below */
    enum side side;
    /* by term: where its last occurrence ended, in which unit and plan on
     * either side it was met last (+ 1; 0: none) */
    guint32 *ends, *in_unit;
    guint32 *in_plan[SIDES];
    guint32 *number; /* of a word of the vocabulary: which term it is */
};

static void note(struct finding *finding, guint term, guint32 start,
                 guint32 length)
{
    struct term_found *found = &finding->found[term];
    enum side side = finding->side;
    bool same_unit = finding->in_unit[term] == finding->unit;
    if (same_unit && start < finding->ends[term])
        return;
    finding->ends[term] = start + length;
    found->occurrences[side]++;
    found->units[side] += !same_unit;
    found->plans[side] += finding->in_plan[side][term] != finding->plan;
    finding->in_unit[term] = finding->unit;
    finding->in_plan[side][term] = finding->plan;
}

static void find_in(struct finding *finding,
                    const struct vocabulary *vocabulary,
                    const struct entry *entry, GArray *numbers)
{
    const char *end = entry->text + entry->length;
    for (const char *at = entry->text; at < end; at = g_utf8_next_char(at)) {
        g_array_set_size(numbers, 0);
        vocabulary_at(vocabulary, at, end, numbers);
        for (guint i = 0; i < numbers->len; i++) {
            guint word = g_array_index(numbers, guint, i);
            note(finding, finding->number[word], (guint32)(at - entry->text),
                 vocabulary_word(vocabulary, word)->length);
        }
    }
}

/* The terms as a vocabulary, which sorts them: number[i] is the term that word
 * i of it is. */
static struct vocabulary *as_vocabulary(const char *const *terms, guint count,
                                        guint32 *number)
{
    g_autofree struct vocabulary_word *words =
        g_new0(struct vocabulary_word, count + 1);
    g_autoptr(GHashTable) of = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < count; i++) {
        words[i].text = terms[i];
        words[i].length = (guint32)strlen(terms[i]);
        g_hash_table_insert(of, (gpointer)terms[i], GUINT_TO_POINTER(i));
    }
    struct vocabulary *vocabulary = vocabulary_new(words, count);
    for (guint i = 0; i < vocabulary_count(vocabulary); i++)
        number[i] = GPOINTER_TO_UINT(
            g_hash_table_lookup(of, vocabulary_word(vocabulary, i)->text));
    return vocabulary;
}

static void find_all(struct finding *finding, const struct index *index,
                     const guint8 *sides, const struct vocabulary *vocabulary)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        if (sides[unit] == SIDE_NONE)
            continue;
        index_entry(index, unit, &entry);
        finding->unit = unit + 1;
        finding->plan = entry.plan + 1;
        finding->side = (enum side)sides[unit];
        find_in(finding, vocabulary, &entry, numbers);
    }
}

struct term_found *terms_find(const struct index *index, const guint8 *sides,
                              const char *const *terms, guint count)
{
    struct finding finding = {
        .found = g_new0(struct term_found, count + 1),
        .count = count,
        .ends = g_new0(guint32, count + 1),
        .in_unit = g_new0(guint32, count + 1),
        .in_plan = {g_new0(guint32, count + 1), g_new0(guint32, count + 1)},
        .number = g_new0(guint32, count + 1),
    };
    struct vocabulary *vocabulary = as_vocabulary(terms, count, finding.number);
    find_all(&finding, index, sides, vocabulary);
    vocabulary_free(vocabulary);
    g_free(finding.ends);
    g_free(finding.in_unit);
    g_free(finding.in_plan[SIDE_TARGET]);
    g_free(finding.in_plan[SIDE_REFERENCE]);
    g_free(finding.number);
    return finding.found;
}
