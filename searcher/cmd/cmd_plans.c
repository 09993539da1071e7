/* plans: what is indexed. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

enum status cmd_plans(struct session *session)
{
    GError *error = NULL;
    guint count = index_plans(session->index), first, last;
    enum status status = count > 0 ? STATUS_FOUND : STATUS_NOTHING;
    if (session->options.operands != NULL)
        return usage(session, _("plans takes no operand"));
    if (count == 0)
        note(session, _("the index holds no plan"));
    session_cut(session, count, &first, &last);
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    emit_begin(emit, &plans_shape, index_head(session->index));
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct plan_record record;
        if (!plan_record_read(session->index, i, &record, &error)) {
            status = complain_error(error);
            break;
        }
        emit_record(emit, &record);
    }
    emit_end(emit);
    return session_close(emit, status);
}
