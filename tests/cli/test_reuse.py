"""plan-search reuse: passages that plans share, against a quadratic oracle in
Python, and planted ones."""
import collections
import csv
import io
import json
import os
import sys

from support import Case, PLACES, SAMPLE, SEARCH, TOP, run, write

sys.path.insert(0, os.path.join(TOP, "tests", "oracle"))
sys.path.insert(0, os.path.join(TOP, "tests", "bench"))
import reuse_plans  # noqa: E402
from normal import Normal, norm  # noqa: E402

SHARED = os.path.join(os.path.dirname(TOP), "shared", "plans")
FIELDS = ["a", "b", "length", "kind", "similarity", "older", "text", "other",
          "cites", "a_plan", "a_id", "b_plan", "b_id"]


def maximal_pairs(units, least):
    """Every maximal pair of two plans, by trying all pairs of places that
    begin alike: (id, id, start, start, length) in normalised characters."""
    texts = [(u["id"], u["plan"], norm(u["text"])) for u in units]
    starts = collections.defaultdict(list)
    for number, (_, _, text) in enumerate(texts):
        for at in range(len(text) - least + 1):
            starts[text[at:at + least]].append((number, at))
    for places in starts.values():
        for i, (x, p) in enumerate(places):
            for y, q in places[i + 1:]:
                (a, plan, left), (b, other, right) = texts[x], texts[y]
                if plan == other or (p and q and left[p - 1] == right[q - 1]):
                    continue
                n = least
                while left[p + n:p + n + 1] == right[q + n:q + n + 1] != "":
                    n += 1
                yield a, b, p, q, n


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1,
                                       last + (x != y))
    return row[-1]


def span_of(normal, start, end):
    return [normal.start[start], normal.end[end - 1]]


def block(plan, number, text, period="2021-2025", **more):
    return json.dumps({"id": f"{plan}/0/p{number}", "plan": plan,
                       "title": f"{plan}规划", "kind": "paragraph", "path": [],
                       "period": period, "text": text} | more,
                      ensure_ascii=False)


