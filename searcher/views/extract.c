/* The stream of extract: unit after unit, the records of each put out at once.
 */
#include "searcher/views/extract_inside.h"

#include "common/messages/messages.h"

#include <string.h>

static const char *const names[] = {
    [EXTRACTED_UNITS] = "units",
    [EXTRACTED_BLOCKS] = "blocks",
    [EXTRACTED_SECTIONS] = "sections",
    [EXTRACTED_MEASURES] = "measures",
    [EXTRACTED_FOUND + EXTRACT_QUANTITIES] = "quantities",
    [EXTRACTED_FOUND + EXTRACT_CITATIONS] = "citations",
    [EXTRACTED_FOUND + EXTRACT_PROGRAMMES] = "programmes",
    [EXTRACTED_FOUND + EXTRACT_QUOTED] = "quoted",
    [EXTRACTED_FOUND + EXTRACT_PLACES] = "places",
    [EXTRACTED_FOUND + EXTRACT_ORGANISATIONS] = "organisations",
    [EXTRACTED_FOUND + EXTRACT_DATES] = "dates",
    [EXTRACTED_FOUND + EXTRACT_PERIODS] = "periods",
    [EXTRACTED_KINDS] = NULL,
};
static const char *const aliases[EXTRACTED_KINDS] = {
    [EXTRACTED_UNITS] = "单元",
    [EXTRACTED_BLOCKS] = "块",
    [EXTRACTED_SECTIONS] = "章节",
    [EXTRACTED_MEASURES] = "措施",
    [EXTRACTED_FOUND + EXTRACT_QUANTITIES] = "数量",
    [EXTRACTED_FOUND + EXTRACT_CITATIONS] = "引文",
    [EXTRACTED_FOUND + EXTRACT_PROGRAMMES] = "项目",
    [EXTRACTED_FOUND + EXTRACT_QUOTED] = "引语",
    [EXTRACTED_FOUND + EXTRACT_PLACES] = "地名",
    [EXTRACTED_FOUND + EXTRACT_ORGANISATIONS] = "机构",
    [EXTRACTED_FOUND + EXTRACT_DATES] = "日期",
    [EXTRACTED_FOUND + EXTRACT_PERIODS] = "时期",
};

int extracted_find(const char *name)
{
    for (int i = 0; i < EXTRACTED_KINDS; i++)
        if (strcmp(names[i], name) == 0 || strcmp(aliases[i], name) == 0)
            return i;
    return -1;
}

const char *const *extracted_names(void)
{
    return names;
}

/* ---- units, two at a time: the one that is read, and the one shown before */

struct stream {
    const struct extract_view *view;
    struct emit *emit;
    struct extractor *extractor; /* or NULL */
    struct extract_sheet *sheet;
    struct distinct *distinct; /* or NULL */
    struct distinct *tools;    /* of measures, for reading, or NULL */
    struct page_unit slots[2];
    guint slot;
    const struct page_unit *before; /* of units */
    const struct plan *table_plan;  /* of blocks: the table put out last */
    int table;
    guint count; /* of records, put out or not */
    guint units; /* that hold them */
};

static void slot_clear(struct stream *stream, guint slot)
{
    struct page_unit *old = &stream->slots[slot];
    const struct page_unit *other = &stream->slots[1 - slot];
    if (old->unit == NULL)
        return;
    unit_free(old->unit);
    if (old->normal.text != NULL)
        normal_clear(&old->normal);
    if (stream->view->matcher == NULL && other->plan != old->plan) {
        struct entry entry;
        index_entry(stream->view->index, old->number, &entry);
        index_forget_plan(stream->view->index, entry.plan);
    }
    *old = (struct page_unit){0};
}

/* The unit, read; borrowed until the next but one is. */
static struct page_unit *read_unit(struct stream *stream, guint32 number,
                                   GError **error)
{
    struct index *index = stream->view->index;
    struct entry entry;
    struct page_unit *now = &stream->slots[stream->slot];
    if (now->unit != NULL && now->number == number)
        return now;
    stream->slot = 1 - stream->slot;
    slot_clear(stream, stream->slot);
    now = &stream->slots[stream->slot];
    index_entry(index, number, &entry);
    const struct plan *plan = index_plan(index, entry.plan, error);
    struct unit *unit = plan != NULL ? index_unit(index, number, error) : NULL;
    if (unit == NULL)
        return NULL;
    *now = (struct page_unit){number, plan, unit, {0}};
    return now;
}

/* ---- records of one unit */

