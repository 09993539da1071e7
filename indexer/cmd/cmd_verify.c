/* plan-index verify: the index against itself and against its sources. */
#include "indexer/cmd/cmd.h"

#include "common/messages/messages.h"
#include "common/store/store.h"
#include "indexer/source/source.h"

#include <string.h>

static void report_damage(const char *what, void *data)
{
    (void)data;
    complain("%s", what);
}

/* What is wrong with a source as it stands now; NULL when it is as indexed. */
static char *source_trouble(const struct source *source)
{
    g_autoptr(GError) error = NULL;
    struct source_file *file = source_file_new(source->path, &error);
    if (file == NULL)
        return g_strdup(error->message);
    char *trouble = NULL;
    if (!source_file_read(file, &error))
        trouble = g_strdup(error->message);
    else if (strcmp(file->sha256, source->sha256) != 0)
        trouble = g_strdup_printf(_("'%s' has changed since it was indexed"),
                                  source->path);
    source_file_free(file);
    return trouble;
}

static bool verify_sources(const char *db, bool *good, GError **error)
{
    g_autoptr(GPtrArray) sources = index_sources(db, error);
    for (guint i = 0; sources != NULL && i < sources->len; i++) {
        g_autofree char *trouble =
            source_trouble(g_ptr_array_index(sources, i));
        if (trouble != NULL)
            complain("%s", trouble);
        *good &= trouble == NULL;
    }
    return sources != NULL;
}

static int verify(const char *db)
{
    g_autoptr(GError) error = NULL;
    bool good = index_verify(db, report_damage, NULL, &error);
    if (error != NULL || !verify_sources(db, &good, &error)) {
        complain("%s", error->message);
        return g_error_matches(error, STORE_ERROR, STORE_ERROR_DAMAGED)
                   ? STATUS_PARTLY
                   : STATUS_NOTHING;
    }
    return good ? STATUS_DONE : STATUS_PARTLY;
}

int cmd_verify(const struct options *options)
{
    if (*options->operands != NULL) {
        complain(_("verify takes no operand, not '%s'"), *options->operands);
        return STATUS_USAGE;
    }
    g_autofree char *db = options_db(options);
    return verify(db);
}
