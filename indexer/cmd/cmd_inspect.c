/* plan-index inspect FILE: what indexing makes of one file, without an index:
 * its cleaned lines, its blocks in reading order, or the words of its units. */
#include "indexer/cmd/cmd.h"

#include "common/emit/emit.h"
#include "common/messages/messages.h"
#include "common/store/store.h"
#include "common/text/text.h"
#include "indexer/clean/clean.h"
#include "indexer/write/write.h"

#include <string.h>

/* ---- stage text: the lines */

static const char *const line_fields[] = {"line", "text", "furniture", NULL};

static json_t *line_json(const void *record)
{
    const struct line *line = record;
    return json_pack("{s:i, s:s, s:b}", "line", (int)line->number, "text",
                     line->text, "furniture", (int)line->furniture);
}

static void line_text(struct page *page, const void *record)
{
    const struct line *line = record;
    page_printf(page, PAGE_ID, "%6u ", line->number);
    page_put(page, line->furniture ? PAGE_DIM : PAGE_PLAIN, line->text);
    page_newline(page);
}

static const struct emit_shape line_shape = {line_fields, line_json, line_text,
                                             NULL};

static void emit_lines(const struct source_file *file, struct emit *emit)
{
    struct clean *clean = clean_text(file->text, file->length);
    emit_begin(emit, &line_shape, NULL);
    for (guint i = 0; i < clean->lines->len && !emit_stopped(emit); i++) {
        const struct line *line = g_ptr_array_index(clean->lines, i);
        if (line->chars > 0)
            emit_record(emit, line);
    }
    emit_end(emit);
    clean_free(clean);
}

/* ---- stage blocks */

static const char *const block_fields[] = {
    "kind",  "depth", "marker",  "text",   "lead", "path",
    "lines", "id",    "caption", "header", "rows", NULL};

static json_t *block_json(const void *record)
{
    return block_to_json(record);
}

static void row_text(struct page *page, const GPtrArray *row)
{
    page_put(page, PAGE_PLAIN, "        ");
    for (guint i = 0; i < row->len; i++)
        page_printf(page, PAGE_PLAIN, "%s%s", i > 0 ? " | " : "",
                    (const char *)g_ptr_array_index(row, i));
    page_newline(page);
}

static void table_text(struct page *page, const struct table *table)
{
    row_text(page, table->header);
    for (guint i = 0; i < table->rows->len; i++)
        row_text(page, g_ptr_array_index(table->rows, i));
}

/* kind, source lines and id on one line, the text below. */
static void block_text(struct page *page, const void *record)
{
    const struct block *block = record;
    page_printf(page, PAGE_DIM, "%-9s %u-%u ", block_kind_name(block->kind),
                block->lines.first, block->lines.last);
    page_put(page, PAGE_ID, block->id != NULL ? block->id : "");
    page_newline(page);
    bool heading = block->kind == BLOCK_HEADING || block->kind == BLOCK_BOX;
    g_autofree char *label =
        heading ? heading_label(block->marker, block->text) : NULL;
    guint indent = heading ? 2 * (guint)block->depth : 8;
    const char *text = heading                ? label
                       : block->table != NULL ? block->table->caption
                                              : block->text;
    if (text != NULL)
        page_flow(page, heading ? PAGE_HEAD : PAGE_PLAIN, indent, text, NULL);
    if (block->table != NULL)
        table_text(page, block->table);
}

static const struct emit_shape block_shape = {block_fields, block_json,
                                              block_text, NULL};

/* ---- stage tokens */

struct words {
    const struct unit *unit;
    GPtrArray *list; /* of char * */
};

static const char *const word_fields[] = {"id", "kind", "lines", "words", NULL};

static json_t *words_json(const void *record)
{
    const struct words *words = record;
    json_t *list = json_array();
    for (guint i = 0; i < words->list->len; i++)
        json_array_append_new(list,
                              json_string(g_ptr_array_index(words->list, i)));
    const struct unit *unit = words->unit;
    return json_pack("{s:s?, s:s, s:[ii], s:o}", "id", unit->id, "kind",
                     unit_kind_name(unit->kind), "lines",
                     (int)unit->lines.first, (int)unit->lines.last, "words",
                     list);
}

/* One line a unit, however long: for tools that read lines. */
static void words_text(struct page *page, const void *record)
{
    const struct words *words = record;
    for (guint i = 0; i < words->list->len; i++) {
        if (i > 0)
            page_put(page, PAGE_DIM, "|");
        page_put(page, PAGE_PLAIN, g_ptr_array_index(words->list, i));
    }
    page_newline(page);
}

static const struct emit_shape word_shape = {word_fields, words_json,
                                             words_text, NULL};

static GPtrArray *words_of(struct segmenter *segmenter, const char *text)
{
    GPtrArray *list = strings_new();
    gsize length;
    g_autofree char *normal = normal_text(text, -1, &length);
    struct token token;
    segmenter_start(segmenter, normal, length);
    while (segmenter_next(segmenter, &token))
        g_ptr_array_add(list, g_strndup(token.text, token.length));
    return list;
}

/* ---- the command */

