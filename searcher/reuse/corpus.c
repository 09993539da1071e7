/* The normalised texts of paragraphs, rows and notes as one row of symbols. */
#include "searcher/reuse/inside.h"

#include "common/messages/messages.h"

#include <string.h>

enum { HINT_STEP = 64, TITLE_OPENS = 0x300a, TITLE_CLOSES = 0x300b };

/* Overwrites titles in 《》 with BREAK, marks and all; one that is not closed
 * in its unit is none. */
static void break_titles(guint32 *symbols, guint32 count)
{
    guint32 depth = 0, open = 0;
    for (guint32 i = 0; i < count; i++) {
        if (symbols[i] == TITLE_OPENS && depth++ == 0)
            open = i;
        else if (symbols[i] == TITLE_CLOSES && depth > 0 && --depth == 0)
            memset(symbols + open, 0, (i + 1 - open) * sizeof *symbols);
    }
}

static void add_unit(struct corpus *corpus, const struct entry *entry,
                     guint32 unit, bool no_titles)
{
    struct corpus_unit row = {unit, corpus->count};
    guint32 *at = corpus->symbols + corpus->count;
    const char *end = entry->text + entry->length;
    g_array_append_val(corpus->units, row);
    for (const char *c = entry->text; c < end; c = g_utf8_next_char(c))
        corpus->symbols[corpus->count++] = g_utf8_get_char(c);
    if (no_titles)
        break_titles(at, corpus->count - row.first);
    corpus->symbols[corpus->count++] = BREAK;
}

static bool is_body(const struct entry *entry)
{
    return entry->kind <= UNIT_NOTE;
}

static guint32 plan_at(const struct index *index, const GArray *plans, guint i,
                       guint32 *first, guint32 *count)
{
    guint32 plan = plans != NULL ? g_array_index(plans, guint32, i) : i;
    index_plan_units(index, plan, first, count);
    return plan;
}

/* Symbols of all units with their BREAKs; and the one at the beginning. */
static guint64 measure(const struct index *index, const GArray *plans,
                       guint count)
{
    guint64 symbols = 1;
    for (guint i = 0; i < count; i++) {
        guint32 first, units;
        plan_at(index, plans, i, &first, &units);
        for (guint32 unit = first; unit < first + units; unit++) {
            struct entry entry;
            index_entry(index, unit, &entry);
            if (is_body(&entry))
                symbols += entry.chars + 1u;
        }
    }
    return symbols;
}

static void add_plan(struct corpus *corpus, const struct index *index,
                     guint32 plan, guint32 first, guint32 count, bool no_titles)
{
    struct corpus_plan row = {plan, corpus->units->len};
    g_array_append_val(corpus->plans, row);
    for (guint32 unit = first; unit < first + count; unit++) {
        struct entry entry;
        index_entry(index, unit, &entry);
        if (is_body(&entry))
            add_unit(corpus, &entry, unit, no_titles);
    }
}

static void finish(struct corpus *corpus)
{
    struct corpus_plan last_plan = {G_MAXUINT32, corpus->units->len};
    struct corpus_unit last_unit = {G_MAXUINT32, corpus->count};
    g_array_append_val(corpus->plans, last_plan);
    g_array_append_val(corpus->units, last_unit);
    corpus->hints = g_new(guint32, corpus->count / HINT_STEP + 1);
    for (guint32 i = 0, unit = 0; i < corpus->count; i += HINT_STEP) {
        while (unit + 1 < corpus_units(corpus) &&
               corpus_unit(corpus, unit + 1)->first <= i)
            unit++;
        corpus->hints[i / HINT_STEP] = unit;
    }
}

struct corpus *corpus_new(const struct index *index, const GArray *plans,
                          bool no_titles, GError **error)
{
    guint count = plans != NULL ? plans->len : index_plans(index);
    guint64 symbols = measure(index, plans, count);
    if (symbols >= G_MAXUINT32) {
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                            _("too much text to compare at once; name plans"));
        return NULL;
    }
    struct corpus *corpus = g_new0(struct corpus, 1);
    corpus->symbols = g_new(guint32, symbols);
    corpus->units = g_array_new(FALSE, FALSE, sizeof(struct corpus_unit));
    corpus->plans = g_array_new(FALSE, FALSE, sizeof(struct corpus_plan));
    corpus->symbols[corpus->count++] = BREAK;
    for (guint i = 0; i < count; i++) {
        guint32 first, units, plan = plan_at(index, plans, i, &first, &units);
        add_plan(corpus, index, plan, first, units, no_titles);
    }
    finish(corpus);
    return corpus;
}

void corpus_free(struct corpus *corpus)
{
    if (corpus == NULL)
        return;
    g_free(corpus->symbols);
    g_free(corpus->hints);
    g_array_unref(corpus->units);
    g_array_unref(corpus->plans);
    g_free(corpus);
}

guint32 corpus_unit_at(const struct corpus *corpus, guint32 position)
{
    guint32 unit = corpus->hints[position / HINT_STEP];
    while (corpus_unit(corpus, unit + 1)->first <= position)
        unit++;
    return unit;
}

guint32 corpus_plan_of(const struct corpus *corpus, guint32 unit)
{
    guint32 low = 0, high = corpus_plans(corpus);
    while (high - low > 1) {
        guint32 middle = low + (high - low) / 2;
        if (corpus_plan(corpus, middle)->first <= unit)
            low = middle;
        else
            high = middle;
    }
    return low;
}
