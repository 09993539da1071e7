/* Passages: stretches of the source with the way back to its lines. */
#include "indexer/parse/internal.h"

#include <string.h>

#define TAIL_BYTES 600

struct passage *passage_new(void)
{
    struct passage *passage = g_new0(struct passage, 1);
    passage->text = g_string_new(NULL);
    passage->starts = g_array_new(false, false, sizeof(struct start));
    passage->kind = BLOCK_PARAGRAPH;
    passage->marker.class = MARKER_NONE;
    return passage;
}

void passage_free(struct passage *passage)
{
    g_string_free(passage->text, true);
    g_array_unref(passage->starts);
    if (passage->table != NULL)
        table_free(passage->table);
    g_free(passage);
}

static void passage_destroy(void *passage)
{
    if (passage != NULL)
        passage_free(passage);
}

GPtrArray *passages_new(void)
{
    return g_ptr_array_new_with_free_func(passage_destroy);
}

void passage_add(struct passage *passage, const char *text, unsigned line)
{
    GString *out = passage->text;
    if (out->len > 0 && g_ascii_isalpha(out->str[out->len - 1]) &&
        g_ascii_isalpha(*text))
        g_string_append_c(out, ' ');
    struct start start = {out->len, line};
    g_array_append_val(passage->starts, start);
    g_string_append(out, text);
}

const char *passage_tail(const struct passage *passage)
{
    const GString *text = passage->text;
    const char *tail =
        text->len > TAIL_BYTES ? text->str + text->len - TAIL_BYTES : text->str;
    while ((*tail & 0xc0) == 0x80)
        tail++;
    return tail;
}

struct passage *passage_of_furniture(const struct line *line)
{
    struct passage *passage = passage_new();
    passage->furniture = passage->fixed = true;
    passage->kind = BLOCK_FURNITURE;
    passage_add(passage, line->text, line->number);
    return passage;
}

struct line_range passage_lines(const struct passage *passage, gsize from,
                                gsize to)
{
    struct line_range lines = {0, 0};
    for (guint i = 0; i < passage->starts->len; i++) {
        const struct start *start =
            &g_array_index(passage->starts, struct start, i);
        if (start->offset <= from)
            lines.first = start->line;
        if (start->offset < to || i == 0)
            lines.last = start->line;
    }
    return lines;
}

/* The start that covers byte `at`, or the first one. */
static guint start_at(const struct passage *passage, gsize at)
{
    guint found = 0;
    for (guint i = 0; i < passage->starts->len; i++)
        if (g_array_index(passage->starts, struct start, i).offset <= at)
            found = i;
    return found;
}

struct passage *passage_cut(struct passage *passage, gsize at)
{
    struct passage *rest = passage_new();
    while (passage->text->str[at] == ' ')
        at++;
    for (guint i = start_at(passage, at); i < passage->starts->len; i++) {
        struct start start = g_array_index(passage->starts, struct start, i);
        start.offset = start.offset > at ? start.offset - at : 0;
        g_array_append_val(rest->starts, start);
    }
    g_string_append(rest->text, passage->text->str + at);
    /* A copy: truncating would keep the room of the whole. */
    GString *head = g_string_new_len(passage->text->str, (gssize)at);
    g_string_free(passage->text, true);
    passage->text = head;
    while (passage->text->len > 0 &&
           passage->text->str[passage->text->len - 1] == ' ')
        g_string_truncate(passage->text, passage->text->len - 1);
    while (
        passage->starts->len > 1 &&
        g_array_index(passage->starts, struct start, passage->starts->len - 1)
                .offset >= passage->text->len)
        g_array_set_size(passage->starts, passage->starts->len - 1);
    return rest;
}
