/* Near spellings: strings of the indexed text that differ from a term nobody
 * wrote by one character, substituted, left out, added, or swapped with its
 * neighbour (Damerau, CACM 7(3), 1964).
 *
 * One edit leaves one half of the term whole: units that hold a half are looked
 * at around it, which finds what is substituted or added; what is left out or
 * swapped is a known string and asked for as it is.  A term of two characters
 * has no half that means anything, so only its swap is tried.  Texts tell the
 * spellings apart, by how many units hold them.
 */
#include "searcher/views/views.h"

#include <string.h>

enum {
    LONGEST = 32, /* characters; a longer term is a sentence, not a slip */
    CHECKED = 16, /* spellings whose units are counted exactly */
};

struct search {
    const struct index *index;
    const char *term; /* normalised */
    gsize length;
    guint chars;
    gsize at[LONGEST + 1]; /* where each character begins, in bytes */
    GHashTable *found;     /* spelling to how often it was met */
};

static void meet(struct search *search, char *spelling)
{
    gpointer times = g_hash_table_lookup(search->found, spelling);
    g_hash_table_insert(search->found, spelling,
                        GUINT_TO_POINTER(GPOINTER_TO_UINT(times) + 1));
}

/* ---- around a half that is whole */

/* The term with characters [from, to) replaced by one other. */
static void meet_edited(struct search *search, guint from, guint to,
                        gunichar other)
{
    char bytes[7] = {0};
    if (!g_unichar_isalnum(other))
        return;
    g_unichar_to_utf8(other, bytes);
    char *head = g_strndup(search->term, search->at[from]);
    meet(search, g_strconcat(head, bytes, search->term + search->at[to], NULL));
    g_free(head);
}

/* Whether the text at a place goes on as the term does from a character. */
static bool goes_on(const struct search *search, const char *text, gsize left,
                    guint from)
{
    gsize length = search->length - search->at[from];
    return left >= length &&
           memcmp(text, search->term + search->at[from], length) == 0;
}

/* Behind a first half of `half` characters that ends at `text`. */
static void look_behind(struct search *search, const char *text,
                        const char *end, guint half)
{
    guint i = half;
    while (i < search->chars && text < end &&
           g_utf8_get_char(text) ==
               g_utf8_get_char(search->term + search->at[i]))
        text = g_utf8_next_char(text), i++;
    if (i == search->chars || text >= end)
        return;
    gunichar other = g_utf8_get_char(text);
    const char *next = g_utf8_next_char(text);
    gsize left = (gsize)(end - next);
    if (goes_on(search, next, left, i + 1))
        meet_edited(search, i, i + 1, other);
    if (goes_on(search, next, left, i))
        meet_edited(search, i, i, other);
}

/* Whether the text before a place is the term's first `to` characters. */
static bool went_on(const struct search *search, const char *text,
                    const char *at, guint to)
{
    gsize length = search->at[to];
    return (gsize)(at - text) >= length &&
           memcmp(at - length, search->term, length) == 0;
}

/* Before a second half that begins at `at`, at character `half`. */
static void look_before(struct search *search, const char *text, const char *at,
                        guint half)
{
    guint i = half;
    while (i > 0 && at > text) {
        const char *before = g_utf8_prev_char(at);
        if (g_utf8_get_char(before) !=
            g_utf8_get_char(search->term + search->at[i - 1]))
            break;
        at = before, i--;
    }
    if (i == 0 || at <= text)
        return;
    const char *before = g_utf8_prev_char(at);
    gunichar other = g_utf8_get_char(before);
    if (went_on(search, text, before, i - 1))
        meet_edited(search, i - 1, i, other);
    if (went_on(search, text, before, i))
        meet_edited(search, i, i, other);
}

static void look_in(struct search *search, const struct entry *entry,
                    const char *half, gsize length, bool first)
{
    const char *at = entry->text, *end = entry->text + entry->length;
    guint middle = search->chars / 2;
    while ((at = memmem(at, (gsize)(end - at), half, length)) != NULL) {
        if (first)
            look_behind(search, at + length, end, middle);
        else
            look_before(search, entry->text, at, middle);
        at = g_utf8_next_char(at);
    }
}

