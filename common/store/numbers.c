/* Numbers of units: which there are, and the part that keeps them.
 *
 * common/text reads numbers; here is what it cannot know: where a unit's marker
 * ends, and what the head over a cell says.  A row's text is its cells joined
 * by " | ", so that its normalised text is theirs with "|" between; where a
 * cell holds a bar of its own the heads cannot be told and say nothing.
 */
#include "common/store/numbers.h"

#include "common/data/data.h"
#include "common/store/build.h"

#include <string.h>

struct numbers_out {
    struct part_out part;
    GArray *rows; /* of guint32: numbers before each unit */
    guint32 count;
    GArray *numerals, *numbers; /* of the unit at hand */
    GString *buffer;
};

/* ---- which */

/* Whether the head is, or for years ends with, a word that rules/measures.tsv
 * has for that use.  目标值 2025年 is a head of values: its 年 has a year
 * before it. */
static bool head_is(const char *head, const char *use)
{
    const GPtrArray *rows = data_table("rules/measures.tsv", 3);
    bool exact = strcmp(use, "serial") == 0;
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        if (strcmp(row[1], use) != 0 || !g_str_has_suffix(head, row[0]))
            continue;
        gsize rest = strlen(head) - strlen(row[0]);
        if (rest == 0 || (!exact && !g_ascii_isdigit(head[rest - 1])))
            return true;
    }
    return false;
}

static void cell_read(GArray *numerals, GString *buffer, const char *head,
                      const char *text, gsize from, gsize to)
{
    enum numeral_place place = NUMERAL_CELL;
    bool digits = false;
    for (gsize i = from; i < to && !digits; i++)
        digits = g_ascii_isdigit(text[i]);
    if (head != NULL && digits) {
        g_string_truncate(buffer, 0);
        normal_append(buffer, head, -1);
        if (head_is(buffer->str, "serial"))
            return;
        if (head_is(buffer->str, "years"))
            place = NUMERAL_YEARS;
    }
    numerals_read(numerals, text, from, to, place);
}

static guint count_bars(const char *text, gsize length)
{
    guint count = 0;
    for (gsize i = 0; i < length; i++)
        count += text[i] == '|';
    return count;
}

static void row_read(GArray *numerals, GString *buffer,
                     const struct caption *caption, guint cells,
                     const char *text, gsize length)
{
    guint cell = 0;
    bool heads = caption != NULL && cells <= caption->columns->len &&
                 count_bars(text, length) + 1 == cells;
    for (gsize at = 0; at <= length; cell++) {
        const char *bar = memchr(text + at, '|', length - at);
        gsize end = bar != NULL ? (gsize)(bar - text) : length;
        const char *head =
            heads ? g_ptr_array_index(caption->columns, cell) : NULL;
        cell_read(numerals, buffer, head, text, at, end);
        at = end + 1;
    }
}

static void numerals_of(GArray *numerals, GString *buffer,
                        const struct plan *plan, const struct unit *unit,
                        const char *text, gsize length)
{
    g_array_set_size(numerals, 0);
    if (unit->kind == UNIT_ROW && unit->cells != NULL) {
        bool tabled = unit->table >= 0 && unit->table < (int)plan->tables->len;
        row_read(numerals, buffer,
                 tabled ? g_ptr_array_index(plan->tables, unit->table) : NULL,
                 unit->cells->len, text, length);
        return;
    }
    /* A heading's text has no marker in it. */
    gsize from = 0;
    if (unit->marker != NULL && g_str_has_prefix(unit->text, unit->marker))
        from = lead_bytes(buffer, unit->marker, text, length);
    numerals_read(numerals, text, from, length, NUMERAL_TEXT);
}

static void numbers_of(GArray *numbers, const GArray *numerals)
{
    g_array_set_size(numbers, 0);
    for (guint i = 0; i < numerals->len; i++) {
        const struct numeral *one = &g_array_index(numerals, struct numeral, i);
        struct number number = {
            .low = one->low,
            .high = one->high,
            .start = (guint32)one->start,
            .length = (guint16)MIN(one->unit - one->start, G_MAXUINT16),
            .kind = (guint8)one->kind,
        };
        g_array_append_val(numbers, number);
    }
}

GArray *unit_numbers(const struct plan *plan, const struct unit *unit,
                     const char *text, gsize length)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(struct number));
    g_autoptr(GArray) numerals =
        g_array_new(FALSE, FALSE, sizeof(struct numeral));
    GString *buffer = g_string_new(NULL);
    numerals_of(numerals, buffer, plan, unit, text, length);
    numbers_of(numbers, numerals);
    g_string_free(buffer, TRUE);
    return numbers;
}

/* ---- the part */

struct numbers_out *numbers_out_new(const char *dir, GError **error)
{
    struct numbers_out *out = g_new0(struct numbers_out, 1);
    if (!part_out_open(&out->part, dir, "numbers", error)) {
        g_free(out);
        return NULL;
    }
    out->rows = g_array_new(FALSE, FALSE, sizeof(guint32));
    out->numerals = g_array_new(FALSE, FALSE, sizeof(struct numeral));
    out->numbers = g_array_new(FALSE, FALSE, sizeof(struct number));
    out->buffer = g_string_new(NULL);
    return out;
}

void numbers_out_free(struct numbers_out *out)
{
    if (out == NULL)
        return;
    part_out_abandon(&out->part);
    g_array_unref(out->rows);
    g_array_unref(out->numerals);
    g_array_unref(out->numbers);
    g_string_free(out->buffer, TRUE);
    g_free(out);
}

void numbers_out_add(struct numbers_out *out, const struct plan *plan,
                     const struct unit *unit, const char *text, gsize length)
{
    numerals_of(out->numerals, out->buffer, plan, unit, text, length);
    numbers_of(out->numbers, out->numerals);
    g_array_append_val(out->rows, out->count);
    part_out_put(&out->part, out->numbers->data,
                 out->numbers->len * sizeof(struct number));
    out->count += out->numbers->len;
}

bool numbers_out_finish(struct numbers_out *out, guint64 stamp, GError **error)
{
    struct part_head head = {.magic = NUMBERS_MAGIC,
                             .count = out->rows->len,
                             .table = part_out_align(&out->part)};
    g_array_append_val(out->rows, out->count);
    part_out_put(&out->part, out->rows->data, out->rows->len * sizeof(guint32));
    return part_out_finish(&out->part, head, stamp, error);
}
