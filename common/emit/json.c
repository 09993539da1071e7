/* The JSON dialects: jsonl (one record a line) and json (documents with a head
 * and a list of records, one record a line within).
 */
#include "common/emit/dialect.h"

/* Enough to calculate with, and no digits that are none of the figure's: a
 * double holds 15. */
#define NUMBERS JSON_REAL_PRECISION(15)

static int append(const char *bytes, size_t length, void *out)
{
    g_string_append_len(out, bytes, (gssize)length);
    return 0;
}

void emit_put_json(GString *out, const json_t *json)
{
    json_dump_callback(json, append, out,
                       JSON_COMPACT | JSON_ENCODE_ANY | NUMBERS);
}

static void put_record(struct emit *emit, const void *record)
{
    json_t *json = emit->shape->json(record);
    emit_put_json(emit->sink.buffer, json);
    json_decref(json);
}

static void nothing(struct emit *emit)
{
    (void)emit;
}

static void jsonl_begin(struct emit *emit, const json_t *head)
{
    (void)emit, (void)head;
}

static void jsonl_record(struct emit *emit, const void *record)
{
    put_record(emit, record);
    g_string_append_c(emit->sink.buffer, '\n');
}

const struct dialect emit_jsonl = {nothing, jsonl_begin, jsonl_record, nothing,
                                   nothing};

static void json_start(struct emit *emit)
{
    if (emit->list)
        g_string_append(emit->sink.buffer, "[");
}

static void json_begin(struct emit *emit, const json_t *head)
{
    GString *out = emit->sink.buffer;
    if (emit->list)
        g_string_append(out, emit->documents > 0 ? ",\n" : "\n");
    g_string_append_c(out, '{');
    if (json_object_size(head) > 0) {
        json_dump_callback(head, append, out,
                           JSON_COMPACT | JSON_EMBED | NUMBERS);
        g_string_append_c(out, ',');
    }
    g_string_append(out, "\"records\":[");
}

static void json_record(struct emit *emit, const void *record)
{
    g_string_append(emit->sink.buffer, emit->records > 0 ? ",\n" : "\n");
    put_record(emit, record);
}

static void json_end(struct emit *emit)
{
    g_string_append(emit->sink.buffer, emit->records > 0 ? "\n]}" : "]}");
    if (!emit->list)
        g_string_append_c(emit->sink.buffer, '\n');
}

static void json_finish(struct emit *emit)
{
    if (emit->list)
        g_string_append(emit->sink.buffer, "\n]\n");
}

const struct dialect emit_json = {json_start, json_begin, json_record, json_end,
                                  json_finish};
