/* Numbers: a table of sentences about invented places, and what must hold for
 * any text.
 *
 * A case's wanted form: Y year, Q quantity, P percentage, the value or the two
 * ends of an interval, the unit word behind an equals sign. */
#include "common/data/data.h"
#include "common/text/text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static GArray *read_all(const char *text, gsize length,
                        enum numeral_place place)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(list, text, 0, length, place);
    return list;
}

static void show(GString *got, const char *text, const struct numeral *one)
{
    g_string_append_printf(got, "%s%c%.12g", got->len > 0 ? " " : "",
                           "YQP"[one->kind], one -> low);
    if (one->high != one->low)
        g_string_append_printf(got, "..%.12g", one->high);
    if (one->unit > one->end)
        g_string_append_printf(got, "=%.*s", (int)(one->unit - one->end),
                               text + one->end);
}

static void expect(enum numeral_place place, const char *text, const char *want)
{
    gsize length;
    g_autofree char *normal = normal_text(text, -1, &length);
    g_autoptr(GArray) list = read_all(normal, length, place);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++)
        show(got, normal, &g_array_index(list, struct numeral, i));
    cr_expect_str_eq(got->str, want, "'%s': '%s', not '%s'", text, got->str,
                     want);
}

struct sample {
    const char *text, *want;
};

static void expect_all(enum numeral_place place, const struct sample *samples,
                       gsize count)
{
    for (gsize i = 0; i < count; i++)
        expect(place, samples[i].text, samples[i].want);
}
#define TEXTS(samples) expect_all(NUMERAL_TEXT, samples, G_N_ELEMENTS(samples))

Test(numeral, years)
{
    static const struct sample samples[] = {
        {"到2025年，甲市建成中心", "Y2025=年"},
        {"到２０２５ 年", "Y2025=年"},
        {"2025年底前完成", "Y2025=年"},
        {"2023年度报告", "Y2023=年"},
        {"2021年12月31日起施行", "Y2021=年"},
        {"2021年以来，2022年以内", "Y2021=年 Y2022=年"},
        {"2021-2025年", "Y2021..2025=年"},
        {"2021年至2025年", "Y2021..2025=年"},
        {"2021年到2025年", "Y2021..2025=年"},
        {"2021年—2025年", "Y2021..2025=年"},
        {"2021——2025年", "Y2021..2025=年"},
        {"2021～2025年", "Y2021..2025=年"},
        {"甲市规划（2016—2020）", "Y2016..2020"},
        {"甲市规划2016－2020", "Y2016..2020"},
        {"甲市纲要（2021－2035年）", "Y2021..2035=年"},
        {"二〇二五年", "Y2025=年"},
        {"二零二五年", "Y2025=年"},
        {"二○二五年", "Y2025=年"},
        {"一九九八年", "Y1998=年"},
        {"二〇二一至二〇二五年", "Y2021..2025=年"},
        {"展望2035年远景目标", "Y2035=年"},
        {"乙市制造2025", "Y2025"},
        {"2021、2022年", "Y2021 Y2022=年"},
        {"2021年、2022年和2023年", "Y2021=年 Y2022=年 Y2023=年"},
        {"〔2021〕53号", "Y2021"},
        {"甲府发〔2021〕第53号", "Y2021"},
        {"截至2021-12-31", "Y2021"},
        {"截至2021.12.31", "Y2021"},
        {"2020年12月-2021年3月", "Y2020=年 Y2021=年"},
        {"20世纪90年代", ""},
        {"2020年代", ""},
        {"1840年", "Y1840=年"},
    };
    TEXTS(samples);
}

Test(numeral, periods)
{
    static const struct sample samples[] = {
        {"“十四五”时期", "Y2021..2025"},
        {"十四五期间", "Y2021..2025"},
        {"“十三五”和“十四五”", "Y2016..2020 Y2021..2025"},
        {"十三五、十四五", "Y2016..2020 Y2021..2025"},
        {"自“九五”以来", "Y1996..2000"},
        {"“十五”期间", "Y2001..2005"},
        {"“十五五”", "Y2026..2030"},
        {"第十四个五年规划", "Y2021..2025"},
        {"第14个五年规划", "Y2021..2025"},
        {"第一个五年计划", "Y1953..1957"},
        {"新征程的第一个五年", ""},
        {"十五个", "Q15=个"},
        {"二十五五个", ""},
        {"十四五个", ""},
        {"九五折", ""},
    };
    TEXTS(samples);
    cr_expect_eq(period_first_year(0), 0u);
    cr_expect_eq(period_first_year(1), 1953u);
    cr_expect_eq(period_first_year(2), 1958u);
    cr_expect_eq(period_first_year(3), 1966u);
    cr_expect_eq(period_first_year(14), 2021u);
    cr_expect_eq(period_first_year(41), 0u);
}

