/* The xlsx dialect, by libxlsxwriter: a sheet for every shape of record, its
 * header bold and frozen, every column with a filter; numbers are numbers, text
 * is text and never a formula.
 *
 * Rows go through a file of the library's (constant memory), so that a sheet
 * may be long; the first ones wait until they tell how wide the columns are to
 * be.  A sheet that is full goes on in another.  The finished workbook is read
 * back from a file into the stream, whose bytes may go into a pipe.  Dates are
 * fixed: the same records give the same bytes.
 */
#include "common/emit/dialect.h"

#include "common/text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    WAITING = 100,            /* rows that decide on widths */
    NARROWEST = 6,            /* columns of the usual font */
    WIDEST = 60,              /* wider text is broken into lines */
    SHEET_NAME = 31,          /* Excel's limits: characters */
    CELL_UNITS = 32767,       /* UTF-16 units */
    SHEET_ROWS = LXW_ROW_MAX, /* 1,048,576 */
    CREATED = 946684800,      /* 2000-01-01 */
    EXACT_BITS = 53,          /* integers a number holds */
};

struct book {
    lxw_workbook *workbook;
    lxw_worksheet *sheet; /* the open one, or NULL */
    lxw_format *head, *body, *wide;
    char *path;
    char **fields; /* of the open sheet, which is written to after its documents
                      have ended */
    char *name;    /* of its shape */
    lxw_row_t rows;  /* of the open sheet, the header among them */
    lxw_col_t count; /* columns */
    guint *widths;
    GPtrArray *waiting; /* of json_t: rows, NULL once widths are set */
    GHashTable *names;  /* of sheets: char *name → how many */
};

/* ---- cells */

/* Before a text that looks like a code point. */
static const char code_mark[] = "_x005F";

/* Whether the text begins as _x0041_ does, which spreadsheets read as a code
 * point (ECMA-376, ST_Xstring). */
static bool starts_code(const char *text)
{
    enum { DIGITS = 4 };
    if (!g_str_has_prefix(text, "_x"))
        return false;
    for (guint i = 0; i < DIGITS; i++)
        if (!g_ascii_isxdigit(text[2 + i]))
            return false;
    return text[2 + DIGITS] == '_';
}

/* Where the text, as it is written, must end to fit a cell with `room` UTF-16
 * units, or NULL when it does. */
static const char *cell_end(const char *text, guint room)
{
    guint units = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        units += g_utf8_get_char(at) > 0xffff ? 2 : 1;
        if (starts_code(at))
            units += (guint)strlen(code_mark);
        if (units > room)
            return at;
    }
    return NULL;
}

/* A text as a cell can hold it: XML has no control characters, and a cell an
 * end, which is then said in the cell. */
static char *fit_cell(struct emit *emit, const char *text)
{
    enum { NOTE = 40 };
    GString *cell = g_string_new(NULL);
    const char *end = cell_end(text, CELL_UNITS) != NULL
                          ? cell_end(text, CELL_UNITS - NOTE)
                          : NULL;
    for (const char *at = text; *at != '\0' && at != end;
         at = g_utf8_next_char(at)) {
        bool line = *at == '\n' || *at == '\t';
        if (starts_code(at))
            g_string_append(cell, code_mark);
        g_string_append_unichar(cell, line ? (gunichar)*at
                                           : page_shown(g_utf8_get_char(at)));
    }
    if (end != NULL) {
        emit->cut++;
        g_string_append_printf(cell, "… [%ld characters, cut]",
                               g_utf8_strlen(text, -1));
    }
    return g_string_free(cell, FALSE);
}

static bool is_number(const json_t *value)
{
    if (json_is_real(value))
        return true;
    json_int_t most = (json_int_t)1 << EXACT_BITS;
    return json_is_integer(value) && json_integer_value(value) <= most &&
           json_integer_value(value) >= -most;
}

