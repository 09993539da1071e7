/* Cuts a source into lines: ends of every kind, tags of a Word export out,
 * white space at both ends measured and removed. */
#include "indexer/clean/internal.h"

#include "common/data/data.h"
#include "common/text/text.h"

#include <string.h>

static GPtrArray *tag_rules(void)
{
    static gsize ready;
    static GPtrArray *rules;
    if (g_once_init_enter(&ready)) {
        const GPtrArray *rows = data_table("rules/tags.tsv", 2);
        rules = g_ptr_array_new();
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);
            GRegex *regex = g_regex_new(row[0], G_REGEX_OPTIMIZE, 0, NULL);
            g_assert(regex != NULL);
            g_ptr_array_add(rules, regex);
        }
        g_once_init_leave(&ready, 1);
    }
    return rules;
}

/* The text without tags; only lines with a bracket, a brace or _Toc have one.
 */
static char *without_tags(const char *start, gsize length)
{
    char *text = g_strndup(start, length);
    if (strpbrk(text, "[{") == NULL && strstr(text, "_Toc") == NULL)
        return text;
    const GPtrArray *rules = tag_rules();
    for (guint i = 0; i < rules->len; i++) {
        char *less = g_regex_replace_literal(g_ptr_array_index(rules, i), text,
                                             -1, 0, "", 0, NULL);
        if (less != NULL) {
            g_free(text);
            text = less;
        }
    }
    return text;
}

static bool is_space(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x200b || c == 0xfeff || c == 0xad ||
           c == 0x2060 || c == 0x85;
}

/* Bytes of white space at the end of text. */
static gsize trailing(const char *text, gsize length)
{
    const char *end = text + length;
    while (end > text) {
        const char *before = g_utf8_prev_char(end);
        if (!is_space(g_utf8_get_char(before)))
            break;
        end = before;
    }
    return length - (gsize)(end - text);
}

/* Marks of Chinese typography that a terminal sets in one column. */
static guint narrow_marks(const char *text)
{
    guint marks = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        marks += g_utf8_strchr("“”‘’—…·×", -1, g_utf8_get_char(text)) != NULL;
    return marks;
}

static struct line *line_new(const char *start, gsize length, unsigned number)
{
    struct line *line = g_new0(struct line, 1);
    g_autofree char *text = without_tags(start, length);
    const char *at = text;
    line->number = number;
    line->tab = *at == '\t';
    for (; *at != '\0' && is_space(g_utf8_get_char(at));
         at = g_utf8_next_char(at))
        line->indent += *at == '\t' || g_utf8_get_char(at) == 0x3000 ? 2 : 1;
    gsize rest = strlen(at);
    line->text = g_strndup(at, rest - trailing(at, rest));
    line->chars = (guint)g_utf8_strlen(line->text, -1);
    line->columns = text_width(line->text, -1);
    line->marks = narrow_marks(line->text);
    return line;
}

void line_free(void *data)
{
    struct line *line = data;
    g_free(line->text);
    g_free(line);
}

struct line *line_part(const struct line *line, const char *text, gsize length)
{
    struct line *part = g_new(struct line, 1);
    *part = *line;
    part->text = g_strndup(text, length);
    part->chars = (guint)g_utf8_strlen(part->text, -1);
    return part;
}

/* Where the line that begins at `at` ends; *next is set behind its end mark. */
static const char *line_end(const char *at, const char *end, const char **next)
{
    for (; at < end; at++) {
        if (*at == '\n' || *at == '\f') {
            *next = at + 1;
            return at;
        }
        if (*at == '\r') {
            *next = at + 1 < end && at[1] == '\n' ? at + 2 : at + 1;
            return at;
        }
        if (at + 2 < end && memcmp(at, "\xe2\x80\xa8", 3) == 0) {
            *next = at + 3;
            return at;
        }
    }
    *next = end;
    return end;
}

GPtrArray *lines_split(const char *text, gsize length)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);
    const char *end = text + length, *next;
    unsigned number = 1;
    for (const char *at = text; at < end; at = next) {
        const char *stop = line_end(at, end, &next);
        g_ptr_array_add(lines, line_new(at, (gsize)(stop - at), number));
        /* A form feed ends a page, not a line of the file. */
        number += next > stop && *stop != '\f';
    }
    return lines;
}

struct clean *clean_text(const char *text, gsize length)
{
    struct clean *clean = g_new0(struct clean, 1);
    clean->lines = lines_split(text, length);
    furniture_mark(clean->lines);
    layout_decide(clean);
    return clean;
}

void clean_free(struct clean *clean)
{
    g_ptr_array_unref(clean->lines);
    g_free(clean);
}
