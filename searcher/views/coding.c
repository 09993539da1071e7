/* Coding: runs the queries of a codebook, keeps what each finds, and finds the
 * table that was asked for. */
#include "searcher/views/codebook.h"

#include <string.h>

static const char *const tables[] = {[CODING_LONG] = "long",
                                     [CODING_UNITS] = "units",
                                     [CODING_PLANS] = "plans",
                                     [CODING_CODES] = "codes",
                                     [CODING_PAIRS] = "pairs",
                                     [CODING_ALL] = "all",
                                     NULL};

int coding_table_find(const char *name)
{
    for (guint i = 0; tables[i] != NULL; i++)
        if (strcmp(tables[i], name) == 0)
            return (int)i;
    return -1;
}

const char *const *coding_table_names(void)
{
    return tables;
}

/* ---- codes */

static void code_free(void *data)
{
    struct code *code = data;
    g_free(code->label);
    g_free(code->group);
    g_free(code->note);
    g_free(code->written);
    query_free(code->query);
    g_clear_pointer(&code->hits, g_array_unref);
    count_free(code->count);
    g_free(code);
}

struct coding *coding_new(struct matcher *matcher, struct reader *reader,
                          enum match_kind widest, GError **error)
{
    const struct count_by by = {{COUNT_PLAN}, 1};
    struct counter *counter = counter_new(matcher_index(matcher), &by, error);
    if (counter == NULL)
        return NULL;
    struct coding *coding = g_new0(struct coding, 1);
    *coding = (struct coding){
        .matcher = matcher,
        .reader = reader,
        .widest = widest,
        .counter = counter,
        .codes = g_ptr_array_new_with_free_func(code_free),
    };
    return coding;
}

void coding_free(struct coding *coding)
{
    if (coding == NULL)
        return;
    counter_free(coding->counter);
    g_ptr_array_unref(coding->codes);
    g_free(coding);
}

static bool keep_hits(const struct coding *coding, struct code *code,
                      const GArray *hits, GError **error)
{
    for (guint i = 0; i < hits->len; i++) {
        const struct match_hit *hit = &g_array_index(hits, struct match_hit, i);
        g_autoptr(GArray) places = matcher_occurrences(
            coding->matcher, code->query, hit->unit, hit->kind, error);
        if (places == NULL)
            return false;
        struct code_hit kept = {hit->unit, places->len, hit->kind};
        g_array_append_val(code->hits, kept);
    }
    return true;
}

bool coding_add(struct coding *coding, const char *label, const char *group,
                const char *note, const char *written, struct query *query,
                GError **error)
{
    const struct match_options options = {.widest = coding->widest,
                                          .sort = SORT_DOCUMENT};
    struct code *code = g_new0(struct code, 1);
    *code = (struct code){
        .label = g_strdup(label),
        .group = g_strdup(group),
        .note = g_strdup(note),
        .written = g_strdup(written),
        .query = query,
        .hits = g_array_new(FALSE, FALSE, sizeof(struct code_hit)),
    };
    g_ptr_array_add(coding->codes, code);
    struct match_result *result =
        matcher_run(coding->matcher, query, &options, error);
    bool fine = result != NULL && keep_hits(coding, code, result->hits, error);
    if (fine)
        code->count = counter_count(coding->counter, coding->matcher, query,
                                    result, label, error);
    match_result_free(result);
    return fine && code->count != NULL;
}

GPtrArray *coding_groups(const struct coding *coding)
{
    GPtrArray *groups = g_ptr_array_new();
    for (guint i = 0; i < coding->codes->len; i++) {
        const struct code *code = coding->codes->pdata[i];
        if (code->group != NULL && !g_ptr_array_find_with_equal_func(
                                       groups, code->group, g_str_equal, NULL))
            g_ptr_array_add(groups, code->group);
    }
    return groups;
}

GArray *coding_rows(const struct coding *coding, bool coded)
{
    const struct index *index = matcher_index(coding->matcher);
    guint32 count = index_units(index);
    g_autofree guint8 *found = g_new0(guint8, count + 1);
    for (guint i = 0; i < coding->codes->len; i++) {
        const struct code *code = coding->codes->pdata[i];
        for (guint j = 0; j < code->hits->len; j++)
            found[g_array_index(code->hits, struct code_hit, j).unit] = 1;
    }
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 i = 0; i < count; i++) {
        struct entry entry;
        index_entry(index, i, &entry);
        if (found[i] || (!coded && entry.kind <= UNIT_NOTE))
            g_array_append_val(rows, i);
    }
    return rows;
}

/* ---- tables */

void coding_begin(const struct coding *coding, struct emit *emit,
                  const struct emit_shape *shape, const char *heading,
                  json_t *head)
{
    emit_begin(emit, shape, head);
    struct page *page = emit_page(emit);
    if (page == NULL || !coding->headed)
        return;
    page_put(page, PAGE_HEAD, heading);
    page_newline(page);
}

guint coding_records(const struct coding *coding,
                     const struct coding_options *options)
{
    guint codes = coding->codes->len, count = 0;
    g_autoptr(GPtrArray) groups = coding_groups(coding);
    g_autoptr(GArray) rows = NULL;
    switch (options->table) {
    case CODING_LONG:
        for (guint i = 0; i < codes; i++) {
            guint hits = ((struct code *)coding->codes->pdata[i])->hits->len;
            count += options->sample > 0 ? MIN(hits, options->sample) : hits;
        }
        return count;
    case CODING_UNITS:
        rows = coding_rows(coding, options->coded);
        return rows->len;
    case CODING_PLANS:
        return index_plans(matcher_index(coding->matcher));
    case CODING_CODES:
        return codes + groups->len;
    default:
        return codes * (codes > 0 ? codes - 1 : 0) / 2;
    }
}

bool coding_emit(const struct coding *coding,
                 const struct coding_options *options, struct emit *emit,
                 json_t *head, GError **error)
{
    guint first, last;
    records_range(options->limit, options->offset,
                  coding_records(coding, options), &first, &last);
    json_object_set_new(head, "table", json_string(tables[options->table]));
    switch (options->table) {
    case CODING_LONG:
        return coding_emit_long(coding, options, first, last, emit, head,
                                error);
    case CODING_UNITS:
        return coding_emit_units(coding, options, first, last, emit, head,
                                 error);
    case CODING_PLANS:
        return coding_emit_plans(coding, options, first, last, emit, head,
                                 error);
    case CODING_CODES:
        coding_emit_codes(coding, first, last, emit, head);
        return true;
    default:
        coding_emit_pairs(coding, first, last, emit, head);
        return true;
    }
}
