/* Command-line options: every command takes them from the same table, so that
 * one means the same everywhere. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ENTRIES = 40, NO_LIMIT = G_MININT, USUAL_CONTEXT = 20 };

struct entries {
    GOptionEntry list[MOST_ENTRIES];
    guint count;
};

static void entry(struct entries *entries, const char *name, char letter,
                  GOptionArg arg, void *data, const char *about,
                  const char *value)
{
    GOptionEntry made = {name, letter, 0, arg, data, about, value};
    g_assert(entries->count + 1 < MOST_ENTRIES);
    entries->list[entries->count++] = made;
}

/* What --sort takes; choices.c completes it. */
static const char *const sorts[] = {[SORT_RELEVANCE] = "relevance",
                                    [SORT_DOCUMENT] = "document",
                                    [SORT_PLACE] = "place",
                                    NULL};

static const char *format_about(guint flags)
{
    switch (flags & (TAKES_PICTURE | TAKES_CITE)) {
    case TAKES_PICTURE:
        return N_("text (default), jsonl, json, csv, md, html, xlsx, or svg: a "
                  "picture");
    case TAKES_CITE:
        return N_("text (default), jsonl, json, csv, md, html, xlsx, or "
                  "citations: bibtex, ris, gbt7714");
    case TAKES_PICTURE | TAKES_CITE:
        return N_("text (default), jsonl, json, csv, md, html, xlsx, "
                  "citations: bibtex, ris, gbt7714, or svg: a picture");
    default:
        return N_("text (default), jsonl, json, csv, md, html or xlsx");
    }
}

static void entries_format(struct entries *e, struct options *o)
{
    entry(e, "format", 'f', G_OPTION_ARG_FILENAME, &o->format,
          format_about(o->command->flags), "FORMAT");
    entry(e, "output", 'o', G_OPTION_ARG_FILENAME, &o->output,
          N_("write to FILE, whole or not at all; without --format, its ending "
             "(.csv, .html …) says the format"),
          "FILE");
    entry(e, "color", 0, G_OPTION_ARG_FILENAME, &o->color,
          N_("auto (default), always or never"), "WHEN");
    entry(e, "excel", 0, G_OPTION_ARG_NONE, &o->excel,
          N_("with --format csv: for a spreadsheet (byte-order mark, no "
             "formulas)"),
          NULL);
    entry(e, "no-pager", 0, G_OPTION_ARG_NONE, &o->no_pager,
          N_("on a terminal, no $PLAN_PAGER, $PAGER or less"), NULL);
}

static void entries_match(struct entries *e, struct options *o)
{
    entry(e, "match", 'm', G_OPTION_ARG_FILENAME, &o->match,
          N_("exact (default), masked: where hidden words fit, too, or loose: "
             "units that share enough words"),
          "MATCH");
}

static void entries_query(struct entries *e, struct options *o)
{
    entry(e, "explain-query", 0, G_OPTION_ARG_NONE, &o->explain,
          N_("say on standard error what was understood"), NULL);
    entry(e, "queries", 0, G_OPTION_ARG_FILENAME, &o->queries,
          N_("run the queries of FILE (label TAB query a line, also a codebook "
             "with group and note behind; - is standard input)"),
          "FILE");
}

static void entries_rank(struct entries *e, struct options *o)
{
    entry(e, "tiers", 0, G_OPTION_ARG_NONE, &o->tiers,
          N_("with --match loose: exact hits first"), NULL);
    entry(e, "sort", 's', G_OPTION_ARG_FILENAME, &o->sort,
          N_("relevance (default), document or place"), "ORDER");
    entry(e, "per-plan", 0, G_OPTION_ARG_INT, &o->per_plan,
          N_("plan by plan, at most N of each; --limit is then 0"), "N");
}

static void entries_by(struct entries *e, struct options *o)
{
    entry(
        e, "by", 'b', G_OPTION_ARG_FILENAME, &o->by,
        N_("plan, place, role, section, kind or period, or several with commas "
           "between"),
        "KEYS");
    entry(e, "value", 0, G_OPTION_ARG_FILENAME, &o->figure,
          N_("what a picture and a matrix of --queries show: occurrences "
             "(default), units or rate"),
          "VALUE");
}

static void entries_width(struct entries *e, struct options *o)
{
    entry(
        e, "width", 'w', G_OPTION_ARG_INT, &o->width,
        N_("N characters on each side (default 20; on a terminal, what fits)"),
        "N");
    entry(e, "sort", 's', G_OPTION_ARG_FILENAME, &o->sort,
          N_("document (default), left, right, place or relevance"), "ORDER");
}

