/* Which units a query finds, in what order, and what is counted. */
#include "tests/unit/sample_matcher.h"

#include <string.h>

TestSuite(match, .init = open_sample, .fini = close_sample);

static struct match_result *run(const char *text, struct match_options options)
{
    g_autoptr(GError) error = NULL;
    struct query *query = query_parse(text, &error);
    cr_assert_not_null(query, "%s", error != NULL ? error->message : "");
    struct match_result *result = matcher_run(matcher, query, &options, &error);
    cr_assert_not_null(result, "%s", error != NULL ? error->message : "");
    query_free(query);
    return result;
}

/* Ids of the hits, a space between. */
static char *ids_of(const GArray *hits)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < hits->len; i++) {
        struct unit *unit = index_unit(
            sample.index, g_array_index(hits, struct match_hit, i).unit, NULL);
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", unit->id);
        unit_free(unit);
    }
    return g_string_free(ids, FALSE);
}

static void check(const char *text, const char *want, guint headings)
{
    struct match_result *result =
        run(text, (struct match_options){.sort = SORT_DOCUMENT});
    g_autofree char *ids = ids_of(result->hits);
    cr_expect_str_eq(ids, want, "'%s': %s", text, ids);
    cr_expect_eq(result->exact, result->hits->len);
    cr_expect_eq(result->headings, headings, "'%s': %u headings", text,
                 result->headings);
    match_result_free(result);
}

Test(match, terms)
{
    check("专利导航", "jia-14/2.1/p1 yi-13/1/p1", 1);
    check("专利 导航", "jia-14/2.1/p1 yi-13/1/p1", 1);
    check("1488", "jia-14/1/p1", 0);
    check("“放管服”改革", "jia-14/2.1/p2", 0);
    check("專利密度", "jia-14/2.1/t1.r1 jia-14/2.1/n1", 0);
    check("导", "jia-14/2.1/p1 jia-14/3/p1 yi-13/1/p1", 1);
    check("飞船", "", 0);
    check("专利 飞船", "", 0);
}

Test(match, a_term_may_stand_in_headings_only)
{
    check("保障措施", "", 1);
    check("主要指标", "", 1);
    check("知识产权“十四五”规划", "", 1);
    check("kind:heading 保障措施", "jia-14/3", 0);
    check("kind:title 知识产权", "jia-14/title yi-13/title", 0);
    check("kind:caption kind:heading 主要", "jia-14/2 jia-14/2.1/t1", 0);
}

Test(match, filters)
{
    check("plan:yi-13", "yi-13/1/p1 yi-13/1/p2", 2);
    check("plan:甲市 kind:row", "jia-14/2.1/t1.r1 jia-14/2.1/t1.r2", 0);
    check("plan:nowhere-14", "", 0);
    check("place:甲 导航", "jia-14/2.1/p1", 1);
    check("place:乙省 导航", "yi-13/1/p1", 0);
    check("place:乙 place:甲市 导航", "jia-14/2.1/p1 yi-13/1/p1", 1);
    check("within:乙省 导航", "jia-14/2.1/p1 yi-13/1/p1", 1);
    check("level:province 导航", "yi-13/1/p1", 0);
    check("period:十四五 导航", "jia-14/2.1/p1", 1);
    check("period:14 level:province", "", 0);
    check("role:safeguards", "jia-14/3/p1", 1);
    check("lead:导航", "jia-14/2.1/p1 yi-13/1/p1", 0);
    check("section:专利导航 落实", "jia-14/2.1/p2", 0);
    check("section:任务 kind:heading", "jia-14/2.1", 0);
    check("section:保障 section:总体", "jia-14/3/p1 yi-13/1/p1 yi-13/1/p2", 0);
    check("id:jia-14/2.1/p2", "jia-14/2.1/p2", 0);
    check("id:jia-14/2 导航", "jia-14/2.1/p1", 1);
    check("id:jia-14/2.1/t1", "jia-14/2.1/t1.r1 jia-14/2.1/t1.r2", 1);
    check("id:jia-14/9", "", 0);
}

