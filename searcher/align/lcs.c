/* Longest common subsequences of symbols: lengths by bits, one of them by
 * dividing and conquering.
 *
 * A vector has a bit for each symbol of b; after the symbols of a have gone
 * over it, the zeros among the first j bits are the length of the longest
 * common subsequence of a and b[0, j).
 */
#include "searcher/align/align.h"

#include <string.h>

struct spot {
    guint32 symbol;
    guint32 at;
};

struct strip { /* of one sequence, forwards or backwards */
    const guint32 *at;
    guint count;
    bool back;
};

static guint32 strip_symbol(const struct strip *strip, guint i)
{
    return strip->at[strip->back ? strip->count - 1 - i : i];
}

static int by_symbol(gconstpointer a, gconstpointer b)
{
    const struct spot *x = a, *y = b;
    if (x->symbol != y->symbol)
        return x->symbol < y->symbol ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static struct spot *places_sorted(const struct strip *strip)
{
    struct spot *places = g_new(struct spot, strip->count + 1);
    for (guint i = 0; i < strip->count; i++)
        places[i] = (struct spot){strip_symbol(strip, i), i};
    qsort(places, strip->count, sizeof *places, by_symbol);
    return places;
}

/* The first place of a symbol that is not smaller. */
static guint places_find_symbol(const struct spot *places, guint count,
                                guint32 symbol)
{
    guint low = 0, high = count;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (places[middle].symbol < symbol)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void step(guint64 *vector, const guint64 *mask, guint words)
{
    bool carry = false;
    for (guint i = 0; i < words; i++) {
        guint64 common = vector[i] & mask[i], sum;
        bool over = __builtin_add_overflow(vector[i], common, &sum);
        bool again = __builtin_add_overflow(sum, (guint64)carry, &sum);
        vector[i] = sum | (vector[i] - common);
        carry = over || again;
    }
}

/* Caller frees. */
static guint64 *vector_of(const struct strip *a, const struct strip *b)
{
    guint words = b->count / 64 + 1;
    guint64 *vector = g_new(guint64, words);
    g_autofree guint64 *mask = g_new0(guint64, words);
    g_autofree struct spot *places = places_sorted(b);
    memset(vector, 0xff, words * sizeof *vector);
    for (guint i = 0; i < a->count; i++) {
        guint32 symbol = strip_symbol(a, i);
        guint first = places_find_symbol(places, b->count, symbol);
        guint last = first;
        for (; last < b->count && places[last].symbol == symbol; last++)
            mask[places[last].at / 64] |= G_GUINT64_CONSTANT(1)
                                          << places[last].at % 64;
        if (last > first)
            step(vector, mask, words);
        for (guint j = first; j < last; j++)
            mask[places[j].at / 64] = 0;
    }
    return vector;
}

static bool is_zero(const guint64 *vector, guint i)
{
    return (vector[i / 64] >> i % 64 & 1) == 0;
}

/* ---- what both begin and end with */

static void trim(const guint32 *a, guint *n, const guint32 *b, guint *m,
                 guint *head, guint *tail)
{
    *head = *tail = 0;
    while (*head < *n && *head < *m && a[*head] == b[*head])
        ++*head;
    while (*tail < *n - *head && *tail < *m - *head &&
           a[*n - 1 - *tail] == b[*m - 1 - *tail])
        ++*tail;
    *n -= *head + *tail;
    *m -= *head + *tail;
}

static bool is_too_long(guint n, guint m)
{
    return (guint64)n * m > ALIGN_MOST;
}

guint align_lcs(const guint32 *a, guint n, const guint32 *b, guint m)
{
    guint head, tail;
    trim(a, &n, b, &m, &head, &tail);
    guint length = head + tail;
    if (n == 0 || m == 0 || is_too_long(n, m))
        return length;
    struct strip x = {a + head, n, false}, y = {b + head, m, false};
    g_autofree guint64 *vector = vector_of(&x, &y);
    for (guint i = 0; i < m; i++)
        length += is_zero(vector, i);
    return length;
}

/* ---- one of them */

static void add_match(GArray *matches, guint a, guint b)
{
    struct align_match match = {a, b};
    g_array_append_val(matches, match);
}

/* Where to part b so that the halves of a have most in common with the parts;
 * of equal ones the first. */
static guint best_part(const guint32 *a, guint n, guint half, const guint32 *b,
                       guint m)
{
    struct strip left = {a, half, false}, right = {a + half, n - half, true};
    struct strip on = {b, m, false}, back = {b, m, true};
    g_autofree guint64 *before = vector_of(&left, &on);
    g_autofree guint64 *behind = vector_of(&right, &back);
    guint64 sum = 0, most;
    guint best = 0;
    for (guint i = 0; i < m; i++)
        sum += is_zero(behind, i);
    most = sum;
    for (guint i = 0; i < m; i++) {
        sum += is_zero(before, i);
        sum -= is_zero(behind, m - 1 - i);
        if (sum > most) {
            most = sum;
            best = i + 1;
        }
    }
    return best;
}

/* x and y: what a and b count from.  Halves a: as deep as it is long in bits.
 */
static void /* NOLINTNEXTLINE(misc-no-recursion) */
divide(const guint32 *a, guint n, guint x, const guint32 *b, guint m, guint y,
       GArray *matches)
{
    guint head, tail;
    trim(a, &n, b, &m, &head, &tail);
    for (guint i = 0; i < head; i++)
        add_match(matches, x + i, y + i);
    a += head, b += head, x += head, y += head;
    if (n == 1 && m > 0) {
        for (guint j = 0; j < m; j++)
            if (b[j] == a[0]) {
                add_match(matches, x, y + j);
                break;
            }
    } else if (n > 1 && m > 0 && !is_too_long(n, m)) {
        guint half = n / 2, part = best_part(a, n, half, b, m);
        divide(a, half, x, b, part, y, matches);
        divide(a + half, n - half, x + half, b + part, m - part, y + part,
               matches);
    }
    for (guint i = 0; i < tail; i++)
        add_match(matches, x + n + i, y + m + i);
}

GArray *align_matches(const guint32 *a, guint n, const guint32 *b, guint m)
{
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct align_match));
    divide(a, n, 0, b, m, 0, matches);
    return matches;
}

/* ---- similarity */

guint align_common(const struct align_text *a, const struct align_text *b)
{
    return align_lcs(a->letters, a->count, b->letters, b->count);
}

bool align_same(const struct align_text *a, const struct align_text *b)
{
    return a->count == b->count &&
           memcmp(a->letters, b->letters, a->count * sizeof *a->letters) == 0;
}

struct align_share align_share_of(const struct align_text *a,
                                  const struct align_text *b)
{
    struct align_share share = {0, 0};
    share.letters += a != NULL ? a->count : 0;
    share.letters += b != NULL ? b->count : 0;
    if (a != NULL && b != NULL)
        share.common = align_common(a, b);
    return share;
}

void align_share_add(struct align_share *sum, struct align_share share)
{
    sum->common += share.common;
    sum->letters += share.letters;
}

double align_similarity(struct align_share share)
{
    return share.letters > 0 ? 2 * (double)share.common / (double)share.letters
                             : 1;
}
