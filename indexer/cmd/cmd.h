/* The commands of plan-index: options in, exit status out (contract §7).
 *
 * main.c looks a command up in its table; options.c reads the options that the
 * command's flags allow.
 */
#ifndef PLAN_INDEX_CMD_H
#define PLAN_INDEX_CMD_H

#include <glib.h>
#include <stdbool.h>

#define PROGRAM "plan-index"

enum {
    STATUS_DONE = 0,
    STATUS_PARTLY = 1,
    STATUS_USAGE = 2,
    STATUS_NOTHING = 3,
};

enum command_flags {
    TAKES_INDEX = 1 << 0,    /* --db */
    TAKES_SOURCES = 1 << 1,  /* --jobs, --prune, --quiet */
    TAKES_MANIFEST = 1 << 2, /* --manifest */
    TAKES_STAGE = 1 << 3,    /* --stage, --format, --output, --db */
};

struct options {
    char *db; /* as given, or NULL: see options_db() */
    char *manifest, *stage, *format, *output;
    char **operands; /* never NULL */
    int jobs;
    gboolean prune, quiet, help, version;
};

struct command {
    const char *name;
    const char *operands; /* for the usage line */
    const char *summary;
    const char *details; /* or NULL */
    guint flags;
    int (*run)(const struct options *options);
};

extern const struct command commands[]; /* ends with a NULL name */
const struct command *command_find(const char *name);

int cmd_update(const struct options *options);
int cmd_remove(const struct options *options);
int cmd_verify(const struct options *options);
int cmd_inspect(const struct options *options);
int cmd_help(const struct options *options);

/* ---- options.c */

/* Reads the options of a command; false when the run ends here, with *status:
 * after --help and --version, or with a message on standard error. */
bool options_read(struct options *options, const struct command *command,
                  int argc, char **argv, int *status);
void options_clear(struct options *options);
/* The command's options, which point into `options`; ends with a NULL name.
 * Caller frees the list. */
GOptionEntry *options_entries(const struct command *command,
                              struct options *options);
/* --db, else $PLAN_DB, else plan-search under the XDG data folder; caller
 * frees. */
char *options_db(const struct options *options);
/* "plan-index: message" on standard error. */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* ---- cmd_help.c */

/* The command's page of help, caller frees. */
char *help_of(const struct command *command);

/* Names of the stages of inspect, in order; NULL-terminated. */
extern const char *const stage_names[];
/* The formats inspect writes, by enum emit_format; NULL-terminated. */
extern const char *const inspect_formats[];
#endif
