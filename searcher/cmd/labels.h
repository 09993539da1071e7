/* Files of labelled queries, for --queries and for codebooks.
 *
 * A line is a label, a tab and a query; a tab and a group, a tab and a note may
 * follow, in both alike: a codebook can be given to --queries as it is.  Blank
 * lines and those that begin with # are passed over, a byte-order mark and
 * carriage returns of an editor are no part of it.  A first line that names its
 * columns (label, query, group, note, in any order) is a header: then every
 * line has these columns.
 */
#ifndef PLAN_SEARCH_LABELS_H
#define PLAN_SEARCH_LABELS_H

#include <glib.h>
#include <stdbool.h>

struct labelled {
    guint line;          /* in the file, from 1 */
    char *label, *query; /* "" where the line has none */
    char *group, *note;  /* NULL where the line has none */
    char *wrong;         /* why the line is none, or NULL */
};

struct labels {
    char *name;       /* of the file as messages call it */
    char *sha256;     /* of its bytes, hex */
    GPtrArray *lines; /* of struct labelled, in the order of the file */
};

/* Reads a file, - being standard input.  NULL with error (G_FILE_ERROR). */
struct labels *labels_read(const char *name, GError **error);
void labels_free(struct labels *labels);
#endif
