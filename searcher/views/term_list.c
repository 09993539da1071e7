/* The words of a text with their frequencies (terms), and what sets them apart
 * from another text (keyness).
 *
 * First all tokens are counted, then the strings of those words that are left
 * are counted as `count` does: tokens and occurrences differ where a word is
 * part of longer ones.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>

/* ---- what sets a word apart */

static struct keyness_counts counts_of(const struct term_record *record)
{
    return (struct keyness_counts){
        record->tokens[SIDE_TARGET],
        record->tokens[SIDE_REFERENCE],
        record->sizes[SIDE_TARGET].tokens,
        record->sizes[SIDE_REFERENCE].tokens,
    };
}

/* Whether the word is more frequent in the target. */
static bool is_positive(const struct keyness_counts *counts)
{
    return (double)counts->target * (double)counts->reference_size >
           (double)counts->reference * (double)counts->target_size;
}

static enum side side_with_more(const struct term_record *record)
{
    struct keyness_counts counts = counts_of(record);
    return is_positive(&counts) ? SIDE_TARGET : SIDE_REFERENCE;
}

/* By its tokens: what is asked of its plans is not known yet. */
static bool is_key(const struct term_record *record,
                   const struct keyness_options *options)
{
    struct keyness_counts counts = counts_of(record);
    bool positive = is_positive(&counts);
    return (options->sign == SIGN_BOTH ||
            positive == (options->sign == SIGN_POSITIVE)) &&
           record->tokens[side_with_more(record)] >= options->least &&
           keyness_log_likelihood(&counts) >= options->threshold;
}

/* ---- collecting */

static void record_clear(void *data)
{
    struct term_record *record = data;
    g_free(record->string.term);
}

static void add_words(GArray *records, const struct term_list *list,
                      const struct term_options *options,
                      const struct side_size *sizes)
{
    for (guint32 word = 0; word < list->tokens->len; word++) {
        const struct term_tokens *tokens =
            &g_array_index(list->tokens, struct term_tokens, word);
        guint32 length;
        const char *text = words_text(list->words, word, &length);
        if (MAX(tokens->of[SIDE_TARGET], tokens->of[SIDE_REFERENCE]) <
                MAX(options->least, 1) ||
            !words_pass(list->words, word, &options->filter))
            continue;
        struct term_record record = {.sizes = sizes};
        for (guint side = 0; side < SIDES; side++)
            record.tokens[side] = tokens->of[side];
        if (options->key != NULL && !is_key(&record, options->key))
            continue;
        record.string.term = g_strndup(text, length);
        g_array_append_val(records, record);
    }
}

static bool is_local(const struct term_record *record,
                     const struct term_options *options)
{
    const struct keyness_options *key = options->key;
    return record->string.found.plans[SIDE_TARGET] < options->least_plans ||
           (key != NULL && record->string.found.plans[side_with_more(record)] <
                               key->least_plans);
}

static void drop_local(GArray *records, const struct term_options *options)
{
    for (guint i = records->len; i-- > 0;)
        if (is_local(&g_array_index(records, struct term_record, i), options))
            g_array_remove_index_fast(records, i);
}

GArray *term_records(struct words *words, const struct text *text,
                     const struct term_options *options,
                     struct side_size *sizes)
{
    struct term_list *list = term_list_new(words, text->sides);
    GArray *records = g_array_new(FALSE, FALSE, sizeof(struct term_record));
    g_array_set_clear_func(records, record_clear);
    for (guint side = 0; side < SIDES; side++)
        sizes[side] = list->sizes[side];
    add_words(records, list, options, sizes);
    term_list_free(list);
    strings_find(records, words_index(words), text->sides);
    drop_local(records, options);
    return records;
}

/* ---- fields */

#define RECORD(data) ((const struct term_record *)(data))

static double per_10000(const struct term_record *record, enum side side)
{
    guint64 characters = record->sizes[side].characters;
    return characters > 0
               ? 1e4 * (double)record->string.found.occurrences[side] /
                     (double)characters
               : NAN;
}

/* On the ground the statistics stand on: words of all words. */
static double tokens_per_10000(const struct term_record *record, enum side side)
{
    guint64 tokens = record->sizes[side].tokens;
    return tokens > 0 ? 1e4 * (double)record->tokens[side] / (double)tokens
                      : NAN;
}

static json_t *get_tokens(const void *data)
{
    return figure_count(RECORD(data)->tokens[SIDE_TARGET]);
}
static json_t *get_per_10000(const void *data)
{
    return figure_real(per_10000(data, SIDE_TARGET));
}

static json_t *get_tokens_per_10000(const void *data)
{
    return figure_real(tokens_per_10000(data, SIDE_TARGET));
}

/* tf * log10(N / df), plans as documents: Manning, Raghavan and Schuetze 2008,
 * section 6.2. */
