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
        if (ends_clause(g_utf8_get_char(at)))
            return true;
    return false;
}

/* Something stands between a word and the one before; hidden characters (**)
 * are part of what is said. */
static bool has_gap(const struct words *words, guint i)
{
    if (i == 0)
        return false;
    const char *at = WORD(words, i - 1)->end;
    while (*at == '*')
        at++;
    return at != WORD(words, i)->start;
}

/* Right behind another, not even hidden characters between them. */
static bool touches(const struct words *words, guint i)
{
    return i > 0 && WORD(words, i)->start == WORD(words, i - 1)->end;
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
    return !is_word(next, "的") && !is_word(next, "等") &&
           !is_word(next, "型") && !is_word(next, "性");
}

static bool is_adverb(const struct word *word)
{
    return word->uses & USE_ADVERB && !(word->uses & (USE_VERB | USE_START));
}

/* 培育发展: verbs with one object, though 发展 is as often a noun. */
static bool is_pair(const struct clause *clause, guint i)
{
    const struct word *before = WORD(clause->words, i - 1);
    const char *end = WORD(clause->words, i)->end;
    const struct rule *rule =
        touches(clause->words, i)
            ? use_rule_find(before->start, (gsize)(end - before->start))
            : NULL;
    return rule != NULL && rule->uses & USE_PAIR;
}

/* Behind 、 or 和, or an adverb that is there: (政策,)全面增强. */
static bool is_joined(const struct clause *clause, guint i)
{
    const struct words *words = clause->words;
    while (i > clause->first && is_adverb(WORD(words, i - 1)) &&
           (!has_gap(words, i) || is_adverb(WORD(words, i))))
        i--; /* 积极、主动提供 */
    return has_gap(words, i) ||
           (i > clause->first && is_and(WORD(words, i - 1)));
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
        return gap || acts || !(word->uses & USE_START) || is_pair(clause, i);
    return (acts && !gap) || is_joined(clause, i);
}

/* 申请费、注册费: a noun behind another. */
static bool in_a_list(const struct clause *clause, guint i)
{
    const char *at = WORD(clause->words, i)->start;
    return i > clause->first &&
           char_before(clause->words->begin, at) == 0x3001; /* 、 */
}

/* Words that are as often part of a noun. */
static bool is_soft(const struct word *word)
{
    return word->uses & (USE_START | USE_COMPOUND);
}

/* 落实情况, 激励机制: a noun, unless a verb has to stand there. */
static bool makes_noun(const struct clause *clause, guint i, int before)
{
    const struct words *words = clause->words;
    if (!is_soft(WORD(words, i)) || i + 1 >= clause->end ||
        !touches(words, i + 1) || i == clause->first ||
        is_adverb(WORD(words, i - 1)))
        return false;
    guint next = WORD(words, i + 1)->uses;
    bool acts = before >= 0 && WORD(words, (guint)before)->uses & USE_PIVOT &&
                !is_joined(clause, i);
    bool whole = i + 2 == clause->end || has_gap(words, i + 2) ||
                 is_and(WORD(words, i + 2)) || next & USE_HEAD;
    return whole && next & (acts ? USE_HEAD : USE_HEAD | USE_MATTER);
}

/* Whether a noun of some use ends what follows the i'th word, before 、, 和 or
 * the clause's end. */
static bool ends_with_noun(const struct clause *clause, guint i)
{
    for (guint at = i + 1; at < clause->end; at++)
        if (WORD(clause->words, at)->uses & (USE_HEAD | USE_MATTER) &&
            (at + 1 == clause->end || has_gap(clause->words, at + 1) ||
             is_and(WORD(clause->words, at + 1))))
            return true;
    return false;
}

/* 开展|打击侵权假冒行动: part of the name of what is made. */
static bool is_made(const struct clause *clause, guint i, int before)
{
    return before >= 0 && (guint)before + 1 == i && touches(clause->words, i) &&
           is_soft(WORD(clause->words, i)) &&
           WORD(clause->words, (guint)before)->uses & USE_MAKER &&
           !(WORD(clause->words, i)->uses & USE_MAKER) && !is_pair(clause, i) &&
           ends_with_noun(clause, i);
}

static int find_word(const struct clause *clause, guint from, const char *text)
{
    for (guint i = from; i < clause->end; i++)
        if (!clause->hidden[i] && is_word(WORD(clause->words, i), text))
            return (int)i;
    return -1;
}

/* (发展产业、)优化环境等工作, 协调各方的作用: what the clause's last noun is
 * about, and no action. */
static bool tells_about(const struct clause *clause, guint i)
{
    int etc = find_word(clause, i + 1, "等"), of = -1;
    if (etc >= 0 && (guint)etc + 1 < clause->end)
        return true;
    of = find_word(clause, i + 1, "的");
    for (guint at = i + 1; of >= 0 && at < (guint)of; at++)
        if (has_gap(clause->words, at) &&
            char_before(clause->words->begin, WORD(clause->words, at)->start) ==
                0x3001)
            return false;
    return of >= 0 && is_soft(WORD(clause->words, i));
}

/* 传统产业优化升级: neither governs anything. */
static bool is_last_pair(const struct clause *clause, guint i)
{
    return i + 2 == clause->end && is_pair(clause, i + 1);
}

