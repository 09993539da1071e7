/* Runs the queries of one run, one after the other.
 *
 * A line of their file (labels.c) that cannot be understood is reported with
 * its number and the others run.
 */
#include "searcher/cmd/queries.h"

#include "common/messages/messages.h"
#include "searcher/cmd/labels.h"

void queries_outcome(struct queries *queries, const char *label, bool found,
                     bool cut)
{
    queries->found |= found;
    queries->cut += cut;
    if (!found && label != NULL)
        g_ptr_array_add(queries->without, g_strdup(label));
}

struct words *queries_words(struct queries *queries, GError **error)
{
    if (queries->words == NULL)
        queries->words = words_new(queries->session->index, error);
    if (queries->words != NULL && queries->session->options.queries != NULL)
        words_keep(queries->words);
    return queries->words;
}

bool queries_hint(struct queries *queries, const struct query *query,
                  const char *label, const struct match_result *result,
                  char **hint, GError **error)
{
    enum emit_format format = queries->session->options.emit.format;
    *hint = NULL;
    if (hits_all(result) > 0)
        return true;
    if (result->headings > 0)
        *hint = g_strdup(_("no paragraph, row or note has it; kind:heading, "
                           "kind:title and kind:caption list the others, "
                           "section:WORDS finds what stands under a heading"));
    else if (label == NULL || format == EMIT_JSON)
        *hint = hits_nothing(queries->matcher, query, result, error);
    else
        return true;
    return *hint != NULL;
}

void queries_kinds(const struct queries *queries, const char *label,
                   const struct match_result *result)
{
    if (result->masked + result->loose == 0 ||
        queries->session->options.emit.format == EMIT_JSON)
        return;
    note(queries->session,
         _("%s%sof the units %u match exactly, %u masked, %u loosely"),
         label != NULL ? label : "", label != NULL ? ": " : "", result->exact,
         result->masked, result->loose);
}

/* What loose search looks for beside the terms as they are. */
static bool put_words(GString *out, struct queries *queries,
                      const struct query *query, GError **error)
{
    g_autoptr(GPtrArray) words = matcher_words(queries->matcher, query, error);
    for (guint i = 0; words != NULL && i < words->len; i++)
        g_string_append_printf(out, "%s'%s'",
                               i > 0 ? " " : _("\n  loose, by the words "),
                               (const char *)words->pdata[i]);
    return words != NULL;
}

static bool explain(struct queries *queries, const struct query *query,
                    const char *label, GError **error)
{
    g_autofree char *understood = query_explain(query);
    g_autoptr(GString) out = g_string_new(understood);
    if (queries->session->options.ranking.widest == MATCH_LOOSE &&
        !put_words(out, queries, query, error))
        return false;
    complain("%s%s%s", label != NULL ? label : "", label != NULL ? ": " : "",
             out->str);
    return true;
}

/* A researcher must not take ~word for wider than it is. */
static void note_synonyms(const struct queries *queries,
                          const struct query *query)
{
    if (query->op == QUERY_SYNONYMS && query->parts->len == 1)
        note(queries->session, _("the lexicon has no synonyms of '%s'"),
             query->text);
    for (guint i = 0; query->parts != NULL && i < query->parts->len; i++)
        note_synonyms(queries, query->parts->pdata[i]);
}

static bool run_query(struct queries *queries, const struct query *query,
                      const char *label, queries_each *each, GError **error)
{
    if (query == NULL)
        return each(queries, NULL, label, error);
    note_synonyms(queries, query);
    return (!queries->session->options.explain ||
            explain(queries, query, label, error)) &&
           each(queries, query, label, error);
}

/* ---- queries of a file */

static struct query *query_of(const struct session *session,
                              const struct labelled *line, GError **error)
{
    if (line->wrong != NULL) {
        g_set_error_literal(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                            line->wrong);
        return NULL;
    }
    return session->options.fixed ? query_fixed(line->query, error)
                                  : query_parse(line->query, error);
}

static bool run_line(struct queries *queries, const char *name,
                     const struct labelled *line, queries_each *each,
                     GError **error)
{
    g_autoptr(GError) reason = NULL;
    struct query *query = query_of(queries->session, line, &reason);
    queries->asked++;
    if (query == NULL) {
        complain("%s:%u: %s", name, line->line, reason->message);
        queries->faulty = true;
        return true;
    }
    bool fine = run_query(queries, query, line->label, each, error);
    query_free(query);
    reader_trim(queries->reader);
    return fine;
}

static void name_labels(const struct queries *queries)
{
    g_autoptr(GString) labels = g_string_new(NULL);
    if (queries->cut > 0)
        note(queries->session,
             _("%u of %u labels have more hits than are shown; --limit 0 shows "
               "all"),
             queries->cut, queries->asked);
    for (guint i = 0; i < queries->without->len; i++)
        g_string_append_printf(labels, "%s%s", i > 0 ? _(", ") : "",
                               (char *)queries->without->pdata[i]);
    if (queries->without->len > 0)
        note(queries->session, _("nothing found for %u of %u labels: %s"),
             queries->without->len, queries->asked, labels->str);
}

static bool run_file(struct queries *queries, queries_each *each,
                     GError **error)
{
    struct labels *labels =
        labels_read(queries->session->options.queries, error);
    bool fine = labels != NULL;
    for (guint i = 0;
         fine && i < labels->lines->len && !emit_stopped(queries->emit); i++)
        fine = run_line(queries, labels->name, labels->lines->pdata[i], each,
                        error);
    labels_free(labels);
    return fine;
}

/* ---- the run */

static enum status run_all(struct queries *queries, const struct query *query,
                           queries_each *each, queries_last *last)
{
    GError *error = NULL;
    queries->emit = emit_open(&queries->session->options.emit, &error);
    if (queries->emit == NULL)
        return complain_error(error);
    bool file = queries->session->options.queries != NULL;
    bool fine = (file ? run_file(queries, each, &error)
                      : run_query(queries, query, NULL, each, &error)) &&
                (last == NULL || last(queries, &error));
    if (fine && file)
        name_labels(queries);
    enum status status = !fine             ? complain_error(error)
                         : queries->faulty ? STATUS_USAGE
                         : queries->found  ? STATUS_FOUND
                                           : STATUS_NOTHING;
    return session_close(queries->emit, status);
}

enum status queries_run(struct session *session, queries_each *each,
                        queries_last *last, void *data)
{
    GError *error = NULL;
    struct query *query = NULL;
    bool file = session->options.queries != NULL;
    bool any = session->options.operands != NULL;
    if (file && any)
        return usage(session, _("--queries takes no query beside it"));
    if (!file && !any && (session->command->flags & MAY_LACK_QUERY) == 0)
        return usage(session, _("no query"));
    if (!file && any && (query = session_query(session, &error)) == NULL)
        return complain_error(error);
    struct queries queries = {
        .session = session,
        .matcher = matcher_new(session->index),
        .reader = reader_new(session->index),
        .data = data,
        .without = g_ptr_array_new_with_free_func(g_free),
    };
    enum status status = run_all(&queries, query, each, last);
    g_ptr_array_unref(queries.without);
    words_free(queries.words);
    reader_free(queries.reader);
    matcher_free(queries.matcher);
    query_free(query);
    return status;
}
