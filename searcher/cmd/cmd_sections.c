/* sections: the outline, or the sections whose heading matches a query. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

static void add_section(GArray *records, const struct plan *plan, int section)
{
    const struct section_record *last =
        records->len > 0
            ? &g_array_index(records, struct section_record, records->len - 1)
            : NULL;
    struct section_record record = {
        plan, section, last == NULL || last->plan != plan, last != NULL};
    g_array_append_val(records, record);
}

static bool add_all(struct index *index, GArray *records, GError **error)
{
    for (guint32 i = 0; i < index_plans(index); i++) {
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL)
            return false;
        for (guint j = 0; j < plan->sections->len; j++)
            add_section(records, plan, (int)j);
    }
    return true;
}

static void add_hits(struct index *index, const GArray *hits, GArray *records)
{
    for (guint i = 0; i < hits->len; i++) {
        struct entry entry;
        index_entry(index, g_array_index(hits, struct match_hit, i).unit,
                    &entry);
        const struct plan *plan = index_plan(index, entry.plan, NULL);
        if (plan != NULL && entry.kind == UNIT_HEADING)
            add_section(records, plan, entry.section);
    }
}

/* How many paragraphs, rows and notes match where no heading does. */
static bool tell_others(const struct session *session, struct matcher *matcher,
                        const struct query *query, GError **error)
{
    struct match_options options = {.limit = 1};
    struct match_result *result = matcher_run(matcher, query, &options, error);
    if (result == NULL)
        return false;
    guint32 units = hits_all(result);
    if (units > 0)
        note(
            session,
            _("no heading matches; of paragraphs, rows and notes, search finds "
              "%u"),
            units);
    else
        note(session, _("no heading matches, nor does anything else"));
    match_result_free(result);
    return true;
}

/* Headings are units: the query finds them as such. */
static bool find(struct session *session, struct matcher *matcher,
                 const struct query *query, GArray *records, GError **error)
{
    struct match_options options = {.sort = SORT_DOCUMENT};
    struct query *headings = session_query(session, error);
    if (headings == NULL)
        return false;
    headings = query_narrow(headings, FIELD_KIND, unit_kind_name(UNIT_HEADING));
    struct match_result *result =
        matcher_run(matcher, headings, &options, error);
    if (result != NULL)
        add_hits(session->index, result->hits, records);
    bool fine = result != NULL && (records->len > 0 ||
                                   tell_others(session, matcher, query, error));
    match_result_free(result);
    query_free(headings);
    return fine;
}

/* *asked gets the query as understood, a new reference. */
static bool add_matching(struct session *session, GArray *records,
                         json_t **asked, GError **error)
{
    struct query *query = session_query(session, error);
    if (query == NULL)
        return false;
    struct matcher *matcher = matcher_new(session->index);
    bool fine = find(session, matcher, query, records, error);
    if (fine)
        *asked = query_to_json(query);
    matcher_free(matcher);
    query_free(query);
    return fine;
}

/* Takes `asked`, or NULL. */
static enum status put(struct session *session, const GArray *records,
                       json_t *asked)
{
    GError *error = NULL;
    guint first, last;
    session_cut(session, records->len, &first, &last);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL) {
        json_decref(asked);
        return complain_error(error);
    }
    json_t *head = index_head(session->index);
    if (asked != NULL)
        json_object_set_new(head, "query", asked);
    emit_begin(emit, &sections_shape, head);
    for (guint i = first; i < last && !emit_stopped(emit); i++)
        emit_record(emit, &g_array_index(records, struct section_record, i));
    emit_end(emit);
    return session_close(emit,
                         records->len > 0 ? STATUS_FOUND : STATUS_NOTHING);
}

enum status cmd_sections(struct session *session)
{
    GError *error = NULL;
    g_autoptr(GArray) records =
        g_array_new(FALSE, FALSE, sizeof(struct section_record));
    json_t *asked = NULL;
    bool fine = session->options.operands != NULL
                    ? add_matching(session, records, &asked, &error)
                    : add_all(session->index, records, &error);
    if (!fine)
        return complain_error(error);
    if (records->len == 0 && asked == NULL)
        note(session, _("the index holds no section"));
    return put(session, records, asked);
}
