/* Passages that plans share, in the source's own wording.
 *
 * For reading: plan by plan, the longest first; what the younger plan changed
 * stands in the text as git diff --word-diff writes it, and what lies inside a
 * longer passage is left out.
 */
#include "searcher/views/reuse.h"

#include "common/messages/messages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct side {
    const struct page_unit *unit;
    const struct reuse_place *place;
    struct span span; /* of the unit's text */
};

struct reuse_record {
    const struct reuse_passage *passage;
    struct side a, b;
    const char *older; /* "a", "b", "same", or NULL: nobody knows */
    bool again;        /* the passage before it reads the same (text) */
};

/* ---- a record */

static int first_year(const struct plan *plan)
{
    return plan->period != NULL ? (int)strtol(plan->period, NULL, 10) : 0;
}

static const char *older_of(const struct plan *a, const struct plan *b)
{
    int x = first_year(a), y = first_year(b);
    if (x == 0 || y == 0)
        return NULL;
    return x < y ? "a" : x > y ? "b" : "same";
}

static bool read_side(const struct reuse_view *view,
                      const struct reuse_place *place, struct side *side,
                      GError **error)
{
    struct page_unit *unit = reader_unit(view->reader, place->unit, error);
    if (unit == NULL)
        return false;
    const struct normal *normal = reader_normal(unit);
    *side = (struct side){
        unit,
        place,
        {normal->start[place->start], normal->end[place->end - 1]}};
    return true;
}

static bool read_record(const struct reuse_view *view,
                        const struct reuse_passage *passage,
                        struct reuse_record *record, GError **error)
{
    reader_trim(view->reader);
    *record = (struct reuse_record){.passage = passage};
    if (!read_side(view, &passage->a, &record->a, error) ||
        !read_side(view, &passage->b, &record->b, error))
        return false;
    record->older = older_of(record->a.unit->plan, record->b.unit->plan);
    return true;
}

/* The side whose wording counts, and the other one. */
static const struct side *first_side(const struct reuse_record *record)
{
    return g_strcmp0(record->older, "b") == 0 ? &record->b : &record->a;
}

static const struct side *second_side(const struct reuse_record *record)
{
    return g_strcmp0(record->older, "b") == 0 ? &record->a : &record->b;
}

/* ---- json */

static json_t *side_json(const struct side *side)
{
    return json_pack("{s:s, s:[ii]}", "id", side->unit->unit->id, "span",
                     (int)side->span.start, (int)side->span.end);
}

static json_t *wording(const struct side *side)
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
                     "text", wording(first_side(record)), "other",
                     wording(second_side(record)));
}

/* ---- for reading: one passage */

/* Original characters [start, end) of a side's passage, counted in normalised
 * ones. */
static char *original(const struct side *side, guint32 start, guint32 end)
{
    const struct normal *normal = &side->unit->normal;
    guint32 from = side->place->start + start, to = side->place->start + end;
    return g_utf8_substring(side->unit->unit->text, normal->start[from],
                            normal->end[to - 1]);
}

static GArray *edits_of(const struct side *first, const struct side *second,
                        enum reuse_kind kind)
{
    if (kind == REUSE_EXACT) {
        GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct reuse_edit));
        struct reuse_edit whole = {REUSE_KEEP, 0,
                                   first->place->end - first->place->start};
        return g_array_append_val(edits, whole);
    }
    const struct side *sides[] = {first, second};
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

static void put_edit(GString *text, const struct side *side,
                     const struct reuse_edit *edit, GArray *marks)
{
    static const char *const opens[] = {"", "{+", "[-"};
    static const char *const closes[] = {"", "+}", "-]"};
    g_autofree char *piece = original(side, edit->start, edit->end);
    struct page_span mark = {(guint)g_utf8_strlen(text->str, -1), 0};
    g_string_append_printf(text, "%s%s%s", opens[edit->op], piece,
                           closes[edit->op]);
    mark.end = (guint)g_utf8_strlen(text->str, -1);
    if (edit->op != REUSE_KEEP)
        g_array_append_val(marks, mark);
}

static void put_wording(struct page *page, const struct reuse_record *record)
{
    const struct side *first = first_side(record);
    const struct side *second = second_side(record);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) marks =
        g_array_new(FALSE, FALSE, sizeof(struct page_span));
    g_autoptr(GArray) edits = edits_of(first, second, record->passage->kind);
    for (guint i = 0; i < edits->len; i++) {
        const struct reuse_edit *edit =
            &g_array_index(edits, struct reuse_edit, i);
        put_edit(text, edit->op == REUSE_INSERT ? second : first, edit, marks);
    }
    page_flow(page, PAGE_PLAIN, 4, text->str, marks);
}

