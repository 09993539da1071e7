/* Mapped shards. */
#include "common/store/shard.h"

#include "common/messages/messages.h"

#include <string.h>

static bool damaged(GError **error, const struct shard *shard, const char *name,
                    const char *what)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED, "'%s/%s' %s",
                shard->label, name, what);
    return false;
}

static bool open_part(struct shard *shard, struct part *part, const char *name,
                      const char *magic, GError **error)
{
    g_autofree char *path = g_build_filename(shard->dir, name, NULL);
    g_autofree char *label = g_build_filename(shard->label, name, NULL);
    return part_open(part, path, label, magic, shard->stamp, error);
}

/* Plans lie one after another, with ids that end in the file. */
static bool check_plans(const struct shard *shard)
{
    guint64 end = shard->plans.head->table;
    const struct plan_row *row = shard->plan_rows;
    const struct plan_row *last = row + shard->plan_count;
    if (row->first != 0 || last->first != shard->unit_count || last->id > end ||
        row->id > last->id)
        return false;
    for (; row < last; row++)
        if (row->first > row[1].first || row->id >= row[1].id ||
            row[1].id > last->id || row->record > end ||
            row->length > end - row->record ||
            shard->plans.data[row[1].id - 1] != '\0')
            return false;
    return true;
}

static bool check_tables(struct shard *shard, const struct shard_meta *meta,
                         GError **error)
{
    shard->plan_count = shard->plans.head->count;
    shard->unit_count = shard->units.head->count;
    shard->plan_rows = part_table(&shard->plans, (guint64)shard->plan_count + 1,
                                  sizeof(struct plan_row));
    shard->unit_rows = part_table(&shard->units, (guint64)shard->unit_count + 1,
                                  sizeof(struct unit_row));
    if (shard->plan_rows == NULL || shard->plan_count != meta->plans)
        return damaged(error, shard, "plans", _("has a wrong table"));
    if (shard->unit_rows == NULL || shard->unit_count != meta->units)
        return damaged(error, shard, "units", _("has a wrong table"));
    if (!check_plans(shard))
        return damaged(error, shard, "plans", _("has a wrong table"));
    shard->number_rows = part_table(
        &shard->numbers, (guint64)shard->unit_count + 1, sizeof(guint32));
    if (shard->number_rows == NULL ||
        shard->numbers.head->count != shard->unit_count)
        return damaged(error, shard, "numbers", _("has a wrong table"));
    shard->records = records_new(&shard->record_part, shard->unit_count);
    if (shard->records == NULL)
        return damaged(error, shard, "records", _("has a wrong table"));
    return true;
}

struct shard *shard_open(const struct generation *generation,
                         const struct shard_meta *meta, GError **error)
{
    struct shard *shard = g_new0(struct shard, 1);
    shard->dir = g_build_filename(generation->path, meta->name, NULL);
    shard->label = g_strdup_printf("g%" G_GUINT64_FORMAT "/%s",
                                   generation->number, meta->name);
    shard->stamp = meta->stamp;
    if (open_part(shard, &shard->plans, "plans", PLANS_MAGIC, error) &&
        open_part(shard, &shard->units, "units", UNITS_MAGIC, error) &&
        open_part(shard, &shard->text, "text", TEXT_MAGIC, error) &&
        open_part(shard, &shard->grams, "grams", GRAMS_MAGIC, error) &&
        open_part(shard, &shard->record_part, "records", RECORDS_MAGIC,
                  error) &&
        open_part(shard, &shard->numbers, "numbers", NUMBERS_MAGIC, error) &&
        check_tables(shard, meta, error))
        return shard;
    shard_free(shard);
    return NULL;
}

void shard_free(struct shard *shard)
{
    if (shard == NULL)
        return;
    records_free(shard->records);
    part_close(&shard->plans);
    part_close(&shard->units);
    part_close(&shard->text);
    part_close(&shard->grams);
    part_close(&shard->record_part);
    part_close(&shard->numbers);
    g_free(shard->dir);
    g_free(shard->label);
    g_free(shard);
}

const char *shard_plan_id(const struct shard *shard, guint32 plan)
{
    return shard->plans.data + shard->plan_rows[plan].id;
}

/* Whether the plan has the sections that its units stand in. */
static bool has_sections(const struct shard *shard, const struct plan_row *row,
                         const struct plan *plan)
{
    for (guint32 unit = row[0].first; unit < row[1].first; unit++) {
        gint32 section = shard->unit_rows[unit].section;
        if (section < NO_SECTION || section >= (gint64)plan->sections->len)
            return false;
    }
    return true;
}

/* Callers look a unit's section up in its plan, whose units are looked at once
 * for that. */
struct plan *shard_plan(const struct shard *shard, guint32 plan, GError **error)
{
    const struct plan_row *row = &shard->plan_rows[plan];
    g_autoptr(GError) cause = NULL;
    struct plan *decoded =
        plan_decode(shard->plans.data + row->record, row->length, &cause);
    if (decoded == NULL)
        damaged(error, shard, "plans", cause->message);
    else if (!has_sections(shard, row, decoded)) {
        damaged(error, shard, "units", _("has a section that is none"));
        g_clear_pointer(&decoded, plan_free);
    }
    return decoded;
}

const struct number *shard_numbers(const struct shard *shard, guint32 unit,
                                   guint *count)
{
    const struct part *part = &shard->numbers;
    gsize at = shard->number_rows[unit], end = shard->number_rows[unit + 1];
    gsize most =
        (part->head->table - sizeof *part->head) / sizeof(struct number);
    gsize length;
    shard_text(shard, unit, &length);
    *count = 0;
    if (at >= end || end > most)
        return NULL;
    const struct number *numbers =
        (const struct number *)(const void *)(part->data + sizeof *part->head);
    for (gsize i = at; i < end; i++)
        if (numbers[i].kind >= NUMBER_KINDS || numbers[i].start > length ||
            numbers[i].length > length - numbers[i].start)
            return NULL;
    *count = (guint)(end - at);
    return numbers + at;
}

const char *shard_record(struct shard *shard, guint32 unit, gsize *length,
                         GError **error)
{
    const char *record = records_get(shard->records, unit, length);
    if (record == NULL)
        damaged(error, shard, "records", _("holds a garbled block"));
    return record;
}

struct unit *shard_unit(struct shard *shard, const struct plan *plan,
                        guint32 unit, GError **error)
{
    g_autoptr(GError) cause = NULL;
    gsize length;
    const char *record = shard_record(shard, unit, &length, error);
    if (record == NULL)
        return NULL;
    struct unit *decoded = unit_decode(plan, record, length, &cause);
    if (decoded == NULL)
        damaged(error, shard, "records", cause->message);
    return decoded;
}
