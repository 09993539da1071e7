/* The role each section plays in its plan, by corpus/rules/roles.tsv.
 *
 * A section's own heading decides, else its parent's role is its own.  Many
 * plans give their tasks no common chapter: a chapter without a role that
 * follows the guideline (or goals) and comes before the safeguards is tasks.
 */
#include "common/model/inside.h"
#include "common/data/data.h"

#include <string.h>

static const struct {
    const char *name, *chinese;
} roles[ROLES] = {
    [ROLE_NONE] = {"none", "无"},
    [ROLE_BASIS] = {"basis", "基础"},
    [ROLE_PROBLEMS] = {"problems", "问题"},
    [ROLE_SITUATION] = {"situation", "形势"},
    [ROLE_GUIDELINE] = {"guideline", "指导思想"},
    [ROLE_PRINCIPLES] = {"principles", "原则"},
    [ROLE_GOALS] = {"goals", "目标"},
    [ROLE_TASKS] = {"tasks", "任务"},
    [ROLE_PROJECTS] = {"projects", "工程"},
    [ROLE_SAFEGUARDS] = {"safeguards", "保障"},
};

enum where { ANYWHERE, FRAME, FRONT };

struct rule {
    GRegex *pattern;
    enum role role;
    enum where where;
};

const char *role_name(enum role role)
{
    return role == ROLE_NONE ? NULL : roles[role].name;
}

int role_find(const char *name)
{
    for (int i = ROLE_NONE + 1; i < ROLES; i++)
        if (strcmp(name, roles[i].name) == 0 ||
            strcmp(name, roles[i].chinese) == 0)
            return i;
    return -1;
}

static enum where where_find(const char *name)
{
    if (strcmp(name, "anywhere") == 0)
        return ANYWHERE;
    return strcmp(name, "frame") == 0 ? FRAME : FRONT;
}

static void rules_read(GArray *rules)
{
    const GPtrArray *rows = data_table("rules/roles.tsv", 4);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        int role = role_find(row[1]);
        g_autoptr(GError) error = NULL;
        struct rule rule = {
            .pattern = g_regex_new(row[0], G_REGEX_OPTIMIZE, 0, &error),
            .role = role < 0 ? ROLE_NONE : (enum role)role,
            .where = where_find(row[2]),
        };
        if (rule.pattern == NULL)
            g_error("rules/roles.tsv: %s", error->message);
        g_array_append_val(rules, rule);
    }
}

static const GArray *rules_all(void)
{
    static GArray *rules;
    static gsize once;
    if (g_once_init_enter(&once)) {
        rules = g_array_new(false, false, sizeof(struct rule));
        rules_read(rules);
        g_once_init_leave(&once, 1);
    }
    return rules;
}

/* A heading without what may stand inside a fixed phrase: 发展 “基础”. */
static char *heading_bare(const char *text)
{
    GString *bare = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        if (!g_unichar_isspace(c) && c != '"' &&
            type != G_UNICODE_INITIAL_PUNCTUATION &&
            type != G_UNICODE_FINAL_PUNCTUATION)
            g_string_append_unichar(bare, c);
    }
    return g_string_free(bare, false);
}

/* The rule whose match begins first, of two the longer; NULL for none. */
static const struct rule *rule_for(const char *text, enum where most)
{
    const GArray *rules = rules_all();
    const struct rule *best = NULL;
    int best_start = 0, best_end = 0;
    for (guint i = 0; i < rules->len; i++) {
        const struct rule *rule = &g_array_index(rules, struct rule, i);
        g_autoptr(GMatchInfo) match = NULL;
        int start, end;
        if (rule->where > most ||
            !g_regex_match(rule->pattern, text, 0, &match))
            continue;
        g_match_info_fetch_pos(match, 0, &start, &end);
        if (best == NULL || start < best_start ||
            (start == best_start && end > best_end)) {
            best = rule;
            best_start = start;
            best_end = end;
        }
    }
    return best;
}

static bool is_measure(enum role role)
{
    return role == ROLE_TASKS || role == ROLE_PROJECTS ||
           role == ROLE_SAFEGUARDS;
}

static bool is_guideline(enum role role)
{
    return role == ROLE_GUIDELINE || role == ROLE_PRINCIPLES ||
           role == ROLE_GOALS;
}

void sections_set_roles(struct plan *plan)
{
    bool guided = false, safeguarded = false;
    for (guint i = 0; i < plan->sections->len; i++) {
        struct section *section = g_ptr_array_index(plan->sections, i);
        enum role above = ROLE_NONE;
        bool chapter = section->parent == NO_SECTION;
        if (!chapter)
            above = ((struct section *)g_ptr_array_index(
                         plan->sections, (guint)section->parent))
                        ->role;
        enum where most = is_measure(above) ? ANYWHERE : guided ? FRAME : FRONT;
        g_autofree char *text = heading_bare(section->text);
        const struct rule *rule = rule_for(text, most);
        if (rule != NULL)
            section->role = rule->role;
        else if (chapter && guided && !safeguarded)
            section->role = ROLE_TASKS;
        else
            section->role =
                section->box && above == ROLE_TASKS ? ROLE_PROJECTS : above;
        guided = guided || is_guideline(section->role);
        safeguarded = safeguarded || section->role == ROLE_SAFEGUARDS;
    }
}
