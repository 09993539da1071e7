/* Search in texts whose masks are filled in. */
#include "searcher/match/match.h"
#include "tests/unit/sample_index.h"

#include <string.h>

static const char masked_text[] =
    "{'kind':'title','text':'丁市知识产权规划'}\n"
    "{'kind':'heading','depth':1,'marker':'一、','text':'加强**合作'}\n"
    "{'kind':'paragraph','text':'服务**知识产权局，开展国际交流。'}\n"
    "{'kind':'paragraph','text':'参与** 竞争，培育***企业。'}\n"
    "{'kind':'paragraph','text':'开展国际合作。'}\n";

static char *folder;
static struct index *sample;
static struct matcher *matcher;

static void add_guess(GArray *guesses, guint32 unit, guint32 from, guint32 to,
                      const char *word)
{
    struct mask_guess guess = {unit, from, to, g_strdup(word), 0.9};
    g_array_append_val(guesses, guess);
}

static void guess_clear(void *guess)
{
    g_free(((struct mask_guess *)guess)->word);
}

/* Masks by hand: units are title, heading, p1, p2, p3. */
static GArray *guess_masks(const struct index *index, void *data)
{
    GArray *guesses = g_array_new(FALSE, FALSE, sizeof(struct mask_guess));
    (void)index, (void)data;
    g_array_set_clear_func(guesses, guess_clear);
    add_guess(guesses, 1, 6, 8, "国际");
    add_guess(guesses, 2, 6, 8, "国家");
    add_guess(guesses, 3, 6, 8, "国际");
    add_guess(guesses, 3, 21, 24, NULL);
    return guesses;
}

static void open_masked(void)
{
    g_autoptr(GError) error = NULL;
    folder = g_dir_make_tmp("plan-XXXXXX", NULL);
    g_autofree char *db = g_build_filename(folder, "db", NULL);
    struct writer *writer = writer_open(db, 1, 4096, &error);
    writer_set_masks(writer, guess_masks, NULL);
    cr_assert(writer_add(
        writer,
        sample_plan("ding", "丁市", "乙省", "city", "2021-2025", masked_text),
        &error));
    cr_assert(writer_commit(writer, &error), "%s",
              error != NULL ? error->message : "");
    writer_close(writer);
    sample = index_open((const char *const[]){db, NULL}, &error);
    cr_assert_not_null(sample, "%s", error != NULL ? error->message : "");
    matcher = matcher_new(sample);
}

static void close_masked(void)
{
    struct sample opened = {folder, sample};
    matcher_free(matcher);
    sample_close(&opened);
}

TestSuite(masked, .init = open_masked, .fini = close_masked);

/* "unit:kind[places]" of each hit, a space between. */
static char *found(const char *text, enum match_kind widest, guint *headings)
{
    g_autoptr(GError) error = NULL;
    struct query *query = query_parse(text, &error);
    cr_assert_not_null(query, "%s", error != NULL ? error->message : "");
    struct match_options options = {.widest = widest, .sort = SORT_DOCUMENT};
    struct match_result *result = matcher_run(matcher, query, &options, &error);
    cr_assert_not_null(result, "%s", error != NULL ? error->message : "");
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < result->hits->len; i++) {
        const struct match_hit *hit =
            &g_array_index(result->hits, struct match_hit, i);
        g_autoptr(GArray) places =
            matcher_places(matcher, query, hit->unit, hit->kind, NULL);
        g_string_append_printf(out, "%s%u:%s", i > 0 ? " " : "", hit->unit,
                               match_kind_name(hit->kind));
        for (guint j = 0; j < places->len; j++) {
            struct byte_span place = g_array_index(places, struct byte_span, j);
            g_string_append_printf(out, "[%u,%u)", place.start, place.end);
        }
    }
    *headings = result->headings;
    cr_expect_eq(result->exact + result->masked + result->loose,
                 result->hits->len);
    match_result_free(result);
    query_free(query);
    return g_string_free(out, FALSE);
}

static void check(const char *text, enum match_kind widest, const char *want,
                  guint want_headings)
{
    guint headings;
    g_autofree char *got = found(text, widest, &headings);
    cr_expect_str_eq(got, want, "'%s': %s", text, got);
    cr_expect_eq(headings, want_headings, "'%s': %u headings", text, headings);
}

Test(masked, exact_search_knows_no_words_behind_masks)
{
    check("国家", MATCH_EXACT, "", 0);
    check("国际合作", MATCH_EXACT, "4:exact[6,18)", 0);
    check("**", MATCH_EXACT, "2:exact[6,8) 3:exact[6,8)[21,23)[22,24)", 1);
}

Test(masked, words_that_fit)
{
    check("国家知识产权局", MATCH_MASKED, "2:masked[6,23)", 0);
    check("国家", MATCH_MASKED, "2:masked[6,8)", 0);
    check("务国", MATCH_MASKED, "2:masked[3,7)", 0);
    check("家知", MATCH_MASKED, "2:masked[7,11)", 0);
    check("国际竞争", MATCH_MASKED, "3:masked[6,14)", 0);
    check("国际合作", MATCH_MASKED, "4:exact[6,18)", 0);
    check("kind:heading 国际合作", MATCH_MASKED, "1:masked[6,14)", 0);
    check("新技术", MATCH_MASKED, "", 0);
}

Test(masked, with_the_rest_of_the_language)
{
    check("国家 NEAR/5 局", MATCH_MASKED, "2:masked[6,8)[20,23)", 0);
    check("国际 OR 企业", MATCH_MASKED,
          "2:exact[30,36) 3:exact[24,30) 4:exact[6,12)", 0);
    check("/国.(知|竞)/", MATCH_MASKED, "2:masked[6,11) 3:masked[6,11)", 0);
    check("知识产权局 -国家", MATCH_MASKED, "2:exact[8,23)", 0);
    check("参与 -国际", MATCH_MASKED, "3:exact[0,6)", 0);
    check("企业 国际", MATCH_MASKED, "3:masked[6,8)[24,30)", 0);
}
