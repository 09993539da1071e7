/* Cuts running text, whose paragraphs a scraper has joined, at its items, at
 * openers and at the leads that name a measure.
 *
 * A lead is told from any other short sentence by what surrounds it (in the
 * manner of TextTiling: Hearst 1997): its words come again after it, not
 * before it; the section's introduction announces it; and paragraphs have a
 * length.  The best set of cuts of a section is found whole, by dynamic
 * programming over its sentences. */
#include "indexer/parse/internal.h"

#include "common/data/data.h"

#include <math.h>
#include <string.h>

/* Weights, found by search over four plans whose paragraphs were joined. */
#define BASE 0.45       /* for being a short plain sentence */
#define AFTER 1.6       /* its words come again in what follows … */
#define NEXT 0.9        /* … in the very next sentence */
#define INTRO 2.0       /* the section's first sentence has them */
#define BEFORE 1.9      /* they were said before */
#define POSSESSIVE 0.2  /* 的 */
#define ENUMERATED 0.55 /* 、 */
#define DETAIL 0.3      /* begins like a step, not like a name */
#define SUPPORT 0.05    /* 支持 */
#define REPEATED 0.1    /* begins like the sentence before */
#define FIRST 5.0       /* stands right after the introduction */
#define LONG 0.19       /* for each character over LONG_CHARS */
#define BRIEF 0.8       /* for each character under BRIEF_CHARS */
#define LAST 9.0        /* nothing follows it */
#define LONG_CHARS 17
#define BRIEF_CHARS 10
#define LEAD_MIN 4
#define LEAD_MAX 26
#define SHORT_PARAGRAPH 115.0 /* characters; shorter ones are rare … */
#define SHORT_GAPS 1.65 /* … but for what short sentences stand close … */
#define SHORT_COST 75.0 /* … and cost one for this many missing */
#define SENTENCES_MOST 400 /* of a paragraph; a longer one is not cut right */
#define LEADS_MIN 2        /* measures come in series */
#define AFTER_CHARS 220
#define BEFORE_CHARS 160
#define COMMON_SHARE 0.12 /* pairs in more sentences than this tell nothing */

struct sentence {
    gsize start, length; /* bytes in the passage */
    guint chars;
    GHashTable *pairs; /* set of bigrams of its letters */
    bool candidate;
    double score;
};

struct flow {
    GHashTable *frequency; /* pair → sentences of the document that have it */
    guint sentences;
};

/* ---- sentences and their pairs of characters */

static GHashTable *pairs_of(const char *text, gsize length)
{
    GHashTable *pairs =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    gunichar last = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalnum(c))
            continue;
        gint64 pair = (gint64)last << 32 | c;
        if (last != 0)
            g_hash_table_add(pairs, g_memdup2(&pair, sizeof(pair)));
        last = c;
    }
    return pairs;
}

static void sentence_clear(void *data)
{
    g_hash_table_unref(((struct sentence *)data)->pairs);
}

static GArray *sentences_of(const char *text)
{
    GArray *list = g_array_new(false, true, sizeof(struct sentence));
    g_array_set_clear_func(list, sentence_clear);
    for (gsize at = 0, length; text[at] != '\0'; at += length) {
        length = sentence_length(text + at);
        struct sentence sentence = {.start = at, .length = length};
        sentence.chars = chars_of(text + at, length);
        sentence.pairs = pairs_of(text + at, length);
        g_array_append_val(list, sentence);
    }
    return list;
}

static struct sentence *sentence_at(const GArray *list, guint i)
{
    return &g_array_index(list, struct sentence, i);
}

static void count_pairs(struct flow *flow, const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        GHashTableIter iter;
        void *pair;
        g_hash_table_iter_init(&iter, sentence_at(list, i)->pairs);
        while (g_hash_table_iter_next(&iter, &pair, NULL)) {
            guint count =
                GPOINTER_TO_UINT(g_hash_table_lookup(flow->frequency, pair));
            g_hash_table_insert(flow->frequency, g_memdup2(pair, 8),
                                GUINT_TO_POINTER(count + 1));
        }
    }
    flow->sentences += list->len;
}

/* ---- how much like a lead a sentence is */

/* The share (by inverse document frequency) of a sentence's telling pairs
 * that the sentences [from, to) have too, up to `chars` characters, counted
 * from `from` on, or from `to` back. */
