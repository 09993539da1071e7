/* Help that is written once: what a program's tables say becomes its list of
 * commands, its manual page and its bash completion.
 *
 * Reads the tables of commands, options and examples of a program, and texts;
 * gives a page for the terminal or roff(7) with man(7) macros, and bash.
 * Tables hold N_("…"): what is said stands here in the reader's language.
 * Everything is UTF-8; the same tables give the same bytes.
 */
#ifndef PLAN_MANUAL_H
#define PLAN_MANUAL_H

#include <glib.h>
#include <stdbool.h>

/* ---- page.c: a page, and the two ways to write it */

enum manual_form { MANUAL_TERMINAL, MANUAL_ROFF };

struct manual_page;

/* about: the line under NAME; source: program and version.  section: "1". */
struct manual_page *manual_page_new(enum manual_form form, const char *name,
                                    const char *section, const char *about,
                                    const char *source);
void manual_heading(struct manual_page *page, const char *text);
void manual_subheading(struct manual_page *page, const char *text);
/* Paragraphs, an empty line between two; no markup in them. */
void manual_text(struct manual_page *page, const char *text);
/* A term with what it is; argument (set apart from the tag), or NULL. */
void manual_item(struct manual_page *page, const char *tag,
                 const char *argument, const char *text);
/* A line as it is typed; about, or NULL. */
void manual_line(struct manual_page *page, const char *line, const char *about);
/* Appends the lines of a text, each after so many spaces. */
void manual_indent(GString *out, guint columns, const char *text);
/* The page, which caller frees; frees the rest. */
char *manual_page_finish(struct manual_page *page);

/* ---- program.c, completion.c: a program by its tables */

struct manual_command {
    const char *name;
    const char *operands; /* "[COMMAND|fields]": see manual_completion() */
    const char *summary;
    const char *details;         /* paragraphs, or NULL */
    const GOptionEntry *entries; /* ends with a NULL name */
};

struct manual_example {
    const char *command; /* the one it belongs to; NULL ends the table */
    const char *line;    /* for a shell */
    const char *about;   /* what it shows */
};

struct manual_row {
    const char *name; /* NULL ends the table */
    const char *about;
};

/* What may stand for something: an option's value, a field's. */
struct manual_choice {
    const char *name;         /* "format", "kind"; NULL ends the table.  What
                               * differs in one command: "kwic --sort" */
    const char *alias;        /* of a field, or NULL */
    const char *const *words; /* NULL-terminated, or NULL: anything */
};

struct manual_program {
    const char *name, *version;
    const char *about;       /* one line */
    const char *description; /* paragraphs */
    const struct manual_command *commands;
    guint count;
    const struct manual_example *examples;
    const struct manual_choice *choices; /* of options, by long name */
    const struct manual_choice *fields;  /* of queries, or NULL */
    const struct manual_row *statuses, *see_also;
};

/* The variables that both programs heed. */
extern const struct manual_row manual_environment[];

/* The program's page of section 1; caller frees. */
char *manual_program_page(const struct manual_program *program,
                          enum manual_form form);
/* The list of commands that `help` shows; caller frees. */
char *manual_overview(const struct manual_program *program);
/* A command's page of help, by GLib, with its examples; caller frees. */
char *manual_command_help(const struct manual_program *program,
                          const struct manual_command *command);

/* Bash that completes commands, options and their values, and operands: the
 * words in capitals among them say which (QUERY, ID, PLAN, COMMAND; FILE,
 * SOURCE and DIR are files), those in small letters stand for themselves.  An
 * option's value is a file when it is called FILE or DIR.  Caller frees. */
char *manual_completion(const struct manual_program *program);
#endif
