/* Where plans come from: finds files, reads them, says which plan a text is.
 *
 * Reads files and the manifest, gives bytes as UTF-8 text (for clean) or, from
 * .jsonl, plans whose blocks are already cut.  Knows nothing of lines, layout
 * or the index.
 *
 * Errors are of G_IO_ERROR (or what GLib's file functions give) and name the
 * file and, in .jsonl, the line.  Everything that begins with source_file,
 * manifest or records is owned by the caller and freed by its own _free.
 */
#ifndef PLAN_SOURCE_H
#define PLAN_SOURCE_H

#include "common/model/model.h"

/* ---- finding */

/* The files that the operands (NULL-terminated) name, as absolute paths without
 * symbolic links, each once: a file as it is, a folder with all .txt, .text,
 * .md and .jsonl below it, in sorted order, hidden ones left out.  What cannot
 * be read is told to `report`, with the message of its own error, and the rest
 * goes on.  A GPtrArray of char *; caller unrefs. */
GPtrArray *source_find(const char *const *operands,
                       void (*report)(const GError *error, void *data),
                       void *data);

/* ---- reading */

enum source_format { SOURCE_TEXT, SOURCE_JSONL };

struct source_file {
    char *path; /* absolute */
    char *name; /* base name, U+FFFD for bytes that are not UTF-8 */
    enum source_format format;
    gint64 size; /* bytes, before decoding */
    gint64 mtime_ns;
    /* NULL until source_file_read: */
    char *text; /* UTF-8, without byte-order mark, NUL after the last */
    gsize length;
    char *sha256;         /* of the bytes, lower-case hex */
    const char *encoding; /* static; UTF-8, UTF-16LE, GB18030 … */
};

/* Looks at a file without reading it.  NULL with error when it is gone or is
 * not a regular file. */
struct source_file *source_file_new(const char *path, GError **error);
/* Reads, hashes and decodes it; false with error when it is empty, too large
 * (64 MiB; .jsonl 2 GiB), or text in no known encoding. */
bool source_file_read(struct source_file *file, GError **error);
void source_file_free(struct source_file *file);

/* ---- the manifest: facts about known plans */

struct manifest;

struct manifest_entry { /* NULL where the manifest says nothing */
    const char *sha256, *id, *title, *place, *level, *period, *subject;
    const char *issuer, *date;
};

/* corpus/manifest.tsv and, when `path` is not NULL, that file, whose entries
 * win.  NULL with error when it cannot be read, a row has no SHA-256 or no
 * usable id, or two rows give one id to different files. */
struct manifest *manifest_new(const char *path, GError **error);
void manifest_free(struct manifest *manifest);
/* The entry for the file of that hash, or NULL; borrowed. */
const struct manifest_entry *manifest_find(const struct manifest *manifest,
                                           const char *sha256);

/* The entry with that title (normalised), whatever the file: a plan in which a
 * word was mended, or in another encoding, is the plan it was. */
const struct manifest_entry *
manifest_find_title(const struct manifest *manifest, const char *title);

/* ---- identity */

/* Sets the facts of a plan: source and sha256 from the file, then id, title,
 * title_from, place, province, level, period, subject, issuer and date from (in
 * this order)
 * what the plan already has (records), the manifest, the blocks (their title,
 * else the text's own words about itself).  The blocks of the whole plan, in
 * reading order, borrowed; they need no ids or paths yet.  Call it before
 * plan_from_blocks(), which needs the id. */
void plan_identify(struct plan *plan, const struct manifest *manifest,
                   const struct source_file *file, const GPtrArray *blocks);

/* ---- blocks from .jsonl (contract §6) */

struct plan_records;

/* A reader over a file that has been read; borrows it. */
struct plan_records *plan_records_new(const struct source_file *file);
void plan_records_free(struct plan_records *records);
/* Reads the file through and says whether all its records are good, so that it
 * is used whole or not at all; called first, or not at all.  A file of usual
 * size is not read again for plan_records_next. */
bool plan_records_check(struct plan_records *records, GError **error);
/* The next plan of the file: consecutive records of one `plan` (or, where that
 * is missing, of one beginning of their `id`s).  *plan has the id, title,
 * place, period, issuer and date that the records give, *blocks (of struct
 * block, freed with it) the rest; the caller takes both.  False at the end, and
 * with `error` at the first record that is wrong: then the file is not to be
 * used. */
bool plan_records_next(struct plan_records *records, struct plan **plan,
                       GPtrArray **blocks, GError **error);
#endif
