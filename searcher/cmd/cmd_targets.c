/* targets: what sentences say is to be reached, in figures.
 *
 * Table rows give the groups; they are read once for all queries.
 */
#include "searcher/cmd/goals.h"

#include "common/messages/messages.h"

static bool put(const struct goals_view *view, struct index *index,
                const GArray *wanted, struct emit *emit, json_t *head,
                struct goals_done *done, GError **error)
{
    struct target_groups **groups = done->kept;
    g_autoptr(GArray) lines = target_lines(index, wanted, error);
    guint left = 0;
    if (lines != NULL && *groups == NULL)
        *groups = target_groups_new(index, error);
    if (lines == NULL || *groups == NULL ||
        !goals_near(index, done->asked, lines, &left, error)) {
        json_decref(head);
        return false;
    }
    if (left > 0)
        done->remark = g_strdup_printf(
            ngettext("%u other target in paragraphs that match is not shown: "
                     "its sentence is about something else",
                     "%u other targets in paragraphs that match are not shown: "
                     "their sentences are about something else",
                     left),
            left);
    goals_hint(view, head, lines->len, done);
    return targets_emit(view, lines, *groups, done->remark, emit, head, error);
}

enum status cmd_targets(struct session *session)
{
    struct target_groups *groups = NULL;
    enum status status = goals_run(session, GOALS_SENTENCES, put, &groups);
    target_groups_free(groups);
    return status;
}
