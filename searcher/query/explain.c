/* Says what was understood: in words, one part a line, and as JSON. */
#include "searcher/query/query.h"

#include "common/messages/messages.h"

#include <string.h>

/* ---- in words */

static void explain(GString *out, const struct query *query, guint depth);

static void put_line(GString *out, guint depth, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static void put_line(GString *out, guint depth, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_printf(out, "\n%*s", (int)(2 * depth), "");
    g_string_append_vprintf(out, format, arguments);
    va_end(arguments);
}

/* 'a' or 'b' or 'c' */
static void put_texts(GString *out, const GPtrArray *parts)
{
    for (guint i = 0; i < parts->len; i++)
        g_string_append_printf(out, "%s'%s'", i > 0 ? _(" or ") : "",
                               ((const struct query *)parts->pdata[i])->text);
}

static void explain_synonyms(GString *out, const struct query *query,
                             guint depth)
{
    g_autoptr(GString) words = g_string_new(NULL);
    put_texts(words, query->parts);
    if (query->parts->len > 1)
        put_line(out, depth, _("the text holds %s"), words->str);
    else
        put_line(out, depth,
                 _("the text holds %s (the lexicon has no synonyms)"),
                 words->str);
}

/* "place is", but "section holds". */
static void put_filter(GString *out, enum query_field field, const char *values,
                       guint depth)
{
    const char *name = _(query_fields[field].name);
    if (field >= FIELD_SECTION)
        put_line(out, depth, _("%s holds %s"), name, values);
    else
        put_line(out, depth, _("%s is %s"), name, values);
}

/* The alternatives of one field, where the first of them stands. */
static void explain_filter(GString *out, const struct query *of, guint at,
                           guint depth)
{
    const struct query *filter = of->parts->pdata[at];
    g_autoptr(GPtrArray) same = g_ptr_array_new();
    for (guint i = 0; i < of->parts->len; i++) {
        struct query *part = of->parts->pdata[i];
        if (part->op != QUERY_FILTER || part->field != filter->field)
            continue;
        if (i < at)
            return; /* said already */
        g_ptr_array_add(same, part);
    }
    g_autoptr(GString) values = g_string_new(NULL);
    put_texts(values, same);
    put_filter(out, filter->field, values->str, depth);
}

static void explain_parts(GString *out, const struct query *query, guint depth)
{
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (query->op == QUERY_AND && part->op == QUERY_FILTER)
            explain_filter(out, query, i, depth);
        else
            explain(out, part, depth);
    }
}

static void explain_near(GString *out, const struct query *query, guint depth)
{
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query_gap *gap =
            i > 0 ? &g_array_index(query->gaps, struct query_gap, i - 1) : NULL;
        if (gap != NULL)
            put_line(out, depth,
                     gap->ordered
                         ? _("and behind it, at most %u characters away:")
                         : _("and, at most %u characters away:"),
                     gap->most);
        explain(out, query->parts->pdata[i], depth);
    }
}

static void explain(GString *out, const struct query *query, guint depth)
{
    switch (query->op) {
    case QUERY_TERM:
        put_line(out, depth, _("the text holds '%s'"), query->normal);
        return;
    case QUERY_SYNONYMS:
        explain_synonyms(out, query, depth);
        return;
    case QUERY_FILTER: {
        g_autofree char *value = g_strdup_printf("'%s'", query->text);
        put_filter(out, query->field, value, depth);
        return;
    }
    case QUERY_REGEX:
        put_line(out, depth, _("the text matches /%s/"),
                 pattern_text(query->pattern));
        return;
    case QUERY_NEAR:
        put_line(out, depth, _("near each other:"));
        explain_near(out, query, depth + 1);
        return;
    case QUERY_NOT:
    case QUERY_AND:
    case QUERY_OR:
        put_line(out, depth, "%s",
                 query->op == QUERY_NOT   ? _("none of:")
                 : query->op == QUERY_AND ? _("all of:")
                                          : _("at least one of:"));
        explain_parts(out, query, depth + 1);
        return;
    }
}

char *query_explain(const struct query *query)
{
    g_autofree char *printed = query_print(query);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, _("understood as '%s'"), printed);
    if (query->op == QUERY_AND)
        explain_parts(out, query, 1);
    else
        explain(out, query, 1);
    return g_string_free(out, FALSE);
}

/* ---- as JSON */

static const char *const op_names[] = {
    [QUERY_AND] = "and",       [QUERY_OR] = "or",
    [QUERY_NOT] = "not",       [QUERY_NEAR] = "near",
    [QUERY_TERM] = "term",     [QUERY_SYNONYMS] = "synonyms",
    [QUERY_FILTER] = "filter", [QUERY_REGEX] = "regex",
};

static json_t *tree_to_json(const struct query *query)
{
    json_t *json = json_pack("{s:s}", "op", op_names[query->op]);
    if (query->op == QUERY_FILTER)
        json_object_set_new(json, "field",
                            json_string(query_fields[query->field].name));
    if (query->text != NULL)
        json_object_set_new(json, "text", json_string(query->text));
    if (query->normal != NULL)
        json_object_set_new(json, "normal", json_string(query->normal));
    json_t *parts = query->parts != NULL ? json_array() : NULL;
    for (guint i = 0; parts != NULL && i < query->parts->len; i++)
        json_array_append_new(parts, tree_to_json(query->parts->pdata[i]));
    if (parts != NULL)
        json_object_set_new(json, "parts", parts);
    json_t *gaps = query->gaps != NULL ? json_array() : NULL;
    for (guint i = 0; gaps != NULL && i < query->gaps->len; i++) {
        const struct query_gap *gap =
            &g_array_index(query->gaps, struct query_gap, i);
        json_array_append_new(gaps,
                              json_pack("{s:i, s:b}", "most", (int)gap->most,
                                        "ordered", gap->ordered));
    }
    if (gaps != NULL)
        json_object_set_new(json, "gaps", gaps);
    return json;
}

json_t *query_to_json(const struct query *query)
{
    g_autofree char *printed = query_print(query);
    return json_pack("{s:s, s:o}", "text", printed, "tree",
                     tree_to_json(query));
}
