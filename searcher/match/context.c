/* What a unit's whole plan says of the query: a paragraph of a plan that is
 * about the matter answers better than one that names it in passing.
 *
 * Reads the postings of one bigram or word after the other, gives each plan a
 * score: weight · ln(P / p) · t (k + 1) / (t + k), P plans, p of them hold it,
 * t times this one.  The plan's length does not count: a longer plan says more.
 * What all plans hold gives ln 1 = 0, so among plans that all treat the same
 * matter little moves; a law on marriage among a thousand laws moves much.
 */
#include "searcher/match/inside.h"

#include <math.h>

/* Occurrences of it in one plan. */
struct run {
    guint32 plan, count;
};

void context_add(struct matcher *matcher, const GArray *postings, double weight)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(struct run));
    struct run *last = NULL;
    for (guint i = 0; i < postings->len; i++) {
        const struct posting *posting =
            &g_array_index(postings, struct posting, i);
        guint32 plan = matcher->plan_of[posting->unit];
        if (last == NULL || last->plan != plan) {
            g_array_set_size(runs, runs->len + 1);
            last = &g_array_index(runs, struct run, runs->len - 1);
            *last = (struct run){plan, 0};
        }
        last->count += posting->count;
    }
    double k = matcher->weights.plan_k;
    double whole =
        runs->len > 0 ? weight * log((double)matcher->plans / runs->len) : 0;
    for (guint i = 0; i < runs->len && whole > 0; i++) {
        const struct run *run = &g_array_index(runs, struct run, i);
        matcher->contexts[run->plan] +=
            whole * run->count * (k + 1) / (run->count + k);
    }
}
