/* The tables of corpus/ (rules, manifest, lexicon, sample plans), which the
 * build puts into the programs as a GResource.
 *
 * A table is UTF-8, one record a line, fields parted by one tab, the first
 * line names the columns, lines that begin with # are comments.
 */
#ifndef PLAN_DATA_H
#define PLAN_DATA_H

#include <glib.h>
#include <stdbool.h>

/* The bytes of corpus/`name` ("rules/roles.tsv"), NUL after the last; borrowed,
 * for the whole run; length may be NULL.  Ends the program when the build
 * forgot the file. */
const char *data_text(const char *name, gsize *length);

/* Rows of corpus/`name` as char ** of `columns` fields (missing ones are ""),
 * without the head line and comments; read once, borrowed for the whole run.
 * Every caller asks a file for the same number of columns. */
const GPtrArray *data_table(const char *name, guint columns);

/* The same from a text in memory; the caller owns the rows. */
GPtrArray *data_rows(const char *text, guint columns);
#endif
