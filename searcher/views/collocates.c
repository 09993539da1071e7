/* The words that stand near a node, with measures of how much more often than
 * by chance. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

/* ---- collecting */

static void record_clear(void *data)
{
    struct collocate_record *record = data;
    g_free(record->string.term);
}

/* The nodes of the hits, unit by unit; hits are in document order. */
static bool add_units(struct collocator *collocator, struct matcher *matcher,
                      const struct query *query,
                      const struct match_result *result, const guint8 *passing,
                      guint64 *nodes, GError **error)
{
    guint32 units = index_units(matcher_index(matcher));
    guint next = 0;
    for (guint32 unit = 0; unit < units; unit++) {
        g_autoptr(GArray) places = NULL;
        const struct match_hit *hit =
            next < result->hits->len
                ? &g_array_index(result->hits, struct match_hit, next)
                : NULL;
        bool found = hit != NULL && hit->unit == unit;
        next += found;
        if (found)
            places =
                matcher_occurrences(matcher, query, unit, hit->kind, error);
        if (found && places == NULL)
            return false;
        if (found || passing[unit])
            collocator_add(collocator, unit, places);
        *nodes += found ? places->len : 0;
    }
    return true;
}

static struct collocator *collect(struct matcher *matcher, struct words *words,
                                  const struct query *query,
                                  const struct match_result *result,
                                  const struct collocates_options *options,
                                  const guint8 *passing, guint64 *nodes,
                                  GError **error)
{
    struct collocator *collocator =
        collocator_new(words, options->by, options->window);
    *nodes = 0;
    if (!add_units(collocator, matcher, query, result, passing, nodes, error))
        g_clear_pointer(&collocator, collocator_free);
    return collocator;
}

static bool has_sign(const struct collocation_counts *counts, enum sign sign)
{
    bool more = (double)counts->together > collocation_expected(counts);
    return sign == SIGN_BOTH || more == (sign == SIGN_POSITIVE);
}

static GArray *records_of(struct collocator *collocator,
                          const struct collocates_options *options)
{
    const struct words *words = collocator_words(collocator);
    g_autoptr(GArray) list = collocator_list(collocator, options->least);
    GArray *records =
        g_array_new(FALSE, FALSE, sizeof(struct collocate_record));
    g_array_set_clear_func(records, record_clear);
    for (guint i = 0; i < list->len; i++) {
        const struct collocate *of = &g_array_index(list, struct collocate, i);
        guint32 length;
        const char *text = words_text(words, of->word, &length);
        struct collocate_record record = {.of = *of,
                                          .window = options->by == NEAR_WINDOW};
        if (!words_pass(words, of->word, &options->filter) ||
            !has_sign(&of->counts, options->sign) ||
            collocation_log_likelihood(&of->counts) < options->threshold)
            continue;
        record.string.term = g_strndup(text, length);
        g_array_append_val(records, record);
    }
    return records;
}

GArray *collocate_records(struct matcher *matcher, struct words *words,
                          const struct query *query,
                          const struct match_result *result,
                          const struct collocates_options *options,
                          struct side_size *size, guint64 *nodes,
                          GError **error)
{
    g_autofree guint8 *passing = matcher_passing(matcher, query, error);
    struct collocator *collocator =
        passing != NULL ? collect(matcher, words, query, result, options,
                                  passing, nodes, error)
                        : NULL;
    if (collocator == NULL)
        return NULL;
    GArray *records = records_of(collocator, options);
    *size = collocator_size(collocator);
    collocator_free(collocator);
    for (guint32 unit = 0; unit < index_units(matcher_index(matcher)); unit++)
        passing[unit] = passing[unit] ? SIDE_TARGET : SIDE_NONE;
    strings_find(records, matcher_index(matcher), passing);
    return records;
}

/* ---- fields */

#define RECORD(data) ((const struct collocate_record *)(data))
#define COUNTS(data) (&RECORD(data)->of.counts)

static json_t *get_together(const void *data)
{
    return figure_count(COUNTS(data)->together);
}
static json_t *get_left(const void *data)
{
    return RECORD(data)->window ? figure_count(RECORD(data)->of.left)
                                : json_null();
}
static json_t *get_right(const void *data)
{
    return RECORD(data)->window ? figure_count(RECORD(data)->of.right)
                                : json_null();
}
static json_t *get_shared_units(const void *data)
{
    return figure_count(RECORD(data)->of.units);
}
static json_t *get_shared_plans(const void *data)
{
    return figure_count(RECORD(data)->of.plans);
}
static json_t *get_frequency(const void *data)
{
    return figure_count(COUNTS(data)->word);
}
static json_t *get_node(const void *data)
{
    return figure_count(COUNTS(data)->node);
}
static json_t *get_near(const void *data)
{
    return figure_count(COUNTS(data)->near);
}
static json_t *get_size(const void *data)
{
    return figure_count(COUNTS(data)->all);
}
static json_t *get_expected(const void *data)
{
    return figure_real(collocation_expected(COUNTS(data)));
}
static json_t *get_log_likelihood(const void *data)
{
    return figure_real(collocation_log_likelihood(COUNTS(data)));
}
static json_t *get_log_dice(const void *data)
{
    return figure_real(collocation_log_dice(COUNTS(data)));
}
static json_t *get_mi(const void *data)
{
    return figure_real(collocation_mi(COUNTS(data)));
}
static json_t *get_mi3(const void *data)
{
    return figure_real(collocation_mi3(COUNTS(data)));
}
static json_t *get_t_score(const void *data)
{
    return figure_real(collocation_t_score(COUNTS(data)));
}

static const struct figure_field fields[] = {
    {"term", N_("term"), 0, string_term},
    {"together", N_("together"), 0, get_together},
    {"left", N_("left"), 0, get_left},
    {"right", N_("right"), 0, get_right},
    {"shared_units", N_("units"), 0, get_shared_units},
    {"shared_plans", NULL, 0, get_shared_plans},
    {"frequency", N_("frequency"), 0, get_frequency},
    {"occurrences", NULL, 0, string_occurrences},
    {"units", NULL, 0, string_units},
    {"plans", NULL, 0, string_plans},
    {"node_frequency", NULL, 0, get_node},
    {"near", NULL, 0, get_near},
    {"size", NULL, 0, get_size},
    {"expected", N_("expected"), 2, get_expected},
    {"log_likelihood", N_("LL"), 2, get_log_likelihood},
    {"log_dice", N_("logDice"), 2, get_log_dice},
    {"mi", N_("MI"), 2, get_mi},
    {"mi3", NULL, 2, get_mi3},
    {"t_score", NULL, 2, get_t_score},
    {NULL, NULL, 0, NULL},
};
struct figure_table collocates_table = {.fields = fields, .texts = 1};
const char *const collocates_orders[] = {
    "log_dice", "log_likelihood", "mi",    "mi3",  "t_score",
    "together", "left",           "right", "term", NULL};