Test(numeral, digits)
{
    static const struct sample samples[] = {
        {"授权量达1，488件", "Q1488=件"},
        {"授权量达1,234,567件", "Q1234567=件"},
        {"密度为3.29件", "Q3.29=件"},
        {"新增3.5万件", "Q35000=件"},
        {"达到1.57亿元", "Q157000000=元"},
        {"达到0.1亿元", "Q10000000=元"},
        {"1万亿元", "Q1e+12=元"},
        {"1亿2千万元", "Q120000000=元"},
        {"1亿2000万元", "Q120000000=元"},
        {"3千5百万元", "Q35000000=元"},
        {"5千米", "Q5=千米"},
        {"5千瓦时", "Q5=千瓦时"},
        {"20万千瓦", "Q200000=千瓦"},
        {"2万余件", "Q20000=件"},
        {"带动农户2万户", "Q20000=户"},
        {"惠及2000万户", "Q20000000=户"},
        {"联系10万企业", "Q100000"},
        {"100多家", "Q100=家"},
        {"100余万元", "Q1000000=元"},
        {"1300多人次", "Q1300=人次"},
        {"2000件", "Q2000=件"},
        {"2000余人", "Q2000=人"},
        {"新增2000以上", "Q2000"},
        {"分别为2012、1500和300件", "Q2012 Q1500 Q300=件"},
        {"分别为3、5和8件", "Q3 Q5 Q8=件"},
        {"每年10个工作日内", "Q10=个工作日"},
        {"5年内", "Q5=年内"},
        {"10年来", "Q10=年"},
        {"3个月", "Q3=个月"},
        {"30日内", "Q30=日内"},
        {"完成5项目标", "Q5"},
        {"实施39项目", "Q39"},
        {"约100km2", "Q100=km2"},
        {"约100㎡", "Q100=m2"},
        {"传输10Gbps", "Q10=gbps"},
        {"超过3倍", "Q3=倍"},
        {"GDP达3.5万亿元", "Q3.5e+12=元"},
        {"PCT179件", "Q179=件"},
        {"——120件", "Q120=件"},
        {"件/10万人", "Q100000=人"},
        {"≥0.88、＜3", "Q0.88 Q3"},
    };
    TEXTS(samples);
}

Test(numeral, number_words)
{
    static const struct sample samples[] = {
        {"三千件", "Q3000=件"},
        {"一百二十家", "Q120=家"},
        {"两家", "Q2=家"},
        {"两万家", "Q20000=家"},
        {"十余家", "Q10=家"},
        {"十几个", "Q10=个"},
        {"二十五个", "Q25=个"},
        {"一百零五项", "Q105=项"},
        {"一千零五十项", "Q1050=项"},
        {"一万二千件", "Q12000=件"},
        {"两万五千里", "Q25000=里"},
        {"三万五元", "Q35000=元"},
        {"一万个", "Q10000=个"},
        {"一百个", "Q100=个"},
        {"十一个", "Q11=个"},
        {"三亿元", "Q300000000=元"},
        {"五千万元", "Q50000000=元"},
        {"一点五倍", "Q1.5=倍"},
        {"零点五倍", "Q0.5=倍"},
        {"百余家", "Q100=家"},
        {"近百家", "Q100=家"},
        {"达到百亿元", "Q10000000000=元"},
        {"千万元以上", "Q10000000=元"},
        {"三年行动", "Q3=年"},
        {"二人以上", "Q2=人"},
        {"三日以内", "Q3=日以内"},
        {"超过三十日未付", "Q30=日"},
        {"每六个月", "Q6=个月"},
        {"不满一千克", "Q1000=克"},
        {"五千米", "Q5000=米"},
        {"五十千克", "Q50=千克"},
        {"不超过十分钟", "Q10=分钟"},
        {"两百年", "Q200=年"},
    };
    TEXTS(samples);
}

