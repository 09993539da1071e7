/* What the records of reuse hold. */
#ifndef PLAN_EMIT_FIELDS_REUSE_H
#define PLAN_EMIT_FIELDS_REUSE_H

#include "common/emit/emit.h"

extern const struct output_field reuse_fields[];
extern const struct output_field reuse_matrix_fields[];
#endif