static void *own_place(const struct options *options,
                       const struct own_option *option)
{
    return (char *)options->own + option->offset;
}

static void entries_own(struct entries *e, struct options *o,
                        const struct own_options *own)
{
    o->own = g_malloc0(own->size);
    if (own->defaults != NULL)
        memcpy(o->own, own->defaults, own->size);
    for (const struct own_option *at = own->list; at->name != NULL; at++)
        entry(e, at->name, at->letter, at->arg, own_place(o, at), at->about,
              at->value);
}

static void own_clear(struct options *options)
{
    const struct own_options *own = options->command->own;
    if (own == NULL)
        return;
    for (const struct own_option *at = own->list; at->name != NULL; at++) {
        if (at->arg == G_OPTION_ARG_FILENAME)
            g_free(*(char **)own_place(options, at));
        else if (at->arg == G_OPTION_ARG_FILENAME_ARRAY)
            g_strfreev(*(char ***)own_place(options, at));
    }
    g_free(options->own);
}

static void entries_make(struct entries *e, struct options *o,
                         const struct command *command)
{
    guint flags = command->flags;
    if (flags & TAKES_INDEX)
        entry(e, "db", 'd', G_OPTION_ARG_FILENAME_ARRAY, &o->dbs,
              N_("the index (may repeat; else $PLAN_DB, else the data folder)"),
              "DIR");
    if (flags & (TAKES_QUERY | TAKES_MATCH))
        entries_match(e, o);
    if (flags & TAKES_QUERY)
        entries_query(e, o);
    if (flags & TAKES_RANK)
        entries_rank(e, o);
    if (flags & TAKES_BY)
        entries_by(e, o);
    if (flags & TAKES_WIDTH)
        entries_width(e, o);
    if (command->own != NULL)
        entries_own(e, o, command->own);
    if (flags & TAKES_FIXED)
        entry(e, "fixed", 'F', G_OPTION_ARG_NONE, &o->fixed,
              N_("take the whole query as one plain term"), NULL);
    if (flags & TAKES_CONTEXT)
        entry(e, "context", 'C', G_OPTION_ARG_INT, &o->around,
              N_("show N neighbours on each side"), "N");
    if (flags & TAKES_LIMIT) {
        entry(e, "limit", 'n', G_OPTION_ARG_INT, &o->limit,
              flags & TAKES_RANK ? N_("at most N (default 10; 0: all)")
                                 : N_("at most N (default 0: all)"),
              "N");
        entry(e, "offset", 0, G_OPTION_ARG_INT, &o->offset,
              N_("leave out the first N"), "N");
    }
    if (flags & TAKES_FORMAT)
        entries_format(e, o);
    entry(e, "quiet", 'q', G_OPTION_ARG_NONE, &o->quiet,
          N_("no notes on standard error, only errors"), NULL);
    entry(e, "help", 'h', G_OPTION_ARG_NONE, &o->help, N_("show this"), NULL);
    entry(e, "version", 0, G_OPTION_ARG_NONE, &o->version,
          N_("show the program's version"), NULL);
    entry(e, G_OPTION_REMAINING, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->operands,
          NULL, NULL);
}

/* Words are taken as bytes (FILENAME): GLib would read them in the locale's
 * encoding, and queries are UTF-8 whatever the locale. */
static GOptionContext *context_new(const struct command *command,
                                   struct entries *entries,
                                   struct options *options)
{
    GOptionContext *context = g_option_context_new(command->operands);
    g_autofree char *name = g_strconcat(PROGRAM " ", command->name, NULL);
    g_set_prgname(name);
    entries_make(entries, options, command);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries->list, MESSAGES_DOMAIN);
    return context;
}

GOptionEntry *options_entries(const struct command *command)
{
    struct options options = {.command = command};
    struct entries entries = {0};
    entries_make(&entries, &options, command);
    for (guint i = 0; i < entries.count; i++)
        entries.list[i].arg_data = NULL;
    own_clear(&options);
    return g_memdup2(entries.list, sizeof entries.list);
}

