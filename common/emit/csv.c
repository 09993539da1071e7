/* The csv dialect: RFC 4180 by libcsv, UTF-8, a header row, CRLF.
 *
 * A path is joined by " > ", any other list or object is JSON, null is an empty
 * field.  For a spreadsheet (--excel) the file begins with a byte-order mark
 * and a text that would start a formula gets a ' before it (OWASP, "CSV
 * injection"; the full-width twins count, since Excel takes them in Chinese).
 */
#include "common/emit/dialect.h"

#include <csv.h>
#include <string.h>

static bool starts_formula(const char *cell)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                         "\n", "＝", "＋", "－", "＠"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(cell, starts[i]))
            return true;
    return false;
}

static void put_cell(struct emit *emit, const char *cell, bool is_text)
{
    GString *out = emit->sink.buffer;
    g_autofree char *safe = NULL;
    if (emit->excel && is_text && starts_formula(cell))
        cell = safe = g_strconcat("'", cell, NULL);
    gsize at = out->len, length = strlen(cell);
    gsize room = csv_write(NULL, 0, cell, length);
    g_string_set_size(out, at + room);
    csv_write(out->str + at, room, cell, length);
}

static void put_value(struct emit *emit, const char *field, const json_t *value)
{
    g_autofree char *cell = cell_text(field, value);
    if (cell != NULL)
        put_cell(emit, cell, !json_is_number(value));
}

static void csv_start(struct emit *emit)
{
    if (emit->excel)
        g_string_append(emit->sink.buffer, "\uFEFF");
}

static void csv_begin(struct emit *emit, const json_t *head)
{
    (void)head;
    if (emit->documents > 0)
        return;
    for (guint i = 0; emit->shape->fields[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c(emit->sink.buffer, ',');
        put_cell(emit, emit->shape->fields[i], true);
    }
    g_string_append(emit->sink.buffer, "\r\n");
}

static void csv_record(struct emit *emit, const void *record)
{
    json_t *json = emit->shape->json(record);
    for (guint i = 0; emit->shape->fields[i] != NULL; i++) {
        const char *field = emit->shape->fields[i];
        if (i > 0)
            g_string_append_c(emit->sink.buffer, ',');
        put_value(emit, field, json_object_get(json, field));
    }
    g_string_append(emit->sink.buffer, "\r\n");
    json_decref(json);
}

static void nothing(struct emit *emit)
{
    (void)emit;
}

const struct dialect emit_csv = {csv_start, csv_begin, csv_record, nothing,
                                 nothing};