/* Words that look like numbers. */
Test(numeral, no_quantities)
{
    static const char *const texts[] = {
        "一批企业",
        "一个中心",
        "一种方法",
        "翻了一倍",
        "统一标准",
        "唯一的",
        "一体化",
        "一方面",
        "万众创新",
        "千方百计",
        "千家万户",
        "百花齐放",
        "四个全面",
        "三个代表",
        "两个维护",
        "三级联动",
        "十分重要",
        "十足的",
        "万一",
        "第三方",
        "二维码",
        "双方",
        "三大产业",
        "八大集群",
        "三位一体",
        "五位一体",
        "一二三产业",
        "三次产业",
        "数十家",
        "几十个",
        "数千万元",
        "两三个",
        "三五家",
        "百强企业",
        "500强企业",
        "五百强",
        "每万人口",
        "每百万人",
        "百千万人才",
        "两岸",
        "两会",
        "四梁八柱",
        "零部件",
        "零距离",
        "三权分置",
        "放眼百年",
        "六稳六保",
        "党的十九大",
        "十九届五中全会",
        "十二届十二次全会",
        "三分之一",
        "三分之二以上",
        "三部门",
        "九牛",
        "一是强化。二是优化。三是细化。",
        "其一",
        "一、二、三类",
        "红十字会",
        "四月三十日",
        "三点一线",
        "三包责任",
        "每万件",
        "万元",
        "亿万",
        "珠三角洲",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        expect(NUMERAL_TEXT, texts[i], "");
}

Test(numeral, percentages)
{
    static const struct sample samples[] = {
        {"增长15%", "P15=%"},
        {"增长１５．５％", "P15.5=%"},
        {"占百分之十五", "P15"},
        {"占百分之15", "P15"},
        {"占百分之百", "P100"},
        {"占百分之零点五", "P0.5"},
        {"占千分之五", "P0.5"},
        {"占5‰", "P0.5=‰"},
        {"提高15个百分点", "P15=个百分点"},
        {"提高2百分点", "P2=百分点"},
        {"提高三个百分点", "P3=个百分点"},
        {"增长三成", "P30=成"},
        {"三成员", ""},
        {"80%以上", "P80=%"},
    };
    TEXTS(samples);
}

Test(numeral, ranges)
{
    static const struct sample samples[] = {
        {"10%-15%", "P10..15=%"},
        {"10-15%", "P10..15=%"},
        {"10%至15%", "P10..15=%"},
        {"3000～5000元", "Q3000..5000=元"},
        {"3000元至5000元", "Q3000..5000=元"},
        {"3—5万元", "Q30000..50000=元"},
        {"3万—5万元", "Q30000..50000=元"},
        {"3000—5万元", "Q3000..50000=元"},
        {"1.5至2个百分点", "P1.5..2=个百分点"},
        {"三至五家", "Q3..5=家"},
        {"一至两个", "Q1..2=个"},
        {"十至二十万元", "Q100000..200000=元"},
        {"百分之十至百分之二十", "P10..20"},
        {"百分之十至二十", "P10..20"},
        {"由15%到10%", "P15=% P10=%"},
        {"从10件增加到30件", "Q10=件 Q30=件"},
        {"从2020年的10件", "Y2020=年 Q10=件"},
        {"1-6月完成3件", "Q3=件"},
        {"2021年至30件", "Y2021=年 Q30=件"},
    };
    TEXTS(samples);
}

Test(numeral, ordinals_dates_names)
{
    static const struct sample samples[] = {
        {"第三，第14批，第3、5条", ""},
        {"第三、四批共3家", "Q3=家"},
        {"第二季度", ""},
        {"1. 建设中心", ""},
        {"1.2025年建成", "Y2025=年"},
        {"1、建设2个", "Q2=个"},
        {"（1）建设2个", "Q2=个"},
        {"（一）建设", ""},
        {"一、建设", ""},
        {"1.1 发展基础", ""},
        {"1.1.1 发展基础", ""},
        {"①建设中心；②办3场", "Q3=场"},
        {"注：1.每万人。2.持续10年", "Q10=年"},
        {"53号文件", ""},
        {"12月31日", ""},
        {"5月起，3日前", ""},
        {"“4·26”活动", ""},
        {"4.26知识产权宣传周", ""},
        {"ISO9001认证", ""},
        {"GB/T29490-2013标准", ""},
        {"5G基站3座", "Q3=座"},
        {"A4纸", ""},
        {"COVID-19", ""},
        {"“1+1+9”部署", ""},
        {"1+N", ""},
        {"7×24小时", ""},
        {"拨打12345热线", ""},
        {"“12345”", ""},
        {"1235工程", ""},
        {"电话0755-12345678", ""},
        {"致电400-800-1234", ""},
        {"8:30开始", ""},
        {"比例为1：3", ""},
        {"专栏3-1", ""},
        {"比例尺1∶2000", ""},
        {"www.12345.gov.cn", ""},
        {"如下1.总则", ""},
        /* the last byte of 水 (U+6C34) is an ASCII digit */
        {"如下1.水表2.电表", ""},
        {"18时", ""},
        {"专栏3 重点工程", ""},
        {"表1、附件2", ""},
        {"3A级景区", ""},
        {"5级", ""},
        {"91440101MA5XXXXXXX", ""},
        {"12345678901234567890", ""},
        {"***专利3件", "Q3=件"},
    };
    TEXTS(samples);
}

Test(numeral, cells)
{
    static const struct sample cells[] = {
        {"2000", "Q2000"},
        {"（30）", "Q30"},
        {"≥1.2", "Q1.2"},
        {"1.57、11", "Q1.57 Q11"},
        {"（4.8）、（73）", "Q4.8 Q73"},
        {"2021-2025", "Y2021..2025"},
        {"10-15", "Q10..15"},
        {"3%左右", "P3=%"},
        {"-", ""},
        {"", ""},
        {"建设第3批", ""},
        {"制造2025", "Y2025"},
    };
    static const struct sample years[] = {
        {"2000", "Y2000"},
        {"2021-2025", "Y2021..2025"},
        {"2021、2023", "Y2021 Y2023"},
        {"30", "Q30"},
    };
    expect_all(NUMERAL_CELL, cells, G_N_ELEMENTS(cells));
    expect_all(NUMERAL_YEARS, years, G_N_ELEMENTS(years));
}

/* What stands before `from` is not looked at, what is found is appended. */
Test(numeral, part_of_a_text)
{
    static const char text[] = "1.2000件gdp30家";
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct numeral));
    numerals_read(list, text, 2, 6, NUMERAL_CELL);
    numerals_read(list, text, 2, 9, NUMERAL_TEXT);
    cr_assert_eq(list->len, 2u);
    const struct numeral *bare = &g_array_index(list, struct numeral, 0);
    const struct numeral *full = &g_array_index(list, struct numeral, 1);
    cr_expect_eq(bare->low, 2000);
    cr_expect_eq(bare->start, 2u);
    cr_expect_eq(bare->end, 6u);
    cr_expect_eq(bare->unit, 6u);
    cr_expect_eq(full->start, 2u);
    cr_expect_eq(full->unit, 9u);
}

