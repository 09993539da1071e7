/* One stream of records, written in one of several dialects.
 *
 * Commands say structure: a shape (the fields of a kind of record, how one is
 * made JSON, how one is laid out for reading) and records.  Dialects know
 * syntax, one file each: jsonl, json, csv and xlsx are made of fields and JSON;
 * text, md and html of the layout for reading, which stands on one page in
 * three forms; bibtex, ris and gbt7714 of what a list of references says of
 * each record; svg of pictures alone.  Reads records of the views, gives bytes
 * to standard output (on a terminal through a pager) or to a file.  The same
 * records give the same bytes.
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
    EMIT_MARKDOWN,
    EMIT_HTML,
    EMIT_XLSX,
    EMIT_BIBTEX,
    EMIT_RIS,
    EMIT_GBT7714,
    EMIT_SVG, /* pictures only */
};
enum emit_color { EMIT_COLOR_AUTO, EMIT_COLOR_ALWAYS, EMIT_COLOR_NEVER };

/* "text", "jsonl" …, "auto" …, and back; -1 for a name that is none. */
int emit_format_find(const char *name);
int emit_color_find(const char *name);
/* The format a file's name ends in (".html"), or -1. */
int emit_format_of_file(const char *path);
/* All of them in order, NULL-terminated. */
const char *const *emit_format_names(void);
const char *const *emit_color_names(void);
/* Whether a format writes citations (emit_shape.cite) and nothing else. */
bool emit_format_cites(enum emit_format format);

/* ---- a page: what a record is laid out on, for reading
 *
 * The same calls give text for a terminal, GitHub's Markdown and HTML.  In the
 * last two a line is a paragraph of its own: one that holds PAGE_HEAD is a
 * heading, one in PAGE_PATH alone a heading below it, spaces at its beginning
 * are an indentation, an id is an anchor.  Nothing a text holds is syntax.
 */

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

enum page_form { PAGE_TEXT, PAGE_MARKDOWN, PAGE_HTML };

struct page_state; /* what a form remembers between two lines */

struct page {
    GString *out;
    guint width; /* columns; 0: lines are never broken (text) */
    bool color;  /* (text) */
    enum page_form form;
    struct page_state *state; /* NULL to begin with; of md and html */
};

struct page_span { /* code points, end excluded */
    guint start, end;
};

/* Puts text down as it is; control characters become U+FFFD. */
void page_put(struct page *page, enum page_style style, const char *text);
void page_printf(struct page *page, enum page_style style, const char *format,
                 ...) G_GNUC_PRINTF(3, 4);
/* Ends the line; an empty one sets apart what follows. */
void page_newline(struct page *page);
/* Makes the line that begins here an item of an outline; depth 0 outermost,
 * two columns each in text. */
void page_item(struct page *page, guint depth);
/* A paragraph on lines of its own, broken to the page's width as Chinese is
 * (no closing mark begins a line, no opening one ends it, words in Latin
 * letters stay whole), every line indented; `marks` (of struct page_span, in
 * order, or NULL) stand in PAGE_MARK. */
void page_flow(struct page *page, enum page_style style, guint indent,
               const char *text, const GArray *marks);
/* Ends what stands open and forgets; the page can be written on again. */
void page_end(struct page *page);

/* The same of runs, each in a style of its own. */
struct page_run {
    enum page_style style;
    const char *text; /* borrowed */
};
void page_runs(struct page *page, guint indent, const struct page_run *runs,
               guint count);
/* Whether texts may stand side by side in the columns of a table; on a terminal
 * one below the other is easier to read. */
bool page_is_wide(const struct page *page);

/* ---- columns.c: a table for reading; in text aligned by display width */

enum column_kind {
    COLUMN_TEXT,   /* stands to the left */
    COLUMN_NUMBER, /* to the right */
    COLUMN_BEFORE, /* text that ends where the next column begins */
    COLUMN_NODE,   /* text between COLUMN_BEFORE and what follows it, which
                      begins where it ends */
};

struct columns;
/* The first `texts` columns are COLUMN_TEXT, the others COLUMN_NUMBER.  The
 * first row is the header. */
struct columns *columns_new(guint count, guint texts);
void columns_kind(struct columns *columns, guint column, enum column_kind kind);
/* Text has no header line (md and html have). */
void columns_hide_head(struct columns *columns);
/* Texts to be read side by side, one column each: html makes the columns
 * equally wide but for the first `narrow` ones, and prints them across the
 * page. */
void columns_side_by_side(struct columns *columns, guint narrow);
/* Puts rows down as soon as they are complete, so that a long table needs no
 * memory; widths: of every column, in text (NULL in other forms). */
void columns_stream(struct columns *columns, struct page *page,
                    const guint *widths);
/* Begins the next cell, row after row. */
void columns_add(struct columns *columns, const char *text);
/* Goes on in the cell begun last, in another style. */
void columns_run(struct columns *columns, enum page_style style,
                 const char *text);
/* Goes on in the cell begun last, on a new line (in text after a space). */
void columns_line(struct columns *columns);
/* The text with its marks (as of page_flow), at the end of the cell. */
void columns_flow(struct columns *columns, const char *text,
                  const GArray *marks);
/* Puts the rows (that are left) down and frees; the first and, if so said, the
 * last are dim. */
void columns_put(struct columns *columns, struct page *page, bool last_dim);

/* A table that stays open on the page (not in text) until something else is
 * put on it, so that one row a record makes one table: NULL unless the open one
 * has this key.  page_rows_open makes one; its rows stream. */
struct columns *page_rows(struct page *page, const char *key);
struct columns *page_rows_open(struct page *page, const char *key, guint count);

