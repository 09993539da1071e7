"""Citations (--format bibtex, ris, gbt7714), read back by strict parsers of
their own."""
import json
import re

from support import Case, run, SEARCH, write

COMMANDS = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{",
            r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
            r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\$": "$",
            r"\#": "#", r"\_": "_"}
LETTER = """甲市人民政府办公室关于印发甲市水利发展“十四五”规划的通知

各县（市、区）人民政府，市政府各部门：

现将《甲市水利发展“十四五”规划》印发给你们，请认真组织实施。

甲市人民政府办公室
2021年12月30日

甲市水利发展“十四五”规划

为推进水利高质量发展，制定本规划。

一、发展基础
（一）主要成绩
“十三五”时期，全市水利投资完成二十亿元。
二、主要任务
（一）防洪
加固堤防一百公里。
"""


class Bibtex:
    """Entries of a .bib, or ValueError: nothing is passed over."""

    def __init__(self, text):
        self.text, self.at, self.entries = text, 0, []
        while self.text[self.at:].strip():
            self.entries.append(self.entry())

    def take(self, pattern):
        match = re.compile(r"\s*" + pattern).match(self.text, self.at)
        if not match:
            raise ValueError(self.text[self.at:self.at + 60])
        self.at = match.end()
        return match[1] if match.re.groups else None

    def value(self):
        """A braced value, braces counted as BibTeX does, or a month."""
        if self.text[self.at:].lstrip()[0] != "{":
            return self.take(r"([a-z]{3})")
        self.take(r"\{")
        start, depth = self.at, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.text[self.at], 0)
            self.at += 1
        return self.text[start:self.at - 1]

    def entry(self):
        found = {"type": self.take(r"@(techreport|misc)\{"),
                 "key": self.take(r"([^\s,{}%#~\\\"'()=]+),")}
        while True:
            name = self.take(r"([a-z]+) = ")
            if name in found:
                raise ValueError("twice: " + name)
            found[name] = plain(self.value())
            if self.take(r"(,|\})") == "}":
                return found


def plain(value):
    """What LaTeX prints; no character may stand there unescaped."""
    while value.startswith("{") and value.endswith("}"):
        value = value[1:-1]
    pattern = "|".join(re.escape(c) for c in COMMANDS)
    if re.search(r"[\\{}%&$#_~^]", re.sub(pattern, "", value)):
        raise ValueError(value)
    return re.sub(pattern, lambda m: COMMANDS[m[0]], value)


def key_of(ident):
    return re.sub(r"[^A-Za-z0-9./:+\-\x80-\U0010ffff]",
                  lambda m: "__" if m[0] == "_" else f"_{ord(m[0]):02x}",
                  ident)


def references(raw):
    """Records of RIS: lists of (tag, text)."""
    found, now = [], None
    for line in raw.decode().split("\r\n"):
        if "\n" in line or "\r" in line:
            raise ValueError("a line end that is none: " + line)
        if not line:
            if now is not None:
                raise ValueError("an empty line within a record")
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        if not match or (match[1] == "TY") != (now is None):
            raise ValueError(line)
        now = now or []
        now.append(match.groups())
        if match[1] == "ER":
            found.append(dict(now))
            now = None
    if now is not None:
        raise ValueError("no end")
    return found


