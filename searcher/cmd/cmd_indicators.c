/* indicators: the indicator tables of all plans as one.
 *
 * Groups are made over all rows whatever is asked for, so that a row is in the
 * same group in every answer; the rows are read once.
 */
#include "searcher/cmd/goals.h"

#include "common/messages/messages.h"

/* Those of the wanted units; both are sorted. */
static GPtrArray *choose(const GPtrArray *rows, const GArray *wanted)
{
    GPtrArray *chosen = g_ptr_array_new();
    guint at = 0;
    for (guint i = 0; i < rows->len; i++) {
        const struct indicator *row = rows->pdata[i];
        while (wanted != NULL && at < wanted->len &&
               g_array_index(wanted, guint32, at) < row->number)
            at++;
        if (wanted == NULL ||
            (at < wanted->len &&
             g_array_index(wanted, guint32, at) == row->number))
            g_ptr_array_add(chosen, rows->pdata[i]);
    }
    return chosen;
}

static bool put(const struct goals_view *view, struct index *index,
                const GArray *wanted, struct emit *emit, json_t *head,
                struct goals_done *done, GError **error)
{
    GPtrArray **rows = done->kept;
    if (*rows == NULL)
        *rows = indicators_read(index, error);
    if (*rows == NULL) {
        json_decref(head);
        return false;
    }
    g_autoptr(GPtrArray) chosen = choose(*rows, wanted);
    g_autoptr(GArray) without = indicators_without(index, *rows, wanted);
    if (!indicators_missing(index, without, &done->remark, error)) {
        json_decref(head);
        return false;
    }
    goals_hint(view, head, chosen->len, done);
    bool alone = emit_draws(emit) && emit_page(emit) == NULL;
    guint drawn = indicators_emit(view, chosen, done->remark, emit, head);
    if (alone && drawn == 0 && done->all > 0) {
        done->why = view->query == NULL
                        ? _("no indicator stands in two rows; a query draws "
                            "those it finds")
                        : _("no row that matches has a number");
        done->all = done->shown = 0;
    }
    return true;
}

enum status cmd_indicators(struct session *session)
{
    GPtrArray *rows = NULL;
    enum status status = goals_run(session, GOALS_ROWS, put, &rows);
    g_clear_pointer(&rows, g_ptr_array_unref);
    return status;
}
