/* The JSON of this room: small steps over jansson that know null and name the
 * field when something is wrong. */
#include "common/model/json.h"

#include "common/messages/messages.h"

#include <gio/gio.h>
#include <stdarg.h>

void json_set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

json_t *json_text(const char *text)
{
    return text != NULL ? json_string_nocheck(text) : json_null();
}

json_t *json_strings(const GPtrArray *strings)
{
    json_t *array = json_array();
    for (guint i = 0; i < strings->len; i++)
        json_array_append_new(array, json_text(g_ptr_array_index(strings, i)));
    return array;
}

json_t *json_lines(struct line_range lines)
{
    if (lines.first == 0)
        return json_null();
    json_t *array = json_array();
    json_array_append_new(array, json_integer(lines.first));
    json_array_append_new(array, json_integer(lines.last));
    return array;
}

bool json_fail(GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_propagate_error(error,
                      g_error_new_valist(G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                         format, arguments));
    va_end(arguments);
    return false;
}

bool json_get_text(const json_t *object, const char *key, char **out,
                   GError **error)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return true;
    if (!json_is_string(value))
        return json_fail(error, _("field '%s' is no text"), key);
    *out = g_strndup(json_string_value(value), json_string_length(value));
    return true;
}

bool json_add_strings(const json_t *array, const char *key, GPtrArray *out,
                      GError **error)
{
    if (!json_is_array(array))
        return json_fail(error, _("field '%s' is no list of texts"), key);
    size_t i;
    json_t *value;
    json_array_foreach(array, i, value)
    {
        if (!json_is_string(value))
            return json_fail(error, _("field '%s' is no list of texts"), key);
        g_ptr_array_add(out, g_strdup(json_string_value(value)));
    }
    return true;
}

bool json_get_strings(const json_t *object, const char *key, GPtrArray *out,
                      GError **error)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return true;
    return json_add_strings(value, key, out, error);
}

bool json_get_lines(const json_t *object, const char *key,
                    struct line_range *out, GError **error)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL || json_is_null(value))
        return true;
    const json_t *first = json_array_get(value, 0);
    const json_t *last = json_array_get(value, 1);
    if (json_array_size(value) != 2 || !json_is_integer(first) ||
        !json_is_integer(last))
        return json_fail(error, _("field '%s' is no pair of numbers"), key);
    out->first = (unsigned)CLAMP(json_integer_value(first), 0, G_MAXUINT);
    out->last = (unsigned)CLAMP(json_integer_value(last), 0, G_MAXUINT);
    return true;
}
