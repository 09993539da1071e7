/* Leads: the run-in sentence with which a paragraph names its measure.
 *
 * With a marker (一是…。, ——…。, 1．…。) the first sentence is one when it is
 * plain and more follows.  Without a marker it is one only in a series: a
 * section's lone paragraph is named by its heading. */
#include "indexer/parse/internal.h"

#include <string.h>

#define MARKED_CHARS 45
#define BARE_CHARS 30
#define BARE_MIN 4
#define SERIES_MIN 2
/* 政府主导，社会参与。 is one too, in a series. */
#define PAIRED_CHARS 14

/* Bytes of the first sentence when it can be a lead, else 0. */
static gsize lead_length(const struct passage *passage)
{
    gsize skip = passage->marker.length;
    const char *text = passage->text->str + skip;
    gsize length = sentence_length(text);
    guint chars = chars_of(text, length);
    bool marked = passage->marker.class != MARKER_NONE;
    if (has_any(text, length, "，,") && chars > PAIRED_CHARS)
        return 0;
    if (text[length] == '\0' || has_any(text, length, "；;：:！？") ||
        chars > (marked ? MARKED_CHARS : BARE_CHARS) || chars < BARE_MIN)
        return 0;
    if (!marked && has_any(text, length, "0123456789０１２３４５６７８９"))
        return 0;
    return skip + length;
}

static bool is_paragraph(const struct passage *passage)
{
    return passage->kind == BLOCK_PARAGRAPH && !passage->furniture &&
           passage->table == NULL;
}

/* Without a marker, or with a comma, it is a lead only among others. */
static bool needs_series(const struct passage *passage)
{
    return passage->marker.class == MARKER_NONE ||
           has_any(passage->text->str, passage->lead, "，,");
}

/* How many paragraphs of each section could have a lead that needs others. */
static GHashTable *series_count(const GPtrArray *passages)
{
    GHashTable *series = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < passages->len; i++) {
        const struct passage *passage = g_ptr_array_index(passages, i);
        if (!is_paragraph(passage) || passage->lead == 0 ||
            !needs_series(passage))
            continue;
        void *key = GUINT_TO_POINTER(passage->section);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(series, key));
        g_hash_table_insert(series, key, GUINT_TO_POINTER(count + 1));
    }
    return series;
}

void leads_mark(GPtrArray *passages)
{
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = g_ptr_array_index(passages, i);
        if (is_paragraph(passage))
            passage->lead = lead_length(passage);
    }
    g_autoptr(GHashTable) series = series_count(passages);
    for (guint i = 0; i < passages->len; i++) {
        struct passage *passage = g_ptr_array_index(passages, i);
        guint count = GPOINTER_TO_UINT(
            g_hash_table_lookup(series, GUINT_TO_POINTER(passage->section)));
        if (needs_series(passage) && count < SERIES_MIN)
            passage->lead = 0;
    }
}
