/* Words are learned from made-up corpora: what is planted is found, pieces and
 * chance neighbours are not. */
#include "indexer/words/words.h"
#include "tests/unit/store_fixture.h"

TestSuite(words_learn, .init = folder_make, .fini = folder_remove,
          .timeout = 60);

/* Two-character words that ICU knows and that say nothing together. */
static const char *const fillers[] = {
    "企业", "市场", "学校", "政府", "工作", "发展", "管理", "服务", "国家",
    "社会", "技术", "建设", "文化", "经济", "环境", "改革", "发明", "发布"};

static void put_filler(GRand *rand, GString *text)
{
    gint count = (gint)G_N_ELEMENTS(fillers);
    g_string_append(text, fillers[g_rand_int_range(rand, 0, count)]);
}

/* Lines of fillers with the parts, taken in turn, among them. */
static char *corpus_of(guint seed, guint lines, const char *const *parts)
{
    GRand *rand = g_rand_new_with_seed(seed);
    GString *text = g_string_new(NULL);
    guint next = 0;
    for (guint line = 0; line < lines; line++) {
        for (gint i = g_rand_int_range(rand, 2, 6); i > 0; i--)
            put_filler(rand, text);
        if (parts[next] == NULL)
            next = 0;
        if (parts[next] != NULL)
            g_string_append(text, parts[next++]);
        for (gint i = g_rand_int_range(rand, 2, 6); i > 0; i--)
            put_filler(rand, text);
        g_string_append(text, "。\n");
    }
    g_rand_free(rand);
    return g_string_free(text, FALSE);
}

static struct vocabulary *learn(const char *text)
{
    index_make(db, (const char *[]){"a", text, NULL});
    struct index *index = index_on(db);
    struct vocabulary *vocabulary = vocabulary_learn(index, NULL);
    index_close(index);
    return vocabulary;
}

static const struct vocabulary_word *find(const struct vocabulary *vocabulary,
                                          const char *word)
{
    return vocabulary_find(vocabulary, word, strlen(word));
}

static char *all_of(const struct vocabulary *vocabulary)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < vocabulary_count(vocabulary); i++) {
        const struct vocabulary_word *word = vocabulary_word(vocabulary, i);
        g_string_append_printf(all, "%s %u %u %a %a; ", word->text, word->units,
                               word->count, (double)word->cohesion,
                               (double)word->freedom);
    }
    return g_string_free(all, FALSE);
}

Test(words_learn, planted_words_are_found_their_pieces_are_not)
{
    static const char *const parts[] = {"知识产权", "青溪瓷", "质押", NULL};
    static const char *const pieces[] = {
        "识产", "知识产", "识产权", "青溪", "溪瓷", "押企业", "知识产权企业"};
    g_autofree char *text = corpus_of(1, 120, parts);
    struct vocabulary *words = learn(text);
    g_autofree char *all = all_of(words);
    for (guint i = 0; parts[i] != NULL; i++) {
        const struct vocabulary_word *word = find(words, parts[i]);
        cr_assert(word != NULL, "'%s' is not in %s", parts[i], all);
        cr_expect_eq(word->count, 40);
        cr_expect_eq(word->units, 40);
        cr_expect_gt(word->cohesion, 0.9);
        cr_expect_gt(word->freedom, 1.5);
    }
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++)
        cr_expect(find(words, pieces[i]) == NULL, "'%s' in %s", pieces[i], all);
    cr_expect_eq(vocabulary_count(words), 3, "%s", all);
    vocabulary_free(words);
}

/* 的发 stands freely (before 展, 明, 布, after anything) and often, but 的 and
 * 发 meet by chance only; 的 before one word only is against the rules. */
Test(words_learn, chance_neighbours_and_particles_are_none)
{
    static const char *const parts[] = {"的发展", "的发明", "的发布", "的瓯砚",
                                        "和瓯砚", "瓯砚",   NULL};
    g_autofree char *text = corpus_of(2, 300, parts);
    struct vocabulary *words = learn(text);
    g_autofree char *all = all_of(words);
    static const char *const none[] = {"的发", "的发展", "的瓯砚", "和瓯砚"};
    for (guint i = 0; i < G_N_ELEMENTS(none); i++)
        cr_expect(find(words, none[i]) == NULL, "'%s' in %s", none[i], all);
    cr_expect(find(words, "瓯砚") != NULL, "%s", all);
    vocabulary_free(words);
}

