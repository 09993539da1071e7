/* What masks hide: told from other plans' contexts, and not told where these
 * say too little. */
#include "indexer/masks/masks.h"
#include "tests/unit/store_fixture.h"

TestSuite(masks_infer, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

/* Three plans that speak of 蓝桥 and 云台, and one that hides 蓝桥.  The words
 * are invented: no lexicon knows them. */
static const char *const shown[] = {
    "推进蓝桥知识产权示范企业培育。\n支持企业申报蓝桥专利奖。\n"
    "建设云台保护中心,完善云台服务体系。",
    "组织申报蓝桥专利奖。\n培育蓝桥知识产权示范企业十家。\n"
    "发挥云台保护中心作用。",
    "新增蓝桥知识产权示范企业五家。\n获得蓝桥专利奖三项。\n"
    "依托云台保护中心开展培训。",
};
static const char hiding[] =
    "培育**知识产权示范企业,组织申报**专利奖。\n新增**知识产权示范企业两家。";

static struct writer *begin(guint plans)
{
    struct writer *writer = writer_on(db, 2, 0);
    writer_set_masks(writer, masks_infer, NULL);
    for (guint i = 0; i < plans; i++) {
        g_autofree char *id = g_strdup_printf("p%u", i);
        add(writer, id, shown[i]);
    }
    return writer;
}

/* All masks of an index, "start-end word confidence" each. */
static char *all_masks(const char *dir)
{
    struct index *index = index_on(dir);
    GString *all = g_string_new(NULL);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        guint count;
        const struct mask *masks = index_masks(index, unit, &count);
        for (guint i = 0; i < count; i++)
            g_string_append_printf(
                all, "%u-%u %s %d; ", masks[i].start, masks[i].end,
                masks[i].word != NULL ? masks[i].word : "-",
                masks[i].word != NULL && masks[i].confidence >= 0.7 &&
                    masks[i].confidence <= 1);
    }
    index_close(index);
    return g_string_free(all, FALSE);
}

static void masks_are(const char *dir, const char *wanted)
{
    g_autofree char *all = all_masks(dir);
    cr_expect_str_eq(all, wanted, "%s", all);
}

Test(masks_infer, the_word_of_the_same_contexts)
{
    struct writer *writer = begin(3);
    add(writer, "x", hiding);
    commit(writer);
    masks_are(db, "2-4 蓝桥 1; 17-19 蓝桥 1; 2-4 蓝桥 1; ");
    sound(db);
}

/* 蓝桥 fits, but a page that hides a word does not show it. */
Test(masks_infer, never_a_word_that_the_plan_shows)
{
    struct writer *writer = begin(3);
    g_autofree char *text = g_strconcat(hiding, "\n推介蓝桥经验。", NULL);
    add(writer, "x", text);
    commit(writer);
    masks_are(db, "2-4 - 0; 17-19 - 0; 2-4 - 0; ");
}

/* A length that no word of these contexts has; a lone asterisk is no mask, a
 * long row is one that nobody reads. */
Test(masks_infer, length_counts)
{
    struct writer *writer = begin(3);
    add(writer, "x", "培育***知识产权示范企业,5*8。\n*********知识产权");
    commit(writer);
    masks_are(db, "2-5 - 0; 0-9 - 0; ");
}

Test(masks_infer, nothing_where_contexts_say_nothing)
{
    struct writer *writer = begin(3);
    add(writer, "x", "甲市**乙区。\n**\n**,**");
    commit(writer);
    masks_are(db, "2-4 - 0; 0-2 - 0; 0-2 - 0; 3-5 - 0; ");
}

/* With one plan to learn from, or none, confidences would say too much. */
Test(masks_infer, nothing_from_too_few_plans)
{
    static const char unsure[] = "2-4 - 0; 17-19 - 0; 2-4 - 0; ";
    struct writer *writer = begin(0);
    add(writer, "x", hiding);
    commit(writer);
    masks_are(db, unsure);
    writer = begin(1);
    commit(writer);
    masks_are(db, unsure);
    /* Two are enough; taking one away again takes the words away. */
    writer = begin(3);
    commit(writer);
    masks_are(db, "2-4 蓝桥 1; 17-19 蓝桥 1; 2-4 蓝桥 1; ");
    writer = begin(0);
    cr_assert(writer_remove(writer, "p1") && writer_remove(writer, "p2"));
    commit(writer);
    masks_are(db, unsure);
    sound(db);
}

