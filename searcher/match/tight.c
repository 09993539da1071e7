/* How closely what a query looks for stands together in a text.
 *
 * A term's tightness is its length by that of the shortest stretch of the text
 * that holds its characters in their order (both in characters): 1 where it
 * stands as it is, 1/2 where as many others stand between, 0 where one is
 * missing.  So 专利申请资助 is nearly found in 专利申请环节的资助, and a term
 * that stands to the letter is at the top of one scale, not beside it.
 */
#include "searcher/match/inside.h"

#include <string.h>

/* Where the first `length` bytes of `what` stand at or after `at`, or NULL. */
static const char *find(const char *at, const char *end, const char *what,
                        gsize length)
{
    return memmem(at, (gsize)(end - at), what, length);
}

/* The end of the first stretch from `start` on that holds the term in order, or
 * NULL when there is none. */
static const char *stretch(const char *start, const char *end, const char *term,
                           const char *term_end)
{
    const char *at = start;
    while (term < term_end) {
        gsize size = (gsize)(g_utf8_next_char(term) - term);
        at = find(at, end, term, size);
        if (at == NULL)
            return NULL;
        at += size;
        term += size;
    }
    return at;
}

/* Where the shortest stretch begins that ends at `stop` and holds the term:
 * back from there, its last character first. */
static const char *stretch_back(const char *stop, const char *term,
                                const char *term_end)
{
    const char *at = stop;
    while (term_end > term) {
        const char *last = g_utf8_prev_char(term_end);
        gsize size = (gsize)(term_end - last);
        do
            at = g_utf8_prev_char(at);
        while ((gsize)(stop - at) < size || memcmp(at, last, size) != 0);
        term_end = last;
    }
    return at;
}

/* No shorter stretch that ends later begins before the one that was found. */
double tight_term(const char *term, gsize term_length, const char *text,
                  gsize length)
{
    const char *end = text + length, *term_end = term + term_length;
    if (find(text, end, term, term_length) != NULL)
        return 1;
    gsize first = (gsize)(g_utf8_next_char(term) - term);
    gsize shortest = G_MAXSIZE;
    const char *stop, *at = text;
    while ((stop = stretch(at, end, term, term_end)) != NULL) {
        at = stretch_back(stop, term, term_end);
        shortest = MIN(shortest, text_chars(at, (gsize)(stop - at)));
        at += first;
    }
    return (double)text_chars(term, term_length) / (double)shortest;
}

/* Of alternatives the best counts, of what is asked for together the mean;
 * below 0 when nothing of it can be looked for in a text. */
double tight_query(const struct query *query, const char *text, gsize length)
{
    double best = -1, sum = 0;
    guint count = 0;
    if (query->op == QUERY_TERM)
        return tight_term(query->normal, query->length, text, length);
    if (query->op == QUERY_NOT || query->parts == NULL)
        return -1;
    for (guint i = 0; i < query->parts->len; i++) {
        double tight = tight_query(query->parts->pdata[i], text, length);
        best = MAX(best, tight);
        if (tight >= 0)
            sum += tight, count++;
    }
    if (query->op == QUERY_OR || query->op == QUERY_SYNONYMS || count == 0)
        return best;
    return sum / count;
}