Test(match, boolean)
{
    check("商标 OR 质押", "jia-14/2.1/t1.r2 yi-13/1/p2", 0);
    check("导航 -成果", "yi-13/1/p1", 1);
    check("NOT 导航 plan:yi-13", "yi-13/1/p2", 2);
    check("-(专利 OR 知识产权) plan:jia-14 -kind:row", "jia-14/3/p1", 4);
    check("(plan:yi-13 导航) OR 放管服", "jia-14/2.1/p2 yi-13/1/p1", 0);
    check("(plan:yi-13 OR 放管服) 导航", "yi-13/1/p1", 0);
    check("place:甲市 NOT plan:jia-14", "", 0);
    check("(plan:yi-13) place:甲市", "", 0);
    check("plan:yi-13 (plan:jia-14 导航)", "", 0);
    check("专利 -专利", "", 0);
    check("NOT NOT 放管服", "jia-14/2.1/p2", 0);
    check("kind:heading OR 放管服",
          "jia-14/1 jia-14/2 jia-14/2.1 "
          "jia-14/2.1/p2 jia-14/3 yi-13/1",
          0);
    check("-kind:paragraph 专利密度", "jia-14/2.1/t1.r1 jia-14/2.1/n1", 0);
}

Test(match, near)
{
    check("开展 NEAR/4 导航", "jia-14/2.1/p1", 1);
    check("开展 NEAR/1 导航", "", 0);
    check("开展 NEAR/2 导航", "jia-14/2.1/p1", 1);
    check("发布 NEAR/9 建设", "", 0);
    check("产业 ADJ/2 专利", "jia-14/2.1/p1", 0);
    check("专利 ADJ/9 产业", "", 0);
    check("专利 NEAR/9 产业", "jia-14/2.1/p1", 0);
    check("导航 NEAR/0 导航", "", 0);
    check("导航 NEAR/9 导航", "jia-14/2.1/p1 yi-13/1/p1", 0);
    check("专利导航 NEAR/9 导航", "jia-14/2.1/p1 yi-13/1/p1", 0);
    check("(基地 OR 引领) NEAR/2 (导航 OR 飞船)", "jia-14/2.1/p1 yi-13/1/p1",
          0);
    check("围绕 ADJ/9 专利 ADJ/9 成果", "jia-14/2.1/p1", 0);
    check("围绕 ADJ/9 专利 ADJ/1 成果", "", 0);
    check("-(开展 NEAR/4 导航) 导航", "yi-13/1/p1", 0);
}

Test(match, regular_expressions)
{
    check("/到20\\d\\d年/", "yi-13/1/p2", 0);
    check("/[0-9]+件/", "jia-14/1/p1", 0);
    check("/导航(基地|成果)/", "jia-14/2.1/p1", 0);
    check("/x?/", "", 0);
    check("/^加强.*责任。$/", "jia-14/3/p1", 0);
    check("-/专利|知识产权|\\d/ plan:jia-14 kind:paragraph", "jia-14/3/p1", 0);
    check("/導航基地，?/", "jia-14/2.1/p1", 0);
}

Test(match, years_and_numbers)
{
    check("year:2020", "yi-13/1/p2", 1);
    check("year:2017 kind:title", "yi-13/title", 0);
    check("year:2021.. kind:title", "jia-14/title", 0);
    check("year:2021", "", 1);
    check("num:1488", "jia-14/1/p1", 0);
    check("num:1000..", "jia-14/1/p1", 0);
    check("num:12..300", "jia-14/2.1/t1.r1 jia-14/2.1/t1.r2", 0);
    check("num:30%", "jia-14/1/p1", 0);
    check("num:30", "", 0);
    check("num:2020", "", 0);
}

Test(match, parts_of_tables)
{
    check("caption:主要指标", "jia-14/2.1/t1.r1 jia-14/2.1/t1.r2", 1);
    check("caption:商标", "", 0);
    check("indicator:商标", "jia-14/2.1/t1.r2", 0);
    check("indicator:300", "", 0);
}

