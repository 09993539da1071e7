/* What indicators and targets share: with a query they look at the units that
 * match, without one at all. */
#include "searcher/cmd/goals.h"

#include "common/messages/messages.h"

struct run {
    enum goals_source source;
    goals_put *put;
    void *kept;
    GPtrArray *copies; /* of queries; the matcher knows queries by address */
};

void goals_hint(const struct goals_view *view, json_t *head, guint all,
                struct goals_done *done)
{
    guint first, last;
    records_range(view->limit, view->offset, all, &first, &last);
    done->shown = last - first;
    done->all = all;
    g_autofree char *cut = records_cut(done->shown, all);
    if (cut != NULL && !json_is_string(json_object_get(head, "hint")))
        json_object_set_new(head, "hint", json_string(cut));
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static GArray *units_of(const struct match_result *result)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < result->hits->len; i++)
        g_array_append_val(
            units, g_array_index(result->hits, struct match_hit, i).unit);
    g_array_sort(units, by_number);
    return units;
}

static struct goals_view view_of(const struct session *session,
                                 struct reader *reader, const char *label,
                                 const char *query, const char *below)
{
    const struct match_options *options = &session->options.ranking;
    struct goals_view view = {reader,         label,           query,
                              options->limit, options->offset, below};
    return view;
}

/* On standard error what the output itself does not say. */
static void tell(const struct session *session, bool text,
                 const struct goals_done *done)
{
    g_autofree char *cut = records_cut(done->shown, done->all);
    if (cut != NULL && !text)
        note(session, "%s", cut);
    if (done->remark != NULL && !text)
        note(session, "%s", done->remark);
}

/* ---- of a query */

static void tell_result(const struct queries *queries,
                        const struct match_result *result, const char *hint,
                        const struct goals_done *done)
{
    tell(queries->session, emit_page(queries->emit) != NULL, done);
    if (hint != NULL)
        note(queries->session, "%s", hint);
    else if (done->why != NULL)
        note(queries->session, "%s", done->why);
    else if (done->all == 0)
        note(queries->session,
             ngettext("%u unit matches, but none of that kind is in it",
                      "%u units match, but none of that kind is in them",
                      hits_all(result)),
             hits_all(result));
}

static bool put_result(struct queries *queries, const struct query *query,
                       const char *label, const struct goals_asked *asked,
                       GError **error)
{
    const struct match_result *result = asked->result;
    const struct run *run = queries->data;
    g_autofree char *hint = NULL, *printed = query_print(query);
    g_autofree char *below = session_picture_note(queries->session);
    g_autoptr(GArray) units = units_of(result);
    struct goals_done done = {.asked = asked, .kept = run->kept};
    if (!queries_hint(queries, query, label, result, &hint, error))
        return false;
    struct goals_view view =
        view_of(queries->session, queries->reader, label, printed, below);
    json_t *head = result_head(queries->matcher, query, label, result, hint);
    bool fine = run->put(&view, queries->session->index, units, queries->emit,
                         head, &done, error);
    g_autofree char *remark = done.remark;
    if (!fine)
        return false;
    queries_outcome(queries, label, done.all > 0,
                    done.shown < done.all && label != NULL);
    queries_kinds(queries, label, result);
    if (label == NULL)
        tell_result(queries, result, hint, &done);
    return true;
}

static bool run_one(struct queries *queries, const struct query *query,
                    const char *label, GError **error)
{
    struct match_options options = queries->session->options.ranking;
    options.sort = SORT_DOCUMENT;
    options.limit = options.offset = 0; /* they count records */
    const struct run *run = queries->data;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const struct query *run_as = query;
    if (run->source == GOALS_SENTENCES) {
        struct query *copy = goals_reworded(query, names, error);
        if (copy == NULL)
            return false;
        g_ptr_array_add(run->copies, copy);
        run_as = names->len > 0 ? copy : query;
    }
    struct match_result *result =
        matcher_run(queries->matcher, run_as, &options, error);
    struct goals_asked asked = {queries->matcher, run_as, result, names};
    bool fine =
        result != NULL && put_result(queries, query, label, &asked, error);
    match_result_free(result);
    return fine;
}

/* ---- of the whole index */

static enum status run_all(struct session *session, const struct run *run)
{
    GError *error = NULL;
    struct goals_done done = {.kept = run->kept};
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    struct reader *reader = reader_new(session->index);
    g_autofree char *below = session_picture_note(session);
    struct goals_view view = view_of(session, reader, NULL, NULL, below);
    json_t *head = index_head(session->index);
    enum status status = STATUS_FOUND;
    if (!run->put(&view, session->index, NULL, emit, head, &done, &error))
        status = complain_error(error);
    else if (done.all == 0) {
        note(session, _("the index holds no %s"), session->command->name);
        status = STATUS_NOTHING;
    }
    tell(session, emit_page(emit) != NULL, &done);
    g_free(done.remark);
    if (done.why != NULL)
        note(session, "%s", done.why);
    reader_free(reader);
    return session_close(emit, status);
}

enum status goals_run(struct session *session, enum goals_source source,
                      goals_put *put, void *kept)
{
    g_autoptr(GPtrArray) copies =
        g_ptr_array_new_with_free_func((GDestroyNotify)query_free);
    struct run run = {source, put, kept, copies};
    if (session->options.operands == NULL && session->options.queries == NULL)
        return run_all(session, &run);
    return queries_run(session, run_one, NULL, &run);
}
