/* The text word by word, with the place of each in its unit.
 *
 * Reads units one after the other; for reading, a unit is a line of its words.
 */
#include "searcher/views/views.h"

struct token_record {
    const char *label; /* or NULL */
    const struct page_unit *unit;
    char *term;
    struct span span;
};

static json_t *token_json(const void *data)
{
    const struct token_record *record = data;
    json_t *json = json_object();
    if (record->label != NULL)
        json_object_set_new(json, "label", json_string(record->label));
    json_object_set_new(json, "id", json_string(record->unit->unit->id));
    json_object_set_new(json, "plan", json_string(record->unit->plan->id));
    json_object_set_new(json, "term", json_string(record->term));
    json_object_set_new(json, "span", span_json(record->span));
    return json;
}

static const char *const fields[] = {"id", "plan", "term", "span", NULL};
static const char *const labelled_fields[] = {"label", "id",   "plan",
                                              "term",  "span", NULL};
static const struct emit_shape shape = {fields, token_json, NULL, NULL};
static const struct emit_shape labelled_shape = {labelled_fields, token_json,
                                                 NULL, NULL};

struct walk {
    const struct tokens_view *view;
    struct words *words;
    struct emit *emit; /* NULL: tokens are counted only */
    guint64 met;
};

static bool is_shown(const struct walk *walk)
{
    const struct tokens_view *view = walk->view;
    return walk->emit != NULL && walk->met >= view->offset &&
           (view->limit == 0 || walk->met - view->offset < view->limit);
}

static void put_token(const struct walk *walk, struct page_unit *unit,
                      const struct word_place *place, bool first)
{
    struct page *page = emit_page(walk->emit);
    guint32 length;
    const char *text = words_text(walk->words, place->word, &length);
    g_autofree char *term = g_strndup(text, length);
    if (page == NULL) {
        struct byte_span bytes = {place->start, place->end};
        struct token_record record = {walk->view->label, unit, term,
                                      page_place(unit, bytes)};
        emit_record(walk->emit, &record);
        return;
    }
    if (first)
        page_put(page, PAGE_ID, unit->unit->id);
    page_put(page, PAGE_DIM, first ? "  " : "|");
    page_put(page, PAGE_PLAIN, term);
}

static bool walk_unit(struct walk *walk, guint32 number, GError **error)
{
    const GArray *places = words_read(walk->words, number);
    struct page_unit *unit = NULL;
    for (guint i = 0; i < places->len; i++) {
        const struct word_place *place =
            &g_array_index(places, struct word_place, i);
        if (!words_pass(walk->words, place->word, walk->view->filter))
            continue;
        bool first = unit == NULL;
        if (is_shown(walk)) {
            if (first)
                unit = reader_unit(walk->view->reader, number, error);
            if (unit == NULL)
                return false;
            put_token(walk, unit, place, first);
        }
        walk->met++;
    }
    if (unit != NULL && emit_page(walk->emit) != NULL)
        page_newline(emit_page(walk->emit));
    reader_trim(walk->view->reader);
    return true;
}

static bool walk_text(struct walk *walk, GError **error)
{
    struct index *index = reader_index(walk->view->reader);
    walk->words = words_new(index, error);
    bool fine = walk->words != NULL;
    for (guint32 unit = 0; fine && unit < index_units(index); unit++)
        if (walk->view->text->sides[unit] == SIDE_TARGET)
            fine = walk_unit(walk, unit, error) &&
                   (walk->emit == NULL || !emit_stopped(walk->emit));
    words_free(walk->words);
    return fine || (walk->emit != NULL && emit_stopped(walk->emit));
}

gint64 tokens_count(const struct tokens_view *view, GError **error)
{
    struct walk walk = {.view = view};
    return walk_text(&walk, error) ? (gint64)walk.met : -1;
}

bool tokens_emit(const struct tokens_view *view, struct emit *emit,
                 json_t *head, GError **error)
{
    struct walk walk = {.view = view, .emit = emit};
    emit_begin(emit, view->label != NULL ? &labelled_shape : &shape, head);
    if (emit_page(emit) != NULL && view->label != NULL) {
        page_put(emit_page(emit), PAGE_HEAD, view->label);
        page_newline(emit_page(emit));
    }
    bool fine = walk_text(&walk, error);
    emit_end(emit);
    return fine;
}
