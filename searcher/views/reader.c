/* Units with their records, each decoded once: many queries of one run meet
 * the same units again. */
#include "searcher/views/views.h"

enum { KEPT_MOST = 20000 };

struct reader {
    struct index *index;
    GHashTable *units; /* unit number + 1 to struct page_unit */
};

static void page_unit_free(void *data)
{
    struct page_unit *unit = data;
    unit_free(unit->unit);
    if (unit->normal.text != NULL)
        normal_clear(&unit->normal);
    g_free(unit);
}

struct reader *reader_new(struct index *index)
{
    struct reader *reader = g_new0(struct reader, 1);
    reader->index = index;
    reader->units = g_hash_table_new_full(NULL, NULL, NULL, page_unit_free);
    return reader;
}

void reader_free(struct reader *reader)
{
    if (reader == NULL)
        return;
    g_hash_table_unref(reader->units);
    g_free(reader);
}

struct index *reader_index(const struct reader *reader)
{
    return reader->index;
}

struct page_unit *reader_unit(struct reader *reader, guint32 number,
                              GError **error)
{
    gpointer key = GUINT_TO_POINTER(number + 1);
    struct page_unit *found = g_hash_table_lookup(reader->units, key);
    struct entry entry;
    if (found != NULL)
        return found;
    index_entry(reader->index, number, &entry);
    const struct plan *plan = index_plan(reader->index, entry.plan, error);
    if (plan == NULL)
        return NULL;
    struct unit *unit = index_unit(reader->index, number, error);
    if (unit == NULL)
        return NULL;
    found = g_new0(struct page_unit, 1);
    *found = (struct page_unit){number, plan, unit, {0}};
    g_hash_table_insert(reader->units, key, found);
    return found;
}

const struct normal *reader_normal(struct page_unit *unit)
{
    if (unit->normal.text == NULL)
        normal_init(&unit->normal, unit->unit->text, -1);
    return &unit->normal;
}

bool reader_trim(struct reader *reader)
{
    if (g_hash_table_size(reader->units) < KEPT_MOST)
        return false;
    g_hash_table_remove_all(reader->units);
    return true;
}
