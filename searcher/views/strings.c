/* Strings as `count` finds them: the side of a list of words that does not hang
 * on how texts are cut into words. */
#include "searcher/views/views.h"

static struct string_record *record_at(const GArray *records, guint i)
{
    gsize size = g_array_get_element_size((GArray *)records);
    return (struct string_record *)(void *)(records->data + size * i);
}

void strings_find(GArray *records, const struct index *index,
                  const guint8 *sides)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) terms = g_ptr_array_new();
    for (guint i = 0; i < records->len; i++) {
        char *term = record_at(records, i)->term;
        if (g_hash_table_contains(seen, term))
            continue;
        g_hash_table_insert(seen, term, GUINT_TO_POINTER(terms->len));
        g_ptr_array_add(terms, term);
    }
    g_autofree struct term_found *found =
        terms_find(index, sides, (const char *const *)terms->pdata, terms->len);
    for (guint i = 0; i < records->len; i++) {
        struct string_record *record = record_at(records, i);
        record->found =
            found[GPOINTER_TO_UINT(g_hash_table_lookup(seen, record->term))];
    }
}

static const struct term_found *found_of(const void *record)
{
    return &((const struct string_record *)record)->found;
}

json_t *string_term(const void *record)
{
    return json_string(((const struct string_record *)record)->term);
}

json_t *string_occurrences(const void *record)
{
    return figure_count(found_of(record)->occurrences[SIDE_TARGET]);
}

json_t *string_units(const void *record)
{
    return figure_count(found_of(record)->units[SIDE_TARGET]);
}

json_t *string_plans(const void *record)
{
    return figure_count(found_of(record)->plans[SIDE_TARGET]);
}
