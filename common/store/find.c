/* Exact search: which units contain a string.
 *
 * Every bigram of the term has postings; the shortest lists are intersected
 * until going through another list would cost more than looking at the texts
 * that are left.  Then the text decides.  A term of two different characters
 * needs no look: its postings are its occurrences.  A term of one character
 * has no bigram: its shard's text is scanned.
 *
 * A shard gives its hits by local number, plan by plan; plans are then put
 * into the order of the index.
 */
#include "common/store/index.h"

#include "common/text/text.h"

#include <string.h>

/* Decoding a byte of postings costs about a nanosecond, looking at a text
 * about this many. */
enum { LOOK = 200 };
/* More bigrams than this do not make the shortest list shorter. */
enum { KEYS_MOST = 64 };

struct term {
    const char *bytes;
    gsize length;
    GArray *keys; /* of guint64: its bigrams, packed, each once */
    bool pair;    /* two different characters */
};

/* Hits of one plan that lie together. */
struct run {
    guint32 first; /* unit number of the first hit */
    guint from, count;
};

struct found {
    GArray *hits; /* of struct hit_count, numbers already those of the index */
    GArray *runs;
    const struct index *index;
    const struct index_shard *in;
    guint32 plan; /* local, of the last hit */
    bool open;    /* the last run is of that shard */
};

static void found_add(struct found *found, guint32 unit, guint32 count,
                      guint32 in_lead)
{
    guint32 before = found->plan;
    guint32 number = index_number(found->index, found->in, unit, &found->plan);
    if (number == NOWHERE)
        return;
    struct hit_count hit = {number, count, in_lead};
    if (found->open && before == found->plan) {
        g_array_index(found->runs, struct run, found->runs->len - 1).count++;
    } else {
        struct run run = {number, found->hits->len, 1};
        g_array_append_val(found->runs, run);
    }
    found->open = true;
    g_array_append_val(found->hits, hit);
}

static int run_order(const void *a, const void *b)
{
    const struct run *left = a, *right = b;
    return left->first < right->first ? -1 : left->first > right->first;
}

/* The hits in unit order; clears what was gathered. */
static GArray *found_sort(struct found *found)
{
    const struct run *runs = (const void *)found->runs->data;
    bool sorted = true;
    for (guint i = 1; sorted && i < found->runs->len; i++)
        sorted = runs[i - 1].first < runs[i].first;
    if (sorted) {
        g_array_unref(found->runs);
        return found->hits;
    }
    g_array_sort(found->runs, run_order);
    runs = (const void *)found->runs->data;
    GArray *list = g_array_sized_new(FALSE, FALSE, sizeof(struct hit_count),
                                     found->hits->len);
    const struct hit_count *hits = (const void *)found->hits->data;
    for (guint i = 0; i < found->runs->len; i++)
        g_array_append_vals(list, hits + runs[i].from, runs[i].count);
    g_array_unref(found->hits);
    g_array_unref(found->runs);
    return list;
}

/* ---- looking at one text */

static void count_in(const struct term *term, const char *text, gsize length,
                     gsize lead, guint32 *count, guint32 *in_lead)
{
    const char *at = text, *end = text + length;
    *count = *in_lead = 0;
    while ((at = memmem(at, (gsize)(end - at), term->bytes, term->length))) {
        ++*count;
        *in_lead += (gsize)(at - text) < lead;
        at += term->length;
    }
}

static void look(struct found *found, const struct term *term, guint32 unit)
{
    const struct shard *shard = found->in->shard;
    gsize length;
    guint32 count, in_lead;
    const char *text = shard_text(shard, unit, &length);
    count_in(term, text, length, shard->unit_rows[unit].lead, &count, &in_lead);
    if (count > 0)
        found_add(found, unit, count, in_lead);
}

/* ---- bigrams */

static int list_order(const void *a, const void *b)
{
    const struct gram_list *left = a, *right = b;
    gsize here = (gsize)(left->end - left->at);
    gsize there = (gsize)(right->end - right->at);
    return here < there ? -1 : here > there;
}

/* The lists of all bigrams, shortest first; NULL when one of them is in no
 * unit. */
static GArray *term_lists(const struct term *term, const struct shard *shard)
{
    GArray *lists = g_array_sized_new(FALSE, FALSE, sizeof(struct gram_list),
                                      term->keys->len);
    for (guint i = 0; i < term->keys->len; i++) {
        struct gram_list list;
        if (!gram_find(&shard->grams, g_array_index(term->keys, guint64, i),
                       &list)) {
            g_array_unref(lists);
            return NULL;
        }
        g_array_append_val(lists, list);
    }
    g_array_sort(lists, list_order);
    return lists;
}

/* Keeps those candidates that are in the list too. */
static void intersect(GArray *units, struct gram_list *list)
{
    guint32 *candidates = (guint32 *)(void *)units->data;
    struct posting posting = {0};
    guint kept = 0;
    bool more = gram_list_next(list, &posting);
    for (guint i = 0; more && i < units->len; i++) {
        while (more && posting.unit < candidates[i])
            more = gram_list_next(list, &posting);
        if (more && posting.unit == candidates[i])
            candidates[kept++] = candidates[i];
    }
    g_array_set_size(units, kept);
}

static GArray *candidates(GArray *lists, guint32 limit)
{
    struct gram_list *list = &g_array_index(lists, struct gram_list, 0);
    GArray *units = g_array_sized_new(FALSE, FALSE, sizeof(guint32),
                                      (guint)(list->end - list->at));
    struct posting posting;
    while (gram_list_next(list, &posting) && posting.unit < limit)
        g_array_append_val(units, posting.unit);
    for (guint i = 1; i < lists->len; i++) {
        list = &g_array_index(lists, struct gram_list, i);
        if ((guint64)units->len * LOOK < (guint64)(list->end - list->at))
            break;
        intersect(units, list);
    }
    return units;
}

