/* What the files of this room share: passages on their way to blocks. */
#ifndef PLAN_PARSE_INTERNAL_H
#define PLAN_PARSE_INTERNAL_H

#include "indexer/parse/parse.h"

/* ---- markers (marker.c) */

enum marker_class {
    MARKER_PART,
    MARKER_VOLUME,
    MARKER_CHAPTER,
    MARKER_SECTION,
    MARKER_COMMA,
    MARKER_PAREN,
    MARKER_DOTTED4,
    MARKER_DOTTED3,
    MARKER_DOTTED2,
    MARKER_DIGIT,
    MARKER_DIGITSPACE,
    MARKER_DIGITPAREN,
    MARKER_DIGITHALF,
    MARKER_CIRCLED,
    MARKER_LETTER,
    MARKER_IS,
    MARKER_FIRST,
    MARKER_DASH,
    MARKER_BULLET,
    MARKER_BOX,
    MARKER_APPENDIX,
    MARKER_NONE,
};

struct marker {
    enum marker_class class;
    gsize length; /* bytes, without white space after it */
    long number;  /* its last number, -1 without one */
};

/* The marker a text begins with. */
struct marker marker_read(const char *text);
/* 一、（一） 1. …: numbers the sections of a plan (not 一是, ——, 专栏). */
bool marker_is_heading(enum marker_class class);

/* ---- passages (passage.c) */

/* A stretch of the source that is one paragraph, heading, table … to be. */
struct passage {
    GString *text;
    GArray *starts; /* of struct start: which source line begins where */
    guint blanks;   /* empty lines before it */
    bool furniture;
    bool fixed;              /* its bounds are known, do not join or cut it */
    struct table *table;     /* or NULL */
    struct line_range lines; /* of a table */

    /* What the outline makes of it. */
    enum block_kind kind;
    struct marker marker;
    int depth;       /* of a heading or box; else how many are open */
    guint section;   /* the same for all that stand under one heading */
    bool alone;      /* its first sentence is all of it, and short */
    gsize lead;      /* bytes, with the marker */
    gsize note_skip; /* bytes of 注： before a note's marker */
};
struct start {
    gsize offset; /* bytes */
    unsigned line;
};

struct passage *passage_new(void);
void passage_free(struct passage *passage);
/* Adds one line's text; a space between two Latin letters, else nothing. */
void passage_add(struct passage *passage, const char *text, unsigned line);
/* The end of its text, as much as judging how it ends takes: however long the
 * passage has grown, this is quick. */
const char *passage_tail(const struct passage *passage);
/* A line of the page, whole. */
struct passage *passage_of_furniture(const struct line *line);
/* The source lines of bytes [from, to). */
struct line_range passage_lines(const struct passage *passage, gsize from,
                                gsize to);
/* Cuts at byte `at`: what follows becomes a new passage, which is returned. */
struct passage *passage_cut(struct passage *passage, gsize at);
GPtrArray *passages_new(void);

/* ---- sentences (sentence.c) */

/* Bytes up to and with the end of the first sentence (。！？ and closing quotes
 * or brackets after it); the whole text when there is none. */
gsize sentence_length(const char *text);
/* True when text ends where a sentence, clause list or quotation can. */
bool sentence_ends(const char *text);
bool has_any(const char *text, gsize length, const char *marks);
/* Code points of the first `length` bytes. */
guint chars_of(const char *text, gsize length);

/* ---- from lines to passages */

/* Lines to passages, as the layout asks (join.c, fragment.c). */
void join_lines(const struct clean *clean, GPtrArray *passages);
void join_fragments(const struct clean *clean, GPtrArray *passages);
/* Cuts the running text of a fragmented source into paragraphs (flow.c). */
void flow_split(GPtrArray *passages);

/* A table that begins at line `at`: adds its passage, after those of the page's
 * lines within it, and returns the line behind it, or `at` when there is none
 * (table.c, grid.c, stream.c). */
guint table_read(const GPtrArray *lines, guint at, GPtrArray *passages);
/* True when lines like the head of a table without signs begin there. */
bool table_begins(const GPtrArray *lines, guint at);

/* ---- what the passages are (outline.c, title.c, lead.c) */

/* Finds the title among the first passages and joins its lines. */
void title_mark(GPtrArray *passages);
/* Tells headings, boxes and notes from paragraphs (heading.c) … */
void headings_mark(GPtrArray *passages);
/* … and says how deep they stand and what belongs to them (outline.c). */
void outline_mark(GPtrArray *passages);
/* 导言, 前言 …: a heading of the first depth without a number. */
bool is_preface(const char *text);
void leads_mark(GPtrArray *passages);
#endif
