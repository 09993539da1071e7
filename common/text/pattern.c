/* Regular expressions on normalised text: ICU's, and the strings that every
 * match holds, by which an index finds candidates.
 *
 * A pattern is brought to the normal form of the text it will meet; a
 * full-width bracket or dash of it is text then, and escaped.  ICU works on
 * UTF-16, so that a text is converted whole and the UTF-8 walked beside it.
 */
#include "common/text/text.h"

#include "common/messages/messages.h"

#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

/* ICU's units: some thousand steps of its machine each. */
enum { STEPS_MOST = 500, STACK_MOST = 8 << 20 };

struct pattern {
    char *text;
    URegularExpression *regex;
    GPtrArray *literals;
    UChar *units; /* the text as UTF-16 */
    gsize room;   /* of units */
};

/* ---- normal form */

static void put_normal(GString *out, const char *at, const char *next)
{
    gsize length;
    g_autofree char *normal = normal_text(at, next - at, &length);
    /* of a run of dashes one is left in a text */
    if (strcmp(normal, "-") == 0 && g_str_has_suffix(out->str, "\\-"))
        return;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_ispunct(normal[i]))
            g_string_append_c(out, '\\');
        g_string_append_c(out, normal[i]);
    }
}

static char *pattern_normal(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text, *next; *at != '\0'; at = next) {
        next = g_utf8_next_char(at);
        if (*at == '\\' && *next != '\0') {
            next = g_utf8_next_char(next);
            g_string_append_len(out, at, next - at);
        } else if (*at == '\'') {
            g_string_append_c(out, '"');
        } else if ((guchar)*at >= 0x80) {
            put_normal(out, at, next);
        } else if (!g_ascii_isspace(*at)) {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

/* ---- literals */

struct literals {
    GPtrArray *all;
    GString *run;
    gsize last; /* where the run's last character begins */
};

static void end_run(struct literals *literals)
{
    if (literals->run->len > 0)
        g_ptr_array_add(literals->all, g_ascii_strdown(literals->run->str, -1));
    g_string_truncate(literals->run, 0);
}

/* The last character may be missing: a quantifier says so. */
static void drop_last(struct literals *literals)
{
    if (literals->run->len > 0)
        g_string_truncate(literals->run, literals->last);
    end_run(literals);
}

/* The bracket that opens a set, with the ^ behind it; a ] right behind these is
 * a member, not the end: []专] and [^]专]. */
static const char *set_start(const char *at)
{
    if (at[1] == '^')
        at++;
    return at[1] == ']' ? at + 1 : at;
}

/* Behind the set or group that begins at `at`, or NULL when it has no end. */
static const char *skip_nested(const char *at)
{
    char open = *at, close = open == '[' ? ']' : ')';
    guint depth = 0;
    for (; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        else if (open == '(' && *at == '[') {
            const char *end = skip_nested(at);
            if (end == NULL)
                return NULL;
            at = end - 1;
        } else if (*at == open) {
            depth++;
            at = open == '[' ? set_start(at) : at;
        } else if (*at == close && --depth == 0)
            return at + 1;
    }
    return NULL;
}

/* Escapes that stand for one of several characters, or for a place: what comes
 * behind the others (hexadecimal digits, names) would look like text. */
static bool is_plain_escape(char c)
{
    return strchr("dDwWsSbBhHvVRXAZzGntrfea", c) != NULL;
}

/* One element of the pattern; NULL when nothing can be promised. */
static const char *read_element(struct literals *literals, const char *at)
{
    const char *next = g_utf8_next_char(at);
    switch (*at) {
    case '|':
        return NULL;
    case '[':
    case '(':
        end_run(literals);
        if (at[0] == '(' && at[1] == '?' && strchr(":=!<>", at[2]) == NULL)
            return NULL; /* flags change what the rest means */
        return skip_nested(at);
    case '{':
        drop_last(literals);
        next = strchr(at, '}');
        return next != NULL ? next + 1 : NULL;
    case '*':
    case '?':
        drop_last(literals);
        return next;
    case '+':
    case '.':
    case '^':
    case '$':
        end_run(literals);
        return next;
    case '\\':
        if (g_ascii_isalnum(at[1])) {
            end_run(literals);
            return is_plain_escape(at[1]) ? at + 2 : NULL;
        }
        at++;
        next = g_utf8_next_char(at);
        break;
    default:
        break;
    }
    literals->last = literals->run->len;
    g_string_append_len(literals->run, at, next - at);
    return next;
}

static GPtrArray *find_literals(const char *normal)
{
    struct literals literals = {g_ptr_array_new_with_free_func(g_free),
                                g_string_new(NULL), 0};
    const char *at = normal;
    while (at != NULL && *at != '\0')
        at = read_element(&literals, at);
    end_run(&literals);
    if (at == NULL)
        g_ptr_array_set_size(literals.all, 0);
    g_string_free(literals.run, TRUE);
    return literals.all;
}

/* ---- the pattern */

/* "mismatched paren" for U_REGEX_MISMATCHED_PAREN. */
static char *error_words(UErrorCode status)
{
    const char *name = u_errorName(status);
    g_autofree char *words = g_ascii_strdown(
        g_str_has_prefix(name, "U_REGEX_") ? name + strlen("U_REGEX_") : name,
        -1);
    return g_strdelimit(g_steal_pointer(&words), "_", ' ');
}

static bool fits(UErrorCode status, const char *what, GError **error)
{
    if (U_SUCCESS(status))
        return true;
    g_autofree char *words = error_words(status);
    g_set_error(error, G_REGEX_ERROR, G_REGEX_ERROR_COMPILE, "%s: %s", what,
                words);
    return false;
}

static int32_t to_units(struct pattern *pattern, const char *text, gsize length)
{
    /* UTF-16 never has more units than UTF-8 has bytes. */
    if (pattern->room < length + 1) {
        pattern->room = MAX(2 * pattern->room, length + 1);
        g_free(pattern->units);
        pattern->units = g_new(UChar, pattern->room);
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(pattern->units, (int32_t)pattern->room, &count, text,
                  (int32_t)length, &status);
    return U_SUCCESS(status) ? count : 0;
}

struct pattern *pattern_new(const char *text, GError **error)
{
    struct pattern *pattern = g_new0(struct pattern, 1);
    UErrorCode status = U_ZERO_ERROR;
    pattern->text = pattern_normal(text);
    int32_t count = to_units(pattern, pattern->text, strlen(pattern->text));
    pattern->regex = uregex_open(pattern->units, count, UREGEX_CASE_INSENSITIVE,
                                 NULL, &status);
    if (!fits(status, _("bad regular expression"), error)) {
        pattern_free(pattern);
        return NULL;
    }
    uregex_setTimeLimit(pattern->regex, STEPS_MOST, &status);
    uregex_setStackLimit(pattern->regex, STACK_MOST, &status);
    pattern->literals = find_literals(pattern->text);
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (pattern == NULL)
        return;
    if (pattern->regex != NULL)
        uregex_close(pattern->regex);
    g_clear_pointer(&pattern->literals, g_ptr_array_unref);
    g_free(pattern->units);
    g_free(pattern->text);
    g_free(pattern);
}

const char *pattern_text(const struct pattern *pattern)
{
    return pattern->text;
}

const GPtrArray *pattern_literals(const struct pattern *pattern)
{
    return pattern->literals;
}

/* Moves along both forms of a text to a UTF-16 offset. */
static const char *walk(const char *at, int32_t *from, int32_t to)
{
    while (*from < to) {
        *from += g_utf8_get_char(at) > 0xffff ? 2 : 1;
        at = g_utf8_next_char(at);
    }
    return at;
}

bool pattern_find(struct pattern *pattern, const char *text, gsize length,
                  GArray *places, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = to_units(pattern, text, length), from = 0;
    const char *at = text;
    uregex_setText(pattern->regex, pattern->units, count, &status);
    while (uregex_findNext(pattern->regex, &status)) {
        int32_t start = uregex_start(pattern->regex, 0, &status);
        int32_t end = uregex_end(pattern->regex, 0, &status);
        if (end == start)
            continue;
        at = walk(at, &from, start);
        struct byte_span place = {(guint32)(at - text), 0};
        at = walk(at, &from, end);
        place.end = (guint32)(at - text);
        g_array_append_val(places, place);
    }
    return fits(status, _("regular expression goes too far"), error);
}
