/* Cuts a query into tokens; what is pasted from a plan stays text.
 *
 * Reads UTF-8, gives lexemes.  A quotation mark or bracket is syntax only where
 * its outer side is white space, another bracket or the end, and its partner's
 * too: “放管服”改革 is one string.  Full-width marks work as their ASCII twins.
 * Linear in the query's length, whatever it holds.
 */
#include "searcher/query/lex.h"

#include "common/text/text.h"

#include <string.h>

enum { NO_MATE = -1 };

struct point {
    gunichar c;  /* the ASCII twin of a full-width mark; “ and ” stay */
    gsize at;    /* byte */
    gint64 mate; /* of a bracket or quotation mark: its partner */
};

struct lexer {
    const char *text;
    GArray *points; /* of struct point, one more than characters: the end */
    gint64 count;
    GArray *lexemes;
};

GQuark query_error_quark(void)
{
    return g_quark_from_static_string("query-error");
}

/* ---- errors */

/* The line that holds the place, cut to what fits a terminal. */
static void put_excerpt(GString *out, const char *text, gsize at)
{
    enum { AROUND = 24 };
    const char *from = text + at, *to = text + at;
    for (int i = 0; i < AROUND && from > text; i++)
        from = g_utf8_prev_char(from);
    for (int i = 0; i < AROUND && *to != '\0'; i++)
        to = g_utf8_next_char(to);
    const char *left = from > text ? "…" : "";
    g_autofree char *before =
        g_strdup_printf("%s%.*s", left, (int)(text + at - from), from);
    gsize start = out->len;
    g_string_append_printf(out, "\n  %s%.*s%s", before, (int)(to - text - at),
                           text + at, *to != '\0' ? "…" : "");
    for (gsize i = start + 1; i < out->len; i++)
        if ((guchar)out->str[i] < 0x20)
            out->str[i] = ' '; /* a tab or a line break would move the caret */
    g_string_append_printf(out, "\n  %*s^", (int)text_width(before, -1), "");
}

void lex_fault(GError **error, const char *text, gsize at, const char *advice,
               const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autoptr(GString) message = g_string_new(NULL);
    g_string_append_vprintf(message, format, arguments);
    va_end(arguments);
    put_excerpt(message, text, at);
    if (advice != NULL)
        g_string_append_printf(message, "\n  %s", advice);
    g_set_error_literal(error, QUERY_ERROR, QUERY_ERROR_SYNTAX, message->str);
}

/* ---- characters and their partners */

static gunichar twin(gunichar c)
{
    switch (c) {
    case 0xff1a: /* ： */
        return ':';
    case 0xff08: /* （ */
        return '(';
    case 0xff09: /* ） */
        return ')';
    case 0xff0d: /* － */
        return '-';
    case 0xff0f: /* ／ */
        return '/';
    default:
        return g_unichar_isspace(c) ? ' ' : c;
    }
}

static const struct point *point_at(const struct lexer *lexer, gint64 i)
{
    return &g_array_index(lexer->points, struct point, i);
}

static gunichar char_at(const struct lexer *lexer, gint64 i)
{
    return i < 0 || i >= lexer->count ? ' ' : point_at(lexer, i)->c;
}

static bool is_quote(gunichar c)
{
    return c == '"' || c == 0x201c || c == 0x201d;
}

static gint64 *mate_of(struct lexer *lexer, gint64 i)
{
    return &g_array_index(lexer->points, struct point, i).mate;
}

/* A backslash before a mark or another backslash: the pair is text. */
static bool is_escape(const struct lexer *lexer, gint64 i)
{
    return char_at(lexer, i) == '\\' &&
           (is_quote(char_at(lexer, i + 1)) || char_at(lexer, i + 1) == '\\');
}

/* Pairs the marks of one sort as they nest; those left over have no mate. */
static void pair_nested(struct lexer *lexer, gunichar opening, gunichar closing)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (gint64 i = 0; i < lexer->count; i++) {
        gunichar c = char_at(lexer, i);
        if (is_escape(lexer, i))
            i++;
        else if (c == opening)
            g_array_append_val(open, i);
        else if (c == closing && open->len > 0) {
            gint64 start = g_array_index(open, gint64, open->len - 1);
            *mate_of(lexer, start) = i;
            *mate_of(lexer, i) = start;
            g_array_set_size(open, open->len - 1);
        }
    }
}

/* Straight marks look alike: each one's mate is the next.  So is that of a
 * curly one without a partner, which is an input method's slip. */
static void pair_straight(struct lexer *lexer)
{
    gint64 next = NO_MATE;
    for (gint64 i = lexer->count - 1; i >= 0; i--) {
        if (!is_quote(char_at(lexer, i)) || *mate_of(lexer, i) != NO_MATE)
            continue;
        gint64 slashes = 0;
        while (char_at(lexer, i - 1 - slashes) == '\\')
            slashes++;
        if (slashes % 2 == 1)
            continue;
        *mate_of(lexer, i) = next;
        next = i;
    }
}

