/* A value as one cell of a table for programs, as csv and xlsx share it. */
#include "common/emit/dialect.h"

#include <string.h>

static char *join_path(const json_t *list)
{
    GString *joined = g_string_new(NULL);
    size_t i;
    json_t *label;
    json_array_foreach(list, i, label) g_string_append_printf(
        joined, "%s%s", i > 0 ? " > " : "", json_string_value(label));
    return g_string_free(joined, FALSE);
}

char *cell_text(const char *field, const json_t *value)
{
    if (value == NULL || json_is_null(value))
        return NULL;
    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_array(value) && strcmp(field, "path") == 0)
        return join_path(value);
    GString *text = g_string_new(NULL);
    emit_put_json(text, value);
    return g_string_free(text, FALSE);
}
