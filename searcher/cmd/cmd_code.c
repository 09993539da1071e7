/* code: a codebook, a file of labelled queries, coded over the whole index. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"
#include "searcher/cmd/labels.h"

struct code_options {
    char *table, *value, *manifest;
    gboolean coded;
    int sample, seed;
};

static const struct own_option list[] = {
    {"table", 't', G_OPTION_ARG_FILENAME, offsetof(struct code_options, table),
     N_("long (default: a record for each code and unit), units, plans, codes, "
        "pairs or, in formats of several tables, all"),
     "TABLE"},
    {"value", 0, G_OPTION_ARG_FILENAME, offsetof(struct code_options, value),
     N_("what units and plans hold: occurrences, units (default of plans), "
        "rate (of plans only); without it a unit has 1 or 0"),
     "VALUE"},
    {"coded", 0, G_OPTION_ARG_NONE, offsetof(struct code_options, coded),
     N_("of units only those that some code finds"), NULL},
    {"sample", 0, G_OPTION_ARG_INT, offsetof(struct code_options, sample),
     N_("of long N units of each code, drawn at random, to be judged by hand"),
     "N"},
    {"seed", 0, G_OPTION_ARG_INT, offsetof(struct code_options, seed),
     N_("another sample for another number (default 0)"), "NUMBER"},
    {"manifest", 0, G_OPTION_ARG_FILENAME,
     offsetof(struct code_options, manifest),
     N_("write to FILE what a paper has to say: versions, fingerprint, plans, "
        "queries, totals"),
     "FILE"},
    {NULL, 0, 0, 0, NULL, NULL},
};
const struct own_options code_own_options = {list, sizeof(struct code_options),
                                             NULL};

struct run {
    struct session *session;
    struct labels *labels;
    struct coding *coding;
    struct coding_options options;
    guint faulty;
};

/* ---- the codebook */

/* After so many a file is no codebook, and more lines tell nobody anything. */
enum { MOST_TOLD = 20 };

static void tell(struct run *run, const struct labelled *line, const char *why)
{
    if (++run->faulty <= MOST_TOLD)
        complain("%s:%u: %s", run->labels->name, line->line, why);
}

/* Why a line can be no code, or NULL; *seen: label to struct labelled. */
static char *fault_of(const struct labelled *line, GHashTable *seen)
{
    const struct labelled *before = g_hash_table_lookup(seen, line->label);
    if (line->wrong != NULL)
        return g_strdup(line->wrong);
    if (*line->label == '\0')
        return g_strdup(_("no label"));
    if (before != NULL)
        return g_strdup_printf(_("label '%s' stands on line %u already"),
                               line->label, before->line);
    if (coding_label_is_field(line->label))
        return g_strdup_printf(
            _("label '%s' is the name of a field of its own; call the code "
              "otherwise"),
            line->label);
    return NULL;
}

static bool add_line(struct run *run, struct labelled *line, GHashTable *seen,
                     GError **error)
{
    g_autofree char *fault = fault_of(line, seen);
    g_autoptr(GError) reason = NULL;
    if (fault != NULL) {
        tell(run, line, fault);
        return true;
    }
    g_hash_table_insert(seen, line->label, line);
    struct query *query = run->session->options.fixed
                              ? query_fixed(line->query, &reason)
                              : query_parse(line->query, &reason);
    if (query == NULL) {
        tell(run, line, reason->message);
        return true;
    }
    return coding_add(run->coding, line->label, line->group, line->note,
                      line->query, query, error);
}

static bool add_lines(struct run *run, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *lines = run->labels->lines;
    for (guint i = 0; i < lines->len; i++)
        if (!add_line(run, lines->pdata[i], seen, error))
            return false;
    if (run->faulty > MOST_TOLD)
        complain(_("%s: %u more lines are none of a codebook"),
                 run->labels->name, run->faulty - MOST_TOLD);
    return true;
}

/* Codes without a unit, by name; their columns are zeros. */
static bool name_empty(const struct run *run)
{
    const GPtrArray *codes = run->coding->codes;
    g_autoptr(GString) labels = g_string_new(NULL);
    guint without = 0;
    for (guint i = 0; i < codes->len; i++) {
        const struct code *code = codes->pdata[i];
        if (code->hits->len == 0)
            g_string_append_printf(labels, "%s%s", without++ > 0 ? _(", ") : "",
                                   code->label);
    }
    if (without > 0)
        note(run->session, _("nothing found for %u of %u labels: %s"), without,
             codes->len, labels->str);
    return without < codes->len;
}

/* ---- output */

static json_t *head_of(const struct run *run)
{
    json_t *head = index_head(run->session->index);
    json_object_set_new(head, "codebook", json_string(run->labels->sha256));
    return head;
}

static bool put_table(const struct run *run, enum coding_table table,
                      struct emit *emit, GError **error)
{
    struct coding_options options = run->options;
    guint first, last;
    options.table = table;
    session_cut(run->session, coding_records(run->coding, &options), &first,
                &last);
    return coding_emit(run->coding, &options, emit, head_of(run), error);
}

