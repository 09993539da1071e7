/* Counts: cells for every combination of the keys' values, filled with the hits
 * of a query.
 *
 * A cell's number is its values in a mixed base, the last key running fastest.
 * A section has one plan, and with it one place and period: beside it these
 * keys take no part in the number and are read off the section.
 */
#include "searcher/views/keys.h"

#include "common/messages/messages.h"

#include <math.h>

/* Nobody reads more rows, and each costs memory. */
enum { MOST_CELLS = 2000000 };

struct counter {
    struct key keys[COUNT_KEYS];
    guint32 bases[COUNT_KEYS]; /* cells between two values; 0: no part */
    guint count;
    const struct key *section; /* or NULL */
    guint32 cells;
    const char *fields[COUNT_KEYS + 7];
    struct emit_shape shape;
};

/* ---- cells */

guint32 counter_cell(const struct counter *counter, const struct entry *entry)
{
    guint32 cell = 0;
    for (guint i = 0; i < counter->count; i++)
        if (counter->bases[i] > 0)
            cell += counter->bases[i] * key_value(&counter->keys[i], entry);
    return cell;
}

static guint32 value_at(const struct counter *counter, guint key, guint32 cell)
{
    return cell / counter->bases[key] % counter->keys[key].values->len;
}

/* The value of the section key in a cell. */
static guint32 section_at(const struct counter *counter, guint32 cell)
{
    guint key = (guint)(counter->section - counter->keys);
    return value_at(counter, key, cell);
}

/* Which of the key's values a cell has. */
static guint32 value_in(const struct counter *counter, guint key, guint32 cell)
{
    if (counter->bases[key] > 0)
        return value_at(counter, key, cell);
    guint32 plan = g_array_index(counter->section->plans, guint32,
                                 section_at(counter, cell));
    return counter->keys[key].of_plan[plan];
}

const char *counter_value(const struct counter *counter, guint key,
                          guint32 cell)
{
    return counter->keys[key].values->pdata[value_in(counter, key, cell)];
}

const char *counter_label(const struct counter *counter, guint key,
                          guint32 cell)
{
    const struct key *of = &counter->keys[key];
    return of->names != NULL ? of->names->pdata[value_in(counter, key, cell)]
                             : counter_shown(counter, key, cell);
}

const char *counter_shown(const struct counter *counter, guint key,
                          guint32 cell)
{
    const char *value = counter_value(counter, key, cell);
    enum count_key what = counter_key(counter, key);
    if (value == NULL)
        return _("none");
    return what == COUNT_ROLE || what == COUNT_KIND ? word_shown(value) : value;
}

const char *counter_heading(const struct counter *counter, guint32 cell)
{
    return counter->section != NULL
               ? counter->section->headings->pdata[section_at(counter, cell)]
               : NULL;
}

enum count_key counter_key(const struct counter *counter, guint key)
{
    return counter->keys[key].what;
}

guint32 counter_cells(const struct counter *counter)
{
    return counter->cells;
}

/* ---- the text */

static bool make_bases(struct counter *counter, GError **error)
{
    guint64 cells = 1;
    for (guint i = counter->count; i-- > 0;) {
        const struct key *key = &counter->keys[i];
        if (counter->section != NULL && key->of_plan != NULL)
            continue;
        counter->bases[i] = (guint32)cells;
        cells *= key->values->len;
        if (cells <= MOST_CELLS)
            continue;
        g_set_error(error, QUERY_ERROR, QUERY_ERROR_SYNTAX,
                    _("the keys of --by have more than %d combinations; leave "
                      "one out"),
                    MOST_CELLS);
        return false;
    }
    counter->cells = (guint32)cells;
    return true;
}

/* ---- records */

struct count_record {
    const struct counter *counter;
    const struct count *count;
    guint32 cell;
};

double count_rate(const struct count_cell *cell)
{
    return cell->characters > 0
               ? 1e4 * (double)cell->occurrences / (double)cell->characters
               : 0;
}

static json_t *count_json(const void *data)
{
    const struct count_record *record = data;
    const struct counter *counter = record->counter;
    const struct count_cell *cell = &record->count->cells[record->cell];
    json_t *json = json_object();
    if (record->count->label != NULL)
        json_object_set_new(json, "label", json_string(record->count->label));
    for (guint i = 0; i < counter->count; i++)
        json_object_set_new(
            json, count_key_name(counter->keys[i].what),
            text_or_null(counter_value(counter, i, record->cell)));
    if (counter->section != NULL)
        json_object_set_new(
            json, "heading",
            text_or_null(counter_heading(counter, record->cell)));
    json_object_set_new(json, "units", json_integer(cell->units));
    json_object_set_new(json, "occurrences",
                        json_integer((json_int_t)cell->occurrences));
    json_object_set_new(json, "characters",
                        json_integer((json_int_t)cell->characters));
    /* no rate where there is no text */
    json_object_set_new(json, "per_10000",
                        cell->characters > 0
                            ? json_real(round(count_rate(cell) * 1e4) / 1e4)
                            : json_null());
    return json;
}

