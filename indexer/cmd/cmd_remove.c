/* plan-index remove PLAN…: drops plans from the index. */
#include "indexer/cmd/cmd.h"

#include "common/store/store.h"

static void *copy_text(const void *text, void *data)
{
    (void)data;
    return g_strdup(text);
}

/* The source goes on to be known, so that its plan does not come back by
 * itself, but no longer as what gave the plan. */
static void forget_in_sources(struct writer *writer, const char *plan)
{
    const GPtrArray *sources = writer_sources(writer);
    for (guint i = 0; i < sources->len; i++) {
        const struct source *old = g_ptr_array_index(sources, i);
        guint at;
        if (!g_ptr_array_find_with_equal_func(old->plans, plan, g_str_equal,
                                              &at))
            continue;
        struct source *source = g_new0(struct source, 1);
        source->path = g_strdup(old->path);
        source->sha256 = g_strdup(old->sha256);
        source->size = old->size;
        source->mtime_ns = old->mtime_ns;
        source->plans = g_ptr_array_copy(old->plans, copy_text, NULL);
        g_ptr_array_remove_index(source->plans, at);
        writer_add_source(writer, source);
        return;
    }
}

static int remove_all(struct writer *writer, char **plans)
{
    guint missing = 0, found = 0;
    g_autoptr(GError) error = NULL;
    for (char **plan = plans; *plan != NULL; plan++) {
        bool had = writer_remove(writer, *plan);
        if (had)
            forget_in_sources(writer, *plan);
        found += had;
        missing += !had;
        if (!had)
            complain("no plan '%s' in the index", *plan);
    }
    if (found > 0 && !writer_commit(writer, &error)) {
        complain("%s", error->message);
        return STATUS_NOTHING;
    }
    if (found == 0)
        return STATUS_NOTHING;
    return missing > 0 ? STATUS_PARTLY : STATUS_DONE;
}

int cmd_remove(int argc, char **argv)
{
    g_autofree char *db_option = NULL;
    g_auto(GStrv) plans = NULL;
    int status;
    const GOptionEntry entries[] = {
        {"db", 'd', 0, G_OPTION_ARG_FILENAME, &db_option,
         "the index (else $PLAN_DB, else the user's data folder)", "DIR"},
        G_OPTION_ENTRY_NULL};
    if (!options_read(entries, "PLAN…",
                      "Drops plans, given by id, from the index.", argc, argv,
                      &plans, &status))
        return status;
    if (*plans == NULL) {
        complain("no plan is given; see 'plan-index remove --help'");
        return STATUS_USAGE;
    }
    g_autofree char *db = options_db(db_option);
    g_autoptr(GError) error = NULL;
    struct writer *writer = writer_open(db, 1, 0, &error);
    if (writer == NULL) {
        complain("%s", error->message);
        return STATUS_NOTHING;
    }
    status = remove_all(writer, plans);
    writer_close(writer);
    return status;
}
