/* compare: what plans say to one thing, side by side. */
#include "searcher/cmd/ids.h"
#include "searcher/cmd/queries.h"

#include "common/messages/messages.h"

struct compare_own {
    char *base, *section, *role;
    gboolean all, outline, punctuation;
};

static const struct own_option list[] = {
    {"section", 'S', G_OPTION_ARG_FILENAME,
     offsetof(struct compare_own, section),
     N_("compare what stands under headings that contain WORDS"), "WORDS"},
    {"role", 'r', G_OPTION_ARG_FILENAME, offsetof(struct compare_own, role),
     N_("compare the sections that play a part: basis, problems, situation, "
        "guideline, principles, goals, tasks, projects or safeguards"),
     "ROLE"},
    {"outline", 0, G_OPTION_ARG_NONE, offsetof(struct compare_own, outline),
     N_("compare the headings: which themes stand where"), NULL},
    {"all", 'a', G_OPTION_ARG_NONE, offsetof(struct compare_own, all),
     N_("all hits of each plan, not only the best one"), NULL},
    {"base", 0, G_OPTION_ARG_FILENAME, offsetof(struct compare_own, base),
     N_("mark differences to PLAN, an id or a place (default: the oldest that "
        "has a hit)"),
     "PLAN"},
    {"punctuation", 0, G_OPTION_ARG_NONE,
     offsetof(struct compare_own, punctuation),
     N_("punctuation and markers count as wording, too"), NULL},
    {NULL, 0, 0, 0, NULL, NULL}};
const struct own_options compare_own = {list, sizeof(struct compare_own), NULL};

struct asked { /* the options, checked */
    const struct compare_own *own;
    struct aligner *aligner;
    gint64 base;
    int role;    /* or -1 */
    bool narrow; /* section, role and outline are not in the query yet */
};

/* The query within what the options ask for; a copy. */
static struct query *narrowed(const struct asked *asked,
                              const struct query *query, GError **error)
{
    g_autofree char *text = query_print(query);
    struct query *made = query_parse(text, error);
    if (made == NULL || !asked->narrow)
        return made;
    if (asked->own->section != NULL)
        made = query_narrow(made, FIELD_SECTION, asked->own->section);
    if (asked->role >= 0)
        made =
            query_narrow(made, FIELD_ROLE, role_name((enum role)asked->role));
    if (asked->own->outline)
        made = query_narrow(made, FIELD_KIND, unit_kind_name(UNIT_HEADING));
    return made;
}

static bool takes_best(const struct asked *asked)
{
    return !asked->own->all && !asked->own->outline && asked->role < 0 &&
           asked->own->section == NULL;
}

static struct match_result *find(struct queries *queries,
                                 const struct asked *asked,
                                 const struct query *query, GError **error)
{
    struct match_options ranking = queries->session->options.ranking;
    ranking.limit = ranking.offset = 0; /* they count rows */
    ranking.sort = takes_best(asked) ? SORT_RELEVANCE : SORT_DOCUMENT;
    return takes_best(asked)
               ? hits_best(queries->matcher, query, &ranking, 1, error)
               : matcher_run(queries->matcher, query, &ranking, error);
}

/* On standard error what the output itself does not say. */
static void tell(struct queries *queries, const char *label, bool found,
                 const char *hint)
{
    bool text = emit_page(queries->emit) != NULL;
    queries_outcome(queries, label, found,
                    found && hint != NULL && !text && label != NULL);
    if (label == NULL && hint != NULL && (!found || !text))
        note(queries->session, "%s", hint);
}

static bool put(struct queries *queries, const struct compare_view *view,
                GError **error)
{
    g_autofree char *hint = NULL;
    struct comparison *comparison = comparison_new(view, error);
    if (comparison == NULL)
        return false;
    guint rows = comparison_rows(comparison), first, last;
    records_range(view->limit, view->offset, rows, &first, &last);
    bool fine = queries_hint(queries, view->query, view->label, view->result,
                             &hint, error);
    if (fine && hint == NULL)
        hint = records_cut(last - first, rows);
    fine = fine && comparison_emit(comparison, queries->emit, hint, error);
    if (fine)
        tell(queries, view->label, rows > 0, hint);
    comparison_free(comparison);
    return fine;
}

