/* Inside align: texts as bags of bigrams, weighted by how rare they are among
 * the texts compared (inverse document frequency ln((N + 1)/df), K. Spärck
 * Jones, A statistical interpretation of term specificity, 1972).
 *
 * Texts are compared by the cosine of their counts times idf^0.7 (that power
 * told paragraphs on one subject from others best on the five plans), names by
 * the cosine of idf, each bigram once.
 */
#ifndef PLAN_ALIGN_GRAMSET_H
#define PLAN_ALIGN_GRAMSET_H

#include "searcher/align/align.h"

struct gram {
    guint32 id, count;
};
struct gramset {
    GArray *grams;     /* of struct gram, rising, each once */
    double norm, name; /* its length as a text's and as a name's: set by
                          gramset_measure */
};

struct gram_table {   /* which bigrams there are */
    GHashTable *ids;  /* bigram to its number and one */
    GArray *weights;  /* of double: of each in texts, squared */
    GArray *rarities; /* of double: of each in names, squared */
};

void gram_table_init(struct gram_table *table);
void gram_table_clear(struct gram_table *table);
/* The bag of a normalised text, caller clears; NULL text: empty. */
struct gramset gramset_read(struct gram_table *table, const char *text,
                            gsize length);
struct gramset gramset_of(GArray *grams); /* takes them, in any order */
void gramset_add(struct gramset *set, const struct gramset *other);
void gramset_clear(struct gramset *set);
/* Weights by the number of `all` (of count) a bigram is in. */
void gram_table_weigh(struct gram_table *table, const struct gramset *all,
                      guint count);
void gramset_measure(const struct gram_table *table, struct gramset *set);
/* Of names: 0 to 1; 0 when one is empty. */
double gramset_cosine(const struct gram_table *table, const struct gramset *a,
                      const struct gramset *b);

/* Many bags by their bigrams: for what one has in common with all others. */
struct shelf_entry {
    guint32 set, count;
};
struct shelf {
    const struct gram_table *table;
    const struct gramset *all;
    guint count;
    guint32 *first;            /* by bigram, where its list begins in `lists` */
    struct shelf_entry *lists; /* sets, rising */
};
void shelf_init(struct shelf *shelf, const struct gram_table *table,
                const struct gramset *all, guint count);
void shelf_clear(struct shelf *shelf);
/* Bigrams that more than SHELF_COMMON sets have are passed over, but in equal
 * sets.  All fill values[j] for all j < limit. */
enum { SHELF_COMMON = 4000 };
/* The cosine of a text with text j. */
void shelf_cosines(const struct shelf *shelf, const struct gramset *text,
                   guint limit, double *values);
/* How much of a name text j says, 0 to 1: in full when it says it thrice. */
void shelf_saying(const struct shelf *shelf, const struct gramset *name,
                  guint limit, double *values);
/* How much of name j a text says, 0 to 1. */
void shelf_said(const struct shelf *shelf, const struct gramset *text,
                guint limit, double *values);
#endif
