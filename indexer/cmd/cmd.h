/* The commands of plan-index: options in, exit status out (contract §7). */
#ifndef PLAN_INDEX_CMD_H
#define PLAN_INDEX_CMD_H

#include <glib.h>
#include <stdbool.h>

enum {
    STATUS_DONE = 0,
    STATUS_PARTLY = 1,
    STATUS_USAGE = 2,
    STATUS_NOTHING = 3,
};

/* argv[0] is the command's name. */
int cmd_update(int argc, char **argv);
int cmd_remove(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_inspect(int argc, char **argv);

/* ---- for the commands themselves (options.c) */

/* Reads the options of a command; operands stay in *operands (NULL-terminated,
 * caller frees).  False when the run ends here, with *status: after --help, or
 * with a message on standard error. */
bool options_read(const GOptionEntry *entries, const char *operand_names,
                  const char *summary, int argc, char **argv, char ***operands,
                  int *status);
/* The entry of --db: a char * that the caller frees. */
#define OPTION_DB(place)                                                       \
    {                                                                          \
        "db", 'd', 0, G_OPTION_ARG_FILENAME, (place),                          \
            "the index (else $PLAN_DB, else the user's data folder)", "DIR"    \
    }
/* --db, else $PLAN_DB, else plan-search under the XDG data folder; caller
 * frees. */
char *options_db(const char *given);
/* "plan-index: message" on standard error. */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
#endif