enum stage { STAGE_TEXT, STAGE_BLOCKS, STAGE_TOKENS };
const char *const stage_names[] = {"text", "blocks", "tokens", NULL};
const char *const inspect_formats[] = {[EMIT_TEXT] = "text",
                                       [EMIT_JSONL] = "jsonl",
                                       [EMIT_JSON] = "json",
                                       [EMIT_CSV] = "csv",
                                       NULL};

struct inspect {
    enum stage stage;
    struct source_file *file;
    struct manifest *manifest;
    struct segmenter *segmenter;
    struct index *index; /* whose words are known, or NULL */
    struct emit *emit;
};

static void emit_unit(struct inspect *inspect, const struct unit *unit)
{
    g_autoptr(GPtrArray) list = words_of(inspect->segmenter, unit->text);
    struct words words = {unit, list};
    emit_record(inspect->emit, &words);
}

/* Takes the plan and its blocks. */
static void emit_plan(struct inspect *inspect, struct plan *plan,
                      GPtrArray *blocks)
{
    plan_identify(plan, inspect->manifest, inspect->file, blocks);
    plan_from_blocks(plan, blocks);
    const GPtrArray *list =
        inspect->stage == STAGE_BLOCKS ? blocks : plan->units;
    for (guint i = 0; i < list->len && !emit_stopped(inspect->emit); i++) {
        if (inspect->stage == STAGE_BLOCKS)
            emit_record(inspect->emit, g_ptr_array_index(list, i));
        else
            emit_unit(inspect, g_ptr_array_index(list, i));
    }
    g_ptr_array_unref(blocks);
    plan_free(plan);
}

static bool emit_plans(struct inspect *inspect, GError **error)
{
    GError *wrong = NULL;
    emit_begin(inspect->emit,
               inspect->stage == STAGE_TOKENS ? &word_shape : &block_shape,
               NULL);
    if (inspect->file->format == SOURCE_TEXT) {
        emit_plan(inspect, plan_new(), write_blocks(inspect->file));
    } else {
        struct plan_records *records = plan_records_new(inspect->file);
        struct plan *plan;
        GPtrArray *blocks;
        while (plan_records_next(records, &plan, &blocks, &wrong))
            emit_plan(inspect, plan, blocks);
        plan_records_free(records);
    }
    emit_end(inspect->emit);
    if (wrong != NULL)
        g_propagate_error(error, wrong);
    return wrong == NULL;
}

/* Words are those of the lexicon, and of an index where one is given. */
static bool prepare_words(struct inspect *inspect, const char *db,
                          GError **error)
{
    const char *dirs[] = {db, NULL};
    inspect->segmenter = segmenter_new(error);
    if (inspect->segmenter == NULL)
        return false;
    if (db != NULL) {
        inspect->index = index_open(dirs, error);
        if (inspect->index == NULL)
            return false;
    }
    segmenter_use(inspect->segmenter, db != NULL
                                          ? index_vocabulary(inspect->index)
                                          : vocabulary_lexicon());
    return true;
}

static bool prepare(struct inspect *inspect, const struct options *options,
                    const struct emit_options *emit, GError **error)
{
    inspect->file = source_file_new(options->operands[0], error);
    if (inspect->file == NULL || !source_file_read(inspect->file, error))
        return false;
    inspect->manifest = manifest_new(options->manifest, error);
    if (inspect->manifest == NULL ||
        (inspect->stage == STAGE_TOKENS &&
         !prepare_words(inspect, options->db, error)))
        return false;
    inspect->emit = emit_open(emit, error);
    return inspect->emit != NULL;
}

static bool show(struct inspect *inspect, GError **error)
{
    if (inspect->stage != STAGE_TEXT)
        return emit_plans(inspect, error);
    emit_lines(inspect->file, inspect->emit);
    return true;
}

static int run(struct inspect *inspect, const struct options *options,
               const struct emit_options *emit)
{
    g_autoptr(GError) error = NULL;
    bool good =
        prepare(inspect, options, emit, &error) && show(inspect, &error);
    if (inspect->emit != NULL)
        good = emit_close(inspect->emit, good ? &error : NULL) && good;
    segmenter_free(inspect->segmenter);
    index_close(inspect->index);
    if (inspect->manifest != NULL)
        manifest_free(inspect->manifest);
    if (inspect->file != NULL)
        source_file_free(inspect->file);
    if (!good)
        complain("%s", error->message);
    return good ? STATUS_DONE : STATUS_NOTHING;
}

/* The place of a name in a list, -1 when it is not there. */
static int find_name(const char *name, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return -1;
}

int cmd_inspect(const struct options *options)
{
    const char *stage = options->stage, *format = options->format;
    struct inspect inspect = {0};
    struct emit_options emit = {.output = options->output};
    int chosen = stage == NULL ? STAGE_BLOCKS : find_name(stage, stage_names);
    int dialect =
        format == NULL ? EMIT_TEXT : find_name(format, inspect_formats);
    if (chosen < 0 || dialect < 0 || g_strv_length(options->operands) != 1) {
        complain(_("%s; see '%s %s --help'"),
                 chosen < 0    ? _("--stage is text, blocks or tokens")
                 : dialect < 0 ? _("--format is text, jsonl, json or csv")
                               : _("inspect takes one file"),
                 PROGRAM, "inspect");
        return STATUS_USAGE;
    }
    inspect.stage = (enum stage)chosen;
    emit.format = (enum emit_format)dialect;
    return run(&inspect, options, &emit);
}
