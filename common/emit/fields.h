/* Inside emit: fields of records that have a file of their own; fields.c puts
 * them into the table. */
#ifndef PLAN_EMIT_FIELDS_H
#define PLAN_EMIT_FIELDS_H

#include "common/emit/emit.h"

/* ---- fields_goals.c */

extern const struct output_field indicator_fields[], target_fields[];

/* ---- fields_extract.c */

extern const struct output_field measure_fields[], quantity_fields[],
    citation_fields[], programme_fields[], quoted_fields[], place_fields[],
    organisation_fields[], date_fields[], period_fields[], distinct_fields[],
    indexed_block_fields[];

/* ---- fields_code.c */

extern const struct output_field coding_fields[], coding_unit_fields[],
    coding_plan_fields[], code_fields[], code_pair_fields[];

/* ---- fields_statistics.c */

extern const struct output_field term_fields[], token_fields[],
    keyness_fields[], collocate_fields[], ngram_fields[], dispersion_fields[],
    part_fields[];
#endif
