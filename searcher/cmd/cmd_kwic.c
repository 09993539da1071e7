/* kwic: every occurrence on a line, the word in the middle. */
#include "searcher/cmd/queries.h"

#include "common/messages/messages.h"

/* On standard error what the output itself does not say. */
static void tell(struct queries *queries, const struct kwic_view *view,
                 const GArray *lines, const char *hint)
{
    bool text = emit_page(queries->emit) != NULL;
    guint32 units = hits_all(view->result);
    queries_outcome(queries, view->label, lines->len > 0,
                    lines->len > 0 && hint != NULL && !text &&
                        view->label != NULL);
    if (view->label != NULL)
        return;
    if (lines->len == 0 && units > 0)
        note(queries->session,
             _("the query asks for no words that could stand in a line; search "
               "lists the %u units it finds"),
             units);
    else if (hint != NULL && (lines->len == 0 || !text))
        note(queries->session, "%s", hint);
}

static bool put(struct queries *queries, const struct kwic_view *view,
                GError **error)
{
    g_autofree char *hint = NULL;
    g_autoptr(GArray) lines = kwic_lines(view, error);
    if (lines == NULL || !queries_hint(queries, view->query, view->label,
                                       view->result, &hint, error))
        return false;
    if (hint == NULL)
        hint = kwic_cut(view, lines);
    if (!kwic_emit(view, lines, queries->emit, hint, error))
        return false;
    tell(queries, view, lines, hint);
    queries_kinds(queries, view->label, view->result);
    return true;
}

static bool kwic_one(struct queries *queries, const struct query *query,
                     const char *label, GError **error)
{
    const struct options *options = &queries->session->options;
    struct match_options ranking = options->ranking;
    ranking.limit = ranking.offset = 0; /* they count lines */
    struct match_result *result =
        matcher_run(queries->matcher, query, &ranking, error);
    struct kwic_view view = {
        .matcher = queries->matcher,
        .reader = queries->reader,
        .query = query,
        .result = result,
        .label = label,
        .order = options->order,
        .width = (guint)options->width,
        .fit = options->fit,
        .limit = options->ranking.limit,
        .offset = options->ranking.offset,
    };
    bool fine = result != NULL && put(queries, &view, error);
    match_result_free(result);
    return fine;
}

enum status cmd_kwic(struct session *session)
{
    return queries_run(session, kwic_one, NULL, NULL);
}
