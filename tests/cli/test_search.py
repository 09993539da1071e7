"""plan-search search: what it finds, in every format, with every status."""
import csv
import io
import json
import os
import subprocess
import time

from support import (Case, INDEX, SEARCH, environment, norm, on_terminal, run,
                     squeeze)

COMMON = ("专利导航", "保障措施", "质押融资", "惩罚性赔偿", "地理标志")
UNIT = {"id", "plan", "title", "place", "level", "period", "kind", "role",
        "path", "marker", "lead", "text", "lines", "source", "cite"}
HIT = UNIT | {"rank", "score", "match", "spans"}


class Finding(Case):
    def test_hit_set_is_that_of_a_scan(self):
        units = self.units()
        for term in COMMON + ("24.9%", "5,247万元", "（著）", "“专利贷”", "，",
                              "权", "**", "——坚持", "十四五”时期"):
            with self.subTest(term=term):
                want = {u["id"] for u in units
                        if norm(term) in norm(u["text"])}
                hits = self.hits(term, "--fixed")
                self.assertEqual({h["id"] for h in hits}, want)
                self.assertEqual(len(hits), len(want))
                self.assertTrue(want)

    def test_spans_cover_the_term(self):
        for term in ("专利导航", "5247万元", "（著）", "2021-2025年"):
            for hit in self.hits(term, "-F"):
                self.assertTrue(hit["spans"], hit["id"])
                for start, end in hit["spans"]:
                    self.assertEqual(norm(hit["text"][start:end]), norm(term))

    def test_common_words_are_in_several_plans(self):
        for term in COMMON:
            plans = {h["plan"] for h in self.hits(term, status=(0, 1))}
            minimum = 2 if term == "保障措施" else 4
            self.assertGreaterEqual(len(plans), minimum, term)

    def test_records_have_the_fields_of_the_contract(self):
        for hit in self.hits("质押融资"):
            self.assertLessEqual(HIT, set(hit))
            self.assertEqual(hit["match"], "exact")
            self.assertIn(hit["kind"], ("paragraph", "row", "note"))
            if hit["kind"] == "row":
                table = hit["table"]
                self.assertEqual(len(table["cells"]), len(table["columns"]))
                self.assertEqual(hit["text"], " | ".join(table["cells"]))

    def test_ranks_count_up_and_scores_down(self):
        hits = self.hits("专利导航")
        self.assertEqual([h["rank"] for h in hits],
                         list(range(1, len(hits) + 1)))
        scores = [h["score"] for h in hits]
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_terms_are_joined_by_and(self):
        both = {h["id"] for h in self.hits("专利导航 招商引资")}
        one = {h["id"] for h in self.hits("专利导航")}
        other = {h["id"] for h in self.hits("招商引资")}
        self.assertEqual(both, one & other)
        self.assertTrue(both)

    def test_quoted_text_is_literal(self):
        self.assertEqual([h["id"] for h in self.hits('"专利导航"')],
                         [h["id"] for h in self.hits("专利导航")])
        self.search("search", '"专利 AND 导航"', status=1)
        # white space goes: the halves stand next to each other in the source
        self.assertTrue(self.hits('"专利 导航"'))

    def test_pasted_quotes_are_text(self):
        hits = self.hits("“专利贷”“商标贷”")
        self.assertEqual({h["place"] for h in hits}, {"甲市"})

    def test_masked_words_are_found_as_they_stand(self):
        hits = self.hits("**知识产权示范企业", "-F")
        self.assertEqual({h["place"] for h in hits}, {"丙省"})
        masks = hits[0]["masks"]
        start, end = masks[0]["span"]
        self.assertEqual(hits[0]["text"][start:end], "**")

    def test_broken_numbers_are_whole(self):
        hits = self.hits("326.7亿元", "-F")
        self.assertEqual({h["place"] for h in hits}, {"丙省"})

    def test_limit_and_offset_make_pages(self):
        whole = self.hits("知识产权")
        pages, offset = [], 0
        while True:
            page = self.search("search", "知识产权", "--format", "jsonl",
                               "--offset", str(offset), "--limit", "37",
                               status=(0, 1)).jsonl()
            if not page:
                break
            pages += page
            offset += 37
        self.assertEqual([h["id"] for h in pages], [h["id"] for h in whole])
        ten = self.search("search", "知识产权", "--format", "jsonl").jsonl()
        self.assertEqual(len(ten), 10)

    def test_two_runs_print_the_same_bytes(self):
        for form in ("text", "jsonl", "json", "csv"):
            runs = [self.search("search", "地理标志", "--format", form).raw
                    for _ in range(2)]
            self.assertEqual(*runs)

    def test_document_order(self):
        order = {u["id"]: at for at, u in enumerate(self.units())}
        hits = self.hits("知识产权", "--sort", "document")
        at = [order[h["id"]] for h in hits]
        self.assertEqual(at, sorted(at))

    def test_loose_search_takes_questions(self):
        done = self.search("search", "--match", "loose", "--format", "jsonl",
                           "中小企业融资困难怎么办")
        hits = done.jsonl()
        self.assertTrue(hits)
        self.assertTrue(all(h["match"] in ("exact", "masked", "loose")
                            for h in hits))
        self.assertTrue(any("质押融资" in h["text"] for h in hits[:5]), done)

    def test_loose_hits_hold_the_exact_ones(self):
        exact = {h["id"] for h in self.hits("专利导航")}
        loose = self.hits("专利导航", "--match", "loose")
        self.assertLessEqual(exact, {h["id"] for h in loose
                                     if h["match"] == "exact"})


