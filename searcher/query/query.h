/* The query language (contract §4): text in, tree out, and back to text.
 *
 * marks.c says which characters of a query are syntax, lex.c cuts it into
 * tokens, parse.c makes the tree, value.c reads the values of fields, print.c
 * writes the tree back in canonical form: parsing what was printed gives the
 * same tree.  explain.c says it in words and as JSON, fault.c shows the place
 * of a mistake.  fields.c is the one table of fields that lexer, matcher, help
 * and manual read.  Knows nothing of an index.
 */
#ifndef PLAN_QUERY_H
#define PLAN_QUERY_H

#include "common/text/text.h"

#include <jansson.h>

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
};
extern const struct query_field_info query_fields[QUERY_FIELDS];

/* The field of that name or alias, or -1. */
int query_field_find(const char *name, gsize length);
/* The field whose name is nearest (at most two letters off), or -1. */
int query_field_near(const char *name, gsize length);

/* ---- syntax.c: what can be written, for help and manual */

struct query_syntax {
    const char *written;
    const char *alias;   /* Chinese or full-width twin, or another way; NULL */
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
    QUERY_AND,      /* parts, two or more */
    QUERY_OR,       /* parts, two or more */
    QUERY_NOT,      /* parts: one */
    QUERY_NEAR,     /* parts: terms, synonyms or ORs of them; gaps */
    QUERY_TERM,     /* text, normal */
    QUERY_SYNONYMS, /* text; parts: terms, the one asked for first */
    QUERY_FILTER,   /* field, text, normal; range of year: and num: */
    QUERY_REGEX,    /* text, pattern */
};

/* Between two neighbours of a NEAR: at most so many characters; ordered: the
 * first comes first (ADJ). */
struct query_gap {
    guint most;
    bool ordered;
};

struct query_range {  /* of year: and num:, both ends included */
    double low, high; /* may be infinite */
    bool percent;
};

/* Filters of one field that stand beside each other under one AND are
 * alternatives, those of different fields all hold. */
struct query {
    enum query_op op;
    enum query_field field;
    char *text;   /* as written, without quotes; a filter's in canonical form */
    char *normal; /* norm(text), never empty */
    gsize length; /* of normal, bytes */
    GPtrArray *parts; /* of struct query, or NULL */
    GArray *gaps;     /* of struct query_gap, one fewer than parts, or NULL */
    struct query_range range;
    struct pattern *pattern;
};

enum {
    QUERY_LONGEST = 1 << 16, /* bytes: longer ones are refused */
    QUERY_DEEPEST = 100,     /* brackets and NOTs within each other */
};

/* The tree of a query, or NULL with an error of several lines: what is wrong,
 * the query, a caret under the place, and what to write instead. */
struct query *query_parse(const char *text, GError **error);
/* The whole text as one plain term (--fixed). */
struct query *query_fixed(const char *text, GError **error);
void query_free(struct query *query);
/* What `query` (taken; NULL: everything) finds within what the filter lets
 * pass; value in canonical form. */
struct query *query_narrow(struct query *query, enum query_field field,
                           const char *value);

/* The terms that are looked for, in their order: of synonyms all, of what
 * stands under NOT none.  Borrowed from the query; caller unrefs the list. */
GPtrArray *query_terms(const struct query *query);

/* The query in canonical form; caller frees. */
char *query_print(const struct query *query);
/* What was understood, in words, one part a line; caller frees. */
char *query_explain(const struct query *query);
/* {"text": canonical form, "tree": nested objects with "op"}; a new
 * reference. */
json_t *query_to_json(const struct query *query);
#endif
