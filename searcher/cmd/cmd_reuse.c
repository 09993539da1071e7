/* reuse: what plans take from each other, or where one passage has gone. */
#include "searcher/cmd/ids.h"

#include "common/messages/messages.h"

#include <string.h>

struct reuse_own {
    int min, max_plans, per_pair;
    char *kind, *from;
    gboolean no_titles, matrix;
};

static const struct own_option own_list[] = {
    {"min", 0, G_OPTION_ARG_INT, G_STRUCT_OFFSET(struct reuse_own, min),
     N_("passages of at least N characters (default 12)"), "N"},
    {"kind", 'k', G_OPTION_ARG_FILENAME,
     G_STRUCT_OFFSET(struct reuse_own, kind),
     N_("all (default), exact: word for word, or near: with small changes"),
     "KIND"},
    {"max-plans", 0, G_OPTION_ARG_INT,
     G_STRUCT_OFFSET(struct reuse_own, max_plans),
     N_("leave out what stands in more than N plans (default 100; 0: "
        "nothing)"),
     "N"},
    {"no-titles", 0, G_OPTION_ARG_NONE,
     G_STRUCT_OFFSET(struct reuse_own, no_titles),
     N_("what stands in 《》 is no part of a passage"), NULL},
    {"from", 0, G_OPTION_ARG_FILENAME, G_STRUCT_OFFSET(struct reuse_own, from),
     N_("trace a paragraph, section or plan through all plans, oldest first"),
     "ID"},
    {"per-pair", 0, G_OPTION_ARG_INT,
     G_STRUCT_OFFSET(struct reuse_own, per_pair),
     N_("the N longest passages of each two plans; 0: all (default 10 for "
        "reading, where what reads the same counts once; else all)"),
     "N"},
    {"matrix", 0, G_OPTION_ARG_NONE, G_STRUCT_OFFSET(struct reuse_own, matrix),
     N_("how much of each plan stands in each other one"), NULL},
    {NULL, 0, G_OPTION_ARG_NONE, 0, NULL, NULL},
};
enum { UNSAID = G_MININT, READ_PER_PAIR = 10 };
static const struct reuse_own defaults = {
    .min = 12, .max_plans = 100, .per_pair = UNSAID};
const struct own_options reuse_own = {own_list, sizeof(struct reuse_own),
                                      &defaults};

static const char *const kinds[] = {"all", "exact", "near", NULL};

const char *const *reuse_kind_names(void)
{
    return kinds;
}

/* ---- what is compared */

