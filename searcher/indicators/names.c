/* One name for all the ways in which plans call an indicator. */
#include "searcher/indicators/inside.h"

#include <string.h>

#define NAMES "rules/indicator-names.tsv"

static void how_add(GString *how, const char *from, const char *to)
{
    if (how->len > 0)
        g_string_append(how, "; ");
    if (*to == '\0')
        g_string_append_printf(how, "without %s", from);
    else
        g_string_append_printf(how, "%s → %s", from, to);
}

/* Applies a rule; what its first match became goes to how. */
static char *apply(const struct rule *rule, char *name, GString *how)
{
    GMatchInfo *match = NULL;
    if (g_regex_match(rule->pattern, name, 0, &match)) {
        char *made =
            g_regex_replace(rule->pattern, name, -1, 0, rule->value, 0, NULL);
        g_autofree char *from = g_match_info_fetch(match, 0);
        g_autofree char *to =
            g_match_info_expand_references(match, rule->value, NULL);
        if (made != NULL && strcmp(made, name) != 0) {
            how_add(how, from, to);
            g_free(name);
            name = g_steal_pointer(&made);
        }
        g_free(made);
    }
    g_match_info_free(match);
    return name;
}

/* The plan's own place before the name, with or without 省 or 市: 广东发明专利
 * is not 甲省版权基地 of a city of that province. */
static char *strip_place(char *name, const struct plan *plan, GString *how)
{
    if (plan == NULL || plan->place == NULL)
        return name;
    g_autofree char *place = normal_text(plan->place, -1, NULL);
    gsize length = strlen(place);
    if (!g_str_has_prefix(name, place)) {
        length -= strlen("省");
        place[length] = '\0';
    }
    if (length < strlen("甲市") || !g_str_has_prefix(name, place) ||
        strlen(name) < length + strlen("专利"))
        return name;
    how_add(how, place, "");
    char *rest = g_strdup(name + length);
    g_free(name);
    return rest;
}

/* The unit in brackets at the end is compared apart. */
static void strip_unit(char *name)
{
    g_autofree char *unit = unit_in_brackets(name);
    char *open = strrchr(name, '(');
    if (unit != NULL && open != NULL && g_str_has_suffix(name, ")"))
        *open = '\0';
}

char *indicator_group_name(const char *name, const struct plan *plan,
                           char **how)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    const GArray *rules = rules_of(NAMES, "name", ANYWHERE);
    char *made = normal_text(name, -1, NULL);
    strip_unit(made);
    made = strip_place(made, plan, changes);
    for (guint i = 0; i < rules->len; i++)
        made = apply(&g_array_index(rules, struct rule, i), made, changes);
    *how = g_strdup(changes->str);
    return made;
}
