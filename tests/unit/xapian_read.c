/* Reading through the Xapian binding: one database and several as one,
 * postings, ranked search. */
#include "tests/unit/xapian_fixture.h"

#include <math.h>

static char *one, *two;
static struct xapian_reader *both; /* one and two together */

static void databases_make(void)
{
    folder_make();
    one = database_make("1", 0,
                        (const char *[]){"专利 导航", "专利 专利法",
                                         "商标 商标 商标 长 长 长", NULL});
    two = database_make("2", XAPIAN_BULK, (const char *[]){"商标 专利", NULL});
    const char *paths[] = {one, two};
    OK(xapian_reader_open(paths, 2, &both, &message));
}

static void databases_remove(void)
{
    xapian_reader_close(both);
    g_free(one);
    g_free(two);
    folder_remove();
}

TestSuite(xapian_read, .init = databases_make, .fini = databases_remove);

Test(xapian_read, docids_go_both_ways)
{
    for (guint shards = 1; shards <= 4; shards++) {
        for (guint32 docid = 1; docid <= 20; docid++) {
            guint32 shard = xapian_docid_shard(docid, shards);
            guint32 local = xapian_docid_local(docid, shards);
            cr_assert(shard < shards && local >= 1);
            cr_assert_eq(xapian_docid(shard, local, shards), docid);
        }
    }
}

Test(xapian_read, several_databases_are_one_as_the_header_says)
{
    cr_assert_eq(count_of(both), 4);
    expect_data(both, xapian_docid(0, 1, 2), "专利 导航");
    expect_data(both, xapian_docid(0, 3, 2), "商标 商标 商标 长 长 长");
    expect_data(both, xapian_docid(1, 1, 2), "商标 专利");
    cr_assert_eq(frequency_of(both, "专利"), 3);
    cr_assert_eq(frequency_of(both, "导航"), 1);
    cr_assert_eq(frequency_of(both, "利导"), 0);
}

static void expect_postings(const char *term, guint count,
                            const guint32 *wanted)
{
    guint32 before = 99;
    g_autoptr(GArray) docids = g_array_new(false, false, sizeof(guint32));
    g_array_append_val(docids, before);
    OK(xapian_reader_postings(both, term, strlen(term), docids, &message));
    cr_assert_eq(docids->len, count);
    if (count)
        cr_assert_arr_eq(docids->data, wanted, count * sizeof(guint32));
}

Test(xapian_read, postings_rise_over_all_databases)
{
    expect_postings("专利", 3, (const guint32[]){1, 2, 3});
    expect_postings("商标", 2, (const guint32[]){2, 5});
    expect_postings("", 4, (const guint32[]){1, 2, 3, 5});
    expect_postings("无此词", 0, NULL);
}

/* ---- search */

static GArray *found(struct xapian_reader *reader,
                     const struct xapian_search *search)
{
    GArray *hits = g_array_new(false, false, sizeof(struct xapian_hit));
    OK(xapian_reader_search(reader, search, hits, &message));
    return hits;
}

static struct xapian_hit hit_at(const GArray *hits, guint i)
{
    cr_assert_lt(i, hits->len);
    return g_array_index(hits, struct xapian_hit, i);
}

#define TERM(word, weight)                                                     \
    {                                                                          \
        word, sizeof word - 1, weight                                          \
    }

Test(xapian_read, any_of_the_words_best_first)
{
    const struct xapian_term terms[] = {TERM("专利", 1), TERM("商标", 1)};
    struct xapian_search search = {
        .terms = terms, .count = 2, .bm25 = xapian_bm25_default};
    g_autoptr(GArray) hits = found(both, &search);
    cr_assert_eq(hits->len, 4);
    /* Both words; then the rarer word, often, but in a long document. */
    cr_assert_eq(hit_at(hits, 0).docid, 2);
    for (guint i = 1; i < hits->len; i++)
        cr_assert_leq(hit_at(hits, i).weight, hit_at(hits, i - 1).weight);
    search.limit = 2;
    g_autoptr(GArray) best = found(both, &search);
    cr_assert_eq(best->len, 2);
    cr_assert_eq(hit_at(best, 1).docid, hit_at(hits, 1).docid);
}

Test(xapian_read, equal_weights_stand_in_document_order)
{
    const struct xapian_term terms[] = {TERM("专利", 1)};
    const struct xapian_search search = {
        .terms = terms, .count = 1, .bm25 = xapian_bm25_default};
    g_autoptr(GArray) hits = found(both, &search);
    cr_assert_eq(hits->len, 3);
    for (guint i = 0; i < 3; i++) {
        cr_assert_eq(hit_at(hits, i).docid, i + 1);
        cr_assert_eq(hit_at(hits, i).weight, hit_at(hits, 0).weight);
    }
}

/* BM25 by hand: N documents, n with the term, tf in a document of length dl,
 * mean length avdl; Xapian's idf is ln((N - n + 0.5) / (n + 0.5)), but of
 * common terms ln(that / 2 + 1). */
