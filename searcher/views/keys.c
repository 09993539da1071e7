/* By what a count is divided: the values of each key in an index, in order, and
 * which of them a unit has.
 *
 * Plans, places and sections stand in the order of the index, periods in that
 * of their years, roles and kinds in that of the contract.  What has no value
 * (a plan of an unknown place, a section without a role) has the value NULL, as
 * in a unit's record.
 */
#include "searcher/views/keys.h"

#include "common/messages/messages.h"

#include <string.h>

static const char *const names[COUNT_KEYS + 1] = {
    [COUNT_PLAN] = N_("plan"),
    [COUNT_PLACE] = N_("place"),
    [COUNT_ROLE] = N_("role"),
    [COUNT_SECTION] = N_("section"),
    [COUNT_KIND] = N_("kind"),
    [COUNT_PERIOD] = N_("period"),
    NULL,
};

const char *count_key_name(enum count_key key)
{
    return names[key];
}

const char *const *count_key_names(void)
{
    return names;
}

static bool add_key(struct count_by *by, const char *name)
{
    for (guint i = 0; i < by->count; i++)
        if (strcmp(names[by->keys[i]], name) == 0)
            return false;
    for (guint key = 0; key < COUNT_KEYS; key++)
        if (strcmp(names[key], name) == 0) {
            by->keys[by->count++] = (enum count_key)key;
            return true;
        }
    return false;
}

bool count_by_parse(const char *words, struct count_by *by, char **wrong)
{
    *by = (struct count_by){.count = 0};
    g_auto(GStrv) list = g_strsplit(words != NULL ? words : "", ",", -1);
    for (guint i = 0; words != NULL && i < g_strv_length(list); i++)
        if (!add_key(by, g_strstrip(list[i]))) {
            *wrong = g_strdup(list[i]);
            return false;
        }
    if (words == NULL || *words != '\0')
        return true;
    *wrong = g_strdup("");
    return false;
}

/* ---- keys of plans */

static const char *plan_fact(const struct plan *plan, enum count_key what)
{
    return what == COUNT_PLAN    ? plan->id
           : what == COUNT_PLACE ? plan->place
                                 : plan->period;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different values of all plans: in the order of the index, periods in that
 * of their years; none comes last. */
static bool add_facts(struct key *key, struct index *index, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    bool none = false;
    for (guint32 i = 0; i < key->plan_count; i++) {
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL)
            return false;
        const char *fact = plan_fact(plan, key->what);
        none |= fact == NULL;
        if (fact == NULL || !g_hash_table_add(seen, (gpointer)fact))
            continue;
        g_ptr_array_add(key->values, g_strdup(fact));
    }
    if (key->what == COUNT_PERIOD)
        g_ptr_array_sort(key->values, compare_texts);
    if (none)
        g_ptr_array_add(key->values, NULL);
    return true;
}

static bool init_facts(struct key *key, struct index *index, GError **error)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    if (!add_facts(key, index, error))
        return false;
    for (guint i = 0; i < key->values->len; i++)
        if (key->values->pdata[i] != NULL)
            g_hash_table_insert(numbers, key->values->pdata[i],
                                GUINT_TO_POINTER(i));
    key->of_plan = g_new(guint32, key->plan_count + 1);
    for (guint32 i = 0; i < key->plan_count; i++) {
        const char *fact = plan_fact(index_plan(index, i, NULL), key->what);
        key->of_plan[i] =
            fact == NULL ? key->values->len - 1
                         : GPOINTER_TO_UINT(g_hash_table_lookup(numbers, fact));
    }
    return true;
}

/* ---- sections: the outermost of each plan */

static guint32 add_section(struct key *key, guint32 plan, char *id,
                           char *heading)
{
    g_ptr_array_add(key->values, id);
    g_ptr_array_add(key->headings, heading);
    g_array_append_val(key->plans, plan);
    return key->values->len - 1;
}

static guint32 *add_sections(struct key *key, guint32 number,
                             const struct plan *plan)
{
    guint32 *roots = g_new(guint32, plan->sections->len + 1);
    roots[0] =
        add_section(key, number, g_strconcat(plan->id, "/0", NULL), NULL);
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = plan->sections->pdata[i];
        if (section->parent != NO_SECTION)
            roots[i + 1] = roots[section->parent + 1];
        else
            roots[i + 1] =
                add_section(key, number, g_strdup(section->id),
                            heading_label(section->marker, section->text));
    }
    return roots;
}

static bool init_sections(struct key *key, struct index *index, GError **error)
{
    key->headings = g_ptr_array_new_with_free_func(g_free);
    key->plans = g_array_new(FALSE, FALSE, sizeof(guint32));
    key->roots = g_new0(guint32 *, key->plan_count + 1);
    for (guint32 i = 0; i < key->plan_count; i++) {
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL)
            return false;
        key->roots[i] = add_sections(key, i, plan);
    }
    return true;
}

/* ---- keys of units */

/* None is the role of what stands outside the parts a plan always has: last. */
static guint32 role_value(enum role role)
{
    return role == ROLE_NONE ? ROLES - 1 : (guint32)role - 1;
}

bool key_init(struct key *key, enum count_key what, struct index *index,
              GError **error)
{
    *key = (struct key){.what = what, .plan_count = index_plans(index)};
    key->values = g_ptr_array_new_with_free_func(g_free);
    switch (what) {
    case COUNT_ROLE:
        for (guint role = 1; role < ROLES; role++)
            g_ptr_array_add(key->values, g_strdup(role_name((enum role)role)));
        g_ptr_array_add(key->values, NULL);
        return true;
    case COUNT_KIND:
        for (guint kind = 0; kind < UNIT_KINDS; kind++)
            g_ptr_array_add(key->values,
                            g_strdup(unit_kind_name((enum unit_kind)kind)));
        return true;
    case COUNT_SECTION:
        return init_sections(key, index, error);
    case COUNT_PLAN:
        key->names = plan_names(index, NULL, key->plan_count, error);
        return key->names != NULL && init_facts(key, index, error);
    default:
        return init_facts(key, index, error);
    }
}

void key_clear(struct key *key)
{
    g_clear_pointer(&key->values, g_ptr_array_unref);
    g_clear_pointer(&key->names, g_ptr_array_unref);
    g_clear_pointer(&key->headings, g_ptr_array_unref);
    g_clear_pointer(&key->plans, g_array_unref);
    for (guint32 i = 0; key->roots != NULL && i < key->plan_count; i++)
        g_free(key->roots[i]);
    g_clear_pointer(&key->roots, g_free);
    g_clear_pointer(&key->of_plan, g_free);
}

guint32 key_value(const struct key *key, const struct entry *entry)
{
    switch (key->what) {
    case COUNT_ROLE:
        return role_value(entry->role);
    case COUNT_KIND:
        return entry->kind;
    case COUNT_SECTION:
        return key->roots[entry->plan][entry->section + 1];
    default:
        return key->of_plan[entry->plan];
    }
}
