/* plan-index: makes indexes of plans.  The command table. */
#include "indexer/cmd/cmd.h"

#include "common/store/store.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} commands[] = {
    {"update", cmd_update, "index plans, or bring the index up to date"},
    {"remove", cmd_remove, "drop plans from the index"},
    {"verify", cmd_verify, "check the index against itself and its sources"},
    {"inspect", cmd_inspect, "show what indexing makes of one file"},
};

static void print_help(void)
{
    puts("usage: plan-index COMMAND [OPTION…] [OPERAND…]\n");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        printf("  %-8s %s\n", commands[i].name, commands[i].summary);
    puts("\n'plan-index COMMAND --help' shows a command's options.");
}

int main(int argc, char **argv)
{
    /* A file that may not grow is an error to report, not to die of. */
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe ends writing, quietly */
    if (argc < 2) {
        complain("no command is given; see 'plan-index --help'");
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_help();
        return STATUS_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("plan-index " PLAN_VERSION);
        return STATUS_DONE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    complain("no command '%s'; see 'plan-index --help'", argv[1]);
    return STATUS_USAGE;
}
