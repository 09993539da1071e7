/* Reading through the Xapian binding: one database and several as one, ranked
 * search. */
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
    two = path_of("2");
    struct xapian_writer *writer;
    OK(xapian_writer_open(two, XAPIAN_BULK, &writer, &message));
    OK(xapian_writer_set_metadata(writer, "stamp", "second", 6, &message));
    struct xapian_document *document = xapian_document_new();
    xapian_document_add_term(document, "商标", strlen("商标"), 1);
    xapian_document_add_term(document, "专利", strlen("专利"), 1);
    xapian_document_add_boolean(document, "乙市", strlen("乙市"));
    OK(xapian_writer_add(writer, document, &message));
    xapian_document_free(document);
    OK(xapian_writer_close(writer, &message));
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

Test(xapian_read, docids_lead_back_to_shards)
{
    for (guint n = 1; n <= 4; n++) {
        for (guint32 local = 1; local <= 5; local++) {
            for (guint32 shard = 0; shard < n; shard++) {
                guint32 docid = (local - 1) * n + shard + 1;
                cr_assert_eq(xapian_docid_shard(docid, n), shard);
                cr_assert_eq(xapian_docid_local(docid, n), local);
            }
        }
    }
}

Test(xapian_read, several_databases_are_one_as_the_header_says)
{
    cr_assert_eq(count_of(both), 4);
    expect_only(both, "导航", 1);   /* the first one's first */
    expect_only(both, "专利法", 3); /* its second */
    expect_only(both, "长", 5);     /* its third */
    expect_only(both, "乙市", 2);   /* the second one's first */
    cr_assert_eq(count_with(both, "专利"), 3);
    cr_assert_eq(count_with(both, "利导"), 0);
}

Test(xapian_read, metadata_is_that_of_the_first)
{
    const char *paths[] = {two, one};
    g_autoptr(GString) value = g_string_new("before");
    struct xapian_reader *turned;
    OK(xapian_reader_metadata(both, "stamp", value, &message));
    cr_assert_eq(value->len, 0);
    OK(xapian_reader_open(paths, 2, &turned, &message));
    OK(xapian_reader_metadata(turned, "stamp", value, &message));
    cr_assert_str_eq(value->str, "second");
    xapian_reader_close(turned);
}

/* ---- search */

#define TERM(word, weight)                                                     \
    {                                                                          \
        word, sizeof word - 1, weight                                          \
    }

Test(xapian_read, any_of_the_words_best_first)
{
    const struct xapian_term terms[] = {TERM("专利", 1), TERM("商标", 1)};
    struct xapian_search search = {.terms = terms, .count = 2};
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
    const struct xapian_search search = {.terms = terms, .count = 1};
    g_autoptr(GArray) hits = found(both, &search);
    cr_assert_eq(hits->len, 3);
    for (guint i = 0; i < 3; i++) {
        cr_assert_eq(hit_at(hits, i).docid, i + 1);
        cr_assert_eq(hit_at(hits, i).weight, hit_at(hits, 0).weight);
    }
}

/* BM25 by hand: N documents, n with the term, tf in a document of length dl,
 * mean length avdl; Xapian's idf is ln((N - n + 0.5) / (n + 0.5)). */
static double bm25(double N, double n, double tf, double dl, double avdl)
{
    double idf = log((N - n + 0.5) / (n + 0.5));
    double k = 1 - 0.5 + 0.5 * MAX(dl / avdl, 0.5);
    return idf * (1 + 1) * tf / (k + tf);
}

Test(xapian_read, weights_are_bm25)
{
    struct xapian_term terms[] = {TERM("导航", 1)};
    const struct xapian_search search = {.terms = terms, .count = 1};
    g_autoptr(GArray) hits = found(both, &search);
    cr_assert_eq(hits->len, 1);
    cr_assert_float_eq(hit_at(hits, 0).weight, bm25(4, 1, 1, 2, 12 / 4.0),
                       1e-9);
    terms[0] = (struct xapian_term)TERM("长", 1);
    g_autoptr(GArray) often = found(both, &search);
    cr_assert_eq(often->len, 1);
    cr_assert_float_eq(hit_at(often, 0).weight, bm25(4, 1, 3, 6, 12 / 4.0),
                       1e-9);
}

Test(xapian_read, a_term_weighs_what_it_is_told)
{
    const struct xapian_term once[] = {TERM("导航", 1)};
    const struct xapian_term scaled[] = {TERM("导航", 2.5)};
    const struct xapian_term twice[] = {TERM("导航", 1), TERM("导航", 1)};
    const struct xapian_term none[] = {TERM("导航", 0)};
    struct xapian_search search = {.terms = once, .count = 1};
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

Test(xapian_read, a_test_chooses_without_weighing)
{
    const struct xapian_term terms[] = {TERM("专利", 1)};
    guint32 range[] = {2, 3};
    struct xapian_search search = {.terms = terms, .count = 1};
    g_autoptr(GArray) all = found(both, &search);
    search.accept = accept_range;
    search.data = range;
    g_autoptr(GArray) ranged = found(both, &search);
    cr_assert_eq(all->len, 3);
    cr_assert_eq(ranged->len, 2);
    for (guint i = 0, at = 0; i < all->len; i++) {
        struct xapian_hit hit = hit_at(all, i);
        if (!accept_range(hit.docid, range))
            continue;
        cr_assert_eq(hit_at(ranged, at).docid, hit.docid);
        cr_assert_eq(hit_at(ranged, at++).weight, hit.weight);
    }

    range[0] = range[1] = hit_at(all, 2).docid;
    search.limit = 1; /* what stands best is refused */
    g_autoptr(GArray) next = found(both, &search);
    cr_assert_eq(next->len, 1);
    cr_assert_eq(hit_at(next, 0).docid, hit_at(all, 2).docid);
}

Test(xapian_read, nothing_asked_or_unknown_finds_nothing)
{
    const struct xapian_term terms[] = {TERM("无此词", 1)};
    struct xapian_search search = {.terms = NULL};
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
    g_autofree char *dense = database_make(
        "dense", XAPIAN_BULK,
        (const char *[]){"专利 导航", "专利 专利法", "商标 商标 商标 长 长 长",
                         "商标 专利", NULL});
    const struct xapian_term terms[] = {TERM("专利", 1), TERM("商标", 0.5)};
    const struct xapian_search search = {.terms = terms, .count = 2};
    struct xapian_reader *reader = reader_of(dense);
    g_autoptr(GArray) apart = found(both, &search);
    g_autoptr(GArray) together = found(reader, &search);
    cr_assert_eq(apart->len, 4);
    cr_assert_eq(together->len, 4);
    for (guint i = 0; i < apart->len; i++)
        cr_assert_float_eq(hit_at(apart, i).weight, hit_at(together, i).weight,
                           1e-12);
    xapian_reader_close(reader);
}
