"""extract: what the sample plans name, by hand; places in the text; blocks as a
source; formats, queries and mistakes."""
import csv
import io
import os
import subprocess

from support import BUILD, Case, SAMPLE, SEARCH, environment, run, write

FOUND = ("quantities", "citations", "programmes", "quoted", "places",
         "organisations", "dates", "periods")
KINDS = ("units", "blocks", "sections", "measures") + FOUND

WU_QUANTITIES = [
    ("1.1/p2", "11893件", "=", 11893, "件"),
    ("1.1/p2", "4126件", "=", 4126, "件"),
    ("1.1/p2", "19.3%", "=", 19.3, "%"),
    ("1.1/p2", "18件", "=", 18, "件"),
    ("1.1/p2", "226件", "=", 226, "件"),
    ("1.1/p3", "2000万元", "=", 20000000, "元"),
    ("1.1/p3", "15家", "=", 15, "家"),
    ("1.1/p3", "186家", "=", 186, "家"),
    ("1.1/p3", "9.37亿元", "=", 937000000, "元"),
    ("1.1/p3", "1.2个百分点", "=", 1.2, "个百分点"),
    ("1.1/p4", "三个", "=", 3, "个"),
    ("1.1/p4", "58家", "=", 58, "家"),
    ("1.1/p4", "21家", "=", 21, "家"),
    ("1.2/p4", "八成", "=", 80, "%"),
    ("2.3/p2", "8000件", "=", 8000, "件"),
    ("2.3/p2", "6.5件", "=", 6.5, "件"),
    ("2.3/p2", "400件", ">", 400, "件"),
    ("2.3/p3", "10个工作日", "≤", 10, "个工作日"),
    ("2.3/p3", "99%", "=", 99, "%"),
    ("2.3/p4", "五年", "=", 5, "年"),
    ("2.3/p4", "50亿元", "=", 5000000000, "元"),
    ("2.3/p4", "20%", "=", 20, "%"),
    ("3.2.2/p1", "两个", "=", 2, "个"),
    ("3.2.2/p1", "五年", "=", 5, "年"),
    ("3.2.2/p1", "30个", "=", 30, "个"),
    ("3.2.4/p1", "五年", "=", 5, "年"),
    ("3.2.4/p1", "50亿元", ">", 5000000000, "元"),
    ("3.2.5/p1", "24个", "=", 24, "个"),
    ("3.3.3/p1", "十日", "=", 10, "日"),
    ("3.4.2/p1", "五年", "=", 5, "年"),
    ("3.4.2/p1", "3000名", "=", 3000, "名"),
    ("3.4.2/p1", "50名", "=", 50, "名"),
]
YI_QUANTITIES = [
    ("2.1/p2", "7份", "=", 7, "份"),
    ("2.1/p3", "26381件", "=", 26381, "件"),
    ("2.1/p3", "3.2倍", "=", 3.2, "倍"),
    ("2.1/p3", "412件", "=", 412, "件"),
    ("2.1/p3", "31.6%", "=", 31.6, "%"),
    ("2.1/p3", "8.9万件", "=", 89000, "件"),
    ("2.1/p4", "两个", "=", 2, "个"),
    ("2.1/p4", "6.8亿元", "=", 680000000, "元"),
    ("2.1/p4", "1.2亿元", "=", 120000000, "元"),
    ("2.1/p5", "五年", "=", 5, "年"),
    ("2.1/p5", "1,846宗", "=", 1846, "宗"),
    ("2.1/p5", "5,300万元", "=", 53000000, "元"),
    ("2.1/p6", "21家", "=", 21, "家"),
    ("2.1/p6", "67家", "=", 67, "家"),
    ("2.1/p6", "900人", ">", 900, "人"),
    ("4/p2", "18件", "=", 18, "件"),
    ("4/p2", "900件", ">", 900, "件"),
    ("4/p2", "350件", "=", 350, "件"),
    ("4/p3", "五年", "=", 5, "年"),
    ("4/p3", "20亿元", "=", 2000000000, "元"),
    ("4/p3", "15%", "≥", 15, "%"),
    ("4/p4", "95%", "≥", 95, "%"),
    ("4/p4", "80分", "=", 80, "分"),
    ("4/p5", "150家", "=", 150, "家"),
    ("4/p5", "120名", "=", 120, "名"),
    ("4/p5", "千万元", ">", 10000000, "元"),
    ("4/p5", "10家", "=", 10, "家"),
    ("5.1/p3", "5000万元", "≥", 50000000, "元"),
    ("5.2/p1", "五年", "=", 5, "年"),
    ("5.2/p1", "600家", "=", 600, "家"),
    ("5.2/p1", "百件", ">", 100, "件"),
    ("5.2/p1", "40家", "=", 40, "家"),
    ("5.2/p2", "70%", "≥", 70, "%"),
    ("5.2/p3", "8000件", "=", 8000, "件"),
    ("5.3/p2", "1亿元", "=", 100000000, "元"),
    ("5.3/p3", "50件", "≥", 50, "件"),
    ("5.3/p4", "3个", "=", 3, "个"),
    ("5.5/p2", "100名", "=", 100, "名"),
    ("5.5/p2", "1000名", "=", 1000, "名"),
    ("5.5/p2", "10000名", "=", 10000, "名"),
    ("6.2/p1", "五年", "=", 5, "年"),
    ("6.2/p1", "3.5亿元", "≥", 350000000, "元"),
    ("6.2/p1", "20亿元", "≥", 2000000000, "元"),
]