static void make_shape(struct counter *counter, bool labelled)
{
    guint n = 0;
    if (labelled)
        counter->fields[n++] = "label";
    for (guint i = 0; i < counter->count; i++)
        counter->fields[n++] = count_key_name(counter->keys[i].what);
    if (counter->section != NULL)
        counter->fields[n++] = "heading";
    counter->fields[n++] = "units";
    counter->fields[n++] = "occurrences";
    counter->fields[n++] = "characters";
    counter->fields[n++] = "per_10000";
    counter->fields[n] = NULL;
    counter->shape =
        (struct emit_shape){counter->fields, count_json, NULL, NULL};
}

void count_emit(struct counter *counter, const struct count *count, guint first,
                guint last, struct emit *emit, json_t *head)
{
    guint shown = 0;
    make_shape(counter, count->label != NULL);
    emit_begin(emit, &counter->shape, head);
    for (guint32 i = 0; i < counter->cells && !emit_stopped(emit); i++) {
        struct count_record record = {counter, count, i};
        if (!counter_shows(counter, count, i))
            continue;
        if (shown >= first && shown < last)
            emit_record(emit, &record);
        shown++;
    }
    emit_end(emit);
}

/* ---- counting */

static bool counts_kind(const struct count *count, guint kind)
{
    return kind <= UNIT_NOTE || count->kinds[kind];
}

bool counter_shows(const struct counter *counter, const struct count *count,
                   guint32 cell)
{
    const struct count_cell *at = &count->cells[cell];
    for (guint i = 0; i < counter->count; i++)
        if (counter->keys[i].what == COUNT_KIND &&
            !counts_kind(count, value_at(counter, i, cell)))
            return false;
    return counter->section == NULL || at->characters > 0 || at->units > 0 ||
           counter_heading(counter, cell) != NULL;
}

/* A rate is of the text that passes the query's filters. */
static bool fill_text(const struct counter *counter, struct matcher *matcher,
                      const struct query *query, struct count *count,
                      GError **error)
{
    struct index *index = matcher_index(matcher);
    g_autofree guint8 *passing = matcher_passing(matcher, query, error);
    for (guint32 i = 0; passing != NULL && i < index_units(index); i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        if (!passing[i] || !counts_kind(count, entry.kind))
            continue;
        count->cells[counter_cell(counter, &entry)].characters += entry.chars;
        count->total.characters += entry.chars;
    }
    return passing != NULL;
}

static bool fill_hits(const struct counter *counter, struct matcher *matcher,
                      const struct query *query, const GArray *hits,
                      struct count *count, GError **error)
{
    for (guint i = 0; i < hits->len; i++) {
        const struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        g_autoptr(GArray) places =
            matcher_occurrences(matcher, query, hit->unit, hit->kind, error);
        struct entry entry;
        if (places == NULL)
            return false;
        index_entry(matcher_index(matcher), hit->unit, &entry);
        struct count_cell *cell = &count->cells[counter_cell(counter, &entry)];
        cell->units++;
        cell->occurrences += places->len;
        count->total.units++;
        count->total.occurrences += places->len;
    }
    return true;
}

struct count *counter_count(const struct counter *counter,
                            struct matcher *matcher, const struct query *query,
                            const struct match_result *result,
                            const char *label, GError **error)
{
    struct count *count = g_new0(struct count, 1);
    count->label = g_strdup(label);
    count->cells = g_new0(struct count_cell, counter->cells + 1);
    for (guint kind = 0; kind < UNIT_KINDS; kind++)
        count->kinds[kind] = (result->asked & 1u << kind) != 0;
    if (fill_text(counter, matcher, query, count, error) &&
        fill_hits(counter, matcher, query, result->hits, count, error))
        return count;
    count_free(count);
    return NULL;
}

void count_free(struct count *count)
{
    if (count == NULL)
        return;
    g_free(count->label);
    g_free(count->cells);
    g_free(count);
}

void counter_free(struct counter *counter)
{
    if (counter == NULL)
        return;
    for (guint i = 0; i < counter->count; i++)
        key_clear(&counter->keys[i]);
    g_free(counter);
}

struct counter *counter_new(struct index *index, const struct count_by *by,
                            GError **error)
{
    struct counter *counter = g_new0(struct counter, 1);
    bool fine = true;
    for (guint i = 0; fine && i < by->count; i++) {
        struct key *key = &counter->keys[counter->count++];
        fine = key_init(key, by->keys[i], index, error);
        if (by->keys[i] == COUNT_SECTION)
            counter->section = key;
    }
    if (fine && make_bases(counter, error))
        return counter;
    counter_free(counter);
    return NULL;
}
