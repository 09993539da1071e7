/* What the tests of the store share: a folder that is gone after the test,
 * plans made of short strings, indexes made in one call, and a scan to hold
 * exact search against. */
#ifndef PLAN_STORE_FIXTURE_H
#define PLAN_STORE_FIXTURE_H

#include "common/store/store.h"
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder; /* of the test */
static char *db;     /* the index in it */

static inline void folder_make(void)
{
    folder = g_dir_make_tmp("store-XXXXXX", NULL);
    cr_assert(folder);
    db = g_build_filename(folder, "db", NULL);
}

static inline void folder_remove(void)
{
    char *argv[] = {"rm", "-rf", folder, NULL};
    g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 NULL, NULL);
    g_free(folder);
    g_free(db);
}

/* The call (which uses &error) succeeds. */
#define OK(call)                                                               \
    do {                                                                       \
        GError *error = NULL;                                                  \
        bool done = (call);                                                    \
        cr_assert(done &&error == NULL, "%s: %s", #call,                       \
                  error != NULL ? error->message : "failed without a word");   \
    } while (0)

/* The call fails with that code and says something with `word` in it. */
#define FAILS(wanted, word, call)                                              \
    do {                                                                       \
        GError *error = NULL;                                                  \
        bool done = (call);                                                    \
        cr_assert(!done && error != NULL, "%s", #call);                        \
        cr_assert(g_error_matches(error, STORE_ERROR, wanted), "%s: %s",       \
                  #call, error->message);                                      \
        cr_assert(strstr(error->message, word), "'%s' lacks '%s'",             \
                  error->message, word);                                       \
        g_error_free(error);                                                   \
    } while (0)

/* A block from "# heading", "lead|rest" or "paragraph". */
static inline struct block *block_of(const char *line, GPtrArray *path)
{
    bool heading = g_str_has_prefix(line, "# ");
    struct block *block = block_new(heading ? BLOCK_HEADING : BLOCK_PARAGRAPH);
    if (heading) {
        block->depth = 1;
        block->text = g_strdup(line + 2);
        g_ptr_array_set_size(path, 0);
        g_ptr_array_add(path, block->text);
        return block;
    }
    const char *bar = strchr(line, '|');
    if (path->len > 0)
        g_ptr_array_add(block->path, g_strdup(g_ptr_array_index(path, 0)));
    if (bar != NULL)
        block->lead = g_strndup(line, (gsize)(bar - line));
    block->text = g_strconcat(block->lead != NULL ? block->lead : "",
                              bar != NULL ? bar + 1 : line, NULL);
    return block;
}

/* A plan of the lines of `text` (a NULL title gives no unit). */
static inline struct plan *plan_of(const char *id, const char *text)
{
    struct plan *plan = plan_new();
    plan->id = g_strdup(id);
    plan->title = g_strdup("甲市规划");
    plan->title_from = g_strdup("text");
    plan->source = g_strconcat(id, ".txt", NULL);
    plan->sha256 = g_strdup("00");
    g_autoptr(GPtrArray) blocks =
        g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    g_autoptr(GPtrArray) path = g_ptr_array_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            g_ptr_array_add(blocks, block_of(*line, path));
    plan_from_blocks(plan, blocks);
    return plan;
}

static inline struct writer *writer_on(const char *dir, guint jobs,
                                       guint64 bytes)
{
    GError *error = NULL;
    struct writer *writer = writer_open(dir, jobs, bytes, &error);
    cr_assert(writer, "%s", error != NULL ? error->message : "");
    return writer;
}

static inline void add(struct writer *writer, const char *id, const char *text)
{
    OK(writer_add(writer, plan_of(id, text), &error));
}

static inline void commit(struct writer *writer)
{
    OK(writer_commit(writer, &error));
    writer_close(writer);
}

/* An index of pairs id, text, NULL at the end. */
static inline void index_make(const char *dir, const char *const *pairs)
{
    struct writer *writer = writer_on(dir, 2, 0);
    for (; *pairs != NULL; pairs += 2)
        add(writer, pairs[0], pairs[1]);
    commit(writer);
}

static inline struct index *index_on(const char *dir)
{
    GError *error = NULL;
    const char *dirs[] = {dir, NULL};
    struct index *index = index_open(dirs, &error);
    cr_assert(index, "%s", error != NULL ? error->message : "");
    return index;
}

static inline struct source *source_of(const char *path, const char *plan)
{
    struct source *source = g_new0(struct source, 1);
    source->path = g_strdup(path);
    source->sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);
    source->size = 5000000000;
    source->mtime_ns = 1700000000123456789;
    source->plans = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(source->plans, g_strdup(plan));
    return source;
}

/* How many units contain the term. */
static inline guint hits(const struct index *index, const char *term)
{
    g_autoptr(GArray) found = index_find(index, term, strlen(term));
    return found->len;
}

/* Random text of few characters, so that everything happens often. */
static inline char *random_text(GRand *rand, guint chars)
{
    static const char *const alphabet[] = {"甲", "市", "人", "的", "a",
                                           "1",  "，", "𠮷", "é",  "。"};
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < chars; i++)
        g_string_append(
            text,
            alphabet[g_rand_int_range(rand, 0, (gint)G_N_ELEMENTS(alphabet))]);
    return g_string_free(text, FALSE);
}

/* index_find gives what a scan of all texts gives. */
static inline void find_equals_scan(const struct index *index, const char *term)
{
    gsize length = strlen(term);
    g_autoptr(GArray) found = index_find(index, term, length);
    guint at = 0;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        guint count = 0, in_lead = 0;
        index_entry(index, unit, &entry);
        const char *text = entry.text, *end = entry.text + entry.length;
        while (length > 0 && (text = memmem(text, (gsize)(end - text), term,
                                            length)) != NULL) {
            count++;
            in_lead += (gsize)(text - entry.text) < entry.lead;
            text += length;
        }
        if (count == 0)
            continue;
        cr_assert_lt(at, found->len, "'%s': unit %u missing", term, unit);
        const struct hit_count *hit =
            &g_array_index(found, struct hit_count, at++);
        cr_assert_eq(hit->unit, unit, "'%s': %u is not %u", term, hit->unit,
                     unit);
        cr_assert_eq(hit->count, count, "'%s' in %u: %u is not %u", term, unit,
                     hit->count, count);
        cr_assert_eq(hit->in_lead, in_lead, "'%s' in the lead of %u: %u", term,
                     unit, hit->in_lead);
    }
    cr_assert_eq(at, found->len, "'%s': %u hits too many", term,
                 found->len - at);
}

static inline void count_damage(const char *what, void *data)
{
    (void)what;
    ++*(guint *)data;
}

/* index_verify finds nothing. */
static inline void show_damage(const char *what, void *data)
{
    g_string_append_printf(data, "%s; ", what);
}
static inline void sound(const char *dir)
{
    GError *error = NULL;
    GString *damage = g_string_new(NULL);
    bool good = index_verify(dir, show_damage, damage, &error);
    cr_assert(good && damage->len == 0, "%s %s", damage->str,
              error != NULL ? error->message : "");
    g_string_free(damage, TRUE);
}

#endif