class Extract(Case):
    def extract(self, kind, *arguments, **options):
        return self.search("extract", kind, "--format", "jsonl", *arguments,
                           **options).jsonl()

    def of(self, name, kind, *fields):
        """What a sample plan has of a kind: where within the plan, fields."""
        plan = self.plan_id(name)
        return [(r["id"][len(plan) + 1:],) + tuple(r[f] for f in fields)
                for r in self.extract(kind, "plan:" + plan, status=(0, 1))]


class ByHand(Extract):
    """Complete lists for two plans: nothing missing, nothing else."""

    def test_citations(self):
        fields = ("title", "issuer", "number", "year", "complete")
        self.assertEqual(self.of("wu-city", "citations", *fields), [])
        self.assertEqual(self.of("yi-city", "citations", *fields), [
            ("0/p1", "乙市“十三五”规划纲要（2016—2020年）", None, None, None,
             True),
            ("0/p1", "中共乙市委 乙市人民政府关于推动创新发展的若干意见",
             "中共乙市委 乙市人民政府", None, None, True)])

    def test_quoted(self):
        self.assertEqual(self.of("wu-city", "quoted", "term", "period"), [
            ("0/p1", "十四五", "2021-2025"),
            ("1.1/p1", "国家知识产权试点城市", None),
            ("1.1/p1", "十三五", "2016-2020"),
            ("1.3/p3", "腾笼换鸟", None),
            ("3.2.4/p1", "政府＋银行＋保险＋评估", None),
            ("3.3.3/p1", "一件外观、一天预审、十日授权", None)])
        self.assertEqual(self.of("yi-city", "quoted", "term", "period"), [
            ("0/p1", "十三五", "2016-2020"),
            ("1/p3", "十三五", "2016-2020"),
            ("2.1/p1", "十二五", "2011-2015"),
            ("3.2/p2", "三合一", None),
            ("5.2/p1", "清零倍增", None),
            ("5.4/p1", "护航", None),
            ("5.4/p1", "雷雨", None),
            ("5.5/p2", "百千万", None)])

    def test_dates(self):
        self.assertEqual(self.of("wu-city", "dates", "text", "date", "from",
                                 "to"),
                         [("2.3/p1", "2025年", "2025", "2025-01-01",
                           "2025-12-31")])
        self.assertEqual(self.of("yi-city", "dates", "text", "precision"), [
            ("2.1/p3", "2015年", "year"), ("2.1/p3", "2010年", "year"),
            ("4/p1", "2020年", "year")])
        self.assertEqual(self.of("jia-city", "dates", "text", "part")[-1],
                         ("4.3/p1", "2025年底前", "end"))

    def test_periods(self):
        self.assertEqual(
            self.of("wu-city", "periods", "text", "from", "to", "number"),
            [("0/p1", "“十四五”时期", 2021, 2025, 14),
             ("1.1/p1", "“十三五”期间", 2016, 2020, 13)])
        self.assertEqual(
            self.of("yi-city", "periods", "text", "from", "to", "number"),
            [("0/p1", "“十三五”", 2016, 2020, 13),
             ("0/p1", "2016—2020年", 2016, 2020, 13),
             ("1/p3", "“十三五”时期", 2016, 2020, 13),
             ("2.1/p1", "“十二五”时期", 2011, 2015, 12)])

    def test_quantities(self):
        fields = ("text", "relation", "value", "unit")
        self.assertEqual(self.of("wu-city", "quantities", *fields),
                         WU_QUANTITIES)
        self.assertEqual(self.of("yi-city", "quantities", *fields),
                         YI_QUANTITIES)

    def test_organisations(self):
        self.assertEqual(self.of("yi-city", "organisations", "text", "type"), [
            ("0/p1", "中共乙市委", "party"),
            ("0/p1", "乙市人民政府", "government"),
            ("5.2/p2", "乙市大学", "school"),
            ("5.4/p2", "知识产权法庭", "court"),
            ("6.1/p1", "市知识产权工作领导小组", "government"),
            ("6.1/p1", "市政府", "government")])
        self.assertEqual(self.of("wu-city", "organisations", "text"), [])

    def test_programmes(self):
        self.assertEqual(
            self.of("yi-city", "programmes", "text", "type", "verb",
                    "evidence"),
            [("3.2/p2", "知识产权综合管理改革试点", "试点", "争取", "verb"),
             ("5.2/p1", "“清零倍增”计划", "计划", None, "quoted"),
             ("5.3/p1", "专利导航工程", "工程", "实施", "verb"),
             ("5.3/p4", "地理标志产品保护示范区", "示范", "建设", "verb"),
             ("5.4/p1", "“护航”", "行动", None, "quoted"),
             ("5.4/p1", "“雷雨”", "行动", None, "quoted"),
             ("5.5/p2", "“百千万”人才计划", "计划", None, "quoted")])

    def test_measures(self):
        plan = self.plan_id("wu-city")
        found = {r["id"]: r for r in self.extract("measures", "plan:" + plan)}
        one = found[plan + "/3.2.5/p1"]
        self.assertEqual([(a["verb"], a["object"]) for a in one["actions"]],
                         [("建设", "商标品牌指导站24个"),
                          ("培育", "灯具、家具集体商标"),
                          ("支持", "企业创建自主品牌"), ("创建", "自主品牌"),
                          ("扩大", "海外商标注册")])
        self.assertEqual(one["objects"],
                         ["商标品牌指导站24个", "灯具", "家具集体商标",
                          "企业创建自主品牌", "自主品牌", "海外商标注册"])
        for action in one["actions"]:
            start, end = action["span"]
            whole = one["text"][start:end]
            self.assertTrue(whole.startswith(action["verb"]), action)
            self.assertTrue(whole.endswith(action["object"]), action)
        finance = found[plan + "/3.2.4/p1"]
        self.assertEqual((finance["tool"], finance["side"]),
                         ("金融支持", "environment"))
        self.assertEqual(found[plan + "/3.4.2/p1"]["tool"], "人才培养")
        # tasks and safeguards are measures, goals and the basis are none
        sections = {i.split("/")[1].split(".")[0] for i in found}
        self.assertEqual(sections, {"3", "4"})

    def test_leads_without_marker_and_stop(self):
        leads = {r["lead"] for r in self.extract(
            "measures", "plan:" + self.plan_id("yi-city"))}
        self.assertIn("实施专利导航工程", leads)
        self.assertFalse([x for x in leads if x and x[-1] in "。；："])


