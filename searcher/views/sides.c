/* Which units a statistic looks at: all, those of a plan or section, or those
 * that a query finds. */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <string.h>

const char *const sign_names[] = {[SIGN_POSITIVE] = "positive",
                                  [SIGN_NEGATIVE] = "negative",
                                  [SIGN_BOTH] = "both",
                                  NULL};

static bool is_body(const struct index *index, guint32 unit)
{
    struct entry entry;
    index_entry(index, unit, &entry);
    return entry.kind <= UNIT_NOTE;
}

static void add_unit(struct text *text, guint32 unit, enum side side)
{
    text->sides[unit] = (guint8)side;
    text->units[side]++;
}

/* The units of a query that is nothing but ids, whose own text no plan has:
 * *only says whether it is.  False with error. */
static bool add_ids(struct text *text, struct index *index,
                    const struct query *query, bool *only, GError **error)
{
    if (query->op == QUERY_AND || query->op == QUERY_OR) {
        for (guint i = 0; *only && i < query->parts->len; i++)
            if (!add_ids(text, index, query->parts->pdata[i], only, error))
                return false;
        return true;
    }
    *only &= query->op == QUERY_TERM;
    if (!*only)
        return true;
    g_autoptr(GArray) units = match_ids(index, query->text, error);
    for (guint i = 0; units != NULL && i < units->len; i++) {
        guint32 unit = g_array_index(units, guint32, i);
        if (is_body(index, unit) && text->sides[unit] == SIDE_NONE)
            add_unit(text, unit, SIDE_TARGET);
    }
    *only &= units != NULL && units->len > 0;
    return units != NULL;
}

static void forget_units(struct text *text, guint32 units)
{
    memset(text->sides, SIDE_NONE, units + 1);
    text->units[SIDE_TARGET] = 0;
}

static bool add_hits(struct text *text, struct matcher *matcher,
                     const struct query *query, enum match_kind widest,
                     GError **error)
{
    struct match_options options = {.widest = widest, .sort = SORT_DOCUMENT};
    text->result = matcher_run(matcher, query, &options, error);
    for (guint i = 0; text->result != NULL && i < text->result->hits->len; i++)
        add_unit(text,
                 g_array_index(text->result->hits, struct match_hit, i).unit,
                 SIDE_TARGET);
    return text->result != NULL;
}

bool text_init(struct text *text, struct matcher *matcher,
               const struct query *query, const struct text_options *options,
               GError **error)
{
    struct index *index = matcher_index(matcher);
    guint32 units = index_units(index);
    *text = (struct text){.sides = g_malloc(units + 1)};
    memset(text->sides, SIDE_NONE, units + 1);
    if (query == NULL) {
        for (guint32 unit = 0; unit < units; unit++)
            if (is_body(index, unit))
                add_unit(text, unit, SIDE_TARGET);
        return true;
    }
    bool ids = !options->fixed;
    if (ids && !add_ids(text, index, query, &ids, error))
        return false;
    if (ids)
        return true;
    forget_units(text, units);
    return add_hits(text, matcher, query, options->widest, error);
}

void text_against(struct text *text, const struct text *other, guint32 *shared)
{
    *shared = 0;
    guint32 left = other->units[SIDE_TARGET];
    for (guint32 unit = 0; left > 0; unit++) {
        if (other->sides[unit] != SIDE_TARGET)
            continue;
        left--;
        if (text->sides[unit] == SIDE_NONE)
            add_unit(text, unit, SIDE_REFERENCE);
        else
            ++*shared;
    }
}

void text_against_rest(struct text *text, const struct index *index)
{
    for (guint32 unit = 0; unit < index_units(index); unit++)
        if (text->sides[unit] == SIDE_NONE && is_body(index, unit))
            add_unit(text, unit, SIDE_REFERENCE);
}

void text_clear(struct text *text)
{
    g_clear_pointer(&text->sides, g_free);
    g_clear_pointer(&text->result, match_result_free);
}

/* ---- what is said about it */

static json_t *size_json(const struct side_size *size)
{
    return json_pack("{s:I, s:I, s:i, s:i}", "tokens", (json_int_t)size->tokens,
                     "characters", (json_int_t)size->characters, "units",
                     (int)size->units, "plans", (int)size->plans);
}

/* As result_head, of a text that no search chose. */
static json_t *plain_head(struct matcher *matcher, const struct query *query,
                          const char *label, const char *hint)
{
    const char *fingerprint = index_fingerprint(matcher_index(matcher));
    json_t *head = json_pack("{s:i}", "format", 1);
    if (label != NULL)
        json_object_set_new(head, "label", json_string(label));
    if (query != NULL)
        json_object_set_new(head, "query", query_to_json(query));
    json_object_set_new(head, "fingerprint", json_string(fingerprint));
    json_object_set_new(head, "hint",
                        hint != NULL ? json_string(hint) : json_null());
    return head;
}

json_t *text_head(struct matcher *matcher, const struct query *query,
                  const char *label, const struct match_result *result,
                  const char *hint, const struct side_size *size,
                  const struct side_size *reference)
{
    json_t *head = result != NULL
                       ? result_head(matcher, query, label, result, hint)
                       : plain_head(matcher, query, label, hint);
    if (size != NULL)
        json_object_set_new(head, "size", size_json(size));
    if (reference != NULL)
        json_object_set_new(head, "reference", size_json(reference));
    return head;
}

char *size_words(const struct side_size *size)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autofree char *tokens =
        g_strdup_printf("%" G_GUINT64_FORMAT, size->tokens);
    g_autofree char *characters =
        g_strdup_printf("%" G_GUINT64_FORMAT, size->characters);
    g_string_append_printf(words, _("%s tokens, %s characters"), tokens,
                           characters);
    g_string_append_printf(words,
                           ngettext(" in %u unit", " in %u units", size->units),
                           size->units);
    g_string_append_printf(words,
                           ngettext(" of %u plan", " of %u plans", size->plans),
                           size->plans);
    return g_string_free(g_steal_pointer(&words), FALSE);
}
