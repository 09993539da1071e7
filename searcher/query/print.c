/* Writes a query tree back as text: what was understood, in canonical form.
 *
 * A term is printed bare only where the lexer reads it back as that very term;
 * otherwise between straight quotation marks.
 */
#include "searcher/query/lex.h"

#include <string.h>

/* True when the text alone is one token of that kind with that very text. */
static bool reads_back(const char *bare, enum token_kind kind, const char *text)
{
    g_autoptr(GArray) tokens = lex_query(bare, NULL);
    if (tokens == NULL || tokens->len != 1)
        return false;
    const struct lexeme *token = &g_array_index(tokens, struct lexeme, 0);
    return token->kind == kind && strcmp(token->text, text) == 0;
}

/* Marks that pair with others of the query depend on what stands around. */
static bool needs_quotes(const char *text)
{
    static const char *const marks[] = {"\"", "“",  "”",  "(",
                                        ")",  "（", "）", "\\"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(text, marks[i]) != NULL)
            return true;
    return false;
}

static void put_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\' || g_str_has_prefix(at, "“") ||
            g_str_has_prefix(at, "”"))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void put_leaf(GString *out, const struct query *leaf)
{
    bool filter = leaf->op == QUERY_FILTER;
    g_autofree char *bare = filter ? g_strconcat(query_fields[leaf->field].name,
                                                 ":", leaf->text, NULL)
                                   : g_strdup(leaf->text);
    if (!needs_quotes(leaf->text) &&
        reads_back(bare, filter ? TOKEN_FILTER : TOKEN_TERM, leaf->text)) {
        g_string_append(out, bare);
        return;
    }
    if (filter)
        g_string_append_printf(out, "%s:", query_fields[leaf->field].name);
    put_quoted(out, leaf->text);
}

char *query_print(const struct query *query)
{
    GString *out = g_string_new(NULL);
    if (query->op != QUERY_AND)
        put_leaf(out, query);
    for (guint i = 0; query->op == QUERY_AND && i < query->parts->len; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        put_leaf(out, query->parts->pdata[i]);
    }
    return g_string_free(out, FALSE);
}

/* The alternatives of one field, where the first of them stands. */
static void explain_filter(GString *out, const struct query *query, guint at)
{
    const struct query *filter = query->parts->pdata[at];
    g_autoptr(GString) values = g_string_new(NULL);
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op != QUERY_FILTER || part->field != filter->field)
            continue;
        if (i < at)
            return; /* said already */
        g_string_append_printf(values, "%s'%s'", i > at ? " or " : "",
                               part->text);
    }
    g_string_append_printf(out, "\n  %s is %s",
                           query_fields[filter->field].name, values->str);
}

char *query_explain(const struct query *query)
{
    g_autofree char *printed = query_print(query);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "understood as '%s'", printed);
    for (guint i = 0; i < query->parts->len; i++) {
        const struct query *part = query->parts->pdata[i];
        if (part->op == QUERY_TERM)
            g_string_append_printf(out, "\n  the text holds '%s'",
                                   part->normal);
        else
            explain_filter(out, query, i);
    }
    return g_string_free(out, FALSE);
}
