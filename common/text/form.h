/* What the normaliser does with one code point, looked up instead of worked
 * out: for normal.c only.
 */
#ifndef PLAN_FORM_H
#define PLAN_FORM_H

#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>

/* A form is the normal code point and one kind; 0 means not yet known. */
enum {
    FORM_CODE = 0x1fffff,
    FORM_PLAIN = 1 << 21, /* becomes one code point, no longer in UTF-8 */
    FORM_SPACE = 1 << 22, /* goes */
    FORM_DASH = 1 << 23,  /* a run of these becomes one hyphen */
    FORM_SLOW = 1 << 24,  /* becomes several code points, or more bytes */
    FORM_JOIN = 1 << 25,  /* may melt with, or move before, what precedes it */
    /* of plain ones: what the rule about commas in numbers looks at */
    FORM_DIGIT = 1 << 26,
    FORM_COMMA = 1 << 27,
};

#define FORM_FOLD_MAX 8

/* One entry for each code point, filled when it is first met, so that a short
 * run pays for the characters it sees and no more.  Threads may fill the same
 * entry at once: they write the same value. */
extern _Atomic guint32 form_table[0x110000];
guint32 form_make(gunichar code);

static inline guint32 form_of(gunichar code)
{
    guint32 form =
        atomic_load_explicit(&form_table[code], memory_order_relaxed);
    return G_LIKELY(form != 0) ? form : form_make(code);
}

/* Steps 2 (second half) to 4 for a code point that is in NFKC: full case
 * folding, then simplified characters, quotation marks, brackets, dots and
 * dashes.  Gives the number of code points written. */
guint form_fold(gunichar code, gunichar folded[FORM_FOLD_MAX]);

bool form_is_space(gunichar code);
#endif
