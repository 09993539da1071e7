/* The reader of numbers from inside: for the files numeral*.c only.
 *
 * A figure is a number as it is written, before anyone has decided what it
 * counts: numeral_figure.c reads it, numeral_words.c says which word stands
 * behind or before it, numeral_judge.c what it is, numeral_period.c knows the
 * five-year periods, and numeral.c makes numerals of them.
 */
#ifndef PLAN_NUMERAL_H
#define PLAN_NUMERAL_H

#include "common/text/text.h"

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

bool text_begins(const char *at, const char *stop, const char *word,
                 gsize length);
#define BEGINS(at, stop, literal)                                              \
    text_begins(at, stop, literal, sizeof literal - 1)

/* ---- judging: numeral_judge.c */

struct reader {
    GArray *out;
    const char *text; /* what spans count from */
    const char *begin, *stop;
    enum numeral_place place;
    bool values;      /* a cell of nothing but figures and signs */
    const char *name; /* the end of the name read last, or NULL */
};

/* What a figure is; the first three as in the door. */
enum verdict {
    IS_YEAR = NUMBER_YEAR,
    IS_QUANTITY = NUMBER_QUANTITY,
    IS_PERCENTAGE = NUMBER_PERCENTAGE,
    IS_NOTHING,
};

static inline gunichar code_before(const struct reader *reader, const char *at)
{
    return at > reader->begin ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
}

static inline gunichar code_at(const struct reader *reader, const char *at)
{
    return at < reader->stop ? g_utf8_get_char(at) : 0;
}

static inline bool code_is_letter(gunichar code)
{
    return code < 0x80 && g_ascii_isalpha((char)code);
}

bool code_is_one_of(gunichar code, const char *codes);

/* 1900 to 2099 in four digits: a year unless something says that it is not. */
bool figure_is_recent(const struct figure *figure);
/* Whether a unit, a multiplier, 余 or 以上 says that it is an amount. */
bool figure_has_measure(const struct reader *reader,
                        const struct figure *figure);
/* Whether four digits stand before 年. */
bool figure_is_year(const struct reader *reader, const struct figure *figure);
/* Whether it belongs to letters or to other figures: 5g, 1+1+9, 0755. */
bool figure_is_name(const struct reader *reader, const struct figure *figure);
/* The end of the name that goes on at `at`. */
const char *figure_name_end(const struct reader *reader, const char *at);
/* The end of the marker of an item that the figure is (1. and 2、 and 3)), or
 * NULL. */
const char *figure_marker_end(const struct reader *reader,
                              const struct figure *figure);
enum verdict figure_judge(const struct reader *reader,
                          const struct figure *figure);
/* The end of its unit word, given what it is. */
const char *figure_unit_end(const struct reader *reader,
                            const struct figure *figure, enum verdict verdict);
/* Its value in whole percentages or things: 三成 is 30. */
double figure_value(const struct figure *figure);

#endif
