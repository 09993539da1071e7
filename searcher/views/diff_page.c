/* A diff for reading: what differs, in the order of the new text; unchanged
 * paragraphs are counted.  Where there is room for it, old and new stand side
 * by side.
 */
#include "searcher/views/difference.h"

#include "common/messages/messages.h"

static const char *status_said(enum edit_status status)
{
    switch (status) {
    case EDIT_CHANGED:
        return _("changed");
    case EDIT_MOVED:
        return _("moved");
    case EDIT_MOVED_CHANGED:
        return _("moved and changed");
    case EDIT_ADDED:
        return _("added");
    case EDIT_DROPPED:
        return _("dropped");
    default:
        return _("unchanged");
    }
}

static bool is_shown(const struct diff *diff, const struct edit *edit)
{
    return diff->view.all || edit->status != EDIT_SAME;
}

/* "a → b", or the one that is there; caller frees. */
static char *ids_of(const struct edit *edit)
{
    if (edit->base == NULL || edit->unit == NULL)
        return g_strdup(edit->unit != NULL ? edit->unit->unit->id
                                           : edit->base->unit->id);
    return g_strconcat(edit->base->unit->id, " → ", edit->unit->unit->id, NULL);
}

static char *unchanged_said(guint count)
{
    return g_strdup_printf(
        ngettext("… %u unit unchanged", "… %u units unchanged", count), count);
}

/* The unit that is shown first. */
static const struct page_unit *shown_unit(const struct edit *edit)
{
    return edit->unit != NULL ? edit->unit : edit->base;
}

/* The headings over what stands in a unit's section, a heading itself among
 * them, with " > " between them; caller frees. */
static char *place_of(const struct page_unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(unit->plan, unit->unit);
    if (unit->unit->kind == UNIT_HEADING)
        g_ptr_array_add(path,
                        heading_label(unit->unit->marker, unit->unit->text));
    g_ptr_array_add(path, NULL);
    return g_strjoinv(" > ", (char **)path->pdata);
}

/* ---- one below the other */

/* Where what follows stands, when that is another place than before, which it
 * becomes; a heading says so itself. */
static void put_place_of(struct page *page, const struct edit *edit,
                         char **before)
{
    const struct page_unit *unit = shown_unit(edit);
    char *place = place_of(unit);
    if (unit->unit->kind != UNIT_HEADING && *place != '\0' &&
        g_strcmp0(place, *before) != 0)
        page_flow(page, PAGE_PATH, 0, place, NULL);
    g_free(*before);
    *before = place;
}

static void put_unchanged(struct page *page, guint *count)
{
    if (*count == 0)
        return;
    g_autofree char *said = unchanged_said(*count);
    page_put(page, PAGE_DIM, said);
    page_newline(page);
    *count = 0;
}

static void put_one(struct page *page, const struct edit *edit)
{
    g_autofree char *ids = ids_of(edit);
    page_put(page, PAGE_HEAD, status_said(edit->status));
    page_put(page, PAGE_PLAIN, "  ");
    page_put(page, PAGE_ID, ids);
    if (edit->status == EDIT_CHANGED || edit->status == EDIT_MOVED_CHANGED) {
        g_autofree char *number = g_strdup_printf("%.2f", edit->similarity);
        page_printf(page, PAGE_DIM, _("  similarity %s"), number);
    }
    page_newline(page);
    put_edit(page, 4, edit, true);
}

static bool put_stacked(struct diff *diff, guint first, guint last,
                        struct page *page, struct emit *emit, GError **error)
{
    guint unchanged = 0;
    g_autofree char *place = NULL;
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct edit edit;
        if (!diff_read(diff, i, &edit, error))
            return false;
        if (is_shown(diff, &edit)) {
            put_unchanged(page, &unchanged);
            put_place_of(page, &edit, &place);
            put_one(page, &edit);
        } else
            unchanged++;
        edit_clear(&edit);
        reader_trim(diff->view.reader);
    }
    put_unchanged(page, &unchanged);
    return true;
}

/* ---- side by side */

enum { TABLE_COLUMNS = 3 };

