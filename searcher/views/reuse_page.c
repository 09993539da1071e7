/* A passage that two plans share, for reading: what one of them changed stands
 * in the other's text as git diff --word-diff writes it.
 *
 * Which of two plans came first is told by their periods; of one period the one
 * that is cited by the other is taken for the earlier one.  Otherwise nobody
 * knows: the higher level stands first (a city follows its province more often
 * than the other way round), and of one level neither counts as changed.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>
#include <string.h>

/* ---- which stands first */

enum order { ORDER_OLDER, ORDER_CITED, ORDER_HIGHER, ORDER_UNKNOWN };

static int rank_of(const struct plan *plan)
{
    static const char *const levels[] = {"nation", "province", "city",
                                         "county"};
    for (guint i = 0; i < G_N_ELEMENTS(levels); i++)
        if (g_strcmp0(plan->level, levels[i]) == 0)
            return (int)i + 1;
    return 0;
}

/* *b: side b stands first. */
static enum order order_of(const struct reuse_record *record, bool *b)
{
    int x = rank_of(record->a.unit->plan), y = rank_of(record->b.unit->plan);
    *b = g_strcmp0(record->older, "b") == 0;
    if (*b || g_strcmp0(record->older, "a") == 0)
        return ORDER_OLDER;
    *b = g_strcmp0(record->cites, "a") == 0;
    if (record->cites != NULL)
        return ORDER_CITED;
    *b = x > 0 && y > 0 && y < x;
    return x > 0 && y > 0 && x != y ? ORDER_HIGHER : ORDER_UNKNOWN;
}

static enum order sides_of(const struct reuse_record *record,
                           const struct reuse_side *sides[2])
{
    bool b;
    enum order order = order_of(record, &b);
    sides[0] = b ? &record->b : &record->a;
    sides[1] = b ? &record->a : &record->b;
    return order;
}

/* ---- both plans */

static void put_name(struct page *page, const struct plan *plan)
{
    g_autofree char *name = plan_column(plan);
    page_put(page, PAGE_HEAD, name);
    if (plan->place == NULL && plan->period != NULL)
        page_printf(page, PAGE_HEAD, " %s", plan->period);
}

static void put_names(struct page *page, const struct plan *first,
                      const struct plan *second, bool later)
{
    put_name(page, first);
    page_put(page, PAGE_HEAD, later ? " → " : " / ");
    put_name(page, second);
    page_newline(page);
}

static void put_plan(struct page *page, const struct plan *plan)
{
    page_put(page, PAGE_DIM, "  ");
    page_put(page, PAGE_DIM, plan->id);
    if (plan->title != NULL && plan->place != NULL)
        page_printf(page, PAGE_DIM, "  %s", plan->title);
    page_newline(page);
}

static void put_order(struct page *page, const struct reuse_record *record,
                      enum order order, const struct plan *second)
{
    const char *citing =
        g_strcmp0(record->cites, "a") == 0   ? record->a.unit->plan->id
        : g_strcmp0(record->cites, "b") == 0 ? record->b.unit->plan->id
                                             : NULL;
    if (order == ORDER_OLDER && g_strcmp0(citing, second->id) != 0)
        return;
    page_put(page, PAGE_DIM, "  ");
    if (order != ORDER_OLDER) {
        page_put(page, PAGE_DIM,
                 record->older != NULL ? _("same period: order unknown")
                                       : _("no period: order unknown"));
        page_put(page, PAGE_DIM, "; ");
    }
    page_put(page, PAGE_DIM,
             order == ORDER_OLDER ? _("the second cites the first by its title")
             : order == ORDER_CITED
                 ? _("the second cites the first by its title, and is taken "
                     "for the later one")
             : order == ORDER_HIGHER
                 ? _("the higher level stands first")
                 : _("[first|second] is where they differ"));
    page_newline(page);
}

void reuse_put_plans(struct page *page, const struct reuse_record *record)
{
    const struct reuse_side *sides[2];
    enum order order = sides_of(record, sides);
    const struct plan *first = sides[0]->unit->plan;
    const struct plan *second = sides[1]->unit->plan;
    put_names(page, first, second,
              order == ORDER_OLDER || order == ORDER_CITED);
    put_plan(page, first);
    put_plan(page, second);
    put_order(page, record, order, second);
}

/* ---- the wording */

struct runs {
    GArray *list;     /* of struct page_run */
    GPtrArray *texts; /* theirs */
};

static void add_run(struct runs *runs, enum page_style style, char *text)
{
    struct page_run run = {style, text};
    g_ptr_array_add(runs->texts, text);
    g_array_append_val(runs->list, run);
}

