/* Filters of one field: which units they let pass (contract §4).
 *
 * What concerns plans is decided once, what concerns sections once a plan when
 * its units come; the rest by the unit's entry, and of captions and indicators
 * by its record.
 */
#include "searcher/match/inside.h"

#include <string.h>

struct filter {
    struct matcher *matcher;
    enum query_field field;
    GPtrArray *asked; /* of struct query, borrowed */
    guint bits;       /* of kind: and role: */
    guint8 *plans;    /* by plan, or NULL: every plan */
    GArray *ids;      /* of guint32, sorted */
    gint64 plan;      /* the one `flags` is about, or -1 */
    guint8 *flags;    /* by section: its path holds what is asked for */
    GError *error;    /* the first one met while testing units */
};

static const struct query *asked_at(const struct filter *filter, guint i)
{
    return filter->asked->pdata[i];
}

/* True when the normalised text holds one of the texts asked for. */
static bool text_fits(const struct filter *filter, const char *text,
                      gsize length)
{
    for (guint i = 0; i < filter->asked->len; i++)
        if (memmem(text, length, asked_at(filter, i)->normal,
                   asked_at(filter, i)->length) != NULL)
            return true;
    return false;
}

static bool raw_fits(const struct filter *filter, const char *text)
{
    gsize length;
    g_autofree char *normal =
        text != NULL ? normal_text(text, -1, &length) : NULL;
    return normal != NULL && text_fits(filter, normal, length);
}

/* ---- plans */

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

static bool plan_fits(const struct plan *plan, const struct query *asked)
{
    switch (asked->field) {
    case FIELD_PLACE:
        return same_place(plan->place, asked->normal);
    case FIELD_WITHIN:
        return same_place(plan->province, asked->normal);
    case FIELD_LEVEL:
        return same(plan->level, asked->text);
    case FIELD_PERIOD:
        return same(plan->period, asked->text);
    default: { /* plan: */
        g_autofree char *title =
            normal_text(plan->title != NULL ? plan->title : "", -1, NULL);
        return same(plan->id, asked->text) || same(plan->id, asked->normal) ||
               strstr(title, asked->normal) != NULL;
    }
    }
}

static bool plan_holds(const struct filter *filter, const struct plan *plan)
{
    if (filter->field != FIELD_CAPTION) {
        for (guint i = 0; i < filter->asked->len; i++)
            if (plan_fits(plan, asked_at(filter, i)))
                return true;
        return false;
    }
    for (guint i = 0; i < plan->tables->len; i++)
        if (raw_fits(filter, ((struct caption *)plan->tables->pdata[i])->text))
            return true;
    return false;
}

static bool mark_plans(struct filter *filter, GError **error)
{
    struct matcher *matcher = filter->matcher;
    filter->plans = g_new0(guint8, matcher->plans + 1);
    for (guint32 i = 0; i < matcher->plans; i++) {
        const struct plan *plan = index_plan(matcher->index, i, error);
        if (plan == NULL)
            return false;
        filter->plans[i] = plan_holds(filter, plan);
    }
    return true;
}

/* ---- ids */

static bool find_ids(struct filter *filter, GError **error)
{
    filter->ids = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < filter->asked->len; i++) {
        g_autoptr(GArray) units =
            match_ids(filter->matcher->index, asked_at(filter, i)->text, error);
        if (units == NULL)
            return false;
        g_array_append_vals(filter->ids, units->data, units->len);
    }
    units_sort(filter->ids);
    return true;
}

/* ---- sections */

/* For each section of a plan whether some label of the path of what stands in
 * it holds one of the texts asked for. */
static void flag_sections(struct filter *filter, guint32 number)
{
    struct matcher *matcher = filter->matcher;
    GError **error = filter->error == NULL ? &filter->error : NULL;
    char **labels = matcher_labels(matcher, number, error);
    const struct plan *plan = index_plan(matcher->index, number, NULL);
    g_clear_pointer(&filter->flags, g_free);
    filter->plan = number;
    if (labels == NULL || plan == NULL)
        return;
    filter->flags = g_new0(guint8, plan->sections->len + 1);
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        filter->flags[i] =
            (section->parent != NO_SECTION && filter->flags[section->parent]) ||
            text_fits(filter, labels[i], strlen(labels[i]));
    }
}

static bool section_fits(struct filter *filter, const struct entry *entry)
{
    int section = entry->section;
    if (section == NO_SECTION)
        return false;
    if (filter->plan != entry->plan)
        flag_sections(filter, entry->plan);
    if (filter->flags == NULL)
        return false;
    if (entry->kind != UNIT_HEADING)
        return filter->flags[section];
    /* a heading's own path ends above it */
    const struct plan *plan =
        index_plan(filter->matcher->index, entry->plan, NULL);
    int parent = ((struct section *)plan->sections->pdata[section])->parent;
    return parent != NO_SECTION && filter->flags[parent];
}

/* ---- tables */

