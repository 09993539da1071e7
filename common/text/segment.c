/* Words (UAX 29 with ICU's Chinese dictionary) and pairs of characters.
 *
 * Reads normalised text, gives byte ranges into it.  ICU works on UTF-16: a
 * text is converted once, whole, and the UTF-8 is walked beside it, which is
 * much faster than ICU's view of UTF-8 (UText).
 *
 * With a vocabulary a text is cut by ICU first; cover.c then chooses among
 * ICU's words and the vocabulary's between every two punctuation marks.
 */
#include "common/text/cover.h"

#include "common/messages/messages.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

struct segmenter {
    UBreakIterator *breaks;
    UChar *units; /* the text as UTF-16 */
    gsize room;   /* of units */
    const char *at;
    int32_t from; /* boundary that `at` stands on, in units */
    const struct vocabulary *wanted, *vocabulary; /* of the next text, of this;
                                                     or NULL */
    struct cover *cover; /* made with the first vocabulary */
    GArray *words;       /* with a vocabulary: the text's (struct token) */
    guint given;         /* of these */
};

struct segmenter *segmenter_new(GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                    _("cannot open ICU's word breaks: %s"),
                    u_errorName(status));
        return NULL;
    }
    struct segmenter *segmenter = g_new0(struct segmenter, 1);
    segmenter->breaks = breaks;
    return segmenter;
}

void segmenter_free(struct segmenter *segmenter)
{
    if (segmenter == NULL)
        return;
    ubrk_close(segmenter->breaks);
    g_free(segmenter->units);
    if (segmenter->cover != NULL)
        cover_free(segmenter->cover);
    if (segmenter->words != NULL)
        g_array_unref(segmenter->words);
    g_free(segmenter);
}

void segmenter_use(struct segmenter *segmenter,
                   const struct vocabulary *vocabulary)
{
    segmenter->wanted = vocabulary;
    if (vocabulary == NULL || segmenter->cover != NULL)
        return;
    segmenter->cover = cover_new();
    segmenter->words = g_array_new(FALSE, FALSE, sizeof(struct token));
}

/* ---- ICU's words */

static void open_text(struct segmenter *segmenter, const char *text,
                      gsize length)
{
    /* UTF-16 never has more units than UTF-8 has bytes. */
    if (segmenter->room < length + 1) {
        segmenter->room = MAX(2 * segmenter->room, length + 1);
        g_free(segmenter->units);
        segmenter->units = g_new(UChar, segmenter->room);
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(segmenter->units, (int32_t)segmenter->room, &count, text,
                  (int32_t)length, &status);
    if (U_FAILURE(status))
        count = 0;
    status = U_ZERO_ERROR;
    ubrk_setText(segmenter->breaks, segmenter->units, count, &status);
    segmenter->at = text;
    segmenter->from = ubrk_first(segmenter->breaks);
}

static bool next_word(struct segmenter *segmenter, struct token *token)
{
    for (;;) {
        int32_t to = ubrk_next(segmenter->breaks);
        if (to == UBRK_DONE)
            return false;
        const char *start = segmenter->at;
        const guchar *at = (const guchar *)start;
        guint chars = 0;
        for (int32_t unit = segmenter->from; unit < to; chars++) {
            unit += *at >= 0xf0 ? 2 : 1;
            at += *at < 0x80 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
        }
        segmenter->from = to;
        segmenter->at = (const char *)at;
        if (ubrk_getRuleStatus(segmenter->breaks) < UBRK_WORD_NONE_LIMIT)
            continue;
        *token = (struct token){start, (guint)(segmenter->at - start), chars};
        return true;
    }
}

/* ---- with those of a vocabulary */

static void cover_text(struct segmenter *segmenter)
{
    struct token token;
    const char *end = NULL;
    g_array_set_size(segmenter->words, 0);
    segmenter->given = 0;
    cover_start(segmenter->cover);
    while (next_word(segmenter, &token)) {
        if (token.text != end)
            cover_end(segmenter->cover, segmenter->vocabulary,
                      segmenter->words);
        cover_add(segmenter->cover, &token);
        end = token.text + token.length;
    }
    cover_end(segmenter->cover, segmenter->vocabulary, segmenter->words);
}

void segmenter_start(struct segmenter *segmenter, const char *text,
                     gsize length)
{
    open_text(segmenter, text, length);
    segmenter->vocabulary = segmenter->wanted;
    if (segmenter->vocabulary != NULL)
        cover_text(segmenter);
}

bool segmenter_next(struct segmenter *segmenter, struct token *token)
{
    if (segmenter->vocabulary == NULL)
        return next_word(segmenter, token);
    if (segmenter->given == segmenter->words->len)
        return false;
    *token = g_array_index(segmenter->words, struct token, segmenter->given++);
    return true;
}

/* ---- pairs of characters */

void grams_start(struct grams *grams, const char *text, gsize length)
{
    *grams = (struct grams){.at = text, .end = text + length};
    if (length > 0) {
        grams->last = g_utf8_get_char(text);
        grams->at = g_utf8_next_char(text);
    }
}

bool grams_next(struct grams *grams, guint64 *key)
{
    if (grams->at >= grams->end)
        return false;
    gunichar code = g_utf8_get_char(grams->at);
    grams->at = g_utf8_next_char(grams->at);
    *key = (guint64)grams->last << 32 | code;
    grams->last = code;
    return true;
}

guint grams_hash(gconstpointer key)
{
    guint64 pair = (guint64)GPOINTER_TO_SIZE(key) * 0x9e3779b97f4a7c15u;
    return (guint)(pair >> 32);
}
