/* plan-search: looks the command up, reads its options, opens the index, runs
 * it.  The table says which of that a command needs. */
#include "searcher/cmd/cmd.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define LISTS (TAKES_INDEX | TAKES_FORMAT | TAKES_LIMIT)

const struct command commands[] = {
    {"search", "QUERY…", "Find paragraphs, rows and notes, best first.",
     "Terms are joined by AND; '" PROGRAM " help fields' lists the fields.",
     LISTS | TAKES_QUERY | TAKES_RANK | TAKES_FIXED, cmd_search},
    {"count", "QUERY…", "Count units and occurrences, by place, role …",
     "Every combination of the keys of --by is listed, those without a hit "
     "too.\nper 10,000: occurrences in 10,000 normalised characters of all "
     "text there is.",
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_BY, cmd_count},
    {"kwic", "QUERY…", "List every occurrence with what stands around it.",
     "Left and right are compared by code point, left from the word outwards.",
     LISTS | TAKES_QUERY | TAKES_FIXED | TAKES_WIDTH, cmd_kwic},
    {"show", "ID…", "Show units, sections or plans by their ids.", NULL,
     LISTS | TAKES_CONTEXT, cmd_show},
    {"sections", "[QUERY…]",
     "List the outline, or the sections whose heading matches.", NULL,
     LISTS | TAKES_FIXED, cmd_sections},
    {"plans", "", "List the plans that are indexed.", NULL, LISTS, cmd_plans},
    {"extract", "units", "Give all paragraphs, rows and notes.", NULL, LISTS,
     cmd_extract},
    {"help", "[COMMAND|fields]", "Explain a command or the query language.",
     NULL, 0, cmd_help},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *at = commands; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}

static enum status run(const struct command *command, int argc, char **argv)
{
    struct session session = {.command = command};
    GError *error = NULL;
    enum status status;
    if (!options_read(&session.options, command, argc, argv, &status)) {
        options_clear(&session.options);
        return status;
    }
    if (command->flags & TAKES_INDEX)
        session.index = session_open(&session.options, &error);
    if (error != NULL)
        status = complain_error(error);
    else
        status = command->run(&session);
    if (session.index != NULL)
        index_close(session.index);
    options_clear(&session.options);
    return status;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe ends writing, quietly */
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error */
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0) {
        puts(PROGRAM " " PLAN_VERSION);
        return STATUS_FOUND;
    }
    const struct command *command = command_find(name);
    if (argc < 2 || command == NULL) {
        if (argc > 1)
            complain("unknown command '%s'", name);
        else
            complain("no command");
        fputs("  '" PROGRAM " help' lists the commands\n", stderr);
        return STATUS_USAGE;
    }
    return (int)run(command, argc - 1, argv + 1);
}
