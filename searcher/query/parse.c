/* Makes the tree of a query from its tokens, by recursive descent:
 *
 *   or    = and { OR and }
 *   and   = near { [AND] near }
 *   near  = not { NEAR/n not }
 *   not   = { NOT } first
 *   first = ( or ) | term | ~term | field:value | /regex/
 *
 * A level with one part is that part.  NEAR takes terms, synonyms and ORs of
 * them, and several in a row make one node.
 */
#include "searcher/query/lex.h"

#include "common/messages/messages.h"

#include <string.h>

struct parser {
    const char *text;
    const struct lexeme *next; /* the token to read */
    guint depth;
    GError **error;
};

/* ---- nodes */

static struct query *query_new(enum query_op op)
{
    struct query *query = g_new0(struct query, 1);
    query->op = op;
    if (op <= QUERY_NEAR || op == QUERY_SYNONYMS)
        query->parts = g_ptr_array_new_with_free_func(
            (GDestroyNotify)(void (*)(void))query_free);
    return query;
}

void query_free(struct query *query)
{
    if (query == NULL)
        return;
    g_clear_pointer(&query->parts, g_ptr_array_unref);
    g_clear_pointer(&query->gaps, g_array_unref);
    pattern_free(query->pattern);
    g_free(query->text);
    g_free(query->normal);
    g_free(query);
}

static struct query *term_new(const char *text)
{
    struct query *term = query_new(QUERY_TERM);
    term->text = g_strdup(text);
    term->normal = normal_text(text, -1, &term->length);
    return term;
}

struct query *query_narrow(struct query *query, enum query_field field,
                           const char *value)
{
    struct query *filter = query_new(QUERY_FILTER);
    filter->field = field;
    filter->text = g_strdup(value);
    filter->normal = normal_text(value, -1, &filter->length);
    if (query == NULL)
        return filter;
    struct query *both = query_new(QUERY_AND);
    if (query->op == QUERY_FILTER) { /* no alternative to the other filter */
        struct query *alone = query_new(QUERY_AND);
        g_ptr_array_add(alone->parts, query);
        query = alone;
    }
    g_ptr_array_add(both->parts, query);
    g_ptr_array_add(both->parts, filter);
    return both;
}

static void add_terms(const struct query *query, GPtrArray *terms)
{
    if (query->op == QUERY_TERM)
        g_ptr_array_add(terms, (gpointer)query);
    if (query->op == QUERY_NOT || query->parts == NULL)
        return;
    for (guint i = 0; i < query->parts->len; i++)
        add_terms(query->parts->pdata[i], terms);
}

GPtrArray *query_terms(const struct query *query)
{
    GPtrArray *terms = g_ptr_array_new();
    add_terms(query, terms);
    return terms;
}

/* ---- operands */

static struct query *fault(const struct parser *parser, gsize at,
                           const char *advice, const char *message)
{
    lex_fault(parser->error, parser->text, at, advice, "%s", message);
    return NULL;
}

static struct query *parse_term(const struct parser *parser,
                                const struct lexeme *token)
{
    struct query *term = term_new(token->text);
    if (term->length > 0)
        return term;
    query_free(term);
    return fault(parser, token->value, NULL, _("nothing to look for"));
}

static struct query *parse_synonyms(const struct parser *parser,
                                    const struct lexeme *token)
{
    struct query *term = parse_term(parser, token);
    if (term == NULL)
        return NULL;
    struct query *query = query_new(QUERY_SYNONYMS);
    const GPtrArray *others = lexicon_synonyms(term->normal);
    query->text = g_strdup(token->text);
    g_ptr_array_add(query->parts, term);
    for (guint i = 0; others != NULL && i < others->len; i++)
        if (strcmp(others->pdata[i], term->normal) != 0)
            g_ptr_array_add(query->parts, term_new(others->pdata[i]));
    return query;
}

static struct query *parse_filter(const struct parser *parser,
                                  const struct lexeme *token)
{
    g_autoptr(GError) reason = NULL;
    struct query *filter = query_new(QUERY_FILTER);
    filter->field = token->field;
    if (!value_read(filter, token->text, &reason)) {
        const struct query_field_info *field = &query_fields[token->field];
        g_autofree char *advice =
            g_strdup_printf(_("%s: takes %s"), field->name, _(field->about));
        query_free(filter);
        return fault(parser, token->value, advice, reason->message);
    }
    return filter;
}

static struct query *parse_regex(const struct parser *parser,
                                 const struct lexeme *token)
{
    g_autoptr(GError) reason = NULL;
    struct query *query = query_new(QUERY_REGEX);
    query->text = g_strdup(token->text);
    query->pattern = pattern_new(token->text, &reason);
    if (query->pattern != NULL)
        return query;
    query_free(query);
    return fault(parser, token->start,
                 _("text that begins with / goes between quotation marks"),
                 reason->message);
}

/* ---- the levels */

static struct query *parse_or(struct parser *parser);

static struct query *fault_lone(const struct parser *parser)
{
    const struct lexeme *token = parser->next;
    switch (token->kind) {
    case TOKEN_END:
        return token[-1].kind == TOKEN_NOT
                   ? fault(parser, token[-1].start, NULL, _("NOT of nothing"))
                   : fault(parser, token->start, NULL,
                           _("something has to follow"));
    case TOKEN_CLOSE:
        return fault(parser, token->start, NULL, _("nothing in the brackets"));
    default:
        return fault(parser, token->start,
                     _("an operator stands between two terms; to look for the "
                       "word itself: put it between quotation marks"),
                     _("operator joins nothing"));
    }
}

