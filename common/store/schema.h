/* The whole index in words, and the numbers and structs both its writer and
 * its reader are made of.
 *
 * DIR/current     one line: the name of the current generation ("g7"); put in
 *                 place by one rename, so that there is the old index or the
 *                 new one and nothing between
 * DIR/lock        empty; the one writer holds it with flock
 * DIR/g7/         a generation; nothing in it is changed once it is current.
 *                 A reader holds its meta.json with a shared flock, and a
 *                 writer removes an old generation only when nobody holds it
 *   meta.json     "schema" (version), "generation", "fingerprint", "sources"
 *                 (size and checksum of sources.json), "masks" (the same of
 *                 masks, and its stamp) and "shards": of each
 *                 name, stamp, units, plans and its files with size and
 *                 SHA-256.  Small: every search reads it
 *   sources.json  the files the plans came from: path, sha256, size,
 *                 mtime_ns, plans (ids).  Only writers and verify read it
 *   masks         of every mask in a text what it hides: the words, each
 *                 with a NUL, then the table of struct mask_row by shard, unit
 *                 and place.  Of the whole generation, because it is learned
 *                 from all plans; not there when no text has a mask
 *   s0/ s1/ …     shards.  A shard holds whole plans and needs no other; one
 *                 in which nothing changed is hard-linked from the generation
 *                 before.  Unit and plan numbers in it are local, from 0 in
 *                 the order in which plans were added
 *     plans       plan records (plan_encode), then the ids, each with a NUL,
 *                 then the table of struct plan_row, count + 1 of them: the
 *                 last one says where the last plan ends
 *     units       table of struct unit_row, count + 1 of them likewise
 *     text        the normalised texts of the units (contract section 3), each
 *                 followed by one '\n', which no normalised text contains
 *     grams       postings of every bigram of neighbouring code points, then
 *                 the keys, then the table of struct gram_block; grams.h
 *     records     the units' records (unit_encode), deflated in blocks;
 *                 records.h
 *     numbers     what the units say in numbers: struct number in unit order,
 *                 those of a unit as they stand in its text, then for each
 *                 unit (one more at the end) the count of numbers before it;
 *                 numbers.h
 *     words/      a Xapian database (glass, no termlists, no positions), one
 *                 document a unit, document number = local unit + 1
 *                   terms: the words of the text without prefix; words of the
 *                   lead and of all headings over the unit, and the Boolean
 *                   filters kind, role and plan with the prefixes of
 *                   store_prefixes; what is a word says terms.h
 *                   metadata: "stamp", the shard's, 16 hex digits
 *                   no values and no data: only ranking asks Xapian
 *
 * masks and all of a shard but words/ begin with a struct part_head.  The
 * stamp is drawn when a shard, or masks, is made: parts of different shards or
 * generations do not pass for one.  Numbers are little-endian as the machine
 * has them; on another machine the version does not read as ours.
 *
 * The fingerprint is the SHA-256 of the schema version, of the sources'
 * SHA-256 and of every plan's id and digest (SHA-256 of its records), sorted:
 * the same content gives the same one, in whatever order it came.  Masks are
 * not in it: they follow from the plans.
 */
#ifndef PLAN_STORE_SCHEMA_H
#define PLAN_STORE_SCHEMA_H

#include "common/store/store.h"

enum { STORE_SCHEMA = 3 };
/* Of more shards than this the small ones are merged: a search asks every
 * one. */
enum { STORE_SHARDS = 8 };
/* A shard is begun for every so many bytes of source, as far as there are
 * jobs: below that a second thread does not pay. */
#define STORE_SHARD_BYTES (4u << 20)

/* ---- parts */

enum { PART_MAGIC = 8 };
#define PLANS_MAGIC "plplans"
#define UNITS_MAGIC "plunits"
#define TEXT_MAGIC "pltexts"
#define GRAMS_MAGIC "plgrams"
#define RECORDS_MAGIC "plrecrd"
#define NUMBERS_MAGIC "plnumbr"
#define MASKS_MAGIC "plmasks"

struct part_head {
    char magic[PART_MAGIC];
    guint32 version; /* STORE_SCHEMA */
    guint32 count;   /* plans, units, units, keys, blocks, units,
                        masks */
    guint64 stamp;
    guint64 size;  /* of the whole file */
    guint64 table; /* where the table begins; 0 of text */
};

struct plan_row {
    guint64 record; /* offset in the file */
    guint64 id;     /* offset in the file */
    guint32 length; /* of the record */
    guint32 first;  /* its first unit */
    guint8 digest[32];
};

struct unit_row {
    guint32 text; /* offset in the file text, which is under 4 GiB */
    guint32 chars;
    gint32 section;
    guint32 lead;
    guint8 kind;
    guint8 role;
    guint16 unused; /* 0 */
};

struct mask_row {
    guint32 shard, unit; /* of the generation; local to the shard */
    guint32 start, end;  /* code points of the unit's text */
    guint32 from, to;    /* bytes of the normalised text */
    guint32 word;        /* offset in the file; 0: none */
    guint32 confidence;  /* millionths */
};

/* ---- terms */

enum store_prefix {
    PREFIX_TEXT = WORD_TEXT,
    PREFIX_LEAD = WORD_LEAD,
    PREFIX_HEADING = WORD_HEADING,
    PREFIX_KIND, /* + unit_kind_name() */
    PREFIX_ROLE, /* + role_name() */
    PREFIX_PLAN, /* + id */
};
enum { PREFIXES = PREFIX_PLAN + 1 };

/* Capital letters, which no case-folded word begins with. */
extern const char *const store_prefixes[PREFIXES];

/* prefix + word in `term`, cut (between characters) to what Xapian takes. */
void store_term(GString *term, enum store_prefix prefix, const char *word,
                gsize length);

/* The stamp as meta.json and the Xapian database have it; 17 bytes. */
void store_stamp(char *text, guint64 stamp);

/* GLib's SHA-256 of a whole file, hex; NULL with error. */
char *store_checksum(const char *path, GError **error);

#endif
