/* count: how often, by place, plan, role, section, kind and period.
 *
 * Records go out query by query; for reading, one table follows the last
 * query, since a column's width hangs on all rows.
 */
#include "searcher/cmd/queries.h"

#include "common/messages/messages.h"

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
    records_range(options->limit, options->offset, shown, first, last);
    return shown;
}

static void tell(struct queries *queries, const struct count *count, bool whole,
                 const char *hint)
{
    queries_outcome(queries, count->label, count->total.units > 0,
                    !whole && count->label != NULL);
    if (hint != NULL && count->label == NULL)
        note(queries->session, "%s", hint);
}

static struct match_result *run(struct queries *queries,
                                const struct query *query, GError **error)
{
    struct match_options options = queries->session->options.ranking;
    options.sort = SORT_DOCUMENT;
    options.limit = options.offset = 0; /* they count cells */
    return matcher_run(queries->matcher, query, &options, error);
}

static bool put(struct queries *queries, const struct query *query,
                struct count *count, const struct match_result *result,
                GError **error)
{
    struct counting *counting = queries->data;
    g_autofree char *hint = NULL;
    guint first, last, shown = cut(queries, count, &first, &last);
    if (!queries_hint(queries, query, count->label, result, &hint, error))
        return false;
    if (hint == NULL)
        hint = records_cut(last - first, shown);
    tell(queries, count, last - first == shown, hint);
    queries_kinds(queries, count->label, result);
    if (emit_page(queries->emit) == NULL)
        count_emit(
            counting->counter, count, first, last, queries->emit,
            result_head(queries->matcher, query, count->label, result, hint));
    return true;
}

static bool count_one(struct queries *queries, const struct query *query,
                      const char *label, GError **error)
{
    struct counting *counting = queries->data;
    if (counting->counter == NULL)
        counting->counter =
            counter_new(queries->session->index, &counting->by, error);
    struct match_result *result =
        counting->counter != NULL ? run(queries, query, error) : NULL;
    if (result == NULL)
        return false;
    struct count *count = counter_count(counting->counter, queries->matcher,
                                        query, result, label, error);
    bool fine = count != NULL && put(queries, query, count, result, error);
    if (fine && (emit_page(queries->emit) != NULL || emit_draws(queries->emit)))
        g_ptr_array_add(counting->counts, count);
    else
        count_free(count);
    match_result_free(result);
    return fine;
}

/* What the picture is called: the query, or the file they are in. */
static char *picture_title(const struct options *options)
{
    if (options->operands != NULL)
        return g_strjoinv(" ", options->operands);
    return g_strcmp0(options->queries, "-") != 0
               ? g_path_get_basename(options->queries)
               : NULL;
}

/* Beside records a picture stands only where it says something and can be
 * taken in. */
static bool is_worth_drawing(const struct tally *tally)
{
    enum { MOST = 600 };
    g_autoptr(GArray) cells = tally_cells(tally);
    guint count = cells->len * tally->counts->len;
    return count > 1 && count <= MOST;
}

static void draw(struct queries *queries, const struct tally *tally)
{
    const struct options *options = &queries->session->options;
    bool alone = session_draws(queries->session);
    if (!emit_draws(queries->emit) || (!alone && !is_worth_drawing(tally)))
        return;
    g_autofree char *title = alone ? picture_title(options) : NULL;
    g_autofree char *note = session_picture_note(queries->session);
    emit_draw(queries->emit, tally_draw(tally, title, note));
}

static bool put_table(struct queries *queries, GError **error)
{
    static const struct emit_shape table = {NULL, NULL, NULL, NULL};
    const struct counting *counting = queries->data;
    const struct options *options = &queries->session->options;
    struct page *page = emit_page(queries->emit);
    struct tally tally = {counting->counter,        &counting->by,
                          counting->counts,         counting->figure,
                          options->queries != NULL, options->ranking.offset,
                          options->ranking.limit};
    (void)error;
    if (counting->counts->len == 0)
        return true;
    if (page == NULL) {
        draw(queries, &tally);
        return true;
    }
    emit_begin(queries->emit, &table,
               json_pack("{s:s}", "fingerprint",
                         index_fingerprint(queries->session->index)));
    draw(queries, &tally);
    tally_put(page, &tally);
    emit_end(queries->emit);
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
        return usage(
            session,
            _("--by takes plan, place, role, section, kind and period, "
              "each once and with commas between, not '%s'"),
            wrong);
    if (figure < 0)
        return usage(session,
                     _("unknown value '%s': units, occurrences or rate"),
                     options->figure);
    bool picture =
        options->emit.format == EMIT_SVG || options->emit.format == EMIT_HTML;
    if (options->figure != NULL && !picture &&
        (options->queries == NULL || counting.by.count != 1))
        return usage(session, _("--value is for pictures, and for the matrix "
                                "of --queries by one key of --by"));
    counting.figure = (enum count_figure)figure;
    counting.counts =
        g_ptr_array_new_with_free_func((GDestroyNotify)count_free);
    enum status status = queries_run(session, count_one, put_table, &counting);
    g_ptr_array_unref(counting.counts);
    counter_free(counting.counter);
    return status;
}
