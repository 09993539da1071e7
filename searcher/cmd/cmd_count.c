/* count: how often, by place, plan, role, section, kind and period.
 *
 * Records go out query by query; for reading, one table follows the last
 * query, since a column's width hangs on all rows.
 */
#include "searcher/cmd/queries.h"

struct counting {
    struct count_by by;
    struct counter *counter;
    enum count_figure figure;
    GPtrArray *counts; /* of struct count, for reading */
};

/* How many cells are shown, and of them [first, last). */
static guint cut(const struct queries *queries, const struct count *count,
                 guint *first, guint *last)
{
    const struct counting *counting = queries->data;
    const struct match_options *options = &queries->session->options.ranking;
    guint shown = 0;
    for (guint32 i = 0; i < counter_cells(counting->counter); i++)
        shown += counter_shows(counting->counter, count, i);
    *first = MIN(options->offset, shown);
    *last = options->limit == 0 || options->limit > shown - *first
                ? shown
                : *first + options->limit;
    return shown;
}

static void tell(struct queries *queries, const struct count *count,
                 const char *hint)
{
    guint first, last, shown = cut(queries, count, &first, &last);
    bool whole = last - first == shown;
    queries_outcome(queries, count->label, count->total.units > 0,
                    !whole && count->label != NULL);
    if (count->label != NULL)
        return;
    if (hint != NULL)
        note(queries->session, "%s", hint);
    if (!whole)
        session_cut(queries->session, shown, &first, &last);
}

static struct count *count_query(struct queries *queries,
                                 const struct query *query, const char *label,
                                 char **hint, json_t **head, GError **error)
{
    struct counting *counting = queries->data;
    struct match_options options = queries->session->options.ranking;
    struct count *count = NULL;
    options.sort = SORT_DOCUMENT;
    options.limit = options.offset = 0;
    struct match_result *result =
        matcher_run(queries->matcher, query, &options, error);
    if (result != NULL &&
        queries_hint(queries, query, label, result, hint, error))
        count = counter_count(counting->counter, queries->matcher, query,
                              result, label, error);
    if (count != NULL)
        *head = result_head(queries->matcher, query, label, result, *hint);
    match_result_free(result);
    return count;
}

static bool count_one(struct queries *queries, const struct query *query,
                      const char *label, GError **error)
{
    struct counting *counting = queries->data;
    g_autofree char *hint = NULL;
    json_t *head = NULL;
    if (counting->counter == NULL)
        counting->counter =
            counter_new(queries->session->index, &counting->by, error);
    if (counting->counter == NULL)
        return false;
    struct count *count =
        count_query(queries, query, label, &hint, &head, error);
    if (count == NULL)
        return false;
    guint first, last;
    cut(queries, count, &first, &last);
    tell(queries, count, hint);
    if (emit_page(queries->emit) != NULL) {
        json_decref(head);
        g_ptr_array_add(counting->counts, count);
        return true;
    }
    count_emit(counting->counter, count, first, last, queries->emit, head);
    count_free(count);
    return true;
}

static bool put_table(struct queries *queries, GError **error)
{
    const struct counting *counting = queries->data;
    const struct options *options = &queries->session->options;
    struct page *page = emit_page(queries->emit);
    struct tally tally = {counting->counter,        &counting->by,
                          counting->counts,         counting->figure,
                          options->queries != NULL, options->ranking.offset,
                          options->ranking.limit};
    (void)error;
    if (page != NULL && counting->counts->len > 0)
        tally_put(page, &tally);
    return true;
}

enum status cmd_count(struct session *session)
{
    const struct options *options = &session->options;
    struct counting counting = {.figure = FIGURE_OCCURRENCES};
    g_autofree char *wrong = NULL;
    int figure = options->figure != NULL ? count_figure_find(options->figure)
                                         : FIGURE_OCCURRENCES;
    if (!count_by_parse(options->by, &counting.by, &wrong))
        return usage(session,
                     "--by takes plan, place, role, section, kind and period, "
                     "each once and with commas between, not '%s'",
                     wrong);
    if (figure < 0)
        return usage(session, "unknown value '%s': units, occurrences or rate",
                     options->figure);
    counting.figure = (enum count_figure)figure;
    counting.counts =
        g_ptr_array_new_with_free_func((GDestroyNotify)count_free);
    enum status status = queries_run(session, count_one, put_table, &counting);
    g_ptr_array_unref(counting.counts);
    counter_free(counting.counter);
    return status;
}
