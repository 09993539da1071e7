/* Cuts a query into tokens.
 *
 * Reads UTF-8 and what marks.c says of its characters, gives lexemes; the last
 * one is TOKEN_END.  What cannot be read is an error that shows the place:
 * nothing is dropped.
 */
#include "searcher/query/lex.h"

#include "common/messages/messages.h"

#include <string.h>

/* What helps where text looks like syntax. */
static const char *to_quote(void)
{
    return _("to look for the text itself: put it between quotation marks, or "
             "use --fixed");
}

struct lexer {
    struct marks marks;
    GArray *lexemes;
};

static gsize byte_at(const struct lexer *lexer, gint64 i)
{
    return marks_at(&lexer->marks, i)->at;
}

static gunichar char_at(const struct lexer *lexer, gint64 i)
{
    return marks_char(&lexer->marks, i);
}

/* The text between two places, `\"` and `\\` undone if it was quoted. */
static char *text_between(const struct lexer *lexer, gint64 from, gint64 to,
                          bool quoted)
{
    GString *text = g_string_new(NULL);
    for (gint64 i = from; i < to; i++) {
        i += quoted && marks_is_escape(&lexer->marks, i) && i + 1 < to;
        g_string_append_len(
            text, lexer->marks.text + byte_at(lexer, i),
            (gssize)(byte_at(lexer, i + 1) - byte_at(lexer, i)));
    }
    return g_string_free(text, FALSE);
}

/* Takes text. */
static struct lexeme *add(struct lexer *lexer, enum token_kind kind, char *text,
                          gint64 start)
{
    struct lexeme lexeme = {.kind = kind,
                            .text = text,
                            .start = byte_at(lexer, start),
                            .value = byte_at(lexer, start)};
    g_array_append_val(lexer->lexemes, lexeme);
    return &g_array_index(lexer->lexemes, struct lexeme,
                          lexer->lexemes->len - 1);
}

/* ---- terms */

/* True when the last of a word's marks, a straight one, has a partner in it. */
static bool closes_inside(const struct lexer *lexer, gint64 start, gint64 last)
{
    guint marks = 0;
    for (gint64 i = start; i < last; i++) {
        if (marks_is_escape(&lexer->marks, i))
            i++;
        else if (marks_is_quote(char_at(lexer, i)))
            marks++;
    }
    return marks % 2 == 1;
}

/* True when the marks at the edges of a word pair within it, so that they are
 * text; else *bad is the one that would open or close something. */
static bool word_is_text(const struct lexer *lexer, gint64 start, gint64 end,
                         gint64 *bad)
{
    gint64 last = end - 1, mate = marks_at(&lexer->marks, start)->mate;
    gunichar first = char_at(lexer, start), final = char_at(lexer, last);
    *bad = start;
    if ((first == '(' || marks_is_quote(first)) &&
        (mate < start || mate >= end))
        return false;
    *bad = last;
    mate = marks_at(&lexer->marks, last)->mate;
    if (final == ')' || (final == 0x201d && mate != NO_MATE && mate < last))
        return mate != NO_MATE;
    return !marks_is_quote(final) || marks_is_escape(&lexer->marks, last - 1) ||
           closes_inside(lexer, start, last);
}

static bool fault_unclosed(const struct lexer *lexer, gint64 bad,
                           GError **error)
{
    gunichar c = char_at(lexer, bad);
    bool quote = marks_is_quote(c), closes = c == ')';
    lex_fault(error, lexer->marks.text, byte_at(lexer, bad),
              quote
                  ? _("close it, or write \\\" between quotation marks for one "
                      "that belongs to the text")
                  : _("close it, or put text that holds a bracket between "
                      "quotation marks"),
              quote    ? _("unclosed quotation mark")
              : closes ? _("bracket closes nothing")
                       : _("unclosed bracket"));
    return false;
}

/* A term or value from `start`: quoted, or up to the next space or bracket.
 * Gives where it ends and its text; NULL with error. */
static char *lex_value(const struct lexer *lexer, gint64 start, gint64 *end,
                       GError **error)
{
    gint64 bad, mate = marks_quote_end(&lexer->marks, start);
    if (mate >= 0) {
        *end = mate + 1;
        return text_between(lexer, start + 1, mate, true);
    }
    *end = marks_word_end(&lexer->marks, start);
    if (*end > start && !word_is_text(lexer, start, *end, &bad)) {
        fault_unclosed(lexer, bad, error);
        return NULL;
    }
    return text_between(lexer, start, *end, false);
}

/* ---- fields */

static bool lex_filter(struct lexer *lexer, int field, gint64 start,
                       gint64 colon, gint64 *end, GError **error)
{
    const char *name = query_fields[field].name;
    char *value = lex_value(lexer, colon + 1, end, error);
    if (value == NULL)
        return false;
    if (*end == colon + 1) {
        g_autofree char *advice =
            g_strdup_printf(_("%s: takes %s, with no space after the colon"),
                            name, _(query_fields[field].about));
        lex_fault(error, lexer->marks.text, byte_at(lexer, *end), advice,
                  _("nothing after '%s:'"), name);
        g_free(value);
        return false;
    }
    struct lexeme *lexeme = add(lexer, TOKEN_FILTER, value, start);
    lexeme->field = (enum query_field)field;
    lexeme->value = byte_at(lexer, colon + 1);
    return true;
}

