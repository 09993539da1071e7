/* The lexicon: look-ups, and that every row of its tables is of use. */
#include "common/data/data.h"
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <string.h>

static bool is_synonym(const char *word, const char *other)
{
    const GPtrArray *list = lexicon_synonyms(word);
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (strcmp(list->pdata[i], other) == 0)
            return true;
    return false;
}

/* The kind of the way from the text's first word to another, or -1. */
static int kind_of(const char *text, const char *meant)
{
    gsize said = 0;
    const GArray *list = lexicon_meanings(text, strlen(text), &said);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct lexicon_word *word =
            &g_array_index(list, struct lexicon_word, i);
        cr_expect_eq(word->length, strlen(word->text));
        if (strcmp(word->text, meant) == 0)
            return (int)word->kind;
    }
    return -1;
}

Test(lexicon, synonyms_go_both_ways)
{
    cr_expect(is_synonym("境外", "海外"));
    cr_expect(is_synonym("海外", "境外"));
    cr_expect(is_synonym("海外", "海外"));
    cr_expect(is_synonym("知产", "知识产权"));
    cr_expect(is_synonym("专利合作条约", "pct"), "words are normalised");
    cr_expect_null(lexicon_synonyms("没有这个词"));
    cr_expect_null(lexicon_synonyms(""));
}

Test(lexicon, what_is_only_near_is_no_synonym)
{
    cr_expect_eq(kind_of("海外", "涉外"), LEXICON_NEAR);
    cr_expect_not(is_synonym("海外", "涉外"));
    cr_expect_eq(kind_of("海外", "境外"), LEXICON_SAME, "the closer counts");
    cr_expect_eq(kind_of("房东", "出租人"), LEXICON_FROM);
    cr_expect_eq(kind_of("出租人", "房东"), -1);
    cr_expect_eq(kind_of("海外", "海外"), -1, "not itself");
    cr_expect_eq(kind_of("ip", "知识产权"), LEXICON_FROM);
    cr_expect_not(is_synonym("高新技术企业", "高企"), "提高企业 holds it");
}

static void expect_said(const char *text, const char *want)
{
    gsize said = 0;
    const GArray *list = lexicon_meanings(text, strlen(text), &said);
    if (want == NULL) {
        cr_expect_null(list, "'%s'", text);
        return;
    }
    cr_assert_not_null(list, "'%s'", text);
    cr_expect_eq(said, strlen(want), "'%s': %zu bytes", text, said);
}

Test(lexicon, the_longest_word_counts)
{
    expect_said("拖欠工资怎么办", "拖欠工资");
    expect_said("工资", "工资");
    expect_said("怎么办", NULL);
    expect_said("", NULL);
    gsize said = 0;
    cr_expect_null(lexicon_meanings("工资", 4, &said), "half a character");
    cr_assert_not_null(lexicon_meanings("工资高", 7, &said));
    cr_expect_eq(said, 6);
}

Test(lexicon, weak_words)
{
    cr_expect(lexicon_is_weak("怎么"));
    cr_expect(lexicon_is_weak("的"));
    cr_expect_not(lexicon_is_weak("专利"));
    cr_expect_not(lexicon_is_weak(""));
}

static void expect_words(const char *field, const char *row)
{
    g_auto(GStrv) words = g_strsplit(field, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        cr_expect_neq(**word, '\0', "two spaces in '%s'", row);
        cr_expect_null(strpbrk(*word, ":|,;"), "'%s' in '%s'", *word, row);
        for (char **other = words; other < word; other++)
            cr_expect_str_neq(*word, *other, "twice in '%s'", row);
    }
}

Test(lexicon, every_row_says_something)
{
    const GPtrArray *rows = data_table("lexicon/associations.tsv", 4);
    cr_assert_gt(rows->len, 100);
    for (guint i = 0; i < rows->len; i++) {
        char *const *row = rows->pdata[i];
        bool from = strcmp(row[0], "from") == 0;
        cr_expect(from || strcmp(row[0], "same") == 0 ||
                      strcmp(row[0], "near") == 0,
                  "'%s'", row[0]);
        cr_expect_eq(from, row[2][0] != '\0', "'%s'", row[1]);
        cr_expect(from || strchr(row[1], ' ') != NULL, "alone: '%s'", row[1]);
        cr_expect_neq(row[3][0], '\0', "no reason: '%s'", row[1]);
        expect_words(row[1], row[1]);
        if (from)
            expect_words(row[2], row[1]);
    }
}

Test(lexicon, a_word_has_one_group_of_synonyms)
{
    const GPtrArray *rows = data_table("lexicon/associations.tsv", 4);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++) {
        char *const *row = rows->pdata[i];
        if (strcmp(row[0], "same") != 0)
            continue;
        g_auto(GStrv) words = g_strsplit(row[1], " ", -1);
        for (char **word = words; *word != NULL; word++)
            cr_expect(g_hash_table_add(seen, (char *)g_intern_string(*word)),
                      "'%s' is in two groups", *word);
    }
}