static double shared(const struct flow *flow, const GArray *list, guint of,
                     int from, int step, guint chars)
{
    double sum = 0, found = 0;
    GHashTableIter iter;
    void *pair;
    g_hash_table_iter_init(&iter, sentence_at(list, of)->pairs);
    while (g_hash_table_iter_next(&iter, &pair, NULL)) {
        double count =
            GPOINTER_TO_UINT(g_hash_table_lookup(flow->frequency, pair));
        if (count / flow->sentences >= COMMON_SHARE)
            continue;
        double weight = log(flow->sentences / (count + 0.5));
        sum += weight;
        guint seen = 0;
        for (int i = from; i >= 0 && i < (int)list->len && seen < chars;
             i += step) {
            seen += sentence_at(list, (guint)i)->chars;
            if (g_hash_table_contains(sentence_at(list, (guint)i)->pairs,
                                      pair)) {
                found += weight;
                break;
            }
        }
    }
    return sum > 0 ? found / sum : 0;
}

static bool is_candidate(const char *text, const struct sentence *sentence)
{
    guint chars = sentence->chars > 0 ? sentence->chars - 1 : 0;
    return chars >= LEAD_MIN && chars <= LEAD_MAX &&
           !has_any(text, sentence->length, ",，;；:：0123456789") &&
           g_str_has_prefix(text + sentence->length - strlen("。"), "。");
}

static bool begins_like(const char *text, const char *use)
{
    const GPtrArray *rows = data_table("rules/leads.tsv", 3);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        if (strcmp(row[0], use) == 0 &&
            g_regex_match_simple(row[1], text, 0, G_REGEX_MATCH_ANCHORED))
            return true;
    }
    return false;
}

/* The same two first characters (研究…。研究…。). */
static bool repeats(const char *text, const GArray *list, guint i)
{
    const char *a = text + sentence_at(list, i)->start;
    const char *b = text + sentence_at(list, i - 1)->start;
    const char *end = g_utf8_next_char(a);
    if (*end != '\0')
        end = g_utf8_next_char(end);
    return strncmp(a, b, (gsize)(end - a)) == 0;
}

static double surface_score(const char *text, const struct sentence *sentence)
{
    const char *start = text + sentence->start;
    int chars = (int)sentence->chars - 1;
    double score = BASE - LONG * MAX(0, chars - LONG_CHARS) +
                   BRIEF * MAX(0, BRIEF_CHARS - chars);
    score -= has_any(start, sentence->length, "的") ? POSSESSIVE : 0;
    score -= has_any(start, sentence->length, "、") ? ENUMERATED : 0;
    score -= begins_like(start, "detail") ? DETAIL : 0;
    score -= begins_like(start, "support") ? SUPPORT : 0;
    return score;
}

static double lead_score(const struct flow *flow, const char *text,
                         const GArray *list, guint i)
{
    bool intro = !sentence_at(list, 0)->candidate;
    double score = surface_score(text, sentence_at(list, i));
    int at = (int)i;
    score += AFTER * shared(flow, list, i, at + 1, 1, AFTER_CHARS);
    score += NEXT * shared(flow, list, i, at + 1, 1, 1);
    if (i > (intro ? 1 : 0)) {
        /* What was said before: the introduction announces, so it counts
         * for the sentence, not against it. */
        guint chars = 0;
        for (guint k = intro ? 1 : 0; k < i; k++)
            chars += sentence_at(list, k)->chars;
        score -= BEFORE *
                 shared(flow, list, i, at - 1, -1, MIN(chars, BEFORE_CHARS));
    }
    if (intro && i > 0)
        score += INTRO * shared(flow, list, i, 0, 1, 1);
    if (i > 0 && repeats(text, list, i))
        score -= REPEATED;
    if (intro && i == 1)
        score += FIRST;
    return i + 1 == list->len ? score - LAST : score;
}

static void score_all(const struct flow *flow, const char *text, GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        struct sentence *sentence = sentence_at(list, i);
        sentence->candidate = is_candidate(text + sentence->start, sentence);
    }
    for (guint i = 0; i < list->len; i++)
        if (sentence_at(list, i)->candidate)
            sentence_at(list, i)->score = lead_score(flow, text, list, i);
}

/* ---- the best cuts */

/* Below how many characters a paragraph of this text is short: its short
 * sentences, some of which are leads, tell how long paragraphs can be. */
