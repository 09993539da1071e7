/* Ranked words: BM25 by Xapian over the shards of all databases at once, so
 * that frequencies and lengths are those of the whole. */
#include "common/store/words.h"

#include "common/messages/messages.h"
#include "common/store/index.h"

#include <math.h>
#include <string.h>

static bool fail(enum xapian_status status, char *message, GError **error)
{
    if (status == XAPIAN_OK)
        return false;
    enum store_error code = status == XAPIAN_IO       ? STORE_ERROR_IO
                            : status == XAPIAN_FORMAT ? STORE_ERROR_VERSION
                                                      : STORE_ERROR_DAMAGED;
    g_set_error(error, STORE_ERROR, code, _("cannot search words: %s"),
                message);
    g_free(message);
    return true;
}

/* Metadata is that of the first database, so each is opened by itself. */
static bool check_stamp(const struct shard *shard, const char *path,
                        GError **error)
{
    g_autoptr(GString) stamp = g_string_new(NULL);
    struct xapian_reader *one = NULL;
    char *message = NULL, want[17];
    enum xapian_status status = xapian_reader_open(&path, 1, &one, &message);
    if (status == XAPIAN_OK)
        status = xapian_reader_metadata(one, "stamp", stamp, &message);
    if (one != NULL)
        xapian_reader_close(one);
    if (fail(status, message, error)) {
        g_prefix_error(error, "'%s/words': ", shard->label);
        return false;
    }
    store_stamp(want, shard->stamp);
    if (strcmp(stamp->str, want) == 0)
        return true;
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                _("'%s/words' belongs to another generation"), shard->label);
    return false;
}

struct xapian_reader *words_open(const struct shard *const *shards, guint count,
                                 GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    struct xapian_reader *reader = NULL;
    char *message = NULL;
    for (guint i = 0; i < count; i++) {
        char *path = g_build_filename(shards[i]->dir, "words", NULL);
        g_ptr_array_add(paths, path);
        if (!check_stamp(shards[i], path, error))
            return NULL;
    }
    enum xapian_status status = xapian_reader_open(
        (const char *const *)paths->pdata, count, &reader, &message);
    return fail(status, message, error) ? NULL : reader;
}

static bool index_words_open(const struct index *index, GError **error)
{
    if (*index->words != NULL)
        return true;
    g_autoptr(GPtrArray) shards = g_ptr_array_new();
    for (guint i = 0; i < index->shards->len; i++)
        g_ptr_array_add(
            shards, g_array_index(index->shards, struct index_shard, i).shard);
    *index->words = words_open((const struct shard *const *)shards->pdata,
                               shards->len, error);
    return *index->words != NULL;
}

/* The unit of one of Xapian's documents, or NOWHERE. */
static guint32 unit_of(const struct index *index, guint32 docid)
{
    guint count = index->shards->len;
    const struct index_shard *in = &g_array_index(
        index->shards, struct index_shard, xapian_docid_shard(docid, count));
    guint32 unit = xapian_docid_local(docid, count) - 1;
    if (unit >= in->shard->unit_count)
        return NOWHERE;
    guint32 low = 0, high = in->shard->plan_count;
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (in->shard->plan_rows[middle].first <= unit)
            low = middle;
        else
            high = middle;
    }
    return index_number(index, in, unit, &low);
}

struct wish {
    const struct index *index;
    index_accept *accept;
    void *data;
};

static bool accepted(guint32 docid, void *data)
{
    const struct wish *wish = data;
    guint32 unit = unit_of(wish->index, docid);
    return unit != NOWHERE &&
           (wish->accept == NULL || wish->accept(unit, wish->data));
}

static int score_order(const void *a, const void *b)
{
    const struct scored *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->unit < right->unit ? -1 : left->unit > right->unit;
}

/* The last bits of a sum depend on how plans lie in shards: scores are rounded
 * so that ties are ties however the index came to be. */
static GArray *scored_units(const struct index *index, const GArray *hits)
{
    GArray *list =
        g_array_sized_new(FALSE, FALSE, sizeof(struct scored), hits->len);
    for (guint i = 0; i < hits->len; i++) {
        const struct xapian_hit *hit =
            &g_array_index(hits, struct xapian_hit, i);
        struct scored scored = {unit_of(index, hit->docid),
                                round(hit->weight * 1e6) / 1e6};
        if (scored.unit != NOWHERE)
            g_array_append_val(list, scored);
    }
    g_array_sort(list, score_order);
    return list;
}

/* Asks for more than the limit until the last one weighs less than the one at
 * the limit: among equals the unit decides, not Xapian's numbers. */
static GArray *best(const struct index *index, struct xapian_search *search,
                    guint limit, GError **error)
{
    g_autoptr(GArray) hits =
        g_array_new(FALSE, FALSE, sizeof(struct xapian_hit));
    guint more = limit == 0 ? 0 : limit + 16;
    for (;; more *= 2) {
        char *message = NULL;
        search->limit = more;
        if (fail(xapian_reader_search(*index->words, search, hits, &message),
                 message, error))
            return NULL;
        const struct xapian_hit *list = (const void *)hits->data;
        if (more == 0 || hits->len < more ||
            list[hits->len - 1].weight < list[limit - 1].weight - 2e-6)
            break;
    }
    GArray *units = scored_units(index, hits);
    if (limit != 0 && units->len > limit)
        g_array_set_size(units, limit);
    return units;
}

GArray *index_words(const struct index *index, const struct word_query *words,
                    guint count, guint limit, index_accept *accept, void *data,
                    GError **error)
{
    if (index->shards->len == 0 || count == 0)
        return g_array_new(FALSE, FALSE, sizeof(struct scored));
    if (!index_words_open(index, error))
        return NULL;
    g_autofree struct xapian_term *terms = g_new0(struct xapian_term, count);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) term = g_string_new(NULL);
    guint used = 0;
    for (guint i = 0; i < count; i++) {
        if (words[i].length == 0)
            continue;
        store_term(term, (enum store_prefix)words[i].field, words[i].word,
                   words[i].length);
        char *copy = g_strndup(term->str, term->len);
        g_ptr_array_add(strings, copy);
        terms[used++] = (struct xapian_term){copy, term->len, words[i].weight};
    }
    struct wish wish = {index, accept, data};
    /* To be asked about every document costs Xapian its short cuts. */
    bool asked = accept != NULL || index->shadows;
    struct xapian_search search = {.terms = terms,
                                   .count = used,
                                   .accept = asked ? accepted : NULL,
                                   .data = &wish};
    return best(index, &search, limit, error);
}
