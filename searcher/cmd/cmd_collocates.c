/* collocates: the words that stand near a word. */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

#define SIGNIFICANT 3.84 /* p < 0.05, chi-square of one degree */

enum { USUAL_WINDOW = 5, USUAL_LEAST = 3, WIDEST = 1000000 };

struct collocates_own {
    struct word_options words;
    char *window;
    gboolean sentence, unit;
    char *sign;
    double threshold;
};

static const struct own_option list[] = {
    {"window", 'w', G_OPTION_ARG_FILENAME,
     offsetof(struct collocates_own, window),
     N_("at most N tokens to either side, within the unit (default 5), or L-R: "
        "so many before and behind"),
     "N"},
    {"sentence", 0, G_OPTION_ARG_NONE,
     offsetof(struct collocates_own, sentence),
     N_("anywhere in the same sentence, or cell of a row"), NULL},
    {"unit", 0, G_OPTION_ARG_NONE, offsetof(struct collocates_own, unit),
     N_("anywhere in the same unit"), NULL},
    {"sign", 0, G_OPTION_ARG_FILENAME, offsetof(struct collocates_own, sign),
     N_("positive (default): words that stand near it more often than by "
        "chance, negative: less often, or both"),
     "SIGN"},
    {"threshold", 0, G_OPTION_ARG_DOUBLE,
     offsetof(struct collocates_own, threshold),
     N_("only words of a log-likelihood of X at least (default 3.84, that is "
        "p < 0.05; 6.63 is 0.01, 0 is any)"),
     "X"},
    OPTION_MIN(collocates_own,
               N_("only words that stand near it N times at least (default "
                  "3)")),
    OPTION_LENGTH(collocates_own,
                  N_("only words of N characters at least (default 2)")),
    OPTION_LONGEST(collocates_own, N_("only words of N characters at most")),
    OPTION_CONTAINING(collocates_own, N_("only words that contain TEXT")),
    OPTION_ALL(collocates_own, N_("words of grammar, of one character, and "
                                  "bare numbers too")),
    OPTION_SORT(collocates_own,
                N_("log_dice (default), log_likelihood, mi, mi3, t_score, "
                   "together, left, right or term")),
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
static const struct collocates_own defaults = {.words = {.min = USUAL_LEAST},
                                               .threshold = SIGNIFICANT};
const struct own_options collocates_options = {
    list, sizeof(struct collocates_own), &defaults};

struct collocates {
    struct collocates_options options;
    const char *sort;
};

static bool put(struct queries *queries, const struct query *query,
                const char *label, const struct match_result *result,
                GError **error)
{
    const struct collocates *collocates = queries->data;
    struct side_size size;
    guint64 nodes;
    struct words *cut = queries_words(queries, error);
    if (cut == NULL)
        return false;
    g_autoptr(GArray) records =
        collocate_records(queries->matcher, cut, query, result,
                          &collocates->options, &size, &nodes, error);
    if (records == NULL)
        return false;
    g_autofree char *words = size_words(&size);
    g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, nodes);
    g_autofree char *total = g_strdup_printf(
        ngettext("%u collocate of %s occurrences; %s",
                 "%u collocates of %s occurrences; %s", records->len),
        records->len, count, words);
    struct statistic statistic = {
        .query = query,
        .label = label,
        .result = result,
        .table = &collocates_table,
        .sort = collocates->sort,
        .records = records,
        .size = &size,
        .total = total,
        .none = nodes == 0 ? _("the query asks for no words that could have "
                               "others near them")
                           : _("no word stands near it so often; --min 1 "
                               "--threshold 0 shows all, --window N looks "
                               "further"),
    };
    return statistic_put(queries, &statistic, error);
}

static bool collocates_one(struct queries *queries, const struct query *query,
                           const char *label, GError **error)
{
    struct match_options ranking = queries->session->options.ranking;
    ranking.limit = ranking.offset = 0; /* they count collocates */
    ranking.sort = SORT_DOCUMENT;
    struct match_result *result =
        matcher_run(queries->matcher, query, &ranking, error);
    bool fine = result != NULL && put(queries, query, label, result, error);
    match_result_free(result);
    return fine;
}

/* "5", or "0-3": nothing before the word, three tokens behind it. */
static bool read_window(const char *words, struct near_window *window)
{
    guint64 left, right;
    g_auto(GStrv) sides = g_strsplit(words, "-", 2);
    const char *last = sides[0] != NULL && sides[1] != NULL ? sides[1] : words;
    if (sides[0] == NULL ||
        !g_ascii_string_to_unsigned(sides[0], 10, 0, WIDEST, &left, NULL) ||
        !g_ascii_string_to_unsigned(last, 10, 0, WIDEST, &right, NULL))
        return false;
    *window = (struct near_window){(guint)left, (guint)right};
    return left + right > 0;
}

enum status cmd_collocates(struct session *session)
{
    struct collocates_own *own = session->options.own;
    struct collocates collocates;
    int sign = own->sign != NULL ? find_word(own->sign, sign_names) : 0;
    if (sign < 0)
        return refuse_word(session, "sign", own->sign, sign_names);
    if (!words_check(session, &own->words, collocates_orders, &collocates.sort))
        return STATUS_USAGE;
    struct near_window window = {USUAL_WINDOW, USUAL_WINDOW};
    if (own->window != NULL && !read_window(own->window, &window))
        return usage(session,
                     _("--window takes a number of 1 or more, or two as 0-3, "
                       "not '%s'"),
                     own->window);
    if (own->sentence && own->unit)
        return usage(session, _("--sentence and --unit exclude each other"));
    g_autofree char *normal = NULL;
    collocates.options =
        (struct collocates_options){own->sentence ? NEAR_SENTENCE
                                    : own->unit   ? NEAR_UNIT
                                                  : NEAR_WINDOW,
                                    window,
                                    words_filter(&own->words, &normal),
                                    (guint64)own->words.min,
                                    (enum sign)sign,
                                    own->threshold};
    return queries_run(session, collocates_one, NULL, &collocates);
}
