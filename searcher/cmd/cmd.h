/* The commands of plan-search: options, then a view, then emit.
 *
 * main.c looks a command up in its table, reads the options the command's
 * flags allow, opens the index if they say so, and runs it.  A command gives
 * the program's exit status (contract §7).
 */
#ifndef PLAN_SEARCH_CMD_H
#define PLAN_SEARCH_CMD_H

#include "common/manual/manual.h"
#include "searcher/views/views.h"

#define PROGRAM "plan-search"
enum status {
    STATUS_FOUND = 0,
    STATUS_NOTHING = 1,
    STATUS_USAGE = 2,
    STATUS_INPUT = 3,
    STATUS_INTERNAL = 4,
};

enum command_flags {
    TAKES_INDEX = 1 << 0,     /* --db, and the index is opened */
    TAKES_FORMAT = 1 << 1,    /* --format, --output, --color, --excel */
    TAKES_LIMIT = 1 << 2,     /* --limit, --offset */
    TAKES_RANK = 1 << 3,      /* --sort, --tiers, --per-plan */
    TAKES_FIXED = 1 << 4,     /* --fixed */
    TAKES_CONTEXT = 1 << 5,   /* -C */
    TAKES_QUERY = 1 << 6,     /* --match, --queries, --explain-query */
    TAKES_BY = 1 << 7,        /* --by, --value */
    TAKES_WIDTH = 1 << 8,     /* --width, and --sort in its own way */
    TAKES_PICTURE = 1 << 9,   /* --format svg */
    TAKES_CITE = 1 << 10,     /* --format bibtex, ris and gbt7714 */
    TAKES_MATCH = 1 << 11,    /* --match, without the rest of TAKES_QUERY */
    MAY_LACK_QUERY = 1 << 12, /* without one everything is meant */
};

/* Options of one command only: they fill a struct of its own. */
struct own_option {
    const char *name; /* NULL ends the list */
    char letter;      /* or 0 */
    GOptionArg arg;   /* NONE (gboolean), INT, DOUBLE, FILENAME (char *, taken
                         as bytes) or FILENAME_ARRAY (char **) */
    gsize offset;     /* in the struct */
    const char *about, *value;
};
struct own_options {
    const struct own_option *list;
    gsize size;           /* of the struct */
    const void *defaults; /* a struct without strings, or NULL: all zero */
};

struct options {
    const struct command *command;
    void *own; /* the struct of the command's own options, or NULL */
    char **dbs;
    char *format, *output, *color;
    char *title; /* of a page: what was asked */
    char *sort, *match, *queries;
    char *by, *figure;
    char **operands; /* NULL when there is none */
    int limit, offset, around, width, per_plan;
    gboolean excel, no_pager, tiers, fixed, explain, quiet, help, version;
    /* what the words above say, checked */
    struct emit_options emit;
    struct match_options ranking;
    enum kwic_order order;
    bool fit; /* no --width */
};

struct session {
    const struct command *command;
    struct options options;
    struct index *index; /* NULL unless TAKES_INDEX */
};

struct command {
    const char *name;
    const char *operands; /* for the usage line */
    const char *summary;
    const char *details; /* or NULL */
    guint flags;
    enum status (*run)(struct session *session);
    const struct own_options *own; /* or NULL */
};

extern const struct own_options compare_own, diff_own;
extern const struct own_options code_own_options;
/* Options of one command only: cmd_terms.c … */
extern const struct own_options terms_options, keyness_options,
    collocates_options, ngrams_options, dispersion_options;

extern const struct command commands[]; /* ends with a NULL name */
const struct command *command_find(const char *name);

extern const struct own_options extract_own;

enum status cmd_search(struct session *session);
enum status cmd_count(struct session *session);
enum status cmd_kwic(struct session *session);
enum status cmd_compare(struct session *session);
enum status cmd_diff(struct session *session);

enum status cmd_show(struct session *session);
enum status cmd_sections(struct session *session);
enum status cmd_plans(struct session *session);
enum status cmd_extract(struct session *session);
enum status cmd_reuse(struct session *session);
enum status cmd_indicators(struct session *session);
enum status cmd_targets(struct session *session);
enum status cmd_code(struct session *session);
enum status cmd_terms(struct session *session);
enum status cmd_keyness(struct session *session);
enum status cmd_collocates(struct session *session);
enum status cmd_ngrams(struct session *session);
enum status cmd_dispersion(struct session *session);
enum status cmd_help(struct session *session);

/* ---- options of one command: where its file says what they are */

extern const struct own_options reuse_own;
/* What --kind of reuse takes, ending with NULL. */
const char *const *reuse_kind_names(void);

/* ---- options.c, choices.c */

/* Reads and checks the options of a command; false when the program is to end
 * with *status: wrong usage, or help or version was asked for and printed. */
bool options_read(struct options *options, const struct command *command,
                  int argc, char **argv, enum status *status);
void options_clear(struct options *options);
/* The command's options for help: they fill nothing.  Ends with a NULL name;
 * caller frees the list. */
GOptionEntry *options_entries(const struct command *command);
/* What may stand after an option; ends with a NULL name. */
const struct manual_choice *options_choices(void);

/* ---- manual.c: what help and manual pages say */

extern const struct manual_example examples[]; /* examples.c */
/* The command's page of help, caller frees. */
char *help_of(const struct command *command);
/* A topic of help that is no command ("query", "man" …), caller frees; NULL
 * when there is none of that name.  topic NULL: the list of commands. */
char *help_about(const char *topic);

/* ---- session.c: what commands share */

/* "plan-search: …" on standard error. */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The same for a note that --quiet silences. */
void note(const struct session *session, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
/* Says the error and frees it; the status it means. */
enum status complain_error(GError *error);
enum status usage(const struct session *session, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
/* Opens the databases of --db, of $PLAN_DB, or of the user's data folder. */
struct index *session_open(const struct options *options, GError **error);
/* The operands joined by spaces as one query; NULL with error. */
struct query *session_query(const struct session *session, GError **error);
/* Closes the stream: `status`, or what went wrong while writing.  With a status
 * that says records are missing, a file that was to be written is not. */
enum status session_close(struct emit *emit, enum status status);
/* Whether pictures are all that is put out. */
bool session_draws(const struct session *session);
/* What stands below a picture that stands alone: program and index; else NULL,
 * as the page says it.  Caller frees. */
char *session_picture_note(const struct session *session);
/* What --limit and --offset leave of `count` records: [*first, *last); says on
 * standard error when that is not all. */
void session_cut(const struct session *session, guint count, guint *first,
                 guint *last);
#endif
