/* A passage as whole words.
 *
 * What two texts have in common begins and ends where characters begin and
 * stop to be equal, which need not be where a word or sentence does: 导企业 of
 * 引导企业 and 辅导企业.  A single character that is left of a word is not
 * worth showing at the ends of a passage, and changes with the rest of its word
 * inside.
 */
#include "searcher/views/views.h"

#include <string.h>

enum {
    SHORTEST = 4,     /* characters that are left of a passage */
    HANGING_MOST = 4, /* of another sentence, that are cut off */
};

struct lettering { /* a side's normalised text */
    gunichar *chars;
    guint8 *inner; /* whether a word goes on from the character before */
    guint32 count;
};

struct words {
    struct lettering texts[2];
    struct reuse_wording *wording;
};

static void lettering_make(struct lettering *text, struct segmenter *segmenter,
                           const struct normal *normal)
{
    struct token token;
    const char *at = normal->text;
    guint32 place = 0;
    text->chars =
        g_utf8_to_ucs4_fast(normal->text, (glong)normal->length, NULL);
    text->count = normal->count;
    text->inner = g_new0(guint8, normal->count + 1u);
    segmenter_start(segmenter, normal->text, normal->length);
    while (segmenter_next(segmenter, &token)) {
        place += text_chars(at, (gsize)(token.text - at));
        for (guint i = 1; i < token.chars; i++)
            text->inner[place + i] = true;
        place += token.chars;
        at = token.text + token.length;
    }
}

static void lettering_clear(struct lettering *text)
{
    g_free(text->chars);
    g_free(text->inner);
}

/* Whether a cut before that character leaves one character, or some letters or
 * digits, of a word in front of it (step -1) or behind it (step 1). */
static bool leaves_bit(const struct lettering *text, guint32 cut, int step)
{
    if (!text->inner[cut])
        return false;
    gunichar next = text->chars[step < 0 ? cut - 1 : cut];
    guint32 end = step < 0 ? cut - 1 : cut + 1;
    return !text->inner[end] || (next < 0x80 && g_unichar_isalnum(next));
}

/* ---- the ends */

static bool is_mark(gunichar code, bool first)
{
    switch (g_unichar_type(code)) {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
        return !first;
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
        return first;
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
        return code != '%' && code != 0x2030 && code != '*';
    default:
        return false;
    }
}

/* 的, with what it belongs to left outside. */
enum { PARTICLE = 0x7684 };

/* Both sides begin, and end, with the same characters. */
static bool can_cut(const struct words *words, bool first)
{
    gunichar ends[2];
    const struct reuse_wording *wording = words->wording;
    for (guint i = 0; i < 2; i++) {
        guint32 from = wording->from[i], to = wording->to[i];
        if (to - from <= SHORTEST)
            return false;
        ends[i] = words->texts[i].chars[first ? from : to - 1];
    }
    return ends[0] == ends[1];
}

static void cut(struct reuse_wording *wording, bool first)
{
    for (guint i = 0; i < 2; i++)
        if (first)
            wording->from[i]++;
        else
            wording->to[i]--;
}

static bool begins_with_bit(const struct words *words, bool first)
{
    for (guint i = 0; i < 2; i++)
        if (leaves_bit(&words->texts[i],
                       first ? words->wording->from[i] : words->wording->to[i],
                       first ? 1 : -1))
            return true;
    return false;
}

static bool begins_with_mark(const struct words *words, bool first)
{
    const struct reuse_wording *wording = words->wording;
    return is_mark(
        words->texts[0].chars[first ? wording->from[0] : wording->to[0] - 1],
        first);
}

static bool ends_sentence(gunichar code)
{
    return code == 0x3002 || code == 0xff1b || code == ';';
}

/* Whether nothing of a sentence stands before (or behind) what is shown. */
static bool is_whole(const struct words *words, bool first)
{
    for (guint i = 0; i < 2; i++) {
        const struct lettering *text = &words->texts[i];
        guint32 at = first ? words->wording->from[i] : words->wording->to[i];
        if (first ? at > 0 && !ends_sentence(text->chars[at - 1])
                  : at < text->count)
            return false;
    }
    return true;
}

/* A few characters of another sentence: 。加强.  How many there are before (or
 * behind) the mark between them and the rest, which is equal on both sides, or
 * 0. */
static guint hanging(const struct words *words, bool first)
{
    const struct reuse_wording *wording = words->wording;
    if (is_whole(words, first))
        return 0;
    for (guint i = 0; i <= HANGING_MOST; i++) {
        gunichar codes[2];
        for (guint side = 0; side < 2; side++) {
            guint32 from = wording->from[side], to = wording->to[side];
            if (to - from <= SHORTEST + HANGING_MOST)
                return 0;
            codes[side] =
                words->texts[side].chars[first ? from + i : to - 1 - i];
        }
        if (codes[0] != codes[1])
            return 0;
        if (ends_sentence(codes[0]))
            return i;
    }
    return 0;
}

