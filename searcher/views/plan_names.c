/* What plans are called in columns and pictures, where an id says too little:
 * 甲市 2021-2025. */
#include "searcher/views/views.h"

char *plan_column(const struct plan *plan)
{
    if (plan->place == NULL)
        return g_strdup(plan_title(plan));
    return g_strconcat(plan->place, plan->period != NULL ? " " : "",
                       plan->period, NULL);
}

/* How many plans have each name; NULL with error. */
static GHashTable *count_names(struct index *index, const guint32 *plans,
                               guint count, GError **error)
{
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < count; i++) {
        const struct plan *plan =
            index_plan(index, plans != NULL ? plans[i] : i, error);
        if (plan == NULL)
            return NULL;
        char *name = plan_column(plan);
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name));
        g_hash_table_replace(counts, name, GUINT_TO_POINTER(before + 1));
    }
    return g_steal_pointer(&counts);
}

GPtrArray *plan_names(struct index *index, const guint32 *plans, guint count,
                      GError **error)
{
    g_autoptr(GHashTable) counts = count_names(index, plans, count, error);
    if (counts == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < count; i++) {
        const struct plan *plan =
            index_plan(index, plans != NULL ? plans[i] : i, NULL);
        char *name = plan_column(plan);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, name)) > 1) {
            char *longer = g_strdup_printf("%s (%s)", name, plan->id);
            g_free(name);
            name = longer;
        }
        g_ptr_array_add(names, name);
    }
    return names;
}
