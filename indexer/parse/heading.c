/* Tells headings from paragraphs that begin with a marker, and boxes and notes
 * from both.
 *
 * A heading stands alone on its line and has something under it.  Which
 * markers number headings is seen in their runs: items whose sentence runs on
 * are paragraphs, items that follow one another at once are a list. */
#include "indexer/parse/internal.h"

#include <string.h>

#define HEADING_CHARS 60
/* With a full stop at its end a longer one is a sentence. */
#define STOPPED_CHARS 45
#define BARE_HEADING_CHARS 24
/* So many unnumbered short lines are a convention, fewer an accident. */
#define BARE_HEADINGS_MIN 3

bool is_preface(const char *text)
{
    return g_regex_match_simple(
        "^(导\\s*言|前\\s*言|序\\s*言|引\\s*言|序|总\\s*序|"
        "绪\\s*论|结\\s*语|结束语|后\\s*记|附\\s*则|"
        "编制说明|名词解释|名词术语解释)$",
        text, 0, 0);
}

static struct passage *passage_at(const GPtrArray *passages, guint i)
{
    return g_ptr_array_index(passages, i);
}

static bool is_text(const struct passage *passage)
{
    return !passage->furniture && passage->table == NULL &&
           passage->kind != BLOCK_TITLE;
}

static bool stands_alone(const struct passage *passage)
{
    const char *text = passage->text->str + passage->marker.length;
    gsize length = passage->text->len - passage->marker.length;
    guint chars = chars_of(text, length);
    if (length == 0 || chars > HEADING_CHARS ||
        sentence_length(text) < length || has_any(text, length, "；;") ||
        g_regex_match_simple("[，,、：:]$", text, 0, 0))
        return false;
    return !g_str_has_suffix(text, "。") || chars <= STOPPED_CHARS;
}

/* ---- boxes and notes */

static bool is_box(const struct passage *passage)
{
    return passage->marker.class == MARKER_BOX && passage->alone &&
           (passage->marker.number > 0 ||
            chars_of(passage->text->str, passage->text->len) <
                BARE_HEADING_CHARS);
}

static bool begins_note(const char *text)
{
    return g_regex_match_simple("^(注|备注|说明|注释|数据来源|资料来源)\\s*"
                                "([:：]|[1１一]|[(（])",
                                text, 0, 0);
}

/* Bytes of 注： at its start. */
static gsize note_skip(const char *text)
{
    gsize skip = strcspn(text, "0123456789:");
    const char *colon = strstr(text, "：");
    if (colon != NULL && (gsize)(colon - text) < skip)
        skip = (gsize)(colon - text) + strlen("：");
    else if (text[skip] == ':')
        skip++;
    return skip + strspn(text + skip, " ");
}

/* 注：1.…, the items that go on counting, and nothing else, after a table. */
static void mark_notes(GPtrArray *passages)
{
    bool after_table = false;
    long last = 0;
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (passage->table != NULL)
            after_table = true;
        if (passage->table != NULL || passage->furniture)
            continue;
        const char *text = passage->text->str;
        if (passage->kind != BLOCK_NOTE) {
            bool first = after_table && begins_note(text);
            bool next = last > 0 && passage->marker.class == MARKER_DIGIT &&
                        passage->marker.number == last + 1;
            after_table = first || next;
            if (!after_table) {
                last = 0;
                continue;
            }
        }
        gsize skip = begins_note(text) ? note_skip(text) : 0;
        struct marker marker = marker_read(text + skip);
        last = marker.class == MARKER_DIGIT ? marker.number : 0;
        passage->kind = BLOCK_NOTE;
        passage->marker = marker;
        passage->note_skip = skip;
    }
}

/* ---- headings with a marker */

/* The next passage that is text, behind `at`; NULL at the end. */
static struct passage *next_text(const GPtrArray *passages, guint at)
{
    for (guint i = at + 1; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (!passage->furniture)
            return passage;
    }
    return NULL;
}

/* （一） stands over 1. but under 1.1. */
static bool is_outer(enum marker_class a, enum marker_class b)
{
    bool decimal =
        (b >= MARKER_DOTTED4 && b <= MARKER_DOTTED2) || b == MARKER_DIGITSPACE;
    return a < b && a <= (decimal ? MARKER_COMMA : MARKER_PAREN);
}

/* Something stands under it: not its next sibling, nor an outer heading. */
static bool has_content(const GPtrArray *passages, guint at)
{
    const struct passage *passage = passage_at(passages, at);
    const struct passage *next = next_text(passages, at);
    if (next == NULL)
        return false;
    return next->table != NULL ||
           (next->marker.class != passage->marker.class &&
            !is_outer(next->marker.class, passage->marker.class));
}

static bool begins_deeper_run(const GPtrArray *passages, guint at)
{
    const struct passage *next = next_text(passages, at);
    return next != NULL && marker_is_heading(next->marker.class) &&
           next->marker.class != passage_at(passages, at)->marker.class &&
           next->marker.number == 1;
}

