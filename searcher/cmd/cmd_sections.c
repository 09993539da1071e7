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

/* Headings are units: the query finds them as such. */
static bool add_matching(struct session *session, GArray *records,
                         GError **error)
{
    struct query *query = session_query(session, error);
    if (query == NULL)
        return false;
    query = query_narrow(query, FIELD_KIND, unit_kind_name(UNIT_HEADING));
    struct matcher *matcher = matcher_new(session->index);
    struct match_options options = {.sort = SORT_DOCUMENT};
    struct match_result *result = matcher_run(matcher, query, &options, error);
    for (guint i = 0; result != NULL && i < result->hits->len; i++) {
        struct entry entry;
        index_entry(session->index,
                    g_array_index(result->hits, struct match_hit, i).unit,
                    &entry);
        const struct plan *plan = index_plan(session->index, entry.plan, NULL);
        if (plan != NULL && entry.kind == UNIT_HEADING)
            add_section(records, plan, entry.section);
    }
    bool fine = result != NULL;
    match_result_free(result);
    matcher_free(matcher);
    query_free(query);
    return fine;
}

static enum status put(struct session *session, const GArray *records)
{
    GError *error = NULL;
    guint first, last;
    session_cut(session, records->len, &first, &last);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    emit_begin(emit, &sections_shape,
               json_pack("{s:i, s:s}", "format", 1, "fingerprint",
                         index_fingerprint(session->index)));
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
    bool fine = session->options.operands != NULL
                    ? add_matching(session, records, &error)
                    : add_all(session->index, records, &error);
    if (!fine)
        return complain_error(error);
    if (records->len == 0)
        note(session, session->options.operands != NULL
                          ? _("no heading matches")
                          : _("the index holds no section"));
    return put(session, records);
}
