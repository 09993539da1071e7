/* indicators: the indicator tables of all plans as one. */
#include "searcher/cmd/goals.h"

static bool put(const struct goals_view *view, struct index *index,
                const GArray *wanted, struct emit *emit, json_t *head,
                guint *shown, guint *all, GError **error)
{
    g_autoptr(GPtrArray) rows = indicators_read(index, wanted, error);
    if (rows == NULL) {
        json_decref(head);
        return false;
    }
    *all = rows->len;
    goals_hint(view, head, *all, shown);
    indicators_emit(view, rows, emit, head);
    return true;
}

enum status cmd_indicators(struct session *session)
{
    return goals_run(session, put);
}
