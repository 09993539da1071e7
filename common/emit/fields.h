/* Fields of records that have a file of their own: fields.c puts them into the
 * table. */
#ifndef PLAN_EMIT_FIELDS_H
#define PLAN_EMIT_FIELDS_H

#include "common/emit/emit.h"

/* fields_goals.c */
extern const struct output_field indicator_fields[], target_fields[];
#endif
