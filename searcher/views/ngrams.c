/* Sequences of words that recur, as records. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

/* ---- collecting */

static void record_clear(void *data)
{
    struct ngram_record *record = data;
    g_free(record->string.term);
    json_decref(record->words);
}

/* The words of the sequence, each as it stands in the text. */
static json_t *words_of(const char *text, const struct ngram_word *first,
                        guint size)
{
    json_t *list = json_array();
    for (guint i = 0; i < size; i++)
        json_array_append_new(
            list,
            json_stringn(text + first[i].start, first[i].end - first[i].start));
    return list;
}

static void add_record(GArray *records, const struct index *index,
                       const struct ngram_list *list, const struct ngram *of,
                       const struct side_size *size)
{
    const struct ngram_word *first =
        &g_array_index(list->text, struct ngram_word, of->first);
    struct entry entry;
    index_entry(index, first->unit, &entry);
    gsize length = first[of->size - 1].end - first->start;
    struct ngram_record record = {
        .string.term = g_strndup(entry.text + first->start, length),
        .of = *of,
        .words = words_of(entry.text, first, of->size),
        .size = size,
    };
    g_array_append_val(records, record);
}

GArray *ngram_records(struct words *words, const struct text *text,
                      const struct ngram_options *options,
                      struct side_size *size)
{
    const struct index *index = words_index(words);
    struct ngram_list *list = ngrams_find(words, text->sides, options);
    GArray *records = g_array_new(FALSE, FALSE, sizeof(struct ngram_record));
    g_array_set_clear_func(records, record_clear);
    for (guint i = 0; i < list->ngrams->len; i++) {
        const struct ngram *of = &g_array_index(list->ngrams, struct ngram, i);
        add_record(records, index, list, of, size);
    }
    *size = list->size;
    ngram_list_free(list);
    strings_find(records, index, text->sides);
    return records;
}

void ngrams_select(GArray *records, const char *contains, guint least_plans)
{
    for (guint i = records->len; i-- > 0;) {
        const struct ngram_record *record =
            &g_array_index(records, struct ngram_record, i);
        if (record->string.found.plans[SIDE_TARGET] < least_plans ||
            (contains != NULL && strstr(record->string.term, contains) == NULL))
            g_array_remove_index_fast(records, i);
    }
}

/* ---- fields */

#define RECORD(data) ((const struct ngram_record *)(data))

static json_t *get_size(const void *data)
{
    return figure_count(RECORD(data)->of.size);
}
static json_t *get_words(const void *data)
{
    return json_incref(RECORD(data)->words);
}
static json_t *get_tokens(const void *data)
{
    return figure_count(RECORD(data)->of.tokens);
}
static json_t *get_per_10000(const void *data)
{
    const struct ngram_record *record = data;
    double characters = (double)record->size->characters;
    return figure_real(1e4 *
                       (double)record->string.found.occurrences[SIDE_TARGET] /
                       characters);
}

static const struct figure_field fields[] = {
    {"term", N_("term"), 0, string_term},
    {"size", N_("size"), 0, get_size},
    {"words", NULL, 0, get_words},
    {"tokens", N_("tokens"), 0, get_tokens},
    {"occurrences", N_("occurrences"), 0, string_occurrences},
    {"units", N_("units"), 0, string_units},
    {"plans", N_("plans"), 0, string_plans},
    {"per_10000", N_("per 10,000"), 2, get_per_10000},
    {NULL, NULL, 0, NULL},
};
struct figure_table ngrams_table = {.fields = fields, .texts = 1};
const char *const ngrams_orders[] = {"tokens", "occurrences", "units", "plans",
                                     "size",   "term",        NULL};
