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

/* ---- dialects */

struct dialect {
    void (*start)(struct emit *emit); /* once, before all documents */
    void (*begin)(struct emit *emit, const json_t *head);
    void (*record)(struct emit *emit, const void *record);
    void (*end)(struct emit *emit);
    void (*finish)(struct emit *emit); /* once, after all documents */
};

extern const struct dialect emit_text, emit_jsonl, emit_json, emit_csv;
extern const struct dialect emit_bibtex, emit_ris, emit_gbt7714;

struct emit {
    const struct dialect *dialect;
    const struct emit_shape *shape;
    struct sink sink;
    struct page page; /* writes into the sink's buffer */
    guint documents;  /* begun so far */
    guint records;    /* of the open document */
    bool excel;
    bool list;
    GHashTable *cited; /* keys of the citations written, or NULL */
};

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
