/* Which items belong together. */
#include "searcher/align/align.h"

#include <criterion/criterion.h>
#include <string.h>

static struct align_section sections[] = {
    {"保障措施", NO_SECTION, ROLE_SAFEGUARDS, 1},
    {"加强组织领导", 0, ROLE_SAFEGUARDS, 2},
    {"加大资金投入", 0, ROLE_SAFEGUARDS, 2},
    {"保障措施", NO_SECTION, ROLE_SAFEGUARDS, 1},
    {"加强经费保障", 3, ROLE_SAFEGUARDS, 2},
    {"加强组织协调", 3, ROLE_SAFEGUARDS, 2},
};

static struct align_item item(const char *text, int section, guint column)
{
    return (struct align_item){.text = text,
                               .length = (guint32)strlen(text),
                               .section = section,
                               .kind = UNIT_PARAGRAPH,
                               .column = column};
}

static struct align_table *table_of(const struct align_item *items, guint count,
                                    guint columns, double least)
{
    struct align_input input = {.sections = sections,
                                .section_count = G_N_ELEMENTS(sections),
                                .items = items,
                                .count = count,
                                .columns = columns,
                                .least = least};
    return align_rows(&input);
}

/* "0-3 1-2 .-4": the items of each row. */
static void expect_rows(const struct align_item *items, guint count,
                        guint columns, double least, const char *want)
{
    struct align_table *table = table_of(items, count, columns, least);
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < table->rows->len; i++) {
        const int *row = table->rows->pdata[i];
        g_string_append(line, i > 0 ? " " : "");
        for (guint j = 0; j < columns; j++) {
            g_string_append(line, j > 0 ? "-" : "");
            if (row[j] == ALIGN_NONE)
                g_string_append_c(line, '.');
            else
                g_string_append_printf(line, "%d", row[j]);
        }
    }
    cr_expect_str_eq(line->str, want);
    g_string_free(line, TRUE);
    align_table_free(table);
}

Test(align, sections_in_another_order_find_each_other)
{
    struct align_item items[] = {
        item("市领导小组统筹规划实施,各部门分工协作", 1, 0),
        item("财政预算加大对专利工作的投入", 2, 0),
        item("各级财政预算安排专项经费", 4, 1),
        item("各部门按职责分工推进规划实施", 5, 1),
    };
    expect_rows(items, 4, 2, 0.14, "0-3 1-2");
}

Test(align, the_same_wording_wins_wherever_it_stands)
{
    struct align_item items[] = {
        item("建设知识产权保护中心,开展快速维权", 1, 0),
        item("发展专利导航,服务重点产业", 2, 0),
        item("发展专利导航,服务重点产业", 5, 1),
        item("建设知识产权保护中心,开展快速维权和预审", 4, 1),
    };
    expect_rows(items, 4, 2, 0.3, "0-3 1-2");
}

Test(align, what_suits_nothing_stands_behind_the_one_before_it)
{
    struct align_item items[] = {
        item("建设知识产权保护中心", NO_SECTION, 0),
        item("发展专利导航", NO_SECTION, 0),
        item("种植水稻小麦", NO_SECTION, 1),
        item("建设知识产权保护中心", NO_SECTION, 1),
        item("修筑公路桥梁", NO_SECTION, 1),
        item("发展专利导航", NO_SECTION, 1),
        item("修筑公路桥梁", NO_SECTION, 2),
    };
    expect_rows(items, 7, 3, 0.5, ".-2-. 0-3-. .-4-6 1-5-.");
}

Test(align, equal_paragraphs_keep_their_order)
{
    struct align_item items[] = {
        item("按照有关规定执行", NO_SECTION, 0),
        item("按照有关规定执行", NO_SECTION, 0),
        item("按照有关规定执行", NO_SECTION, 1),
        item("按照有关规定执行", NO_SECTION, 1),
    };
    expect_rows(items, 4, 2, 0.5, "0-2 1-3");
}

Test(align, kinds_do_not_mix)
{
    struct align_item items[] = {
        item("专利密度", NO_SECTION, 0),
        item("专利密度", NO_SECTION, 1),
    };
    items[1].kind = UNIT_ROW;
    expect_rows(items, 2, 2, 0.1, ".-1 0-.");
}

/* The lead of one, the heading of the other: what both are about. */
Test(align, the_heading_over_an_only_paragraph_is_what_it_is_about)
{
    struct align_item items[] = {
        item("引进专利人才。市财政对高校和企业给予补助", NO_SECTION, 0),
        item("加大资金投入。各县区对高校给予引导", NO_SECTION, 0),
        item("对企业和高校给予补助和引导", 4, 1),
        item("对水稻小麦给予引导", 5, 1),
    };
    items[0].name = items[0].text, items[0].name_length = 18;
    items[1].name = items[1].text, items[1].name_length = 18;
    expect_rows(items, 4, 2, 0.1, "0-. 1-2 .-3");
}

/* 甲乙 and 丙丁 have nothing in common but one that has a little of both. */
Test(align, no_chain_of_neighbours)
{
    struct align_item items[] = {
        item("培育专利代理机构,发展专利导航", NO_SECTION, 0),
        item("培育专利代理机构,修筑公路桥梁", NO_SECTION, 1),
        item("种植水稻小麦,修筑公路桥梁", NO_SECTION, 2),
    };
    expect_rows(items, 3, 3, 0.3, ".-.-2 0-1-.");
}

Test(align, no_items_no_rows)
{
    expect_rows(NULL, 0, 2, 0.2, "");
}

/* So many columns that items are held against the first one's only. */
Test(align_rows, of_many_columns_each_is_paired_with_the_first)
{
    enum { COLUMNS = ALIGN_MANY + 1 };
    static const char *const texts[] = {
        "加强组织协调，建立联席会议制度，明确部门分工。",
        "加大财政投入，设立专项资金，引导社会资本。"};
    struct align_item items[COLUMNS * 2];
    for (guint i = 0; i < COLUMNS * 2; i++) /* the other order in the last */
        items[i] =
            item(texts[(i + (i / 2 == COLUMNS - 1)) % 2], NO_SECTION, i / 2);
    struct align_table *table = table_of(items, COLUMNS * 2, COLUMNS, 0.3);
    cr_assert_eq(table->rows->len, 2);
    for (guint row = 0; row < 2; row++) {
        const int *cells = table->rows->pdata[row];
        for (guint i = 0; i < COLUMNS; i++)
            cr_expect_eq(cells[i],
                         (int)(i * 2 + (i < COLUMNS - 1 ? row : 1 - row)));
        cr_expect_gt(table->fits[cells[1]], 0.9);
    }
    align_table_free(table);
}
