/* The record stream: picks a dialect, keeps the sink, passes records on. */
#include "common/emit/dialect.h"

#include <errno.h>
#include <string.h>

static const struct dialect *const dialects[] = {
    [EMIT_TEXT] = &emit_text,         [EMIT_JSONL] = &emit_jsonl,
    [EMIT_JSON] = &emit_json,         [EMIT_CSV] = &emit_csv,
    [EMIT_MARKDOWN] = &emit_markdown, [EMIT_HTML] = &emit_html,
    [EMIT_XLSX] = &emit_xlsx,         [EMIT_BIBTEX] = &emit_bibtex,
    [EMIT_RIS] = &emit_ris,           [EMIT_GBT7714] = &emit_gbt7714,
    [EMIT_SVG] = &emit_svg,
};

static const char *const formats[] = {
    [EMIT_TEXT] = "text",       [EMIT_JSONL] = "jsonl",   [EMIT_JSON] = "json",
    [EMIT_CSV] = "csv",         [EMIT_MARKDOWN] = "md",   [EMIT_HTML] = "html",
    [EMIT_XLSX] = "xlsx",       [EMIT_BIBTEX] = "bibtex", [EMIT_RIS] = "ris",
    [EMIT_GBT7714] = "gbt7714", [EMIT_SVG] = "svg",       NULL,
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

int emit_format_of_file(const char *path)
{
    const char *ending = strrchr(path, '.');
    if (ending != NULL && g_ascii_strcasecmp(ending, ".bib") == 0)
        return EMIT_BIBTEX;
    for (int i = EMIT_JSONL; ending != NULL && formats[i] != NULL; i++)
        if (g_ascii_strcasecmp(ending + 1, formats[i]) == 0)
            return i;
    return -1;
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

static void open_page(struct page *page, const struct emit_options *options,
                      GString *out, bool terminal, guint width)
{
    enum emit_format format = options->format;
    page->out = out;
    page->form = format == EMIT_HTML       ? PAGE_HTML
                 : format == EMIT_MARKDOWN ? PAGE_MARKDOWN
                                           : PAGE_TEXT;
    page->width = page->form == PAGE_TEXT ? width : 0;
    page->color = options->color == EMIT_COLOR_ALWAYS ||
                  (options->color == EMIT_COLOR_AUTO && terminal &&
                   environment_has_color());
}

struct emit *emit_open(const struct emit_options *options, GError **error)
{
    struct emit *emit = g_new0(struct emit, 1);
    guint width = 0;
    if (!sink_open(&emit->sink, options->output, error)) {
        g_free(emit);
        return NULL;
    }
    bool terminal = sink_is_terminal(&emit->sink, &width);
    emit->dialect = dialects[options->format];
    emit->sink.page = terminal && options->pager && options->output == NULL &&
                      options->format == EMIT_TEXT && pager_is_wanted();
    emit->excel = options->excel;
    emit->list = options->list;
    emit->name = g_strdup(options->name);
    emit->title = g_strdup(options->title);
    open_page(&emit->page, options, emit->sink.buffer, terminal, width);
    return emit;
}

/* What stands before all documents is written with the first of them. */
static void start(struct emit *emit)
{
    if (!emit->started)
        emit->dialect->start(emit);
    emit->started = true;
}

void emit_begin(struct emit *emit, const struct emit_shape *shape, json_t *head)
{
    emit->shape = shape;
    emit->records = 0;
    start(emit);
    emit->dialect->begin(emit, head);
    emit->documents++;
    json_decref(head);
}

void emit_name(struct emit *emit, const char *name)
{
    g_free(emit->name);
    emit->name = g_strdup(name);
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
    return emit->dialect == &emit_text || emit->dialect == &emit_markdown ||
                   emit->dialect == &emit_html
               ? &emit->page
               : NULL;
}

bool emit_draws(const struct emit *emit)
{
    return emit->dialect == &emit_svg || emit->dialect == &emit_html;
}

void emit_draw(struct emit *emit, struct drawing *drawing)
{
    if (emit->dialect == &emit_svg) {
        if (emit->drawings == NULL)
            emit->drawings =
                g_ptr_array_new_with_free_func((GDestroyNotify)drawing_free);
        g_ptr_array_add(emit->drawings, drawing);
        return;
    }
    if (emit->dialect == &emit_html) {
        page_settle(&emit->page);
        g_string_append(emit->page.out, "<figure>\n");
        drawing_put(emit->page.out, drawing);
        g_string_append(emit->page.out, "</figure>\n");
    }
    drawing_free(drawing);
}

guint emit_cut(struct emit *emit)
{
    book_settle(emit);
    return emit->cut;
}

bool emit_stopped(const struct emit *emit)
{
    return emit->sink.failure != 0;
}

static void emit_free(struct emit *emit)
{
    book_free(emit);
    g_clear_pointer(&emit->drawings, g_ptr_array_unref);
    g_clear_pointer(&emit->cited, g_hash_table_unref);
    g_free(emit->name);
    g_free(emit->title);
    g_free(emit->fingerprint);
    g_free(emit->hint);
    g_free(emit);
}

bool emit_close(struct emit *emit, GError **error)
{
    start(emit);
    page_end(&emit->page);
    emit->dialect->finish(emit);
    bool fine = sink_close(&emit->sink, error);
    emit_free(emit);
    return fine;
}

void emit_abandon(struct emit *emit)
{
    page_end(&emit->page);
    emit->sink.failure = ECANCELED;
    sink_close(&emit->sink, NULL);
    emit_free(emit);
}
