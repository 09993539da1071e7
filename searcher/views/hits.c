/* What a search found: the ranked hits, their spans, and the total. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

struct hit_record {
    const struct hits_view *view;
    const struct match_hit *hit;
    struct page_unit *unit;
    const struct page_unit *before;
    const GArray *places;
    guint rank;
};

/* ---- spans: in the source's own wording */

static GArray *hit_spans(const struct hit_record *record)
{
    return normal_spans(reader_normal(record->unit), record->places);
}

/* ---- json */

static json_t *hit_json(const void *data)
{
    const struct hit_record *record = data;
    const struct hits_view *view = record->view;
    g_autoptr(GArray) spans = hit_spans(record);
    json_t *json = unit_to_json(record->unit->plan, record->unit->unit);
    if (view->label != NULL)
        json_object_set_new(json, "label", json_string(view->label));
    json_object_set_new(json, "rank", json_integer(record->rank));
    json_object_set_new(json, "score",
                        json_real(round(record->hit->score * 1e4) / 1e4));
    json_object_set_new(json, "match",
                        json_string(match_kind_name(record->hit->kind)));
    json_object_set_new(json, "spans", spans_json(spans));
    return json;
}

/* ---- text */

static GArray *page_spans(const GArray *spans)
{
    GArray *marks =
        g_array_sized_new(FALSE, FALSE, sizeof(struct page_span), spans->len);
    for (guint i = 0; i < spans->len; i++) {
        const struct span *span = &g_array_index(spans, struct span, i);
        struct page_span mark = {span->start, span->end};
        g_array_append_val(marks, mark);
    }
    return marks;
}

/* What stands behind the id of a hit that is not to the letter. */
static const char *kind_note(const struct hit_record *record)
{
    return record->hit->kind == MATCH_EXACT    ? ""
           : record->hit->kind == MATCH_MASKED ? _("  (masked)")
                                               : _("  (loose)");
}

static void hit_text(struct page *page, const void *data)
{
    const struct hit_record *record = data;
    const struct page_unit *unit = record->unit;
    g_autoptr(GArray) spans = hit_spans(record);
    g_autoptr(GArray) marks = page_spans(spans);
    g_autofree char *cite = unit_cite(unit->plan, unit->unit);
    g_autofree char *rank = g_strdup_printf("%u ", record->rank);
    put_place(page, unit, record->before);
    if (put_row(page, unit, marks, rank, kind_note(record)))
        return;
    put_text(page, unit, record->before, marks);
    page_printf(page, PAGE_DIM, "%4s", rank);
    page_put(page, PAGE_ID, unit->unit->id);
    page_printf(page, PAGE_DIM, "  %s", cite);
    page_put(page, PAGE_DIM, kind_note(record));
    page_newline(page);
}

/* ---- the total in words */

/* "3 paragraphs", "1 row" …; caller frees. */
static char *kind_count(enum unit_kind kind, guint32 count)
{
    const char *format = NULL;
    switch (kind) {
    case UNIT_PARAGRAPH:
        format = ngettext("%u paragraph", "%u paragraphs", count);
        break;
    case UNIT_ROW:
        format = ngettext("%u row", "%u rows", count);
        break;
    case UNIT_NOTE:
        format = ngettext("%u note", "%u notes", count);
        break;
    case UNIT_HEADING:
        format = ngettext("%u heading", "%u headings", count);
        break;
    case UNIT_TITLE:
        format = ngettext("%u title", "%u titles", count);
        break;
    default:
        format = ngettext("%u caption", "%u captions", count);
    }
    return g_strdup_printf(format, count);
}

static void put_kinds(GString *out, const struct match_result *result)
{
    const char *before = _(": ");
    for (guint kind = 0; kind < UNIT_KINDS; kind++) {
        if (result->kinds[kind] == 0)
            continue;
        g_autofree char *count =
            kind_count((enum unit_kind)kind, result->kinds[kind]);
        g_string_append_printf(out, "%s%s", before, count);
        before = _(", ");
    }
}

