/* What can be written in a query, once: help and plan-query(7) are made of
 * these rows, and the tests run their examples on the sample plans. */
#include "searcher/query/query.h"

#include "common/messages/messages.h"
#include "common/model/model.h"

const struct query_syntax query_syntax[] = {
    {"TERM", NULL,
     N_("The contiguous string, as it stands in the text but for white space, "
        "width, letter case, traditional characters, the shape of quotation "
        "marks and dashes, and the comma in 5,247."),
     "专利导航", "專利導航"},
    {"A B", "A AND B",
     N_("Both, anywhere in one unit. AND may be written or left out; any white "
        "space parts, the ideographic space too."),
     "专利导航 招商引资", "专利导航　AND　招商引资"},
    {"\"TEXT\"", "“TEXT”",
     N_("Text in which nothing is syntax; \\\" inside is a quotation mark."),
     "\"专利 导航\"", "“专利 导航”"},
    {"A OR B", NULL, N_("One of them or both."), "招商引资 OR 知识产权保险",
     NULL},
    {"NOT A", "-A", N_("Units without A."), "专利导航 NOT 招商引资",
     "专利导航 －招商引资"},
    {"(A B)", "（A B）", N_("Groups what belongs together."),
     "(专利导航 OR 质押融资) kind:row", "（专利导航 OR 质押融资） 类型：row"},
    {"A NEAR/20 B", "A NEAR／20 B",
     N_("At most 20 normalised characters stand between A and B, in either "
        "order; A and B are terms or groups of terms with OR."),
     "招商引资 NEAR/20 导航", "招商引资 NEAR／20 导航"},
    {"A ADJ/20 B", "A ADJ／20 B", N_("The same, A before B."),
     "专利导航 ADJ/20 决策", "专利导航 ADJ／20 决策"},
    {"FIELD:VALUE", "字段：值",
     N_("A filter, see FIELDS. The same field more than once means or, "
        "different fields mean and."),
     "质押融资 place:甲市 place:乙市", "质押融资 地区：甲市 地区：乙市"},
    {"section:TEXT", "章节：TEXT",
     N_("Some heading over the unit contains the text."),
     "经费 section:保障措施", "经费 章节：保障措施"},
    {"lead:TEXT", "首句：TEXT",
     N_("Only within the run-in sentence that names a measure."),
     "lead:专利导航", "首句：专利导航"},
    {"caption:TEXT indicator:TEXT", "表题：TEXT 指标：TEXT",
     N_("Only within a table's caption, or within the name of an indicator."),
     "indicator:质押融资", "指标：质押融资"},
    {"year:2021..2025", "年份：2021..2025",
     N_("A year stands in the unit; a period counts with all its years. Either "
        "end may be left open; one year is written alone."),
     "专利 year:2021..2025", "专利 年份：2021..2025"},
    {"num:1000..", "数值：1000..",
     /* xgettext:no-c-format */
     N_("A quantity stands in the unit. 万 and 亿 are understood, num:10% is a "
        "percentage; years and ordinals are no quantities. Either end may be "
        "left open."),
     "专利 num:1000..", "专利 数值：1000.."},
    {"/REGEX/", "／REGEX／",
     N_("An ICU regular expression on the normalised text: no white space, "
        "small letters, ASCII punctuation."),
     "/到20\\d\\d年/", "／到20\\d\\d年／"},
    {"~TERM", NULL,
     N_("The term or one of its synonyms in the lexicon; --explain-query shows "
        "which."),
     "~专利导航", NULL},
};
const guint query_syntaxes = G_N_ELEMENTS(query_syntax);

const struct query_note query_notes[] = {
    {N_("PRECEDENCE"),
     N_("NOT binds first, then NEAR and ADJ, then AND, then OR. Operators are "
        "written in capitals: and, or and not are words to look for. "
        "--explain-query prints what was understood.")},
    {N_("PASTED TEXT"),
     N_("What is pasted from a plan is text, not syntax. A quotation mark or a "
        "bracket is syntax only where its outer side is white space, an "
        "operator, another bracket or the end of the query: “放管服”改革 is "
        "one "
        "string. - and / are syntax only at the start of a term, a colon only "
        "after a known field. The full-width twins of these signs, and the "
        "ideographic space, work as they do.\n\n"
        "--fixed (-F) takes the whole query as one plain term.")},
    {N_("ERRORS"),
     N_("Nothing of a query is dropped silently. A lone operator, an unclosed "
        "bracket or quotation mark, an empty query, and letters before a colon "
        "that name no field end with status 2; a caret marks the place, and "
        "what was probably meant is named.")},
};
const guint query_notes_count = G_N_ELEMENTS(query_notes);

/* ---- values that can be listed */

static const char *kinds[UNIT_KINDS + 1], *roles[ROLES];
static const char *const levels[] = {"nation", "province", "city", "county",
                                     NULL};

const char *const *query_field_words(enum query_field field)
{
    for (int i = 0; i < UNIT_KINDS; i++)
        kinds[i] = unit_kind_name((enum unit_kind)i);
    for (int i = ROLE_NONE + 1; i < ROLES; i++)
        roles[i - 1] = role_name((enum role)i);
    return field == FIELD_KIND    ? kinds
           : field == FIELD_ROLE  ? roles
           : field == FIELD_LEVEL ? levels
                                  : NULL;
}