static struct query *parse_group(struct parser *parser)
{
    gsize start = parser->next[-1].start;
    struct query *inner = parse_or(parser);
    if (inner == NULL)
        return NULL;
    if (parser->next->kind != TOKEN_CLOSE) {
        query_free(inner);
        return fault(parser, start, NULL, _("unclosed bracket"));
    }
    parser->next++;
    return inner;
}

static struct query *parse_first(struct parser *parser)
{
    const struct lexeme *token = parser->next;
    switch (token->kind) {
    case TOKEN_OPEN:
        parser->next++;
        return parse_group(parser);
    case TOKEN_TERM:
        parser->next++;
        return parse_term(parser, token);
    case TOKEN_SYNONYMS:
        parser->next++;
        return parse_synonyms(parser, token);
    case TOKEN_FILTER:
        parser->next++;
        return parse_filter(parser, token);
    case TOKEN_REGEX:
        parser->next++;
        return parse_regex(parser, token);
    default:
        return fault_lone(parser);
    }
}

static struct query *parse_not(struct parser *parser)
{
    struct query *query = NULL;
    if (++parser->depth > QUERY_DEEPEST)
        return fault(parser, parser->next->start, NULL, _("too deeply nested"));
    if (parser->next->kind == TOKEN_NOT) {
        parser->next++;
        struct query *of = parse_not(parser);
        if (of != NULL)
            g_ptr_array_add((query = query_new(QUERY_NOT))->parts, of);
    } else {
        query = parse_first(parser);
    }
    parser->depth--;
    return query;
}

static bool is_near_operand(const struct query *query)
{
    if (query->op == QUERY_TERM || query->op == QUERY_SYNONYMS)
        return true;
    for (guint i = 0; query->op == QUERY_OR && i < query->parts->len; i++)
        if (!is_near_operand(query->parts->pdata[i]))
            return false;
    return query->op == QUERY_OR;
}

/* Adds a part (taken, may be NULL) that begins at `start` to a NEAR. */
static bool add_near_part(const struct parser *parser, struct query *near,
                          struct query *part, gsize start)
{
    if (part == NULL)
        return false;
    g_ptr_array_add(near->parts, part);
    if (is_near_operand(part))
        return true;
    fault(parser, start, _("for example (甲 OR 乙) NEAR/20 丙"),
          _("NEAR and ADJ take terms, or terms with OR in brackets"));
    return false;
}

static struct query *parse_near(struct parser *parser)
{
    gsize start = parser->next->start;
    struct query *first = parse_not(parser);
    if (first == NULL || parser->next->kind != TOKEN_NEAR)
        return first;
    struct query *near = query_new(QUERY_NEAR);
    near->gaps = g_array_new(FALSE, FALSE, sizeof(struct query_gap));
    bool fine = add_near_part(parser, near, first, start);
    while (fine && parser->next->kind == TOKEN_NEAR) {
        g_array_append_val(near->gaps, parser->next->gap);
        start = (++parser->next)->start;
        fine = add_near_part(parser, near, parse_not(parser), start);
    }
    if (!fine)
        g_clear_pointer(&near, query_free);
    return near;
}

static bool begins_operand(const struct lexeme *token)
{
    return token->kind <= TOKEN_REGEX || token->kind == TOKEN_NOT ||
           token->kind == TOKEN_OPEN;
}

/* Parts with AND (op QUERY_AND, `level` parse_near) or OR between them. */
static struct query *parse_level(struct parser *parser, enum query_op op,
                                 struct query *(*level)(struct parser *))
{
    enum token_kind joint = op == QUERY_AND ? TOKEN_AND : TOKEN_OR;
    struct query *first = level(parser), *all = NULL;
    while (first != NULL &&
           (parser->next->kind == joint ||
            (op == QUERY_AND && begins_operand(parser->next)))) {
        parser->next += parser->next->kind == joint;
        struct query *part = level(parser);
        if (part == NULL) {
            query_free(first);
            return NULL;
        }
        if (all == NULL) {
            all = query_new(op);
            g_ptr_array_add(all->parts, first);
            first = all;
        }
        g_ptr_array_add(all->parts, part);
    }
    return first;
}

static struct query *parse_and(struct parser *parser)
{
    return parse_level(parser, QUERY_AND, parse_near);
}

static struct query *parse_or(struct parser *parser)
{
    return parse_level(parser, QUERY_OR, parse_and);
}

/* ---- the door */

static bool check_text(const char *text, GError **error)
{
    gsize length = strlen(text);
    if (length > QUERY_LONGEST)
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("query too long: %lu bytes, at most %d"), (gulong)length,
                    QUERY_LONGEST);
    else if (!g_utf8_validate(text, (gssize)length, NULL))
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("query is not valid UTF-8"));
    else
        return true;
    return false;
}

static struct query *fault_empty(GError **error)
{
    g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX, _("empty query"));
    return NULL;
}

struct query *query_parse(const char *text, GError **error)
{
    if (!check_text(text, error))
        return NULL;
    g_autoptr(GArray) tokens = lex_query(text, error);
    if (tokens == NULL)
        return NULL;
    if (tokens->len == 1)
        return fault_empty(error);
    struct parser parser = {
        text, (const struct lexeme *)(const void *)tokens->data, 0, error};
    struct query *query = parse_or(&parser);
    if (query == NULL || parser.next->kind == TOKEN_END)
        return query;
    query_free(query);
    return parser.next->kind == TOKEN_CLOSE
               ? fault(&parser, parser.next->start, NULL,
                       _("bracket closes nothing"))
               : fault_lone(&parser);
}

struct query *query_fixed(const char *text, GError **error)
{
    if (!check_text(text, error))
        return NULL;
    struct query *term = term_new(text);
    if (term->length > 0)
        return term;
    query_free(term);
    return fault_empty(error);
}