/* Counts a record; whether limit and offset leave it. */
static bool is_wanted(struct stream *stream)
{
    guint number = stream->count++, offset = stream->view->offset;
    guint limit = stream->view->limit;
    return number >= offset && (limit == 0 || number - offset < limit);
}

static bool put_unit(struct stream *stream, guint32 number, GError **error)
{
    if (!is_wanted(stream))
        return true;
    const struct page_unit *unit = read_unit(stream, number, error);
    if (unit == NULL)
        return false;
    struct extract_unit record = {{unit, stream->before, true, false},
                                  stream->view->label};
    emit_record(stream->emit, &record);
    stream->before = unit;
    return true;
}

static bool put_block(struct stream *stream, guint32 number, GError **error)
{
    struct page_unit *unit = read_unit(stream, number, error);
    if (unit == NULL)
        return false;
    int table = unit->unit->kind == UNIT_ROW || unit->unit->kind == UNIT_CAPTION
                    ? unit->unit->table
                    : NO_TABLE;
    if (table != NO_TABLE && stream->table_plan == unit->plan &&
        stream->table == table)
        return true;
    stream->table_plan = unit->plan;
    stream->table = table;
    if (!is_wanted(stream))
        return true;
    struct block *block =
        extract_block(stream->view->index, unit->plan, number, error);
    if (block == NULL)
        return false;
    struct extract_block record = {block, unit->plan, stream->view->label};
    emit_record(stream->emit, &record);
    block_free(block);
    return true;
}

static struct extraction_text text_of(const struct stream *stream,
                                      guint32 number, const struct entry *entry)
{
    struct extraction_text text = {
        .text = entry->text, .length = entry->length, .lead = entry->lead};
    text.numbers =
        index_numbers(stream->view->index, number, &text.number_count);
    return text;
}

/* The nearest heading above, normalised; NULL when there is none. */
static char *heading_of(const struct page_unit *unit)
{
    g_autoptr(GPtrArray) path = unit_path(unit->plan, unit->unit);
    return path->len > 0 ? normal_text(path->pdata[path->len - 1], -1, NULL)
                         : NULL;
}

static const char *main_tool(const struct measure *measure)
{
    return measure->tools->len > 0
               ? g_array_index(measure->tools, struct policy_tool, 0).name
               : NULL;
}

static bool put_measure(struct stream *stream, guint32 number,
                        const struct entry *entry, GError **error)
{
    if (!extraction_is_measure(entry->kind, entry->role))
        return true;
    stream->units++;
    if (stream->distinct == NULL && !is_wanted(stream))
        return true;
    struct extraction_text text = text_of(stream, number, entry);
    struct page_unit *unit = read_unit(stream, number, error);
    if (unit == NULL)
        return false;
    g_autofree char *heading = heading_of(unit);
    text.heading = heading;
    struct extract_record record = {
        .label = stream->view->label,
        .what = stream->view->what,
        .unit = unit,
        .measure = extractor_measure(stream->extractor, &text),
        .sheet = stream->sheet};
    struct distinct *tools =
        stream->distinct != NULL ? stream->distinct : stream->tools;
    if (tools != NULL)
        distinct_add_word(tools, entry->plan, number, main_tool(record.measure),
                          unit->unit->id);
    if (stream->distinct == NULL)
        emit_record(stream->emit, &record);
    return true;
}

static struct page_unit *read_for_distinct(void *data, guint32 number,
                                           GError **error)
{
    return read_unit(data, number, error);
}

/* One of what was found: counted, or put out. */
static bool put_item(struct stream *stream, guint32 number,
                     const struct entry *entry, const struct extract *found,
                     GError **error)
{
    if (stream->distinct != NULL)
        return distinct_add(stream->distinct, entry->plan, number, found,
                            entry->text, read_for_distinct, stream, error);
    if (!is_wanted(stream))
        return true;
    struct extract_record record = {.label = stream->view->label,
                                    .what = stream->view->what,
                                    .unit = read_unit(stream, number, error),
                                    .found = found,
                                    .sheet = stream->sheet};
    if (record.unit != NULL)
        emit_record(stream->emit, &record);
    return record.unit != NULL;
}

static bool put_found(struct stream *stream, guint32 number,
                      const struct entry *entry, GError **error)
{
    enum extraction_kind kind =
        (enum extraction_kind)(stream->view->what - EXTRACTED_FOUND);
    struct extraction_text text = text_of(stream, number, entry);
    struct page_unit *unit = NULL;
    if (!extractor_may(kind, &text))
        return true;
    if (kind == EXTRACT_QUOTED) {
        unit = read_unit(stream, number, error);
        if (unit == NULL)
            return false;
        text.original = unit->unit->text;
        text.normal = reader_normal(unit);
    }
    const GArray *found = extractor_find(stream->extractor, kind, &text);
    stream->units += found->len > 0;
    for (guint i = 0; i < found->len; i++)
        if (!put_item(stream, number, entry,
                      &g_array_index(found, struct extract, i), error))
            return false;
    return true;
}