static bool compare_one(struct queries *queries, const struct query *given,
                        const char *label, GError **error)
{
    const struct asked *asked = queries->data;
    const struct match_options *ranking = &queries->session->options.ranking;
    struct query *query = narrowed(asked, given, error);
    if (query == NULL)
        return false;
    struct match_result *result = find(queries, asked, query, error);
    g_autofree char *below = session_picture_note(queries->session);
    struct compare_view view = {
        .matcher = queries->matcher,
        .reader = queries->reader,
        .aligner = asked->aligner,
        .query = query,
        .result = result,
        .label = label,
        .base = asked->base,
        .one_row = takes_best(asked),
        .outline = asked->own->outline,
        .draws = session_draws(queries->session),
        .title = queries->session->options.title,
        .note = below,
        .limit = ranking->limit,
        .offset = ranking->offset,
    };
    bool fine = result != NULL && put(queries, &view, error);
    if (fine)
        queries_kinds(queries, label, result);
    match_result_free(result);
    query_free(query);
    return fine;
}

static void add_filter(GPtrArray *filters, enum query_field field,
                       const char *value)
{
    struct query *filter = query_narrow(NULL, field, value);
    g_ptr_array_add(filters, query_print(filter));
    query_free(filter);
}

/* What the options ask for, as a query; empty when they ask for nothing. */
static GPtrArray *filters_of(const struct asked *asked)
{
    const struct compare_own *own = asked->own;
    GPtrArray *filters = strings_new();
    if (own->section != NULL)
        add_filter(filters, FIELD_SECTION, own->section);
    if (asked->role >= 0)
        add_filter(filters, FIELD_ROLE, role_name((enum role)asked->role));
    if (own->outline)
        add_filter(filters, FIELD_KIND, unit_kind_name(UNIT_HEADING));
    g_ptr_array_add(filters, NULL);
    return filters;
}

/* Without a query the filters are one; the page is called by them, too. */
static void take_filters(struct session *session, struct asked *asked)
{
    struct options *options = &session->options;
    g_autoptr(GPtrArray) filters = filters_of(asked);
    g_autofree char *said = g_strjoinv(" ", (char **)filters->pdata);
    if (filters->len < 2)
        return;
    char *title = g_strconcat(options->title, " ",
                              asked->own->outline ? "outline" : said, NULL);
    g_free(options->title);
    options->title = g_utf8_make_valid(title, -1);
    options->emit.title = options->title;
    g_free(title);
    if (options->operands != NULL || options->queries != NULL)
        return;
    options->operands = g_strdupv((char **)filters->pdata);
    options->fixed = FALSE;
    asked->narrow = false;
}

/* False with *status when the options ask for what is not there. */
static bool check(struct session *session, struct asked *asked,
                  enum status *status)
{
    GError *error = NULL;
    const struct compare_own *own = asked->own;
    asked->role = own->role != NULL ? role_find(own->role) : -1;
    asked->base = -1;
    *status = STATUS_USAGE;
    if (own->role != NULL && asked->role <= ROLE_NONE) {
        usage(session,
              _("unknown role '%s': basis, problems, situation, guideline, "
                "principles, goals, tasks, projects or safeguards"),
              own->role);
        return false;
    }
    if (own->base == NULL)
        return true;
    g_autofree char *meant = id_meant(session, own->base, &error);
    if (meant != NULL)
        asked->base = index_plan_find(session->index, meant);
    if (asked->base >= 0)
        return true;
    if (meant == NULL)
        *status = complain_error(error);
    else if (!complain_missing(session, _("no plan"), own->base, &error))
        *status = complain_error(error);
    return false;
}

enum status cmd_compare(struct session *session)
{
    GError *error = NULL;
    enum status status;
    struct asked asked = {.own = session->options.own, .narrow = true};
    if (!check(session, &asked, &status))
        return status;
    take_filters(session, &asked);
    asked.aligner = aligner_new(index_vocabulary(session->index),
                                asked.own->punctuation, &error);
    if (asked.aligner == NULL)
        return complain_error(error);
    status = queries_run(session, compare_one, NULL, &asked);
    aligner_free(asked.aligner);
    return status;
}
