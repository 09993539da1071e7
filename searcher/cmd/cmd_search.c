/* search: ranked units that match a query, or the queries of a file. */
#include "searcher/cmd/queries.h"

/* On standard error what the output itself does not say. */
static void tell(struct queries *queries, const struct match_result *result,
                 const char *label, const char *hint)
{
    bool hits = hits_all(result) > 0;
    bool text = emit_page(queries->emit) != NULL;
    queries_outcome(queries, label, hits || result->headings > 0,
                    label != NULL && hits && hint != NULL && !text);
    if (label != NULL && result->headings > 0 && !hits && !text)
        note(queries->session, "%s: %s", label, hint);
    else if (label == NULL && hint != NULL &&
             (!text || !(hits || result->headings > 0)))
        note(queries->session, "%s", hint);
}

static bool search_one(struct queries *queries, const struct query *query,
                       const char *label, GError **error)
{
    const struct match_options *options = &queries->session->options.ranking;
    guint per_plan = (guint)queries->session->options.per_plan;
    g_autofree char *hint = NULL;
    struct match_result *result =
        per_plan > 0
            ? hits_best(queries->matcher, query, options, per_plan, error)
            : matcher_run(queries->matcher, query, options, error);
    if (result == NULL)
        return false;
    struct hits_view view = {queries->matcher, queries->reader, query,
                             result,           label,           options->offset,
                             per_plan};
    bool fine = queries_hint(queries, query, label, result, &hint, error);
    if (fine && hint == NULL)
        hint = hits_cut(result, per_plan);
    fine = fine && hits_emit(&view, queries->emit, hint, error);
    if (fine)
        tell(queries, result, label, hint);
    match_result_free(result);
    return fine;
}

enum status cmd_search(struct session *session)
{
    return queries_run(session, search_one, NULL, NULL);
}
