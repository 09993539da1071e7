/* Chooses the words among the strings that stand often.
 *
 * A string is a word when it holds together, stands freely and no rule is
 * against it.  How much it must hold together depends on what ICU makes of it:
 * where ICU leaves single characters (质|押, 东|莞|市) its dictionary has a
 * gap; where it sees words of its own (发明|专利) theirs must be a firm union,
 * not only a frequent one (专利|申请).  What ICU has as one word need not be
 * learned, and where it sees a word across an edge (作机制 in 工作|机制) the
 * string is a piece.
 *
 * Cohesion is the normalised pointwise mutual information of the two parts of
 * the weakest split (Bouma 2009, "Normalized (Pointwise) Mutual Information in
 * Collocation Extraction"): plain mutual information prefers rare strings, and
 * puts 知识|产权, of which a plan may consist, below most others.  Freedom is
 * the lesser of the entropies of left and right neighbours (Feng et al. 2004,
 * "Accessor Variety Criteria for Chinese Word Extraction", measure the same by
 * counting them).
 */
#include "indexer/words/words.h"

#include "common/data/data.h"
#include "indexer/words/inside.h"

#include <math.h>
#include <string.h>

/* Chosen by reading the words of five real plans (70,000 ideographs), of the
 * sample plans (13,000) and of 55,000 articles of law (5.7 million).  A gap of
 * two or three characters is seldom filled by a phrase, a longer one is. */
#define COHESION_SHORT 0.35
#define COHESION_LONG 0.5
#define COHESION_UNION 0.6
#define COHESION_CHAIN 0.75
#define FREEDOM 0.8
enum { SHORT_MOST = 3 };
/* A string stands at least so often: three times, in large corpora more, where
 * chance alone repeats strings; and in two units.  Three meetings do not make
 * two words one. */
enum { COUNT_LEAST = 3, COUNT_MOST = 12, COUNT_PER = 400000 };
enum { UNITS_LEAST = 2, COUNT_UNION = 4 };
/* Places that are shown to the segmenter, and the characters beside them. */
enum { VIEWS = 5, VIEW_SIDE = 4 };

enum rule { RULE_FIRST, RULE_LAST, RULE_INSIDE };
enum { RULES = RULE_INSIDE + 1 };

struct learning {
    const struct texts *texts;
    struct strings *strings;
    GHashTable *rules[RULES]; /* sets of words */
    struct segmenter *segmenter;
    guint32 *tally; /* string_before's */
    GString *text;  /* of the string, or of a view */
    GArray *words;  /* of struct vocabulary_word; texts are owned */
};

/* ---- rules */

static void rules_read(GHashTable **rules)
{
    static const char *const names[RULES] = {"first", "last", "inside"};
    const GPtrArray *rows = data_table("rules/words.tsv", 3);
    for (guint rule = 0; rule < RULES; rule++) {
        rules[rule] =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);
            if (!g_str_equal(row[0], names[rule]))
                continue;
            g_auto(GStrv) words = g_strsplit(row[1], " ", -1);
            for (char **word = words; *word != NULL; word++)
                g_hash_table_add(rules[rule], g_strdup(*word));
        }
    }
}

/* Whether a word may stand there in what is learned. */
static bool rules_allow(const struct learning *learning,
                        const struct token *token, bool first, bool last)
{
    char word[4 * WORD_MOST + 1];
    if (token->length >= sizeof word)
        return true;
    memcpy(word, token->text, token->length);
    word[token->length] = '\0';
    return !g_hash_table_contains(learning->rules[RULE_INSIDE], word) &&
           !(first &&
             g_hash_table_contains(learning->rules[RULE_FIRST], word)) &&
           !(last && g_hash_table_contains(learning->rules[RULE_LAST], word));
}

/* ---- scores */

/* 1 when the parts of every split never stand without each other, 0 when they
 * meet as by chance. */
static double cohesion(const struct strings *strings, guint32 place,
                       guint length, guint32 count)
{
    double all = strings->texts->count, least = 1;
    for (guint split = 1; split < length; split++) {
        double left = strings_count(strings, place, split);
        double right = strings_count(strings, place + split, length - split);
        least =
            MIN(least, log(count * all / (left * right)) / log(all / count));
    }
    return least;
}

static double freedom(const struct learning *learning,
                      const struct string *string, guint length)
{
    double after = string_after(learning->texts, string, length);
    if (after < FREEDOM)
        return after;
    return MIN(after, string_before(learning->texts, string, learning->tally));
}

/* ---- what the segmenter makes of it */

enum sight {
    SEEN_AMISS, /* words run over its edges, or a rule is against them */
    SEEN_WHOLE, /* one word */
    SEEN_UNION, /* two words of two characters and more */
    SEEN_CHAIN, /* several */
    SEEN_GAP,   /* single characters among them */
};

static void put_text(const struct texts *texts, GString *text, guint32 from,
                     guint32 to)
{
    g_string_truncate(text, 0);
    for (guint32 place = from; place < to; place++)
        g_string_append_unichar(text, texts->codes[texts->text[place]]);
}

/* Cuts the stretch that begins at `from`; what of it the string at [place, end)
 * is. */
