/* One file of a shard: written once with a head that says what it is, mapped
 * ever after.  A file has its head only when it is complete. */
#ifndef PLAN_STORE_PART_H
#define PLAN_STORE_PART_H

#include "common/store/schema.h"

#include <stdio.h>

/* ---- writing: errors are kept until part_out_finish */

struct part_out {
    FILE *file;
    char *path;
    guint64 at; /* bytes so far, head included */
    int cause;  /* errno of the first failure */
};

bool part_out_open(struct part_out *out, const char *dir, const char *name,
                   GError **error);
void part_out_put(struct part_out *out, const void *bytes, gsize length);
/* Zeros up to a multiple of 8, where a table may begin; gives the place. */
guint64 part_out_align(struct part_out *out);
/* Puts the head in front (magic, count and table are the caller's) and waits
 * for the disk.  The struct is cleared in any case. */
bool part_out_finish(struct part_out *out, struct part_head head, guint64 stamp,
                     GError **error);
/* Closes a file that is not to be finished; fine after finish too. */
void part_out_abandon(struct part_out *out);

/* Waits until what was written to the file or folder is on the disk. */
bool path_sync(const char *path, GError **error);

/* Writes a small file whole and waits for the disk. */
bool path_write(const char *path, const char *text, gsize length,
                GError **error);

/* ---- reading */

struct part {
    GMappedFile *file;
    const char *data; /* the whole file, head included */
    gsize size;
    const struct part_head *head;
};

/* Maps the file and checks its head: magic, version, stamp and that it is as
 * long as it says.  `label` is how messages name it. */
bool part_open(struct part *part, const char *path, const char *label,
               const char *magic, guint64 stamp, GError **error);
void part_close(struct part *part);

/* The table, `rows` of `size` bytes each up to the file's end; NULL when it
 * does not lie in the file so. */
const void *part_table(const struct part *part, guint64 rows, gsize size);

#endif
