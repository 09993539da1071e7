/* Which units a query's tree holds for.
 *
 * Every node is asked within a sorted list of candidates (NULL: all units) and
 * gives those it holds for.  An AND asks first what finds units by postings,
 * then filters, then what only takes away, then regular expressions without a
 * literal part, each within what the one before left.
 */
#include "searcher/match/inside.h"

#include "common/messages/messages.h"

#include <string.h>

/* Of one query's regular expressions together. */
#define REGEX_SECONDS 10

void search_init(struct search *search, struct matcher *matcher)
{
    *search = (struct search){
        .matcher = matcher,
        .found = g_hash_table_new_full(NULL, NULL, NULL,
                                       (GDestroyNotify)g_array_unref),
        .deadline = g_get_monotonic_time() + REGEX_SECONDS * G_USEC_PER_SEC,
    };
}

bool search_clear(struct search *search, GError **error)
{
    g_hash_table_unref(search->found);
    if (search->error == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&search->error));
    return false;
}

static GArray *units_within(const struct search *search, const GArray *within)
{
    return within != NULL ? g_array_copy((GArray *)within)
                          : units_all(search->matcher->units);
}

/* ---- texts */

struct text {
    const char *bytes;
    gsize length;
    guint32 lead; /* bytes */
};

static struct text text_of(const struct search *search, guint32 unit)
{
    const struct filled *filled =
        search->masked ? matcher_filled(search->matcher, unit) : NULL;
    struct entry entry;
    index_entry(search->matcher->index, unit, &entry);
    if (filled == NULL)
        return (struct text){entry.text, entry.length, entry.lead};
    return (struct text){filled->text->str, filled->text->len, 0};
}

/* ---- terms */

/* The hits of a term in filled texts among those in the texts as they are. */
static GArray *add_masked(struct search *search, const char *term, gsize length,
                          GArray *found)
{
    const GArray *masked = index_masked_units(search->matcher->index);
    g_autoptr(GArray) before = found;
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    GArray *hits =
        g_array_sized_new(FALSE, FALSE, sizeof(struct hit_count), before->len);
    guint at = 0;
    for (guint i = 0; i < masked->len; i++) {
        guint32 unit = g_array_index(masked, guint32, i);
        for (; at < before->len &&
               g_array_index(before, struct hit_count, at).unit < unit;
             at++)
            g_array_append_val(hits,
                               g_array_index(before, struct hit_count, at));
        if (at < before->len &&
            g_array_index(before, struct hit_count, at).unit == unit)
            continue;
        struct text text = text_of(search, unit);
        g_array_set_size(places, 0);
        places_find(places, text.bytes, text.length, term, length);
        struct hit_count hit = {unit, places->len, 0};
        if (places->len > 0)
            g_array_append_val(hits, hit);
    }
    g_array_append_vals(hits, &g_array_index(before, struct hit_count, at),
                        before->len - at);
    return hits;
}

static GArray *find_string(struct search *search, const char *term,
                           gsize length)
{
    GArray *found = index_find(search->matcher->index, term, length);
    return search->masked ? add_masked(search, term, length, found) : found;
}

/* Those of the units whose text holds a term. */
static GArray *look_for(const struct search *search, const struct query *term,
                        const GArray *within)
{
    GArray *units = units_new(within->len);
    for (guint i = 0; i < within->len; i++) {
        guint32 unit = unit_at(within, i);
        struct text text = text_of(search, unit);
        if (memmem(text.bytes, text.length, term->normal, term->length) != NULL)
            g_array_append_val(units, unit);
    }
    return units;
}

static GArray *eval_term(struct search *search, const struct query *term,
                         const GArray *within)
{
    if (search->single)
        return look_for(search, term, within);
    GArray *found = g_hash_table_lookup(search->found, term);
    if (found == NULL) {
        found = find_string(search, term->normal, term->length);
        g_hash_table_insert(search->found, (gpointer)term, found);
    }
    return hits_units(found, within);
}

/* ---- what a part of the tree does */

enum stage { STAGE_FINDS, STAGE_FILTERS, STAGE_TAKES, STAGE_SCANS, STAGES };

