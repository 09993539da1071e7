/* Targets read out of sentences of many shapes; all of them are invented. */
#include "searcher/indicators/indicators.h"

#include <criterion/criterion.h>
#include <string.h>

/* "name relation value unit year; …" of what a text of 2021-2025 wants. */
static char *read_with(const struct target_frame *frame, const char *text)
{
    gsize length;
    g_autofree char *normal = normal_text(text, -1, &length);
    g_autoptr(GArray) targets = targets_new();
    GString *out = g_string_new(NULL);
    targets_read(targets, normal, length, frame);
    for (guint i = 0; i < targets->len; i++) {
        const struct target *at = &g_array_index(targets, struct target, i);
        g_string_append_printf(
            out, "%s%.*s %s %.10g %s %d", i > 0 ? "; " : "",
            (int)(at->name.end - at->name.start), normal + at->name.start,
            relation_sign(at->relation), at->value, at->unit, at->year);
        cr_assert_lt(at->span.start, at->span.end, "%s", text);
        cr_assert_leq(at->span.end, length, "%s", text);
    }
    return g_string_free(out, FALSE);
}

static void expect(enum role role, const char *text, const char *want)
{
    struct target_frame frame = {.first = 2021, .last = 2025, .role = role};
    g_autofree char *got = read_with(&frame, text);
    cr_expect_str_eq(got, want, "%s\n  want %s\n  got  %s", text, want, got);
}

