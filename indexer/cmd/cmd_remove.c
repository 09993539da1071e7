/* plan-index remove PLAN…: drops plans from the index. */
#include "indexer/cmd/cmd.h"

#include "common/messages/messages.h"
#include "common/store/store.h"
#include "indexer/masks/masks.h"

static int remove_all(struct writer *writer, char **plans)
{
    guint missing = 0, found = 0;
    g_autoptr(GError) error = NULL;
    for (char **plan = plans; *plan != NULL; plan++) {
        bool had = writer_remove(writer, *plan);
        /* Its source goes on to be known, so that the plan does not come back
         * by itself. */
        if (had)
            writer_disown(writer, NULL, *plan);
        found += had;
        missing += !had;
        if (!had)
            complain(_("no plan '%s' in the index"), *plan);
    }
    if (found > 0 && !writer_commit(writer, &error)) {
        complain("%s", error->message);
        return STATUS_NOTHING;
    }
    if (found == 0)
        return STATUS_NOTHING;
    return missing > 0 ? STATUS_PARTLY : STATUS_DONE;
}

int cmd_remove(const struct options *options)
{
    if (*options->operands == NULL) {
        complain(_("no plan is given; see '%s remove --help'"), PROGRAM);
        return STATUS_USAGE;
    }
    g_autofree char *db = options_db(options);
    g_autoptr(GError) error = NULL;
    /* Opening for writing would make an index where there is none. */
    g_autoptr(GPtrArray) sources = index_sources(db, &error);
    struct writer *writer =
        sources != NULL ? writer_open(db, 1, 0, &error) : NULL;
    if (writer == NULL) {
        complain("%s", error->message);
        return STATUS_NOTHING;
    }
    writer_set_masks(writer, masks_infer, NULL);
    int status = remove_all(writer, options->operands);
    writer_close(writer);
    return status;
}
