/* Pages: line breaks as Chinese has them, marks, nothing that escapes. */
#include "common/emit/emit.h"

#include <criterion/criterion.h>

static void check(guint width, bool color, guint indent, const char *text,
                  const struct page_span *mark, const char *want)
{
    struct page page = {
        .out = g_string_new(NULL), .width = width, .color = color};
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof *mark);
    if (mark != NULL)
        g_array_append_vals(marks, mark, 1);
    page_flow(&page, PAGE_PLAIN, indent, text, marks);
    cr_expect_str_eq(page.out->str, want);
    g_string_free(page.out, TRUE);
}

Test(page, a_pipe_gets_no_line_breaks)
{
    check(0, false, 2, "甲乙丙丁戊己庚辛壬癸 abc", NULL,
          "  甲乙丙丁戊己庚辛壬癸 abc\n");
}

Test(page, wide_characters_take_two_columns)
{
    check(24, false, 2, "甲乙丙丁戊己庚辛壬癸子丑寅卯", NULL,
          "  甲乙丙丁戊己庚辛壬癸子\n  丑寅卯\n");
    check(23, false, 2, "甲乙丙丁戊己庚辛壬癸子丑寅卯", NULL,
          "  甲乙丙丁戊己庚辛壬癸\n  子丑寅卯\n");
}

Test(page, no_closing_mark_begins_a_line)
{
    check(22, false, 0, "甲乙丙丁戊己庚辛壬癸子。丑寅", NULL,
          "甲乙丙丁戊己庚辛壬癸\n子。丑寅\n");
    check(22, false, 0, "甲乙丙丁戊己庚辛壬癸“丑寅”", NULL,
          "甲乙丙丁戊己庚辛壬癸\n“丑寅”\n");
}

Test(page, words_stay_whole_and_spaces_vanish_at_the_end)
{
    check(21, false, 0, "plan documents search engine", NULL,
          "plan documents search\nengine\n");
    check(20, false, 0, "甲乙丙丁戊己庚 search", NULL,
          "甲乙丙丁戊己庚\nsearch\n");
    check(20, false, 0, "aaaaaaaaaaaaaaaaaaaaaaaaa", NULL,
          "aaaaaaaaaaaaaaaaaaaa\naaaaa\n");
}

Test(page, marks_are_coloured_and_run_over_line_ends)
{
    struct page_span mark = {9, 11};
    check(20, true, 0, "甲乙丙丁戊己庚辛壬癸子", &mark,
          "甲乙丙丁戊己庚辛壬\033[1;31m癸\033[0m\n\033[1;31m子\033[0m\n");
}

Test(page, marks_do_not_stand_without_colour)
{
    struct page_span mark = {1, 2};
    check(0, false, 0, "甲乙丙", &mark, "甲乙丙\n");
}

Test(page, control_characters_do_not_reach_the_terminal)
{
    check(0, false, 0, "甲\033[31m\x07乙\xc2\x9b", NULL,
          "甲\uFFFD[31m\uFFFD乙\uFFFD\n");
    struct page page = {.out = g_string_new(NULL), .color = true};
    page_printf(&page, PAGE_HEAD, "%s", "\033]0;x\x07");
    cr_expect_str_eq(page.out->str, "\033[1m\uFFFD]0;x\uFFFD\033[0m");
    g_string_free(page.out, TRUE);
}

Test(page, an_empty_text_is_an_empty_line)
{
    check(0, false, 0, "", NULL, "\n");
}
