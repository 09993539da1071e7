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
enum { LOOK = 50 };
/* More bigrams than this do not make the shortest list shorter. */
enum { KEYS_MOST = 64 };

struct term {
    struct needle needle;
    GArray *keys; /* of guint64: its bigrams, packed, each once */
    bool pair;    /* two different characters */
};

/* Hits of one plan, which lie together; a plan has at most one run. */
struct run {
    guint32 plan;    /* its number in the index */
    guint from, end; /* end: known when all hits are */
};

struct found {
    GArray *hits; /* of struct hit_count, numbers already those of the index;
                     longer than what it holds while a shard is searched */
    guint count;  /* of those it holds */
    GArray *runs;
    const struct index *index;
    const struct index_shard *in;
    /* The plan at hand: its local number, the first unit behind it, and what
     * its units' local numbers lack; a plan that does not count is hidden. */
    guint32 plan, behind, shift;
    bool hidden;
};

/* Makes room for about so many more hits: an append for each would cost more
 * than finding it. */
static void found_reserve(struct found *found, gsize most)
{
    g_array_set_size(found->hits, found->count + (guint)most);
}

/* Turns to the plan of a local unit, behind the plan at hand. */
static void found_turn(struct found *found, guint32 unit)
{
    const struct plan_row *rows = found->in->shard->plan_rows;
    while (rows[found->plan + 1].first <= unit)
        found->plan++;
    guint32 number = found->in->plans[found->plan];
    found->behind = rows[found->plan + 1].first;
    found->hidden = number == NOWHERE;
    if (found->hidden)
        return;
    struct run run = {.plan = number, .from = found->count};
    g_array_append_val(found->runs, run);
    found->shift = found->index->starts[number] - rows[found->plan].first;
}

static void found_add(struct found *found, guint32 unit, guint32 count,
                      guint32 in_lead)
{
    if (unit >= found->behind)
        found_turn(found, unit);
    if (found->hidden)
        return;
    struct hit_count hit = {unit + found->shift, count, in_lead};
    if (found->count == found->hits->len)
        found_reserve(found, (gsize)found->count + 1);
    g_array_index(found->hits, struct hit_count, found->count++) = hit;
}

/* Of every plan of the index its run, which is empty where it has no hits;
 * NULL when the runs are in the order of the plans. */
static struct run *runs_by_plan(const struct found *found)
{
    struct run *runs = (void *)found->runs->data;
    bool sorted = true;
    for (guint i = 0; i < found->runs->len; i++) {
        bool last = i + 1 == found->runs->len;
        runs[i].end = last ? found->count : runs[i + 1].from;
        sorted = sorted && (last || runs[i].plan < runs[i + 1].plan);
    }
    if (sorted)
        return NULL;
    struct run *plans = g_new0(struct run, found->index->plans->len);
    for (guint i = 0; i < found->runs->len; i++)
        plans[runs[i].plan] = runs[i];
    return plans;
}

/* The hits in unit order; clears what was gathered. */
static GArray *found_sort(struct found *found)
{
    g_autofree struct run *plans = runs_by_plan(found);
    g_array_set_size(found->hits, found->count);
    g_array_unref(found->runs);
    if (plans == NULL)
        return found->hits;
    GArray *list =
        g_array_sized_new(FALSE, FALSE, sizeof(struct hit_count), found->count);
    const struct hit_count *hits = (const void *)found->hits->data;
    for (guint i = 0; i < found->index->plans->len; i++)
        if (plans[i].from < plans[i].end)
            g_array_append_vals(list, hits + plans[i].from,
                                plans[i].end - plans[i].from);
    g_array_unref(found->hits);
    return list;
}

/* ---- looking at one text */

/* Counts in a text where the term stands at most so often. */
static void count_in(const struct term *term, const char *text, gsize length,
                     gsize lead, guint32 most, guint32 *count, guint32 *in_lead)
{
    const char *at = text, *end = text + length;
    *count = *in_lead = 0;
    while (*count < most &&
           (at = needle_find(&term->needle, at, end)) != NULL) {
        ++*count;
        *in_lead += (gsize)(at - text) < lead;
        at += term->needle.length;
    }
}