/* False with error when a word is ASCII letters and a colon, but no field. */
static bool check_colon(const struct lexer *lexer, gint64 start, GError **error)
{
    gint64 colon = start;
    while (char_at(lexer, colon) < 0x80 &&
           g_ascii_isalpha((char)char_at(lexer, colon)))
        colon++;
    if (colon == start || char_at(lexer, colon) != ':')
        return true;
    const char *name = lexer->marks.text + byte_at(lexer, start);
    gsize length = byte_at(lexer, colon) - byte_at(lexer, start);
    int near = query_field_near(name, length);
    g_autofree char *advice =
        near >= 0
            ? g_strdup_printf(_("did you mean '%s:'? Text with a colon "
                                "goes between quotation marks"),
                              query_fields[near].name)
            : g_strdup(_("text with a colon goes between quotation marks; "
                         "'plan-search help fields' lists the fields"));
    lex_fault(error, lexer->marks.text, byte_at(lexer, start), advice,
              _("unknown field '%.*s'"), (int)length, name);
    return false;
}

/* ---- tokens */

static bool lex_regex(struct lexer *lexer, gint64 start, gint64 *end,
                      GError **error)
{
    gint64 last = marks_regex_end(&lexer->marks, start);
    if (last <= start + 1) {
        lex_fault(error, lexer->marks.text, byte_at(lexer, start), to_quote(),
                  last < 0 ? _("unclosed regular expression")
                           : _("empty regular expression"));
        return false;
    }
    *end = last + 1;
    add(lexer, TOKEN_REGEX, text_between(lexer, start + 1, last, false), start);
    return true;
}

static bool lex_prefix(struct lexer *lexer, gint64 start, gint64 *end,
                       GError **error)
{
    bool minus = char_at(lexer, start) == '-';
    *end = start + 1;
    const struct point *next = marks_at(&lexer->marks, *end);
    if (next->c == ' ' || (next->group && (!minus || next->c == ')'))) {
        lex_fault(error, lexer->marks.text, byte_at(lexer, start), to_quote(),
                  _("nothing behind '%c'"), minus ? '-' : '~');
        return false;
    }
    if (minus) {
        add(lexer, TOKEN_NOT, NULL, start);
        return true;
    }
    char *text = lex_value(lexer, start + 1, end, error);
    if (text == NULL)
        return false;
    add(lexer, TOKEN_SYNONYMS, text, start);
    return true;
}

/* NEAR/20: the number, or an error. */
static bool lex_near(struct lexer *lexer, gint64 start, gint64 end,
                     GError **error)
{
    g_autofree char *word = text_between(lexer, start, end, false);
    g_autofree char *normal = normal_text(word, -1, NULL);
    bool ordered = g_str_has_prefix(word, "ADJ");
    const char *number = normal + (ordered ? strlen("adj") : strlen("near"));
    guint64 most;
    if (*number != '/' || !g_ascii_string_to_unsigned(
                              number + 1, 10, 0, QUERY_LONGEST, &most, NULL)) {
        lex_fault(
            error, lexer->marks.text, byte_at(lexer, start),
            _("write NEAR/20 or ADJ/20: at most 20 characters between; to "
              "look for the word itself: put it between quotation marks"),
            _("'%s' has no number of characters from 0 to 65536"), word);
        return false;
    }
    add(lexer, TOKEN_NEAR, NULL, start)->gap =
        (struct query_gap){(guint)most, ordered};
    return true;
}

static bool lex_operator(struct lexer *lexer, gint64 start, gint64 end,
                         GError **error)
{
    switch (char_at(lexer, start + 1)) {
    case 'N': /* AND */
        add(lexer, TOKEN_AND, NULL, start);
        return true;
    case 'R':
        add(lexer, TOKEN_OR, NULL, start);
        return true;
    case 'O':
        add(lexer, TOKEN_NOT, NULL, start);
        return true;
    default:
        return lex_near(lexer, start, end, error);
    }
}

static bool lex_term(struct lexer *lexer, gint64 start, gint64 *end,
                     GError **error)
{
    int field;
    gint64 colon = marks_colon(&lexer->marks, start, &field);
    if (colon >= 0)
        return lex_filter(lexer, field, start, colon, end, error);
    if (!check_colon(lexer, start, error))
        return false;
    char *text = lex_value(lexer, start, end, error);
    if (text == NULL)
        return false;
    add(lexer, TOKEN_TERM, text, start);
    return true;
}

static bool lex_next(struct lexer *lexer, gint64 start, gint64 *end,
                     GError **error)
{
    gunichar c = char_at(lexer, start);
    *end = marks_operator_end(&lexer->marks, start);
    if (*end >= 0)
        return lex_operator(lexer, start, *end, error);
    *end = start + 1;
    if (marks_at(&lexer->marks, start)->group) {
        add(lexer, c == '(' ? TOKEN_OPEN : TOKEN_CLOSE, NULL, start);
        return true;
    }
    return c == '/'               ? lex_regex(lexer, start, end, error)
           : c == '-' || c == '~' ? lex_prefix(lexer, start, end, error)
                                  : lex_term(lexer, start, end, error);
}

static void lexeme_clear(void *lexeme)
{
    g_free(((struct lexeme *)lexeme)->text);
}

GArray *lex_query(const char *text, GError **error)
{
    struct lexer lexer;
    marks_init(&lexer.marks, text);
    lexer.lexemes = g_array_new(FALSE, FALSE, sizeof(struct lexeme));
    g_array_set_clear_func(lexer.lexemes, lexeme_clear);
    bool fine = true;
    for (gint64 i = 0, end; fine && i < lexer.marks.count; i = end) {
        end = i + 1;
        if (char_at(&lexer, i) != ' ')
            fine = lex_next(&lexer, i, &end, error);
    }
    add(&lexer, TOKEN_END, NULL, lexer.marks.count);
    marks_clear(&lexer.marks);
    if (!fine)
        g_clear_pointer(&lexer.lexemes, g_array_unref);
    return lexer.lexemes;
}
