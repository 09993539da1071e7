/* What every answer to a query says beside its records: the query as
 * understood, totals, the index it was asked of. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

guint32 hits_all(const struct match_result *result)
{
    return result->exact + result->masked + result->loose;
}

void records_range(guint limit, guint offset, guint all, guint *first,
                   guint *last)
{
    *first = MIN(offset, all);
    *last = limit == 0 || limit > all - *first ? all : *first + limit;
}

char *records_cut(guint shown, guint all)
{
    if (shown >= all)
        return NULL;
    /* the first number is what is shown */
    return g_strdup_printf(
        shown > 0 ? _("%u of %u shown; --limit 0 shows all")
                  : _("%u of %u shown; --offset is behind the last"),
        shown, all);
}

void put_headings(GString *out, const struct match_result *result)
{
    if (result->headings > 0)
        g_string_append_printf(out,
                               _("; %u in headings, titles or captions "
                                 "(kind:heading, title, caption)"),
                               result->headings);
}

static json_t *total_json(const struct match_result *result)
{
    return json_pack("{s:i, s:i, s:i, s:i}", "exact", (int)result->exact,
                     "masked", (int)result->masked, "loose", (int)result->loose,
                     "headings", (int)result->headings);
}

json_t *index_head(const struct index *index)
{
    return json_pack("{s:i, s:s, s:n}", "format", 1, "fingerprint",
                     index_fingerprint(index), "hint");
}

json_t *result_head(const struct matcher *matcher, const struct query *query,
                    const char *label, const struct match_result *result,
                    const char *hint)
{
    const char *fingerprint = index_fingerprint(matcher_index(matcher));
    json_t *head = json_pack("{s:i}", "format", 1);
    if (label != NULL)
        json_object_set_new(head, "label", json_string(label));
    json_object_set_new(head, "query", query_to_json(query));
    json_object_set_new(head, "total", total_json(result));
    json_object_set_new(head, "fingerprint", json_string(fingerprint));
    json_object_set_new(head, "hint",
                        hint != NULL ? json_string(hint) : json_null());
    return head;
}