/* Every word of the table can be met in a normalised text, and its use is one
 * the program knows. */
Test(numeral, table)
{
    static const char *const uses[] = {
        "measure", "percent", "permille", "tenths", "noun",  "name",
        "fixed",   "ordinal", "push",     "serial", "years", NULL};
    const GPtrArray *rows = data_table("rules/measures.tsv", 3);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cr_assert_gt(rows->len, 300u);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        g_autofree char *normal = normal_text(row[0], -1, NULL);
        cr_expect_str_eq(normal, row[0]);
        cr_expect(g_strv_contains(uses, row[1]), "%s: %s", row[0], row[1]);
        cr_expect_str_neq(row[2], "", "%s", row[0]);
        cr_expect(
            g_hash_table_add(seen, g_strconcat(row[0], " ", row[1], NULL)),
            "%s is there twice", row[0]);
    }
}

/* ---- what holds for any text */

static const char *const pieces[] = {
    "0",  "1",  "5",  "20", "21", "2025", "一", "二", "两", "三",     "五",
    "十", "百", "千", "万", "亿", "零",   "〇", "年", "月", "日",     "件",
    "个", "家", "第", "-",  "~",  "至",   "到", "%",  "‰",  "百分之", "分之",
    "点", ".",  "、", "和", "(",  ")",    "\"", "+",  "/",  "·",      ":",
    "a",  "g",  "余", "多", "几", "成",   "号", "|",  "𠮷", "é",      "十四五",
};

