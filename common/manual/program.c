/* A program's own page, and its help on a terminal, from its tables. */
#include "common/manual/manual.h"

#include "common/emit/emit.h"
#include "common/messages/messages.h"
#include "common/text/text.h"

#include <string.h>

enum { WIDTH = 79 };

const struct manual_row manual_environment[] = {
    {"PLAN_DB", N_("the index, where --db is not given")},
    {"XDG_DATA_HOME",
     N_("where the index is else: the folder plan-search in it (usually "
        "~/.local/share/plan-search)")},
    {"NO_COLOR, TERM", N_("no colour when NO_COLOR is set or TERM is dumb")},
    {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
     N_("the language of messages: English, or Chinese for zh_CN; what is "
        "printed for programs is the same in every language, but for the hint "
        "of json, which is for people")},
    {NULL, NULL},
};

static bool is_option(const GOptionEntry *entry)
{
    return *entry->long_name != '\0'; /* "" are the operands */
}

/* ---- the manual page */

static void put_option(struct manual_page *page, const GOptionEntry *entry)
{
    g_autofree char *tag =
        entry->short_name != 0
            ? g_strdup_printf("-%c, --%s", entry->short_name, entry->long_name)
            : g_strdup_printf("--%s", entry->long_name);
    g_autofree char *about = g_strconcat(_(entry->description), _("."), NULL);
    manual_item(page, tag, entry->arg_description, about);
}

static void put_examples(struct manual_page *page,
                         const struct manual_program *program,
                         const char *command)
{
    for (const struct manual_example *at = program->examples;
         at->command != NULL; at++)
        if (strcmp(at->command, command) == 0)
            manual_line(page, at->line, _(at->about));
}

static char *usage_of(const struct manual_program *program,
                      const struct manual_command *command)
{
    return g_strdup_printf("%s %s [OPTION…]%s%s", program->name, command->name,
                           *command->operands != '\0' ? " " : "",
                           command->operands);
}

static void put_command(struct manual_page *page,
                        const struct manual_program *program,
                        const struct manual_command *command)
{
    g_autofree char *usage = usage_of(program, command);
    manual_subheading(page, usage);
    manual_text(page, _(command->summary));
    if (command->details != NULL)
        manual_text(page, _(command->details));
    for (const GOptionEntry *at = command->entries; at->long_name != NULL; at++)
        if (is_option(at))
            put_option(page, at);
    put_examples(page, program, command->name);
}

static void put_rows(struct manual_page *page, const char *heading,
                     const struct manual_row *rows)
{
    manual_heading(page, heading);
    for (; rows->name != NULL; rows++)
        manual_item(page, rows->name, NULL, _(rows->about));
}

char *manual_program_page(const struct manual_program *program,
                          enum manual_form form)
{
    g_autofree char *source =
        g_strconcat("plan-search ", program->version, NULL);
    g_autofree char *usage =
        g_strconcat(program->name, " COMMAND [OPTION…] [OPERAND…]", NULL);
    struct manual_page *page =
        manual_page_new(form, program->name, "1", _(program->about), source);
    manual_heading(page, _("SYNOPSIS"));
    manual_text(page, usage);
    manual_heading(page, _("DESCRIPTION"));
    manual_text(page, _(program->description));
    manual_heading(page, _("COMMANDS"));
    for (guint i = 0; i < program->count; i++)
        put_command(page, program, &program->commands[i]);
    put_rows(page, _("EXIT STATUS"), program->statuses);
    put_rows(page, _("ENVIRONMENT"), manual_environment);
    put_rows(page, _("SEE ALSO"), program->see_also);
    return manual_page_finish(page);
}

/* ---- on a terminal */

static void put_padded(GString *out, const char *text, guint width)
{
    guint used = text_width(text, -1);
    g_string_append_printf(out, "  %s%*s", text,
                           (int)(width > used ? width - used : 1), "");
}

char *manual_overview(const struct manual_program *program)
{
    GString *out = g_string_new(NULL);
    g_autofree char *usage =
        g_strdup_printf("%s COMMAND [OPTION…] [OPERAND…]", program->name);
    g_string_append_printf(out, _("%s: %s.\n\nUsage:\n  %s\n\nCommands:\n"),
                           program->name, _(program->about), usage);
    for (guint i = 0; i < program->count; i++) {
        put_padded(out, program->commands[i].name, 12);
        g_string_append_printf(out, "%s\n", _(program->commands[i].summary));
    }
    g_string_append_printf(
        out, _("\n'%s help COMMAND' or '%s COMMAND --help' says more.\n"),
        program->name, program->name);
    return g_string_free(out, FALSE);
}

/* What stands below the options: details and examples. */
static void put_more(GString *out, const struct manual_program *program,
                     const struct manual_command *command)
{
    struct page page = {.out = out, .width = WIDTH};
    if (command->details != NULL) {
        g_auto(GStrv) paragraphs = g_strsplit(_(command->details), "\n\n", -1);
        for (char **at = paragraphs; *at != NULL; at++) {
            if (out->len > 0)
                page_newline(&page);
            page_flow(&page, PAGE_PLAIN, 0, *at, NULL);
        }
    }
    for (const struct manual_example *at = program->examples;
         at->command != NULL; at++)
        if (strcmp(at->command, command->name) == 0) {
            g_string_append_printf(out, "%s%s%s\n", out->len > 0 ? "\n" : "",
                                   _(at->about), _(":"));
            manual_indent(out, 2, at->line);
        }
}

char *manual_command_help(const struct manual_program *program,
                          const struct manual_command *command)
{
    GOptionContext *context = g_option_context_new(command->operands);
    g_autofree char *name =
        g_strdup_printf("%s %s", program->name, command->name);
    g_autoptr(GString) more = g_string_new(NULL);
    put_more(more, program, command);
    g_set_prgname(name);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, _(command->summary));
    g_option_context_set_description(context, more->len > 0 ? more->str : NULL);
    g_option_context_add_main_entries(context, command->entries,
                                      MESSAGES_DOMAIN);
    char *help = g_option_context_get_help(context, TRUE, NULL);
    g_option_context_free(context);
    return help;
}