static gint by_number(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static void add_plan(GArray *plans, guint32 plan)
{
    for (guint i = 0; i < plans->len; i++)
        if (g_array_index(plans, guint32, i) == plan)
            return;
    g_array_append_val(plans, plan);
    g_array_sort(plans, by_number);
}

/* Ids of plans of that place, "'x', 'y'"; NULL when there is none.  Caller
 * frees. */
static char *plans_of_place(const struct session *session, const char *place)
{
    enum { MOST = 5 };
    guint count = 0;
    GString *list = g_string_new(NULL);
    for (guint32 i = 0; count < MOST && i < index_plans(session->index); i++) {
        const struct plan *plan = index_plan(session->index, i, NULL);
        if (plan != NULL && g_strcmp0(plan->place, place) == 0)
            g_string_append_printf(list, "%s'%s'", count++ > 0 ? ", " : "",
                                   plan->id);
    }
    return g_string_free(list, count == 0);
}

/* Names what is not there. */
static enum status missing(const struct session *session, const char *what,
                           const char *id)
{
    GError *error = NULL;
    return complain_missing(session, what, id, &error) ? STATUS_NOTHING
                                                       : complain_error(error);
}

static enum status no_plan(const struct session *session, const char *id)
{
    g_autofree char *plans = plans_of_place(session, id);
    if (plans == NULL)
        return missing(session, _("no plan"), id);
    complain(_("no plan '%s'; of that place there is %s"), id, plans);
    return STATUS_NOTHING;
}

/* The plans that the operands name, rising; NULL and *status otherwise. */
static GArray *named_plans(const struct session *session, enum status *status)
{
    GArray *plans = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (char **id = session->options.operands; id != NULL && *id != NULL;
         id++) {
        gint64 plan = index_plan_find(session->index, *id);
        if (plan < 0) {
            *status = no_plan(session, *id);
            g_array_unref(plans);
            return NULL;
        }
        add_plan(plans, (guint32)plan);
    }
    return plans;
}

static GArray *units_of_plan(const struct session *session, guint32 plan)
{
    guint32 first, count;
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    index_plan_units(session->index, plan, &first, &count);
    for (guint32 unit = first; unit < first + count; unit++)
        g_array_append_val(units, unit);
    return units;
}

struct scope {
    GArray *plans; /* looked at; NULL: all */
    GArray *focus; /* units, or NULL */
    guint32 plan;  /* theirs */
};

static void scope_clear(struct scope *scope)
{
    if (scope->plans != NULL)
        g_array_unref(scope->plans);
    if (scope->focus != NULL)
        g_array_unref(scope->focus);
}

/* The units of --from; its plan is looked at, too. */
static bool trace(const struct session *session, const char *id,
                  struct scope *scope, enum status *status)
{
    GError *error = NULL;
    scope->focus = match_ids(session->index, id, &error);
    if (scope->focus == NULL) {
        *status = complain_error(error);
        return false;
    }
    if (scope->focus->len == 0) {
        *status = missing(session, _("no unit, section or plan"), id);
        return false;
    }
    struct entry entry;
    index_entry(session->index, g_array_index(scope->focus, guint32, 0),
                &entry);
    scope->plan = entry.plan;
    if (scope->plans->len > 0)
        add_plan(scope->plans, entry.plan);
    return true;
}

static bool scope_read(const struct session *session, struct scope *scope,
                       enum status *status)
{
    const struct reuse_own *own = session->options.own;
    scope->plans = named_plans(session, status);
    if (scope->plans == NULL)
        return false;
    if (own->from != NULL && !trace(session, own->from, scope, status))
        return false;
    bool one = own->from == NULL && scope->plans->len == 1;
    if (one) {
        scope->plan = g_array_index(scope->plans, guint32, 0);
        scope->focus = units_of_plan(session, scope->plan);
    }
    if (one || scope->plans->len == 0)
        g_clear_pointer(&scope->plans, g_array_unref);
    return true;
}

/* ---- options */

/* A picture is always the matrix. */
static bool takes_matrix(const struct session *session)
{
    const struct reuse_own *own = session->options.own;
    return own->matrix || session_draws(session);
}

static bool options_check(const struct session *session,
                          struct reuse_options *options, enum status *status)
{
    const struct reuse_own *own = session->options.own;
    const char *kind = own->kind != NULL ? own->kind : kinds[0];
    *status = STATUS_USAGE;
    if (!g_strv_contains(kinds, kind))
        usage(session, _("unknown kind '%s': all, exact or near"), kind);
    else if (own->min < REUSE_MIN_LEAST)
        usage(session, _("--min takes %d or more"), REUSE_MIN_LEAST);
    else if (own->max_plans < 0 ||
             (own->per_pair < 0 && own->per_pair != UNSAID))
        usage(session, _("--max-plans and --per-pair take no negative "
                         "numbers"));
    else if (own->max_plans == 1)
        usage(session, _("--max-plans 1 leaves out every passage; a passage "
                         "stands in two plans at least"));
    else if (takes_matrix(session) && (own->from != NULL || own->per_pair > 0))
        usage(session, own->matrix
                           ? _("--matrix goes with neither --from nor "
                               "--per-pair")
                           : _("the picture is of --matrix, which goes with "
                               "neither --from nor --per-pair"));
    else
        *status = STATUS_FOUND;
    *options = (struct reuse_options){
        .min = (guint)own->min,
        .max_plans = (guint)own->max_plans,
        .no_titles = own->no_titles,
        .exact = strcmp(kind, "near") != 0,
        .near = strcmp(kind, "exact") != 0,
    };
    return *status == STATUS_FOUND;
}

/* ---- what is put out */

/* What the records do not say. */
static void tell(const struct session *session, const struct reuse_view *view,
                 const struct reuse_total *total, bool reads)
{
    const struct reuse_own *own = session->options.own;
    guint length;
    guint64 left_out = reuse_left_out(view->reuse, &length);
    guint64 found = total->exact + total->near;
    if ((!reads || takes_matrix(session)) && total->shown < total->records)
        note(session, _("%llu of %llu shown; --limit 0 shows all"),
             (unsigned long long)total->shown,
             (unsigned long long)total->records);
    if (found == 0)
        note(session, _("no passage of %d characters in two plans"), own->min);
    if (left_out > 0)
        note(session,
             _("%llu places left out whose %u characters "
               "stand in more than %d plans; --max-plans 0 looks at them, too"),
             (unsigned long long)left_out, length, own->max_plans);
}

/* The matrix of so many plans would take gigabytes, a picture be seen by
 * nobody. */
static bool is_too_wide(const struct session *session,
                        const struct reuse *reuse)
{
    enum { MOST = 10000, MOST_DRAWN = 100 };
    guint plans = reuse_plans(reuse);
    bool drawn = session_draws(session);
    if (!takes_matrix(session) || plans <= (drawn ? MOST_DRAWN : MOST))
        return false;
    if (drawn)
        complain(_("cannot draw a matrix of %u plans: %d are the most; name "
                   "those it is to hold"),
                 plans, MOST_DRAWN);
    else
        complain(_("cannot make a matrix of %u plans: %d are the most; name "
                   "those it is to hold"),
                 plans, MOST);
    return true;
}

static bool put_matrix(const struct reuse_view *view, struct emit *emit,
                       json_t *head, struct reuse_total *total, GError **error)
{
    struct reuse_matrix *matrix = reuse_matrix_of(view->reuse, total);
    bool fine = reuse_matrix_emit(view, matrix, emit, head, total, error);
    reuse_matrix_free(matrix);
    return fine;
}

/* What json says before the records. */
static json_t *head_of(const struct session *session)
{
    const struct reuse_own *own = session->options.own;
    return json_pack("{s:i, s:s, s:{s:i, s:s, s:i, s:b}}", "format", 1,
                     "fingerprint", index_fingerprint(session->index),
                     "settings", "min", own->min, "kind",
                     own->kind != NULL ? own->kind : kinds[0], "max_plans",
                     own->max_plans, "no_titles", (int)own->no_titles);
}

static enum status put(struct session *session, struct reuse_view *view)
{
    GError *error = NULL;
    struct reuse_total total;
    const struct reuse_own *own = session->options.own;
    struct emit *emit = emit_open(&session->options.emit, &error);
    if (emit == NULL)
        return complain_error(error);
    bool reads = emit_page(emit) != NULL;
    if (own->per_pair == UNSAID)
        view->per_pair = reads ? READ_PER_PAIR : 0;
    json_t *head = head_of(session);
    bool fine = takes_matrix(session)
                    ? put_matrix(view, emit, head, &total, &error)
                    : reuse_emit(view, emit, head, &total, &error);
    enum status status = STATUS_NOTHING;
    if (!fine)
        status = complain_error(error);
    else if (total.exact + total.near > 0)
        status = STATUS_FOUND;
    if (fine && !emit_stopped(emit))
        tell(session, view, &total, reads);
    return session_close(emit, status);
}

static enum status run(struct session *session,
                       const struct reuse_options *options,
                       const struct scope *scope)
{
    GError *error = NULL;
    const struct reuse_own *own = session->options.own;
    struct reuse *reuse =
        reuse_new(session->index, options, scope->plans, scope->focus, &error);
    if (reuse == NULL)
        return complain_error(error);
    struct segmenter *segmenter = segmenter_new(&error);
    if (segmenter == NULL) {
        reuse_free(reuse);
        return complain_error(error);
    }
    segmenter_use(segmenter, index_vocabulary(session->index));
    struct reader *reader = reader_new(session->index);
    struct reuse_cites *cites = reuse_cites_new(session->index);
    g_autofree char *below = session_picture_note(session);
    struct reuse_view view = {
        .reader = reader,
        .reuse = reuse,
        .options = options,
        .cites = cites,
        .segmenter = segmenter,
        .by_age = own->from != NULL,
        .only = scope->focus != NULL ? &scope->plan : NULL,
        .limit = session->options.ranking.limit,
        .offset = session->options.ranking.offset,
        .per_pair = (guint)own->per_pair,
        .note = below,
    };
    enum status status =
        is_too_wide(session, reuse) ? STATUS_USAGE : put(session, &view);
    reuse_cites_free(cites);
    reader_free(reader);
    segmenter_free(segmenter);
    reuse_free(reuse);
    return status;
}

enum status cmd_reuse(struct session *session)
{
    struct reuse_options options;
    struct scope scope = {NULL, NULL, 0};
    enum status status;
    if (options_check(session, &options, &status) &&
        scope_read(session, &scope, &status))
        status = run(session, &options, &scope);
    scope_clear(&scope);
    return status;
}