/* The citation without the plan's title, which stands above. */
static void put_cite(struct page *page, const struct side *side)
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
    const struct reuse_place *place = first_side(record)->place;
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
    put_cite(page, first_side(record));
    page_put(page, PAGE_DIM, "  ");
    put_cite(page, second_side(record));
    page_newline(page);
}

static const char *const fields[] = {
    "a", "b", "length", "kind", "similarity", "older", "text", "other", NULL};
static const struct emit_shape reuse_shape = {fields, reuse_json, reuse_text};

/* Whether two exact passages read the same; the texts are the index's. */
static bool same_wording(const struct index *index,
                         const struct reuse_passage *x,
                         const struct reuse_passage *y)
{
    guint32 length = x->a.end - x->a.start;
    const char *texts[2];
    if (x->kind != REUSE_EXACT || y->kind != REUSE_EXACT ||
        length != y->a.end - y->a.start)
        return false;
    for (guint i = 0; i < 2; i++) {
        const struct reuse_place *place = i == 0 ? &x->a : &y->a;
        struct entry entry;
        index_entry(index, place->unit, &entry);
        texts[i] = g_utf8_offset_to_pointer(entry.text, place->start);
    }
    gsize bytes =
        (gsize)(g_utf8_offset_to_pointer(texts[0], length) - texts[0]);
    return strncmp(texts[0], texts[1], bytes) == 0;
}

/* ---- the stream */

struct stream {
    const struct reuse_view *view;
    struct emit *emit;
    struct page *page; /* NULL in formats for programs */
    struct reuse_total *total;
};

/* [first, last) of the passages with one other plan. */
struct group {
    const GArray *passages;
    guint first, last;
};

static const struct reuse_passage *passage_of(const GArray *passages, guint i)
{
    return &g_array_index(passages, struct reuse_passage, i);
}

static void put_plan(struct page *page, const struct plan *plan)
{
    page_put(page, PAGE_HEAD, plan->title != NULL ? plan->title : plan->id);
    if (plan->period != NULL)
        page_printf(page, PAGE_DIM, "  %s", plan->period);
    page_printf(page, PAGE_DIM, "  %s", plan->id);
    page_newline(page);
}

/* Both plans, the older one first. */
static void put_head(const struct stream *stream, const struct group *group,
                     const struct reuse_record *record)
{
    struct page *page = stream->page;
    guint listed = 0;
    for (guint i = group->first; i < group->last; i++)
        listed += !passage_of(group->passages, i)->inside;
    if (stream->total->shown > 0)
        page_newline(page);
    put_plan(page, first_side(record)->unit->plan);
    put_plan(page, second_side(record)->unit->plan);
    page_printf(page, PAGE_DIM, "  ");
    page_printf(page, PAGE_DIM,
                ngettext("%u shared passage", "%u shared passages", listed),
                listed);
    page_newline(page);
}

static bool in_range(const struct stream *stream)
{
    const struct reuse_view *view = stream->view;
    guint64 number = stream->total->records;
    return number >= view->offset &&
           (view->limit == 0 || number < (guint64)view->offset + view->limit);
}

static bool put_group(struct stream *stream, const struct group *group,
                      GError **error)
{
    const struct reuse_passage *before = NULL;
    guint put = 0, most = stream->view->per_pair;
    for (guint i = group->first; i < group->last; i++) {
        const struct reuse_passage *passage = passage_of(group->passages, i);
        struct reuse_record record;
        if ((stream->page != NULL && passage->inside) ||
            (most > 0 && put >= most))
            continue;
        put++;
        bool shown = in_range(stream) && !emit_stopped(stream->emit);
        stream->total->records++;
        if (!shown)
            continue;
        if (!read_record(stream->view, passage, &record, error))
            return false;
        if (stream->page != NULL && before == NULL)
            put_head(stream, group, &record);
        record.again =
            stream->page != NULL && before != NULL &&
            same_wording(reader_index(stream->view->reader), before, passage);
        before = passage;
        stream->total->shown++;
        emit_record(stream->emit, &record);
    }
    return true;
}

static void count(struct reuse_total *total, const GArray *passages)
{
    for (guint i = 0; i < passages->len; i++) {
        const struct reuse_passage *passage = passage_of(passages, i);
        total->near += passage->kind == REUSE_NEAR;
        total->exact += passage->kind == REUSE_EXACT;
        total->inside += passage->inside;
        total->pairs +=
            i == 0 || passage->plan != passage_of(passages, i - 1)->plan;
    }
}

/* The groups of other plans, as asked for. */
static GArray *groups_of(const GArray *passages)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct group));
    for (guint i = 0, last; i < passages->len; i = last) {
        for (last = i + 1;
             last < passages->len &&
             passage_of(passages, last)->plan == passage_of(passages, i)->plan;)
            last++;
        struct group group = {passages, i, last};
        g_array_append_val(groups, group);
    }
    return groups;
}