static void lexer_init(struct lexer *lexer, const char *text)
{
    *lexer = (struct lexer){.text = text};
    lexer->points = g_array_new(FALSE, FALSE, sizeof(struct point));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        struct point point = {.c = twin(g_utf8_get_char(at)),
                              .at = (gsize)(at - text),
                              .mate = NO_MATE};
        g_array_append_val(lexer->points, point);
    }
    lexer->count = lexer->points->len;
    struct point end = {' ', strlen(text), NO_MATE};
    g_array_append_val(lexer->points, end);
    pair_nested(lexer, '(', ')');
    pair_nested(lexer, 0x201c, 0x201d);
    pair_straight(lexer);
}

/* ---- what is syntax */

static bool outer_right(const struct lexer *lexer, gint64 i)
{
    gunichar c = char_at(lexer, i + 1);
    return c == ' ' || c == ')';
}

static gint64 word_end(const struct lexer *lexer, gint64 start)
{
    gint64 end = start;
    while (end < lexer->count && char_at(lexer, end) != ' ')
        end++;
    return end;
}

/* The text between two places, `\"` and `\\` undone if it was quoted. */
static char *text_between(const struct lexer *lexer, gint64 from, gint64 to,
                          bool quoted)
{
    gsize start = point_at(lexer, from)->at, end = point_at(lexer, to)->at;
    GString *text = g_string_sized_new(end - start);
    for (gsize i = start; i < end; i++) {
        const char *next = lexer->text + i + 1;
        bool escape =
            quoted && lexer->text[i] == '\\' && i + 1 < end &&
            (*next == '"' || *next == '\\' || g_str_has_prefix(next, "“") ||
             g_str_has_prefix(next, "”"));
        g_string_append_c(text, lexer->text[escape ? ++i : i]);
    }
    return g_string_free(text, FALSE);
}

static void add(struct lexer *lexer, enum token_kind kind, int field,
                char *text, gint64 start, gint64 value)
{
    struct lexeme lexeme = {kind, (enum query_field)field, text,
                            point_at(lexer, start)->at,
                            point_at(lexer, value)->at};
    g_array_append_val(lexer->lexemes, lexeme);
}

/* True when the last of a word's marks, a straight one, has a partner in it. */
static bool closes_inside(const struct lexer *lexer, gint64 start, gint64 last)
{
    guint marks = 0;
    for (gint64 i = start; i < last; i++) {
        if (is_escape(lexer, i))
            i++;
        else if (is_quote(char_at(lexer, i)))
            marks++;
    }
    return marks % 2 == 1;
}

/* True when the marks at the edges of a word pair within it, so that they are
 * text; else *bad is the one that would open or close something. */
static bool word_is_text(const struct lexer *lexer, gint64 start, gint64 end,
                         gint64 *bad)
{
    gint64 last = end - 1, mate = point_at(lexer, start)->mate;
    gunichar first = char_at(lexer, start), final = char_at(lexer, last);
    *bad = start;
    if ((first == '(' || is_quote(first)) && (mate < start || mate >= end))
        return false;
    *bad = last;
    mate = point_at(lexer, last)->mate;
    if (final == ')' || (final == 0x201d && mate != NO_MATE && mate < last))
        return mate != NO_MATE;
    return !is_quote(final) || is_escape(lexer, last - 1) ||
           closes_inside(lexer, start, last);
}

static bool fault_unclosed(const struct lexer *lexer, gint64 bad,
                           GError **error)
{
    gunichar c = char_at(lexer, bad);
    bool quote = is_quote(c), closes = c == ')';
    lex_fault(error, lexer->text, point_at(lexer, bad)->at,
              quote ? "close it, or write \\\" between quotation marks for one "
                      "that belongs to the text"
                    : "close it, or put text that holds a bracket between "
                      "quotation marks",
              quote    ? "unclosed quotation mark"
              : closes ? "bracket closes nothing"
                       : "unclosed bracket");
    return false;
}

/* A term or value from `start`: quoted, or up to the next space.  Gives where
 * it ends and its text; NULL with error. */
static char *lex_value(struct lexer *lexer, gint64 start, gint64 *end,
                       GError **error)
{
    gint64 mate = point_at(lexer, start)->mate, bad;
    if (is_quote(char_at(lexer, start)) && mate > start &&
        outer_right(lexer, mate)) {
        *end = mate + 1;
        return text_between(lexer, start + 1, mate, true);
    }
    *end = word_end(lexer, start);
    if (!word_is_text(lexer, start, *end, &bad)) {
        fault_unclosed(lexer, bad, error);
        return NULL;
    }
    return text_between(lexer, start, *end, false);
}

