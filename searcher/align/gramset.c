/* Sets of bigrams and their cosines. */
#include "searcher/align/gramset.h"

#include <math.h>

void gram_table_init(struct gram_table *table)
{
    table->ids = g_hash_table_new(NULL, NULL);
    table->weights = g_array_new(FALSE, TRUE, sizeof(double));
}

void gram_table_clear(struct gram_table *table)
{
    g_hash_table_unref(table->ids);
    g_array_unref(table->weights);
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
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

struct gramset gramset_of(GArray *grams)
{
    guint kept = 0;
    g_array_sort(grams, by_id);
    for (guint i = 0; i < grams->len; i++) {
        guint32 id = g_array_index(grams, guint32, i);
        if (kept == 0 || g_array_index(grams, guint32, kept - 1) != id)
            g_array_index(grams, guint32, kept++) = id;
    }
    g_array_set_size(grams, kept);
    return (struct gramset){grams, 0};
}

struct gramset gramset_read(struct gram_table *table, const char *text,
                            gsize length)
{
    GArray *grams = g_array_new(FALSE, FALSE, sizeof(guint32));
    struct grams at;
    guint64 key;
    if (text != NULL) {
        grams_start(&at, text, length);
        while (grams_next(&at, &key)) {
            guint32 id = gram_id(table, key);
            if (!g_unichar_ispunct((gunichar)(key >> 32)) &&
                !g_unichar_ispunct((gunichar)key))
                g_array_append_val(grams, id);
        }
    }
    return gramset_of(grams);
}

void gramset_clear(struct gramset *set)
{
    g_array_unref(set->grams);
}

static double weight(const struct gram_table *table, guint32 id)
{
    return g_array_index(table->weights, double, id);
}

void gramset_measure(const struct gram_table *table, struct gramset *set)
{
    set->norm = 0;
    for (guint i = 0; i < set->grams->len; i++)
        set->norm += weight(table, g_array_index(set->grams, guint32, i));
    set->norm = sqrt(set->norm);
}

void gram_table_weigh(struct gram_table *table, const struct gramset *all,
                      guint count)
{
    guint grams = g_hash_table_size(table->ids);
    g_autofree guint *units = g_new0(guint, grams + 1);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++)
            units[g_array_index(all[i].grams, guint32, j)]++;
    g_array_set_size(table->weights, grams);
    for (guint i = 0; i < grams; i++) {
        double idf = log(1 + (double)count / MAX(units[i], 1));
        g_array_index(table->weights, double, i) = idf * idf;
    }
}

/* ---- shelves */

void shelf_init(struct shelf *shelf, const struct gram_table *table,
                const struct gramset *all, guint count, guint most)
{
    guint grams = g_hash_table_size(table->ids);
    *shelf = (struct shelf){
        .table = table, .all = all, .count = count, .most = most};
    shelf->first = g_new0(guint32, grams + 2);
    shelf->cosines = g_new0(double, count + 1);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++)
            shelf->first[g_array_index(all[i].grams, guint32, j) + 2]++;
    for (guint i = 2; i < grams + 2; i++)
        shelf->first[i] += shelf->first[i - 1];
    shelf->lists = g_new(guint32, shelf->first[grams + 1] + 1);
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < all[i].grams->len; j++) {
            guint32 gram = g_array_index(all[i].grams, guint32, j);
            shelf->lists[shelf->first[gram + 1]++] = i;
        }
}

void shelf_clear(struct shelf *shelf)
{
    g_free(shelf->first);
    g_free(shelf->lists);
    g_free(shelf->cosines);
}

static void add_gram(struct shelf *shelf, guint32 gram, guint limit)
{
    guint32 first = shelf->first[gram], last = shelf->first[gram + 1];
    double squared = weight(shelf->table, gram);
    if (last - first > shelf->most)
        return;
    for (guint32 i = first; i < last && shelf->lists[i] < limit; i++)
        shelf->cosines[shelf->lists[i]] += squared;
}

void shelf_compare(struct shelf *shelf, guint i, guint limit)
{
    const struct gramset *set = &shelf->all[i];
    for (guint j = 0; j < limit; j++)
        shelf->cosines[j] = 0;
    for (guint j = 0; j < set->grams->len; j++)
        add_gram(shelf, g_array_index(set->grams, guint32, j), limit);
    for (guint j = 0; j < limit; j++) {
        double norms = set->norm * shelf->all[j].norm;
        shelf->cosines[j] = norms > 0 ? shelf->cosines[j] / norms : 0;
    }
}
