/* The door of match: scope, exact, loose and rank, one after the other. */
#include "searcher/match/inside.h"

#include <string.h>

static const char *const kind_names[] = {[MATCH_EXACT] = "exact",
                                         [MATCH_MASKED] = "masked",
                                         [MATCH_LOOSE] = "loose"};

const char *match_kind_name(enum match_kind kind)
{
    return kind_names[kind];
}

int match_kind_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(kind_names); i++)
        if (strcmp(kind_names[i], name) == 0)
            return (int)i;
    return -1;
}

struct matcher *matcher_new(struct index *index)
{
    struct matcher *matcher = g_new0(struct matcher, 1);
    guint64 chars = 0, body = 0;
    matcher->index = index;
    matcher->units = index_units(index);
    matcher->plans = index_plans(index);
    matcher->kinds = g_new(guint8, matcher->units + 1);
    for (guint32 i = 0; i < matcher->units; i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        matcher->kinds[i] = (guint8)entry.kind;
        if (kind_is_body(entry.kind))
            chars += entry.chars, body++;
    }
    weights_init(&matcher->weights);
    matcher->average = body > 0 ? MAX(1.0, (double)chars / (double)body) : 1;
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (matcher == NULL)
        return;
    for (guint32 i = 0; matcher->labels != NULL && i < matcher->plans; i++)
        g_strfreev(matcher->labels[i]);
    g_free(matcher->labels);
    g_free(matcher->kinds);
    segmenter_free(matcher->segmenter);
    g_clear_pointer(&matcher->idfs, g_hash_table_unref);
    g_clear_pointer(&matcher->filled, g_hash_table_unref);
    g_clear_pointer(&matcher->words, g_ptr_array_unref);
    g_free(matcher->scores);
    g_free(matcher->coverage);
    g_free(matcher->lengths);
    g_free(matcher->priors);
    g_free(matcher->plan_of);
    g_free(matcher->contexts);
    g_free(matcher);
}

struct index *matcher_index(const struct matcher *matcher)
{
    return matcher->index;
}

char **matcher_labels(struct matcher *matcher, guint32 number, GError **error)
{
    if (matcher->labels == NULL)
        matcher->labels = g_new0(char **, matcher->plans + 1);
    if (matcher->labels[number] != NULL)
        return matcher->labels[number];
    const struct plan *plan = index_plan(matcher->index, number, error);
    if (plan == NULL)
        return NULL;
    char **labels = g_new0(char *, plan->sections->len + 1);
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        g_autofree char *label = heading_label(section->marker, section->text);
        labels[i] = normal_text(label, -1, NULL);
    }
    return matcher->labels[number] = labels;
}

/* ---- scope */

/* True when the tree holds nothing but plain terms. */
static bool is_plain(const struct query *query)
{
    if (query->op != QUERY_AND && query->op != QUERY_OR)
        return query->op == QUERY_TERM || query->op == QUERY_SYNONYMS;
    for (guint i = 0; i < query->parts->len; i++)
        if (!is_plain(query->parts->pdata[i]))
            return false;
    return true;
}

bool scope_init(struct scope *scope, struct matcher *matcher,
                const struct query *query, enum relaxed relaxed, GError **error)
{
    struct search search;
    *scope = (struct scope){matcher, search_kinds(query), NULL};
    if (is_plain(query))
        return true;
    search_init(&search, matcher);
    search.relaxed = relaxed;
    g_autoptr(GArray) units = search_units(&search, query);
    if (!search_clear(&search, error))
        return false;
    scope->pass = g_new0(guint8, matcher->units + 1);
    for (guint i = 0; i < units->len; i++)
        scope->pass[g_array_index(units, guint32, i)] = 1;
    return true;
}

/* ---- running */

static bool has_term(const struct query *query)
{
    g_autoptr(GPtrArray) terms = query_terms(query);
    return terms->len > 0;
}

