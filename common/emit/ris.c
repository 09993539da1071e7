/* The ris dialect: references for EndNote, Zotero, NoteExpress and the like.
 *
 * A record is a report (RPRT): tags of two letters, two spaces, a hyphen and a
 * space, lines that end with CR LF, ER at the end ("RIS Format
 * Specifications", Research Information Systems, 2001).  SP holds the place of
 * the unit as a page stands there, N1 the headings over it.
 */
#include "common/emit/dialect.h"

/* text NULL: no such line. */
static void put_tag(GString *out, const char *tag, const char *text)
{
    if (text == NULL)
        return;
    g_autofree char *line = cite_line(text);
    g_string_append_printf(out, "%s  - %s\r\n", tag, line);
}

/* DA is year/month/day/other, with the slashes where a part is not known. */
static void put_date(GString *out, const char *date)
{
    char year[5];
    guint month, day;
    if (!cite_year(date, year))
        return;
    put_tag(out, "PY", year);
    cite_day(date, &month, &day);
    g_string_append_printf(out, "DA  - %s/", year);
    if (month > 0)
        g_string_append_printf(out, "%02u", month);
    g_string_append_c(out, '/');
    if (day > 0)
        g_string_append_printf(out, "%02u", day);
    g_string_append(out, "/\r\n");
}

static void put_reference(GString *out, const struct citation *citation)
{
    put_tag(out, "TY", "RPRT");
    put_tag(out, "ID", citation->key);
    put_tag(out, "AU", citation->issuer);
    put_tag(out, "TI", citation->title);
    put_tag(out, "PB", citation->issuer);
    put_tag(out, "CY", citation->place);
    put_date(out, citation->date);
    put_tag(out, "SP", citation->where);
    put_tag(out, "N1", citation->section);
    put_tag(out, "LA", "zh");
    g_string_append(out, "ER  - \r\n\r\n");
}

static void ris_record(struct emit *emit, const void *record)
{
    emit_cite(emit, record, put_reference);
}

const struct dialect emit_ris = {cite_nothing, cite_begin, ris_record,
                                 cite_nothing, cite_nothing};