static void add_unchanged(struct columns *columns, guint *count)
{
    if (*count == 0)
        return;
    g_autofree char *said = unchanged_said(*count);
    columns_add(columns, "");
    columns_add(columns, "");
    columns_run(columns, PAGE_DIM, said);
    columns_add(columns, "");
    *count = 0;
}

static void add_side(struct columns *columns, const struct edit *edit,
                     const struct page_unit *unit, enum edit_side side)
{
    if (unit == NULL) {
        columns_add(columns, "—");
        return;
    }
    columns_add(columns, "");
    columns_edit(columns, edit, true, side);
    columns_line(columns);
    columns_run(columns, PAGE_ID, unit->unit->id);
}

static void add_one(struct columns *columns, const struct edit *edit)
{
    const struct page_unit *unit = shown_unit(edit);
    g_autofree char *place = place_of(unit);
    columns_add(columns, status_said(edit->status));
    if (unit->unit->kind != UNIT_HEADING) {
        columns_line(columns);
        columns_run(columns, PAGE_DIM, place);
    }
    add_side(columns, edit, edit->base, SIDE_BASE);
    add_side(columns, edit, edit->unit, SIDE_UNIT);
}

static bool put_table(struct diff *diff, guint first, guint last,
                      struct page *page, GError **error)
{
    struct columns *columns = columns_new(TABLE_COLUMNS, TABLE_COLUMNS);
    guint unchanged = 0;
    bool fine = true;
    columns_side_by_side(columns, 1);
    columns_add(columns, "");
    for (guint i = 0; i < DIFF_SIDES; i++) {
        g_autofree char *name =
            plan_column(diff->plans[i == 0 ? DIFF_BASE : DIFF_OTHER]);
        columns_add(columns, name);
    }
    for (guint i = first; fine && i < last; i++) {
        struct edit edit;
        fine = diff_read(diff, i, &edit, error);
        if (!fine)
            break;
        if (is_shown(diff, &edit)) {
            add_unchanged(columns, &unchanged);
            add_one(columns, &edit);
        } else
            unchanged++;
        edit_clear(&edit);
        reader_trim(diff->view.reader);
    }
    add_unchanged(columns, &unchanged);
    columns_put(columns, page, false);
    return fine;
}

/* ---- around them */

static void put_head(const struct diff *diff, struct page *page)
{
    for (guint i = 0; i < DIFF_SIDES; i++) {
        const struct plan *plan = diff->plans[i == 0 ? DIFF_BASE : DIFF_OTHER];
        page_put(page, PAGE_HEAD, i == 0 ? "--- " : "+++ ");
        page_put(page, PAGE_HEAD, plan_title(plan));
        page_newline(page);
    }
}

static void put_summary(const struct diff *diff, struct page *page, guint shown)
{
    static const enum edit_status order[] = {EDIT_CHANGED,       EDIT_MOVED,
                                             EDIT_MOVED_CHANGED, EDIT_ADDED,
                                             EDIT_DROPPED,       EDIT_SAME};
    g_autofree char *cut = records_cut(shown, diff_records(diff));
    g_autofree char *number =
        g_strdup_printf("%.2f", align_similarity(diff->share));
    page_newline(page);
    for (guint i = 0; i < G_N_ELEMENTS(order); i++)
        if (diff->counts[order[i]] > 0)
            page_printf(page, PAGE_DIM, _("%u %s, "), diff->counts[order[i]],
                        status_said(order[i]));
    page_printf(
        page, PAGE_DIM,
        _("similarity %s of all that is compared, headings and what has "
          "no partner included"),
        number);
    if (cut != NULL)
        page_printf(page, PAGE_DIM, _(". %s"), cut);
    page_newline(page);
}

bool diff_put(struct diff *diff, guint first, guint last, struct page *page,
              struct emit *emit, GError **error)
{
    if (diff_count(diff) == 0 && !diff->view.all)
        return true; /* said on standard error */
    put_head(diff, page);
    if (!(page_is_wide(page)
              ? put_table(diff, first, last, page, error)
              : put_stacked(diff, first, last, page, emit, error)))
        return false;
    put_summary(diff, page, last - first);
    return true;
}
