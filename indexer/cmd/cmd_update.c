/* plan-index update SOURCE…: creates the index or brings it up to date. */
#include "indexer/cmd/cmd.h"

#include "common/messages/messages.h"
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
    g_autofree char *added = g_strdup_printf(
        ngettext("%u plan indexed", "%u plans indexed", result->added),
        result->added);
    g_autofree char *unchanged = g_strdup_printf(
        ngettext("%u file unchanged", "%u files unchanged", result->unchanged),
        result->unchanged);
    g_autofree char *removed = g_strdup_printf(
        ngettext("%u plan removed", "%u plans removed", result->removed),
        result->removed);
    g_autofree char *rejected = g_strdup_printf(
        ngettext("%u source rejected", "%u sources rejected", result->rejected),
        result->rejected);
    fprintf(stderr, _("%s, %s, %s, %s; index in '%s'\n"), added, unchanged,
            removed, rejected, db);
    if (result->masks.found > 0)
        fprintf(stderr, _("%u masked words, %u of them inferred\n"),
                result->masks.found, result->masks.filled);
}

/* Nothing done: every source was rejected. */
static int status_of(const struct update_result *result)
{
    if (result->rejected == 0 && result->seen == 0 && result->removed == 0) {
        complain(_("no .txt, .text, .md or .jsonl file in the sources"));
        return STATUS_NOTHING;
    }
    if (result->rejected == 0)
        return STATUS_DONE;
    return result->added + result->unchanged + result->removed > 0
               ? STATUS_PARTLY
               : STATUS_NOTHING;
}

static bool check(const struct options *options)
{
    bool jobs = options->jobs >= 1 && options->jobs <= 64;
    if (!jobs)
        complain(_("--jobs takes 1 to 64"));
    else if (*options->operands == NULL && !options->prune)
        complain(_("no source is given; see '%s update --help'"), PROGRAM);
    else
        return true;
    return false;
}

int cmd_update(const struct options *options)
{
    if (!check(options))
        return STATUS_USAGE;
    g_autofree char *db = options_db(options);
    g_autoptr(GError) error = NULL;
    struct update_result result;
    gboolean quiet = options->quiet;
    struct update_options update = {.db = db,
                                    .sources =
                                        (const char *const *)options->operands,
                                    .manifest = options->manifest,
                                    .jobs = (guint)options->jobs,
                                    .prune = options->prune,
                                    .report = report,
                                    .data = &quiet};
    if (!write_update(&update, &result, &error)) {
        bool useless =
            g_error_matches(error, STORE_ERROR, STORE_ERROR_DAMAGED) ||
            g_error_matches(error, STORE_ERROR, STORE_ERROR_VERSION);
        complain("%s%s", error->message,
                 useless ? _("; delete the index and make it again") : "");
        return STATUS_NOTHING;
    }
    if (!quiet)
        say_result(&result, db);
    return status_of(&result);
}
