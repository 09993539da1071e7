/* The verbs of a measure with their objects.
 *
 * A clause ends at , 。 ; : ! ? and no verb governs beyond it; what stands in
 * brackets, in “” or 《》 has no verbs.  An object runs to the next verb or to
 * the clause's end.  Verbs next to each other (鼓励支持) share one; verbs
 * joined by 、 or 和 with nothing between them do too.
 */
#include "searcher/extraction/inside.h"

#include <string.h>

enum { OBJECT_BYTES = 6 };

struct clause {
    struct measure *measure;
    const struct words *words;
    guint first, end;   /* words of the clause */
    const bool *hidden; /* by word: in quotation marks or brackets */
};

/* Whether a clause ends before the i'th word. */
static bool breaks_before(const struct words *words, guint i)
{
    for (const char *at = WORD(words, i - 1)->end; at < WORD(words, i)->start;
         at = g_utf8_next_char(at))
        if (is_break(g_utf8_get_char(at)))
            return true;
    return false;
}

static bool has_gap(const struct words *words, guint i)
{
    return i > 0 && WORD(words, i)->start != WORD(words, i - 1)->end;
}

static bool is_word(const struct word *word, const char *text)
{
    return (gsize)(word->end - word->start) == strlen(text) &&
           memcmp(word->start, text, strlen(text)) == 0;
}

static bool is_and(const struct word *word)
{
    static const char *const ands[] = {"和", "与", "及",  "以及",
                                       "并", "或", "并且"};
    for (guint i = 0; i < G_N_ELEMENTS(ands); i++)
        if (is_word(word, ands[i]))
            return true;
    return false;
}

/* ---- what is a verb */

/* Behind the clause's start, an adverb, 、 or 和: where a verb may begin. */
static bool may_begin(const struct clause *clause, guint i)
{
    if (i == clause->first || has_gap(clause->words, i))
        return true;
    const struct word *before = WORD(clause->words, i - 1);
    return before->uses & USE_ADVERB || is_and(before) || is_word(before, "是");
}

static bool has_object(const struct clause *clause, guint i)
{
    if (i + 1 >= clause->end)
        return false;
    const struct word *next = WORD(clause->words, i + 1);
    return !is_word(next, "的") && !is_word(next, "等");
}

/* A verb in the object of the verb before is one of its own when that lets
 * others act, or when it is joined to it; right behind it, when it is never a
 * noun (研究制定, but 加强组织领导). */
static bool stands_free(const struct clause *clause, guint i, guint before)
{
    const struct word *word = WORD(clause->words, i);
    bool acts = WORD(clause->words, before)->uses & USE_PIVOT;
    bool gap = has_gap(clause->words, i);
    if (before + 1 == i)
        return gap || acts || !(word->uses & USE_START);
    return (acts && !gap) || gap || is_and(WORD(clause->words, i - 1));
}

/* 申请费、注册费: a noun behind another. */
static bool in_a_list(const struct clause *clause, guint i)
{
    const char *at = WORD(clause->words, i)->start;
    return i > clause->first &&
           char_before(clause->words->begin, at) == 0x3001; /* 、 */
}

static bool is_verb(const struct clause *clause, guint i, int before)
{
    const struct word *word = WORD(clause->words, i);
    if (!(word->uses & (USE_VERB | USE_START)) || clause->hidden[i] ||
        !has_object(clause, i) ||
        (i > clause->first && is_word(WORD(clause->words, i - 1), "的")))
        return false;
    if (word->uses & USE_ADVERB && i + 1 < clause->end &&
        WORD(clause->words, i + 1)->uses & (USE_VERB | USE_START))
        return false;
    if (before >= 0)
        return word->uses & USE_VERB && stands_free(clause, i, (guint)before);
    return !(word->uses & USE_START) ||
           (may_begin(clause, i) && !in_a_list(clause, i));
}

/* ---- objects */

static void add_object(struct clause *clause, const char *start,
                       const char *end)
{
    struct byte_span span = {(guint32)(start - clause->words->begin),
                             (guint32)(end - clause->words->begin)};
    if (end > start)
        g_array_append_val(clause->measure->objects, span);
}

/* The object [start, end), which is the words [from, to), one by one: split at
 * 、 and 和. */
static void split_object(struct clause *clause, guint from, guint to,
                         const char *start, const char *end)
{
    const struct words *words = clause->words;
    for (guint i = from + 1; i < to; i++) {
        const char *before = WORD(words, i - 1)->end;
        bool list = !clause->hidden[i] &&
                    memmem(before, (gsize)(WORD(words, i)->start - before),
                           "、", strlen("、")) != NULL;
        if (list) {
            add_object(clause, start, before);
            start = WORD(words, i)->start;
        } else if (!clause->hidden[i] && i + 1 < to && start < before &&
                   (is_word(WORD(words, i), "和") ||
                    is_word(WORD(words, i), "与") ||
                    is_word(WORD(words, i), "及") ||
                    is_word(WORD(words, i), "以及"))) {
            add_object(clause, start, before);
            start = WORD(words, i + 1)->start;
        }
    }
    add_object(clause, start, end);
}