class Reuse(Case):
    def passages(self, *arguments, **options):
        return self.search("reuse", "--format", "jsonl", *arguments,
                           **options).jsonl()

    def made(self, *blocks):
        source = write(self.path("plans.jsonl"), "\n".join(blocks) + "\n")
        self.update("--quiet", source)
        return self.own

    def check_oracle(self, db, least):
        """Exact passages are those of the oracle, no more and no less."""
        units = self.units(db=db)
        normals = {u["id"]: Normal(u["text"]) for u in units}
        want = collections.Counter(
            (a, *span_of(normals[a], p, p + n), b,
             *span_of(normals[b], q, q + n), n)
            for a, b, p, q, n in maximal_pairs(units, least))
        got = collections.Counter(
            (r["a"]["id"], *r["a"]["span"], r["b"]["id"], *r["b"]["span"],
             r["length"])
            for r in self.passages("--kind", "exact", "--min", str(least),
                                   "--max-plans", "0", db=db,
                                   status=(0, 1)))
        self.assertEqual(got, want)
        return got

    def test_the_oracle_on_the_samples(self):
        for least in (5, 12, 20):
            self.assertTrue(self.check_oracle(self.samples(), least))

    def test_the_oracle_on_five_real_plans(self):
        if not os.path.isdir(SHARED):
            print(f"# no {SHARED} here: the five real plans are left out")
            return
        self.update("--quiet", SHARED)
        self.check_oracle(self.own, 12)
        longest = collections.Counter()
        for r in self.passages("--kind", "exact", db=self.own):
            pair = tuple(r[side]["id"].split("/")[0] for side in "ab")
            longest[pair] = max(longest[pair], r["length"])
        self.assertEqual(longest["guangzhou-13", "qingyuan-14"], 78)
        self.assertEqual(longest["guangdong-14", "jieyang-14"], 101)

    def test_records(self):
        units = {u["id"]: u for u in self.units()}
        years = {u["plan"]: int(u["period"][:4]) for u in self.units()}
        records = self.passages()
        self.assertEqual({r["kind"] for r in records}, {"exact", "near"})
        self.assertEqual({r["older"] for r in records}, {"b", "same"})
        for r in records:
            self.assertEqual(list(r), FIELDS)
            for side in "ab":
                self.assertEqual(r[side + "_id"], r[side]["id"])
                self.assertEqual(r[side + "_plan"],
                                 units[r[side]["id"]]["plan"])
            a, b = (units[r[side]["id"]] for side in "ab")
            said = [u["text"][slice(*r[side]["span"])]
                    for u, side in ((a, "a"), (b, "b"))]
            self.assertLess(a["plan"], b["plan"])
            first, second = years[a["plan"]], years[b["plan"]]
            self.assertEqual(r["older"], "a" if first < second else
                             "b" if second < first else "same")
            if r["older"] == "b":
                said.reverse()
            self.assertEqual([r["text"], r["other"]], said)
            x, y = (norm(u["text"][slice(*r[side]["span"])])
                    for u, side in ((a, "a"), (b, "b")))
            self.assertEqual(r["length"], len(x))
            self.assertGreaterEqual(min(len(x), len(y)), 12)
            alike = 1 - distance(x, y) / max(len(x), len(y))
            self.assertAlmostEqual(r["similarity"], alike, places=4)
            self.assertEqual(r["kind"] == "exact", alike == 1)
            self.assertGreaterEqual(r["similarity"], 0.8)

    def test_order_and_kinds(self):
        records = self.passages()
        keys = [(r["a"]["id"].split("/")[0], r["b"]["id"].split("/")[0],
                 -r["length"]) for r in records]
        self.assertEqual(keys, sorted(keys))
        for kind in ("exact", "near"):
            self.assertEqual(self.passages("--kind", kind),
                             [r for r in records if r["kind"] == kind])
        self.assertEqual(self.passages("--kind", "all"), records)
        self.assertEqual(self.passages("--per-pair", "1"),
                         [r for i, r in enumerate(records)
                          if i == 0 or keys[i][:2] != keys[i - 1][:2]])

    def test_plans_restrict(self):
        jia, yi, bing = map(self.plan_id, ("jia-city", "yi-city",
                                           "bing-province"))
        records = self.passages("--kind", "exact")
        plans = [{r[side]["id"].split("/")[0] for side in "ab"}
                 for r in records]
        for named in ((jia, yi), (yi, jia, bing)):
            self.assertEqual(
                self.passages("--kind", "exact", *named),
                [r for r, pair in zip(records, plans) if pair <= set(named)])
        alone = self.passages("--kind", "exact", jia)
        self.assertEqual({r["a"]["id"].split("/")[0] for r in alone}, {jia})
        self.assertEqual(len(alone), sum(jia in pair for pair in plans))
        done = self.search("reuse", "zi-city", status=1)
        self.assertIn("no plan 'zi-city'", done.err)

    def test_one_passage_traced(self):
        old, middle, new = "甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未", "天地玄黄宇宙洪荒"
        db = self.made(
            block("a", 1, old + middle + new, "2021-2025"),
            block("b", 1, "前" + middle + "后", "2016-2020"),
            block("c", 1, "前" + old + "后", "2011-2015"),
            block("d", 1, new, "2026-2030"),
            block("d", 2, "前" + middle + new + "后", "2026-2030"),
            block("e", 1, "与此无关的一段文字"),
            block("f", 1, "前" + middle + "後"))
        records = self.passages("--from", "a/0/p1", "--min", "8", db=db)
        self.assertEqual([r["b"]["id"] for r in records],
                         ["c/0/p1", "b/0/p1", "f/0/p1", "d/0/p2", "d/0/p1"])
        self.assertEqual({r["a"]["id"] for r in records}, {"a/0/p1"})
        text = self.search("reuse", "--from", "a/0/p1", "--min", "8", db=db)
        self.assertLess(text.out.index("2011-2015"),
                        text.out.index("2016-2020"))
        some = self.passages("--from", "a/0/p1", "--min", "8", "b", db=db)
        self.assertEqual([r["b"]["id"] for r in some], ["b/0/p1"])
        done = self.search("reuse", "--from", "a/9", status=1, db=db)
        self.assertIn("no unit, section or plan 'a/9'", done.err)

    def test_older_is_unknown_without_a_period(self):
        text = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
        db = self.made(block("a", 1, text, None), block("b", 1, text))
        self.assertEqual([r["older"] for r in self.passages(db=db)], [None])

    def test_who_cites_the_other(self):
        """A plan that names the other's title is the later one, whatever
        stands first in the list."""
        text = "建设知识产权公共服务平台，支持高校与企业共同转化专利成果。"
        new = text.replace("公共", "信息")
        title = "乙省专利保护和运用“十四五”规划"
        db = self.made(
            block("a", 1, "依据《乙省专利保护和运用“十四五”规划》，制定本规划。",
                  title="甲市专利“十四五”规划", place="甲市", level="city"),
            block("a", 2, new),
            block("b", 1, text, title=title + "（2021—2025年）", place="乙省",
                  level="province"),
            block("c", 1, text, "2011-2015", title="丙市专利事业发展规划"))
        cites = {(r["a_plan"], r["b_plan"]): (r["older"], r["cites"])
                 for r in self.passages("--kind", "near", db=db)}
        self.assertEqual(cites, {("a", "b"): ("same", "a"),
                                 ("a", "c"): ("b", None)})
        out = self.search("reuse", "a", "b", db=db).out
        self.assertIn("same period: order unknown", out)
        self.assertIn("cites the first", out)
        self.assertLess(out.index("b  "), out.index("a  "))
        self.assertIn("[-公共-]{+信息+}", out)

    def test_who_cites_whom_is_not_guessed(self):
        """Not where each cites the other, nor by a title that may be any."""
        text = "建设知识产权公共服务平台，支持高校与企业共同转化专利成果。"
        db = self.made(
            block("a", 1, "依《乙市专利发展规划》。" + text, title="甲市专利发展规划"),
            block("b", 1, "参照《甲市专利发展规划》、《发展规划》和《丁市专利》。" + text,
                  title="乙市专利发展规划"),
            block("c", 1, text, title="发展规划"),
            block("d", 1, text, title="丁市专利事业规划"))
        self.assertEqual({(r["a_plan"], r["b_plan"], r["cites"])
                          for r in self.passages("--min", "25", db=db)},
                         {(a, b, None) for a, b in
                          ("ab", "ac", "ad", "bc", "bd", "cd")})

    def test_plans_of_one_period_stand_side_by_side(self):
        """Nobody knows who changed what: the higher level first, else
        neither."""
        text = "建设知识产权公共服务平台，支持高校与企业共同转化专利成果。"
        new = text.replace("公共", "信息")
        db = self.made(block("a", 1, text, place="甲市", level="city"),
                       block("b", 1, new, place="乙市", level="city"),
                       block("c", 1, new, place="丙省", level="province"),
                       block("d", 1, new, None))
        out = self.search("reuse", "a", "b", db=db).out
        self.assertIn("same period: order unknown", out)
        self.assertIn("建设知识产权[公共|信息]服务平台", out)
        for mark in ("[-", "{+", "→"):
            self.assertNotIn(mark, out)
        out = self.search("reuse", "a", "c", db=db).out
        self.assertIn("the higher level stands first", out)
        self.assertIn("[-信息-]{+公共+}", out)
        self.assertNotIn("→", out)
        out = self.search("reuse", "a", "d", db=db).out
        self.assertIn("no period: order unknown", out)

    def test_reading_keeps_to_the_longest(self):
        """Ten wordings of each two plans, what stands twice named twice."""
        texts = ["".join(chr(0x4e00 + (n * 40 + i) * 7919 % 20000)
                         for i in range(30 + n)) for n in range(13)]
        db = self.made(*(block(plan, n + 1, text + "前后"[plan == "a"])
                         for plan in "ab" for n, text in enumerate(texts)),
                       block("b", 99, texts[12]))
        self.assertEqual(len(self.passages(db=db)), 14)
        out = self.search("reuse", db=db).out
        self.assertEqual([text in out for text in texts],
                         [n >= 3 for n in range(13)])
        self.assertIn("b/0/p99", out)
        self.assertEqual(out.count(texts[12]), 1)
        self.assertIn("14 shared passages, 11 shown\n", out)
        self.assertIn(". 11 shown; --per-pair 0 shows all\n", out)
        out = self.search("reuse", "--per-pair", "0", db=db).out
        self.assertTrue(all(text in out for text in texts))
        out = self.search("reuse", "--per-pair", "1", db=db).out
        self.assertEqual(sum(text in out for text in texts), 1)
        # what was changed alike stands once, too
        old, new = texts[3][:20], texts[3][:9] + "改" + texts[3][10:20]
        near = self.made(block("c", 1, old, "2016-2020"),
                         block("c", 2, "前" + old, "2016-2020"),
                         block("d", 1, new))
        out = self.search("reuse", "c", "d", db=near).out
        self.assertEqual(out.count("{+改+}"), 1)
        self.assertIn("c/0/p2", out)

    def test_reading_begins_and_ends_with_words(self):
        """Records are exact; a page shows no half words and lone marks."""
        db = self.made(
            block("a", 1, "积极引导企业开展专利导航和布局工作。各地要落实", "2016-2020"),
            block("b", 1, "开展辅导企业开展专利导航和布局工作。各部门"))
        passage, = self.passages(db=db)
        self.assertEqual(passage["text"], "导企业开展专利导航和布局工作。各")
        out = self.search("reuse", db=db).out
        self.assertIn("    企业开展专利导航和布局工作\n", out)
        db = self.made(
            block("a", 1, "推进。企业开展专利导航和布局工作。加强服务", "2016-2020"),
            block("b", 1, "要推进。企业开展专利导航和布局工作。加强宣传"))
        self.assertIn("    企业开展专利导航和布局工作\n",
                      self.search("reuse", db=db).out)
        # a short sentence that both have is whole
        db = self.made(block("a", 1, "夯实基础。企业开展专利导航和布局工作", "2016-2020"),
                       block("b", 1, "夯实基础。企业开展专利导航和布局服务"))
        self.assertIn("    夯实基础。企业开展专利导航和布局\n",
                      self.search("reuse", db=db).out)

    def test_changes_are_words(self):
        old = "“十三五”时期，广州知识产权服务不断完善，支持企业做强做大。"
        new = "“十三五”时期，广东知识产权服务不断完善，支持企业做强做大。"
        db = self.made(block("a", 1, old, "2016-2020"), block("b", 1, new))
        out = self.search("reuse", db=db).out
        self.assertIn("[-广州-]{+广东+}知识产权", out)
        page = self.search("reuse", "--format", "html", db=db).out
        self.assertIn("<del>", page)
        self.assertIn("<ins>", page)
        self.assertEqual(page.count("<h2"), 1)

    def test_settings_are_said(self):
        line = "passages of 15 or more characters"
        for options in ((), ("--matrix",)):
            out = self.search("reuse", "--min", "15", *options).out
            self.assertIn(line, out)
            self.assertIn("near ones count", out)
        out = self.search("reuse", "--matrix", "--kind", "exact").out
        self.assertIn("word for word only", out)
        head = self.search("reuse", "--matrix", "--format", "json", "--min",
                           "15", "--no-titles").json()
        self.assertEqual(head["settings"], {"min": 15, "kind": "all",
                                            "max_plans": 100,
                                            "no_titles": True})

    def test_a_place_for_a_plan(self):
        jia = self.plan_id("jia-city")
        done = self.search("reuse", "甲市", status=1)
        self.assertIn(f"'{jia}'", done.err)

    def test_changes(self):
        """Replaced, put in, left out, and a number: one near passage each,
        which the text shows as one with its changes."""
        old = ("建设知识产权公共服务平台，到2020年培育示范企业2000家，"
               "支持高校、科研院所与企业共同转化专利成果。")
        new = ("建设知识产权信息服务平台，到2025年培育示范企业8000家，"
               "支持高校与企业共同转化专利成果。")
        db = self.made(block("a", 1, old, "2016-2020"), block("b", 1, new))
        near, = self.passages("--kind", "near", db=db)
        self.assertEqual((near["text"], near["other"]), (old, new))
        self.assertEqual(near["older"], "a")
        out = self.search("reuse", db=db).out
        self.assertIn("建设知识产权[-公共-]{+信息+}服务平台，到[-2020-]{+2025+}年"
                      "培育示范企业[-2000-]{+8000+}家，支持高校[-、科研院所-]"
                      "与企业共同转化专利成果\n", out)
        self.assertEqual(out.count("a/0/p1"), 1)
        self.assertIn("1 shared passage\n", out)

    def test_titles_and_plans_left_out(self):
        title, formula = "《甲乙丙丁戊己庚辛壬癸纲要》", "坚持统筹协调坚持分类指导稳步推进"
        own = "天地玄黄宇宙洪荒日月盈昃辰宿列张"
        db = self.made(*(block(plan, 1, f"依{plan}{title}，{plan}{formula}；"
                               f"{plan}{own if plan in 'ab' else plan}")
                         for plan in "abcd"))
        lengths = collections.Counter(r["length"]
                                      for r in self.passages("--kind", "exact",
                                                           db=db))
        self.assertEqual(lengths, {len(title) + 1: 6, len(formula) + 1: 6,
                                   len(own): 1})
        done = self.search("reuse", "--format", "jsonl", "--kind", "exact",
                           "--max-plans", "2", db=db)
        self.assertEqual([r["text"] for r in done.jsonl()], [own])
        self.assertIn("stand in more than 2 plans", done.err)
        rest = self.passages("--no-titles", "--max-plans", "4", "--kind",
                             "exact", db=db)
        self.assertEqual({r["text"] for r in rest}, {own, formula + "；"})

    def test_masks_and_marks_beyond_the_bmp(self):
        db = self.made(block("a", 1, "𠮷祥如意**万事如意𠮷𠮷"),
                       block("b", 1, " 前 𠮷祥如意**万事\u3000如意𠮷𠮷"),
                       block("c", 1, "“𠮷祥如意国家万事如意𠮷𠮷”"))
        spans = {(r["a"]["id"], r["b"]["id"]): r["b"]["span"]
                 for r in self.passages("--min", "10", db=db)}
        self.assertEqual(spans["a/0/p1", "b/0/p1"], [3, 16])
        self.assertEqual(spans["a/0/p1", "c/0/p1"], [1, 13])
        out = self.search("reuse", "--min", "10", "a", "c", db=db).out
        self.assertNotIn("[-", out)

    def test_the_same_plan_twice(self):
        text = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
        db = self.made(*(block(plan, n, text + "辰巳午未"[n] * n)
                         for plan in "ab" for n in range(1, 4)))
        records = self.passages(db=db)
        self.assertEqual(len(records), 9)
        matrix = self.passages("--matrix", db=db)
        self.assertEqual({r["share"] for r in matrix}, {1})

    def test_matrix(self):
        units = {u["id"]: u for u in self.units()}
        covered = collections.defaultdict(set)
        for r in self.passages():
            for side, other in ("ab", "ba"):
                unit = units[r[side]["id"]]
                plan = r[other]["id"].split("/")[0]
                normal = Normal(unit["text"])
                start, end = r[side]["span"]
                places = {(unit["id"], i) for i in range(len(normal.text))
                          if normal.start[i] >= start and normal.end[i] <= end}
                covered[unit["plan"], plan] |= places
                covered[unit["plan"], None] |= places
        sizes = collections.Counter()
        for unit in units.values():
            sizes[unit["plan"]] += len(norm(unit["text"]))
        records = self.passages("--matrix")
        self.assertEqual(len(records), 5 * 4 + 5)
        for r in records:
            reused = len(covered[r["plan"], r["other"]])
            self.assertEqual(r["characters"], sizes[r["plan"]])
            self.assertEqual(r["reused"], reused, r)
            self.assertAlmostEqual(r["share"], reused / sizes[r["plan"]],
                                   places=6)
        jia = self.plan_id("jia-city")
        out = self.search("reuse", "--matrix", jia).out
        self.assertEqual(out.count(jia), 4)
        self.assertEqual(self.passages("--matrix", jia),
                         [r for r in records if jia in (r["plan"], r["other"])
                          and (r["other"] or r["plan"] == jia)])
        table = self.search("reuse", "--matrix").out
        for plan in {r["plan"] for r in records}:
            self.assertEqual(table.count(plan), 2)

    def test_formats(self):
        records = self.passages()
        done = self.search("reuse", "--format", "json").json()
        self.assertEqual(done["records"], records)
        self.assertEqual(done["format"], 1)
        rows = list(csv.DictReader(io.StringIO(
            self.search("reuse", "--format", "csv").out)))
        self.assertEqual([json.loads(r["a"]) for r in rows],
                         [r["a"] for r in records])
        self.assertEqual([r["text"] for r in rows],
                         [r["text"] for r in records])
        self.assertEqual(self.search("reuse").out, self.search("reuse").out)

    def test_limit_says_what_it_leaves(self):
        records = self.passages()
        done = self.search("reuse", "--format", "jsonl", "--limit", "3",
                           "--offset", "2")
        self.assertEqual(done.jsonl(), records[2:5])
        self.assertIn(f"3 of {len(records)} shown", done.err)
        out = self.search("reuse", "--limit", "3").out
        self.assertRegex(out, r"\. 3 of \d+ shown; --limit 0 shows all\n")
        matrix = self.passages("--matrix")
        done = self.search("reuse", "--matrix", "--format", "jsonl", "--limit",
                           "4", "--offset", "1")
        self.assertEqual(done.jsonl(), matrix[1:5])
        self.assertIn(f"4 of {len(matrix)} shown", done.err)
        done = self.search("reuse", "--matrix", "--limit", "2")
        self.assertEqual(len(done.out.splitlines()), 5)
        self.assertIn("2 of 10 shown", done.err)

    def test_text_for_reading(self):
        out = self.search("reuse", "--min", "20").out
        for name in PLACES.values():
            self.assertIn(name, out)
        self.assertRegex(out, r"\n    \d+ characters, \d\d% alike  \S+/p\d+ ")
        self.assertRegex(out, r"\d+ passages shared by \d+ pairs of plans")
        self.assertIn("any other", out)

    def test_nothing_and_wrong_usage(self):
        done = self.search("reuse", "--min", "500", status=1)
        self.assertIn("no passage of 500 characters", done.err)
        self.search("reuse", "--min", "2000000000", status=1)
        for wrong in (("--min", "1"), ("--min", "-5"), ("--kind", "same"),
                      ("--max-plans", "1"), ("--max-plans", "-1"),
                      ("--per-pair", "-1"), ("--matrix", "--from", "x"),
                      ("--matrix", "--per-pair", "2"), ("--min", "x")):
            done = self.search("reuse", *wrong, status=2)
            self.assertEqual(done.out, "")

    def test_long_paragraphs(self):
        """Too long to compare character by character: still one passage, with
        what changed in it."""
        text = "".join(chr(0x4e00 + i * 7919 % 20000) for i in range(15000))
        db = self.made(block("a", 1, text), block("b", 1, "前" + text + "后"),
                       block("c", 1, text[:100] + "改" + text[101:]))
        self.assertEqual([r["length"] for r in self.passages(
            "--kind", "exact", "a", "b", db=db)], [15000])
        near, = self.passages("--kind", "near", "a", "c", db=db)
        self.assertEqual(near["length"], 15000)
        out = self.search("reuse", "a", "c", db=db).out
        self.assertIn(f"{text[:100]}[{text[100]}|改]{text[101:]}", out)

    def test_what_is_not_there(self):
        plan = self.search("plans", "--format", "jsonl").jsonl()[0]["id"]
        for arguments, said in (
                ((plan.upper(),), f"no plan '{plan.upper()}'; did you mean "
                                  f"'{plan}'?"),
                (("--from", plan + "/9.9"), f"there is '{plan}'")):
            done = self.search("reuse", *arguments, status=1)
            self.assertIn(said, done.err)

    def test_a_long_paragraph_changed_all_over(self):
        """Thousands of short runs are one passage all the same."""
        text = [chr(0x4e00 + i * 7919 % 20000) for i in range(40000)]
        changed = [chr(0x4dff - i % 6000) if i % 9 == 8 else c
                   for i, c in enumerate(text)]
        db = self.made(block("a", 1, "".join(text)),
                       block("b", 1, "".join(changed)))
        near, = self.passages("--kind", "near", db=db)
        self.assertEqual(near["length"], 40000)
        self.assertAlmostEqual(near["similarity"], 1 - 4444 / 40000, 3)

    def test_an_empty_index(self):
        db = self.made(block("a", 1, "甲"))
        self.index("remove", "--db", self.own, "a")
        self.search("reuse", db=db, status=1)
        self.search("reuse", "--matrix", db=db, status=1)

    def test_planted_passages_are_found(self):
        """Of 60 synthetic plans; tests/bench/run reuse has 1,000."""
        source = self.path("made.jsonl")
        planted = reuse_plans.make(source, 60, characters=3000, seed=3)
        self.update("--quiet", source)
        texts = {u["id"]: u["text"] for u in self.units(db=self.own)}
        records = self.passages(db=self.own)
        tally = reuse_plans.found(records, texts, planted)
        self.assertEqual(set(tally), {"exact", *reuse_plans.CHANGES})
        for how, (there, hits) in tally.items():
            self.assertEqual(hits, there, how)
        # what nobody planted is short
        long = [r for r in records if r["length"] >= 36]
        self.assertLess(len(long), 4 * len(planted))
        head = self.search("reuse", "--limit", "2", db=self.own).out
        self.assertNotIn("any other", head)  # too wide for a page

    def test_a_closed_pipe_is_quiet(self):
        done = run(["bash", "-c",
                    f"'{SEARCH}' reuse --db '{self.samples()}' --format jsonl"
                    " | head -1"])
        self.assertEqual(done.err, "")
        self.assertEqual(len(done.jsonl()), 1)
        # more than a pipe holds, so that writing stops before the end
        text = "".join(chr(0x4e00 + i * 7919 % 20000) for i in range(9000))
        db = self.made(*(block(plan, n, text) for plan in "ab"
                         for n in range(1, 5)))
        done = run(["bash", "-c", f"'{SEARCH}' reuse --db '{db}' --format csv"
                    " | head -1"])
        self.assertEqual(done.err, "")
        self.assertTrue(os.path.isdir(SAMPLE))

    def test_a_pipe_closed_early_ends_the_search(self):
        """More than a pipe holds: that not all was put out is nobody's news."""
        text = "加强知识产权保护和运用，完善公共服务体系"
        db = self.made(*(block(f"p{plan:03}", 1, text) for plan in range(60)))
        for form in ("jsonl", "csv", "text"):
            with self.subTest(form):
                done = run(["bash", "-c",
                            f"'{SEARCH}' reuse --db '{db}' --format {form}"
                            " | head -1"])
                self.assertEqual(done.err, "")
