/* One passage that two plans share, in the source's own wording. */
#include "searcher/views/views.h"

#include <math.h>
#include <stdlib.h>

/* ---- a record */

int plan_first_year(const struct plan *plan)
{
    return plan->period != NULL ? (int)strtol(plan->period, NULL, 10) : 0;
}

static const char *older_of(const struct plan *a, const struct plan *b)
{
    int x = plan_first_year(a), y = plan_first_year(b);
    if (x == 0 || y == 0)
        return NULL;
    return x < y ? "a" : x > y ? "b" : "same";
}

/* Which of them names the other's title; NULL also where both do. */
static const char *cites_of(const struct reuse_view *view,
                            const struct reuse_record *record)
{
    struct entry entry;
    const struct reuse_passage *passage = record->passage;
    index_entry(reader_index(view->reader), passage->a.unit, &entry);
    bool a =
        reuse_cites_title(view->cites, entry.plan, record->b.unit->plan->title);
    bool b = reuse_cites_title(view->cites, passage->plan,
                               record->a.unit->plan->title);
    return a == b ? NULL : a ? "a" : "b";
}

static bool read_side(struct reader *reader, const struct reuse_place *place,
                      struct reuse_side *side, GError **error)
{
    struct page_unit *unit = reader_unit(reader, place->unit, error);
    if (unit == NULL)
        return false;
    const struct normal *normal = reader_normal(unit);
    *side = (struct reuse_side){
        unit,
        place,
        {normal->start[place->start], normal->end[place->end - 1]}};
    return true;
}

bool reuse_record_read(const struct reuse_view *view,
                       const struct reuse_passage *passage,
                       struct reuse_record *record, GError **error)
{
    reader_trim(view->reader);
    *record = (struct reuse_record){.passage = passage, .view = view};
    if (!read_side(view->reader, &passage->a, &record->a, error) ||
        !read_side(view->reader, &passage->b, &record->b, error))
        return false;
    record->older = older_of(record->a.unit->plan, record->b.unit->plan);
    record->cites = cites_of(view, record);
    return true;
}

/* Of the record: the older one, a where neither is. */
static const struct reuse_side *said(const struct reuse_record *record,
                                     bool other)
{
    bool b = g_strcmp0(record->older, "b") == 0;
    return b != other ? &record->b : &record->a;
}

/* ---- json */

static json_t *side_json(const struct reuse_side *side)
{
    return json_pack("{s:s, s:[ii]}", "id", side->unit->unit->id, "span",
                     (int)side->span.start, (int)side->span.end);
}

static json_t *wording(const struct reuse_side *side)
{
    g_autofree char *text = g_utf8_substring(side->unit->unit->text,
                                             side->span.start, side->span.end);
    return json_string(text);
}

static double rounded(double value)
{
    return round(value * 1e4) / 1e4;
}

static json_t *reuse_json(const void *data)
{
    const struct reuse_record *record = data;
    const struct reuse_passage *passage = record->passage;
    const struct page_unit *a = record->a.unit, *b = record->b.unit;
    return json_pack(
        "{s:o, s:o, s:i, s:s, s:f, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:s}",
        "a", side_json(&record->a), "b", side_json(&record->b), "length",
        (int)(passage->a.end - passage->a.start), "kind",
        passage->kind == REUSE_EXACT ? "exact" : "near", "similarity",
        rounded(passage->similarity), "older", text_or_null(record->older),
        "text", wording(said(record, false)), "other",
        wording(said(record, true)), "cites", text_or_null(record->cites),
        "a_plan", a->plan->id, "a_id", a->unit->id, "b_plan", b->plan->id,
        "b_id", b->unit->id);
}

static const char *const fields[] = {
    "a",     "b",     "length", "kind", "similarity", "older", "text",
    "other", "cites", "a_plan", "a_id", "b_plan",     "b_id",  NULL};
const struct emit_shape reuse_shape = {fields, reuse_json, reuse_text, NULL};
