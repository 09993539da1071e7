"""plan-search kwic: every occurrence, in the source's wording, aligned."""
import csv
import io
import re
import unicodedata

from support import Case, SEARCH, norm, on_terminal, write


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


class Kwic(Case):
    def lines(self, *arguments, **options):
        return self.search("kwic", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def test_a_line_an_occurrence(self):
        units = {u["id"]: u for u in self.units()}
        for term in ("专利导航", "5247万元", "“专利贷”", "2021-2025年", "权"):
            lines = self.lines("-F", term)
            want = [i for i, u in units.items()
                    for _ in range(norm(u["text"]).count(norm(term)))]
            self.assertEqual([l["id"] for l in lines], want, term)
            self.assertTrue(want)
            for line in lines:
                self.assertEqual(list(line), ["id", "plan", "left", "node",
                                              "right", "span",
                                        "place", "period", "role", "cite"])
                text = units[line["id"]]["text"]
                start, end = line["span"]
                self.assertEqual(norm(line["node"]), norm(term))
                self.assertEqual(line["node"], text[start:end])
                self.assertEqual(line["left"], text[max(0, start - 20):start])
                self.assertEqual(line["right"], text[end:end + 20])
                self.assertEqual(line["plan"], units[line["id"]]["plan"])

    def test_width(self):
        units = {u["id"]: u["text"] for u in self.units()}
        for size in (0, 1, 7, 5000):
            for line in self.lines("质押融资", "--width", str(size)):
                text, (start, end) = units[line["id"]], line["span"]
                self.assertEqual(line["left"],
                                 text[max(0, start - size):start])
                self.assertEqual(line["right"], text[end:end + size])
        self.assertEqual(self.lines("质押融资", "-w7"),
                         self.lines("质押融资", "--width", "7"))

    def test_order_by_context(self):
        lines = self.lines("知识产权", "--width", "5000")
        keys = {"left": lambda l: (norm(l["left"])[::-1], norm(l["right"])),
                "right": lambda l: (norm(l["right"]), norm(l["left"])[::-1])}
        for order, key in keys.items():
            mine = self.lines("知识产权", "--width", "5000", "--sort", order)
            self.assertEqual(sorted((l["id"], *l["span"]) for l in lines),
                             sorted((l["id"], *l["span"]) for l in mine))
            # the whole context, so white space that norm() drops is no matter
            self.assertEqual([key(l) for l in mine],
                             sorted(key(l) for l in lines), order)

    def test_order_by_place_and_relevance(self):
        for order in ("relevance", "document"):
            ids = [l["id"] for l in self.lines("质押融资", "--sort", order)]
            hits = [h["id"] for h in self.hits("质押融资", "--sort", order)]
            self.assertEqual(list(dict.fromkeys(ids)), hits)
        self.assertEqual(self.lines("质押融资"),
                         self.lines("质押融资", "--sort", "document"))
        lines = self.lines("质押融资", "--sort", "place")
        places = [h["plan"] for h in self.hits("质押融资", "--sort", "place")]
        plans = list(dict.fromkeys(l["plan"] for l in lines))
        self.assertEqual(plans, list(dict.fromkeys(places)))
        document = self.lines("质押融资")
        for plan in plans:  # within a place as the text goes
            self.assertEqual([l for l in lines if l["plan"] == plan],
                             [l for l in document if l["plan"] == plan])

    def test_several_terms_are_all_nodes(self):
        nodes = {norm(l["node"]) for l in self.lines("专利导航 招商引资")}
        self.assertEqual(nodes, {"专利导航", "招商引资"})
        lines = self.lines("质押 NEAR/4 规模 NOT 专栏")
        self.assertEqual({l["node"] for l in lines}, {"质押融资规模"})

    def test_loose_hits_show_words(self):
        lines = self.lines("怎样开展专利导航", "--match", "loose")
        self.assertTrue(any("导航" in l["node"] for l in lines))

    def test_formats(self):
        lines = self.lines("质押融资")
        head = self.search("kwic", "质押融资", "--format", "json").json()
        self.assertEqual(head["records"], lines)
        self.assertEqual(head["query"]["text"], "质押融资")
        self.assertEqual(head["total"]["exact"], len({l["id"]
                                                      for l in lines}))
        done = self.search("kwic", "质押融资", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        self.assertEqual([r["left"] for r in rows],
                         [l["left"] for l in lines])

    def test_limit_and_offset_count_lines(self):
        lines = self.lines("知识产权")
        self.assertGreater(len(lines), 100)  # all, unless asked otherwise
        done = self.search("kwic", "知识产权", "--limit", "5", "--offset", "3",
                           "--format", "jsonl")
        self.assertEqual(done.jsonl(), lines[3:8])
        self.assertIn(f"5 of {len(lines)} shown", done.err)
        head = self.search("kwic", "知识产权", "--limit", "5", "--format",
                           "json").json()
        self.assertIn(f"5 of {len(lines)} shown", head["hint"])
        done = self.search("kwic", "知识产权", "--limit", "5")
        self.assertIn(f"5 of {len(lines)} shown", done.out)

    def test_nodes_stand_in_one_column(self):
        lines = self.lines("质押融资", "--width", "9")
        out = self.search("kwic", "质押融资", "--width", "9").out
        shown = out.split("\n\n")[0].splitlines()
        self.assertEqual(len(shown), len(lines))
        columns, ids = set(), set()
        for line, record in zip(shown, lines):
            before, node, after = line.partition(f" {record['node']} ")
            self.assertTrue(before.endswith(record["left"]), line)
            columns.add(width(before))
            ids.add(width(line[:line.rindex(record["id"])]))
            self.assertTrue(line.endswith("  " + record["id"]))
        self.assertEqual((len(columns), len(ids)), (1, 1), out)

    def test_lines_fit_a_terminal(self):
        for columns in (72, 98):
            done = on_terminal([SEARCH, "kwic", "--db", self.samples(),
                                "质押融资", "--color", "never"], TERM="xterm",
                               PLAN_PAGER="", columns=columns)
            lines = done.out.replace("\r", "").split("\n\n")[0].splitlines()
            self.assertEqual(len(lines), len(self.lines("质押融资")))
            widest = max(map(width, lines))
            self.assertLessEqual(widest, columns)
            self.assertGreater(widest, columns - 4)

    def test_no_line_is_broken(self):
        source = write(self.path("a.jsonl"), '{"id":"jia-14/0/p1","plan":'
                       '"jia-14","title":"甲市规划","kind":"paragraph",'
                       '"text":"甲乙\\n丙\\u001b[1m丁","path":[]}\n')
        self.update(source)
        out = self.search("kwic", "丙", db=self.own).out
        self.assertEqual(len(out.splitlines()), 3)
        self.assertNotIn("\x1b", out)

    def test_nothing_found(self):
        done = self.search("kwic", "专利导航 量子隐形传态", status=1)
        self.assertEqual(done.out, "")
        self.assertIn("'量子隐形传态': none", done.err)
        done = self.search("kwic", "kind:row", status=1)
        self.assertRegex(done.err, r"search\s+lists the \d+ units")
        head = self.search("kwic", "量子隐形传态", "--format", "json",
                           status=1).json()
        self.assertEqual(head["records"], [])
        self.assertIn("none", head["hint"])

    def test_queries(self):
        path = write(self.path("q.tsv"), '导航\t专利导航\n坏\t(\n无\t量子隐形\n')
        done = self.search("kwic", "--queries", path, "--limit", "2",
                           "--format", "jsonl", status=2)
        self.assertEqual([l["label"] for l in done.jsonl()], ["导航"] * 2)
        self.assertRegex(done.err, r"q\.tsv:2: ")
        self.assertIn("1 of 3 labels: 无", done.err)
        self.assertIn("1 of 3 labels have more", done.err)
        done = self.search("kwic", "--queries", path, status=2)
        self.assertRegex(done.out, r"(?m)^导航: 专利导航$")
        self.assertRegex(done.out, r"(?m)^0 occurrences in 0 units$")

    def test_wrong_usage(self):
        for arguments in (("专利", "--sort", "score"), ("专利", "--width", "x"),
                          ("专利", "--width", "-1"), (), ("专利", "--tiers"),
                          ("专利", "--by", "plan")):
            done = self.search("kwic", *arguments, status=2)
            self.assertEqual(done.out, "", arguments)
            self.assertTrue(re.search(r"\w", done.err))
