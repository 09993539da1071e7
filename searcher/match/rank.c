/* The order of hits, and the part of it that was asked for. */
#include "searcher/match/inside.h"

#include <math.h>
#include <string.h>

/* Tuned on the judged queries; BM25 is flat around these. */
#define BM25_K1 1.2
#define BM25_B 0.5

double rank_idf(guint32 units, guint32 found)
{
    return log1p((units - MIN(found, units) + 0.5) / (found + 0.5));
}

double rank_length(double chars, double average)
{
    return BM25_K1 *
           (1 - BM25_B + BM25_B * MAX(chars, RANK_SHORTEST) / average);
}

double rank_weight(double frequency, double length)
{
    return frequency * (BM25_K1 + 1) / (frequency + length);
}

/* A plan is searched for what it sets out to do, less for what lies behind it;
 * a note explains another unit.  Measured on the judged queries. */
double rank_prior(const struct entry *entry)
{
    static const double roles[ROLES] = {
        [ROLE_NONE] = 1,        [ROLE_BASIS] = 0.9,     [ROLE_PROBLEMS] = 0.9,
        [ROLE_SITUATION] = 0.9, [ROLE_GUIDELINE] = 0.9, [ROLE_PRINCIPLES] = 0.9,
        [ROLE_GOALS] = 1,       [ROLE_TASKS] = 1,       [ROLE_PROJECTS] = 1,
        [ROLE_SAFEGUARDS] = 1,
    };
    return roles[entry->role] * (entry->kind == UNIT_NOTE ? 0.7 : 1);
}

/* ---- places: plans in the order of province, place, id */

struct place_key {
    char *key;
    guint32 plan;
};

static int compare_places(gconstpointer a, gconstpointer b)
{
    const struct place_key *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->plan > y->plan) - (x->plan < y->plan);
}

static char *place_key_of(const struct plan *plan)
{
    const struct place *place =
        plan->place != NULL ? place_find(plan->place) : NULL;
    const char *name = plan->place != NULL ? plan->place : "";
    const char *province = plan->province != NULL ? plan->province : "";
    const struct place *over = place_find(province);
    return g_strdup_printf("%s/%s", over != NULL ? over->roman : province,
                           place == NULL   ? name
                           : place == over ? "" /* before its cities */
                                           : place->roman);
}

/* For each plan the rank of its place; plans of one place share it. */
static guint32 *place_ranks(struct matcher *matcher, GError **error)
{
    g_autofree struct place_key *keys =
        g_new0(struct place_key, matcher->plans + 1);
    guint32 *ranks = g_new0(guint32, matcher->plans + 1), done = 0;
    for (; done < matcher->plans; done++) {
        const struct plan *plan = index_plan(matcher->index, done, error);
        if (plan == NULL)
            break;
        keys[done] = (struct place_key){place_key_of(plan), done};
    }
    qsort(keys, done, sizeof *keys, compare_places);
    for (guint32 i = 1; i < done; i++)
        ranks[keys[i].plan] = ranks[keys[i - 1].plan] +
                              (strcmp(keys[i].key, keys[i - 1].key) != 0);
    for (guint32 i = 0; i < done; i++)
        g_free(keys[i].key);
    if (done < matcher->plans)
        g_clear_pointer(&ranks, g_free);
    return ranks;
}

/* ---- order */

bool rank_before(const struct match_hit *a, const struct match_hit *b)
{
    return a->score != b->score ? a->score > b->score : a->unit < b->unit;
}

static int compare_hits(gconstpointer a, gconstpointer b)
{
    return rank_before(a, b) ? -1 : rank_before(b, a);
}

static void sift_down(struct match_hit *heap, guint count, guint at)
{
    struct match_hit moved = heap[at];
    for (guint child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && rank_before(&heap[child], &heap[child + 1]))
            child++;
        if (!rank_before(&moved, &heap[child]))
            break;
        heap[at] = heap[child];
    }
    heap[at] = moved;
}

/* The worst of those kept so far is the heap's root. */
void rank_best(GArray *hits, guint most)
{
    struct match_hit *list = (struct match_hit *)(void *)hits->data;
    if (most < hits->len) {
        for (guint i = most / 2; i-- > 0;)
            sift_down(list, most, i);
        for (guint i = most; i < hits->len; i++)
            if (rank_before(&list[i], &list[0])) {
                list[0] = list[i];
                sift_down(list, most, 0);
            }
        g_array_set_size(hits, most);
    }
    if (hits->len > 1)
        qsort(list, hits->len, sizeof *list, compare_hits);
}

struct placed_hit {
    guint32 rank;
    struct match_hit hit;
};

static int compare_placed(gconstpointer a, gconstpointer b)
{
    const struct placed_hit *x = a, *y = b;
    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank)
                              : compare_hits(&x->hit, &y->hit);
}

static bool sort_by_place(struct matcher *matcher, GArray *hits, bool by_text,
                          GError **error)
{
    g_autofree guint32 *ranks = place_ranks(matcher, error);
    if (ranks == NULL)
        return false;
    struct match_hit *list = (struct match_hit *)(void *)hits->data;
    g_autofree struct placed_hit *placed =
        g_new0(struct placed_hit, hits->len + 1);
    for (guint i = 0; i < hits->len; i++) {
        struct entry entry;
        index_entry(matcher->index, list[i].unit, &entry);
        placed[i] = (struct placed_hit){ranks[entry.plan], list[i]};
        if (by_text)
            placed[i].hit.score = 0;
    }
    qsort(placed, hits->len, sizeof *placed, compare_placed);
    for (guint i = 0; i < hits->len; i++)
        list[i] = placed[i].hit;
    return true;
}

bool rank_hits(struct matcher *matcher, GArray *hits,
               const struct match_options *options, GError **error)
{
    guint most =
        options->limit == 0 || options->limit > G_MAXUINT - options->offset
            ? G_MAXUINT
            : options->offset + options->limit;
    if (options->sort == SORT_RELEVANCE)
        rank_best(hits, most);
    else if (options->sort == SORT_PLACE &&
             !sort_by_place(matcher, hits, options->by_text, error))
        return false;
    if (hits->len > most)
        g_array_set_size(hits, most);
    g_array_remove_range(hits, 0, MIN(options->offset, hits->len));
    return true;
}
