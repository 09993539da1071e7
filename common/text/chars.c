/* How many characters a text has: counting is on the way of every hit. */
#include "common/text/text.h"

#include <string.h>

/* Every byte but 10xxxxxx begins a character; eight are looked at together, and
 * their ones added up by a multiplication (a popcount is a call here). */
guint32 text_chars(const char *text, gsize length)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
    guint32 more = 0;
    gsize at = 0;
    for (; at + sizeof ones <= length; at += sizeof ones) {
        guint64 bytes;
        memcpy(&bytes, text + at, sizeof bytes);
        bytes = (bytes >> 7) & ~(bytes >> 6) & ones;
        more += (guint32)(bytes * ones >> 56);
    }
    for (; at < length; at++)
        more += ((guchar)text[at] & 0xc0) == 0x80;
    return (guint32)length - more;
}
