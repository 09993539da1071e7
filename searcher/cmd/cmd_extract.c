/* extract: everything of one kind, in document order, for other programs. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

#include <string.h>

/* Numbers of the paragraphs, rows and notes, sorted. */
static GArray *body_units(struct index *index)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < index_units(index); i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        if (entry.kind <= UNIT_NOTE)
            g_array_append_val(units, i);
    }
    return units;
}

static bool put_units(struct session *session, struct emit *emit,
                      const GArray *units, guint first, guint last,
                      GError **error)
{
    struct reader *reader = reader_new(session->index);
    const struct page_unit *before = NULL;
    bool fine = true;
    for (guint i = first; fine && i < last && !emit_stopped(emit); i++) {
        const struct page_unit *unit =
            reader_unit(reader, g_array_index(units, guint32, i), error);
        struct unit_record record = {unit, before, true, false};
        fine = unit != NULL;
        if (fine)
            emit_record(emit, &record);
        before = reader_trim(reader) ? NULL : unit;
    }
    reader_free(reader);
    return fine;
}

enum status cmd_extract(struct session *session)
{
    GError *error = NULL;
    guint first, last;
    char **operands = session->options.operands;
    if (operands == NULL || operands[1] != NULL)
        return usage(session, _("extract takes one kind"));
    if (strcmp(operands[0], "units") != 0)
        return usage(session, _("unknown kind '%s': units"), operands[0]);
    g_autoptr(GArray) units = body_units(session->index);
    enum status status = units->len > 0 ? STATUS_FOUND : STATUS_NOTHING;
    session_cut(session, units->len, &first, &last);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    emit_begin(emit, &units_shape,
               json_pack("{s:i, s:s}", "format", 1, "fingerprint",
                         index_fingerprint(session->index)));
    if (!put_units(session, emit, units, first, last, &error))
        status = complain_error(error);
    emit_end(emit);
    return session_close(emit, status);
}
