/* Writes a query tree back as text: what was understood, in canonical form.
 *
 * A term is printed bare only where the lexer reads it back as that very term;
 * otherwise between straight quotation marks.  Brackets stand where the tree
 * needs them.
 */
#include "searcher/query/lex.h"

#include <string.h>

/* True when the text alone is one token of that kind with that very text. */
static bool reads_back(const char *bare, enum token_kind kind, const char *text)
{
    g_autoptr(GArray) tokens = lex_query(bare, NULL);
    if (tokens == NULL || tokens->len != 2)
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
    static const enum token_kind kinds[] = {[QUERY_TERM] = TOKEN_TERM,
                                            [QUERY_SYNONYMS] = TOKEN_SYNONYMS,
                                            [QUERY_FILTER] = TOKEN_FILTER};
    bool filter = leaf->op == QUERY_FILTER;
    const char *before = filter ? query_fields[leaf->field].name
                         : leaf->op == QUERY_SYNONYMS ? "~"
                                                      : "";
    g_autofree char *bare =
        g_strconcat(before, filter ? ":" : "", leaf->text, NULL);
    if (!needs_quotes(leaf->text) &&
        reads_back(bare, kinds[leaf->op], leaf->text)) {
        g_string_append(out, bare);
        return;
    }
    g_string_append_printf(out, "%s%s", before, filter ? ":" : "");
    put_quoted(out, leaf->text);
}

static void put(GString *out, const struct query *query);

/* Between brackets when it binds no tighter than what it is part of. */
static void put_part(GString *out, const struct query *part, enum query_op of)
{
    static const guint binds[] = {
        [QUERY_OR] = 0,    [QUERY_AND] = 1,    [QUERY_NEAR] = 2,
        [QUERY_NOT] = 3,   [QUERY_TERM] = 4,   [QUERY_SYNONYMS] = 4,
        [QUERY_REGEX] = 4, [QUERY_FILTER] = 4,
    };
    bool brackets = binds[part->op] <= binds[of] &&
                    !(part->op == QUERY_NOT && of == QUERY_NOT);
    if (brackets)
        g_string_append_c(out, '(');
    put(out, part);
    if (brackets)
        g_string_append_c(out, ')');
}

static void put_joint(GString *out, const struct query *query, guint i)
{
    if (query->op == QUERY_NEAR) {
        const struct query_gap *gap =
            &g_array_index(query->gaps, struct query_gap, i - 1);
        g_string_append_printf(out, " %s/%u ", gap->ordered ? "ADJ" : "NEAR",
                               gap->most);
    } else {
        g_string_append(out, query->op == QUERY_OR ? " OR " : " ");
    }
}

static void put(GString *out, const struct query *query)
{
    switch (query->op) {
    case QUERY_TERM:
    case QUERY_SYNONYMS:
    case QUERY_FILTER:
        put_leaf(out, query);
        return;
    case QUERY_REGEX:
        g_string_append_printf(out, "/%s/", query->text);
        return;
    case QUERY_NOT:
        g_string_append(out, "NOT ");
        break;
    default:
        break;
    }
    for (guint i = 0; i < query->parts->len; i++) {
        if (i > 0)
            put_joint(out, query, i);
        put_part(out, query->parts->pdata[i], query->op);
    }
}

char *query_print(const struct query *query)
{
    GString *out = g_string_new(NULL);
    put(out, query);
    return g_string_free(out, FALSE);
}
