/* Finding one string in many short texts: what exact search does most.
 *
 * A place can only match where two bytes of the string stand at their
 * distance; sixteen places are tested at once, with the compiler's vectors, and
 * those that pass are compared.  The bytes are the last of the first and of the
 * last character, which vary more than any others of an ideograph: by
 * themselves they pass one place in about a thousand.  memmem is made for long
 * strings: on these it takes two to four times as long.
 */
#include "common/text/text.h"

#include <string.h>

typedef guint8 lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(lanes), HALF = LANES / 2 };

void needle_init(struct needle *needle, const char *bytes, gsize length)
{
    gsize head = length > 0 ? (gsize)(g_utf8_next_char(bytes) - bytes) : 1;
    gsize first = MIN(head, MAX(length, 1)) - 1;
    gsize last = MAX(length, 1) - 1;
    /* One character: its last two bytes. */
    if (first == last && first > 0)
        first--;
    *needle = (struct needle){bytes, length, first, last};
}

static bool stands_at(const struct needle *needle, const char *at)
{
    return memcmp(at, needle->bytes, needle->length) == 0;
}

static lanes lanes_at(const char *at)
{
    lanes bytes;
    memcpy(&bytes, at, LANES);
    return bytes;
}

/* 0xff where both bytes stand, of the places at `at` and behind. */
static lanes lanes_test(const struct needle *needle, const char *at)
{
    const guint8 first = (guint8)needle->bytes[needle->first];
    const guint8 last = (guint8)needle->bytes[needle->last];
    return (lanes)((lanes_at(at + needle->first) == first) &
                   (lanes_at(at + needle->last) == last));
}

static bool lanes_any(lanes passed)
{
    guint64 halves[2];
    memcpy(halves, &passed, LANES);
    return (halves[0] | halves[1]) != 0;
}

/* The first of the places that passed where the string stands, or NULL. */
static const char *lanes_compare(const struct needle *needle, const char *at,
                                 lanes passed)
{
    guint64 halves[2];
    memcpy(halves, &passed, LANES);
    for (guint i = 0; i < 2; i++) {
        guint64 left = GUINT64_FROM_LE(halves[i]);
        while (left != 0) {
            guint shift = (guint)__builtin_ctzll(left) & ~7u;
            const char *place = at + (gsize)i * HALF + shift / 8;
            if (stands_at(needle, place))
                return place;
            left &= ~(G_GUINT64_CONSTANT(0xff) << shift);
        }
    }
    return NULL;
}

/* Of fewer places than there are lanes. */
static const char *find_slowly(const struct needle *needle, const char *at,
                               const char *stop)
{
    for (; at < stop; at++)
        if (at[needle->last] == needle->bytes[needle->last] &&
            stands_at(needle, at))
            return at;
    return NULL;
}

const char *needle_find(const struct needle *needle, const char *at,
                        const char *end)
{
    const char *found = NULL;
    if (needle->length == 0 || (gsize)(end - at) < needle->length)
        return NULL;
    const char *stop = end - needle->length + 1; /* of the places */
    if (stop - at < LANES)
        return find_slowly(needle, at, stop);
    for (; found == NULL && stop - at >= LANES; at += LANES) {
        lanes passed = lanes_test(needle, at);
        if (lanes_any(passed))
            found = lanes_compare(needle, at, passed);
    }
    /* The rest together with some that were seen before. */
    if (found == NULL && at < stop)
        found = lanes_compare(needle, stop - LANES,
                              lanes_test(needle, stop - LANES));
    return found;
}
