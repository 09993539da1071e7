/* Near passages of one unit: the units that share a run with it, all shorter
 * runs of the two, chains of them, cut where a chain is not alike enough. */
#include "searcher/reuse/inside.h"

#include <string.h>

enum {
    TABLE_BITS = 12, /* of the table of one unit's runs */
    TABLE_SIZE = 1 << TABLE_BITS,
    /* of two units, or as many as one of them has characters; then only longer
       ones */
    MOST_MATCHES = 4000,
    SHORTEST_RUN = 3,
};

struct other { /* a unit that shares seeds */
    guint32 unit;
    guint32 from, to; /* the positions of the runs they are in */
};

struct variants {
    const struct reuse *reuse;
    guint run;       /* symbols of a short run */
    guint16 *slots;  /* by position: of the short run that begins there, or
                        TABLE_SIZE */
    guint64 *met;    /* by unit of the corpus: `before` and its place among the
                        others, counted from 1, when it was last met */
    guint64 before;  /* units met by the units before */
    GArray *others;  /* of struct other */
    GArray *matches; /* of struct match */
    GArray *next;    /* of guint32: by offset in the unit the one before of
                        the same chain, plus one */
    guint32 heads[TABLE_SIZE];
};

/* The chain of a run, or TABLE_SIZE where a BREAK stands in it. */
static guint16 slot_of(const guint32 *symbols, guint run)
{
    guint32 hash = 0;
    for (guint i = 0; i < run; i++) {
        if (symbols[i] == BREAK)
            return TABLE_SIZE;
        hash = (hash ^ symbols[i]) * 0x9e3779b1u;
    }
    return (guint16)(hash >> (32 - TABLE_BITS));
}

/* Each unit is looked at with many others: its slots are known beforehand. */
static guint16 *slots_of(const struct corpus *corpus, guint run)
{
    guint16 *slots = g_new(guint16, corpus->count);
    for (guint32 p = 0; p < corpus->count; p++) {
        bool whole = p + run <= corpus->count;
        slots[p] = whole ? slot_of(corpus->symbols + p, run) : TABLE_SIZE;
    }
    return slots;
}

struct variants *variants_new(const struct reuse *reuse)
{
    struct variants *variants = g_new0(struct variants, 1);
    variants->reuse = reuse;
    variants->run = MIN(SHORTEST_RUN, reuse->near->n);
    variants->slots = slots_of(reuse->corpus, variants->run);
    variants->met = g_new0(guint64, corpus_units(reuse->corpus) + 1u);
    variants->others = g_array_new(FALSE, FALSE, sizeof(struct other));
    variants->matches = g_array_new(FALSE, FALSE, sizeof(struct match));
    variants->next = g_array_new(FALSE, FALSE, sizeof(guint32));
    return variants;
}

void variants_free(struct variants *variants)
{
    if (variants == NULL)
        return;
    g_free(variants->slots);
    g_free(variants->met);
    g_array_unref(variants->others);
    g_array_unref(variants->matches);
    g_array_unref(variants->next);
    g_free(variants);
}

/* ---- units that share a seed */

static guint32 run_length(const guint32 *a, const guint32 *b)
{
    guint32 length = 0;
    while (a[length] == b[length] && a[length] != BREAK)
        length++;
    return length;
}

/* Notes the run at [from, to) of a unit. */
static void note(struct variants *variants, guint32 unit, guint32 from,
                 guint32 to)
{
    guint64 *met = &variants->met[unit];
    if (*met <= variants->before) {
        struct other other = {unit, from, to};
        g_array_append_val(variants->others, other);
        *met = variants->before + variants->others->len;
        return;
    }
    struct other *other = &g_array_index(variants->others, struct other,
                                         *met - variants->before - 1);
    other->from = MIN(other->from, from);
    other->to = MAX(other->to, to);
}

static void meet(struct variants *variants, const struct side *side, guint32 p)
{
    const struct seeds *seeds = variants->reuse->near;
    const struct corpus *corpus = variants->reuse->corpus;
    const guint32 *symbols = corpus->symbols, *at, *end;
    bool followed = seeds->groups[p - 1] > SEED_COMMON;
    seeds_members(seeds, seeds->groups[p], side->least, &at, &end);
    for (; at < end; at++) {
        if (*at >= side->from && *at < side->to)
            continue;
        if (followed && symbols[p - 1] == symbols[*at - 1])
            continue; /* met one to the left */
        guint32 length = run_length(symbols + p, symbols + *at);
        note(variants, corpus_unit_at(corpus, *at), *at, *at + length);
    }
}

static void find_others(struct variants *variants, const struct side *side,
                        guint32 unit)
{
    const struct corpus *corpus = variants->reuse->corpus;
    guint32 end = corpus_end(corpus, unit);
    variants->before += variants->others->len;
    g_array_set_size(variants->others, 0);
    for (guint32 p = corpus_unit(corpus, unit)->first; p < end; p++)
        if (variants->reuse->near->groups[p] > SEED_COMMON)
            meet(variants, side, p);
}

/* ---- short runs of two units */

