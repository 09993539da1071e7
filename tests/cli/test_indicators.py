"""plan-search indicators: the tables of all plans as one."""
import csv
import io
import json
import os
import sys

from support import BUILD, Case, SEARCH, TOP, run, write

# Read by hand: what stands after the plan in the id, then indicator, unit,
# base, target, achieved, attribute; "" is an empty cell, None no such column.
BING_RESULTS = [
    ("发明专利有效量", "万件", "5", "6.8"),
    ("每万人口发明专利拥有量", "件", "10", "12.5"),
    ("PCT申请量年均增长率", "%", "12", "14.6"),
    ("有效注册商标量", "万件", "60", "87.4"),
    ("知识产权质押融资总额", "亿元", "200", "326.7"),
    ("专利密集型产业集聚区", "个", "8", "9"),
    ("知识产权保护社会满意度", "分", "≥75", "77.9"),
    ("知识产权服务业营业收入年均增长率", "%", "15", "18.2"),
]
BING = [
    ("每万人口高价值发明专利拥有量", "件", "4.6", "9.2", "预期性"),
    ("海外发明专利授权量", "件", "———", "(3000)", "预期性"),
    ("知识产权质押融资登记金额、项目数", "亿元、项", "(326.7)、(2840)",
     "(1000)、(6000)", "预期性"),
    ("专利密集型产业增加值占地区生产总值比重", "%", "———", "≥13.5", "预期性"),
    ("地理标志产品交易额", "亿元", "(412.8)", "(760)", "预期性"),
    ("知识产权民事一审案件服判息诉率", "%", "———", "≥85", "约束性"),
    ("知识产权保护社会满意度", "分", "77.9", "≥83.5", "预期性"),
    ("知识产权信息公共服务网站访问量", "万人次/年", "———", "30", "预期性"),
]
DING = [
    ("有效发明专利量", "件", "962", "2000", "预期性"),
    ("每万人口高价值发明专利拥有量", "件", "0.45", "1.2", "预期性"),
    ("PCT国际专利申请量", "件", "37", "90", "预期性"),
    ("国家地理标志商标", "件", "2", "5", "预期性"),
    ("作品年登记量", "件", "1850", "6000", "预期性"),
    ("知识产权质押融资金额、项目数", "亿元、项", "（4.8）、（73）",
     "（15）、（260）", "预期性"),
    ("国家知识产权优势企业", "家", "6", "20", "预期性"),
    ("专利导航项目", "项", "——", "10", "预期性"),
    ("行政案件按期结案率", "%", "93.2", "≥98", "约束性"),
    ("维权援助办案量", "件/年", "——", "≥60", "预期性"),
]
JIA = [
    ("每万人口高价值发明专利拥有量", "件", "0.63", "1.5", "预期性"),
    ("有效注册商标量", "件", "31508", "45000", "预期性"),
    ("作品著作权年登记量", "件", "-", "2600", "预期性"),
    ("集体商标、证明商标", "件", "", "12", "预期性"),
    ("知识产权质押融资金额、项目数", "亿元、项", "2.36、92", "8、（200）",
     "预期性"),
    ("地理标志产品年产值", "亿元", "38.7", "60", "预期性"),
    ("省级版权示范单位", "家", "——", "3", "预期性"),
    ("知识产权民事案件服判息诉率", "%", "76.5", "≧80", "约束性"),
    ("维权援助办案量", "件/年", "46", "（400）", "预期性"),
]
TABLES = {"bing-14-b564/1.1/t1": [
              (name, unit, None, target, done, None)
              for name, unit, target, done in BING_RESULTS],
          "bing-14-b564/2.3/t1": [(*r[:4], None, r[4]) for r in BING],
          "ding-14-9f6e/2.3.5/t1": [(*r[:4], None, r[4]) for r in DING],
          "jia-14-3108/2.3.b1/t1": [(*r[:4], None, r[4]) for r in JIA]}
CELLS = ("indicator", "unit", "base", "target", "achieved", "attribute")


