/* Names of what is measured, freed from what stands around them. */
#include "searcher/indicators/inside.h"

#include <string.h>

#define TARGETS "rules/targets.tsv"

bool phrase_is_word(const char *text, struct byte_span span)
{
    for (const char *at = text + span.start; at < text + span.end;
         at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return true;
    return false;
}

static bool take_start(const GArray *rules, const char *text,
                       struct byte_span *span)
{
    gsize end;
    if (span->start >= span->end ||
        !rules_match(rules, text, span->start, span->end, NULL, NULL, &end) ||
        end == span->start)
        return false;
    span->start = (guint32)end;
    return true;
}

static bool take_end(const GArray *rules, const char *text,
                     struct byte_span *span)
{
    gsize start;
    if (span->start >= span->end ||
        !rules_match(rules, text, span->start, span->end, NULL, &start, NULL) ||
        start == span->end)
        return false;
    span->end = (guint32)start;
    return true;
}

/* The end of the verb that begins at `at`, or 0; none where it is part of a
 * name (培育中心, 建成的平台), or, if so asked, could begin one. */
static gsize act_end(const char *text, gsize at, gsize to, bool sure)
{
    const struct rule *rule;
    gsize end;
    if (!rules_match(rules_of(TARGETS, "act", AT_START), text, at, to, &rule,
                     NULL, &end))
        return 0;
    bool of = end < to && g_str_has_prefix(text + end, "的");
    bool noun = rules_match(rules_of(TARGETS, "noun", AT_START), text, end, to,
                            NULL, NULL, NULL);
    return of || ((noun || sure) && strcmp(rule->value, "verb") != 0) ? 0 : end;
}

static gsize deed_end(const char *text, gsize at, gsize to)
{
    gsize end;
    return rules_match(rules_of(TARGETS, "deed", AT_START), text, at, to, NULL,
                       NULL, &end) &&
                   !rules_match(rules_of(TARGETS, "noun", AT_START), text, end,
                                to, NULL, NULL, NULL)
               ? end
               : 0;
}

/* A verb at the start, unless nothing would be left. */
static bool take_verb(const char *text, struct byte_span *span,
                      enum phrase_verbs verbs)
{
    gsize end = act_end(text, span->start, span->end, false);
    if (end == 0 && verbs == PHRASE_DEEDS)
        end = deed_end(text, span->start, span->end);
    struct byte_span rest = {(guint32)end, span->end};
    if (end == 0 || !phrase_is_word(text, rest))
        return false;
    *span = rest;
    return true;
}

/* Behind the last verb that brings something about; the span's start when there
 * is none.  sure: only words that are nothing but verbs count. */
static gsize behind_verbs(const char *text, struct byte_span span, bool sure)
{
    gsize behind = span.start;
    for (const char *at = text + span.start; at < text + span.end;
         at = g_utf8_next_char(at)) {
        gsize end = act_end(text, (gsize)(at - text), span.end, sure);
        if (end > 0 && end + strlen("专利") <= span.end)
            behind = end;
    }
    return behind;
}

/* Where a clause first says whom or what it acts upon (围绕…实施项目), the name
 * is what stands behind its last verb; so it is where somebody does something
 * (市财政安排资金) and no verb in front of the number tells the name. */
static void take_motive(const char *text, struct byte_span *span,
                        enum phrase_verbs verbs)
{
    const GArray *motives = rules_of(TARGETS, "motive", AT_START);
    if (rules_match(rules_of(TARGETS, "ratio", AT_START), text, span->start,
                    span->end, NULL, NULL, NULL))
        return;
    bool motive =
        rules_match(motives, text, span->start, span->end, NULL, NULL, NULL);
    if (motive || verbs == PHRASE_DEEDS)
        span->start = (guint32)behind_verbs(text, *span, !motive);
}

/* Gives a quotation mark that lost its partner it back. */
void phrase_pair_quotes(const char *text, struct byte_span whole,
                        struct byte_span *span)
{
    bool odd = false;
    for (gsize i = span->start; i < span->end; i++)
        odd ^= text[i] == '"';
    if (!odd)
        return;
    if (span->end < whole.end && text[span->end] == '"')
        span->end++;
    else if (span->start > whole.start && text[span->start - 1] == '"')
        span->start--;
}

/* 市财政每年投入经费: what is done every year stands behind the word. */
static void take_yearly(const char *text, struct byte_span *span)
{
    const char *at = g_strrstr_len(text + span->start,
                                   (gssize)(span->end - span->start), "每年");
    if (at != NULL)
        span->start = (guint32)(at - text + (gssize)strlen("每年"));
}

struct byte_span phrase_clean(const char *text, struct byte_span span,
                              enum phrase_verbs verbs, bool *acted)
{
    const GArray *leads = rules_of(TARGETS, "lead", AT_START);
    const GArray *trails = rules_of(TARGETS, "trail", AT_END);
    struct byte_span whole = span;
    bool more = true;
    while (take_end(trails, text, &span))
        ;
    while (take_start(leads, text, &span))
        ;
    gsize before = span.start;
    take_yearly(text, &span);
    if (verbs != PHRASE_NO_VERBS)
        take_motive(text, &span, verbs);
    bool taken = span.start > before;
    while (more) {
        more = take_start(leads, text, &span);
        if (verbs != PHRASE_NO_VERBS && take_verb(text, &span, verbs))
            more = taken = true;
    }
    phrase_pair_quotes(text, whole, &span);
    if (acted != NULL)
        *acted = taken;
    return span;
}

bool phrase_ends_with_act(const char *text, struct byte_span span, gsize *start)
{
    gsize act = span.end, deed = span.end;
    bool acts = rules_match(rules_of(TARGETS, "act", AT_END), text, span.start,
                            span.end, NULL, &act, NULL);
    bool deeds = rules_match(rules_of(TARGETS, "deed", AT_END), text,
                             span.start, span.end, NULL, &deed, NULL);
    *start = MIN(act, deed);
    return acts || deeds;
}
