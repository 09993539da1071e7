/* One stream of records, written in one of several dialects.
 *
 * Commands say structure: a shape (the fields of a kind of record, how one is
 * made JSON, how one is laid out for reading) and records.  Dialects know
 * syntax: text, jsonl, json, csv, one file each; bibtex, ris and gbt7714 write
 * how each record is cited.  Reads records of the views,
 * gives bytes to standard output (on a terminal through a pager) or to a file.
 * The same records give the same bytes.
 *
 *   emit_open ( emit_begin emit_record* emit_end )* emit_close
 *
 * What goes wrong while writing is kept and told by emit_close; a reader that
 * closed its pipe is no error.
 */
#ifndef PLAN_EMIT_H
#define PLAN_EMIT_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

enum emit_format {
    EMIT_TEXT,
    EMIT_JSONL,
    EMIT_JSON,
    EMIT_CSV,
    EMIT_BIBTEX,
    EMIT_RIS,
    EMIT_GBT7714,
};
enum emit_color { EMIT_COLOR_AUTO, EMIT_COLOR_ALWAYS, EMIT_COLOR_NEVER };

/* "text", "jsonl" …, "auto" …, and back; -1 for a name that is none. */
int emit_format_find(const char *name);
int emit_color_find(const char *name);
/* All of them in order, NULL-terminated. */
const char *const *emit_format_names(void);
const char *const *emit_color_names(void);
/* Whether a format writes citations (emit_shape.cite) and nothing else. */
bool emit_format_cites(enum emit_format format);

/* ---- a page: what the text dialect lets a record be laid out on */

enum page_style {
    PAGE_PLAIN,
    PAGE_HEAD, /* what a group of records is about */
    PAGE_PATH, /* where a record stands */
    PAGE_MARK, /* what was looked for */
    PAGE_ID,
    PAGE_DIM,    /* said beside the data */
    PAGE_INSERT, /* wording that the other text does not have */
    PAGE_DELETE, /* wording that only the other text has */
    PAGE_MOVE,   /* wording that stands elsewhere in the other text */
};

struct page {
    GString *out;
    guint width; /* columns; 0: lines are never broken */
    bool color;
};

struct page_span { /* code points, end excluded */
    guint start, end;
};

/* Puts text down as it is; control characters become U+FFFD. */
void page_put(struct page *page, enum page_style style, const char *text);
void page_printf(struct page *page, enum page_style style, const char *format,
                 ...) G_GNUC_PRINTF(3, 4);
void page_newline(struct page *page);
/* A paragraph on lines of its own, broken to the page's width as Chinese is
 * (no closing mark begins a line, no opening one ends it, words in Latin
 * letters stay whole), every line indented; `marks` (of struct page_span, in
 * order, or NULL) stand in PAGE_MARK. */
void page_flow(struct page *page, enum page_style style, guint indent,
               const char *text, const GArray *marks);

/* ---- columns.c: a table for reading, aligned by display width */

struct columns;
/* The first `texts` columns stand to the left, the others, numbers, to the
 * right.  The first row is the header. */
struct columns *columns_new(guint count, guint texts);
/* Begins the next cell, row after row. */
void columns_add(struct columns *columns, const char *text);
/* Goes on in the cell begun last, in another style. */
void columns_run(struct columns *columns, enum page_style style,
                 const char *text);
/* Puts the rows down and frees; the first and, if so said, the last are
 * dim. */
void columns_put(struct columns *columns, struct page *page, bool last_dim);

/* ---- fields.c: what the records hold, in words */

struct output_field {
    const char *name; /* NULL ends the list */
    const char *type; /* in JSON */
    const char *meaning;
};
struct output_record {
    const char *name;
    const char *base; /* a record whose fields this one has too, or NULL */
    const char *about;
    const char *example; /* a command line that prints some */
    const struct output_field *fields;
};
extern const struct output_record output_records[];
extern const guint output_records_count;
extern const char *const output_notes[]; /* paragraphs about all of them */
extern const guint output_notes_count;

/* ---- the stream */

struct citation; /* common/model */

struct emit_shape {
    const char *const *fields; /* in order, NULL-terminated: csv's header */
    /* The record as contract §6 writes it; a new reference. */
    json_t *(*json)(const void *record);
    void (*text)(struct page *page, const void *record);
    /* What a list of references says of the record (common/model), cleared by
     * the dialect; false when it is not to be cited.  NULL: only for formats
     * without emit_format_cites. */
    bool (*cite)(const void *record, struct citation *citation);
};

struct emit_options {
    enum emit_format format;
    enum emit_color color;
    const char *output; /* file, or NULL for standard output */
    bool excel;         /* csv: byte-order mark, no formulas */
    bool list;          /* json: a list of documents */
    bool pager;         /* text on a terminal goes through a pager */
};

struct emit;

/* NULL with error (G_FILE_ERROR) when the file cannot be made.  A file is
 * written beside its place and moved there by emit_close. */
struct emit *emit_open(const struct emit_options *options, GError **error);
/* Opens a document; takes `head` (an object, or NULL), which json puts before
 * the records.  All documents of one stream have the same fields. */
void emit_begin(struct emit *emit, const struct emit_shape *shape,
                json_t *head);
void emit_record(struct emit *emit, const void *record);
void emit_end(struct emit *emit);
/* The page, between begin and end, for what stands around records; NULL in all
 * formats but text. */
struct page *emit_page(struct emit *emit);
/* True when nobody reads on, or writing failed: going on is of no use. */
bool emit_stopped(const struct emit *emit);
/* Writes what is left, puts the file in its place, frees.  False with error
 * when a byte was lost; then no file stands there. */
bool emit_close(struct emit *emit, GError **error);
/* Instead of emit_close when the records cannot be completed: a file that was
 * to be written is not. */
void emit_abandon(struct emit *emit);
#endif