/* Marks that belong to the object: 《…》, “…”, (…). */
static const char *marks_behind(const struct words *words, const char *end)
{
    while (AT(end, words->end, "》") || char_at(end, words->end) == '"' ||
           char_at(end, words->end) == ')')
        end = g_utf8_next_char(end);
    return end;
}

static const char *marks_before(const struct words *words, const char *start,
                                const char *begin)
{
    while (start > begin) {
        gunichar code = char_before(words->begin, start);
        if (code != '"' && code != '(' && code != 0x300a) /* 《 */
            break;
        start = g_utf8_prev_char(start);
    }
    return start;
}

static bool is_tail(const struct word *word)
{
    return is_and(word) || is_word(word, "等") ||
           (word->uses & USE_ADVERB && !(word->uses & (USE_VERB | USE_START)));
}

static void add_actions(struct clause *clause, const GArray *verbs, guint from,
                        guint to)
{
    const struct words *words = clause->words;
    while (to > from && is_tail(WORD(words, to - 1)))
        to--;
    while (from < to &&
           (is_and(WORD(words, from)) || is_word(WORD(words, from), "了")))
        from++;
    if (from >= to)
        return;
    const char *start =
        marks_before(words, WORD(words, from)->start,
                     from > 0 ? WORD(words, from - 1)->end : words->begin);
    const char *end = marks_behind(words, WORD(words, to - 1)->end);
    struct action action = {.object = {(guint32)(start - words->begin),
                                       (guint32)(end - words->begin)},
                            .first = clause->measure->objects->len};
    if (end - start < OBJECT_BYTES)
        return;
    split_object(clause, from, to, start, end);
    action.count = clause->measure->objects->len - action.first;
    for (guint i = 0; i < verbs->len; i++) {
        const struct word *verb = WORD(words, g_array_index(verbs, guint, i));
        action.verb = (struct byte_span){(guint32)(verb->start - words->begin),
                                         (guint32)(verb->end - words->begin)};
        g_array_append_val(clause->measure->actions, action);
    }
}

/* 推进和完善: the 和 between two verbs. */
static bool joins_verbs(const struct clause *clause, guint i)
{
    return i + 1 < clause->end && is_and(WORD(clause->words, i)) &&
           WORD(clause->words, i + 1)->uses & USE_VERB;
}

static void read_clause(struct clause *clause)
{
    g_autoptr(GArray) verbs = g_array_new(FALSE, FALSE, sizeof(guint));
    guint from = clause->first; /* where the object begins */
    int before = -1;
    for (guint i = clause->first; i < clause->end; i++) {
        if (!is_verb(clause, i, before))
            continue;
        bool together = verbs->len > 0 && i == from;
        if (verbs->len > 0 && !together) {
            add_actions(clause, verbs, from, i);
            g_array_set_size(verbs, 0);
        }
        g_array_append_val(verbs, i);
        before = (int)i;
        from = i + 1;
        if (joins_verbs(clause, from))
            from++;
    }
    if (verbs->len > 0)
        add_actions(clause, verbs, from, clause->end);
}

/* ---- clauses */

/* By word, whether it stands within marks. */
static bool *hidden_words(const struct words *words)
{
    bool *hidden = g_new0(bool, words->list->len + 1), quoted = false;
    int depth = 0;
    const char *at = words->begin;
    for (guint i = 0; i < words->list->len; i++) {
        for (; at < WORD(words, i)->start; at = g_utf8_next_char(at)) {
            quoted ^= *at == '"';
            depth += *at == '(' || AT(at, words->end, "《");
            depth -= *at == ')' || AT(at, words->end, "》");
            depth = MAX(depth, 0);
            if (is_break(g_utf8_get_char(at)) && AT(at, words->end, "。"))
                quoted = false, depth = 0;
        }
        hidden[i] = quoted || depth > 0;
        at = WORD(words, i)->end;
    }
    return hidden;
}

void find_actions(struct measure *measure, const struct words *words)
{
    g_autofree bool *hidden = hidden_words(words);
    struct clause clause = {measure, words, 0, 0, hidden};
    for (guint i = 1; i <= words->list->len; i++) {
        if (i < words->list->len && (hidden[i] || !breaks_before(words, i)))
            continue;
        clause.end = i;
        read_clause(&clause);
        clause.first = i;
    }
}
