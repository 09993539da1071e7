/* Units whose text holds every term, ranked by BM25 of the terms themselves.
 *
 * Reads each term's hits from the index (a unit's text decides), walks the
 * lists together in unit order, gives hits in unit order.  A term that stands
 * in the lead, or in a heading over the unit, counts more (BM25F: weighted
 * frequencies are added before they saturate).  Headings stand before what is
 * under them and are hits of the term too: that is how a unit's headings are
 * known without looking at them.
 */
#include "searcher/match/inside.h"

#include <string.h>

#define LEAD_COUNTS 1.0    /* a term in the lead: once more */
#define HEADING_COUNTS 1.5 /* a term in some heading above */

struct list {      /* one term's hits */
    GArray *found; /* of struct hit_count */
    guint at;
    double idf;
    gint64 plan;   /* the plan `flags` is about, or -1 */
    guint8 *flags; /* by section: a heading above holds the term */
};

struct walk {
    struct matcher *matcher;
    struct scope *scope;
    struct match_result *result;
    struct list *lists;
    guint count;
    GError *error;
};

static const struct hit_count *list_hit(const struct list *list)
{
    return &g_array_index(list->found, struct hit_count, list->at);
}

/* A heading that holds the term: so does the path of all that is under it. */
static void note_heading(struct walk *walk, struct list *list, guint32 unit)
{
    struct entry entry;
    index_entry(walk->matcher->index, unit, &entry);
    const struct plan *plan =
        index_plan(walk->matcher->index, entry.plan,
                   walk->error == NULL ? &walk->error : NULL);
    if (plan == NULL || entry.section == NO_SECTION)
        return;
    guint count = plan->sections->len;
    if (list->plan != entry.plan) {
        g_free(list->flags);
        list->flags = g_new0(guint8, count + 1);
        list->plan = entry.plan;
    }
    list->flags[entry.section] = 1;
    for (guint i = (guint)entry.section + 1; i < count; i++) {
        const struct section *section = plan->sections->pdata[i];
        if (section->parent < entry.section)
            break;
        list->flags[i] |= list->flags[section->parent];
    }
}

/* Moves a list to its first hit at or after `unit`, noting the headings it
 * passes; false when there is none. */
static bool list_seek(struct walk *walk, struct list *list, guint32 unit)
{
    const guint8 *kinds = walk->matcher->kinds;
    for (; list->at < list->found->len; list->at++) {
        guint32 now = list_hit(list)->unit;
        if (now >= unit)
            break;
        if (kinds[now] == UNIT_HEADING)
            note_heading(walk, list, now);
    }
    return list->at < list->found->len;
}

static double score(const struct walk *walk, const struct entry *entry)
{
    double length = rank_length(entry->chars, walk->matcher->average), sum = 0;
    for (guint i = 0; i < walk->count; i++) {
        const struct list *list = &walk->lists[i];
        double frequency =
            list_hit(list)->count + LEAD_COUNTS * list_hit(list)->in_lead;
        if (list->plan == entry->plan && entry->section != NO_SECTION &&
            list->flags[entry->section])
            frequency += HEADING_COUNTS;
        sum += list->idf * rank_weight(frequency, length);
    }
    return sum * rank_prior(entry);
}

static void take(struct walk *walk, guint32 unit, const struct entry *entry)
{
    enum scope_place place = scope_test(walk->scope, unit, entry);
    if (place == SCOPE_HEADING)
        walk->result->headings++;
    if (place != SCOPE_IN)
        return;
    struct match_hit hit = {unit, MATCH_EXACT, score(walk, entry)};
    g_array_append_val(walk->result->hits, hit);
    walk->result->kinds[entry->kind]++;
    walk->result->exact++;
}

/* The next unit that all lists hold; false when there is none. */
static bool meet(struct walk *walk, guint32 *unit)
{
    for (guint agreed = 0, i = 0; agreed < walk->count; i++) {
        struct list *list = &walk->lists[i % walk->count];
        if (!list_seek(walk, list, *unit))
            return false;
        agreed = list_hit(list)->unit == *unit ? agreed + 1 : 1;
        *unit = list_hit(list)->unit;
    }
    return true;
}

static void walk_terms(struct walk *walk)
{
    for (guint32 unit = 0; meet(walk, &unit); unit++) {
        struct entry entry;
        index_entry(walk->matcher->index, unit, &entry);
        take(walk, unit, &entry);
    }
}

/* A query of filters only: every unit that passes them. */
static void walk_all(struct walk *walk)
{
    for (guint32 unit = 0; unit < walk->matcher->units; unit++) {
        struct entry entry;
        index_entry(walk->matcher->index, unit, &entry);
        take(walk, unit, &entry);
    }
}

static void find_terms(struct walk *walk, const struct query *query)
{
    struct matcher *matcher = walk->matcher;
    walk->lists = g_new0(struct list, query->parts->len);
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op != QUERY_TERM)
            continue;
        struct list *list = &walk->lists[walk->count++];
        list->plan = -1;
        list->found = index_find(matcher->index, part->normal, part->length);
        list->idf = rank_idf(matcher->units, list->found->len);
        if (list->found->len == 0)
            break; /* the others need not be looked for */
    }
}

bool exact_run(struct matcher *matcher, struct scope *scope,
               const struct query *query, struct match_result *result,
               GError **error)
{
    struct walk walk = {matcher, scope, result, NULL, 0, NULL};
    find_terms(&walk, query);
    if (walk.count > 0)
        walk_terms(&walk);
    else
        walk_all(&walk);
    for (guint i = 0; i < walk.count; i++) {
        g_array_unref(walk.lists[i].found);
        g_free(walk.lists[i].flags);
    }
    g_free(walk.lists);
    if (walk.error != NULL) {
        g_propagate_error(error, walk.error);
        return false;
    }
    return true;
}
