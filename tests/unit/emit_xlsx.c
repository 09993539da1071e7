/* Workbooks of several sheets, read back by Python's zipfile. */
#include "common/emit/emit.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static const char *const one_field[] = {"n", NULL};
static const char *const two_fields[] = {"n", "flag", NULL};

static json_t *record_json(const void *record)
{
    const guint *number = record;
    return json_pack("{s:i, s:b}", "n", (int)*number, "flag", *number % 2);
}

static const struct emit_shape one = {one_field, record_json, NULL, NULL};
static const struct emit_shape two = {two_fields, record_json, NULL, NULL};

static void put(struct emit *emit, const struct emit_shape *shape, guint count)
{
    emit_begin(emit, shape, NULL);
    for (guint i = 0; i < count; i++)
        emit_record(emit, &i);
    emit_end(emit);
}

/* "name rows cells-of-the-last-row" of every sheet, a line each. */
static char *sheets(const char *path)
{
    static const char script[] =
        "import re, sys, zipfile\n"
        "book = zipfile.ZipFile(sys.argv[1])\n"
        "names = re.findall('<sheet name=\"([^\"]*)\"',\n"
        "                   book.read('xl/workbook.xml').decode())\n"
        "for i, name in enumerate(names, 1):\n"
        "    xml = book.read(f'xl/worksheets/sheet{i}.xml').decode()\n"
        "    last = xml[xml.rindex('<row '):]\n"
        "    print(name, xml.count('<row '), last.count('<c '))\n";
    const char *arguments[] = {"python3", "-c", script, path, NULL};
    char *out = NULL;
    int status = 0;
    cr_assert(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH,
                           NULL, NULL, &out, NULL, &status, NULL));
    cr_assert_eq(status, 0);
    return out;
}

static struct emit *open_book(const char *path)
{
    struct emit *emit = emit_open(&(struct emit_options){.format = EMIT_XLSX,
                                                         .output = path,
                                                         .name = "first"},
                                  NULL);
    cr_assert_not_null(emit);
    return emit;
}

static char *scratch(char **path)
{
    char *folder = g_dir_make_tmp("xlsx-XXXXXX", NULL);
    *path = g_build_filename(folder, "out.xlsx", NULL);
    return folder;
}

Test(xlsx, another_name_or_other_fields_begin_a_sheet)
{
    g_autofree char *path, *folder = scratch(&path);
    struct emit *emit = open_book(path);
    put(emit, &one, 2);
    put(emit, &one, 150); /* the same: goes on */
    put(emit, &two, 1);
    emit_name(emit, "第二");
    put(emit, &two, 0);
    cr_expect_eq(emit_cut(emit), 0);
    cr_assert(emit_close(emit, NULL));
    g_autofree char *found = sheets(path);
    cr_expect_str_eq(found, "first 153 1\nfirst-2 2 2\n第二 1 2\n");
    g_unlink(path);
    cr_expect_eq(g_rmdir(folder), 0);
}

Test(xlsx, a_full_sheet_goes_on_in_another, .timeout = 120)
{
    enum { ROWS = 1048576 };
    g_autofree char *path, *folder = scratch(&path);
    struct emit *emit = open_book(path);
    put(emit, &one, ROWS + 4);
    cr_assert(emit_close(emit, NULL));
    g_autofree char *found = sheets(path);
    cr_expect_str_eq(found, "first 1048576 1\nfirst-2 6 1\n");
    g_unlink(path);
    g_rmdir(folder);
}

static const char *long_text;

static json_t *text_json(const void *record)
{
    (void)record;
    return json_pack("{s:s}", "n", long_text);
}

/* _x0041_ is written with six more characters, which count. */
Test(xlsx, a_long_cell_of_codes_is_cut_and_not_lost)
{
    static const struct emit_shape texts = {one_field, text_json, NULL, NULL};
    g_autofree char *path, *folder = scratch(&path);
    struct emit *emit = open_book(path);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 4000; i++)
        g_string_append(text, "_x0041_");
    long_text = text->str;
    emit_begin(emit, &texts, NULL);
    emit_record(emit, "");
    emit_end(emit);
    cr_expect_eq(emit_cut(emit), 1);
    cr_assert(emit_close(emit, NULL));
    g_autofree char *found = sheets(path);
    cr_expect_str_eq(found, "first 2 1\n");
    g_unlink(path);
    g_rmdir(folder);
}

Test(xlsx, what_is_abandoned_leaves_nothing)
{
    g_autofree char *path, *folder = scratch(&path);
    g_setenv("TMPDIR", folder, TRUE);
    struct emit *emit = open_book(path);
    put(emit, &one, 500);
    emit_abandon(emit);
    cr_expect_eq(g_rmdir(folder), 0, "something was left in the folder");
}
