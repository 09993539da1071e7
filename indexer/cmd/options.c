/* What all commands of plan-index share: options and messages. */
#include "indexer/cmd/cmd.h"

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
    fprintf(stderr, "plan-index: %s\n", message);
}

bool options_read(const GOptionEntry *entries, const char *operand_names,
                  const char *summary, int argc, char **argv, char ***operands,
                  int *status)
{
    g_autofree char *parameters =
        g_strdup_printf("%s %s", argv[0], operand_names);
    g_autoptr(GOptionContext) context = g_option_context_new(parameters);
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = g_new0(char *, argc + 1);
    gboolean help = FALSE;
    GOptionEntry own[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL},
        G_OPTION_ENTRY_NULL};
    for (int i = 0; i < argc; i++)
        words[i] = g_strdup(i == 0 ? "plan-index" : argv[i]);
    g_option_context_set_summary(context, summary);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_add_main_entries(context, own, NULL);
    if (!g_option_context_parse_strv(context, &words, &error)) {
        complain("%s; see 'plan-index %s --help'", error->message, argv[0]);
        *status = STATUS_USAGE;
        return false;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        fputs(text, stdout);
        *status = STATUS_DONE;
        return false;
    }
    char **first = words + (words[0] != NULL);
    if (*first != NULL && strcmp(*first, "--") == 0)
        first++;
    *operands = g_strdupv(first);
    return true;
}

char *options_db(const char *given)
{
    return given != NULL ? g_strdup(given) : index_usual_dir();
}
