/* help: the commands, one command, or the fields of the query language. */
#include "searcher/cmd/cmd.h"

#include "common/text/text.h"

#include <stdio.h>
#include <string.h>

static void put_padded(const char *text, guint width)
{
    guint used = text_width(text, -1);
    printf("%s%*s", text, (int)(width > used ? width - used : 1), "");
}

static void help_commands(void)
{
    puts("Search in plan documents.\n\nUsage:\n  " PROGRAM
         " COMMAND [OPTION…] [OPERAND…]\n\nCommands:");
    for (const struct command *at = commands; at->name != NULL; at++) {
        fputs("  ", stdout);
        put_padded(at->name, 10);
        puts(at->summary);
    }
    puts("\n'" PROGRAM " help COMMAND' or '" PROGRAM
         " COMMAND --help' says more; '" PROGRAM
         " help fields' lists\nwhat can be asked for beside words.");
}

static void help_fields(void)
{
    puts("A query is one or several terms; each must stand in the unit as it "
         "is written.\n\"…\" takes a text as it is. A field narrows the "
         "search: the same one repeated\nmeans or, different ones and.\n");
    for (guint i = 0; i < QUERY_FIELDS; i++) {
        g_autofree char *name = g_strconcat(query_fields[i].name, ":", NULL);
        g_autofree char *alias = g_strconcat(query_fields[i].alias, ":", NULL);
        fputs("  ", stdout);
        put_padded(name, 10);
        put_padded(alias, 8);
        puts(query_fields[i].about);
    }
}

enum status cmd_help(struct session *session)
{
    const char *topic =
        session->options.operands != NULL ? session->options.operands[0] : NULL;
    if (topic == NULL) {
        help_commands();
        return STATUS_FOUND;
    }
    if (strcmp(topic, "fields") == 0) {
        help_fields();
        return STATUS_FOUND;
    }
    const struct command *command = command_find(topic);
    if (command == NULL)
        return usage(session, "no help about '%s'", topic);
    g_autofree char *help = options_help(command);
    fputs(help, stdout);
    return STATUS_FOUND;
}
