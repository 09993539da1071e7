/* The record stream: picks a dialect, keeps the sink, passes records on. */
#include "common/emit/dialect.h"

#include <errno.h>
#include <string.h>

static const struct {
    const char *name;
    const struct dialect *dialect;
} formats[] = {
    [EMIT_TEXT] = {"text", &emit_text},
    [EMIT_JSONL] = {"jsonl", &emit_jsonl},
    [EMIT_JSON] = {"json", &emit_json},
    [EMIT_CSV] = {"csv", &emit_csv},
};

static const char *const colors[] = {
    [EMIT_COLOR_AUTO] = "auto",
    [EMIT_COLOR_ALWAYS] = "always",
    [EMIT_COLOR_NEVER] = "never",
};

int emit_format_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return (int)i;
    return -1;
}

int emit_color_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(colors); i++)
        if (strcmp(colors[i], name) == 0)
            return (int)i;
    return -1;
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
    emit->dialect = formats[options->format].dialect;
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
    g_free(emit);
    return fine;
}

void emit_abandon(struct emit *emit)
{
    emit->sink.failure = ECANCELED;
    sink_close(&emit->sink, NULL);
    g_free(emit);
}
