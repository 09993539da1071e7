/* Counts: keys, cells, the text they are set against, and their tables. */
#include "searcher/views/views.h"
#include "tests/unit/sample_matcher.h"

#include <string.h>

TestSuite(count, .init = open_sample, .fini = close_sample);

static struct counter *counter_by(const char *words, struct count_by *by)
{
    char *wrong = NULL;
    cr_assert(count_by_parse(words, by, &wrong), "%s", wrong);
    struct counter *counter = counter_new(sample.index, by, NULL);
    cr_assert_not_null(counter);
    return counter;
}

static struct count *counted(const struct counter *counter, const char *text,
                             const char *label)
{
    struct match_options options = {.sort = SORT_DOCUMENT};
    struct query *query = query_parse(text, NULL);
    struct match_result *result = matcher_run(matcher, query, &options, NULL);
    struct count *count =
        counter_count(counter, matcher, query, result, label, NULL);
    cr_assert_not_null(count);
    match_result_free(result);
    query_free(query);
    return count;
}

/* "value/value units occurrences characters" of the cells shown, a line
 * each. */
static char *cells(const char *words, const char *text)
{
    struct count_by by;
    struct counter *counter = counter_by(words, &by);
    struct count *count = counted(counter, text, NULL);
    GString *out = g_string_new(NULL);
    for (guint32 i = 0; i < counter_cells(counter); i++) {
        if (!counter_shows(counter, count, i))
            continue;
        for (guint key = 0; key < by.count; key++) {
            const char *value = counter_value(counter, key, i);
            g_string_append_printf(out, "%s%s", key > 0 ? "/" : "",
                                   value != NULL ? value : "none");
        }
        g_string_append_printf(
            out, " %u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
            count->cells[i].units, count->cells[i].occurrences,
            count->cells[i].characters);
    }
    count_free(count);
    counter_free(counter);
    return g_string_free(out, FALSE);
}

static void expect_cells(const char *words, const char *text, const char *want)
{
    g_autofree char *got = cells(words, text);
    cr_expect_str_eq(got, want, "%s by %s:\n%s", text, words, got);
}

Test(count, keys_by_their_names)
{
    struct count_by by;
    char *wrong = NULL;
    cr_expect(count_by_parse(NULL, &by, &wrong));
    cr_expect_eq(by.count, 0);
    cr_expect(count_by_parse("kind, role", &by, &wrong));
    cr_expect_eq(by.count, 2);
    cr_expect_eq(by.keys[0], COUNT_KIND);
    cr_expect_eq(by.keys[1], COUNT_ROLE);
    static const char *const bad[] = {"",          "plan,", ",plan",
                                      "plan,plan", "Plan",  "colour"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        cr_expect_not(count_by_parse(bad[i], &by, &wrong), "%s", bad[i]);
        g_clear_pointer(&wrong, g_free);
    }
}

Test(count, everything_in_one_cell)
{
    /* 专利 stands in 专利授权量, twice and once in 专利导航 and once each in a
     * row and the note */
    expect_cells(NULL, "专利", " 5 6 159\n");
    expect_cells(NULL, "飞船", " 0 0 159\n");
}

Test(count, every_value_with_zeros)
{
    expect_cells("kind", "专利密度",
                 "paragraph 0 0 130\nrow 1 1 15\nnote 1 1 14\n");
    expect_cells("period", "导航", "2016-2020 1 2 41\n2021-2025 1 3 118\n");
    expect_cells("place,kind", "导航",
                 "甲市/paragraph 1 3 89\n甲市/row 0 0 15\n甲市/note 0 0 14\n"
                 "乙省/paragraph 1 2 41\n乙省/row 0 0 0\n乙省/note 0 0 0\n");
}

