/* Learned words: a part of the generation, not of a shard, because they are
 * learned from all plans and change when one comes or goes.
 *
 * Every row is looked at when an index is opened (there are a few hundred, in
 * the largest corpora some thousands), so that damage is told at once; the
 * vocabulary itself, with the lexicon's words in it, is made when it is first
 * asked for.
 */
#include "common/store/vocabulary.h"

#include "common/messages/messages.h"
#include "common/store/part.h"

#include <math.h>
#include <string.h>

static const char part_name[] = "vocabulary";

/* ---- writing */

static bool note_file(struct generation *generation, GError **error)
{
    struct shard_meta *meta = shard_meta_new("", 0);
    bool ok = shard_meta_file(meta, generation->path, part_name, error);
    if (ok) {
        const struct shard_file *file = g_ptr_array_index(meta->files, 0);
        generation->vocabulary.size = file->size;
        generation->vocabulary.sha256 = g_strdup(file->sha256);
    }
    shard_meta_free(meta);
    return ok;
}

static GArray *put_words(struct part_out *out,
                         const struct vocabulary *vocabulary)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct word_row));
    for (guint i = 0; i < vocabulary_count(vocabulary); i++) {
        const struct vocabulary_word *word = vocabulary_word(vocabulary, i);
        struct word_row row = {.text = (guint32)out->at,
                               .units = word->units,
                               .count = word->count,
                               .cohesion = word->cohesion,
                               .freedom = word->freedom};
        part_out_put(out, word->text, word->length + 1);
        g_array_append_val(rows, row);
    }
    return rows;
}

bool vocabulary_write(struct generation *generation,
                      const struct vocabulary *vocabulary, GError **error)
{
    struct part_out out;
    if (vocabulary_count(vocabulary) == 0)
        return true;
    if (!part_out_open(&out, generation->path, part_name, error))
        return false;
    g_autoptr(GArray) rows = put_words(&out, vocabulary);
    struct part_head head = {.magic = VOCABULARY_MAGIC,
                             .count = rows->len,
                             .table = part_out_align(&out)};
    part_out_put(&out, rows->data, rows->len * sizeof(struct word_row));
    generation->vocabulary_stamp =
        (guint64)g_random_int() << 32 | g_random_int();
    return part_out_finish(&out, head, generation->vocabulary_stamp, error) &&
           note_file(generation, error);
}

/* ---- reading */

struct lexicons {
    GArray *parts;          /* of struct part, mapped */
    struct vocabulary *all; /* or NULL: not asked for yet */
};

static void part_clear(void *part)
{
    part_close(part);
}

struct lexicons *lexicons_new(void)
{
    struct lexicons *lexicons = g_new0(struct lexicons, 1);
    lexicons->parts = g_array_new(FALSE, FALSE, sizeof(struct part));
    g_array_set_clear_func(lexicons->parts, part_clear);
    return lexicons;
}

void lexicons_free(struct lexicons *lexicons)
{
    g_array_unref(lexicons->parts);
    vocabulary_free(lexicons->all);
    g_free(lexicons);
}

static const struct word_row *rows_of(const struct part *part)
{
    return part_table(part, part->head->count, sizeof(struct word_row));
}

/* The word a row points at, or NULL. */
static const char *text_of(const struct part *part, const struct word_row *row)
{
    const struct part_head *head = part->head;
    if (row->text < sizeof *head || row->text >= head->table)
        return NULL;
    const char *text = part->data + row->text;
    gsize room = head->table - row->text, length = strnlen(text, room);
    return length > 0 && length < room &&
                   g_utf8_validate_len(text, length, NULL)
               ? text
               : NULL;
}

static bool is_score(float score)
{
    return isfinite(score) && score >= 0;
}

