/* ngrams: sequences of words, or characters, that recur. */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

enum { USUAL_SHORTEST = 2, USUAL_LONGEST = 5, USUAL_LEAST = 3, MOST = 100 };

struct ngrams_own {
    struct word_options words;
    char *size;
    gboolean chars, maximal;
};

static const struct own_option list[] = {
    {"size", 'N', G_OPTION_ARG_FILENAME, offsetof(struct ngrams_own, size),
     N_("of N words, or of A-B (default 2-5)"), "N"},
    {"chars", 0, G_OPTION_ARG_NONE, offsetof(struct ngrams_own, chars),
     N_("of characters instead of words"), NULL},
    {"maximal", 0, G_OPTION_ARG_NONE, offsetof(struct ngrams_own, maximal),
     N_("not those that always stand within the same longer one"), NULL},
    OPTION_MIN(ngrams_own,
               N_("only those that stand there N times at least (default 3)")),
    OPTION_MIN_PLANS(ngrams_own,
                     N_("only what stands in N plans at least (default 1)")),
    OPTION_CONTAINING(ngrams_own, N_("only sequences that contain TEXT")),
    OPTION_ALL(ngrams_own,
               N_("those too that begin or end with a word of grammar")),
    OPTION_SORT(ngrams_own, N_("tokens (default), occurrences, units, plans, "
                               "size or term")),
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
static const struct ngrams_own defaults = {.words = {.min = USUAL_LEAST}};
const struct own_options ngrams_options = {list, sizeof(struct ngrams_own),
                                           &defaults};

struct ngrams {
    struct ngram_options options;
    guint least_plans;
    const char *contains; /* or NULL */
    const char *sort;
};

static bool put(struct queries *queries, const struct query *query,
                const char *label, const struct text *text, GError **error)
{
    const struct ngrams *ngrams = queries->data;
    struct side_size size;
    struct words *cut = queries_words(queries, error);
    if (cut == NULL)
        return false;
    g_autoptr(GArray) records =
        ngram_records(cut, text, &ngrams->options, &size);
    ngrams_select(records, ngrams->contains, ngrams->least_plans);
    g_autofree char *words = size_words(&size);
    g_autofree char *total = g_strdup_printf(
        ngettext("%u n-gram; %s", "%u n-grams; %s", records->len), records->len,
        words);
    struct statistic statistic = {
        .query = query,
        .label = label,
        .result = text->result,
        .table = &ngrams_table,
        .sort = ngrams->sort,
        .records = records,
        .size = &size,
        .total = total,
        .none = _("nothing recurs so often; --min says how often is asked "
                  "for"),
    };
    return statistic_put(queries, &statistic, error);
}

static bool ngrams_one(struct queries *queries, const struct query *query,
                       const char *label, GError **error)
{
    const struct options *options = &queries->session->options;
    struct text_options chosen = {options->ranking.widest, options->fixed};
    struct text text;
    bool fine = text_init(&text, queries->matcher, query, &chosen, error) &&
                put(queries, query, label, &text, error);
    text_clear(&text);
    return fine;
}

/* "3" or "2-5". */
static bool read_size(const char *words, struct ngram_options *options)
{
    guint64 from, to;
    g_auto(GStrv) parts = g_strsplit(words, "-", 2);
    if (parts[0] == NULL ||
        !g_ascii_string_to_unsigned(parts[0], 10, 1, MOST, &from, NULL))
        return false;
    to = from;
    if (parts[1] != NULL &&
        !g_ascii_string_to_unsigned(parts[1], 10, from, MOST, &to, NULL))
        return false;
    options->shortest = (guint)from;
    options->longest = (guint)to;
    return true;
}

enum status cmd_ngrams(struct session *session)
{
    struct ngrams_own *own = session->options.own;
    struct ngrams ngrams = {.least_plans = (guint)own->words.min_plans};
    if (!words_check(session, &own->words, ngrams_orders, &ngrams.sort))
        return STATUS_USAGE;
    ngrams.options = (struct ngram_options){
        .shortest = USUAL_SHORTEST,
        .longest = USUAL_LONGEST,
        .characters = own->chars,
        .maximal = own->maximal,
        .weak_edges = own->words.all,
        .least = MAX((guint64)own->words.min, 1),
    };
    if (own->size != NULL && !read_size(own->size, &ngrams.options))
        return usage(session,
                     _("--size takes a number from 1 to %d, or two as 2-5, not "
                       "'%s'"),
                     MOST, own->size);
    g_autofree char *normal = own->words.containing != NULL
                                  ? normal_text(own->words.containing, -1, NULL)
                                  : NULL;
    ngrams.contains = normal;
    return queries_run(session, ngrams_one, NULL, &ngrams);
}
