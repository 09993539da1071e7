/* The tables of a codebook that are about its codes: what each finds in all,
 * and what each two find together. */
#include "searcher/views/codebook.h"

#include "common/messages/messages.h"

#include <math.h>

/* ---- codes and groups */

struct total {               /* of a code, or of a group of them */
    const struct code *code; /* or NULL */
    const char *group;       /* or NULL */
    guint64 units, occurrences;
    guint32 plans;
    struct count_cell rate; /* of a code: what its rate is made of */
};

static guint32 plans_with(const struct coding *coding, const struct code *code,
                          const char *group)
{
    guint32 with = 0, plans = index_plans(matcher_index(coding->matcher));
    for (guint32 plan = 0; plan < plans; plan++) {
        bool found = false;
        for (guint i = 0; i < coding->codes->len; i++) {
            const struct code *of = coding->codes->pdata[i];
            bool counts =
                code != NULL ? of == code : g_strcmp0(of->group, group) == 0;
            found = found || (counts && of->count->cells[plan].units > 0);
        }
        with += found;
    }
    return with;
}

/* A group has a rate where its codes' rates are of the same text. */
static void add_rate(struct count_cell *rate, const struct count_cell *code,
                     bool *same)
{
    *same = *same &&
            (rate->characters == 0 || rate->characters == code->characters);
    rate->characters = *same ? code->characters : 0;
    rate->occurrences += code->occurrences;
}

static struct total total_of(const struct coding *coding,
                             const struct code *code)
{
    return (struct total){
        .code = code,
        .group = code->group,
        .units = code->count->total.units,
        .occurrences = code->count->total.occurrences,
        .plans = plans_with(coding, code, NULL),
        .rate = code->count->total,
    };
}

/* A unit that several codes of the group find is one unit. */
static struct total total_of_group(const struct coding *coding,
                                   const char *group)
{
    struct total total = {.group = group};
    bool same = true;
    guint32 units = index_units(matcher_index(coding->matcher));
    g_autofree guint8 *found = g_new0(guint8, units + 1);
    for (guint i = 0; i < coding->codes->len; i++) {
        const struct code *code = coding->codes->pdata[i];
        if (g_strcmp0(code->group, group) != 0)
            continue;
        add_rate(&total.rate, &code->count->total, &same);
        for (guint j = 0; j < code->hits->len; j++) {
            guint32 unit = g_array_index(code->hits, struct code_hit, j).unit;
            total.units += !found[unit];
            found[unit] = 1;
        }
    }
    total.occurrences = total.rate.occurrences;
    total.plans = plans_with(coding, NULL, group);
    return total;
}

static json_t *total_json(const void *data)
{
    const struct total *total = data;
    const struct code *code = total->code;
    g_autofree char *query = code != NULL ? query_print(code->query) : NULL;
    return json_pack(
        "{s:o, s:o, s:I, s:I, s:i, s:o, s:o, s:o, s:o}", "label",
        text_or_null(code != NULL ? code->label : NULL), "group",
        text_or_null(total->group), "units", (json_int_t)total->units,
        "occurrences", (json_int_t)total->occurrences, "plans",
        (int)total->plans, "characters",
        total->rate.characters > 0
            ? json_integer((json_int_t)total->rate.characters)
            : json_null(),
        "per_10000",
        total->rate.characters > 0
            ? json_real(round(count_rate(&total->rate) * 1e4) / 1e4)
            : json_null(),
        "query", text_or_null(query), "note",
        text_or_null(code != NULL ? code->note : NULL));
}

static const char *const code_fields[] = {
    "label",      "group",     "units", "occurrences", "plans",
    "characters", "per_10000", "query", "note",        NULL};
static const struct emit_shape codes_shape = {code_fields, total_json, NULL,
                                              NULL};

static void add_number(struct columns *columns, guint64 number)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    columns_add(columns, text);
}

static struct columns *codes_columns(void)
{
    static const char *const heads[] = {
        N_("label"),       N_("group"), N_("query"),      N_("units"),
        N_("occurrences"), N_("plans"), N_("characters"), N_("per 10,000")};
    struct columns *columns = columns_new(G_N_ELEMENTS(heads), 3);
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        columns_add(columns, _(heads[i]));
    return columns;
}

