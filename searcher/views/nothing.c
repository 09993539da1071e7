/* Why a search found nothing, and what would find something. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

enum { SPELLINGS = 3, CORRECTED = 3 };

/* "    near spellings: 'X' (7), 'Y' (2)" on a line of its own. */
static void put_near(GString *out, const struct index *index, const char *term)
{
    g_autoptr(GArray) near = near_spellings(index, term, SPELLINGS);
    for (guint i = 0; i < near->len; i++) {
        const struct near_spelling *at =
            &g_array_index(near, struct near_spelling, i);
        g_string_append(out, i > 0 ? _(", ") : _("\n    near spellings: "));
        g_string_append_printf(out, _("'%s' (%u)"), at->text, at->units);
    }
}

/* How many paragraphs, rows and notes hold a term, filters aside. */
static guint units_anywhere(const struct index *index, const char *term,
                            gsize length)
{
    g_autoptr(GArray) found = index_find(index, term, length);
    guint units = 0;
    for (guint i = 0; i < found->len; i++) {
        struct entry entry;
        index_entry(index, g_array_index(found, struct hit_count, i).unit,
                    &entry);
        units += entry.kind <= UNIT_NOTE;
    }
    return units;
}

static void put_none(GString *out, const struct index *index,
                     const struct term_count *count, guint *corrected)
{
    const struct query *term = count->term;
    guint elsewhere = term->normal != NULL
                          ? units_anywhere(index, term->normal, term->length)
                          : 0;
    g_string_append(out, _("none"));
    if (elsewhere > 0)
        g_string_append_printf(out, _(", but %u without the filters"),
                               elsewhere);
    if (count->headings > 0)
        g_string_append_printf(out, _(", and %u in headings"), count->headings);
    else if (elsewhere == 0 && term->normal != NULL &&
             (*corrected)++ < CORRECTED)
        put_near(out, index, term->normal);
}

static void put_terms(GString *out, const struct index *index,
                      const GArray *counts)
{
    guint corrected = 0;
    for (guint i = 0; i < counts->len; i++) {
        const struct term_count *count =
            &g_array_index(counts, struct term_count, i);
        g_string_append_printf(out, _("\n  '%s': "), count->term->text);
        if (count->units == 0) {
            put_none(out, index, count, &corrected);
            continue;
        }
        g_string_append_printf(out, "%u", count->units);
        if (count->headings > 0)
            g_string_append_printf(out, _(", and %u in headings"),
                                   count->headings);
    }
}

/* What wider matching would find. */
static bool put_wider(GString *out, struct matcher *matcher,
                      const struct query *query,
                      const struct match_result *result, GError **error)
{
    struct match_options options = {.widest = MATCH_LOOSE, .limit = 1};
    struct match_result *wide = matcher_run(matcher, query, &options, error);
    if (wide == NULL)
        return false;
    g_string_append_printf(out, _("\n  headings, titles and captions: %u"),
                           result->headings);
    if (wide->masked > 0)
        g_string_append_printf(out, _("; with --match masked: %u"),
                               wide->masked);
    g_string_append_printf(out, _("; with --match loose: %u"),
                           wide->masked + wide->loose);
    match_result_free(wide);
    return true;
}

/* Which filters are to blame, where it is one alone. */
static bool put_filters(GString *out, struct matcher *matcher,
                        const struct query *query, GError **error)
{
    g_autoptr(GPtrArray) empty = matcher_empty_filters(matcher, query, error);
    if (empty == NULL)
        return false;
    if (empty->len == 0)
        g_string_append(out, _("\n  no unit passes the filters together"));
    for (guint i = 0; i < empty->len; i++) {
        g_autofree char *filter = query_print(empty->pdata[i]);
        g_string_append_printf(out, _("\n  no unit passes '%s'"), filter);
    }
    return true;
}

char *hits_nothing(struct matcher *matcher, const struct query *query,
                   const struct match_result *result, GError **error)
{
    guint32 passing;
    g_autoptr(GArray) counts =
        matcher_count_terms(matcher, query, &passing, error);
    if (counts == NULL)
        return NULL;
    g_autofree char *printed = query_print(query);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, _("nothing found for '%s'"), printed);
    bool fine = passing > 0 || put_filters(out, matcher, query, error);
    if (passing > 0)
        put_terms(out, matcher_index(matcher), counts);
    fine = fine && put_wider(out, matcher, query, result, error);
    return g_string_free(out, !fine);
}
