"""plan-search targets: what sentences want to reach, in figures."""
import json
import os

from support import Case, write

# Read by hand: the sentences of 甲市 that say what is to be reached.
JIA = """
2.3/p2 每万人口高价值发明专利拥有量 = 1.5 件
2.3/p2 有效注册商标 > 45000 件
2.3/p2 作品著作权年登记量 = 2600 件
2.3/p3 知识产权质押融资登记金额 = 8 亿元
2.3/p3 专利密集型产业集聚区 = 2 个
2.3/p3 地理标志产品年产值 > 60 亿元
2.3/p4 知识产权民事案件服判息诉率 ≥ 80 %
2.3/p4 知识产权保护社会满意度 = 82 分
3.1/p1 高价值专利组合 ≥ 20 个
3.1/p2 通过贯标认证的企业 = 150 家
3.1/p2 规模以上工业企业发明专利“破零” = 300 家
3.1.b2/p1 高价值专利培育中心 = 2 个
3.1.b2/p1 培育项目 ≥ 10 项/年
3.2/p1 产业规划类专利导航项目 = 6 项
3.2/p1 企业经营类专利导航项目 = 30 项
3.2.b3/p2 用标企业 = 120 家
3.2.b3/p2 农户 = 20000 户
3.2.b3/p2 户均年增收 ≥ 3000 元
3.3/p1 联合执法行动 ≥ 3 次/年
3.4/p2 企业管理人员 = 5000 人次
3.4/p2 高层次知识产权人才 = 30 名
3.4.b4/p2 小微企业提供知识产权托管 = 500 家
"""
FIELDS = ["id", "plan", "indicator", "relation", "value", "unit", "year",
          "span", "raw", "counts", "group"]