static bool put_tables(const struct run *run, const json_t *manifest,
                       struct emit *emit, GError **error)
{
    if (run->options.table != CODING_ALL)
        return put_table(run, run->options.table, emit, error);
    run->coding->headed = true;
    for (guint table = CODING_LONG; table < CODING_ALL; table++) {
        emit_name(emit, coding_table_names()[table]);
        if (!put_table(run, (enum coding_table)table, emit, error))
            return false;
    }
    emit_name(emit, "manifest");
    coding_emit_manifest(run->coding, manifest, emit, head_of(run));
    return true;
}

static bool write_manifest(const struct run *run, const json_t *manifest,
                           GError **error)
{
    const struct code_options *own = run->session->options.own;
    g_autoptr(GError) reason = NULL;
    if (own->manifest == NULL)
        return true;
    char *json = json_dumps(manifest, JSON_INDENT(2));
    g_autofree char *text = g_strconcat(json, "\n", NULL);
    free(json);
    if (g_file_set_contents(own->manifest, text, -1, &reason))
        return true;
    g_set_error(error, G_FILE_ERROR, reason->code, _("cannot write '%s': %s"),
                own->manifest, reason->message);
    return false;
}

static enum status put(const struct run *run, enum status status)
{
    GError *error = NULL;
    json_t *manifest =
        coding_manifest(run->coding, run->labels->sha256, run->faulty, &error);
    struct emit *emit = manifest != NULL
                            ? emit_open(&run->session->options.emit, &error)
                            : NULL;
    bool fine = emit != NULL && put_tables(run, manifest, emit, &error) &&
                write_manifest(run, manifest, &error);
    if (!fine)
        status = complain_error(error);
    if (emit != NULL)
        status = session_close(emit, status);
    json_decref(manifest);
    return status;
}

/* ---- the run */

static enum status run_all(struct run *run)
{
    GError *error = NULL;
    if (!add_lines(run, &error))
        return complain_error(error);
    if (run->coding->codes->len == 0) {
        complain(_("no code in '%s'"), run->labels->name);
        return STATUS_USAGE;
    }
    bool found = name_empty(run);
    return put(run, run->faulty > 0 ? STATUS_USAGE
                    : found         ? STATUS_FOUND
                                    : STATUS_NOTHING);
}

static bool is_one_table(enum emit_format format)
{
    return format == EMIT_CSV || format == EMIT_JSONL;
}

static bool is_wide(int table)
{
    return table == CODING_UNITS || table == CODING_PLANS ||
           table == CODING_ALL;
}

/* What is wrong with the own options together, or NULL. */
static const char *fault_of_options(const struct code_options *own, int table,
                                    int figure, enum emit_format format)
{
    if (table < 0)
        return _("--table is long, units, plans, codes, pairs or all");
    if (figure < 0)
        return _("--value is units, occurrences or rate");
    if (own->value != NULL && !is_wide(table))
        return _("--value is for --table units, plans or all");
    if (own->coded && table != CODING_UNITS && table != CODING_ALL)
        return _("--coded is for --table units or all");
    if (own->sample < 0)
        return _("--sample takes no negative number");
    if (own->sample > 0 && table != CODING_LONG)
        return _("--sample is for --table long");
    if (own->seed != 0 && own->sample == 0)
        return _("--seed is for --sample");
    if (table == CODING_UNITS && figure == FIGURE_RATE)
        return _("a unit has no rate: --value rate is for --table plans");
    if (table == CODING_ALL && is_one_table(format))
        return _("--table all makes several tables, and a file of csv or jsonl "
                 "holds one; name it, or take --format xlsx, html, md or json");
    if (table != CODING_LONG && emit_format_cites(format))
        return _("citations are of units: --table long");
    return NULL;
}

/* What the own options say, checked; false when that is wrong usage. */
static bool read_options(struct session *session,
                         struct coding_options *options)
{
    const struct code_options *own = session->options.own;
    int table =
        own->table != NULL ? coding_table_find(own->table) : CODING_LONG;
    int figure =
        own->value != NULL ? count_figure_find(own->value) : FIGURE_UNITS;
    const char *wrong =
        fault_of_options(own, table, figure, session->options.emit.format);
    if (wrong != NULL) {
        usage(session, "%s", wrong);
        return false;
    }
    *options = (struct coding_options){
        .table = (enum coding_table)table,
        .figure = (enum count_figure)figure,
        .present = figure != FIGURE_OCCURRENCES,
        .coded = own->coded,
        .sample = (guint)own->sample,
        .seed = (guint64)own->seed,
        .limit = session->options.ranking.limit,
        .offset = session->options.ranking.offset,
    };
    session->options.emit.list = table == CODING_ALL;
    return true;
}

enum status cmd_code(struct session *session)
{
    struct run run = {.session = session};
    GError *error = NULL;
    char **operands = session->options.operands;
    if (operands == NULL || operands[1] != NULL)
        return usage(session, _("code takes one file, or - for standard "
                                "input"));
    if (!read_options(session, &run.options))
        return STATUS_USAGE;
    struct matcher *matcher = matcher_new(session->index);
    struct reader *reader = reader_new(session->index);
    run.labels = labels_read(operands[0], &error);
    if (run.labels != NULL)
        run.coding = coding_new(matcher, reader,
                                session->options.ranking.widest, &error);
    enum status status =
        run.coding != NULL ? run_all(&run) : complain_error(error);
    coding_free(run.coding);
    labels_free(run.labels);
    reader_free(reader);
    matcher_free(matcher);
    return status;
}
