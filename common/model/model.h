/* What both programs know of a plan: blocks as the parser gives them, units as
 * the index keeps them, ids and citations.
 *
 * Reads nothing, knows neither indexer nor searcher.  All strings are UTF-8,
 * NUL-terminated and owned by the struct that holds them; NULL means "none".
 * Lines are lines of the source file, counted from 1, both ends included;
 * {0, 0} where a source (JSON Lines) does not say.
 */
#ifndef PLAN_MODEL_H
#define PLAN_MODEL_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

#define NO_SECTION (-1)
#define NO_TABLE (-1)

/* ---- blocks: the structure of one source, in reading order (contract §6) */

enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_BOX,
    BLOCK_PARAGRAPH,
    BLOCK_TABLE,
    BLOCK_NOTE,
    BLOCK_FURNITURE,
};

struct table {
    char *caption;     /* or NULL */
    GPtrArray *header; /* of char *, rows of a two-row header merged */
    GPtrArray *rows;   /* of GPtrArray of char *, each as long as header */
    GArray *row_lines; /* of struct line_range, one a row */
};

struct line_range {
    unsigned first, last;
};

/* Invariants (block_check): text is NULL for a table and for nothing else;
 * depth is 1 or more for headings and boxes and 0 for all others; a heading's
 * text does not contain its marker, a paragraph's does; lead is a prefix of
 * text (marker included); path is empty above the first heading. */
struct block {
    enum block_kind kind;
    int depth;
    char *marker;
    char *text;
    char *lead;
    char *id;        /* NULL until plan_from_blocks() has numbered it */
    GPtrArray *path; /* of char *: the headings above, outermost first */
    struct line_range lines;
    struct table *table; /* of BLOCK_TABLE only */
};

/* With an empty path; a table's with an empty table. */
struct block *block_new(enum block_kind kind);
void block_free(struct block *block);
struct table *table_new(void);
void table_free(struct table *table);
GPtrArray *strings_new(void); /* of char *, frees them */

/* NULL when every invariant above holds, else what is wrong (static text). */
const char *block_check(const struct block *block);

/* "paragraph", "heading" …, and back; -1 for a name that is no kind. */
const char *block_kind_name(enum block_kind kind);
int block_kind_find(const char *name);

/* The block as contract §6 writes it; a new reference. */
json_t *block_to_json(const struct block *block);
/* The reverse, for .jsonl sources; NULL with `error` when a field has the
 * wrong type or a needed one is missing. */
struct block *block_from_json(const json_t *json, GError **error);

/* A heading as a path shows it: marker and text, a space between them after
 * 第三章, 专栏3 and 1.1 and none after 三、 or （三）.  Caller frees. */
char *heading_label(const char *marker, const char *text);

/* The last number of a heading's marker: 3 for 第三章, 三、, （三）, ③, 1.3 and
 * 专栏3; -1 when it has none or is NULL. */
long marker_number(const char *marker);

/* ---- units: what a search returns */

enum unit_kind {
    UNIT_PARAGRAPH,
    UNIT_ROW,
    UNIT_NOTE,
    UNIT_HEADING,
    UNIT_TITLE,
    UNIT_CAPTION,
};
enum { UNIT_KINDS = UNIT_CAPTION + 1 };

/* The part a section plays in any plan (contract §4). */
enum role {
    ROLE_NONE,
    ROLE_BASIS,
    ROLE_PROBLEMS,
    ROLE_SITUATION,
    ROLE_GUIDELINE,
    ROLE_PRINCIPLES,
    ROLE_GOALS,
    ROLE_TASKS,
    ROLE_PROJECTS,
    ROLE_SAFEGUARDS,
};
enum { ROLES = ROLE_SAFEGUARDS + 1 };

/* One section: a heading or box with all that stands under it. */
struct section {
    char *id;   /* qingyuan-14/3.2 */
    int parent; /* index in plan->sections, or NO_SECTION */
    int depth;
    bool box;
    char *marker; /* or NULL */
    char *text;
    enum role role; /* its own, else its nearest ancestor's */
    struct line_range lines;
};

struct caption {        /* what the rows of one table share */
    char *id;           /* qingyuan-14/2.3.b1/t1 */
    char *text;         /* or NULL */
    GPtrArray *columns; /* of char * */
};

/* A run of asterisks by which a web page hid a word, and which one it was as
 * far as the other plans tell. */
struct mask {
    guint32 start, end; /* code points of the unit's text */
    guint32 from, to;   /* bytes of its normalised text */
    const char *word;   /* normalised; NULL where unsure */
    double confidence;  /* 0 to 1; 0 where unsure */
};

struct unit {
    enum unit_kind kind;
    enum role role;
    char *id;
    int section; /* where it stands; a heading's: the section it opens */
    int table;   /* index in plan->tables of a row or caption, or NO_TABLE */
    char *marker;
    char *lead;
    char *text;       /* of a row: its cells joined by " | " */
    GPtrArray *cells; /* of a row, else NULL */
    struct line_range lines;
    const struct mask *masks; /* in the order of the text; borrowed from the
                                 index the unit was read from, else NULL */
    guint mask_count;
};

