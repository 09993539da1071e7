/* Which plans name another by its title: the titles in 《》 of every plan that
 * is asked about, read once. */
#include "searcher/reuse/inside.h"

#include "common/text/text.h"

#include <string.h>

#define OPENS "《"
#define CLOSES "》"

enum { SHORTEST = 6 }; /* 发展规划 may mean any */

struct reuse_cites {
    struct index *index;
    GHashTable *named; /* number of a plan to a set of titles */
};

struct reuse_cites *reuse_cites_new(struct index *index)
{
    struct reuse_cites *cites = g_new(struct reuse_cites, 1);
    cites->index = index;
    cites->named = g_hash_table_new_full(NULL, NULL, NULL,
                                         (GDestroyNotify)g_hash_table_unref);
    return cites;
}

void reuse_cites_free(struct reuse_cites *cites)
{
    if (cites == NULL)
        return;
    g_hash_table_unref(cites->named);
    g_free(cites);
}

/* Letters and digits of a normalised title, without what stands in brackets at
 * its end (2021-2025年); NULL of one too short to tell.  Caller frees. */
static char *key_of(const char *title, gsize length)
{
    if (length > 0 && title[length - 1] == ')') {
        const char *bracket = g_strrstr_len(title, (gssize)length, "(");
        if (bracket != NULL)
            length = (gsize)(bracket - title);
    }
    GString *key = g_string_sized_new(length);
    for (const char *c = title; c < title + length; c = g_utf8_next_char(c))
        if (g_unichar_isalnum(g_utf8_get_char(c)))
            g_string_append_unichar(key, g_utf8_get_char(c));
    bool tells = text_chars(key->str, key->len) >= SHORTEST;
    return g_string_free(key, !tells);
}

static void add_titles(GHashTable *titles, const struct entry *entry)
{
    const char *at = entry->text, *end = at + entry->length;
    while ((at = g_strstr_len(at, end - at, OPENS)) != NULL) {
        at += strlen(OPENS);
        const char *close = g_strstr_len(at, end - at, CLOSES);
        if (close == NULL)
            return;
        char *key = key_of(at, (gsize)(close - at));
        if (key != NULL)
            g_hash_table_add(titles, key);
    }
}

static GHashTable *titles_of(struct reuse_cites *cites, guint32 plan)
{
    gpointer key = GUINT_TO_POINTER(plan);
    GHashTable *titles = g_hash_table_lookup(cites->named, key);
    guint32 first, count;
    if (titles != NULL)
        return titles;
    titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert(cites->named, key, titles);
    index_plan_units(cites->index, plan, &first, &count);
    for (guint32 unit = first; unit < first + count; unit++) {
        struct entry entry;
        index_entry(cites->index, unit, &entry);
        add_titles(titles, &entry);
    }
    return titles;
}

bool reuse_cites_title(struct reuse_cites *cites, guint32 plan,
                       const char *title)
{
    gsize length;
    if (title == NULL)
        return false;
    g_autofree char *normal = normal_text(title, -1, &length);
    g_autofree char *key = key_of(normal, length);
    return key != NULL && g_hash_table_contains(titles_of(cites, plan), key);
}