/* ---- tokens */

/* Where the colon of `field:` stands, or -1 when the word names no field;
 * error when it is letters that name none. */
static bool lex_field(const struct lexer *lexer, gint64 start, gint64 end,
                      int *field, gint64 *colon, GError **error)
{
    gint64 i = start;
    bool letters = true;
    while (i < end && char_at(lexer, i) != ':')
        letters = letters && char_at(lexer, i) < 0x80 &&
                  g_ascii_isalpha((char)char_at(lexer, i)),
        i++;
    *colon = -1;
    if (i == end || i == start)
        return true;
    const char *name = lexer->text + point_at(lexer, start)->at;
    gsize length = point_at(lexer, i)->at - point_at(lexer, start)->at;
    *field = query_field_find(name, length);
    if (*field >= 0) {
        *colon = i;
        return true;
    }
    if (!letters)
        return true;
    int near = query_field_near(name, length);
    g_autofree char *advice =
        near >= 0 ? g_strdup_printf("did you mean '%s:'? Text with a colon "
                                    "goes between quotation marks",
                                    query_fields[near].name)
                  : g_strdup("text with a colon goes between quotation marks; "
                             "'plan-search help fields' lists the fields");
    lex_fault(error, lexer->text, point_at(lexer, start)->at, advice,
              "unknown field '%.*s'", (int)length, name);
    return false;
}

static bool is_operator(const char *word, const char *name)
{
    return g_str_has_prefix(word, name) &&
           (word[strlen(name)] == '\0' || word[strlen(name)] == '/' ||
            g_str_has_prefix(word + strlen(name), "／"));
}

/* The part of the language a word belongs to that this version refuses, or
 * NULL. */
static const char *refused(const struct lexer *lexer, gint64 start,
                           const char *word)
{
    gint64 mate = point_at(lexer, start)->mate;
    switch (char_at(lexer, start)) {
    case '(':
        return mate > start && outer_right(lexer, mate) ? "( )" : NULL;
    case '-':
        return "-";
    case '/':
        return "/ /";
    case '~':
        return "~";
    default:
        return strcmp(word, "OR") == 0     ? "OR"
               : strcmp(word, "NOT") == 0  ? "NOT"
               : is_operator(word, "NEAR") ? "NEAR"
               : is_operator(word, "ADJ")  ? "ADJ"
                                           : NULL;
    }
}

static bool lex_filter(struct lexer *lexer, int field, gint64 start,
                       gint64 colon, gint64 *end, GError **error)
{
    const char *name = query_fields[field].name;
    if (char_at(lexer, colon + 1) == ' ') {
        g_autofree char *advice =
            g_strdup_printf("%s: takes %s, with no space after the colon", name,
                            query_fields[field].about);
        lex_fault(error, lexer->text, point_at(lexer, colon + 1)->at, advice,
                  "nothing after '%s:'", name);
        return false;
    }
    char *value = lex_value(lexer, colon + 1, end, error);
    if (value == NULL)
        return false;
    add(lexer, TOKEN_FILTER, field, value, start, colon + 1);
    return true;
}

static bool lex_next(struct lexer *lexer, gint64 start, gint64 *end,
                     GError **error)
{
    gint64 colon;
    int field;
    *end = word_end(lexer, start);
    g_autofree char *word = text_between(lexer, start, *end, false);
    const char *missing = refused(lexer, start, word);
    if (missing != NULL) {
        add(lexer, TOKEN_REFUSED, 0, g_strdup(missing), start, *end);
        return true;
    }
    if (strcmp(word, "AND") == 0) {
        add(lexer, TOKEN_AND, 0, NULL, start, start);
        return true;
    }
    if (!lex_field(lexer, start, *end, &field, &colon, error))
        return false;
    if (colon >= 0)
        return lex_filter(lexer, field, start, colon, end, error);
    char *text = lex_value(lexer, start, end, error);
    if (text == NULL)
        return false;
    add(lexer, TOKEN_TERM, 0, text, start, start);
    return true;
}

static void lexeme_clear(void *lexeme)
{
    g_free(((struct lexeme *)lexeme)->text);
}

GArray *lex_query(const char *text, GError **error)
{
    struct lexer lexer;
    lexer_init(&lexer, text);
    lexer.lexemes = g_array_new(FALSE, FALSE, sizeof(struct lexeme));
    g_array_set_clear_func(lexer.lexemes, lexeme_clear);
    bool fine = true;
    for (gint64 i = 0, end; fine && i < lexer.count; i = end) {
        end = i + 1;
        if (char_at(&lexer, i) != ' ')
            fine = lex_next(&lexer, i, &end, error);
    }
    g_array_unref(lexer.points);
    if (fine)
        return lexer.lexemes;
    g_array_unref(lexer.lexemes);
    return NULL;
}