class Cite(Case):
    def cited(self, *arguments, **options):
        """The same records in all three."""
        bib = self.search(*arguments, "--format", "bibtex", **options)
        ris = self.search(*arguments, "--format", "ris", **options)
        gbt = self.search(*arguments, "--format", "gbt7714", **options)
        entries = Bibtex(bib.out).entries
        records = references(ris.raw)
        lines = gbt.out.splitlines()
        self.assertEqual([key_of(r["ID"]) for r in records],
                         [e["key"] for e in entries])
        self.assertEqual(len(lines), len(entries))
        self.assertEqual(len({e["key"] for e in entries}), len(entries))
        return entries, records, lines

    def test_every_hit(self):
        hits = self.hits("知识产权保护")
        entries, records, lines = self.cited("search", "--limit", "0",
                                             "知识产权保护")
        self.assertEqual([r["ID"] for r in records], [h["id"] for h in hits])
        for hit, entry, record, line in zip(hits, entries, records, lines):
            where = hit["cite"].split("》", 1)[1]
            self.assertEqual(entry["type"], "misc")
            self.assertEqual(entry["title"], hit["title"])
            self.assertEqual(entry["address"], hit["place"])
            self.assertEqual(entry["note"], where)
            self.assertEqual(entry.get("annote"),
                             " > ".join(hit["path"]) or None)
            self.assertNotIn("author", entry)
            self.assertEqual(record["TY"], "RPRT")
            self.assertEqual((record["TI"], record["CY"], record["SP"]),
                             (hit["title"], hit["place"], where))
            self.assertEqual(record.get("N1"), entry.get("annote"))
            self.assertEqual(line, f"{hit['title']}[R]. {hit['place']}: "
                                   f"[出版者不详], [{hit['period'][:4]}]: "
                                   f"{where}.")

    def test_what_is_cut_is_said(self):
        done = self.search("search", "知识产权", "--limit", "2", "--format",
                           "ris")
        self.assertEqual(len(references(done.raw)), 2)
        self.assertIn("2 of ", done.err)
        self.search("search", "量子隐形传态", "--format", "bibtex", status=1)

    def test_plans(self):
        _, records, _ = self.cited("plans")
        self.assertEqual([r["ID"] for r in records],
                         [p["id"] for p in self.plans()])
        self.assertTrue(all("SP" not in r for r in records))

    def test_show_cites_what_the_id_names(self):
        plan = self.plan_id("jia-city")
        ids = [plan + "/3.2/p2", plan, plan + "/3.2"]
        entries, records, _ = self.cited("show", *ids)
        self.assertEqual([r["ID"] for r in records], ids)
        self.assertEqual([e.get("note") for e in entries],
                         ["三（二）第2段", None, "三（二）"])
        self.assertEqual(entries[2]["annote"],
                         "三、主要任务 > （二）促进知识产权转化运用")
        # neighbours are not cited, an id twice is cited once
        again = self.search("show", "-C", "2", ids[0], ids[0], "--format",
                            "ris")
        self.assertEqual(len(references(again.raw)), 1)
        done = self.search("show", ids[1], "nowhere/1", "--format", "bibtex",
                           status=1)
        self.assertEqual(len(Bibtex(done.out).entries), 1)
        self.assertIn("nowhere/1", done.err)

    def test_a_unit_that_several_queries_find_is_one_entry(self):
        queries = write(self.path("q"), "甲\t专利导航\n乙\t专利 导航\n")
        ids = [h["id"] for h in self.hits("专利 导航")]
        _, records, _ = self.cited("search", "--queries", queries, "--limit",
                                   "0")
        self.assertEqual(sorted(r["ID"] for r in records), sorted(ids))
        _, records, _ = self.cited("kwic", "专利导航")
        self.assertEqual(sorted(r["ID"] for r in records),
                         sorted(h["id"] for h in self.hits("专利导航")))

    def test_commands_without_citations_refuse(self):
        for command in (["count", "专利"], ["sections"], ["extract", "units"]):
            for form in ("bibtex", "ris", "gbt7714"):
                done = self.search(*command, "--format", form, status=2)
                self.assertEqual(done.out, "")
                self.assertIn("these do: search", done.err)

    def test_who_and_when(self):
        self.update(write(self.path("letter.txt"), LETTER))
        plan = self.plans(db=self.own)[0]
        self.assertEqual((plan["issuer"], plan["date"]),
                         ("甲市人民政府办公室", "2021-12-30"))
        entries, records, lines = self.cited("search", "加固堤防", db=self.own)
        self.assertEqual(entries[0]["type"], "techreport")
        self.assertEqual([entries[0][f] for f in ("author", "institution",
                                                  "year", "month", "day")],
                         [plan["issuer"]] * 2 + ["2021", "dec", "30"])
        self.assertEqual([records[0][t] for t in ("AU", "PB", "PY", "DA")],
                         [plan["issuer"]] * 2 + ["2021", "2021/12/30/"])
        self.assertEqual(lines, ["甲市人民政府办公室. 甲市水利发展“十四五”规划"
                                 "[R]. 甲市: 甲市人民政府办公室, 2021: "
                                 "二（一）第1段."])
        self.assertIn("甲市人民政府办公室, 2021-12-30",
                      self.search("plans", db=self.own).out)

    def test_hostile_texts(self):
        title = "甲{市}\n100% & $#_~^ \\规划\rER  - x } @misc{y,"
        record = {"plan": "a b_c,{d}%", "title": title, "place": "甲市",
                  "issuer": "甲_市 & 乙{市}", "date": "2021-02-30",
                  "kind": "paragraph", "text": "专利导航。"}
        other = dict(record, plan="a b__c", date=20211, issuer=["x"])
        self.update(write(self.path("x.jsonl"), "".join(
            json.dumps(r, ensure_ascii=False) + "\n" for r in (record, other))))
        entries, records, lines = self.cited("search", "专利", db=self.own)
        for entry, found, line in zip(entries, records, lines):
            self.assertEqual(entry["title"], " ".join(title.split()))
            self.assertEqual(found["TI"], entry["title"])
            self.assertIn(entry["title"] + "[R]. 甲市: ", line)
            self.assertNotIn("year", entry)  # no such day
        self.assertEqual({e.get("author") for e in entries},
                         {record["issuer"], None})

    def test_a_file_as_any_other(self):
        out = self.path("refs.bib")
        self.search("plans", "--format", "bibtex", "--output", out)
        with open(out, encoding="utf-8") as file:
            self.assertEqual(len(Bibtex(file.read()).entries), 5)
        done = run([SEARCH, "plans", "--db", self.samples(), "--format",
                    "bibtex", "--excel"])
        self.assertEqual(done.status, 2)