static bool refuse(const struct command *command, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
static bool refuse(const struct command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    complain(_("%s\n  '%s %s --help' lists the options"), message, PROGRAM,
             command->name);
    return false;
}

/* "count, dispersion": the commands that have the flag; caller frees. */
static char *commands_that(guint flag)
{
    GString *list = g_string_new(NULL);
    for (const struct command *at = commands; at->name != NULL; at++)
        if (at->flags & flag)
            g_string_append_printf(list, "%s%s", list->len > 0 ? _(", ") : "",
                                   at->name);
    return g_string_free(list, FALSE);
}

static bool refuse_picture(const struct command *command)
{
    g_autofree char *others = commands_that(TAKES_PICTURE);
    return refuse(command, _("'%s' draws no picture; these do: %s"),
                  command->name, others);
}

static bool refuse_cite(const struct command *command)
{
    g_autofree char *others = commands_that(TAKES_CITE);
    return refuse(command, _("'%s' writes no citations; these do: %s"),
                  command->name, others);
}

/* What --format says, else the name of --output. */
static int asked_format(const struct options *options)
{
    if (options->format != NULL)
        return emit_format_find(options->format);
    int found = options->output != NULL ? emit_format_of_file(options->output)
                                        : EMIT_TEXT;
    return found < 0 ? EMIT_TEXT : found;
}

static bool check_dialect(struct options *options,
                          const struct command *command)
{
    int found = asked_format(options);
    if (found < 0)
        return refuse(
            command,
            _("unknown format '%s': text, jsonl, json, csv, md, html, xlsx, "
              "bibtex, ris, gbt7714 or svg"),
            options->format);
    if (found == EMIT_SVG && !(command->flags & TAKES_PICTURE))
        return refuse_picture(command);
    if (emit_format_cites((enum emit_format)found) &&
        !(command->flags & TAKES_CITE))
        return refuse_cite(command);
    if (found == EMIT_XLSX && options->output == NULL && isatty(STDOUT_FILENO))
        return refuse(command, _("a workbook is nothing for a terminal; "
                                 "--output FILE.xlsx writes it"));
    options->emit.format = (enum emit_format)found;
    return true;
}

/* What an html page is called: the command and what it was asked. */
static char *page_title(const struct options *options,
                        const struct command *command)
{
    const char *none[] = {options->queries, NULL};
    char **words =
        options->operands != NULL ? options->operands : (char **)none;
    g_autofree char *asked = g_strjoinv(" ", words);
    g_autofree char *title =
        g_strconcat(command->name, *asked != '\0' ? " " : "", asked, NULL);
    return g_utf8_make_valid(title, -1);
}

static bool check_format(struct options *options, const struct command *command)
{
    const char *color = options->color;
    if (!check_dialect(options, command))
        return false;
    int found = color != NULL ? emit_color_find(color) : EMIT_COLOR_AUTO;
    if (found < 0)
        return refuse(command, _("unknown color '%s': auto, always or never"),
                      color);
    options->title = page_title(options, command);
    options->emit.color = (enum emit_color)found;
    options->emit.output = options->output;
    options->emit.excel = options->excel;
    options->emit.pager = !options->no_pager;
    options->emit.list = options->queries != NULL;
    options->emit.name = command->name;
    options->emit.title = options->title;
    if (options->excel && options->emit.format != EMIT_CSV)
        return refuse(command, _("--excel needs --format csv"));
    return true;
}

static bool check_order(struct options *options, const struct command *command)
{
    int found =
        options->sort != NULL ? kwic_order_find(options->sort) : KWIC_DOCUMENT;
    if (found < 0)
        return refuse(command,
                      _("unknown sort '%s': document, left, right, place or "
                        "relevance"),
                      options->sort);
    options->order = (enum kwic_order)found;
    options->ranking.sort = kwic_sort(options->order);
    options->ranking.by_text = true;
    return true;
}

static bool check_sort(struct options *options, const struct command *command)
{
    if (command->flags & TAKES_WIDTH)
        return check_order(options, command);
    for (guint i = 0; sorts[i] != NULL; i++)
        if (options->sort == NULL || strcmp(options->sort, sorts[i]) == 0) {
            options->ranking.sort = (enum match_sort)i;
            return true;
        }
    return refuse(command, _("unknown sort '%s': relevance, document or place"),
                  options->sort);
}

static bool check_match(struct options *options, const struct command *command)
{
    int found =
        options->match != NULL ? match_kind_find(options->match) : MATCH_EXACT;
    if (found < 0)
        return refuse(command, _("unknown match '%s': exact, masked or loose"),
                      options->match);
    options->ranking.widest = (enum match_kind)found;
    options->ranking.tiers = options->tiers;
    return true;
}

static bool check_numbers(struct options *options,
                          const struct command *command)
{
    if (options->limit == NO_LIMIT)
        options->limit =
            command->flags & TAKES_RANK && options->per_plan == 0 ? 10 : 0;
    options->fit = options->width == NO_LIMIT;
    if (options->fit)
        options->width = USUAL_CONTEXT;
    if (options->limit < 0 || options->offset < 0 || options->around < 0 ||
        options->width < 0 || options->per_plan < 0)
        return refuse(command,
                      _("--limit, --offset, --per-plan, --width and -C take no "
                        "negative numbers"));
    options->ranking.limit = (guint)options->limit;
    options->ranking.offset = (guint)options->offset;
    return true;
}

/* A command's own options are words, save those that name a FILE. */
static bool check_own(const struct options *options,
                      const struct command *command)
{
    const struct own_option *at =
        command->own != NULL ? command->own->list : NULL;
    for (; at != NULL && at->name != NULL; at++) {
        if (at->arg != G_OPTION_ARG_FILENAME || strcmp(at->value, "FILE") == 0)
            continue;
        const char *words = *(char **)own_place(options, at);
        if (words != NULL && !g_utf8_validate(words, -1, NULL))
            return refuse(command, _("--%s is not valid UTF-8"), at->name);
    }
    return true;
}

static bool takes_value(const struct entries *entries, char letter)
{
    for (guint i = 0; i < entries->count; i++)
        if (entries->list[i].short_name == letter && letter != '\0')
            return entries->list[i].arg != G_OPTION_ARG_NONE;
    return false;
}

/* -n10 as -n 10: GLib knows values of short options as the next word only.
 * The words are borrowed from argv and from `kept`. */
static GPtrArray *split_words(int argc, char **argv,
                              const struct entries *entries, GPtrArray *kept)
{
    GPtrArray *words = g_ptr_array_new();
    bool options = true;
    for (int i = 0; i < argc; i++) {
        char *word = argv[i];
        options = options && strcmp(word, "--") != 0;
        if (options && i > 0 && word[0] == '-' && word[1] != '\0' &&
            word[2] != '\0' && takes_value(entries, word[1])) {
            char *letter = g_strndup(word, 2);
            g_ptr_array_add(kept, letter);
            g_ptr_array_add(words, letter);
            word += 2;
        }
        g_ptr_array_add(words, word);
    }
    g_ptr_array_add(words, NULL);
    return words;
}

static bool parse(GOptionContext *context, const struct entries *entries,
                  int argc, char **argv, GError **error)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) words = split_words(argc, argv, entries, kept);
    char **list = (char **)words->pdata;
    int count = (int)words->len - 1;
    return g_option_context_parse(context, &count, &list, error);
}

