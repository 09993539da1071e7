/* How evenly what a query finds is spread over plans, sections or other parts
 * of the text.
 *
 * Parts are the cells of a count by one key, so that occurrences and characters
 * are what `count --by` says.  A position is where an occurrence begins in the
 * text of its part: all units of the part that pass the filters, one after the
 * other.
 */
#include "searcher/views/views.h"

#include "common/messages/messages.h"

#include <math.h>

enum { BINS = 40 }; /* of a strip for reading */

/* ---- collecting */

static void part_clear(void *data)
{
    struct spread_part *part = data;
    g_array_unref(part->places);
    g_array_unref(part->borders);
}

static GArray *parts_new(const struct counter *counter,
                         const struct count *count, const char *term)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct spread_part));
    g_array_set_clear_func(parts, part_clear);
    for (guint32 i = 0; i < counter_cells(counter); i++) {
        const struct count_cell *cell = &count->cells[i];
        struct spread_part part = {
            .counter = counter,
            .term = term,
            .cell = i,
            .units = cell->units,
            .occurrences = cell->occurrences,
            .characters = cell->characters,
            .expected = (double)count->total.occurrences *
                        (double)cell->characters /
                        (double)count->total.characters,
            .places = g_array_new(FALSE, FALSE, sizeof(guint64)),
            .borders = g_array_new(FALSE, FALSE, sizeof(struct spread_border)),
        };
        g_array_append_val(parts, part); /* so that a cell's is at its place */
    }
    return parts;
}

static gint32 outermost(const struct plan *plan, gint32 section)
{
    const struct section *at = NULL;
    for (; section != NO_SECTION; section = at->parent) {
        at = plan->sections->pdata[section];
        if (at->parent == NO_SECTION)
            return section;
    }
    return NO_SECTION;
}

struct walk {
    const struct counter *counter;
    struct matcher *matcher;
    const struct query *query;
    GArray *parts;
    guint64 *before; /* by cell: characters of the part so far */
    bool by_plan;
    gint64 plan;
    gint32 section; /* outermost, of the unit met last */
};

static bool add_border(struct walk *walk, const struct entry *entry,
                       guint32 cell, GError **error)
{
    const struct plan *plan =
        index_plan(matcher_index(walk->matcher), entry->plan, error);
    if (plan == NULL)
        return false;
    gint32 section = outermost(plan, entry->section);
    bool same = walk->plan == entry->plan && walk->section == section;
    walk->plan = entry->plan;
    walk->section = section;
    if (same || section == NO_SECTION)
        return true;
    struct spread_border border = {walk->before[cell],
                                   plan->sections->pdata[section]};
    g_array_append_val(
        g_array_index(walk->parts, struct spread_part, cell).borders, border);
    return true;
}

static bool add_positions(struct walk *walk, const struct match_hit *hit,
                          const struct entry *entry, guint32 cell,
                          GError **error)
{
    g_autoptr(GArray) places = matcher_occurrences(walk->matcher, walk->query,
                                                   hit->unit, hit->kind, error);
    GArray *positions =
        g_array_index(walk->parts, struct spread_part, cell).places;
    for (guint i = 0; places != NULL && i < places->len; i++) {
        guint32 start = g_array_index(places, struct byte_span, i).start;
        guint64 at = walk->before[cell] + text_chars(entry->text, start);
        g_array_append_val(positions, at);
    }
    return places != NULL;
}

static bool walk_units(struct walk *walk, const guint8 *passing,
                       const GArray *hits, GError **error)
{
    struct index *index = matcher_index(walk->matcher);
    guint next = 0;
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        struct entry entry;
        if (!passing[unit])
            continue;
        index_entry(index, unit, &entry);
        guint32 cell = counter_cell(walk->counter, &entry);
        if (walk->by_plan && !add_border(walk, &entry, cell, error))
            return false;
        while (next < hits->len &&
               g_array_index(hits, struct match_hit, next).unit < unit)
            next++;
        const struct match_hit *hit =
            next < hits->len ? &g_array_index(hits, struct match_hit, next)
                             : NULL;
        if (hit != NULL && hit->unit == unit &&
            !add_positions(walk, hit, &entry, cell, error))
            return false;
        walk->before[cell] += entry.chars;
    }
    return true;
}

