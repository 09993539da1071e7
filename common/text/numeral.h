/* The reader of numbers from inside: for the files numeral*.c only.
 *
 * A figure is a number as it is written, before anyone has decided what it
 * counts: numeral_figure.c reads it, numeral_words.c says which word stands
 * behind or before it, numeral_period.c knows the five-year periods, and
 * numeral.c makes numerals of them.
 */
#ifndef PLAN_NUMERAL_H
#define PLAN_NUMERAL_H

#include "common/text/text.h"

#include <string.h>

/* The uses of rules/measures.tsv; a word of the text that is not in it has
 * none. */
enum word_use {
    USE_NONE,
    USE_MEASURE,
    USE_PERCENT,
    USE_PERMILLE,
    USE_TENTHS,
    USE_NOUN,
    USE_NAME,
    USE_FIXED,
    USE_ORDINAL,
    USE_PUSH,
};

/* The longest word of the table that stands at `at` and is used behind a
 * number; *end gets its end, or `at` where there is none. */
enum word_use word_behind(const char *at, const char *stop, const char **end);
/* The end of the fixed expression that begins at `at`, or NULL. */
const char *word_fixed(const char *at, const char *stop);
/* Whether a word of that use (ordinal, push) ends at `at`. */
bool word_before(const char *begin, const char *at, enum word_use use);

struct figure {
    const char *start, *end;
    double value;
    double scale;  /* the multipliers at its end: 10000 of 3.5万, else 1 */
    guint digits;  /* of a whole number of digits alone: how many; else 0 */
    bool arabic;   /* begins with ASCII digits */
    bool row;      /* Chinese digits one after the other: 二〇二五 */
    bool dotted;   /* 1.1.1: several numbers */
    bool padded;   /* 0755 */
    bool headless; /* begins with 百, 千, 万 or 亿 */
    bool lone;     /* 一 alone, which is an article */
    bool some;     /* 余, 多 or 几 stands in it or behind it */
    bool odd;      /* number words that make no number: 二三十, 百千万 */
    enum word_use use; /* of the word behind it */
    const char *unit;  /* the end of that word, where it is a unit or a name */
};

/* Where the next digit or number word is, or stop. */
const char *figure_find(const char *at, const char *stop);
/* Reads the figure that begins at `at`, and the word behind it; false when none
 * does. */
bool figure_read(const char *at, const char *stop, struct figure *figure);
/* 0 to 9 for 零 to 九, 〇 and 两; -1 for anything else. */
int figure_digit(gunichar code);

/* 十四五, or in quotation marks also 九五 and 十五 (`begin` is where the text
 * begins): its end, and the number of the period; NULL when there is none. */
const char *period_read(const char *begin, const char *at, const char *stop,
                        guint *number);
/* 个五年, behind 第十四: its end, or NULL. */
const char *period_word(const char *at, const char *stop);

static inline bool text_begins(const char *at, const char *stop,
                               const char *word, gsize length)
{
    return (gsize)(stop - at) >= length && memcmp(at, word, length) == 0;
}
#define BEGINS(at, stop, literal)                                              \
    text_begins(at, stop, literal, sizeof literal - 1)

#endif
