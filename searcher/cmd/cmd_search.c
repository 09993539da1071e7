/* search: ranked units that match a query, or the queries of a file. */
#include "searcher/cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct search {
    struct session *session;
    struct matcher *matcher;
    struct reader *reader;
    struct emit *emit;
    bool found, faulty;
    guint cut;          /* labels of which not all hits are put out */
    GPtrArray *without; /* labels that have no hit, borrowed */
};

/* What goes into the head of json and beside a total: why there is nothing, or
 * that something is cut. */
static bool hint_make(struct search *search, const struct query *query,
                      const char *label, const struct match_result *result,
                      char **hint, GError **error)
{
    enum emit_format format = search->session->options.emit.format;
    *hint = NULL;
    if (result->exact + result->loose > 0)
        *hint = hits_cut(result);
    else if (result->headings > 0)
        *hint = g_strdup("no paragraph, row or note has it; kind:heading, "
                         "kind:title and kind:caption list the others, "
                         "section:WORDS finds what stands under a heading");
    else if (label == NULL || format == EMIT_JSON) {
        *hint = hits_nothing(search->matcher, query, result, error);
        return *hint != NULL;
    }
    return true;
}

/* On standard error what the output itself does not say. */
static void tell(struct search *search, const struct match_result *result,
                 const char *label, const char *hint)
{
    guint32 hits = result->exact + result->loose;
    bool text = emit_page(search->emit) != NULL;
    if (label != NULL && hits > 0)
        search->cut += hint != NULL && !text;
    else if (label != NULL && result->headings > 0 && !text)
        note(search->session, "%s: %s", label, hint);
    else if (label == NULL && hint != NULL &&
             (!text || hits + result->headings == 0))
        note(search->session, "%s", hint);
}

static bool run_query(struct search *search, const struct query *query,
                      const char *label, GError **error)
{
    const struct match_options *options = &search->session->options.ranking;
    g_autofree char *hint = NULL;
    if (search->session->options.explain) {
        g_autofree char *understood = query_explain(query);
        complain("%s%s%s", label != NULL ? label : "",
                 label != NULL ? ": " : "", understood);
    }
    struct match_result *result =
        matcher_run(search->matcher, query, options, error);
    if (result == NULL)
        return false;
    struct hits_view view = {search->matcher, search->reader, query,
                             result,          label,          options->offset};
    bool fine = hint_make(search, query, label, result, &hint, error) &&
                hits_emit(&view, search->emit, hint, error);
    if (fine)
        tell(search, result, label, hint);
    if (result->exact + result->loose + result->headings > 0)
        search->found = true;
    else if (label != NULL)
        g_ptr_array_add(search->without, (gpointer)label);
    match_result_free(result);
    return fine;
}

/* ---- queries of a file */

static char *read_queries(const char *name, GError **error)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *in = standard ? stdin : fopen(name, "rb");
    GString *all = g_string_new(NULL);
    char bytes[4096];
    gsize got;
    while (in != NULL && (got = fread(bytes, 1, sizeof bytes, in)) > 0)
        g_string_append_len(all, bytes, (gssize)got);
    bool fine = in != NULL && !ferror(in);
    if (!fine)
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                    "cannot read '%s': %s", name, g_strerror(errno));
    if (in != NULL && !standard)
        fclose(in);
    return g_string_free(all, !fine);
}

static bool run_line(struct search *search, char *line, guint number,
                     GError **error)
{
    const char *name = search->session->options.queries;
    g_autoptr(GError) reason = NULL;
    char *tab = strchr(line, '\t');
    struct query *query = NULL;
    if (tab == NULL) {
        g_set_error(&reason, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    "no tab between label and query");
    } else if (!g_utf8_validate(line, tab - line, NULL)) {
        g_set_error(&reason, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    "label is not valid UTF-8");
    } else {
        *tab = '\0';
        query = search->session->options.fixed ? query_fixed(tab + 1, &reason)
                                               : query_parse(tab + 1, &reason);
    }
    if (query == NULL) {
        complain("%s:%u: %s", strcmp(name, "-") == 0 ? "standard input" : name,
                 number, reason->message);
        search->faulty = true;
        return true;
    }
    bool fine = run_query(search, query, line, error);
    query_free(query);
    reader_trim(search->reader);
    return fine;
}

static void name_labels(const struct search *search, guint asked)
{
    g_autoptr(GString) labels = g_string_new(NULL);
    if (search->cut > 0)
        note(search->session,
             "%u of %u labels have more hits than are shown; --limit 0 shows "
             "all",
             search->cut, asked);
    for (guint i = 0; i < search->without->len; i++)
        g_string_append_printf(labels, "%s%s", i > 0 ? ", " : "",
                               (char *)search->without->pdata[i]);
    if (search->without->len > 0)
        note(search->session, "nothing found for %u of %u labels: %s",
             search->without->len, asked, labels->str);
}

static bool run_file(struct search *search, GError **error)
{
    g_autofree char *text =
        read_queries(search->session->options.queries, error);
    if (text == NULL)
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint asked = 0;
    bool fine = true;
    for (guint i = 0; fine && lines[i] != NULL; i++) {
        char *line = lines[i];
        if (i == 0 && g_str_has_prefix(line, "\uFEFF"))
            line += strlen("\uFEFF");
        if (g_str_has_suffix(line, "\r"))
            line[strlen(line) - 1] = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        fine =
            !emit_stopped(search->emit) && run_line(search, line, i + 1, error);
        asked++;
    }
    name_labels(search, asked);
    return fine || emit_stopped(search->emit);
}

/* ---- the command */

static bool run_all(struct search *search, const struct query *query,
                    GError **error)
{
    return query != NULL ? run_query(search, query, NULL, error)
                         : run_file(search, error);
}

static enum status search_open(struct search *search, const struct query *query)
{
    GError *error = NULL;
    search->emit = emit_open(&search->session->options.emit, &error);
    if (search->emit == NULL)
        return complain_error(error);
    bool fine = run_all(search, query, &error);
    enum status status = !fine            ? complain_error(error)
                         : search->faulty ? STATUS_USAGE
                         : search->found  ? STATUS_FOUND
                                          : STATUS_NOTHING;
    return session_close(search->emit, status);
}

enum status cmd_search(struct session *session)
{
    GError *error = NULL;
    struct query *query = NULL;
    bool file = session->options.queries != NULL;
    if (file && session->options.operands != NULL)
        return usage(session, "--queries takes no query beside it");
    if (!file && session->options.operands == NULL)
        return usage(session, "no query");
    if (!file && (query = session_query(session, &error)) == NULL)
        return complain_error(error);
    struct search search = {
        .session = session,
        .matcher = matcher_new(session->index),
        .reader = reader_new(session->index),
        .without = g_ptr_array_new(),
    };
    enum status status = search_open(&search, query);
    g_ptr_array_unref(search.without);
    reader_free(search.reader);
    matcher_free(search.matcher);
    query_free(query);
    return status;
}
