"""plan-search show, sections, plans, extract: the index as a reader walks it."""
import csv
import io
import re

from support import Case, PLACES, squeeze


class Show(Case):
    def show(self, *arguments, **options):
        return self.search("show", *arguments, "--format", "jsonl", **options)

    def test_a_unit(self):
        for unit in self.units()[::17]:
            self.assertEqual(self.show(unit["id"]).jsonl(), [unit])

    def test_a_section_holds_what_stands_under_it(self):
        units = self.units()
        unit = next(u for u in units if len(u["path"]) == 2)
        section = unit["id"].rsplit("/", 1)[0]
        shown = self.show(section).jsonl()
        self.assertLessEqual({u["id"] for u in units
                              if u["id"].startswith(section + "/")},
                             {r["id"] for r in shown})
        chapter = section.rsplit(".", 1)[0]
        self.assertLess(len(shown), len(self.show(chapter).jsonl()))

    def test_a_plan(self):
        plan = self.plan_id("wu-city")
        shown = {r["id"] for r in self.show(plan).jsonl()}
        self.assertLessEqual({u["id"] for u in self.units()
                              if u["plan"] == plan}, shown)

    def test_neighbours(self):
        ids = [u["id"] for u in self.units()]
        middle = next(i for i in ids if i.endswith("/2.1/p3"))
        at = ids.index(middle)
        shown = [r["id"] for r in self.show(middle, "-C", "1").jsonl()]
        self.assertEqual(shown, ids[at - 1:at + 2])

    def test_missing_ids(self):
        unit = self.units()[0]["id"]
        done = self.show(unit, "nowhere-14/9.9/p9", status=1)
        self.assertEqual([r["id"] for r in done.jsonl()], [unit])
        self.assertIn("nowhere-14/9.9/p9", done.err)
        # a prefix has to end a part
        self.show(unit[:-1] if unit[-2].isalnum() else unit + "9", status=1)

    def test_a_missing_id_says_what_is_there(self):
        plan = self.plan_id("jia-city")
        for missing, meant in ((plan + "/3.2/p99", f"there is '{plan}/3.2'"),
                               (plan + "/9.9", f"there is '{plan}'"),
                               (plan[:-5], f"did you mean '{plan}'"),
                               (plan[:-5] + "/3.2/p1",
                                f"did you mean '{plan}/3.2/p1'"),
                               (plan.upper(), f"did you mean '{plan}'")):
            self.assertIn(meant, self.show(missing, status=1).err)
        for nothing in ("nowhere-14/1", "/", "", "." * 5000):
            done = self.show(nothing, status=1)
            self.assertNotRegex(done.err, "there is|did you mean")

    def test_neighbours_that_are_apart_stand_apart(self):
        plan = self.plan_id("jia-city")
        ids = [f"{plan}/2.1/p1", f"{plan}/3.2/p2"]
        text = self.search("show", *ids, "-C", "1").out
        self.assertEqual(text.count("\n\n"), 1)
        self.assertNotIn("\n\n", self.search("show", *ids).out)
        self.assertNotIn("\n\n", self.search("show", ids[1], "-C", "9").out)

    def test_text_shows_the_whole_unit(self):
        unit = max(self.units(), key=lambda u: len(u["text"]))
        done = self.search("show", unit["id"])
        self.assertIn(squeeze(unit["text"]), squeeze(done.out))


class Outline(Case):
    def test_every_heading_stands_in_the_outline(self):
        done = self.search("sections")
        for heading in ("发展基础与形势", "全面加强知识产权保护",
                        "知识产权基础更加坚实", "深化产业集群专利导航",
                        "高价值专利培育工程"):
            self.assertIn(heading, done.out)

    def test_sections_of_another_kind_are_none(self):
        self.search("sections", "kind:row", status=1)

    def test_sections_whose_heading_matches(self):
        records = self.search("sections", "保障措施", "--format",
                              "jsonl").jsonl()
        self.assertEqual(len(records), 5)
        self.assertEqual(len({r["plan"] for r in records}), 5)
        self.search("sections", "量子隐形传态", status=1)

    def test_sections_say_what_else_matches(self):
        done = self.search("sections", "惩罚性赔偿", status=1)
        self.assertRegex(done.err, r"no heading matches; .* search finds \d+")
        done = self.search("sections", "量子隐形传态", status=1)
        self.assertIn("nor does anything else", done.err)
        head = self.search("sections", "保障措施  place:甲市", "--format",
                           "json").json()
        self.assertEqual(head["query"]["text"], "保障措施 place:甲市")
        self.assertEqual(len(head["records"]), 1)

    def test_plans(self):
        plans = self.plans()
        self.assertEqual({p["place"] for p in plans}, set(PLACES.values()))
        for plan in plans:
            self.assertIn(plan["title_from"], ("text", "manifest", "inferred"))
            self.assertTrue(plan["title"].startswith(plan["place"]))
            self.assertIn("知识产权", plan["title"])
        by_place = {p["place"]: p for p in plans}
        self.assertEqual(by_place["乙市"]["title"],
                         "乙市知识产权事业发展第十三个五年规划")
        self.assertEqual(by_place["戊市"]["title"],
                         "戊市知识产权发展“十四五”规划（2021-2025年）")
        self.assertEqual(by_place["丁市"]["title"],
                         "丁市知识产权保护和运用“十四五”规划")
        self.assertEqual(by_place["乙市"]["period"], "2016-2020")
        self.assertEqual(by_place["丙省"]["level"], "province")

    def test_ids_and_citations(self):
        units = self.units()
        self.assertEqual(len({u["id"] for u in units}), len(units))
        for unit in units:
            self.assertRegex(unit["id"], re.escape(unit["plan"]) +
                             r"/[0-9ub.]+/(t\d+\.r|[pn])\d+$")
            self.assertTrue(unit["cite"].startswith(f"《{unit['title']}》"))

    def test_extract_as_csv(self):
        done = self.search("extract", "units", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        self.assertEqual([(r["id"], r["text"]) for r in rows],
                         [(u["id"], u["text"]) for u in self.units()])
