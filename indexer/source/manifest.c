/* The manifest: a table of facts about known plans, by their files' SHA-256.
 * An id in it becomes part of every unit's id, so it must read as one word. */
#include "indexer/source/source.h"
#include "indexer/source/issue.h"

#include "common/data/data.h"
#include "common/messages/messages.h"
#include "common/text/text.h"

#include <gio/gio.h>
#include <string.h>

enum column {
    SHA256,
    ID,
    TITLE,
    PLACE,
    LEVEL,
    PERIOD,
    SUBJECT,
    ISSUER,
    DATE,
    COLUMNS
};

struct manifest {
    GPtrArray *own;      /* rows of the file given, or NULL */
    GHashTable *entries; /* sha256 → struct manifest_entry */
    GHashTable *ids;     /* id → sha256 */
};

static const char *filled(const char *field)
{
    return *field != '\0' ? field : NULL;
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static bool is_id(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && strchr("-_", *p) == NULL)
            return false;
    return *text != '\0';
}

static bool wrong_row(const char *name, guint row, const char *why,
                      GError **error)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read manifest '%s': entry %u: %s"), name, row + 1,
                why);
    return false;
}

static bool manifest_add(struct manifest *manifest, char **row)
{
    const char *other = g_hash_table_lookup(manifest->ids, row[ID]);
    if (other != NULL && strcmp(other, row[SHA256]) != 0)
        return false;
    struct manifest_entry *entry = g_new0(struct manifest_entry, 1);
    *entry = (struct manifest_entry){
        .sha256 = row[SHA256],
        .id = row[ID],
        .title = filled(row[TITLE]),
        .place = filled(row[PLACE]),
        .level = filled(row[LEVEL]),
        .period = filled(row[PERIOD]),
        .subject = filled(row[SUBJECT]),
        .issuer = filled(row[ISSUER]),
        .date = filled(row[DATE]),
    };
    g_hash_table_insert(manifest->ids, row[ID], row[SHA256]);
    g_hash_table_replace(manifest->entries, row[SHA256], entry);
    return true;
}

/* Adds the rows of one table.  Those of the user come first, and a built-in
 * one gives way where they speak of the same file or use its id. */
static bool manifest_add_rows(struct manifest *manifest, const GPtrArray *rows,
                              const char *name, GError **error)
{
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        if (!is_sha256(row[SHA256]))
            return wrong_row(name, i, _("no SHA-256"), error);
        if (!is_id(row[ID]))
            return wrong_row(name, i, _("id is not letters, digits, - and _"),
                             error);
        if (*row[DATE] != '\0' && !issue_is_date(row[DATE]))
            return wrong_row(
                name, i, _("date is not 2021, 2021-12 or 2021-12-30"), error);
        if (!manifest_add(manifest, row))
            return wrong_row(name, i, _("its id is another file's too"), error);
    }
    return true;
}

static void manifest_add_builtin(struct manifest *manifest)
{
    const GPtrArray *rows = data_table("manifest.tsv", COLUMNS);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        if (!g_hash_table_contains(manifest->entries, row[SHA256]))
            manifest_add(manifest, row);
    }
}

static bool manifest_load(struct manifest *manifest, const char *path,
                          GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) wrong = NULL;
    if (!g_file_get_contents(path, &text, NULL, &wrong)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("cannot read manifest '%s': %s"), path, wrong->message);
        return false;
    }
    if (!g_utf8_validate(text, -1, NULL) ||
        !g_str_has_prefix(text, "sha256\t")) {
        g_set_error(
            error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
            _("cannot read manifest '%s': first line does not name the "
              "columns sha256, id, title, place, level, period, subject, "
              "issuer, date"),
            path);
        return false;
    }
    manifest->own = data_rows(text, COLUMNS);
    return manifest_add_rows(manifest, manifest->own, path, error);
}

struct manifest *manifest_new(const char *path, GError **error)
{
    struct manifest *manifest = g_new0(struct manifest, 1);
    manifest->entries =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    manifest->ids = g_hash_table_new(g_str_hash, g_str_equal);
    if (path != NULL && !manifest_load(manifest, path, error)) {
        manifest_free(manifest);
        return NULL;
    }
    manifest_add_builtin(manifest);
    return manifest;
}

void manifest_free(struct manifest *manifest)
{
    if (manifest == NULL)
        return;
    g_hash_table_unref(manifest->entries);
    g_hash_table_unref(manifest->ids);
    if (manifest->own != NULL)
        g_ptr_array_unref(manifest->own);
    g_free(manifest);
}

const struct manifest_entry *
manifest_find_title(const struct manifest *manifest, const char *title)
{
    GHashTableIter iter;
    void *entry;
    g_autofree char *wanted = normal_text(title, -1, NULL);
    g_hash_table_iter_init(&iter, manifest->entries);
    while (g_hash_table_iter_next(&iter, NULL, &entry)) {
        const struct manifest_entry *at = entry;
        g_autofree char *known =
            at->title != NULL ? normal_text(at->title, -1, NULL) : NULL;
        if (known != NULL && strcmp(known, wanted) == 0)
            return at;
    }
    return NULL;
}

const struct manifest_entry *manifest_find(const struct manifest *manifest,
                                           const char *sha256)
{
    return g_hash_table_lookup(manifest->entries, sha256);
}
