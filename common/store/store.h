/* The index: one folder, generations in it, each a few shards of whole plans.
 * schema.h says in words what stands where.
 *
 * DIR/current        a file naming the current generation, put in place by one
 *                    rename
 * DIR/g<number>/meta.json, sources.json    versions, checksums; sources
 * DIR/g<number>/masks       hidden words, where a text has masks
 * DIR/g<number>/vocabulary  words learned from all texts, if any
 * DIR/g<number>/<shard>/    plans  units  text  grams  records
 *                    numbers  and words/ (Xapian)
 * DIR/lock           held by the one writer (flock)
 *
 * Unit and plan numbers run over all shards of all databases opened together;
 * they hold for one open index and mean nothing outside it.  An open index, or
 * a writer, belongs to one thread at a time.  An index that is replaced while
 * open goes on as it was.
 */
#ifndef PLAN_STORE_H
#define PLAN_STORE_H

#include "common/model/model.h"
#include "common/text/text.h"

#define STORE_ERROR (store_error_quark())
GQuark store_error_quark(void);
enum store_error {
    STORE_ERROR_MISSING, /* no index in that folder */
    STORE_ERROR_VERSION, /* made by another schema version */
    STORE_ERROR_DAMAGED, /* a part is cut short or of another generation */
    STORE_ERROR_LOCKED,  /* held by another writer */
    STORE_ERROR_IO,      /* disk full, no rights … */
};

/* Of both programs. */
#define PLAN_VERSION "0.1.0"

/* Where the index is when nobody says: $PLAN_DB, else plan-search under the XDG
 * data folder; caller frees. */
char *index_usual_dir(void);

/* ---- reading */

struct index;

/* Opens one or several databases (NULL-terminated list) as one.  Of a plan that
 * several hold, the one in the first counts and the others are not seen. */
struct index *index_open(const char *const *dirs, GError **error);
void index_close(struct index *index);

guint32 index_units(const struct index *index);
guint32 index_plans(const struct index *index);
/* SHA-256 over schema version, sources and plans, hex; borrowed. */
const char *index_fingerprint(const struct index *index);

/* The version of what an index is made of; this program reads no other. */
guint index_schema(void);

/* What stands in the mapped table about one unit. */
struct entry {
    const char *text; /* normalised, into the mapped file, no NUL */
    guint32 length;   /* bytes */
    guint32 chars;    /* code points */
    guint32 plan;     /* plan number */
    gint32 section;   /* index in that plan's sections, or NO_SECTION */
    guint32 lead;     /* bytes of the normalised lead at the text's start */
    enum unit_kind kind;
    enum role role;
};
void index_entry(const struct index *index, guint32 unit, struct entry *entry);

/* Plans are in document order (by id): plan 0's id sorts first.  Units of one
 * plan are consecutive: [first, first + count) in document order. */
void index_plan_units(const struct index *index, guint32 plan, guint32 *first,
                      guint32 *count);
/* Facts, sections and captions (units is NULL); decoded on first use, borrowed
 * until index_close. */
const struct plan *index_plan(const struct index *index, guint32 plan,
                              GError **error);
/* Gives back the memory of a plan that index_plan decoded; what was borrowed of
 * it is no more.  For going through all plans of a large index. */
void index_forget_plan(struct index *index, guint32 plan);
/* The plan of that id, or -1. */
gint64 index_plan_find(const struct index *index, const char *id);
/* The unit's record, decoded; caller frees with unit_free. */
struct unit *index_unit(const struct index *index, guint32 unit,
                        GError **error);

/* ---- exact search: what matches a plain term */

struct hit_count {
    guint32 unit;
    guint32 count;   /* occurrences, not overlapping */
    guint32 in_lead; /* of them, in the lead */
};

/* Every unit (of every kind) whose normalised text contains the normalised
 * term, in unit order: bigram postings choose candidates, the text decides; a
 * term of one character scans the text.  Nothing for an empty term.  A GArray
 * of struct hit_count; caller unrefs. */
GArray *index_find(const struct index *index, const char *term, gsize length);

/* Postings of one bigram (key as grams_next gives it): units and how often. */
struct posting {
    guint32 unit;
    guint32 count;
};
GArray *index_gram(const struct index *index, guint64 key);

/* ---- numbers: what a unit says in years, quantities and percentages */

/* As common/text's numerals_read gives it; low = high but for an interval.  The
 * bytes [start, start + length) of the unit's normalised text hold the number
 * and the unit word behind it. */
struct number {
    double low, high;
    guint32 start;
    guint16 length;
    guint8 kind;   /* enum number_kind */
    guint8 unused; /* 0 */
};

/* The numbers of a unit of any kind, in the order of its text; borrowed until
 * index_close, NULL with *count 0 when it has none.  Found in O(log plans).
 * Where the file is garbled kinds and spans are good all the same, or there is
 * no number; the values may be anything (not a number included). */
const struct number *index_numbers(const struct index *index, guint32 unit,
                                   guint *count);

