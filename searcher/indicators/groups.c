/* Rows of different plans that mean the same indicator.
 *
 * Two rows mean the same when their names do (names.c) and they are counted in
 * units of one kind: 件 and 万件 are, 件 and % are not.
 */
#include "searcher/indicators/groups.h"
#include "searcher/indicators/inside.h"

#include <math.h>
#include <string.h>

/* ---- kinds of units */

static const struct {
    const char *word;
    double factor;
} multipliers[] = {{"万亿", 1e12}, {"千亿", 1e11}, {"百亿", 1e10},
                   {"十亿", 1e9},  {"亿", 1e8},    {"千万", 1e7},
                   {"百万", 1e6},  {"十万", 1e5},  {"万", 1e4},
                   {"千", 1e3},    {"百", 1e2}};

/* 件 and 10000 of 万件.  件/年 is a kind of its own. */
static char *unit_kind(const char *unit, double *factor)
{
    *factor = 1;
    for (guint i = 0; i < G_N_ELEMENTS(multipliers); i++)
        if (g_str_has_prefix(unit, multipliers[i].word) &&
            strlen(unit) > strlen(multipliers[i].word)) {
            *factor = multipliers[i].factor;
            unit += strlen(multipliers[i].word);
            break;
        }
    return g_strdup(unit);
}

/* The kinds of all parts of a unit: 元、项 of 亿元、项. */
char *unit_kinds(const char *unit)
{
    g_auto(GStrv) parts = g_strsplit(unit, "、", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        double factor;
        char *kind = unit_kind(parts[i], &factor);
        g_free(parts[i]);
        parts[i] = kind;
    }
    return g_strjoinv("、", parts);
}

/* ---- groups */

struct keyed {
    char *name, *how, *unit, *kinds; /* of a row; unit normalised */
    char *said;                      /* its own name, normalised */
};

static void keyed_clear(gpointer data)
{
    struct keyed *keyed = data;
    g_free(keyed->name);
    g_free(keyed->how);
    g_free(keyed->unit);
    g_free(keyed->kinds);
    g_free(keyed->said);
}

static void count_up(GHashTable *counts, char *key)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
    g_hash_table_replace(counts, key, GUINT_TO_POINTER(count + 1));
}

/* Name and kind of unit, and, where not NULL, something else. */
static char *key_string(const struct keyed *key, const char *more)
{
    return g_strjoin("\t", key->name, key->kinds, more, NULL);
}

static guint count_of(GHashTable *counts, const char *key)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
}

/* names, units: the group's rows do not all have one. */
static char *why_of(const struct keyed *key, bool names, bool units)
{
    GString *why =
        g_string_new(names && *key->how != '\0' ? key->how : "same name");
    if (units && strcmp(key->unit, key->kinds) != 0)
        g_string_append_printf(why, "; %s counts %s", key->unit, key->kinds);
    return g_string_free(why, FALSE);
}

static GArray *keys_of(const GPtrArray *rows, GHashTable *counts)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(struct keyed));
    g_array_set_clear_func(keys, keyed_clear);
    for (guint i = 0; i < rows->len; i++) {
        const struct indicator *row = rows->pdata[i];
        struct keyed key = {
            .unit = normal_text(row->unit != NULL ? row->unit : "", -1, NULL)};
        key.kinds = unit_kinds(key.unit);
        key.said = normal_text(row->name, -1, NULL);
        key.name = indicator_group_name(row->name, row->plan, &key.how);
        g_array_append_val(keys, key);
        count_up(counts, g_strdup(key.name));
        count_up(counts, key_string(&key, NULL));
        g_autofree char *unit = g_strconcat("unit ", key.unit, NULL);
        g_autofree char *said = g_strconcat("name ", key.said, NULL);
        count_up(counts, key_string(&key, unit));
        count_up(counts, key_string(&key, said));
    }
    return keys;
}

/* How many rows of the group have the same, say, unit. */
static guint count_like(GHashTable *counts, const struct keyed *key,
                        const char *what, const char *value)
{
    g_autofree char *more = g_strconcat(what, value, NULL);
    g_autofree char *string = key_string(key, more);
    return count_of(counts, string);
}

