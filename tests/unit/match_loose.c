/* Loose search: what a query weighs, how close its words stand, what plans and
 * the lexicon add, and that all of it is the same every time. */
#include "searcher/match/inside.h"
#include "tests/unit/sample_matcher.h"

#include <string.h>

/* ---- a bag and its weights */

TestSuite(loose, .init = open_sample, .fini = close_sample);

static struct query *parsed(const char *text)
{
    g_autoptr(GError) error = NULL;
    struct query *query = query_parse(text, &error);
    cr_assert_not_null(query, "%s", error != NULL ? error->message : "");
    return query;
}

static struct bag bag_of(const char *text)
{
    struct bag bag;
    struct query *query = parsed(text);
    cr_assert(bag_init(&bag, matcher, query, NULL));
    query_free(query);
    return bag;
}

/* A word's weight in one of the bag's lists, or -1. */
static double weight_of(const GArray *list, const char *text)
{
    for (guint i = 0; i < list->len; i++) {
        const struct bag_word *word = &g_array_index(list, struct bag_word, i);
        if (strcmp(word->text, text) == 0)
            return word->weight;
    }
    return -1;
}

static double gram_weight(const struct bag *bag, const char *text)
{
    struct grams grams;
    guint64 key;
    grams_start(&grams, text, strlen(text));
    cr_assert(grams_next(&grams, &key));
    for (guint i = 0; i < bag->grams->len; i++) {
        const struct bag_gram *gram =
            &g_array_index(bag->grams, struct bag_gram, i);
        if (gram->key == key)
            return gram->weight;
    }
    return -1;
}

static void expect_near(double got, double want, const char *what)
{
    cr_expect_lt(ABS(got - want), 1e-6, "%s: %g, not %g", what, got, want);
}

Test(loose, weak_words_weigh_less)
{
    struct bag bag = bag_of("怎么申请专利");
    expect_near(weight_of(bag.words, "怎么"), 0.3, "怎么");
    expect_near(weight_of(bag.words, "申请"), 1, "申请");
    expect_near(gram_weight(&bag, "怎么"), 0.3, "怎么");
    expect_near(gram_weight(&bag, "么申"), 0.65, "a bigram of two words");
    expect_near(gram_weight(&bag, "申请"), 1, "申请");
    cr_expect_eq(bag.chars, 6);
    bag_clear(&bag);
}

Test(loose, single_characters_weigh_less)
{
    struct bag bag = bag_of("猫 的");
    expect_near(weight_of(bag.words, "猫"), 0.3, "猫");
    expect_near(weight_of(bag.words, "的"), 0.09, "的");
    cr_expect_eq(bag.grams->len, 0);
    bag_clear(&bag);
}

Test(loose, what_stands_twice_counts_once_with_the_larger_weight)
{
    struct bag bag = bag_of("么专 怎么专利 专利专利");
    guint found = 0;
    for (guint i = 1; i < bag.grams->len; i++) {
        cr_expect_lt(g_array_index(bag.grams, struct bag_gram, i - 1).key,
                     g_array_index(bag.grams, struct bag_gram, i).key);
        found += g_array_index(bag.grams, struct bag_gram, i).word > 0;
    }
    cr_expect_geq(found, 1, "专利 is a word");
    cr_expect_gt(gram_weight(&bag, "么专"), 0.64);
    expect_near(gram_weight(&bag, "利专"), 1, "利专");
    bag_clear(&bag);
}

Test(loose, punctuation_is_no_bigram)
{
    struct bag bag = bag_of("\"专利、商标\"");
    cr_expect_eq(bag.grams->len, 2);
    bag_clear(&bag);
}

Test(loose, phrases_of_the_lexicon)
{
    struct bag bag = bag_of("房东拖欠工资");
    expect_near(weight_of(bag.phrases, "出租人"), 1, "房东 → 出租人");
    expect_near(weight_of(bag.phrases, "劳动报酬"), 1, "the longest first");
    cr_expect_lt(weight_of(bag.phrases, "薪酬"), 0, "工资 is within 拖欠工资");
    cr_expect_lt(weight_of(bag.phrases, "工资"), 0, "stands there already");
    bag_clear(&bag);
    bag = bag_of("海外");
    expect_near(weight_of(bag.phrases, "境外"), 1, "same");
    expect_near(weight_of(bag.phrases, "涉外"), 0.5, "near");
    bag_clear(&bag);
}

