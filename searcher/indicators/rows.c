/* Rows of indicator tables, with what the notes under a table say of them.
 *
 * Goes through the units of a plan in order: a table's rows come one after the
 * other, its notes behind them.
 */
#include "searcher/indicators/inside.h"
#include "searcher/indicators/groups.h"

#include <string.h>

struct rows {
    struct index *index;
    const struct plan *plan;
    GPtrArray *found; /* of struct indicator */
    int table;        /* being read, or NO_TABLE */
    int section;      /* where it stands */
    guint first;      /* its first row in found */
    bool fits;        /* it is of indicators */
    struct heads heads;
    char *category; /* of a line over the rows that follow, or NULL */
};

static void indicator_free(void *data)
{
    struct indicator *row = data;
    g_free(row->id);
    g_free(row->name);
    g_free(row->unit);
    g_free(row->base);
    g_free(row->target);
    g_free(row->achieved);
    g_free(row->attribute);
    g_free(row->category);
    g_free(row->caption);
    g_free(row->note);
    g_free(row->group);
    g_free(row->why);
    g_array_unref(row->base_values);
    g_array_unref(row->target_values);
    g_array_unref(row->achieved_values);
    g_ptr_array_unref(row->others);
    g_free(row);
}

static char *cell_of(const struct unit *unit, int column)
{
    return column != NO_COLUMN && (guint)column < unit->cells->len
               ? g_strdup(unit->cells->pdata[column])
               : NULL;
}

/* The same, NULL for an empty cell. */
static char *word_of(const struct unit *unit, int column)
{
    g_autofree char *cell = cell_of(unit, column);
    return cell != NULL && *cell != '\0' ? g_steal_pointer(&cell) : NULL;
}

/* The unit of a row: of its cell, of its name, of the head over its values or
 * of the caption. */
static char *unit_of(const struct heads *heads, const struct caption *table,
                     const struct unit *unit, const char *name)
{
    char *found = word_of(unit, heads->unit);
    int columns[] = {heads->target, heads->base, heads->achieved,
                     heads->indicator};
    if (found != NULL)
        return found;
    found = unit_in_brackets(name);
    for (guint i = 0; found == NULL && i < G_N_ELEMENTS(columns); i++)
        if (columns[i] != NO_COLUMN)
            found = unit_in_brackets(table->columns->pdata[columns[i]]);
    return found != NULL ? found : unit_in_brackets(table->text);
}

static GPtrArray *others_of(const struct heads *heads,
                            const struct caption *table,
                            const struct unit *unit)
{
    GPtrArray *others = strings_new();
    for (guint i = 0; i < table->columns->len && i < unit->cells->len; i++) {
        if (!heads->other[i])
            continue;
        g_ptr_array_add(others, g_strdup(table->columns->pdata[i]));
        g_ptr_array_add(others, g_strdup(unit->cells->pdata[i]));
    }
    return others;
}

static struct indicator *row_of(const struct rows *rows, guint32 number,
                                const struct unit *unit)
{
    const struct heads *heads = &rows->heads;
    const struct caption *table = rows->plan->tables->pdata[rows->table];
    struct indicator *row = g_new0(struct indicator, 1);
    row->number = number;
    row->plan = rows->plan;
    row->id = g_strdup(unit->id);
    row->name = cell_of(unit, heads->indicator);
    row->unit = unit_of(heads, table, unit, row->name);
    row->base = cell_of(unit, heads->base);
    row->target = cell_of(unit, heads->target);
    row->achieved = cell_of(unit, heads->achieved);
    row->base_year = heads->base_year;
    row->target_year = heads->target_year;
    row->base_values = cell_values(row->base, row->unit);
    row->target_values = cell_values(row->target, row->unit);
    row->achieved_values = cell_values(row->achieved, row->unit);
    row->attribute = word_of(unit, heads->attribute);
    row->category = word_of(unit, heads->category);
    if (row->category == NULL)
        row->category = g_strdup(rows->category);
    row->caption = g_strdup(table->text);
    row->others = others_of(heads, table, unit);
    return row;
}

/* A line that is no row but a category over those that follow: it stands in all
 * cells, or in one alone. */
static const char *category_of(const struct unit *unit)
{
    const char *said = NULL;
    bool same = unit->cells->len > 1;
    guint filled = 0;
    for (guint i = 0; i < unit->cells->len; i++) {
        const char *cell = unit->cells->pdata[i];
        filled += *cell != '\0';
        same &= strcmp(cell, unit->cells->pdata[0]) == 0;
        if (*cell != '\0')
            said = cell;
    }
    return same || filled == 1 ? said : NULL;
}

static void row_add(struct rows *rows, guint32 number, const struct unit *unit)
{
    const char *category = category_of(unit);
    g_autofree char *name = word_of(unit, rows->heads.indicator);
    if (category != NULL && unit->cells->len > 2) {
        g_free(rows->category);
        rows->category = g_strdup(category);
    } else if (name != NULL)
        g_ptr_array_add(rows->found, row_of(rows, number, unit));
}

/* ---- notes */

static const GRegex *bracket_pattern(void)
{
    static GRegex *pattern;
    static gsize once;
    if (g_once_init_enter(&once)) {
        pattern = g_regex_new("([(（〔\\[［【])\\s*[)）〕\\]］】][^，,。；;]*?"
                              "(?:为|是|表示|系)([^，,。；;]*)",
                              G_REGEX_OPTIMIZE, 0, NULL);
        g_once_init_leave(&once, 1);
    }
    return pattern;
}

