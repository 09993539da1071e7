/* The query language (contract §4): text in, tree out, and back to text.
 *
 * lex.c cuts a query into tokens, parse.c makes the tree, print.c writes it
 * back in canonical form: parsing what was printed gives the same tree.
 * fields.c is the one table of fields that lexer, matcher and help read.
 * Knows nothing of an index.
 */
#ifndef PLAN_QUERY_H
#define PLAN_QUERY_H

#include <glib.h>
#include <stdbool.h>

#define QUERY_ERROR (query_error_quark())
GQuark query_error_quark(void);
enum query_error { QUERY_ERROR_SYNTAX };

/* ---- fields */

enum query_field {
    FIELD_PLAN,
    FIELD_PLACE,
    FIELD_WITHIN,
    FIELD_LEVEL,
    FIELD_PERIOD,
    FIELD_KIND,
    FIELD_ROLE,
    FIELD_ID,
    FIELD_SECTION,
    FIELD_LEAD,
    FIELD_CAPTION,
    FIELD_INDICATOR,
    FIELD_YEAR,
    FIELD_NUM,
};
enum { QUERY_FIELDS = FIELD_NUM + 1 };

struct query_field_info {
    const char *name;
    const char *alias; /* Chinese */
    const char *about; /* one line of help */
    bool ready;        /* false: known, and refused by this version */
};
extern const struct query_field_info query_fields[QUERY_FIELDS];

/* The field of that name or alias, or -1. */
int query_field_find(const char *name, gsize length);
/* The field whose name is nearest (at most two letters off), or -1. */
int query_field_near(const char *name, gsize length);
/* The value as the index knows it (tasks for 任务, 2021-2025 for 十四五), or
 * NULL with error saying what is allowed.  Caller frees. */
char *query_field_value(enum query_field field, const char *value,
                        GError **error);

/* ---- syntax.c: what can be written, for help and manual */

struct query_syntax {
    const char *written;
    const char
        *alias; /* its Chinese or full-width twin, or another way; NULL */
    const char *meaning; /* sentences */
    const char *example; /* a query that finds something in the sample plans */
    const char *example_twin; /* another that finds the same, or NULL */
};
extern const struct query_syntax query_syntax[];
extern const guint query_syntaxes;

struct query_note { /* a chapter of plan-query(7) */
    const char *heading;
    const char *text; /* paragraphs */
};
extern const struct query_note query_notes[];
extern const guint query_notes_count;

/* All values a field may have, NULL-terminated, borrowed; NULL where they
 * cannot be listed. */
const char *const *query_field_words(enum query_field field);

/* ---- the tree */

enum query_op {
    QUERY_AND,    /* parts */
    QUERY_TERM,   /* text, normal */
    QUERY_FILTER, /* field, text, normal */
};

/* A parsed query is always an AND at the top; its parts are terms and filters.
 * Filters of one field are alternatives, those of different ones all hold. */
struct query {
    enum query_op op;
    enum query_field field;
    char *text;   /* as written, without quotes; a filter's in canonical form */
    char *normal; /* norm(text), never empty */
    gsize length; /* of normal, bytes */
    GPtrArray *parts; /* of struct query; of an AND, else NULL */
};

/* Longer queries are refused, so that none can stand still. */
enum { QUERY_LONGEST = 1 << 16 };

/* The tree of a query, or NULL with an error of several lines: what is wrong,
 * the query, a caret under the place, and what to write instead. */
struct query *query_parse(const char *text, GError **error);
/* The whole text as one plain term (--fixed). */
struct query *query_fixed(const char *text, GError **error);
void query_free(struct query *query);
/* Adds a filter to the top of a tree; value in canonical form. */
void query_add_filter(struct query *query, enum query_field field,
                      const char *value);

/* The query in canonical form; caller frees. */
char *query_print(const struct query *query);
/* What was understood, in words, one part a line; caller frees. */
char *query_explain(const struct query *query);
#endif