static void fill_table(struct variants *variants, guint32 first, guint32 end)
{
    memset(variants->heads, 0, sizeof variants->heads);
    g_array_set_size(variants->next, end - first);
    for (guint32 p = first; p + variants->run <= end; p++) {
        guint32 slot = variants->slots[p];
        if (slot == TABLE_SIZE)
            continue;
        g_array_index(variants->next, guint32, p - first) =
            variants->heads[slot];
        variants->heads[slot] = p - first + 1;
    }
}

/* The runs that begin at q, or there, if so said, go on. */
static void add_matches(struct variants *variants, guint32 first, guint32 q,
                        bool cut)
{
    const guint32 *b = variants->reuse->corpus->symbols + q;
    for (guint32 at = variants->heads[variants->slots[q]]; at > 0;
         at = g_array_index(variants->next, guint32, at - 1)) {
        const guint32 *a = variants->reuse->corpus->symbols + first + at - 1;
        if (!cut && a[-1] == b[-1] && a[-1] != BREAK)
            continue;
        struct match match = {first + at - 1, q, run_length(a, b)};
        if (match.length >= variants->run)
            g_array_append_val(variants->matches, match);
    }
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct match *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Of too many matches the longer ones. */
static void thin_out(GArray *matches, guint run, guint32 most)
{
    for (guint32 least = run + 1; matches->len > most; least++) {
        guint kept = 0;
        for (guint i = 0; i < matches->len; i++) {
            struct match match = g_array_index(matches, struct match, i);
            if (match.length >= least)
                g_array_index(matches, struct match, kept++) = match;
        }
        g_array_set_size(matches, kept);
    }
}

/* The runs of the unit with the positions [from, to) of another. */
static void find_matches(struct variants *variants, guint32 unit, guint32 from,
                         guint32 to)
{
    guint32 first = corpus_unit(variants->reuse->corpus, unit)->first;
    g_array_set_size(variants->matches, 0);
    for (guint32 q = from; q + variants->run <= to; q++)
        if (variants->slots[q] != TABLE_SIZE)
            add_matches(variants, first, q, q == from);
    thin_out(variants->matches, variants->run, MAX(MOST_MATCHES, to - from));
    g_array_sort(variants->matches, by_place);
}

/* Whether anything stands near enough to the seeds to go on from there: most
 * units share one run by chance and nothing more. */
static bool is_promising(struct variants *variants, guint32 unit,
                         const struct other *other)
{
    const struct corpus *corpus = variants->reuse->corpus;
    guint32 reach = REUSE_GAP + variants->run;
    guint32 first = corpus_unit(corpus, other->unit)->first;
    guint32 end = corpus_end(corpus, other->unit);
    find_matches(variants, unit, MAX(other->from, first + reach) - reach,
                 MIN(other->to + reach, end));
    return variants->matches->len > 1 && chains_any(variants->matches);
}

/* ---- chains that are passages */

struct pair { /* of units of the corpus */
    guint32 a, b;
    GArray *passages;
};

static void add(const struct variants *variants, const struct pair *pair,
                const struct match *first, const struct match *last,
                double similarity)
{
    const struct corpus *corpus = variants->reuse->corpus;
    const struct corpus_unit *a = corpus_unit(corpus, pair->a),
                             *b = corpus_unit(corpus, pair->b);
    guint32 plan = corpus_plan_of(corpus, pair->b);
    struct reuse_passage passage = {
        .a = {a->unit, first->a - a->first, last->a + last->length - a->first},
        .b = {b->unit, first->b - b->first, last->b + last->length - b->first},
        .plan = corpus_plan(corpus, plan)->plan,
        .kind = REUSE_NEAR,
        .similarity = similarity,
    };
    g_array_append_val(pair->passages, passage);
}

static bool has_seed(const struct variants *variants,
                     const struct match *matches, guint count)
{
    for (guint i = 0; i < count; i++)
        if (matches[i].length >= variants->reuse->near->n)
            return true;
    return false;
}

struct part { /* matches [first, last) of a chain */
    guint first, last;
};

static void measure(const struct match *matches, const struct part *part,
                    guint32 *a, guint32 *b)
{
    const struct match *first = &matches[part->first];
    const struct match *last = &matches[part->last - 1];
    *a = last->a + last->length - first->a;
    *b = last->b + last->length - first->b;
}

static guint most_edits(guint32 a, guint32 b)
{
    return (guint)((1 - REUSE_NEAR_LEAST) * MAX(a, b) + 1e-9);
}

/* No less than its edits. */
static guint32 gaps_of(const struct match *matches, const struct part *part)
{
    guint32 gaps = 0;
    for (guint i = part->first + 1; i < part->last; i++)
        gaps += match_gap(&matches[i - 1], &matches[i]);
    return gaps;
}

/* Whether the part is alike enough; then *similarity says how much. */
static bool is_alike(const struct variants *variants,
                     const struct match *matches, const struct part *part,
                     double *similarity)
{
    guint32 a, b;
    const guint32 *symbols = variants->reuse->corpus->symbols;
    const struct match *first = &matches[part->first];
    measure(matches, part, &a, &b);
    guint most = most_edits(a, b);
    guint distance = distance_within(symbols + first->a, a, symbols + first->b,
                                     b, MIN(most, gaps_of(matches, part)));
    *similarity = 1 - (double)distance / MAX(a, b);
    return distance <= most;
}

/* One side of a chain, for longest_part: by match the most of (gaps so far -
 * the edits that the text before it bears), of it and of those before. */
static void add_spare(double *spares, guint i, double gaps, guint32 start)
{
    double spare = gaps - (1 - REUSE_NEAR_LEAST) * start;
    spares[i] = i > 0 ? MAX(spares[i - 1], spare) : spare;
}

/* The first match from which on the text up to `end`, behind match `last`,
 * bears the gaps in it. */
static guint first_bearing(const double *spares, guint last, double gaps,
                           guint32 end)
{
    double asked = gaps - (1 - REUSE_NEAR_LEAST) * end - 1e-9;
    guint low = 0, high = last;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (spares[middle] < asked)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The longest part whose gaps are few enough: one match at least. */
static struct part longest_part(const struct match *matches, guint count)
{
    guint32 longest = 0, gaps = 0;
    struct part best = {0, 1};
    g_autofree double *of_a = g_new(double, count + 1u);
    g_autofree double *of_b = g_new(double, count + 1u);
    for (guint i = 0; i < count; i++) {
        const struct match *match = &matches[i];
        guint32 a = match->a - matches->a, b = match->b - matches->b;
        gaps += i > 0 ? match_gap(match - 1, match) : 0;
        add_spare(of_a, i, gaps, a);
        add_spare(of_b, i, gaps, b);
        guint first = MIN(first_bearing(of_a, i, gaps, a + match->length),
                          first_bearing(of_b, i, gaps, b + match->length));
        guint32 length = match->a + match->length - matches[first].a;
        if (length <= longest)
            continue;
        longest = length;
        best = (struct part){first, i + 1};
    }
    return best;
}

/* Takes in up to `most` matches that stand to one side of a part, as many at
 * once as leave it alike enough; says whether there were any. */
static bool gallop(const struct variants *variants, const struct match *matches,
                   guint most, bool right, struct part *part)
{
    guint taken = 0;
    double similarity;
    for (guint step = 1; step > 0 && taken < most;) {
        struct part wider = *part;
        step = MIN(step, most - taken);
        wider.first -= right ? 0 : step;
        wider.last += right ? step : 0;
        bool alike = is_alike(variants, matches, &wider, &similarity);
        *part = alike ? wider : *part;
        taken += alike ? step : 0;
        step = alike ? step * 2 : step / 2;
    }
    return taken > 0;
}

/* Takes in what stands beside a part as long as it stays alike enough. */
static void widen(const struct variants *variants, const struct match *matches,
                  guint count, struct part *part, double *similarity)
{
    bool more = true;
    while (more) {
        more = gallop(variants, matches, count - part->last, true, part);
        more |= gallop(variants, matches, part->first, false, part);
    }
    is_alike(variants, matches, part, similarity);
}

/* Puts the chain down, or the parts of it that are alike enough. */
static void judge(const struct variants *variants, const struct pair *pair,
                  const struct match *matches, guint count)
{
    struct part part = {0, count};
    double similarity;
    guint32 a, b;
    if (count < 2 || !has_seed(variants, matches, count))
        return;
    if (!is_alike(variants, matches, &part, &similarity)) {
        part = longest_part(matches, count);
        widen(variants, matches, count, &part, &similarity);
        judge(variants, pair, matches, part.first);
        judge(variants, pair, matches + part.last, count - part.last);
    }
    guint size = part.last - part.first;
    measure(matches, &part, &a, &b);
    if (size > 1 && has_seed(variants, matches + part.first, size) &&
        MIN(a, b) >= variants->reuse->options.min)
        add(variants, pair, &matches[part.first], &matches[part.last - 1],
            similarity);
}

static void find_passages(struct variants *variants, guint32 unit,
                          const struct other *other, GArray *passages)
{
    const struct corpus *corpus = variants->reuse->corpus;
    struct pair pair = {unit, other->unit, passages};
    find_matches(variants, unit, corpus_unit(corpus, pair.b)->first,
                 corpus_end(corpus, pair.b));
    g_autoptr(GPtrArray) chains = chains_of(variants->matches);
    for (guint i = 0; i < chains->len; i++) {
        const GArray *chain = chains->pdata[i];
        judge(variants, &pair, (const struct match *)(void *)chain->data,
              chain->len);
    }
}

void variants_find(struct variants *variants, const struct side *side,
                   guint32 unit, GArray *passages)
{
    const struct corpus *corpus = variants->reuse->corpus;
    find_others(variants, side, unit);
    if (variants->others->len > 0)
        fill_table(variants, corpus_unit(corpus, unit)->first,
                   corpus_end(corpus, unit));
    for (guint i = 0; i < variants->others->len; i++) {
        const struct other *other =
            &g_array_index(variants->others, struct other, i);
        if (is_promising(variants, unit, other))
            find_passages(variants, unit, other, passages);
    }
}