static void check_places(const char *text, const char *id, const char *want)
{
    g_autoptr(GArray) units = match_ids(sample.index, id, NULL);
    guint32 unit = g_array_index(units, guint32, 0);
    struct query *query = query_parse(text, NULL);
    g_autoptr(GArray) places =
        matcher_places(matcher, query, unit, MATCH_EXACT, NULL);
    g_autoptr(GString) got = g_string_new(NULL);
    struct entry entry;
    index_entry(sample.index, unit, &entry);
    for (guint i = 0; i < places->len; i++) {
        struct byte_span place = g_array_index(places, struct byte_span, i);
        g_string_append_printf(got, "%s%.*s", i > 0 ? " " : "",
                               (int)(place.end - place.start),
                               entry.text + place.start);
    }
    cr_expect_str_eq(got->str, want, "'%s': '%s'", text, got->str);
    query_free(query);
}

Test(match, places_of_what_was_asked_for)
{
    check_places("导航 -飞船 kind:paragraph", "jia-14/2.1/p1",
                 "导航 导航 导航");
    check_places("导航 OR 专利导航", "jia-14/2.1/p1",
                 "导航 专利导航 导航 专利导航 导航");
    check_places("基地 NEAR/0 导航", "jia-14/2.1/p1", "导航 基地");
    check_places("专利 NEAR/2 成果", "jia-14/2.1/p1", "专利 成果");
    check_places("导航 ADJ/9 围绕 ADJ/9 导航", "jia-14/2.1/p1",
                 "导航 围绕 导航");
    check_places("/专利../", "jia-14/2.1/p1", "专利导航 专利导航");
    check_places("plan:jia-14", "jia-14/2.1/p1", "");
}

Test(match, what_names_its_measure_comes_first)
{
    struct match_result *result = run("专利导航", (struct match_options){0});
    cr_expect_gt(g_array_index(result->hits, struct match_hit, 0).score,
                 g_array_index(result->hits, struct match_hit, 1).score);
    cr_expect_eq(result->kinds[UNIT_PARAGRAPH], 2);
    match_result_free(result);
}

Test(match, a_note_comes_after_what_it_explains)
{
    for (int widest = MATCH_EXACT; widest <= MATCH_LOOSE; widest++) {
        struct match_options options = {.widest = (enum match_kind)widest,
                                        .limit = 2};
        struct match_result *result = run("专利密度", options);
        g_autofree char *ids = ids_of(result->hits);
        cr_expect_str_eq(ids, "jia-14/2.1/t1.r1 jia-14/2.1/n1");
        match_result_free(result);
    }
}

Test(match, filters_alone_are_no_question)
{
    struct match_options options = {.widest = MATCH_LOOSE};
    struct match_result *result = run("kind:row", options);
    cr_expect_eq(result->exact, 2);
    cr_expect_eq(result->loose, 0);
    match_result_free(result);
}

Test(match, limit_and_offset_keep_the_order)
{
    struct match_result *all = run("plan:jia-14 专利 kind:paragraph kind:row "
                                   "kind:note kind:heading",
                                   (struct match_options){0});
    cr_assert_eq(all->hits->len, 5);
    for (guint offset = 0; offset < 6; offset++)
        for (guint limit = 1; limit < 6; limit++) {
            struct match_result *part =
                run("plan:jia-14 专利 kind:paragraph kind:row kind:note "
                    "kind:heading",
                    (struct match_options){.limit = limit, .offset = offset});
            guint want = offset < 5 ? MIN(limit, 5 - offset) : 0;
            cr_assert_eq(part->hits->len, want);
            cr_expect_eq(part->exact, 5);
            cr_expect_eq(memcmp(part->hits->data,
                                &g_array_index(all->hits, struct match_hit,
                                               MIN(offset, 4)),
                                want * sizeof(struct match_hit)),
                         0);
            match_result_free(part);
        }
    match_result_free(all);
}

Test(match, places_in_order)
{
    struct match_result *result =
        run("导航", (struct match_options){.sort = SORT_PLACE});
    g_autofree char *ids = ids_of(result->hits);
    cr_expect_str_eq(ids, "yi-13/1/p1 jia-14/2.1/p1");
    match_result_free(result);
}