Test(loose, a_word_within_others_says_nothing)
{
    struct bag inside = bag_of("提高企业竞争力");
    cr_expect_lt(weight_of(inside.phrases, "高新技术企业"), 0);
    bag_clear(&inside);
    inside = bag_of("高企的工作");
    cr_expect_gt(weight_of(inside.phrases, "高新技术企业"), 0);
    bag_clear(&inside);
    struct bag bag = bag_of("检查");
    cr_expect_lt(weight_of(bag.phrases, "查处"), 0);
    bag_clear(&bag);
    bag = bag_of("查");
    cr_expect_gt(weight_of(bag.phrases, "查处"), 0);
    bag_clear(&bag);
}

Test(loose, weights_have_names)
{
    cr_expect(matcher_set_weight(matcher, "near", 0));
    cr_expect_not(matcher_set_weight(matcher, "nothing", 0));
    struct bag bag = bag_of("海外");
    expect_near(weight_of(bag.phrases, "涉外"), 0, "near");
    bag_clear(&bag);
}

/* ---- tightness */

static void expect_tight(const char *term, const char *text, double want)
{
    double got = tight_term(term, strlen(term), text, strlen(text));
    cr_expect_lt(ABS(got - want), 1e-9, "'%s' in '%s': %g", term, text, got);
}

Test(tight, windows)
{
    expect_tight("专利导航", "开展专利导航工作", 1);
    expect_tight("专利导航", "专利的导航", 4 / 5.0);
    expect_tight("专利导航", "专利工作和导航", 4 / 7.0);
    expect_tight("导航专利", "专利导航", 0);
    expect_tight("专利导航", "专利导", 0);
    expect_tight("专利", "", 0);
    expect_tight("专", "利专", 1);
}

Test(tight, the_shortest_stretch_counts)
{
    expect_tight("甲乙", "甲丙丙甲丁乙", 2 / 3.0);
    expect_tight("甲乙", "甲丁乙丙丙甲丙丙丙乙", 2 / 3.0);
    expect_tight("甲乙甲", "甲乙丙乙丁甲", 3 / 6.0);
}

Test(tight, a_character_asked_for_twice_is_needed_twice)
{
    expect_tight("甲甲", "甲", 0);
    expect_tight("甲甲", "甲乙甲", 2 / 3.0);
    expect_tight("aab", "aaacb", 3 / 4.0);
}

static void expect_tight_query(const char *text, const char *in, double want)
{
    struct query *query = parsed(text);
    double got = tight_query(query, in, strlen(in));
    cr_expect_lt(ABS(got - want), 1e-9, "'%s' in '%s': %g", text, in, got);
    query_free(query);
}

Test(tight, parts_of_a_query)
{
    expect_tight_query("甲乙 丙", "甲乙丁", 0.5);
    expect_tight_query("甲乙 OR 丙", "甲乙丁", 1);
    expect_tight_query("(甲乙 OR 丙) 丁", "甲丙乙丁", 1);
    expect_tight_query("甲乙 -丁", "甲乙丁", 1);
    expect_tight_query("甲乙 kind:row", "甲丁乙", 2 / 3.0);
    expect_tight_query("kind:row", "甲", -1);
    expect_tight_query("~境外", "海外", 1);
}

/* ---- ranking, over plans written for each test */

static const char title[] = "{'kind':'title','text':'甲市规划'}\n"
                            "{'kind':'heading','depth':1,'marker':'一、',"
                            "'text':'任务'}\n";

struct house {
    char *folder;
    struct index *index;
    struct matcher *matcher;
};

/* A plan of these paragraphs, parted by |. */
static void add_plan(struct writer *writer, guint number,
                     const char *paragraphs)
{
    g_autoptr(GString) blocks = g_string_new(title);
    g_auto(GStrv) list = g_strsplit(paragraphs, "|", -1);
    for (char **text = list; *text != NULL; text++)
        g_string_append_printf(blocks, "{'kind':'paragraph','text':'%s'}\n",
                               *text);
    g_autofree char *id = g_strdup_printf("p%u-14", number);
    cr_assert(writer_add(
        writer,
        sample_plan(id, "甲市", "乙省", "city", "2021-2025", blocks->str),
        NULL));
}

static struct house house_open(const char *const *plans)
{
    struct house house = {g_dir_make_tmp("plan-XXXXXX", NULL), NULL, NULL};
    g_autofree char *db = g_build_filename(house.folder, "db", NULL);
    struct writer *writer = writer_open(db, 1, 4096, NULL);
    cr_assert_not_null(writer);
    for (guint i = 0; plans[i] != NULL; i++)
        add_plan(writer, i, plans[i]);
    cr_assert(writer_commit(writer, NULL));
    writer_close(writer);
    house.index = index_open((const char *const[]){db, NULL}, NULL);
    cr_assert_not_null(house.index);
    house.matcher = matcher_new(house.index);
    return house;
}

static void house_close(struct house *house)
{
    struct sample rest = {house->folder, house->index};
    matcher_free(house->matcher);
    sample_close(&rest);
}

