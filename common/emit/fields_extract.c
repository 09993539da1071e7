/* What extract prints, kind by kind, in words. */
#include "common/emit/fields.h"

#include "common/messages/messages.h"

#define FIRST                                                                  \
    {"label", "string", N_("Only with --queries: the query's label.")},        \
        {"id", "string", N_("The unit's id.")},                                \
        {"plan", "string", N_("The plan's id.")},                              \
        {"span", "list of two integers",                                       \
         N_("Where it stands in the unit's text: first code point, and the "   \
            "one after the last.")},                                           \
    {                                                                          \
        "text", "string", N_("The source's own wording there.")                \
    }
#define LAST                                                                   \
    {                                                                          \
        NULL, NULL, NULL                                                       \
    }

const struct output_field measure_fields[] = {
    FIRST,
    {"role", "string", N_("tasks, projects or safeguards.")},
    {"lead", "string or null",
     N_("The run-in sentence that names it, without marker and stop.")},
    {"verbs", "list of strings", N_("Its verbs, each once, in order.")},
    {"objects", "list of strings",
     N_("What they govern, one by one: split at 、 and 和.")},
    {"actions", "list of objects",
     N_("Each verb with the whole of its object, and their span.")},
    {"tool", "string or null",
     N_("The policy tool most of its words name, those of its lead counted "
        "fivefold; without a lead those of the heading above, else of the "
        "first "
        "clause. null where the lexicon knows none. Sides after Rothwell and "
        "Zegveld, Industrial Innovation and Public Policy (1981), tools as "
        "studies of Chinese policy texts divide them. supply: 人才培养, "
        "资金投入, 信息支持, 公共服务, 基础设施, 科技支持; "
        "environment: 目标规划, 金融支持, 税收优惠, 法规管制, 策略性措施; "
        "demand: 政府采购, 服务外包, 贸易管制, 海外机构, 试点示范, 市场塑造.")},
    {"side", "string or null",
     N_("supply, environment or demand (Rothwell and Zegveld 1981): the side "
        "that tool works on.")},
    {"tools", "list of strings", N_("All tools it names, by that count.")},
    {"tool_counts", "object", N_("That count of each of them.")},
    LAST,
};

const struct output_field quantity_fields[] = {
    FIRST,
    {"kind", "string", N_("quantity or percentage.")},
    {"relation", "string",
     N_("=, ≥, >, ≤, < or ~: what the words around it say.")},
    {"value", "number or null",
     N_("The number, 万 and 亿 multiplied out; null of a range.")},
    {"low", "number", N_("The lower end of a range, else the number.")},
    {"high", "number", N_("The upper end of a range, else the number.")},
    {"unit", "string or null",
     N_("The unit word behind it, such as 件; in a row without one, what "
        "its column of units says.")},
    LAST,
};

const struct output_field citation_fields[] = {
    FIRST,
    {"title", "string", N_("What stands within 《》.")},
    {"issuer", "string or null",
     N_("The bodies named before it, or that its title begins with.")},
    {"number", "string or null",
     N_("Its own number, right behind it: 国发〔2021〕20号.")},
    {"year", "integer or null", N_("The year in the brackets behind it.")},
    {"complete", "boolean", N_("false where its 》 is missing.")},
    LAST,
};

const struct output_field programme_fields[] = {
    FIRST,
    {"type", "string", N_("工程, 行动, 计划, 试点 or 示范.")},
    {"verb", "string or null",
     N_("What the plan does with it: the verb right before it.")},
    {"evidence", "string",
     N_("Why it is taken for a name: quoted, verb, level (a place or a "
        "level begins it) or boundary (only its ending).")},
    LAST,
};

const struct output_field quoted_fields[] = {
    FIRST,
    {"term", "string", N_("What stands within the quotation marks.")},
    {"period", "string or null",
     N_("The years, where the term names a period: “十四五”.")},
    LAST,
};

const struct output_field place_fields[] = {
    FIRST,
    {"name", "string or null",
     N_("Its full name; null for one that is not in the table of places.")},
    {"level", "string or null", N_("province, city or county.")},
    {"province", "string or null", N_("The province it lies in.")},
    {"evidence", "string",
     N_("table; region: one of the regions and countries that plans name; "
        "pattern: by its ending.")},
    LAST,
};

const struct output_field organisation_fields[] = {
    FIRST,
    {"type", "string",
     N_("party, government, congress, court, procuratorate, centre, society, "
        "alliance, company, school, institute, office or international.")},
    LAST,
};

const struct output_field date_fields[] = {
    FIRST,
    {"date", "string",
     N_("As far as it is said: 2021, 2021-03, 2021-03-15; --12-31 without a "
        "year.")},
    {"precision", "string", N_("year, month or day.")},
    {"part", "string or null",
     N_("beginning, middle, end, first half, second half, or a quarter of "
        "it.")},
    {"from", "string or null",
     N_("Its first day, whatever part of it is meant; null without a year.")},
    {"to", "string or null", N_("Its last day.")},
    LAST,
};

const struct output_field period_fields[] = {
    FIRST,
    {"from", "integer", N_("Its first year.")},
    {"to", "integer", N_("Its last year.")},
    {"number", "integer or null",
     N_("Of a five-year period: 14 of 2021-2025.")},
    LAST,
};

const struct output_field distinct_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"text", "string or null",
     N_("The wording where it stands first, if it can be without hidden "
        "words; of measures their policy tool, null of those that name "
        "none.")},
    {"count", "integer", N_("How often it stands there.")},
    {"units", "integer", N_("In how many units.")},
    {"plans", "list of strings", N_("The ids of the plans that have it.")},
    {"id", "string", N_("The first unit that has it.")},
    {"plan_counts", "object", N_("How often it stands in each of them.")},
    {"inferred", "integer",
     N_("Of count: where hidden words (**) were taken for what they most "
        "likely are (confidence 0.9 and more).")},
    LAST,
};

const struct output_field indexed_block_fields[] = {
    {"label", "string", N_("Only with --queries: the query's label.")},
    {"kind", "string", N_("title, heading, box, paragraph, table or note.")},
    {"depth", "integer or null", N_("Of a heading or box; 1 is outermost.")},
    {"marker", "string or null", N_("The number or sign it begins with.")},
    {"text", "string or null", N_("The text; a heading's without its marker.")},
    {"lead", "string or null", N_("The run-in sentence of a paragraph.")},
    {"path", "list of strings", N_("The headings above it.")},
    {"lines", "list of two integers, or null", N_("Its lines in the source.")},
    {"id", "string", N_("The id of its unit, section or table.")},
    {"caption", "string or null", N_("Only of a table: its caption.")},
    {"header", "list of strings", N_("Only of a table: its columns.")},
    {"rows", "list of lists of strings", N_("Only of a table: its rows.")},
    {"plan", "string", N_("The plan's id.")},
    {"title", "string or null", N_("The plan's title.")},
    {"place", "string or null", N_("The plan's place.")},
    {"period", "string or null", N_("The plan's years.")},
    LAST,
};