static void find_by_grams(struct found *found, const struct term *term)
{
    g_autoptr(GArray) lists = term_lists(term, found->in->shard);
    if (lists == NULL)
        return;
    g_autoptr(GArray) units = candidates(lists, found->in->shard->unit_count);
    for (guint i = 0; i < units->len; i++)
        look(found, term, g_array_index(units, guint32, i));
}

/* Postings of a pair are its occurrences; only leads need a look. */
static void find_pair(struct found *found, const struct term *term)
{
    const struct shard *shard = found->in->shard;
    struct gram_list list;
    struct posting posting;
    gram_find(&shard->grams, g_array_index(term->keys, guint64, 0), &list);
    while (gram_list_next(&list, &posting) &&
           posting.unit < shard->unit_count) {
        guint32 lead = shard->unit_rows[posting.unit].lead;
        if (lead > 0)
            look(found, term, posting.unit);
        else
            found_add(found, posting.unit, posting.count, 0);
    }
}

/* ---- one character: the whole text */

/* The next place of the character in the text, by its last byte, which varies
 * most. */
static const char *next_character(const char *at, const char *end,
                                  const struct term *term)
{
    gsize before = term->length - 1;
    at += before;
    while (at < end &&
           (at = memchr(at, term->bytes[before], (gsize)(end - at))) != NULL) {
        if (memcmp(at - before, term->bytes, before) == 0)
            return at - before;
        at++;
    }
    return NULL;
}

static void find_character(struct found *found, const struct term *term)
{
    const struct shard *shard = found->in->shard;
    const char *base = shard->text.data, *end = base + shard->text.size;
    const char *at = base + sizeof(struct part_head);
    guint32 unit = 0, count = 0, in_lead = 0;
    gsize start = 0, stop = 0; /* of the unit's text */
    while ((at = next_character(at, end, term)) != NULL) {
        gsize place = (gsize)(at - base);
        if (place >= stop) {
            if (count > 0)
                found_add(found, unit, count, in_lead);
            count = in_lead = 0;
            while (unit + 1 < shard->unit_count &&
                   shard->unit_rows[unit + 1].text <= place)
                unit++;
            start = shard->unit_rows[unit].text;
            stop = shard->unit_rows[unit + 1].text;
        }
        count++;
        in_lead += place - start < shard->unit_rows[unit].lead;
        at += term->length;
    }
    if (count > 0)
        found_add(found, unit, count, in_lead);
}

/* ---- the door */

static void term_init(struct term *term, const char *bytes, gsize length)
{
    struct grams grams;
    guint64 key;
    *term = (struct term){bytes, length,
                          g_array_new(FALSE, FALSE, sizeof(guint64)), false};
    grams_start(&grams, bytes, length);
    while (term->keys->len < KEYS_MOST && grams_next(&grams, &key)) {
        guint64 packed = gram_pack(key);
        bool known = false;
        for (guint i = 0; !known && i < term->keys->len; i++)
            known = g_array_index(term->keys, guint64, i) == packed;
        if (!known)
            g_array_append_val(term->keys, packed);
        term->pair = term->keys->len == 1 && grams.at == grams.end &&
                     key >> 32 != (key & G_MAXUINT32);
    }
}

static void found_init(struct found *found, const struct index *index)
{
    *found = (struct found){
        .hits = g_array_new(FALSE, FALSE, sizeof(struct hit_count)),
        .runs = g_array_new(FALSE, FALSE, sizeof(struct run)),
        .index = index,
    };
}

static void found_begin(struct found *found, guint shard)
{
    found->in = &g_array_index(found->index->shards, struct index_shard, shard);
    found->plan = 0;
    found->open = false;
}

static void find_term(struct found *found, const struct term *term)
{
    if (found->in->shard->unit_count == 0)
        return;
    if (term->keys->len == 0)
        find_character(found, term);
    else if (term->pair)
        find_pair(found, term);
    else
        find_by_grams(found, term);
}

GArray *index_find(const struct index *index, const char *bytes, gsize length)
{
    struct term term;
    /* No normalised text is empty or holds a line break. */
    if (length == 0 || memchr(bytes, '\n', length) != NULL ||
        !g_utf8_validate_len(bytes, length, NULL))
        return g_array_new(FALSE, FALSE, sizeof(struct hit_count));
    struct found found;
    found_init(&found, index);
    term_init(&term, bytes, length);
    for (guint i = 0; i < index->shards->len; i++) {
        found_begin(&found, i);
        find_term(&found, &term);
    }
    g_array_unref(term.keys);
    return found_sort(&found);
}

static void find_postings(struct found *found, guint64 key)
{
    const struct shard *shard = found->in->shard;
    struct gram_list list;
    struct posting posting;
    gram_find(&shard->grams, key, &list);
    while (gram_list_next(&list, &posting) && posting.unit < shard->unit_count)
        found_add(found, posting.unit, posting.count, 0);
}

GArray *index_gram(const struct index *index, guint64 key)
{
    struct found found;
    found_init(&found, index);
    for (guint i = 0; i < index->shards->len; i++) {
        found_begin(&found, i);
        find_postings(&found, gram_pack(key));
    }
    g_autoptr(GArray) hits = found_sort(&found);
    GArray *postings =
        g_array_sized_new(FALSE, FALSE, sizeof(struct posting), hits->len);
    for (guint i = 0; i < hits->len; i++) {
        const struct hit_count *hit = &g_array_index(hits, struct hit_count, i);
        struct posting posting = {hit->unit, hit->count};
        g_array_append_val(postings, posting);
    }
    return postings;
}
