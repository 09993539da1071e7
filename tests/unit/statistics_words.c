/* Words, strings, what stands near them and what recurs, on the small index. */
#include "searcher/statistics/statistics.h"
#include "tests/unit/sample_index.h"

#include <string.h>

static struct sample sample;
static guint8 *sides;

static void open_sample(void)
{
    sample = sample_open();
    guint32 units = index_units(sample.index);
    sides = g_malloc(units + 1);
    for (guint32 unit = 0; unit < units; unit++) {
        struct entry entry;
        index_entry(sample.index, unit, &entry);
        sides[unit] = entry.kind > UNIT_NOTE ? SIDE_NONE
                      : entry.plan == 0      ? SIDE_TARGET
                                             : SIDE_REFERENCE;
    }
}

static void close_sample(void)
{
    g_free(sides);
    sample_close(&sample);
}

TestSuite(words, .init = open_sample, .fini = close_sample);

/* The first unit whose text begins so. */
static guint32 unit_of(const char *beginning)
{
    for (guint32 unit = 0; unit < index_units(sample.index); unit++) {
        struct entry entry;
        index_entry(sample.index, unit, &entry);
        if (sides[unit] != SIDE_NONE &&
            strncmp(entry.text, beginning, strlen(beginning)) == 0)
            return unit;
    }
    cr_assert(false, "no unit begins with %s", beginning);
    return 0;
}

static char *tokens_of(struct words *words, guint32 unit)
{
    const GArray *places = words_read(words, unit);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < places->len; i++) {
        const struct word_place *place =
            &g_array_index(places, struct word_place, i);
        guint32 length;
        const char *text = words_text(words, place->word, &length);
        cr_expect_eq(length, place->end - place->start);
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "", (int)length,
                               text);
    }
    return g_string_free(out, FALSE);
}

Test(words, the_same_word_has_one_number)
{
    struct words *words = words_new(sample.index, NULL);
    cr_assert_not_null(words);
    g_autofree char *tokens = tokens_of(words, unit_of("建设导航基地"));
    cr_expect_str_eq(tokens,
                     "建设|导航|基地|围绕|重点|产业|开展|专利导航|发布|"
                     "专利导航|成果",
                     "%s", tokens);
    cr_expect_eq(words_count(words), 10u);
    words_free(words);
    words_free(NULL);
}

Test(words, what_is_kept_is_what_was_read)
{
    struct words *words = words_new(sample.index, NULL);
    guint32 unit = unit_of("建设导航基地"), other = unit_of("加强组织领导");
    g_autofree char *read = tokens_of(words, unit);
    words_keep(words);
    g_autofree char *first = tokens_of(words, unit);
    const GArray *kept = words_read(words, unit);
    words_read(words, other);
    g_autofree char *again = tokens_of(words, unit);
    cr_expect_str_eq(first, read);
    cr_expect_str_eq(again, read);
    cr_expect_eq(words_read(words, unit), kept, "it is not cut anew");
    words_free(words);
}

Test(words, what_a_list_leaves_out)
{
    struct words *words = words_new(sample.index, NULL);
    struct word_filter usual = {.shortest = 2}, all = {.all = true};
    struct word_filter long_ones = {.shortest = 3, .longest = 3};
    struct word_filter with = {.all = true, .contains = "利"};
    const GArray *places = words_read(words, unit_of("全市专利授权量"));
    g_autoptr(GString) kept = g_string_new(NULL);
    for (guint i = 0; i < places->len; i++) {
        guint32 word = g_array_index(places, struct word_place, i).word, length;
        const char *text = words_text(words, word, &length);
        cr_expect(words_pass(words, word, &all));
        cr_expect(!words_pass(words, word, &long_ones) ||
                  text_chars(text, length) == 3);
        cr_expect_eq(words_pass(words, word, &with),
                     g_strstr_len(text, length, "利") != NULL);
        if (words_pass(words, word, &usual))
            g_string_append_printf(kept, "%.*s|", (int)length, text);
    }
    cr_expect_null(strstr(kept->str, "1488"), "%s", kept->str);
    cr_expect_null(strstr(kept->str, "件"), "%s", kept->str);
    cr_expect_not_null(strstr(kept->str, "专利"), "%s", kept->str);
    words_free(words);
}