/* ---- all units */

static bool put_one(struct stream *stream, guint32 number, GError **error)
{
    const struct extract_view *view = stream->view;
    struct entry entry;
    index_entry(view->index, number, &entry);
    bool body = entry.kind <= UNIT_NOTE || view->headings;
    if (view->what == EXTRACTED_BLOCKS)
        return put_block(stream, number, error);
    if (view->result == NULL && !body)
        return true;
    if (view->what == EXTRACTED_UNITS)
        return put_unit(stream, number, error);
    return view->what == EXTRACTED_MEASURES
               ? put_measure(stream, number, &entry, error)
               : put_found(stream, number, &entry, error);
}

static bool put_all(struct stream *stream, GError **error)
{
    const struct extract_view *view = stream->view;
    const GArray *hits = view->result != NULL ? view->result->hits : NULL;
    guint32 count = hits != NULL ? hits->len : index_units(view->index);
    for (guint32 i = 0; i < count && !emit_stopped(stream->emit); i++) {
        guint32 number =
            hits != NULL ? g_array_index(hits, struct match_hit, i).unit : i;
        if (!put_one(stream, number, error))
            return false;
    }
    return true;
}

/* ---- the document */

static const struct emit_shape *shape_of(const struct extract_view *view)
{
    if (view->distinct)
        return distinct_shape(view);
    bool labelled = view->label != NULL;
    return view->what == EXTRACTED_UNITS ? extract_unit_shape(labelled)
           : view->what == EXTRACTED_BLOCKS
               ? extract_block_shape(labelled)
               : extract_shape(view->what, labelled);
}

static json_t *head_of(const struct extract_view *view, const char *hint)
{
    if (view->result != NULL)
        return result_head(view->matcher, view->query, view->label,
                           view->result, hint);
    return index_head(view->index);
}

static bool stream_open(struct stream *stream, GError **error)
{
    if (stream->view->what < EXTRACTED_MEASURES)
        return true;
    stream->extractor = extractor_new(error);
    stream->sheet = extract_sheet_new();
    stream->distinct =
        stream->view->distinct ? distinct_new(stream->view) : NULL;
    if (stream->distinct == NULL && emit_page(stream->emit) != NULL &&
        stream->view->what == EXTRACTED_MEASURES)
        stream->tools = distinct_new(stream->view);
    return stream->extractor != NULL;
}

static void stream_close(struct stream *stream)
{
    slot_clear(stream, 0);
    slot_clear(stream, 1);
    extractor_free(stream->extractor);
    extract_sheet_free(stream->sheet);
    distinct_free(stream->distinct);
    distinct_free(stream->tools);
}

/* For reading: under measures a table of their tools, plan by plan. */
static bool put_tools(const struct stream *stream, struct emit *emit,
                      GError **error)
{
    if (stream->tools == NULL || stream->count == 0)
        return true;
    page_newline(emit_page(emit));
    return distinct_put(stream->tools, emit, error);
}

/* For reading: the rows kept, and how many there were. */
static void put_end(const struct stream *stream, struct page *page)
{
    if (page == NULL || stream->sheet == NULL)
        return;
    extract_sheet_put(stream->sheet, page);
    if (stream->count == 0 || stream->units == 0)
        return;
    page_newline(page);
    page_printf(page, PAGE_DIM,
                ngettext("%u record", "%u records", stream->count),
                stream->count);
    page_printf(page, PAGE_DIM,
                ngettext(" from %u unit", " from %u units", stream->units),
                stream->units);
    page_newline(page);
}

bool extract_emit(const struct extract_view *view, struct emit *emit,
                  const char *hint, guint *count, GError **error)
{
    struct stream stream = {.view = view, .emit = emit, .table = NO_TABLE};
    bool fine = stream_open(&stream, error);
    if (fine) {
        emit_begin(emit, shape_of(view), head_of(view, hint));
        page_label(emit_page(emit), view->label, view->query);
        fine = put_all(&stream, error);
        if (fine && stream.distinct != NULL)
            fine = distinct_emit(stream.distinct, emit, &stream.count, error);
        if (fine)
            fine = put_tools(&stream, emit, error);
        put_end(&stream, emit_page(emit));
        emit_end(emit);
    }
    stream_close(&stream);
    *count = stream.count;
    return fine;
}
