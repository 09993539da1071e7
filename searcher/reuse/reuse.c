/* Plan after plan: what its units share with others, in order. */
#include "searcher/reuse/inside.h"

enum { MOST_SEED = 8, LEAST_SEED = 4 };

/* The run that a near passage must have. */
static guint seed_length(guint min)
{
    guint length = MAX(min * 2 / 3, LEAST_SEED);
    return MIN(MIN(length, MOST_SEED), min);
}

/* The units of the focus in the corpus; headings and such are none. */
static GArray *focus_units(const struct corpus *corpus, const GArray *focus)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0, j = 0; i < corpus_units(corpus); i++) {
        guint32 unit = corpus_unit(corpus, i)->unit;
        while (j < focus->len && g_array_index(focus, guint32, j) < unit)
            j++;
        if (j < focus->len && g_array_index(focus, guint32, j) == unit)
            g_array_append_val(units, i);
    }
    return units;
}

struct reuse *reuse_new(const struct index *index,
                        const struct reuse_options *options,
                        const GArray *plans, const GArray *focus,
                        GError **error)
{
    struct reuse *reuse = g_new0(struct reuse, 1);
    reuse->options = *options;
    reuse->corpus = corpus_new(index, plans, options->no_titles, error);
    if (reuse->corpus == NULL) {
        reuse_free(reuse);
        return NULL;
    }
    if (options->exact)
        reuse->exact =
            seeds_new(reuse->corpus, options->min, options->max_plans);
    if (options->near) {
        reuse->near = seeds_new(reuse->corpus, seed_length(options->min),
                                options->max_plans);
        reuse->worker = variants_new(reuse);
    }
    if (focus != NULL)
        reuse->focus = focus_units(reuse->corpus, focus);
    return reuse;
}

void reuse_free(struct reuse *reuse)
{
    if (reuse == NULL)
        return;
    variants_free(reuse->worker);
    seeds_free(reuse->exact);
    seeds_free(reuse->near);
    corpus_free(reuse->corpus);
    if (reuse->focus != NULL)
        g_array_unref(reuse->focus);
    g_free(reuse);
}

guint32 reuse_plans(const struct reuse *reuse)
{
    return corpus_plans(reuse->corpus);
}

guint64 reuse_left_out(const struct reuse *reuse, guint *length)
{
    const struct seeds *seeds =
        reuse->exact != NULL ? reuse->exact : reuse->near;
    *length = seeds != NULL ? seeds->n : 0;
    return seeds != NULL ? seeds->left_out : 0;
}

/* ---- what lies inside what */

static guint32 length_of(const struct reuse_passage *passage)
{
    return passage->a.end - passage->a.start;
}

static gint compare(guint32 a, guint32 b)
{
    return (a > b) - (a < b);
}

static gint by_text(const struct reuse_passage *x,
                    const struct reuse_passage *y)
{
    gint order = compare(x->a.unit, y->a.unit);
    order = order != 0 ? order : compare(x->a.start, y->a.start);
    order = order != 0 ? order : compare(x->b.unit, y->b.unit);
    order = order != 0 ? order : compare(x->b.start, y->b.start);
    order = order != 0 ? order : compare(x->b.end, y->b.end);
    return order != 0 ? order : (gint)x->kind - (gint)y->kind;
}

static gint by_units(gconstpointer a, gconstpointer b)
{
    const struct reuse_passage *x = a, *y = b;
    gint order = compare(x->a.unit, y->a.unit);
    order = order != 0 ? order : compare(x->b.unit, y->b.unit);
    order = order != 0 ? order : compare(length_of(y), length_of(x));
    return order != 0 ? order : by_text(x, y);
}

static gint by_plan(gconstpointer a, gconstpointer b)
{
    const struct reuse_passage *x = a, *y = b;
    gint order = compare(x->plan, y->plan);
    order = order != 0 ? order : compare(length_of(y), length_of(x));
    return order != 0 ? order : by_text(x, y);
}

static bool holds(const struct reuse_place *outer,
                  const struct reuse_place *inner)
{
    return outer->start <= inner->start && inner->end <= outer->end;
}

static bool same_units(const struct reuse_passage *x,
                       const struct reuse_passage *y)
{
    return x->a.unit == y->a.unit && x->b.unit == y->b.unit;
}

/* Sorted by units: says what lies inside a longer passage, and drops near ones
 * that do: they add nothing. */
static void mark_inside(GArray *passages)
{
    guint kept = 0, group = 0;
    for (guint i = 0; i < passages->len; i++) {
        struct reuse_passage passage =
            g_array_index(passages, struct reuse_passage, i);
        if (kept > group &&
            !same_units(&g_array_index(passages, struct reuse_passage, group),
                        &passage))
            group = kept;
        for (guint j = group; j < kept && !passage.inside; j++) {
            const struct reuse_passage *outer =
                &g_array_index(passages, struct reuse_passage, j);
            passage.inside =
                holds(&outer->a, &passage.a) && holds(&outer->b, &passage.b);
        }
        if (!passage.inside || passage.kind == REUSE_EXACT)
            g_array_index(passages, struct reuse_passage, kept++) = passage;
    }
    g_array_set_size(passages, kept);
}

/* ---- plan after plan */

static void find_unit(struct reuse *reuse, const struct side *side,
                      guint32 unit, GArray *passages)
{
    if (reuse->exact != NULL)
        exact_find(reuse, side, unit, passages);
    if (reuse->near != NULL)
        variants_find(reuse->worker, side, unit, passages);
}

static void find_plan(struct reuse *reuse, struct side *side, GArray *passages)
{
    const struct corpus *corpus = reuse->corpus;
    guint32 first = corpus_plan(corpus, side->plan)->first;
    guint32 last = corpus_plan(corpus, side->plan + 1)->first;
    corpus_range(corpus, side->plan, &side->from, &side->to);
    side->least = reuse->focus != NULL ? 0 : side->to;
    for (guint32 unit = first; reuse->focus == NULL && unit < last; unit++)
        find_unit(reuse, side, unit, passages);
    for (guint i = 0; reuse->focus != NULL && i < reuse->focus->len; i++) {
        guint32 unit = g_array_index(reuse->focus, guint32, i);
        if (unit >= first && unit < last)
            find_unit(reuse, side, unit, passages);
    }
}

/* With a focus only its plan. */
static bool next_plan(struct reuse *reuse)
{
    const GArray *focus = reuse->focus;
    if (reuse->next >= corpus_plans(reuse->corpus))
        return false;
    if (focus != NULL && focus->len > 0)
        reuse->next =
            corpus_plan_of(reuse->corpus, g_array_index(focus, guint32, 0));
    return focus == NULL || focus->len > 0;
}

GArray *reuse_next(struct reuse *reuse, guint32 *plan)
{
    if (!next_plan(reuse))
        return NULL;
    GArray *passages = g_array_new(FALSE, FALSE, sizeof(struct reuse_passage));
    struct side side = {.plan = reuse->next};
    find_plan(reuse, &side, passages);
    g_array_sort(passages, by_units);
    mark_inside(passages);
    g_array_sort(passages, by_plan);
    *plan = corpus_plan(reuse->corpus, side.plan)->plan;
    reuse->next = reuse->focus != NULL ? G_MAXUINT32 : reuse->next + 1;
    return passages;
}