static enum sight see(const struct learning *learning, guint32 from,
                      guint32 place, guint32 end)
{
    struct token token;
    guint words = 0;
    bool single = false;
    guint32 at = from;
    while (at < end && segmenter_next(learning->segmenter, &token)) {
        guint32 next = at + token.chars;
        if (at < place && next > place)
            return SEEN_AMISS;
        if (at >= place) {
            if (!rules_allow(learning, &token, at == place, next == end))
                return SEEN_AMISS;
            words++;
            single = single || token.chars == 1;
        }
        at = next;
    }
    if (at != end)
        return SEEN_AMISS;
    if (single && words > 1)
        return SEEN_GAP;
    return words == 1 ? SEEN_WHOLE : words == 2 ? SEEN_UNION : SEEN_CHAIN;
}

/* One place of the string, with a few characters of the same stretch on both
 * sides. */
static enum sight view(const struct learning *learning, guint32 place,
                       guint length)
{
    const guint16 *text = learning->texts->text;
    guint32 from = place, to = place + length;
    while (place - from < VIEW_SIDE && text[from - 1] != 0)
        from--;
    while (to - place - length < VIEW_SIDE && text[to] != 0)
        to++;
    put_text(learning->texts, learning->text, from, to);
    segmenter_start(learning->segmenter, learning->text->str,
                    learning->text->len);
    return see(learning, from, place, place + length);
}

/* What most of a few places show, spread over all. */
static enum sight look(const struct learning *learning,
                       const struct string *string, guint length)
{
    guint seen[SEEN_GAP + 1] = {0};
    guint views = MIN(string->count, VIEWS);
    for (guint i = 0; i < views; i++) {
        guint32 nth = (guint32)((guint64)string->count * i / views);
        seen[view(learning, learning->texts->order[string->first + nth],
                  length)]++;
    }
    enum sight most = SEEN_AMISS;
    for (enum sight sight = SEEN_WHOLE; sight <= SEEN_GAP; sight++)
        if (seen[sight] > seen[most])
            most = sight;
    return most;
}

/* ---- choosing */

static guint32 count_needed(enum sight sight)
{
    return sight == SEEN_GAP ? 0 : COUNT_UNION;
}

static double cohesion_needed(enum sight sight, guint length)
{
    return sight == SEEN_UNION    ? COHESION_UNION
           : sight == SEEN_CHAIN  ? COHESION_CHAIN
           : length <= SHORT_MOST ? COHESION_SHORT
                                  : COHESION_LONG;
}

static void consider(struct learning *learning, const struct string *string,
                     guint length)
{
    const struct texts *texts = learning->texts;
    guint32 place = texts->order[string->first];
    double holds = cohesion(learning->strings, place, length, string->count);
    if (holds < cohesion_needed(SEEN_GAP, length))
        return;
    double stands = freedom(learning, string, length);
    if (stands < FREEDOM)
        return;
    enum sight sight = look(learning, string, length);
    if (sight <= SEEN_WHOLE || string->count < count_needed(sight) ||
        holds < cohesion_needed(sight, length))
        return;
    guint32 units = string_units(texts, string);
    if (units < UNITS_LEAST)
        return;
    put_text(texts, learning->text, place, place + length);
    struct vocabulary_word word = {
        .text = g_strndup(learning->text->str, learning->text->len),
        .length = (guint32)learning->text->len,
        .units = units,
        .count = string->count,
        .cohesion = (float)holds,
        .freedom = (float)stands};
    g_array_append_val(learning->words, word);
}

static struct vocabulary *learned(const struct learning *learning)
{
    return vocabulary_new(
        (const struct vocabulary_word *)(const void *)learning->words->data,
        learning->words->len);
}

/* From short to long: the segmenter knows the words learned so far, so that
 * 知识产权质押融资 is a union of two of them. */
static struct vocabulary *consider_all(struct learning *learning)
{
    struct vocabulary *known = learned(learning);
    for (guint length = 2; length <= WORD_MOST; length++) {
        const GArray *level = learning->strings->levels[length];
        segmenter_use(learning->segmenter, known);
        for (guint i = 0; i < level->len; i++)
            consider(learning, &g_array_index(level, struct string, i), length);
        segmenter_use(learning->segmenter, NULL);
        vocabulary_free(known);
        known = learned(learning);
    }
    return known;
}

/* ---- the door */

static struct vocabulary *learn(const struct texts *texts,
                                struct segmenter *segmenter)
{
    guint32 least = CLAMP(texts->count / COUNT_PER, COUNT_LEAST, COUNT_MOST);
    struct learning learning = {
        .texts = texts,
        .segmenter = segmenter,
        .strings = strings_find(texts, least),
        .tally = g_new0(guint32, texts->symbols + 1),
        .text = g_string_new(NULL),
        .words = g_array_new(FALSE, FALSE, sizeof(struct vocabulary_word))};
    rules_read(learning.rules);
    struct vocabulary *vocabulary = consider_all(&learning);
    for (guint i = 0; i < learning.words->len; i++)
        g_free((char *)g_array_index(learning.words, struct vocabulary_word, i)
                   .text);
    g_array_unref(learning.words);
    g_string_free(learning.text, TRUE);
    g_free(learning.tally);
    for (guint rule = 0; rule < RULES; rule++)
        g_hash_table_unref(learning.rules[rule]);
    strings_free(learning.strings);
    return vocabulary;
}

struct vocabulary *vocabulary_learn(const struct index *index, void *data)
{
    const guint *jobs = data;
    struct segmenter *segmenter = segmenter_new(NULL);
    if (segmenter == NULL)
        return vocabulary_new(NULL, 0);
    struct texts *texts = texts_new(index, jobs != NULL ? *jobs : 1);
    struct vocabulary *vocabulary = learn(texts, segmenter);
    texts_free(texts);
    segmenter_free(segmenter);
    return vocabulary;
}
