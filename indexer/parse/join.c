/* From lines to passages where lines are paragraphs or cut at a width.
 *
 * A line is put to the passage before it only on evidence: the sentence was
 * cut, and the junction reads like one word or the line was full. */
#include "indexer/parse/internal.h"

#include "common/text/text.h"

#include <string.h>

/* A shorter line is a heading or part of a title, not a cut sentence. */
#define CUT_CHARS 25
/* In a text cut at a width, a line so many columns shorter ends a paragraph. */
#define SHORT_BY 8
#define CAPTION_CHARS 60
/* So much of a source is enough to know its words by. */
#define EVIDENCE_BYTES (4 << 20)
/* Columns of white space that begin a paragraph. */
#define INDENT 2

struct joiner {
    const struct clean *clean;
    GPtrArray *passages;
    GHashTable *trigrams;    /* how often, for the evidence of words */
    struct passage *open;    /* the last text passage, or NULL */
    const struct line *last; /* its last line */
    guint blanks;            /* empty lines since */
    bool indents;            /* paragraphs of this text begin indented */
};

/* Three neighbouring characters as one key, mixed so that all its bits tell. */
static void *trigram_key(const gunichar chars[3])
{
    guint64 key = (guint64)chars[0] << 42 | (guint64)chars[1] << 21 | chars[2];
    key ^= key >> 32;
    return GSIZE_TO_POINTER(key * 0x9e3779b97f4a7c15u);
}

static void count_trigrams(GHashTable *trigrams, const char *text)
{
    gunichar chars[3] = {0, 0, 0};
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        chars[0] = chars[1];
        chars[1] = chars[2];
        chars[2] = g_utf8_get_char(text);
        if (chars[0] == 0)
            continue;
        void *key = trigram_key(chars);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(trigrams, key));
        g_hash_table_insert(trigrams, key, GUINT_TO_POINTER(count + 1));
    }
}

/* How often three characters stand together in the lines of the source; counted
 * when first asked for. */
static GHashTable *trigrams_of(struct joiner *joiner)
{
    gsize bytes = 0;
    if (joiner->trigrams != NULL)
        return joiner->trigrams;
    joiner->trigrams = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < joiner->clean->lines->len && bytes < EVIDENCE_BYTES;
         i++) {
        const char *text = line_at(joiner->clean->lines, i)->text;
        count_trigrams(joiner->trigrams, text);
        bytes += strlen(text);
    }
    return joiner->trigrams;
}

/* 全市知|识产权: the characters around the cut stand together elsewhere. */
static bool reads_on(struct joiner *joiner, const char *a, const char *b)
{
    const char *last = g_utf8_prev_char(a + strlen(a));
    gunichar around[4] = {0, g_utf8_get_char(last), g_utf8_get_char(b), 0};
    if (last > a)
        around[0] = g_utf8_get_char(g_utf8_prev_char(last));
    if (*b != '\0')
        around[3] = g_utf8_get_char(g_utf8_next_char(b));
    for (guint i = 0; i < 2; i++)
        if (GPOINTER_TO_UINT(g_hash_table_lookup(trigrams_of(joiner),
                                                 trigram_key(around + i))) >= 2)
            return true;
    return false;
}

static bool ends_inside(const char *text)
{
    return text_ends_with_any(text, "，、,（(《“");
}

static bool begins_inside(const char *text)
{
    return g_utf8_strchr("，、。；：,;）)》”", -1, g_utf8_get_char(text)) !=
           NULL;
}

/* 加强行政保护。强化…: names a measure, so that a paragraph begins here even
 * where the one before it lacks its full stop. */
static bool begins_with_lead(const char *text)
{
    gsize length = sentence_length(text);
    return text[length] != '\0' && chars_of(text, length) < CUT_CHARS &&
           !has_any(text, length, "，；：");
}

/* 第三章 优化布局，构建…: may well be a heading, whole as it is; a heading has
 * no full stop inside. */
static bool is_marked_line(const struct passage *passage)
{
    return passage->starts->len == 1 &&
           strstr(passage->text->str, "。") == NULL &&
           chars_of(passage->text->str, passage->text->len) <= CAPTION_CHARS &&
           marker_is_heading(marker_read(passage->text->str).class);
}

/* In a text of one paragraph a line: was this one cut by accident? */
static bool was_cut(struct joiner *joiner, const struct line *line)
{
    const char *before = passage_tail(joiner->open);
    if (begins_inside(line->text))
        return true;
    if (joiner->last->chars < CUT_CHARS || sentence_ends(before))
        return false;
    if (ends_inside(before) || reads_on(joiner, before, line->text))
        return true;
    return has_any(before, strlen(before), "，。；") &&
           !is_marked_line(joiner->open) && !begins_with_lead(line->text);
}

static bool is_full(const struct joiner *joiner, const struct line *line)
{
    return clean_width(joiner->clean, line) + SHORT_BY > joiner->clean->width;
}

/* Long enough to be a full line: where indents tell paragraphs, widths need
 * tell only headings and signatures. */
static bool is_long(const struct joiner *joiner, const struct line *line)
{
    return clean_width(joiner->clean, line) * 4 >= joiner->clean->width * 3;
}

/* In a text cut at a width: does the paragraph go on with this line? */
static bool is_wrapped(const struct joiner *joiner, const struct line *line)
{
    const char *before = passage_tail(joiner->open);
    if (joiner->blanks > 0 && sentence_ends(before))
        return false;
    if (joiner->indents)
        return line->indent < INDENT &&
               (is_long(joiner, joiner->last) || begins_inside(line->text));
    if (sentence_ends(before) && begins_with_lead(line->text))
        return false;
    return begins_inside(line->text) || is_full(joiner, joiner->last) ||
           ends_inside(before);
}

