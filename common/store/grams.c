/* Bigram postings: gathered in memory while a shard is written, found in the
 * mapped file.
 *
 * The table is open-addressed by key.  Postings grow in chunks of one arena,
 * already in the form they have in the file, so that nothing but the keys is
 * ever sorted and a posting costs about two bytes.
 */
#include "common/store/grams.h"

#include "common/text/text.h"

#include <string.h>

enum {
    CHUNK_FIRST = 12,
    CHUNK_MOST = 1024,
    CHUNK_LINK = 4,
    SLOTS_FIRST = 4096
};
#define NO_UNIT G_MAXUINT32

struct slot {
    guint64 key;     /* packed; 0 marks a free slot: no text holds two NULs */
    guint32 unit;    /* the last one seen, not yet in the chunks */
    guint32 count;   /* there */
    guint32 next;    /* the unit a gap of 0 would mean */
    guint32 first;   /* first chunk, offset in the arena */
    guint32 at, end; /* free part of the last chunk */
    guint32 bytes;   /* of postings */
    guint32 chunk;   /* size of the last chunk */
};

struct gram_table {
    struct slot *slots;
    gsize size, used; /* size is a power of two */
    guint8 *arena;    /* a chunk: offset of the next one, then postings */
    gsize filled, room;
};

struct gram_table *gram_table_new(void)
{
    struct gram_table *table = g_new0(struct gram_table, 1);
    table->size = SLOTS_FIRST;
    table->slots = g_new0(struct slot, table->size);
    table->room = 1 << 16;
    table->arena = g_malloc(table->room);
    return table;
}

void gram_table_free(struct gram_table *table)
{
    if (table == NULL)
        return;
    g_free(table->slots);
    g_free(table->arena);
    g_free(table);
}