Test(xapian_read, weights_are_bm25)
{
    const struct xapian_term terms[] = {TERM("导航", 1)};
    struct xapian_search search = {
        .terms = terms, .count = 1, .bm25 = {1.2, 0, 0, 0.75, 0}};
    double idf = log((4 - 1 + 0.5) / (1 + 0.5));
    double norm = 2 / (12 / 4.0), k = 1.2 * (1 - 0.75 + 0.75 * norm);
    g_autoptr(GArray) hits = found(both, &search);
    cr_assert_eq(hits->len, 1);
    double ratio = hit_at(hits, 0).weight / (idf * (1.2 + 1) / (1 + k));
    cr_assert_float_eq(ratio, 1, 0.01, "ratio %g", ratio);

    search.bm25.min_normlen = 5; /* every document counts as that long */
    g_autoptr(GArray) longer = found(both, &search);
    cr_assert_lt(hit_at(longer, 0).weight, hit_at(hits, 0).weight);
}

Test(xapian_read, a_term_weighs_what_it_is_told)
{
    const struct xapian_term once[] = {TERM("导航", 1)};
    const struct xapian_term scaled[] = {TERM("导航", 2.5)};
    const struct xapian_term twice[] = {TERM("导航", 1), TERM("导航", 1)};
    const struct xapian_term none[] = {TERM("导航", 0)};
    struct xapian_search search = {
        .terms = once, .count = 1, .bm25 = xapian_bm25_default};
    g_autoptr(GArray) a = found(both, &search);
    search.terms = scaled;
    g_autoptr(GArray) b = found(both, &search);
    search.terms = none;
    g_autoptr(GArray) c = found(both, &search);
    search.terms = twice;
    search.count = 2;
    g_autoptr(GArray) d = found(both, &search);
    double weight = hit_at(a, 0).weight;
    cr_assert_float_eq(hit_at(b, 0).weight, 2.5 * weight, 1e-9);
    cr_assert_eq(hit_at(c, 0).weight, 0);
    cr_assert_float_eq(hit_at(d, 0).weight, 2 * weight, 1e-9);
}

static bool accept_range(guint32 docid, void *data)
{
    const guint32 *range = data;
    return docid >= range[0] && docid <= range[1];
}

Test(xapian_read, a_filter_and_a_test_choose_without_weighing)
{
    const struct xapian_term terms[] = {TERM("专利", 1)};
    guint32 range[] = {2, 3};
    struct xapian_search search = {
        .terms = terms, .count = 1, .bm25 = xapian_bm25_default};
    g_autoptr(GArray) all = found(both, &search);
    search.filter = "商标";
    search.filter_length = strlen(search.filter);
    g_autoptr(GArray) filtered = found(both, &search);
    cr_assert_eq(filtered->len, 1);
    cr_assert_eq(hit_at(filtered, 0).docid, 2);
    cr_assert_eq(hit_at(filtered, 0).weight, hit_at(all, 1).weight);

    search.filter = NULL;
    search.accept = accept_range;
    search.data = range;
    g_autoptr(GArray) ranged = found(both, &search);
    cr_assert_eq(ranged->len, 2);
    cr_assert_eq(hit_at(ranged, 0).docid, 2);
    cr_assert_eq(hit_at(ranged, 1).docid, 3);

    search.limit = 1; /* what stands best is refused */
    g_autoptr(GArray) next = found(both, &search);
    cr_assert_eq(next->len, 1);
    cr_assert_eq(hit_at(next, 0).docid, 2);
}

Test(xapian_read, nothing_asked_or_unknown_finds_nothing)
{
    const struct xapian_term terms[] = {TERM("无此词", 1)};
    struct xapian_search search = {.bm25 = xapian_bm25_default};
    g_autoptr(GArray) nothing = found(both, &search);
    cr_assert_eq(nothing->len, 0);
    search.terms = terms;
    search.count = 1;
    g_autoptr(GArray) unknown = found(both, &search);
    cr_assert_eq(unknown->len, 0);
    struct xapian_reader *none;
    OK(xapian_reader_open(NULL, 0, &none, &message));
    cr_assert_eq(count_of(none), 0);
    xapian_reader_close(none);
}

Test(xapian_read, the_statistics_are_those_of_all_together)
{
    g_autofree char *dense = path_of("dense");
    const char *sources[] = {one, two};
    const struct xapian_term terms[] = {TERM("专利", 1), TERM("商标", 0.5)};
    const struct xapian_search search = {
        .terms = terms, .count = 2, .bm25 = xapian_bm25_default};
    OK(xapian_compact(sources, 2, dense, false, &message));
    struct xapian_reader *reader = reader_of(dense);
    g_autoptr(GArray) apart = found(both, &search);
    g_autoptr(GArray) together = found(reader, &search);
    cr_assert_eq(apart->len, together->len);
    for (guint i = 0; i < apart->len; i++)
        cr_assert_float_eq(hit_at(apart, i).weight, hit_at(together, i).weight,
                           1e-12);
    xapian_reader_close(reader);
}
