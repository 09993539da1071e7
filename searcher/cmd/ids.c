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

/* Whether the first `length` bytes of an id may stand for a plan: the beginning
 * of its id, letters of either case (what the hash at the end was left out of,
 * or typed in capitals), or its place, 清远 for 清远市. */
static bool may_name(const struct plan *plan, const char *id, gsize length)
{
    enum { LEAST = 2 }; /* characters of a place */
    if (length == 0)
        return false;
    if (g_ascii_strncasecmp(plan->id, id, length) == 0)
        return true;
    return plan->place != NULL && strncmp(plan->place, id, length) == 0 &&
           g_utf8_strlen(id, (gssize)length) >= LEAST;
}

/* Plans that may be named by the plan's part of an id, as guint32; NULL with
 * error. */
static GArray *plans_named(struct index *index, const char *id, GError **error)
{
    gsize length = strcspn(id, "/");
    GArray *plans = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < index_plans(index); i++) {
        const struct plan *plan = index_plan(index, i, error);
        if (plan == NULL) {
            g_array_unref(plans);
            return NULL;
        }
        if (may_name(plan, id, length))
            g_array_append_val(plans, i);
    }
    return plans;
}

char *id_meant(const struct session *session, const char *id, GError **error)
{
    gsize length = strcspn(id, "/");
    g_autofree char *first = g_strndup(id, length);
    if (!g_utf8_validate(id, -1, NULL) ||
        index_plan_find(session->index, first) >= 0)
        return g_strdup(id);
    g_autoptr(GArray) plans = plans_named(session->index, id, error);
    if (plans == NULL)
        return NULL;
    if (plans->len != 1)
        return g_strdup(id);
    const struct plan *plan =
        index_plan(session->index, g_array_index(plans, guint32, 0), error);
    return plan != NULL ? g_strconcat(plan->id, id + length, NULL) : NULL;
}

/* What may be named, as ids; NULL when there is nothing, or too much. */
static char *like_plans(struct index *index, const char *id, GError **error)
{
    enum { MOST = 8 };
    if (!g_utf8_validate(id, -1, NULL))
        return NULL;
    g_autoptr(GArray) plans = plans_named(index, id, error);
    if (plans == NULL || plans->len == 0 || plans->len > MOST)
        return NULL;
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < plans->len; i++) {
        const struct plan *plan =
            index_plan(index, g_array_index(plans, guint32, i), error);
        if (plan != NULL)
            g_string_append_printf(list, "%s'%s%s'", i > 0 ? _(", ") : "",
                                   plan->id, id + strcspn(id, "/"));
    }
    return g_string_free(list, FALSE);
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