static bool year_of(const struct reuse_view *view, guint32 number, int *year,
                    GError **error)
{
    const struct plan *plan =
        index_plan(reader_index(view->reader), number, error);
    if (plan != NULL)
        *year = first_year(plan);
    return plan != NULL;
}

/* Oldest first, plans without years last; what is of one year keeps its order
 * (there are few plans with a year each, so a plain insertion will do). */
static bool sort_by_age(const struct reuse_view *view, GArray *groups,
                        GError **error)
{
    g_autofree int *years = g_new0(int, groups->len + 1u);
    for (guint i = 0; i < groups->len; i++) {
        struct group group = g_array_index(groups, struct group, i);
        int year = 0;
        guint j = i;
        if (!year_of(view, passage_of(group.passages, group.first)->plan, &year,
                     error))
            return false;
        year = year == 0 ? G_MAXINT : year;
        for (; j > 0 && years[j - 1] > year; j--) {
            years[j] = years[j - 1];
            g_array_index(groups, struct group, j) =
                g_array_index(groups, struct group, j - 1);
        }
        years[j] = year;
        g_array_index(groups, struct group, j) = group;
    }
    return true;
}

static bool put_passages(struct stream *stream, const GArray *passages,
                         GError **error)
{
    g_autoptr(GArray) groups = groups_of(passages);
    bool fine =
        !stream->view->by_age || sort_by_age(stream->view, groups, error);
    for (guint i = 0; fine && i < groups->len; i++)
        fine =
            put_group(stream, &g_array_index(groups, struct group, i), error);
    return fine;
}

static void put_total(const struct stream *stream)
{
    struct page *page = stream->page;
    const struct reuse_total *total = stream->total;
    guint64 listed = total->exact + total->near - total->inside;
    if (total->records == 0)
        return;
    page_newline(page);
    page_printf(page, PAGE_DIM,
                ngettext("%" G_GUINT64_FORMAT " passage",
                         "%" G_GUINT64_FORMAT " passages", listed),
                listed);
    page_printf(page, PAGE_DIM,
                ngettext(" shared by %u pair of plans",
                         " shared by %u pairs of plans", total->pairs),
                total->pairs);
    if (total->inside > 0)
        page_printf(page, PAGE_DIM,
                    _(", and %" G_GUINT64_FORMAT " inside these"),
                    total->inside);
    if (total->shown < listed)
        page_printf(page, PAGE_DIM, _(". %" G_GUINT64_FORMAT " shown"),
                    total->shown);
    page_newline(page);
}

/* At the end of a text about few plans. */
static struct reuse_matrix *matrix_wanted(const struct stream *stream)
{
    const struct reuse_view *view = stream->view;
    bool wanted = stream->page != NULL && !view->by_age &&
                  reuse_plans(view->reuse) <= REUSE_FEW_PLANS;
    return wanted ? reuse_matrix_new(view->reuse) : NULL;
}

bool reuse_emit(const struct reuse_view *view, struct emit *emit, json_t *head,
                struct reuse_total *total, GError **error)
{
    bool fine = true;
    guint32 plan;
    GArray *passages;
    *total = (struct reuse_total){0};
    struct stream stream = {view, emit, emit_page(emit), total};
    struct reuse_matrix *matrix = matrix_wanted(&stream);
    emit_begin(emit, &reuse_shape, head);
    while (fine && (passages = reuse_next(view->reuse, &plan)) != NULL) {
        count(total, passages);
        if (matrix != NULL)
            reuse_matrix_add(matrix, plan, passages);
        fine = put_passages(&stream, passages, error);
        g_array_unref(passages);
    }
    if (fine && stream.page != NULL)
        put_total(&stream);
    if (fine && matrix != NULL && total->pairs > 1) {
        struct reuse_view whole = {.reader = view->reader, .only = view->only};
        struct reuse_total rows = {0};
        page_newline(stream.page);
        fine = reuse_matrix_put(&whole, matrix, &rows, stream.page, error);
    }
    reuse_matrix_free(matrix);
    emit_end(emit);
    return fine;
}

struct reuse_matrix *reuse_matrix_of(struct reuse *reuse,
                                     struct reuse_total *total)
{
    guint32 plan;
    GArray *passages;
    struct reuse_matrix *matrix = reuse_matrix_new(reuse);
    *total = (struct reuse_total){0};
    while ((passages = reuse_next(reuse, &plan)) != NULL) {
        count(total, passages);
        reuse_matrix_add(matrix, plan, passages);
        g_array_unref(passages);
    }
    return matrix;
}
