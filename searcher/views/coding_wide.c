/* The wide tables of a codebook: a field a code, over units and over plans.
 *
 * The fields of the shape are made for the codebook; rows of units are read off
 * the codes' sorted hits, a cursor each, so that nothing but the hits is kept.
 */
#include "searcher/views/codebook.h"

#include "common/messages/messages.h"

#include <math.h>

struct wide {
    const struct coding *coding;
    const struct coding_options *options;
    const char **fields;
    guint fixed;    /* of the fields */
    guint *cursors; /* of units: the first hit of each code not yet passed */
    struct emit_shape shape;
};

struct wide_row {
    const struct wide *wide;
    const struct plan *plan;
    const struct page_unit *unit; /* or NULL */
    guint32 number;               /* of the plan, or unit */
    guint32 characters;           /* of the plan */
};

static void wide_open(struct wide *wide, const struct coding *coding,
                      const struct coding_options *options,
                      const char *const *fixed)
{
    guint codes = coding->codes->len, count = 0;
    while (fixed[count] != NULL)
        count++;
    *wide = (struct wide){.coding = coding, .options = options, .fixed = count};
    wide->fields = g_new0(const char *, count + codes + 1);
    wide->cursors = g_new0(guint, codes + 1);
    for (guint i = 0; i < count; i++)
        wide->fields[i] = fixed[i];
    for (guint i = 0; i < codes; i++)
        wide->fields[count + i] =
            ((struct code *)coding->codes->pdata[i])->label;
}

static void wide_close(struct wide *wide)
{
    g_free(wide->fields);
    g_free(wide->cursors);
}

/* ---- figures */

static const struct code_hit *hit_at(const struct wide *wide, guint number)
{
    const struct code *code = wide->coding->codes->pdata[number];
    guint at = wide->cursors[number];
    return at < code->hits->len
               ? &g_array_index(code->hits, struct code_hit, at)
               : NULL;
}

/* Moves every cursor to the first hit that is not before the unit. */
static void move_to(const struct wide *wide, guint32 unit)
{
    for (guint i = 0; i < wide->coding->codes->len; i++)
        while (hit_at(wide, i) != NULL && hit_at(wide, i)->unit < unit)
            wide->cursors[i]++;
}

static guint unit_figure(const struct wide_row *row, guint code)
{
    const struct code_hit *hit = hit_at(row->wide, code);
    if (hit == NULL || hit->unit != row->number)
        return 0;
    return row->wide->options->present ? 1 : hit->occurrences;
}

static const struct count_cell *plan_cell(const struct wide_row *row,
                                          guint code)
{
    const struct code *of = row->wide->coding->codes->pdata[code];
    return &of->count->cells[row->number];
}

static json_t *figure_json(const struct wide_row *row, guint code)
{
    if (row->unit != NULL)
        return json_integer(unit_figure(row, code));
    const struct count_cell *cell = plan_cell(row, code);
    switch (row->wide->options->figure) {
    case FIGURE_UNITS:
        return json_integer(cell->units);
    case FIGURE_OCCURRENCES:
        return json_integer((json_int_t)cell->occurrences);
    default:
        return cell->characters > 0
                   ? json_real(round(count_rate(cell) * 1e4) / 1e4)
                   : json_null();
    }
}

/* As figure_json, for reading; "-" where there is no text. */
static char *figure_text(const struct wide_row *row, guint code)
{
    json_t *figure = figure_json(row, code);
    char *text =
        json_is_real(figure) ? g_strdup_printf("%.2f", json_real_value(figure))
        : json_is_null(figure) ? g_strdup("-")
                               : g_strdup_printf("%" JSON_INTEGER_FORMAT,
                                                 json_integer_value(figure));
    json_decref(figure);
    return text;
}

/* ---- rows */

static void set_codes(json_t *json, const struct wide_row *row)
{
    const struct wide *wide = row->wide;
    for (guint i = 0; i < wide->coding->codes->len; i++)
        json_object_set_new(json, wide->fields[wide->fixed + i],
                            figure_json(row, i));
}

static json_t *unit_json(const void *data)
{
    const struct wide_row *row = data;
    const struct unit *unit = row->unit->unit;
    json_t *json = json_pack(
        "{s:s, s:s, s:o, s:o, s:s, s:o}", "id", unit->id, "plan", row->plan->id,
        "place", text_or_null(row->plan->place), "period",
        text_or_null(row->plan->period), "kind", unit_kind_name(unit->kind),
        "role", text_or_null(role_name(unit->role)));
    set_codes(json, row);
    return json;
}

