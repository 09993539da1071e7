/* How well a segmenter cuts a text that was cut by hand.
 *
 * The text has a sentence a line, its words parted by spaces, comments begin
 * with #.  A cut is a place between two characters of words; places beside
 * punctuation, which no segmenter can miss, do not count.
 */
#ifndef PLAN_SEGMENTATION_H
#define PLAN_SEGMENTATION_H

#include "common/text/text.h"

#include <string.h>

struct agreement {
    guint made, wanted, right;                   /* cuts */
    guint words_made, words_wanted, words_right; /* both ends right */
};

enum { AT_CUT = 1, AT_WORD = 2 }; /* of a byte: a cut before it; in a word */

/* Marks the words of one of both as ends: [start, end). */
static inline void segmentation_mark(guint8 *marks, gsize start, gsize end)
{
    marks[start] |= AT_CUT;
    for (gsize i = start; i < end; i++)
        marks[i] |= AT_WORD;
    marks[end] |= AT_CUT;
}

static inline bool segmentation_is_cut(const guint8 *marks, gsize at)
{
    return at > 0 && (marks[at] & AT_CUT) && (marks[at] & AT_WORD) &&
           (marks[at - 1] & AT_WORD);
}

/* Words that end at `end` and have their beginning in common. */
static inline bool segmentation_same(const guint8 *a, const guint8 *b,
                                     gsize start, gsize end)
{
    for (gsize i = start; i <= end; i++)
        if ((a[i] & AT_CUT) != (b[i] & AT_CUT))
            return false;
    return true;
}

static inline void segmentation_compare(struct agreement *sum,
                                        const guint8 *wanted,
                                        const guint8 *made, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        bool want = segmentation_is_cut(wanted, i);
        bool have = segmentation_is_cut(made, i);
        sum->wanted += want;
        sum->made += have;
        sum->right += want && have;
    }
    for (gsize i = 0; i < length; i++) {
        gsize end = i + 1;
        if (!(made[i] & AT_CUT) || !(made[i] & AT_WORD)) {
            sum->words_wanted += (wanted[i] & AT_CUT) && (wanted[i] & AT_WORD);
            continue;
        }
        while (!(made[end] & AT_CUT))
            end++;
        sum->words_made++;
        sum->words_wanted += (wanted[i] & AT_CUT) && (wanted[i] & AT_WORD);
        sum->words_right += segmentation_same(wanted, made, i, end);
    }
}

/* Adds one line, words parted by spaces. */
static inline void segmentation_add(struct agreement *sum,
                                    struct segmenter *segmenter,
                                    const char *line)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autofree guint8 *wanted = g_new0(guint8, 3 * strlen(line) + 2);
    g_autofree guint8 *made = g_new0(guint8, 3 * strlen(line) + 2);
    for (char **word = words; *word != NULL; word++) {
        gsize start = text->len;
        normal_append(text, *word, -1);
        if (text->len > start &&
            g_unichar_isalnum(g_utf8_get_char(text->str + start)))
            segmentation_mark(wanted, start, text->len);
    }
    struct token token;
    segmenter_start(segmenter, text->str, text->len);
    while (segmenter_next(segmenter, &token)) {
        gsize start = (gsize)(token.text - text->str);
        segmentation_mark(made, start, start + token.length);
    }
    segmentation_compare(sum, wanted, made, text->len);
}

static inline struct agreement
segmentation_measure(const char *text, const struct vocabulary *vocabulary)
{
    struct agreement sum = {0};
    struct segmenter *segmenter = segmenter_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    segmenter_use(segmenter, vocabulary);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0' && **line != '#')
            segmentation_add(&sum, segmenter, *line);
    segmenter_free(segmenter);
    return sum;
}

static inline double segmentation_f1(guint right, guint made, guint wanted)
{
    return made + wanted > 0 ? 2.0 * right / (made + wanted) : 0;
}
#endif
