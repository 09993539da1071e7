/* Units as Xapian documents. */
#include "common/store/terms.h"

#include <string.h>

struct terms {
    struct segmenter *segmenter;
    struct xapian_document *document;
    const struct plan *plan;
    GPtrArray *headings; /* of char **: prefixed words of each section, or NULL
                            while nobody asked */
    GString *term, *normal;
};

static bool function_character(const struct token *token)
{
    static const char characters[] =
        "的了和与及或是在对为以等其于之而则即且但并将把被由从到向按就也都还又"
        "不有这那个";
    static gsize ready;
    static bool known[0x10000];
    if (g_once_init_enter(&ready)) {
        for (const char *at = characters; *at != '\0';
             at = g_utf8_next_char(at))
            known[g_utf8_get_char(at)] = true;
        g_once_init_leave(&ready, 1);
    }
    gunichar character = g_utf8_get_char(token->text);
    return token->chars == 1 && character < G_N_ELEMENTS(known) &&
           known[character];
}

static bool next_word(struct terms *terms, struct token *token)
{
    while (segmenter_next(terms->segmenter, token))
        if (!function_character(token))
            return true;
    return false;
}

struct terms *terms_new(GError **error)
{
    struct segmenter *segmenter = segmenter_new(error);
    if (segmenter == NULL)
        return NULL;
    struct terms *terms = g_new0(struct terms, 1);
    terms->segmenter = segmenter;
    terms->document = xapian_document_new();
    terms->headings =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    terms->term = g_string_new(NULL);
    terms->normal = g_string_new(NULL);
    return terms;
}

void terms_free(struct terms *terms)
{
    if (terms == NULL)
        return;
    segmenter_free(terms->segmenter);
    xapian_document_free(terms->document);
    g_ptr_array_unref(terms->headings);
    g_string_free(terms->term, TRUE);
    g_string_free(terms->normal, TRUE);
    g_free(terms);
}

void terms_plan(struct terms *terms, const struct plan *plan)
{
    terms->plan = plan;
    g_ptr_array_set_size(terms->headings, 0);
    g_ptr_array_set_size(terms->headings, (gint)plan->sections->len);
}

static char **heading_words(struct terms *terms, int number)
{
    char **words = g_ptr_array_index(terms->headings, number);
    if (words != NULL)
        return words;
    const struct section *section =
        g_ptr_array_index(terms->plan->sections, number);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_string_truncate(terms->normal, 0);
    if (section->text != NULL)
        normal_append(terms->normal, section->text, -1);
    segmenter_start(terms->segmenter, terms->normal->str, terms->normal->len);
    for (struct token token; next_word(terms, &token);) {
        store_term(terms->term, PREFIX_HEADING, token.text, token.length);
        g_ptr_array_add(list, g_strndup(terms->term->str, terms->term->len));
    }
    g_ptr_array_add(list, NULL);
    words = (char **)g_ptr_array_steal(list, NULL);
    terms->headings->pdata[number] = words;
    return words;
}

static void add_headings(struct terms *terms, const struct unit *unit)
{
    guint sections = terms->plan->sections->len;
    int at = unit->section;
    /* A heading's own words are its text. */
    bool own = unit->kind == UNIT_HEADING;
    /* Parents come before children; a step forward would be a loop. */
    while (at >= 0 && (guint)at < sections) {
        const struct section *section =
            g_ptr_array_index(terms->plan->sections, at);
        char **words = own ? NULL : heading_words(terms, at);
        for (guint i = 0; words != NULL && words[i] != NULL; i++)
            xapian_document_add_term(terms->document, words[i],
                                     strlen(words[i]), 1);
        own = false;
        at = section->parent < at ? section->parent : NO_SECTION;
    }
}

static void add_filter(struct terms *terms, enum store_prefix prefix,
                       const char *value)
{
    if (value == NULL)
        return;
    store_term(terms->term, prefix, value, strlen(value));
    xapian_document_add_boolean(terms->document, terms->term->str,
                                terms->term->len);
}

const struct xapian_document *terms_unit(struct terms *terms,
                                         const struct unit *unit,
                                         const char *text, gsize length,
                                         guint32 lead)
{
    struct xapian_document *document = terms->document;
    xapian_document_clear(document);
    add_headings(terms, unit);
    segmenter_start(terms->segmenter, text, length);
    for (struct token token; next_word(terms, &token);) {
        store_term(terms->term, PREFIX_TEXT, token.text, token.length);
        xapian_document_add_term(document, terms->term->str, terms->term->len,
                                 1);
        if (token.text >= text + lead)
            continue;
        store_term(terms->term, PREFIX_LEAD, token.text, token.length);
        xapian_document_add_term(document, terms->term->str, terms->term->len,
                                 1);
    }
    add_filter(terms, PREFIX_KIND, unit_kind_name(unit->kind));
    add_filter(terms, PREFIX_ROLE, role_name(unit->role));
    add_filter(terms, PREFIX_PLAN, terms->plan->id);
    return document;
}
