/* Reading and building JSON within this room: NULL is null, and a field of
 * the wrong type is an error that names the field.  Inside common/model only.
 *
 * The getters leave *out as it is when the field is missing or null, and
 * return false with `error` when its type is wrong; what they give is owned by
 * the caller.
 */
#ifndef PLAN_MODEL_JSON_H
#define PLAN_MODEL_JSON_H

#include "common/model/model.h"

/* Sets a key that is known to be UTF-8; takes `value`. */
void json_set(json_t *object, const char *key, json_t *value);
json_t *json_text(const char *text);
json_t *json_strings(const GPtrArray *strings);
json_t *json_lines(struct line_range lines);

/* Always false, with a G_IO_ERROR_INVALID_DATA in `error`. */
bool json_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

bool json_get_text(const json_t *object, const char *key, char **out,
                   GError **error);
bool json_get_strings(const json_t *object, const char *key, GPtrArray *out,
                      GError **error);
bool json_add_strings(const json_t *array, const char *key, GPtrArray *out,
                      GError **error);
bool json_get_lines(const json_t *object, const char *key,
                    struct line_range *out, GError **error);
#endif
