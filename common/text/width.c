/* Columns a text takes on a terminal, for the text format's layout.
 *
 * Ambiguous characters (“ ” — …) count one column, as terminals show them
 * unless they are told otherwise; marks and controls count none.
 */
#include "common/text/text.h"

#include <string.h>
#include <utf8proc.h>

guint text_width(const char *text, gssize length)
{
    const char *stop = text + (length < 0 ? strlen(text) : (gsize)length);
    guint width = 0;
    for (const char *at = text; at < stop; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        width += (guint)utf8proc_charwidth((utf8proc_int32_t)code);
    }
    return width;
}
