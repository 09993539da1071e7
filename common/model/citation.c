/* What a list of references says of a plan or a unit: reads the plan's facts
 * and cite.c's way of saying where a unit stands, gives strings that the
 * dialects of common/emit only have to put in order. */
#include "common/model/inside.h"

static char *section_of(const struct plan *plan, const struct unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(plan, unit);
    if (unit->kind == UNIT_HEADING)
        g_ptr_array_add(path, heading_label(unit->marker, unit->text));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < path->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? " > " : "",
                               (const char *)path->pdata[i]);
    return g_string_free(out, path->len == 0);
}

void citation_init(struct citation *citation, const struct plan *plan,
                   const struct unit *unit)
{
    *citation = (struct citation){
        .title = g_strdup(plan_title(plan)),
        .issuer = g_strdup(plan->issuer),
        .place = g_strdup(plan->place),
        .date = g_strdup(plan->date),
        .period = g_strdup(plan->period),
    };
    bool whole = unit == NULL || unit->kind == UNIT_TITLE;
    citation->key = g_strdup(whole ? plan->id : unit->id);
    if (whole)
        return;
    citation->section = section_of(plan, unit);
    citation->where = cite_where(plan, unit);
    if (*citation->where == '\0')
        g_clear_pointer(&citation->where, g_free);
}

void citation_clear(struct citation *citation)
{
    g_free(citation->key);
    g_free(citation->title);
    g_free(citation->issuer);
    g_free(citation->place);
    g_free(citation->date);
    g_free(citation->period);
    g_free(citation->section);
    g_free(citation->where);
}
