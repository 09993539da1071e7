/* Inside align: texts as sets of bigrams, weighted by how rare they are among
 * the texts compared (inverse document frequency ln(1 + N/df), K. Spärck
 * Jones, A statistical interpretation of term specificity, 1972), and compared
 * by their cosine.
 */
#ifndef PLAN_ALIGN_GRAMSET_H
#define PLAN_ALIGN_GRAMSET_H

#include "searcher/align/align.h"

struct gramset {
    GArray *grams; /* of guint32, rising, each once */
    double norm;   /* set by gramset_measure */
};

struct gram_table {  /* which bigrams there are */
    GHashTable *ids; /* bigram to its number and one */
    GArray *weights; /* of double, squared, of each, after gram_table_weigh */
};

void gram_table_init(struct gram_table *table);
void gram_table_clear(struct gram_table *table);
/* The set of a normalised text, caller clears; NULL text: empty. */
struct gramset gramset_read(struct gram_table *table, const char *text,
                            gsize length);
struct gramset gramset_of(GArray *grams); /* takes them, in any order */
void gramset_clear(struct gramset *set);
/* Weights by the number of `all` (of count) a bigram is in. */
void gram_table_weigh(struct gram_table *table, const struct gramset *all,
                      guint count);
void gramset_measure(const struct gram_table *table, struct gramset *set);
/* Many sets by their bigrams: for the cosine of one with all others. */
struct shelf {
    const struct gram_table *table;
    const struct gramset *all;
    guint count, most; /* a list longer than that is passed over */
    guint32 *first;    /* by bigram, where its list begins in `lists` */
    guint32 *lists;    /* numbers of sets, rising */
    double *cosines;   /* filled by shelf_compare */
};
void shelf_init(struct shelf *shelf, const struct gram_table *table,
                const struct gramset *all, guint count, guint most);
void shelf_clear(struct shelf *shelf);
/* shelf->cosines[j] for all j < limit: of set i with set j, 0 to 1; 0 when one
 * is empty. */
void shelf_compare(struct shelf *shelf, guint i, guint limit);
#endif