/* 国家 is in the lexicon, but no plan here says it. */
Test(masks_infer, no_word_from_the_lexicon_alone)
{
    struct writer *writer = begin(3);
    add(writer, "x", "获批**知识产权示范城市。");
    commit(writer);
    masks_are(db, "2-4 - 0; ");
}

/* One plan that has the word is enough when the lexicon knows the context. */
Test(masks_infer, lexicon_helps_what_the_plans_say_once)
{
    struct writer *writer = begin(3);
    add(writer, "q", "国家高度重视。");
    add(writer, "x", "获批**级知识产权示范城市,报**有关部门批准。");
    commit(writer);
    masks_are(db, "2-4 国家 1; 15-17 国家 1; ");
}

/* Two masks joined by "and" do not hide the same word. */
Test(masks_infer, joined_masks_differ)
{
    struct writer *writer = begin(0);
    for (int i = 0; i < 3; i++) {
        g_autofree char *id = g_strdup_printf("p%d", i);
        add(writer, id,
            "制定蓝桥和云台标准。\n执行蓝桥和云台标准。\n"
            "符合蓝桥标准。\n采用云台标准。");
    }
    add(writer, "x", "制定**和**标准。\n采用**标准。");
    commit(writer);
    masks_are(db, "2-4 蓝桥 1; 5-7 云台 1; 2-4 云台 1; ");
}

/* Offsets are of the source's text: white space and wide asterisks count. */
Test(masks_infer, places_are_those_of_the_source)
{
    struct writer *writer = begin(3);
    add(writer, "x", "　培 育* *知识产权示范企业\nＡ＊＊专利奖");
    commit(writer);
    masks_are(db, "4-7 蓝桥 1; 1-3 蓝桥 1; ");
    struct index *index = index_on(db);
    const GArray *masked = index_masked_units(index);
    cr_assert_eq(masked->len, 2);
    guint32 unit = g_array_index(masked, guint32, 0);
    guint count;
    const struct mask *mask = index_masks(index, unit, &count);
    struct entry entry;
    index_entry(index, unit, &entry);
    cr_assert_eq(count, 1);
    cr_expect_eq(memcmp(entry.text + mask->from, "**知", 5), 0);
    cr_expect_eq(mask->to, mask->from + 2);
    index_close(index);
    sound(db);
}

static char *in_order(const char *dir, guint jobs, const guint order[4])
{
    struct writer *writer = writer_on(dir, jobs, 100u << 20);
    writer_set_masks(writer, masks_infer, NULL);
    for (guint i = 0; i < 4; i++) {
        g_autofree char *id = g_strdup_printf("p%u", order[i]);
        add(writer, id, order[i] < 3 ? shown[order[i]] : hiding);
    }
    commit(writer);
    struct index *index = index_on(dir);
    GString *all = g_string_new(NULL);
    for (guint32 unit = 0; unit < index_units(index); unit++) {
        guint count;
        const struct mask *masks = index_masks(index, unit, &count);
        for (guint i = 0; i < count; i++)
            g_string_append_printf(all, "%u %u %s %.17g; ", unit, masks[i].from,
                                   masks[i].word, masks[i].confidence);
    }
    index_close(index);
    return g_string_free(all, FALSE);
}

Test(masks_infer, any_order_any_jobs_the_same)
{
    static const guint orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}};
    g_autofree char *first = in_order(db, 1, orders[0]);
    cr_assert(strstr(first, "蓝桥"));
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++)
        for (guint jobs = 1; jobs < 5; jobs += 3) {
            g_autofree char *name = g_strdup_printf("db%u-%u", i, jobs);
            g_autofree char *dir = g_build_filename(folder, name, NULL);
            g_autofree char *other = in_order(dir, jobs, orders[i]);
            cr_expect_str_eq(other, first);
        }
}

/* Thousands of masks in one text: groups are parted, memory and time hold. */
Test(masks_infer, pages_of_asterisks)
{
    struct writer *writer = begin(3);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append(text, i % 7 == 0 ? "***" : "申报**专利奖、");
    add(writer, "x", text->str);
    commit(writer);
    g_autofree char *all = all_masks(db);
    cr_assert(strstr(all, "2-4") != NULL || strstr(all, "5-7") != NULL);
    sound(db);
}

Test(masks_infer, counts_are_told)
{
    struct masks_count count = {9, 9};
    struct writer *writer = begin(3);
    writer_set_masks(writer, masks_infer, &count);
    add(writer, "x", "培育**知识产权示范企业。\n乙区***。");
    commit(writer);
    cr_expect_eq(count.found, 2);
    cr_expect_eq(count.filled, 1);
}