/* The unit's record, or NULL with filter->error. */
static struct unit *unit_of(struct filter *filter, guint32 unit,
                            const struct entry *entry, const struct plan **plan)
{
    GError **error = filter->error == NULL ? &filter->error : NULL;
    *plan = index_plan(filter->matcher->index, entry->plan, error);
    return *plan != NULL ? index_unit(filter->matcher->index, unit, error)
                         : NULL;
}

static bool caption_fits(struct filter *filter, guint32 number,
                         const struct entry *entry)
{
    const struct plan *plan;
    if (!filter->plans[entry->plan] ||
        (entry->kind != UNIT_ROW && entry->kind != UNIT_CAPTION))
        return false;
    struct unit *unit = unit_of(filter, number, entry, &plan);
    const struct caption *table = unit != NULL && unit->table != NO_TABLE
                                      ? plan->tables->pdata[unit->table]
                                      : NULL;
    bool fits = table != NULL && raw_fits(filter, table->text);
    unit_free(unit);
    return fits;
}

static bool indicator_fits(struct filter *filter, guint32 number,
                           const struct entry *entry)
{
    const struct plan *plan;
    if (entry->kind != UNIT_ROW ||
        !text_fits(filter, entry->text, entry->length))
        return false;
    struct unit *unit = unit_of(filter, number, entry, &plan);
    int column = unit != NULL && unit->table != NO_TABLE
                     ? caption_indicator(plan->tables->pdata[unit->table])
                     : -1;
    bool fits = column >= 0 && unit->cells != NULL &&
                column < (int)unit->cells->len &&
                raw_fits(filter, unit->cells->pdata[column]);
    unit_free(unit);
    return fits;
}

/* ---- numbers */

static bool range_fits(const struct query *asked, const struct number *number)
{
    enum number_kind kind = asked->field == FIELD_YEAR ? NUMBER_YEAR
                            : asked->range.percent     ? NUMBER_PERCENTAGE
                                                       : NUMBER_QUANTITY;
    return number->kind == kind && number->low <= asked->range.high &&
           number->high >= asked->range.low;
}

static bool number_fits(const struct filter *filter, guint32 unit)
{
    guint count;
    const struct number *numbers =
        index_numbers(filter->matcher->index, unit, &count);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < filter->asked->len; j++)
            if (range_fits(asked_at(filter, j), &numbers[i]))
                return true;
    return false;
}

/* ---- the door */

bool filter_test(struct filter *filter, guint32 unit, const struct entry *entry)
{
    switch (filter->field) {
    case FIELD_KIND:
        return (filter->bits & 1u << entry->kind) != 0;
    case FIELD_ROLE:
        return (filter->bits & 1u << entry->role) != 0;
    case FIELD_ID:
        return units_hold(filter->ids, unit);
    case FIELD_SECTION:
        return section_fits(filter, entry);
    case FIELD_LEAD:
        return text_fits(filter, entry->text, entry->lead);
    case FIELD_CAPTION:
        return caption_fits(filter, unit, entry);
    case FIELD_INDICATOR:
        return indicator_fits(filter, unit, entry);
    case FIELD_YEAR:
    case FIELD_NUM:
        return number_fits(filter, unit);
    default:
        return filter->plans[entry->plan];
    }
}

static bool filter_prepare(struct filter *filter, GError **error)
{
    switch (filter->field) {
    case FIELD_KIND:
        for (guint i = 0; i < filter->asked->len; i++)
            filter->bits |= 1u << unit_kind_find(asked_at(filter, i)->text);
        return true;
    case FIELD_ROLE:
        for (guint i = 0; i < filter->asked->len; i++)
            filter->bits |= 1u << role_find(asked_at(filter, i)->text);
        return true;
    case FIELD_ID:
        return find_ids(filter, error);
    case FIELD_SECTION:
    case FIELD_LEAD:
    case FIELD_INDICATOR:
    case FIELD_YEAR:
    case FIELD_NUM:
        return true;
    default:
        return mark_plans(filter, error);
    }
}

struct filter *filter_new(struct matcher *matcher,
                          const GPtrArray *alternatives, GError **error)
{
    struct filter *filter = g_new0(struct filter, 1);
    filter->matcher = matcher;
    filter->field = ((const struct query *)alternatives->pdata[0])->field;
    filter->asked = g_ptr_array_new();
    filter->plan = -1;
    for (guint i = 0; i < alternatives->len; i++)
        g_ptr_array_add(filter->asked, alternatives->pdata[i]);
    if (filter_prepare(filter, error))
        return filter;
    filter_free(filter, NULL);
    return NULL;
}

bool filter_free(struct filter *filter, GError **error)
{
    GError *met = filter->error;
    g_ptr_array_unref(filter->asked);
    g_free(filter->plans);
    g_free(filter->flags);
    g_clear_pointer(&filter->ids, g_array_unref);
    g_free(filter);
    if (met != NULL)
        g_propagate_error(error, met);
    return met == NULL;
}
