/* A page in its three forms: the same calls, each in its own syntax. */
#include "common/emit/emit.h"

#include <criterion/criterion.h>

#include <string.h>

static const enum page_form forms[] = {PAGE_TEXT, PAGE_MARKDOWN, PAGE_HTML};

/* What `put` writes in the three forms. */
static void check(void (*put)(struct page *page), const char *text,
                  const char *markdown, const char *html)
{
    const char *const wants[] = {text, markdown, html};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        struct page page = {.out = g_string_new(NULL), .form = forms[i]};
        put(&page);
        page_end(&page);
        cr_expect_str_eq(page.out->str, wants[i]);
        g_string_free(page.out, TRUE);
    }
}

static void put_record(struct page *page)
{
    page_printf(page, PAGE_HEAD, "%s  ", "甲市");
    page_put(page, PAGE_HEAD, "甲规划");
    page_newline(page);
    page_flow(page, PAGE_PATH, 2, "一、甲 > （一）乙", NULL);
    struct page_span spans[] = {{0, 2}, {3, 4}};
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof *spans);
    g_array_append_vals(marks, spans, 2);
    page_flow(page, PAGE_PLAIN, 4, "专利<。", marks);
    page_printf(page, PAGE_PLAIN, "    ");
    page_put(page, PAGE_ID, "jia-14/1.1/p1");
    page_put(page, PAGE_DIM, "  《甲》");
    page_newline(page);
}

Test(forms, a_record)
{
    check(put_record,
          "甲市  甲规划\n  一、甲 > （一）乙\n    专利<。\n"
          "    jia-14/1.1/p1  《甲》\n",
          "## 甲市  甲规划\n\n### 一、甲 > （一）乙\n\n**专利**\\<<b>。</b>\n\n"
          "`jia-14/1.1/p1`  《甲》\n",
          "<h2 class=\"head\">甲市  甲规划</h2>\n"
          "<h3 class=\"path i1\">一、甲 &gt; （一）乙</h3>\n"
          "<p class=\"text i2\"><mark>专利</mark>&lt;<mark>。</mark></p>\n"
          "<p class=\"line i2\"><a class=\"id\" id=\"jia-14/1.1/p1\" "
          "href=\"#jia-14/1.1/p1\">jia-14/1.1/p1</a>"
          "<span class=\"dim\">  《甲》</span></p>\n");
}

static void put_ids(struct page *page)
{
    page_put(page, PAGE_ID, "a");
    page_newline(page);
    page_newline(page);
    page_put(page, PAGE_ID, "a");
    page_newline(page);
    page_put(page, PAGE_ID, "a \"b");
    page_newline(page);
}

Test(forms, an_id_is_an_anchor_once_and_what_is_none_is_text)
{
    check(put_ids, "a\n\na\na \"b\n", "`a`\n\n`a`\n\na \"b\n",
          "<p class=\"line\"><a class=\"id\" id=\"a\" href=\"#a\">a</a></p>\n"
          "<p class=\"line apart\"><a class=\"id\" href=\"#a\">a</a></p>\n"
          "<p class=\"line\"><span class=\"id\">a &quot;b</span></p>\n");
}

static void put_items(struct page *page)
{
    page_item(page, 1);
    page_put(page, PAGE_PLAIN, "1. 甲");
    page_newline(page);
    page_item(page, 3);
    page_put(page, PAGE_PLAIN, "乙");
    page_newline(page);
    page_item(page, 2);
    page_put(page, PAGE_PLAIN, "丙");
    page_newline(page);
    page_put(page, PAGE_DIM, "丁");
    page_newline(page);
}

Test(forms, items_stand_below_those_above_them)
{
    check(put_items, "  1. 甲\n      乙\n    丙\n丁\n",
          "- 1\\. 甲\n  - 乙\n  - 丙\n\n丁\n",
          "<p class=\"item i1\">1. 甲</p>\n<p class=\"item i3\">乙</p>\n"
          "<p class=\"item i2\">丙</p>\n<p class=\"line dim\">丁</p>\n");
}

static void put_table(struct page *page)
{
    struct columns *columns = columns_new(3, 1);
    columns_add(columns, "甲|");
    columns_add(columns, "数");
    columns_add(columns, "n");
    columns_add(columns, "a");
    columns_run(columns, PAGE_INSERT, "新");
    columns_run(columns, PAGE_DELETE, "旧");
    columns_run(columns, PAGE_MOVE, "移");
    columns_add(columns, "1");
    columns_add(columns, "");
    columns_line(columns);
    columns_run(columns, PAGE_PLAIN, "2");
    columns_line(columns);
    columns_run(columns, PAGE_ID, "3");
    columns_add(columns, "all");
    columns_add(columns, "1");
    columns_add(columns, "2");
    columns_put(columns, page, true);
    page_put(page, PAGE_PLAIN, "后");
    page_newline(page);
}

