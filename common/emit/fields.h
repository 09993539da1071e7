/* Inside emit: the fields of records that have a file of their own. */
#ifndef PLAN_EMIT_FIELDS_H
#define PLAN_EMIT_FIELDS_H

#include "common/emit/emit.h"

/* fields_statistics.c */
extern const struct output_field term_fields[], token_fields[],
    keyness_fields[], collocate_fields[], ngram_fields[], dispersion_fields[],
    part_fields[];
#endif
