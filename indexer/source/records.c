/* Plans from a .jsonl of blocks, one at a time: what a researcher has cut by
 * other means, or `inspect --stage blocks` has printed.
 *
 * The texts are taken as they are.  Which plan a record belongs to is said by
 * its `plan`, else by its `id` up to the first "/"; a record with neither goes
 * with the ones around it.  A plan's records stand together: a plan that comes
 * back later is an error, because half of it has been handed on by then.
 */
#include "indexer/source/source.h"
#include "indexer/source/issue.h"

#include "common/messages/messages.h"

#include <gio/gio.h>
#include <string.h>

/* Files up to this are kept parsed between check and use: 64 MiB of text take
 * about as much again as blocks. */
#define HOLD ((gsize)64 << 20)

struct plan_records {
    const struct source_file *file;
    const char *at;         /* the next line */
    guint line;             /* its number, less one */
    json_t *waiting;        /* the first record of the next plan */
    GHashTable *plans_done; /* ids handed out */
    GQueue held;            /* of struct held: what check has read */
    bool all_held;          /* and there is no more */
};

struct held {
    struct plan *plan;
    GPtrArray *blocks;
};

/* What belongs to one plan while it is read. */
struct reading {
    struct plan *plan;
    GPtrArray *blocks;
    GHashTable *ids; /* borrowed from the blocks */
};

struct plan_records *plan_records_new(const struct source_file *file)
{
    struct plan_records *records = g_new0(struct plan_records, 1);
    records->file = file;
    g_queue_init(&records->held);
    records->at = file->text;
    records->plans_done =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return records;
}

static void held_free(void *data)
{
    struct held *held = data;
    plan_free(held->plan);
    g_ptr_array_unref(held->blocks);
    g_free(held);
}

void plan_records_free(struct plan_records *records)
{
    if (records == NULL)
        return;
    if (records->waiting != NULL)
        json_decref(records->waiting);
    g_hash_table_unref(records->plans_done);
    g_queue_clear_full(&records->held, held_free);
    g_free(records);
}

static bool fail(const struct plan_records *records, GError **error,
                 const char *format, ...) G_GNUC_PRINTF(3, 4);

static bool fail(const struct plan_records *records, GError **error,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read '%s': line %u: %s"), records->file->path,
                records->line, why);
    return false;
}

static bool is_blank(const char *line, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isspace(line[i]))
            return false;
    return true;
}

/* The next record, a new reference; NULL at the end or with error. */
static json_t *record_next(struct plan_records *records, GError **error)
{
    const char *end = records->file->text + records->file->length;
    while (records->at < end) {
        const char *line = records->at;
        const char *stop = memchr(line, '\n', (gsize)(end - line));
        gsize length = (gsize)((stop != NULL ? stop : end) - line);
        records->at = stop != NULL ? stop + 1 : end;
        records->line++;
        if (is_blank(line, length))
            continue;
        json_error_t wrong;
        json_t *json = json_loadb(line, length, 0, &wrong);
        if (json != NULL && json_is_object(json))
            return json;
        if (json == NULL)
            fail(records, error, _("no JSON: %s"), wrong.text);
        else
            fail(records, error, _("no JSON object"));
        json_decref(json);
        return NULL;
    }
    return NULL;
}

/* The plan a record names; false when it names none.  *length in bytes. */
static bool plan_named(const json_t *json, const char **name, gsize *length)
{
    const char *plan = json_string_value(json_object_get(json, "plan"));
    const char *id = json_string_value(json_object_get(json, "id"));
    *name = plan != NULL ? plan : id;
    if (*name == NULL)
        return false;
    *length = plan != NULL ? strlen(plan) : strcspn(id, "/");
    return true;
}

static bool belongs(const struct reading *reading, const json_t *json)
{
    const char *name, *id = reading->plan->id;
    gsize length;
    return id == NULL || !plan_named(json, &name, &length) ||
           (strlen(id) == length && memcmp(id, name, length) == 0);
}

static bool take_fact(const struct plan_records *records, const json_t *json,
                      const char *key, char **fact, GError **error)
{
    const json_t *value = json_object_get(json, key);
    if (value == NULL || json_is_null(value) || *fact != NULL)
        return true;
    if (!json_is_string(value))
        return fail(records, error, _("field '%s' is no text"), key);
    if (json_string_length(value) > 0)
        *fact = g_strdup(json_string_value(value));
    return true;
}

/* Other people's records may mean something else by these names: what is no
 * date, and no text, is passed over. */
