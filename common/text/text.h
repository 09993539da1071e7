/* Text as both programs see it: normalised text with its way back, words,
 * display width.  Indexing and searching call the same functions.
 *
 * Strings are UTF-8 given as (bytes, length); offsets are code points unless a
 * name says bytes.  Invalid UTF-8 is a caller's error.
 */
#ifndef PLAN_TEXT_H
#define PLAN_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* ---- normalised text (contract §3) */

/* By what rules and whose tables: "contract 1, Unicode 15.0.0". */
const char *normal_version(void);

/* norm(text).  NUL-terminated, caller frees with g_free; *out_length in bytes
 * (may be NULL).  length -1: up to the NUL. */
char *normal_text(const char *text, gssize length, gsize *out_length);

/* The same appended to a buffer: for indexing many units without allocating. */
void normal_append(GString *out, const char *text, gssize length);

/* norm(text) together with the way back: character i of the normalised text
 * (code points, 0 ≤ i < count) came from the code points
 * [start[i], end[i]) of the original; start and end never decrease. */
struct normal {
    char *text;
    gsize length; /* bytes */
    guint count;  /* code points */
    guint *start;
    guint *end;
};
void normal_init(struct normal *normal, const char *text, gssize length);
void normal_clear(struct normal *normal);

struct span { /* code points of the original text, end excluded */
    guint start, end;
};

/* A string to be found in many texts.  Borrowed; never changed once made.  (The
 * places are of the two bytes that are looked for first.) */
struct needle {
    const char *bytes;
    gsize length;
    gsize first, last;
};
void needle_init(struct needle *needle, const char *bytes, gsize length);
/* Its first place in [at, end), or NULL; an empty one is nowhere. */
const char *needle_find(const struct needle *needle, const char *at,
                        const char *end);

struct byte_span { /* bytes of the normalised text, end excluded */
    guint32 start, end;
};
/* All places of a normalised term in normalised text, left to right, those that
 * overlap among them: appended to places, a GArray of struct byte_span.  None
 * for an empty term. */
void places_find(GArray *places, const char *text, gsize length,
                 const char *term, gsize term_length);
/* The same of a term that is looked for in many texts. */
void places_add(GArray *places, const char *text, gsize length,
                const struct needle *needle);
/* Sorts places by their start, of equal ones the longer first. */
void places_sort(GArray *places);
/* Leaves of sorted places those that overlap none before: as many as there are
 * occurrences. */
void places_part(GArray *places);

/* The original code points behind sorted places, overlapping ones joined into
 * one; a GArray of struct span.  A span runs from the start of its first
 * character to the end of its last, with what was dropped between.  Caller
 * unrefs. */
GArray *normal_spans(const struct normal *normal, const GArray *places);

/* Code points of valid UTF-8. */
guint32 text_chars(const char *text, gsize length);

/* ---- words (UAX 29 with ICU's Chinese dictionary) */

struct token {
    const char *text; /* into the normalised text, not NUL-terminated */
    guint length;     /* bytes */
    guint chars;      /* code points */
};

/* Words that are known beside ICU's: those of the lexicon, and those learned
 * from a corpus. */
struct vocabulary;
struct vocabulary_word {
    const char *text;     /* normalised, NUL-terminated */
    guint32 length;       /* bytes */
    guint32 units, count; /* it stands in so many units, so often; 0 of a word
                             that is of the lexicon only */
    float cohesion;       /* how firmly it holds together, 0 to 1 */
    float freedom;        /* how freely it stands, in nats */
};

/* A vocabulary of those words, which are copied, in any order; of one given
 * several times units and counts are added up and the higher scores kept.
 * Empty words are left out.  Does not change any more, and may serve several
 * threads. */
struct vocabulary *vocabulary_new(const struct vocabulary_word *words,
                                  guint count);
void vocabulary_free(struct vocabulary *vocabulary);
guint vocabulary_count(const struct vocabulary *vocabulary);
/* Word i in the order of the bytes; borrowed. */
const struct vocabulary_word *
vocabulary_word(const struct vocabulary *vocabulary, guint i);
/* The entry of a normalised word, borrowed, or NULL. */
const struct vocabulary_word *
vocabulary_find(const struct vocabulary *vocabulary, const char *word,
                gsize length);
/* Appends to numbers (guint) those of the words that the text [text, end),
 * which is not empty, begins with, the shortest first. */
void vocabulary_at(const struct vocabulary *vocabulary, const char *text,
                   const char *end, GArray *numbers);
/* The words of corpus/lexicon and the names of places; borrowed for the whole
 * run. */
const struct vocabulary *vocabulary_lexicon(void);

/* Cuts normalised text into words; letters, ideographs and numbers only,
 * punctuation is skipped.  One per thread; expensive to make, so make it late
 * and keep it. */
struct segmenter;
struct segmenter *segmenter_new(GError **error);
void segmenter_free(struct segmenter *segmenter);
/* From the next start on the words are those of ICU and of the vocabulary,
 * chosen so that the text is covered by as few as possible; of two ways ICU's,
 * then the one with the more frequent words.  Borrowed as long as it is in use;
 * NULL: ICU's alone, which are the terms of the index. */
void segmenter_use(struct segmenter *segmenter,
                   const struct vocabulary *vocabulary);
void segmenter_start(struct segmenter *segmenter, const char *text,
                     gsize length);
bool segmenter_next(struct segmenter *segmenter, struct token *token);

/* Steps over the overlapping pairs of neighbouring code points of normalised
 * text: gram_next gives the two code points as one key (first << 32 | second);
 * a pair with punctuation in it counts like any other. */
