/* HTML: the html dialect, and that form of a page.  One file that stands alone:
 * its style is inside, it asks for nothing, runs nothing, and prints as it
 * looks.
 *
 * The first mention of an id is its anchor; of ids only a hash is kept, so that
 * a long page needs little memory.
 */
#include "common/emit/dialect.h"

#include "common/store/store.h"
#include "common/text/text.h"

#include <string.h>

static void put_escaped(GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

static void put_element(GString *out, const char *open, const char *text,
                        const char *close)
{
    g_string_append(out, open);
    put_escaped(out, text);
    g_string_append(out, close);
}

/* ---- runs */

static bool is_anchor(const char *text)
{
    return strpbrk(text, " \t\"'<>&") == NULL;
}

/* Whether the id is mentioned for the first time. */
static bool first_mention(struct page *page, const char *id)
{
    struct page_state *state = page_state(page);
    guint64 hash = 14695981039346656037u; /* FNV-1a */
    for (const char *at = id; *at != '\0'; at++)
        hash = (hash ^ (guchar)*at) * 1099511628211u;
    if (state->anchors == NULL)
        state->anchors = g_hash_table_new(g_direct_hash, g_direct_equal);
    return g_hash_table_add(state->anchors, GSIZE_TO_POINTER(hash));
}

static void put_id(struct page *page, const char *id)
{
    GString *out = page->out;
    if (!is_anchor(id)) {
        put_element(out, "<span class=\"id\">", id, "</span>");
        return;
    }
    if (first_mention(page, id))
        g_string_append_printf(out, "<a class=\"id\" id=\"%s\" href=\"#%s\">",
                               id, id);
    else
        g_string_append_printf(out, "<a class=\"id\" href=\"#%s\">", id);
    put_element(out, "", id, "</a>");
}

/* style: of the block, whose runs need no element of their own. */
static void put_run(struct page *page, const struct run *run,
                    enum page_style style)
{
    static const char *const elements[][2] = {
        [PAGE_PLAIN] = {"", ""},
        [PAGE_HEAD] = {"<b>", "</b>"},
        [PAGE_PATH] = {"<span class=\"path\">", "</span>"},
        [PAGE_MARK] = {"<mark>", "</mark>"},
        [PAGE_ID] = {"", ""},
        [PAGE_DIM] = {"<span class=\"dim\">", "</span>"},
        [PAGE_INSERT] = {"<ins>", "</ins>"},
        [PAGE_DELETE] = {"<del>", "</del>"},
        [PAGE_MOVE] = {"<span class=\"move\">", "</span>"},
    };
    if (run->breaks)
        g_string_append(page->out, "<br>");
    if (*run->text == '\0')
        return;
    if (run->style == PAGE_ID)
        put_id(page, run->text);
    else if (run->style == style)
        put_escaped(page->out, run->text);
    else
        put_element(page->out, elements[run->style][0], run->text,
                    elements[run->style][1]);
}

static void put_runs(struct page *page, const GArray *runs,
                     enum page_style style)
{
    for (guint i = 0; i < runs->len; i++)
        put_run(page, &g_array_index(runs, struct run, i), style);
}

/* ---- lines */

struct element {
    const char *tag, *kind;
    enum page_style style;
};

static enum page_style line_style(const GArray *runs)
{
    enum page_style first = g_array_index(runs, struct run, 0).style;
    bool same = true;
    for (guint i = 0; i < runs->len; i++) {
        enum page_style style = g_array_index(runs, struct run, i).style;
        same = same && style == first;
        if (style == PAGE_HEAD)
            return PAGE_HEAD;
    }
    return same && (first == PAGE_PATH || first == PAGE_DIM) ? first
                                                             : PAGE_PLAIN;
}

static struct element element_of(const struct page_line *line)
{
    static const struct element flows[] = {
        [PAGE_PLAIN] = {"p", "text", PAGE_PLAIN},
        [PAGE_HEAD] = {"h4", "text", PAGE_HEAD},
        [PAGE_PATH] = {"h3", "path", PAGE_PATH},
        [PAGE_DIM] = {"p", "dim", PAGE_DIM},
    };
    static const struct element lines[] = {
        [PAGE_PLAIN] = {"p", "line", PAGE_PLAIN},
        [PAGE_HEAD] = {"h2", "head", PAGE_HEAD},
        [PAGE_PATH] = {"h3", "path", PAGE_PATH},
        [PAGE_DIM] = {"p", "line dim", PAGE_DIM},
    };
    struct element item = {"p", "item", PAGE_PLAIN};
    if (line->kind == LINE_ITEM)
        return item;
    if (line->kind == LINE_RUNS)
        return lines[line_style(line->runs)];
    return line->style == PAGE_HEAD || line->style == PAGE_PATH ||
                   line->style == PAGE_DIM
               ? flows[line->style]
               : flows[PAGE_PLAIN];
}

static void html_line(struct page *page, const struct page_line *line)
{
    enum { DEEPEST = 9 };
    struct element element = element_of(line);
    guint depth = line->kind == LINE_ITEM ? line->indent : line->indent / 2;
    g_string_append_printf(page->out, "<%s class=\"%s", element.tag,
                           element.kind);
    if (depth > 0)
        g_string_append_printf(page->out, " i%u", MIN(depth, DEEPEST));
    g_string_append(page->out, line->apart ? " apart\">" : "\">");
    put_runs(page, line->runs, element.style);
    g_string_append_printf(page->out, "</%s>\n", element.tag);
}

/* ---- tables */

static const char *column_class(enum column_kind kind)
{
    static const char *const classes[] = {
        [COLUMN_TEXT] = NULL,
        [COLUMN_NUMBER] = "n",
        [COLUMN_BEFORE] = "before",
        [COLUMN_NODE] = "node",
    };
    return classes[kind];
}

static void html_open(struct page *page, const struct columns *columns)
{
    enum { ACROSS = 10 }; /* more columns are printed on a page turned over */
    struct page_state *state = page_state(page);
    state->blocks++;
    state->apart = false;
    if (!columns->side_by_side) {
        g_string_append(page->out, columns->count > ACROSS
                                       ? "<table class=\"across\">\n"
                                       : "<table>\n");
        return;
    }
    g_string_append(page->out, "<table class=\"side\">\n<colgroup>");
    for (guint i = 0; i < columns->count; i++)
        g_string_append(page->out, i < columns->narrow
                                       ? "<col class=\"narrow\">"
                                       : "<col>");
    g_string_append(page->out, "</colgroup>\n");
}

/* A short cell stays on one line; a long one is read line by line. */
static bool is_short(const GArray *cell)
{
    enum { SHORT = 14 }; /* columns */
    guint width = 0;
    for (guint i = 0; i < cell->len; i++) {
        const struct run *run = &g_array_index(cell, struct run, i);
        if (run->breaks)
            return false;
        width += text_width(run->text, -1);
    }
    return width <= SHORT;
}

static void put_cell(struct page *page, const char *tag, enum column_kind kind,
                     const GArray *cell)
{
    const char *class = column_class(kind);
    g_string_append_printf(page->out, "<%s", tag);
    if (strcmp(tag, "th") == 0)
        g_string_append(page->out, " scope=\"col\"");
    if (class == NULL && is_short(cell))
        class = "short";
    if (class != NULL)
        g_string_append_printf(page->out, " class=\"%s\"", class);
    g_string_append_c(page->out, '>');
    put_runs(page, cell, PAGE_PLAIN);
    g_string_append_printf(page->out, "</%s>", tag);
}

static void html_row(struct page *page, const struct columns *columns,
                     GArray *const *cells, enum row_kind kind)
{
    bool head = kind == ROW_HEAD;
    g_string_append(page->out, head                ? "<thead><tr>"
                               : kind == ROW_TOTAL ? "<tr class=\"total\">"
                                                   : "<tr>");
    for (guint i = 0; i < columns->count; i++)
        put_cell(page, head ? "th" : "td", columns->kinds[i], cells[i]);
    g_string_append(page->out, head ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
}

static void html_close(struct page *page, const struct columns *columns)
{
    if (columns->rows > 0)
        g_string_append(page->out, "</tbody>\n");
    g_string_append(page->out, "</table>\n");
}

const struct page_syntax page_html = {html_line, html_open, html_row,
                                      html_close};

/* ---- the dialect */

/* Black on white, nothing said by colour alone.  Sizes in em and mm: the page
 * is read on screens and on A4. */
static const char style[] =
    ":root{color-scheme:light}\n"
    "*{box-sizing:border-box}\n"
    "html{background:#fff;color:#111;font:16px/1.75 \"Noto Serif CJK SC\","
    "\"Source Han Serif SC\",\"Noto Serif SC\",\"Songti SC\",STSong,SimSun,"
    "serif;line-break:strict;overflow-wrap:anywhere;text-align:start;"
    "text-autospace:normal;text-spacing-trim:trim-start;"
    "-webkit-text-size-adjust:100%}\n"
    "body{max-width:60em;margin:0 auto;padding:1.5em 1.25em 3em}\n"
    "h1,h2,h3,h4,th,.line,.item,.id,.dim,footer,.n,figure{font-family:"
    "\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"Noto Sans SC\","
    "\"PingFang SC\",\"Hiragino Sans GB\",\"Microsoft YaHei\",\"WenQuanYi "
    "Micro Hei\",sans-serif}\n"
    "h1{font-size:1.35em;line-height:1.4;margin:0 0 1em;padding-bottom:.4em;"
    "border-bottom:2px solid #111}\n"
    "h2{font-size:1.15em;line-height:1.5;margin:2em 0 .4em;padding-bottom:"
    ".2em;border-bottom:1px solid #999}\n"
    "h1+h2{margin-top:0}\n"
    "h2:has(+h2){border-bottom:0;padding-bottom:0;margin-bottom:0}h2+h2{"
    "margin-top:0}\n"
    "h3{font-size:.9em;font-weight:500;color:#333;margin:1.4em 0 .3em}\n"
    "h4{font-size:1em;margin:.8em 0 .2em}\n"
    "p{margin:.2em 0}\n"
    "h2,h3,.line,.item,.dim{white-space:pre-wrap}\n"
    ".line,.item,.dim{font-size:.86em;line-height:1.6}\n"
    "p.text+p.line{margin-bottom:1em}\n"
    ".apart{margin-top:1.6em}\n"
    ".dim{color:#555}\n"
    ".line .path{font-weight:600}\n"
    "h2 .dim,h2 .id{font-weight:400;font-size:.8em}\n"
    ".id{color:#0b4a6f;text-decoration:none;font-variant-numeric:"
    "tabular-nums}\n"
    ".id:hover{text-decoration:underline}\n"
    ".id:target{outline:2px solid #0b4a6f;outline-offset:2px}\n"
    "mark{background:#ffe58a;color:inherit;font-weight:700;"
    "border-bottom:2px solid #b8860b}\n"
    "ins{background:#ddf3dd;color:inherit;text-decoration:underline;"
    "text-decoration-thickness:1.5px;text-underline-offset:3px}\n"
    "del{background:#f7dede;color:#444;text-decoration:line-through}\n"
    ".move{background:#e6e6f7;text-decoration:underline double;"
    "text-underline-offset:3px}\n"
    ".i1{margin-left:1rem}.i2{margin-left:2rem}.i3{margin-left:3rem}"
    ".i4{margin-left:4rem}.i5{margin-left:5rem}.i6{margin-left:6rem}"
    ".i7{margin-left:7rem}.i8{margin-left:8rem}.i9{margin-left:9rem}\n"
    "table{border-collapse:collapse;margin:.8em 0;font-size:.9em;"
    "line-height:1.6;max-width:100%}\n"
    "th,td{padding:.3em .6em;vertical-align:top;text-align:start;"
    "border-bottom:1px solid #ccc}\n"
    "th{position:sticky;top:0;background:#fff;font-weight:600;"
    "line-break:normal;overflow-wrap:normal;"
    "border-bottom:0;box-shadow:inset 0 -2px 0 #111}\n"
    "tr.total td{border-top:2px solid #111;font-weight:600}\n"
    ".n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
    ".before{text-align:end}.node{white-space:nowrap;padding-left:.2em;"
    "padding-right:.2em}\n"
    "td .id,.short{white-space:nowrap}\n"
    "table.side{table-layout:fixed;width:100%}\n"
    "table.side td,table.side th{border:1px solid #999}\n"
    "col.narrow{width:7em}\n"
    "body:has(.side){max-width:none}\n"
    "figure{margin:.3em 0}\n"
    "figure svg{display:block;max-width:100%;height:auto}\n"
    ".hint{white-space:pre-wrap}\n"
    "footer{margin-top:3em;padding-top:.5em;border-top:1px solid #999;"
    "color:#555;font-size:.75em}\n"
    "@page{size:A4;margin:18mm 16mm}\n"
    "@page side{size:A4 landscape;margin:14mm}\n"
    "@media print{html{font-size:10.5pt}body{max-width:none!important;"
    "padding:0}\n"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "body:has(.side,.before,.across){page:side}table.side{font-size:.82em}th{"
    "position:"
    "static;"
    "border-bottom:2px solid #111;box-shadow:none}\n"
    "thead{display:table-header-group}tr,p.line,p.dim,figure{break-inside:"
    "avoid}table.side tr{break-inside:auto}\n"
    "h1,h2,h3,h4{break-after:avoid}p.line,p.dim{break-before:avoid}p.apart{"
    "break-before:auto;break-after:"
    "avoid}\n"
    "p{orphans:2;widows:2}.id{color:#333}}\n";

static void html_start(struct emit *emit)
{
    GString *out = emit->sink.buffer;
    const char *title = emit->title != NULL ? emit->title : "plan-search";
    g_string_append(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n"
                         "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                         "content=\"width=device-width, initial-scale=1\">\n");
    g_autofree char *clean = page_clean(title);
    put_element(out, "<title>", clean, "</title>\n");
    g_string_append_printf(out, "<style>\n%s</style>\n</head>\n<body>\n",
                           style);
    put_element(out, "<h1>", clean, "</h1>\n");
}

/* What json says beside the records, for the foot and for an empty answer. */
static void html_begin(struct emit *emit, const json_t *head)
{
    const json_t *hint = json_object_get(head, "hint");
    const json_t *print = json_object_get(head, "fingerprint");
    g_free(emit->hint);
    emit->hint = g_strdup(json_string_value(hint));
    if (emit->fingerprint == NULL)
        emit->fingerprint = g_strdup(json_string_value(print));
}

static void html_record(struct emit *emit, const void *record)
{
    emit->shape->text(&emit->page, record);
}

static void put_hint(GString *out, const char *hint)
{
    g_auto(GStrv) lines = g_strsplit(hint, "\n", -1);
    g_string_append(out, "<p class=\"hint\">");
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *clean = page_clean(lines[i]);
        put_element(out, i > 0 ? "\n" : "", clean, "");
    }
    g_string_append(out, "</p>\n");
}

static void html_end(struct emit *emit)
{
    page_settle(&emit->page);
    if (emit->records == 0 && emit->hint != NULL)
        put_hint(emit->sink.buffer, emit->hint);
}

static void html_finish(struct emit *emit)
{
    GString *out = emit->sink.buffer;
    g_string_append(out, "<footer>plan-search " PLAN_VERSION);
    if (emit->fingerprint != NULL)
        put_element(out, " · ", emit->fingerprint, "");
    g_string_append(out, "</footer>\n</body>\n</html>\n");
}

const struct dialect emit_html = {html_start, html_begin, html_record, html_end,
                                  html_finish};
