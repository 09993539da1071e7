"""plan-search count against a count of its own over `extract units`."""
import csv
import io
import json
import random
import re
from itertools import product

from support import Case, norm, sample, write

ROLES = ("basis", "problems", "situation", "guideline", "principles", "goals",
         "tasks", "projects", "safeguards", None)
KINDS = ("paragraph", "row", "note")
NUMBERS = ("units", "occurrences", "characters")


def top(unit):
    """The outermost section a unit stands in: its id begins so."""
    place = unit["id"].split("/")[1]
    return unit["plan"] + "/" + place.split(".")[0]


KEYS = {"plan": lambda u: u["plan"], "place": lambda u: u["place"],
        "role": lambda u: u["role"], "section": top,
        "kind": lambda u: u["kind"], "period": lambda u: u["period"]}


class Count(Case):
    def count(self, *arguments, **options):
        return self.search("count", *arguments, "--format", "jsonl",
                           **options).jsonl()

    def scan(self, term, *keys):
        """(values of the keys) to units, occurrences and characters."""
        cells = {}
        for unit in self.units():
            text = norm(unit["text"])
            times = text.count(norm(term))
            cell = cells.setdefault(tuple(KEYS[k](unit) for k in keys),
                                    [0, 0, 0])
            cell[0] += times > 0
            cell[1] += times
            cell[2] += len(text)
        return cells

    def table(self, records, *keys):
        return {tuple(r[k] for k in keys): [r[n] for n in NUMBERS]
                for r in records}

    def values(self, key):
        plans = self.plans()
        return {"role": ROLES, "kind": KINDS,
                "plan": [p["plan"] if "plan" in p else p["id"]
                         for p in plans],
                "place": list(dict.fromkeys(p["place"] for p in plans)),
                "period": sorted({p["period"] for p in plans})}[key]

    def test_one_record_is_the_total(self):
        records = self.count("专利导航")
        self.assertEqual(self.table(records), self.scan("专利导航"))
        self.assertEqual(list(records[0]),
                         ["units", "occurrences", "characters", "per_10000"])
        self.assertEqual(records[0]["characters"],
                         sum(p["characters"] for p in self.plans()))

    def test_every_key_alone(self):
        for key in KEYS:
            for term in ("专利导航", "质押融资", "“专利贷”"):
                with self.subTest(key=key, term=term):
                    own = self.scan(term, key)
                    records = self.count("-F", term, "--by", key)
                    mine = self.table(records, key)
                    self.assertEqual(len(mine), len(records))
                    self.assertEqual({k: v for k, v in mine.items()
                                      if k in own}, own)
                    # beside them zeros only
                    for cell in set(mine) - set(own):
                        self.assertEqual(mine[cell], [0, 0, 0])
                    if key != "section":
                        self.assertEqual([r[key] for r in records],
                                         list(self.values(key)))

    def test_every_combination_with_explicit_zeros(self):
        for keys in (("place", "role"), ("plan", "kind"), ("role", "period"),
                     ("kind", "place", "period"), ("plan", "place")):
            with self.subTest(keys=keys):
                records = self.count("质押融资", "--by", ",".join(keys))
                cells = [tuple(r[k] for k in keys) for r in records]
                self.assertEqual(cells, list(product(
                    *(self.values(k) for k in keys))))
                own = self.scan("质押融资", *keys)
                for cell, numbers in self.table(records, *keys).items():
                    self.assertEqual(numbers, own.get(cell, [0, 0, 0]))

    def test_sections_go_with_their_plan(self):
        records = self.count("知识产权", "--by", "plan,section,period")
        own = self.scan("知识产权", "plan", "section", "period")
        mine = self.table(records, "plan", "section", "period")
        self.assertEqual({k: v for k, v in mine.items() if k in own}, own)
        for record in records:
            self.assertTrue(record["section"].startswith(record["plan"] + "/"))
        outline = self.search("sections", "--format", "jsonl").jsonl()
        outermost = {s["id"]: (s["marker"] or "", s["text"])
                     for s in outline if not s["path"]}
        self.assertEqual([r["section"] for r in records
                          if not r["section"].endswith("/0")],
                         list(outermost))
        for record in records:
            if record["heading"] is not None:
                marker, text = outermost[record["section"]]
                self.assertTrue(record["heading"].startswith(marker))
                self.assertTrue(record["heading"].endswith(text))

    def test_rates(self):
        for record in self.count("专利", "--by", "role,kind"):
            if record["characters"] == 0:
                self.assertIsNone(record["per_10000"])
            else:
                self.assertAlmostEqual(
                    record["per_10000"],
                    1e4 * record["occurrences"] / record["characters"], 3)

    def test_random_terms(self):
        chance = random.Random(20)
        texts = [norm(u["text"]) for u in self.units()]
        terms = []
        while len(terms) < 60:
            text, length = chance.choice(texts), chance.randint(1, 6)
            at = chance.randrange(len(text))
            terms.append(text[at:at + length])
        path = write(self.path("terms.tsv"), "".join(
            f"{i}\t{term}\n" for i, term in enumerate(terms)))
        records = self.count("--queries", path, "-F", "--by", "plan")
        totals = self.count("--queries", path, "-F")
        self.assertEqual([r["label"] for r in totals],
                         [str(i) for i in range(60)])
        for i, term in enumerate(terms):
            mine = [r for r in records if r["label"] == str(i)]
            self.assertEqual(self.table(mine, "plan"), self.scan(term, "plan"),
                             term)
            for number in NUMBERS:
                self.assertEqual(sum(r[number] for r in mine),
                                 totals[i][number])

    def test_occurrences_do_not_overlap(self):
        source = write(self.path("a.jsonl"), json.dumps(
            {"id": "jia-14/0/p1", "plan": "jia-14", "title": "甲市规划",
             "kind": "paragraph", "text": "甲乙甲乙甲，专 利专利导航。",
             "path": []}, ensure_ascii=False) + "\n")
        self.update(source)
        for query, times in (("甲乙甲", 1), ("甲", 3), ("专利", 2),
                             ("专利 专利导航", 2), ("利专 专利", 2)):
            record = self.count(query, db=self.own)[0]
            self.assertEqual((record["units"], record["occurrences"]),
                             (1, times), query)

    def test_the_query_language_counts_what_it_looks_for(self):
        one, other = (self.count(t)[0] for t in ("专利导航", "惩罚性赔偿"))
        both = self.count("专利导航 OR 惩罚性赔偿")[0]
        self.assertEqual(both["occurrences"],
                         one["occurrences"] + other["occurrences"])
        without = self.count("NOT 专利")[0]
        self.assertEqual(without["occurrences"], 0)
        self.assertEqual(without["units"], len(
            [u for u in self.units() if "专利" not in norm(u["text"])]))
        years = self.count(r"/20\d\d年/", "--by", "place")
        for record in years:
            self.assertEqual(record["occurrences"], sum(
                len(re.findall(r"20\d\d年", norm(u["text"])))
                for u in self.units() if u["place"] == record["place"]))

    def test_what_has_no_value(self):
        source = write(self.path("a.jsonl"), json.dumps(
            {"id": "x-1/0/p1", "plan": "x-1", "title": "规划", "kind":
             "paragraph", "text": "甲乙。", "path": []},
            ensure_ascii=False) + "\n")
        self.update(source, sample("yi-city"))
        for key in ("place", "period", "role"):
            record = self.count("甲乙", "--by", key, db=self.own)[-1]
            self.assertEqual((record[key], record["units"]), (None, 1))
        done = self.search("count", "甲乙", "--by", "place", db=self.own)
        self.assertRegex(done.out, r"\nnone +1 +1 +3 +3333\.33\n")
        record = self.count("甲乙", "--by", "section", db=self.own)[0]
        self.assertEqual((record["section"], record["heading"]),
                         ("x-1/0", None))

    def test_a_rate_is_of_the_text_that_passes_the_filters(self):
        free = self.count("专利导航", "--by", "place")
        some = self.count("专利导航 place:甲市", "--by", "place")
        for one, other in zip(free, some):
            mine = one["place"] == "甲市"
            self.assertEqual(other["characters"],
                             one["characters"] if mine else 0)
            self.assertEqual(other["units"], one["units"] if mine else 0)
        total = self.count("专利导航 place:甲市")[0]
        self.assertEqual(total["per_10000"], [
            r["per_10000"] for r in free if r["place"] == "甲市"][0])
        rows = self.count("专利 kind:row")[0]
        without = self.count("专利 kind:row NOT 发明")[0]
        self.assertEqual(rows["characters"], without["characters"])
        self.assertLess(without["units"], rows["units"])

    def test_filters_alone_count_units(self):
        record = self.count("kind:row")[0]
        rows = [u for u in self.units() if u["kind"] == "row"]
        self.assertEqual((record["units"], record["occurrences"]),
                         (len(rows), 0))

    def test_headings_on_request(self):
        hits = self.hits("kind:heading 专利")
        records = self.count("kind:heading 专利", "--by", "kind")
        self.assertEqual([r["kind"] for r in records], [*KINDS, "heading"])
        self.assertEqual([r["units"] for r in records], [0, 0, 0, len(hits)])
        self.assertGreater(records[-1]["characters"], 0)
        plain = self.count("专利", "--by", "kind")
        self.assertEqual([r["kind"] for r in plain], list(KINDS))

    def test_zeros_are_printed_and_are_status_1(self):
        records = self.count("量子隐形传态", "--by", "place", status=1)
        self.assertEqual([r["units"] for r in records], [0] * 5)
        done = self.search("count", "量子隐形传态", status=1)
        self.assertIn("0", done.out)
        self.assertIn("'量子隐形传态': none", done.err)
        done = self.search("count", "量子隐形传态", "--quiet", status=1)
        self.assertEqual(done.err, "")

    def test_formats(self):
        records = self.count("质押融资", "--by", "place,role")
        head = self.search("count", "质押融资", "--by", "place,role",
                           "--format", "json").json()
        self.assertEqual(head["records"], records)
        self.assertEqual((head["format"], head["query"]["text"]), (1, "质押融资"))
        self.assertEqual(head["total"]["exact"],
                         sum(r["units"] for r in records))
        self.assertIn("fingerprint", head)
        done = self.search("count", "质押融资", "--by", "place,role",
                           "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        self.assertEqual(list(rows[0]), list(records[0]))
        for row, record in zip(rows, records, strict=True):
            self.assertEqual(row["place"], record["place"])
            self.assertEqual(row["role"], record["role"] or "")
            self.assertEqual(int(row["occurrences"]), record["occurrences"])

    def test_limit_and_offset_are_said(self):
        whole = self.count("专利", "--by", "role")
        done = self.search("count", "专利", "--by", "role", "--limit", "3",
                           "--offset", "2", "--format", "jsonl")
        self.assertEqual(done.jsonl(), whole[2:5])
        self.assertIn("3 of 10 shown", done.err)
        head = self.search("count", "专利", "--by", "role", "--limit", "3",
                           "--format", "json").json()
        self.assertIn("3 of 10 shown", head["hint"])
        done = self.search("count", "专利", "--by", "role", "--limit", "3")
        self.assertEqual(len(done.out.splitlines()), 5)
        self.assertIn("3 of 10 shown", done.err)

    def test_text_is_a_table(self):
        done = self.search("count", "专利导航", "--by", "place")
        lines = [line.split() for line in done.out.splitlines()]
        self.assertEqual(lines[0], ["place", "units", "occurrences",
                                    "characters", "per", "10,000"])
        for line, record in zip(lines[1:6], self.count(
                "专利导航", "--by", "place"), strict=True):
            self.assertEqual(line[:4], [
                record["place"], *(str(record[n]) for n in NUMBERS)])
        self.assertEqual(lines[6][0], "total")
        self.assertEqual(done.err, "")

    def test_loose_hits_count_as_units(self):
        loose = self.count("知识产权质押怎样融资", "--match", "loose")[0]
        hits = self.hits("知识产权质押怎样融资", "--match", "loose")
        self.assertEqual(loose["units"], len(hits))
        self.assertGreater(loose["occurrences"], 0)

    def test_wrong_usage(self):
        for arguments in (("专利", "--by", "colour"), ("专利", "--by", ""),
                          ("专利", "--by", "plan,plan"),
                          ("专利", "--by", "plan,"), (),
                          ("专利", "--by", "plan", "--value", "units"),
                          ("专利", "--value", "sum"),
                          ("专利", "--sort", "place"),
                          ("专利", "--limit", "-1"), ('"专利',)):
            done = self.search("count", *arguments, status=2)
            self.assertEqual(done.out, "", arguments)
            self.assertTrue(done.err)


class Matrix(Case):
    QUERIES = "导航\t专利导航\n金融\t质押融资\n无\t量子隐形传态\n"

    def matrix(self, *arguments, **options):
        path = write(self.path("queries.tsv"), self.QUERIES)
        return self.search("count", "--queries", path, *arguments, **options)

    def test_labels_by_plans(self):
        long = self.matrix("--by", "plan", "--format", "jsonl").jsonl()
        plans = list(dict.fromkeys(r["plan"] for r in long))
        self.assertEqual(len(long), 15)
        for value, field in (("units", "units"), ("rate", "per_10000"),
                             ("occurrences", "occurrences")):
            done = self.matrix("--by", "plan", "--value", value)
            lines = [line.split() for line in done.out.splitlines()]
            self.assertEqual(lines[0], [value, *plans, "total"])
            self.assertEqual([l[0] for l in lines[1:]], ["导航", "金融", "无"])
            for line in lines[1:]:
                want = [r[field] for r in long if r["label"] == line[0]]
                for cell, number in zip(line[1:-1], want, strict=True):
                    self.assertAlmostEqual(float(cell), number, 2)
            if value != "rate":
                for line in lines[1:]:
                    self.assertEqual(sum(map(int, line[1:-1])), int(line[-1]))
        self.assertEqual(self.matrix("--by", "plan").out,
                         self.matrix("--by", "plan", "--value",
                                     "occurrences").out)

    def test_columns_stand_under_each_other(self):
        lines = self.matrix("--by", "place").out.splitlines()
        wide = [sum(2 if ord(c) > 0x2E80 else 1 for c in line)
                for line in lines]
        self.assertEqual(len(set(wide)), 1, lines)

    def test_labels_without_a_hit_are_named(self):
        done = self.matrix("--by", "plan")
        self.assertIn("无", done.err)
        self.assertNotIn("导航", done.err)

    def test_without_keys_a_row_a_label(self):
        lines = self.matrix().out.splitlines()
        self.assertEqual([line.split()[0] for line in lines],
                         ["label", "导航", "金融", "无"])

    def test_json_is_a_list_of_documents(self):
        documents = self.matrix("--by", "role", "--format", "json").json()
        self.assertEqual([d["label"] for d in documents],
                         ["导航", "金融", "无"])
        for document in documents:
            self.assertEqual(len(document["records"]), 10)
        self.assertIn("none", documents[2]["hint"])

    def test_a_bad_line_is_reported_and_the_others_run(self):
        self.QUERIES = 'a\t专利\nb\t"没有结束\nno tab\nc\t质押\n'
        done = self.matrix("--format", "jsonl", status=2)
        self.assertEqual([r["label"] for r in done.jsonl()], ["a", "c"])
        self.assertRegex(done.err, r":2: ")
        self.assertRegex(done.err, r":3: ")

    def test_nothing_at_all(self):
        self.QUERIES = "无\t量子隐形传态\n"
        self.matrix("--by", "plan", status=1)
        self.QUERIES = "# nothing\n"
        self.assertEqual(self.matrix("--by", "plan", status=1).out, "")


class Alternatives(Case):
    """Only those that hold for a unit are counted."""

    def total(self, query):
        (record,) = self.search("count", query, "--format", "jsonl").jsonl()
        return record["units"], record["occurrences"]

    def test_a_branch_that_does_not_hold_counts_nothing(self):
        plain = self.total("专利")
        self.assertEqual(self.total("专利 OR (导航 kind:note)"), plain)
        self.assertEqual(self.total("专利 OR (导航 从未有此)"), plain)
        self.assertGreater(self.total("专利 OR (导航 专利)")[1], plain[1])

    def test_a_set_that_begins_with_its_bracket(self):
        self.assertEqual(self.total("/[]专利]导航/"), self.total("/[专利]导航/"))
        self.assertGreater(self.total("/[]专利]导航/")[0], 0)