/* What is always followed by the same is a piece, though ICU cuts there. */
Test(words_learn, what_never_stands_alone_is_a_piece)
{
    static const char *const parts[] = {"质押融资", NULL};
    g_autofree char *text = corpus_of(3, 60, parts);
    struct vocabulary *words = learn(text);
    cr_expect(find(words, "质押融资") != NULL);
    cr_expect(find(words, "质押") == NULL);
    vocabulary_free(words);
}

/* What ICU has as one word need not be learned. */
Test(words_learn, known_words_are_left_out)
{
    static const char *const parts[] = {"图书", "瓯砚", NULL};
    g_autofree char *text = corpus_of(4, 60, parts);
    struct vocabulary *words = learn(text);
    g_autofree char *all = all_of(words);
    cr_expect(find(words, "图书") == NULL, "%s", all);
    cr_expect(find(words, "瓯砚") != NULL, "%s", all);
    vocabulary_free(words);
}

/* Punctuation and the edges of a text are neighbours like any other. */
Test(words_learn, edges_are_free)
{
    struct vocabulary *words =
        learn("瓯砚\n瓯砚、商标\n专利，瓯砚\n“瓯砚”\n瓯砚。");
    const struct vocabulary_word *word = find(words, "瓯砚");
    cr_assert(word != NULL);
    cr_expect_eq(word->count, 5);
    vocabulary_free(words);
}

/* One unit that says a word again and again does not make it one. */
Test(words_learn, one_unit_is_not_enough)
{
    struct vocabulary *words =
        learn("瓯砚、瓯砚。瓯砚，瓯砚；瓯砚\n商标、质押、质押\n质押。");
    g_autofree char *all = all_of(words);
    cr_expect(find(words, "瓯砚") == NULL, "%s", all);
    cr_expect(find(words, "质押") != NULL, "%s", all);
    vocabulary_free(words);
}

Test(words_learn, nothing_to_learn_from)
{
    static const char *const texts[] = {"", "甲", "青溪瓷是好瓷。",
                                        "pct 2025 a|b|c **", "𠮷𠮷"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *dir = g_strdup_printf("%s/%u", folder, i);
        index_make(dir, (const char *[]){"a", texts[i], NULL});
        struct index *index = index_on(dir);
        struct vocabulary *words = vocabulary_learn(index, NULL);
        cr_expect_eq(vocabulary_count(words), 0, "'%s'", texts[i]);
        vocabulary_free(words);
        index_close(index);
    }
    struct writer *writer = writer_on(db, 1, 0);
    commit(writer);
}

/* The same plans give the same words, in whatever order and however many
 * shards they came. */
Test(words_learn, order_does_not_matter)
{
    static const char *const parts[] = {"知识产权", "质押融资", "贯标", NULL};
    char *first = NULL;
    for (guint round = 0; round < 4; round++) {
        g_autofree char *dir = g_strdup_printf("%s/%u", folder, round);
        struct writer *writer =
            writer_on(dir, round % 2 + 1, (guint64)(round % 2) << 30);
        for (guint i = 0; i < 5; i++) {
            guint which = round < 2 ? i : 4 - i;
            g_autofree char *id = g_strdup_printf("p%u", which);
            g_autofree char *text = corpus_of(which, 40, parts);
            add(writer, id, text);
        }
        commit(writer);
        struct index *index = index_on(dir);
        struct vocabulary *words = vocabulary_learn(index, NULL);
        char *all = all_of(words);
        cr_expect_gt(vocabulary_count(words), 1);
        if (first == NULL)
            first = g_strdup(all);
        cr_expect_str_eq(first, all);
        g_free(all);
        vocabulary_free(words);
        index_close(index);
    }
    g_free(first);
}
