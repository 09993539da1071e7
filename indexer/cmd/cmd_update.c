/* plan-index update SOURCE…: creates the index or brings it up to date. */
#include "indexer/cmd/cmd.h"

#include "indexer/write/write.h"

#include <stdio.h>

static void report(const char *message, bool rejected, void *data)
{
    bool quiet = *(gboolean *)data;
    if (rejected || !quiet)
        complain("%s", message);
}

static void say_result(const struct update_result *result, const char *db)
{
    fprintf(stderr,
            "%u plans indexed, %u files unchanged, %u plans removed, "
            "%u sources rejected; index in '%s'\n",
            result->added, result->unchanged, result->removed, result->rejected,
            db);
    if (result->masks.found > 0)
        fprintf(stderr, "%u masked words, %u of them inferred\n",
                result->masks.found, result->masks.filled);
}

/* Nothing done: every source was rejected. */
static int status_of(const struct update_result *result)
{
    if (result->rejected == 0 && result->seen == 0 && result->removed == 0) {
        complain("no .txt, .text, .md or .jsonl file in the sources");
        return STATUS_NOTHING;
    }
    if (result->rejected == 0)
        return STATUS_DONE;
    return result->added + result->unchanged + result->removed > 0
               ? STATUS_PARTLY
               : STATUS_NOTHING;
}

int cmd_update(int argc, char **argv)
{
    g_autofree char *db_option = NULL, *manifest = NULL;
    gboolean prune = FALSE, quiet = FALSE;
    int jobs = (int)g_get_num_processors(), status;
    g_auto(GStrv) sources = NULL;
    const GOptionEntry entries[] = {
        OPTION_DB(&db_option),
        {"manifest", 'm', 0, G_OPTION_ARG_FILENAME, &manifest,
         "facts about known plans, before the built-in ones", "FILE"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
         "threads (else one a processor)", "N"},
        {"prune", 0, 0, G_OPTION_ARG_NONE, &prune,
         "drop plans whose file is gone", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet,
         "say only what was left out", NULL},
        G_OPTION_ENTRY_NULL};
    if (!options_read(entries, "SOURCE…",
                      "Indexes plans: text files, folders of them, and .jsonl "
                      "files of blocks.",
                      argc, argv, &sources, &status))
        return status;
    if ((*sources == NULL && !prune) || jobs < 1 || jobs > 64) {
        complain(jobs < 1 || jobs > 64 ? "--jobs takes 1 to 64"
                                       : "no source is given; see 'plan-index "
                                         "update --help'");
        return STATUS_USAGE;
    }
    g_autofree char *db = options_db(db_option);
    g_autoptr(GError) error = NULL;
    struct update_result result;
    struct update_options options = {.db = db,
                                     .sources = (const char *const *)sources,
                                     .manifest = manifest,
                                     .jobs = (guint)jobs,
                                     .prune = prune,
                                     .report = report,
                                     .data = &quiet};
    if (!write_update(&options, &result, &error)) {
        bool useless =
            g_error_matches(error, STORE_ERROR, STORE_ERROR_DAMAGED) ||
            g_error_matches(error, STORE_ERROR, STORE_ERROR_VERSION);
        complain("%s%s", error->message,
                 useless ? "; delete the index and make it again" : "");
        return STATUS_NOTHING;
    }
    if (!quiet)
        say_result(&result, db);
    return status_of(&result);
}
