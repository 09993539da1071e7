/* One unit beside that of the base: the record of compare and diff, and how its
 * wording looks for reading.
 *
 * On a terminal insertions and deletions are coloured; without colour, and in a
 * pipe, they stand in [-…-] and {+…+} as git's word diff has them.
 */
#include "searcher/views/views.h"

#include <string.h>

static const char *const statuses[] = {
    [EDIT_BASE] = "base",
    [EDIT_SAME] = "same",
    [EDIT_CHANGED] = "changed",
    [EDIT_MOVED] = "moved",
    [EDIT_MOVED_CHANGED] = "moved-changed",
    [EDIT_ADDED] = "added",
    [EDIT_DROPPED] = "dropped",
};

struct align_text *unit_words(struct aligner *aligner,
                              const struct page_unit *unit)
{
    return unit != NULL
               ? align_text_new(aligner, unit->unit->text, unit->unit->marker)
               : NULL;
}

void edit_judge(struct edit *edit, const struct align_text *base,
                const struct align_text *unit, bool moved,
                struct align_share share)
{
    if (base == NULL || unit == NULL) {
        edit->status = base == NULL ? EDIT_ADDED : EDIT_DROPPED;
        return;
    }
    bool same = align_same(base, unit);
    edit->similarity = align_similarity(share);
    edit->status = moved  ? (same ? EDIT_MOVED : EDIT_MOVED_CHANGED)
                   : same ? EDIT_SAME
                          : EDIT_CHANGED;
}

void edit_write(struct edit *edit, const struct align_text *base,
                const struct align_text *unit)
{
    bool moved =
        edit->status == EDIT_MOVED || edit->status == EDIT_MOVED_CHANGED;
    edit->runs = align_script(base, unit, moved);
}

void edit_clear(struct edit *edit)
{
    g_free(edit->about);
    if (edit->runs != NULL)
        g_array_unref(edit->runs);
}

/* On the five plans' tasks what scored less was on the subject of little more
 * than half of its row, what scored more of 0.85 of it. */
static const double weak_score = 0.22;

bool edit_is_weak(const struct edit *edit)
{
    return edit->score > 0 && edit->score < weak_score;
}

/* ---- names */

const char *row_indicator(const struct page_unit *unit)
{
    const struct unit *row = unit->unit;
    if (row->kind != UNIT_ROW || row->table == NO_TABLE || row->cells == NULL)
        return NULL;
    int column = caption_indicator(unit->plan->tables->pdata[row->table]);
    return column >= 0 && column < (int)row->cells->len
               ? row->cells->pdata[column]
               : NULL;
}

/* The lead without its marker and its stop. */
static char *lead_about(const struct unit *unit)
{
    gsize marker = unit->marker != NULL ? strlen(unit->marker) : 0;
    bool marked = marker > 0 && g_str_has_prefix(unit->lead, unit->marker);
    char *lead = g_strdup(unit->lead + (marked ? marker : 0));
    if (g_str_has_suffix(lead, "。"))
        lead[strlen(lead) - strlen("。")] = '\0';
    return lead;
}

char *unit_about(const struct page_unit *unit)
{
    const struct unit *at = unit->unit;
    if (at->kind == UNIT_HEADING)
        return heading_label(at->marker, at->text);
    if (at->kind == UNIT_TITLE || at->kind == UNIT_CAPTION)
        return g_strdup(at->text);
    if (row_indicator(unit) != NULL)
        return g_strdup(row_indicator(unit));
    if (at->lead != NULL)
        return lead_about(at);
    g_autoptr(GPtrArray) path = unit_path(unit->plan, at);
    return g_strdup(path->len > 0 ? path->pdata[path->len - 1] : "");
}

/* ---- records */

static json_t *runs_json(const GArray *runs)
{
    json_t *list = json_array();
    for (guint i = 0; i < runs->len; i++) {
        const struct align_run *run = &g_array_index(runs, struct align_run, i);
        json_array_append_new(
            list, json_pack("[ss]", align_op_name(run->op), run->text));
    }
    return list;
}

/* The one that is there. */
static const struct page_unit *lone_unit(const struct edit *edit)
{
    g_assert(edit->base != NULL || edit->unit != NULL);
    return edit->unit != NULL ? edit->unit : edit->base;
}

