/* What is found in a sentence, as one string, for the tests of extraction. */
#ifndef PLAN_EXTRACTION_FIXTURE_H
#define PLAN_EXTRACTION_FIXTURE_H

#include "searcher/extraction/extraction.h"

#include <criterion/criterion.h>

struct sentence {
    struct normal normal;
    GArray *numbers;
    struct extraction_text text;
};

/* `original` must live as long. */
static inline void sentence_init(struct sentence *sentence,
                                 const char *original)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(struct numeral));
    normal_init(&sentence->normal, original, -1);
    sentence->numbers = g_array_new(FALSE, TRUE, sizeof(struct number));
    numerals_read(read, sentence->normal.text, 0,
                  (gsize)sentence->normal.length, NUMERAL_TEXT);
    for (guint i = 0; i < read->len; i++) {
        const struct numeral *one = &g_array_index(read, struct numeral, i);
        struct number number = {one->low,
                                one->high,
                                (guint32)one->start,
                                (guint16)(one->unit - one->start),
                                (guint8)one->kind,
                                0};
        g_array_append_val(sentence->numbers, number);
    }
    sentence->text = (struct extraction_text){
        .text = sentence->normal.text,
        .length = (gsize)sentence->normal.length,
        .numbers = (const struct number *)(const void *)sentence->numbers->data,
        .number_count = sentence->numbers->len,
        .original = original,
        .normal = &sentence->normal,
    };
}

static inline void sentence_clear(struct sentence *sentence)
{
    normal_clear(&sentence->normal);
    g_array_unref(sentence->numbers);
}

static inline void put_span(GString *out, const char *text,
                            struct byte_span span)
{
    g_string_append_len(out, text + span.start, span.end - span.start);
}

/* What is found, a bar behind each; `more` adds what else it says. */
typedef void say_more(GString *out, const char *text,
                      const struct extract *found);
static inline char *found_in(enum extraction_kind kind, const char *original,
                             say_more *more)
{
    struct sentence sentence;
    struct extractor *extractor = extractor_new(NULL);
    GString *out = g_string_new(NULL);
    sentence_init(&sentence, original);
    const GArray *found = extractor_find(extractor, kind, &sentence.text);
    for (guint i = 0; i < found->len; i++) {
        const struct extract *one = &g_array_index(found, struct extract, i);
        put_span(out, sentence.text.text, one->place);
        if (more != NULL)
            more(out, sentence.text.text, one);
        g_string_append_c(out, '|');
    }
    sentence_clear(&sentence);
    extractor_free(extractor);
    return g_string_free(out, FALSE);
}

static inline void expect_more(enum extraction_kind kind, const char *original,
                               say_more *more, const char *want)
{
    g_autofree char *got = found_in(kind, original, more);
    cr_expect_str_eq(got, want, "%s\n  got  %s\n  want %s", original, got,
                     want);
}

static inline void expect_found(enum extraction_kind kind, const char *original,
                                const char *want)
{
    expect_more(kind, original, NULL, want);
}
#endif
