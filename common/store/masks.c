/* What masks hide: a part of the generation, not of a shard, because it is
 * learned from all plans and changes when one comes or goes.
 *
 * All of it is read when an index is opened: a scraped plan has about a hundred
 * masks, most have none.  A row that points at nothing, at no asterisks or
 * that is out of order refuses the index.
 */
#include "common/store/masks.h"

#include "common/messages/messages.h"

#include "common/store/part.h"
#include "common/text/text.h"

#include <string.h>

#define MILLION 1e6

/* ---- writing */

struct masks_out {
    struct part_out part;
    GHashTable *words;    /* word → its place in the file */
    GArray *rows;         /* of struct mask_row */
    struct normal normal; /* of the unit at hand */
    guint32 unit;
};

static guint32 put_word(struct masks_out *out, const char *word)
{
    void *place;
    if (word == NULL)
        return 0;
    if (g_hash_table_lookup_extended(out->words, word, NULL, &place))
        return GPOINTER_TO_UINT(place);
    guint32 at = (guint32)out->part.at;
    part_out_put(&out->part, word, strlen(word) + 1);
    g_hash_table_insert(out->words, g_strdup(word), GUINT_TO_POINTER(at));
    return at;
}

static bool read_text(struct masks_out *out, const struct index *index,
                      guint32 unit, GError **error)
{
    if (out->unit == unit)
        return true;
    struct unit *decoded = index_unit(index, unit, error);
    if (decoded == NULL)
        return false;
    normal_clear(&out->normal);
    normal_init(&out->normal, decoded->text, -1);
    out->unit = unit;
    unit_free(decoded);
    return true;
}

static bool put_guess(struct masks_out *out, const struct index *index,
                      const struct mask_guess *guess, GError **error)
{
    struct mask_row row = {.from = guess->from, .to = guess->to};
    if (!read_text(out, index, guess->unit, error))
        return false;
    const char *text = out->normal.text;
    glong first = g_utf8_strlen(text, guess->from);
    glong last =
        first + g_utf8_strlen(text + guess->from, guess->to - guess->from) - 1;
    row.start = out->normal.start[first];
    row.end = out->normal.end[last];
    row.word = put_word(out, guess->word);
    row.confidence = (guint32)(guess->confidence * MILLION + 0.5);
    index_place(index, guess->unit, &row.shard, &row.unit);
    g_array_append_val(out->rows, row);
    return true;
}

static int row_order(const void *a, const void *b)
{
    const struct mask_row *left = a, *right = b;
    if (left->shard != right->shard)
        return left->shard < right->shard ? -1 : 1;
    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return left->from < right->from ? -1 : left->from > right->from;
}

static bool put_rows(struct masks_out *out, guint64 stamp, GError **error)
{
    struct part_head head = {.magic = MASKS_MAGIC,
                             .count = out->rows->len,
                             .table = part_out_align(&out->part)};
    g_array_sort(out->rows, row_order);
    part_out_put(&out->part, out->rows->data,
                 out->rows->len * sizeof(struct mask_row));
    return part_out_finish(&out->part, head, stamp, error);
}

static bool note_file(struct generation *generation, GError **error)
{
    struct shard_meta *meta = shard_meta_new("", 0);
    bool ok = shard_meta_file(meta, generation->path, "masks", error);
    if (ok) {
        const struct shard_file *file = g_ptr_array_index(meta->files, 0);
        generation->masks.size = file->size;
        generation->masks.sha256 = g_strdup(file->sha256);
    }
    shard_meta_free(meta);
    return ok;
}

bool masks_write(struct generation *generation, struct index *index,
                 const GArray *guesses, GError **error)
{
    struct masks_out out = {.unit = NOWHERE};
    if (guesses->len == 0)
        return true;
    if (!part_out_open(&out.part, generation->path, "masks", error))
        return false;
    out.words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    out.rows = g_array_new(FALSE, FALSE, sizeof(struct mask_row));
    bool ok = true;
    for (guint i = 0; ok && i < guesses->len; i++)
        ok = put_guess(&out, index,
                       &g_array_index(guesses, struct mask_guess, i), error);
    generation->masks_stamp = (guint64)g_random_int() << 32 | g_random_int();
    ok = ok && put_rows(&out, generation->masks_stamp, error) &&
         note_file(generation, error);
    part_out_abandon(&out.part);
    normal_clear(&out.normal);
    g_hash_table_unref(out.words);
    g_array_unref(out.rows);
    return ok;
}

/* ---- reading */

struct placed { /* a mask while the index is opened */
    guint32 unit;
    struct mask mask;
};

void masks_init(struct index *index)
{
    index->masks = g_array_new(FALSE, FALSE, sizeof(struct placed));
    index->mask_units = g_array_new(FALSE, FALSE, sizeof(guint32));
    index->masked = g_array_new(FALSE, FALSE, sizeof(guint32));
    index->mask_words = g_string_chunk_new(256);
}

void masks_clear(struct index *index)
{
    g_array_unref(index->masks);
    g_array_unref(index->mask_units);
    g_array_unref(index->masked);
    g_string_chunk_free(index->mask_words);
}

static bool all_asterisks(const char *text, gsize length, guint32 from,
                          guint32 to)
{
    if (from >= to || to > length)
        return false;
    while (from < to && text[from] == '*')
        from++;
    return from == to;
}

