/* The long table of a codebook: a record for each code and unit.
 *
 * For reading, a line each with some words around the first place, so that
 * codings can be looked through; the other formats have the whole text.
 */
#include "searcher/views/codebook.h"

#include "common/messages/messages.h"

struct coded {
    const struct code *code;
    const struct code_hit *hit;
    struct page_unit *unit;
    const GArray *spans; /* of struct span, in the unit's text */
};

static json_t *coded_json(const void *data)
{
    const struct coded *record = data;
    const struct plan *plan = record->unit->plan;
    const struct unit *unit = record->unit->unit;
    g_autofree char *cite = unit_cite(plan, unit);
    return json_pack(
        "{s:s, s:o, s:s, s:s, s:o, s:o, s:s, s:o, s:s, s:i, s:o, s:s, s:s}",
        "label", record->code->label, "group",
        text_or_null(record->code->group), "id", unit->id, "plan", plan->id,
        "place", text_or_null(plan->place), "period",
        text_or_null(plan->period), "kind", unit_kind_name(unit->kind), "role",
        text_or_null(role_name(unit->role)), "match",
        match_kind_name(record->hit->kind), "occurrences",
        (int)record->hit->occurrences, "spans", spans_json(record->spans),
        "text", unit->text, "cite", cite);
}

static bool coded_citation(const void *data, struct citation *citation)
{
    const struct coded *record = data;
    citation_init(citation, record->unit->plan, record->unit->unit);
    return true;
}

static const char *const fields[] = {
    "label", "group", "id",          "plan",  "place", "period", "kind",
    "role",  "match", "occurrences", "spans", "text",  "cite",   NULL};
static const struct emit_shape shape = {fields, coded_json, NULL,
                                        coded_citation};

/* ---- for reading */

/* "…" where text is left out. */
static void put_excerpt(struct columns *columns, const struct coded *record)
{
    enum { BEFORE = 8, BEHIND = 20 };
    const char *text = record->unit->unit->text;
    guint length = (guint)g_utf8_strlen(text, -1);
    struct span span = {0, 0};
    if (record->spans->len > 0)
        span = g_array_index(record->spans, struct span, 0);
    guint from = span.start > BEFORE ? span.start - BEFORE : 0;
    guint to = MIN(length, span.end + BEHIND);
    g_autofree char *left = g_utf8_substring(text, from, span.start);
    g_autofree char *node = g_utf8_substring(text, span.start, span.end);
    g_autofree char *right = g_utf8_substring(text, span.end, to);
    columns_add(columns, from > 0 ? "…" : "");
    columns_run(columns, PAGE_PLAIN, left);
    columns_run(columns, PAGE_MARK, node);
    columns_run(columns, PAGE_PLAIN, right);
    columns_run(columns, PAGE_PLAIN, to < length ? "…" : "");
}

static struct columns *open_columns(void)
{
    struct columns *columns = columns_new(4, 3);
    columns_add(columns, _("label"));
    columns_add(columns, _("id"));
    columns_add(columns, _("text"));
    columns_add(columns, _("occurrences"));
    return columns;
}

static void add_line(struct columns *columns, const struct coded *record)
{
    g_autofree char *times = g_strdup_printf("%u", record->hit->occurrences);
    columns_add(columns, record->code->label);
    columns_add(columns, "");
    columns_run(columns, PAGE_ID, record->unit->unit->id);
    put_excerpt(columns, record);
    columns_add(columns, times);
}

/* ---- the stream */

static bool put(const struct coding *coding, const struct code *code,
                const struct code_hit *hit, struct emit *emit,
                struct columns *columns, GError **error)
{
    reader_trim(coding->reader);
    struct page_unit *unit = reader_unit(coding->reader, hit->unit, error);
    g_autoptr(GArray) places =
        unit != NULL ? matcher_places(coding->matcher, code->query, hit->unit,
                                      hit->kind, error)
                     : NULL;
    if (places == NULL)
        return false;
    g_autoptr(GArray) spans = normal_spans(reader_normal(unit), places);
    struct coded record = {code, hit, unit, spans};
    if (columns != NULL)
        add_line(columns, &record);
    else
        emit_record(emit, &record);
    return true;
}

/* The hits of one code; *number counts those of all codes before. */
static bool put_code(const struct coding *coding, const struct code *code,
                     const struct coding_options *options, guint *number,
                     guint first, guint last, struct emit *emit,
                     struct columns *columns, GError **error)
{
    g_autoptr(GArray) hits = coding_sample(coding, code, options);
    for (guint i = 0; i < hits->len && !emit_stopped(emit); i++, ++*number)
        if (*number >= first && *number < last &&
            !put(coding, code, &g_array_index(hits, struct code_hit, i), emit,
                 columns, error))
            return false;
    return true;
}

bool coding_emit_long(const struct coding *coding,
                      const struct coding_options *options, guint first,
                      guint last, struct emit *emit, json_t *head,
                      GError **error)
{
    guint number = 0;
    bool fine = true;
    coding_begin(coding, emit, &shape, _("units of each code"), head);
    struct page *page = emit_page(emit);
    struct columns *columns = page != NULL ? open_columns() : NULL;
    for (guint i = 0; fine && i < coding->codes->len; i++)
        fine = put_code(coding, coding->codes->pdata[i], options, &number,
                        first, last, emit, columns, error);
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
    return fine;
}
