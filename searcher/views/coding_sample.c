/* A sample of what a code finds, to be judged by hand: the units whose hash,
 * with the seed and the label, is smallest (bottom-k sampling, Cohen and Kaplan
 * 2007). */
#include "searcher/views/codebook.h"

#include <string.h>

struct drawn {
    guint64 hash;
    struct code_hit hit;
};

/* FNV-1a (Fowler, Noll, Vo). */
static guint64 hash_add(guint64 hash, const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)bytes[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}

/* Its low bits spread over all (the finish of SplitMix64, Steele, Lea and Flood
 * 2014). */
static guint64 hash_finish(guint64 hash)
{
    hash = (hash ^ (hash >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return hash ^ (hash >> 31);
}

static guint64 hash_of(const struct index *index, const struct code *code,
                       guint64 seed, guint32 unit)
{
    struct entry entry;
    index_entry(index, unit, &entry);
    guint64 hash = hash_finish(seed + G_GUINT64_CONSTANT(14695981039346656037));
    hash = hash_add(hash, code->label, strlen(code->label) + 1);
    return hash_finish(hash_add(hash, entry.text, entry.length));
}

static int by_hash(gconstpointer a, gconstpointer b)
{
    const struct drawn *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->hit.unit > y->hit.unit) - (x->hit.unit < y->hit.unit);
}

static int by_unit(gconstpointer a, gconstpointer b)
{
    const struct code_hit *x = a, *y = b;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

GArray *coding_sample(const struct coding *coding, const struct code *code,
                      const struct coding_options *options)
{
    const struct index *index = matcher_index(coding->matcher);
    if (options->sample == 0 || code->hits->len <= options->sample)
        return g_array_ref(code->hits);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    GArray *sample = g_array_new(FALSE, FALSE, sizeof(struct code_hit));
    for (guint i = 0; i < code->hits->len; i++) {
        struct drawn drawn = {
            .hit = g_array_index(code->hits, struct code_hit, i)};
        drawn.hash = hash_of(index, code, options->seed, drawn.hit.unit);
        g_array_append_val(all, drawn);
    }
    g_array_sort(all, by_hash);
    for (guint i = 0; i < options->sample; i++)
        g_array_append_val(sample, g_array_index(all, struct drawn, i).hit);
    g_array_sort(sample, by_unit);
    return sample;
}
