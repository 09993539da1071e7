/* The svg dialect: pictures alone, below each other. */
#include "common/emit/dialect.h"

static void nothing(struct emit *emit)
{
    (void)emit;
}

static void svg_begin(struct emit *emit, const json_t *head)
{
    (void)emit, (void)head;
}

static void svg_record(struct emit *emit, const void *record)
{
    (void)emit, (void)record;
}

const struct dialect emit_svg = {nothing, svg_begin, svg_record, nothing,
                                 nothing};