Test(targets, goals)
{
    static const char *const cases[][2] = {
        {"到2025年，全市有效注册商标量达到1600件以上。",
         "有效注册商标量 ≥ 1600 件 2025"},
        {"地区生产总值年均增长6.5%左右，人均可支配收入突破5万元。",
         "地区生产总值 ~ 6.5 %/年 2025; 人均可支配收入 > 5 万元 2025"},
        {"到2023年，公共充电桩达到3000个，到2025年达到8000个。",
         "公共充电桩 = 3000 个 2023; 公共充电桩 = 8000 个 2025"},
        {"全社会研发经费投入占地区生产总值的比重提高到2.8%。",
         "全社会研发经费投入占地区生产总值的比重 = 2.8 % 2025"},
        {"单位地区生产总值能耗降低13.5%，城镇登记失业率控制在4.5%以内。",
         "单位地区生产总值能耗降低 = 13.5 % 2025; 城镇登记失业率 ≤ 4.5 % 2025"},
        {"新增上市公司10—15家，培育专精特新企业100家以上、单项冠军企业20家。",
         "上市公司 ≥ 10 家 2025; 上市公司 ≤ 15 家 2025; 专精特新企业 ≥ 100 家 "
         "2025; 单项冠军企业 = 20 家 2025"},
        {"高新技术企业数量翻一番，达到600家。",
         "高新技术企业数量 = 2 倍 2025; 高新技术企业数量 = 600 家 2025"},
        {"专利申请量、专利授权量分别达到2万件和1.2万件。",
         "专利申请量 = 20000 件 2025; 专利授权量 = 12000 件 2025"},
        {"粮食、蔬菜、水果产量分别稳定在30万吨、50万吨、20万吨以上。",
         "粮食 ≥ 300000 吨 2025; 蔬菜 ≥ 500000 吨 2025; 水果产量 ≥ 200000 吨 "
         "2025"},
        {"由2020年的0.8件提高到2025年的1.6件。", ""},
        {"每万人口发明专利拥有量由2020年的0.8件提高到1.6件。",
         "每万人口发明专利拥有量 = 1.6 件 2025"},
        {"保护满意度较2020年提高5个百分点。",
         "保护满意度较2020年提高 = 5 个百分点 2025"},
        {"行政村通达率达到百分之百。", "行政村通达率 = 100 % 2025"},
        {"森林覆盖率保持在七成以上。", "森林覆盖率 ≥ 70 % 2025"},
        {"80%以上的规模以上企业建立研发机构。",
         "规模以上企业建立研发机构 ≥ 80 % 2025"},
        {"争取90%以上县（区）建成维权站点。", "县(区)建成维权站点 ≥ 90 % 2025"},
        {"全市专利质押融资金额累计超过50亿元，惠及企业1000家以上。",
         "专利质押融资金额 > 50 亿元 2025; 惠及企业 ≥ 1000 家 2025"},
        {"PM2.5年均浓度下降到30微克/立方米以下。",
         "pm2.5年均浓度 ≤ 30 微克/立方米 2025"},
        {"单位GDP二氧化碳排放五年累计下降18%。",
         "单位gdp二氧化碳排放五年累计下降 = 18 % 2025"},
        {"人均预期寿命达到79.5岁。", "人均预期寿命 = 79.5 岁 2025"},
        {"每千人口执业医师数3.2人，每百户居民拥有养老床位2张。",
         "每千人口执业医师数 = 3.2 人 2025; 每百户居民拥有养老床位 = 2 张 "
         "2025"},
        {"力争实现地理标志产值年均增长10%，用标企业增长率达到20%。",
         "地理标志产值 = 10 %/年 2025; 用标企业增长率 = 20 % 2025"},
        {"企业贯标认证数量不少于300家，拥有马德里商标的企业占比超过15%。",
         "企业贯标认证数量 ≥ 300 家 2025; 拥有马德里商标的企业占比 > 15 % "
         "2025"},
        {"展望2035年，每万人口发明专利拥有量达到30件。",
         "每万人口发明专利拥有量 = 30 件 2035"},
        {"工业增加值占比稳定在30%，数字经济核心产业增加值占比达12%"
         "以上，力争达到15%。",
         "工业增加值占比 = 30 % 2025; 数字经济核心产业增加值占比 ≥ 12 % 2025; "
         "数字经济核心产业增加值占比 = 15 % 2025"},
        {"新建改造公园20座，绿道总长达1200公里。",
         "公园 = 20 座 2025; 绿道总长 = 1200 公里 2025"},
        {"专利实施率不低于60%，较“十三五”末提高10个百分点以上。",
         "专利实施率 ≥ 60 % 2025; 专利实施率 ≥ 10 个百分点 2025"},
        {"高价值发明专利拥有量达到1.2万件、年均增长15%以上。",
         "高价值发明专利拥有量 = 12000 件 2025; 高价值发明专利拥有量 ≥ 15 %/年 "
         "2025"},
        {"（一）创造能力：每万人口发明专利拥有量20件；PCT专利申请量300件。",
         "每万人口发明专利拥有量 = 20 件 2025; pct专利申请量 = 300 件 2025"},
        {"1.保护水平明显提升，侵权案件结案率保持在95%"
         "以上，当事人满意度达85分以上。",
         "侵权案件结案率 ≥ 95 % 2025; 当事人满意度 ≥ 85 分 2025"},
        {"形成1个国家级中心、3个省级中心、10个工作站的服务网络。",
         "国家级中心 = 1 个 2025; 省级中心 = 3 个 2025; 工作站的服务网络 = 10 "
         "个 2025"},
        {"知识产权综合实力进入全国前20位。", ""},
        {"版权产业增加值占GDP比重达到8%左右。",
         "版权产业增加值占gdp比重 ~ 8 % 2025"},
        {"全市有效发明专利拥有量比2020年增长50%以上。",
         "有效发明专利拥有量比2020年增长 ≥ 50 % 2025"},
        {"力争“十四五”末全市有效注册商标总量超过20万件，较“十三五”末翻一番。",
         "有效注册商标总量 > 200000 件 2025; 有效注册商标总量 = 2 倍 2025"},
        {"预计到2025年，数字贸易额将达500亿美元。",
         "数字贸易额 = 500 亿美元 2025"},
        {"案件平均审理周期缩短20天以上。", "案件平均审理周期缩短 ≥ 20 天 2025"},
        {"高新技术企业、科技型中小企业分别突破500家、2000家。",
         "高新技术企业 > 500 家 2025; 科技型中小企业 > 2000 家 2025"},
        {"高价值发明专利占比由30%提高至45%。",
         "高价值发明专利占比 = 45 % 2025"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_GOALS, cases[i][0], cases[i][1]);
}

Test(targets, tasks)
{
    static const char *const cases[][2] = {
        {"建成10个以上省级示范园区。", "省级示范园区 ≥ 10 个 2025"},
        {"每年举办不少于5场对接会，服务企业200家次以上。",
         "对接会 ≥ 5 场/年 2025; 企业 ≥ 200 家次 2025"},
        {"力争到2025年底，引进高层次人才500名，其中院士5名。",
         "高层次人才 = 500 名 2025; 院士 = 5 名 2025"},
        {"支持4家以上平台做大做强，打造2至3个产业地标。",
         "平台 ≥ 4 家 2025; 产业地标 ≥ 2 个 2025; 产业地标 ≤ 3 个 2025"},
        {"将审查周期压缩至15个工作日以内。", "审查周期 ≤ 15 个工作日 2025"},
        {"商标注册平均审查周期缩短到4个月以内。",
         "商标注册平均审查周期 ≤ 4 个月 2025"},
        {"设立总规模不低于10亿元的产业基金。", ""},
        {"产业基金总规模不低于10亿元。", "产业基金总规模 ≥ 10 亿元 2025"},
        {"对投资超过1亿元的项目给予不超过500万元的补助。", ""},
        {"围绕三个重点领域，统筹两种资源，抓好五项重点任务。", ""},
        {"依托2个国家级平台和3所高校，建设创新联合体。", ""},
        {"按照“一核两带三区”布局，推进“百千万”工程。", ""},
        {"依据第12条规定，于2021年3月15日前完成整改。", ""},
        {"落实国家第53号文件和GB/T29490-2013标准。", ""},
        {"培养引进知识产权师、专利代理师等专业人才2000人次。",
         "知识产权师、专利代理师等专业人才 = 2000 人次 2025"},
        {"建立健全覆盖市、县、镇三级的工作体系。", ""},
        {"推动5个以上产业集群入选省级名单。",
         "产业集群入选省级名单 ≥ 5 个 2025"},
        {"到2025年，建成省级以上创新平台50个，其中国家级平台5个；建设双创载体30"
         "家、众创空间20家。",
         "省级以上创新平台 = 50 个 2025; 国家级平台 = 5 个 2025; 双创载体 = 30 "
         "家 2025; 众创空间 = 20 家 2025"},
        {"对新认定的企业每家奖励10万元。", ""},
        {"加快推进3个在建项目，谋划储备5个新项目。", "新项目 = 5 个 2025"},
        {"开展培训班20期以上，培训各类人员5000人次以上。",
         "培训班 ≥ 20 期 2025; 人员 ≥ 5000 人次 2025"},
        {"支持50家左右中小企业开展托管。", "中小企业开展托管 ~ 50 家 2025"},
        {"“十四五”期间，实施专利转化项目300项，新增产值100亿元，带动就业2万人"
         "。",
         "专利转化项目 = 300 项 2025; 产值 = 100 亿元 2025; 就业 = 20000 人 "
         "2025"},
        {"创建国家级示范县（市、区）2个、示范园区1个。",
         "国家级示范县(市、区) = 2 个 2025; 示范园区 = 1 个 2025"},
        {"鼓励银行机构开发专属产品，五年发放贷款100亿元以上。",
         "贷款 ≥ 100 亿元 2025"},
        {"在重点园区建设20个以上知识产权服务站，实现规上企业服务全覆盖。",
         "知识产权服务站 ≥ 20 个 2025"},
        {"推进知识产权进校园，创建试点示范学校15所，培训教师300名。",
         "试点示范学校 = 15 所 2025; 教师 = 300 名 2025"},
        {"建设1家以上国家级、5家以上省级知识产权培训基地。",
         "国家级 ≥ 1 家 2025; 省级知识产权培训基地 ≥ 5 家 2025"},
        {"到2022年，实现县级机构全覆盖；到2025年，建成标准化站所100个。",
         "标准化站所 = 100 个 2025"},
        {"落实企业研发费用加计扣除75%政策。", ""},
        {"引导金融机构对单户贷款1000万元以下的企业给予利率优惠。", ""},
        {"设立5000万元的风险补偿资金池。", ""},
        {"争取中央财政支持资金1亿元以上。", "中央财政支持资金 ≥ 1 亿元 2025"},
        {"扩大覆盖面，力争参保企业数量每年递增10%。",
         "参保企业数量 = 10 %/年 2025"},
        {"专利代理机构达到30家，执业专利代理师突破100人，从业人员达到0."
         "5万人左右。",
         "专利代理机构 = 30 家 2025; 执业专利代理师 > 100 人 2025; 从业人员 ~ "
         "5000 人 2025"},
        {"每个县区至少培育2件地理标志商标。", "地理标志商标 ≥ 2 件 2025"},
        {"组织“双百行动”，走访企业1000家次。", "企业 = 1000 家次 2025"},
        {"对拥有10件以上有效发明专利的企业建立名录。", ""},
        {"三年内培育年产值超亿元的企业5家。", "年产值超亿元的企业 = 5 家 2025"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_TASKS, cases[i][0], cases[i][1]);
}

Test(targets, what_was_reached)
{
    static const char *const cases[][2] = {
        {"“十三五”期间，全市新增专利5000件，同比增长20%。", ""},
        {"截至2020年底，有效商标达到3万件。", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_BASIS, cases[i][0], cases[i][1]);
}

Test(targets, problems)
{
    static const char *const cases[][2] = {
        {"全市仅有代理师11人，不足全省的5%。", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_PROBLEMS, cases[i][0], cases[i][1]);
}

Test(targets, situation)
{
    static const char *const cases[][2] = {
        {"到2025年，全球数字经济规模将超过50万亿美元。",
         "全球数字经济规模 > 50 万亿美元 2025"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_SITUATION, cases[i][0], cases[i][1]);
}

Test(targets, projects)
{
    static const char *const cases[][2] = {
        {"总投资120亿元，建设年产50万吨生产线。", ""},
        {"建设周期3年，占地500亩。", ""},
        {"围绕新材料、新能源等产业，每年实施专利导航项目2—3个。",
         "专利导航项目 ≥ 2 个/年 2025; 专利导航项目 ≤ 3 个/年 2025"},
        {"项目建成后，预计年产值20亿元。", "年产值 = 20 亿元 2025"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_PROJECTS, cases[i][0], cases[i][1]);
}

Test(targets, safeguards)
{
    static const char *const cases[][2] = {
        {"每年至少开展一次评估，2023年开展中期评估。", ""},
        {"市财政每年安排专项资金2000万元。", "专项资金 = 2000 万元/年 2025"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_SAFEGUARDS, cases[i][0], cases[i][1]);
}

Test(targets, principles)
{
    static const char *const cases[][2] = {
        {"坚持两手抓、三结合，做到四个统一。", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_PRINCIPLES, cases[i][0], cases[i][1]);
}

Test(targets, guideline)
{
    static const char *const cases[][2] = {
        {"贯彻“三新一高”要求，建设“两中心一枢纽”。", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_GUIDELINE, cases[i][0], cases[i][1]);
}

Test(targets, no_plan)
{
    static const char *const cases[][2] = {
        {"为贯彻落实党的十九大精神，制定本规划，规划期为5年。", ""},
        {"根据《条例》第3条，罚款不超过5万元。", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        expect(ROLE_NONE, cases[i][0], cases[i][1]);
}

/* What is known before the text is read. */
Test(targets, the_frame_gives_year_and_place)
{
    struct target_frame frame = {2021, 2025, 2030, ROLE_GOALS, "甲市"};
    g_autofree char *led = read_with(&frame, "甲市参与企业达到20家。");
    cr_expect_str_eq(led, "参与企业 = 20 家 2030");
    struct target_frame none = {.role = ROLE_TASKS};
    g_autofree char *unknown = read_with(&none, "建成中心3个。");
    cr_expect_str_eq(unknown, "中心 = 3 个 0");
}

/* A year holds to the end of its paragraph; one before the period tells what
 * was. */
Test(targets, years_hold_on)
{
    expect(ROLE_GOALS, "到2023年，站点达到10个。覆盖率达到50%。",
           "站点 = 10 个 2023; 覆盖率 = 50 % 2023");
    expect(ROLE_GOALS, "2019年，站点达到10个。覆盖率达到50%。",
           "覆盖率 = 50 % 2025");
}

/* The span leaves out what was said before. */
Test(targets, spans)
{
    static const char text[] = "站点达到10个,突破20个";
    struct target_frame frame = {
        .first = 2021, .last = 2025, .role = ROLE_GOALS};
    g_autoptr(GArray) targets = targets_new();
    targets_read(targets, text, strlen(text), &frame);
    cr_assert_eq(targets->len, 2);
    const struct target *first = &g_array_index(targets, struct target, 0);
    const struct target *second = &g_array_index(targets, struct target, 1);
    cr_expect_eq(first->span.start, 0);
    cr_expect_eq(first->span.end, strlen("站点达到10个"));
    cr_expect_eq(second->name.start, 0);
    cr_expect_eq(second->span.start, strlen("站点达到10个,"));
    cr_expect_eq(second->span.end, strlen(text));
}

Test(targets, odd_texts_are_no_trouble)
{
    static const char *const texts[] = {
        "",          "1",         "，。；", "(((",    "》）达到3个",
        "达到",      "达到3",     "3个的",  "翻一番", "分别达到3个和4个",
        "1-2-3-4个", "\"\"\"10个"};
    struct target_frame frame = {
        .first = 2021, .last = 2025, .role = ROLE_GOALS};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(read_with(&frame, texts[i]));
}