static json_t *edit_json(const void *data)
{
    const struct edit *edit = data;
    bool both = edit->base != NULL && edit->unit != NULL;
    const struct page_unit *said = lone_unit(edit);
    g_autofree char *cite = unit_cite(said->plan, said->unit);
    json_t *json = json_object();
    if (edit->label != NULL)
        json_object_set_new(json, "label", json_string(edit->label));
    json_object_set_new(
        json, "base",
        text_or_null(edit->base != NULL ? edit->base->unit->id : NULL));
    json_object_set_new(json, "plan", json_string(edit->plan->id));
    json_object_set_new(
        json, "id",
        text_or_null(edit->unit != NULL ? edit->unit->unit->id : NULL));
    json_object_set_new(json, "similarity",
                        both ? json_real(edit->similarity) : json_null());
    json_object_set_new(json, "ops", runs_json(edit->runs));
    json_object_set_new(json, "status", json_string(statuses[edit->status]));
    json_object_set_new(json, "row", json_integer(edit->row));
    json_object_set_new(json, "about", text_or_null(edit->about));
    json_object_set_new(json, "position",
                        edit->position > 0 ? json_integer(edit->position)
                                           : json_null());
    json_object_set_new(json, "role",
                        text_or_null(role_name(said->unit->role)));
    json_object_set_new(json, "cite", json_string(cite));
    json_object_set_new(json, "score",
                        edit->score > 0 ? json_real(edit->score) : json_null());
    return json;
}

/* ---- for reading */

static enum page_style style_of(enum align_op op)
{
    return op == ALIGN_INSERT   ? PAGE_INSERT
           : op == ALIGN_DELETE ? PAGE_DELETE
           : op == ALIGN_MOVE   ? PAGE_MOVE
                                : PAGE_PLAIN;
}

static const char *bracket(enum align_op op, bool closing)
{
    if (op == ALIGN_INSERT)
        return closing ? "+}" : "{+";
    if (op == ALIGN_DELETE)
        return closing ? "-]" : "[-";
    return "";
}

/* A unit without another beside it is plain: all of it is new, or gone. */
static bool is_alone(const struct edit *edit)
{
    return edit->base == NULL || edit->unit == NULL;
}

static enum page_style run_style(const struct edit *edit, enum align_op op,
                                 bool alone)
{
    return is_alone(edit) && !alone ? PAGE_PLAIN : style_of(op);
}

void put_edit(struct page *page, guint indent, const struct edit *edit,
              bool alone)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(struct page_run));
    bool brackets = page->form == PAGE_TEXT && !page->color && !is_alone(edit);
    bool deleted = alone || !edit_is_other(edit);
    for (guint i = 0; i < edit->runs->len; i++) {
        const struct align_run *at =
            &g_array_index(edit->runs, struct align_run, i);
        if (at->op == ALIGN_DELETE && !deleted)
            continue;
        char *text = brackets ? g_strconcat(bracket(at->op, false), at->text,
                                            bracket(at->op, true), NULL)
                              : g_strdup(at->text);
        struct page_run run = {run_style(edit, at->op, alone), text};
        g_ptr_array_add(texts, text);
        g_array_append_val(runs, run);
    }
    page_runs(page, indent, (const struct page_run *)runs->data, runs->len);
}

static const char *run_text(const struct align_run *run, enum edit_side side)
{
    if ((side == SIDE_BASE && run->op == ALIGN_INSERT) ||
        (side == SIDE_UNIT && run->op == ALIGN_DELETE))
        return "";
    return side == SIDE_BASE && run->was != NULL ? run->was : run->text;
}

void columns_edit(struct columns *columns, const struct edit *edit, bool alone,
                  enum edit_side side)
{
    for (guint i = 0; i < edit->runs->len; i++) {
        const struct align_run *run =
            &g_array_index(edit->runs, struct align_run, i);
        columns_run(columns, run_style(edit, run->op, alone),
                    run_text(run, side));
    }
}

bool edit_is_other(const struct edit *edit)
{
    return edit->base != NULL && edit->unit != NULL && edit->similarity < 0.5;
}

static const char *const fields[] = {
    "base",  "plan",     "id",   "similarity", "ops",   "status", "row",
    "about", "position", "role", "cite",       "score", NULL};
static const char *const labelled_fields[] = {
    "label", "base",  "plan",     "id",   "similarity", "ops",   "status",
    "row",   "about", "position", "role", "cite",       "score", NULL};
const struct emit_shape edits_shape = {fields, edit_json, NULL, NULL};
const struct emit_shape labelled_edits_shape = {labelled_fields, edit_json,
                                                NULL, NULL};
