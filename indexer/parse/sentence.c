/* Sentences of Chinese official prose. */
#include "indexer/parse/internal.h"

#include "common/text/text.h"

#include <string.h>

bool has_any(const char *text, gsize length, const char *marks)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        if (g_utf8_strchr(marks, -1, g_utf8_get_char(at)) != NULL)
            return true;
    return false;
}

guint chars_of(const char *text, gsize length)
{
    return (guint)g_utf8_strlen(text, (gssize)length);
}

gsize sentence_length(const char *text)
{
    const char *at = text;
    while (*at != '\0' &&
           g_utf8_strchr("。！？!?", -1, g_utf8_get_char(at)) == NULL)
        at = g_utf8_next_char(at);
    while (*at != '\0' && g_utf8_strchr("。！？!?”’」』）)》", -1,
                                        g_utf8_get_char(at)) != NULL)
        at = g_utf8_next_char(at);
    return (gsize)(at - text);
}

bool sentence_ends(const char *text)
{
    return text_ends_with_any(text, "。！？!?；;：:…”’」』）)》");
}
