/* The group of a target: that of the table rows with its meaning.
 *
 * A row of two measures (金额、项数 in 亿元、项) is found by the first of them,
 * too.  A target that no table has is in a group of its name and its unit's
 * kind, whatever else was asked for.
 */
#include "searcher/indicators/groups.h"

#include <string.h>

/* From name and kind of unit to the rows' group. */
struct target_groups {
    GHashTable *groups; /* "name\tkind" to a group, borrowed from the rows */
    GPtrArray *rows;
};

static void add(struct target_groups *groups, const char *name,
                const char *kinds, char *group)
{
    char *key = g_strjoin("\t", name, kinds, NULL);
    if (g_hash_table_contains(groups->groups, key))
        g_free(key);
    else
        g_hash_table_insert(groups->groups, key, group);
}

static void add_row(struct target_groups *groups, const struct indicator *row)
{
    g_autofree char *how = NULL;
    g_autofree char *name = indicator_group_name(row->name, row->plan, &how);
    g_autofree char *unit =
        normal_text(row->unit != NULL ? row->unit : "", -1, NULL);
    g_autofree char *kinds = unit_kinds(unit);
    g_auto(GStrv) names = g_strsplit(name, "、", -1);
    g_auto(GStrv) parts = g_strsplit(kinds, "、", -1);
    add(groups, name, kinds, row->group);
    if (g_strv_length(parts) > 1 &&
        g_strv_length(names) == g_strv_length(parts))
        add(groups, names[0], parts[0], row->group);
}

struct target_groups *target_groups_new(struct index *index, GError **error)
{
    GPtrArray *rows = indicators_read(index, error);
    if (rows == NULL)
        return NULL;
    struct target_groups *groups = g_new(struct target_groups, 1);
    groups->rows = rows;
    groups->groups =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < rows->len; i++)
        add_row(groups, rows->pdata[i]);
    return groups;
}

void target_groups_free(struct target_groups *groups)
{
    if (groups == NULL)
        return;
    g_hash_table_unref(groups->groups);
    g_ptr_array_unref(groups->rows);
    g_free(groups);
}

static const char *row_group(const struct target_groups *groups,
                             const char *name, const char *kinds)
{
    g_autofree char *key = g_strjoin("\t", name, kinds, NULL);
    return g_hash_table_lookup(groups->groups, key);
}

/* The name without what brackets explain in it: 甲拥有量(甲密度). */
static char *without_brackets(const char *name)
{
    GString *rest = g_string_new(NULL);
    int depth = 0;
    for (; *name != '\0'; name++) {
        depth += *name == '(';
        if (depth == 0)
            g_string_append_c(rest, *name);
        depth -= *name == ')' && depth > 0;
    }
    return g_string_free(rest, FALSE);
}

char *target_group(const struct target_groups *groups, const char *name,
                   const char *unit, const struct plan *plan)
{
    g_autofree char *how = NULL, *more = NULL;
    g_autofree char *whole = indicator_group_name(name, plan, &how);
    g_autofree char *bare = without_brackets(whole);
    g_autofree char *again = indicator_group_name(bare, plan, &more);
    g_autofree char *normal = normal_text(unit, -1, NULL);
    g_autofree char *kinds = unit_kinds(normal);
    const char *group = row_group(groups, whole, kinds);
    if (group == NULL && *again != '\0')
        group = row_group(groups, again, kinds);
    if (group != NULL)
        return g_strdup(group);
    return *kinds != '\0' ? g_strdup_printf("%s (%s)", whole, kinds)
                          : g_steal_pointer(&whole);
}
