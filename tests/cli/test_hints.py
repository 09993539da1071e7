"""What plan-search says when nothing is found, and search --per-plan."""
import json

from support import Case, write


def unit(number, text, plan="jia-14"):
    return json.dumps({"id": f"{plan}/0/p{number}", "plan": plan,
                       "title": "甲市规划", "kind": "paragraph", "text": text,
                       "path": []}, ensure_ascii=False) + "\n"


class Nothing(Case):
    def near(self, term, db=None):
        """The near spellings offered for a term nobody wrote."""
        done = self.search("search", term, db=db, status=1)
        marker = "near spellings: "
        lines = [l for l in done.err.splitlines() if marker in l]
        return lines[0].split(marker)[1] if lines else ""

    def test_each_kind_of_slip(self):
        for slip in ("专利导般", "专利般导航", "专导航", "专利航导", "利专导航",
                     "专利到航"):
            self.assertIn("'专利导航' (8)", self.near(slip), slip)
        self.assertIn("'地理标志'", self.near("地里标志"))
        self.assertIn("'专利' ", self.near("利专"))
        self.assertEqual(self.near("量子隐形传态"), "")
        self.assertEqual(self.near("专" * 40), "")

    def test_most_frequent_first_and_at_most_three(self):
        texts = ["甲乙丙丁。"] * 3 + ["甲戊丙丁。甲戊丙丁。"] + \
            ["甲乙丙己。"] * 2 + ["甲乙庚丁。"] * 4 + ["甲乙，丁。"] * 5
        self.update(write(self.path("a.jsonl"), "".join(
            unit(i + 1, text) for i, text in enumerate(texts))))
        self.assertEqual(self.near("甲乙辛丁", self.own),
                         "'甲乙庚丁' (4), '甲乙丙丁' (3)")
        self.assertEqual(self.near("甲丙丁", self.own),
                         "'丙丁' (4), '甲乙丙丁' (3), '甲戊丙丁' (1)")
        self.assertEqual(self.near("甲丁丙丁", self.own),
                         "'甲乙丙丁' (3), '甲戊丙丁' (1)")

    def test_only_for_terms_found_nowhere(self):
        done = self.search("search", "专利导航 place:甲市 kind:note", status=1)
        self.assertIn("'专利导航': none, but 7 without the filters", done.err)
        self.assertNotIn("near spellings", done.err)
        done = self.search("search", "专利导般 质押融资", status=1)
        self.assertIn("'质押融资': 23", done.err)
        self.assertEqual(done.err.count("near spellings"), 1)

    def test_the_hint_of_json_says_the_same(self):
        head = self.search("search", "专利导般", "--format", "json",
                           status=1).json()
        self.assertIn("'专利导航' (8)", head["hint"])

    def test_count_and_kwic_say_so_too(self):
        for command in ("count", "kwic"):
            done = self.search(command, "专利导般", status=1)
            self.assertIn("'专利导航' (8)", done.err)


class PerPlan(Case):
    def best(self, *arguments, **options):
        return self.search("search", "质押融资", "--format", "jsonl",
                           *arguments, **options).jsonl()

    def test_the_best_of_each_plan(self):
        hits = self.hits("质押融资")
        plans = list(dict.fromkeys(h["plan"] for h in hits))
        for most in (1, 2, 100):
            want = [h for p in plans
                    for h in [h for h in hits if h["plan"] == p][:most]]
            got = self.best("--per-plan", str(most))
            self.assertEqual([h["id"] for h in got], [h["id"] for h in want])
            self.assertEqual([h["rank"] for h in got],
                             list(range(1, len(got) + 1)))

    def test_other_orders(self):
        chosen = {h["id"] for h in self.best("--per-plan", "2")}
        for order in ("place", "document"):
            hits = self.best("--per-plan", "2", "--sort", order)
            self.assertEqual([h["id"] for h in hits],
                             [h["id"] for h in self.hits(
                                 "质押融资", "--sort", order)
                              if h["id"] in chosen])

    def test_totals_are_unchanged_and_the_cut_is_said(self):
        done = self.search("search", "质押融资", "--per-plan", "1", "--format",
                           "json")
        whole = self.search("search", "质押融资", "--format", "json",
                            "--limit", "0")
        self.assertEqual(done.json()["total"], whole.json()["total"])
        self.assertEqual(len(done.json()["records"]), 5)
        self.assertIn("5 of 23 shown, at most 1 of each plan", done.err)
        text = self.search("search", "质押融资", "--per-plan", "1").out
        self.assertIn("5 of 23 shown, at most 1 of each plan", text)
        done = self.search("search", "质押融资", "--per-plan", "50",
                           "--format", "jsonl")
        self.assertEqual(done.err, "")

    def test_pages(self):
        whole = self.best("--per-plan", "2")
        self.assertEqual(self.best("--per-plan", "2", "--limit", "3",
                                   "--offset", "4"), whole[4:7])

    def test_queries(self):
        path = write(self.path("q.tsv"), "a\t质押融资\nb\t专利导航\n")
        done = self.search("search", "--queries", path, "--per-plan", "1",
                           "--format", "jsonl")
        self.assertEqual([h["label"] for h in done.jsonl()],
                         ["a"] * 5 + ["b"] * 5)
        self.assertIn("2 of 2 labels have more", done.err)

    def test_wrong_usage(self):
        self.search("search", "专利", "--per-plan", "x", status=2)
        self.search("search", "专利", "--per-plan", "-1", status=2)
        self.search("kwic", "专利", "--per-plan", "1", status=2)