struct grams {
    const char *at, *end;
    gunichar last;
};
void grams_start(struct grams *grams, const char *text, gsize length);
bool grams_next(struct grams *grams, guint64 *key);
/* Of a key like that, or of any two numbers, held in the pointer itself: GLib's
 * own hash of pointers knows the second number only. */
guint grams_hash(gconstpointer key);

/* ---- numbers */

enum number_kind { NUMBER_YEAR, NUMBER_QUANTITY, NUMBER_PERCENTAGE };
enum { NUMBER_KINDS = NUMBER_PERCENTAGE + 1 };

/* One number of a text, low = high, or an interval: 2021-2025年 and 十四五 are
 * years 2021 to 2025, 10%-15% is one percentage.  Spans are bytes of the
 * normalised text: the number [start, end), the unit word behind it [end,
 * unit), which may be empty. */
struct numeral {
    enum number_kind kind;
    double low, high;
    gsize start, end, unit;
};

enum numeral_place {
    NUMERAL_TEXT,  /* a sentence, a heading */
    NUMERAL_CELL,  /* of a table: a number alone is a quantity */
    NUMERAL_YEARS, /* of a column of years: 2025 alone is a year */
};

/* Appends what the bytes [from, to) of a normalised text say in numbers, in
 * their order and not overlapping, to a GArray of struct numeral.  `from` is
 * behind the text's marker where that is known.
 *
 * Years: 2025年 (also with a month), 二〇二五年, 2021-2025年, (2016-2020), a
 * bare 1900 to 2099 in a sentence, 十四五 and 第十四个五年.  Percentages: 15%,
 * 15个百分点, 百分之十五, 三成.  Quantities: digits, with 十 百 千 万 亿 where
 * these follow (3.5万 is 35000; 余, 多 and 几 change nothing: 2万余 is 20000),
 * number words only with 万 or 亿 (三万) or before a word that
 * rules/measures.tsv knows as a measure (十四日, 三十家以上).
 * No numbers are: 一 alone, ordinals (第三, markers, 53号, 专栏3), dates
 * (12月31日), names (5g, gb/t29490-2013, 1+1+9), vague ones (数十, 两三个),
 * fractions (三分之一), and there is none below 0: a sign is a dash. */
void numerals_read(GArray *numerals, const char *text, gsize from, gsize to,
                   enum numeral_place place);

/* The first year of a five-year period: 2021 of the 14th; 0 for a number that
 * is none's. */
guint period_first_year(guint number);

/* ---- regular expressions (ICU's) on normalised text */

struct pattern;
/* Compiles a pattern.  Its characters are normalised like text, one by one
 * (，is a comma, 產 is 产, white space goes), letters match in either case.
 * NULL with error (G_REGEX_ERROR) in ICU's words.  Not for two threads at
 * once. */
struct pattern *pattern_new(const char *text, GError **error);
void pattern_free(struct pattern *pattern);
/* As it was compiled; borrowed. */
const char *pattern_text(const struct pattern *pattern);
/* Strings that stand in every text that matches: a GPtrArray of char *,
 * normalised, borrowed; empty where the pattern promises none. */
const GPtrArray *pattern_literals(const struct pattern *pattern);
/* Appends the places of all matches that are not empty (struct byte_span, left
 * to right, none overlapping).  False with error when it takes too long or too
 * much memory. */
bool pattern_find(struct pattern *pattern, const char *text, gsize length,
                  GArray *places, GError **error);

/* ---- lexicon (corpus/lexicon)
 *
 * All words are normalised and, when they are given back, borrowed for the
 * whole run.  Only the first look-up reads the tables. */

enum lexicon_kind {
    LEXICON_SAME, /* means the same, in plans and everywhere */
    LEXICON_NEAR, /* much the same in plans: looked for, never taken as equal */
    LEXICON_FROM, /* what plans and statutes say for it; not the other way */
};
struct lexicon_word {
    const char *text;
    gsize length; /* bytes */
    enum lexicon_kind kind;
};

/* The words that mean the same as a word, itself among them (GPtrArray of
 * char *), or NULL. */
const GPtrArray *lexicon_synonyms(const char *word);

/* What the longest word of the lexicon that the text begins with stands for: a
 * GArray of struct lexicon_word, itself not among them, and in *said the bytes
 * of that word; or NULL when the text begins with none. */
const GArray *lexicon_meanings(const char *text, gsize length, gsize *said);

/* True for words of questions and of grammar (怎么, 的), which say little of
 * what is looked for. */
bool lexicon_is_weak(const char *word);

/* ---- encodings and display */

/* The bytes of a file as UTF-8 without mark: UTF-8, UTF-16 (with a mark, or
 * with NULs in it and reading like Chinese or Latin text) and GB18030 are told
 * apart by the bytes themselves and ICU; UTF-8 that is valid always wins, and
 * UTF-8 with few invalid bytes is not taken for GB18030.  NULL with error
 * (G_CONVERT_ERROR) naming the line of the first bytes that are valid in none,
 * or "binary: NUL on line …" (G_CONVERT_ERROR_EMBEDDED_NUL) for a NUL in 8-bit
 * text.  *encoding gets a static name; it and out_length may be NULL.  Caller
 * frees. */
char *text_decode(const char *bytes, gsize length, gsize *out_length,
                  const char **encoding, GError **error);

/* True when the last code point of the text is one of the marks; false for the
 * empty text.  Both UTF-8. */
bool text_ends_with_any(const char *text, const char *marks);

/* Columns on a terminal (East Asian Width: wide and full-width count two). */
guint text_width(const char *text, gssize length);
#endif
