/* Inside extraction: words with what the tables say of them. */
#ifndef PLAN_EXTRACTION_INSIDE_H
#define PLAN_EXTRACTION_INSIDE_H

#include "searcher/extraction/extraction.h"

/* ---- rules.c */

/* The uses of names.tsv and verbs.tsv, a bit each. */
enum use {
    USE_OFFICE = 1 << 0,
    USE_ORGAN = 1 << 1,
    USE_BODY = 1 << 2,
    USE_PROGRAMME = 1 << 3,
    USE_LEVEL = 1 << 4,
    USE_STOP = 1 << 5,
    USE_TRIGGER = 1 << 6,
    USE_SOFT = 1 << 7,
    USE_PLAIN = 1 << 8,
    USE_BEHIND = 1 << 9,
    USE_REGION = 1 << 10,
    USE_PLACEWORD = 1 << 11,
    USE_ZONE = 1 << 12,
    USE_ISSUE = 1 << 13,
    USE_VERB = 1 << 14,
    USE_START = 1 << 15,
    USE_ADVERB = 1 << 16,
    USE_PIVOT = 1 << 17,
    USE_SEAT = 1 << 18,
    USE_NOEND = 1 << 19,
    USE_STEM = 1 << 20, /* 甲, 乙: of examples (places.tsv) */
    USE_COMPOUND = 1 << 21,
    USE_HEAD = 1 << 22,
    USE_MATTER = 1 << 23,
    USE_MAKER = 1 << 24,
    USE_PAIR = 1 << 25,
    USE_GROUND = 1 << 26,
    USE_END = 1 << 27,
};

struct rule {
    guint uses;
    const char *type; /* or NULL */
};

/* What the tables say of a word; NULL when they do not have it. */
const struct rule *use_rule_find(const char *word, gsize length);
/* The longest word of one of the uses that ends at `end`, within [begin, end):
 * where it begins, or NULL. */
const char *use_rule_before(const char *begin, const char *end, guint uses,
                            const struct rule **rule);
/* The longest one that begins at `at`: its end, or NULL. */
const char *use_rule_at(const char *at, const char *end, guint uses,
                        const struct rule **rule);

/* Calls for every word of one of the uses. */
void use_rules_each(guint uses,
                    void (*call)(const char *word, const struct rule *rule,
                                 void *data),
                    void *data);

/* ---- sieve.c */

struct sieve;
/* For names that end with words of these uses; for places with USE_REGION. */
struct sieve *sieve_new(guint uses);
void sieve_free(struct sieve *sieve);
/* False when a name certainly neither begins nor ends in a text. */
bool sieve_passes(const struct sieve *sieve, const char *at, const char *end);

/* The same of the two characters that stand there. */
bool sieve_begins(const struct sieve *sieve, const char *at, const char *end);

/* ---- words.c */

struct word {
    const char *start, *end;
    guint uses;
    const struct place *place; /* that it names by itself, or NULL */
    bool joined; /* to the word before it: nothing that parts stands between */
    const char *chain; /* where the words begin that are joined up to it */
};

struct words {
    GArray *list; /* of struct word */
    const char *begin, *end;
};
#define WORD(words, i) (&g_array_index((words)->list, struct word, i))

/* The words of a text, in order; the segmenter's, with the lexicon.  With a
 * sieve only those of clauses that pass. */
void words_cut(struct words *words, struct segmenter *segmenter,
               const struct sieve *sieve, const char *text, gsize length);
/* Whether a clause ends with this sign: , 。 ; : ! ? */
bool ends_clause(gunichar code);
/* Puts together again what the dictionary parts though the tables have it as
 * one word of measures: 优|化. */
void words_mend(struct words *words);
/* The place of that name in running text: short names only of provinces and
 * cities that are no plain words; NULL when it names none. */
const struct place *use_place(const char *name, gsize length);

/* ---- names.c: steps that organisations and programmes share */

/* The first word of the name whose last word is the i'th and whose ending
 * begins at `ending`: back to verbs, particles and figures. */
guint name_first_word(const struct words *words, guint i, const char *ending);
/* Where a name begins that has no bracket without its partner. */
const char *name_balanced(const char *start, const char *end);
/* Whether what follows the i'th word makes another word of it (中心城市). */
bool name_ends_otherwise(const struct words *words, guint i);
/* The last word that ends at or before `at`, not behind the i'th; -1 for
 * none. */
int words_last_before(const struct words *words, guint i, const char *at);
/* Back over the places and levels that stand right before `start`. */
const char *name_places(const char *begin, const char *start);
/* 甲 of 甲市: what examples are written with. */
bool word_is_example(const struct words *words, guint i);
/* 南县 of 连南县: a county, or the end of one, that is in no table. */
bool word_ends_county(const struct words *words, guint i);
/* 国家 and places say that a name is meant; 省级 says which sort. */
bool word_is_proper(const struct words *words, guint i);
void extracts_reverse(GArray *out);

/* ---- the kinds; each appends struct extract in the order of the text */

struct scan { /* what they read */
    const struct extraction_text *text;
    const char *begin, *end;
    const struct sieve *sieve;
    struct words *words; /* cut, or empty where the kind needs none */
    GArray *out;
};
void extract_organisations(const struct scan *scan);
void extract_programmes(const struct scan *scan);
void extract_places(const struct scan *scan);
void extract_citations(const struct scan *scan);
void extract_quoted(const struct scan *scan);
void extract_dates(const struct scan *scan);
void extract_periods(const struct scan *scan);
void extract_quantities(const struct scan *scan);

static inline struct byte_span span_of(const struct scan *scan,
                                       const char *start, const char *end)
{
    return (struct byte_span){(guint32)(start - scan->begin),
                              (guint32)(end - scan->begin)};
}

/* Characters (up to 4 bytes each) at and before a place; 0 outside. */
static inline gunichar char_at(const char *at, const char *end)
{
    return at < end ? g_utf8_get_char(at) : 0;
}
static inline gunichar char_before(const char *begin, const char *at)
{
    return at > begin ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
}
static inline bool text_at(const char *at, const char *end, const char *word,
                           gsize length)
{
    return (gsize)(end - at) >= length && memcmp(at, word, length) == 0;
}
#define AT(at, end, literal) text_at(at, end, literal, sizeof literal - 1)

/* ---- measures.c, tools.c */

void extract_actions(struct measure *measure, const struct words *words);
void extract_tools(struct measure *measure, const struct extraction_text *text);
#endif
