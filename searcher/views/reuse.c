/* Passages that plans share, plan by plan, the longest first.
 *
 * For reading, what lies inside a longer passage is left out.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

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
    put_plan(page, reuse_first_side(record)->unit->plan);
    put_plan(page, reuse_second_side(record)->unit->plan);
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
        if (!reuse_record_read(stream->view->reader, passage, &record, error))
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
        *year = plan_first_year(plan);
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
                ngettext("%llu passage", "%llu passages", listed),
                (unsigned long long)listed);
    page_printf(page, PAGE_DIM,
                ngettext(" shared by %u pair of plans",
                         " shared by %u pairs of plans", total->pairs),
                total->pairs);
    if (total->inside > 0)
        page_printf(page, PAGE_DIM, _(", and %llu inside these"),
                    (unsigned long long)total->inside);
    if (total->shown < listed)
        page_printf(page, PAGE_DIM, _(". %llu shown"),
                    (unsigned long long)total->shown);
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