/* The source's own wording of normalised characters [from, to). */
static char *original(const struct reuse_side *side, guint32 from, guint32 to)
{
    const struct normal *normal = &side->unit->normal;
    return from < to
               ? g_utf8_substring(side->unit->unit->text, normal->start[from],
                                  normal->end[to - 1])
               : g_strdup("");
}

static void add_piece(struct runs *runs, const struct page *page,
                      enum page_style style, char *text)
{
    static const char *const opens[] = {
        [PAGE_INSERT] = "{+", [PAGE_DELETE] = "[-"};
    static const char *const closes[] = {
        [PAGE_INSERT] = "+}", [PAGE_DELETE] = "-]"};
    bool marked =
        style != PAGE_PLAIN && page->form == PAGE_TEXT && !page->color;
    if (*text == '\0') {
        g_free(text);
        return;
    }
    add_run(runs, style,
            marked ? g_strconcat(opens[style], text, closes[style], NULL)
                   : g_strdup(text));
    g_free(text);
}

static void add_change(struct runs *runs, const struct page *page,
                       const struct reuse_side *const sides[2],
                       const struct reuse_change *change, bool neutral)
{
    char *texts[2];
    for (guint i = 0; i < 2; i++)
        texts[i] = original(sides[i], change->from[i], change->to[i]);
    if (!neutral) {
        add_piece(runs, page, PAGE_DELETE, texts[0]);
        add_piece(runs, page, PAGE_INSERT, texts[1]);
        return;
    }
    add_run(runs, PAGE_MARK,
            g_strconcat("[", texts[0], "|", texts[1], "]", NULL));
    g_free(texts[0]);
    g_free(texts[1]);
}

static void put_wording(struct page *page, const struct reuse_record *record,
                        const struct reuse_side *const sides[2], bool neutral)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct page_run));
    struct runs runs = {list, texts};
    struct reuse_wording wording;
    reuse_wording_make(&wording, record->view->segmenter, sides,
                       record->passage->kind == REUSE_EXACT);
    guint32 at = wording.from[0];
    for (guint i = 0; i < wording.changes->len; i++) {
        const struct reuse_change *change =
            &g_array_index(wording.changes, struct reuse_change, i);
        add_piece(&runs, page, PAGE_PLAIN,
                  original(sides[0], at, change->from[0]));
        add_change(&runs, page, sides, change, neutral);
        at = change->to[0];
    }
    add_piece(&runs, page, PAGE_PLAIN, original(sides[0], at, wording.to[0]));
    reuse_wording_clear(&wording);
    page_runs(page, 4, (const struct page_run *)list->data, list->len);
}

/* ---- where it stands */

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

void reuse_text(struct page *page, const void *data)
{
    const struct reuse_record *record = data;
    const struct reuse_passage *passage = record->passage;
    const struct reuse_side *sides[2];
    enum order order = sides_of(record, sides);
    guint length = sides[0]->place->end - sides[0]->place->start;
    if (!record->again)
        put_wording(page, record, sides, order == ORDER_UNKNOWN);
    page_printf(page, PAGE_DIM, "    ");
    page_printf(page, PAGE_DIM,
                ngettext("%u character", "%u characters", length), length);
    if (passage->kind == REUSE_NEAR)
        page_printf(page, PAGE_DIM, _(", %.0f%% alike"),
                    floor(passage->similarity * 100));
    page_put(page, PAGE_DIM, "  ");
    put_cite(page, sides[0]);
    page_put(page, PAGE_DIM, "  ");
    put_cite(page, sides[1]);
    page_newline(page);
}

/* ---- what counts */

void reuse_put_settings(struct page *page, const struct reuse_view *view)
{
    const struct reuse_options *options = view->options;
    page_printf(page, PAGE_DIM,
                ngettext("passages of %u or more character",
                         "passages of %u or more characters", options->min),
                options->min);
    page_put(page, PAGE_DIM, ", ");
    page_put(page, PAGE_DIM,
             !options->near    ? _("word for word only")
             : !options->exact ? _("near ones only")
                               : _("near ones count as well"));
    if (options->max_plans > 0 && options->max_plans < reuse_plans(view->reuse))
        page_printf(page, PAGE_DIM,
                    ngettext(", in no more than %u plan",
                             ", in no more than %u plans", options->max_plans),
                    options->max_plans);
    if (options->no_titles)
        page_put(page, PAGE_DIM, _(", titles in 《》 left out"));
    page_newline(page);
}
