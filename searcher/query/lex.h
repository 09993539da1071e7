/* Inside query: characters with their part in the syntax, and tokens. */
#ifndef PLAN_QUERY_LEX_H
#define PLAN_QUERY_LEX_H

#include "searcher/query/query.h"

/* ---- marks.c: the characters of a query and what is syntax among them */

enum { NO_MATE = -1 };

struct point {
    gunichar c;  /* the ASCII twin of a full-width mark; “ and ” stay */
    gsize at;    /* byte */
    gint64 mate; /* of a bracket or quotation mark: its partner, or NO_MATE */
    bool group;  /* of a bracket: it opens or closes a group */
};

struct marks {
    const char *text;
    GArray *points; /* of struct point, one more than characters: the end */
    gint64 count;
};

void marks_init(struct marks *marks, const char *text);
void marks_clear(struct marks *marks);
const struct point *marks_at(const struct marks *marks, gint64 i);
/* The character, a space before the first and after the last. */
gunichar marks_char(const struct marks *marks, gint64 i);
bool marks_is_quote(gunichar c);
/* A backslash before a mark or another backslash: the pair is text. */
bool marks_is_escape(const struct marks *marks, gint64 i);

/* The mark that ends the literal that a quotation mark at i opens, or -1 when
 * it opens none. */
gint64 marks_quote_end(const struct marks *marks, gint64 i);
/* The slash that ends the regular expression that one at i opens, or -1. */
gint64 marks_regex_end(const struct marks *marks, gint64 i);
/* Behind the operator word that begins at i (AND, OR, NOT, NEAR…, ADJ…), or -1:
 * NEAR and ADJ with all that stands behind their slash. */
gint64 marks_operator_end(const struct marks *marks, gint64 i);
/* The next space, bracket of a group, or the end. */
gint64 marks_word_end(const struct marks *marks, gint64 start);
/* The colon behind the name of a field that begins at i, or -1. */
gint64 marks_colon(const struct marks *marks, gint64 start, int *field);

/* ---- lex.c: tokens */

enum token_kind {
    TOKEN_TERM,     /* text */
    TOKEN_SYNONYMS, /* text */
    TOKEN_FILTER,   /* field, text */
    TOKEN_REGEX,    /* text */
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,  /* the word, or a minus */
    TOKEN_NEAR, /* gap */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_END, /* one, the last */
};

struct lexeme {
    enum token_kind kind;
    enum query_field field;
    struct query_gap gap;
    char *text;
    gsize start, value; /* bytes in the query: the token, a filter's value */
};

/* All tokens of a query in order (GArray of struct lexeme, frees them), or
 * NULL with error. */
GArray *lex_query(const char *text, GError **error);

/* ---- fault.c */

/* Sets an error that shows the place: message, excerpt, caret, advice (may be
 * NULL). */
void lex_fault(GError **error, const char *text, gsize at, const char *advice,
               const char *format, ...) G_GNUC_PRINTF(5, 6);

/* ---- value.c: fills text, normal and range of a filter from what was
 * written; false with error saying what is allowed. */
bool value_read(struct query *filter, const char *value, GError **error);
#endif