static struct slot *slot_of(struct slot *slots, gsize size, guint64 key)
{
    gsize at = (key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> 20;
    while (slots[at &= size - 1].key != 0 && slots[at].key != key)
        at++;
    return &slots[at];
}

static void table_grow(struct gram_table *table)
{
    gsize size = table->size * 2;
    struct slot *slots = g_new0(struct slot, size);
    for (gsize i = 0; i < table->size; i++)
        if (table->slots[i].key != 0)
            *slot_of(slots, size, table->slots[i].key) = table->slots[i];
    g_free(table->slots);
    table->slots = slots;
    table->size = size;
}

static guint32 chunk_new(struct gram_table *table, guint32 size)
{
    if (table->filled + size > table->room) {
        table->room += table->room / 2 + size;
        table->arena = g_realloc(table->arena, table->room);
    }
    guint32 at = (guint32)table->filled;
    table->filled += size;
    return at;
}

static void slot_put(struct gram_table *table, struct slot *slot, guint8 byte)
{
    if (slot->at == slot->end) {
        guint32 size =
            slot->chunk == 0 ? CHUNK_FIRST : MIN(slot->chunk * 2, CHUNK_MOST);
        guint32 at = chunk_new(table, size);
        if (slot->chunk == 0)
            slot->first = at;
        else /* the link stands at the chunk's beginning */
            memcpy(table->arena + slot->end - slot->chunk, &at, CHUNK_LINK);
        slot->chunk = size;
        slot->at = at + CHUNK_LINK;
        slot->end = at + size;
    }
    table->arena[slot->at++] = byte;
    slot->bytes++;
}

static void slot_varint(struct gram_table *table, struct slot *slot,
                        guint64 value)
{
    for (; value >= 0x80; value >>= 7)
        slot_put(table, slot, (guint8)(value | 0x80));
    slot_put(table, slot, (guint8)value);
}

static void slot_flush(struct gram_table *table, struct slot *slot)
{
    if (slot->count == 0)
        return;
    slot_varint(table, slot,
                (guint64)(slot->unit - slot->next) << 1 | (slot->count > 1));
    if (slot->count > 1)
        slot_varint(table, slot, slot->count);
    slot->next = slot->unit + 1;
    slot->count = 0;
}

void gram_table_add(struct gram_table *table, guint32 unit, const char *text,
                    gsize length)
{
    struct grams grams;
    guint64 key;
    grams_start(&grams, text, length);
    while (grams_next(&grams, &key)) {
        key = gram_pack(key);
        struct slot *slot = slot_of(table->slots, table->size, key);
        if (slot->key == 0) {
            if (++table->used * 3 > table->size * 2) {
                table_grow(table);
                slot = slot_of(table->slots, table->size, key);
            }
            slot->key = key;
        } else if (slot->unit == unit && slot->count > 0) {
            slot->count++;
            continue;
        }
        slot_flush(table, slot);
        slot->unit = unit;
        slot->count = 1;
    }
}

static int slot_order(const void *a, const void *b)
{
    guint64 left = ((const struct slot *)a)->key;
    guint64 right = ((const struct slot *)b)->key;
    return left < right ? -1 : left > right;
}

/* Packs the slots to the front, by key. */
static void table_sort(struct gram_table *table)
{
    gsize used = 0;
    for (gsize i = 0; i < table->size; i++) {
        if (table->slots[i].key == 0)
            continue;
        slot_flush(table, &table->slots[i]);
        table->slots[used++] = table->slots[i];
    }
    table->used = table->size = used;
    qsort(table->slots, used, sizeof *table->slots, slot_order);
}

/* Calls with the slot's bytes, piece by piece. */
static void slot_pieces(const struct gram_table *table, const struct slot *slot,
                        void (*piece)(const guint8 *bytes, gsize length,
                                      void *data),
                        void *data)
{
    guint32 left = slot->bytes, chunk = slot->first, size = CHUNK_FIRST;
    while (left > 0) {
        guint32 length = MIN(left, size - CHUNK_LINK);
        piece(table->arena + chunk + CHUNK_LINK, length, data);
        left -= length;
        if (left > 0)
            memcpy(&chunk, table->arena + chunk, CHUNK_LINK);
        size = MIN(size * 2, CHUNK_MOST);
    }
}

static void piece_write(const guint8 *bytes, gsize length, void *data)
{
    part_out_put(data, bytes, length);
}

static void key_put(GByteArray *keys, guint64 value)
{
    guint8 bytes[10];
    guint length = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[length++] = (guint8)(value | 0x80);
    bytes[length++] = (guint8)value;
    g_byte_array_append(keys, bytes, length);
}

bool gram_table_write(struct gram_table *table, const char *dir, guint64 stamp,
                      GError **error)
{
    struct part_out out;
    if (!part_out_open(&out, dir, "grams", error))
        return false;
    table_sort(table);
    g_autoptr(GByteArray) keys = g_byte_array_new();
    g_autoptr(GArray) blocks =
        g_array_new(FALSE, FALSE, sizeof(struct gram_block));
    guint64 last = 0;
    for (gsize i = 0; i < table->used; i++) {
        const struct slot *slot = &table->slots[i];
        if (i % GRAM_BLOCK == 0) {
            struct gram_block block = {slot->key, keys->len, out.at};
            g_array_append_val(blocks, block);
            last = slot->key;
        }
        key_put(keys, slot->key - last);
        key_put(keys, slot->bytes);
        last = slot->key;
        slot_pieces(table, slot, piece_write, &out);
    }
    for (guint i = 0; i < blocks->len; i++)
        g_array_index(blocks, struct gram_block, i).keys += out.at;
    part_out_put(&out, keys->data, keys->len);
    struct part_head head = {.magic = GRAMS_MAGIC,
                             .count = (guint32)table->used,
                             .table = part_out_align(&out)};
    part_out_put(&out, blocks->data, blocks->len * sizeof(struct gram_block));
    return part_out_finish(&out, head, stamp, error);
}

struct comparison {
    const guint8 *at, *end;
    bool equal;
};

static void piece_compare(const guint8 *bytes, gsize length, void *data)
{
    struct comparison *comparison = data;
    comparison->equal = comparison->equal &&
                        (gsize)(comparison->end - comparison->at) >= length &&
                        memcmp(comparison->at, bytes, length) == 0;
    if (comparison->equal)
        comparison->at += length;
}

bool gram_table_equal(struct gram_table *table, const struct part *part)
{
    table_sort(table);
    bool equal = table->used == part->head->count;
    for (gsize i = 0; equal && i < table->used; i++) {
        struct gram_list list;
        gram_find(part, table->slots[i].key, &list);
        struct comparison comparison = {list.at, list.end, true};
        slot_pieces(table, &table->slots[i], piece_compare, &comparison);
        equal = comparison.equal && comparison.at == comparison.end;
    }
    return equal;
}

/* The last block that begins at or before the key, or NULL. */
static const struct gram_block *block_find(const struct gram_block *blocks,
                                           gsize count, guint64 key)
{
    gsize low = 0, high = count;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (blocks[middle].key <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &blocks[low - 1] : NULL;
}

bool gram_find(const struct part *part, guint64 key, struct gram_list *list)
{
    *list = (struct gram_list){0};
    gsize count = ((gsize)part->head->count + GRAM_BLOCK - 1) / GRAM_BLOCK;
    const struct gram_block *blocks =
        part_table(part, count, sizeof(struct gram_block));
    const struct gram_block *block =
        blocks != NULL ? block_find(blocks, count, key) : NULL;
    guint64 table = part->head->table;
    if (block == NULL || block->keys > table || block->postings > table)
        return false;
    const guint8 *data = (const guint8 *)part->data;
    const guint8 *at = data + block->keys, *end = data + table;
    guint64 here = block->key, postings = block->postings, step, bytes;
    for (guint i = 0; i < GRAM_BLOCK; i++) {
        if (!gram_varint(&at, end, &step) || !gram_varint(&at, end, &bytes) ||
            bytes > table - postings)
            return false;
        here += step;
        if (here >= key) {
            if (here == key)
                *list = (struct gram_list){data + postings,
                                           data + postings + bytes, 0};
            return here == key;
        }
        postings += bytes;
    }
    return false;
}
