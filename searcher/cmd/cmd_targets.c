/* targets: what sentences say is to be reached, in figures.
 *
 * Table rows give the groups; they are read once for all queries.
 */
#include "searcher/cmd/goals.h"

static bool put(const struct goals_view *view, struct index *index,
                const GArray *wanted, struct emit *emit, json_t *head,
                struct goals_done *done, GError **error)
{
    struct target_groups **groups = done->kept;
    g_autoptr(GArray) lines = target_lines(index, wanted, error);
    if (lines != NULL && *groups == NULL)
        *groups = target_groups_new(index, error);
    if (lines == NULL || *groups == NULL) {
        json_decref(head);
        return false;
    }
    goals_hint(view, head, lines->len, done);
    return targets_emit(view, lines, *groups, emit, head, error);
}

enum status cmd_targets(struct session *session)
{
    struct target_groups *groups = NULL;
    enum status status = goals_run(session, put, &groups);
    target_groups_free(groups);
    return status;
}
