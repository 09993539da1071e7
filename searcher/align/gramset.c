/* Bags of bigrams, and what they have in common. */
#include "searcher/align/gramset.h"

#include <math.h>

void gram_table_init(struct gram_table *table)
{
    table->ids = g_hash_table_new(grams_hash, NULL);
    table->weights = g_array_new(FALSE, TRUE, sizeof(double));
    table->rarities = g_array_new(FALSE, TRUE, sizeof(double));
}

void gram_table_clear(struct gram_table *table)
{
    g_hash_table_unref(table->ids);
    g_array_unref(table->weights);
    g_array_unref(table->rarities);
}

static guint32 gram_id(struct gram_table *table, guint64 key)
{
    gpointer found = g_hash_table_lookup(table->ids, GSIZE_TO_POINTER(key));
    if (found != NULL)
        return GPOINTER_TO_UINT(found) - 1;
    guint32 id = g_hash_table_size(table->ids);
    g_hash_table_insert(table->ids, GSIZE_TO_POINTER(key),
                        GUINT_TO_POINTER(id + 1));
    return id;
}

static int by_id(gconstpointer a, gconstpointer b)
{
    guint32 x = ((const struct gram *)a)->id, y = ((const struct gram *)b)->id;
    return (x > y) - (x < y);
}

static const struct gram *gram_at(const struct gramset *set, guint i)
{
    return &g_array_index(set->grams, struct gram, i);
}

struct gramset gramset_of(GArray *grams)
{
    guint kept = 0;
    g_array_sort(grams, by_id);
    for (guint i = 0; i < grams->len; i++) {
        struct gram gram = g_array_index(grams, struct gram, i);
        struct gram *last =
            kept > 0 ? &g_array_index(grams, struct gram, kept - 1) : NULL;
        if (last != NULL && last->id == gram.id)
            last->count += gram.count;
        else
            g_array_index(grams, struct gram, kept++) = gram;
    }
    g_array_set_size(grams, kept);
    return (struct gramset){.grams = grams};
}

struct gramset gramset_read(struct gram_table *table, const char *text,
                            gsize length)
{
    GArray *grams = g_array_new(FALSE, FALSE, sizeof(struct gram));
    struct grams at;
    guint64 key;
    if (text != NULL) {
        grams_start(&at, text, length);
        while (grams_next(&at, &key)) {
            struct gram gram = {gram_id(table, key), 1};
            if (!g_unichar_ispunct((gunichar)(key >> 32)) &&
                !g_unichar_ispunct((gunichar)key))
                g_array_append_val(grams, gram);
        }
    }
    return gramset_of(grams);
}

void gramset_add(struct gramset *set, const struct gramset *other)
{
    g_array_append_vals(set->grams, other->grams->data, other->grams->len);
    *set = gramset_of(set->grams);
}

void gramset_clear(struct gramset *set)
{
    g_array_unref(set->grams);
}

static double weight(const struct gram_table *table, guint32 id)
{
    return g_array_index(table->weights, double, id);
}

static double rarity(const struct gram_table *table, guint32 id)
{
    return g_array_index(table->rarities, double, id);
}

void gramset_measure(const struct gram_table *table, struct gramset *set)
{
    set->norm = set->name = 0;
    for (guint i = 0; i < set->grams->len; i++) {
        const struct gram *gram = gram_at(set, i);
        double count = gram->count;
        set->norm += count * count * weight(table, gram->id);
        set->name += rarity(table, gram->id);
    }
    set->norm = sqrt(set->norm);
    set->name = sqrt(set->name);
}

void gram_table_weigh(struct gram_table *table, const struct gramset *all,
                      guint count)
{
    const double power = 0.7;
    guint grams = g_hash_table_size(table->ids);
    g_autofree guint *units = g_new0(guint, grams + 1);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++)
            units[gram_at(&all[i], j)->id]++;
    g_array_set_size(table->weights, grams);
    g_array_set_size(table->rarities, grams);
    for (guint i = 0; i < grams; i++) {
        double idf = log((double)(count + 1) / MAX(units[i], 1));
        g_array_index(table->weights, double, i) = pow(idf, 2 * power);
        g_array_index(table->rarities, double, i) = idf * idf;
    }
}

