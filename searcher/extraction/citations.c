/* Documents cited: 《…》 with the bodies that issued them and their number.
 *
 * A title may hold others (〈…〉, <…>, 《…《…》…》).  One that is not closed
 * ends where its clause does and is marked so.  The issuer stands before 《
 * (国务院印发 的《…》, 中共中央、国务院《…》) or opens the title
 * (《国务院关于…》).
 */
#include "searcher/extraction/inside.h"

#include <string.h>

static const char opening[] = "《";
enum { MARK = sizeof opening - 1, LONGEST_TITLE = 400 };

/* Behind the 》 that belongs to the 《 at `at`; where the clause ends when
 * there is none. */
static const char *title_end(const char *at, const char *end, bool *open)
{
    guint depth = 0;
    const char *clause = NULL, *from = at;
    for (; at < end && at - from < LONGEST_TITLE; at = g_utf8_next_char(at)) {
        if (AT(at, end, "《"))
            depth++;
        if (AT(at, end, "》") && --depth == 0) {
            *open = false;
            return at + MARK;
        }
        if (clause == NULL && (AT(at, end, "。") || *at == ';' || *at == ',' ||
                               (depth > 1 && AT(at, end, "《"))))
            clause = at;
    }
    *open = true;
    return clause != NULL ? clause : at;
}

/* ---- the issuer */

/* Organisations of the text, to be asked which one ends where. */
static const struct extract *body_before(const struct scan *scan,
                                         const GArray *bodies, const char *at)
{
    guint32 place = (guint32)(at - scan->begin);
    for (guint i = 0; i < bodies->len; i++) {
        const struct extract *one = &g_array_index(bodies, struct extract, i);
        if (one->place.end == place)
            return one;
    }
    return NULL;
}

/* Back over 印发的, 关于, 等10部门联合. */
static const char *skip_issue(const struct scan *scan, const char *at)
{
    for (;;) {
        const char *before = rule_before(scan->begin, at, USE_ISSUE, NULL);
        if (before == NULL && at > scan->begin && g_ascii_isdigit(at[-1]))
            before = at - 1;
        if (before == NULL)
            return at;
        at = before;
    }
}

static const char *skip_and(const struct scan *scan, const char *at)
{
    static const char *const ands[] = {"、", "和", "与", "及"};
    for (guint i = 0; i < G_N_ELEMENTS(ands); i++) {
        gsize length = strlen(ands[i]);
        if ((gsize)(at - scan->begin) >= length &&
            memcmp(at - length, ands[i], length) == 0)
            return at - length;
    }
    return at;
}

/* All bodies in a row whose last one ends at `at`. */
static struct byte_span bodies_before(const struct scan *scan,
                                      const GArray *bodies, const char *at)
{
    struct byte_span span = {0, 0};
    const struct extract *body = body_before(scan, bodies, at);
    while (body != NULL) {
        span.end = span.end == 0 ? body->place.end : span.end;
        span.start = body->place.start;
        at = skip_and(scan, scan->begin + span.start);
        body = body_before(scan, bodies, at);
    }
    return span;
}

/* 《国务院关于…》: the body, or bodies, that the title begins with. */
static struct byte_span body_within(const struct scan *scan,
                                    const GArray *bodies,
                                    const struct extract *cited)
{
    struct byte_span span = {cited->name.start, cited->name.start};
    for (guint i = 0; i < bodies->len; i++) {
        const struct extract *one = &g_array_index(bodies, struct extract, i);
        const char *at = scan->begin + span.end;
        const char *begin = AT(at, scan->end, "、") && span.end > span.start
                                ? at + strlen("、")
                                : at;
        if (scan->begin + one->place.start == begin)
            span.end = one->place.end;
    }
    bool said = span.end > span.start &&
                (AT(scan->begin + span.end, scan->end, "关于") ||
                 AT(scan->begin + span.end, scan->end, "印发"));
    return said ? span : (struct byte_span){0, 0};
}

/* ---- the number */

static bool year_at(const char *at, const char *end, guint *year)
{
    if (end - at < 4)
        return false;
    guint value = 0;
    for (guint i = 0; i < 4; i++) {
        if (!g_ascii_isdigit(at[i]))
            return false;
        value = value * 10 + (guint)(at[i] - '0');
    }
    if (value < 1900 || value > 2099)
        return false;
    *year = value;
    return true;
}

/* (国发(2021)20号) right behind: characters, a year in brackets, 号. */
static void read_number(const struct scan *scan, const char *at,
                        struct extract *cited)
{
    guint depth = 0;
    const char *start = at + 1, *stop = at;
    if (char_at(at, scan->end) != '(')
        return;
    for (; stop < scan->end && stop - at < 120; stop++) {
        depth += *stop == '(';
        if (*stop == ')' && --depth == 0)
            break;
    }
    if (stop >= scan->end || depth > 0)
        return;
    guint year = 0;
    bool numbered = memmem(start, (gsize)(stop - start), "号", 3) != NULL;
    for (const char *digit = start; digit < stop && year == 0; digit++)
        if (g_ascii_isdigit(*digit) && !year_at(digit, stop, &year))
            while (digit + 1 < stop && g_ascii_isdigit(digit[1]))
                digit++;
    cited->year = year;
    if (numbered && year != 0)
        cited->number = span_of(scan, start, stop);
}

static const char *add_citation(const struct scan *scan, const GArray *bodies,
                                const char *at)
{
    struct extract cited = {0};
    const char *end = title_end(at, scan->end, &cited.open);
    const char *inner = cited.open ? end : end - MARK;
    cited.place = span_of(scan, at, end);
    cited.name = span_of(scan, at + MARK, inner);
    cited.issuer = bodies_before(scan, bodies, at);
    if (cited.issuer.end == 0)
        cited.issuer = bodies_before(scan, bodies, skip_issue(scan, at));
    if (cited.issuer.end == 0)
        cited.issuer = body_within(scan, bodies, &cited);
    if (!cited.open)
        read_number(scan, end, &cited);
    if (inner > at + MARK)
        g_array_append_val(scan->out, cited);
    return MAX(end, at + MARK);
}

void find_citations(const struct scan *scan)
{
    g_autoptr(GArray) bodies =
        g_array_new(FALSE, FALSE, sizeof(struct extract));
    struct scan within = *scan;
    within.out = bodies;
    find_organisations(&within);
    struct needle mark;
    needle_init(&mark, opening, MARK);
    for (const char *at = scan->begin;
         (at = needle_find(&mark, at, scan->end)) != NULL;)
        at = add_citation(scan, bodies, at);
}
