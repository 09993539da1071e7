/* The gbt7714 dialect: a line a record, as GB/T 7714-2015 writes references in
 * the order of their citation (顺序编码制), without the number:
 *
 *   责任者. 题名[R]. 出版地: 出版者, 出版年: 引文位置.
 *
 * A plan is a report, [R], as papers of a government are among the standard's
 * examples (annexes A and B).  The place stands where a page would.  Who issued
 * it is both author and publisher; where that is not known the author is left
 * out, which 8.1.3 permits in this order, the publisher is [出版者不详] and a
 * place not known [出版地不详] (8.4).  For a year that is not known an estimate
 * may stand in brackets (8.4.3.2): the first year of the plan's period, as
 * plans appear when it begins.
 */
#include "common/emit/dialect.h"

/* A text that ends in a stop needs no other. */
static void put_end(GString *out)
{
    if (out->str[out->len - 1] != '.')
        g_string_append_c(out, '.');
}

static void put_line(GString *out, const struct citation *citation)
{
    char year[5];
    g_autofree char *issuer =
        citation->issuer != NULL ? cite_line(citation->issuer) : NULL;
    g_autofree char *title = cite_line(citation->title);
    g_autofree char *place =
        citation->place != NULL ? cite_line(citation->place) : NULL;
    if (issuer != NULL)
        g_string_append_printf(out, "%s. ", issuer);
    g_string_append_printf(out, "%s[R]. %s: %s", title,
                           place != NULL ? place : "[出版地不详]",
                           issuer != NULL ? issuer : "[出版者不详]");
    if (cite_year(citation->date, year))
        g_string_append_printf(out, ", %s", year);
    else if (citation->period != NULL)
        g_string_append_printf(out, ", [%.4s]", citation->period);
    if (citation->where != NULL) {
        g_autofree char *where = cite_line(citation->where);
        g_string_append_printf(out, ": %s", where);
    }
    put_end(out);
    g_string_append_c(out, '\n');
}

static void gbt7714_record(struct emit *emit, const void *record)
{
    emit_cite(emit, record, put_line);
}

const struct dialect emit_gbt7714 = {cite_nothing, cite_begin, gbt7714_record,
                                     cite_nothing, cite_nothing};
