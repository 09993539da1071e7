/* targets: what sentences say is to be reached, in figures. */
#include "searcher/cmd/goals.h"

static bool put(const struct goals_view *view, struct index *index,
                const GArray *wanted, struct emit *emit, json_t *head,
                struct goals_done *done, GError **error)
{
    g_autoptr(GArray) lines = target_lines(index, wanted, error);
    if (lines == NULL) {
        json_decref(head);
        return false;
    }
    goals_hint(view, head, lines->len, done);
    return targets_emit(view, lines, emit, head, error);
}

enum status cmd_targets(struct session *session)
{
    return goals_run(session, put, NULL);
}