/* 第一章 alone on its line: the heading's words stand on the next. */
static bool is_bare_marker(const struct passage *passage)
{
    if (passage->starts->len != 1)
        return false;
    struct marker marker = marker_read(passage->text->str);
    return (marker_is_heading(marker.class) || marker.class == MARKER_BOX) &&
           marker.number > 0 && marker.length == passage->text->len;
}

/* In a text cut at a width: a full line that ends inside a sentence, and one
 * that is not indented where paragraphs are, or is no heading by its look. */
static bool is_cut_line(const struct joiner *joiner, const struct line *line)
{
    if (joiner->clean->layout != LAYOUT_WRAPPED || joiner->blanks > 0 ||
        !is_full(joiner, joiner->last))
        return false;
    return joiner->indents
               ? line->indent < INDENT
               : is_full(joiner, line) ||
                     has_any(line->text, strlen(line->text), "，。；");
}

/* 《甲市规划》 or “某某” at the end of a line: a title or a quoted word, after
 * which the sentence may go on; “…。” ends it. */
static bool ends_with_quotation(const char *text)
{
    if (!text_ends_with_any(text, "》”’」』"))
        return false;
    const char *last = g_utf8_prev_char(text + strlen(text));
    g_autofree char *quoted = g_strndup(text, (gsize)(last - text));
    return !text_ends_with_any(quoted, "。！？；…");
}

/* In a text cut at a width: the last line is full and its sentence open. */
static bool ends_cut(const struct joiner *joiner, const char *before)
{
    return joiner->clean->layout == LAYOUT_WRAPPED &&
           is_full(joiner, joiner->last) &&
           (!sentence_ends(before) || ends_with_quotation(before));
}

static bool goes_on(struct joiner *joiner, const struct line *line)
{
    if (joiner->open == NULL || line->tab)
        return false;
    if (is_bare_marker(joiner->open) && joiner->blanks <= 1)
        return true;
    bool wrapped = joiner->clean->layout == LAYOUT_WRAPPED;
    const char *before = passage_tail(joiner->open);
    bool cut = ends_inside(before) || ends_cut(joiner, before);
    enum marker_class class = marker_read(line->text).class;
    /* What stands at the start of a line cut by its width may belong to the
     * sentence; elsewhere a number may. */
    bool weak = class >= MARKER_DOTTED4 && class <= MARKER_DIGITHALF;
    if (class != MARKER_NONE && !(cut && (weak || is_cut_line(joiner, line))))
        return false;
    return wrapped ? is_wrapped(joiner, line) : was_cut(joiner, line);
}

static void begin(struct joiner *joiner)
{
    struct passage *passage = passage_new();
    passage->blanks = joiner->blanks;
    g_ptr_array_add(joiner->passages, passage);
    joiner->open = passage;
}

static void add_text(struct joiner *joiner, const struct line *line)
{
    bool more = goes_on(joiner, line);
    if (!more)
        begin(joiner);
    else if (is_bare_marker(joiner->open))
        g_string_append_c(joiner->open->text, ' ');
    passage_add(joiner->open, line->text, line->number);
    joiner->last = line;
    joiner->blanks = 0;
}

/* The only text so far is the plan's title, if anything. */
static bool is_first_text(const struct joiner *joiner)
{
    for (guint i = 0; i < joiner->passages->len; i++) {
        const struct passage *passage = g_ptr_array_index(joiner->passages, i);
        if (!passage->furniture)
            return passage == joiner->open;
    }
    return true;
}

/* The line over a table that names it: short, no sentence, no heading. */
static void take_caption(struct joiner *joiner, struct passage *table)
{
    struct passage *above = joiner->open;
    if (above == NULL || is_first_text(joiner) ||
        chars_of(above->text->str, above->text->len) > CAPTION_CHARS ||
        g_str_has_suffix(above->text->str, "。") ||
        g_str_has_suffix(above->text->str, "：") ||
        marker_read(above->text->str).class != MARKER_NONE)
        return;
    table->table->caption = g_strdup(above->text->str);
    table->lines.first = passage_lines(above, 0, 1).first;
    g_ptr_array_remove(joiner->passages, above);
}

static bool uses_indents(const struct clean *clean)
{
    guint text = 0, indented = 0;
    for (guint i = 0; i < clean->lines->len; i++) {
        const struct line *line = line_at(clean->lines, i);
        if (line->chars == 0 || line->furniture || line->tab)
            continue;
        text++;
        indented += line->indent >= INDENT;
    }
    return indented * 20 > text && indented * 10 < text * 7;
}

void join_lines(const struct clean *clean, GPtrArray *passages)
{
    struct joiner joiner = {.clean = clean, .passages = passages};
    joiner.indents = uses_indents(clean);
    for (guint i = 0, next; i < clean->lines->len; i = next) {
        const struct line *line = line_at(clean->lines, i);
        next = line->furniture ? i : table_read(clean->lines, i, passages);
        if (next > i) {
            take_caption(&joiner,
                         g_ptr_array_index(passages, passages->len - 1));
            joiner.open = NULL;
            joiner.blanks = 0;
            continue;
        }
        next = i + 1;
        if (line->furniture)
            g_ptr_array_add(passages, passage_of_furniture(line));
        else if (line->chars == 0)
            joiner.blanks++;
        else
            add_text(&joiner, line);
    }
    if (joiner.trigrams != NULL)
        g_hash_table_unref(joiner.trigrams);
}
