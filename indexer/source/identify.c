/* Which plan is it?  Puts together what the records, the manifest and the text
 * say: id, title, place, level, period. */
#include "indexer/source/source.h"
#include "indexer/source/issue.h"
#include "indexer/source/words.h"

#include <string.h>

static void fill(char **fact, const char *value)
{
    if (*fact == NULL && value != NULL && *value != '\0')
        *fact = g_strdup(value);
}

static const char *title_in_text(const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const struct block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_TITLE && *block->text != '\0')
            return block->text;
    }
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    while (true) {
        while (g_unichar_isspace(g_utf8_get_char(a)))
            a = g_utf8_next_char(a);
        while (g_unichar_isspace(g_utf8_get_char(b)))
            b = g_utf8_next_char(b);
        if (*a == '\0' || g_utf8_get_char(a) != g_utf8_get_char(b))
            return *a == *b;
        a = g_utf8_next_char(a);
        b = g_utf8_next_char(b);
    }
}

/* The file's name without its ending: better than nothing to call it by. */
static char *title_of_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? g_strndup(name, (gsize)(dot - name))
                                     : g_strdup(name);
}

static void set_title(struct plan *plan, const struct manifest_entry *entry,
                      const char *text, const struct words *words,
                      const char *name)
{
    const char *from = "text";
    if (plan->title != NULL) {
        /* a record says it */
    } else if (entry != NULL && entry->title != NULL) {
        plan->title = g_strdup(entry->title);
        from =
            text != NULL && same_text(text, entry->title) ? "text" : "manifest";
    } else if (words->title != NULL) {
        plan->title = g_strdup(words->title);
        from = "inferred";
    } else if (text != NULL) {
        plan->title = g_strdup(text);
    } else {
        plan->title =
            plan->id != NULL ? g_strdup(plan->id) : title_of_name(name);
        from = "inferred";
    }
    fill(&plan->title_from, from);
}

/* 清远 and 清远市, 甲市; NULL when it can be no place. */
static const struct place *place_named(const char *name)
{
    const struct place *place = place_find(name);
    return place != NULL ? place : place_of_title(name);
}

static const struct place *set_place(struct plan *plan,
                                     const struct words *words)
{
    const struct place *place = plan->place != NULL
                                    ? place_named(plan->place)
                                    : place_of_title(plan->title);
    if (place == NULL && plan->place == NULL)
        place = words->place;
    if (place == NULL)
        return NULL;
    fill(&plan->place, place->name);
    fill(&plan->level, place->level);
    fill(&plan->province, place->province);
    return place;
}

static void set_period(struct plan *plan, const struct words *words)
{
    char *period = plan->period != NULL ? period_parse(plan->period)
                                        : period_in(plan->title);
    if (period != NULL) {
        g_free(plan->period);
        plan->period = period;
    }
    fill(&plan->period, words->period);
}

/* What the manifest knows of the plan; nothing when entry is NULL. */
static void set_known(struct plan *plan, const struct manifest_entry *entry)
{
    if (entry == NULL)
        return;
    fill(&plan->id, entry->id);
    fill(&plan->place, entry->place);
    fill(&plan->level, entry->level);
    fill(&plan->period, entry->period);
    fill(&plan->subject, entry->subject);
    fill(&plan->issuer, entry->issuer);
    fill(&plan->date, entry->date);
}

/* Of a known issuer the text's date, and the other way round. */
static void set_issue(struct plan *plan, const GPtrArray *blocks)
{
    struct issue issue = {0};
    if (plan->issuer != NULL && plan->date != NULL)
        return;
    issue_learn(&issue, blocks, plan->title);
    fill(&plan->issuer, issue.issuer);
    fill(&plan->date, issue.date);
    issue_clear(&issue);
}

void plan_identify(struct plan *plan, const struct manifest *manifest,
                   const struct source_file *file, const GPtrArray *blocks)
{
    /* A plan that names itself is one of a file's several, none of which is
     * what the manifest knows under the file's hash. */
    const struct manifest_entry *entry =
        plan->id == NULL ? manifest_find(manifest, file->sha256) : NULL;
    const char *text = title_in_text(blocks);
    struct words words = {0};
    fill(&plan->source, file->name);
    fill(&plan->sha256, file->sha256);
    set_known(plan, entry);
    bool told = plan->title != NULL || (entry != NULL && entry->title != NULL);
    if (!told && (text == NULL || !title_is_whole(text)))
        words_learn(&words, blocks, text);
    set_title(plan, entry, text, &words, file->name);
    if (plan->id == NULL)
        set_known(plan, manifest_find_title(manifest, plan->title));
    const struct place *place = set_place(plan, &words);
    set_period(plan, &words);
    set_issue(plan, blocks);
    if (plan->id == NULL)
        plan->id = plan_make_id(place, plan->period, plan->title);
    words_clear(&words);
}
