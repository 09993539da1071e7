/* indicator: of targets: rows name an indicator in a cell, targets in their
 * sentence.
 *
 * A paragraph is found by the filter's text; of its targets those remain whose
 * name holds it.
 */
#include "searcher/cmd/goals.h"

/* Makes terms of the filters that are not under NOT, and notes their texts. */
static void reword(struct query *query, GPtrArray *names)
{
    if (query->op == QUERY_FILTER && query->field == FIELD_INDICATOR) {
        query->op = QUERY_TERM;
        g_ptr_array_add(names, query->normal);
        return;
    }
    if (query->parts == NULL || query->op == QUERY_NOT)
        return;
    for (guint i = 0; i < query->parts->len; i++)
        reword(query->parts->pdata[i], names);
}

struct query *goals_reworded(const struct query *query, GPtrArray *names,
                             GError **error)
{
    g_autofree char *printed = query_print(query);
    struct query *copy = query_parse(printed, error);
    if (copy != NULL)
        reword(copy, names);
    return copy;
}

bool goals_named(const struct index *index, const GPtrArray *names,
                 const struct target_line *line)
{
    struct entry entry;
    struct byte_span name = line->target.name;
    if (names->len == 0)
        return true;
    index_entry(index, line->unit, &entry);
    for (guint i = 0; i < names->len; i++)
        if (g_strstr_len(entry.text + name.start,
                         (gssize)(name.end - name.start),
                         names->pdata[i]) != NULL)
            return true;
    return false;
}
