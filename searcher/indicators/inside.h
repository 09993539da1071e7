/* Inside the room of indicators: rules and the parts of sentences. */
#ifndef PLAN_INDICATORS_INSIDE_H
#define PLAN_INDICATORS_INSIDE_H

#include "searcher/indicators/indicators.h"

/* ---- rules.c: patterns of a table in corpus/rules, compiled once */

struct rule {
    GRegex *pattern;
    char *use, *value; /* borrowed from the table */
};
enum anchor { AT_START, AT_END, ANYWHERE };
/* The rows of a use, in order, compiled to match at that place; borrowed for
 * the whole run.  The table has the columns use, pattern, value, reason. */
const GArray *rules_of(const char *table, const char *use, enum anchor anchor);
/* Whether one of them matches the bytes [from, to); *rule (or NULL) gets the
 * first of those with the longest match, *start and *end (or NULL) its place,
 * as offsets into text. */
bool rules_match(const GArray *rules, const char *text, gsize from, gsize to,
                 const struct rule **rule, gsize *start, gsize *end);
/* The relation a rule's value says. */
enum relation relation_of(const char *sign);

/* ---- clause.c: where a text can be cut */

/* Whether a character is one of the string's; 0 never is. */
bool is_one_of(gunichar code, const char *codes);

struct clause {
    gsize start, end;     /* bytes */
    bool opens_sentence;  /* the first of a sentence */
    gsize sentence_end;   /* bytes */
    gsize sentence_start; /* bytes */
};
/* The clauses of a text: a GArray of struct clause.  Cut at stops, semicolons,
 * colons and commas, but not inside brackets and quoted titles. */
GArray *clauses_read(const char *text, gsize length);
/* What a number stands inside, within its sentence. */
enum cover {
    COVER_NONE,
    COVER_QUOTES, /* quotation marks alone */
    COVER_MARKS,  /* brackets, or a title in 《》 */
};
/* The enum cover of each of a text's numerals, which stand in its order; freed
 * with g_free. */
guint8 *numerals_covers(const char *text, const GArray *clauses,
                        const GArray *numerals);

/* ---- quantity.c: numbers that may be targets */

struct quantity {
    gsize start;  /* of the number */
    gsize end;    /* behind unit and 以上 */
    gsize number; /* end of the number */
    gsize unit;   /* end of the unit */
    double low, high;
    bool percent, points, twice; /* 15%, 15个百分点, 翻一番 */
    bool words;                  /* 三个, not 3个 */
    bool bound;                  /* 以上, 以内 … stands behind */
    bool named;                  /* it only says which things are meant */
    enum relation relation;      /* what stands behind says, else = */
};
/* The quantities of a clause among the text's numerals, of which covers says
 * what they stand inside: a GArray of struct quantity. */
GArray *quantities_read(const char *text, const struct clause *clause,
                        const GArray *numerals, const guint8 *covers);
/* The unit as targets write it, and by how much the value is to be divided
 * (1e8 for 亿元); caller frees. */
char *quantity_unit(const char *text, const struct quantity *quantity,
                    double *divisor);

/* ---- phrase.c: names */

/* Takes from a span of text what does not belong to the name of the thing
 * measured.  verbs: act and, if so said, deed are taken as well. */
enum phrase_verbs { PHRASE_NO_VERBS, PHRASE_ACTS, PHRASE_DEEDS };
struct phrase {
    struct byte_span name;
    guint32
        verb;   /* where the first verb that was taken begins, else the name */
    bool acted; /* a verb was taken */
};
struct phrase phrase_clean(const char *text, struct byte_span span,
                           enum phrase_verbs verbs);
/* The verb right at the end of a span; *start gets where it begins. */
bool phrase_ends_with_act(const char *text, struct byte_span span,
                          gsize *start);
/* Gives a quotation mark that lost its partner it back, within `whole`. */
void phrase_pair_quotes(const char *text, struct byte_span whole,
                        struct byte_span *span);
/* Whether a span holds a letter. */
bool phrase_is_word(const char *text, struct byte_span span);

/* ---- heads.c: what the columns of a table hold */

enum { NO_COLUMN = -1 };
struct heads {
    int indicator, unit, base, target, achieved, attribute, category;
    int base_year, target_year; /* 0: not said */
    guint8 *other; /* by column: beside the values; freed with g_free */
};
/* Reads the heads of a table; false when it is no table of indicators. */
bool heads_read(struct heads *heads, const struct caption *table,
                const struct plan *plan);
/* What brackets around a head or a name say in units: 件 of 数量（件） and of
 * 单位：件; caller frees; NULL when they say none. */
char *unit_in_brackets(const char *text);

/* ---- cells.c: values of a cell */

/* The values a cell's text holds, in its order, in the unit of a unit cell
 * (亿元、项 goes with 1.6、12): a GArray of struct indicator_value that frees
 * what they hold.  Empty for dashes and empty cells. */
GArray *cell_values(const char *cell, const char *unit);
/* Whether a value of the cell stands in round, or in square, brackets. */
bool cell_has_brackets(const char *cell, bool square);

#endif
