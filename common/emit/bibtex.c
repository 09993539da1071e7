/* The bibtex dialect: an entry a record, UTF-8, for BibTeX, biber and programs
 * that keep references.
 *
 * A plan is a report of the body that issued it (@techreport); where the body
 * is not known it is @misc, because a report must have an institution.  Names
 * and titles stand in two pairs of braces: an institution is not a person with
 * a first name, and no letter of a title is made small.  Section and paragraph
 * are the note, which styles print; the headings in full the annotation, which
 * they do not.
 */
#include "common/emit/dialect.h"

#include <string.h>

/* Braces of their own would count where BibTeX looks for the end of a value,
 * even behind a backslash: commands stand for them. */
static const char *escape_of(gunichar c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '%':
        return "\\%";
    case '&':
        return "\\&";
    case '$':
        return "\\$";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    default:
        return NULL;
    }
}

static void put_escaped(GString *out, const char *text)
{
    g_autofree char *line = cite_line(text);
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const char *escape = escape_of(c);
        if (escape != NULL)
            g_string_append(out, escape);
        else
            g_string_append_unichar(out, c);
    }
}

/* Ids as they are but for the characters that a key must not hold: _ and two
 * hexadecimal digits stand for these, __ for _, so that no two ids have one
 * key. */
static void put_key(GString *out, const char *id)
{
    for (const char *at = id; *at != '\0'; at++) {
        bool legal = g_ascii_isalnum(*at) || (*at & 0x80) != 0 ||
                     strchr("-./:+", *at) != NULL;
        if (legal)
            g_string_append_c(out, *at);
        else if (*at == '_')
            g_string_append(out, "__");
        else
            g_string_append_printf(out, "_%02x", (guchar)*at);
    }
}

/* text NULL: no such field. */
static void put_field(GString *out, const char *name, const char *text,
                      bool whole)
{
    if (text == NULL)
        return;
    g_string_append_printf(out, ",\n  %s = %s", name, whole ? "{{" : "{");
    put_escaped(out, text);
    g_string_append(out, whole ? "}}" : "}");
}

static void put_date(GString *out, const char *date)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr",
                                         "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec"};
    char year[5];
    guint month, day;
    if (!cite_year(date, year))
        return;
    g_string_append_printf(out, ",\n  year = {%s}", year);
    cite_day(date, &month, &day);
    if (month > 0)
        g_string_append_printf(out, ",\n  month = %s", months[month - 1]);
    if (day > 0)
        g_string_append_printf(out, ",\n  day = {%u}", day);
}

static void put_entry(GString *out, const struct citation *citation)
{
    bool report = citation->issuer != NULL;
    g_string_append(out, report ? "@techreport{" : "@misc{");
    put_key(out, citation->key);
    put_field(out, "author", citation->issuer, true);
    put_field(out, "title", citation->title, true);
    put_field(out, "institution", citation->issuer, true);
    put_field(out, "address", citation->place, false);
    put_date(out, citation->date);
    put_field(out, "note", citation->where, false);
    put_field(out, "annote", citation->section, false);
    put_field(out, "langid", "chinese", false);
    g_string_append(out, "\n}\n\n");
}

static void bibtex_record(struct emit *emit, const void *record)
{
    emit_cite(emit, record, put_entry);
}

const struct dialect emit_bibtex = {cite_nothing, cite_begin, bibtex_record,
                                    cite_nothing, cite_nothing};
