/* Units, sections, captions and plans as structs, and the names of kinds.
 * parse makes plans of them (outline.c), the index keeps them (record.c). */
#include "common/model/model.h"

#include "common/messages/messages.h"

#include <string.h>

static const struct {
    const char *name, *chinese;
} kinds[UNIT_KINDS] = {
    [UNIT_PARAGRAPH] = {"paragraph", "段落"},
    [UNIT_ROW] = {"row", "表行"},
    [UNIT_NOTE] = {"note", "注释"},
    [UNIT_HEADING] = {"heading", "标题"},
    [UNIT_TITLE] = {"title", "题名"},
    [UNIT_CAPTION] = {"caption", "表题"},
};

const char *unit_kind_name(enum unit_kind kind)
{
    return kinds[kind].name;
}

int unit_kind_find(const char *name)
{
    for (int i = 0; i < UNIT_KINDS; i++)
        if (strcmp(name, kinds[i].name) == 0 ||
            strcmp(name, kinds[i].chinese) == 0)
            return i;
    return -1;
}

struct unit *unit_new(enum unit_kind kind)
{
    struct unit *unit = g_new0(struct unit, 1);
    unit->kind = kind;
    unit->section = NO_SECTION;
    unit->table = NO_TABLE;
    return unit;
}

void unit_free(struct unit *unit)
{
    if (unit == NULL)
        return;
    g_free(unit->id);
    g_free(unit->marker);
    g_free(unit->lead);
    g_free(unit->text);
    if (unit->cells != NULL)
        g_ptr_array_unref(unit->cells);
    g_free(unit);
}

struct section *section_new(void)
{
    struct section *section = g_new0(struct section, 1);
    section->parent = NO_SECTION;
    return section;
}

void section_free(struct section *section)
{
    if (section == NULL)
        return;
    g_free(section->id);
    g_free(section->marker);
    g_free(section->text);
    g_free(section);
}

struct caption *caption_new(void)
{
    struct caption *caption = g_new0(struct caption, 1);
    caption->columns = strings_new();
    return caption;
}

void caption_free(struct caption *caption)
{
    if (caption == NULL)
        return;
    g_free(caption->id);
    g_free(caption->text);
    g_ptr_array_unref(caption->columns);
    g_free(caption);
}

struct plan *plan_new(void)
{
    struct plan *plan = g_new0(struct plan, 1);
    plan->sections =
        g_ptr_array_new_with_free_func((GDestroyNotify)section_free);
    plan->tables = g_ptr_array_new_with_free_func((GDestroyNotify)caption_free);
    plan->units = g_ptr_array_new_with_free_func((GDestroyNotify)unit_free);
    return plan;
}

void plan_free(struct plan *plan)
{
    if (plan == NULL)
        return;
    char *texts[] = {plan->id,     plan->title,    plan->title_from,
                     plan->place,  plan->province, plan->level,
                     plan->period, plan->subject,  plan->source,
                     plan->sha256, plan->issuer,   plan->date};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_ptr_array_unref(plan->sections);
    g_ptr_array_unref(plan->tables);
    if (plan->units != NULL)
        g_ptr_array_unref(plan->units);
    g_free(plan);
}

const char *plan_title(const struct plan *plan)
{
    return plan->title != NULL ? plan->title : plan->id;
}

/* ---- what must hold */

static bool parents_come_first(const struct plan *plan)
{
    for (guint i = 0; i < plan->sections->len; i++) {
        const struct section *section = g_ptr_array_index(plan->sections, i);
        if (section->parent < NO_SECTION || section->parent >= (int)i ||
            section->id == NULL || section->text == NULL)
            return false;
    }
    return true;
}

static const char *unit_check(const struct plan *plan, const struct unit *unit)
{
    bool tabled = unit->kind == UNIT_ROW || unit->kind == UNIT_CAPTION;
    if (unit->text == NULL)
        return _("a unit has no text");
    if (unit->section < NO_SECTION || unit->section >= (int)plan->sections->len)
        return _("a unit stands in no section of its plan");
    if (tabled ? unit->table < 0 || unit->table >= (int)plan->tables->len
               : unit->table != NO_TABLE)
        return _("a unit's table is none of its plan");
    if ((unit->cells != NULL) != (unit->kind == UNIT_ROW))
        return _("a row has no cells, or something else has");
    if (unit->lead != NULL && !g_str_has_prefix(unit->text, unit->lead))
        return _("the lead is not the beginning of the text");
    return NULL;
}

const char *plan_check(const struct plan *plan)
{
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    if (!parents_come_first(plan))
        return _("a section has no id or text, or comes before its parent");
    for (guint i = 0; plan->units != NULL && i < plan->units->len; i++) {
        const struct unit *unit = g_ptr_array_index(plan->units, i);
        const char *wrong = unit_check(plan, unit);
        if (wrong != NULL)
            return wrong;
        if (unit->id == NULL || !g_hash_table_add(ids, unit->id))
            return _("a unit has no id, or another's");
    }
    return NULL;
}
