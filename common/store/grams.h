/* Postings of bigrams: for every pair of neighbouring code points the units
 * that hold it and how often.
 *
 * A key is the pair packed into 42 bits.  The postings of a key are varints
 * (7 bits a byte, low first): (gap << 1 | more), the gap being the number of
 * units passed over since the last one, and, when more is 1, the count (2 or
 * more).  Keys rise; each is two varints: distance from the key before (of the
 * first in a block: 0) and bytes of its postings.  Every GRAM_BLOCK keys a
 * struct gram_block says where keys and postings of the block begin.
 */
#ifndef PLAN_STORE_GRAMS_H
#define PLAN_STORE_GRAMS_H

#include "common/store/part.h"

enum { GRAM_BLOCK = 32 };

struct gram_block {
    guint64 key;  /* of its first */
    guint64 keys; /* offsets in the file */
    guint64 postings;
};

/* A key of common/text's grams_next, packed. */
static inline guint64 gram_pack(guint64 key)
{
    return (key >> 32) << 21 | (key & 0x1fffff);
}

/* ---- writing */

struct gram_table;
struct gram_table *gram_table_new(void);
void gram_table_free(struct gram_table *table);
/* Takes in the bigrams of one unit's normalised text; units must rise. */
void gram_table_add(struct gram_table *table, guint32 unit, const char *text,
                    gsize length);
/* Writes the file `grams` in dir.  The table takes nothing more then. */
bool gram_table_write(struct gram_table *table, const char *dir, guint64 stamp,
                      GError **error);
/* Whether the file holds exactly what the table does. */
bool gram_table_equal(struct gram_table *table, const struct part *part);

/* ---- reading */

struct gram_list { /* what is left of the postings of one key */
    const guint8 *at, *end;
    guint32 next; /* the unit a gap of 0 means */
};

/* False, and an empty list, when no unit holds the (packed) key. */
bool gram_find(const struct part *part, guint64 key, struct gram_list *list);

/* False at the end.  Garbled bytes give wrong units, never a read outside. */
static inline bool gram_varint(const guint8 **at, const guint8 *end,
                               guint64 *value)
{
    guint64 sum = 0;
    if (*at < end && **at < 0x80) { /* as nearly all are */
        *value = *(*at)++;
        return true;
    }
    for (guint shift = 0; *at < end && shift < 63; shift += 7) {
        guint8 byte = *(*at)++;
        sum |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *value = sum;
            return true;
        }
    }
    return false;
}

static inline bool gram_list_next(struct gram_list *list,
                                  struct posting *posting)
{
    guint64 step, count = 1;
    if (!gram_varint(&list->at, list->end, &step))
        return false;
    if ((step & 1) && !gram_varint(&list->at, list->end, &count))
        return false;
    step = (step >> 1) + list->next;
    if (step >= G_MAXUINT32)
        return false;
    posting->unit = (guint32)step;
    posting->count = (guint32)count;
    list->next = posting->unit + 1;
    return true;
}

#endif
