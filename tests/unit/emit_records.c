/* The record stream in every dialect, and where its bytes go. */
#include "common/emit/emit.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const fields[] = {"id", "path", "text", "spans", "n", NULL};

static json_t *record_json(const void *record)
{
    return json_pack("{s:s, s:[ss], s:s, s:[[ii]], s:f}", "id", record, "path",
                     "一、甲", "（一）乙", "text", "甲\"乙\",\n丙", "spans", 0,
                     2, "n", 0.1);
}

static void record_text(struct page *page, const void *record)
{
    page_put(page, PAGE_ID, record);
    page_newline(page);
}

static const struct emit_shape shape = {fields, record_json, record_text, NULL};

static char *scratch(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("emit-XXXXXX", &error);
    cr_assert_not_null(folder);
    return folder;
}

/* What the stream writes for `documents` documents of `records` records. */
static char *written(struct emit_options options, guint documents,
                     guint records)
{
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    g_autoptr(GError) error = NULL;
    char *text;
    options.output = path;
    struct emit *emit = emit_open(&options, &error);
    cr_assert_not_null(emit);
    for (guint i = 0; i < documents; i++) {
        emit_begin(emit, &shape, json_pack("{s:i}", "format", 1));
        for (guint j = 0; j < records; j++)
            emit_record(emit, "jia");
        emit_end(emit);
    }
    cr_assert(emit_close(emit, &error));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    cr_expect_eq(g_rmdir(folder), 0, "something else was left in the folder");
    return text;
}

static const char object[] =
    "{\"id\":\"jia\",\"path\":[\"一、甲\",\"（一）乙\"],"
    "\"text\":\"甲\\\"乙\\\",\\n丙\",\"spans\":[[0,2]],\"n\":0.1}";

Test(emit, jsonl_is_an_object_a_line)
{
    g_autofree char *text =
        written((struct emit_options){.format = EMIT_JSONL}, 2, 1);
    g_autofree char *want = g_strconcat(object, "\n", object, "\n", NULL);
    cr_expect_str_eq(text, want);
}

Test(emit, json_has_a_head)
{
    g_autofree char *text =
        written((struct emit_options){.format = EMIT_JSON}, 1, 2);
    g_autofree char *want = g_strconcat("{\"format\":1,\"records\":[\n", object,
                                        ",\n", object, "\n]}\n", NULL);
    cr_expect_str_eq(text, want);
    g_autofree char *empty =
        written((struct emit_options){.format = EMIT_JSON}, 1, 0);
    cr_expect_str_eq(empty, "{\"format\":1,\"records\":[]}\n");
}

Test(emit, json_of_several_queries_is_a_list)
{
    for (guint documents = 0; documents < 3; documents++) {
        g_autofree char *text =
            written((struct emit_options){.format = EMIT_JSON, .list = true},
                    documents, 2);
        json_t *list = json_loads(text, 0, NULL);
        cr_assert(json_is_array(list), "%s", text);
        cr_expect_eq(json_array_size(list), documents);
        json_decref(list);
    }
}

Test(emit, csv_quotes_and_joins)
{
    g_autofree char *text =
        written((struct emit_options){.format = EMIT_CSV}, 2, 1);
    const char row[] = "\"jia\",\"一、甲 > （一）乙\",\"甲\"\"乙\"\",\n丙\","
                       "\"[[0,2]]\",\"0.1\"\r\n";
    g_autofree char *want = g_strconcat(
        "\"id\",\"path\",\"text\",\"spans\",\"n\"\r\n", row, row, NULL);
    cr_expect_str_eq(text, want);
}

static const char *cell;

static json_t *cell_json(const void *record)
{
    (void)record;
    return json_pack("{s:s?, s:[s]}", "id", cell, "path", cell);
}

static json_t *number_json(const void *record)
{
    (void)record;
    return json_pack("{s:i, s:f}", "id", -1, "path", -0.5);
}

/* What a spreadsheet's csv makes of one record of two cells; caller frees. */
static char *excel_of(json_t *(*json)(const void *record))
{
    static const char *const columns[] = {"id", "path", NULL};
    const struct emit_shape cells = {columns, json, record_text, NULL};
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    g_autofree char *out = NULL;
    struct emit_options options = {
        .format = EMIT_CSV, .excel = true, .output = path};
    struct emit *emit = emit_open(&options, NULL);
    emit_begin(emit, &cells, NULL);
    emit_record(emit, "");
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &out, NULL, NULL));
    g_unlink(path);
    g_rmdir(folder);
    return g_steal_pointer(&out);
}

static void check_cell(const char *text, const char *want)
{
    cell = text;
    g_autofree char *out = excel_of(cell_json);
    g_autofree char *whole = g_strconcat("\uFEFF\"id\",\"path\"\r\n\"", want,
                                         "\",\"", want, "\"\r\n", NULL);
    cr_expect_str_eq(out, whole);
}

Test(emit, excel_numbers_below_zero_stay_numbers)
{
    g_autofree char *out = excel_of(number_json);
    cr_expect_str_eq(out, "\uFEFF\"id\",\"path\"\r\n\"-1\",\"-0.5\"\r\n");
}