static struct match_result *ask(struct matcher *in, const char *text,
                                bool tiers)
{
    const struct match_options options = {.widest = MATCH_LOOSE,
                                          .tiers = tiers};
    struct query *query = parsed(text);
    struct match_result *result = matcher_run(in, query, &options, NULL);
    cr_assert_not_null(result);
    query_free(query);
    return result;
}

static const struct match_hit *hit_at(const struct match_result *result,
                                      guint rank)
{
    cr_assert_lt(rank, result->hits->len, "only %u hits", result->hits->len);
    return &g_array_index(result->hits, struct match_hit, rank);
}

/* The hit whose text begins so, or NULL. */
static const struct match_hit *hit_of(const struct house *house,
                                      const struct match_result *result,
                                      const char *plan, const char *begin)
{
    for (guint i = 0; i < result->hits->len; i++) {
        struct entry entry;
        index_entry(house->index, hit_at(result, i)->unit, &entry);
        if (index_plan_find(house->index, plan) == entry.plan &&
            strncmp(entry.text, begin, strlen(begin)) == 0)
            return hit_at(result, i);
    }
    return NULL;
}

static const char *const official[] = {
    "引导金融机构为中小企业提供质押融资。|组织志愿者进校园开展宣传。|"
    "老城区道路改造按期完成。",
    NULL};

Test(loose, a_question_in_everyday_words_finds_the_official_ones)
{
    struct house house = house_open(official);
    struct match_result *result = ask(house.matcher, "小老板缺钱", false);
    cr_expect_eq(result->exact, 0);
    cr_expect_eq(result->loose, 1);
    cr_expect_not_null(hit_of(&house, result, "p0-14", "引导金融机构"));
    match_result_free(result);
    matcher_set_weight(house.matcher, "phrase_share", 0);
    result = ask(house.matcher, "小老板缺钱", false);
    cr_expect_eq(result->loose, 0, "nothing but the lexicon finds it");
    match_result_free(result);
    house_close(&house);
}

Test(loose, what_the_lexicon_found_is_marked)
{
    struct house house = house_open(official);
    struct query *query = parsed("小老板缺钱");
    struct match_result *result = ask(house.matcher, "小老板缺钱", false);
    guint32 unit = hit_at(result, 0)->unit;
    g_autoptr(GArray) places =
        matcher_places(house.matcher, query, unit, MATCH_LOOSE, NULL);
    g_autoptr(GArray) exact =
        matcher_places(house.matcher, query, unit, MATCH_EXACT, NULL);
    cr_expect_gt(places->len, 0);
    cr_expect_eq(exact->len, 0);
    query_free(query);
    match_result_free(result);
    house_close(&house);
}

Test(loose, words_of_questions_make_no_hit_of_much)
{
    static const char *const plans[] = {
        "说明怎么办理登记。|加强植物新品种保护。|完善考核。", NULL};
    struct house house = house_open(plans);
    struct match_result *result =
        ask(house.matcher, "植物新品种怎么保护", false);
    struct entry entry;
    index_entry(house.index, hit_at(result, 0)->unit, &entry);
    cr_expect(g_str_has_prefix(entry.text, "加强植物新品种"));
    cr_expect_null(hit_of(&house, result, "p0-14", "完善考核"));
    match_result_free(result);
    house_close(&house);
}

static const char *const alike[] = {"办理登记应当提交证明。|结婚应当自愿。",
                                    "办理登记应当提交证明。|结婚应当自愿。",
                                    NULL};
static const char *const unlike[] = {
    "办理登记应当提交证明。|结婚应当自愿。|结婚年龄另行规定。",
    "办理登记应当提交证明。|车辆应当检验。|车辆年限另行规定。", NULL};

/* The score of the paragraph on registration in each plan. */
static void registration(const char *const *plans, double share, double *first,
                         double *second)
{
    struct house house = house_open(plans);
    matcher_set_weight(house.matcher, "feedback", 0);
    matcher_set_weight(house.matcher, "plan_share", share);
    struct match_result *result = ask(house.matcher, "结婚登记", false);
    const struct match_hit *one = hit_of(&house, result, "p0-14", "办理登记");
    const struct match_hit *two = hit_of(&house, result, "p1-14", "办理登记");
    cr_assert(one != NULL && two != NULL);
    *first = one->score;
    *second = two->score;
    match_result_free(result);
    house_close(&house);
}

Test(loose, what_all_plans_hold_shifts_nothing)
{
    double first, second, without, unused;
    registration(alike, 0.2, &first, &second);
    registration(alike, 0, &without, &unused);
    cr_expect_eq(first, second);
    cr_expect_eq(first, without);
}