class Places(Extract):
    def test_spans_of_all_kinds_and_plans(self):
        texts = {u["id"]: u["text"] for u in self.units()}
        for kind in ("measures",) + FOUND:
            records = self.extract(kind)
            self.assertGreater(len(records), 5, kind)
            before = (-1, -1)
            order = {i: n for n, i in enumerate(texts)}
            for r in records:
                start, end = r["span"]
                self.assertLess(start, end)
                self.assertEqual(texts[r["id"]][start:end], r["text"])
                now = (order[r["id"]], start)
                if kind != "quoted":  # which may stand in others
                    self.assertGreater(now, before, (kind, r))
                before = now

    def test_units_as_show_prints_them(self):
        plan = self.plan_id("wu-city")
        shown = [r for r in self.search("show", "--format", "jsonl",
                                        plan).jsonl()
                 if r["kind"] in ("paragraph", "row", "note")]
        self.assertEqual(self.extract("units", "plan:" + plan), shown)

    def test_sections_are_those_of_sections(self):
        for query in ((), ("保障措施",)):
            self.assertEqual(
                self.extract("sections", *query),
                self.search("sections", "--format", "jsonl", *query).jsonl())


class Blocks(Extract):
    def test_blocks_make_the_same_plans(self):
        done = self.search("extract", "blocks", "--format", "jsonl")
        self.update(write(self.path("again.jsonl"), done.raw))
        for command in (("extract", "units"), ("sections",), ("plans",)):
            one = self.search(*command, "--format", "jsonl").jsonl()
            two = self.search(*command, "--format", "jsonl",
                              db=self.own).jsonl()
            self.assertEqual(len(one), len(two))
            for a, b in zip(one, two):
                for field in a:
                    if field in ("source", "sha256", "title_from") or (
                            field == "lines" and a["kind"] == "row"):
                        continue
                    self.assertEqual(a[field], b[field], (field, a["id"]))
        again = self.search("extract", "blocks", "--format", "jsonl",
                            db=self.own)
        self.assertEqual(again.raw, done.raw)

    def test_a_row_gives_its_table_once(self):
        blocks = self.extract("blocks", "kind:row 质押融资")
        self.assertEqual({b["kind"] for b in blocks}, {"table"})
        ids = [b["id"] for b in blocks]
        self.assertEqual(len(ids), len(set(ids)))
        for block in blocks:
            self.assertTrue(any("质押融资" in "".join(row)
                                for row in block["rows"]))