Test(count, a_section_goes_with_its_plan)
{
    expect_cells("section,plan", "导航",
                 "jia-14/1/jia-14 0 0 23\njia-14/2/jia-14 1 3 81\n"
                 "jia-14/3/jia-14 0 0 14\nyi-13/1/yi-13 1 2 41\n");
    struct count_by by;
    struct counter *counter = counter_by("section", &by);
    struct count *count = counted(counter, "导航", NULL);
    /* cell 0 is what stands before the first heading: nothing, not shown */
    cr_expect_not(counter_shows(counter, count, 0));
    cr_expect_null(counter_heading(counter, 0));
    cr_expect_str_eq(counter_heading(counter, 2), "二、主要任务");
    count_free(count);
    counter_free(counter);
}

Test(count, titles_stand_before_the_first_heading)
{
    expect_cells("section", "kind:title 知识产权",
                 "jia-14/0 1 1 13\njia-14/1 0 0 0\njia-14/2 0 0 0\n"
                 "jia-14/3 0 0 0\nyi-13/0 1 1 13\nyi-13/1 0 0 0\n");
}

Test(count, kinds_that_are_asked_for)
{
    expect_cells("kind", "kind:heading 专利",
                 "paragraph 0 0 0\nrow 0 0 0\nnote 0 0 0\n"
                 "heading 1 1 22\n");
}

Test(count, rates)
{
    cr_expect_float_eq(count_rate(&(struct count_cell){1, 3, 10000}), 3, 1e-9);
    cr_expect_float_eq(count_rate(&(struct count_cell){1, 1, 30}), 333.3333,
                       1e-3);
    cr_expect_eq(count_rate(&(struct count_cell){0, 0, 0}), 0);
}

static char *table(const char *words, const char *const *queries, bool labelled,
                   enum count_figure figure, guint limit)
{
    struct count_by by;
    struct counter *counter = counter_by(words, &by);
    g_autoptr(GPtrArray) counts =
        g_ptr_array_new_with_free_func((GDestroyNotify)count_free);
    for (; *queries != NULL; queries++)
        g_ptr_array_add(counts,
                        counted(counter, *queries, labelled ? *queries : NULL));
    struct page page = {.out = g_string_new(NULL)};
    struct tally tally = {counter, &by, counts, figure, labelled, 0, limit};
    tally_put(&page, &tally);
    counter_free(counter);
    return g_string_free(page.out, FALSE);
}

Test(count, one_query_is_a_row_a_cell_and_a_total)
{
    const char *const queries[] = {"导航", NULL};
    g_autofree char *rows = table("place", queries, false, FIGURE_UNITS, 0);
    cr_expect_str_eq(rows,
                     "place  units  occurrences  characters  per 10,000\n"
                     "甲市       1            3         118      254.24\n"
                     "乙省       1            2          41      487.80\n"
                     "total      2            5         159      314.47\n");
    g_autofree char *cut = table("place", queries, false, FIGURE_UNITS, 1);
    cr_expect_null(strstr(cut, "乙省"));
    cr_expect_not_null(strstr(cut, "total      2"));
}

Test(count, several_queries_by_one_key_are_a_matrix)
{
    const char *const queries[] = {"导航", "专利密度", NULL};
    g_autofree char *units = table("plan", queries, true, FIGURE_UNITS, 0);
    cr_expect_str_eq(units, "units     jia-14  yi-13  total\n"
                            "导航           1      1      2\n"
                            "专利密度       2      0      2\n");
    g_autofree char *rates = table("kind", queries, true, FIGURE_RATE, 2);
    cr_expect_str_eq(rates, "rate      paragraph     row   total\n"
                            "导航         384.62    0.00  314.47\n"
                            "专利密度       0.00  666.67  125.79\n");
}

Test(count, where_there_is_no_text_there_is_no_rate)
{
    const char *const queries[] = {"导航", NULL};
    g_autofree char *rows =
        table("place,kind", queries, false, FIGURE_UNITS, 0);
    cr_expect_not_null(strstr(rows, "乙省   row            0            0"
                                    "           0           -\n"),
                       "%s", rows);
}