static char *random_pieces(GRand *rand, guint count)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
        g_string_append(
            text,
            pieces[g_rand_int_range(rand, 0, (gint)G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void holds_together(const char *text, gsize length,
                           enum numeral_place place)
{
    g_autoptr(GArray) list = read_all(text, length, place);
    gsize last = 0;
    for (guint i = 0; i < list->len; i++) {
        const struct numeral *one = &g_array_index(list, struct numeral, i);
        cr_assert((guint)one->kind < NUMBER_KINDS, "%s", text);
        cr_assert(isfinite(one->low) && isfinite(one->high), "%s", text);
        cr_assert(0 <= one->low && one->low <= one->high, "%s", text);
        cr_assert(last <= one->start && one->start < one->end &&
                      one->end <= one->unit && one->unit <= length,
                  "%s", text);
        cr_assert(g_utf8_validate(text + one->start,
                                  (gssize)(one->end - one->start), NULL) &&
                      g_utf8_validate(text + one->end,
                                      (gssize)(one->unit - one->end), NULL),
                  "%s", text);
        if (one->kind == NUMBER_YEAR)
            cr_assert(one->low == floor(one->low) && one->high < 3000, "%s",
                      text);
        last = one->unit;
    }
}

Test(numeral, any_text)
{
    GRand *rand = g_rand_new_with_seed(14);
    for (int i = 0; i < 60000; i++) {
        g_autofree char *raw =
            random_pieces(rand, (guint)g_rand_int_range(rand, 0, 14));
        gsize length;
        g_autofree char *normal = normal_text(raw, -1, &length);
        /* In a block of its own size: ASan sees a read behind the end. */
        g_autofree char *text = g_memdup2(normal, length + 1);
        for (int place = NUMERAL_TEXT; place <= NUMERAL_YEARS; place++)
            holds_together(text, length, (enum numeral_place)place);
    }
    g_rand_free(rand);
}

/* Nothing behind `to` is looked at: a text cut anywhere reads as one that ends
 * there. */
Test(numeral, cut_anywhere)
{
    GRand *rand = g_rand_new_with_seed(15);
    for (int i = 0; i < 3000; i++) {
        g_autofree char *raw = random_pieces(rand, 10);
        gsize length;
        g_autofree char *text = normal_text(raw, -1, &length);
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
            gsize to = (gsize)(at - text);
            g_autofree char *cut = g_strndup(text, to);
            g_autoptr(GArray) whole = read_all(text, to, NUMERAL_TEXT);
            g_autoptr(GArray) part = read_all(cut, to, NUMERAL_TEXT);
            cr_assert_eq(whole->len, part->len, "%s", cut);
            for (guint n = 0; n < whole->len; n++) {
                const struct numeral *a =
                    &g_array_index(whole, struct numeral, n);
                const struct numeral *b =
                    &g_array_index(part, struct numeral, n);
                cr_assert(a->kind == b->kind && a->low == b->low &&
                              a->high == b->high && a->start == b->start &&
                              a->unit == b->unit,
                          "%s", cut);
            }
        }
    }
    g_rand_free(rand);
}

/* Chinese number words and digits say the same. */
static void spell(GString *out, guint number)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const powers[] = {"千", "百", "十", ""};
    static const guint values[] = {1000, 100, 10, 1};
    if (number >= 10000) {
        spell(out, number / 10000);
        g_string_append(out, "万");
        number %= 10000;
        if (number > 0 && number < 1000)
            g_string_append(out, "零");
    }
    bool begun = false, gap = false;
    for (int i = 0; i < 4; i++) {
        guint digit = number / values[i] % 10;
        if (digit > 0 && gap)
            g_string_append(out, "零");
        gap = digit == 0 && begun;
        begun = begun || digit > 0;
        if (digit > 0) {
            g_string_append(out, digits[digit]);
            g_string_append(out, powers[i]);
        }
    }
}

Test(numeral, spelled_numbers)
{
    GRand *rand = g_rand_new_with_seed(16);
    for (int i = 0; i < 5000; i++) {
        guint number =
            (guint)g_rand_int_range(rand, 2, i % 2 == 0 ? 1000 : 99999999);
        g_autoptr(GString) words = g_string_new(NULL);
        spell(words, number);
        g_string_append(words, "件");
        g_autofree char *want = g_strdup_printf("Q%.12g=件", (double)number);
        expect(NUMERAL_TEXT, words->str, want);
        g_autofree char *digits = g_strdup_printf("%u件", number);
        expect(NUMERAL_TEXT, digits, want);
    }
    g_rand_free(rand);
}
