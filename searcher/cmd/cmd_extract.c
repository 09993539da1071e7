/* extract: everything of one kind, in document order, for other programs; of
 * the whole index, or of a query's hits. */
#include "searcher/cmd/queries.h"

#include "common/messages/messages.h"

#include <string.h>

struct extract_options {
    gboolean headings, distinct;
};

static const struct own_option own[] = {
    {"headings", 0, G_OPTION_ARG_NONE,
     G_STRUCT_OFFSET(struct extract_options, headings),
     N_("without a query: of headings, titles and captions, too"), NULL},
    {"distinct", 'u', G_OPTION_ARG_NONE,
     G_STRUCT_OFFSET(struct extract_options, distinct),
     N_("each wording once, with how often it stands in which plans; "
        "measures by their policy tool"),
     NULL},
    {NULL, 0, 0, 0, NULL, NULL},
};
const struct own_options extract_own = {own, sizeof(struct extract_options),
                                        NULL};

static struct extract_view view_of(struct session *session, enum extracted what)
{
    const struct options *options = &session->options;
    const struct extract_options *mine = options->own;
    return (struct extract_view){
        .index = session->index,
        .what = what,
        .headings = mine->headings,
        .distinct = mine->distinct,
        .limit = options->ranking.limit,
        .offset = options->ranking.offset,
    };
}

/* What limit and offset left out of so many records. */
static void tell_cut(const struct session *session, guint count)
{
    guint first, last;
    session_cut(session, count, &first, &last);
}

/* ---- of a query's hits */

static bool extract_one(struct queries *queries, const struct query *query,
                        const char *label, GError **error)
{
    struct session *session = queries->session;
    struct match_options ranking = session->options.ranking;
    struct extract_view view =
        view_of(session, *(const enum extracted *)queries->data);
    g_autofree char *hint = NULL;
    guint count = 0;
    ranking.sort = SORT_DOCUMENT;
    ranking.limit = ranking.offset = 0; /* they count records */
    struct match_result *result =
        matcher_run(queries->matcher, query, &ranking, error);
    if (result == NULL)
        return false;
    view.matcher = queries->matcher;
    view.query = query;
    view.result = result;
    view.label = label;
    bool fine = queries_hint(queries, query, label, result, &hint, error) &&
                extract_emit(&view, queries->emit, hint, &count, error);
    if (fine && hint != NULL && label == NULL)
        note(session, "%s", hint);
    else if (fine && count == 0 && hits_all(result) > 0 && label == NULL)
        note(session, _("none of the %u units that match holds any"),
             hits_all(result));
    if (fine) {
        guint first, last;
        records_range(view.limit, view.offset, count, &first, &last);
        queries_outcome(queries, label, count > 0, last - first < count);
        if (label == NULL)
            tell_cut(session, count);
        queries_kinds(queries, label, result);
    }
    match_result_free(result);
    return fine;
}

/* ---- of the whole index */

static enum status extract_all(struct session *session, enum extracted what)
{
    GError *error = NULL;
    guint count = 0;
    struct extract_view view = view_of(session, what);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    enum status status = STATUS_FOUND;
    if (!extract_emit(&view, emit, NULL, &count, &error))
        status = complain_error(error);
    else if (count == 0) {
        note(session, _("the index holds no %s"), extracted_names()[what]);
        status = STATUS_NOTHING;
    }
    if (status == STATUS_FOUND)
        tell_cut(session, count);
    return session_close(emit, status);
}

static enum status run(struct session *session, enum extracted what)
{
    bool asks =
        session->options.operands != NULL || session->options.queries != NULL;
    const struct extract_options *mine = session->options.own;
    if (mine->distinct && what < EXTRACTED_MEASURES)
        return usage(session,
                     _("--distinct is not for units, blocks and sections"));
    if (what == EXTRACTED_SECTIONS && session->options.queries != NULL)
        return usage(session, _("extract sections takes no --queries"));
    if (what == EXTRACTED_SECTIONS)
        return cmd_sections(session);
    return asks ? queries_run(session, extract_one, NULL, &what)
                : extract_all(session, what);
}

static enum status refuse(const struct session *session, const char *name)
{
    g_autofree char *list =
        g_strjoinv(_(", "), (char **)(gpointer)extracted_names());
    return name == NULL
               ? usage(session, _("extract takes a kind: %s"), list)
               : usage(session, _("unknown kind '%s': %s"), name, list);
}

/* The kind is the first operand, the query what follows. */
enum status cmd_extract(struct session *session)
{
    char **operands = session->options.operands;
    if (operands == NULL)
        return refuse(session, NULL);
    int what = extracted_find(operands[0]);
    if (what < 0)
        return refuse(session, operands[0]);
    session->options.operands = operands[1] != NULL ? operands + 1 : NULL;
    enum status status = run(session, (enum extracted)what);
    session->options.operands = operands;
    return status;
}
