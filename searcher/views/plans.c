/* What is indexed: one record a plan. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

static json_t *plan_json(const void *data)
{
    const struct plan_record *record = data;
    const struct plan *plan = record->plan;
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:i, "
        "s:o, s:o}",
        "id", plan->id, "title", text_or_null(plan->title), "title_from",
        text_or_null(plan->title_from), "place", text_or_null(plan->place),
        "province", text_or_null(plan->province), "level",
        text_or_null(plan->level), "period", text_or_null(plan->period),
        "subject", text_or_null(plan->subject), "issuer",
        text_or_null(plan->issuer), "date", text_or_null(plan->date), "units",
        (int)record->units, "sections", (int)plan->sections->len, "characters",
        (int)record->characters, "source", text_or_null(plan->source), "sha256",
        text_or_null(plan->sha256));
}

/* Who issued it and when, as far as that is known. */
static void put_issue(struct page *page, const struct plan *plan)
{
    if (plan->issuer == NULL && plan->date == NULL)
        return;
    page_printf(page, PAGE_DIM, "    %s%s%s",
                plan->issuer != NULL ? plan->issuer : "",
                plan->issuer != NULL && plan->date != NULL ? _(", ") : "",
                plan->date != NULL ? plan->date : "");
    page_newline(page);
}

static void plan_text(struct page *page, const void *data)
{
    const struct plan_record *record = data;
    const struct plan *plan = record->plan;
    page_put(page, PAGE_ID, plan->id);
    page_printf(page, PAGE_HEAD, "  %s",
                plan->title != NULL ? plan->title : "");
    page_newline(page);
    g_autofree char *units = g_strdup_printf(
        ngettext("%u unit", "%u units", record->units), record->units);
    g_autofree char *characters = g_strdup_printf(
        ngettext("%u character", "%u characters", record->characters),
        record->characters);
    /* place, period, units, characters, source */
    page_printf(page, PAGE_DIM, _("    %s, %s, %s, %s, %s"),
                plan->place != NULL ? plan->place : _("no place"),
                plan->period != NULL ? plan->period : _("no period"), units,
                characters, plan->source != NULL ? plan->source : "");
    page_newline(page);
    put_issue(page, plan);
}

static const char *const fields[] = {
    "id",         "title",   "title_from", "place", "province", "level",
    "period",     "subject", "issuer",     "date",  "units",    "sections",
    "characters", "source",  "sha256",     NULL};

static bool plan_citation(const void *data, struct citation *citation)
{
    const struct plan_record *record = data;
    citation_init(citation, record->plan, NULL);
    return true;
}

const struct emit_shape plans_shape = {fields, plan_json, plan_text,
                                       plan_citation};

bool plan_record_read(struct index *index, guint32 number,
                      struct plan_record *record, GError **error)
{
    guint32 first, count;
    index_plan_units(index, number, &first, &count);
    *record = (struct plan_record){index_plan(index, number, error), 0, 0};
    for (guint32 i = first; i < first + count; i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        if (entry.kind > UNIT_NOTE)
            continue;
        record->units++;
        record->characters += entry.chars;
    }
    return record->plan != NULL;
}
