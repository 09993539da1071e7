/* What may have been meant by an id that names nothing. */
#include "searcher/cmd/ids.h"

#include "common/messages/messages.h"

#include <string.h>

/* The longest part of an id that is one, or NULL; caller frees. */
static char *known_part(struct index *index, const char *id, GError **error)
{
    g_autofree char *part = g_strdup(id);
    for (gsize end = strlen(part); end > 0; end--) {
        if (part[end] != '/' && part[end] != '.')
            continue;
        part[end] = '\0';
        g_autoptr(GArray) found = match_ids(index, part, error);
        if (found == NULL)
            return NULL;
        if (found->len > 0)
            return g_steal_pointer(&part);
    }
    return NULL;
}

/* Ids of plans that begin with the plan's part of an id, letters of either
 * case: what the hash at the end was left out of, or typed in capitals. */
static char *like_plans(struct index *index, const char *id, GError **error)
{
    enum { MOST = 3 };
    gsize length = strcspn(id, "/");
    guint count = 0;
    GString *list = g_string_new(NULL);
    for (guint32 i = 0; length > 0 && i < index_plans(index); i++) {
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL)
            break;
        if (g_ascii_strncasecmp(plan->id, id, length) == 0 && count++ < MOST)
            g_string_append_printf(list, "%s'%s%s'", count > 1 ? _(", ") : "",
                                   plan->id, id + length);
    }
    return g_string_free(list, count == 0 || count > MOST);
}

/* Names an id without units, and what may have been meant. */
bool complain_missing(const struct session *session, const char *what,
                      const char *id, GError **error)
{
    enum { LONGEST = 200 }; /* bytes; nobody types a longer id */
    GError *reason = NULL;
    bool typed = strlen(id) <= LONGEST;
    g_autofree char *part =
        typed ? known_part(session->index, id, &reason) : NULL;
    g_autofree char *plans = typed && part == NULL && reason == NULL
                                 ? like_plans(session->index, id, &reason)
                                 : NULL;
    if (reason != NULL) {
        g_propagate_error(error, reason);
        return false;
    }
    if (part != NULL)
        complain(_("%s '%s'; there is '%s'"), what, id, part);
    else if (plans != NULL)
        complain(_("%s '%s'; did you mean %s?"), what, id, plans);
    else
        complain("%s '%s'", what, id);
    return true;
}
