/* Holds the current generation against itself: every file against its
 * checksum, tables and texts against the records they were made of, postings
 * and numbers and masks against the texts, Xapian by its own check. */
#include "common/store/build.h"

#include "common/messages/messages.h"
#include "common/store/grams.h"
#include "common/store/masks.h"
#include "common/store/numbers.h"
#include "common/store/words.h"
#include "common/text/text.h"

#include <stdarg.h>
#include <string.h>

struct verify {
    void (*report)(const char *what, void *data);
    void *data;
    bool sound;
    GString *normal, *lead;
    GHashTable *plans; /* ids seen so far */
};

G_GNUC_PRINTF(2, 3)
static void damage(struct verify *verify, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    verify->sound = false;
    verify->report(what, verify->data);
}

/* Checksums, which tell of every changed byte. */
static bool check_file(struct verify *verify, const char *path,
                       const char *label, const char *sha256)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sum = store_checksum(path, &error);
    if (sum == NULL)
        damage(verify, _("'%s' cannot be read: %s"), label, error->message);
    else if (strcmp(sum, sha256) != 0)
        damage(verify, _("'%s' is not what was written (checksum)"), label);
    else
        return true;
    return false;
}

static bool check_files(struct verify *verify,
                        const struct generation *generation,
                        const struct shard_meta *meta)
{
    bool good = true;
    for (guint i = 0; i < meta->files->len; i++) {
        const struct shard_file *file = g_ptr_array_index(meta->files, i);
        g_autofree char *label = g_build_filename(meta->name, file->name, NULL);
        g_autofree char *path = g_build_filename(generation->path, label, NULL);
        good = check_file(verify, path, label, file->sha256) && good;
    }
    return good;
}

static const char *row_fault(struct verify *verify, const struct unit_row *row,
                             const struct unit *unit, const char *text,
                             gsize length)
{
    g_string_truncate(verify->normal, 0);
    if (unit->text != NULL)
        normal_append(verify->normal, unit->text, -1);
    if (verify->normal->len != length ||
        memcmp(verify->normal->str, text, length) != 0)
        return _("text and record differ");
    if (text[length] != '\n')
        return _("its text does not end where it should");
    if (row->chars != (guint32)g_utf8_strlen(text, (gssize)length))
        return _("wrong count of characters");
    if (row->kind != unit->kind || row->role != unit->role ||
        row->section != unit->section)
        return _("table and record differ");
    if (row->lead != lead_bytes(verify->lead, unit->lead, text, length))
        return _("wrong lead");
    return NULL;
}

static bool check_numbers(const struct shard *shard, const struct plan *plan,
                          guint32 number, const struct unit *unit)
{
    gsize length;
    guint count;
    const char *text = shard_text(shard, number, &length);
    const struct number *numbers = shard_numbers(shard, number, &count);
    const guint32 *rows = &shard->number_rows[number];
    g_autoptr(GArray) wanted = unit_numbers(plan, unit, text, length);
    return wanted->len == count && rows[1] - rows[0] == count &&
           (number > 0 || rows[0] == 0) &&
           (count == 0 ||
            memcmp(wanted->data, numbers, count * sizeof *numbers) == 0);
}

static bool check_unit(struct verify *verify, struct shard *shard,
                       const struct plan *plan, guint32 number,
                       GChecksum *digest)
{
    g_autoptr(GError) error = NULL;
    gsize length;
    gsize size;
    const char *record = shard_record(shard, number, &size, &error);
    if (record == NULL) {
        damage(verify, "%s", error->message);
        return false;
    }
    g_checksum_update(digest, (const guchar *)record, (gssize)size);
    struct unit *unit = unit_decode(plan, record, size, &error);
    if (unit == NULL) {
        damage(verify, _("'%s': record of unit %u: %s"), shard->label, number,
               error->message);
        return true;
    }
    const char *text = shard_text(shard, number, &length);
    const char *fault =
        row_fault(verify, &shard->unit_rows[number], unit, text, length);
    if (fault == NULL && unit->section >= (int)plan->sections->len)
        fault = _("no such section");
    if (fault == NULL && !check_numbers(shard, plan, number, unit))
        fault = _("text and numbers differ");
    if (fault != NULL)
        damage(verify, _("'%s': unit %u ('%s'): %s"), shard->label, number,
               unit->id, fault);
    unit_free(unit);
    return true;
}

static bool check_plan(struct verify *verify, struct shard *shard,
                       guint32 number)
{
    const struct plan_row *row = &shard->plan_rows[number];
    const char *id = shard_plan_id(shard, number);
    g_autoptr(GError) error = NULL;
    struct plan *plan = shard_plan(shard, number, &error);
    if (plan == NULL) {
        damage(verify, "%s", error->message);
        return true;
    }
    if (plan->id == NULL || strcmp(plan->id, id) != 0)
        damage(verify, _("'%s': plan '%s' has another id in its record"),
               shard->label, id);
    if (!g_hash_table_add(verify->plans, g_strdup(id)))
        damage(verify, _("'%s': plan '%s' is there twice"), shard->label, id);
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(digest, (const guchar *)shard->plans.data + row->record,
                      (gssize)row->length);
    bool readable = true;
    for (guint32 i = row->first; readable && i < row[1].first; i++)
        readable = check_unit(verify, shard, plan, i, digest);
    guint8 bytes[sizeof row->digest];
    gsize size = sizeof bytes;
    g_checksum_get_digest(digest, bytes, &size);
    if (memcmp(bytes, row->digest, size) != 0)
        damage(verify, _("'%s': plan '%s' is not what was written (digest)"),
               shard->label, id);
    plan_free(plan);
    return readable;
}