static const char *row_word(const struct part *part, guint32 at)
{
    if (at < sizeof *part->head || at >= part->head->table)
        return NULL;
    const char *word = part->data + at;
    gsize length = strnlen(word, part->head->table - at);
    return length < part->head->table - at && length > 0 &&
                   g_utf8_validate_len(word, length, NULL)
               ? word
               : NULL;
}

/* Whether the row says something that may be: then it is added, unless its
 * plan is not seen. */
static bool take_row(struct index *index, const struct part *part,
                     const struct mask_row *row, const struct index_shard *in,
                     guint32 *plan)
{
    gsize length;
    const char *word = row_word(part, row->word);
    if (row->unit >= in->shard->unit_count ||
        row->confidence > (guint32)MILLION || (row->word != 0 && word == NULL))
        return false;
    const char *text = shard_text(in->shard, row->unit, &length);
    if (!all_asterisks(text, length, row->from, row->to))
        return false;
    struct placed placed = {
        index_number(index, in, row->unit, plan),
        {row->start, row->end, row->from, row->to, NULL, 0}};
    if (word != NULL) {
        placed.mask.word = g_string_chunk_insert_const(index->mask_words, word);
        placed.mask.confidence = row->confidence / MILLION;
    }
    if (placed.unit != NOWHERE)
        g_array_append_val(index->masks, placed);
    return true;
}

static bool take_rows(struct index *index, const struct part *part,
                      const struct mask_row *rows, guint32 first_shard,
                      guint32 shards)
{
    guint32 plan = 0;
    for (guint32 i = 0; i < part->head->count; i++) {
        if (rows[i].shard >= shards ||
            (i > 0 && row_order(&rows[i - 1], &rows[i]) >= 0))
            return false;
        if (i == 0 || rows[i].shard != rows[i - 1].shard)
            plan = 0;
        if (!take_row(index, part, &rows[i],
                      &g_array_index(index->shards, struct index_shard,
                                     first_shard + rows[i].shard),
                      &plan))
            return false;
    }
    return true;
}

bool masks_read(struct index *index, const struct generation *generation,
                guint32 first_shard, GError **error)
{
    if (generation->masks.sha256 == NULL)
        return true;
    struct part part;
    g_autofree char *path = g_build_filename(generation->path, "masks", NULL);
    g_autofree char *label =
        g_strdup_printf("g%" G_GUINT64_FORMAT "/masks", generation->number);
    if (!part_open(&part, path, label, MASKS_MAGIC, generation->masks_stamp,
                   error))
        return false;
    const struct mask_row *rows =
        part_table(&part, part.head->count, sizeof *rows);
    bool ok = rows != NULL && take_rows(index, &part, rows, first_shard,
                                        generation->shards->len);
    if (!ok)
        g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                    _("'%s' has a wrong table"), label);
    part_close(&part);
    return ok;
}

static int placed_order(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    if (left->unit != right->unit)
        return left->unit < right->unit ? -1 : 1;
    return left->mask.from < right->mask.from ? -1 : 1;
}

void masks_order(struct index *index)
{
    GArray *all = index->masks;
    GArray *masks =
        g_array_sized_new(FALSE, FALSE, sizeof(struct mask), all->len);
    g_array_sort(all, placed_order);
    for (guint i = 0; i < all->len; i++) {
        const struct placed *placed = &g_array_index(all, struct placed, i);
        g_array_append_val(masks, placed->mask);
        g_array_append_val(index->mask_units, placed->unit);
        const GArray *masked = index->masked;
        if (placed->mask.word != NULL &&
            (masked->len == 0 ||
             g_array_index(masked, guint32, masked->len - 1) != placed->unit))
            g_array_append_val(index->masked, placed->unit);
    }
    index->masks = masks;
    g_array_unref(all);
}

/* The first mask of that unit or one after it. */
static guint first_of(const GArray *units, guint32 unit)
{
    guint low = 0, high = units->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(units, guint32, middle) < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct mask *index_masks(const struct index *index, guint32 unit,
                               guint *count)
{
    guint first = first_of(index->mask_units, unit), end = first;
    while (end < index->mask_units->len &&
           g_array_index(index->mask_units, guint32, end) == unit)
        end++;
    *count = end - first;
    return end > first ? &g_array_index(index->masks, struct mask, first)
                       : NULL;
}

const GArray *index_masked_units(const struct index *index)
{
    return index->masked;
}

void masks_lend(const struct index *index, guint32 number, struct unit *unit)
{
    guint count;
    const struct mask *masks = index_masks(index, number, &count);
    glong chars = count > 0 ? g_utf8_strlen(unit->text, -1) : 0;
    for (guint i = 0; i < count; i++)
        if (masks[i].start >= masks[i].end || masks[i].end > chars)
            return;
    unit->masks = masks;
    unit->mask_count = count;
}

const char *masks_fault(const struct mask *masks, guint count,
                        const struct unit *unit)
{
    struct normal normal;
    const char *fault = NULL;
    normal_init(&normal, unit->text, -1);
    for (guint i = 0; i < count && fault == NULL; i++) {
        const struct mask *mask = &masks[i];
        glong first = g_utf8_strlen(normal.text, mask->from);
        glong last = g_utf8_strlen(normal.text, mask->to) - 1;
        if (!all_asterisks(normal.text, normal.length, mask->from, mask->to) ||
            mask->start != normal.start[first] || mask->end != normal.end[last])
            fault = "a mask is not where its text has asterisks";
        else if (mask->word != NULL &&
                 g_utf8_strlen(mask->word, -1) != last + 1 - first)
            fault = "a mask is not as long as its word";
    }
    normal_clear(&normal);
    return fault;
}
