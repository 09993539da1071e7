/* Targets of an index, plan by plan: what headings and lead-in sentences say of
 * the year holds for what stands under them.
 *
 * Numbers stand ready in the index: a text without a quantity is not read, and
 * of plans that no unit is wanted of nothing is.
 */
#include "searcher/indicators/inside.h"

#include <stdlib.h>
#include <string.h>

struct scan {
    struct index *index;
    const struct plan *plan;
    struct target_frame frame;
    int section; /* where the year of the frame was said */
    char *place; /* the plan's, normalised, or NULL */
    GArray *targets;
};

/* Whether a section is another one or stands inside it. */
static bool is_inside(const struct plan *plan, int section, int outer)
{
    bool top = outer == NO_SECTION;
    while (!top && section != NO_SECTION && section != outer) {
        const struct section *at = plan->sections->pdata[section];
        section = at->parent;
    }
    return section == outer;
}

static int year_said(const struct scan *scan, const struct number *numbers,
                     guint count)
{
    int year = 0;
    for (guint i = 0; i < count; i++)
        if (numbers[i].kind == NUMBER_YEAR && numbers[i].high >= 1900 &&
            numbers[i].high <= 2100 &&
            (int)numbers[i].high >= scan->frame.first)
            year = (int)numbers[i].high;
    return year;
}

static bool has_values(const struct number *numbers, guint count)
{
    for (guint i = 0; i < count; i++)
        if (numbers[i].kind != NUMBER_YEAR)
            return true;
    return false;
}

/* Headings, paragraphs that end in a colon and, among goals, those that say a
 * year and no value lead what follows in. */
static void note_lead_in(struct scan *scan, const struct entry *entry,
                         const struct number *numbers, guint count)
{
    bool colon = entry->length > 0 && entry->text[entry->length - 1] == ':';
    bool heading = entry->kind == UNIT_HEADING;
    bool goals = entry->role == ROLE_GOALS && !has_values(numbers, count);
    int year = year_said(scan, numbers, count);
    bool ahead = g_strstr_len(entry->text, (gssize)entry->length, "到20") ||
                 g_strstr_len(entry->text, (gssize)entry->length, "至20") ||
                 g_strstr_len(entry->text, (gssize)entry->length, "展望20");
    if (year == 0 || !(heading || colon || goals) || !(ahead || heading))
        return;
    scan->frame.year = year;
    scan->section = entry->section;
}

static void paragraph_read(struct scan *scan, const struct entry *entry,
                           const struct number *numbers, guint count)
{
    bool twice = g_strstr_len(entry->text, (gssize)entry->length, "番") != NULL;
    g_array_set_size(scan->targets, 0);
    scan->frame.role = entry->role;
    bool years = scan->frame.year > 0 || year_said(scan, numbers, count) > 0;
    bool silent = entry->role == ROLE_NONE || entry->role == ROLE_BASIS ||
                  entry->role == ROLE_PROBLEMS || entry->role == ROLE_SITUATION;
    if ((has_values(numbers, count) || twice) && (years || !silent))
        targets_read(scan->targets, entry->text, entry->length, &scan->frame);
}

static bool plan_open(struct scan *scan, guint32 number, GError **error)
{
    scan->plan = index_plan(scan->index, number, error);
    g_clear_pointer(&scan->place, g_free);
    scan->frame = (struct target_frame){.role = ROLE_NONE};
    scan->section = NO_SECTION;
    if (scan->plan != NULL && scan->plan->place != NULL)
        scan->place = normal_text(scan->plan->place, -1, NULL);
    scan->frame.place = scan->place;
    if (scan->plan != NULL && scan->plan->period != NULL) {
        char *end;
        scan->frame.first = (int)strtol(scan->plan->period, &end, 10);
        scan->frame.last =
            *end == '-' ? (int)strtol(end + 1, NULL, 10) : scan->frame.first;
    }
    return scan->plan != NULL;
}

/* The wanted units of one plan, [first, last) of the list. */
struct wanted {
    const GArray *units; /* or NULL: all */
    guint at;
};

static bool is_wanted(struct wanted *wanted, guint32 unit)
{
    const GArray *units = wanted->units;
    if (units == NULL)
        return true;
    while (wanted->at < units->len &&
           g_array_index(units, guint32, wanted->at) < unit)
        wanted->at++;
    return wanted->at < units->len &&
           g_array_index(units, guint32, wanted->at) == unit;
}

/* Whether a unit of [unit, end) is wanted. */
static bool wants_more(const struct wanted *wanted, guint32 end)
{
    const GArray *units = wanted->units;
    return units == NULL || (wanted->at < units->len &&
                             g_array_index(units, guint32, wanted->at) < end);
}

static bool unit_scan(struct scan *scan, guint32 unit, struct wanted *wanted,
                      targets_each *each, void *data, GError **error)
{
    struct entry entry;
    guint count;
    index_entry(scan->index, unit, &entry);
    if (scan->frame.year > 0 &&
        !is_inside(scan->plan, entry.section, scan->section))
        scan->frame.year = 0;
    if (entry.kind != UNIT_PARAGRAPH && entry.kind != UNIT_HEADING)
        return true;
    const struct number *numbers = index_numbers(scan->index, unit, &count);
    note_lead_in(scan, &entry, numbers, count);
    if (entry.kind != UNIT_PARAGRAPH || !is_wanted(wanted, unit))
        return true;
    paragraph_read(scan, &entry, numbers, count);
    return scan->targets->len == 0 || each(unit, scan->targets, data, error);
}

static bool plan_scan(struct scan *scan, guint32 plan, struct wanted *wanted,
                      targets_each *each, void *data, GError **error)
{
    guint32 first, count;
    index_plan_units(scan->index, plan, &first, &count);
    is_wanted(wanted, first);
    if (!wants_more(wanted, first + count))
        return true;
    bool fine = plan_open(scan, plan, error);
    for (guint32 i = first; fine && i < first + count; i++)
        fine = unit_scan(scan, i, wanted, each, data, error);
    return fine;
}

bool targets_scan(struct index *index, const GArray *wanted, targets_each *each,
                  void *data, GError **error)
{
    struct scan scan = {.index = index, .targets = targets_new()};
    struct wanted units = {wanted, 0};
    bool fine = true;
    for (guint32 i = 0; fine && i < index_plans(index); i++)
        fine = plan_scan(&scan, i, &units, each, data, error);
    g_array_unref(scan.targets);
    g_free(scan.place);
    return fine;
}
