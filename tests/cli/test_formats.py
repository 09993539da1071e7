"""Every command in every format: well-formed, complete, the same twice, and
nothing that a text holds becomes syntax."""
import csv
import html.parser
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

from support import INDEX, SEARCH, Case, environment, on_terminal, run, write

QUERIES = "导航\t专利导航\n金融\t质押融资\n无\t龘龘龘\n"

# What finds something on the samples, of every command that writes records.
COMMANDS = {
    "search": ["search", "--limit", "0", "专利"],
    "search --queries": ["search", "--limit", "0", "--queries", "-"],
    "search rows": ["search", "--limit", "0", "--match", "loose",
                    "专利 kind:row"],
    "count": ["count", "--by", "place,role", "专利"],
    "count --queries": ["count", "--by", "plan", "--queries", "-"],
    "kwic": ["kwic", "专利导航"],
    "kwic --queries": ["kwic", "--queries", "-"],
    "compare": ["compare", "--role", "safeguards"],
    "compare --queries": ["compare", "--queries", "-"],
    "compare --outline": ["compare", "--outline"],
    "diff": ["diff", "--all", "yi-13-34ed", "jia-14-3108"],
    "show": ["show", "jia-14-3108", "yi-13-34ed"],
    "sections": ["sections"],
    "plans": ["plans"],
    "extract": ["extract", "units"],
    "code": ["code", "-"],
    "code units": ["code", "--table", "units", "-"],
    "code plans": ["code", "--table", "plans", "-"],
    "code codes": ["code", "--table", "codes", "-"],
    "code pairs": ["code", "--table", "pairs", "-"],
}
OTHERS = {}
PICTURES = {
    "count": ["count", "--by", "place", "专利"],
    "count by two": ["count", "--by", "place,role", "--value", "rate", "专利"],
    "count alone": ["count", "专利"],
    "count --queries": ["count", "--by", "plan", "--queries", "-"],
    "count --queries alone": ["count", "--queries", "-"],
    "count by section": ["count", "--by", "plan,section", "专利"],
    "compare": ["compare", "--role", "safeguards"],
    "compare best": ["compare", "专利"],
    "compare --outline": ["compare", "--outline"],
    "compare --queries": ["compare", "--queries", "-"],
    "reuse": ["reuse"],
    "reuse --matrix": ["reuse", "--matrix", "--min", "8"],
    "reuse one": ["reuse", "yi-13-34ed"],
    "indicators": ["indicators"],
    "indicators query": ["indicators", "专利"],
}


def examples(command):
    """The command's own examples that need no pipe, without their formats."""
    for line in re.findall(rf"^  plan-search ({command} .*|{command})$",
                           run([SEARCH, command, "--help"]).out, re.M):
        if "[OPTION" in line:
            continue  # how it is used
        words, kept = shlex.split(line), []
        while words:
            word = words.pop(0)
            if word in ("--format", "-f", "--output", "-o"):
                words.pop(0)
            elif word not in ("--excel", "--explain-query"):
                kept.append(word)
        yield kept


def add_others():
    """Commands that are not above, by their first examples; every one of them
    that draws is asked for its picture."""
    for name in re.findall(r"^  ([a-z]+) ", run([SEARCH, "help"]).out, re.M):
        text = run([SEARCH, name, "--help"]).out
        for i, words in enumerate(examples(name)):
            if "--format" in text and name not in COMMANDS and i < 2:
                OTHERS[f"{name} {i}"] = words
            if "a picture" in text and name not in PICTURES:
                PICTURES[f"{name} {i}"] = words


FORMATS = ("text", "jsonl", "json", "csv", "md", "html", "xlsx")
VOID = {"meta", "br", "col", "hr", "img", "link"}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

# Whatever a dialect might take for its own.
HOSTILE = ('<script>alert("甲")</script> & &amp; |a|b| **粗** _斜_ ~~删~~ '
           '`码` [链](http://x.y) $1$ \\ # = \' <mark>')

add_others()
COMMANDS.update(OTHERS)


