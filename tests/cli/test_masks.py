"""Masks: words a page hid are told beside the text, never in it."""
import os
import re

from support import Case, write

SHOWN = {
    "jia": "推进蓝桥知识产权示范企业培育。\n支持企业申报蓝桥专利奖。",
    "yi": "组织申报蓝桥专利奖。\n培育蓝桥知识产权示范企业十家。",
    "wu": "新增蓝桥知识产权示范企业五家。\n获得蓝桥专利奖三项。",
}
PLACES = {"jia": "甲市", "yi": "乙市", "wu": "戊市", "ding": "丁市"}
HIDING = "培育**知识产权示范企业，组织申报**专利奖。\n云雾***缭绕。"


def plan(place, text):
    return (f"{PLACES[place]}知识产权“十四五”规划\n\n一、主要任务\n\n" +
            text.replace("\n", "\n\n") + "\n")


class Masks(Case):

    def write(self, *names):
        folder = self.path("plans")
        os.makedirs(folder, exist_ok=True)
        for name in names:
            text = HIDING if name == "ding" else SHOWN[name]
            write(os.path.join(folder, name + ".txt"), plan(name, text))
        return folder

    def masked(self):
        """Of each unit with masks its words."""
        return [[m["word"] for m in u["masks"]]
                for u in self.units(self.own) if "masks" in u]

    def test_records_say_what_is_hidden(self):
        done = self.update(self.write("jia", "yi", "wu", "ding"))
        self.assertIn("3 masked words, 2 of them inferred", done.err)
        unit = next(u for u in self.units(self.own) if "masks" in u)
        self.assertNotIn("蓝桥", unit["text"])
        for mask in unit["masks"]:
            self.assertEqual(sorted(mask), ["confidence", "span", "word"])
            start, end = mask["span"]
            self.assertEqual(unit["text"][start:end], "**")
            self.assertEqual(mask["word"], "蓝桥")
            self.assertTrue(0.7 <= mask["confidence"] <= 1)
        self.index("verify", "--db", self.own)

    def test_unsure_is_null(self):
        self.update(self.write("jia", "yi", "wu", "ding"))
        hit = self.hits("云雾***", "-F", db=self.own)[0]
        self.assertEqual(hit["masks"], [
            {"span": [2, 5], "word": None, "confidence": None}])

    def test_every_command_that_prints_units_says_it(self):
        self.update(self.write("jia", "yi", "wu", "ding"))
        unit = next(u for u in self.units(self.own) if "masks" in u)
        shown = self.search("show", unit["id"], "--format", "jsonl",
                            db=self.own).jsonl()[0]
        hit = self.hits("组织申报**", "-F", db=self.own)[0]
        self.assertEqual(shown["masks"], unit["masks"])
        self.assertEqual(hit["masks"], unit["masks"])
        table = self.search("extract", "units", "--format", "csv",
                            db=self.own).out
        self.assertIn('""word"":""蓝桥""', table)

    def test_text_keeps_the_asterisks(self):
        self.update(self.write("jia", "yi", "wu", "ding"))
        for command in (("search", "缭绕 OR 组织申报", "--limit", "0"),
                        ("show", self.plan_of("丁市"))):
            out = self.search(*command, db=self.own).out
            self.assertIn("    培育**知识产权示范企业", out)
            self.assertRegex(
                out, r"\n    inferred: \*\* 蓝桥 \d\d%, \*\* 蓝桥 \d\d%\n")
            self.assertIn("\n    inferred: *** ?\n", out)

    def plan_of(self, place):
        return next(p["id"] for p in self.plans(self.own)
                    if p["place"] == place)

    def test_another_plan_changes_what_is_known(self):
        folder = self.write("jia", "ding")
        self.update(folder)
        self.assertEqual(self.masked(), [[None, None], [None]])
        before = self.units(self.own)
        self.write("yi")
        done = self.update(folder)
        self.assertIn("1 plan indexed, 2 files unchanged", done.err)
        self.assertEqual(self.masked(), [["蓝桥", "蓝桥"], [None]])
        after = {u["id"]: u["text"] for u in self.units(self.own)}
        for unit in before:
            self.assertEqual(after[unit["id"]], unit["text"])
        self.index("remove", "--db", self.own, self.plan_of("乙市"))
        self.assertEqual(self.masked(), [[None, None], [None]])

    def test_no_masks_no_word_about_them(self):
        done = self.update(self.write("jia", "yi", "wu"))
        self.assertNotIn("masked", done.err)
        self.assertEqual(self.masked(), [])
        generation, = (n for n in os.listdir(self.own)
                       if re.fullmatch(r"g\d+", n))
        self.assertNotIn("masks",
                         os.listdir(os.path.join(self.own, generation)))

    def test_order_and_jobs_do_not_matter(self):
        folder = self.write("jia", "yi", "wu", "ding")
        self.update(folder)
        first = self.units(self.own)
        for jobs in ("1", "4"):
            db = self.path("db" + jobs)
            for name in ("ding", "wu", "yi", "jia"):
                self.index("update", "--db", db, "--jobs", jobs,
                           os.path.join(folder, name + ".txt"))
            self.assertEqual(self.units(db), first)

    def test_the_scraped_sample(self):
        words = [m["word"] for u in self.units() for m in u.get("masks", [])
                 if u["place"] == "丙省"]
        self.assertEqual(len(words), 6)
        self.assertIn("国家", words)
        self.assertTrue(set(words) <= {"国家", "国际", None})
        self.index("verify", "--db", self.samples())