class Filters(Case):
    def all_are(self, query, test, *arguments):
        hits = self.hits(query, *arguments)
        self.assertTrue(hits, query)
        for hit in hits:
            self.assertTrue(test(hit), (query, hit))

    def test_each_filter(self):
        plan = self.plan_id("yi-city")
        self.all_are(f"知识产权 plan:{plan}", lambda h: h["plan"] == plan)
        self.all_are("知识产权 place:甲市", lambda h: h["place"] == "甲市")
        self.all_are("知识产权 level:province", lambda h: h["place"] == "丙省")
        self.all_are("知识产权 period:13", lambda h: h["place"] == "乙市")
        self.all_are("知识产权 period:十四五",
                     lambda h: h["period"] == "2021-2025")
        self.all_are("知识产权 kind:row", lambda h: h["kind"] == "row")
        self.all_are("知识产权 kind:note", lambda h: h["kind"] == "note")
        self.all_are("知识产权 role:safeguards",
                     lambda h: h["role"] == "safeguards")
        self.all_are("知识产权 section:保障措施",
                     lambda h: any("保障措施" in p for p in h["path"]))
        self.all_are("lead:专利导航", lambda h: "专利导航" in h["lead"])

    def test_chinese_aliases(self):
        for chinese, english in (("地区:甲市", "place:甲市"),
                                 ("类型:row", "kind:row"),
                                 ("作用:保障", "role:safeguards"),
                                 ("时期：13", "period:13"),
                                 ("章节：保障措施", "section:保障措施")):
            self.assertEqual(self.hits("知识产权 " + chinese),
                             self.hits("知识产权 " + english), chinese)

    def test_repeated_means_or_different_means_and(self):
        hits = self.hits("知识产权 place:甲市 place:乙市 kind:paragraph")
        self.assertEqual({h["place"] for h in hits}, {"甲市", "乙市"})
        self.assertEqual({h["kind"] for h in hits}, {"paragraph"})

    def test_headings_are_listed_on_request(self):
        hits = self.hits("kind:heading 保障措施")
        self.assertGreaterEqual(len({h["plan"] for h in hits}), 5)
        self.assertEqual({h["kind"] for h in hits}, {"heading"})
        titles = self.hits("kind:title 知识产权")
        self.assertGreaterEqual(len(titles), 3)

    def test_a_term_only_in_headings_is_found(self):
        # stands in one heading of 丁市 and nowhere else
        done = self.search("search", "质押融资普惠工程", "--format", "json")
        self.assertEqual(done.json()["total"]["headings"], 1)
        done = self.search("search", "质押融资普惠工程")
        self.assertIn("kind:heading", done.out + done.err)