static json_t *get_tf_idf(const void *data)
{
    const struct term_record *record = data;
    double plans = record->sizes[SIDE_TARGET].plans;
    double with = record->string.found.plans[SIDE_TARGET];
    return figure_real((double)record->tokens[SIDE_TARGET] *
                       log10(plans / with));
}

static const struct figure_field terms_fields[] = {
    {"term", N_("term"), 0, string_term},
    {"tokens", N_("tokens"), 0, get_tokens},
    {"occurrences", N_("occurrences"), 0, string_occurrences},
    {"units", N_("units"), 0, string_units},
    {"plans", N_("plans"), 0, string_plans},
    {"per_10000", N_("per 10,000"), 2, get_per_10000},
    {"tf_idf", N_("tf-idf"), 2, get_tf_idf},
    {NULL, NULL, 0, NULL},
};
struct figure_table terms_table = {.fields = terms_fields, .texts = 1};
const char *const terms_orders[] = {"tokens", "occurrences", "units", "plans",
                                    "tf_idf", "term",        NULL};

/* ---- keyness */

static json_t *get_reference_tokens(const void *data)
{
    return figure_count(RECORD(data)->tokens[SIDE_REFERENCE]);
}
static json_t *get_size(const void *data)
{
    return figure_count(RECORD(data)->sizes[SIDE_TARGET].tokens);
}
static json_t *get_reference_size(const void *data)
{
    return figure_count(RECORD(data)->sizes[SIDE_REFERENCE].tokens);
}
static json_t *get_reference_occurrences(const void *data)
{
    return figure_count(RECORD(data)->string.found.occurrences[SIDE_REFERENCE]);
}
static json_t *get_reference_units(const void *data)
{
    return figure_count(RECORD(data)->string.found.units[SIDE_REFERENCE]);
}
static json_t *get_reference_plans(const void *data)
{
    return figure_count(RECORD(data)->string.found.plans[SIDE_REFERENCE]);
}
static json_t *get_reference_tokens_per_10000(const void *data)
{
    return figure_real(tokens_per_10000(data, SIDE_REFERENCE));
}
static json_t *get_reference_per_10000(const void *data)
{
    return figure_real(per_10000(data, SIDE_REFERENCE));
}
/* Which text has more; log_ratio cannot say it of a word that stands for half
 * an occurrence in one. */
static json_t *get_sign(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    struct keyness_counts other = {counts.reference, counts.target,
                                   counts.reference_size, counts.target_size};
    return is_positive(&counts)  ? json_string(sign_names[SIGN_POSITIVE])
           : is_positive(&other) ? json_string(sign_names[SIGN_NEGATIVE])
                                 : json_null();
}
static json_t *get_log_likelihood(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    return figure_real(keyness_log_likelihood(&counts));
}
static json_t *get_p(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    return figure_real(keyness_p(keyness_log_likelihood(&counts)));
}
static json_t *get_bic(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    return figure_real(keyness_bic(&counts));
}
static json_t *get_log_ratio(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    return figure_real(keyness_log_ratio(&counts));
}
static json_t *get_percent_diff(const void *data)
{
    struct keyness_counts counts = counts_of(data);
    return figure_real(keyness_percent_diff(&counts));
}

static const struct figure_field keyness_fields[] = {
    {"term", N_("term"), 0, string_term},
    {"tokens", N_("tokens"), 0, get_tokens},
    {"reference_tokens", N_("reference"), 0, get_reference_tokens},
    {"size", NULL, 0, get_size},
    {"reference_size", NULL, 0, get_reference_size},
    {"occurrences", NULL, 0, string_occurrences},
    {"reference_occurrences", NULL, 0, get_reference_occurrences},
    {"units", NULL, 0, string_units},
    {"reference_units", NULL, 0, get_reference_units},
    {"plans", N_("plans"), 0, string_plans},
    {"reference_plans", N_("reference"), 0, get_reference_plans},
    {"tokens_per_10000", N_("per 10,000"), 2, get_tokens_per_10000},
    {"reference_tokens_per_10000", N_("reference"), 2,
     get_reference_tokens_per_10000},
    {"per_10000", NULL, 2, get_per_10000},
    {"reference_per_10000", NULL, 2, get_reference_per_10000},
    {"sign", NULL, 0, get_sign},
    {"log_likelihood", N_("LL"), 2, get_log_likelihood},
    {"p", NULL, 4, get_p},
    {"bic", NULL, 2, get_bic},
    {"log_ratio", N_("log ratio"), 2, get_log_ratio},
    {"percent_diff", NULL, 1, get_percent_diff},
    {NULL, NULL, 0, NULL},
};
struct figure_table keyness_table = {.fields = keyness_fields, .texts = 1};
const char *const keyness_orders[] = {
    "log_likelihood", "log_ratio", "percent_diff", "tokens", "term", NULL};
