/* The words that options take, for bash completion. */
#include "searcher/cmd/cmd.h"

static const char *const matches[] = {"exact", "masked", "loose", NULL};
static const char *const sorts[] = {"relevance", "document", "place", NULL};

static const char *const *roles(void)
{
    return query_field_words(FIELD_ROLE);
}

static const struct {
    const char *name; /* of an option, after its command's when only there */
    const char *const *words;
    const char *const *(*ask)(void); /* gives them when words is NULL */
} rows[] = {
    {"color", NULL, emit_color_names},
    {"match", matches, NULL},
    {"sort", sorts, NULL},
    {"kwic --sort", NULL, kwic_order_names},
    {"by", NULL, count_key_names},
    {"value", NULL, count_figure_names},
    {"role", NULL, roles},
    {"table", NULL, coding_table_names},
    {"reuse --kind", NULL, reuse_kind_names},
    {"terms --sort", terms_orders, NULL},
    {"keyness --sort", keyness_orders, NULL},
    {"keyness --sign", sign_names, NULL},
    {"collocates --sort", collocates_orders, NULL},
    {"collocates --sign", sign_names, NULL},
    {"ngrams --sort", ngrams_orders, NULL},
};

/* Whether a command takes a format of its own kind. */
static bool takes_format(guint flags, enum emit_format format)
{
    return emit_format_cites(format) ? (flags & TAKES_CITE) != 0
           : format == EMIT_SVG      ? (flags & TAKES_PICTURE) != 0
                                     : true;
}

static const char *const *formats_of(guint flags)
{
    GPtrArray *words = g_ptr_array_new();
    const char *const *names = emit_format_names();
    for (guint i = 0; names[i] != NULL; i++)
        if (takes_format(flags, (enum emit_format)i))
            g_ptr_array_add(words, (gpointer)names[i]);
    g_ptr_array_add(words, NULL);
    return (const char *const *)g_ptr_array_free(words, FALSE);
}

static void add(GArray *choices, const char *name, const char *const *words)
{
    struct manual_choice choice = {name, NULL, words};
    g_array_append_val(choices, choice);
}

static GArray *choices_make(void)
{
    GArray *choices = g_array_new(TRUE, FALSE, sizeof(struct manual_choice));
    add(choices, "format", formats_of(0));
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        add(choices, rows[i].name,
            rows[i].words != NULL ? rows[i].words : rows[i].ask());
    for (const struct command *at = commands; at->name != NULL; at++)
        if (at->flags & (TAKES_PICTURE | TAKES_CITE))
            add(choices, g_strconcat(at->name, " --format", NULL),
                formats_of(at->flags));
    return choices;
}

const struct manual_choice *options_choices(void)
{
    static GArray *choices;
    if (choices == NULL)
        choices = choices_make();
    return (const struct manual_choice *)(const void *)choices->data;
}
