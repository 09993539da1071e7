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
/* Rows of a table of own options, whose struct has `words`. */
#define OPTION_MIN(type, about)                                                \
    {                                                                          \
        "min", 0, G_OPTION_ARG_INT,                                            \
            offsetof(struct type, words) + offsetof(struct word_options, min), \
            about, "N"                                                         \
    }
#define OPTION_MIN_PLANS(type)                                                 \
    {                                                                          \
        "min-plans", 0, G_OPTION_ARG_INT,                                      \
            offsetof(struct type, words) +                                     \
                offsetof(struct word_options, min_plans),                      \
            N_("only what stands in N plans at least (default 1)"), "N"        \
    }
#define OPTION_LENGTH(type)                                                    \
    {"length",                                                                 \
     0,                                                                        \
     G_OPTION_ARG_INT,                                                         \
     offsetof(struct type, words) + offsetof(struct word_options, length),     \
     N_("only words of N characters at least (default 2)"),                    \
     "N"},                                                                     \
    {                                                                          \
        "max-length", 0, G_OPTION_ARG_INT,                                     \
            offsetof(struct type, words) +                                     \
                offsetof(struct word_options, longest),                        \
            N_("only words of N characters at most"), "N"                      \
    }
#define OPTION_CONTAINING(type)                                                \
    {                                                                          \
        "containing", 0, G_OPTION_ARG_FILENAME,                                \
            offsetof(struct type, words) +                                     \
                offsetof(struct word_options, containing),                     \
            N_("only words that contain TEXT"), "TEXT"                         \
    }
#define OPTION_ALL(type, about)                                                \
    {                                                                          \
        "all", 'a', G_OPTION_ARG_NONE,                                         \
            offsetof(struct type, words) + offsetof(struct word_options, all), \
            about, NULL                                                        \
    }
#define OPTION_SORT(type, about)                                               \
    {                                                                          \
        "sort", 's', G_OPTION_ARG_FILENAME,                                    \
            offsetof(struct type, words) +                                     \
                offsetof(struct word_options, sort),                           \
            about, "FIELD"                                                     \
    }

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
