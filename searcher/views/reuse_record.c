/* One passage that two plans share, in the source's own wording.
 *
 * For reading, what the younger plan changed stands in the text as git diff
 * --word-diff writes it.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a record */

int plan_first_year(const struct plan *plan)
{
    return plan->period != NULL ? (int)strtol(plan->period, NULL, 10) : 0;
}

static const char *older_of(const struct plan *a, const struct plan *b)
{
    int x = plan_first_year(a), y = plan_first_year(b);
    if (x == 0 || y == 0)
        return NULL;
    return x < y ? "a" : x > y ? "b" : "same";
}

static bool read_side(struct reader *reader, const struct reuse_place *place,
                      struct reuse_side *side, GError **error)
{
    struct page_unit *unit = reader_unit(reader, place->unit, error);
    if (unit == NULL)
        return false;
    const struct normal *normal = reader_normal(unit);
    *side = (struct reuse_side){
        unit,
        place,
        {normal->start[place->start], normal->end[place->end - 1]}};
    return true;
}

bool reuse_record_read(struct reader *reader,
                       const struct reuse_passage *passage,
                       struct reuse_record *record, GError **error)
{
    reader_trim(reader);
    *record = (struct reuse_record){.passage = passage};
    if (!read_side(reader, &passage->a, &record->a, error) ||
        !read_side(reader, &passage->b, &record->b, error))
        return false;
    record->older = older_of(record->a.unit->plan, record->b.unit->plan);
    return true;
}

/* The side whose wording counts, and the other one. */
const struct reuse_side *reuse_first_side(const struct reuse_record *record)
{
    return g_strcmp0(record->older, "b") == 0 ? &record->b : &record->a;
}

const struct reuse_side *reuse_second_side(const struct reuse_record *record)
{
    return g_strcmp0(record->older, "b") == 0 ? &record->a : &record->b;
}

/* ---- json */

static json_t *side_json(const struct reuse_side *side)
{
    return json_pack("{s:s, s:[ii]}", "id", side->unit->unit->id, "span",
                     (int)side->span.start, (int)side->span.end);
}

static json_t *wording(const struct reuse_side *side)
{
    g_autofree char *text = g_utf8_substring(side->unit->unit->text,
                                             side->span.start, side->span.end);
    return json_string(text);
}

static double rounded(double value)
{
    return round(value * 1e4) / 1e4;
}

static json_t *reuse_json(const void *data)
{
    const struct reuse_record *record = data;
    const struct reuse_passage *passage = record->passage;
    return json_pack("{s:o, s:o, s:i, s:s, s:f, s:o, s:o, s:o}", "a",
                     side_json(&record->a), "b", side_json(&record->b),
                     "length", (int)(passage->a.end - passage->a.start), "kind",
                     passage->kind == REUSE_EXACT ? "exact" : "near",
                     "similarity", rounded(passage->similarity), "older",
                     record->older != NULL ? json_string(record->older)
                                           : json_null(),
                     "text", wording(reuse_first_side(record)), "other",
                     wording(reuse_second_side(record)));
}

/* ---- for reading: one passage */

/* Original characters [start, end) of a side's passage, counted in normalised
 * ones. */
static char *original(const struct reuse_side *side, guint32 start, guint32 end)
{
    const struct normal *normal = &side->unit->normal;
    guint32 from = side->place->start + start, to = side->place->start + end;
    return g_utf8_substring(side->unit->unit->text, normal->start[from],
                            normal->end[to - 1]);
}

static GArray *edits_of(const struct reuse_side *first,
                        const struct reuse_side *second, enum reuse_kind kind)
{
    if (kind == REUSE_EXACT) {
        GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct reuse_edit));
        struct reuse_edit whole = {REUSE_KEEP, 0,
                                   first->place->end - first->place->start};
        return g_array_append_val(edits, whole);
    }
    const struct reuse_side *sides[] = {first, second};
    const char *starts[2];
    gsize lengths[2];
    for (guint i = 0; i < 2; i++) {
        const char *text = sides[i]->unit->normal.text;
        starts[i] = g_utf8_offset_to_pointer(text, sides[i]->place->start);
        lengths[i] =
            (gsize)(g_utf8_offset_to_pointer(text, sides[i]->place->end) -
                    starts[i]);
    }
    return reuse_edits(starts[0], lengths[0], starts[1], lengths[1]);
}

/* A run of the passage; changes stand in brackets where nothing else tells
 * them.  Caller frees. */
static char *run_text(const struct page *page, const struct reuse_side *side,
                      const struct reuse_edit *edit)
{
    static const char *const opens[] = {"", "{+", "[-"};
    static const char *const closes[] = {"", "+}", "-]"};
    char *piece = original(side, edit->start, edit->end);
    if (page->form != PAGE_TEXT || page->color)
        return piece;
    char *text = g_strconcat(opens[edit->op], piece, closes[edit->op], NULL);
    g_free(piece);
    return text;
}

static void put_wording(struct page *page, const struct reuse_record *record)
{
    static const enum page_style styles[] = {PAGE_PLAIN, PAGE_INSERT,
                                             PAGE_DELETE};
    const struct reuse_side *first = reuse_first_side(record);
    const struct reuse_side *second = reuse_second_side(record);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(struct page_run));
    g_autoptr(GArray) edits = edits_of(first, second, record->passage->kind);
    for (guint i = 0; i < edits->len; i++) {
        const struct reuse_edit *edit =
            &g_array_index(edits, struct reuse_edit, i);
        const struct reuse_side *side =
            edit->op == REUSE_INSERT ? second : first;
        struct page_run run = {styles[edit->op], run_text(page, side, edit)};
        g_ptr_array_add(texts, (gpointer)run.text);
        g_array_append_val(runs, run);
    }
    page_runs(page, 4, (const struct page_run *)(const void *)runs->data,
              runs->len);
}

/* The citation without the plan's title, which stands above. */
static void put_cite(struct page *page, const struct reuse_side *side)
{
    const struct plan *plan = side->unit->plan;
    g_autofree char *cite = unit_cite(plan, side->unit->unit);
    g_autofree char *title =
        g_strdup_printf("《%s》", plan->title != NULL ? plan->title : "");
    const char *rest =
        g_str_has_prefix(cite, title) ? cite + strlen(title) : cite;
    page_put(page, PAGE_ID, side->unit->unit->id);
    page_printf(page, PAGE_DIM, " %s", rest);
}

static void reuse_text(struct page *page, const void *data)
{
    const struct reuse_record *record = data;
    const struct reuse_passage *passage = record->passage;
    const struct reuse_place *place = reuse_first_side(record)->place;
    guint length = place->end - place->start;
    if (!record->again)
        put_wording(page, record);
    page_printf(page, PAGE_DIM, "    ");
    page_printf(page, PAGE_DIM,
                ngettext("%u character", "%u characters", length), length);
    if (passage->kind == REUSE_NEAR)
        page_printf(page, PAGE_DIM, _(", %.0f%% alike"),
                    floor(passage->similarity * 100));
    page_put(page, PAGE_DIM, "  ");
    put_cite(page, reuse_first_side(record));
    page_put(page, PAGE_DIM, "  ");
    put_cite(page, reuse_second_side(record));
    page_newline(page);
}

static const char *const fields[] = {
    "a", "b", "length", "kind", "similarity", "older", "text", "other", NULL};
const struct emit_shape reuse_shape = {fields, reuse_json, reuse_text, NULL};
