/* terms: the words of a text with their frequencies. */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

struct terms_own {
    struct word_options words;
    gboolean tokens;
};

static const struct own_option list[] = {
    OPTION_MIN(terms_own, N_("only words of N tokens at least (default 1)")),
    OPTION_MIN_PLANS(terms_own,
                     N_("only what stands in N plans at least (default 1)")),
    OPTION_LENGTH(terms_own,
                  N_("only words of N characters at least (default 2)")),
    OPTION_LONGEST(terms_own, N_("only words of N characters at most")),
    OPTION_CONTAINING(terms_own, N_("only words that contain TEXT")),
    OPTION_ALL(terms_own, N_("words of grammar, of one character, and bare "
                             "numbers too")),
    OPTION_SORT(terms_own, N_("tokens (default), occurrences, units, plans, "
                              "tf_idf or term")),
    {"tokens", 0, G_OPTION_ARG_NONE, offsetof(struct terms_own, tokens),
     N_("the text itself, word by word, each with its place; with --all every "
        "one"),
     NULL},
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
const struct own_options terms_options = {list, sizeof(struct terms_own), NULL};

struct terms {
    struct term_options options;
    const char *sort;
    bool tokens;
};

static bool put(struct queries *queries, const struct query *query,
                const char *label, const struct text *text, GError **error)
{
    const struct terms *terms = queries->data;
    struct side_size sizes[SIDES];
    struct words *words = queries_words(queries, error);
    if (words == NULL)
        return false;
    g_autoptr(GArray) records =
        term_records(words, text, &terms->options, sizes);
    g_autofree char *size = size_words(&sizes[SIDE_TARGET]);
    g_autofree char *total =
        g_strdup_printf(ngettext("%u term; %s", "%u terms; %s", records->len),
                        records->len, size);
    struct statistic statistic = {
        .query = query,
        .label = label,
        .result = text->result,
        .table = &terms_table,
        .sort = terms->sort,
        .records = records,
        .size = &sizes[SIDE_TARGET],
        .total = total,
        .none = _("no word is left; --min, --min-plans, --length and "
                  "--containing leave some out, --all leaves in the others"),
    };
    return statistic_put(queries, &statistic, error);
}

/* ---- the text itself */

static bool put_tokens(struct queries *queries, const struct query *query,
                       const char *label, const struct text *text,
                       GError **error)
{
    const struct terms *terms = queries->data;
    const struct match_options *ranking = &queries->session->options.ranking;
    struct tokens_view view = {queries->reader,        text,
                               &terms->options.filter, label,
                               ranking->limit,         ranking->offset};
    gint64 all = tokens_count(&view, error);
    guint first, last, count = (guint)CLAMP(all, 0, G_MAXUINT);
    if (all < 0)
        return false;
    records_range(ranking->limit, ranking->offset, count, &first, &last);
    g_autofree char *hint = records_cut(last - first, count);
    queries_outcome(queries, label, all > 0, hint != NULL);
    if (label == NULL && (hint != NULL || all == 0))
        note(queries->session, "%s",
             hint != NULL ? hint : _("no word is left; --all leaves in all"));
    return tokens_emit(&view, queries->emit,
                       text_head(queries->matcher, query, label, text->result,
                                 hint, NULL, NULL),
                       error);
}

static bool terms_one(struct queries *queries, const struct query *query,
                      const char *label, GError **error)
{
    const struct options *options = &queries->session->options;
    struct text_options chosen = {options->ranking.widest, options->fixed};
    const struct terms *terms = queries->data;
    struct text text;
    bool fine =
        text_init(&text, queries->matcher, query, &chosen, error) &&
        (terms->tokens ? put_tokens : put)(queries, query, label, &text, error);
    text_clear(&text);
    return fine;
}

enum status cmd_terms(struct session *session)
{
    struct terms_own *own = session->options.own;
    struct terms terms = {.tokens = own->tokens};
    if (!words_check(session, &own->words, terms_orders, &terms.sort))
        return STATUS_USAGE;
    g_autofree char *normal = NULL;
    terms.options = (struct term_options){
        .filter = words_filter(&own->words, &normal),
        .least = (guint64)own->words.min,
        .least_plans = (guint)own->words.min_plans,
    };
    return queries_run(session, terms_one, NULL, &terms);
}
