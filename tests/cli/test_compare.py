"""plan-search compare and diff: plans side by side, and from one to another."""
import json
import unicodedata

from support import Case, PLACES, norm, write

KEPT_MARKS = "%‰*"


def letters(text, marker=None):
    """What a similarity is of: normalised, without punctuation and marker."""
    if marker and text.startswith(marker):
        text = text[len(marker):]
    text = norm(text)
    out = []
    for i, c in enumerate(text):
        mark = unicodedata.category(c).startswith("P") and c not in KEPT_MARKS
        inside = (c in ".:-/" and 0 < i < len(text) - 1 and
                  text[i - 1] in "0123456789" and text[i + 1] in "0123456789")
        if not mark or inside:
            out.append(c)
    return "".join(out)


def lcs(a, b):
    row = [0] * (len(b) + 1)
    for x in a:
        corner = 0
        for j, y in enumerate(b):
            above = row[j + 1]
            row[j + 1] = corner + 1 if x == y else max(above, row[j])
            corner = above
    return row[-1]


def similarity(a, b):
    return 2 * lcs(a, b) / (len(a) + len(b)) if a or b else 1.0


def without(ops, op):
    return "".join(text for kind, text in ops if kind != op)


class Records(Case):
    """What holds of every record, whatever was asked."""

    def check_records(self, records, units):
        self.assertTrue(records)
        for record in records:
            with self.subTest(base=record["base"], id=record["id"]):
                self.check_record(record, units)

    def check_record(self, record, units):
        base = units.get(record["base"])
        unit = units.get(record["id"])
        self.assertEqual(base is None, record["base"] is None)
        self.assertEqual(unit is None, record["id"] is None)
        ops = record["ops"]
        self.assertEqual(without(ops, "delete"), unit["text"] if unit else "")
        old = letters(base["text"], base["marker"]) if base else ""
        new = letters(unit["text"], unit["marker"]) if unit else ""
        kept = without(ops, "insert")
        if base and unit:
            # a marker that is kept is the unit's
            self.assertIn(old, [letters(kept), letters(kept, base["marker"]),
                                letters(kept, unit["marker"])])
            self.assertAlmostEqual(record["similarity"], similarity(old, new),
                                   delta=1e-9)
            self.assertEqual(record["similarity"] == 1, old == new)
        else:
            self.assertIsNone(record["similarity"])
        if base and not unit:
            self.assertEqual(kept, base["text"])
            self.assertEqual(record["status"], "dropped")
        if unit and not base:
            self.assertEqual(record["status"], "added")
        for (one, _), (two, _) in zip(ops, ops[1:]):
            self.assertNotEqual(one, two)

    def known(self, db=None):
        """Every unit by its id, headings and titles too."""
        units = {}
        for plan in self.plans(db=db):
            for unit in self.search("show", plan["id"], "--format", "jsonl",
                                    db=db).jsonl():
                units[unit["id"]] = unit
        return units


