/* The writer of one shard; runs in a thread of its own.
 *
 * Texts, unit rows, numbers and plan records go to their files as they come;
 * only the bigram table, the plan rows, the counts of numbers and what Xapian
 * gathers between two flushes stay in memory.
 */
#include "common/store/build.h"

#include "common/messages/messages.h"
#include "common/store/grams.h"
#include "common/store/numbers.h"
#include "common/store/records.h"
#include "common/store/terms.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Offsets in `text` have 32 bits and those of the bigram arena, which is
 * smaller, too. */
#define TEXT_MOST (G_GUINT64_CONSTANT(2) << 30)

struct build {
    char *dir;
    guint64 stamp;
    guint32 units;
    struct part_out text, unit_rows, plans;
    struct records_out *records;
    struct numbers_out *numbers;
    GArray *plan_rows; /* of struct plan_row; ids relative to `ids` */
    GString *ids;
    struct gram_table *grams;
    struct terms *terms;
    struct xapian_writer *words;
    GString *normal, *lead;
};

static bool words_fail(const struct build *build, enum xapian_status status,
                       char *message, GError **error)
{
    if (status == XAPIAN_OK)
        return true;
    g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                _("cannot write '%s/words': %s"), build->dir, message);
    g_free(message);
    return false;
}

static bool words_open(struct build *build, GError **error)
{
    g_autofree char *path = g_build_filename(build->dir, "words", NULL);
    char *message = NULL, stamp[17];
    /* Nobody reads a shard before it is complete. */
    enum xapian_status status =
        xapian_writer_open(path, XAPIAN_BULK, &build->words, &message);
    if (!words_fail(build, status, message, error))
        return false;
    store_stamp(stamp, build->stamp);
    status = xapian_writer_set_metadata(build->words, "stamp", stamp,
                                        strlen(stamp), &message);
    return words_fail(build, status, message, error);
}

struct build *build_open(const char *dir, guint64 stamp, GError **error)
{
    struct build *build = g_new0(struct build, 1);
    build->dir = g_strdup(dir);
    build->stamp = stamp;
    build->plan_rows = g_array_new(FALSE, FALSE, sizeof(struct plan_row));
    build->ids = g_string_new(NULL);
    build->grams = gram_table_new();
    build->normal = g_string_new(NULL);
    build->lead = g_string_new(NULL);
    bool made = g_mkdir(dir, 0777) == 0;
    if (!made)
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot make '%s': %s"), dir, g_strerror(errno));
    if (made && (build->terms = terms_new(error)) != NULL &&
        part_out_open(&build->text, dir, "text", error) &&
        part_out_open(&build->unit_rows, dir, "units", error) &&
        part_out_open(&build->plans, dir, "plans", error) &&
        (build->records = records_out_new(dir, error)) != NULL &&
        (build->numbers = numbers_out_new(dir, error)) != NULL &&
        words_open(build, error))
        return build;
    build_free(build);
    return NULL;
}

void build_free(struct build *build)
{
    if (build == NULL)
        return;
    part_out_abandon(&build->text);
    part_out_abandon(&build->unit_rows);
    part_out_abandon(&build->plans);
    records_out_free(build->records);
    numbers_out_free(build->numbers);
    if (build->words != NULL)
        xapian_writer_discard(build->words);
    terms_free(build->terms);
    gram_table_free(build->grams);
    g_array_unref(build->plan_rows);
    g_string_free(build->ids, TRUE);
    g_string_free(build->normal, TRUE);
    g_string_free(build->lead, TRUE);
    g_free(build->dir);
    g_free(build);
}

guint32 lead_bytes(GString *buffer, const char *lead, const char *text,
                   gsize length)
{
    if (lead == NULL)
        return 0;
    g_string_truncate(buffer, 0);
    normal_append(buffer, lead, -1);
    gsize common = 0, most = MIN(length, buffer->len);
    while (common < most && buffer->str[common] == text[common])
        common++;
    while (common > 0 && common < length &&
           ((guchar)text[common] & 0xc0) == 0x80)
        common--;
    return (guint32)common;
}

