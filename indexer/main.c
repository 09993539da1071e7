/* plan-index: makes indexes of plans.  The command table. */
#include "indexer/cmd/cmd.h"

#include "common/messages/messages.h"
#include "common/store/store.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

const struct command commands[] = {
    {"update", "SOURCE…", N_("Index plans, or bring the index up to date."),
     N_("A source is a text file, a .jsonl file of blocks, or a folder with "
        "such files. Only files that changed are read again; a plan that two "
        "files give is indexed once, and that is said. The index is whole at "
        "every moment: a reader, or a run that is killed, sees the old one or "
        "the new one."),
     TAKES_INDEX | TAKES_MANIFEST | TAKES_SOURCES, cmd_update},
    {"remove", "PLAN…", N_("Drop plans, given by id, from the index."),
     N_("A plan that was removed comes back only when its file changes."),
     TAKES_INDEX, cmd_remove},
    {"verify", "", N_("Check the index against itself and its sources."),
     N_("Every damage and every source that is gone or has changed is named; "
        "nothing is printed when all is well."),
     TAKES_INDEX, cmd_verify},
    {"inspect", "FILE", N_("Show what indexing makes of one file."),
     N_("No index is needed. Stage text shows the lines and which of them are "
        "the web page's, blocks the headings, paragraphs and tables in reading "
        "order, tokens the words of each unit: the dictionary's, the lexicon's "
        "and, with --db, those that an index has learned from its texts."),
     TAKES_MANIFEST | TAKES_STAGE, cmd_inspect},
    {"help", "[COMMAND]", N_("Explain a command."), NULL, 0, cmd_help},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *at = commands; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}

/* Help and version are printed, not emitted: what could not be written shows
 * only here. */
static int finish(int status)
{
    if (fflush(stdout) == 0 || errno == EPIPE)
        return status;
    complain(_("cannot write '%s': %s"), _("standard output"),
             g_strerror(errno));
    return STATUS_NOTHING;
}

int main(int argc, char **argv)
{
    static char page[1 << 16]; /* a page of help is written when it is whole */
    setvbuf(stdout, page, _IOFBF, sizeof page);
    messages_init();
    /* A file that may not grow is an error to report, not to die of. */
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe ends writing, quietly */
    if (argc < 2) {
        complain(_("no command is given; see '%s --help'"), PROGRAM);
        return STATUS_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0) {
        puts(PROGRAM " " PLAN_VERSION);
        return finish(STATUS_DONE);
    }
    const struct command *command = command_find(name);
    if (command == NULL) {
        complain(_("no command '%s'; see '%s --help'"), name, PROGRAM);
        return STATUS_USAGE;
    }
    struct options options;
    int status;
    if (options_read(&options, command, argc - 1, argv + 1, &status))
        status = command->run(&options);
    options_clear(&options);
    return finish(status);
}