/* ---- svg.c: drawings
 *
 * Lengths are pixels of a screen, y grows downwards; numbers are printed the
 * same everywhere.  Text names a list of fonts for Chinese and is measured by
 * its display width.  Colours are those of SVG ("#rrggbb", "none").
 */

struct drawing;
struct drawing *drawing_new(double width, double height);
void drawing_free(struct drawing *drawing);

enum text_anchor { TEXT_START, TEXT_MIDDLE, TEXT_END };
struct text_look {
    double size;
    enum text_anchor anchor;
    const char *color; /* NULL: black */
    bool bold;
    double turn; /* degrees clockwise about the point, or 0 */
};
/* How wide the text will be about; size: of the font. */
double drawing_text_width(const char *text, double size);
/* The text's base line begins, has its middle or ends at (x, y). */
void drawing_text(struct drawing *drawing, double x, double y,
                  const struct text_look *look, const char *text);
/* As drawing_text, cut to `room` with an ellipsis; the whole text then is what
 * a pointer above it shows. */
void drawing_label(struct drawing *drawing, double x, double y,
                   const struct text_look *look, double room, const char *text);
void drawing_rect(struct drawing *drawing, double x, double y, double width,
                  double height, const char *fill, const char *stroke);
void drawing_line(struct drawing *drawing, double x1, double y1, double x2,
                  double y2, const char *stroke, double width);
void drawing_circle(struct drawing *drawing, double x, double y, double radius,
                    const char *fill, const char *stroke);
/* points: count pairs of x and y. */
void drawing_polygon(struct drawing *drawing, const double *points, guint count,
                     const char *fill);
/* What a pointer above it shows belongs to all that is drawn until the group
 * ends. */
void drawing_group(struct drawing *drawing, const char *title);
void drawing_group_end(struct drawing *drawing);

/* ---- figure_*.c: pictures made of plain data
 *
 * All say in numbers what they say in tone or length, and are read in grey.
 * Values that are NAN are drawn as a dash.  Texts are borrowed; title and
 * subtitle may be NULL, note stands small at the foot.  The caller owns the
 * drawing.
 */

struct figure {
    const char *title, *subtitle, *note;
};

struct heatmap {
    struct figure figure;
    guint rows, columns;
    const char *const *row_labels;
    const char *const *column_labels;
    const double *values; /* row after row */
    guint decimals;
    const char *legend; /* what the numbers are */
};
/* Rows and columns change places where there are more columns than a page can
 * hold, and fewer rows. */
struct drawing *heatmap_draw(const struct heatmap *heatmap);

struct bars {
    struct figure figure;
    guint count;
    const char *const *labels;
    const double *values; /* not negative */
    guint decimals;
    const char *axis; /* what the numbers are */
};
struct drawing *bars_draw(const struct bars *bars);

struct dispersion_strip { /* one text, such as a plan */
    const char *label;
    guint64 length;        /* of the text */
    const guint64 *places; /* where the word stands, from 0 */
    guint count;
    double dp; /* Gries' deviation of proportions, or NAN */
};
struct dispersion {
    struct figure figure;
    const struct dispersion_strip *strips;
    guint count;
    bool scaled; /* strips as long as their texts; else all alike */
};
struct drawing *dispersion_draw(const struct dispersion *dispersion);

struct rung {
    const char *label;
    double base, target, achieved; /* NAN where unknown */
    /* as the plan writes them, or NULL */
    const char *base_text, *target_text, *achieved_text;
};
struct ladder { /* from base to target, a line a plan, on one axis; what was
                   achieved below the line */
    struct figure figure;
    const struct rung *rungs;
    guint count;
    const char *axis; /* indicator's unit */
};
struct drawing *ladder_draw(const struct ladder *ladder);

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
    const char *name;   /* of the command: the sheet's in xlsx, or NULL */
    const char *title;  /* of the page in html, or NULL */
};

struct emit;

/* NULL with error (G_FILE_ERROR) when the file cannot be made.  A file is
 * written beside its place and moved there by emit_close. */
struct emit *emit_open(const struct emit_options *options, GError **error);
/* What the records of the documents begun from now on are called: the sheet's
 * name in xlsx; the command's until it is said. */
void emit_name(struct emit *emit, const char *name);
/* Opens a document; takes `head` (an object, or NULL), which json puts before
 * the records.  In
 * csv all documents of one stream have the same fields; in xlsx other fields or
 * another name begin a new sheet. */
void emit_begin(struct emit *emit, const struct emit_shape *shape,
                json_t *head);
void emit_record(struct emit *emit, const void *record);
void emit_end(struct emit *emit);
/* The page, between begin and end, for what stands around records; NULL in all
 * formats but text, md and html. */
struct page *emit_page(struct emit *emit);
/* Whether emit_draw would show anything: in svg and html. */
bool emit_draws(const struct emit *emit);
/* Takes the drawing and shows it: in svg as the document (several stand below
 * each other), in html where the page is. */
void emit_draw(struct emit *emit, struct drawing *drawing);
/* After the last emit_end: how many cells were longer than a spreadsheet can
 * hold, and are cut (xlsx; each of them says so). */
guint emit_cut(struct emit *emit);
/* True when nobody reads on, or writing failed: going on is of no use. */
bool emit_stopped(const struct emit *emit);
/* Writes what is left, puts the file in its place, frees.  False with error
 * when a byte was lost; then no file stands there. */
bool emit_close(struct emit *emit, GError **error);
/* Instead of emit_close when the records cannot be completed: a file that was
 * to be written is not. */
void emit_abandon(struct emit *emit);
#endif