Test(words, two_texts)
{
    struct words *words = words_new(sample.index, NULL);
    cr_assert_not_null(words);
    struct term_list *list = term_list_new(words, sides);
    guint64 sum[SIDES] = {0, 0};
    cr_assert_not_null(list);
    for (guint word = 0; word < list->tokens->len; word++)
        for (guint side = 0; side < SIDES; side++)
            sum[side] +=
                g_array_index(list->tokens, struct term_tokens, word).of[side];
    cr_expect_eq(sum[SIDE_TARGET], list->sizes[SIDE_TARGET].tokens);
    cr_expect_eq(sum[SIDE_REFERENCE], list->sizes[SIDE_REFERENCE].tokens);
    cr_expect_eq(list->sizes[SIDE_TARGET].units, 7u);
    cr_expect_eq(list->sizes[SIDE_TARGET].plans, 1u);
    cr_expect_eq(list->sizes[SIDE_TARGET].characters, 118u);
    cr_expect_eq(list->sizes[SIDE_REFERENCE].units, 2u);
    cr_expect_eq(list->sizes[SIDE_REFERENCE].characters, 41u);
    term_list_free(list);
    words_free(words);
}

/* As index_find, which counts one string, says. */
Test(words, strings_are_counted_as_one_by_one)
{
    static const char *const terms[] = {"专利导航", "专利", "导航", "专",
                                        "飞船",     "。",   "航成"};
    g_autofree struct term_found *found =
        terms_find(sample.index, sides, terms, G_N_ELEMENTS(terms));
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        guint64 occurrences[SIDES] = {0, 0};
        guint32 units[SIDES] = {0, 0};
        g_autoptr(GArray) hits =
            index_find(sample.index, terms[i], strlen(terms[i]));
        for (guint j = 0; j < hits->len; j++) {
            struct hit_count hit = g_array_index(hits, struct hit_count, j);
            if (sides[hit.unit] == SIDE_NONE)
                continue;
            occurrences[sides[hit.unit]] += hit.count;
            units[sides[hit.unit]]++;
        }
        for (guint side = 0; side < SIDES; side++) {
            cr_expect_eq(found[i].occurrences[side], occurrences[side], "%s",
                         terms[i]);
            cr_expect_eq(found[i].units[side], units[side], "%s", terms[i]);
            cr_expect_eq(found[i].plans[side], units[side] > 0, "%s", terms[i]);
        }
    }
    g_free(terms_find(sample.index, sides, NULL, 0));
}

/* ---- collocates */

static GArray *nodes_in(guint32 unit, const char *term)
{
    struct entry entry;
    GArray *places = g_array_new(FALSE, FALSE, sizeof(struct byte_span));
    index_entry(sample.index, unit, &entry);
    places_find(places, entry.text, entry.length, term, strlen(term));
    return places;
}

static const struct collocate *find(struct collocator *collocator,
                                    const GArray *list, const char *term)
{
    for (guint i = 0; i < list->len; i++) {
        const struct collocate *at = &g_array_index(list, struct collocate, i);
        guint32 length;
        const char *text =
            words_text(collocator_words(collocator), at->word, &length);
        if (length == strlen(term) && memcmp(text, term, length) == 0)
            return at;
    }
    return NULL;
}

static struct words *near_words;

static struct collocator *near(const char *term, enum near_by by, guint window)
{
    near_words = words_new(sample.index, NULL);
    cr_assert_not_null(near_words);
    struct collocator *collocator =
        collocator_new(near_words, by, (struct near_window){window, window});
    guint32 unit = unit_of("建设导航基地");
    g_autoptr(GArray) nodes = nodes_in(unit, term);
    cr_assert_not_null(collocator);
    collocator_add(collocator, unit, nodes);
    collocator_add(collocator, unit_of("加强组织领导"), NULL);
    return collocator;
}

static void far(struct collocator *collocator)
{
    collocator_free(collocator);
    g_clear_pointer(&near_words, words_free);
}

/* 建设|导航|基地。围绕|重点|产业|开展|专利导航,发布|专利导航|成果。 */
Test(words, a_window_about_each_node)
{
    struct collocator *collocator = near("专利导航", NEAR_WINDOW, 1);
    g_autoptr(GArray) list = collocator_list(collocator, 1);
    const struct collocate *before = find(collocator, list, "开展");
    const struct collocate *between = find(collocator, list, "发布");
    const struct collocate *after = find(collocator, list, "成果");
    cr_assert(before != NULL && between != NULL && after != NULL);
    cr_expect_eq(list->len, 3u);
    cr_expect_eq(before->left, 1u);
    cr_expect_eq(before->right, 0u);
    cr_expect_eq(between->counts.together, 1u, "near two nodes it counts once");
    cr_expect_eq(between->left, 1u, "as near to both it stands before one");
    cr_expect_eq(after->right, 1u);
    cr_expect_eq(after->counts.near, 3u);
    cr_expect_eq(after->counts.node, 2u);
    cr_expect_null(find(collocator, list, "专利导航"));
    far(collocator);
}