/* One plan: facts, outline and units in document order. */
struct plan {
    char *id;
    char *title;
    char *title_from;    /* text, manifest or inferred */
    char *place;         /* 清远市, or NULL */
    char *province;      /* 广东省, or NULL */
    char *level;         /* nation, province, city, county, or NULL */
    char *period;        /* 2021-2025, or NULL */
    char *subject;       /* or NULL */
    char *issuer;        /* 甲市人民政府办公室, or NULL */
    char *date;          /* issued on: 2021-12-30, 2021-12 or 2021, or NULL */
    char *source;        /* the file's base name */
    char *sha256;        /* of the source's bytes, lower-case hex */
    GPtrArray *sections; /* of struct section, parents before children */
    GPtrArray *tables;   /* of struct caption */
    GPtrArray *units;    /* of struct unit; may be NULL in a reader */
};

struct plan *plan_new(void);
void plan_free(struct plan *plan);
/* What readers call it: its title, or its id where it has none; borrowed. */
const char *plan_title(const struct plan *plan);
struct unit *unit_new(enum unit_kind kind);
void unit_free(struct unit *unit);
struct section *section_new(void);
void section_free(struct section *section);
struct caption *caption_new(void);
void caption_free(struct caption *caption);

/* The column in which rows of the table name their indicator, or -1. */
int caption_indicator(const struct caption *table);

const char *unit_kind_name(enum unit_kind kind); /* "paragraph", "row" … */
int unit_kind_find(const char *name);            /* also 段落 …; else -1 */
const char *role_name(enum role role); /* "tasks" …; NULL for none */
int role_find(const char *name);       /* also 任务 …; else -1 */

/* Fills plan->sections, tables and units from blocks of struct block
 * (borrowed), gives every section, table and unit its id (contract §2; plan->id
 * must be set) and its role, and writes ids and paths back into the blocks.  An
 * id a block already has (a .jsonl source) is kept.  What contract §2 leaves
 * open: the title is <plan>/title, a caption has its table's id (…/t1), which
 * is the beginning of its rows' (…/t1.r3), a box without a number counts among
 * its parent's boxes. A block's path, where it has one already, only ends
 * sections (text after a box); without any heading among the blocks, paths open
 * the sections. */
void plan_from_blocks(struct plan *plan, GPtrArray *blocks);

/* NULL when the plan holds together (parents before children, every section
 * and unit with an id, no unit with another's, numbers that point at
 * something), else what is wrong (static text). */
const char *plan_check(const struct plan *plan);

/* The labels of the headings over a section's content, outermost first: of
 * unit->section itself for a paragraph, of its parent for a heading. */
GPtrArray *unit_path(const struct plan *plan, const struct unit *unit);

/* "《清远市…规划》三（二）第4段": title, section markers, kind and ordinal. */
char *unit_cite(const struct plan *plan, const struct unit *unit);

/* What a list of references says of a plan, or of a unit in it.  Nothing is
 * guessed: what the plan does not say is NULL. */
struct citation {
    char *key;     /* the unit's id, or the plan's */
    char *title;   /* the plan's; its id where it has none */
    char *issuer;  /* or NULL */
    char *place;   /* or NULL */
    char *date;    /* as in struct plan, or NULL */
    char *period;  /* the years the plan is for, 2021-2025, or NULL */
    char *section; /* headings over the unit, and its own of a heading, joined
                      by " > "; NULL where none */
    char *where;   /* 三（二）第4段; NULL of a whole plan */
};
/* Of a unit, or of the whole plan (unit NULL, or its title); citation_clear
 * frees what it holds. */
void citation_init(struct citation *citation, const struct plan *plan,
                   const struct unit *unit);
void citation_clear(struct citation *citation);

/* The unit as contract §6 writes it (id … cite; `table` of a row; `masks`
 * where its text has any: without a word where the unit knows of none).  A new
 * reference. */
json_t *unit_to_json(const struct plan *plan, const struct unit *unit);

/* Short records for the index: only what the other does not say.  Facts,
 * sections and captions stand in the plan's (compact JSON, NUL-terminated),
 * everything else in the unit's (bytes of a GVariant, which is read in a tenth
 * of the time); the caller frees.  decode: NULL with `error` when the bytes are
 * no such record. */
char *plan_encode(const struct plan *plan);
struct plan *plan_decode(const char *record, gsize length, GError **error);
char *unit_encode(const struct plan *plan, const struct unit *unit,
                  gsize *length);
struct unit *unit_decode(const struct plan *plan, const char *record,
                         gsize length, GError **error);

/* ---- facts about places and plans (tables in corpus/) */

struct place {
    const char *name;     /* 清远市, 广东省: with its 市 or 省 */
    const char *roman;    /* qingyuan */
    const char *level;    /* nation, province, city, county */
    const char *province; /* 广东省; of a province itself; NULL of the nation */
};

/* The place of that name, with or without 市, 省 …; NULL when unknown. */
const struct place *place_find(const char *name);
/* The place a title begins with, the innermost of 广东省清远市; one that the
 * table does not know is taken by its ending (甲市, 丙省; romanised by its stem
 * 甲 → jia, else "place").  NULL when the title begins with no place. */
const struct place *place_of_title(const char *title);

/* "2021-2025" for 十四五, 第十四个五年, 14, 2021-2025, 2021—2025年; NULL when
 * the words name no period.  period_in: the first one named in a text. */
char *period_parse(const char *words);
char *period_in(const char *text);
/* 14 for "2021-2025", 0 when the years are no five-year period. */
int period_number(const char *period);

/* The id of a plan the manifest does not know (contract §2): place ("place"
 * where that is NULL), number or first year of the period (left out where that
 * is NULL), hash of the title.  Caller frees. */
char *plan_make_id(const struct place *place, const char *period,
                   const char *title);

#endif
