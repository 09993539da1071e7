/* From one text to the other: what was moved, changed, added and dropped.
 *
 * Units of both sides are paired by what they say and where they stand; of
 * those paired, the heaviest part that is in the same order on both sides
 * stays, the rest has moved.  A heading weighs as much as all that stands under
 * it, so that a section goes with its heading.
 */
#include "searcher/views/difference.h"

/* A paragraph so unlike another is dropped and a new one added, not changed. */
static const double least_score = 0.22;

static const struct align_item *item_at(const struct diff *diff, int item)
{
    return &g_array_index(diff->collation.items, struct align_item, item);
}

static guint depth_of(const struct diff *diff, const struct align_item *item)
{
    return item->section == NO_SECTION
               ? 0
               : g_array_index(diff->collation.sections, struct align_section,
                               item->section)
                     .depth;
}

/* Bytes of the unit; of a heading with what stands under it. */
static guint64 weight_of(const struct diff *diff, int item)
{
    const struct align_item *at = item_at(diff, item);
    guint64 weight = at->length + 1;
    if (at->kind != UNIT_HEADING)
        return weight;
    for (int i = item + 1; i < (int)diff->collation.items->len; i++) {
        const struct align_item *under = item_at(diff, i);
        if (under->column != at->column ||
            (under->kind == UNIT_HEADING &&
             depth_of(diff, under) <= depth_of(diff, at)))
            break;
        weight += under->length + 1;
    }
    return weight;
}

static void find_moved(struct diff *diff)
{
    const GPtrArray *rows = diff->collation.table->rows;
    g_autofree int *places = g_new(int, rows->len + 1);
    g_autofree guint64 *weights = g_new0(guint64, rows->len + 1);
    for (guint i = 0; i < rows->len; i++) {
        const int *row = rows->pdata[i];
        bool both =
            row[DIFF_BASE] != ALIGN_NONE && row[DIFF_OTHER] != ALIGN_NONE;
        places[i] = both ? row[DIFF_BASE] : ALIGN_NONE;
        weights[i] = both ? weight_of(diff, row[DIFF_OTHER]) : 0;
    }
    diff->moved = align_moved(places, weights, rows->len);
}

static struct page_unit *unit_of(struct diff *diff, guint row, guint side,
                                 GError **error)
{
    gint64 unit = collation_unit(&diff->collation, row, side);
    return unit < 0 ? NULL
                    : reader_unit(diff->view.reader, (guint32)unit, error);
}

/* The units of a row and their words. */
struct sides {
    struct page_unit *base, *unit;
    struct align_text *old, *now;
};

static bool sides_read(struct diff *diff, guint row, struct sides *sides,
                       GError **error)
{
    GError *reason = NULL;
    *sides = (struct sides){.base = unit_of(diff, row, DIFF_BASE, &reason)};
    if (reason == NULL)
        sides->unit = unit_of(diff, row, DIFF_OTHER, &reason);
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    sides->old = unit_words(diff->view.aligner, sides->base);
    sides->now = unit_words(diff->view.aligner, sides->unit);
    return true;
}

static void sides_clear(struct sides *sides)
{
    align_text_free(sides->old);
    align_text_free(sides->now);
}

/* Which of its side's units, from 1. */
static guint position_of(const struct diff *diff, guint row)
{
    const int *items = diff->collation.table->rows->pdata[row];
    return items[DIFF_OTHER] != ALIGN_NONE
               ? (guint)items[DIFF_OTHER] + 1
               : (guint)items[DIFF_BASE] - diff->view.other->len + 1;
}

bool diff_read(struct diff *diff, guint row, struct edit *edit, GError **error)
{
    struct sides sides;
    if (!sides_read(diff, row, &sides, error))
        return false;
    *edit = (struct edit){
        .row = row + 1,
        .about = unit_about(sides.unit != NULL ? sides.unit : sides.base),
        .plan = diff->plans[DIFF_OTHER],
        .base = sides.base,
        .unit = sides.unit,
        .position = position_of(diff, row),
    };
    edit_judge(edit, sides.old, sides.now, diff->moved[row], diff->shares[row]);
    edit_write(edit, sides.old, sides.now);
    sides_clear(&sides);
    return true;
}