/* A term stands nowhere more often than one of its bigrams does. */
static void look(struct found *found, const struct term *term,
                 const struct posting *posting)
{
    const struct shard *shard = found->in->shard;
    gsize length;
    guint32 count, in_lead;
    const char *text = shard_text(shard, posting->unit, &length);
    count_in(term, text, length, shard->unit_rows[posting->unit].lead,
             posting->count, &count, &in_lead);
    if (count > 0)
        found_add(found, posting->unit, count, in_lead);
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

/* Keeps those candidates that are in the list too, with the lesser count. */
static void intersect(GArray *units, struct gram_list *list)
{
    struct posting *candidates = (struct posting *)(void *)units->data;
    struct posting posting = {0};
    guint kept = 0;
    bool more = gram_list_next(list, &posting);
    for (guint i = 0; more && i < units->len; i++) {
        while (more && posting.unit < candidates[i].unit)
            more = gram_list_next(list, &posting);
        if (more && posting.unit == candidates[i].unit) {
            posting.count = MIN(posting.count, candidates[i].count);
            candidates[kept++] = posting;
        }
    }
    g_array_set_size(units, kept);
}

/* Units (of struct posting) that hold the bigrams of the shortest lists. */
static GArray *candidates(GArray *lists, guint32 limit)
{
    struct gram_list *list = &g_array_index(lists, struct gram_list, 0);
    GArray *units = g_array_new(FALSE, FALSE, sizeof(struct posting));
    struct posting posting;
    guint count = 0;
    g_array_set_size(units, (guint)(list->end - list->at));
    while (gram_list_next(list, &posting) && posting.unit < limit)
        g_array_index(units, struct posting, count++) = posting;
    g_array_set_size(units, count);
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
    found_reserve(found, units->len);
    for (guint i = 0; i < units->len; i++)
        look(found, term, &g_array_index(units, struct posting, i));
}

/* How many of a pair's occurrences in a text begin in its lead. */
static guint32 pair_in_lead(const struct shard *shard, const struct term *term,
                            const struct posting *posting)
{
    gsize length, lead = shard->unit_rows[posting->unit].lead;
    guint32 count, in_lead;
    const char *text = shard_text(shard, posting->unit, &length);
    count_in(term, text, MIN(length, lead + term->needle.length - 1), lead,
             posting->count, &count, &in_lead);
    return in_lead;
}

/* Postings of a pair are its occurrences; only leads need a look. */
static void find_pair(struct found *found, const struct term *term)
{
    const struct shard *shard = found->in->shard;
    struct gram_list list;
    struct posting posting;
    gram_find(&shard->grams, g_array_index(term->keys, guint64, 0), &list);
    found_reserve(found, (gsize)(list.end - list.at));
    while (gram_list_next(&list, &posting) &&
           posting.unit < shard->unit_count) {
        guint32 in_lead = 0;
        if (shard->unit_rows[posting.unit].lead > 0)
            in_lead = pair_in_lead(shard, term, &posting);
        found_add(found, posting.unit, posting.count, in_lead);
    }
}

/* ---- one character: the whole text */

static void find_character(struct found *found, const struct term *term)
{
    const struct shard *shard = found->in->shard;
    const char *base = shard->text.data, *end = base + shard->text.size;
    const char *at = base + sizeof(struct part_head);
    guint32 unit = 0, count = 0, in_lead = 0;
    gsize start = 0, stop = 0; /* of the unit's text */
    found_reserve(found, shard->unit_count);
    while ((at = needle_find(&term->needle, at, end)) != NULL) {
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
        at += term->needle.length;
    }
    if (count > 0)
        found_add(found, unit, count, in_lead);
}

/* ---- the door */

static void term_init(struct term *term, const char *bytes, gsize length)
{
    struct grams grams;
    guint64 key;
    *term = (struct term){.keys = g_array_new(FALSE, FALSE, sizeof(guint64))};
    needle_init(&term->needle, bytes, length);
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
    found->plan = found->behind = 0;
    found->hidden = false;
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
    found_reserve(found, (gsize)(list.end - list.at));
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
