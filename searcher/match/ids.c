/* Units by their ids: a plan, a section, a table, a unit, or any prefix that
 * ends a part.
 *
 * An id says where its unit stands, so that only the plan's record and the
 * units of one section are read; ids that came with a source (.jsonl) may say
 * nothing, then every record is.
 */
#include "searcher/match/inside.h"

#include <string.h>

/* True when `prefix` is `id` or ends where a part of it does. */
static bool id_begins(const char *id, const char *prefix)
{
    gsize length = strlen(prefix);
    return strncmp(id, prefix, length) == 0 &&
           (id[length] == '\0' || id[length] == '/' || id[length] == '.');
}

/* The plan whose id is the longest prefix of `id`, or -1. */
static gint64 plan_of_id(struct index *index, const char *id)
{
    g_autofree char *prefix = g_strdup(id);
    for (;;) {
        gint64 plan = index_plan_find(index, prefix);
        char *slash = strrchr(prefix, '/');
        if (plan >= 0 || slash == NULL)
            return plan;
        *slash = '\0';
    }
}

/* Marks sections that `id` names or holds; then *inside is true.  Else marks
 * the one section whose units may bear the id. */
static guint8 *mark_sections(const struct plan *plan, const char *id,
                             bool *inside)
{
    guint8 *marks = g_new0(guint8, plan->sections->len + 1);
    g_autofree char *above = g_path_get_dirname(id);
    *inside = false;
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        marks[i] = id_begins(section->id, id);
        *inside = *inside || marks[i];
    }
    for (guint i = 0; !*inside && i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        marks[i] = strcmp(section->id, above) == 0;
    }
    return marks;
}

static bool add_if_named(struct index *index, guint32 number, const char *id,
                         GArray *units, GError **error)
{
    struct unit *unit = index_unit(index, number, error);
    if (unit == NULL)
        return false;
    if (id_begins(unit->id, id))
        g_array_append_val(units, number);
    unit_free(unit);
    return true;
}

/* Units first … last - 1 by their records; `marks` (or NULL) says which
 * sections to read. */
static bool scan_units(struct index *index, guint32 first, guint32 last,
                       const guint8 *marks, const char *id, GArray *units,
                       GError **error)
{
    for (guint32 i = first; i < last; i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        bool skip = marks != NULL && entry.section != NO_SECTION &&
                    !marks[entry.section];
        if (!skip && !add_if_named(index, i, id, units, error))
            return false;
    }
    return true;
}

static bool find_in_plan(struct index *index, guint32 number, const char *id,
                         GArray *units, GError **error)
{
    guint32 first, count;
    bool inside;
    index_plan_units(index, number, &first, &count);
    const struct plan *plan = index_plan(index, number, error);
    if (plan == NULL)
        return false;
    g_autofree guint8 *marks = mark_sections(plan, id, &inside);
    bool whole = strcmp(plan->id, id) == 0;
    for (guint32 i = first; (inside || whole) && i < first + count; i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        if (whole || (entry.section != NO_SECTION && marks[entry.section]))
            g_array_append_val(units, i);
    }
    if (units->len == 0 &&
        !scan_units(index, first, first + count, marks, id, units, error))
        return false;
    return units->len > 0 ||
           scan_units(index, first, first + count, NULL, id, units, error);
}

GArray *match_ids(struct index *index, const char *id, GError **error)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    gint64 plan = plan_of_id(index, id);
    bool fine =
        plan < 0 || find_in_plan(index, (guint32)plan, id, units, error);
    if (fine && plan < 0 && *id != '\0')
        fine = scan_units(index, 0, index_units(index), NULL, id, units, error);
    if (fine)
        return units;
    g_array_unref(units);
    return NULL;
}
