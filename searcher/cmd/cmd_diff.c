/* diff: what one text makes of another: two units, sections or plans. */
#include "searcher/cmd/ids.h"

#include "common/messages/messages.h"

struct diff_own {
    gboolean all, punctuation;
};

static const struct own_option list[] = {
    {"all", 'a', G_OPTION_ARG_NONE, offsetof(struct diff_own, all),
     N_("show what is unchanged, too"), NULL},
    {"punctuation", 0, G_OPTION_ARG_NONE,
     offsetof(struct diff_own, punctuation),
     N_("punctuation and markers count as wording, too"), NULL},
    {NULL, 0, 0, 0, NULL, NULL}};
const struct own_options diff_own = {list, sizeof(struct diff_own), NULL};

/* The units of an id, in document order; NULL when there are none, and *status
 * says why. */
static GArray *units_of(struct session *session, const char *id,
                        enum status *status)
{
    GError *error = NULL;
    g_autofree char *meant = id_meant(session, id, &error);
    GArray *units =
        meant != NULL ? match_ids(session->index, meant, &error) : NULL;
    if (units != NULL && units->len > 0)
        return units;
    *status = STATUS_NOTHING;
    if (units != NULL) {
        g_array_unref(units);
        complain_missing(session, _("no unit, section or plan"), id, &error);
    }
    if (error != NULL)
        *status = complain_error(error);
    return NULL;
}

/* On standard error what the output does not say. */
static void tell(const struct session *session, const struct diff *diff,
                 const struct diff_view *view, bool text)
{
    guint first, last, all = diff_records(diff);
    records_range(view->limit, view->offset, all, &first, &last);
    g_autofree char *cut = records_cut(last - first, all);
    if (diff_count(diff) == 0)
        note(session, _("no difference between '%s' and '%s'"),
             session->options.operands[0], session->options.operands[1]);
    if (cut != NULL && !text)
        note(session, "%s", cut);
}

static enum status put(struct session *session, struct diff *diff,
                       const struct diff_view *view)
{
    GError *error = NULL;
    enum status status = diff_count(diff) > 0 ? STATUS_FOUND : STATUS_NOTHING;
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    if (diff_emit(diff, emit, &error))
        tell(session, diff, view, emit_page(emit) != NULL);
    else
        status = complain_error(error);
    return session_close(emit, status);
}

static enum status compare(struct session *session, const GArray *base,
                           const GArray *other)
{
    GError *error = NULL;
    const struct diff_own *own = session->options.own;
    struct aligner *aligner =
        aligner_new(index_vocabulary(session->index), own->punctuation, &error);
    if (aligner == NULL)
        return complain_error(error);
    struct reader *reader = reader_new(session->index);
    struct diff_view view = {
        .reader = reader,
        .aligner = aligner,
        .base = base,
        .other = other,
        .all = own->all,
        .limit = session->options.ranking.limit,
        .offset = session->options.ranking.offset,
    };
    struct diff *diff = diff_new(&view, &error);
    enum status status =
        diff != NULL ? put(session, diff, &view) : complain_error(error);
    diff_free(diff);
    reader_free(reader);
    aligner_free(aligner);
    return status;
}

enum status cmd_diff(struct session *session)
{
    enum status status = STATUS_FOUND;
    char **ids = session->options.operands;
    if (ids == NULL || g_strv_length(ids) != 2)
        return usage(session, _("diff takes two ids"));
    g_autoptr(GArray) base = units_of(session, ids[0], &status);
    g_autoptr(GArray) other = units_of(session, ids[1], &status);
    return base != NULL && other != NULL ? compare(session, base, other)
                                         : status;
}