static void put_cell(struct emit *emit, lxw_col_t column, const json_t *value)
{
    struct book *book = emit->book;
    lxw_format *format =
        book->widths[column] > WIDEST ? book->wide : book->body;
    if (is_number(value))
        worksheet_write_number(book->sheet, book->rows, column,
                               json_number_value(value), format);
    else if (json_is_boolean(value))
        worksheet_write_boolean(book->sheet, book->rows, column,
                                json_is_true(value), format);
    else {
        g_autofree char *text = cell_text(book->fields[column], value);
        g_autofree char *cell = text != NULL ? fit_cell(emit, text) : NULL;
        if (cell != NULL)
            worksheet_write_string(book->sheet, book->rows, column, cell,
                                   format);
    }
}

/* ---- sheets */

static char *sheet_name(struct book *book)
{
    guint number =
        1 + GPOINTER_TO_UINT(g_hash_table_lookup(book->names, book->name));
    g_hash_table_insert(book->names, g_strdup(book->name),
                        GUINT_TO_POINTER(number));
    g_autofree char *base = g_utf8_substring(
        book->name, 0, MIN(g_utf8_strlen(book->name, -1), SHEET_NAME - 5));
    return number == 1 ? g_strdup(base)
                       : g_strdup_printf("%s-%u", base, number);
}

static void put_head(struct book *book)
{
    for (lxw_col_t i = 0; i < book->count; i++)
        worksheet_write_string(book->sheet, 0, i, book->fields[i], book->head);
    worksheet_freeze_panes(book->sheet, 1, 0);
    book->rows = 1;
}

static void open_sheet(struct book *book)
{
    g_autofree char *name = sheet_name(book);
    book->sheet = workbook_add_worksheet(book->workbook, name);
    book->rows = 0;
}

static void set_columns(struct book *book)
{
    enum { MARGIN = 2 };
    for (lxw_col_t i = 0; i < book->count; i++) {
        guint width = CLAMP(book->widths[i] + MARGIN, NARROWEST, WIDEST);
        worksheet_set_column(book->sheet, i, i, width, NULL);
    }
}

static void close_sheet(struct book *book)
{
    if (book->sheet == NULL)
        return;
    worksheet_autofilter(book->sheet, 0, 0, book->rows - 1,
                         (lxw_col_t)(book->count - 1));
    book->sheet = NULL;
}

static void put_row(struct emit *emit, const json_t *record)
{
    struct book *book = emit->book;
    if (book->rows >= SHEET_ROWS) {
        close_sheet(book);
        open_sheet(book);
        set_columns(book);
        put_head(book);
    }
    for (lxw_col_t i = 0; i < book->count; i++)
        put_cell(emit, i, json_object_get(record, book->fields[i]));
    book->rows++;
}

/* ---- rows that wait for widths */

static guint value_width(const char *field, const json_t *value)
{
    g_autofree char *text = cell_text(field, value);
    return text != NULL ? text_width(text, -1) : 0;
}

static void measure(struct book *book)
{
    enum { FILTER = 3 }; /* the button beside a header */
    for (guint i = 0; i < book->count; i++) {
        book->widths[i] = text_width(book->fields[i], -1) + FILTER;
        for (guint j = 0; j < book->waiting->len; j++)
            book->widths[i] =
                MAX(book->widths[i],
                    value_width(book->fields[i],
                                json_object_get(book->waiting->pdata[j],
                                                book->fields[i])));
    }
}

void book_settle(struct emit *emit)
{
    struct book *book = emit->book;
    if (book == NULL || book->waiting == NULL)
        return;
    g_autoptr(GPtrArray) waiting = book->waiting;
    measure(book);
    book->waiting = NULL;
    set_columns(book);
    put_head(book);
    for (guint i = 0; i < waiting->len; i++)
        put_row(emit, waiting->pdata[i]);
}

/* ---- the dialect */

