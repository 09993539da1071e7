/* What help and the manual pages of plan-search say, from the tables of
 * commands, options, examples, query syntax and output fields. */
#include "searcher/cmd/cmd.h"

#include "common/messages/messages.h"
#include "common/text/text.h"

#include <string.h>

#define SOURCE "plan-search " PLAN_VERSION

/* ---- the program: plan-search(1), the list of commands, completion */

static const struct manual_row statuses[] = {
    {"0", N_("something found")},
    {"1", N_("nothing found, or some ids of show are missing")},
    {"2", N_("wrong usage, or a query that cannot be understood")},
    {"3", N_("input or index cannot be read, or output not be written")},
    {"4", N_("internal error")},
    {NULL, NULL},
};

static const struct manual_row see_also[] = {
    {"plan-index(1)", N_("make the index")},
    {"plan-query(7)", N_("the query language")},
    {"plan-output(5)", N_("the records of all formats, field by field")},
    {NULL, NULL},
};

static const struct manual_choice *fields(void)
{
    static struct manual_choice list[QUERY_FIELDS + 1];
    for (int i = 0; i < QUERY_FIELDS; i++)
        list[i] =
            (struct manual_choice){query_fields[i].name, query_fields[i].alias,
                                   query_field_words((enum query_field)i)};
    return list;
}

static struct manual_command describe(const struct command *command)
{
    return (struct manual_command){command->name, command->operands,
                                   command->summary, command->details,
                                   options_entries(command)};
}

static struct manual_program program_of(const GArray *list)
{
    return (struct manual_program){
        .name = PROGRAM,
        .version = PLAN_VERSION,
        .about = N_("search in plan documents"),
        .description =
            N_("plan-search asks an index of Chinese plan documents that "
               "plan-index has made. What it finds are units, each a "
               "paragraph, a row of a table or a table's note, with the plan "
               "and the headings they stand under, an id to come back to and a "
               "citation.\n\nOptions mean the same in every command and may "
               "follow operands; -- ends them."),
        .commands = (const struct manual_command *)(const void *)list->data,
        .count = list->len,
        .examples = examples,
        .choices = options_choices(),
        .fields = fields(),
        .statuses = statuses,
        .see_also = see_also,
    };
}

char *help_of(const struct command *command)
{
    struct manual_command described = describe(command);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, 1);
    struct manual_program program = program_of(none);
    char *text = manual_command_help(&program, &described);
    g_free((gpointer)described.entries);
    return text;
}

/* What make(program) says of all commands; caller frees. */
static char *with_program(char *(*make)(const struct manual_program *))
{
    g_autoptr(GArray) list =
        g_array_new(FALSE, FALSE, sizeof(struct manual_command));
    for (const struct command *at = commands; at->name != NULL; at++) {
        struct manual_command described = describe(at);
        g_array_append_val(list, described);
    }
    struct manual_program program = program_of(list);
    char *text = make(&program);
    for (guint i = 0; i < list->len; i++)
        g_free((gpointer)g_array_index(list, struct manual_command, i).entries);
    return text;
}

static char *roff_page(const struct manual_program *program)
{
    return manual_program_page(program, MANUAL_ROFF);
}

static char *program_page(enum manual_form form)
{
    (void)form;
    return with_program(roff_page);
}

static char *completion(enum manual_form form)
{
    (void)form;
    return with_program(manual_completion);
}

/* ---- plan-query(7) */

static void put_syntax(struct manual_page *page)
{
    manual_heading(page, _("SYNTAX"));
    for (guint i = 0; i < query_syntaxes; i++) {
        const struct query_syntax *row = &query_syntax[i];
        g_autofree char *tag =
            row->alias != NULL
                ? g_strdup_printf("%s    %s", row->written, row->alias)
                : g_strdup(row->written);
        manual_item(page, tag, NULL, _(row->meaning));
    }
}

static void put_fields(struct manual_page *page)
{
    manual_heading(page, _("FIELDS"));
    for (guint i = 0; i < QUERY_FIELDS; i++) {
        g_autofree char *tag = g_strdup_printf("%s: %s:", query_fields[i].name,
                                               query_fields[i].alias);
        g_autofree char *about =
            g_strconcat(_(query_fields[i].about), _("."), NULL);
        manual_item(page, tag, NULL, about);
    }
}