class Compare(Records):
    def compare(self, *arguments, **options):
        return self.search("compare", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def test_the_best_unit_of_each_plan(self):
        records = self.compare("专利导航")
        self.check_records(records, self.known())
        best = self.search("search", "--per-plan", "1", "--format", "jsonl",
                           "专利导航").jsonl()
        self.assertEqual({r["id"] for r in records if r["id"]},
                         {h["id"] for h in best})
        self.assertEqual({r["row"] for r in records}, {1})
        # the oldest plan is the base
        self.assertEqual(records[0]["plan"], self.plan_id("yi-city"))
        self.assertEqual([r["status"] for r in records].count("base"), 1)

    def test_a_dash_where_a_plan_says_nothing(self):
        plan = self.plan_id("jia-city")
        word = next(u["text"] for u in self.units() if u["plan"] == plan)[:12]
        records = self.compare("-F", word)
        self.assertEqual([r["plan"] for r in records if r["id"]], [plan])
        text = self.search("compare", "-F", word).out
        for name in ("乙市", "丙省", "丁市", "戊市"):
            self.assertRegex(text, f"—.*{name}")

    def test_every_hit_with_all(self):
        records = self.compare("--all", "专利导航")
        self.check_records(records, self.known())
        self.assertEqual(sorted(r["id"] for r in records if r["id"]),
                         sorted(h["id"] for h in self.hits("专利导航")))

    def test_sections_that_play_one_part(self):
        records = self.compare("--role", "safeguards")
        self.check_records(records, self.known())
        ids = sorted(r["id"] for r in records if r["id"])
        self.assertEqual(ids, sorted(h["id"]
                                     for h in self.hits("role:safeguards")))
        self.assertEqual(records, self.compare("-r", "保障"))
        # each plan has one paragraph on money: they are one row
        rows = {}
        for record in records:
            if record["id"]:
                rows.setdefault(record["row"], []).append(record)
        money = [row for row in rows.values()
                 if any("加大资金投入" in r["about"] for r in row)]
        self.assertEqual(len(money), 1)
        self.assertEqual({r["plan"] for r in money[0]},
                         {p["id"] for p in self.plans()})
        # no plan stands twice in a row
        for row in rows.values():
            self.assertEqual(len({r["plan"] for r in row}), len(row))

    def test_sections_by_heading_and_query(self):
        ids = {r["id"] for r in self.compare("--section", "保障措施", "资金")
               if r["id"]}
        self.assertEqual(ids, {h["id"]
                               for h in self.hits("资金 section:保障措施")})

    def test_the_base_can_be_chosen(self):
        plan = self.plan_id("ding-city")
        records = self.compare("--role", "goals", "--base", plan)
        self.check_records(records, self.known())
        self.assertTrue(all(r["base"] is None or r["base"].startswith(plan)
                            for r in records))

    def test_a_plan_by_its_place(self):
        plan = self.plan_id("ding-city")
        for name in (plan[:-1], PLACES["ding-city"]):
            self.assertEqual(self.compare("--role", "goals", "--base", name),
                             self.compare("--role", "goals", "--base", plan))
        jia = self.plan_id("jia-city")
        by_id = self.search("diff", plan + "/1", jia + "/1")
        by_place = self.search("diff", PLACES["ding-city"] + "/1",
                               PLACES["jia-city"] + "/1")
        self.assertEqual(by_id.out, by_place.out)
        for period in ("十三五", "十四五"):
            write(self.path(period + ".txt"), f"庚市发展“{period}”规划\n"
                  "一、总体要求\n加强保护。\n")
        self.update(self.folder)
        done = self.search("compare", "--base", "庚市", "保护", db=self.own,
                           status=2)
        self.assertIn("did you mean", done.err)
        for plan in self.plans(db=self.own):
            self.assertIn(plan["id"], done.err)

    def test_how_well_units_suit_their_row(self):
        rows = {}
        for record in self.compare("--role", "tasks"):
            if record["id"]:
                rows.setdefault(record["row"], []).append(record)
        for row in rows.values():
            for record in row:
                if len(row) == 1:
                    self.assertIsNone(record["score"])
                else:
                    self.assertTrue(0 < record["score"] <= 1)
        self.assertTrue(all(r["score"] is None for r in
                            self.compare("专利导航")))

    def test_an_outline_to_read(self):
        done = self.search("compare", "--outline")
        self.assertRegex(done.out, r"theme +plan +position +score +heading")
        html = self.search("compare", "--outline", "--format", "html").out
        self.assertIn("<title>compare outline</title>", html)

    def test_punctuation_only_when_asked(self):
        write(self.path("a.txt"), "甲市发展“十四五”规划\n一、总体要求\n"
              "加强保护，促进运用，服务发展。\n")
        write(self.path("b.txt"), "乙市发展“十四五”规划\n一、总体要求\n"
              "加强保护、促进运用、服务发展。\n")
        self.update(self.folder)
        loose = self.compare("保护", db=self.own)
        self.assertEqual([r["status"] for r in loose], ["base", "same"])
        strict = self.compare("--punctuation", "保护", db=self.own)
        self.assertEqual([r["status"] for r in strict], ["base", "changed"])
        self.assertEqual(without(strict[1]["ops"], "insert"),
                         "加强保护，促进运用，服务发展。")

    def test_numbers_are_whole(self):
        write(self.path("a.txt"), "甲市发展“十三五”规划\n一、发展目标\n"
              "到2020年，有效发明专利达到1,488件，增长15%，投入3亿元。\n")
        write(self.path("b.txt"), "甲市发展“十四五”规划\n一、发展目标\n"
              "到2025年，有效发明专利达到1,500件，增长15%，投入5亿元。\n")
        self.update(self.folder)
        ops = self.compare("发明专利", db=self.own)[1]["ops"]
        self.assertEqual([op for op in ops if op[0] != "keep"],
                         [["delete", "2020年"], ["insert", "2025年"],
                          ["delete", "1,488件"], ["insert", "1,500件"],
                          ["delete", "3亿元"], ["insert", "5亿元"]])
        text = self.search("compare", "发明专利", db=self.own).out
        self.assertIn("到[-2020年-]{+2025年+}，有效", text)

    def test_outline(self):
        records = self.compare("--outline")
        headings = self.search("sections", "--format", "jsonl").jsonl()
        self.assertEqual(sorted(r["id"] for r in records if r["id"]),
                         sorted(h["id"] for h in headings))
        rows = {}
        for record in records:
            rows.setdefault(record["row"], []).append(record)
        whole = [row for row in rows.values()
                 if any("保障措施" in r["about"] for r in row)]
        self.assertEqual({r["plan"] for r in whole[0] if r["id"]},
                         {p["id"] for p in self.plans()})
        for record in records:
            if record["id"]:
                plan = [h["id"] for h in headings
                        if h["plan"] == record["plan"]]
                self.assertEqual(record["position"],
                                 plan.index(record["id"]) + 1)

    def test_order_that_differs_is_said(self):
        write(self.path("a.txt"), "甲市发展“十三五”规划\n一、指导思想\n甲。\n"
              "二、主要目标\n乙。\n三、保障措施\n丙。\n")
        write(self.path("b.txt"), "甲市发展“十四五”规划\n一、主要目标\n乙。\n"
              "二、指导思想\n甲。\n三、保障措施\n丙。\n")
        self.update(self.folder)
        moved = [r for r in self.compare("--outline", db=self.own)
                 if r["status"].startswith("moved")]
        self.assertEqual(len(moved), 1)
        self.assertIn("↕", self.search("compare", "--outline",
                                       db=self.own).out)

    def test_queries_of_a_file(self):
        queries = write(self.path("q"), "导航\t专利导航\n金融\t质押融资\n"
                        "无\t星际飞船\n")
        done = self.search("compare", "--queries", queries, "--format",
                           "jsonl")
        records = done.jsonl()
        self.assertEqual({r["label"] for r in records}, {"导航", "金融"})
        self.assertIn("无", done.err)
        alone = self.compare("专利导航")
        for record in records:
            record.pop("label")
        self.assertEqual(records[:len(alone)], alone)
        heads = self.search("compare", "--queries", queries, "--format",
                            "json").json()
        self.assertEqual([h["label"] for h in heads], ["导航", "金融", "无"])

    def test_limit_counts_rows_and_says_so(self):
        everything = self.compare("--role", "tasks")
        done = self.search("compare", "--role", "tasks", "--limit", "2",
                           "--offset", "1", "--format", "jsonl")
        self.assertEqual(done.jsonl(),
                         [r for r in everything if r["row"] in (2, 3)])
        rows = max(r["row"] for r in everything)
        self.assertIn(f"2 of {rows}", done.err)
        text = self.search("compare", "--role", "tasks", "--limit", "2").out
        self.assertIn(f"2 of {rows}", text)

    def test_similarity_of_plans(self):
        """The table below is that of all rows together."""
        records = self.compare("--role", "guideline")
        known = self.known()
        for name in ("jia-city", "wu-city"):
            plan = self.plan_id(name)
            common = total = 0
            for record in records:
                if record["plan"] != plan:
                    continue
                one, two = (letters(known[i]["text"], known[i]["marker"])
                            if i else "" for i in (record["base"],
                                                   record["id"]))
                common += lcs(one, two)
                total += len(one) + len(two)
            text = self.search("compare", "--role", "guideline").out
            line = next(x for x in text.splitlines()
                        if x.startswith(PLACES["yi-city"]) and "0." in x)
            self.assertIn(f"{2 * common / total:.2f}", line)

    def test_plans_that_say_nothing_are_counted(self):
        """Of many plans those without a hit have no column, save the base."""
        blocks = [json.dumps({"id": f"p{n:02}/0/p1", "plan": f"p{n:02}",
                              "title": f"第{n}个规划", "kind": "paragraph",
                              "path": [], "text": text}, ensure_ascii=False)
                  for n, text in enumerate(["灯塔计划。"] + ["别的话。"] * 14)]
        self.update("--quiet", write(self.path("many.jsonl"),
                                     "\n".join(blocks) + "\n"))
        for base, said in ((), "1 plan; 14 more"), (("--base", "p03"),
                                                    "2 plans; 13 more"):
            out = self.search("compare", *base, "灯塔", db=self.own).out
            self.assertIn(said + " plans say nothing", out)

    def test_mistakes(self):
        for arguments, said in (
                ((), "no query"),
                (("--role", "奇怪"), "unknown role '奇怪'"),
                (("--role", ""), "unknown role"),
                (("--base", "jia-99", "专利"), "no plan 'jia-99'"),
                (("--base", "\x1b[31m", "专利"), "no plan"),
                (("--base", "", "专利"), "no plan"),
                (("--section",), "missing argument"),
                (("--section", "\udcff", "专利"), "not valid utf-8"),
                (("--limit", "-1", "专利"), "negative")):
            done = self.search("compare", *arguments, status=2)
            self.assertIn(said, done.err.lower())
            self.assertNotIn("\x1b", done.err)
            self.assertEqual(done.out, "")

    def test_nothing_found(self):
        done = self.search("compare", "星际飞船", status=1)
        self.assertIn("nothing found for '星际飞船'", done.err)
        for words in ("星际\"飞船", "星际\\", "星际\\\"", "\\"):
            done = self.search("compare", "--section", words, status=1)
            self.assertIn("nothing found for 'section:", done.err)
        self.search("compare", "-F", "--section", "保障措施")

    def test_two_runs_print_the_same(self):
        for form in ("text", "json", "csv", "md", "html"):
            runs = {self.search("compare", "--role", "tasks", "--format",
                                form).raw for _ in range(2)}
            self.assertEqual(len(runs), 1)


class Diff(Records):
    def diff(self, *arguments, **options):
        return self.search("diff", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def test_plans_and_sections_of_the_samples(self):
        known = self.known()
        jia, yi = self.plan_id("jia-city"), self.plan_id("yi-city")
        for one, two in ((yi, jia), (jia, yi), (yi + "/6", jia + "/4"),
                         (jia + "/3.1", jia + "/3.2")):
            records = self.diff(one, two)
            self.check_records(records, known)
            for field, part in (("base", one), ("id", two)):
                self.assertEqual(sorted(r[field] for r in records if r[field]),
                                 sorted(i for i in known
                                        if (i + "/").startswith(part + "/") or
                                        i.startswith(part + ".")))

    def test_two_units_are_a_pair(self):
        jia, wu = self.plan_id("jia-city"), self.plan_id("wu-city")
        ids = (f"{jia}/1.1/p1", f"{wu}/4.1/p1")
        record, = self.diff(*ids)
        self.assertEqual((record["base"], record["id"]), ids)

    def plans_of_two(self):
        """Two sections swapped, a number changed, a paragraph dropped and one
        added; nothing else."""
        old = ["一、发展基础", "全市专利授权量达到1488件。",
               "二、强化保护", "建设知识产权保护中心，开展快速维权。",
               "完善行政执法机制，查处侵权案件。",
               "三、培育人才", "引进高层次人才，建立人才库。",
               "举办知识产权培训班，覆盖各县区。",
               "四、保障措施", "加强组织领导，落实各方责任。",
               "安排专项资金，用于重点项目。"]
        new = ["一、发展基础", "全市专利授权量达到1500件。",
               "二、培育人才", "引进高层次人才，建立人才库。",
               "举办知识产权培训班，覆盖各县区。",
               "三、强化保护", "建设知识产权保护中心，开展快速维权。",
               "完善行政执法机制，查处侵权案件。",
               "四、保障措施", "加强组织领导，落实各方责任。",
               "开展年度监测评估，公布评估结果。"]
        for name, lines in (("己市十三五", old), ("己市十四五", new)):
            blocks = [{"kind": "title", "text": "己市发展规划",
                       "plan": name, "id": name + "/title"}]
            for line in lines:
                marker, _, rest = line.partition("、")
                heading = len(marker) == 1
                blocks.append({"kind": "heading" if heading else "paragraph",
                               "depth": 1 if heading else 0, "plan": name,
                               "marker": marker + "、" if heading else None,
                               "text": rest if heading else line})
            write(self.path(name + ".jsonl"),
                  "".join(json.dumps(b, ensure_ascii=False) + "\n"
                          for b in blocks))
        self.update(self.folder)
        return "己市十三五", "己市十四五"

    def test_what_was_done_is_what_is_said(self):
        one, two = self.plans_of_two()
        records = self.diff(one, two, db=self.own)
        self.check_records(records, self.known(db=self.own))
        said = {}
        for record in records:
            said.setdefault(record["status"], []).append(
                without(record["ops"], "insert"))
        self.assertEqual(said["changed"], ["全市专利授权量达到1488件。"])
        changed = next(r for r in records if r["status"] == "changed")
        self.assertEqual([op for op in changed["ops"] if op[0] != "keep"],
                         [["delete", "1488件"], ["insert", "1500件"]])
        self.assertEqual(said["dropped"], ["安排专项资金，用于重点项目。"])
        self.assertEqual(len(said["added"]), 1)
        # the shorter of the two sections went, with its heading
        self.assertEqual(said["moved"],
                         ["培育人才", "引进高层次人才，建立人才库。",
                          "举办知识产权培训班，覆盖各县区。"])
        self.assertEqual(len(said["same"]), 7)
        moved = next(r for r in records if r["status"] == "moved")
        self.assertEqual({op for op, _ in moved["ops"]}, {"move"})
        text = self.search("diff", one, two, db=self.own).out
        for line in ("1 changed", "3 moved", "1 added", "1 dropped",
                     "[-1488件-]{+1500件+}"):
            self.assertIn(line, text)
        self.assertNotIn("领导，落实", text)
        self.assertIn("领导，落实", self.search("diff", "--all", one, two,
                                             db=self.own).out)

    def test_moved_and_changed(self):
        one, two, three = ("建设知识产权保护中心，开展快速维权和快速预审。",
                           "举办知识产权培训班，覆盖各县区各乡镇。",
                           "到2020年引进人才100人。")
        for period, lines in (("十三五", (one, two, three)),
                              ("十四五", (three.replace("2020", "2025"), one,
                                       two))):
            write(self.path(period + ".txt"), "\n".join(
                (f"甲市发展“{period}”规划", "一、主要任务") + lines) + "\n")
        self.update(self.folder)
        ids = [p["id"] + "/1" for p in sorted(self.plans(db=self.own),
                                              key=lambda p: p["period"])]
        records = self.diff(*ids, db=self.own)
        self.check_records(records, self.known(db=self.own))
        self.assertEqual([r["status"] for r in records],
                         ["same", "moved-changed", "same", "same"])
        self.assertEqual(records[1]["ops"],
                         [["move", "到"], ["delete", "2020年"],
                          ["insert", "2025年"], ["move", "引进人才100人。"]])

    def test_nothing_differs(self):
        plan = self.plan_id("jia-city")
        done = self.search("diff", plan, plan, status=1)
        self.assertEqual(done.out, "")
        self.assertIn("no difference", done.err)
        records = self.search("diff", plan, plan, "--format", "jsonl",
                              status=1).jsonl()
        self.assertEqual({r["status"] for r in records}, {"same"})
        self.assertEqual({r["similarity"] for r in records}, {1.0})

    def test_markers_count_only_when_asked(self):
        write(self.path("a.txt"), "甲市发展“十三五”规划\n一、主要任务\n"
              "1．建设保护中心。开展快速维权。\n2．引进人才。建立人才库。\n")
        write(self.path("b.txt"), "甲市发展“十四五”规划\n一、主要任务\n"
              "2．建设保护中心。开展快速维权。\n3．引进人才。建立人才库。\n")
        self.update(self.folder)
        ids = [p["id"] for p in sorted(self.plans(db=self.own),
                                       key=lambda p: p["period"])]
        ids = [i + "/1" for i in ids]
        self.search("diff", *ids, db=self.own, status=1)
        self.assertEqual([r["status"] for r in
                          self.diff("--punctuation", *ids, db=self.own)],
                         ["same", "changed", "changed"])

    def test_mistakes(self):
        plan = self.plan_id("jia-city")
        for arguments, said, status in (
                ((), "two ids", 2), ((plan,), "two ids", 2),
                ((plan, plan, plan), "two ids", 2),
                ((plan, plan + "/9.9"), f"there is '{plan}'", 1),
                (("jia-14", plan), "no difference", 1),
                (("no-14", plan), "no unit", 1),
                (("\x1b[31m", plan), "no unit", 1),
                (("." * 5000, plan), "no unit", 1)):
            done = self.search("diff", *arguments, status=status)
            self.assertIn(said, done.err)
            self.assertNotIn("\x1b", done.err)
            self.assertEqual(done.out, "")

    def test_a_plan_of_many_units(self):
        """2,000 units against 2,000, a paragraph of 10,000 characters."""
        for name, shift in (("庚市甲", 0), ("庚市乙", 7)):
            blocks = [{"kind": "title", "text": "庚市规划", "plan": name}]
            for i in range(2000):
                at = (i + shift) % 2000
                text = f"第{at}项任务是{chr(0x4e00 + at)}{chr(0x5e00 + at)}" \
                       f"{chr(0x6e00 + at)}的建设，由有关部门负责落实。"
                blocks.append({"kind": "paragraph", "text": text,
                               "plan": name})
            blocks.append({"kind": "paragraph", "plan": name,
                           "text": "".join(chr(0x4e00 + j * 7 % 5000)
                                           for j in range(10000)) + str(shift)
                           + "件"})
            write(self.path(name + ".jsonl"),
                  "".join(json.dumps(b, ensure_ascii=False) + "\n"
                          for b in blocks))
        self.update(self.folder)
        records = self.search("diff", "庚市甲", "庚市乙", "--format", "jsonl",
                              db=self.own, timeout=60).jsonl()
        kinds = [r["status"] for r in records]
        self.assertEqual(kinds.count("moved"), 7)
        self.assertEqual(kinds.count("changed"), 1)
        self.assertEqual(kinds.count("same"), 1994)
