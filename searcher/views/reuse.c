/* Passages that plans share, plan by plan, the longest first.
 *
 * For reading, what lies inside a longer passage is left out.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

/* Whether the places hold the same normalised text. */
static bool same_text(const struct index *index, const struct reuse_place *x,
                      const struct reuse_place *y)
{
    const char *texts[2];
    guint32 length = x->end - x->start;
    if (length != y->end - y->start)
        return false;
    for (guint i = 0; i < 2; i++) {
        const struct reuse_place *place = i == 0 ? x : y;
        struct entry entry;
        index_entry(index, place->unit, &entry);
        texts[i] = g_utf8_offset_to_pointer(entry.text, place->start);
    }
    gsize bytes =
        (gsize)(g_utf8_offset_to_pointer(texts[0], length) - texts[0]);
    return strncmp(texts[0], texts[1], bytes) == 0;
}

/* Whether two passages of the same plans read the same. */
static bool same_wording(const struct index *index,
                         const struct reuse_passage *x,
                         const struct reuse_passage *y)
{
    return x->kind == y->kind && same_text(index, &x->a, &y->a) &&
           (x->kind == REUSE_EXACT || same_text(index, &x->b, &y->b));
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

static bool in_range(const struct stream *stream)
{
    const struct reuse_view *view = stream->view;
    guint64 number = stream->total->records;
    return number >= view->offset &&
           (view->limit == 0 || number < (guint64)view->offset + view->limit);
}

/* ---- which of a group */

struct choice {
    const struct reuse_passage *passage;
    bool again; /* reads like the one chosen before it */
};

static void choose(GArray *choices, const struct reuse_passage *passage,
                   bool again)
{
    struct choice choice = {passage, again};
    g_array_append_val(choices, choice);
}

/* A passage and those behind it that read the same, which are equally long. */
static void choose_wording(const struct index *index, const struct group *group,
                           guint first, guint8 *done, GArray *choices)
{
    enum { FAR = 1000 }; /* passages; more are equally long by chance */
    const struct reuse_passage *passage = passage_of(group->passages, first);
    guint last = MIN(group->last, first + FAR);
    choose(choices, passage, false);
    for (guint i = first + 1; i < last; i++) {
        const struct reuse_passage *other = passage_of(group->passages, i);
        if (other->a.end - other->a.start != passage->a.end - passage->a.start)
            break;
        if (other->inside || done[i - group->first] ||
            !same_wording(index, passage, other))
            continue;
        done[i - group->first] = true;
        choose(choices, other, true);
    }
}

/* For reading: the longest wordings, each with all its places. */
static GArray *choose_wordings(const struct reuse_view *view,
                               const struct group *group, guint *listed)
{
    const struct index *index = reader_index(view->reader);
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(struct choice));
    g_autofree guint8 *done = g_new0(guint8, group->last - group->first);
    guint wordings = 0;
    for (guint i = group->first; i < group->last; i++) {
        bool inside = passage_of(group->passages, i)->inside;
        *listed += !inside;
        if (inside || done[i - group->first] ||
            (view->per_pair > 0 && wordings >= view->per_pair))
            continue;
        choose_wording(index, group, i, done, choices);
        wordings++;
    }
    return choices;
}

static GArray *choose_records(const struct reuse_view *view,
                              const struct group *group)
{
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(struct choice));
    guint most = view->per_pair > 0 ? view->per_pair : G_MAXUINT;
    for (guint i = group->first; i < group->last && i - group->first < most;
         i++)
        choose(choices, passage_of(group->passages, i), false);
    return choices;
}

/* ---- a group */

static void put_head(const struct stream *stream,
                     const struct reuse_record *record, guint listed,
                     guint chosen)
{
    struct page *page = stream->page;
    if (stream->total->shown > 0)
        page_newline(page);
    reuse_put_plans(page, record);
    page_put(page, PAGE_DIM, "  ");
    page_printf(page, PAGE_DIM,
                ngettext("%u shared passage", "%u shared passages", listed),
                listed);
    if (chosen < listed)
        page_printf(page, PAGE_DIM, _(", %u shown"), chosen);
    page_newline(page);
}

static bool put_group(struct stream *stream, const struct group *group,
                      GError **error)
{
    guint listed = 0;
    bool headed = false;
    g_autoptr(GArray) choices =
        stream->page != NULL ? choose_wordings(stream->view, group, &listed)
                             : choose_records(stream->view, group);
    for (guint i = 0; i < choices->len; i++) {
        const struct choice *choice = &g_array_index(choices, struct choice, i);
        struct reuse_record record;
        bool shown = in_range(stream) && !emit_stopped(stream->emit);
        stream->total->records++;
        if (!shown)
            continue;
        if (!reuse_record_read(stream->view, choice->passage, &record, error))
            return false;
        if (stream->page != NULL && !headed)
            put_head(stream, &record, listed, choices->len);
        record.again = headed && choice->again;
        headed = true;
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

/* By --limit, --offset or --per-pair. */
static void put_cut(const struct stream *stream, guint64 listed)
{
    const struct reuse_total *total = stream->total;
    g_autofree char *cut = records_cut((guint)MIN(total->shown, G_MAXUINT),
                                       (guint)MIN(total->records, G_MAXUINT));
    if (cut != NULL)
        page_printf(stream->page, PAGE_DIM, _(". %s"), cut);
    else if (total->shown < listed)
        page_printf(stream->page, PAGE_DIM,
                    _(". %llu shown; --per-pair 0 shows all"),
                    (unsigned long long)total->shown);
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
    put_cut(stream, listed);
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
    while (fine && !emit_stopped(emit) &&
           (passages = reuse_next(view->reuse, &plan)) != NULL) {
        count(total, passages);
        if (matrix != NULL)
            reuse_matrix_add(matrix, plan, passages);
        fine = put_passages(&stream, passages, error);
        g_array_unref(passages);
    }
    bool whole_text = fine && !emit_stopped(emit);
    if (whole_text && stream.page != NULL)
        put_total(&stream);
    if (whole_text && matrix != NULL && total->pairs > 1) {
        struct reuse_view whole = {.reader = view->reader,
                                   .reuse = view->reuse,
                                   .options = view->options,
                                   .only = view->only};
        struct reuse_total rows = {0};
        page_newline(stream.page);
        fine = reuse_matrix_put(&whole, matrix, &rows, stream.page, error);
    } else if (fine && stream.page != NULL && total->records > 0)
        reuse_put_settings(stream.page, view);
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