static bool is_part_of_noun(const struct clause *clause, guint i, int before)
{
    bool next =
        before >= 0 &&
        ((guint)before + 1 == i ||
         ((guint)before + 2 == i && is_and(WORD(clause->words, i - 1))));
    return makes_noun(clause, i, before) || is_made(clause, i, before) ||
           is_last_pair(clause, i) ||
           (before >= 0 && !next && is_joined(clause, i) &&
            tells_about(clause, i));
}

/* 的发展, 成为支撑…的力量 */
static bool is_attribute(const struct clause *clause, guint i)
{
    static const char *const befores[] = {"的", "之", "成为", "作为"};
    for (guint at = 0; i > clause->first && at < G_N_ELEMENTS(befores); at++)
        if (is_word(WORD(clause->words, i - 1), befores[at]))
            return true;
    return false;
}

static bool is_verb(const struct clause *clause, guint i, int before)
{
    const struct word *word = WORD(clause->words, i);
    if (!(word->uses & (USE_VERB | USE_START)) || clause->hidden[i] ||
        !has_object(clause, i) || is_attribute(clause, i) ||
        is_part_of_noun(clause, i, before))
        return false;
    if (word->uses & USE_ADVERB && i + 1 < clause->end &&
        WORD(clause->words, i + 1)->uses & (USE_VERB | USE_START))
        return false;
    if (before >= 0)
        return (word->uses & USE_VERB || is_pair(clause, i)) &&
               stands_free(clause, i, (guint)before);
    return !(word->uses & USE_START) ||
           (may_begin(clause, i) && !in_a_list(clause, i));
}

/* 根据推进实施的需要: no action, but why there is one. */
static bool gives_ground(const struct clause *clause)
{
    return WORD(clause->words, clause->first)->uses & USE_GROUND &&
           WORD(clause->words, clause->end - 1)->uses & USE_END;
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

/* Marks that belong to the object: 《…》, “…”, (…), ** for what is hidden. */
static const char *marks_behind(const struct words *words, const char *end)
{
    while (AT(end, words->end, "》") || char_at(end, words->end) == '"' ||
           char_at(end, words->end) == ')' || char_at(end, words->end) == '*')
        end = g_utf8_next_char(end);
    return end;
}

static const char *marks_before(const struct words *words, const char *start,
                                const char *begin)
{
    while (start > begin) {
        gunichar code = char_before(words->begin, start);
        if (code != '"' && code != '(' && code != '*' && code != 0x300a)
            break;
        start = g_utf8_prev_char(start);
    }
    return start;
}

static bool is_tail(const struct word *word)
{
    return is_and(word) || is_word(word, "等");
}

/* 优化机制|以保障…: what it is for is no part of the object. */
static guint without_purpose(const struct clause *clause, guint from, guint to)
{
    for (guint i = from + 1; i + 1 < to; i++)
        if (!clause->hidden[i] && is_word(WORD(clause->words, i), "以") &&
            WORD(clause->words, i + 1)->uses & (USE_VERB | USE_START))
            return i;
    return to;
}

/* The verbs' object is the words [from, to); `whole` when it is a sentence of
 * its own (支持|企业开展…), which is not divided. */
static void add_actions(struct clause *clause, const GArray *verbs, guint from,
                        guint to, bool whole)
{
    const struct words *words = clause->words;
    to = whole ? to : without_purpose(clause, from, to);
    while (to > from && (is_tail(WORD(words, to - 1)) ||
                         (to < clause->end && is_adverb(WORD(words, to - 1)))))
        to--;
    while (from < to &&
           ((is_and(WORD(words, from)) && !is_word(WORD(words, from), "与")) ||
            is_word(WORD(words, from), "了"))) /* but 加强|与…合作 */
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
    if (whole)
        add_object(clause, start, end);
    else
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

/* Whether the i'th word is what the object of the verb before does: that
 * object is then all of it (支持|深圳建立…). */
static bool is_deed(const struct clause *clause, guint i, int before)
{
    return before >= 0 &&
           WORD(clause->words, (guint)before)->uses & USE_PIVOT &&
           !is_joined(clause, i);
}

static void read_clause(struct clause *clause)
{
    g_autoptr(GArray) verbs = g_array_new(FALSE, FALSE, sizeof(guint));
    guint from = clause->first; /* where the object begins */
    int before = -1;
    if (gives_ground(clause))
        return;
    for (guint i = clause->first; i < clause->end; i++) {
        if (!is_verb(clause, i, before))
            continue;
        bool together = verbs->len > 0 && i == from;
        if (verbs->len > 0 && !together) {
            bool deed = is_deed(clause, i, before);
            add_actions(clause, verbs, from, deed ? clause->end : i, deed);
            g_array_set_size(verbs, 0);
        }
        g_array_append_val(verbs, i);
        before = (int)i;
        from = i + 1;
        if (joins_verbs(clause, from))
            from++;
    }
    if (verbs->len > 0)
        add_actions(clause, verbs, from, clause->end, false);
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
            if (ends_clause(g_utf8_get_char(at)) && AT(at, words->end, "。"))
                quoted = false, depth = 0;
        }
        hidden[i] = quoted || depth > 0;
        at = WORD(words, i)->end;
    }
    return hidden;
}

void extract_actions(struct measure *measure, const struct words *words)
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
