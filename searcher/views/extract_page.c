/* What was extracted, for reading: plan by plan a table of wording, what it
 * says, and id; measures as their leads with the verbs and objects under them.
 */
#include "searcher/views/extract_inside.h"

#include "common/messages/messages.h"

#include <string.h>

/* Rows that are laid out together at most; of a terminal's width what other
 * columns need, and what wording has at least. */
enum { MOST_ROWS = 400, OTHERS_WIDTH = 50, LEAST_WIDTH = 36 };

struct extract_sheet {
    struct columns *columns; /* or NULL */
    char *plan; /* id of the rows'; a plan may be given back meanwhile */
    guint rows;
    bool follows; /* a plan stands above */
};

struct extract_sheet *extract_sheet_new(void)
{
    return g_new0(struct extract_sheet, 1);
}

void extract_sheet_put(struct extract_sheet *sheet, struct page *page)
{
    if (sheet->columns != NULL)
        columns_put(g_steal_pointer(&sheet->columns), page, false);
    sheet->rows = 0;
}

void extract_sheet_free(struct extract_sheet *sheet)
{
    if (sheet != NULL)
        g_free(sheet->plan);
    g_free(sheet);
}

static void put_plan(struct extract_sheet *sheet, const struct plan *plan,
                     struct page *page)
{
    if (g_strcmp0(sheet->plan, plan->id) == 0)
        return;
    if (sheet->follows)
        page_newline(page);
    page_plan(page, plan);
    g_free(sheet->plan);
    sheet->plan = g_strdup(plan->id);
    sheet->follows = true;
}

/* ---- what a record says beside its wording */

static void join(GString *out, const char *text)
{
    if (text != NULL && *text != '\0')
        g_string_append_printf(out, "%s%s", out->len > 0 ? " · " : "", text);
}

static void say_quantity(GString *out, const struct extract_record *record)
{
    struct extract_amount amount;
    char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
    extract_amount(record, &amount);
    g_ascii_formatd(low, sizeof low, "%.15g", amount.low);
    g_ascii_formatd(high, sizeof high, "%.15g", amount.high);
    g_string_append_printf(out, "%s %s", record->found->relation, low);
    if (amount.low < amount.high)
        g_string_append_printf(out, "–%s", high);
    if (amount.unit != NULL)
        g_string_append_printf(out, " %s", amount.unit);
    g_free(amount.unit);
}

static void say_citation(GString *out, const struct extract_record *record)
{
    const struct extract *found = record->found;
    g_autofree char *issuer = page_wording(record->unit, found->issuer, NULL);
    g_autofree char *number = page_wording(record->unit, found->number, NULL);
    g_autofree char *year = found->year > 0 && number == NULL
                                ? g_strdup_printf("%u", found->year)
                                : NULL;
    join(out, issuer);
    join(out, number);
    join(out, year);
    if (found->open)
        join(out, _("not closed"));
}

static void say_place(GString *out, const struct extract_record *record)
{
    const struct place *place = record->found->known;
    if (place == NULL) {
        join(out, word_shown(record->found->evidence));
        return;
    }
    join(out, place->name);
    join(out, word_shown(place->level));
    if (g_strcmp0(place->province, place->name) != 0)
        join(out, place->province);
}

static void say_date(GString *out, const struct extract_record *record)
{
    const struct extract *found = record->found;
    g_autofree char *iso = extract_iso(found->year, found->month, found->day);
    join(out, iso);
    join(out, word_shown(found->part));
}

static void say_period(GString *out, const struct extract_record *record)
{
    const struct extract *found = record->found;
    g_string_append_printf(out, "%u-%u", found->year, found->to_year);
}

static void say_programme(GString *out, const struct extract_record *record)
{
    g_autofree char *verb =
        page_wording(record->unit, record->found->verb, NULL);
    join(out, record->found->type);
    join(out, verb != NULL ? verb : word_shown(record->found->evidence));
}

static void say_type(GString *out, const struct extract_record *record)
{
    join(out, word_shown(record->found->type));
}

static void (*const says[])(GString *, const struct extract_record *) = {
    [EXTRACT_QUANTITIES] = say_quantity,  [EXTRACT_CITATIONS] = say_citation,
    [EXTRACT_PROGRAMMES] = say_programme, [EXTRACT_QUOTED] = say_type,
    [EXTRACT_PLACES] = say_place,         [EXTRACT_ORGANISATIONS] = say_type,
    [EXTRACT_DATES] = say_date,           [EXTRACT_PERIODS] = say_period,
};