static void check_grams(struct verify *verify, const struct shard *shard)
{
    struct gram_table *table = gram_table_new();
    gsize length;
    for (guint32 i = 0; i < shard->unit_count; i++) {
        const char *text = shard_text(shard, i, &length);
        if (g_utf8_validate_len(text, length, NULL))
            gram_table_add(table, i, text, length);
        else
            damage(verify, _("'%s/text': unit %u is not UTF-8"), shard->label,
                   i);
    }
    if (!gram_table_equal(table, &shard->grams))
        damage(verify, _("'%s/grams' and text differ"), shard->label);
    gram_table_free(table);
}

static void check_words(struct verify *verify, const struct shard *shard)
{
    g_autofree char *path = g_build_filename(shard->dir, "words", NULL);
    g_autoptr(GError) error = NULL;
    char *message = NULL;
    guint32 count = 0;
    if (xapian_check(path, &message) != XAPIAN_OK) {
        damage(verify, "'%s/words': %s", shard->label, message);
        g_free(message);
        return;
    }
    struct xapian_reader *words = words_open(&shard, 1, &error);
    if (words == NULL)
        damage(verify, "%s", error->message);
    else if (xapian_reader_count(words, &count, NULL) != XAPIAN_OK ||
             count != shard->unit_count)
        damage(verify, _("'%s/words' holds %u units instead of %u"),
               shard->label, count, shard->unit_count);
    if (words != NULL)
        xapian_reader_close(words);
}

static void check_shard(struct verify *verify,
                        const struct generation *generation,
                        const struct shard_meta *meta)
{
    g_autoptr(GError) error = NULL;
    /* What is known to be garbled is not looked into any further. */
    if (!check_files(verify, generation, meta))
        return;
    struct shard *shard = shard_open(generation, meta, &error);
    if (shard == NULL) {
        damage(verify, "%s", error->message);
        return;
    }
    bool readable = true;
    for (guint32 i = 0; readable && i < shard->plan_count; i++)
        readable = check_plan(verify, shard, i);
    const struct part_head *head = shard->numbers.head;
    if (shard->number_rows[shard->unit_count] * sizeof(struct number) !=
        head->table - sizeof *head)
        damage(verify, _("'%s/numbers' holds numbers of no unit"),
               shard->label);
    check_grams(verify, shard);
    check_words(verify, shard);
    shard_free(shard);
}

/* The file is what was written; then each mask against its text. */
static void check_masks(struct verify *verify, struct generation *generation,
                        const char *dir)
{
    g_autofree char *path = g_build_filename(generation->path, "masks", NULL);
    if (generation->masks.sha256 == NULL ||
        !check_file(verify, path, "masks", generation->masks.sha256) ||
        !verify->sound)
        return;
    g_autoptr(GError) error = NULL;
    struct index *index = index_over(generation, dir, &error);
    bool read = index != NULL && masks_read(index, generation, 0, &error);
    if (read)
        masks_order(index);
    else
        damage(verify, "%s", error->message);
    for (guint32 unit = 0; read && unit < index_units(index); unit++) {
        guint count;
        const struct mask *masks = index_masks(index, unit, &count);
        struct unit *decoded = count > 0 ? index_unit(index, unit, NULL) : NULL;
        const char *fault =
            decoded != NULL ? masks_fault(masks, count, decoded) : NULL;
        if (fault != NULL)
            damage(verify, _("'masks': unit '%s': %s"), decoded->id, fault);
        unit_free(decoded);
    }
    index_close(index);
}

/* What the sources say they gave is there, and the fingerprint is right. */
static void check_sources(struct verify *verify,
                          const struct generation *generation)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_build_filename(generation->path, "sources.json", NULL);
    if (!check_file(verify, path, "sources.json", generation->sources.sha256))
        return;
    g_autoptr(GPtrArray) sources = generation_sources(generation, &error);
    if (sources == NULL) {
        damage(verify, "%s", error->message);
        return;
    }
    for (guint i = 0; i < sources->len; i++) {
        const struct source *source = g_ptr_array_index(sources, i);
        for (guint p = 0; p < source->plans->len; p++) {
            const char *id = g_ptr_array_index(source->plans, p);
            if (!g_hash_table_contains(verify->plans, id))
                damage(verify, _("plan '%s' of '%s' is missing"), id,
                       source->path);
        }
    }
    g_autofree char *fingerprint =
        generation_fingerprint(generation, sources, NULL);
    if (g_strcmp0(fingerprint, generation->fingerprint) != 0)
        damage(verify, _("'meta.json' has a wrong fingerprint"));
}

bool index_verify(const char *dir, void (*report)(const char *what, void *data),
                  void *data, GError **error)
{
    g_autoptr(GError) cause = NULL;
    struct verify verify = {.report = report, .data = data, .sound = true};
    struct generation *generation = generation_open(dir, &cause);
    if (generation == NULL) {
        if (g_error_matches(cause, STORE_ERROR, STORE_ERROR_DAMAGED))
            report(cause->message, data);
        else
            g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    verify.normal = g_string_new(NULL);
    verify.lead = g_string_new(NULL);
    verify.plans = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < generation->shards->len; i++)
        check_shard(&verify, generation,
                    g_ptr_array_index(generation->shards, i));
    check_masks(&verify, generation, dir);
    if (verify.sound)
        check_sources(&verify, generation);
    generation_free(generation);
    g_string_free(verify.normal, TRUE);
    g_string_free(verify.lead, TRUE);
    g_hash_table_unref(verify.plans);
    return verify.sound;
}
