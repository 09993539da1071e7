/* keyness: the words that set a text apart from another. */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

#include <math.h>

#define SIGNIFICANT 6.63 /* p < 0.01, chi-square of one degree */

struct keyness_own {
    struct word_options words;
    char *against, *sign;
    double threshold;
};

static const struct own_option list[] = {
    {"against", 0, G_OPTION_ARG_FILENAME, offsetof(struct keyness_own, against),
     N_("the reference: a plan's or section's id, or a query (default: all "
        "the rest)"),
     "QUERY"},
    {"sign", 0, G_OPTION_ARG_FILENAME, offsetof(struct keyness_own, sign),
     N_("positive (default): words that the target has more of, negative: "
        "less of, or both"),
     "SIGN"},
    {"threshold", 0, G_OPTION_ARG_DOUBLE,
     offsetof(struct keyness_own, threshold),
     N_("only words of a log-likelihood of X at least (default 6.63, that is "
        "p < 0.01; 3.84 is 0.05, 10.83 is 0.001)"),
     "X"},
    OPTION_MIN(keyness_own, N_("only words of N tokens at least in the text "
                               "that has more of them (default 3)")),
    OPTION_MIN_PLANS(keyness_own,
                     N_("only what stands in N plans at least (default 1)")),
    OPTION_LENGTH(keyness_own,
                  N_("only words of N characters at least (default 2)")),
    OPTION_LONGEST(keyness_own, N_("only words of N characters at most")),
    OPTION_CONTAINING(keyness_own, N_("only words that contain TEXT")),
    OPTION_ALL(keyness_own, N_("words of grammar, of one character, and bare "
                               "numbers too")),
    OPTION_SORT(keyness_own, N_("log_likelihood (default), log_ratio, "
                                "percent_diff, tokens or term")),
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
static const struct keyness_own defaults = {.words = {.min = 3},
                                            .threshold = SIGNIFICANT};
const struct own_options keyness_options = {list, sizeof(struct keyness_own),
                                            &defaults};

struct keyness {
    struct term_options options;
    const char *sort;
    struct keyness_options key;
    struct query *against; /* or NULL */
};

static bool put(struct queries *queries, const struct query *query,
                const char *label, const struct text *text, GError **error)
{
    const struct keyness *keyness = queries->data;
    struct side_size sizes[SIDES];
    struct words *words = queries_words(queries, error);
    if (words == NULL)
        return false;
    g_autoptr(GArray) records =
        term_records(words, text, &keyness->options, sizes);
    g_autofree char *size = size_words(&sizes[SIDE_TARGET]);
    g_autofree char *reference = size_words(&sizes[SIDE_REFERENCE]);
    g_autofree char *total =
        g_strdup_printf(ngettext("%u keyword; %s, against %s",
                                 "%u keywords; %s, against %s", records->len),
                        records->len, size, reference);
    struct statistic statistic = {
        .query = query,
        .label = label,
        .result = text->result,
        .table = &keyness_table,
        .sort = keyness->sort,
        .records = records,
        .size = &sizes[SIDE_TARGET],
        .reference = &sizes[SIDE_REFERENCE],
        .total = total,
        .none = text->units[SIDE_REFERENCE] == 0
                    ? _("there is no text to compare with")
                    : _("no word differs so much; --threshold and --min say "
                        "how much is asked for"),
    };
    if (text->units[SIDE_REFERENCE] == 0)
        g_array_set_size(records, 0);
    return statistic_put(queries, &statistic, error);
}

/* The reference is what --against finds beside the target, else all the rest.
 */
static bool add_reference(struct queries *queries, struct text *text,
                          const struct text_options *chosen, GError **error)
{
    const struct keyness *keyness = queries->data;
    struct text other;
    guint32 shared;
    if (keyness->against == NULL) {
        text_against_rest(text, queries->session->index);
        return true;
    }
    bool fine =
        text_init(&other, queries->matcher, keyness->against, chosen, error);
    if (fine)
        text_against(text, &other, &shared);
    if (fine && shared > 0)
        note(queries->session,
             ngettext("%u unit of --against is part of the target and left out "
                      "of the reference",
                      "%u units of --against are part of the target and left "
                      "out of the reference",
                      shared),
             shared);
    text_clear(&other);
    return fine;
}

/* 甲 is 甲市. */
static bool is_place_of(const struct plan *plan, const char *word)
{
    return plan->place != NULL && g_str_has_prefix(plan->place, word) &&
           g_utf8_strlen(plan->place, -1) - g_utf8_strlen(word, -1) <= 1;
}

/* A place alone reads like its plan, and is a text to be found. */
static void tell_plan(const struct queries *queries, const struct query *query)
{
    struct index *index = queries->session->index;
    for (guint32 i = 0; i < index_plans(index); i++) {
        const struct plan *plan = index_plan(index, i, NULL);
        if (query->op != QUERY_TERM || plan == NULL ||
            !is_place_of(plan, query->text))
            continue;
        note(queries->session,
             _("the target is the units that hold '%s'; for its plan write "
               "%s, for all its plans place:%s"),
             query->text, plan->id, plan->place);
        return;
    }
}

static bool keyness_one(struct queries *queries, const struct query *query,
                        const char *label, GError **error)
{
    const struct options *options = &queries->session->options;
    struct text_options chosen = {options->ranking.widest, options->fixed};
    struct text text;
    tell_plan(queries, query);
    bool fine = text_init(&text, queries->matcher, query, &chosen, error) &&
                add_reference(queries, &text, &chosen, error) &&
                put(queries, query, label, &text, error);
    text_clear(&text);
    return fine;
}

static enum status run(struct session *session, struct keyness *keyness)
{
    struct keyness_own *own = session->options.own;
    GError *error = NULL;
    if (own->against != NULL) {
        keyness->against = query_parse(own->against, &error);
        if (keyness->against == NULL)
            return complain_error(error);
    }
    enum status status = queries_run(session, keyness_one, NULL, keyness);
    query_free(keyness->against);
    return status;
}

enum status cmd_keyness(struct session *session)
{
    struct keyness_own *own = session->options.own;
    struct keyness keyness = {.against = NULL};
    int sign = own->sign != NULL ? find_word(own->sign, sign_names) : 0;
    if (sign < 0)
        return refuse_word(session, "sign", own->sign, sign_names);
    if (!isfinite(own->threshold))
        return usage(session, _("--threshold takes a number"));
    if (!words_check(session, &own->words, keyness_orders, &keyness.sort))
        return STATUS_USAGE;
    g_autofree char *normal = NULL;
    keyness.options.filter = words_filter(&own->words, &normal);
    keyness.options.least = (guint64)own->words.min;
    keyness.key = (struct keyness_options){(enum sign)sign, own->threshold,
                                           (guint64)own->words.min,
                                           (guint)own->words.min_plans};
    keyness.options.key = &keyness.key;
    return run(session, &keyness);
}