static double short_length(const GArray *list)
{
    guint chars = 0, candidates = 0;
    for (guint i = 0; i < list->len; i++) {
        chars += sentence_at(list, i)->chars;
        candidates += i > 0 && sentence_at(list, i)->candidate;
    }
    return MIN(SHORT_PARAGRAPH, SHORT_GAPS * chars / (candidates + 1));
}

/* What the paragraph of `chars` characters that begins with `first` is worth,
 * where one of fewer than `least` is short. */
static double paragraph_score(const struct sentence *first, guint chars,
                              double least, bool intro)
{
    double cost = MAX(0, least - chars) / SHORT_COST;
    double led = first->candidate ? first->score - cost : -1e9;
    if (!intro)
        return led;
    return first->candidate ? MAX(-0.5, led) : 0;
}

/* For each number of sentences the start of the last paragraph in the best way
 * to cut so many; caller frees. */
static guint *best_starts(const GArray *list)
{
    double least = short_length(list);
    g_autofree double *best = g_new0(double, list->len + 1);
    guint *from = g_new0(guint, list->len + 1);
    for (guint to = 1; to <= list->len; to++) {
        guint chars = 0;
        best[to] = -1e12;
        for (guint i = to; i > 0 && (to - i < SENTENCES_MOST || i == 1); i--) {
            const struct sentence *first = sentence_at(list, i - 1);
            chars += first->chars;
            if (i > 1 && !first->candidate)
                continue;
            double score =
                best[i - 1] + paragraph_score(first, chars, least, i == 1);
            if (score > best[to]) {
                best[to] = score;
                from[to] = i - 1;
            }
        }
    }
    return from;
}

/* Byte offsets of the cuts of one passage; a GArray of gsize. */
static GArray *lead_cuts(const struct flow *flow, const char *text)
{
    g_autoptr(GArray) list = sentences_of(text);
    GArray *cuts = g_array_new(false, false, sizeof(gsize));
    guint leads = 0;
    score_all(flow, text, list);
    g_autofree guint *from = best_starts(list);
    for (guint to = list->len; to > 0; to = from[to]) {
        leads += sentence_at(list, from[to])->candidate;
        if (from[to] > 0)
            g_array_append_val(cuts, sentence_at(list, from[to])->start);
    }
    if (leads < LEADS_MIN)
        g_array_set_size(cuts, 0);
    return cuts;
}

/* ---- cuts that need no judgement */

static const GPtrArray *openers(void)
{
    static GPtrArray *list;
    if (g_once_init_enter(&list)) {
        GPtrArray *made = g_ptr_array_new();
        const GPtrArray *rows = data_table("rules/openers.tsv", 2);
        for (guint i = 0; i < rows->len; i++) {
            char **row = g_ptr_array_index(rows, i);
            g_ptr_array_add(
                made, g_regex_new(row[0], G_REGEX_OPTIMIZE | G_REGEX_ANCHORED,
                                  0, NULL));
        }
        g_once_init_leave(&list, made);
    }
    return list;
}

/* Looks at one sentence, `length` bytes. */
static bool is_opener(const char *text, gsize length)
{
    const GPtrArray *list = openers();
    for (guint i = 0; i < list->len; i++)
        if (g_regex_match_full(g_ptr_array_index(list, i), text, (gssize)length,
                               0, 0, NULL, NULL))
            return true;
    return false;
}

struct items {
    enum marker_class class;
    long number;
};

/* An item: —— anywhere, the others where their numbers run 1, 2, 3 …  A first
 * one counts only when the second follows. */
static bool is_item(const char *text, struct items *items)
{
    struct marker marker = marker_read(text);
    if (marker.class == MARKER_DASH || marker.class == MARKER_BULLET) {
        items->class = marker.class;
        return true;
    }
    if (marker.class == MARKER_NONE || marker.number < 1 ||
        marker.class < MARKER_PAREN || marker.class == MARKER_DIGITSPACE)
        return false;
    bool next =
        marker.class == items->class && marker.number == items->number + 1;
    if (!next && marker.number != 1)
        return false;
    if (!next && marker.class == MARKER_IS && strstr(text, "。二是") == NULL)
        return false;
    *items = (struct items){marker.class, marker.number};
    return true;
}

/* A note's items also begin after 注：. */
static bool begins_notes(const char *text)
{
    return g_str_has_prefix(text, "注") &&
           g_regex_match_simple("^注\\s*([:：]|1)", text, 0, 0);
}