/* Scanning beats everything, finding beats taking away. */
static enum stage stage_of(const struct query *query)
{
    switch (query->op) {
    case QUERY_FILTER:
        return STAGE_FILTERS;
    case QUERY_NOT:
        return STAGE_TAKES;
    case QUERY_REGEX:
        return pattern_literals(query->pattern)->len > 0 ? STAGE_FINDS
                                                         : STAGE_SCANS;
    case QUERY_OR: {
        enum stage last = STAGE_FINDS;
        for (guint i = 0; i < query->parts->len; i++)
            last = MAX(last, stage_of(query->parts->pdata[i]));
        return last == STAGE_FILTERS ? STAGE_TAKES : last;
    }
    case QUERY_AND: {
        enum stage first = STAGES;
        for (guint i = 0; i < query->parts->len; i++)
            first = MIN(first, stage_of(query->parts->pdata[i]));
        return first == STAGE_FILTERS ? STAGE_TAKES : first;
    }
    default:
        return STAGE_FINDS;
    }
}

/* ---- OR, NOT */

static GArray *eval(struct search *search, const struct query *query,
                    const GArray *within);

static GArray *eval_or(struct search *search, const struct query *query,
                       const GArray *within)
{
    GArray *units = eval(search, query->parts->pdata[0], within);
    for (guint i = 1; i < query->parts->len; i++) {
        g_autoptr(GArray) before = units;
        g_autoptr(GArray) part = eval(search, query->parts->pdata[i], within);
        units = units_join(before, part);
    }
    return units;
}

static GArray *eval_not(struct search *search, const struct query *query,
                        const GArray *within)
{
    g_autoptr(GArray) all = units_within(search, within);
    enum relaxed relaxed = search->relaxed;
    enum stage stage = stage_of(query->parts->pdata[0]);
    if (relaxed == RELAX_FINDERS &&
        (stage == STAGE_FINDS || stage == STAGE_SCANS))
        return g_steal_pointer(&all);
    search->relaxed = RELAX_NOTHING;
    g_autoptr(GArray) part = eval(search, query->parts->pdata[0], all);
    search->relaxed = relaxed;
    return units_select(all, part, false);
}

/* ---- NEAR and regular expressions: candidates, then their text */

static GArray *near_candidates(struct search *search, const struct query *query,
                               const GArray *within)
{
    GArray *units = NULL;
    enum relaxed relaxed = search->relaxed;
    search->relaxed = RELAX_NOTHING;
    for (guint i = 0; i < query->parts->len; i++) {
        g_autoptr(GArray) before = units;
        units = eval(search, query->parts->pdata[i],
                     before != NULL ? before : within);
    }
    search->relaxed = relaxed;
    return units;
}

static GArray *eval_near(struct search *search, const struct query *query,
                         const GArray *within)
{
    GArray *units = near_candidates(search, query, within);
    guint32 *list = (guint32 *)(void *)units->data;
    struct near *near = near_new(query);
    guint kept = 0;
    for (guint i = 0; i < units->len; i++) {
        struct text text = text_of(search, list[i]);
        if (near_holds(near, text.bytes, text.length))
            list[kept++] = list[i];
    }
    g_array_set_size(units, kept);
    near_free(near);
    return units;
}

static GArray *regex_candidates(struct search *search,
                                const struct query *query, const GArray *within)
{
    const GPtrArray *literals = pattern_literals(query->pattern);
    GArray *units = NULL;
    for (guint i = 0; i < literals->len && !search->single; i++) {
        const char *literal = literals->pdata[i];
        g_autoptr(GArray) before = units;
        g_autoptr(GArray) found = find_string(search, literal, strlen(literal));
        units = hits_units(found, before != NULL ? before : within);
    }
    return units != NULL ? units : units_within(search, within);
}

/* Matches of one unit: counted in `found`.  False when it is time to end. */
static bool match_regex(struct search *search, const struct query *query,
                        guint32 unit, GArray *found)
{
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    struct hit_count hit = {unit, 0, 0};
    if (g_get_monotonic_time() > search->deadline) {
        g_set_error(&search->error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("regular expression '/%s/' takes too long: give it some "
                      "text that always stands there, or narrow the query"),
                    query->text);
        return false;
    }
    struct text text = text_of(search, unit);
    if (!pattern_find(query->pattern, text.bytes, text.length, places,
                      &search->error)) {
        search->error->domain = QUERY_ERROR; /* it is the query's fault */
        return false;
    }
    hit.count = places->len;
    for (guint i = 0; i < places->len; i++)
        hit.in_lead +=
            g_array_index(places, struct byte_span, i).end <= text.lead;
    if (hit.count > 0)
        g_array_append_val(found, hit);
    return true;
}

static GArray *eval_regex(struct search *search, const struct query *query,
                          const GArray *within)
{
    g_autoptr(GArray) candidates = regex_candidates(search, query, within);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct hit_count));
    for (guint i = 0; i < candidates->len && search->error == NULL; i++)
        match_regex(search, query, unit_at(candidates, i), found);
    g_hash_table_insert(search->found, (gpointer)query, found);
    return hits_units(found, NULL);
}