double gramset_cosine(const struct gram_table *table, const struct gramset *a,
                      const struct gramset *b)
{
    double common = 0;
    guint i = 0, j = 0;
    if (a->name == 0 || b->name == 0)
        return 0;
    while (i < a->grams->len && j < b->grams->len) {
        guint32 x = gram_at(a, i)->id, y = gram_at(b, j)->id;
        if (x == y)
            common += rarity(table, x);
        i += x <= y;
        j += y <= x;
    }
    return common / (a->name * b->name);
}

/* ---- shelves */

void shelf_init(struct shelf *shelf, const struct gram_table *table,
                const struct gramset *all, guint count)
{
    guint grams = g_hash_table_size(table->ids);
    *shelf = (struct shelf){.table = table, .all = all, .count = count};
    shelf->first = g_new0(guint32, grams + 2);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++)
            shelf->first[gram_at(&all[i], j)->id + 2]++;
    for (guint i = 2; i < grams + 2; i++)
        shelf->first[i] += shelf->first[i - 1];
    shelf->lists = g_new(struct shelf_entry, shelf->first[grams + 1] + 1);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++) {
            const struct gram *gram = gram_at(&all[i], j);
            shelf->lists[shelf->first[gram->id + 1]++] =
                (struct shelf_entry){i, gram->count};
        }
}

void shelf_clear(struct shelf *shelf)
{
    g_free(shelf->first);
    g_free(shelf->lists);
}

static double once(guint count)
{
    (void)count;
    return 1;
}

static double often(guint count)
{
    return count;
}

static double enough(guint count)
{
    return count > 2 ? 1 : count > 1 ? 0.85 : 0.5; /* (1 + ln count)/2 */
}

/* Adds factor · value(count) to all sets with a bigram. */
static void add_gram(const struct shelf *shelf, guint32 gram, double factor,
                     double (*value)(guint count), guint limit, double *values)
{
    guint32 first = shelf->first[gram], last = shelf->first[gram + 1];
    if (last - first > SHELF_COMMON)
        return;
    for (guint32 i = first; i < last && shelf->lists[i].set < limit; i++)
        values[shelf->lists[i].set] += factor * value(shelf->lists[i].count);
}

static void divide(double *value, double by)
{
    *value = by > 0 ? *value / by : 0;
}

static void clear_values(double *values, guint limit)
{
    for (guint i = 0; i < limit; i++)
        values[i] = 0;
}

void shelf_cosines(const struct shelf *shelf, const struct gramset *text,
                   guint limit, double *values)
{
    clear_values(values, limit);
    for (guint i = 0; i < text->grams->len; i++) {
        const struct gram *gram = gram_at(text, i);
        add_gram(shelf, gram->id, gram->count * weight(shelf->table, gram->id),
                 often, limit, values);
    }
    for (guint i = 0; i < limit; i++)
        divide(&values[i], text->norm * shelf->all[i].norm);
}

void shelf_saying(const struct shelf *shelf, const struct gramset *name,
                  guint limit, double *values)
{
    clear_values(values, limit);
    for (guint i = 0; i < name->grams->len; i++) {
        guint32 id = gram_at(name, i)->id;
        add_gram(shelf, id, rarity(shelf->table, id), enough, limit, values);
    }
    for (guint i = 0; i < limit; i++)
        divide(&values[i], name->name * name->name);
}

void shelf_said(const struct shelf *shelf, const struct gramset *text,
                guint limit, double *values)
{
    clear_values(values, limit);
    for (guint i = 0; i < text->grams->len; i++) {
        const struct gram *gram = gram_at(text, i);
        add_gram(shelf, gram->id,
                 rarity(shelf->table, gram->id) * enough(gram->count), once,
                 limit, values);
    }
    for (guint i = 0; i < limit; i++)
        divide(&values[i], shelf->all[i].name * shelf->all[i].name);
}