class Page(html.parser.HTMLParser):
    """Checks that what is opened is closed, in order; gathers what is there."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.tags, self.text = [], [], {}, ""
        self.cells, self.rows = [], []
        self.feed(text)
        self.close()
        if self.open:
            raise AssertionError(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        found = dict(attributes)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            raise AssertionError(f"</{tag}> within {self.open}")
        self.open.pop()

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text += data


def sheets(content):
    """[(name, rows)] of a workbook; a cell is None, a str, float or bool."""
    book = zipfile.ZipFile(io.BytesIO(content))
    if book.testzip() is not None:
        raise AssertionError("damaged workbook")
    names = [s.get("name") for s in ElementTree.fromstring(
        book.read("xl/workbook.xml")).iter(SHEET + "sheet")]
    return [(name, sheet_rows(book.read(f"xl/worksheets/sheet{i}.xml")))
            for i, name in enumerate(names, 1)]


def sheet_rows(xml):
    rows = []
    for row in ElementTree.fromstring(xml).iter(SHEET + "row"):
        cells = {}
        for cell in row.iter(SHEET + "c"):
            column = 0
            for letter in re.match("[A-Z]+", cell.get("r"))[0]:
                column = column * 26 + ord(letter) - 64
            cells[column - 1] = cell_value(cell)
        rows.append([cells.get(i) for i in range(max(cells) + 1)])
    return rows


def cell_value(cell):
    if cell.find(SHEET + "f") is not None:
        raise AssertionError("a formula")
    if cell.get("t") == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(SHEET + "t"))
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)),
                      text)
    value = cell.find(SHEET + "v")
    if value is None:
        return None
    if cell.get("t") == "b":
        return value.text == "1"
    return float(value.text)


def unescaped(text):
    return re.sub(r"\\(.)", r"\1", text)


class Commands(Case):
    def asked(self, command, *more, **options):
        """- gets its queries."""
        if "-" in command:
            options.setdefault("stdin", QUERIES.encode())
        return self.search(*command[:1], *more, *command[1:], **options)

    def records(self, command):
        return self.asked(command, "--format", "jsonl").jsonl()


class Formats(Commands):
    def test_every_command_is_here(self):
        listed = set(re.findall(r"^  ([a-z]+) ", run([SEARCH, "help"]).out,
                                re.M))
        tested = {name.split()[0] for name in COMMANDS}
        self.assertEqual(tested, {name for name in listed if "--format" in
                                  run([SEARCH, name, "--help"]).out})

    def test_twice_the_same_bytes(self):
        for name, command in COMMANDS.items():
            for form in FORMATS:
                with self.subTest(name=name, format=form):
                    one = self.asked(command, "--format", form)
                    self.assertEqual(
                        one.raw, self.asked(command, "--format", form).raw)
                    self.assertTrue(one.raw)

    def test_a_file_holds_the_same_and_names_its_format(self):
        for name, command in COMMANDS.items():
            for form in FORMATS[1:]:
                with self.subTest(name=name, format=form):
                    path = self.path("out." + form)
                    self.asked(command, "--output", path)
                    with open(path, "rb") as file:
                        self.assertEqual(
                            file.read(),
                            self.asked(command, "--format", form).raw)
        self.asked(["plans"], "--output", self.path("plans.CSV"))
        with open(self.path("plans.CSV"), encoding="utf-8") as file:
            self.assertTrue(file.read().startswith('"id",'))

    def test_the_format_asked_for_wins_over_the_name(self):
        self.asked(["plans"], "--output", self.path("a.csv"), "--format",
                   "jsonl")
        with open(self.path("a.csv"), encoding="utf-8") as file:
            self.assertEqual(len([json.loads(line) for line in file]), 5)
        for ending in ("txt", "doc", "c.s.v"):
            self.asked(["plans"], "--output", self.path("a." + ending))
            with open(self.path("a." + ending), "rb") as file:
                self.assertEqual(file.read(), self.asked(["plans"]).raw)

    def test_a_closed_pipe_is_quiet(self):
        for name, command in COMMANDS.items():
            for form in FORMATS:
                with self.subTest(name=name, format=form):
                    line = [SEARCH, command[0], "--db", self.samples(), "-q",
                            "--format", form, *command[1:]]
                    child = subprocess.Popen(
                        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE, env=environment())
                    child.stdout.close()
                    try:
                        child.stdin.write(QUERIES.encode())
                        child.stdin.close()
                    except BrokenPipeError:
                        pass
                    self.assertEqual(child.stderr.read(), b"")
                    child.stderr.close()
                    self.assertEqual(child.wait(timeout=60), 0)

    def test_a_full_disk_is_an_error(self):
        for name, command in COMMANDS.items():
            for form in FORMATS:
                with self.subTest(name=name, format=form):
                    done = self.asked(command, "--format", form, "--output",
                                      "/dev/full", status=3)
                    self.assertIn("No space left", done.err)

    def test_no_file_is_left_where_there_is_no_room(self):
        """A temporary folder that cannot be written is no reason to leave a
        broken workbook."""
        path = self.path("out.xlsx")
        done = self.search("plans", "--output", path, status=3,
                           env=environment(TMPDIR="/nonexistent"))
        self.assertIn("cannot write", done.err)
        self.assertFalse(os.path.exists(path))


class Markdown(Commands):
    def test_ids_are_there(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                text = self.asked(command, "--format", "md").out
                found = set(re.findall(r"`([^`]+)`", text))
                for record in self.records(command):
                    if record.get("id"):
                        self.assertIn(record["id"], found)

    def test_tables_have_cells_for_every_column(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                lines = self.asked(command, "--format", "md").out.split("\n")
                for i, line in enumerate(lines):
                    if line.startswith("| ---"):
                        self.check_table(lines, i)

    def check_table(self, lines, rule):
        cells = lines[rule].count("|")
        self.assertTrue(rule == 1 or lines[rule - 2] == "", lines[rule - 2])
        for line in lines[rule - 1:]:
            if not line:
                break
            self.assertEqual(len(re.findall(r"(?<!\\)\|", line)), cells, line)

    def test_an_outline_is_no_code(self):
        """Where a depth is left out, an item stands no deeper than below its
        neighbour."""
        db = self.hostile("一、甲部\n（一）乙丙\n1、丁戊专利\n甲文。\n")
        for query in ((), ("丁戊",)):
            before = -2
            for line in self.search("sections", *query, "--format", "md",
                                    db=db).out.split("\n"):
                if not line.lstrip().startswith("- "):
                    continue
                indent = len(line) - len(line.lstrip())
                self.assertLessEqual(indent, before + 2, line)
                before = indent
            self.assertGreaterEqual(before, 0)

    def hostile(self, text):
        head = "甲市知识产权“十四五”规划\n"
        write(self.path("plan.txt"), head + text)
        self.update(self.path("plan.txt"))
        return self.own

    def test_what_a_text_holds_is_no_markup(self):
        db = self.hostile("一、甲部\n专利" + HOSTILE + "。\n")
        text = self.search("search", "专利", "--format", "md", db=db).out
        line = next(l for l in text.split("\n") if "script" in l)
        self.assertNotRegex(line, r"(?<!\\)[<`~$|\[]")
        self.assertEqual(unescaped(line).replace("**专利**", "专利"),
                         "专利" + HOSTILE + "。")

    def test_lines_that_begin_as_syntax_does(self):
        start = ("# 专利一。", "- 专利二。", "+ 专利三。", "1. 专利四。",
                 "> 专利五。", "=== 专利六。")
        blocks = [{"kind": "title", "text": "甲市规划"}]
        blocks += [{"kind": "paragraph", "text": t} for t in start]
        write(self.path("plan.jsonl"), "".join(
            json.dumps(b, ensure_ascii=False) + "\n" for b in blocks))
        self.update(self.path("plan.jsonl"))
        text = self.search("extract", "units", "--format", "md",
                           db=self.own).out
        for line in start:
            escaped = line.replace("1.", "1\\.") if line[0] == "1" \
                else "\\" + line
            self.assertIn("\n" + escaped + "\n", text)


class Html(Commands):
    def test_well_formed_and_whole(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                text = self.asked(command, "--format", "html").out
                page = Page(text)
                self.assertTrue(text.startswith("<!DOCTYPE html>\n"))
                self.assertIn('<html lang="zh-CN">', text)
                self.assertIn('<meta charset="utf-8">', text)
                self.assertEqual(len(page.ids), len(set(page.ids)),
                                 "an id twice")
                for tag in ("script", "link", "img", "iframe"):
                    self.assertNotIn(tag, page.tags)
                self.assertNotRegex(text, r"(src|href)=\"(?!#)|url\(|@import")
                for record in self.records(command):
                    if record.get("id"):
                        self.assertIn(record["id"], page.ids)

    def test_tables_are_even(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                text = self.asked(command, "--format", "html").out
                for table in re.findall("<table.*?</table>", text, re.S):
                    rows = Page(table).rows
                    self.assertEqual(len(set(rows)), 1, rows)
                    self.assertEqual(table.count("<thead>"), 1)

    def test_texts_and_marks_are_those_of_the_records(self):
        text = self.asked(["search", "--limit", "0", "专利"], "--format",
                          "html").out
        records = self.records(["search", "--limit", "0", "专利"])
        marks = re.findall("<mark>(.*?)</mark>", text)
        self.assertEqual(marks, ["专利"] * sum(len(r["spans"])
                                             for r in records))
        shown = Page(text).text
        for record in records:
            if record["kind"] != "row":
                self.assertIn(record["text"], shown)
            else:
                for cell in record["table"]["cells"]:
                    self.assertIn(cell, shown)

    def test_what_a_text_holds_is_no_markup(self):
        write(self.path("plan.txt"), "甲市知识产权“十四五”规划\n一、甲部\n专利" +
              HOSTILE + "。\n")
        self.update(self.path("plan.txt"))
        for command in (["search", "专利"], ["show", "jia-14"],
                        ["extract", "units"]):
            if command[0] == "show":
                command[1] = self.plans(self.own)[0]["id"]
            text = self.search(*command, "--format", "html", db=self.own).out
            page = Page(text)
            self.assertNotIn("script", page.tags)
            self.assertIn(HOSTILE, page.text)

    def test_a_query_is_no_markup_in_the_title(self):
        done = self.search("search", "--fixed", "--format", "html",
                           "<b>&\"</b>", status=1)
        page = Page(done.out)
        self.assertNotIn("b", page.tags)
        self.assertIn('search <b>&"</b>', page.text)

    def test_nothing_found_says_why(self):
        done = self.search("search", "--format", "html", "龘龘龘", status=1)
        self.assertIn("nothing found for", Page(done.out).text)

    def test_the_index_is_named(self):
        head = self.search("plans", "--format", "json").json()
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                self.assertIn(head["fingerprint"],
                              self.asked(command, "--format", "html").out)


class Workbook(Commands):
    def table(self, command):
        book = sheets(self.asked(command, "--format", "xlsx").raw)
        self.assertEqual([name for name, _ in book], [command[0]])
        return book[0][1]

    def test_the_same_as_csv(self):
        """Cell by cell, but that numbers and booleans are such."""
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                text = self.asked(command, "--format", "csv").out
                rows = list(csv.reader(io.StringIO(text, newline="")))
                table = self.table(command)
                self.assertEqual(table[0], rows[0])
                self.assertEqual(len(table), len(rows))
                for row, cells in zip(rows[1:], table[1:]):
                    cells += [None] * (len(row) - len(cells))
                    for want, cell in zip(row, cells):
                        self.compare(want, cell)

    def compare(self, want, cell):
        if isinstance(cell, float):
            self.assertAlmostEqual(float(want), cell, 9)
        elif isinstance(cell, bool):
            self.assertEqual(want, str(cell).lower())
        else:
            self.assertEqual(want, cell or "")

    def test_numbers_are_numbers_and_only_they(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                table = self.table(command)
                for record, cells in zip(self.records(command), table[1:]):
                    cells += [None] * (len(table[0]) - len(cells))
                    for field, cell in zip(table[0], cells):
                        value = record.get(field)
                        number = isinstance(value, (int, float)) and \
                            not isinstance(value, bool)
                        self.assertEqual(isinstance(cell, float), number,
                                         f"{field}: {value!r} is {cell!r}")

    def sheet(self, command):
        book = zipfile.ZipFile(io.BytesIO(
            self.asked(command, "--format", "xlsx").raw))
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))

    def test_head_is_frozen_and_columns_have_a_filter(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                sheet = self.sheet(command)
                pane = next(sheet.iter(SHEET + "pane"))
                self.assertEqual((pane.get("state"), pane.get("ySplit"),
                                  pane.get("xSplit")), ("frozen", "1", None))
                rows = list(sheet.iter(SHEET + "row"))
                reach = next(sheet.iter(SHEET + "autoFilter")).get("ref")
                self.assertTrue(reach.endswith(str(len(rows))), reach)

    def test_no_formula(self):
        blocks = [{"kind": "title", "text": "甲市规划"},
                  {"kind": "paragraph", "text": "=1+1专利"},
                  {"kind": "paragraph", "text": "+专利"},
                  {"kind": "paragraph", "text": "专利_x0041_x0042_"},
                  {"kind": "paragraph", "text": "http://x.y/专利"}]
        write(self.path("plan.jsonl"), "".join(
            json.dumps(b, ensure_ascii=False) + "\n" for b in blocks))
        self.update(self.path("plan.jsonl"))
        done = self.search("extract", "units", "--format", "xlsx", db=self.own)
        head, *rows = sheets(done.raw)[0][1]
        self.assertEqual([row[head.index("text")] for row in rows],
                         [b["text"] for b in blocks[1:]])

    def test_what_is_too_long_for_a_cell_is_cut_and_says_so(self):
        long = "甲乙" * 20000 + "专利𠀀"
        write(self.path("plan.jsonl"), "".join(
            json.dumps(b, ensure_ascii=False) + "\n" for b in (
                {"kind": "title", "text": "甲市规划"},
                {"kind": "paragraph", "text": "𠀀" * 16383 + "专"},
                {"kind": "paragraph", "text": long})))
        self.update(self.path("plan.jsonl"))
        done = self.search("extract", "units", "--quiet", "--format", "xlsx",
                           db=self.own)
        head, one, two = sheets(done.raw)[0][1]
        at = head.index("text")
        self.assertEqual(one[at], "𠀀" * 16383 + "专")
        self.assertLessEqual(len(two[at]), 32767)
        self.assertIn("[40003 characters, cut]", two[at])
        self.assertTrue(long.startswith(two[at].split("…")[0]))
        self.assertIn("1 cell is cut", done.err)

    def test_not_on_a_terminal(self):
        done = on_terminal([SEARCH, "plans", "--db", self.samples(),
                            "--format", "xlsx"])
        self.assertEqual(done.status, 2)
        self.assertIn("--output", done.err)
        self.assertEqual(done.out, "")

    def test_nothing_found_is_a_whole_workbook(self):
        done = self.search("search", "--format", "xlsx", "龘龘龘", status=1)
        self.assertEqual(len(sheets(done.raw)[0][1]), 1)


class Pictures(Commands):
    def test_well_formed(self):
        for name, command in PICTURES.items():
            with self.subTest(name=name):
                done = self.asked(command, "--format", "svg")
                root = ElementTree.fromstring(done.out)
                self.assertTrue(root.tag.endswith("}svg"))
                self.assertNotIn("nan", done.out)
                self.assertNotIn("inf", done.out)
                self.assertNotRegex(done.out, r"href|<script|<image|url\(")
                self.assertEqual(done.raw,
                                 self.asked(command, "--format", "svg").raw)

    def numbers(self, root):
        return [t.text for t in root.iter() if t.tag.endswith("}text")]

    def test_every_number_stands_in_the_picture(self):
        for name in ("count", "count by two", "count --queries"):
            with self.subTest(name=name):
                command = PICTURES[name]
                shown = self.numbers(ElementTree.fromstring(
                    self.asked(command, "--format", "svg").out))
                rate = "rate" in command
                for record in self.asked(
                        [c for c in command if c not in ("--value", "rate")],
                        "--format", "jsonl").jsonl():
                    value = record["per_10000" if rate else "occurrences"]
                    text = "–" if value is None else \
                        f"{value:.2f}" if rate else str(value)
                    self.assertIn(text, shown)
                    for key in ("place", "role", "label"):
                        if record.get(key):
                            self.assertIn(record[key], shown)
                    if record.get("plan"):
                        self.assertIn(self.names()[record["plan"]], shown)

    def names(self):
        """What plans are called in pictures."""
        return {p["id"]: f"{p['place']} {p['period']}"
                for p in self.search("plans", "--format", "jsonl").jsonl()}

    def grid(self, *command, **options):
        """The heat map's cells, by the labels of row and column."""
        done = self.search(*command, "--format", "svg", **options)
        titles = [t.text for t in ElementTree.fromstring(done.out).iter()
                  if t.tag.endswith("}title")]
        cells = {}
        for title in titles:
            where, _, number = title.rpartition(": ")
            row, _, column = where.partition(" · ")
            if column:
                cells[row, column] = number
        return cells

    def test_reuse_shows_the_matrix(self):
        names = self.names()
        for command in (["reuse"], ["reuse", "--matrix", "--min", "8"]):
            cells = self.grid(*command)
            records = self.search(
                command[0], "--matrix", *command[1:], "--format", "jsonl"
            ).jsonl()
            wanted = {(names[r["plan"]], names[r["other"]]):
                      f"{100 * r['share']:.1f}"
                      for r in records if r["other"] is not None}
            self.assertEqual(len(wanted), 20)
            for name in names.values():
                wanted[name, name] = "–"
            self.assertEqual(cells, wanted)

    def test_reuse_of_one_plan(self):
        names = self.names()
        cells = self.grid("reuse", "yi-13-34ed")
        found = {}
        for r in self.search("reuse", "--matrix", "yi-13-34ed", "--format",
                             "jsonl").jsonl():
            if r["plan"] == "yi-13-34ed" and r["other"]:
                found[names[r["other"]], "of the plan in the other"] = \
                    f"{100 * r['share']:.1f}"
            elif r["other"]:
                found[names[r["plan"]], "of the other in the plan"] = \
                    f"{100 * r['share']:.1f}"
        self.assertEqual(cells, found)
        self.assertEqual(len(found), 8)

    def test_plans_of_one_name_are_told_apart_by_their_ids(self):
        for plan in ("己市甲", "己市乙"):
            blocks = [{"kind": "title", "text": "己市发展规划", "plan": plan},
                      {"kind": "paragraph", "plan": plan,
                       "text": "建设知识产权保护中心，开展快速维权。"}]
            write(self.path(plan + ".jsonl"),
                  "".join(json.dumps(b, ensure_ascii=False) + "\n"
                          for b in blocks))
        self.update(self.folder)
        cells = self.grid("reuse", db=self.own)
        one, two = "己市 (己市甲)", "己市 (己市乙)"
        self.assertEqual({cells[one, two], cells[two, one]}, {"100.0"})
        self.assertEqual(len(cells), 4)

    def test_reuse_says_what_it_cannot_draw(self):
        done = self.search("reuse", "--from", "yi-13-34ed", "--format", "svg",
                           status=2)
        self.assertIn("--matrix", done.err)

    def test_nothing_shared_is_drawn_and_told(self):
        done = self.search("reuse", "--min", "3000", "--format", "svg",
                           status=1)
        self.assertIn("0.0", self.numbers(ElementTree.fromstring(done.out)))

    def test_compare_shows_how_alike_plans_are(self):
        command = ["compare", "--role", "safeguards"]
        cells = self.grid(*command)
        names = list(dict.fromkeys(row for row, _ in cells))
        self.assertEqual(sorted(names), sorted(self.names().values()))
        text = self.search(*command).out
        rows = text.partition("similarity of the plans")[2].splitlines()[2:]
        for name, row in zip(names, rows):
            others = [cells[name, n] for n in names if n != name]
            nearest = max((n for n in names if n != name),
                          key=lambda n: float(cells[name, n]))
            self.assertEqual(row.removeprefix(name).split(),
                             [*others, *nearest.split()])

    def test_compare_outline_shows_where_themes_stand(self):
        cells = self.grid("compare", "--outline")
        names = self.names()
        records = self.search("compare", "--outline", "--format",
                              "jsonl").jsonl()
        first = next(r for r in records if r["position"] == 1)
        self.assertEqual(cells[first["about"], names[first["plan"]]], "1")
        self.assertEqual(
            sum(c != "–" for c in cells.values()),
            len({(r["about"], r["plan"]) for r in records if r["id"]}))

    def test_compare_with_one_plan_draws_nothing_at_all(self):
        done = self.search("compare", "龘龘龘", "--format", "svg", status=1)
        self.assertEqual(self.numbers(ElementTree.fromstring(done.out)), [])

    def ladders(self, *query, status=0):
        root = ElementTree.fromstring(
            self.search("indicators", "--format", "svg", *query,
                        status=status).out)
        return [self.numbers(e) for e in root if e.tag.endswith("}svg")]

    def test_indicators_are_ladders_as_the_plans_write_them(self):
        drawn = self.ladders()
        groups = {}
        for r in self.search("indicators", "--format", "jsonl").jsonl():
            groups.setdefault(r["group"], []).append(r)
        shared = {g: rows for g, rows in groups.items() if len(rows) > 1}
        self.assertEqual({d[0] for d in drawn}, set(shared))
        for group, rows in shared.items():
            texts = " ".join(" ".join(d) for d in drawn if d[0] == group)
            for row in rows:
                for cell, values in ((row[k], row[k + "_values"]) for k in
                                     ("base", "target", "achieved")):
                    if len(values) == 1:
                        self.assertIn(cell, texts)

    def test_indicators_of_a_result_and_a_plan(self):
        """What the older table achieved stands on its own rung."""
        drawn, = self.ladders("知识产权保护社会满意度")
        for text in ("丙省 2020", "丙省 2020→2025", "≥75", "77.9",
                     "77.9 → ≥83.5", "分", "○ base   ● target   ◆ achieved"):
            self.assertIn(text, drawn)

    def test_indicators_of_one_row_are_drawn_when_asked_for(self):
        self.assertNotIn("海外发明专利授权量", [d[0] for d in self.ladders()])
        drawn, = self.ladders("海外发明专利授权量")
        self.assertEqual(drawn[0], "海外发明专利授权量")
        self.assertIn("(3000)", drawn)

    def test_indicators_html_has_ladders_above_tables(self):
        text = self.search("indicators", "--format", "html").out
        self.assertLess(text.index("<svg"), text.index("<table"))
        Page(text)

    def test_texts_stay_inside(self):
        """No text begins outside of the picture."""
        for name, command in PICTURES.items():
            with self.subTest(name=name):
                root = ElementTree.fromstring(
                    self.asked(command, "--format", "svg").out)
                inner = next(e for e in root if e.tag.endswith("}svg"))
                width, height = (float(inner.get(k))
                                 for k in ("width", "height"))
                for text in inner.iter():
                    if text.tag.endswith("}text"):
                        self.assertTrue(0 <= float(text.get("x")) <= width)
                        self.assertTrue(0 <= float(text.get("y")) <= height)

    def test_html_has_it_above_the_table(self):
        for name in ("count", "count --queries"):
            text = self.asked(PICTURES[name], "--format", "html").out
            self.assertLess(text.index("<svg"), text.index("<table"))
            Page(text)

    def test_a_label_is_no_markup(self):
        done = self.search("count", "--by", "plan", "--queries", "-",
                           "--format", "svg",
                           stdin='<b>&"甲\t专利\n'.encode())
        self.assertIn('<b>&"甲', self.numbers(ElementTree.fromstring(done.out)))

    def test_zeros_are_drawn(self):
        done = self.search("count", "--by", "place", "--format", "svg",
                           "龘龘龘", status=1)
        self.assertIn("0", self.numbers(ElementTree.fromstring(done.out)))

    def test_who_draws_none_says_who_does(self):
        for command in ("search", "kwic", "plans", "show"):
            done = self.search(command, "--format", "svg", "专利", status=2)
            self.assertIn(f"'{command}' draws no picture", done.err)
            self.assertIn("count", done.err)
        done = self.search("plans", "--output", self.path("a.svg"), status=2)
        self.assertFalse(os.path.exists(self.path("a.svg")))

    def test_full_disk_and_pipe(self):
        done = self.search("count", "专利", "--format", "svg", "--output",
                           "/dev/full", status=3)
        self.assertIn("No space left", done.err)


