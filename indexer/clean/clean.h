/* Cleaning: what did the authors write, minus the web page and the paper?
 *
 * Reads the decoded text of one source, gives its lines, each with the number
 * it has there, so that everything made of them can be traced.  Rules stand in
 * corpus/rules/tags.tsv and furniture.tsv, by class, never by file.
 */
#ifndef PLAN_CLEAN_H
#define PLAN_CLEAN_H

#include <glib.h>
#include <stdbool.h>

struct line {
    char *text;      /* bookmark tags and white space at both ends removed */
    unsigned number; /* in the source, from 1 */
    guint chars;     /* code points of text */
    guint columns;   /* its width on paper: a Chinese character is 2 … */
    guint marks;     /* … and so may be each of its quotes and dashes */
    guint indent;    /* columns of white space before it, a wide space is 2 */
    bool tab;        /* begins with a tab, as cells of an exported table do */
    bool furniture;  /* of the page, not of the plan */
};

/* How the source breaks its lines. */
enum layout {
    LAYOUT_PARAGRAPHS, /* a line is a paragraph, but for accidents */
    LAYOUT_WRAPPED,    /* lines are cut at a width (PDF, plain text) */
    LAYOUT_FRAGMENTS,  /* broken at nearly every mark (scraped spans) */
};

struct clean {
    GPtrArray *lines; /* of struct line, empty ones too */
    enum layout layout;
    guint width;     /* of a full line in LAYOUT_WRAPPED, columns */
    bool wide_marks; /* quotes and dashes are set as wide as characters */
};

static inline struct line *line_at(const GPtrArray *lines, guint i)
{
    return (struct line *)g_ptr_array_index(lines, i);
}

/* A line made of part of another, for its number; freed with line_free. */
struct line *line_part(const struct line *line, const char *text, gsize length);
void line_free(void *line);

/* The width of a line as this source sets it, columns. */
guint clean_width(const struct clean *clean, const struct line *line);

/* UTF-8 text (bytes).  Line ends are \n, \r\n, \r, form feed, U+2028. */
struct clean *clean_text(const char *text, gsize length);
void clean_free(struct clean *clean);

#endif