static void put_total(const struct total *total, struct emit *emit,
                      struct columns *columns)
{
    if (columns == NULL) {
        emit_record(emit, total);
        return;
    }
    const struct code *code = total->code;
    g_autofree char *query = code != NULL ? query_print(code->query) : NULL;
    g_autofree char *rate =
        total->rate.characters > 0
            ? g_strdup_printf("%.2f", count_rate(&total->rate))
            : g_strdup("-");
    columns_add(columns, code != NULL ? code->label : _("(group)"));
    columns_add(columns, total->group != NULL ? total->group : "");
    columns_add(columns, query != NULL ? query : "");
    add_number(columns, total->units);
    add_number(columns, total->occurrences);
    add_number(columns, total->plans);
    add_number(columns, total->rate.characters);
    columns_add(columns, rate);
}

void coding_emit_codes(const struct coding *coding, guint first, guint last,
                       struct emit *emit, json_t *head)
{
    g_autoptr(GPtrArray) groups = coding_groups(coding);
    guint codes = coding->codes->len;
    coding_begin(coding, emit, &codes_shape, _("codes and their groups"), head);
    struct page *page = emit_page(emit);
    struct columns *columns = page != NULL ? codes_columns() : NULL;
    for (guint i = first; i < last && !emit_stopped(emit); i++) {
        struct total total =
            i < codes ? total_of(coding, coding->codes->pdata[i])
                      : total_of_group(coding, groups->pdata[i - codes]);
        put_total(&total, emit, columns);
    }
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
}

/* ---- pairs */

struct pair {
    const struct code *a, *b;
    guint32 both;
};

static guint32 units_of_both(const GArray *a, const GArray *b)
{
    guint32 both = 0;
    for (guint i = 0, j = 0; i < a->len && j < b->len;) {
        guint32 x = g_array_index(a, struct code_hit, i).unit;
        guint32 y = g_array_index(b, struct code_hit, j).unit;
        both += x == y;
        i += x <= y;
        j += y <= x;
    }
    return both;
}

/* Of two codes that find nothing there is none: -1. */
static double jaccard(const struct pair *pair)
{
    guint32 either = pair->a->hits->len + pair->b->hits->len - pair->both;
    return either > 0 ? (double)pair->both / either : -1;
}

static json_t *pair_json(const void *data)
{
    const struct pair *pair = data;
    double share = jaccard(pair);
    return json_pack("{s:s, s:s, s:i, s:i, s:i, s:o}", "a", pair->a->label, "b",
                     pair->b->label, "units_a", (int)pair->a->hits->len,
                     "units_b", (int)pair->b->hits->len, "both",
                     (int)pair->both, "jaccard",
                     share >= 0 ? json_real(share) : json_null());
}

static const char *const pair_fields[] = {
    "a", "b", "units_a", "units_b", "both", "jaccard", NULL};
static const struct emit_shape pairs_shape = {pair_fields, pair_json, NULL,
                                              NULL};

static struct columns *pairs_columns(void)
{
    struct columns *columns = columns_new(4, 2);
    columns_add(columns, _("code"));
    columns_add(columns, _("with"));
    columns_add(columns, _("units of both"));
    columns_add(columns, _("Jaccard"));
    return columns;
}

static void put_pair(const struct pair *pair, struct emit *emit,
                     struct columns *columns)
{
    if (columns == NULL) {
        emit_record(emit, pair);
        return;
    }
    double share = jaccard(pair);
    g_autofree char *text =
        share >= 0 ? g_strdup_printf("%.3f", share) : g_strdup("-");
    columns_add(columns, pair->a->label);
    columns_add(columns, pair->b->label);
    add_number(columns, pair->both);
    columns_add(columns, text);
}

void coding_emit_pairs(const struct coding *coding, guint first, guint last,
                       struct emit *emit, json_t *head)
{
    guint number = 0;
    coding_begin(coding, emit, &pairs_shape,
                 _("codes that find the same units"), head);
    struct page *page = emit_page(emit);
    struct columns *columns = page != NULL ? pairs_columns() : NULL;
    for (guint i = 0; i < coding->codes->len; i++)
        for (guint j = i + 1; j < coding->codes->len; j++, number++) {
            struct pair pair = {coding->codes->pdata[i],
                                coding->codes->pdata[j], 0};
            if (number < first || number >= last || emit_stopped(emit))
                continue;
            pair.both = units_of_both(pair.a->hits, pair.b->hits);
            put_pair(&pair, emit, columns);
        }
    if (columns != NULL)
        columns_put(columns, page, false);
    emit_end(emit);
}
