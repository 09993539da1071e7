/* The door: which kind needs what, and what is kept from text to text. */
#include "searcher/extraction/inside.h"

#include <string.h>

struct extractor {
    struct segmenter *segmenter;
    struct words words;
    struct sieve *sieves[EXTRACTION_KINDS]; /* each made when it is needed */
    GArray *out;                            /* of struct extract */
    struct measure measure;
};

#define BODIES (USE_OFFICE | USE_SEAT | USE_ORGAN | USE_BODY)

/* sieve: what the names end with whose clauses are cut into words, 0 for a kind
 * that needs no words.  mark: bytes without which a text holds nothing of the
 * kind. */
static const struct {
    void (*find)(const struct scan *scan);
    guint sieve;
    bool numbers;
    const char *mark;
} kinds[] = {
    [EXTRACT_QUANTITIES] = {extract_quantities, 0, true, NULL},
    [EXTRACT_CITATIONS] = {extract_citations, BODIES, false, "《"},
    [EXTRACT_PROGRAMMES] = {extract_programmes, USE_PROGRAMME, false, NULL},
    [EXTRACT_QUOTED] = {extract_quoted, 0, false, "\""},
    [EXTRACT_PLACES] = {extract_places, USE_REGION, false, NULL},
    [EXTRACT_ORGANISATIONS] = {extract_organisations, BODIES, false, NULL},
    [EXTRACT_DATES] = {extract_dates, 0, false, NULL},
    [EXTRACT_PERIODS] = {extract_periods, 0, true, NULL},
};

struct extractor *extractor_new(GError **error)
{
    struct segmenter *segmenter = segmenter_new(error);
    if (segmenter == NULL)
        return NULL;
    struct extractor *extractor = g_new0(struct extractor, 1);
    extractor->segmenter = segmenter;
    segmenter_use(segmenter, vocabulary_lexicon());
    extractor->words.list = g_array_new(FALSE, FALSE, sizeof(struct word));
    extractor->out = g_array_new(FALSE, FALSE, sizeof(struct extract));
    extractor->measure = (struct measure){
        g_array_new(FALSE, FALSE, sizeof(struct action)),
        g_array_new(FALSE, FALSE, sizeof(struct byte_span)),
        g_array_new(FALSE, FALSE, sizeof(struct policy_tool)),
    };
    return extractor;
}

void extractor_free(struct extractor *extractor)
{
    if (extractor == NULL)
        return;
    segmenter_free(extractor->segmenter);
    for (guint i = 0; i < EXTRACTION_KINDS; i++)
        sieve_free(extractor->sieves[i]);
    g_array_unref(extractor->words.list);
    g_array_unref(extractor->out);
    g_array_unref(extractor->measure.actions);
    g_array_unref(extractor->measure.objects);
    g_array_unref(extractor->measure.tools);
    g_free(extractor);
}

bool extractor_may(enum extraction_kind kind,
                   const struct extraction_text *text)
{
    const char *mark = kinds[kind].mark;
    if (kinds[kind].numbers && text->number_count == 0)
        return false;
    return mark == NULL ||
           memmem(text->text, text->length, mark, strlen(mark)) != NULL;
}

const GArray *extractor_find(struct extractor *extractor,
                             enum extraction_kind kind,
                             const struct extraction_text *text)
{
    struct scan scan = {.text = text,
                        .begin = text->text,
                        .end = text->text + text->length,
                        .words = &extractor->words,
                        .out = extractor->out};
    g_array_set_size(extractor->out, 0);
    if (!extractor_may(kind, text))
        return extractor->out;
    if (kinds[kind].sieve != 0 && extractor->sieves[kind] == NULL)
        extractor->sieves[kind] = sieve_new(kinds[kind].sieve);
    scan.sieve = extractor->sieves[kind];
    if (kinds[kind].sieve != 0) {
        words_cut(&extractor->words, extractor->segmenter,
                  extractor->sieves[kind], text->text, text->length);
        words_mend(&extractor->words);
    }
    kinds[kind].find(&scan);
    return extractor->out;
}

const struct measure *extractor_measure(struct extractor *extractor,
                                        const struct extraction_text *text)
{
    struct measure *measure = &extractor->measure;
    g_array_set_size(measure->actions, 0);
    g_array_set_size(measure->objects, 0);
    g_array_set_size(measure->tools, 0);
    words_cut(&extractor->words, extractor->segmenter, NULL, text->text,
              text->length);
    words_mend(&extractor->words);
    if (extractor->words.list->len > 0)
        extract_actions(measure, &extractor->words);
    extract_tools(measure, text);
    return measure;
}

bool extraction_is_measure(enum unit_kind kind, enum role role)
{
    return kind == UNIT_PARAGRAPH &&
           (role == ROLE_TASKS || role == ROLE_PROJECTS ||
            role == ROLE_SAFEGUARDS);
}