Test(loose, a_plan_about_the_matter_comes_first)
{
    double first, second;
    registration(unlike, 0, &first, &second);
    cr_expect_eq(first, second, "the units are equal");
    registration(unlike, 0.2, &first, &second);
    cr_expect_gt(first, second, "%g, %g", first, second);
}

Test(loose, closer_words_come_first)
{
    static const char *const plans[] = {
        "专利由中心受理，申请资助另行规定。|专利申请环节的资助全面取消。",
        NULL};
    struct house house = house_open(plans);
    struct match_result *result = ask(house.matcher, "专利申请资助", false);
    struct entry entry;
    index_entry(house.index, hit_at(result, 0)->unit, &entry);
    cr_expect(g_str_has_prefix(entry.text, "专利申请环节"));
    match_result_free(result);
    house_close(&house);
}

/* Many short paragraphs that hold the bigrams of 甲乙丙, and one long one that
 * holds the term. */
static char *crowd(void)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 600; i++)
        g_string_append_printf(text, "乙丙%u甲乙乙丙甲乙|", i);
    for (guint i = 0; i < 200; i++)
        g_string_append(text, "其他事项");
    g_string_append(text, "甲乙丙。");
    return g_string_free(text, FALSE);
}

Test(loose, an_exact_hit_far_behind_is_looked_at_too)
{
    g_autofree char *text = crowd();
    struct house house = house_open((const char *const[]){text, NULL});
    matcher_set_weight(house.matcher, "tight", 0);
    struct match_result *result = ask(house.matcher, "甲乙丙", false);
    double best = hit_at(result, 0)->score;
    double before = hit_of(&house, result, "p0-14", "其他")->score;
    cr_expect_gt(hit_at(result, 550)->score, before, "it is far behind");
    match_result_free(result);
    matcher_set_weight(house.matcher, "tight", 0.4);
    result = ask(house.matcher, "甲乙丙", false);
    const struct match_hit *hit = hit_of(&house, result, "p0-14", "其他");
    cr_expect_eq(hit->kind, MATCH_EXACT);
    cr_expect_eq(result->exact, 1);
    cr_expect_lt(ABS(hit->score - before - 0.4 * best), 2e-4);
    match_result_free(result);
    result = ask(house.matcher, "甲乙丙", true);
    cr_expect_eq(hit_at(result, 0)->kind, MATCH_EXACT);
    match_result_free(result);
    house_close(&house);
}

Test(loose, tiers_part_the_kinds)
{
    static const char *const questions[] = {"落实 责任", "专利", "导航",
                                            "专利 OR 责任", "专利导航 -基地"};
    for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
        struct match_result *result = ask(matcher, questions[i], true);
        cr_expect_gt(result->exact, 0);
        for (guint j = 1; j < result->hits->len; j++)
            cr_expect_leq(hit_at(result, j - 1)->kind, hit_at(result, j)->kind,
                          "'%s'", questions[i]);
        match_result_free(result);
    }
}

Test(loose, kinds_that_are_there_stay)
{
    struct query *query = parsed("导航");
    struct scope scope;
    struct match_result result = {
        .hits = g_array_new(FALSE, FALSE, sizeof(struct match_hit))};
    cr_assert(scope_init(&scope, matcher, query, RELAX_TERMS, NULL));
    guint32 last = matcher->units - 1;
    struct match_hit masked = {last, MATCH_MASKED, 0};
    g_array_append_val(result.hits, masked);
    cr_assert(loose_run(matcher, &scope, query, true, &result, NULL));
    const struct match_hit *hit = hit_at(&result, result.hits->len - 1);
    cr_expect_eq(hit->unit, last);
    cr_expect_eq(hit->kind, MATCH_MASKED);
    cr_expect_eq(result.loose, result.hits->len - 1);
    for (guint i = 0; i + 1 < result.hits->len; i++)
        cr_expect_lt(hit_at(&result, i)->score, hit->score);
    g_array_unref(result.hits);
    query_free(query);
}

Test(loose, the_same_however_often_and_whatever_came_before)
{
    static const char question[] = "怎样开展专利导航和质押融资";
    struct matcher *other = matcher_new(sample.index);
    struct match_result *first = ask(matcher, question, false);
    match_result_free(ask(other, "落实责任", false));
    match_result_free(ask(other, "专利密度", true));
    struct match_result *second = ask(other, question, false);
    cr_assert_gt(first->hits->len, 1);
    cr_assert_eq(first->hits->len, second->hits->len);
    for (guint i = 0; i < first->hits->len; i++) {
        cr_expect_eq(hit_at(first, i)->unit, hit_at(second, i)->unit);
        cr_expect_eq(hit_at(first, i)->score, hit_at(second, i)->score);
    }
    match_result_free(first);
    match_result_free(second);
    matcher_free(other);
}