/* A word that the node is part of is the node's. */
Test(words, words_that_overlap_the_node_count_nowhere)
{
    struct collocator *collocator = near("专利", NEAR_WINDOW, 100);
    g_autoptr(GArray) list = collocator_list(collocator, 1);
    cr_expect_null(find(collocator, list, "专利导航"));
    const struct collocate *with = find(collocator, list, "导航");
    cr_assert_not_null(with);
    cr_expect_eq(with->counts.near, 9u, "all other words of the unit");
    cr_expect_null(find(collocator, list, "加强"), "of another unit");
    struct side_size size = collocator_size(collocator);
    cr_expect_eq(with->counts.all, size.tokens - 2);
    far(collocator);
}

Test(words, the_same_sentence_and_the_same_unit)
{
    struct collocator *collocator = near("专利导航", NEAR_SENTENCE, 0);
    g_autoptr(GArray) list = collocator_list(collocator, 1);
    cr_expect_null(find(collocator, list, "基地"), "of the sentence before");
    const struct collocate *with = find(collocator, list, "围绕");
    cr_assert_not_null(with);
    cr_expect_eq(with->counts.near, 1u);
    cr_expect_eq(with->counts.all, 3u);
    far(collocator);
    collocator = near("专利导航", NEAR_UNIT, 0);
    g_autoptr(GArray) wider = collocator_list(collocator, 1);
    with = find(collocator, wider, "基地");
    cr_assert_not_null(with);
    cr_expect_eq(with->counts.all, 2u);
    far(collocator);
    collocator_free(NULL);
}

/* ---- n-grams */

static char *ngrams_as(struct ngram_options options)
{
    GString *out = g_string_new(NULL);
    struct words *words = words_new(sample.index, NULL);
    cr_assert_not_null(words);
    struct ngram_list *list = ngrams_find(words, sides, &options);
    for (guint i = 0; i < list->ngrams->len; i++) {
        const struct ngram *ngram =
            &g_array_index(list->ngrams, struct ngram, i);
        const struct ngram_word *first =
            &g_array_index(list->text, struct ngram_word, ngram->first);
        struct entry entry;
        index_entry(sample.index, first->unit, &entry);
        g_string_append_printf(out, "%.*s %" G_GUINT64_FORMAT "\n",
                               (int)(first[ngram->size - 1].end - first->start),
                               entry.text + first->start, ngram->tokens);
    }
    ngram_list_free(list);
    words_free(words);
    return g_string_free(out, FALSE);
}

Test(words, characters_that_recur)
{
    g_autofree char *all = ngrams_as((struct ngram_options){
        .shortest = 3, .longest = 5, .characters = true, .least = 2});
    g_autofree char *maximal =
        ngrams_as((struct ngram_options){.shortest = 3,
                                         .longest = 5,
                                         .characters = true,
                                         .maximal = true,
                                         .least = 2});
    cr_expect_not_null(strstr(all, "专利导 2\n"), "%s", all);
    cr_expect_not_null(strstr(all, "专利导航 2\n"), "%s", all);
    cr_expect_null(strstr(maximal, "专利导 2\n"), "%s", maximal);
    cr_expect_not_null(strstr(maximal, "专利导航 2\n"), "%s", maximal);
    cr_expect_null(strstr(all, "导航基地"), "%s", all);
}

/* 航,发 is none: something stands between. */
Test(words, nothing_stands_between)
{
    g_autofree char *all = ngrams_as((struct ngram_options){
        .shortest = 2, .longest = 2, .characters = true, .least = 1});
    cr_expect_null(strstr(all, "航发"), "%s", all);
    cr_expect_null(strstr(all, "航,"), "%s", all);
    cr_expect_not_null(strstr(all, "发布"), "%s", all);
}

Test(words, nothing_recurs_that_often)
{
    g_autofree char *none = ngrams_as((struct ngram_options){
        .shortest = 1, .longest = 100, .least = 1000, .maximal = true});
    cr_expect_str_eq(none, "");
}
