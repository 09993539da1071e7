/* What the statistics of words share: options about words, and putting out a
 * table. */
#include "searcher/cmd/statistics.h"

#include "common/messages/messages.h"

#include <string.h>

int find_word(const char *word, const char *const *list)
{
    for (int i = 0; list[i] != NULL; i++)
        if (strcmp(word, list[i]) == 0)
            return i;
    return -1;
}

enum status refuse_word(const struct session *session, const char *option,
                        const char *word, const char *const *list)
{
    g_autofree char *words = g_strjoinv(_(", "), (char **)list);
    return usage(session, _("unknown %s '%s': %s"), option, word, words);
}

bool words_check(const struct session *session, struct word_options *words,
                 const char *const *orders, const char **sort)
{
    *sort = words->sort != NULL ? words->sort : orders[0];
    if (find_word(*sort, orders) < 0) {
        refuse_word(session, "sort", *sort, orders);
        return false;
    }
    if (words->length >= 0 && words->longest >= 0 && words->min >= 0 &&
        words->min_plans >= 0)
        return true;
    usage(session, _("--min, --min-plans, --length and --max-length take no "
                     "negative numbers"));
    return false;
}

struct word_filter words_filter(const struct word_options *words, char **normal)
{
    enum { USUAL = 2 }; /* most words of one character are grammar */
    int usual = words->all ? 1 : USUAL;
    *normal = words->containing != NULL
                  ? normal_text(words->containing, -1, NULL)
                  : NULL;
    return (struct word_filter){
        .all = words->all,
        .shortest = (guint)(words->length > 0 ? words->length : usual),
        .longest = (guint)words->longest,
        .contains = *normal,
    };
}

/* ---- a table */

/* Why nothing was found, or that not all is put out; NULL when neither. */
static bool find_hint(struct queries *queries,
                      const struct statistic *statistic, guint shown,
                      char **hint, GError **error)
{
    *hint = NULL;
    if (statistic->records->len > 0) {
        *hint = records_cut(shown, statistic->records->len);
        return true;
    }
    if (statistic->result != NULL && hits_all(statistic->result) == 0)
        return queries_hint(queries, statistic->query, statistic->label,
                            statistic->result, hint, error);
    *hint = g_strdup(statistic->none);
    return true;
}

static void tell(struct queries *queries, const struct statistic *statistic,
                 const char *hint)
{
    bool found = statistic->records->len > 0;
    bool text = emit_page(queries->emit) != NULL;
    queries_outcome(queries, statistic->label, found,
                    found && hint != NULL && !text && statistic->label != NULL);
    if (statistic->label == NULL && hint != NULL && (!found || !text))
        note(queries->session, "%s", hint);
    if (statistic->result != NULL)
        queries_kinds(queries, statistic->label, statistic->result);
}

bool statistic_put(struct queries *queries, const struct statistic *statistic,
                   GError **error)
{
    const struct match_options *ranking = &queries->session->options.ranking;
    struct figures_view view = {.table = statistic->table,
                                .records = statistic->records,
                                .label = statistic->label};
    g_autofree char *hint = NULL, *total = NULL;
    figures_sort(statistic->records, statistic->table, statistic->sort);
    records_range(ranking->limit, ranking->offset, statistic->records->len,
                  &view.first, &view.last);
    if (!find_hint(queries, statistic, view.last - view.first, &hint, error))
        return false;
    bool cut = hint != NULL && statistic->records->len > 0;
    total = cut ? g_strdup_printf(_("%s. %s"), statistic->total, hint)
                : g_strdup(statistic->total);
    /* of nothing standard error says why */
    view.total =
        statistic->records->len > 0 || statistic->label != NULL ? total : NULL;
    /* a page says in its total that something is cut */
    bool said = cut && emit_page(queries->emit) != NULL;
    figures_emit(&view, statistic->query, queries->emit,
                 text_head(queries->matcher, statistic->query, statistic->label,
                           statistic->result, said ? NULL : hint,
                           statistic->size, statistic->reference));
    tell(queries, statistic, hint);
    return true;
}
