/* Why a search found nothing, and what would find something. */
#include "searcher/views/views.h"

static void put_terms(GString *out, const GArray *counts)
{
    for (guint i = 0; i < counts->len; i++) {
        const struct term_count *count =
            &g_array_index(counts, struct term_count, i);
        g_string_append_printf(out, "\n  '%s': ", count->term->text);
        if (count->units == 0)
            g_string_append(out, "none");
        else
            g_string_append_printf(out, "%u", count->units);
        if (count->headings > 0)
            g_string_append_printf(out, ", and %u in headings",
                                   count->headings);
    }
}

char *hits_nothing(struct matcher *matcher, const struct query *query,
                   const struct match_result *result, GError **error)
{
    guint32 passing;
    g_autoptr(GArray) counts =
        matcher_count_terms(matcher, query, &passing, error);
    if (counts == NULL)
        return NULL;
    struct match_options options = {.widest = MATCH_LOOSE, .limit = 1};
    struct match_result *loose = matcher_run(matcher, query, &options, error);
    if (loose == NULL)
        return NULL;
    g_autofree char *printed = query_print(query);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "nothing found for '%s'", printed);
    if (passing == 0)
        g_string_append(out, "\n  no unit passes the filters");
    else
        put_terms(out, counts);
    g_string_append_printf(out,
                           "\n  headings, titles and captions: %u; "
                           "with --match loose: %u",
                           result->headings, loose->loose);
    match_result_free(loose);
    return g_string_free(out, FALSE);
}
