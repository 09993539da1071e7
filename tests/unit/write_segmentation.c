/* How well words are cut, held against a text cut by hand
 * (tests/golden/words): ICU alone, with the lexicon, and with what the sample
 * plans teach. */
#include "indexer/write/write.h"
#include "tests/bench/segmentation.h"
#include "tests/unit/store_fixture.h"

TestSuite(write_segmentation, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

static void complain(const char *message, bool rejected, void *data)
{
    (void)data;
    cr_expect_not(rejected, "%s", message);
}

static struct index *sample_index(void)
{
    struct update_result result;
    const struct update_options options = {
        .db = db,
        .sources = (const char *const[]){"corpus/sample", NULL},
        .jobs = 1,
        .report = complain};
    OK(write_update(&options, &result, &error));
    return index_on(db);
}

static double cuts_f1(const char *text, const struct vocabulary *vocabulary)
{
    struct agreement sum = segmentation_measure(text, vocabulary);
    return segmentation_f1(sum.right, sum.made, sum.wanted);
}

static double words_f1(const char *text, const struct vocabulary *vocabulary)
{
    struct agreement sum = segmentation_measure(text, vocabulary);
    return segmentation_f1(sum.words_right, sum.words_made, sum.words_wanted);
}

/* Measured: cuts 0.856, 0.971, 0.976; words 0.688, 0.938, 0.948. */
Test(write_segmentation, better_than_icu_alone)
{
    g_autofree char *text = NULL;
    struct index *index = sample_index();
    cr_assert(
        g_file_get_contents("tests/golden/words/plans.txt", &text, NULL, NULL));
    double icu = cuts_f1(text, NULL);
    double lexicon = cuts_f1(text, vocabulary_lexicon());
    double learned = cuts_f1(text, index_vocabulary(index));
    cr_expect_gt(icu, 0.85);
    cr_expect_gt(lexicon, icu + 0.1);
    cr_expect_geq(learned, lexicon, "%f, %f", learned, lexicon);
    cr_expect_gt(words_f1(text, index_vocabulary(index)), 0.94);
    index_close(index);
}

/* The words that ICU cuts, for which the vocabulary is there. */
Test(write_segmentation, listed_words_are_whole)
{
    static const char *const listed[] = {"知识产权", "质押", "质押融资",
                                         "东莞市",   "贯标", "惩罚性赔偿",
                                         "地理标志", "甲市"};
    struct index *index = sample_index();
    struct segmenter *segmenter = segmenter_new(NULL);
    segmenter_use(segmenter, index_vocabulary(index));
    for (guint i = 0; i < G_N_ELEMENTS(listed); i++) {
        g_autofree char *text = g_strconcat("推进", listed[i], "工作", NULL);
        struct token token;
        segmenter_start(segmenter, text, strlen(text));
        bool whole = false;
        while (segmenter_next(segmenter, &token))
            whole = whole || (token.length == strlen(listed[i]) &&
                              g_str_has_prefix(token.text, listed[i]));
        cr_expect(whole, "%s", text);
    }
    segmenter_free(segmenter);
    index_close(index);
}

/* Learned from the texts, not only listed. */
Test(write_segmentation, samples_teach_words)
{
    static const char *const learned[] = {"知识产权", "质押融资", "青溪瓷",
                                          "专利导航", "高质量"};
    struct index *index = sample_index();
    const struct vocabulary *vocabulary = index_vocabulary(index);
    for (guint i = 0; i < G_N_ELEMENTS(learned); i++) {
        const struct vocabulary_word *word =
            vocabulary_find(vocabulary, learned[i], strlen(learned[i]));
        cr_expect(word != NULL && word->units >= 2, "%s", learned[i]);
    }
    cr_expect(vocabulary_find(vocabulary, "识产", strlen("识产")) == NULL);
    index_close(index);
}

/* The measure itself: a cut too many, one too few, punctuation aside. */
Test(write_segmentation, measure)
{
    struct agreement sum =
        segmentation_measure("# 注\n知识 产权 ， 保护", NULL);
    cr_expect(sum.made == 1 && sum.wanted == 1 && sum.right == 1);
    cr_expect(sum.words_made == 3 && sum.words_wanted == 3 &&
              sum.words_right == 3);
    sum = segmentation_measure("知识产权 保护", NULL);
    cr_expect(sum.made == 2 && sum.wanted == 1 && sum.right == 1);
    cr_expect(sum.words_made == 3 && sum.words_wanted == 2 &&
              sum.words_right == 1);
    sum = segmentation_measure("保 护 。", NULL);
    cr_expect(sum.made == 0 && sum.wanted == 1 && sum.right == 0);
    cr_expect(sum.words_made == 1 && sum.words_wanted == 2 &&
              sum.words_right == 0);
}