class Targets(Case):
    def targets(self, *arguments, **options):
        return self.search("targets", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def plan(self, *blocks, title="甲市知识产权“十四五”规划"):
        """The targets of a plan with those blocks; a string is a paragraph,
        one that begins with # a heading."""
        records = [{"kind": "title", "text": title}]
        for block in blocks:
            heading = block.startswith("#")
            records.append({"kind": "heading" if heading else "paragraph",
                            "depth": block.count("#") if heading else None,
                            "text": block.lstrip("#")})
        self.update(write(self.path("plan.jsonl"), "".join(
            json.dumps(record) + "\n" for record in records)))
        return [(t["indicator"], t["relation"], t["value"], t["unit"],
                 t["year"]) for t in self.targets(db=self.own,
                                                  status=(0, 1))]

    def test_a_plan_read_by_hand(self):
        got = [f"{t['id'].split('/', 1)[1]} {t['indicator']} {t['relation']} "
               f"{t['value']} {t['unit']}" for t in self.targets("place:甲市")]
        self.assertEqual(got, JIA.split("\n")[1:-1])

    def test_spans_are_of_the_source(self):
        units = {u["id"]: u for u in self.units()}
        targets = self.targets()
        self.assertGreater(len(targets), 70)
        for target in targets:
            self.assertEqual(list(target), FIELDS)
            text = units[target["id"]]["text"]
            start, end = target["span"]
            self.assertEqual(target["raw"], text[start:end])
            self.assertIn(target["indicator"], text)
            self.assertNotIn(units[target["id"]]["role"],
                             ("basis", "problems"))
            self.assertEqual(target["year"],
                             2020 if target["plan"].startswith("yi-13")
                             else 2025)

    def test_order_is_the_documents(self):
        order = [u["id"] for u in self.units()]
        places = [(order.index(t["id"]), t["span"][0])
                  for t in self.targets()]
        self.assertEqual(places, sorted(places))

    def test_the_year_of_a_lead_in_holds_for_its_section(self):
        self.assertEqual(self.plan(
            "#主要目标", "到2023年，实现以下目标：", "站点达到10个。",
            "##保护", "覆盖率达到50%，到2024年达到60%。", "##远景",
            "展望2035年，主要指标大幅提升。", "满意度达到90分。",
            "#主要任务", "建成中心3个。"), [
                ("站点", "=", 10, "个", 2023), ("覆盖率", "=", 50, "%", 2023),
                ("覆盖率", "=", 60, "%", 2024), ("满意度", "=", 90, "分", 2035),
                ("中心", "=", 3, "个", 2025)])

    def test_a_range_is_two_records_and_one_line(self):
        self.assertEqual(self.plan("#主要任务", "新增机构3—5家。"), [
            ("机构", "≥", 3, "家", 2025), ("机构", "≤", 5, "家", 2025)])
        out = self.search("targets", db=self.own).out
        self.assertIn("3–5 家", out)
        self.assertIn("2 targets", out)

    def test_what_is_no_target(self):
        self.assertEqual(self.plan(
            "#发展基础", "截至2020年，站点达到10个。", "#存在问题",
            "站点只有10个，不足需求的50%。", "#主要任务",
            "对持有5件以上专利的企业奖励10万元。", "2019年已建成中心2个。",
            "#附则", "有效期5年，罚款不超过3万元。"), [])

    def test_a_text_that_is_no_plan(self):
        self.assertEqual(self.plan("#第一章", "经营者应当在30日内报告。",
                                   "处10万元以上50万元以下罚款。",
                                   title="经营办法"), [])

    def test_what_a_number_counts(self):
        self.plan(
            "#主要目标", "商标注册量达到6件。", "新增商标2件、专利3件，建成站点4个。",
            "PCT申请量累计达到100件。", "新设机构5—10家。",
            "#主要任务", "到2025年，在甲、乙、丙领域各培养1000名以上人才。",
            "每个县（市）至少建成1个站点。", "各类企业达到30家。")
        self.assertEqual(
            [(t["value"], t["counts"]) for t in self.targets(db=self.own)],
            [(6, None), (2, "new"), (3, "new"), (4, None),
             (100, "cumulative"), (5, "new"), (10, "new"), (1000, "each"),
             (1, "each"), (30, None)])
        out = self.search("targets", db=self.own).out
        self.assertRegex(out, "商标 +new = 2 件")
        self.assertRegex(out, "人才 +each ≥ 1000 名")

    def test_groups_are_those_of_tables(self):
        self.update(write(self.path("jia.jsonl"), "".join(
            json.dumps(block) + "\n" for block in (
                {"kind": "title", "text": "甲市知识产权“十四五”规划"},
                {"kind": "heading", "depth": 1, "text": "主要目标"},
                {"kind": "paragraph", "text":
                 "到2025年，发明专利有效量达到1万件，质押融资登记额（登记）达到3亿元，"
                 "站点达到5个。"},
                {"kind": "table", "text": None, "caption": "主要指标",
                 "header": ["指标", "单位", "2020年", "2025年"],
                 "rows": [["有效发明专利量", "万件", "0.5", "1"],
                          ["质押融资金额、项目数", "亿元、项", "1、2",
                           "3、4"]]}))))
        rows = self.search("indicators", "--format", "jsonl",
                           db=self.own).jsonl()
        targets = self.targets(db=self.own)
        self.assertEqual([t["group"] for t in targets],
                         [*(r["group"] for r in rows), "站点 (个)"])
        self.assertEqual(self.targets("站点", db=self.own)[-1]["group"],
                         "站点 (个)")

    def test_numbers_keep_their_type(self):
        self.plan("#主要任务", "新增机构3家，覆盖率达到2.5%。")
        values = [t["value"] for t in self.targets(db=self.own)]
        self.assertEqual([(v, type(v)) for v in values],
                         [(3, int), (2.5, float)])

    def test_a_query_chooses_paragraphs(self):
        whole = self.targets()
        some = self.targets("质押融资", "role:goals")
        ids = {h["id"] for h in self.hits("质押融资 role:goals")}
        self.assertLessEqual({t["id"] for t in some}, ids)
        self.assertEqual(some, [t for t in whole if t in some])
        self.assertEqual(self.targets("role:goals"),
                         [t for t in whole if t["id"] in {
                             h["id"] for h in self.hits("role:goals")}])
        self.assertTrue(some)
        self.search("targets", "天方夜谭", status=1)
        self.search("targets", "--limit", "-1", status=2)
        self.search("targets", db=self.path("none"), status=3)

    def test_an_index_without_any_is_said(self):
        self.update(write(self.path("plan.txt"), "甲市水利规划\n没有。\n"))
        for command in ("targets", "indicators"):
            done = self.search(command, "--format", "jsonl", db=self.own,
                               status=1)
            self.assertEqual(done.out, "")
            self.assertIn("the index holds no " + command, done.err)
    def test_only_targets_that_the_words_are_about(self):
        self.plan("#主要目标", "站点达到10个，质押融资额达到3亿元，中心达到2个。"
                  "推动质押融资增长，专利导航达到5项。满意度达到90分。",
                  "推动质押融资增长，版权登记量达到20件。满意度达到80分。")
        done = self.search("targets", "质押融资", db=self.own)
        self.assertRegex(done.out, "质押融资额 +.= 3 亿元|质押融资额 += 3 亿元")
        self.assertNotIn("站点", done.out)
        self.assertNotIn("满意度", done.out)
        self.assertIn("版权登记量", done.out)
        self.assertIn("5 other targets in paragraphs that match", done.out)
        done = self.search("targets", "质押融资", "--format", "csv",
                           db=self.own)
        self.assertIn("5 other targets", done.err)

    def test_indicator_is_the_targets_own(self):
        self.plan("#主要目标", "质押融资额达到3亿元，推动质押融资的中心达到2个。"
                  "为质押融资提供服务，站点达到10个。")
        got = self.targets("indicator:质押融资额", db=self.own)
        self.assertEqual([t["value"] for t in got], [3])
        self.assertEqual([t["value"] for t in self.targets(
            "indicator:质押融资额 OR indicator:站点", "place:甲市",
            db=self.own)], [3, 10])
        self.targets("indicator:天方", db=self.own, status=1)
        done = self.search("targets", "indicator:质押融资", "--format", "json")
        self.assertIn("indicator:质押融资", json.dumps(
            done.json(), ensure_ascii=False))

    def test_queries(self):
        queries = write(self.path("q"), "甲\t质押融资\n乙\t天方夜谭\n")
        done = self.search("targets", "--queries", queries, "--format", "json")
        first, second = done.json()
        self.assertEqual((first["label"], second["label"]), ("甲", "乙"))
        self.assertEqual({t["label"] for t in first["records"]}, {"甲"})
        self.assertEqual(second["records"], [])

    def test_reading(self):
        out = self.search("targets", "place:甲市").out
        self.assertTrue(out.startswith("甲市  甲市知识产权发展“十四五”规划\n"))
        self.assertRegex(out, "有效注册商标 +> 45000 件 +2025 +jia-14-3108/2")
        self.assertTrue(out.endswith("22 targets\n"))
        done = self.search("targets", "--limit", "5", "--format", "csv")
        self.assertIn("5 of ", done.err)
        self.assertEqual(len(done.out.splitlines()), 6)

    def test_every_format_opens(self):
        for format in ("text", "jsonl", "json", "csv", "md", "html"):
            done = self.search("targets", "--format", format)
            self.assertIn("用标企业", done.out, format)
        book = self.path("book.xlsx")
        self.search("targets", "--output", book)
        self.assertGreater(os.path.getsize(book), 1000)
