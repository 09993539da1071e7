/* Makes the tree of a query from its tokens: operands with AND between them,
 * written or not.  Everything else of the language is refused by name and
 * place: nothing is dropped.
 */
#include "searcher/query/lex.h"

#include "common/text/text.h"

#include <string.h>

static struct query *query_new(enum query_op op)
{
    struct query *query = g_new0(struct query, 1);
    query->op = op;
    if (op == QUERY_AND)
        query->parts = g_ptr_array_new_with_free_func(
            (GDestroyNotify)(void (*)(void))query_free);
    return query;
}

void query_free(struct query *query)
{
    if (query == NULL)
        return;
    if (query->parts != NULL)
        g_ptr_array_unref(query->parts);
    g_free(query->text);
    g_free(query->normal);
    g_free(query);
}

/* Takes text. */
static struct query *leaf_new(enum query_op op, char *text)
{
    struct query *leaf = query_new(op);
    leaf->text = text;
    leaf->normal = normal_text(text, -1, &leaf->length);
    return leaf;
}

void query_add_filter(struct query *query, enum query_field field,
                      const char *value)
{
    struct query *filter = leaf_new(QUERY_FILTER, g_strdup(value));
    filter->field = field;
    g_ptr_array_add(query->parts, filter);
}

static bool fault_refused(const char *text, const struct lexeme *token,
                          GError **error)
{
    bool word = g_ascii_isalpha(token->text[0]);
    g_autofree char *advice = g_strdup_printf(
        "%s: put it between quotation marks, or use --fixed",
        word ? "to look for the word itself" : "if it belongs to the text");
    lex_fault(error, text, token->start, advice,
              "this version has no '%s' in queries", token->text);
    return false;
}

static struct query *parse_filter(const char *text, const struct lexeme *token,
                                  GError **error)
{
    const struct query_field_info *field = &query_fields[token->field];
    g_autoptr(GError) reason = NULL;
    if (!field->ready) {
        g_autofree char *name = g_strconcat(field->name, ":", NULL);
        struct lexeme refused = *token;
        refused.text = name;
        fault_refused(text, &refused, error);
        return NULL;
    }
    char *value = query_field_value(token->field, token->text, &reason);
    if (value == NULL) {
        g_autofree char *advice =
            g_strdup_printf("%s: takes %s", field->name, field->about);
        lex_fault(error, text, token->value, advice, "%s", reason->message);
        return NULL;
    }
    struct query *filter = leaf_new(QUERY_FILTER, value);
    filter->field = token->field;
    return filter;
}

static struct query *parse_operand(const char *text, const struct lexeme *token,
                                   GError **error)
{
    struct query *leaf = token->kind == TOKEN_FILTER
                             ? parse_filter(text, token, error)
                             : leaf_new(QUERY_TERM, g_strdup(token->text));
    if (leaf != NULL && leaf->length == 0) {
        lex_fault(error, text, token->value, NULL, "nothing to look for");
        query_free(leaf);
        return NULL;
    }
    return leaf;
}

static bool fault_lone(const char *text, const struct lexeme *token,
                       GError **error)
{
    lex_fault(error, text, token->start,
              "AND stands between two terms; to look for the word itself: "
              "put it between quotation marks",
              "'AND' joins nothing");
    return false;
}

static bool parse_tokens(const char *text, const GArray *tokens,
                         struct query *query, GError **error)
{
    const struct lexeme *and = NULL;
    for (guint i = 0; i < tokens->len; i++) {
        const struct lexeme *token = &g_array_index(tokens, struct lexeme, i);
        if (token->kind == TOKEN_REFUSED)
            return fault_refused(text, token, error);
        if (token->kind == TOKEN_AND) {
            if (and != NULL || query->parts->len == 0)
                return fault_lone(text, token, error);
            and = token;
            continue;
        }
        struct query *operand = parse_operand(text, token, error);
        if (operand == NULL)
            return false;
        g_ptr_array_add(query->parts, operand);
        and = NULL;
    }
    return and == NULL || fault_lone(text, and, error);
}

static bool check_text(const char *text, GError **error)
{
    gsize length = strlen(text);
    if (length > QUERY_LONGEST)
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    "query too long: %" G_GSIZE_FORMAT " bytes, at most %d",
                    length, QUERY_LONGEST);
    else if (!g_utf8_validate(text, (gssize)length, NULL))
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    "query is not valid UTF-8");
    else
        return true;
    return false;
}

static struct query *fault_empty(struct query *query, GError **error)
{
    g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX, "empty query");
    query_free(query);
    return NULL;
}

struct query *query_parse(const char *text, GError **error)
{
    if (!check_text(text, error))
        return NULL;
    g_autoptr(GArray) tokens = lex_query(text, error);
    if (tokens == NULL)
        return NULL;
    struct query *query = query_new(QUERY_AND);
    if (!parse_tokens(text, tokens, query, error)) {
        query_free(query);
        return NULL;
    }
    return query->parts->len > 0 ? query : fault_empty(query, error);
}

struct query *query_fixed(const char *text, GError **error)
{
    if (!check_text(text, error))
        return NULL;
    struct query *query = query_new(QUERY_AND);
    struct query *term = leaf_new(QUERY_TERM, g_strdup(text));
    g_ptr_array_add(query->parts, term);
    return term->length > 0 ? query : fault_empty(query, error);
}
