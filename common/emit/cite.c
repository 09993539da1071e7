/* What the dialects of citations (bibtex, ris, gbt7714) share. */
#include "common/emit/dialect.h"

#include <string.h>

void emit_cite(struct emit *emit, const void *record,
               void (*put)(GString *out, const struct citation *citation))
{
    struct citation citation = {0};
    if (emit->shape->cite == NULL || !emit->shape->cite(record, &citation))
        return;
    if (emit->cited == NULL)
        emit->cited =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (g_hash_table_add(emit->cited, g_strdup(citation.key)))
        put(emit->sink.buffer, &citation);
    citation_clear(&citation);
}

char *cite_line(const char *text)
{
    GString *line = g_string_new(NULL);
    bool gap = false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        /* the ideographic space of a title is its own */
        bool blank =
            g_unichar_iscntrl(c) || c == ' ' || c == 0x2028 || c == 0x2029;
        if (!blank) {
            if (gap && line->len > 0)
                g_string_append_c(line, ' ');
            g_string_append_unichar(line, c);
        }
        gap = blank;
    }
    return g_string_free(line, FALSE);
}

bool cite_year(const char *date, char year[5])
{
    for (guint i = 0; i < 4; i++)
        if (date == NULL || !g_ascii_isdigit(date[i]))
            return false;
    memcpy(year, date, 4);
    year[4] = '\0';
    return true;
}

void cite_day(const char *date, guint *month, guint *day)
{
    *month = *day = 0;
    if (date == NULL || strlen(date) < 7 || date[4] != '-')
        return;
    *month = (guint)g_ascii_strtoull(date + 5, NULL, 10);
    if (*month < 1 || *month > 12)
        *month = 0;
    else if (strlen(date) == 10 && date[7] == '-')
        *day = (guint)g_ascii_strtoull(date + 8, NULL, 10);
}

void cite_begin(struct emit *emit, const json_t *head)
{
    (void)emit, (void)head;
}

void cite_nothing(struct emit *emit)
{
    (void)emit;
}