/* The words rise, every row is of one. */
static bool rows_are_sound(const struct part *part)
{
    const struct word_row *rows = rows_of(part);
    const char *last = "";
    for (guint32 i = 0; rows != NULL && i < part->head->count; i++) {
        const char *text = text_of(part, &rows[i]);
        if (text == NULL || strcmp(last, text) >= 0 ||
            rows[i].units > rows[i].count || !is_score(rows[i].cohesion) ||
            !is_score(rows[i].freedom))
            return false;
        last = text;
    }
    return rows != NULL;
}

bool lexicons_add(struct lexicons *lexicons,
                  const struct generation *generation, GError **error)
{
    if (generation->vocabulary.sha256 == NULL)
        return true;
    struct part part;
    g_autofree char *path = g_build_filename(generation->path, part_name, NULL);
    g_autofree char *label = g_strdup_printf("g%" G_GUINT64_FORMAT "/%s",
                                             generation->number, part_name);
    if (!part_open(&part, path, label, VOCABULARY_MAGIC,
                   generation->vocabulary_stamp, error))
        return false;
    if (rows_are_sound(&part)) {
        g_array_append_val(lexicons->parts, part);
        return true;
    }
    g_set_error(error, STORE_ERROR, STORE_ERROR_DAMAGED,
                _("'%s' has a wrong table"), label);
    part_close(&part);
    return false;
}

/* What was sound may be garbled by now, where a file is changed while it is
 * mapped: every row is looked at again. */
static void add_rows(GArray *words, const struct part *part)
{
    const struct word_row *rows = rows_of(part);
    for (guint32 i = 0; i < part->head->count; i++) {
        const char *text = text_of(part, &rows[i]);
        if (text == NULL)
            continue;
        struct vocabulary_word word = {
            text,          (guint32)strlen(text), rows[i].units,
            rows[i].count, rows[i].cohesion,      rows[i].freedom};
        g_array_append_val(words, word);
    }
}

/* The plans' own places, which the table of places need not know. */
static void add_places(GArray *words, GStringChunk *texts,
                       const struct index *index)
{
    for (guint32 i = 0; i < index_plans(index); i++) {
        const struct plan *plan = index_plan(index, i, NULL);
        if (plan == NULL || plan->place == NULL)
            continue;
        gsize length;
        g_autofree char *place = normal_text(plan->place, -1, &length);
        struct vocabulary_word word = {
            .text = g_string_chunk_insert_const(texts, place),
            .length = (guint32)length};
        g_array_append_val(words, word);
    }
}

static struct vocabulary *join(const struct index *index)
{
    const struct lexicons *lexicons = index->lexicons;
    const struct vocabulary *known = vocabulary_lexicon();
    g_autoptr(GArray) words =
        g_array_new(FALSE, FALSE, sizeof(struct vocabulary_word));
    for (guint i = 0; i < vocabulary_count(known); i++)
        g_array_append_val(words, *vocabulary_word(known, i));
    for (guint i = 0; i < lexicons->parts->len; i++)
        add_rows(words, &g_array_index(lexicons->parts, struct part, i));
    GStringChunk *texts = g_string_chunk_new(256);
    add_places(words, texts, index);
    struct vocabulary *vocabulary = vocabulary_new(
        (const struct vocabulary_word *)(const void *)words->data, words->len);
    g_string_chunk_free(texts);
    return vocabulary;
}

const struct vocabulary *index_vocabulary(const struct index *index)
{
    if (index->lexicons->all == NULL)
        index->lexicons->all = join(index);
    return index->lexicons->all;
}

void lexicons_check(const struct lexicons *lexicons, const struct index *index,
                    void (*report)(const char *word, void *data), void *data)
{
    for (guint i = 0; i < lexicons->parts->len; i++) {
        const struct part *part =
            &g_array_index(lexicons->parts, struct part, i);
        const struct word_row *rows = rows_of(part);
        for (guint32 r = 0; r < part->head->count; r++) {
            const char *word = text_of(part, &rows[r]);
            g_autoptr(GArray) found = index_find(index, word, strlen(word));
            if (found->len != rows[r].units)
                report(word, data);
        }
    }
}
