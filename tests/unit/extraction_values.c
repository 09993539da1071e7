/* Citations, quoted terms, dates, periods and quantities of a sentence. */
#include "tests/unit/extraction_fixture.h"

static void say_citation(GString *out, const char *text,
                         const struct extract *found)
{
    g_string_append_c(out, ':');
    put_span(out, text, found->issuer);
    g_string_append_c(out, ':');
    put_span(out, text, found->number);
    g_string_append_printf(out, ":%u%s", found->year,
                           found->open ? ":open" : "");
}

#define CITES(text, want)                                                      \
    expect_more(EXTRACT_CITATIONS, text, say_citation, want)

Test(citations, issuer_before_or_within)
{
    CITES("国务院《甲意见》", "《甲意见》:国务院::0|");
    CITES("落实国务院印发的《甲意见》。", "《甲意见》:国务院::0|");
    CITES("中共中央、国务院联合印发《乙纲要》。",
          "《乙纲要》:中共中央、国务院::0|");
    CITES("《国务院关于甲的意见》《国务院条例》",
          "《国务院关于甲的意见》:国务院::0|《国务院条例》:::0|");
    CITES("会同市公安局开展检查，按照《丙办法》执行。", "《丙办法》:::0|");
    CITES("与市法院签署《丁备忘录》。", "《丁备忘录》:::0|");
}

Test(citations, numbers_and_years)
{
    CITES("《甲》（国发〔2021〕20号）", "《甲》::国发(2021)20号:2021|");
    CITES("《甲》（国办发[2019]5号）", "《甲》::国办发(2019)5号:2019|");
    CITES("《甲》（2020年修正）", "《甲》:::2020|");
    CITES("《甲（2021-2035年）》（以下简称《纲要》）",
          "《甲(2021-2035年)》:::0|《纲要》:::0|");
}

Test(citations, nested_and_broken)
{
    CITES("《甲〈乙〉实施》《丙《丁》意见》。",
          "《甲〈乙〉实施》:::0|《丙《丁》意见》:::0|");
    CITES("根据《甲纲要，结合实际。", "《甲纲要:::0:open|");
    CITES("根据《甲纲要《乙规划》。", "《甲纲要:::0:open|《乙规划》:::0|");
    CITES("《》和《**纲要》", "《**纲要》:::0|");
}

Test(quoted, directions_come_from_the_source)
{
    expect_found(EXTRACT_QUOTED, "“放管服”和「一网通办」",
                 "\"放管服\"|\"一网通办\"|");
    expect_found(EXTRACT_QUOTED, "“一核‘一带’一区”",
                 "\"一核\"一带\"一区\"|\"一带\"|");
    expect_found(EXTRACT_QUOTED, "\"甲\"与'乙'", "\"甲\"|\"乙\"|");
    expect_found(EXTRACT_QUOTED, "”放管服”改革", "\"放管服\"|");
    expect_found(EXTRACT_QUOTED, "it's “没有收尾", "");
    expect_found(EXTRACT_QUOTED, "“”", "");
}

static void say_date(GString *out, const char *text,
                     const struct extract *found)
{
    (void)text;
    g_string_append_printf(out, ":%u-%u-%u", found->year, found->month,
                           found->day);
    if (found->to_month > 0)
        g_string_append_printf(out, "~%u", found->to_month);
    if (found->part != NULL)
        g_string_append_printf(out, ":%s", found->part);
}

#define DATES(text, want) expect_more(EXTRACT_DATES, text, say_date, want)

Test(dates, years_months_days)
{
    DATES("2021年3月15日，2021年3月，2021年。",
          "2021年3月15日:2021-3-15|2021年3月:2021-3-0|2021年:2021-0-0|");
    DATES("二〇二一年十二月三十一日", "二〇二一年十二月三十一日:2021-12-31|");
    DATES("每年4月26日、十月一日", "4月26日:0-4-26|十月一日:0-10-1|");
    DATES("2020年1月至6月，2020年1-11月",
          "2020年1月至6月:2020-1-0~6|2020年1-11月:2020-1-0~11|");
}

Test(dates, parts_of_a_year)
{
    DATES("2020年底，2021年初，2022年上半年，2023年第三季度",
          "2020年底:2020-0-0:end|2021年初:2021-0-0:beginning|"
          "2022年上半年:2022-0-0:first half|"
          "2023年第三季度:2023-0-0:quarter 3|");
    DATES("2020年初步建成", "2020年:2020-0-0|");
}

Test(dates, what_is_none)
{
    DATES("中国制造2025、5月以后、13月1日、12月32日、“十四五”", "");
}

static void say_years(GString *out, const char *text,
                      const struct extract *found)
{
    (void)text;
    g_string_append_printf(out, ":%u-%u", found->year, found->to_year);
}

Test(periods, named_and_counted)
{
    expect_more(EXTRACT_PERIODS, "“十四五”时期，十三五期间，2021-2025年",
                say_years,
                "\"十四五\"时期:2021-2025|十三五期间:2016-2020|"
                "2021-2025年:2021-2025|");
    expect_more(EXTRACT_PERIODS, "第十四个五年规划，2021年至2023年。",
                say_years, "第十四个五年:2021-2025|2021年至2023年:2021-2023|");
    expect_found(EXTRACT_PERIODS, "到2025年，五年来，今后五年。", "");
}

static void say_amount(GString *out, const char *text,
                       const struct extract *found)
{
    g_string_append_printf(out, ":%s%g", found->relation, found->low);
    if (found->high > found->low)
        g_string_append_printf(out, "~%g", found->high);
    put_span(out, text, found->unit);
    g_string_append(out, found->percentage ? ":p" : "");
}

#define AMOUNTS(text, want)                                                    \
    expect_more(EXTRACT_QUANTITIES, text, say_amount, want)

Test(quantities, numbers_and_units)
{
    AMOUNTS("申请量3.5万件，投入1,200万元，增长15%，提高2个百分点。",
            "3.5万件:=35000件|1200万元:=1.2e+07元|15%:=15%:p|"
            "2个百分点:=2个百分点:p|");
    AMOUNTS("10%-15%和3至5家", "10%-15%:=10~15%:p|3至5家:=3~5家|");
    AMOUNTS("满意度达到80分。", "80分:=80分|");
    AMOUNTS("到2025年，第3章，5G，12月31日", "");
}

Test(quantities, relations)
{
    AMOUNTS("达到5件以上，超过5件，不超过5件，不低于5件，不足5件，约5件",
            "5件:≥5件|5件:>5件|5件:≤5件|5件:≥5件|5件:<5件|5件:~5件|");
    AMOUNTS("三年内办结，专利过百件，通过30项，5件左右，5件以下",
            "三年:≤3年|百件:>100件|30项:=30项|5件:~5件|5件:≤5件|");
}
