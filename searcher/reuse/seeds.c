/* Places of equal strings of n symbols, by hash: positions are dealt into
 * buckets by some bits, each bucket is sorted by others. */
#include "searcher/reuse/inside.h"

#include <stdlib.h>

/* ---- a hash that rolls: sum of mixed symbols times powers of an odd number,
 * modulo 2^64 (Karp and Rabin, IBM J. Res. Dev. 31, 1987) */

#define FACTOR 0x9e3779b97f4a7c15u

static guint64 mix(guint64 value)
{
    /* the finaliser of MurmurHash3 */
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdu;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53u;
    return value ^ value >> 33;
}

struct roll {
    const struct corpus *corpus;
    guint n, filled; /* symbols in the window since the last BREAK */
    guint32 at;      /* the next position */
    guint64 sum, drop;
};

static struct roll roll_start(const struct corpus *corpus, guint n)
{
    struct roll roll = {corpus, n, 0, 0, 0, 1};
    for (guint i = 0; i < n; i++)
        roll.drop *= FACTOR;
    return roll;
}

/* The next window without a BREAK; false at the end. */
static inline bool roll_next(struct roll *roll, guint32 *position,
                             guint64 *hash)
{
    const guint32 *symbols = roll->corpus->symbols;
    while (roll->at < roll->corpus->count) {
        guint32 symbol = symbols[roll->at++];
        if (symbol == BREAK) {
            roll->filled = 0;
            roll->sum = 0;
            continue;
        }
        roll->sum = roll->sum * FACTOR + mix(symbol);
        if (++roll->filled > roll->n)
            roll->sum -= mix(symbols[roll->at - 1 - roll->n]) * roll->drop;
        if (roll->filled < roll->n)
            continue;
        *position = roll->at - roll->n;
        *hash = mix(roll->sum);
        return true;
    }
    return false;
}

/* ---- dealing and sorting */

struct keyed {
    guint32 key, position;
};

struct buckets {
    guint shift;
    guint32 count;
    guint32 *ends; /* of each bucket; one more before the first */
    struct keyed *rows;
};

static void count_rows(struct buckets *buckets, const struct corpus *corpus,
                       guint n)
{
    struct roll roll = roll_start(corpus, n);
    guint32 position;
    guint64 hash;
    while (roll_next(&roll, &position, &hash))
        buckets->ends[(hash >> buckets->shift) + 1]++;
    for (guint32 i = 0; i < buckets->count; i++)
        buckets->ends[i + 1] += buckets->ends[i];
}

/* ends[i] begins as the start of bucket i and becomes its end. */
static void deal_rows(struct buckets *buckets, const struct corpus *corpus,
                      guint n)
{
    struct roll roll = roll_start(corpus, n);
    guint32 position;
    guint64 hash;
    while (roll_next(&roll, &position, &hash)) {
        guint32 *end = &buckets->ends[hash >> buckets->shift];
        buckets->rows[(*end)++] = (struct keyed){(guint32)hash, position};
    }
}

static struct buckets buckets_new(const struct corpus *corpus, guint n)
{
    enum { LEAST_BITS = 4, EACH_BITS = 3 };
    guint bits = g_bit_storage(corpus->count);
    bits = MAX(bits, LEAST_BITS + EACH_BITS) - EACH_BITS;
    struct buckets buckets = {64 - bits, 1u << bits, NULL, NULL};
    buckets.ends = g_new0(guint32, (gsize)buckets.count + 1);
    count_rows(&buckets, corpus, n);
    buckets.rows = g_new(struct keyed, buckets.ends[buckets.count]);
    deal_rows(&buckets, corpus, n);
    return buckets;
}

static int compare_rows(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->position > y->position) - (x->position < y->position);
}

/* Buckets are small, their rows stand as the positions do. */
static void sort_rows(struct keyed *rows, guint32 count)
{
    enum { SMALL = 24 };
    if (count > SMALL) {
        qsort(rows, count, sizeof *rows, compare_rows);
        return;
    }
    for (guint32 i = 1; i < count; i++) {
        struct keyed row = rows[i];
        guint32 j = i;
        for (; j > 0 && rows[j - 1].key > row.key; j--)
            rows[j] = rows[j - 1];
        rows[j] = row;
    }
}

/* ---- groups */

/* In how many plans the rows stand; they are of one string, rising. */
static guint plans_of(const struct corpus *corpus, const struct keyed *rows,
                      guint32 count)
{
    guint plans = 0;
    for (guint32 i = 0, end = 0; i < count; i++) {
        if (rows[i].position < end)
            continue;
        guint32 unit = corpus_unit_at(corpus, rows[i].position), from;
        corpus_range(corpus, corpus_plan_of(corpus, unit), &from, &end);
        plans++;
    }
    return plans;
}

static void add_group(struct seeds *seeds, const struct keyed *rows,
                      guint32 count, guint plans, guint max_plans)
{
    bool common = max_plans > 0 && plans > max_plans;
    guint32 group = common ? SEED_COMMON : seeds->starts->len;
    if (common)
        seeds->left_out += count;
    else
        g_array_append_val(seeds->starts, seeds->members->len);
    for (guint32 i = 0; i < count; i++) {
        seeds->groups[rows[i].position] = group;
        if (!common)
            g_array_append_val(seeds->members, rows[i].position);
    }
}

static void add_bucket(struct seeds *seeds, const struct corpus *corpus,
                       struct keyed *rows, guint32 count, guint max_plans)
{
    sort_rows(rows, count);
    for (guint32 i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && rows[end].key == rows[i].key;)
            end++;
        if (end - i < 2)
            continue;
        guint plans = plans_of(corpus, rows + i, end - i);
        if (plans > 1)
            add_group(seeds, rows + i, end - i, plans, max_plans);
    }
}

struct seeds *seeds_new(const struct corpus *corpus, guint n, guint max_plans)
{
    struct buckets buckets = buckets_new(corpus, MIN(n, corpus->count));
    struct seeds *seeds = g_new0(struct seeds, 1);
    seeds->n = n;
    seeds->groups = g_new0(guint32, corpus->count);
    seeds->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    seeds->members = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = SEED_NONE; i <= SEED_COMMON; i++)
        g_array_append_val(seeds->starts, seeds->members->len);
    for (guint32 i = 0, start = 0; i < buckets.count; i++) {
        add_bucket(seeds, corpus, buckets.rows + start, buckets.ends[i] - start,
                   max_plans);
        start = buckets.ends[i];
    }
    g_array_append_val(seeds->starts, seeds->members->len);
    g_free(buckets.rows);
    g_free(buckets.ends);
    return seeds;
}

void seeds_free(struct seeds *seeds)
{
    if (seeds == NULL)
        return;
    g_free(seeds->groups);
    g_array_unref(seeds->starts);
    g_array_unref(seeds->members);
    g_free(seeds);
}

void seeds_members(const struct seeds *seeds, guint32 group, guint32 least,
                   const guint32 **at, const guint32 **end)
{
    const guint32 *members = (const guint32 *)(void *)seeds->members->data;
    guint32 low = g_array_index(seeds->starts, guint32, group);
    guint32 high = g_array_index(seeds->starts, guint32, group + 1);
    *end = members + high;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (members[middle] < least)
            low = middle + 1;
        else
            high = middle;
    }
    *at = members + low;
}