static void trim(const struct words *words, bool first)
{
    while (begins_with_bit(words, first) && can_cut(words, first))
        cut(words->wording, first);
    for (guint i = hanging(words, first); i > 0; i--)
        cut(words->wording, first);
    while (begins_with_mark(words, first) && can_cut(words, first))
        cut(words->wording, first);
}

/* ---- changes */

static const char *text_at(const struct reuse_side *side, guint32 place)
{
    return g_utf8_offset_to_pointer(side->unit->normal.text, place);
}

static GArray *edits_of(const struct reuse_wording *wording,
                        const struct reuse_side *const sides[2])
{
    const char *starts[2];
    gsize lengths[2];
    for (guint i = 0; i < 2; i++) {
        starts[i] = text_at(sides[i], wording->from[i]);
        lengths[i] = (gsize)(text_at(sides[i], wording->to[i]) - starts[i]);
    }
    return reuse_edits(starts[0], lengths[0], starts[1], lengths[1]);
}

static struct reuse_change *last_of(GArray *changes)
{
    return changes->len > 0
               ? &g_array_index(changes, struct reuse_change, changes->len - 1)
               : NULL;
}

/* Joined to the change before it when nothing is kept between them. */
static void add(GArray *changes, struct reuse_change change)
{
    struct reuse_change *last = last_of(changes);
    if (last != NULL && last->to[0] >= change.from[0] &&
        last->to[1] >= change.from[1]) {
        last->to[0] = change.to[0], last->to[1] = change.to[1];
        return;
    }
    g_array_append_val(changes, change);
}

/* The edits as changes, in characters of the units. */
static GArray *changes_of(const struct reuse_wording *wording,
                          const struct reuse_side *const sides[2])
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct reuse_change));
    g_autoptr(GArray) edits = edits_of(wording, sides);
    guint32 a = wording->from[0], b = wording->from[1];
    for (guint i = 0; i < edits->len; i++) {
        const struct reuse_edit *edit =
            &g_array_index(edits, struct reuse_edit, i);
        guint32 length = edit->end - edit->start;
        guint32 to_a = a + (edit->op != REUSE_INSERT ? length : 0);
        guint32 to_b = b + (edit->op != REUSE_DELETE ? length : 0);
        if (edit->op != REUSE_KEEP)
            add(changes, (struct reuse_change){{a, b}, {to_a, to_b}});
        a = to_a, b = to_b;
    }
    return changes;
}

/* What is only put in, or only left out, is looked at where it stands. */
static bool halves(const struct words *words, const struct reuse_change *change,
                   bool first)
{
    for (guint i = 0; i < 2; i++) {
        bool bare = change->from[i] == change->to[i];
        if (!bare &&
            leaves_bit(&words->texts[i],
                       first ? change->from[i] : change->to[i], first ? -1 : 1))
            return true;
    }
    return false;
}

/* The kept characters around a change are as far apart on one side as on the
 * other. */
static void widen(const struct words *words, struct reuse_change *change,
                  const guint32 floor[2], const guint32 roof[2])
{
    while (change->from[0] > floor[0] && change->from[1] > floor[1] &&
           halves(words, change, true))
        change->from[0]--, change->from[1]--;
    while (change->to[0] < roof[0] && change->to[1] < roof[1] &&
           halves(words, change, false))
        change->to[0]++, change->to[1]++;
}

static GArray *widened(const struct words *words, GArray *changes)
{
    GArray *wide = g_array_new(FALSE, FALSE, sizeof(struct reuse_change));
    for (guint i = 0; i < changes->len; i++) {
        struct reuse_change change =
            g_array_index(changes, struct reuse_change, i);
        const struct reuse_change *last = last_of(wide);
        const guint32 *roof =
            i + 1 < changes->len
                ? g_array_index(changes, struct reuse_change, i + 1).from
                : words->wording->to;
        widen(words, &change, last != NULL ? last->to : words->wording->from,
              roof);
        add(wide, change);
    }
    g_array_unref(changes);
    return wide;
}

void reuse_wording_make(struct reuse_wording *wording,
                        struct segmenter *segmenter,
                        const struct reuse_side *const sides[2], bool exact)
{
    struct words words = {.wording = wording};
    for (guint i = 0; i < 2; i++) {
        wording->from[i] = sides[i]->place->start;
        wording->to[i] = sides[i]->place->end;
        lettering_make(&words.texts[i], segmenter, &sides[i]->unit->normal);
    }
    trim(&words, true);
    trim(&words, false);
    wording->changes =
        exact ? g_array_new(FALSE, FALSE, sizeof(struct reuse_change))
              : widened(&words, changes_of(wording, sides));
    for (guint i = 0; i < 2; i++)
        lettering_clear(&words.texts[i]);
}

void reuse_wording_clear(struct reuse_wording *wording)
{
    g_array_unref(wording->changes);
}