/* A lone number is a sibling only where it stands over something; paragraphs
 * begin with quantities. */
static bool is_sibling(const struct passage *passage, enum marker_class class)
{
    return passage->marker.class == class &&
           (class != MARKER_DIGITSPACE ||
            (passage->alone && !sentence_ends(passage->text->str)));
}

struct run {
    guint alone, running, with_content;
    long first; /* number */
};

/* The siblings of `at`: the same class, counting on, before an outer one. */
static struct run run_of(const GPtrArray *passages, guint at)
{
    enum marker_class class = passage_at(passages, at)->marker.class;
    struct run run = {0, 0, 0, 0};
    guint first = at;
    long number = passage_at(passages, at)->marker.number;
    for (guint i = at; i > 0; i--) {
        const struct passage *passage = passage_at(passages, i - 1);
        if (!is_text(passage) || passage->kind == BLOCK_NOTE)
            continue;
        if (is_outer(passage->marker.class, class))
            break;
        if (is_sibling(passage, class)) {
            if (passage->marker.number >= number)
                break;
            number = passage->marker.number;
            first = i - 1;
        }
    }
    run.first = passage_at(passages, first)->marker.number;
    number = -1;
    for (guint i = first; i < passages->len; i++) {
        const struct passage *passage = passage_at(passages, i);
        if (!is_text(passage) || passage->kind == BLOCK_NOTE)
            continue;
        if (is_outer(passage->marker.class, class))
            break;
        if (!is_sibling(passage, class))
            continue;
        if (passage->marker.number <= number)
            break;
        number = passage->marker.number;
        run.alone += passage->alone;
        run.running += !passage->alone;
        run.with_content += passage->alone && has_content(passages, i);
    }
    return run;
}

static bool is_heading(const GPtrArray *passages, guint at)
{
    const struct passage *passage = passage_at(passages, at);
    enum marker_class class = passage->marker.class;
    if (!marker_is_heading(class) || !passage->alone)
        return false;
    if (class <= MARKER_SECTION || class == MARKER_APPENDIX || passage->fixed)
        return true;
    if (!is_sibling(passage, class))
        return false;
    struct run run = run_of(passages, at);
    if (class == MARKER_DIGITSPACE || class == MARKER_LETTER)
        return run.with_content >= 2 && run.first == 1 &&
               !g_str_has_suffix(passage->text->str, "。");
    /* 77.6岁 at the start of a line: numbers of headings count from 1. */
    if (class >= MARKER_DOTTED4 && class <= MARKER_DOTTED2 && run.first != 1)
        return false;
    if (run.running > run.alone)
        return begins_deeper_run(passages, at);
    if (run.with_content * 2 < run.alone)
        return false;
    return has_content(passages, at) || run.with_content > 1;
}

/* ---- headings without a marker */

static bool can_be_bare(const GPtrArray *passages, guint at)
{
    const struct passage *passage = passage_at(passages, at);
    const char *text = passage->text->str;
    if (!is_text(passage) || passage->marker.class != MARKER_NONE ||
        passage->kind != BLOCK_PARAGRAPH || passage->fixed)
        return false;
    const struct passage *next = next_text(passages, at);
    return chars_of(text, passage->text->len) <= BARE_HEADING_CHARS &&
           !sentence_ends(text) &&
           !has_any(text, passage->text->len, "，。；：！？,;:|0123456789") &&
           next != NULL && next->table == NULL &&
           (next->marker.class != MARKER_NONE ||
            chars_of(next->text->str, next->text->len) > BARE_HEADING_CHARS);
}

static void mark_bare(GPtrArray *passages)
{
    guint count = 0;
    for (guint i = 0; i < passages->len; i++)
        count += can_be_bare(passages, i);
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (!is_text(passage) || passage->kind != BLOCK_PARAGRAPH)
            continue;
        if (is_preface(passage->text->str) ||
            (count >= BARE_HEADINGS_MIN && can_be_bare(passages, i)))
            passage->kind = BLOCK_HEADING;
    }
}

/* A number at the start of a paragraph (5家企业…) is no marker. */
static void drop_numbers(GPtrArray *passages)
{
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (passage->marker.class == MARKER_DIGITSPACE &&
            passage->kind != BLOCK_HEADING)
            passage->marker = (struct marker){MARKER_NONE, 0, -1};
    }
}

void headings_mark(GPtrArray *passages)
{
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (!is_text(passage))
            continue;
        passage->marker = marker_read(passage->text->str);
        passage->alone = stands_alone(passage);
    }
    mark_notes(passages);
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = passage_at(passages, i);
        if (!is_text(passage) || passage->kind == BLOCK_NOTE)
            continue;
        if (is_box(passage))
            passage->kind = BLOCK_BOX;
        else if (is_heading(passages, i))
            passage->kind = BLOCK_HEADING;
    }
    drop_numbers(passages);
    mark_bare(passages);
}
