/* The text dialect: records lay themselves out on a page, for reading. */
#include "common/emit/dialect.h"

static void nothing(struct emit *emit)
{
    (void)emit;
}

static void text_begin(struct emit *emit, const json_t *head)
{
    (void)head;
    if (emit->documents > 0)
        page_newline(&emit->page);
}

static void text_record(struct emit *emit, const void *record)
{
    emit->shape->text(&emit->page, record);
}

const struct dialect emit_text = {nothing, text_begin, text_record, nothing,
                                  nothing};
