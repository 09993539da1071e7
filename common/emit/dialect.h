/* Inside emit: a stream, and what a dialect has to know to do. */
#ifndef PLAN_EMIT_DIALECT_H
#define PLAN_EMIT_DIALECT_H

#include "common/emit/emit.h"
#include "common/model/model.h"

/* ---- sink: bytes on their way out */

struct sink {
    GString *buffer;
    int fd;
    char *path; /* where the file will stand, or NULL for standard output */
    char *temporary;
    int failure; /* errno of the first write that failed, or 0 */
    bool page;   /* a pager is to be started with the first byte */
    GPid pager;  /* that reads what is written, or 0 */
};

bool sink_open(struct sink *sink, const char *output, GError **error);
/* Passes the buffer on once it is long enough. */
void sink_drain(struct sink *sink);
bool sink_is_terminal(const struct sink *sink, guint *width);
bool sink_close(struct sink *sink, GError **error);

/* ---- pager.c */

/* Whether the terminal is one that a pager can use. */
bool pager_is_wanted(void);
/* Puts a pager between the sink and the terminal, if there is one. */
void pager_start(struct sink *sink);
/* Waits until the reader leaves the pager. */
void pager_wait(struct sink *sink);

/* ---- pages in their three forms */

struct run {
    enum page_style style;
    bool breaks; /* begins on a new line of its cell */
    char *text;
};
/* Of struct run, which it frees. */
GArray *runs_new(void);
/* Takes text; an empty one is none. */
void runs_add(GArray *runs, enum page_style style, char *text);
/* The text cut where marks begin and end. */
void runs_add_marked(GArray *runs, enum page_style style, const char *text,
                     const GArray *marks);
/* The character, or U+FFFD for one that must not reach a reader. */
gunichar page_shown(gunichar c);
char *page_clean(const char *text);

enum line_kind { LINE_RUNS, LINE_FLOW, LINE_ITEM };

struct page_line { /* of md and html, complete */
    enum line_kind kind;
    enum page_style style; /* of LINE_FLOW */
    guint indent;          /* columns; of LINE_ITEM its depth */
    bool apart;            /* an empty line stands above it */
    const GArray *runs;    /* the first begins with no space */
};

enum row_kind { ROW_HEAD, ROW_BODY, ROW_TOTAL };

struct columns {
    guint count;
    enum column_kind *kinds;
    guint *widths;    /* of text */
    GPtrArray *cells; /* of GArray of struct run, row after row */
    bool hide_head;   /* in text */
    bool side_by_side;
    guint narrow;
    struct page *page; /* that rows go to as soon as they are complete */
    guint rows;        /* put down */
    char *key;         /* of page_rows, or NULL */
};

/* How a form is written; line is NULL of text, which needs no state. */
struct page_syntax {
    void (*line)(struct page *page, const struct page_line *line);
    void (*open)(struct page *page, const struct columns *columns);
    void (*row)(struct page *page, const struct columns *columns,
                GArray *const *cells, enum row_kind kind);
    void (*close)(struct page *page, const struct columns *columns);
};
extern const struct page_syntax page_text, page_markdown, page_html;
const struct page_syntax *page_syntax(const struct page *page);

struct page_state {
    GArray *runs;        /* of the line that is being written */
    enum line_kind kind; /* of it */
    guint depth;
    bool apart;           /* an empty line was written last */
    guint64 items;        /* md: depths of the items above, a bit each */
    guint blocks;         /* written so far */
    struct columns *rows; /* the open table, or NULL */
    GHashTable *anchors;  /* html: hashes of the ids that have one */
};
struct page_state *page_state(struct page *page);
/* Closes the open table and the line. */
void page_settle(struct page *page);

/* ---- what pictures share: figure.c */

struct drawing {
    GString *body;
    double width, height;
};
/* A whole <svg> element. */
void drawing_put(GString *out, const struct drawing *drawing);

enum { FIGURE_MARGIN = 16, FIGURE_FONT = 13, FIGURE_SMALL = 11 };
/* Height of the title and subtitle, and of the note. */
double figure_head(const struct figure *figure);
double figure_foot(const struct figure *figure);
/* Puts title, subtitle and note down. */
void figure_put(struct drawing *drawing, const struct figure *figure);
/* A number with so many decimals, "–" for NAN; caller frees. */
char *figure_number(double value, guint decimals);
/* The widest label, at most `most`. */
double figure_labels(const char *const *labels, guint count, double most);
/* A round step that divides [0, most] into about five. */
double figure_step(double most);
/* How many decimals the step's multiples need. */
guint figure_decimals(double step);
/* One hue from white (0) to dark (1); caller frees. */
char *figure_tone(double share);
/* From `least` (not above 0) to `most` (not below). */
struct axis {
    double left, width, least, most;
};
double axis_position(const struct axis *axis, double value);
/* Vertical lines with their numbers below at multiples of a round step; at the
 * foot what they are. */
void figure_axis(struct drawing *drawing, const struct axis *axis, double top,
                 double bottom, const char *about);

/* ---- cells of csv and xlsx */

/* The value as a cell's text: a path joined by " > ", other lists and objects
 * JSON; NULL for null.  Caller frees. */
char *cell_text(const char *field, const json_t *value);

/* ---- dialects */

struct dialect {
    void (*start)(struct emit *emit); /* once, before all documents */
    void (*begin)(struct emit *emit, const json_t *head);
    void (*record)(struct emit *emit, const void *record);
    void (*end)(struct emit *emit);
    void (*finish)(struct emit *emit); /* once, after all documents */
};

extern const struct dialect emit_text, emit_jsonl, emit_json, emit_csv,
    emit_markdown, emit_html, emit_xlsx, emit_bibtex, emit_ris, emit_gbt7714,
    emit_svg;

struct emit {
    const struct dialect *dialect;
    const struct emit_shape *shape;
    struct sink sink;
    struct page page; /* writes into the sink's buffer */
    guint documents;  /* begun so far */
    guint records;    /* of the open document */
    bool started;
    bool excel;
    bool list;
    char *name, *title;
    char *fingerprint;   /* html: of the index, once a head said it */
    char *hint;          /* html: of the open document */
    struct book *book;   /* xlsx */
    GPtrArray *drawings; /* svg: of struct drawing, or NULL */
    GHashTable *cited;   /* keys of the citations written, or NULL */
    guint cut;           /* cells */
};

/* Puts down the rows that still wait, if a workbook has any. */
void book_settle(struct emit *emit);
/* Frees the workbook of xlsx, if there is one. */
void book_free(struct emit *emit);

/* ---- cite.c: what the dialects of citations share */

/* The record's citation through `put`, once a key: a unit that several queries
 * find is one entry of a list of references. */
void emit_cite(struct emit *emit, const void *record,
               void (*put)(GString *out, const struct citation *citation));
/* A text on one line: white space and control characters are one space. */
char *cite_line(const char *text);
/* "2021" of a date, in `year`; false when it is none. */
bool cite_year(const char *date, char year[5]);
/* Month and day of a date, 0 where it does not say. */
void cite_day(const char *date, guint *month, guint *day);
/* Of dialects that have nothing to do there. */
void cite_begin(struct emit *emit, const json_t *head);
void cite_nothing(struct emit *emit);

/* One JSON value, compact, in the contract's way with numbers. */
void emit_put_json(GString *out, const json_t *json);
#endif