static bool run_loose(struct matcher *matcher, const struct query *query,
                      bool tiers, struct match_result *result, GError **error)
{
    struct scope scope;
    if (!scope_init(&scope, matcher, query, RELAX_TERMS, error))
        return false;
    bool fine = loose_run(matcher, &scope, query, tiers, result, error);
    g_free(scope.pass);
    return fine;
}

struct match_result *matcher_run(struct matcher *matcher,
                                 const struct query *query,
                                 const struct match_options *options,
                                 GError **error)
{
    bool loose = options->widest == MATCH_LOOSE && has_term(query);
    struct match_result *result = g_new0(struct match_result, 1);
    result->hits = g_array_new(FALSE, FALSE, sizeof(struct match_hit));
    result->asked = search_kinds(query);
    g_clear_pointer(&matcher->words, g_ptr_array_unref);
    if (exact_run(matcher, query, result, error) &&
        (options->widest == MATCH_EXACT ||
         masked_run(matcher, query, result, error)) &&
        (!loose || run_loose(matcher, query, options->tiers, result, error)) &&
        rank_hits(matcher, result->hits, options, error))
        return result;
    match_result_free(result);
    return NULL;
}

void match_result_free(struct match_result *result)
{
    if (result == NULL)
        return;
    g_array_unref(result->hits);
    g_free(result);
}

/* ---- counting */

guint8 *matcher_passing(struct matcher *matcher, const struct query *query,
                        GError **error)
{
    struct scope scope;
    if (!scope_init(&scope, matcher, query, RELAX_FINDERS, error))
        return NULL;
    guint8 *passing = g_new0(guint8, matcher->units + 1);
    for (guint32 i = 0; i < matcher->units; i++)
        passing[i] = scope_holds(&scope, i);
    g_free(scope.pass);
    return passing;
}

static struct term_count count_term(const struct scope *scope,
                                    const struct query *term)
{
    const struct matcher *matcher = scope->matcher;
    struct term_count count = {term, 0, 0};
    g_autoptr(GArray) found =
        index_find(matcher->index, term->normal, term->length);
    for (guint i = 0; i < found->len; i++) {
        guint32 unit = g_array_index(found, struct hit_count, i).unit;
        bool passes = scope->pass == NULL || scope->pass[unit];
        bool hit = (scope->kinds & 1u << matcher->kinds[unit]) != 0;
        count.units += passes && hit;
        count.headings += passes && !hit;
    }
    return count;
}

GArray *matcher_count_terms(struct matcher *matcher, const struct query *query,
                            guint32 *passing, GError **error)
{
    struct scope scope;
    if (!scope_init(&scope, matcher, query, RELAX_FINDERS, error))
        return NULL;
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(struct term_count));
    g_autoptr(GPtrArray) terms = query_terms(query);
    for (guint i = 0; i < terms->len; i++) {
        struct term_count count = count_term(&scope, terms->pdata[i]);
        g_array_append_val(counts, count);
    }
    *passing = 0;
    for (guint32 i = 0; i < matcher->units; i++)
        *passing += scope_holds(&scope, i);
    g_free(scope.pass);
    return counts;
}

static void add_empty(struct search *search, const struct query *query,
                      GPtrArray *empty)
{
    if (query->op == QUERY_FILTER) {
        g_autoptr(GArray) units = search_units(search, query);
        if (units->len == 0)
            g_ptr_array_add(empty, (gpointer)query);
    }
    if (query->op == QUERY_NOT || query->parts == NULL)
        return;
    for (guint i = 0; i < query->parts->len; i++)
        add_empty(search, query->parts->pdata[i], empty);
}

GPtrArray *matcher_empty_filters(struct matcher *matcher,
                                 const struct query *query, GError **error)
{
    GPtrArray *empty = g_ptr_array_new();
    struct search search;
    search_init(&search, matcher);
    add_empty(&search, query, empty);
    if (!search_clear(&search, error))
        g_clear_pointer(&empty, g_ptr_array_unref);
    return empty;
}