/* Statuses of all rows, which the page's summary and the program's status
 * want. */
static bool count_rows(struct diff *diff, GError **error)
{
    diff->shares = g_new0(struct align_share, diff_records(diff) + 1);
    for (guint i = 0; i < diff_records(diff); i++) {
        struct sides sides;
        struct edit edit = {0};
        if (!sides_read(diff, i, &sides, error))
            return false;
        diff->shares[i] = align_share_of(sides.old, sides.now);
        align_share_add(&diff->share, diff->shares[i]);
        edit_judge(&edit, sides.old, sides.now, diff->moved[i],
                   diff->shares[i]);
        diff->counts[edit.status]++;
        sides_clear(&sides);
        reader_trim(diff->view.reader);
    }
    return true;
}

static bool find_plan(struct diff *diff, guint side, const GArray *units,
                      GError **error)
{
    struct index *index = reader_index(diff->view.reader);
    struct entry entry;
    index_entry(index, g_array_index(units, guint32, 0), &entry);
    diff->plans[side] = index_plan(index, entry.plan, error);
    return diff->plans[side] != NULL;
}

static bool align(struct diff *diff, GError **error)
{
    const GArray *sides[DIFF_SIDES] = {
        [DIFF_OTHER] = diff->view.other, [DIFF_BASE] = diff->view.base};
    for (guint i = 0; i < DIFF_SIDES; i++)
        if (!find_plan(diff, i, sides[i], error) ||
            !collation_add(&diff->collation, (const guint32 *)sides[i]->data,
                           sides[i]->len, error))
            return false;
    if (sides[DIFF_BASE]->len == 1 && sides[DIFF_OTHER]->len == 1)
        collation_one_row(&diff->collation); /* who asks has paired them */
    else
        collation_align(&diff->collation, least_score);
    find_moved(diff);
    return count_rows(diff, error);
}

struct diff *diff_new(const struct diff_view *view, GError **error)
{
    struct diff *diff = g_new0(struct diff, 1);
    diff->view = *view;
    collation_init(&diff->collation, view->reader);
    if (align(diff, error))
        return diff;
    diff_free(diff);
    return NULL;
}

void diff_free(struct diff *diff)
{
    if (diff == NULL)
        return;
    collation_clear(&diff->collation);
    g_free(diff->moved);
    g_free(diff->shares);
    g_free(diff);
}

guint diff_records(const struct diff *diff)
{
    return diff->collation.table->rows->len;
}

guint diff_count(const struct diff *diff)
{
    return diff_records(diff) - diff->counts[EDIT_SAME];
}

static bool emit_rows(struct diff *diff, guint first, guint last,
                      struct emit *emit, GError **error)
{
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct edit edit;
        if (!diff_read(diff, i, &edit, error))
            return false;
        emit_record(emit, &edit);
        edit_clear(&edit);
        reader_trim(diff->view.reader);
    }
    return true;
}

static json_t *head_of(const struct diff *diff)
{
    const char *fingerprint =
        index_fingerprint(reader_index(diff->view.reader));
    return json_pack("{s:i, s:s, s:f}", "format", 1, "fingerprint", fingerprint,
                     "similarity", align_similarity(diff->share));
}

bool diff_emit(struct diff *diff, struct emit *emit, GError **error)
{
    struct page *page = emit_page(emit);
    guint first, last;
    records_range(diff->view.limit, diff->view.offset, diff_records(diff),
                  &first, &last);
    emit_begin(emit, &edits_shape, head_of(diff));
    bool fine = page != NULL ? diff_put(diff, first, last, page, emit, error)
                             : emit_rows(diff, first, last, emit, error);
    emit_end(emit);
    return fine;
}
