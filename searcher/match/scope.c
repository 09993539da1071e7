/* Filters: which units may be hits at all (contract §4).
 *
 * Filters of one field are alternatives, those of different fields all hold.
 * What concerns plans is decided once a plan, what concerns sections once a
 * section, the rest by the unit's entry.
 */
#include "searcher/match/inside.h"

#include <string.h>

static bool bytes_contain(const char *text, gsize length,
                          const struct query *part)
{
    return memmem(text, length, part->normal, part->length) != NULL;
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* A place is the same with or without its 市, 省 …: by the table of places, and
 * for those that are not in it by the last character. */
static bool same_place(const char *mine, const char *asked)
{
    const struct place *place = place_find(asked);
    if (same(mine, asked) || (place != NULL && same(mine, place->name)))
        return true;
    gsize length = strlen(asked);
    if (mine == NULL || strncmp(mine, asked, length) != 0)
        return false;
    static const char *const ends[] = {"市", "省",     "县",
                                       "区", "自治区", "自治州"};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
        if (strcmp(mine + length, ends[i]) == 0)
            return true;
    return false;
}

static bool plan_fits(const struct plan *plan, const struct query *filter)
{
    switch (filter->field) {
    case FIELD_PLACE:
        return same_place(plan->place, filter->text);
    case FIELD_WITHIN:
        return same_place(plan->province, filter->text);
    case FIELD_LEVEL:
        return same(plan->level, filter->text);
    case FIELD_PERIOD:
        return same(plan->period, filter->text);
    default: { /* plan: */
        g_autofree char *title =
            normal_text(plan->title != NULL ? plan->title : "", -1, NULL);
        return same(plan->id, filter->text) ||
               strstr(title, filter->normal) != NULL;
    }
    }
}

/* Leaves in scope->plans the plans that fit one of the filters of `field`. */
static bool narrow_plans(struct scope *scope, const struct query *query,
                         enum query_field field, GError **error)
{
    struct matcher *matcher = scope->matcher;
    if (scope->plans == NULL) {
        scope->plans = g_new(guint8, matcher->plans + 1);
        memset(scope->plans, 1, matcher->plans + 1);
    }
    for (guint32 i = 0; i < matcher->plans; i++) {
        if (!scope->plans[i])
            continue;
        const struct plan *plan = index_plan(matcher->index, i, error);
        if (plan == NULL)
            return false;
        scope->plans[i] = 0;
        for (guint j = 0; j < query->parts->len; j++) {
            const struct query *part = query->parts->pdata[j];
            if (part->op == QUERY_FILTER && part->field == field &&
                plan_fits(plan, part))
                scope->plans[i] = 1;
        }
    }
    return true;
}

static int compare_units(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static bool add_ids(struct scope *scope, const char *id, GError **error)
{
    g_autoptr(GArray) units = match_ids(scope->matcher->index, id, error);
    if (units == NULL)
        return false;
    if (scope->ids == NULL)
        scope->ids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_vals(scope->ids, units->data, units->len);
    g_array_sort(scope->ids, compare_units);
    return true;
}

static void add_part(GPtrArray **parts, const struct query *filter)
{
    if (*parts == NULL)
        *parts = g_ptr_array_new();
    g_ptr_array_add(*parts, (gpointer)filter);
}

static bool add_filter(struct scope *scope, const struct query *query,
                       const struct query *filter, guint *narrowed,
                       GError **error)
{
    switch (filter->field) {
    case FIELD_KIND:
        scope->kinds |= 1u << unit_kind_find(filter->text);
        return true;
    case FIELD_ROLE:
        scope->roles |= 1u << role_find(filter->text);
        return true;
    case FIELD_SECTION:
        add_part(&scope->sections, filter);
        return true;
    case FIELD_LEAD:
        add_part(&scope->leads, filter);
        return true;
    case FIELD_ID:
        return add_ids(scope, filter->text, error);
    default:
        if (*narrowed & 1u << filter->field)
            return true; /* done with the first filter of this field */
        *narrowed |= 1u << filter->field;
        return narrow_plans(scope, query, filter->field, error);
    }
}

bool scope_init(struct scope *scope, struct matcher *matcher,
                const struct query *query, GError **error)
{
    guint narrowed = 0;
    *scope = (struct scope){.matcher = matcher, .plan = -1};
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op == QUERY_FILTER &&
            !add_filter(scope, query, part, &narrowed, error)) {
            scope_clear(scope);
            return false;
        }
    }
    return true;
}

