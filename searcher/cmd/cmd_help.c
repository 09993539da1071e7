/* help: the commands, one command, or a topic: the query language, its fields,
 * the output; and, for the build, manual pages and completion. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

#include <stdio.h>

enum status cmd_help(struct session *session)
{
    const char *topic =
        session->options.operands != NULL ? session->options.operands[0] : NULL;
    const struct command *command = topic != NULL ? command_find(topic) : NULL;
    g_autofree char *text =
        command != NULL ? help_of(command) : help_about(topic);
    if (text == NULL)
        return usage(session, _("no help about '%s'"), topic);
    fputs(text, stdout);
    return STATUS_FOUND;
}
