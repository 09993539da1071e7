/* Indicators and targets: what plans want to reach, in figures.
 *
 * Two sources: the tables of indicators (rows.c, with heads.c, cells.c) and the
 * sentences (targets.c, with clause.c, phrase.c).  Reads units of the index,
 * gives records with the cells or the words as they stand and their values as
 * numbers.  groups.c brings rows together that mean the same.
 *
 * Everything hangs on rules that are data: corpus/rules/indicator-heads.tsv,
 * indicator-names.tsv and targets.tsv.
 */
#ifndef PLAN_INDICATORS_H
#define PLAN_INDICATORS_H

#include "common/store/store.h"

enum relation {
    RELATION_EQUAL,
    RELATION_AT_LEAST,
    RELATION_MORE,
    RELATION_AT_MOST,
    RELATION_LESS,
    RELATION_ABOUT,
};
/* "=", "≥", ">", "≤", "<" or "~" (contract §6). */
const char *relation_sign(enum relation relation);

/* ---- targets of sentences */

/* What is known about a text before it is read. */
struct target_frame {
    int first, last; /* years of the plan's period; 0: it has none */
    int year;        /* that a heading or a lead-in sentence said; 0: none */
    enum role role;
    const char *place; /* normalised: 甲市, which names begin with; or NULL */
};

/* One value that something is to reach.  Spans are bytes of the normalised
 * text; those of the name may lie before those of the target, where a sentence
 * names a thing once and gives several values. */
struct target {
    struct byte_span name; /* what is measured */
    struct byte_span span; /* name (where it stands there), verb, number */
    enum relation relation;
    double value;
    char *unit; /* as written: 件, 亿元, %, or with /年; "" when none */
    int year;   /* 0 where neither text nor plan says one */
    struct byte_span clause, sentence; /* where the number stands */
    const char *counts; /* "cumulative" (累计), "new" (新增: only what is
                           added), "each" (各: of each of several, even where
                           it is added); NULL where the text says none */
};

/* Appends the targets of a normalised text (a paragraph), in its order, to an
 * array made by targets_new.
 *
 * A range gives two (≥ low, ≤ high).  万 and 亿 before a measure word are
 * multiplied (2万件 is 20000 件); before money they belong to the unit (3.5亿元
 * is 3.5 亿元).  年均增长8% is 8 %/年, 每年10项 is 10 项/年, 翻一番 is 2 倍.
 * The year is the last one that the text has said, else the frame's, else the
 * last of the period.  Under basis, problems and situation, and outside any
 * part of a plan, only what a year ahead is said for is a target; years before
 * the period tell what was. */
void targets_read(GArray *targets, const char *text, gsize length,
                  const struct target_frame *frame);
/* A GArray of struct target that frees what they hold. */
GArray *targets_new(void);

/* Calls `each` with the targets of every paragraph that has some, plan by plan
 * in document order; of `wanted` units only (sorted guint32), or of all (NULL).
 * One unit's are held at a time.  False with error, the callback's or when the
 * index cannot be read. */
typedef bool targets_each(guint32 unit, const GArray *targets, void *data,
                          GError **error);
bool targets_scan(struct index *index, const GArray *wanted, targets_each *each,
                  void *data, GError **error);

/* ---- rows of indicator tables */

/* One value of a cell. */
struct indicator_value {
    enum relation relation;
    double value;
    char *unit;         /* of the cell, the unit column, the name or a head */
    bool cumulative;    /* in brackets: summed over the period */
    const char *counts; /* what a note says of brackets: "cumulative" (累计数)
                           or "new" (新增数); NULL where no note does */
};

struct indicator {
    guint32 number; /* of the row's unit */
    const struct plan *plan;
    char *id;
    char *name; /* the cell's own wording, like all texts below */
    char *unit; /* of the unit column; else of name, head or caption; or NULL */
    char *base, *target, *achieved; /* "" for an empty cell; NULL: no column */
    int base_year, target_year;     /* 0: not said */
    GArray *base_values, *target_values, *achieved_values;
    char *attribute;   /* 预期性, 约束性; or NULL */
    char *category;    /* or NULL */
    char *caption;     /* or NULL */
    char *note;        /* of the table, about brackets or this name; or NULL */
    GPtrArray *others; /* of char *: head, cell, head, cell … of the columns
                          that are none of these */
    char *group;       /* the name that rows which mean the same share */
    char *why;         /* what makes them the same, or NULL: in a group alone */
};

/* The rows of all indicator tables, in document order, with their groups: a
 * GPtrArray of struct indicator, which it frees; they borrow their plans from
 * the index.  A table counts when its heads name an indicator and a value (a
 * base, a target or what was achieved); lists of projects or tasks give
 * nothing.  NULL with error. */
GPtrArray *indicators_read(struct index *index, GError **error);

/* The plans with a wanted unit (sorted guint32; NULL: all plans) of which no
 * row is among those of indicators_read: they have no table of indicators.  A
 * GArray of guint32. */
GArray *indicators_without(const struct index *index, const GPtrArray *rows,
                           const GArray *wanted);

/* The groups of such rows: a GPtrArray of GPtrArray of struct indicator
 * (borrowed), those that most plans share first, then by first row. */
GPtrArray *indicators_groups(const GPtrArray *rows);

/* The name that all rows with the meaning of this one share, and in *how the
 * changes that led to it ("每万人口 → 每万人; …"; "" for none).  place: the
 * plan's own, or NULL.  Both are freed by the caller. */
char *indicator_group_name(const char *name, const struct plan *plan,
                           char **how);

/* The groups of targets: the same as those of table rows with their name and
 * kind of unit.  NULL with error. */
struct target_groups;
struct target_groups *target_groups_new(struct index *index, GError **error);
void target_groups_free(struct target_groups *groups);
/* Of a target of that name and unit ("" for none); where no row is like it, its
 * name as all plans' would be with the kind of unit in brackets.  Caller
 * frees. */
char *target_group(const struct target_groups *groups, const char *name,
                   const char *unit, const struct plan *plan);

/* target / base - 1 of the first values of a row; NAN where one is missing or
 * base is not above 0, where they differ in unit, where one is summed over a
 * period and the other is not, and of percentages. */
double indicator_growth(const struct indicator *row);

/* For a picture: what one group wants, plan by plan. */
struct ladder_value {
    double value;                     /* in the step's unit; NAN: none */
    const struct indicator_value *of; /* as the row has it, or NULL */
};
struct ladder_step {
    const struct indicator *row;
    const char *unit; /* borrowed from the row */
    struct ladder_value base, target, achieved;
    int base_year, target_year;
};
/* A GArray of struct ladder_step, one for each measure of each row of a group
 * (of indicators_groups), in the rows' order; all values in the unit of the
 * first step of the same kind (万件 and 件 are one, 件 and 亿元 are not).  A
 * range counts with its lower end. */
GArray *indicators_ladder(const GPtrArray *group);
#endif
