/* Shows the place of a mistake in a query: message, excerpt, caret, advice. */
#include "searcher/query/lex.h"

GQuark query_error_quark(void)
{
    return g_quark_from_static_string("query-error");
}

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