static json_t *plan_json(const void *data)
{
    const struct wide_row *row = data;
    json_t *json = json_pack("{s:s, s:o, s:o, s:i}", "plan", row->plan->id,
                             "place", text_or_null(row->plan->place), "period",
                             text_or_null(row->plan->period), "characters",
                             (int)row->characters);
    set_codes(json, row);
    return json;
}

static const char *const unit_fields[] = {"id",   "plan", "place", "period",
                                          "kind", "role", NULL};
static const char *const plan_fields[] = {"plan", "place", "period",
                                          "characters", NULL};

bool coding_label_is_field(const char *label)
{
    return g_strv_contains(unit_fields, label) ||
           g_strv_contains(plan_fields, label);
}

/* ---- for reading */

static struct columns *open_columns(const struct wide *wide, const char *first,
                                    const char *second)
{
    guint codes = wide->coding->codes->len;
    struct columns *columns = columns_new(codes + 2, 2);
    columns_add(columns, first);
    columns_add(columns, second);
    for (guint i = 0; i < codes; i++)
        columns_add(columns, wide->fields[wide->fixed + i]);
    return columns;
}

static void add_row(struct columns *columns, const struct wide_row *row)
{
    const char *place = row->plan->place;
    columns_add(columns, "");
    columns_run(columns, PAGE_ID,
                row->unit != NULL ? row->unit->unit->id : row->plan->id);
    columns_add(columns, row->unit != NULL
                             ? word_shown(unit_kind_name(row->unit->unit->kind))
                         : place != NULL ? place
                                         : "");
    for (guint i = 0; i < row->wide->coding->codes->len; i++) {
        g_autofree char *figure = figure_text(row, i);
        columns_add(columns, figure);
    }
}

static void put_figures(const struct wide_row *row, struct emit *emit,
                        struct columns *columns)
{
    if (columns != NULL)
        add_row(columns, row);
    else
        emit_record(emit, row);
}

/* ---- the stream */

static bool put_unit(struct wide *wide, guint32 number, struct emit *emit,
                     struct columns *columns, GError **error)
{
    reader_trim(wide->coding->reader);
    const struct page_unit *unit =
        reader_unit(wide->coding->reader, number, error);
    if (unit == NULL)
        return false;
    struct wide_row row = {wide, unit->plan, unit, number, 0};
    move_to(wide, number);
    put_figures(&row, emit, columns);
    return true;
}

bool coding_emit_units(const struct coding *coding,
                       const struct coding_options *options, guint first,
                       guint last, struct emit *emit, json_t *head,
                       GError **error)
{
    struct wide wide;
    bool fine = true;
    wide_open(&wide, coding, options, unit_fields);
    wide.shape = (struct emit_shape){wide.fields, unit_json, NULL, NULL};
    g_autoptr(GArray) rows = coding_rows(coding, options->coded);
    coding_begin(coding, emit, &wide.shape, _("codes of each unit"), head);
    struct page *page = emit_page(emit);
    struct columns *columns =
        page != NULL ? open_columns(&wide, _("id"), _("kind")) : NULL;
    for (guint i = first; fine && i < last && !emit_stopped(emit); i++)
        fine = put_unit(&wide, g_array_index(rows, guint32, i), emit, columns,
                        error);
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
    wide_close(&wide);
    return fine;
}

static bool put_plan(const struct wide *wide, guint32 number, struct emit *emit,
                     struct columns *columns, GError **error)
{
    struct plan_record plan;
    if (!plan_record_read(matcher_index(wide->coding->matcher), number, &plan,
                          error))
        return false;
    struct wide_row row = {wide, plan.plan, NULL, number, plan.characters};
    put_figures(&row, emit, columns);
    return true;
}

bool coding_emit_plans(const struct coding *coding,
                       const struct coding_options *options, guint first,
                       guint last, struct emit *emit, json_t *head,
                       GError **error)
{
    struct wide wide;
    bool fine = true;
    wide_open(&wide, coding, options, plan_fields);
    wide.shape = (struct emit_shape){wide.fields, plan_json, NULL, NULL};
    coding_begin(coding, emit, &wide.shape, _("codes in each plan"), head);
    struct page *page = emit_page(emit);
    struct columns *columns =
        page != NULL ? open_columns(&wide, _("plan"), _("place")) : NULL;
    for (guint32 i = first; fine && i < last && !emit_stopped(emit); i++)
        fine = put_plan(&wide, i, emit, columns, error);
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
    wide_close(&wide);
    return fine;
}
