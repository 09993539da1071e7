/* Inside query: tokens. */
#ifndef PLAN_QUERY_LEX_H
#define PLAN_QUERY_LEX_H

#include "searcher/query/query.h"

enum token_kind {
    TOKEN_TERM,    /* text */
    TOKEN_FILTER,  /* field, text */
    TOKEN_AND,     /* the word */
    TOKEN_REFUSED, /* syntax of the language that is not built: text names it */
};

struct lexeme {
    enum token_kind kind;
    enum query_field field;
    char *text;
    gsize start, value; /* bytes in the query: the token, a filter's value */
};

/* All tokens of a query in order (GArray of struct lexeme, frees them), or
 * NULL with error. */
GArray *lex_query(const char *text, GError **error);

/* Sets an error that shows the place: message, excerpt, caret, advice (may be
 * NULL). */
void lex_fault(GError **error, const char *text, gsize at, const char *advice,
               const char *format, ...) G_GNUC_PRINTF(5, 6);
#endif