static void take_issue(struct plan *plan, const json_t *json)
{
    const char *issuer = json_string_value(json_object_get(json, "issuer"));
    const char *date = json_string_value(json_object_get(json, "date"));
    if (plan->issuer == NULL && issuer != NULL && *issuer != '\0')
        plan->issuer = g_strdup(issuer);
    if (plan->date == NULL && date != NULL && issue_is_date(date))
        plan->date = g_strdup(date);
}

static bool take_plan(const struct plan_records *records, struct plan *plan,
                      const json_t *json, GError **error)
{
    const char *name;
    gsize length;
    if (plan->id == NULL && plan_named(json, &name, &length)) {
        if (length == 0 || memchr(name, '/', length) != NULL)
            return fail(records, error, _("'%s' can be no plan's id"), name);
        plan->id = g_strndup(name, length);
        if (g_hash_table_contains(records->plans_done, plan->id))
            return fail(records, error,
                        _("plan '%s' comes again after another plan"),
                        plan->id);
    }
    take_issue(plan, json);
    return take_fact(records, json, "title", &plan->title, error) &&
           take_fact(records, json, "place", &plan->place, error) &&
           take_fact(records, json, "period", &plan->period, error);
}

static bool take_record(const struct plan_records *records,
                        struct reading *reading, const json_t *json,
                        GError **error)
{
    if (!take_plan(records, reading->plan, json, error))
        return false;
    g_autoptr(GError) wrong = NULL;
    struct block *block = block_from_json(json, &wrong);
    if (block == NULL)
        return fail(records, error, "%s", wrong->message);
    g_ptr_array_add(reading->blocks, block);
    bool content = block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_NOTE;
    if (content && is_blank(block->text, strlen(block->text)))
        return fail(records, error, _("field 'text' is empty"));
    if (block->id != NULL && !g_hash_table_add(reading->ids, block->id))
        return fail(records, error, _("id '%s' comes twice"), block->id);
    return true;
}

/* Reads up to the first record of another plan, which then waits. */
static bool read_plan(struct plan_records *records, struct reading *reading,
                      GError **error)
{
    GError *wrong = NULL;
    json_t *json = g_steal_pointer(&records->waiting);
    for (; json != NULL; json = record_next(records, &wrong)) {
        if (!belongs(reading, json)) {
            records->waiting = json;
            return true;
        }
        bool taken = take_record(records, reading, json, error);
        json_decref(json);
        if (!taken)
            return false;
    }
    if (wrong != NULL)
        g_propagate_error(error, wrong);
    return wrong == NULL;
}

static bool read_next(struct plan_records *records, struct plan **plan,
                      GPtrArray **blocks, GError **error)
{
    GError *wrong = NULL;
    if (records->waiting == NULL)
        records->waiting = record_next(records, &wrong);
    if (records->waiting == NULL) {
        if (wrong != NULL)
            g_propagate_error(error, wrong);
        return false;
    }
    struct reading reading = {
        .plan = plan_new(),
        .blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free),
        .ids = g_hash_table_new(g_str_hash, g_str_equal),
    };
    bool whole = read_plan(records, &reading, error);
    g_hash_table_unref(reading.ids);
    if (!whole) {
        plan_free(reading.plan);
        g_ptr_array_unref(reading.blocks);
        return false;
    }
    if (reading.plan->id != NULL)
        g_hash_table_add(records->plans_done, g_strdup(reading.plan->id));
    *plan = reading.plan;
    *blocks = reading.blocks;
    return true;
}

/* Back to the beginning, as if nothing had been read. */
static void rewind_to_start(struct plan_records *records)
{
    records->at = records->file->text;
    records->line = 0;
    g_hash_table_remove_all(records->plans_done);
}

bool plan_records_check(struct plan_records *records, GError **error)
{
    bool hold = records->file->length <= HOLD;
    GError *wrong = NULL;
    struct held now;
    while (read_next(records, &now.plan, &now.blocks, &wrong)) {
        if (hold) {
            g_queue_push_tail(&records->held, g_memdup2(&now, sizeof now));
        } else {
            plan_free(now.plan);
            g_ptr_array_unref(now.blocks);
        }
    }
    records->all_held = hold;
    if (!hold)
        rewind_to_start(records);
    if (wrong != NULL)
        g_propagate_error(error, wrong);
    return wrong == NULL;
}

bool plan_records_next(struct plan_records *records, struct plan **plan,
                       GPtrArray **blocks, GError **error)
{
    if (!records->all_held)
        return read_next(records, plan, blocks, error);
    struct held *held = g_queue_pop_head(&records->held);
    if (held == NULL)
        return false;
    *plan = held->plan;
    *blocks = held->blocks;
    g_free(held);
    return true;
}
