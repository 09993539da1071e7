/* Reading one source file. */
#include "tests/unit/source_fixture.h"

#include <sys/stat.h>

TestSuite(source_file, .init = folder_make, .fini = folder_remove);

static void refused(const char *name, const char *why)
{
    g_autoptr(GError) error = NULL;
    struct source_file *file = read_file(name, &error);
    cr_assert_null(file);
    g_autofree char *wanted =
        g_strdup_printf("cannot read '%s/%s': %s", folder, name, why);
    cr_assert_str_eq(error->message, wanted);
}

Test(source_file, text_hash_and_size)
{
    put("a.txt", "\xEF\xBB\xBF甲市规划\n");
    struct source_file *file = read_file("a.txt", NULL);
    cr_assert_str_eq(file->text, "甲市规划\n");
    cr_assert_eq(file->length, strlen("甲市规划\n"));
    cr_assert_eq(file->size, 16);
    cr_assert_str_eq(file->name, "a.txt");
    cr_assert(g_path_is_absolute(file->path));
    cr_assert_gt(file->mtime_ns, 0);
    cr_assert_eq(file->format, SOURCE_TEXT);
    /* printf '\xEF\xBB\xBF甲市规划\n' | sha256sum */
    g_autofree char *sum = g_compute_checksum_for_string(
        G_CHECKSUM_SHA256, "\xEF\xBB\xBF甲市规划\n", -1);
    cr_assert_str_eq(file->sha256, sum);
    source_file_free(file);
}

Test(source_file, other_encodings_are_decoded)
{
    gsize length;
    g_autofree char *bytes =
        g_convert("甲市知识产权发展规划，保护和运用。\n", -1, "GB18030",
                  "UTF-8", NULL, &length, NULL);
    put_bytes("a.txt", bytes, (gssize)length);
    struct source_file *file = read_file("a.txt", NULL);
    cr_assert_str_eq(file->text, "甲市知识产权发展规划，保护和运用。\n");
    source_file_free(file);
}

Test(source_file, what_is_no_plan_is_refused_with_the_reason)
{
    put("empty.txt", "");
    refused("empty.txt", "empty file");
    put("blank.txt", " \n\t\xE3\x80\x80\n");
    refused("blank.txt", "no text in it");
    put("blank.jsonl", "\n \r\n");
    refused("blank.jsonl", "no text in it");
    put("folder.txt/x", "x");
    refused("folder.txt", "not a regular file");
    refused("gone.txt", "No such file or directory");
    g_autofree char *pipe = path_of("pipe.txt");
    cr_assert_eq(mkfifo(pipe, 0600), 0);
    refused("pipe.txt", "not a regular file");
}

Test(source_file, binary_is_refused_by_name)
{
    put_bytes("a.txt",
              "\x7F"
              "ELF\x01\x00\x00\x01\xFF\xFE\x00\x00",
              12);
    g_autoptr(GError) error = NULL;
    cr_assert_null(read_file("a.txt", &error));
    g_autofree char *begin =
        g_strdup_printf("cannot read '%s/a.txt': ", folder);
    cr_assert(g_str_has_prefix(error->message, begin));
}

Test(source_file, too_large_is_refused_before_it_is_read)
{
    g_autofree char *path = path_of("large.txt");
    put("large.txt", "x");
    cr_assert_eq(truncate(path, (64 << 20) + 1), 0);
    refused("large.txt", "larger than 64 MiB");
}

Test(source_file, one_that_vanishes_after_it_was_found)
{
    put("a.txt", "x");
    g_autofree char *path = path_of("a.txt");
    struct source_file *file = source_file_new(path, NULL);
    g_remove(path);
    g_autoptr(GError) error = NULL;
    cr_assert_not(source_file_read(file, &error));
    cr_assert(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
    source_file_free(file);
}

Test(source_file, jsonl_is_known_by_its_ending)
{
    put("a.JSONL", "\xEF\xBB\xBF{}\n");
    struct source_file *file = read_file("a.JSONL", NULL);
    cr_assert_eq(file->format, SOURCE_JSONL);
    cr_assert_str_eq(file->text, "{}\n");
    source_file_free(file);
}