void scope_clear(struct scope *scope)
{
    g_free(scope->plans);
    g_free(scope->flags);
    g_clear_pointer(&scope->ids, g_array_unref);
    g_clear_pointer(&scope->sections, g_ptr_array_unref);
    g_clear_pointer(&scope->leads, g_ptr_array_unref);
    g_clear_error(&scope->error);
}

bool scope_fine(struct scope *scope, GError **error)
{
    if (scope->error == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&scope->error));
    return false;
}

/* For each section of a plan whether some label of the path of what stands in
 * it holds one of the parts asked for. */
static void flag_sections(struct scope *scope, guint32 number)
{
    struct matcher *matcher = scope->matcher;
    char **labels = matcher_labels(matcher, number,
                                   scope->error == NULL ? &scope->error : NULL);
    const struct plan *plan = index_plan(matcher->index, number, NULL);
    g_clear_pointer(&scope->flags, g_free);
    scope->plan = number;
    if (labels == NULL || plan == NULL)
        return;
    scope->flags = g_new0(guint8, plan->sections->len + 1);
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        scope->flags[i] =
            section->parent != NO_SECTION && scope->flags[section->parent];
        for (guint j = 0; !scope->flags[i] && j < scope->sections->len; j++)
            scope->flags[i] = bytes_contain(labels[i], strlen(labels[i]),
                                            scope->sections->pdata[j]);
    }
}

static bool section_fits(struct scope *scope, const struct entry *entry)
{
    int section = entry->section;
    if (section == NO_SECTION)
        return false;
    if (scope->plan != entry->plan)
        flag_sections(scope, entry->plan);
    if (scope->flags == NULL)
        return false;
    if (entry->kind != UNIT_HEADING)
        return scope->flags[section];
    /* a heading's own path ends above it */
    const struct plan *plan =
        index_plan(scope->matcher->index, entry->plan, NULL);
    int parent = ((struct section *)plan->sections->pdata[section])->parent;
    return parent != NO_SECTION && scope->flags[parent];
}

static bool lead_fits(const struct scope *scope, const struct entry *entry)
{
    for (guint i = 0; i < scope->leads->len; i++)
        if (bytes_contain(entry->text, entry->lead, scope->leads->pdata[i]))
            return true;
    return false;
}

static bool id_fits(const struct scope *scope, guint32 unit)
{
    return scope->ids->len > 0 &&
           g_array_binary_search(scope->ids, &unit, compare_units, NULL);
}

enum scope_place scope_test(struct scope *scope, guint32 unit,
                            const struct entry *entry)
{
    if (scope->kinds != 0 && !(scope->kinds & 1u << entry->kind))
        return SCOPE_OUT;
    if (scope->plans != NULL && !scope->plans[entry->plan])
        return SCOPE_OUT;
    if (scope->roles != 0 && !(scope->roles & 1u << entry->role))
        return SCOPE_OUT;
    if (scope->ids != NULL && !id_fits(scope, unit))
        return SCOPE_OUT;
    if (scope->leads != NULL && !lead_fits(scope, entry))
        return SCOPE_OUT;
    if (scope->sections != NULL && !section_fits(scope, entry))
        return SCOPE_OUT;
    return scope->kinds != 0 || kind_is_body(entry->kind) ? SCOPE_IN
                                                          : SCOPE_HEADING;
}