class Formats(Case):
    def test_json_has_a_head(self):
        head = self.search("search", "专利导航", "--format", "json",
                           "--limit", "0").json()
        self.assertEqual(head["format"], 1)
        self.assertIn("专利导航", json.dumps(head["query"],
                                             ensure_ascii=False))
        hits = self.hits("专利导航")
        self.assertEqual(head["total"]["exact"], len(hits))
        for key in ("exact", "masked", "loose", "headings"):
            self.assertIn(key, head["total"])
        self.assertRegex(json.dumps(head), "[0-9a-f]{16}")
        self.assertEqual(head["records"], hits)
        self.assertIn("hint", head)

    def test_csv_reads_back(self):
        done = self.search("search", "质押融资", "--format", "csv",
                           "--limit", "0")
        self.assertFalse(done.raw.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(done.raw.count(b"\n"), done.raw.count(b"\r\n"))
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        hits = self.hits("质押融资")
        self.assertEqual([r["id"] for r in rows], [h["id"] for h in hits])
        for row, hit in zip(rows, hits):
            self.assertEqual(row["text"], hit["text"])
            self.assertEqual(row["path"], " > ".join(hit["path"]))
            self.assertEqual(json.loads(row["spans"]), hit["spans"])
            self.assertEqual(json.loads(row["lines"]), hit["lines"])
            self.assertEqual(int(row["rank"]), hit["rank"])
        self.assertLessEqual(HIT, set(rows[0]))

    def test_excel_starts_no_formula(self):
        done = self.search("search", "——坚持", "-F", "--format", "csv",
                           "--excel", "--limit", "0")
        self.assertTrue(done.raw.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(done.raw.decode("utf-8-sig"),
                                           newline="")))
        self.assertGreater(len(rows), 3)
        for cell in (cell for row in rows[1:] for cell in row):
            self.assertFalse(cell.startswith(("=", "+", "-", "@", "\t")),
                             cell)

    def test_text_is_for_reading(self):
        done = self.search("search", "专利导航", "--limit", "2")
        first = self.hits("专利导航")[0]
        self.assertIn(first["id"], done.out)
        self.assertIn(first["place"], done.out)
        self.assertIn(squeeze(first["path"][-1]), squeeze(done.out))
        self.assertIn(squeeze(first["text"])[:40], squeeze(done.out))
        self.assertIn(squeeze(first["cite"]), squeeze(done.out))
        # no result is cut without saying so
        total = str(len(self.hits("专利导航")))
        self.assertIn(total, done.out + done.err)
        self.assertNotIn("\x1b", done.out + done.err)

    def test_output_goes_to_a_file(self):
        path = self.path("hits.jsonl")
        done = self.search("search", "专利导航", "--format", "jsonl",
                           "--limit", "0", "--output", path)
        self.assertEqual(done.out, "")
        with open(path, encoding="utf-8") as file:
            self.assertEqual([json.loads(line) for line in file],
                             self.hits("专利导航"))

    def test_quiet_says_nothing(self):
        done = self.search("search", "量子隐形传态", "--quiet", status=1)
        self.assertEqual(done.err, "")


