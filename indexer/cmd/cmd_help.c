/* plan-index help: the commands, one command; and, for the build, the manual
 * page and the completion that its tables make. */
#include "indexer/cmd/cmd.h"

#include "common/emit/emit.h"
#include "common/manual/manual.h"
#include "common/messages/messages.h"
#include "common/store/store.h"

#include <stdio.h>
#include <string.h>

static const struct manual_example examples[] = {
    {"update", "plan-index update plans",
     N_("Index the text files of a folder")},
    {"update", "plan-index update --db ./index --jobs 2 plans/*.txt",
     N_("An index of one's own, made by two threads")},
    {"update", "plan-index update --prune plans",
     N_("Drop the plans whose files are gone as well")},
    {"remove", "plan-index remove yi-13-34ed", N_("Drop one plan")},
    {"verify", "plan-index verify && echo sound",
     N_("Say that the index is sound")},
    {"inspect", "plan-index inspect plans/jia-city.txt",
     N_("Headings, paragraphs and tables of a file, for reading")},
    {"inspect",
     "plan-index inspect --stage text --format csv plans/wu-city.txt",
     N_("Its lines, and which of them are the web page's")},
    {"inspect",
     "plan-index inspect --stage tokens --format jsonl plans/wu-city.txt",
     N_("Its words, for a program")},
    {"help", "plan-index help update", N_("Explain a command")},
    {NULL, NULL, NULL},
};

static const struct manual_row statuses[] = {
    {"0", N_("all done")},
    {"1", N_("done, but some sources were rejected, each named with the "
             "reason; or verify found damage")},
    {"2", N_("wrong usage")},
    {"3", N_("nothing done")},
    {NULL, NULL},
};

static const struct manual_row see_also[] = {
    {"plan-search(1)", N_("search in the index")},
    {"plan-output(5)", N_("the records of inspect, field by field")},
    {NULL, NULL},
};

static struct manual_command describe(const struct command *command,
                                      struct options *options)
{
    return (struct manual_command){command->name, command->operands,
                                   command->summary, command->details,
                                   options_entries(command, options)};
}

static struct manual_program program_of(const GArray *list,
                                        const struct manual_choice *choices)
{
    return (struct manual_program){
        .name = PROGRAM,
        .version = PLAN_VERSION,
        .about = N_("make an index of plan documents"),
        .description =
            N_("plan-index reads Chinese plan documents as they are found: "
               "exports of Word files, scraped web pages, hard-wrapped text. "
               "It recovers headings, paragraphs, boxes and tables, and writes "
               "an index in which plan-search finds them."),
        .commands = (const struct manual_command *)(const void *)list->data,
        .count = list->len,
        .examples = examples,
        .choices = choices,
        .statuses = statuses,
        .see_also = see_also,
    };
}

/* What make(program) says of all commands; caller frees. */
static char *with_program(char *(*make)(const struct manual_program *))
{
    const struct manual_choice choices[] = {
        {"stage", NULL, stage_names},
        {"format", NULL, inspect_formats},
        {NULL, NULL, NULL},
    };
    struct options options = {0};
    g_autoptr(GArray) list =
        g_array_new(FALSE, FALSE, sizeof(struct manual_command));
    for (const struct command *at = commands; at->name != NULL; at++) {
        struct manual_command described = describe(at, &options);
        g_array_append_val(list, described);
    }
    struct manual_program program = program_of(list, choices);
    char *text = make(&program);
    for (guint i = 0; i < list->len; i++)
        g_free((gpointer)g_array_index(list, struct manual_command, i).entries);
    return text;
}

static char *roff_page(const struct manual_program *program)
{
    return manual_program_page(program, MANUAL_ROFF);
}

char *help_of(const struct command *command)
{
    struct options options = {0};
    struct manual_command described = describe(command, &options);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, 1);
    struct manual_program program = program_of(none, NULL);
    char *text = manual_command_help(&program, &described);
    g_free((gpointer)described.entries);
    return text;
}

static const struct {
    const char *name;
    char *(*make)(const struct manual_program *program);
} topics[] = {{"man", roff_page}, {"completion", manual_completion}};

static char *help_about(const char *topic)
{
    if (topic == NULL)
        return with_program(manual_overview);
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        if (strcmp(topic, topics[i].name) == 0)
            return with_program(topics[i].make);
    const struct command *command = command_find(topic);
    return command != NULL ? help_of(command) : NULL;
}

int cmd_help(const struct options *options)
{
    g_autofree char *text = help_about(options->operands[0]);
    if (text == NULL) {
        complain(_("no help about '%s'"), options->operands[0]);
        return STATUS_USAGE;
    }
    fputs(text, stdout);
    return STATUS_DONE;
}
