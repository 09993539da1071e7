/* Manual pages: what is typed comes out of roff as it is typed, and a table is
 * all a command needs to be in page and completion. */
#include "common/manual/manual.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_part(const char *text, const char *part)
{
    cr_expect(strstr(text, part) != NULL, "no '%s' in:\n%s", part, text);
}

static struct manual_page *page_new(enum manual_form form)
{
    return manual_page_new(form, "plan-test", "7", "a page", "plan-search 1");
}

Test(manual_page, roff_is_not_taken_for_requests_and_escapes)
{
    struct manual_page *page = page_new(MANUAL_ROFF);
    manual_heading(page, "TEXT");
    manual_text(page, ".txt is an ending, \\d a digit\n\n'quoted' `a` ^ ~ -x");
    manual_line(page, ".one\n.two '\\d'", NULL);
    g_autofree char *text = manual_page_finish(page);
    expect_part(text, ".TH PLAN-TEST 7 ");
    expect_part(text, ".SH TEXT\n\\&.txt is an ending, \\ed a digit\n");
    expect_part(text, ".PP\n\\(aqquoted\\(aq \\(gaa\\(ga \\(ha \\(ti \\-x\n");
    expect_part(text, ".EX\n\\&.one\n\\&.two \\(aq\\ed\\(aq\n.EE\n");
}

Test(manual_page, roff_lines_are_short_and_sentences_begin_them)
{
    struct manual_page *page = page_new(MANUAL_ROFF);
    g_autoptr(GString) words = g_string_new("One. Two");
    for (int i = 0; i < 100; i++)
        g_string_append(words, " words");
    manual_heading(page, "TEXT");
    manual_text(page, words->str);
    g_autofree char *text = manual_page_finish(page);
    expect_part(text, "\nOne.\nTwo words");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        cr_expect(strlen(*line) <= 80, "%s", *line);
}

Test(manual_page, items_have_a_bold_tag_and_an_argument)
{
    struct manual_page *page = page_new(MANUAL_ROFF);
    manual_item(page, "--db", "DIR", "the index");
    g_autofree char *roff = manual_page_finish(page);
    expect_part(roff, ".TP\n\\fB\\-\\-db\\fR \\fIDIR\\fR\nthe index\n");
    page = page_new(MANUAL_TERMINAL);
    manual_item(page, "--db", "DIR", "the index");
    g_autofree char *plain = manual_page_finish(page);
    cr_expect_str_eq(plain, "plan-test(7) - a page\n"
                            "    --db DIR\n        the index\n");
}

/* ---- a program of two commands, which differ in what --shape takes */

static const GOptionEntry entries[] = {
    {"shape", 's', 0, G_OPTION_ARG_FILENAME, NULL, "how it looks", "SHAPE"},
    {"folder", 0, 0, G_OPTION_ARG_FILENAME, NULL, "where", "DIR"},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL},
    G_OPTION_ENTRY_NULL};
static const struct manual_command commands[] = {
    {"draw", "FILE|all", "Draw it.", "More of it.", entries},
    {"cut", "FILE", "Cut it.", NULL, entries}};
static const struct manual_example examples[] = {
    {"draw", "plan-test draw .x", "A drawing"}, {NULL, NULL, NULL}};
static const char *const shapes[] = {"round", "square", NULL};
static const char *const cuts[] = {"sharp", NULL};
static const struct manual_choice choices[] = {
    {"shape", NULL, shapes}, {"cut --shape", NULL, cuts}, {NULL, NULL, NULL}};
static const struct manual_row rows[] = {{"0", "done"}, {NULL, NULL}};

static const struct manual_program program = {
    .name = "plan-test",
    .version = "1",
    .about = "a test",
    .description = "It tests.",
    .commands = commands,
    .count = G_N_ELEMENTS(commands),
    .examples = examples,
    .choices = choices,
    .statuses = rows,
    .see_also = rows,
};

Test(manual_program, a_row_is_on_the_page)
{
    g_autofree char *roff = manual_program_page(&program, MANUAL_ROFF);
    expect_part(roff, ".SS plan\\-test draw [OPTION…] FILE|all\nDraw it.\n"
                      ".PP\nMore of it.\n");
    expect_part(roff, "\\fB\\-s, \\-\\-shape\\fR \\fISHAPE\\fR\n");
    expect_part(roff, "A drawing:\n.PP\n.RS 4\n.EX\nplan\\-test draw .x\n");
    g_autofree char *overview = manual_overview(&program);
    expect_part(overview, "  draw        Draw it.\n");
    g_autofree char *help = manual_command_help(&program, &commands[0]);
    expect_part(help, "--shape=SHAPE");
    expect_part(help, "A drawing:\n  plan-test draw .x\n");
}

Test(manual_program, a_row_is_completed)
{
    g_autofree char *bash = manual_completion(&program);
    expect_part(bash, "_plan_test_commands()\n{\n    echo draw cut\n}\n");
    expect_part(bash, "    draw) echo --shape --folder ;;\n");
    expect_part(bash, "    *' --shape' | *' -s') echo 'round square' ;;\n");
    expect_part(bash, "    *' --folder') echo 'DIR' ;;\n");
    expect_part(bash, "    draw) echo FILE all ;;\n");
    expect_part(bash, "complete -F _plan_test plan-test\n");
    cr_expect(strchr(bash, '@') == NULL); /* all prefixes are filled in */
}

Test(manual_program, what_differs_in_one_command_comes_first)
{
    g_autofree char *bash = manual_completion(&program);
    const char *own =
        strstr(bash, "    cut' --shape' | cut' -s') echo 'sharp' ;;\n");
    cr_assert_not_null(own, "%s", bash);
    cr_expect(strstr(own, "*' --shape'") != NULL);
}