/* ---- filters */

static GArray *eval_filters(struct search *search,
                            const GPtrArray *alternatives, const GArray *within)
{
    GError **error = search->error == NULL ? &search->error : NULL;
    guint count = within != NULL ? within->len : search->matcher->units;
    GArray *units = units_new(0);
    struct filter *filter = filter_new(search->matcher, alternatives, error);
    if (filter == NULL)
        return units;
    for (guint i = 0; i < count; i++) {
        guint32 unit = within != NULL ? unit_at(within, i) : i;
        struct entry entry;
        index_entry(search->matcher->index, unit, &entry);
        if (filter_test(filter, unit, &entry))
            g_array_append_val(units, unit);
    }
    filter_free(filter, error);
    return units;
}

/* Filters of that field among the parts of an AND. */
static GPtrArray *filters_of(const struct query *query, enum query_field field)
{
    GPtrArray *filters = g_ptr_array_new();
    for (guint i = 0; i < query->parts->len; i++) {
        struct query *part = query->parts->pdata[i];
        if (part->op == QUERY_FILTER && part->field == field)
            g_ptr_array_add(filters, part);
    }
    return filters;
}

/* ---- AND */

static GArray *and_filters(struct search *search, const struct query *query,
                           GArray *units)
{
    for (int field = 0; field < QUERY_FIELDS; field++) {
        g_autoptr(GPtrArray) filters =
            filters_of(query, (enum query_field)field);
        if (filters->len == 0)
            continue;
        g_autoptr(GArray) before = units;
        units = eval_filters(search, filters, before);
    }
    return units;
}

static GArray *and_stage(struct search *search, const struct query *query,
                         enum stage stage, GArray *units)
{
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (stage_of(part) != stage)
            continue;
        if (units != NULL && units->len == 0)
            break;
        g_autoptr(GArray) before = units;
        units = eval(search, part, before);
    }
    return units;
}

static GArray *eval_and(struct search *search, const struct query *query,
                        const GArray *within)
{
    GArray *units = within != NULL ? g_array_copy((GArray *)within) : NULL;
    for (enum stage stage = 0; stage < STAGES; stage++)
        units = stage == STAGE_FILTERS ? and_filters(search, query, units)
                                       : and_stage(search, query, stage, units);
    return units;
}

/* ---- the tree */

static GArray *eval(struct search *search, const struct query *query,
                    const GArray *within)
{
    switch (query->op) {
    case QUERY_TERM:
        return search->relaxed != RELAX_NOTHING
                   ? units_within(search, within)
                   : eval_term(search, query, within);
    case QUERY_SYNONYMS:
    case QUERY_OR:
        return eval_or(search, query, within);
    case QUERY_AND:
        return eval_and(search, query, within);
    case QUERY_NOT:
        return eval_not(search, query, within);
    case QUERY_NEAR:
        return search->relaxed == RELAX_FINDERS
                   ? units_within(search, within)
                   : eval_near(search, query, within);
    case QUERY_REGEX:
        return search->relaxed == RELAX_FINDERS
                   ? units_within(search, within)
                   : eval_regex(search, query, within);
    case QUERY_FILTER: {
        g_autoptr(GPtrArray) one = g_ptr_array_new();
        g_ptr_array_add(one, (gpointer)query);
        return eval_filters(search, one, within);
    }
    }
    g_assert_not_reached();
}

GArray *search_units(struct search *search, const struct query *query)
{
    return eval(search, query, NULL);
}

bool search_holds(struct search *search, const struct query *query,
                  guint32 unit)
{
    g_autoptr(GArray) one = units_new(1);
    g_array_append_val(one, unit);
    search->single = true;
    g_autoptr(GArray) units = eval(search, query, one);
    return units->len > 0;
}

/* ---- kinds */

static guint named_kinds(const struct query *query)
{
    guint kinds = 0;
    if (query->op == QUERY_FILTER && query->field == FIELD_KIND)
        kinds |= 1u << unit_kind_find(query->text);
    for (guint i = 0; query->parts != NULL && query->op != QUERY_NOT &&
                      i < query->parts->len;
         i++)
        kinds |= named_kinds(query->parts->pdata[i]);
    return kinds;
}

guint search_kinds(const struct query *query)
{
    guint kinds = named_kinds(query);
    for (guint kind = 0; kind < UNIT_KINDS; kind++)
        if (kind_is_body((enum unit_kind)kind))
            kinds |= 1u << kind;
    return kinds;
}