static void put_query_examples(struct manual_page *page)
{
    manual_heading(page, _("EXAMPLES"));
    for (guint i = 0; i < query_syntaxes; i++) {
        const struct query_syntax *row = &query_syntax[i];
        g_autofree char *twin =
            row->example_twin != NULL
                ? g_strdup_printf("\nplan-search search -- '%s'",
                                  row->example_twin)
                : g_strdup("");
        g_autofree char *line =
            g_strdup_printf("plan-search search -- '%s'%s", row->example, twin);
        manual_line(page, line, row->written);
    }
}

static char *query_page(enum manual_form form)
{
    struct manual_page *page =
        manual_page_new(form, "plan-query", "7",
                        _("the query language of plan-search"), SOURCE);
    manual_heading(page, _("DESCRIPTION"));
    manual_text(page,
                _("A query is one operand, or several joined by spaces. It is "
                  "held against one unit at a time: a paragraph, a row of a "
                  "table or a note, on request also a heading, a title or a "
                  "caption. In a shell, put it between single quotation marks "
                  "when it holds more than words and colons, and after -- when "
                  "it begins with a hyphen."));
    put_syntax(page);
    put_fields(page);
    for (guint i = 0; i < query_notes_count; i++) {
        manual_heading(page, _(query_notes[i].heading));
        manual_text(page, _(query_notes[i].text));
    }
    put_query_examples(page);
    manual_heading(page, _("SEE ALSO"));
    manual_text(page, "plan-search(1), plan-output(5)");
    return manual_page_finish(page);
}

static char *field_list(enum manual_form form)
{
    (void)form;
    GString *out = g_string_new(
        _("A field narrows the search: the same one repeated means or, "
          "different ones and.\n\n"));
    for (guint i = 0; i < QUERY_FIELDS; i++) {
        const struct query_field_info *field = &query_fields[i];
        guint width = text_width(field->alias, -1);
        g_string_append_printf(out, "  %s:%*s%s:%*s%s\n", field->name,
                               (int)(11 - strlen(field->name)), "",
                               field->alias, (int)(8 - width), "",
                               _(field->about));
    }
    g_string_append(
        out, _("\n'plan-search help query' explains the whole language.\n"));
    return g_string_free(out, FALSE);
}

/* ---- plan-output(5) */

static void put_record(struct manual_page *page,
                       const struct output_record *record)
{
    manual_subheading(page, record->name);
    manual_text(page, _(record->about));
    manual_line(page, record->example, _("For instance"));
    for (const struct output_field *at = record->fields; at->name != NULL; at++)
        manual_item(page, at->name, at->type, _(at->meaning));
}

static char *output_page(enum manual_form form)
{
    struct manual_page *page =
        manual_page_new(form, "plan-output", "5",
                        _("what plan-search and plan-index print"), SOURCE);
    manual_heading(page, _("DESCRIPTION"));
    for (guint i = 0; i < output_notes_count; i++)
        manual_text(page, _(output_notes[i]));
    manual_heading(page, _("RECORDS"));
    for (guint i = 0; i < output_records_count; i++)
        put_record(page, &output_records[i]);
    manual_heading(page, _("SEE ALSO"));
    manual_text(page, "plan-search(1), plan-index(1)");
    return manual_page_finish(page);
}

/* ---- topics */

static const struct {
    const char *name;
    char *(*make)(enum manual_form form);
    enum manual_form form;
} topics[] = {
    {"query", query_page, MANUAL_TERMINAL},
    {"output", output_page, MANUAL_TERMINAL},
    {"fields", field_list, MANUAL_TERMINAL},
    {"man", program_page, MANUAL_ROFF},
    {"man-query", query_page, MANUAL_ROFF},
    {"man-output", output_page, MANUAL_ROFF},
    {"completion", completion, MANUAL_TERMINAL},
};

char *help_about(const char *topic)
{
    if (topic == NULL)
        return with_program(manual_overview);
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        if (strcmp(topic, topics[i].name) == 0)
            return topics[i].make(topics[i].form);
    return NULL;
}
