/* Finding source files in operands and folders. */
#include "tests/unit/source_fixture.h"

TestSuite(source_find, .init = folder_make, .fini = folder_remove);

static void note(const GError *error, void *data)
{
    g_string_append_printf(data, "%s\n", error->message);
}

/* The paths found, relative to the folder, a space between them; errors in
 * *errors when that is not NULL. */
static char *find(const char *const *operands, char **errors)
{
    GString *paths = g_string_new(NULL), *report = g_string_new(NULL);
    g_autoptr(GPtrArray) found = source_find(operands, note, report);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(paths, "%s%s", i > 0 ? " " : "",
                               (char *)g_ptr_array_index(found, i) +
                                   strlen(folder) + 1);
    if (errors != NULL)
        *errors = g_string_free(report, false);
    else
        g_string_free(report, true);
    return g_string_free(paths, false);
}

Test(source_find, folders_are_walked_in_sorted_order)
{
    put("b.txt", "x");
    put("a/z.TXT", "x");
    put("a/c.md", "x");
    put("c.jsonl", "x");
    put("d.text", "x");
    put("d.pdf", "x");
    put("txt", "x");
    put(".hidden.txt", "x");
    put(".git/e.txt", "x");
    g_autofree char *errors = NULL;
    g_autofree char *found = find((const char *[]){folder, NULL}, &errors);
    cr_assert_str_eq(found, "a/c.md a/z.TXT b.txt c.jsonl d.text");
    cr_assert_str_eq(errors, "");
}

Test(source_find, a_file_that_is_named_may_have_any_name)
{
    put("plan", "x");
    put(".plan.txt", "x");
    g_autofree char *plan = path_of("plan");
    g_autofree char *hidden = path_of(".plan.txt");
    g_autofree char *found = find((const char *[]){hidden, plan, NULL}, NULL);
    cr_assert_str_eq(found, ".plan.txt plan");
}

Test(source_find, each_file_once)
{
    put("a.txt", "x");
    g_autofree char *a = path_of("a.txt");
    g_autofree char *around = path_of("./b/../a.txt");
    put("b/c.txt", "x");
    g_autofree char *link = path_of("link.txt");
    cr_assert_eq(symlink(a, link), 0);
    g_autofree char *found =
        find((const char *[]){link, folder, a, around, NULL}, NULL);
    cr_assert_str_eq(found, "a.txt b/c.txt");
}

Test(source_find, a_link_back_up_ends)
{
    put("a/b/c.txt", "x");
    g_autofree char *link = path_of("a/b/up");
    cr_assert_eq(symlink(folder, link), 0);
    g_autofree char *found = find((const char *[]){folder, NULL}, NULL);
    cr_assert_str_eq(found, "a/b/c.txt");
}

Test(source_find, what_is_not_there_is_named_and_the_rest_goes_on)
{
    put("a.txt", "x");
    g_autofree char *gone = path_of("gone.txt");
    g_autofree char *dangling = path_of("dangling.txt");
    cr_assert_eq(symlink(gone, dangling), 0);
    g_autofree char *errors = NULL;
    g_autofree char *found =
        find((const char *[]){gone, folder, NULL}, &errors);
    cr_assert_str_eq(found, "a.txt");
    g_autofree char *wanted =
        g_strdup_printf("cannot read '%s': No such file or directory\n"
                        "cannot read '%s': No such file or directory\n",
                        gone, dangling);
    cr_assert_str_eq(errors, wanted);
}

Test(source_find, a_folder_without_rights_is_named)
{
    put("a.txt", "x");
    put("locked/b.txt", "x");
    g_autofree char *locked = path_of("locked");
    cr_assert_eq(g_chmod(locked, 0), 0);
    /* Rights do not bind root: ask as someone else. */
    bool root = geteuid() == 0;
    if (root) {
        cr_assert_eq(g_chmod(folder, 0755), 0);
        cr_assert_eq(seteuid(65534), 0);
    }
    g_autofree char *errors = NULL;
    g_autofree char *found = find((const char *[]){folder, NULL}, &errors);
    if (root)
        cr_assert_eq(seteuid(0), 0);
    g_chmod(locked, 0700);
    g_autofree char *wanted =
        g_strdup_printf("cannot read '%s': Permission denied\n", locked);
    cr_assert_str_eq(found, "a.txt");
    cr_assert_str_eq(errors, wanted);
}