/* "57 hits: 50 paragraphs, 7 rows; 3 in headings …" */
static char *hits_total(const struct match_result *result)
{
    guint32 all = hits_all(result);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, ngettext("%u hit", "%u hits", all), all);
    put_kinds(out, result);
    if (result->masked + result->loose > 0)
        g_string_append_printf(out, _("; %u exact"), result->exact);
    if (result->masked > 0)
        g_string_append_printf(out, _(", %u masked"), result->masked);
    if (result->loose > 0)
        g_string_append_printf(out, _(", %u loose"), result->loose);
    put_headings(out, result);
    return g_string_free(out, FALSE);
}

char *hits_cut(const struct match_result *result, guint per_plan)
{
    guint32 all = hits_all(result);
    guint shown = result->hits->len;
    if (per_plan > 0 && shown > 0 && shown < all)
        return g_strdup_printf(_("%u of %u shown, at most %u of each plan; "
                                 "without --per-plan, --limit 0 shows all"),
                               shown, all, per_plan);
    return records_cut(shown, all);
}

static void put_total(struct page *page, const struct hits_view *view,
                      const char *hint)
{
    const struct match_result *result = view->result;
    g_autofree char *total = hits_total(result);
    g_autofree char *cut = hits_cut(result, view->per_plan);
    if (view->label == NULL && hits_all(result) + result->headings == 0)
        return; /* said on standard error */
    if (result->hits->len > 0)
        page_newline(page);
    page_put(page, PAGE_DIM, total);
    if (cut != NULL)
        page_printf(page, PAGE_DIM, _(". %s"), cut);
    else if (hint != NULL && result->headings > 0)
        page_printf(page, PAGE_DIM, _(". %s"), hint);
    page_newline(page);
}

/* ---- the stream */

static const char *const fields[] = {
    "rank",   "score", "match", "id",    "plan",   "title", "place", "level",
    "period", "kind",  "role",  "path",  "marker", "lead",  "text",  "lines",
    "source", "cite",  "spans", "table", "masks",  NULL};
static const char *const labelled_fields[] = {
    "label", "rank",   "score", "match", "id",    "plan",   "title", "place",
    "level", "period", "kind",  "role",  "path",  "marker", "lead",  "text",
    "lines", "source", "cite",  "spans", "table", "masks",  NULL};

static bool hit_citation(const void *data, struct citation *citation)
{
    const struct hit_record *record = data;
    citation_init(citation, record->unit->plan, record->unit->unit);
    return true;
}

static const struct emit_shape hits_shape = {fields, hit_json, hit_text,
                                             hit_citation};
static const struct emit_shape labelled_hits_shape = {labelled_fields, hit_json,
                                                      hit_text, hit_citation};

static bool emit_hits(const struct hits_view *view, struct emit *emit,
                      GError **error)
{
    const GArray *hits = view->result->hits;
    const struct page_unit *before = NULL;
    for (guint i = 0; i < hits->len && !emit_stopped(emit); i++) {
        const struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        struct page_unit *unit = reader_unit(view->reader, hit->unit, error);
        g_autoptr(GArray) places =
            unit != NULL ? matcher_places(view->matcher, view->query, hit->unit,
                                          hit->kind, error)
                         : NULL;
        if (places == NULL)
            return false;
        guint rank = view->offset + i + 1;
        struct hit_record record = {view, hit, unit, before, places, rank};
        emit_record(emit, &record);
        before = unit;
    }
    return true;
}

bool hits_emit(const struct hits_view *view, struct emit *emit,
               const char *hint, GError **error)
{
    emit_begin(emit, view->label != NULL ? &labelled_hits_shape : &hits_shape,
               result_head(view->matcher, view->query, view->label,
                           view->result, hint));
    struct page *page = emit_page(emit);
    page_label(page, view->label, view->query);
    bool fine = emit_hits(view, emit, error);
    if (page != NULL)
        put_total(page, view, hint);
    emit_end(emit);
    return fine;
}
