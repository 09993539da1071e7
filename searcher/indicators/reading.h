/* Inside the room: one paragraph being read for targets.
 *
 * ahead.c says which sentences look ahead and which numbers can be targets,
 * left.c takes apart what stands before a number, behind.c and before.c find
 * the name, put.c puts the target down; targets.c goes through the clauses.
 */
#ifndef PLAN_INDICATORS_READING_H
#define PLAN_INDICATORS_READING_H

#include "searcher/indicators/inside.h"

#define TARGETS "rules/targets.tsv"
enum { MOST_NAMES = 8 };

struct reading {
    GArray *targets;
    const char *text;
    const struct target_frame *frame;
    const GArray *numerals; /* of struct numeral, of the whole text */
    const guint8 *covers;   /* by numeral: enum cover */
    int year;
    bool said;                /* a year ahead, in the paragraph or before it */
    bool sentence_said;       /* in this sentence */
    bool past, hopes;         /* of the sentence */
    struct byte_span subject; /* the name said last in it */
    struct byte_span names[MOST_NAMES]; /* of 分别: those still to come */
    enum relation names_relation;       /* and what was said of the first */
    guint name, names_count;
    int years[MOST_NAMES]; /* that the last clause with years said */
    guint year_next, years_count;
    bool by_year; /* in this clause: 分别 shares values out among them */
    struct byte_span topic; /* what the clauses before this one are about */
    gsize from;             /* where what belongs to the next number begins */
    const struct clause *clause;
    bool accepted;      /* in this sentence: a target */
    bool listed;        /* in this clause: one like 建成2个 */
    const char *counts; /* of the last target, which holds on in a list */
};

/* What stands before a number, taken apart from its end. */
struct left {
    struct byte_span rest; /* what is left of it: name, or verb */
    enum relation relation;
    bool reach, growth, respective;
    bool rises; /* a word such as 提高 stands at the end */
    gsize rise; /* and begins here */
};

struct found {
    struct byte_span name, span;
    enum relation relation;
    bool growth;
};

/* Whether a rule of targets.tsv matches the bytes [from, to). */
bool target_matches(const char *use, enum anchor anchor, const char *text,
                    gsize from, gsize to);

/* ---- ahead.c */

/* Notes the years that the clause says. */
void reading_years(struct reading *reading);
/* Whether the clause can say what is to be reached.  Parts of a plan that look
 * back, and texts that are no plan's, can where a year ahead is said. */
bool reading_looks_ahead(const struct reading *reading);
/* 五年累计, 三年内: a stretch of time, unless it is to be shortened. */
bool reading_is_time(const struct reading *reading,
                     const struct quantity *quantity);
/* Whether a number may be a target: no rank, no amount of a rule. */
bool reading_may_count(const struct reading *reading,
                       const struct quantity *quantity);
bool quantity_is_money(const char *text, const struct quantity *quantity);

/* Whether a list of 分别 is not at its end: names or years are left. */
bool reading_goes_on(const struct reading *reading);

/* ---- topic.c */

/* Notes what a clause without numbers is about: 站点 of 推进站点建设. */
void topic_note(struct reading *reading, bool counted);

/* ---- left.c */

/* What the bytes [from, to) before a number say. */
struct left left_read(const char *text, gsize from, gsize to, bool percent);
/* The name in it. */
struct phrase left_name(const struct reading *reading,
                        const struct quantity *quantity,
                        const struct left *left);

/* ---- counts.c */

/* What the text from reading->from to a number says that it counts:
 * "cumulative", "new", "each" or NULL; in a list (新增A2件、B3件) what was said
 * of the one before. */
const char *counts_read(const struct reading *reading,
                        const struct quantity *quantity);

/* ---- put.c */

/* Puts the target down, two of a range, and notes what holds on. */
void reading_put(struct reading *reading, const struct quantity *quantity,
                 struct found *found);

/* ---- behind.c, before.c: number `which` of a clause behind its name, or
 * before it; nothing is put down where it is no target */

void take_behind_name(struct reading *reading, const GArray *quantities,
                      guint which, const struct left *left,
                      const struct phrase *phrase);
/* verb: where the verb before the number begins; the number's start when there
 * is none. */
void take_before_name(struct reading *reading, const GArray *quantities,
                      guint which, const struct left *left, gsize verb);
/* Whether what stands here parts two things: 、 和 及. */
bool is_separator(const char *at);

#endif
