/* Marks at the end of a text. */
#include "common/text/text.h"

#include <string.h>

bool text_ends_with_any(const char *text, const char *marks)
{
    if (*text == '\0')
        return false;
    const char *last = g_utf8_prev_char(text + strlen(text));
    return g_utf8_strchr(marks, -1, g_utf8_get_char(last)) != NULL;
}