static bool add_unit(struct build *build, const struct plan *plan,
                     const struct unit *unit, GChecksum *digest, GError **error)
{
    GString *text = build->normal;
    g_string_truncate(text, 0);
    if (unit->text != NULL)
        normal_append(text, unit->text, -1);
    if (build->text.at + text->len >= TEXT_MOST) {
        g_set_error(error, STORE_ERROR, STORE_ERROR_IO,
                    _("cannot write '%s/text': more than 2 GiB of text for one "
                      "job"),
                    build->dir);
        return false;
    }
    struct unit_row row = {
        .text = (guint32)build->text.at,
        .chars = text_chars(text->str, text->len),
        .section = unit->section,
        .lead = lead_bytes(build->lead, unit->lead, text->str, text->len),
        .kind = (guint8)unit->kind,
        .role = (guint8)unit->role,
    };
    part_out_put(&build->unit_rows, &row, sizeof row);
    gram_table_add(build->grams, build->units++, text->str, text->len);
    numbers_out_add(build->numbers, plan, unit, text->str, text->len);
    gsize length;
    g_autofree char *record = unit_encode(plan, unit, &length);
    g_checksum_update(digest, (const guchar *)record, (gssize)length);
    records_out_add(build->records, record, length);
    const struct xapian_document *document =
        terms_unit(build->terms, unit, text->str, text->len, row.lead);
    g_string_append_c(text, '\n');
    part_out_put(&build->text, text->str, text->len);
    char *message = NULL;
    enum xapian_status status =
        xapian_writer_add(build->words, document, &message);
    return words_fail(build, status, message, error);
}

bool build_add(struct build *build, const struct plan *plan, GError **error)
{
    g_autofree char *record = plan_encode(plan);
    struct plan_row row = {
        .record = build->plans.at,
        .id = build->ids->len,
        .length = (guint32)strlen(record),
        .first = build->units,
    };
    part_out_put(&build->plans, record, row.length);
    g_string_append_len(build->ids, plan->id, (gssize)strlen(plan->id) + 1);
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(digest, (const guchar *)record, (gssize)row.length);
    terms_plan(build->terms, plan);
    for (guint i = 0; plan->units != NULL && i < plan->units->len; i++)
        if (!add_unit(build, plan, g_ptr_array_index(plan->units, i), digest,
                      error))
            return false;
    gsize size = sizeof row.digest;
    g_checksum_get_digest(digest, row.digest, &size);
    g_array_append_val(build->plan_rows, row);
    return true;
}

static bool finish_units(struct build *build, GError **error)
{
    struct unit_row end = {.text = (guint32)build->text.at};
    struct part_head head = {
        .magic = UNITS_MAGIC, .count = build->units, .table = sizeof head};
    part_out_put(&build->unit_rows, &end, sizeof end);
    return part_out_finish(&build->unit_rows, head, build->stamp, error);
}

static bool finish_text(struct build *build, GError **error)
{
    struct part_head head = {.magic = TEXT_MAGIC, .count = build->units};
    return part_out_finish(&build->text, head, build->stamp, error);
}

static bool finish_plans(struct build *build, GError **error)
{
    struct plan_row end = {.record = build->plans.at,
                           .id = build->ids->len,
                           .first = build->units};
    g_array_append_val(build->plan_rows, end);
    for (guint i = 0; i < build->plan_rows->len; i++)
        g_array_index(build->plan_rows, struct plan_row, i).id +=
            build->plans.at;
    part_out_put(&build->plans, build->ids->str, build->ids->len);
    struct part_head head = {.magic = PLANS_MAGIC,
                             .count = build->plan_rows->len - 1,
                             .table = part_out_align(&build->plans)};
    part_out_put(&build->plans, build->plan_rows->data,
                 build->plan_rows->len * sizeof(struct plan_row));
    return part_out_finish(&build->plans, head, build->stamp, error);
}

/* Which files a Xapian database consists of is its own affair. */
static bool finish_words(struct build *build, struct shard_meta *meta,
                         GError **error)
{
    char *message = NULL;
    enum xapian_status status =
        xapian_writer_close(g_steal_pointer(&build->words), &message);
    if (!words_fail(build, status, message, error))
        return false;
    g_autofree char *words = g_build_filename(build->dir, "words", NULL);
    g_autoptr(GDir) dir = g_dir_open(words, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(words, name, NULL);
        if (g_str_equal(name, "flintlock")) {
            g_unlink(path); /* for writers, who never come again */
            continue;
        }
        g_autofree char *file = g_build_filename("words", name, NULL);
        if (!path_sync(path, error) ||
            !shard_meta_file(meta, build->dir, file, error))
            return false;
    }
    return path_sync(words, error);
}

bool build_finish(struct build *build, struct shard_meta *meta, GError **error)
{
    static const char *const parts[] = {"plans", "units",   "text",
                                        "grams", "records", "numbers"};
    guint32 plans = build->plan_rows->len;
    if (!finish_plans(build, error) || !finish_units(build, error) ||
        !finish_text(build, error) ||
        !gram_table_write(build->grams, build->dir, build->stamp, error) ||
        !records_out_finish(build->records, build->stamp, error) ||
        !numbers_out_finish(build->numbers, build->stamp, error) ||
        !finish_words(build, meta, error))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!shard_meta_file(meta, build->dir, parts[i], error))
            return false;
    meta->units = build->units;
    meta->plans = plans;
    return path_sync(build->dir, error);
}