void spread_bins(const struct spread_part *part, guint count, GArray *bins)
{
    guint first = bins->len;
    g_array_set_size(bins, first + count);
    for (guint i = 0; i < count; i++)
        g_array_index(bins, guint, first + i) = 0;
    for (guint i = 0; i < part->places->len; i++) {
        guint64 at = g_array_index(part->places, guint64, i);
        guint64 bin = at * count / part->characters;
        g_array_index(bins, guint, first + bin)++;
    }
}

static void note_most(struct spread *spread)
{
    g_autoptr(GArray) bins = g_array_new(FALSE, FALSE, sizeof(guint));
    guint most = 0;
    for (guint i = 0; i < spread->parts->len; i++)
        spread_bins(&g_array_index(spread->parts, struct spread_part, i), BINS,
                    bins);
    for (guint i = 0; i < bins->len; i++)
        most = MAX(most, g_array_index(bins, guint, i));
    for (guint i = 0; i < spread->parts->len; i++)
        g_array_index(spread->parts, struct spread_part, i).most = most;
}

/* How even it is within each part. */
static void measure_parts(struct spread *spread)
{
    g_autoptr(GArray) bins = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < spread->parts->len; i++) {
        struct spread_part *part =
            &g_array_index(spread->parts, struct spread_part, i);
        struct part_count stretches[SPREAD_STRETCHES];
        struct evenness within;
        g_array_set_size(bins, 0);
        spread_bins(part, SPREAD_STRETCHES, bins);
        for (guint j = 0; j < SPREAD_STRETCHES; j++)
            stretches[j] =
                (struct part_count){g_array_index(bins, guint, j), 1};
        dispersion_measure(stretches, SPREAD_STRETCHES, &within);
        part->dp = within.dp;
    }
}

static void measure(struct spread *spread)
{
    g_autofree struct part_count *counts =
        g_new(struct part_count, spread->parts->len + 1);
    for (guint i = spread->parts->len; i-- > 0;)
        if (g_array_index(spread->parts, struct spread_part, i).characters == 0)
            g_array_remove_index(spread->parts, i);
    for (guint i = 0; i < spread->parts->len; i++) {
        const struct spread_part *part =
            &g_array_index(spread->parts, struct spread_part, i);
        counts[i] = (struct part_count){part->occurrences, part->characters};
    }
    dispersion_measure(counts, spread->parts->len, &spread->measures);
    measure_parts(spread);
    note_most(spread);
}

static void take_counts(struct spread *spread, const struct counter *counter,
                        const struct count *count)
{
    spread->units = count->total.units;
    spread->occurrences = count->total.occurrences;
    spread->characters = count->total.characters;
    spread->parts = parts_new(counter, count, spread->term);
}

bool spread_init(struct spread *spread, const struct counter *counter,
                 struct matcher *matcher, const struct query *query,
                 const struct match_result *result, GError **error)
{
    struct count *count =
        counter_count(counter, matcher, query, result, NULL, error);
    if (count == NULL)
        return false;
    *spread = (struct spread){.term = query_print(query)};
    take_counts(spread, counter, count);
    count_free(count);
    g_autofree guint8 *passing = matcher_passing(matcher, query, error);
    g_autofree guint64 *before = g_new0(guint64, counter_cells(counter) + 1);
    struct walk walk = {.counter = counter,
                        .matcher = matcher,
                        .query = query,
                        .parts = spread->parts,
                        .before = before,
                        .by_plan = counter_key(counter, 0) == COUNT_PLAN,
                        .plan = -1,
                        .section = NO_SECTION};
    bool fine =
        passing != NULL && walk_units(&walk, passing, result->hits, error);
    if (fine)
        measure(spread);
    else
        spread_clear(spread);
    return fine;
}

void spread_clear(void *data)
{
    struct spread *spread = data;
    g_clear_pointer(&spread->label, g_free);
    g_clear_pointer(&spread->term, g_free);
    g_clear_pointer(&spread->parts, g_array_unref);
}

GArray *spread_shown(const struct spread *spread, bool all)
{
    GArray *shown = g_array_new(FALSE, FALSE, sizeof(struct spread_part));
    for (guint i = 0; i < spread->parts->len; i++) {
        const struct spread_part *part =
            &g_array_index(spread->parts, struct spread_part, i);
        if (all || part->occurrences > 0)
            g_array_append_vals(shown, part, 1);
    }
    return shown;
}

