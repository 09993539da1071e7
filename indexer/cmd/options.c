/* What all commands of plan-index share: options and messages. */
#include "indexer/cmd/cmd.h"

#include "common/messages/messages.h"
#include "common/store/store.h"

#include <stdio.h>
#include <string.h>

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    /* A file's name may hold anything. */
    for (char *at = message; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = '?';
    fprintf(stderr, PROGRAM ": %s\n", message);
}

/* ---- the options of a command */

static void entry(GArray *entries, const char *name, char letter,
                  GOptionArg arg, void *data, const char *about,
                  const char *value)
{
    GOptionEntry made = {name, letter, 0, arg, data, about, value};
    g_array_append_val(entries, made);
}

static void entries_sources(GArray *e, struct options *o)
{
    entry(e, "jobs", 'j', G_OPTION_ARG_INT, &o->jobs,
          N_("threads (else one a processor)"), "N");
    entry(e, "prune", 0, G_OPTION_ARG_NONE, &o->prune,
          N_("drop plans whose file is gone"), NULL);
    entry(e, "quiet", 'q', G_OPTION_ARG_NONE, &o->quiet,
          N_("say only what was left out"), NULL);
}

static void entries_stage(GArray *e, struct options *o)
{
    entry(e, "stage", 's', G_OPTION_ARG_FILENAME, &o->stage,
          N_("text (lines), blocks (default) or tokens"), "STAGE");
    entry(e, "format", 'f', G_OPTION_ARG_FILENAME, &o->format,
          N_("text (default), jsonl, json or csv"), "FORMAT");
    entry(e, "output", 'o', G_OPTION_ARG_FILENAME, &o->output,
          N_("write to FILE, whole or not at all"), "FILE");
    entry(e, "db", 'd', G_OPTION_ARG_FILENAME, &o->db,
          N_("for tokens: know the words learned in this index, too"), "DIR");
}

GOptionEntry *options_entries(const struct command *command,
                              struct options *options)
{
    guint flags = command->flags;
    GArray *e = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
    if (flags & TAKES_INDEX)
        entry(e, "db", 'd', G_OPTION_ARG_FILENAME, &options->db,
              N_("the index (else $PLAN_DB, else the user's data folder)"),
              "DIR");
    if (flags & TAKES_MANIFEST)
        entry(e, "manifest", 'm', G_OPTION_ARG_FILENAME, &options->manifest,
              N_("facts about known plans, before the built-in ones"), "FILE");
    if (flags & TAKES_SOURCES)
        entries_sources(e, options);
    if (flags & TAKES_STAGE)
        entries_stage(e, options);
    entry(e, "help", 'h', G_OPTION_ARG_NONE, &options->help, N_("show this"),
          NULL);
    entry(e, "version", 0, G_OPTION_ARG_NONE, &options->version,
          N_("show the program's version"), NULL);
    entry(e, G_OPTION_REMAINING, 0, G_OPTION_ARG_FILENAME_ARRAY,
          &options->operands, NULL, NULL);
    return (GOptionEntry *)(void *)g_array_free(e, FALSE);
}

static bool parse(struct options *options, const struct command *command,
                  int argc, char **argv)
{
    g_autofree GOptionEntry *entries = options_entries(command, options);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, MESSAGES_DOMAIN);
    if (g_option_context_parse(context, &argc, &argv, &error))
        return true;
    complain(_("%s; see '%s %s --help'"), error->message, PROGRAM,
             command->name);
    return false;
}

bool options_read(struct options *options, const struct command *command,
                  int argc, char **argv, int *status)
{
    *options = (struct options){.jobs = (int)g_get_num_processors()};
    *status = STATUS_USAGE;
    if (!parse(options, command, argc, argv))
        return false;
    if (options->operands == NULL)
        options->operands = g_new0(char *, 1);
    if (options->help || options->version) {
        g_autofree char *text = options->help
                                    ? help_of(command)
                                    : g_strdup(PROGRAM " " PLAN_VERSION "\n");
        fputs(text, stdout);
        *status = STATUS_DONE;
        return false;
    }
    return true;
}

void options_clear(struct options *options)
{
    g_free(options->db);
    g_free(options->manifest);
    g_free(options->stage);
    g_free(options->format);
    g_free(options->output);
    g_strfreev(options->operands);
}

char *options_db(const struct options *options)
{
    return options->db != NULL ? g_strdup(options->db) : index_usual_dir();
}
