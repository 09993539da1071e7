/* What a unit's text names: citations, quoted terms, programmes, places,
 * organisations, quantities, dates, periods; and the measure it is.
 *
 * Reads the normalised text of one unit (contract §3) at a time and keeps
 * nothing of it, so that a corpus of any size is gone through in the memory of
 * one unit.  Gives places in that text, in bytes, and what follows from the
 * wording; who wants the source's own wording goes back through the unit's
 * struct normal.  Words and rules are data: corpus/rules/names.tsv,
 * relations.tsv, corpus/lexicon/verbs.tsv, tools.tsv, and the places of the
 * model.
 *
 *   rules.c       the tables
 *   sieve.c       which clauses need cutting
 *   words.c       a text as words that know what the tables say of them
 *   names.c       names read back from their last words
 *   bodies.c      organisations
 *   programmes.c  programmes, projects, actions
 *   areas.c       places: known by name, or by pattern
 *   citations.c   《…》 with who issued it and its number
 *   quotes.c      “…”
 *   dates.c       dates and periods
 *   quantities.c  numbers with unit and relation
 *   measures.c    verbs with their objects
 *   tools.c       policy tools
 */
#ifndef PLAN_EXTRACTION_H
#define PLAN_EXTRACTION_H

#include "common/model/model.h"
#include "common/store/store.h"
#include "common/text/text.h"

enum extraction_kind {
    EXTRACT_QUANTITIES,
    EXTRACT_CITATIONS,
    EXTRACT_PROGRAMMES,
    EXTRACT_QUOTED,
    EXTRACT_PLACES,
    EXTRACT_ORGANISATIONS,
    EXTRACT_DATES,
    EXTRACT_PERIODS,
};
enum { EXTRACTION_KINDS = EXTRACT_PERIODS + 1 };

/* The text to be read; all borrowed. */
struct extraction_text {
    const char *text;    /* normalised, no NUL needed */
    gsize length;        /* bytes */
    gsize lead;          /* bytes of the lead at its start, or 0 */
    const char *heading; /* normalised: the nearest above a paragraph without a
                            lead says what that is about; or NULL */
    const struct number *numbers; /* as index_numbers gives them */
    guint number_count;
    const char *original;        /* the source's wording … */
    const struct normal *normal; /* … and the way back to it */
};

/* What was found.  Spans are bytes of the normalised text, {0, 0} for none;
 * strings are borrowed for the whole run. */
struct extract {
    struct byte_span place;  /* all of it */
    struct byte_span name;   /* title within 《》, term within “” */
    struct byte_span issuer; /* the bodies before a citation */
    struct byte_span number; /* 国发〔2021〕20号 behind a citation */
    struct byte_span unit;   /* of a quantity: its unit word */
    struct byte_span verb;   /* of a programme: what the plan does with it */
    const char *type;        /* of an organisation: government, court …; of a
                                programme: 工程, 行动 … */
    const char *evidence;    /* of a programme: quoted, verb, level or boundary;
                                of a place: table, region or pattern */
    const char *relation;    /* of a quantity: =, ≥, >, ≤, < or ~ */
    const struct place *known; /* of a place that the table has, else NULL */
    double low, high;          /* of a quantity; low < high of a range */
    bool percentage;
    bool open;        /* of a citation: its 》 is missing */
    guint year;       /* first year of a date or period; of a citation the year
                         of its number; 0: not said */
    guint month, day; /* of a date, 0: not said */
    guint to_year, to_month; /* of a period or a range of months */
    const char *part; /* of a date: beginning, middle, end, first half …; or
                         NULL */
};

/* Not for two threads at once; made once and kept, for the dictionary. */
struct extractor;
struct extractor *extractor_new(GError **error);
void extractor_free(struct extractor *extractor);

/* False when a text certainly holds nothing of that kind: the bytes alone say
 * so, `numbers` aside nothing else of the text is read. */
bool extractor_may(enum extraction_kind kind,
                   const struct extraction_text *text);
/* All of one kind in the order of the text: a GArray of struct extract,
 * borrowed until the next call. */
const GArray *extractor_find(struct extractor *extractor,
                             enum extraction_kind kind,
                             const struct extraction_text *text);

/* ---- measures */

struct action { /* a verb with what it governs */
    struct byte_span verb, object;
    guint first, count; /* its objects one by one, in measure->objects */
};
struct policy_tool {
    const char *name; /* 资金投入 … */
    const char *side; /* supply, environment or demand */
    guint weight;     /* places of its words, those in the head fivefold: in
                         the lead, else the heading, else the first sentence
                         that does not say why (根据…的需要) */
};
struct measure {
    GArray *actions; /* of struct action */
    GArray *objects; /* of struct byte_span: split at 、 和 与 及 */
    GArray *tools;   /* of struct policy_tool, the weightiest first */
};
/* Borrowed until the next call. */
const struct measure *extractor_measure(struct extractor *extractor,
                                        const struct extraction_text *text);
/* Paragraphs of tasks, projects and safeguards are measures; what states goals
 * or looks back is none. */
bool extraction_is_measure(enum unit_kind kind, enum role role);
#endif
