"""plan-search code against search, count and a tally of its own."""
import csv
import hashlib
import io
import json
import os
import re
import zipfile
from itertools import combinations

from support import Case, read, sample, write

CODES = (("导航", "专利导航", "运用", "产业规划前的专利分析"),
         ("金融", "质押融资 OR 知识产权保险", "运用", ""),
         ("维权", "维权 NOT role:basis", "保护", ""),
         ("指标", "kind:row 项", "", ""),
         ("无", "量子隐形传态", "", ""),
         ("标题", "kind:heading 保护", "保护", ""))
BOOK = "".join("\t".join(code).rstrip("\t") + "\n" for code in CODES)
LABELS = [code[0] for code in CODES]


class Code(Case):
    def setUp(self):
        super().setUp()
        self.book = write(self.path("codes.tsv"), BOOK)
        self.queries = write(self.path("queries.tsv"), "".join(
            f"{label}\t{query}\n" for label, query, *_ in CODES))

    def code(self, table, *arguments, book=None, **options):
        return self.search("code", "--table", table, "--format", "jsonl",
                           *arguments, book or self.book, **options).jsonl()

    def test_long_is_what_search_finds(self):
        hits = self.search("search", "--queries", self.queries, "--limit",
                           "0", "--sort", "document", "--format",
                           "jsonl").jsonl()
        coded = self.code("long")
        same = ("label", "id", "plan", "place", "period", "kind", "role",
                "match", "spans", "text", "cite")
        self.assertEqual([[h[f] for f in same] for h in hits],
                         [[c[f] for f in same] for c in coded])
        groups = {code[0]: code[2] or None for code in CODES}
        for record in coded:
            self.assertEqual(record["group"], groups[record["label"]])
        self.assertGreater(len(coded), 50)

    def test_queries_take_the_same_file(self):
        """Group and note are no part of a query, header line or not."""
        bare = write(self.path("bare.tsv"), "".join(
            "\t".join(field or "" for field in code) + "\n"
            for code in CODES))
        units = {r["label"]: r["units"] for r in self.code("codes")
                 if r["label"] is not None}
        for book in (self.book, bare):
            counts = self.search("count", "--queries", book, "--format",
                                 "jsonl").jsonl()
            self.assertEqual({r["label"]: r["units"] for r in counts}, units)

    def test_occurrences_are_those_of_kwic(self):
        lines = self.search("kwic", "--queries", self.queries, "--format",
                            "jsonl").jsonl()
        for record in self.code("long"):
            self.assertEqual(record["occurrences"],
                             sum((line["label"], line["id"]) ==
                                 (record["label"], record["id"])
                                 for line in lines))

    def test_units_hold_the_same(self):
        coded = self.code("long")
        for figure in ("units", "occurrences"):
            rows = self.code("units", "--value", figure)
            found = {(label, row["id"]): row[label] for row in rows
                     for label in LABELS if row[label]}
            self.assertEqual(found, {
                (c["label"], c["id"]):
                1 if figure == "units" else c["occurrences"] for c in coded
                if figure == "units" or c["occurrences"]})
        bodies = {u["id"] for u in self.units()}
        self.assertEqual({r["id"] for r in rows},
                         bodies | {c["id"] for c in coded})
        self.assertEqual(self.code("units", "--value", "units"),
                         self.code("units"))
        only = self.code("units", "--coded")
        self.assertEqual([r["id"] for r in only],
                         [r["id"] for r in self.code("units")
                          if any(r[label] for label in LABELS)])

    def test_plans_hold_what_count_says(self):
        cells = self.search("count", "--queries", self.queries, "--by", "plan",
                            "--format", "jsonl").jsonl()
        for value, field in ((None, "units"), ("units", "units"),
                             ("occurrences", "occurrences"),
                             ("rate", "per_10000")):
            option = ["--value", value] if value else []
            rows = self.code("plans", *option)
            self.assertEqual([r["plan"] for r in rows],
                             [p["id"] for p in self.plans()])
            self.assertEqual({(c["label"], c["plan"]): c[field]
                              for c in cells},
                             {(label, r["plan"]): r[label] for r in rows
                              for label in LABELS})
        self.assertEqual([r["characters"] for r in rows],
                         [p["characters"] for p in self.plans()])

    def test_codes_and_groups(self):
        coded = self.code("long")
        total = {c["label"]: c for c in self.search(
            "count", "--queries", self.queries, "--format", "jsonl",
            status=0).jsonl()}
        records = self.code("codes")
        self.assertEqual([r["label"] for r in records],
                         LABELS + [None, None])
        self.assertEqual([r["group"] for r in records[-2:]], ["运用", "保护"])
        for record in records[:-2]:
            for field in ("units", "occurrences", "per_10000"):
                self.assertEqual(record[field],
                                 total[record["label"]][field])
        for record in records:
            mine = [c for c in coded if c["label"] == record["label"] or
                    (record["label"] is None and
                     c["group"] == record["group"])]
            self.assertEqual(record["units"], len({c["id"] for c in mine}))
            self.assertEqual(record["plans"], len({c["plan"] for c in mine}))
            self.assertEqual(record["occurrences"],
                             sum(c["occurrences"] for c in mine))
        self.assertIsNone(records[-1]["per_10000"])  # of different texts
        self.assertAlmostEqual(records[-2]["per_10000"],
                               records[0]["per_10000"] +
                               records[1]["per_10000"], places=3)
        self.assertEqual(records[0]["note"], "产业规划前的专利分析")

    def test_pairs(self):
        units = {label: set() for label in LABELS}
        for record in self.code("long"):
            units[record["label"]].add(record["id"])
        records = self.code("pairs")
        self.assertEqual([(r["a"], r["b"]) for r in records],
                         list(combinations(LABELS, 2)))
        for record in records:
            a, b = units[record["a"]], units[record["b"]]
            self.assertEqual([record[f] for f in ("units_a", "units_b",
                                                  "both")],
                             [len(a), len(b), len(a & b)])
            self.assertAlmostEqual(record["jaccard"],
                                   len(a & b) / len(a | b), places=9)
        self.assertTrue(any(r["both"] for r in records))
        none = write(self.path("none"), "甲\t量子纠缠\n乙\t量子隐形传态\n")
        self.assertEqual([r["jaccard"] for r in
                          self.code("pairs", book=none, status=1)], [None])

    def test_csv_loads(self):
        for table, count in (("long", None), ("units", 6), ("plans", 4)):
            done = self.search("code", "-t", table, "--format", "csv",
                               self.book)
            rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
            self.assertEqual(len(rows), len(self.code(table)))
            if count:
                self.assertEqual(list(rows[0])[count:], LABELS)
                self.assertTrue(all(row[label].isdigit() for row in rows
                                    for label in LABELS))

    def test_all_tables_at_once(self):
        documents = self.search("code", "-t", "all", "--format", "json",
                                self.book).json()
        self.assertEqual([d["table"] for d in documents],
                         ["long", "units", "plans", "codes", "pairs",
                          "manifest"])
        for document in documents[:-1]:
            self.assertEqual(document["records"],
                             self.code(document["table"]))
        facts = {r["name"]: r["value"] for r in documents[-1]["records"]}
        self.assertEqual(facts["fingerprint"], documents[0]["fingerprint"])
        text = self.search("code", "-t", "all", self.book).out
        self.assertIn("Jaccard", text)
        path = self.path("all.xlsx")
        self.search("code", "-t", "all", "--output", path, self.book)
        with zipfile.ZipFile(path) as book:
            self.assertEqual(re.findall(r'<sheet name="(\w+)"', book.read(
                "xl/workbook.xml").decode()),
                [d["table"] for d in documents])
        page = self.search("code", "-t", "all", "--format", "html",
                           self.book).out
        self.assertGreaterEqual(page.count("<table"), 6)
        for form in ("csv", "jsonl"):
            done = self.search("code", "-t", "all", "--format", form,
                               self.book, status=2)
            self.assertIn("--format xlsx", done.err)

    def test_manifest(self):
        one, two = self.path("one.json"), self.path("two.json")
        head = self.search("code", "-t", "codes", "--format", "json",
                           "--manifest", one, self.book).json()
        self.search("code", "-t", "units", "--manifest", two, self.book)
        self.assertEqual(read(one), read(two))
        manifest = json.loads(read(one))
        self.assertEqual(manifest["codebook"], {
            "sha256": hashlib.sha256(BOOK.encode()).hexdigest(),
            "codes": len(CODES), "faulty_lines": 0})
        self.assertEqual(head["codebook"], manifest["codebook"]["sha256"])
        self.assertEqual(manifest["fingerprint"], head["fingerprint"])
        self.assertEqual([(p["id"], p["sha256"]) for p in manifest["plans"]],
                         [(p["id"], p["sha256"]) for p in self.plans()])
        self.assertEqual([[c["label"], c["query"], c["group"] or "",
                           c["note"] or ""] for c in manifest["codes"]],
                         [list(code) for code in CODES])
        totals = {r["label"]: r for r in head["records"]}
        for code in manifest["codes"]:
            self.assertEqual(code["units"], totals[code["label"]]["units"])
            self.assertEqual(code["understood"]["text"],
                             totals[code["label"]]["query"])
        self.assertNotIn(self.folder, read(one))
        done = self.search("code", "--manifest", self.path("no", "x"),
                           self.book, status=3)
        self.assertIn("cannot write", done.err)

    def test_a_header_and_the_order_of_columns(self):
        plain = self.code("codes")
        for mark, end in (("", "\n"), ("\ufeff", "\r\n")):
            book = mark + "# 编码表" + end + "note\tgroup\tlabel\tquery" + end
            book += "".join("\t".join((n, g, label, q)) + end
                            for label, q, g, n in CODES) + end + "\t \t" + end
            path = write(self.path("head.tsv"), book.encode())
            self.assertEqual(self.code("codes", book=path), plain)
            # and --queries reads its two columns and no more
            counts = self.search("count", "--queries", path, "--format",
                                 "jsonl").jsonl()
            self.assertEqual([c["units"] for c in counts],
                             [r["units"] for r in plain if r["label"]])
        piped = self.search("code", "-t", "codes", "--format", "jsonl", "-",
                            stdin=BOOK.encode()).jsonl()
        self.assertEqual(piped, plain)

    def test_lines_that_are_no_code(self):
        bad = (b"\xe5\xaf\xbc\xe8\x88\xaa\t\xe4\xb8\x93\xe5\x88\xa9\n"
               b"no tab\n"
               b"\xe5\xaf\xbc\xe8\x88\xaa\t\xe7\x89\x88\xe6\x9d\x83\n"
               b"x\t(\n\ty\nplan\ty\nz\ty\t\xff\nn\ta\0b\n"
               b"ok\t\xe7\x89\x88\xe6\x9d\x83\n")
        book = write(self.path("bad.tsv"), bad)
        manifest = self.path("m.json")
        done = self.search("code", "-t", "codes", "--format", "jsonl",
                           "--manifest", manifest, book, status=2)
        self.assertEqual([r["label"] for r in done.jsonl()], ["导航", "ok"])
        for line, why in ((2, "no tab"), (3, "'导航' stands on line 1"),
                          (4, "bracket"), (5, "no label"),
                          (6, "'plan' is the name of a field"),
                          (7, "not valid UTF-8"), (8, "")):
            self.assertRegex(done.err, rf"bad\.tsv:{line}: .*{why}")
        self.assertEqual(json.loads(read(manifest))["codebook"],
                         {"sha256": hashlib.sha256(bad).hexdigest(),
                          "codes": 2, "faulty_lines": 7})

    def test_files_that_are_no_codebook(self):
        for content in (b"", b"\n\n# x\n", b"label\tquery\n",
                        os.urandom(50000)):
            done = self.search("code", write(self.path("no"), content),
                               status=2)
            self.assertIn("no code in", done.err)
            self.assertEqual(done.out, "")
            self.assertLess(done.err.count("\n"), 80)
        self.search("code", self.path("missing"), status=3)
        self.search("code", self.folder, status=3)
        self.search("code", status=2)
        self.search("code", self.book, self.book, status=2)

    def test_options_that_do_not_go_together(self):
        for options in (["-t", "units", "--value", "rate"],
                        ["-t", "wide"], ["-t", "plans", "--value", "x"],
                        ["--value", "units"], ["-t", "codes", "--coded"],
                        ["-t", "codes", "--sample", "3"], ["--seed", "1"],
                        ["--sample", "-1"],
                        ["-t", "codes", "--format", "bibtex"]):
            done = self.search("code", *options, self.book, status=2)
            self.assertEqual(done.out, "")

    def test_codes_that_find_nothing_are_named(self):
        done = self.search("code", "-t", "units", self.book)
        self.assertIn("nothing found for 1 of 6 labels: 无", done.err)
        none = write(self.path("none"), "无\t量子隐形传态\n")
        rows = self.code("plans", book=none, status=1)
        self.assertEqual([r["无"] for r in rows], [0] * 5)
        self.assertEqual(self.code("long", book=none, status=1), [])

    def test_limits_and_match(self):
        coded = self.code("long")
        part = self.search("code", "--limit", "3", "--offset", "2", "--format",
                           "jsonl", self.book)
        self.assertEqual(part.jsonl(), coded[2:5])
        self.assertIn(f"3 of {len(coded)} shown", part.err)
        masked = write(self.path("masked"), "竞争\t国际竞争\n")
        found = self.code("long", "--match", "masked", book=masked)
        self.assertEqual([r["match"] for r in found], ["masked"])
        fixed = write(self.path("fixed"), "或\t专利 OR 版权\n")
        self.code("long", "--fixed", book=fixed, status=1)

    def test_samples(self):
        """Of each code so many, the same again, others for another seed."""
        coded = self.code("long")
        one = self.code("long", "--sample", "5")
        self.assertEqual(one, [c for c in coded if c in one])
        for label in LABELS:
            self.assertEqual(sum(c["label"] == label for c in one),
                             min(5, sum(c["label"] == label for c in coded)))
        self.assertEqual(self.code("long", "--sample", "5", "--seed", "0"), one)
        drawn, found = set(), [c["id"] for c in coded if c["label"] == "金融"]
        for seed in range(1, 40):
            part = self.code("long", "--sample", "3", "--seed", str(seed))
            drawn |= {c["id"] for c in part if c["label"] == "金融"}
        self.assertEqual(drawn, set(found))  # each may be drawn
        # more plans, and what was drawn of the old ones keeps its order
        self.update(sample("jia-city"))
        alone = self.code("long", "--sample", "1", db=self.own)
        both = [c for c in self.code("long", "--sample", "99999")
                if c["plan"] == alone[0]["plan"]]
        self.assertTrue(all(c in both for c in alone))
        self.assertEqual(self.code("long", "--sample", "99999"), coded)

    def test_citations_of_what_is_coded(self):
        ids = {c["id"] for c in self.code("long")}
        done = self.search("code", "--format", "gbt7714", self.book)
        self.assertEqual(len(done.out.splitlines()), len(ids))

    def test_for_reading(self):
        out = self.search("code", self.book).out
        self.assertIn("专利导航", out)
        self.assertEqual(len(out.splitlines()), len(self.code("long")) + 1)
        colour = self.search("code", "--color", "always", self.book).out
        self.assertIn("\033[1;31m专利导航\033[0m", colour)