/* ---- rows */

char *extract_shortened(const char *text, const struct page *page)
{
    guint width = 0;
    if (page->form != PAGE_TEXT || page->width == 0)
        return g_strdup(text);
    guint most = page->width > OTHERS_WIDTH + LEAST_WIDTH
                     ? page->width - OTHERS_WIDTH
                     : LEAST_WIDTH;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        width += text_width(at, g_utf8_next_char(at) - at);
        if (width > most) {
            g_autofree char *head = g_strndup(text, (gsize)(at - text));
            return g_strconcat(head, "…", NULL);
        }
    }
    return g_strdup(text);
}

/* What a kind's records say besides their wording. */
static const char *more_head(enum extracted what)
{
    return what == EXTRACTED_FOUND + EXTRACT_CITATIONS ? _("issuer")
                                                       : _("says");
}

static void begin_rows(struct extract_sheet *sheet, enum extracted what,
                       bool says_more)
{
    sheet->columns = columns_new(says_more ? 3 : 2, says_more ? 3 : 2);
    columns_add(sheet->columns, _("wording"));
    if (says_more)
        columns_add(sheet->columns, more_head(what));
    columns_add(sheet->columns, _("id"));
}

void extract_text(struct page *page, const void *data)
{
    const struct extract_record *record = data;
    struct extract_sheet *sheet = record->sheet;
    bool says_more = record->what != EXTRACTED_FOUND + EXTRACT_QUOTED;
    if (g_strcmp0(sheet->plan, record->unit->plan->id) != 0 ||
        sheet->rows >= MOST_ROWS)
        extract_sheet_put(sheet, page);
    put_plan(sheet, record->unit->plan, page);
    if (sheet->columns == NULL)
        begin_rows(sheet, record->what, says_more);
    g_autofree char *text =
        page_wording(record->unit, record->found->place, NULL);
    g_autofree char *cell = extract_shortened(text, page);
    columns_add(sheet->columns, cell);
    if (says_more) {
        g_autoptr(GString) more = g_string_new(NULL);
        says[record->what - EXTRACTED_FOUND](more, record);
        columns_add(sheet->columns, more->str);
    }
    columns_add(sheet->columns, "");
    columns_run(sheet->columns, PAGE_ID, record->unit->unit->id);
    sheet->rows++;
}

/* ---- measures */

static void put_tools(struct page *page, const struct measure *measure)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < measure->tools->len; i++) {
        const struct policy_tool *tool =
            &g_array_index(measure->tools, struct policy_tool, i);
        g_string_append_printf(line, "%s%s %u", i > 0 ? "  " : "", tool->name,
                               tool->weight);
    }
    if (line->len > 0)
        page_flow(page, PAGE_DIM, 4, line->str, NULL);
}

void extract_measure_text(struct page *page, const void *data)
{
    const struct extract_record *record = data;
    const struct measure *measure = record->measure;
    const struct unit *unit = record->unit->unit;
    if (g_strcmp0(record->sheet->plan, record->unit->plan->id) == 0)
        page_newline(page);
    put_plan(record->sheet, record->unit->plan, page);
    page_put(page, PAGE_PLAIN, "  ");
    page_put(page, PAGE_ID, unit->id);
    if (unit->lead != NULL)
        page_printf(page, PAGE_PATH, "  %s", unit->lead);
    page_newline(page);
    for (guint i = 0; i < measure->actions->len; i++) {
        const struct action *action =
            &g_array_index(measure->actions, struct action, i);
        g_autofree char *verb = page_wording(record->unit, action->verb, NULL);
        g_autofree char *object =
            page_wording(record->unit, action->object, NULL);
        g_autofree char *line = g_strdup_printf("%s  %s", verb, object);
        struct page_span mark = {0, (guint)g_utf8_strlen(verb, -1)};
        g_autoptr(GArray) marks =
            g_array_new(FALSE, FALSE, sizeof(struct page_span));
        g_array_append_val(marks, mark);
        page_flow(page, PAGE_PLAIN, 4, line, marks);
    }
    put_tools(page, measure);
}
