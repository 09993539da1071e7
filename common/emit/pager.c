/* A pager for what is read on a terminal: $PLAN_PAGER, else $PAGER, else less,
 * started with the first byte, so that an answer without any needs none.
 *
 * Empty and cat mean none, as with git; one that is not there is none either.
 * less gets -FRX unless $LESS says otherwise (one screen needs no pager,
 * colours pass, the text stays), and reads UTF-8 whatever the locale.  While a
 * pager runs, an interrupt is its own affair.
 */
#include "common/emit/dialect.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *command(void)
{
    const char *own = g_getenv("PLAN_PAGER"), *usual = g_getenv("PAGER");
    return own != NULL ? own : usual != NULL ? usual : "less";
}

/* What to run, or NULL: a command with anything in it that only a shell
 * understands is left to one. */
static char **pager_words(void)
{
    const char *line = command();
    g_auto(GStrv) words = NULL;
    if (!g_shell_parse_argv(line, NULL, &words, NULL) ||
        (strcmp(words[0], "cat") == 0 && words[1] == NULL))
        return NULL;
    if (strpbrk(line, "|&;<>()$`*?[#~=") != NULL) {
        const char *shell[] = {"sh", "-c", line, NULL};
        return g_strdupv((char **)shell);
    }
    g_autofree char *program = g_find_program_in_path(words[0]);
    return program != NULL ? g_steal_pointer(&words) : NULL;
}

bool pager_is_wanted(void)
{
    const char *term = g_getenv("TERM");
    return term != NULL && strcmp(term, "dumb") != 0;
}

void pager_start(struct sink *sink)
{
    g_auto(GStrv) words = pager_words();
    int in;
    if (words == NULL)
        return;
    char **environment = g_get_environ();
    environment = g_environ_setenv(environment, "LESS", "FRX", FALSE);
    environment = g_environ_setenv(environment, "LESSCHARSET", "utf-8", FALSE);
    if (g_spawn_async_with_pipes(
            NULL, words, environment,
            G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
            &sink->pager, &in, NULL, NULL, NULL)) {
        sink->fd = in;
        signal(SIGINT, SIG_IGN);
        signal(SIGQUIT, SIG_IGN);
    }
    g_strfreev(environment);
}

void pager_wait(struct sink *sink)
{
    if (sink->pager == 0)
        return;
    close(sink->fd);
    while (waitpid(sink->pager, NULL, 0) < 0 && errno == EINTR)
        continue;
    g_spawn_close_pid(sink->pager);
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
}
