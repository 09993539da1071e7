/* Units of several plans as align wants them, and which belong together: what
 * compare and diff lay out.  Texts stay where they are, in the mapped index. */
#include "searcher/views/views.h"

#include <string.h>

void collation_init(struct collation *collation, struct reader *reader)
{
    *collation = (struct collation){.reader = reader};
    collation->items = g_array_new(FALSE, FALSE, sizeof(struct align_item));
    collation->units = g_array_new(FALSE, FALSE, sizeof(guint32));
    collation->context = g_array_new(FALSE, FALSE, sizeof(struct align_item));
    collation->sections =
        g_array_new(FALSE, FALSE, sizeof(struct align_section));
    collation->strings = g_ptr_array_new_with_free_func(g_free);
    collation->section_of = g_hash_table_new(NULL, NULL);
}

void collation_clear(struct collation *collation)
{
    g_array_unref(collation->items);
    g_array_unref(collation->units);
    g_array_unref(collation->context);
    g_array_unref(collation->sections);
    g_ptr_array_unref(collation->strings);
    g_hash_table_unref(collation->section_of);
    align_table_free(collation->table);
}

/* The place of a plan's section among those of the column being added, parents
 * before it. */
static int section_place(struct collation *collation, const struct plan *plan,
                         int number)
{
    GPtrArray *missing = g_ptr_array_new();
    int parent = NO_SECTION;
    for (int at = number; at != NO_SECTION;) {
        const struct section *section = plan->sections->pdata[at];
        gpointer found = g_hash_table_lookup(collation->section_of, section);
        if (found != NULL) {
            parent = GPOINTER_TO_INT(found) - 1;
            break;
        }
        g_ptr_array_insert(missing, 0, (gpointer)section);
        at = section->parent;
    }
    for (guint i = 0; i < missing->len; i++) {
        const struct section *section = missing->pdata[i];
        char *heading = normal_text(section->text, -1, NULL);
        struct align_section made = {heading, parent, section->role,
                                     (guint)section->depth};
        g_ptr_array_add(collation->strings, heading);
        g_array_append_val(collation->sections, made);
        parent = (int)collation->sections->len - 1;
        g_hash_table_insert(collation->section_of, (gpointer)section,
                            GINT_TO_POINTER(parent + 1));
    }
    g_ptr_array_unref(missing);
    return parent;
}

/* A row is about its indicator. */
static bool name_row(struct collation *collation, guint32 number,
                     struct align_item *item, GError **error)
{
    reader_trim(collation->reader);
    const struct page_unit *unit =
        reader_unit(collation->reader, number, error);
    if (unit == NULL)
        return false;
    const char *indicator = row_indicator(unit);
    if (indicator == NULL)
        return true;
    char *name = normal_text(indicator, -1, NULL);
    g_ptr_array_add(collation->strings, name);
    item->name = name;
    item->name_length = (guint32)strlen(name);
    return true;
}

static bool add_item(struct collation *collation, GArray *items, guint32 unit,
                     GError **error)
{
    struct index *index = reader_index(collation->reader);
    struct entry entry;
    index_entry(index, unit, &entry);
    const struct plan *plan = index_plan(index, entry.plan, error);
    if (plan == NULL)
        return false;
    struct align_item item = {
        .text = entry.text,
        .length = entry.length,
        .name = entry.text,
        .name_length = entry.lead,
        .section = section_place(collation, plan, entry.section),
        .kind = entry.kind,
        .column = collation->columns - 1,
    };
    if (entry.kind == UNIT_ROW && items == collation->items &&
        !name_row(collation, unit, &item, error))
        return false;
    g_array_append_val(items, item);
    return true;
}

bool collation_add(struct collation *collation, const guint32 *units,
                   guint count, GError **error)
{
    /* a plan that is in two columns has its sections in both */
    g_hash_table_remove_all(collation->section_of);
    collation->columns++;
    for (guint i = 0; i < count; i++)
        if (!add_item(collation, collation->items, units[i], error))
            return false;
    g_array_append_vals(collation->units, units, count);
    return true;
}

bool collation_add_context(struct collation *collation, const guint32 *units,
                           guint count, GError **error)
{
    for (guint i = 0; i < count; i++)
        if (!add_item(collation, collation->context, units[i], error))
            return false;
    return true;
}

void collation_align(struct collation *collation, double least)
{
    struct align_input input = {
        .sections = (const struct align_section *)collation->sections->data,
        .section_count = collation->sections->len,
        .items = (const struct align_item *)collation->items->data,
        .count = collation->items->len,
        .columns = collation->columns,
        .context = (const struct align_item *)collation->context->data,
        .context_count = collation->context->len,
        .least = least,
    };
    collation->table = align_rows(&input);
}

void collation_one_row(struct collation *collation)
{
    int *row = g_new(int, collation->columns + 1);
    for (guint i = 0; i < collation->columns; i++)
        row[i] = ALIGN_NONE;
    for (guint i = 0; i < collation->items->len; i++)
        row[g_array_index(collation->items, struct align_item, i).column] =
            (int)i;
    collation->table = g_new0(struct align_table, 1);
    collation->table->columns = collation->columns;
    collation->table->rows = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(collation->table->rows, row);
}

gint64 collation_unit(const struct collation *collation, guint row,
                      guint column)
{
    const int *items = collation->table->rows->pdata[row];
    if (items[column] == ALIGN_NONE)
        return -1;
    return g_array_index(collation->units, guint32, items[column]);
}
