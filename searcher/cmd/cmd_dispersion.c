/* dispersion: how evenly what a query finds is spread over plans, or other
 * parts of the text.
 *
 * Records go out query by query; for reading, the measures of all queries stand
 * in one table behind the last.
 */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

struct dispersion_own {
    char *by;
    gboolean parts;
};

static const struct own_option list[] = {
    {"by", 'b', G_OPTION_ARG_FILENAME, offsetof(struct dispersion_own, by),
     N_("what the parts are: plan (default), place, role, section, kind or "
        "period"),
     "KEY"},
    {"parts", 0, G_OPTION_ARG_NONE, offsetof(struct dispersion_own, parts),
     N_("a record for each part, with the positions, instead of one for all"),
     NULL},
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
const struct own_options dispersion_options = {
    list, sizeof(struct dispersion_own), NULL};

struct dispersing {
    struct count_by by;
    struct counter *counter; /* made for the first query */
    bool parts;
    bool together;   /* one table for all labels */
    GArray *spreads; /* of struct spread: the last one, or all that are put out
                        together */
};

static const struct spread *last_spread(const struct dispersing *dispersing)
{
    return &g_array_index(dispersing->spreads, struct spread,
                          dispersing->spreads->len - 1);
}

/* ---- putting out */

/* Beside records only where it can be taken in; NULL where none is shown. */
static struct drawing *draw(struct queries *queries)
{
    enum { MOST = 60 };
    const struct dispersing *dispersing = queries->data;
    const struct spread *spread = last_spread(dispersing);
    bool alone = session_draws(queries->session);
    guint count =
        dispersing->parts ? spread->measures.parts : spread->measures.range;
    if (!emit_draws(queries->emit) || (!alone && count > MOST) || count == 0)
        return NULL;
    g_autofree char *note = session_picture_note(queries->session);
    return spread_draw(spread, dispersing->parts, note);
}

static void put_records(struct queries *queries, const char *label, guint first,
                        guint last, json_t *head)
{
    const struct dispersing *dispersing = queries->data;
    struct figures_view view = {.label = label, .first = first, .last = last};
    view.drawing = draw(queries);
    view.table = dispersing->parts ? &spread_parts_table : &spread_table;
    view.records = dispersing->parts ? last_spread(dispersing)->parts
                                     : dispersing->spreads;
    figures_emit(&view, NULL, queries->emit, head);
}

/* For reading: the parts that have it (all of them, when parts were asked for),
 * each with a strip, then the measures. */
static void put_page(struct queries *queries, const char *label, json_t *head,
                     const char *hint)
{
    const struct dispersing *dispersing = queries->data;
    const struct match_options *options = &queries->session->options.ranking;
    g_autoptr(GArray) parts =
        spread_shown(last_spread(dispersing), dispersing->parts);
    struct figures_view view = {
        .table = &spread_parts_table, .records = parts, .label = label};
    struct figures_view measures = {.table = &spread_table,
                                    .records = dispersing->spreads,
                                    .last = 1,
                                    .total = hint};
    records_range(options->limit, options->offset, parts->len, &view.first,
                  &view.last);
    view.below = &measures;
    view.drawing = draw(queries);
    if (view.drawing != NULL)
        view.table = &spread_drawn_table;
    figures_emit(&view, NULL, queries->emit, head);
}

/* The measures of all labels. */
static bool put_together(struct queries *queries, GError **error)
{
    const struct dispersing *dispersing = queries->data;
    struct figures_view view = {.table = &spread_labels_table,
                                .records = dispersing->spreads,
                                .last = dispersing->spreads->len};
    (void)error;
    if (dispersing->together && dispersing->spreads->len > 0)
        figures_emit(&view, NULL, queries->emit, NULL);
    return true;
}

/* ---- a query */

static void tell(struct queries *queries, const char *label,
                 const struct match_result *result, bool cut, const char *hint)
{
    bool found = last_spread(queries->data)->occurrences > 0;
    bool page = emit_page(queries->emit) != NULL;
    queries_outcome(queries, label, found, cut);
    if (label == NULL && hint != NULL && (!found || !page))
        note(queries->session, "%s", hint);
    queries_kinds(queries, label, result);
}

static bool put(struct queries *queries, const struct query *query,
                const char *label, const struct match_result *result,
                GError **error)
{
    const struct dispersing *dispersing = queries->data;
    const struct match_options *options = &queries->session->options.ranking;
    guint first = 0, last = 1, all = last_spread(dispersing)->parts->len;
    g_autofree char *hint = NULL;
    if (!queries_hint(queries, query, label, result, &hint, error))
        return false;
    if (dispersing->parts)
        records_range(options->limit, options->offset, all, &first, &last);
    bool cut = dispersing->parts && last - first < all;
    if (cut && hint == NULL)
        hint = records_cut(last - first, all);
    tell(queries, label, result, cut, hint);
    if (dispersing->together)
        return true;
    bool page = emit_page(queries->emit) != NULL;
    json_t *head = result_head(queries->matcher, query, label, result,
                               page && cut ? NULL : hint);
    if (page)
        put_page(queries, label, head, cut ? hint : NULL);
    else
        put_records(queries, label, first, last, head);
    return true;
}

static bool measure(struct queries *queries, const struct query *query,
                    const char *label, const struct match_result *result,
                    GError **error)
{
    struct dispersing *dispersing = queries->data;
    struct spread spread;
    if (!spread_init(&spread, dispersing->counter, queries->matcher, query,
                     result, error))
        return false;
    spread.label = g_strdup(label);
    dispersing->together =
        label != NULL && !dispersing->parts && emit_page(queries->emit) != NULL;
    if (!dispersing->together)
        g_array_set_size(dispersing->spreads, 0);
    g_array_append_val(dispersing->spreads, spread);
    return put(queries, query, label, result, error);
}

static bool dispersion_one(struct queries *queries, const struct query *query,
                           const char *label, GError **error)
{
    struct dispersing *dispersing = queries->data;
    struct match_options ranking = queries->session->options.ranking;
    ranking.limit = ranking.offset = 0; /* they count parts */
    ranking.sort = SORT_DOCUMENT;
    if (dispersing->counter == NULL)
        dispersing->counter =
            counter_new(queries->session->index, &dispersing->by, error);
    if (dispersing->counter == NULL)
        return false;
    struct match_result *result =
        matcher_run(queries->matcher, query, &ranking, error);
    bool fine = result != NULL && measure(queries, query, label, result, error);
    match_result_free(result);
    return fine;
}

enum status cmd_dispersion(struct session *session)
{
    struct dispersion_own *own = session->options.own;
    struct dispersing dispersing = {.parts = own->parts};
    g_autofree char *wrong = NULL;
    const char *by = own->by != NULL ? own->by : "plan";
    if (!count_by_parse(by, &dispersing.by, &wrong) || dispersing.by.count != 1)
        return usage(session,
                     _("--by takes one of plan, place, role, section, kind and "
                       "period, not '%s'"),
                     by);
    dispersing.spreads = g_array_new(FALSE, FALSE, sizeof(struct spread));
    g_array_set_clear_func(dispersing.spreads, spread_clear);
    enum status status =
        queries_run(session, dispersion_one, put_together, &dispersing);
    g_array_unref(dispersing.spreads);
    counter_free(dispersing.counter);
    return status;
}
