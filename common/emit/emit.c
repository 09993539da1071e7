/* The record stream: picks a dialect, keeps the sink, passes records on. */
#include "common/emit/dialect.h"

#include <errno.h>
#include <string.h>

static const struct dialect *const dialects[] = {
    [EMIT_TEXT] = &emit_text,       [EMIT_JSONL] = &emit_jsonl,
    [EMIT_JSON] = &emit_json,       [EMIT_CSV] = &emit_csv,
    [EMIT_BIBTEX] = &emit_bibtex,   [EMIT_RIS] = &emit_ris,
    [EMIT_GBT7714] = &emit_gbt7714,
};

static const char *const formats[] = {
    [EMIT_TEXT] = "text",       [EMIT_JSONL] = "jsonl",
    [EMIT_JSON] = "json",       [EMIT_CSV] = "csv",
    [EMIT_BIBTEX] = "bibtex",   [EMIT_RIS] = "ris",
    [EMIT_GBT7714] = "gbt7714", [G_N_ELEMENTS(dialects)] = NULL,
};

static const char *const colors[] = {
    [EMIT_COLOR_AUTO] = "auto",
    [EMIT_COLOR_ALWAYS] = "always",
    [EMIT_COLOR_NEVER] = "never",
    NULL,
};

static int find_name(const char *const *names, const char *name)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

int emit_format_find(const char *name)
{
    return find_name(formats, name);
}

int emit_color_find(const char *name)
{
    return find_name(colors, name);
}

const char *const *emit_format_names(void)
{
    return formats;
}

const char *const *emit_color_names(void)
{
    return colors;
}

bool emit_format_cites(enum emit_format format)
{
    return format == EMIT_BIBTEX || format == EMIT_RIS ||
           format == EMIT_GBT7714;
}

static bool environment_has_color(void)
{
    const char *no_color = g_getenv("NO_COLOR"); /* no-color.org */
    const char *term = g_getenv("TERM");
    return (no_color == NULL || *no_color == '\0') &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

struct emit *emit_open(const struct emit_options *options, GError **error)
{
    struct emit *emit = g_new0(struct emit, 1);
    if (!sink_open(&emit->sink, options->output, error)) {
        g_free(emit);
        return NULL;
    }
    bool terminal = sink_is_terminal(&emit->sink, &emit->page.width);
    emit->dialect = dialects[options->format];
    emit->sink.page = terminal && options->pager && options->output == NULL &&
                      options->format == EMIT_TEXT && pager_is_wanted();
    emit->excel = options->excel;
    emit->list = options->list;
    emit->page.out = emit->sink.buffer;
    emit->page.color = options->color == EMIT_COLOR_ALWAYS ||
                       (options->color == EMIT_COLOR_AUTO && terminal &&
                        environment_has_color());
    return emit;
}

void emit_begin(struct emit *emit, const struct emit_shape *shape, json_t *head)
{
    emit->shape = shape;
    emit->records = 0;
    if (emit->documents == 0)
        emit->dialect->start(emit);
    emit->dialect->begin(emit, head);
    emit->documents++;
    json_decref(head);
}

void emit_record(struct emit *emit, const void *record)
{
    if (emit->sink.failure == 0)
        emit->dialect->record(emit, record);
    emit->records++;
    sink_drain(&emit->sink);
}

void emit_end(struct emit *emit)
{
    emit->dialect->end(emit);
    sink_drain(&emit->sink);
}

struct page *emit_page(struct emit *emit)
{
    return emit->dialect == &emit_text ? &emit->page : NULL;
}

bool emit_stopped(const struct emit *emit)
{
    return emit->sink.failure != 0;
}

bool emit_close(struct emit *emit, GError **error)
{
    if (emit->documents == 0)
        emit->dialect->start(emit);
    emit->dialect->finish(emit);
    bool fine = sink_close(&emit->sink, error);
    g_clear_pointer(&emit->cited, g_hash_table_unref);
    g_free(emit);
    return fine;
}

void emit_abandon(struct emit *emit)
{
    emit->sink.failure = ECANCELED;
    sink_close(&emit->sink, NULL);
    g_clear_pointer(&emit->cited, g_hash_table_unref);
    g_free(emit);
}