void groups_make(const GPtrArray *rows)
{
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) keys = keys_of(rows, counts);
    for (guint i = 0; i < rows->len; i++) {
        struct indicator *row = rows->pdata[i];
        const struct keyed *key = &g_array_index(keys, struct keyed, i);
        g_autofree char *whole = key_string(key, NULL);
        guint same = count_of(counts, whole);
        bool units = count_like(counts, key, "unit ", key->unit) < same;
        bool names = count_like(counts, key, "name ", key->said) < same;
        row->group = count_of(counts, key->name) > same
                         ? g_strdup_printf("%s (%s)", key->name, key->kinds)
                         : g_strdup(key->name);
        row->why = same > 1 ? why_of(key, names, units) : NULL;
    }
}

static guint plans_of(const GPtrArray *group)
{
    guint count = 0;
    const struct plan *last = NULL;
    for (guint i = 0; i < group->len; i++) {
        const struct indicator *row = group->pdata[i];
        count += row->plan != last;
        last = row->plan;
    }
    return count;
}

static int by_plans(gconstpointer a, gconstpointer b)
{
    const GPtrArray *x = *(GPtrArray *const *)a, *y = *(GPtrArray *const *)b;
    guint left = plans_of(x), right = plans_of(y);
    const struct indicator *one = x->pdata[0], *two = y->pdata[0];
    if (left != right)
        return left > right ? -1 : 1;
    return (one->number > two->number) - (one->number < two->number);
}

GPtrArray *indicators_groups(const GPtrArray *rows)
{
    GPtrArray *groups =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++) {
        struct indicator *row = rows->pdata[i];
        GPtrArray *group = g_hash_table_lookup(known, row->group);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(known, row->group, group);
            g_ptr_array_add(groups, group);
        }
        g_ptr_array_add(group, row);
    }
    g_ptr_array_sort(groups, by_plans);
    return groups;
}

/* ---- the ladder */

/* A measure in `unit`: the first of the cell's values that is counted in its
 * kind. */
static struct ladder_value value_in(const GArray *values, const char *unit)
{
    double wanted, factor;
    g_autofree char *kind = unit_kind(unit, &wanted);
    for (guint i = 0; i < values->len; i++) {
        const struct indicator_value *at =
            &g_array_index(values, struct indicator_value, i);
        g_autofree char *own = unit_kind(at->unit, &factor);
        if (strcmp(own, kind) == 0)
            return (struct ladder_value){at->value * factor / wanted, at};
    }
    return (struct ladder_value){NAN, NULL};
}

/* The unit of the first step of the same kind, else `unit`. */
static const char *ladder_unit(const GArray *steps, const char *unit)
{
    double factor;
    g_autofree char *kind = unit_kind(unit, &factor);
    for (guint i = 0; i < steps->len; i++) {
        const char *other = g_array_index(steps, struct ladder_step, i).unit;
        g_autofree char *own = unit_kind(other, &factor);
        if (strcmp(own, kind) == 0)
            return other;
    }
    return unit;
}

static void row_steps(GArray *steps, const struct indicator *row)
{
    const GArray *values = row->target_values->len > 0 ? row->target_values
                           : row->base_values->len > 0 ? row->base_values
                                                       : row->achieved_values;
    guint first = steps->len;
    for (guint i = 0; i < values->len; i++) {
        const struct indicator_value *at =
            &g_array_index(values, struct indicator_value, i);
        const char *unit = ladder_unit(steps, at->unit);
        bool known = false;
        for (guint j = first; j < steps->len; j++)
            known |= g_array_index(steps, struct ladder_step, j).unit == unit;
        struct ladder_step step = {row,
                                   unit,
                                   value_in(row->base_values, unit),
                                   value_in(row->target_values, unit),
                                   value_in(row->achieved_values, unit),
                                   row->base_year,
                                   row->target_year};
        if (!known)
            g_array_append_val(steps, step);
    }
}

GArray *indicators_ladder(const GPtrArray *group)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(struct ladder_step));
    for (guint i = 0; i < group->len; i++)
        row_steps(steps, group->pdata[i]);
    return steps;
}
