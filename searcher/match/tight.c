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

/* The end of the shortest stretch that begins at `start` with the first
 * character and holds the term in order, or NULL when there is none. */
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

double tight_term(const char *term, gsize term_length, const char *text,
                  gsize length)
{
    const char *end = text + length, *term_end = term + term_length;
    if (find(text, end, term, term_length) != NULL)
        return 1;
    gsize first = (gsize)(g_utf8_next_char(term) - term);
    gsize shortest = G_MAXSIZE;
    for (const char *at = text; (at = find(at, end, term, first)) != NULL;
         at += first) {
        const char *stop = stretch(at, end, term, term_end);
        if (stop == NULL)
            break;
        shortest = MIN(shortest, text_chars(at, (gsize)(stop - at)));
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