/* ---- masks: words that a source hides, as writer_set_masks' callback told */

/* The masks of a unit of any kind, in the order of its text; borrowed until
 * index_close, NULL with *count 0 when it has none.  Found in O(log masks).
 * Where the file is garbled the bytes are asterisks of the text all the same
 * and words are UTF-8; start and end may be anything. */
const struct mask *index_masks(const struct index *index, guint32 unit,
                               guint *count);
/* The units that have a mask with a word: a GArray of guint32, rising;
 * borrowed. */
const GArray *index_masked_units(const struct index *index);

/* ---- vocabulary: words that no dictionary has */

/* The lexicon's words, the plans' own places and those that
 * writer_set_vocabulary's callback learned from the texts, of all databases
 * together: for segmenter_use, statistics and display.  It says nothing about
 * what matches: index_find does.  Units and counts are of all kinds of units;
 * of a word that is of the lexicon only they are 0.  Made on first use,
 * borrowed until index_close. */
const struct vocabulary *index_vocabulary(const struct index *index);

/* ---- words: BM25 by Xapian over all shards with common statistics */

struct scored {
    guint32 unit;
    double score;
};
enum word_field { WORD_TEXT, WORD_LEAD, WORD_HEADING };
struct word_query { /* one weighted word in one field */
    const char *word;
    gsize length;
    enum word_field field;
    double weight;
};
/* The best `limit` units (0: all) of every kind by the weighted OR of the
 * words, which are tokens of the segmenter over normalised text, among those
 * that are accepted (NULL: all of them); GArray of struct scored, best first,
 * ties in unit order.  NULL with error. */
typedef bool index_accept(guint32 unit, void *data);
GArray *index_words(const struct index *index, const struct word_query *words,
                    guint count, guint limit, index_accept *accept, void *data,
                    GError **error);

/* ---- writing */

struct source { /* a file that gave plans; what decides if it is read again */
    char *path; /* absolute */
    char *sha256;
    gint64 size;
    gint64 mtime_ns;
    GPtrArray *plans; /* of char *, ids */
};

struct writer;

/* Takes the lock, reads what the current generation holds, removes what dead
 * writers left.  The folder is made when it is not there.  jobs: threads;
 * source_bytes: about how much will be added (a shard holds a few MB at least).
 * After any error only writer_close is of use. */
struct writer *writer_open(const char *dir, guint jobs, guint64 source_bytes,
                           GError **error);
/* Sources of the current generation (GPtrArray of struct source, borrowed). */
const GPtrArray *writer_sources(const struct writer *writer);
/* Adds one plan, replacing one of the same id; takes the plan.  Streaming: the
 * plan is handed to a job and forgotten. */
bool writer_add(struct writer *writer, struct plan *plan, GError **error);
/* Notes the source that gave those plans; takes it.  Replaces one of the same
 * path. */
void writer_add_source(struct writer *writer, struct source *source);
/* Leaves a plan out of the new generation; false when it is not there. */
bool writer_remove(struct writer *writer, const char *id);
/* Strikes a plan from what a source (NULL: any source) is said to have given;
 * neither the plan nor the source goes. */
void writer_disown(struct writer *writer, const char *path, const char *plan);
/* Forgets a source (its plans are not touched). */
void writer_remove_source(struct writer *writer, const char *path);
/* What a mask hides, by bytes of its unit's normalised text. */
struct mask_guess {
    guint32 unit;
    guint32 from, to;
    char *word; /* normalised, or NULL */
    double confidence;
};
/* What a mask hides is learned from all plans together, so it is asked for
 * when they all are there: the callback is given an index of the generation
 * that is about to be current and gives its masks (of struct mask_guess, by
 * unit and place; writer_commit unrefs).  Without a callback a generation has
 * none. */
typedef GArray *masks_source(const struct index *index, void *data);
void writer_set_masks(struct writer *writer, masks_source *masks, void *data);
/* The words learned from all plans, asked for like masks; writer_commit frees
 * them.  Without a callback nothing is learned. */
typedef struct vocabulary *vocabulary_source(const struct index *index,
                                             void *data);
void writer_set_vocabulary(struct writer *writer, vocabulary_source *vocabulary,
                           void *data);
/* Writes the new generation and makes it current; with no change at all it
 * leaves the old one.  On error the old one stays. */
bool writer_commit(struct writer *writer, GError **error);
/* Ends writing (after commit or instead of it): removes what is half-written,
 * gives up the lock. */
void writer_close(struct writer *writer);

/* Checks the current generation against itself: sizes, checksums, text
 * against records, grams against text, Xapian's own check.  Calls report for
 * each damage; true when none.  False with error when there is no index, it is
 * of another version or cannot be read. */
bool index_verify(const char *dir, void (*report)(const char *what, void *data),
                  void *data, GError **error);
/* The sources of the current generation (of struct source); caller unrefs.
 * NULL with error as index_open. */
GPtrArray *index_sources(const char *dir, GError **error);
void source_free(struct source *source);
#endif