/* GLib's message in our way: lower case, and what to do about it. */
static bool refuse_parse(const struct command *command, const GError *error)
{
    bool unknown =
        g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);
    return refuse(
        command, "%c%s%s", g_ascii_tolower(error->message[0]),
        error->message + 1,
        unknown ? _("\n  an operand that begins with - comes after --") : "");
}

bool options_read(struct options *options, const struct command *command,
                  int argc, char **argv, enum status *status)
{
    g_autoptr(GError) error = NULL;
    struct entries entries = {0};
    *options = (struct options){
        .command = command, .limit = NO_LIMIT, .width = NO_LIMIT};
    *status = STATUS_USAGE;
    GOptionContext *context = context_new(command, &entries, options);
    bool fine = parse(context, &entries, argc, argv, &error);
    g_option_context_free(context);
    if (!fine)
        return refuse_parse(command, error);
    if (options->help || options->version) {
        g_autofree char *help = options->help
                                    ? help_of(command)
                                    : g_strdup(PROGRAM " " PLAN_VERSION "\n");
        fputs(help, stdout);
        *status = STATUS_FOUND;
        return false;
    }
    return check_numbers(options, command) && check_format(options, command) &&
           check_sort(options, command) && check_match(options, command) &&
           check_own(options, command);
}

void options_clear(struct options *options)
{
    own_clear(options);
    g_strfreev(options->dbs);
    g_strfreev(options->operands);
    g_free(options->format);
    g_free(options->title);
    g_free(options->output);
    g_free(options->color);
    g_free(options->sort);
    g_free(options->match);
    g_free(options->queries);
    g_free(options->by);
    g_free(options->figure);
}