Test(forms, a_table)
{
    check(put_table,
          "甲|      数    n\na新旧移   1  2 3\nall       1    2\n后\n",
          "| 甲\\| | 数 | n |\n| --- | ---: | ---: |\n"
          "| a<ins>新</ins><del>旧</del><em>移</em> | 1 | 2<br>`3` |\n"
          "| all | 1 | 2 |\n\n后\n",
          "<table>\n<thead><tr><th scope=\"col\" class=\"short\">甲|</th>"
          "<th scope=\"col\" class=\"n\">数</th>"
          "<th scope=\"col\" class=\"n\">n</th></tr></thead>\n<tbody>\n"
          "<tr><td class=\"short\">a<ins>新</ins><del>旧</del>"
          "<span class=\"move\">移</span></td><td class=\"n\">1</td>"
          "<td class=\"n\">2<br><a class=\"id\" id=\"3\" href=\"#3\">3</a>"
          "</td></tr>\n"
          "<tr class=\"total\"><td class=\"short\">all</td>"
          "<td class=\"n\">1</td><td class=\"n\">2</td></tr>\n"
          "</tbody>\n</table>\n<p class=\"line\">后</p>\n");
}

static void put_stream(struct page *page)
{
    const guint widths[] = {6, 4, 0};
    struct columns *columns = columns_new(3, 3);
    columns_kind(columns, 0, COLUMN_BEFORE);
    columns_kind(columns, 1, COLUMN_NODE);
    columns_hide_head(columns);
    columns_stream(columns, page, widths);
    columns_add(columns, "left");
    columns_add(columns, "node");
    columns_add(columns, "right");
    for (guint i = 0; i < 2; i++) {
        gsize before = page->out->len;
        columns_add(columns, "左左");
        cr_expect(page->form == PAGE_TEXT && i == 0 ? page->out->len == before
                                                    : page->out->len > before,
                  "the row before must be out by now");
        columns_add(columns, "");
        columns_run(columns, PAGE_MARK, i == 0 ? "中中" : "中");
        columns_add(columns, "右");
    }
    columns_put(columns, page, false);
}

Test(forms, rows_stream_and_a_node_stands_in_a_column)
{
    check(put_stream, "  左左 中中 右\n  左左 中 右\n",
          "| left | node | right |\n| ---: | --- | --- |\n"
          "| 左左 | **中中** | 右 |\n| 左左 | **中** | 右 |\n",
          "<table>\n<thead><tr><th scope=\"col\" class=\"before\">left</th>"
          "<th scope=\"col\" class=\"node\">node</th>"
          "<th scope=\"col\" class=\"short\">right</th></tr></thead>\n<tbody>\n"
          "<tr><td class=\"before\">左左</td><td class=\"node\"><mark>中中"
          "</mark></td><td class=\"short\">右</td></tr>\n"
          "<tr><td class=\"before\">左左</td><td class=\"node\"><mark>中"
          "</mark></td><td class=\"short\">右</td></tr>\n"
          "</tbody>\n</table>\n");
}

/* Rows of one key make one table, until something else is put. */
static void put_rows(struct page *page)
{
    static const char *const keys[] = {"a", "a", "b", "b"};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        struct columns *rows = page_rows(page, keys[i]);
        cr_expect_eq(rows != NULL, i == 1);
        if (rows == NULL) {
            rows = page_rows_open(page, keys[i], 1);
            columns_add(rows, "头");
        }
        columns_add(rows, "身");
        if (i == 2)
            page_flow(page, PAGE_DIM, 0, "间", NULL);
    }
}

Test(forms, open_tables_close_when_something_else_comes)
{
    struct page page = {.out = g_string_new(NULL), .form = PAGE_MARKDOWN};
    put_rows(&page);
    page_end(&page);
    cr_expect_str_eq(page.out->str, "| 头 |\n| --- |\n| 身 |\n| 身 |\n\n"
                                    "| 头 |\n| --- |\n| 身 |\n\n间\n\n"
                                    "| 头 |\n| --- |\n| 身 |\n");
    g_string_free(page.out, TRUE);
}

static void put_side(struct page *page)
{
    struct columns *columns = columns_new(2, 2);
    columns_side_by_side(columns, 1);
    columns_add(columns, "节");
    columns_add(columns, "甲市");
    columns_add(columns, "一");
    columns_add(columns, "");
    struct page_span span = {1, 3};
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof span);
    g_array_append_val(marks, span);
    columns_flow(columns, "甲乙丙丁", marks);
    columns_put(columns, page, false);
}

Test(forms, side_by_side)
{
    struct page page = {.out = g_string_new(NULL), .form = PAGE_HTML};
    put_side(&page);
    page_end(&page);
    cr_expect(strstr(page.out->str, "<table class=\"side\">\n<colgroup>"
                                    "<col class=\"narrow\"><col></colgroup>"));
    cr_expect(strstr(page.out->str, "甲<mark>乙丙</mark>丁"));
    g_string_free(page.out, TRUE);
}

/* A mark beyond the text, or across another, breaks nothing. */
static void put_odd_marks(struct page *page)
{
    struct page_span spans[] = {{1, 9}, {0, 2}, {7, 8}};
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof *spans);
    g_array_append_vals(marks, spans, 3);
    page_flow(page, PAGE_PLAIN, 0, "甲乙丙", marks);
}

Test(forms, odd_marks)
{
    check(put_odd_marks, "甲乙丙\n", "甲**乙丙**\n",
          "<p class=\"text\">甲<mark>乙丙</mark></p>\n");
}