class Formats(Extract):
    def test_csv_and_jsonl_say_the_same(self):
        for kind in FOUND:
            lines = self.extract(kind)
            done = self.search("extract", kind, "--format", "csv")
            rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
            self.assertEqual([r["text"] for r in rows],
                             [r["text"] for r in lines])
            self.assertEqual(list(rows[0]), list(lines[0]))

    def test_json_has_a_head(self):
        whole = self.search("extract", "citations", "--format", "json").json()
        self.assertEqual(set(whole), {"format", "fingerprint", "hint", "records"})
        asked = self.search("extract", "citations", "--format", "json",
                            "知识产权").json()
        self.assertEqual(asked["query"]["text"], "知识产权")
        self.assertTrue(set(map(str, asked["records"])) <=
                        set(map(str, whole["records"])))

    def test_text_names_plans_and_ends_with_the_count(self):
        for kind in ("measures",) + FOUND:
            out = self.search("extract", kind).out
            self.assertIn("丙省知识产权保护和运用", out)
            self.assertRegex(out, r"\n\n\d+ records from \d+ units\n$")

    def test_limit_and_offset_count_records(self):
        every = self.extract("quoted")
        done = self.search("extract", "quoted", "--limit", "3", "--offset",
                           "2", "--format", "jsonl")
        self.assertEqual(done.jsonl(), every[2:5])
        self.assertIn(f"3 of {len(every)} shown", done.err)

    def test_a_closed_pipe_is_quiet(self):
        with subprocess.Popen([SEARCH, "extract", "quantities", "--db",
                               self.samples(), "--format", "jsonl"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment()) as child:
            child.stdout.close()
            err = child.stderr.read()
            self.assertEqual((child.wait(), err), (0, b""))

    def test_distinct(self):
        every = self.extract("quoted")
        values = self.extract("quoted", "--distinct")
        self.assertEqual(sum(v["count"] for v in values), len(every))
        self.assertEqual(len({v["text"] for v in values}), len(values))
        top = values[0]
        self.assertEqual(top["text"], "“十四五”")
        mine = [r for r in every if r["text"] == top["text"]]
        self.assertEqual(top["count"], len(mine))
        self.assertEqual(top["units"], len({r["id"] for r in mine}))
        self.assertEqual(top["plans"], sorted({r["plan"] for r in mine}))
        self.assertEqual(top["id"], mine[0]["id"])
        self.assertEqual([v["count"] for v in values],
                         sorted((v["count"] for v in values), reverse=True))


    def test_distinct_says_how_often_in_which_plan(self):
        every = self.extract("quoted")
        for value in self.extract("quoted", "--distinct"):
            self.assertEqual(sum(value["plan_counts"].values()),
                             value["count"])
            self.assertEqual(sorted(value["plan_counts"]), value["plans"])
        top = self.extract("quoted", "--distinct")[0]
        for plan, count in top["plan_counts"].items():
            self.assertEqual(count, sum(r["plan"] == plan and
                                        r["text"] == top["text"]
                                        for r in every))

    def test_measures_by_tool(self):
        every = self.extract("measures")
        values = self.extract("measures", "--distinct")
        self.assertEqual(sum(v["count"] for v in values), len(every))
        for value in values:
            mine = [r for r in every if r["tool"] == value["text"]]
            self.assertEqual(value["count"], len(mine))
            self.assertEqual(value["id"], mine[0]["id"])
            for plan, count in value["plan_counts"].items():
                self.assertEqual(count,
                                 sum(r["plan"] == plan for r in mine))
        # and as a table under the measures
        table = self.search("extract", "measures", "--distinct").out
        rows = table.split("\n\n")[0].splitlines()
        self.assertIn("\n" + "\n".join(rows[:3]),
                      self.search("extract", "measures").out)

    def test_tool_counts_are_in_the_order_of_tools(self):
        for record in self.extract("measures"):
            counts = record["tool_counts"]
            self.assertEqual(list(counts), record["tools"])
            self.assertEqual(sorted(counts.values(), reverse=True),
                             list(counts.values()))

    def test_the_manual_names_all_tools(self):
        table = os.path.join(os.path.dirname(__file__), "..", "..", "corpus",
                             "lexicon", "tools.tsv")
        manual = "".join(run([SEARCH, "help", "output"]).out.split())
        with open(table, encoding="utf-8") as lines:
            for line in lines:
                fields = line.split("\t")
                if fields[0] in ("supply", "environment", "demand"):
                    self.assertIn(fields[1], manual)

    def test_nothing_is_cut_in_a_pipe(self):
        for kind in ("citations", "organisations"):
            for extra in ((), ("--distinct",)):
                out = self.search("extract", kind, *extra).out
                self.assertNotIn("…", out)
        self.assertIn("issuer", self.search("extract", "citations").out)


class Queries(Extract):
    def test_a_query_leaves_its_hits(self):
        hits = {h["id"] for h in self.hits("质押融资")}
        for kind in ("measures", "quantities"):
            some = self.extract(kind, "质押融资")
            self.assertEqual(some, [r for r in self.extract(kind)
                                    if r["id"] in hits])
            self.assertTrue(some)

    def test_labels(self):
        file = write(self.path("queries"), "甲\t质押融资\n乙\t飞船\n")
        done = self.search("extract", "quantities", "--queries", file,
                           "--format", "jsonl")
        self.assertEqual({r["label"] for r in done.jsonl()}, {"甲"})
        self.assertEqual([{k: v for k, v in r.items() if k != "label"}
                          for r in done.jsonl()],
                         self.extract("quantities", "质押融资"))
        self.assertIn("乙", done.err)
        for kind in ("units", "blocks"):
            done = self.search("extract", kind, "--queries", file,
                               "--format", "jsonl")
            self.assertEqual(list(done.jsonl()[0])[0], "label")
            plain = self.extract(kind, "质押融资")
            self.assertEqual([dict(r, label="甲") for r in plain],
                             done.jsonl())
            header = self.search("extract", kind, "--queries", file,
                                 "--format", "csv").out.split(",")[0]
            self.assertEqual(header.strip('"'), "label")

    def test_a_row_without_unit_has_that_of_its_column(self):
        rows = [r for r in self.extract("quantities", "kind:row 质押融资")
                if r["plan"] == self.plan_id("jia-city")]
        self.assertEqual([(r["text"], r["value"], r["unit"]) for r in rows],
                         [("2.36", 236000000, "元"), ("92", 92, "项"),
                          ("8", 800000000, "元"), ("200", 200, "项")])

    def test_headings_only_when_asked_for(self):
        plain = self.extract("periods")
        more = self.extract("periods", "--headings")
        self.assertGreater(len(more), len(plain))
        self.assertEqual([r for r in more if r in plain], plain)

    def test_nothing(self):
        done = self.search("extract", "citations", "飞船", status=1)
        self.assertIn("飞船", done.err)
        done = self.search("extract", "periods", "加强组织领导",
                           "kind:row", status=1)
        self.assertTrue(done.err)

    def test_mistakes(self):
        for wrong in ((), ("citation",), ("units", "质押 AND"),
                      ("units", "--distinct"), ("sections", "--distinct"),
                      ("sections", "--queries", "x")):
            done = self.search("extract", *wrong, status=2)
            self.assertTrue(done.err.startswith("plan-search: "))
        done = self.search("extract", "foo", status=2)
        for kind in KINDS:
            self.assertIn(kind, done.err)

    def test_kinds_have_chinese_names(self):
        self.assertEqual(self.extract("引文"), self.extract("citations"))


class Invented(Extract):
    """Sentences that the samples lack."""

    def plan(self, *texts, heading="主要任务"):
        lines = ['{"kind":"title","text":"甲市知识产权“十四五”规划",'
                 '"plan":"jia"}',
                 '{"kind":"heading","depth":1,"marker":"一、","text":"%s",'
                 '"plan":"jia"}' % heading]
        for text in texts:
            lines.append('{"kind":"paragraph","plan":"jia","text":"%s"}' %
                         text.replace('"', '\\"'))
        self.update(write(self.path("plan.jsonl"), "\n".join(lines) + "\n"))

    def found(self, kind, *fields):
        return [tuple(r[f] for f in fields) for r in
                self.extract(kind, db=self.own, status=(0, 1))]

    def test_citations(self):
        self.plan("落实国务院印发的《甲规划》（国发〔2021〕20号）。",
                  "根据中共中央、国务院《乙纲要（2021-2035年）》和"
                  "《丙实施<丁意见>的方案》，以及《未完的题名，结合实际。",
                  "市知识产权局等10部门联合印发《戊办法》。",
                  "执行《甲市人民政府关于己的通知》（2019年修订）。",
                  "贯彻《辛法〈壬条例〉解释》。")
        self.assertEqual(
            self.found("citations", "title", "issuer", "number", "year",
                       "complete"),
            [("甲规划", "国务院", "国发〔2021〕20号", 2021, True),
             ("乙纲要（2021-2035年）", "中共中央、国务院", None, None, True),
             ("丙实施<丁意见>的方案", None, None, None, True),
             ("未完的题名", None, None, None, False),
             ("戊办法", "市知识产权局", None, None, True),
             ("甲市人民政府关于己的通知", "甲市人民政府", None, 2019, True),
             ("辛法〈壬条例〉解释", None, None, None, True)])

    def test_dates_and_periods(self):
        self.plan("2021年3月15日发布，2022年1月至6月试行，2020年1-11月统计。",
                  "二〇二三年五月三日生效，每年4月26日开展宣传周。",
                  "中国制造2025战略，到2024年上半年完成，2021—2023年实施。")
        self.assertEqual(
            self.found("dates", "text", "date", "from", "to", "part"),
            [("2021年3月15日", "2021-03-15", "2021-03-15", "2021-03-15",
              None),
             ("2022年1月至6月", "2022-01", "2022-01-01", "2022-06-30", None),
             ("2020年1-11月", "2020-01", "2020-01-01", "2020-11-30", None),
             ("二〇二三年五月三日", "2023-05-03", "2023-05-03",
              "2023-05-03", None),
             ("4月26日", "--04-26", None, None, None),
             ("2024年上半年", "2024", "2024-01-01", "2024-12-31",
              "first half")])
        self.assertEqual(self.found("periods", "text", "from", "to"),
                         [("2021—2023年", 2021, 2023)])

    def test_quoted(self):
        self.plan("深化“放管服”改革，形成“一核‘一带’一区”格局，推进'双创'。",
                  "没有收尾的“引号，it's一样。")
        self.assertEqual(self.found("quoted", "term"),
                         [("放管服",), ("一核‘一带’一区",), ("一带",),
                          ("双创",)])

    def test_every_plan_stands_under_its_own_title(self):
        sources = []
        for number, text in enumerate(("“甲”", "二”", "“丙”", "四”", "“戊”")):
            lines = ['{"kind":"title","text":"%s规划","plan":"p%u"}',
                     '{"kind":"paragraph","text":"%s","plan":"p%u"}']
            sources.append(write(self.path("p%u.jsonl" % number), "\n".join(
                (lines[0] % ("甲乙丙丁戊"[number] * 4, number),
                 lines[1] % (text, number))) + "\n"))
        self.update(*sources)
        for form in ("text", "md", "html"):
            out = self.search("extract", "quoted", "--format", form,
                              db=self.own).out
            for plan in ("甲甲甲甲规划", "丙丙丙丙规划", "戊戊戊戊规划"):
                self.assertIn(plan, out, form)

    def test_a_day_that_no_month_has_is_none(self):
        self.plan("2021年2月30日前，2020年2月29日，2021年2月29日，4月31日。")
        self.assertEqual(self.found("dates", "text", "date", "to"),
                         [("2021年2月", "2021-02", "2021-02-28"),
                          ("2020年2月29日", "2020-02-29", "2020-02-29"),
                          ("2021年2月", "2021-02", "2021-02-28")])

    def test_quantities(self):
        self.plan("不超过3个，近2000家，10%-15%，三年内办结，不足5件。")
        self.assertEqual(
            self.found("quantities", "text", "relation", "value", "low",
                       "high", "unit"),
            [("3个", "≤", 3, 3, 3, "个"), ("2000家", "~", 2000, 2000, 2000,
                                          "家"),
             ("10%-15%", "=", None, 10, 15, "%"),
             ("三年", "≤", 3, 3, 3, "年"), ("5件", "<", 5, 5, 5, "件")])

    def test_names_and_what_is_none(self):
        self.plan("支持广州市知识产权局、中国（甲市）知识产权保护中心和行业协会"
                  "优化专利布局，构建大保护工作格局，签署协议。",
                  "开展“蓝天”“利剑”等专项行动，实施强企培育工程，推进重点工程"
                  "和年度计划。",
                  "粤港澳大湾区、深圳和青溪县加强合作，全市各区、城市更新。")
        self.assertEqual(self.found("organisations", "text", "type"),
                         [("广州市知识产权局", "government"),
                          ("中国（甲市）知识产权保护中心", "centre")])
        self.assertEqual(self.found("programmes", "text", "type"),
                         [("“蓝天”", "行动"), ("“利剑”", "行动"),
                          ("强企培育工程", "工程")])
        self.assertEqual(
            self.found("places", "text", "name", "evidence"),
            [("广州市", "广州市", "table"), ("甲市", None, "pattern"),
             ("粤港澳大湾区", None, "region"), ("深圳", "深圳市", "table"),
             ("青溪县", None, "pattern")])

    def test_verbs_that_are_nouns(self):
        self.plan("加强组织领导，完善知识产权保护体系建设。",
                  "支持企业开展专利导航，研究制定实施细则。")
        actions = [[(a["verb"], a["object"]) for a in r["actions"]]
                   for r in self.extract("measures", db=self.own)]
        self.assertEqual(actions, [
            [("加强", "组织领导"), ("完善", "知识产权保护体系建设")],
            [("支持", "企业开展专利导航"), ("开展", "专利导航"), ("研究", "实施细则"),
             ("制定", "实施细则")]])

    def test_actions_of_a_paragraph_without_lead(self):
        self.plan("根据本规划实施的需要，予以经费保障，实施绩效考核。",
                  heading="保障措施（资金投入）")
        record = self.extract("measures", db=self.own)[0]
        self.assertEqual(record["tool"], "资金投入")

    def test_hidden_words_are_counted_as_what_they_are(self):
        own = ('{"kind":"title","text":"甲市规划","plan":"jia"}\n'
               '{"kind":"paragraph","plan":"jia",'
               '"text":"争取国家知识产权局支持。"}\n')
        self.update(write(self.path("plan.jsonl"), own), SAMPLE)
        values = {v["text"]: v for v in self.extract(
            "organisations", "--distinct", db=self.own)}
        both = values["国家知识产权局"]
        self.assertEqual((both["count"], both["inferred"]), (2, 1))
        self.assertEqual(len(both["plans"]), 2)
        self.assertNotIn("**知识产权局", values)
        # each by itself keeps the source's wording
        self.assertIn("**知识产权局", {r["text"] for r in self.extract(
            "organisations", db=self.own)})

    def test_an_index_without_any(self):
        self.plan("没有。", heading="发展基础")
        done = self.search("extract", "measures", db=self.own, status=1)
        self.assertIn("no measures", done.err)


class Memory(Extract):
    """Ten times as many plans take no more memory of their own: what the
    program may allocate is limited (RLIMIT_DATA; mapped files are not in it)
    to what the smaller index needs, and a little."""

    def make(self, plans):
        lines = []
        for i in range(plans):
            lines.append('{"kind":"title","text":"甲市规划%d","plan":"p%d"}'
                         % (i, i))
            for j in range(40):
                lines.append(
                    '{"kind":"heading","depth":1,"marker":"%d、","text":'
                    '"任务%d","plan":"p%d"}' % (j + 1, j, i))
                lines.append(
                    '{"kind":"paragraph","plan":"p%d","text":"到2025年，'
                    '“试点%d之%d”达到%d件。"}' % (i, j, i, i * 40 + j + 2))
        db = self.path(f"db{plans}")
        self.index("update", "--db", db,
                   write(self.path(f"{plans}.jsonl"), "\n".join(lines)))
        return db

    def fits(self, megabytes, db, *arguments):
        limit = f"ulimit -d {megabytes * 1024}; exec \"$@\""
        return subprocess.run(
            ["bash", "-c", limit, "-", SEARCH, "extract", "--db", db,
             *arguments], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=environment()).returncode == 0

    def test_streaming(self):
        if "asan" in BUILD:
            print("# the sanitizer has memory of its own: that of extract is "
                  "left out")
            return
        few, many = self.make(30), self.make(600)
        for command in (("units", "--format", "jsonl"),
                        ("blocks", "--format", "jsonl"),
                        ("quoted", "--format", "jsonl"),
                        ("quoted", "--format", "csv"), ("quoted",),
                        ("quantities", "--format", "jsonl")):
            least = next(n for n in range(1, 400)
                         if self.fits(n, few, *command))
            self.assertTrue(self.fits(least + 1, many, *command), command)
        # what does grow does not fit: each of 24,000 terms is another
        self.assertFalse(self.fits(least + 1, many, "quoted", "--distinct"))
