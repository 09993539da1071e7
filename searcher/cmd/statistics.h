/* What terms, keyness, collocates, ngrams and dispersion share: options about
 * words, and putting out a table. */
#ifndef PLAN_SEARCH_STATISTICS_H
#define PLAN_SEARCH_STATISTICS_H

#include "searcher/cmd/queries.h"

/* Options about the words that are listed. */
struct word_options {
    gboolean all;
    int length, longest, min, min_plans;
    char *containing, *sort;
};
/* Rows of a table of own options, whose struct has `words`.  What they are
 * about stands where they are used: messages are gathered from .c files. */
#define WORDS_OPTION(type, field, name, letter, arg, about, value)             \
    {                                                                          \
        name, letter, arg,                                                     \
            offsetof(struct type, words) +                                     \
                offsetof(struct word_options, field),                          \
            about, value                                                       \
    }
#define OPTION_MIN(type, about)                                                \
    WORDS_OPTION(type, min, "min", 0, G_OPTION_ARG_INT, about, "N")
#define OPTION_MIN_PLANS(type, about)                                          \
    WORDS_OPTION(type, min_plans, "min-plans", 0, G_OPTION_ARG_INT, about, "N")
#define OPTION_LENGTH(type, about)                                             \
    WORDS_OPTION(type, length, "length", 0, G_OPTION_ARG_INT, about, "N")
#define OPTION_LONGEST(type, about)                                            \
    WORDS_OPTION(type, longest, "max-length", 0, G_OPTION_ARG_INT, about, "N")
#define OPTION_CONTAINING(type, about)                                         \
    WORDS_OPTION(type, containing, "containing", 0, G_OPTION_ARG_FILENAME,     \
                 about, "TEXT")
#define OPTION_ALL(type, about)                                                \
    WORDS_OPTION(type, all, "all", 'a', G_OPTION_ARG_NONE, about, NULL)
#define OPTION_SORT(type, about)                                               \
    WORDS_OPTION(type, sort, "sort", 's', G_OPTION_ARG_FILENAME, about, "FIELD")

/* Checks them: false with *status when they were refused.  orders: the fields
 * to sort by, the first of them the default, which *sort becomes. */
bool words_check(const struct session *session, struct word_options *words,
                 const char *const *orders, const char **sort);
/* What they mean; normal: the normalised text of --containing, caller frees. */
struct word_filter words_filter(const struct word_options *words,
                                char **normal);
/* Refuses a word that is none of the list. */
enum status refuse_word(const struct session *session, const char *option,
                        const char *word, const char *const *list);
/* The place of a word in a list, -1 when it is not there. */
int find_word(const char *word, const char *const *list);

/* A table of one query. */
struct statistic {
    const struct query *query;         /* or NULL */
    const char *label;                 /* or NULL */
    const struct match_result *result; /* or NULL */
    struct figure_table *table;
    const char *sort;
    GArray *records;
    const struct side_size *size, *reference; /* reference or NULL */
    const char *total; /* what was counted, for reading */
    const char *none;  /* why there may be no record */
};
/* Sorts, cuts, puts out, says what has to be said.  False with error. */
bool statistic_put(struct queries *queries, const struct statistic *statistic,
                   GError **error);
#endif
