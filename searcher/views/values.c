/* What many records hold or stand under. */
#include "searcher/views/views.h"

json_t *text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

json_t *span_json(struct span span)
{
    return json_pack("[ii]", (int)span.start, (int)span.end);
}

json_t *spans_json(const GArray *spans)
{
    json_t *list = json_array();
    for (guint i = 0; i < spans->len; i++)
        json_array_append_new(list,
                              span_json(g_array_index(spans, struct span, i)));
    return list;
}

struct span page_place(struct page_unit *unit, struct byte_span place)
{
    g_autoptr(GArray) places =
        g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    g_array_append_val(places, place);
    g_autoptr(GArray) spans = normal_spans(reader_normal(unit), places);
    return g_array_index(spans, struct span, 0);
}

char *page_wording(struct page_unit *unit, struct byte_span place,
                   struct span *span)
{
    if (place.end <= place.start)
        return NULL;
    struct span found = page_place(unit, place);
    if (span != NULL)
        *span = found;
    return g_utf8_substring(unit->unit->text, (glong)found.start,
                            (glong)found.end);
}

void page_plan(struct page *page, const struct plan *plan)
{
    if (plan->place != NULL)
        page_printf(page, PAGE_HEAD, "%s  ", plan->place);
    page_put(page, PAGE_HEAD, plan_title(plan));
    page_newline(page);
}

void page_label(struct page *page, const char *label, const struct query *query)
{
    if (page == NULL || label == NULL)
        return;
    g_autofree char *asked = query != NULL ? query_print(query) : NULL;
    page_printf(page, PAGE_HEAD, "%s%s%s", label, asked != NULL ? ": " : "",
                asked != NULL ? asked : "");
    page_newline(page);
}