class Indicators(Case):
    def rows(self, *arguments, **options):
        return self.search("indicators", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def row(self, end):
        return next(r for r in self.rows() if r["id"].endswith(end))

    def table(self, *blocks):
        """The index of a plan of 甲市 with those blocks under one heading."""
        head = [{"kind": "title", "text": "甲市知识产权“十四五”规划"},
                {"kind": "heading", "depth": 1, "marker": "一、",
                 "text": "发展目标"}]
        self.update(write(self.path("jia.jsonl"), "".join(
            json.dumps(block) + "\n" for block in (*head, *blocks))))
        return self.own

    def test_every_cell_of_the_samples(self):
        got = {}
        for row in self.rows():
            table, _, number = row["id"].rpartition(".r")
            got.setdefault(table, []).append(tuple(row[c] for c in CELLS))
            self.assertEqual(int(number), len(got[table]))
            self.assertEqual(row["plan"], row["id"].split("/")[0])
        self.assertEqual(got, TABLES)

    def test_the_tables_themselves_agree(self):
        done = run([sys.executable, os.path.join(TOP, "tests", "oracle",
                                                 "indicators.py"),
                    SEARCH, self.samples(), "35"])
        self.assertEqual(done.status, 0, done)

    def test_years_and_values(self):
        row = self.row("2.3.b1/t1.r5")
        self.assertEqual((row["base_year"], row["target_year"]), (2020, 2025))
        self.assertEqual(row["target_values"], [
            {"relation": "=", "value": 8, "unit": "亿元", "cumulative": False,
             "counts": None},
            {"relation": "=", "value": 200, "unit": "项", "cumulative": True,
             "counts": "cumulative"}])
        self.assertEqual(row["note"], "3.（ ）内为五年累计数。")
        self.assertEqual(row["category"], "运用效益")
        row = self.row("1.1/t1.r7")
        self.assertEqual((row["base_year"], row["target_year"]), (None, 2020))
        self.assertEqual([(v["relation"], v["value"], v["unit"])
                          for v in row["target_values"]], [("≥", 75, "分")])
        self.assertEqual(self.row("2.3.5/t1.r8")["base_values"], [])

    def test_numbers_have_columns_of_their_own(self):
        done = self.search("indicators", "--format", "csv")
        rows = {r["id"]: r for r in csv.DictReader(
            io.StringIO(done.out, newline=""))}

        def numbers(end):
            row = next(r for i, r in rows.items() if i.endswith(end))
            return [row[f] for f in ("base_value", "target_value",
                                     "achieved_value", "counts", "growth")]
        self.assertEqual(numbers("jia-14-3108/2.3.b1/t1.r1"),
                         ["0.63", "1.5", "", "", "1.380952"])
        self.assertEqual(numbers("jia-14-3108/2.3.b1/t1.r9"),
                         ["46", "400", "", "cumulative", ""])
        self.assertEqual(numbers("jia-14-3108/2.3.b1/t1.r8")[4], "")
        self.assertEqual(numbers("bing-14-b564/1.1/t1.r7"),
                         ["", "75", "77.9", "", ""])

    def test_groups(self):
        groups = {}
        for row in self.rows():
            groups.setdefault(row["group"], []).append(row)
        shared = {name: [(r["plan"].split("-")[0], r["group_why"])
                         for r in rows]
                  for name, rows in groups.items() if len(rows) > 1}
        self.assertEqual(shared["有效发明专利量"], [
            ("bing", "发明专利有效量 → 有效发明专利量; 万件 counts 件"),
            ("ding", "same name")])
        self.assertEqual([p for p, _ in
                          shared["每万人口高价值发明专利拥有量"]],
                         ["bing", "ding", "jia"])
        self.assertNotIn("每万人口发明专利拥有量", shared)
        self.assertEqual(groups["每万人口发明专利拥有量"][0]["group_why"], None)

    def test_a_query_chooses_rows_and_no_groups(self):
        whole = {r["id"]: r for r in self.rows()}
        some = self.rows("质押融资", "place:甲市")
        self.assertEqual([r["id"] for r in some],
                         ["jia-14-3108/2.3.b1/t1.r5"])
        self.assertEqual(some, [whole[r["id"]] for r in some])
        done = self.search("indicators", "专利导航", "kind:paragraph", status=1)
        self.assertIn("none of that kind", done.err)
        self.search("indicators", "天方夜谭", status=1)
        self.search("indicators", "(", status=2)

    def test_other_layouts(self):
        db = self.table(
            {"kind": "table", "text": None, "caption": "主要指标（单位：件）",
             "header": ["指标", "2020年", "2025年", "年均"],
             "rows": [["专利密度", "1.2", "20%以上", "3"],
                      ["全市登记量", "—", "10-12万", ""]]},
            {"kind": "table", "text": None, "caption": "重点项目",
             "header": ["序号", "项目名称", "建设内容", "2025年目标"],
             "rows": [["1", "保护中心", "建设2个站点", "建成"]]})
        first, second = self.rows(db=db)
        self.assertEqual((first["base"], first["target"], first["unit"]),
                         ("1.2", "20%以上", "件"))
        self.assertEqual(first["target_values"][0]["unit"], "%")
        self.assertEqual(first["others"], {"年均": "3"})
        self.assertEqual([(v["relation"], v["value"])
                          for v in second["target_values"]],
                         [("≥", 100000), ("≤", 120000)])

    def test_reading(self):
        out = self.search("indicators", "质押融资").out
        self.assertIn("知识产权质押融资金额、项目数\n", out)
        self.assertIn("质押融资登记金额 → 质押融资金额", out)
        self.assertRegex(out, r"甲市 .*2\.36、92 +8、（200） +jia-14")
        self.assertIn("  base 2020 ", out)
        self.assertIn("attribute of all: 预期性\n", out)
        one = self.search("indicators", "发明专利有效量").out
        both = self.search("indicators").out
        self.assertRegex(both, r"丙省 .* 2020: 5 +")
        self.assertRegex(both, r"丁市 .* 2025: 2000 ")
        self.assertRegex(one, "  target 2020 ")
        self.assertIn("4 rows\n", out)
        self.assertLess(out.index("甲市"), out.index("知识产权质押融资总额"))

    def test_limit_is_said(self):
        done = self.search("indicators", "--limit", "3")
        self.assertIn("3 of 35 shown", done.out)
        done = self.search("indicators", "--limit", "3", "--format", "json")
        self.assertIn("3 of 35 shown", done.json()["hint"])
        self.assertEqual(len(done.json()["records"]), 3)
        self.assertEqual(self.rows("--limit", "2", "--offset", "1"),
                         self.rows()[1:3])

    def test_plans_without_a_table_are_named(self):
        out = self.search("indicators").out.splitlines()[-1]
        self.assertRegex(out, "^no table of indicators: .*乙市 yi-")
        self.assertNotIn("甲市", out)
        done = self.search("indicators", "place:乙市", status=1)
        self.assertIn("no table of indicators: 乙市", done.out)
        done = self.search("indicators", "--format", "csv")
        self.assertIn("no table of indicators: ", done.err)
        self.assertNotIn("no table", done.out)
        self.assertNotIn("no table",
                         self.search("indicators", "place:甲市").out)

    def test_queries(self):
        queries = write(self.path("q"), "甲\t质押融资\n乙\t天方夜谭\n")
        done = self.search("indicators", "--queries", queries, "--format",
                           "csv")
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        self.assertEqual({r["label"] for r in rows}, {"甲"})
        self.assertIn("nothing found for 1 of 2 labels: 乙", done.err)

    def test_every_format_opens(self):
        for format in ("text", "jsonl", "json", "csv", "md", "html"):
            done = self.search("indicators", "--format", format)
            self.assertIn("集体商标", done.out, format)
            again = self.search("indicators", "--format", format)
            self.assertEqual(done.raw, again.raw)
        book = self.path("book.xlsx")
        self.search("indicators", "--output", book)
        self.assertTrue(os.path.getsize(book) > 1000)
        self.assertTrue(os.path.isdir(BUILD))