Test(match, loose_says_which_is_which)
{
    struct match_options options = {.widest = MATCH_LOOSE};
    struct match_result *result = run("怎样开展专利导航", options);
    cr_expect_eq(result->exact, 0);
    cr_expect_geq(result->loose, 2);
    const struct match_hit *first =
        &g_array_index(result->hits, struct match_hit, 0);
    cr_expect_eq(first->kind, MATCH_LOOSE);
    g_autofree char *ids = ids_of(result->hits);
    cr_expect(g_str_has_prefix(ids, "jia-14/2.1/p1"), "%s", ids);
    match_result_free(result);
}

Test(match, tiers_put_exact_hits_first)
{
    struct match_options options = {.widest = MATCH_LOOSE, .tiers = true};
    struct match_result *result = run("落实 责任", options);
    cr_assert_eq(result->exact, 1);
    cr_assert_geq(result->loose, 1);
    cr_expect_eq(g_array_index(result->hits, struct match_hit, 0).kind,
                 MATCH_EXACT);
    match_result_free(result);
}

Test(match, loose_twice_gives_the_same)
{
    struct match_options options = {.widest = MATCH_LOOSE};
    struct match_result *one = run("专利质押融资机制", options);
    match_result_free(run("导航 落实", options));
    struct match_result *two = run("专利质押融资机制", options);
    cr_assert_eq(one->hits->len, two->hits->len);
    for (guint i = 0; i < one->hits->len; i++) {
        const struct match_hit *a =
            &g_array_index(one->hits, struct match_hit, i);
        const struct match_hit *b =
            &g_array_index(two->hits, struct match_hit, i);
        cr_expect(a->unit == b->unit && a->score == b->score &&
                  a->kind == b->kind);
    }
    match_result_free(one);
    match_result_free(two);
}

Test(match, a_word_of_the_query_counts_once)
{
    struct query *query = query_parse("导航专利导航 专利", NULL);
    g_autoptr(GPtrArray) words = matcher_words(matcher, query, NULL);
    cr_assert_eq(words->len, 3);
    cr_expect_str_eq(words->pdata[0], "导航");
    cr_expect_str_eq(words->pdata[1], "专利");
    /* that the lexicon has it whole is marked as well */
    cr_expect_str_eq(words->pdata[2], "专利导航");
    query_free(query);
}

Test(match, loose_keeps_to_the_filters)
{
    struct match_options options = {.widest = MATCH_LOOSE};
    struct match_result *result = run("导航引领专利 plan:jia-14", options);
    g_autofree char *ids = ids_of(result->hits);
    cr_expect(result->hits->len > 0);
    cr_expect(strstr(ids, "yi-13") == NULL, "%s", ids);
    match_result_free(result);
}

Test(match, terms_are_counted_one_by_one)
{
    guint32 passing;
    struct query *query = query_parse("专利 飞船 plan:jia-14", NULL);
    g_autoptr(GArray) counts =
        matcher_count_terms(matcher, query, &passing, NULL);
    cr_assert_eq(counts->len, 2);
    cr_expect_eq(g_array_index(counts, struct term_count, 0).units, 4);
    cr_expect_eq(g_array_index(counts, struct term_count, 0).headings, 1);
    cr_expect_eq(g_array_index(counts, struct term_count, 1).units, 0);
    cr_expect_eq(passing, 7);
    query_free(query);
}

static void check_ids(const char *id, guint count)
{
    g_autoptr(GArray) units = match_ids(sample.index, id, NULL);
    cr_assert_not_null(units);
    cr_expect_eq(units->len, count, "'%s': %u units", id, units->len);
    for (guint i = 1; i < units->len; i++)
        cr_expect_lt(g_array_index(units, guint32, i - 1),
                     g_array_index(units, guint32, i));
}

Test(match, ids_and_their_prefixes)
{
    check_ids("jia-14/2.1/p1", 1);
    check_ids("jia-14/2.1/t1.r2", 1);
    check_ids("jia-14/2.1/t1", 3);
    check_ids("jia-14/2.1", 7);
    check_ids("jia-14/2", 8);
    check_ids("yi-13", 4);
    check_ids("jia-14/2.1/p", 0);
    check_ids("jia-14/2.", 0);
    check_ids("jia", 0);
    check_ids("", 0);
}