static void xlsx_start(struct emit *emit)
{
    struct book *book = g_new0(struct book, 1);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .use_zip64 = LXW_FALSE};
    lxw_doc_properties properties = {.created = CREATED};
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("plan-search-XXXXXX.xlsx", &book->path, &error);
    emit->book = book;
    if (fd < 0) {
        emit->sink.failure = errno != 0 ? errno : EIO;
        return;
    }
    close(fd);
    options.tmpdir = (char *)g_get_tmp_dir();
    book->workbook = workbook_new_opt(book->path, &options);
    workbook_set_properties(book->workbook, &properties);
    book->head = workbook_add_format(book->workbook);
    format_set_bold(book->head);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    format_set_align(book->head, LXW_ALIGN_VERTICAL_TOP);
    book->body = workbook_add_format(book->workbook);
    format_set_align(book->body, LXW_ALIGN_VERTICAL_TOP);
    book->wide = workbook_add_format(book->workbook);
    format_set_align(book->wide, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(book->wide);
    book->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool same_fields(char *const *one, const char *const *other)
{
    return one != NULL && g_strv_equal((const char *const *)one, other);
}

static void xlsx_begin(struct emit *emit, const json_t *head)
{
    struct book *book = emit->book;
    const char *name = emit->name != NULL ? emit->name : "records";
    (void)head;
    if (book->workbook == NULL ||
        (book->sheet != NULL && strcmp(book->name, name) == 0 &&
         same_fields(book->fields, emit->shape->fields)))
        return;
    book_settle(emit);
    close_sheet(book);
    g_free(book->name);
    book->name = g_strdup(name);
    g_strfreev(book->fields);
    book->fields = g_strdupv((char **)emit->shape->fields);
    book->count = (lxw_col_t)g_strv_length(book->fields);
    book->widths = g_renew(guint, book->widths, book->count);
    book->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    open_sheet(book);
}

static void xlsx_record(struct emit *emit, const void *record)
{
    struct book *book = emit->book;
    json_t *json = emit->shape->json(record);
    if (book->waiting == NULL) {
        put_row(emit, json);
        json_decref(json);
        return;
    }
    g_ptr_array_add(book->waiting, json);
    if (book->waiting->len == WAITING)
        book_settle(emit);
}

static void xlsx_end(struct emit *emit)
{
    (void)emit;
}

/* The finished workbook, into the stream. */
static void copy_book(struct emit *emit)
{
    char block[1 << 14];
    int fd = g_open(emit->book->path, O_RDONLY | O_CLOEXEC, 0);
    ssize_t got = fd < 0 ? -1 : 1;
    while (got > 0 && emit->sink.failure == 0) {
        got = read(fd, block, sizeof block);
        if (got > 0)
            g_string_append_len(emit->sink.buffer, block, got);
        sink_drain(&emit->sink);
    }
    if (got < 0 && emit->sink.failure == 0)
        emit->sink.failure = errno;
    if (fd >= 0)
        close(fd);
}

static void xlsx_finish(struct emit *emit)
{
    struct book *book = emit->book;
    if (book->workbook == NULL || emit->sink.failure != 0)
        return;
    book_settle(emit);
    close_sheet(book);
    errno = 0;
    lxw_error failure = workbook_close(book->workbook);
    book->workbook = NULL;
    if (failure != LXW_NO_ERROR)
        emit->sink.failure = errno != 0 ? errno : EIO;
    else
        copy_book(emit);
}

void book_free(struct emit *emit)
{
    struct book *book = emit->book;
    if (book == NULL)
        return;
    if (book->workbook != NULL)
        lxw_workbook_free(book->workbook);
    if (book->path != NULL)
        g_unlink(book->path);
    g_clear_pointer(&book->waiting, g_ptr_array_unref);
    g_clear_pointer(&book->names, g_hash_table_unref);
    g_strfreev(book->fields);
    g_free(book->widths);
    g_free(book->path);
    g_free(book->name);
    g_free(book);
}

const struct dialect emit_xlsx = {xlsx_start, xlsx_begin, xlsx_record, xlsx_end,
                                  xlsx_finish};