/* ---- for reading: a strip of the part's text */

/* The more occurrences a stretch of the part has, the higher its bar: one each,
 * or, where there are more than bars, in proportion to the fullest of all. */
static const char *bar_of(guint occurrences, guint most)
{
    static const char *const bars[] = {"·", "▁", "▂", "▃", "▄",
                                       "▅", "▆", "▇", "█"};
    enum { BARS = G_N_ELEMENTS(bars) - 1 };
    return bars[most <= BARS ? occurrences
                             : (occurrences * BARS + most - 1) / most];
}

static json_t *get_strip(const void *data)
{
    const struct spread_part *part = data;
    g_autoptr(GArray) bins = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GString) strip = g_string_new(NULL);
    spread_bins(data, BINS, bins);
    for (guint i = 0; i < BINS; i++)
        g_string_append(strip,
                        bar_of(g_array_index(bins, guint, i), part->most));
    return json_string(strip->str);
}

/* For reading: of a section its heading, too; caller frees. */
static char *shown_name(const struct spread_part *part, bool picture)
{
    const char *name = picture ? counter_label(part->counter, 0, part->cell)
                               : counter_shown(part->counter, 0, part->cell);
    const char *heading = counter_heading(part->counter, part->cell);
    return g_strdup_printf("%s%s%s", name, heading != NULL ? "  " : "",
                           heading != NULL ? heading : "");
}

/* ---- as a picture */

/* "31 occurrences in 5 of 5 parts; DP 0.187, Juilland's D 0.797"; caller
 * frees. */
static char *subtitle(const struct spread *spread)
{
    const struct evenness *of = &spread->measures;
    g_autofree char *count =
        g_strdup_printf("%" G_GUINT64_FORMAT, spread->occurrences);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, _("%s occurrences in %u of %u parts"), count,
                           of->range, of->parts);
    if (isfinite(of->dp))
        g_string_append_printf(text, _("; DP %.3f"), of->dp);
    if (isfinite(of->juilland_d))
        g_string_append_printf(text, _(", Juilland's D %.3f"), of->juilland_d);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

struct drawing *spread_draw(const struct spread *spread, bool all,
                            const char *note)
{
    g_autoptr(GArray) parts = spread_shown(spread, all);
    g_autoptr(GArray) strips =
        g_array_new(FALSE, FALSE, sizeof(struct dispersion_strip));
    g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *below = subtitle(spread);
    for (guint i = 0; i < parts->len; i++) {
        const struct spread_part *part =
            &g_array_index(parts, struct spread_part, i);
        g_ptr_array_add(labels, shown_name(part, true));
        struct dispersion_strip strip = {
            labels->pdata[i], part->characters,
            (const guint64 *)(const void *)part->places->data,
            part->places->len, part->dp};
        g_array_append_val(strips, strip);
    }
    return dispersion_draw(&(struct dispersion){
        {spread->label != NULL ? spread->label : spread->term, below, note},
        (const struct dispersion_strip *)(const void *)strips->data,
        strips->len,
        true});
}

/* ---- fields of a part */

#define PART(data) ((const struct spread_part *)(data))
#define SPREAD(data) ((const struct spread *)(data))

static json_t *rate(guint64 occurrences, guint64 characters)
{
    return figure_real(1e4 * (double)occurrences / (double)characters);
}

static json_t *part_term(const void *data)
{
    return json_string(PART(data)->term);
}
static json_t *part_name(const void *data)
{
    return text_or_null(
        counter_value(PART(data)->counter, 0, PART(data)->cell));
}
static json_t *part_heading(const void *data)
{
    return text_or_null(counter_heading(PART(data)->counter, PART(data)->cell));
}
static json_t *part_units(const void *data)
{
    return figure_count(PART(data)->units);
}
static json_t *part_occurrences(const void *data)
{
    return figure_count(PART(data)->occurrences);
}
static json_t *part_characters(const void *data)
{
    return figure_count(PART(data)->characters);
}
static json_t *part_rate(const void *data)
{
    return rate(PART(data)->occurrences, PART(data)->characters);
}
static json_t *part_expected(const void *data)
{
    return figure_real(PART(data)->expected);
}
static json_t *part_dp(const void *data)
{
    return figure_real(PART(data)->dp);
}
static json_t *part_positions(const void *data)
{
    const GArray *places = PART(data)->places;
    json_t *list = json_array();
    for (guint i = 0; i < places->len; i++) {
        double at = (double)g_array_index(places, guint64, i) /
                    (double)PART(data)->characters;
        json_array_append_new(list, json_real(floor(at * 1e6) / 1e6));
    }
    return list;
}