static bool breaks_line(const struct passage *passage, gsize at)
{
    guint low = 0, high = passage->starts->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        gsize offset =
            g_array_index(passage->starts, struct start, middle).offset;
        if (offset == at)
            return true;
        if (offset < at)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* A list begins after a colon, at the start of a line, within the sentence
 * [from, to); its offset, or 0. */
static gsize list_cut(const struct passage *passage, gsize from, gsize to,
                      struct items *items)
{
    const char *text = passage->text->str;
    for (guint i = 0; i < passage->starts->len; i++) {
        gsize offset = g_array_index(passage->starts, struct start, i).offset;
        if (offset > from && offset < to &&
            has_any(g_utf8_prev_char(text + offset), 1, ":：") &&
            is_item(text + offset, items))
            return offset;
    }
    return 0;
}

/* Byte offset of the first sure cut behind `from`, or 0. */
static gsize sure_cut(const struct passage *passage, gsize from,
                      struct items *items, bool notes)
{
    const char *text = passage->text->str;
    gsize at = from + sentence_length(text + from), length;
    gsize list = notes ? 0 : list_cut(passage, from, at, items);
    if (list > 0)
        return list;
    for (; at < passage->text->len; at += length) {
        length = sentence_length(text + at);
        if (is_item(text + at, items) ||
            ((items->class == MARKER_IS || breaks_line(passage, at)) &&
             is_opener(text + at, length)))
            return at;
    }
    return 0;
}

/* ---- the whole */

static void insert_cut(GPtrArray *passages, guint at, gsize offset)
{
    struct passage *rest = passage_cut(g_ptr_array_index(passages, at), offset);
    g_ptr_array_insert(passages, (int)at + 1, rest);
}

static bool is_running(const struct passage *passage)
{
    return !passage->fixed && !passage->furniture && passage->table == NULL;
}

static bool is_marked(const char *text)
{
    enum marker_class class = marker_read(text).class;
    return class != MARKER_NONE && class != MARKER_DIGITSPACE;
}

/* Cuts passage `at` where no judgement is needed; the number of pieces. */
static guint split_sure(GPtrArray *passages, guint at)
{
    struct passage *passage = g_ptr_array_index(passages, at);
    struct items items = {MARKER_NONE, 0};
    g_autoptr(GArray) cuts = g_array_new(false, false, sizeof(gsize));
    bool notes = begins_notes(passage->text->str);
    if (notes)
        items = (struct items){MARKER_DIGIT, 1};
    else
        is_item(passage->text->str, &items);
    for (gsize cut = 0; (cut = sure_cut(passage, cut, &items, notes)) > 0;)
        g_array_append_val(cuts, cut);
    for (guint i = cuts->len; i > 0; i--)
        insert_cut(passages, at, g_array_index(cuts, gsize, i - 1));
    for (guint i = at; i <= at + cuts->len; i++) {
        passage = g_ptr_array_index(passages, i);
        if (notes)
            passage->kind = BLOCK_NOTE;
        passage->fixed |= notes || is_marked(passage->text->str);
    }
    return cuts->len + 1;
}

static guint split_leads(const struct flow *flow, GPtrArray *passages, guint at)
{
    const struct passage *passage = g_ptr_array_index(passages, at);
    g_autoptr(GArray) cuts = lead_cuts(flow, passage->text->str);
    for (guint i = 0; i < cuts->len; i++) /* from the last one on */
        insert_cut(passages, at, g_array_index(cuts, gsize, i));
    return cuts->len + 1;
}

void flow_split(GPtrArray *passages)
{
    struct flow flow = {.frequency = g_hash_table_new_full(
                            g_int64_hash, g_int64_equal, g_free, NULL)};
    for (guint i = 0; i < passages->len; i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        if (is_running(passage)) {
            g_autoptr(GArray) list = sentences_of(passage->text->str);
            count_pairs(&flow, list);
        }
    }
    for (guint i = 0; i < passages->len;)
        i += is_running(g_ptr_array_index(passages, i))
                 ? split_sure(passages, i)
                 : 1;
    for (guint i = 0; i < passages->len;)
        i += is_running(g_ptr_array_index(passages, i))
                 ? split_leads(&flow, passages, i)
                 : 1;
    g_hash_table_unref(flow.frequency);
}