class Queries(Case):
    def queries(self, text, *arguments, **options):
        path = self.path("queries.tsv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return self.search("search", "--queries", path, *arguments, **options)

    def test_labels_are_in_every_record(self):
        done = self.queries("# 注释\na\t专利导航\nb\t质押融资\n", "--limit",
                            "2", "--format", "jsonl")
        labels = [r["label"] for r in done.jsonl()]
        self.assertEqual(labels, ["a", "a", "b", "b"])
        self.assertEqual(
            [r["id"] for r in done.jsonl() if r["label"] == "b"],
            [h["id"] for h in self.hits("质押融资")[:2]])

    def test_standard_input(self):
        done = self.search("search", "--queries", "-", "--format", "jsonl",
                           stdin="甲\t专利导航\n".encode())
        self.assertEqual({r["label"] for r in done.jsonl()}, {"甲"})

    def test_labels_without_a_hit_are_named(self):
        done = self.queries("yes\t专利导航\nnone\t量子隐形传态\n",
                            "--format", "jsonl")
        self.assertIn("none", done.err)
        self.assertNotIn("yes", done.err)
        self.queries("none\t量子隐形传态\n", status=1)

    def test_a_bad_query_is_reported_and_the_others_run(self):
        done = self.queries('a\t专利导航\nb\t"没有结束\nc\t质押融资\n',
                            "--format", "jsonl", status=2)
        self.assertEqual({r["label"] for r in done.jsonl()}, {"a", "c"})
        self.assertRegex(done.err, r"\b2\b")

    def test_json_is_a_list_of_documents(self):
        documents = self.queries("a\t专利导航\nb\t质押融资\n", "--format",
                                 "json").json()
        self.assertEqual(len(documents), 2)
        self.assertTrue(all("records" in d for d in documents))

    def test_csv_has_one_header(self):
        done = self.queries("a\t专利导航\nb\t质押融资\n", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
        self.assertEqual({r["label"] for r in rows}, {"a", "b"})

    def test_fixed_queries_are_text(self):
        done = self.queries('a\t“专利贷”\nb\t（著）\n', "--fixed", "--format",
                            "jsonl")
        self.assertEqual({r["label"] for r in done.jsonl()}, {"a", "b"})

    def test_a_file_that_is_not_there(self):
        done = self.search("search", "--queries", self.path("none"), status=3)
        self.assertIn("none", done.err)


class Statuses(Case):
    def test_nothing_found(self):
        done = self.search("search", "量子隐形传态 专利导航", status=1)
        self.assertIn("量子隐形传态", done.err)
        self.assertIn("专利导航", done.err)
        done = self.search("search", "量子隐形传态", "--format", "jsonl",
                           status=1)
        self.assertEqual(done.out, "")
        self.assertTrue(done.err)

    def test_wrong_usage(self):
        for arguments in ((), ("serach", "专利"), ("search",),
                          ("search", "专利", "--nonsense"),
                          ("search", "专利", "--format", "yaml"),
                          ("search", "专利", "--match", "fuzzy"),
                          ("search", "专利", "--limit", "ten"),
                          ("search", "专利", "--limit", "-1"),
                          ("search", "专利", "--limit", "99999999999999999999"),
                          ("search", "专利", "--offset", "x"),
                          ("search", "专利", "--sort", "colour"),
                          ("search", "专利", "--color", "blue")):
            with self.subTest(arguments=arguments):
                done = run([SEARCH, *arguments],
                           env=environment(PLAN_DB=self.samples()))
                self.check(done, 2, arguments)
                self.assertEqual(done.out, "")
                self.assertTrue(done.err)

    def test_a_query_that_cannot_be_understood(self):
        for query in ("", "   ", '"没有结束', "(专利", "专利)", "AND",
                      "专利 OR", "plcae:甲市", "NOT"):
            with self.subTest(query=query):
                done = self.search("search", query, status=2)
                self.assertEqual(done.out, "")
                self.assertIn("^" if query.strip() else "", done.err)
        done = self.search("search", "plcae:甲市", status=2)
        self.assertIn("place", done.err)

    def test_invalid_bytes_in_a_query(self):
        done = run([SEARCH, "search", "--db", self.samples(), b"\xff\xfe"])
        self.assertEqual(done.status, 2, done)

    def test_options_may_follow_and_be_ended(self):
        here = self.samples()
        after = run([SEARCH, "search", "专利导航", "--db", here, "--format",
                     "jsonl"])
        before = run([SEARCH, "search", "--format", "jsonl", "--db", here,
                      "专利导航"])
        self.assertEqual(after.raw, before.raw)
        done = self.search("search", "-F", "--format", "jsonl", "--",
                           "--坚持质量优先")
        self.assertEqual({r["place"] for r in done.jsonl()}, {"甲市"})

    def test_no_index(self):
        done = self.search("search", "专利", db=self.path("none"), status=3)
        self.assertIn(f"'{self.path('none')}'", done.err)
        self.assertTrue(done.err.split(": ", 1)[-1][0].islower(), done.err)

    def test_where_the_index_is_looked_for(self):
        env = environment(PLAN_DB=self.samples())
        self.assertEqual(run([SEARCH, "search", "专利导航"], env=env).status, 0)
        data = self.path("data")
        os.makedirs(data)
        os.symlink(self.samples(), os.path.join(data, "plan-search"))
        env = environment(XDG_DATA_HOME=data)
        self.assertEqual(run([SEARCH, "search", "专利导航"], env=env).status, 0)

    def test_help_and_version(self):
        for option in ("--help", "--version"):
            done = run([SEARCH, option])
            self.assertEqual((done.status, done.err), (0, ""))
            self.assertTrue(done.out)
        done = run([SEARCH, "search", "--help"])
        self.assertEqual(done.status, 0)
        for word in ("--limit", "--format", "--queries", "--match"):
            self.assertIn(word, done.out)

    def test_explain_query(self):
        done = self.search("search", "专利导航 place:甲市",
                           "--explain-query", status=(0, 1))
        self.assertIn("专利导航", done.out + done.err)
        self.assertIn("甲市", done.out + done.err)


class Surroundings(Case):
    def command(self, *arguments):
        return [SEARCH, "search", "--db", self.samples(), *arguments]

    def terminal(self, *arguments, columns=80, **env):
        """What a terminal of so many columns gets, without a pager."""
        return on_terminal(self.command(*arguments), columns=columns,
                           PLAN_PAGER="", **env).out

    def test_colour_only_on_a_terminal(self):
        self.assertIn("\x1b[", self.terminal("专利导航", TERM="xterm"))
        self.assertNotIn("\x1b", self.terminal("专利导航", TERM="dumb"))
        self.assertNotIn("\x1b", self.terminal("专利导航", TERM="xterm",
                                               NO_COLOR="1"))
        self.assertNotIn("\x1b", self.terminal("专利导航", "--color", "never",
                                               TERM="xterm"))
        done = run(self.command("专利导航", "--color", "always"))
        self.assertIn("\x1b[", done.out)

    def test_lines_fit_the_terminal(self):
        for columns in (60, 80, 132):
            text = self.terminal("专利导航", "--color", "never",
                                 columns=columns, TERM="xterm")
            paragraphs = [line for line in text.splitlines()
                          if "，" in line and "《" not in line]
            self.assertGreater(len(paragraphs), 7)
            # a closing mark may hang over the edge
            wide = [line for line in paragraphs
                    if sum(2 if ord(c) > 0x2E80 else 1
                           for c in line) > columns + 2]
            self.assertEqual(wide, [])

    def test_closed_pipe_is_quiet(self):
        for form in ("text", "jsonl", "json", "csv"):
            reader, writer = os.pipe()
            os.close(reader)
            done = subprocess.run(
                self.command("知识产权", "--limit", "0", "--format", form),
                stdout=writer, stderr=subprocess.PIPE, env=environment(),
                timeout=60)
            os.close(writer)
            self.assertEqual(done.stderr, b"")
            self.assertIn(done.returncode, (0, -13))

    def test_full_disk_is_an_error(self):
        for arguments in (("--output", "/dev/full"), ()):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    self.command("知识产权", "--limit", "0", *arguments),
                    stdout=full, stderr=subprocess.PIPE, env=environment(),
                    timeout=60)
            self.assertIn(done.returncode, (3, 4))
            self.assertRegex(done.stderr.decode(), "cannot|failed")

    def test_help_into_a_full_disk(self):
        for program in (SEARCH, INDEX):
            for words in (["help"], ["--version"]):
                with open("/dev/full", "wb") as full:
                    done = subprocess.run([program, *words], stdout=full,
                                          stderr=subprocess.PIPE,
                                          env=environment(), timeout=60)
                self.assertEqual(done.returncode, 3, (program, words))
                self.assertIn(b"cannot write", done.stderr)

    def test_a_nul_refuses_its_line_only(self):
        done = run([SEARCH, "search", "--db", self.samples(), "--queries", "-",
                    "--format", "jsonl", "--limit", "1"],
                   stdin="a\t知识\0\nb\t产权\n".encode())
        self.assertEqual(done.status, 2, done)
        self.assertEqual([h["label"] for h in done.jsonl()], ["b"])
        self.assertIn("standard input:1", done.err)

    def test_values_in_any_spelling(self):
        for one, other in (("role:tasks", "role:任務"), ("role:tasks",
                           "role:TASKS"), ("level:city", "level:市級"),
                           ("place:甲市", "place:甲 市")):
            one = [h["id"] for h in self.hits("导航 " + one)]
            quoted = other.split(":")[0] + ':"' + other.split(":")[1] + '"'
            self.assertEqual([h["id"] for h in self.hits("导航 " + quoted)],
                             one, other)
            self.assertTrue(one)

    def test_output_into_no_folder(self):
        done = self.search("search", "专利", "--output",
                           self.path("none", "file"), status=3)
        self.assertIn("none", done.err)

    def test_a_query_of_one_megabyte(self):
        for text in ("专" * 350_000, "专利 " * 150_000, "(" * 1_000_000,
                     '"' * 1_000_000):
            for fixed in ((), ("--fixed",)):
                begin = time.time()
                done = self.search("search", "--queries", "-", *fixed,
                                   stdin=b"a\t" + text.encode() + b"\n",
                                   status=(0, 1, 2))
                self.assertLess(time.time() - begin, 60)
                # a message, not the whole query back
                self.assertLess(len(done.err), 10_000)

    def test_a_long_argument(self):
        self.search("search", "专" * 20_000, status=1)
        self.search("search", "专" * 40_000, status=(1, 2))
        self.search("search", "(" * 100_000 + "专利" + ")" * 20_000,
                    status=2)

    def test_the_locale_changes_nothing(self):
        want = run(self.command("专利导航", "--format", "jsonl"))
        path = self.path("结果.jsonl")
        for locale in ("C", "POSIX", "zh_CN.UTF-8", "nowhere"):
            env = environment(LC_ALL=locale)
            done = run(self.command("专利导航", "--format", "jsonl"), env=env)
            self.assertEqual((done.status, done.raw), (0, want.raw))
            done = run(self.command("专利导航", "--format", "jsonl",
                                    "--output", path), env=env)
            self.assertEqual(done.status, 0, done)
            with open(path, "rb") as file:
                self.assertEqual(file.read(), want.raw)
