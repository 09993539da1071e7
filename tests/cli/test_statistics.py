"""plan-search terms, keyness, collocates, ngrams and dispersion: what they list
and leave out, and that their counts are those of `count`.  The statistics
themselves are held by tests/oracle/statistics."""
import csv
import io
import json

from support import Case, norm

COMMANDS = {"terms": [], "keyness": ["role:safeguards"], "collocates": ["专利"],
            "ngrams": [], "dispersion": ["专利"]}


def blocks(plan, place, *texts):
    """A small plan as a source of blocks."""
    facts = {"plan": plan, "title": f"{place}发展“十四五”规划"}
    return "".join(json.dumps({**facts, "id": f"{plan}/0/p{i}", "path": [],
                               "kind": "paragraph", "text": text},
                              ensure_ascii=False) + "\n"
                   for i, text in enumerate(texts, 1))


class Statistics(Case):
    def ask(self, command, *arguments, **options):
        return self.search(command, *arguments, "--format", "jsonl",
                           **options).jsonl()

    def terms(self, *arguments, **options):
        return [r["term"] for r in self.ask(*arguments, **options)]

    def small(self, **plans):
        """An index of small plans of their own."""
        for plan, texts in plans.items():
            name = self.path(plan + ".jsonl")
            with open(name, "w", encoding="utf-8") as file:
                file.write(blocks(plan, {"jia": "甲市", "yi": "乙市"}[plan],
                                  *texts))
            self.update(name)
        return self.own

    def queries(self, **queries):
        name = self.path("queries")
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(f"{k}\t{v}\n" for k, v in queries.items())
        return name

    # ---- as count says

    def counted(self, terms, *filters):
        """By term: units, occurrences and plans, as count gives them."""
        lines = {f"t{i}": " ".join([f'"{term}"', *filters])
                 for i, term in enumerate(terms)}
        counts = {}
        for record in self.ask("count", "--by", "plan", "--queries",
                               self.queries(**lines), status=(0, 1)):
            total = counts.setdefault(record["label"], [0, 0, 0])
            total[0] += record["units"]
            total[1] += record["occurrences"]
            total[2] += record["units"] > 0
        return {term: counts[f"t{i}"] for i, term in enumerate(terms)}

    def hold(self, records, *filters, prefix=""):
        self.assertTrue(records)
        counts = self.counted([r["term"] for r in records], *filters)
        for record in records:
            self.assertEqual(
                [record[prefix + field]
                 for field in ("units", "occurrences", "plans")],
                counts[record["term"]], record)

    def test_counts_are_those_of_count(self):
        self.hold(self.ask("terms", "--all"))
        self.hold(self.ask("terms", "role:tasks"), "role:tasks")
        self.hold(self.ask("ngrams", "--min", "2"))
        self.hold(self.ask("ngrams", "--chars", "--size", "2"))
        self.hold(self.ask("collocates", "专利"))
        self.hold(self.ask("collocates", "专利", "role:tasks", "--unit"),
                  "role:tasks")

    def test_keyness_counts_are_those_of_count(self):
        plan = self.plan_id("jia-city")
        records = self.ask("keyness", plan, "--sign", "both")
        self.hold(records, f"plan:{plan}")
        self.hold(records, f"NOT plan:{plan}", prefix="reference_")

    def test_dispersion_counts_are_those_of_count(self):
        for by in ("plan", "place", "role", "section", "kind", "period"):
            parts = self.ask("dispersion", "--parts", "--by", by, "专利")
            counts = self.ask("count", "--by", by, "专利")
            fields = ("units", "occurrences", "characters")
            self.assertEqual(
                [[r["part"], *(r[f] for f in fields)] for r in parts],
                [[r[by], *(r[f] for f in fields)] for r in counts
                 if r["characters"] > 0])
            whole, = self.ask("dispersion", "--by", by, "专利")
            total, = self.ask("count", "专利")
            self.assertEqual([whole[f] for f in fields],
                             [total[f] for f in fields])

    # ---- what is listed

    def test_words_of_grammar_numbers_and_single_characters(self):
        db = self.small(jia=["在2025年，我们的专利的数量是300件。"])
        usual, everything = (self.terms("terms", *more, db=db)
                             for more in ([], ["--all"]))
        self.assertIn("专利", usual)
        self.assertLess(set(usual), set(everything))
        for word in ("的", "在", "2025", "300", "件"):
            self.assertNotIn(word, usual)
            self.assertIn(word, everything)
        self.assertIn("件", self.terms("terms", "--all", "--max-length", "1",
                                       db=db))
        self.assertEqual(
            {len(t) for t in self.terms("terms", "--max-length", "2", db=db)},
            {2})
        self.assertEqual(self.terms("terms", "--length", "40", db=db,
                                    status=1), [])

    def test_filters_and_orders(self):
        records = self.ask("terms")
        counts = [r["tokens"] for r in records]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertTrue(all(r["tokens"] >= 5
                            for r in self.ask("terms", "--min", "5")))
        self.assertTrue(all(r["plans"] >= 4
                            for r in self.ask("terms", "--min-plans", "4")))
        self.assertTrue(all("专利" in t for t in
                            self.terms("terms", "--containing", "专　利")))
        for command, fields in (("terms", ("units", "tf_idf", "plans")),
                                ("keyness", ("log_ratio", "tokens")),
                                ("collocates", ("log_likelihood", "mi", "left",
                                                "t_score")),
                                ("ngrams", ("size", "occurrences"))):
            for field in fields:
                values = [r[field] for r in self.ask(
                    command, *COMMANDS[command], "--sort", field)]
                self.assertEqual(values, sorted(values, reverse=True))
            terms = self.terms(command, *COMMANDS[command], "--sort", "term")
            self.assertEqual(terms, sorted(terms))

    def test_limit_and_offset(self):
        for command, given in COMMANDS.items():
            if command == "dispersion":
                given = [*given, "--parts"]
            records = self.ask(command, *given)
            done = self.search(command, *given, "--format", "jsonl", "--limit",
                               "2", "--offset", "1")
            self.assertEqual(done.jsonl(), records[1:3])
            self.assertIn(f"2 of {len(records)} shown", done.err)
            done = self.search(command, *given, "--limit", "2")
            self.assertIn("shown; --limit 0 shows all", done.out)

    # ---- texts

    def test_plans_and_sections_by_their_ids(self):
        plan, other = self.plan_id("jia-city"), self.plan_id("yi-city")
        self.assertEqual(self.ask("terms", plan),
                         self.ask("terms", f"plan:{plan}"))
        self.assertEqual(self.ask("terms", plan, other),
                         self.ask("terms", f"plan:{plan} plan:{other}"))
        self.assertEqual(self.ask("terms", plan + "/3"),
                         self.ask("terms", f"id:{plan}/3"))
        self.search("terms", "--fixed", plan, status=1)

    def test_reference(self):
        plan, other = self.plan_id("jia-city"), self.plan_id("yi-city")
        sizes = {p["id"]: p["characters"] for p in self.plans()}
        said = self.search("keyness", "甲市", "--limit", "1")
        self.assertIn(f"for its plan write {plan}", said.err)
        head = self.search("keyness", plan, "--format", "json").json()
        self.assertEqual(head["size"]["characters"], sizes[plan])
        self.assertEqual(head["reference"]["characters"],
                         sum(sizes.values()) - sizes[plan])
        head = self.search("keyness", plan, "--against", other, "--format",
                           "json").json()
        self.assertEqual(head["reference"]["characters"], sizes[other])
        done = self.search("keyness", plan, "--against", f"{plan} {other}",
                           "--format", "json")
        self.assertEqual(done.json()["reference"]["characters"], sizes[other])
        self.assertRegex(done.err, r"\d+ units of --against are part of the "
                                   "target")
        done = self.search("keyness", "kind:paragraph kind:row kind:note",
                           status=1)
        self.assertIn("no text to compare with", done.err)

    def test_signs(self):
        plan = self.plan_id("jia-city")
        for command, given in (("keyness", [plan, "--threshold", "1"]),
                               ("collocates", ["专利", "--min", "1"])):
            positive, negative, both = (
                set(self.terms(command, *given, "--sign", sign))
                for sign in ("positive", "negative", "both"))
            self.assertTrue(positive and negative)
            self.assertEqual(positive | negative, both)
            self.assertFalse(positive & negative)
        records = self.ask("keyness", plan, "--sign", "both", "--threshold",
                           "0", "--min", "1")
        self.assertTrue(all(r["log_likelihood"] >= 0 for r in records))

    # ---- the text word by word

    def test_tokens_with_their_places(self):
        texts = {u["id"]: u["text"] for u in self.units()}
        tokens = self.ask("terms", "--tokens", "--all")
        self.assertEqual(list(dict.fromkeys(t["id"] for t in tokens)),
                         [i for i in texts
                          if i in {t["id"] for t in tokens}])
        before = {}
        for token in tokens:
            start, end = token["span"]
            self.assertEqual(norm(texts[token["id"]][start:end]),
                             token["term"])
            self.assertGreaterEqual(start, before.get(token["id"], 0))
            before[token["id"]] = end
        counts = {}
        for token in tokens:
            counts[token["term"]] = counts.get(token["term"], 0) + 1
        self.assertEqual(counts, {r["term"]: r["tokens"]
                                  for r in self.ask("terms", "--all")})
        done = self.search("terms", "--tokens", "--all", "--limit", "3",
                           "--offset", "5", "--format", "jsonl")
        self.assertEqual(done.jsonl(), tokens[5:8])
        self.assertIn(f"3 of {len(tokens)} shown", done.err)

    def test_tokens_for_reading(self):
        db = self.small(jia=["发展专利。", "保护商标，发展版权。"])
        self.assertEqual(self.search("terms", "--tokens", db=db).out,
                         "jia/0/p1  发展|专利\njia/0/p2  保护|商标|发展|版权\n")
        done = self.search("terms", "--tokens", "--containing", "飞船", db=db,
                           status=1)
        self.assertIn("no word is left", done.err)

    # ---- near a word

    def test_a_small_text_by_hand(self):
        db = self.small(jia=["保护专利。发展商标。", "发展专利。",
                             "保护商标，发展版权。"])
        with_one = {r["term"]: r for r in self.ask(
            "collocates", "专利", "--window", "1", "--min", "1",
            "--threshold", "0", "--sign",
            "both", db=db)}
        self.assertEqual(set(with_one), {"保护", "发展"})
        before, both = with_one["保护"], with_one["发展"]
        self.assertEqual((before["left"], before["right"]), (1, 0))
        self.assertEqual((both["left"], both["right"]), (1, 1))
        self.assertEqual((both["together"], both["frequency"], both["near"],
                          both["size"], both["node_frequency"]), (2, 3, 3, 8, 2))
        self.assertAlmostEqual(both["expected"], 9 / 8, places=12)
        same = {r["term"]: r for r in self.ask(
            "collocates", "专利", "--sentence", "--min", "1",
            "--threshold", "0", "--sign", "both",
            db=db)}
        self.assertEqual(set(same), {"保护", "发展"})
        self.assertEqual([same["发展"][f] for f in (
            "together", "frequency", "near", "size", "left")],
            [1, 3, 2, 4, None])
        unit = self.terms("collocates", "专利", "--unit", "--min", "1",
                          "--threshold", "0",
                          "--sign", "both", db=db)
        self.assertEqual(set(unit), {"保护", "发展", "商标"})

    def test_filters_bound_the_text(self):
        units = [u for u in self.units() if u["role"] == "tasks"]
        head = self.search("collocates", "专利", "role:tasks", "--format",
                           "json").json()
        self.assertEqual(head["size"]["units"], len(units))
        self.assertEqual(head["size"]["characters"],
                         sum(len(norm(u["text"])) for u in units))

    def test_a_window_as_wide_as_can_be(self):
        wide = self.ask("collocates", "专利", "--window", "1000000")
        self.assertEqual(wide, self.ask("collocates", "专利", "--window",
                                        "10000"))

    def test_a_window_of_two_sides(self):
        db = self.small(jia=["保护商标专利发展版权。"])
        for window, want in (("2", "保护商标发展版权"), ("1-0", "商标"),
                             ("0-2", "发展版权"), ("2-1", "保护商标发展")):
            found = self.terms("collocates", "专利", "--window", window,
                               "--min", "1", "--threshold", "0", "--sign",
                               "both", db=db)
            self.assertEqual(sorted(found), sorted(
                want[i:i + 2] for i in range(0, len(want), 2)), window)

    def test_filters_alone_have_no_words(self):
        done = self.search("collocates", "role:tasks", status=1)
        self.assertEqual(done.out, "")
        self.assertIn("no words", done.err)

    # ---- sequences

    def test_maximal_sequences(self):
        db = self.small(jia=["建设专利导航基地。", "建设专利导航基地。",
                             "建设专利导航基地，发展商标。"])
        grams = self.terms("ngrams", "--size", "1-9", "--maximal", db=db)
        self.assertEqual(grams, ["建设专利导航基地"])
        record, = self.ask("ngrams", "--size", "2-9", "--maximal", db=db)
        self.assertEqual("".join(record["words"]), record["term"])
        self.assertEqual(len(record["words"]), record["size"])
        self.assertEqual(record["tokens"], 3)

    def test_sequences_do_not_begin_with_grammar(self):
        weak = {"的", "和", "在", "及"}
        for record in self.ask("ngrams"):
            self.assertFalse(weak & {record["words"][0], record["words"][-1]})
        self.assertTrue(any("的" in (r["words"][0], r["words"][-1])
                            for r in self.ask("ngrams", "--all")))

    # ---- spread

    def test_positions(self):
        db = self.small(jia=["专利甲乙丙丁戊己庚辛", "甲乙丙丁戊专利专利己"],
                        yi=["甲乙丙丁"])
        part, other = self.ask("dispersion", "--parts", "专利", db=db)
        self.assertEqual(part["positions"], [0, 0.75, 0.85])
        self.assertEqual(other["positions"], [])
        done = self.search("dispersion", "专利", db=db)
        self.assertIn("▁·····························▁···▁·····", done.out)
        self.assertNotIn("yi", done.out)

    def test_nothing_is_spread_nowhere(self):
        done = self.search("dispersion", "飞船", "--format", "jsonl", status=1)
        record, = done.jsonl()
        self.assertEqual((record["range"], record["dp"], record["juilland_d"]),
                         (0, None, None))
        self.assertIn("飞船", done.err)

    # ---- all of them

    def test_queries_of_a_file(self):
        queries = self.queries(甲="专利", 乙=self.plan_id("jia-city"),
                               丙="飞船")
        for command in COMMANDS:
            one = self.ask(command, "专利")
            done = self.search(command, "--queries", queries, "--format",
                               "jsonl")
            first = [r for r in done.jsonl() if r["label"] == "甲"]
            self.assertEqual(first, [{"label": "甲", **r} for r in one])
            self.assertIn("丙", done.err)
            text = self.search(command, "--queries", queries).out
            self.assertIn("甲", text)
            rows = list(csv.reader(io.StringIO(self.search(
                command, "--queries", queries, "--format", "csv").out)))
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
            self.assertEqual(rows[0][0], "label")
            documents = self.search(command, "--queries", queries, "--format",
                                    "json").json()
            self.assertEqual([d["label"] for d in documents],
                             ["甲", "乙", "丙"])

    def test_twice_the_same_bytes(self):
        for command, given in COMMANDS.items():
            self.assertEqual(self.search(command, *given).raw,
                             self.search(command, *given).raw)

    def test_no_value_that_json_does_not_know(self):
        for command, given in COMMANDS.items():
            out = self.search(command, *given, "--format", "jsonl").out
            for line in out.splitlines():
                json.loads(line, parse_constant=self.fail)

    def test_what_is_refused(self):
        for arguments, said in (
                (["terms", "--sort", "size"], "unknown sort 'size'"),
                (["terms", "--min", "-1"], "no negative"),
                (["keyness"], "no query"),
                (["keyness", "专利", "--sign", "up"], "unknown sign 'up'"),
                (["keyness", "专利", "--against", "("], "nothing"),
                (["collocates", "专利", "--window", "0"], "1 or more"),
                (["collocates", "专利", "--window", "0-0"], "1 or more"),
                (["collocates", "专利", "--window", "-3"], "1 or more"),
                (["collocates", "专利", "--window", "3-"], "1 or more"),
                (["collocates", "专利", "--unit", "--sentence"], "exclude"),
                (["ngrams", "--size", "0"], "--size takes"),
                (["ngrams", "--size", "5-2"], "--size takes"),
                (["ngrams", "--size", "x"], "--size takes"),
                (["keyness", "专利", "--threshold", "nan"], "--threshold takes"),
                (["keyness", "专利", "--threshold", "inf"], "--threshold takes"),
                (["terms", "--containing", "\udcff"], "not valid UTF-8"),
                (["ngrams", "--containing", "专\udce4"], "not valid UTF-8"),
                (["dispersion", "专利", "--by", "colour"], "--by takes one"),
                (["dispersion", "专利", "--by", "plan,role"],
                 "--by takes one")):
            done = self.search(*arguments, status=2)
            self.assertEqual(done.out, "")
            if said != "nothing":
                self.assertIn(said, done.err)