static void look_around(struct search *search, bool first)
{
    gsize middle = search->at[search->chars / 2];
    const char *half = search->term + (first ? 0 : middle);
    gsize length = first ? middle : search->length - middle;
    g_autoptr(GArray) units = index_find(search->index, half, length);
    for (guint i = 0; i < units->len; i++) {
        struct entry entry;
        index_entry(search->index,
                    g_array_index(units, struct hit_count, i).unit, &entry);
        look_in(search, &entry, half, length, first);
    }
}

/* ---- known strings */

static void meet_known(struct search *search, char *spelling)
{
    g_autoptr(GArray) units =
        index_find(search->index, spelling, strlen(spelling));
    if (units->len > 0 && strcmp(spelling, search->term) != 0)
        g_hash_table_insert(search->found, spelling,
                            GUINT_TO_POINTER(units->len));
    else
        g_free(spelling);
}

static void try_without(struct search *search, guint i)
{
    GString *spelling = g_string_new_len(search->term, (gssize)search->at[i]);
    g_string_append(spelling, search->term + search->at[i + 1]);
    meet_known(search, g_string_free(spelling, FALSE));
}

static void try_swap(struct search *search, guint i)
{
    const gsize *at = search->at;
    GString *spelling = g_string_new_len(search->term, (gssize)at[i]);
    g_string_append_len(spelling, search->term + at[i + 1],
                        (gssize)(at[i + 2] - at[i + 1]));
    g_string_append_len(spelling, search->term + at[i],
                        (gssize)(at[i + 1] - at[i]));
    g_string_append(spelling, search->term + at[i + 2]);
    meet_known(search, g_string_free(spelling, FALSE));
}

/* ---- the most frequent */

static void spelling_clear(void *data)
{
    g_free(((struct near_spelling *)data)->text);
}

static int by_units(gconstpointer a, gconstpointer b)
{
    const struct near_spelling *x = a, *y = b;
    if (x->units != y->units)
        return x->units > y->units ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* 专利导 says nothing beside 专利导航 when it stands nowhere else. */
static bool part_of_another(const GArray *list, guint index)
{
    const struct near_spelling *mine =
        &g_array_index(list, struct near_spelling, index);
    for (guint i = 0; i < list->len; i++) {
        const struct near_spelling *other =
            &g_array_index(list, struct near_spelling, i);
        if (i != index && other->units >= mine->units &&
            strstr(other->text, mine->text) != NULL)
            return true;
    }
    return false;
}

/* What was met often is counted exactly: a unit may hold a spelling twice. */
static GArray *best(const struct search *search, guint most)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct near_spelling));
    GHashTableIter iter;
    gpointer text, times;
    g_array_set_clear_func(list, spelling_clear);
    g_hash_table_iter_init(&iter, search->found);
    while (g_hash_table_iter_next(&iter, &text, &times)) {
        struct near_spelling spelling = {g_strdup(text),
                                         GPOINTER_TO_UINT(times)};
        g_array_append_val(list, spelling);
    }
    g_array_sort(list, by_units);
    g_array_set_size(list, MIN(list->len, CHECKED));
    for (guint i = 0; i < list->len; i++) {
        struct near_spelling *at =
            &g_array_index(list, struct near_spelling, i);
        g_autoptr(GArray) units =
            index_find(search->index, at->text, strlen(at->text));
        at->units = units->len;
    }
    for (guint i = list->len; i-- > 0;)
        if (part_of_another(list, i))
            g_array_remove_index(list, i);
    g_array_sort(list, by_units);
    g_array_set_size(list, MIN(list->len, most));
    return list;
}

/* Where the characters begin; false when there are too few or too many. */
static bool cut_term(struct search *search)
{
    const char *at = search->term;
    for (; *at != '\0' && search->chars < LONGEST; at = g_utf8_next_char(at))
        search->at[search->chars++] = (gsize)(at - search->term);
    search->at[search->chars] = search->length;
    return *at == '\0' && search->chars >= 2;
}

GArray *near_spellings(const struct index *index, const char *term, guint most)
{
    struct search search = {
        .index = index, .term = term, .length = strlen(term)};
    search.found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (cut_term(&search)) {
        bool pair = search.chars == 2;
        for (guint i = 0; i + 1 < search.chars; i++)
            try_swap(&search, i);
        for (guint i = 0; i < search.chars && !pair; i++)
            try_without(&search, i);
        if (!pair) {
            look_around(&search, true);
            look_around(&search, false);
        }
    }
    GArray *list = best(&search, most);
    g_hash_table_unref(search.found);
    return list;
}
