/* Finds the language and its catalogue.
 *
 * The catalogue lies beside the program (build/release/locale) or, installed,
 * in ../share/locale: the programs may be moved together with it.  A small
 * machine knows no locale but C.UTF-8, and setlocale refuses the zh_CN.UTF-8
 * its user asks for: the name is then passed on as LANGUAGE, which needs some
 * locale that is not C to be heard (glibc).
 */
#include "common/messages/messages.h"

#include <glib.h>
#include <locale.h>

static const char utf8[] = "C.UTF-8";

/* The folder that holds the catalogues, caller frees; NULL when the program
 * does not know where it is. */
static char *catalogue_dir(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program == NULL)
        return NULL;
    g_autofree char *dir = g_path_get_dirname(program);
    char *built = g_build_filename(dir, "locale", NULL);
    if (g_file_test(built, G_FILE_TEST_IS_DIR))
        return built;
    g_free(built);
    return g_build_filename(dir, "..", "share", "locale", NULL);
}

/* The name of the locale the environment asks for, or NULL. */
static const char *wanted_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value != NULL && *value != '\0')
            return value;
    }
    return NULL;
}

static void choose_language(void)
{
    /* The message of an error number is converted to this one's charset. */
    setlocale(LC_CTYPE, utf8);
    if (setlocale(LC_MESSAGES, "") != NULL)
        return;
    const char *wanted = wanted_locale();
    if (wanted != NULL && setlocale(LC_MESSAGES, utf8) != NULL)
        g_setenv("LANGUAGE", wanted, FALSE);
}

void messages_init(void)
{
    choose_language();
    g_autofree char *dir = catalogue_dir();
    if (dir != NULL)
        bindtextdomain(MESSAGES_DOMAIN, dir);
    bind_textdomain_codeset(MESSAGES_DOMAIN, "UTF-8");
    textdomain(MESSAGES_DOMAIN);
}