Test(emit, excel_cells_start_no_formula)
{
    check_cell("=1+1", "'=1+1");
    check_cell("+1", "'+1");
    check_cell("-1", "'-1");
    check_cell("@a", "'@a");
    check_cell("\ta", "'\ta");
    check_cell("\ra", "'\ra");
    check_cell("＝甲", "'＝甲");
    check_cell("甲=1", "甲=1");
    check_cell("——甲", "——甲");
    check_cell("", "");
}

Test(emit, csv_null_is_empty)
{
    cell = NULL;
    static const char *const columns[] = {"id", "none", NULL};
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    g_autofree char *out = NULL;
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_CSV, .output = path}, NULL);
    emit_begin(emit,
               &(struct emit_shape){columns, record_json, record_text, NULL},
               NULL);
    emit_record(emit, "a");
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &out, NULL, NULL));
    cr_expect_str_eq(out, "\"id\",\"none\"\r\n\"a\",\r\n");
    g_unlink(path);
    g_rmdir(folder);
}

Test(emit, a_full_disk_is_an_error)
{
    g_autoptr(GError) error = NULL;
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_JSONL, .output = "/dev/full"},
        &error);
    cr_assert_not_null(emit);
    emit_begin(emit, &shape, NULL);
    for (guint i = 0; i < 10000 && !emit_stopped(emit); i++)
        emit_record(emit, "jia");
    cr_expect(emit_stopped(emit));
    emit_end(emit);
    cr_expect_not(emit_close(emit, &error));
    cr_expect(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
    cr_expect_str_eq(error->message,
                     "cannot write '/dev/full': No space left on device");
}

Test(emit, a_folder_or_a_missing_one_cannot_be_written)
{
    static const char *const bad[] = {"/", "/nonexistent/out"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        struct emit_options options = {.output = bad[i]};
        cr_expect_null(emit_open(&options, &error));
        cr_expect(g_str_has_prefix(error->message, "cannot write '"));
    }
}

Test(emit, a_file_is_replaced_whole_and_keeps_its_rights)
{
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    g_autofree char *link = g_build_filename(folder, "link", NULL);
    g_autofree char *text = NULL;
    struct stat after;
    cr_assert(g_file_set_contents(path, "old", -1, NULL));
    cr_assert_eq(chmod(path, 0640), 0);
    cr_assert_eq(symlink("out", link), 0);
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_TEXT, .output = link}, NULL);
    emit_begin(emit, &shape, NULL);
    emit_record(emit, "jia");
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    cr_expect_str_eq(text, "old", "changed before it was whole");
    g_clear_pointer(&text, g_free);
    emit_end(emit);
    cr_assert(emit_close(emit, NULL));
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    cr_expect_str_eq(text, "jia\n");
    cr_assert_eq(lstat(path, &after), 0);
    cr_expect_eq(after.st_mode & 0777, 0640);
    cr_assert_eq(lstat(link, &after), 0);
    cr_expect(S_ISLNK(after.st_mode));
    g_unlink(link);
    g_unlink(path);
    g_rmdir(folder);
}

Test(emit, what_is_abandoned_leaves_the_old_file)
{
    g_autofree char *folder = scratch();
    g_autofree char *path = g_build_filename(folder, "out", NULL);
    g_autofree char *text = NULL;
    cr_assert(g_file_set_contents(path, "old", -1, NULL));
    struct emit *emit = emit_open(
        &(struct emit_options){.format = EMIT_JSONL, .output = path}, NULL);
    emit_begin(emit, &shape, NULL);
    for (guint i = 0; i < 2000; i++)
        emit_record(emit, "jia");
    emit_abandon(emit);
    cr_assert(g_file_get_contents(path, &text, NULL, NULL));
    cr_expect_str_eq(text, "old");
    g_unlink(path);
    cr_expect_eq(g_rmdir(folder), 0, "something else was left in the folder");
}

Test(emit, a_closed_pipe_is_quiet)
{
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    cr_assert_eq(pipe(ends), 0);
    close(ends[0]);
    int old = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    struct emit *emit =
        emit_open(&(struct emit_options){.format = EMIT_JSONL}, NULL);
    emit_begin(emit, &shape, NULL);
    for (guint i = 0; i < 10000 && !emit_stopped(emit); i++)
        emit_record(emit, "jia");
    cr_expect(emit_stopped(emit));
    emit_end(emit);
    g_autoptr(GError) error = NULL;
    cr_expect(emit_close(emit, &error));
    dup2(old, STDOUT_FILENO);
    close(old);
    close(ends[1]);
}

Test(emit, names_of_formats_and_colours)
{
    cr_expect_eq(emit_format_find("csv"), EMIT_CSV);
    cr_expect_eq(emit_format_find("xml"), -1);
    cr_expect_eq(emit_color_find("never"), EMIT_COLOR_NEVER);
    cr_expect_eq(emit_color_find(""), -1);
}