static json_t *get_shown(const void *data)
{
    g_autofree char *name = shown_name(data, false);
    return json_string(name);
}

static const struct figure_field part_fields[] = {
    {"term", NULL, 0, part_term},
    {"part", NULL, 0, part_name},
    {"", N_("part"), 0, get_shown},
    {"", N_("from its beginning to its end"), 0, get_strip},
    {"heading", NULL, 0, part_heading},
    {"units", NULL, 0, part_units},
    {"occurrences", N_("occurrences"), 0, part_occurrences},
    {"expected", NULL, 2, part_expected},
    {"characters", NULL, 0, part_characters},
    {"per_10000", N_("per 10,000"), 2, part_rate},
    {"dp", N_("DP"), 3, part_dp},
    {"positions", NULL, 0, part_positions},
    {NULL, NULL, 0, NULL},
};
struct figure_table spread_parts_table = {.fields = part_fields, .texts = 2};

/* Below a picture, which has the strips. */
static const struct figure_field drawn_fields[] = {
    {"", N_("part"), 0, get_shown},
    {"", N_("occurrences"), 0, part_occurrences},
    {"", N_("per 10,000"), 2, part_rate},
    {"", N_("DP"), 3, part_dp},
    {NULL, NULL, 0, NULL},
};
struct figure_table spread_drawn_table = {.fields = drawn_fields, .texts = 1};

/* ---- fields of the whole */

static json_t *spread_term(const void *data)
{
    return json_string(SPREAD(data)->term);
}
static json_t *spread_units(const void *data)
{
    return figure_count(SPREAD(data)->units);
}
static json_t *spread_occurrences(const void *data)
{
    return figure_count(SPREAD(data)->occurrences);
}
static json_t *spread_characters(const void *data)
{
    return figure_count(SPREAD(data)->characters);
}
static json_t *spread_rate(const void *data)
{
    return rate(SPREAD(data)->occurrences, SPREAD(data)->characters);
}
static json_t *spread_parts(const void *data)
{
    return figure_count(SPREAD(data)->measures.parts);
}
static json_t *spread_range(const void *data)
{
    return figure_count(SPREAD(data)->measures.range);
}
static json_t *spread_juilland_d(const void *data)
{
    return figure_real(SPREAD(data)->measures.juilland_d);
}
static json_t *spread_carroll_d2(const void *data)
{
    return figure_real(SPREAD(data)->measures.carroll_d2);
}
static json_t *spread_dp(const void *data)
{
    return figure_real(SPREAD(data)->measures.dp);
}
static json_t *spread_dp_norm(const void *data)
{
    return figure_real(SPREAD(data)->measures.dp_norm);
}

static json_t *spread_label(const void *data)
{
    return text_or_null(SPREAD(data)->label);
}

#define MEASURES                                                               \
    {"term", N_("term"), 0, spread_term},                                      \
        {"parts", N_("parts"), 0, spread_parts},                               \
        {"range", N_("range"), 0, spread_range},                               \
        {"units", N_("units"), 0, spread_units},                               \
        {"occurrences", N_("occurrences"), 0, spread_occurrences},             \
        {"characters", NULL, 0, spread_characters},                            \
        {"per_10000", N_("per 10,000"), 2, spread_rate},                       \
        {"dp", N_("DP"), 3, spread_dp},                                        \
        {"dp_norm", N_("DPnorm"), 3, spread_dp_norm},                          \
        {"juilland_d", N_("Juilland's D"), 3, spread_juilland_d},              \
        {"carroll_d2", N_("Carroll's D2"), 3, spread_carroll_d2},              \
    {                                                                          \
        NULL, NULL, 0, NULL                                                    \
    }

static const struct figure_field spread_fields[] = {MEASURES};
struct figure_table spread_table = {.fields = spread_fields, .texts = 1};

static const struct figure_field labels_fields[] = {
    {"", N_("label"), 0, spread_label}, MEASURES};
struct figure_table spread_labels_table = {.fields = labels_fields, .texts = 2};
