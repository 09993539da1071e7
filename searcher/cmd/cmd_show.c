/* show: units, sections and plans by their ids. */
#include "searcher/cmd/ids.h"

#include "common/messages/messages.h"

#include <string.h>

static int compare_units(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

/* Sorts and keeps each unit once. */
static void tidy(GArray *units)
{
    guint kept = 0;
    g_array_sort(units, compare_units);
    for (guint i = 0; i < units->len; i++) {
        guint32 unit = g_array_index(units, guint32, i);
        if (kept == 0 || g_array_index(units, guint32, kept - 1) != unit)
            g_array_index(units, guint32, kept++) = unit;
    }
    g_array_set_size(units, kept);
}

/* Units of all ids; an id without any is named and *missing set. */
static GArray *collect(const struct session *session, bool *missing,
                       GError **error)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (char **id = session->options.operands; *id != NULL; id++) {
        g_autoptr(GArray) found = match_ids(session->index, *id, error);
        if (found == NULL ||
            (found->len == 0 &&
             !complain_missing(session, _("no unit, section or plan"), *id,
                               error))) {
            g_array_unref(units);
            return NULL;
        }
        *missing |= found->len == 0;
        g_array_append_vals(units, found->data, found->len);
    }
    tidy(units);
    return units;
}

/* A citation is of what the id names: the plan, or the section, whose heading
 * is its first unit. */
static bool cite_id(const struct session *session, struct reader *reader,
                    struct emit *emit, const char *id, GError **error)
{
    gint64 number = index_plan_find(session->index, id);
    g_autoptr(GArray) units = match_ids(session->index, id, error);
    if (units == NULL)
        return false;
    if (number >= 0) {
        struct plan_record record;
        if (!plan_record_read(session->index, (guint32)number, &record, error))
            return false;
        emit_begin(emit, &plans_shape, NULL);
        emit_record(emit, &record);
    } else {
        g_array_set_size(units, MIN(units->len, 1));
        emit_begin(emit, &units_shape, NULL);
        if (!units_emit(reader, emit, units, 0, error))
            return false;
    }
    emit_end(emit);
    return true;
}

/* Every id of the command line, once each, in its order. */
static enum status cite(const struct session *session, enum status status)
{
    GError *error = NULL;
    guint first, last;
    char **ids = session->options.operands;
    session_cut(session, g_strv_length(ids), &first, &last);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    struct reader *reader = reader_new(session->index);
    for (guint i = first; i < last && error == NULL; i++)
        cite_id(session, reader, emit, ids[i], &error);
    if (error != NULL)
        status = complain_error(error);
    reader_free(reader);
    return session_close(emit, status);
}

static enum status show(struct session *session, GArray *units,
                        enum status status)
{
    GError *error = NULL;
    guint first, last;
    session_cut(session, units->len, &first, &last);
    g_array_set_size(units, last);
    g_array_remove_range(units, 0, first);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    struct reader *reader = reader_new(session->index);
    emit_begin(emit, &units_shape, index_head(session->index));
    if (!units_emit(reader, emit, units, (guint)session->options.around,
                    &error))
        status = complain_error(error);
    emit_end(emit);
    status = session_close(emit, status);
    reader_free(reader);
    return status;
}

enum status cmd_show(struct session *session)
{
    GError *error = NULL;
    bool missing = false;
    if (session->options.operands == NULL)
        return usage(session, _("no id"));
    g_autoptr(GArray) units = collect(session, &missing, &error);
    if (units == NULL)
        return complain_error(error);
    enum status status = missing ? STATUS_NOTHING : STATUS_FOUND;
    return emit_format_cites(session->options.emit.format)
               ? cite(session, status)
               : show(session, units, status);
}
