/* From files to the index: reads, cleans, parses, identifies, hands plans to
 * the store's writer.  The one door through which sources come in. */
#ifndef PLAN_WRITE_H
#define PLAN_WRITE_H

#include "common/store/store.h"
#include "indexer/masks/masks.h"
#include "indexer/source/source.h"

/* Blocks of a file that has been read (a text, not .jsonl); caller unrefs. */
GPtrArray *write_blocks(const struct source_file *file);

struct update_options {
    const char *db;
    const char *const *sources; /* files and folders, NULL-terminated */
    const char *manifest;       /* a file, or NULL */
    guint jobs;
    bool prune;
    /* Told of each source that is left out, and of what is odd; `rejected` is
     * false when nothing is lost by it. */
    void (*report)(const char *message, bool rejected, void *data);
    void *data;
};

struct update_result {
    guint seen;      /* files found in the sources */
    guint added;     /* plans written in this run */
    guint unchanged; /* files not read again */
    guint removed;   /* plans dropped: by --prune, or gone from their file */
    guint rejected;  /* sources left out */
    struct masks_count masks; /* of all plans; 0 when nothing was written */
};

/* Brings the index up to date.  False with error when nothing was done: the
 * index is then what it was before. */
bool write_update(const struct update_options *options,
                  struct update_result *result, GError **error);
#endif