class ReadBack(Commands):
    """csv and jsonl load without options, in Python and in R."""

    R = r"""
library(jsonlite, quietly = TRUE)
folder <- commandArgs(trailingOnly = TRUE)[1]
for (name in sub("[.]csv$", "", list.files(folder, "[.]csv$"))) {
  table <- read.csv(file.path(folder, paste0(name, ".csv")))
  lines <- stream_in(file(file.path(folder, paste0(name, ".jsonl"))),
                     verbose = FALSE)
  numbers <- names(table)[sapply(table, is.numeric)]
  common <- intersect(numbers, names(lines))
  same <- all(sapply(common, function(n)
    isTRUE(all.equal(as.numeric(table[[n]]), as.numeric(lines[[n]])))))
  ids <- ifelse(is.na(lines$id), "", lines$id)
  text <- if (is.null(lines$id)) TRUE else identical(table$id, ids)
  cat(name, nrow(table), nrow(lines), ncol(table), same, text,
      length(numbers), "\n")
}
"""

    def test_python(self):
        for name, command in COMMANDS.items():
            with self.subTest(name=name):
                path = self.path("t.csv")
                self.asked(command, "--output", path)
                with open(path, encoding="utf-8", newline="") as file:
                    rows = list(csv.DictReader(file))
                records = self.records(command)
                self.assertEqual(len(rows), len(records))
                for row, record in zip(rows, records):
                    self.assertNotIn(None, row, "more cells than columns")
                    self.assertLessEqual(set(record), set(row))
                    for field in ("id", "text", "label", "node"):
                        if field in record:
                            self.assertEqual(row[field],
                                             record[field] or "")

    @unittest.skipUnless(shutil.which("Rscript"), "R is not installed")
    def test_r(self):
        names = {}
        for i, (name, command) in enumerate(COMMANDS.items()):
            for form in ("csv", "jsonl"):
                self.asked(command, "--output", self.path(f"t{i}.{form}"))
            names[f"t{i}"] = name, command
        script = write(self.path("read.R"), self.R)
        done = run(["Rscript", "--vanilla", script, self.folder])
        self.assertEqual(done.status, 0, done)
        lines = done.out.splitlines()
        self.assertEqual(len(lines), len(names))
        for line in lines:
            key, rows, records, _, same, text, numbers = line.split()
            name, command = names[key]
            with self.subTest(name=name):
                count = len(self.records(command))
                self.assertEqual((int(rows), int(records)), (count, count))
                self.assertEqual((same, text), ("TRUE", "TRUE"))
                if command[0] == "count":
                    self.assertGreaterEqual(int(numbers), 4)


class Inspect(Case):
    def test_formats_of_plan_index(self):
        for form in ("md", "html", "xlsx", "svg"):
            done = self.index("inspect", "--format", form, __file__, status=2)
            self.assertIn("--format is text, jsonl, json or csv", done.err)