static const char *counts_of(const char *said)
{
    if (strstr(said, "新增") != NULL)
        return "new";
    return strstr(said, "累计") != NULL ? "cumulative" : NULL;
}

static void values_note(GArray *values, const char *cell, bool square,
                        const char *counts)
{
    if (cell == NULL || !cell_has_brackets(cell, square))
        return;
    for (guint i = 0; i < values->len; i++) {
        struct indicator_value *value =
            &g_array_index(values, struct indicator_value, i);
        if (value->cumulative)
            value->counts = counts;
    }
}

static void note_add(struct indicator *row, const char *note)
{
    char *old = row->note;
    if (old != NULL && strstr(old, note) != NULL)
        return;
    row->note =
        old != NULL ? g_strconcat(old, "\n", note, NULL) : g_strdup(note);
    g_free(old);
}

static bool has_brackets(const struct indicator *row, bool square)
{
    return (row->base != NULL && cell_has_brackets(row->base, square)) ||
           (row->target != NULL && cell_has_brackets(row->target, square));
}

/* “（ ）内为五年累计数” for all rows of the table. */
static bool note_brackets(struct rows *rows, const char *note)
{
    GMatchInfo *match = NULL;
    bool any = g_regex_match(bracket_pattern(), note, 0, &match);
    while (g_match_info_matches(match)) {
        g_autofree char *mark = g_match_info_fetch(match, 1);
        g_autofree char *said = g_match_info_fetch(match, 2);
        bool square = strcmp(mark, "(") != 0 && strcmp(mark, "（") != 0;
        for (guint i = rows->first; i < rows->found->len; i++) {
            struct indicator *row = rows->found->pdata[i];
            const char *counts = counts_of(said);
            values_note(row->base_values, row->base, square, counts);
            values_note(row->target_values, row->target, square, counts);
            if (has_brackets(row, square))
                note_add(row, note);
        }
        g_match_info_next(match, NULL);
    }
    g_match_info_free(match);
    return any;
}

/* A note that begins with the name of an indicator is about it. */
static void note_names(struct rows *rows, const char *note)
{
    g_autofree char *text = normal_text(note, -1, NULL);
    for (guint i = rows->first; i < rows->found->len; i++) {
        struct indicator *row = rows->found->pdata[i];
        g_autofree char *name = normal_text(row->name, -1, NULL);
        const char *at = strstr(text, name);
        if (at != NULL && g_utf8_strlen(text, at - text) <= 8)
            note_add(row, note);
    }
}

static bool note_read(struct rows *rows, guint32 number, GError **error)
{
    struct unit *unit = index_unit(rows->index, number, error);
    if (unit == NULL)
        return false;
    if (!note_brackets(rows, unit->text))
        note_names(rows, unit->text);
    unit_free(unit);
    return true;
}

/* ---- units */

static void table_close(struct rows *rows)
{
    g_clear_pointer(&rows->heads.other, g_free);
    g_clear_pointer(&rows->category, g_free);
    rows->table = NO_TABLE;
    rows->fits = false;
    rows->first = rows->found->len;
}

static void table_open(struct rows *rows, const struct unit *unit,
                       const struct entry *entry)
{
    table_close(rows);
    rows->table = unit->table;
    rows->section = entry->section;
    rows->fits = heads_read(&rows->heads,
                            rows->plan->tables->pdata[unit->table], rows->plan);
}

static bool row_read(struct rows *rows, guint32 number,
                     const struct entry *entry, GError **error)
{
    struct unit *unit = index_unit(rows->index, number, error);
    if (unit == NULL)
        return false;
    if (unit->table != NO_TABLE && unit->table != rows->table)
        table_open(rows, unit, entry);
    if (unit->table != NO_TABLE && rows->fits && unit->cells != NULL)
        row_add(rows, number, unit);
    unit_free(unit);
    return true;
}

static bool unit_read(struct rows *rows, guint32 number, GError **error)
{
    struct entry entry;
    index_entry(rows->index, number, &entry);
    if (rows->table != NO_TABLE && entry.section != rows->section)
        table_close(rows);
    if (entry.kind == UNIT_ROW)
        return row_read(rows, number, &entry, error);
    if (entry.kind == UNIT_NOTE && rows->found->len > rows->first)
        return note_read(rows, number, error);
    return true;
}

static bool plan_read(struct rows *rows, guint32 plan, GError **error)
{
    guint32 first, count;
    index_plan_units(rows->index, plan, &first, &count);
    rows->plan = index_plan(rows->index, plan, error);
    bool fine = rows->plan != NULL;
    for (guint32 i = first; fine && i < first + count; i++)
        fine = unit_read(rows, i, error);
    table_close(rows);
    return fine;
}

GPtrArray *indicators_read(struct index *index, GError **error)
{
    struct rows rows = {.index = index, .table = NO_TABLE};
    bool fine = true;
    rows.found = g_ptr_array_new_with_free_func(indicator_free);
    for (guint32 i = 0; fine && i < index_plans(index); i++)
        fine = plan_read(&rows, i, error);
    if (fine) {
        groups_make(rows.found);
        return rows.found;
    }
    g_ptr_array_unref(rows.found);
    return NULL;
}
