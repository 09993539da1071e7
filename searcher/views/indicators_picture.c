/* What plans want to reach, as ladders: from base to target, a rung a row. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

/* ---- labels */

/* 甲市 2020→2025: the years the row speaks of, else those of its plan; caller
 * frees. */
static char *rung_label(const struct ladder_step *step)
{
    const struct plan *plan = step->row->plan;
    int base = step->base.of != NULL ? step->base_year : 0;
    if (plan->place == NULL || (base == 0 && step->target_year == 0))
        return plan_column(plan);
    if (base == 0 || step->target_year == 0)
        return g_strdup_printf("%s %d", plan->place, base + step->target_year);
    return g_strdup_printf("%s %d→%d", plan->place, base, step->target_year);
}

/* Rows that are called the same are told apart by their ids. */
static GPtrArray *rung_labels(const GArray *steps)
{
    GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < steps->len; i++) {
        char *label = rung_label(&g_array_index(steps, struct ladder_step, i));
        g_ptr_array_add(labels, label);
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(counts, label));
        g_hash_table_replace(counts, label, GUINT_TO_POINTER(before + 1));
    }
    GPtrArray *unique = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < steps->len; i++) {
        const char *label = labels->pdata[i];
        const char *id = g_array_index(steps, struct ladder_step, i).row->id;
        bool alone = GPOINTER_TO_UINT(g_hash_table_lookup(counts, label)) == 1;
        g_ptr_array_add(unique, alone ? g_strdup(label)
                                      : g_strdup_printf("%s (%s)", label, id));
    }
    g_ptr_array_unref(labels);
    return unique;
}

/* ---- values */

/* Whether all values of a cell are of one measure. */
static bool is_one_measure(const GArray *values)
{
    for (guint i = 1; i < values->len; i++)
        if (strcmp(g_array_index(values, struct indicator_value, i).unit,
                   g_array_index(values, struct indicator_value, 0).unit) != 0)
            return false;
    return true;
}

/* A value as the plan writes it, with its unit where the axis has another; NULL
 * for none.  Caller frees. */
static char *value_text(const char *cell, const GArray *values,
                        const struct indicator_value *of, const char *unit)
{
    enum { LONG = 12 }; /* characters beside a dot */
    if (of == NULL)
        return NULL;
    g_autofree char *number = goals_number_text(of->value);
    const char *sign =
        of->relation == RELATION_EQUAL ? "" : relation_sign(of->relation);
    g_autofree char *text =
        cell != NULL && is_one_measure(values) &&
                g_utf8_strlen(cell, -1) <= LONG
            ? g_strdup(cell)
            : g_strdup_printf(of->cumulative ? "(%s%s)" : "%s%s", sign, number);
    bool same = strcmp(of->unit, unit) == 0 || strstr(text, of->unit) != NULL;
    return g_strconcat(text, same ? NULL : " ", of->unit, NULL);
}

/* ---- ladders */

struct rungs {
    GArray *list;     /* of struct rung */
    GPtrArray *texts; /* of char *: owned for it */
};

static const char *keep(struct rungs *rungs, char *text)
{
    if (text != NULL)
        g_ptr_array_add(rungs->texts, text);
    return text;
}

static void add_rung(struct rungs *rungs, const struct ladder_step *step,
                     const char *label)
{
    const struct indicator *row = step->row;
    struct rung rung = {
        .label = label,
        .base = step->base.value,
        .target = step->target.value,
        .achieved = step->achieved.value,
        .base_text = keep(rungs, value_text(row->base, row->base_values,
                                            step->base.of, step->unit)),
        .target_text = keep(rungs, value_text(row->target, row->target_values,
                                              step->target.of, step->unit)),
        .achieved_text =
            keep(rungs, value_text(row->achieved, row->achieved_values,
                                   step->achieved.of, step->unit)),
    };
    g_array_append_val(rungs->list, rung);
}

static struct drawing *draw(const GArray *steps, const struct figure *figure,
                            const char *unit)
{
    struct rungs rungs = {g_array_new(FALSE, FALSE, sizeof(struct rung)),
                          g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GPtrArray) labels = rung_labels(steps);
    for (guint i = 0; i < steps->len; i++)
        add_rung(&rungs, &g_array_index(steps, struct ladder_step, i),
                 labels->pdata[i]);
    struct drawing *drawing = ladder_draw(&(struct ladder){
        *figure, (const struct rung *)(const void *)rungs.list->data,
        rungs.list->len, *unit != '\0' ? unit : NULL});
    g_array_unref(rungs.list);
    g_ptr_array_unref(rungs.texts);
    return drawing;
}

/* What the marks mean; of those that are there.  Caller frees. */
static char *legend(const GArray *steps)
{
    bool base = false, target = false, achieved = false;
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; i < steps->len; i++) {
        const struct ladder_step *step =
            &g_array_index(steps, struct ladder_step, i);
        base |= step->base.of != NULL;
        target |= step->target.of != NULL;
        achieved |= step->achieved.of != NULL;
    }
    if (base)
        g_ptr_array_add(words, _("○ base"));
    if (target)
        g_ptr_array_add(words, _("● target"));
    if (achieved)
        g_ptr_array_add(words, _("◆ achieved"));
    g_ptr_array_add(words, NULL);
    return g_strjoinv("   ", (char **)words->pdata);
}

/* The steps of one unit. */
static GArray *steps_of(const GArray *steps, const char *unit)
{
    GArray *some = g_array_new(FALSE, FALSE, sizeof(struct ladder_step));
    for (guint i = 0; i < steps->len; i++) {
        const struct ladder_step *step =
            &g_array_index(steps, struct ladder_step, i);
        if (strcmp(step->unit, unit) == 0)
            g_array_append_vals(some, step, 1);
    }
    return some;
}

/* The units of all steps, each once; borrowed, caller unrefs. */
static GPtrArray *units_of(const GArray *steps)
{
    GPtrArray *units = g_ptr_array_new();
    for (guint i = 0; i < steps->len; i++) {
        const char *unit = g_array_index(steps, struct ladder_step, i).unit;
        if (!g_ptr_array_find_with_equal_func(units, unit, g_str_equal, NULL))
            g_ptr_array_add(units, (gpointer)unit);
    }
    return units;
}

void indicators_draw(const GPtrArray *group, const char *title,
                     const char *note, struct emit *emit)
{
    g_autoptr(GArray) steps = indicators_ladder(group);
    g_autoptr(GPtrArray) units = units_of(steps);
    for (guint i = 0; i < units->len; i++) {
        g_autoptr(GArray) some = steps_of(steps, units->pdata[i]);
        g_autofree char *below = legend(some);
        bool last = i + 1 == units->len;
        const struct figure figure = {title, below, last ? note : NULL};
        emit_draw(emit, draw(some, &figure, units->pdata[i]));
    }
}
