/* Fields of records that have a file of their own: fields.c puts them into the
 * table. */
#ifndef PLAN_EMIT_FIELDS_H
#define PLAN_EMIT_FIELDS_H

#include "common/emit/emit.h"

/* fields_code.c */
extern const struct output_field coding_fields[], coding_unit_fields[],
    coding_plan_fields[], code_fields[], code_pair_fields[];
#endif
