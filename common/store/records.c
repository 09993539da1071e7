/* Blocks of deflated records; the last one read stays inflated, so that going
 * through all units inflates each block once. */
#include "common/store/records.h"

#include <gio/gio.h>
#include <string.h>

/* A block is closed when it has so many bytes.  Larger ones are smaller on the
 * disk and slower to read from. */
enum { BLOCK_RAW = 1 << 10, LEVEL = 6 };
/* Deflating never makes anything smaller than this part of it. */
enum { RATIO_MOST = 1100 };

static GConverter *deflater(void)
{
    return G_CONVERTER(
        g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL));
}

static GConverter *inflater(void)
{
    return G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
}

/* ---- writing */

struct records_out {
    struct part_out part;
    GConverter *deflater;
    GString *raw;
    GByteArray *packed;
    GArray *blocks; /* of struct record_block */
    guint32 units;
    guint32 first; /* of the block that is being filled */
};

struct records_out *records_out_new(const char *dir, GError **error)
{
    struct records_out *out = g_new0(struct records_out, 1);
    if (!part_out_open(&out->part, dir, "records", error)) {
        g_free(out);
        return NULL;
    }
    out->deflater = deflater();
    out->raw = g_string_new(NULL);
    out->packed = g_byte_array_new();
    out->blocks = g_array_new(FALSE, FALSE, sizeof(struct record_block));
    return out;
}

void records_out_free(struct records_out *out)
{
    if (out == NULL)
        return;
    part_out_abandon(&out->part);
    g_object_unref(out->deflater);
    g_string_free(out->raw, TRUE);
    g_byte_array_unref(out->packed);
    g_array_unref(out->blocks);
    g_free(out);
}

static void block_write(struct records_out *out)
{
    struct record_block block = {out->part.at, out->first,
                                 (guint32)out->raw->len};
    gsize read, written;
    /* What zlib says it needs at most, and something on top. */
    g_byte_array_set_size(out->packed,
                          (guint)(out->raw->len + out->raw->len / 512 + 256));
    GConverterResult result = g_converter_convert(
        out->deflater, out->raw->str, out->raw->len, out->packed->data,
        out->packed->len, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    g_assert(result == G_CONVERTER_FINISHED);
    g_converter_reset(out->deflater);
    part_out_put(&out->part, out->packed->data, written);
    g_array_append_val(out->blocks, block);
    g_string_truncate(out->raw, 0);
    out->first = out->units;
}

void records_out_add(struct records_out *out, const char *record, gsize length)
{
    guint32 size = (guint32)length;
    g_string_append_len(out->raw, (const char *)&size, sizeof size);
    g_string_append_len(out->raw, record, (gssize)length);
    out->units++;
    if (out->raw->len >= BLOCK_RAW)
        block_write(out);
}

bool records_out_finish(struct records_out *out, guint64 stamp, GError **error)
{
    if (out->raw->len > 0)
        block_write(out);
    struct record_block end = {out->part.at, out->units, 0};
    g_array_append_val(out->blocks, end);
    struct part_head head = {.magic = RECORDS_MAGIC,
                             .count = out->blocks->len - 1,
                             .table = part_out_align(&out->part)};
    part_out_put(&out->part, out->blocks->data,
                 out->blocks->len * sizeof(struct record_block));
    return part_out_finish(&out->part, head, stamp, error);
}

/* ---- reading */

struct records {
    const struct part *part;
    const struct record_block *blocks; /* one more than there are */
    guint32 count;
    GConverter *inflater;
    char *raw;        /* the block read last, inflated */
    gsize room;       /* bytes of it */
    guint32 block;    /* its number; count when there is none */
    guint32 unit;     /* the unit given last */
    const char *next; /* where the record after that one begins */
};

/* Blocks lie one after another and hold rising units. */
static bool check_blocks(const struct records *records, guint32 units)
{
    const struct record_block *block = records->blocks;
    if (block[0].first != 0 || block[records->count].first != units ||
        block[0].at < sizeof(struct part_head) ||
        block[records->count].at > records->part->head->table)
        return false;
    for (guint32 i = 0; i < records->count; i++)
        if (block[i].at > block[i + 1].at ||
            block[i].raw / RATIO_MOST > block[i + 1].at - block[i].at ||
            block[i].first >= block[i + 1].first)
            return false;
    return true;
}

struct records *records_new(const struct part *part, guint32 units)
{
    struct records *records = g_new0(struct records, 1);
    records->part = part;
    records->count = part->head->count;
    records->blocks = part_table(part, (guint64)records->count + 1,
                                 sizeof(struct record_block));
    records->block = records->count;
    if (records->blocks != NULL && check_blocks(records, units))
        return records;
    records_free(records);
    return NULL;
}

void records_free(struct records *records)
{
    if (records == NULL)
        return;
    g_clear_object(&records->inflater);
    g_free(records->raw);
    g_free(records);
}

static guint32 block_of(const struct records *records, guint32 unit)
{
    guint32 low = 0, high = records->count;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (records->blocks[middle].first <= unit)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* zlib's own checksum tells whether the block is what was written. */
static bool block_read(struct records *records, guint32 number)
{
    const struct record_block *block = &records->blocks[number];
    gsize read, written = 0;
    records->block = records->count;
    if (records->inflater == NULL)
        records->inflater = inflater();
    g_converter_reset(records->inflater);
    if (block->raw >= records->room) {
        records->room = (gsize)block->raw + 1;
        records->raw = g_realloc(records->raw, records->room);
    }
    /* One byte of room more than it says, to see that it ends there. */
    GConverterResult result = g_converter_convert(
        records->inflater, records->part->data + block->at,
        block[1].at - block->at, records->raw, (gsize)block->raw + 1,
        G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    if (result != G_CONVERTER_FINISHED || written != block->raw)
        return false;
    records->block = number;
    records->unit = block->first;
    records->next = records->raw;
    return true;
}

const char *records_get(struct records *records, guint32 unit, gsize *length)
{
    guint32 number = block_of(records, unit);
    const struct record_block *block = &records->blocks[number];
    if (records->block != number && !block_read(records, number))
        return NULL;
    if (unit < records->unit) {
        records->unit = block->first;
        records->next = records->raw;
    }
    const char *end = records->raw + block->raw, *at;
    do {
        guint32 size;
        if ((gsize)(end - records->next) < sizeof size)
            return NULL;
        memcpy(&size, records->next, sizeof size);
        at = records->next + sizeof size;
        if ((gsize)(end - at) < size)
            return NULL;
        records->next = at + size;
    } while (records->unit++ < unit);
    *length = (gsize)(records->next - at);
    return at;
}
