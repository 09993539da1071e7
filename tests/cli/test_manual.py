"""Manual pages and help: made from the programs' tables, so every example in
them is run as it stands on the sample plans, and every field of every record
is described."""
import csv
import io
import os
import re
import shutil
import subprocess

from support import (BUILD, Case, INDEX, SAMPLE, SEARCH, environment, read,
                     run, write)

PAGES = {"plan-search.1": (SEARCH, "man"), "plan-query.7": (SEARCH, "man-query"),
         "plan-output.5": (SEARCH, "man-output"), "plan-index.1": (INDEX, "man")}
FORMATS = ["text", "jsonl", "json", "csv", "md", "html", "xlsx", "bibtex",
           "ris", "gbt7714"]
SIGNS = {"e": "\\", "-": "-", "(aq": "'", "(ga": "`", "(ha": "^", "(ti": "~",
         "(dq": '"', "&": ""}


def page(name):
    program, topic = PAGES[name]
    return run([program, "help", topic]).out


def plain(roff):
    """Text of roff with its escapes undone."""
    return re.sub(r"\\(e|-|&|\((?:aq|ga|ha|ti|dq))", lambda m: SIGNS[m[1]],
                  re.sub(r"\\f[BIR]", "", roff))


def examples(name):
    return [plain(block) for block in
            re.findall(r"^\.EX\n(.*?)^\.EE$", page(name), re.S | re.M)]


def commands(program):
    """The commands a program's help lists."""
    listed = run([program, "help"]).out.split("Commands:\n")[1]
    return re.findall(r"^  (\S+)", listed, re.M)


def records():
    """record → its own fields in order, and the one it is based on."""
    found = {}
    for section in page("plan-output.5").split("\n.SS ")[1:]:
        section = section.split("\n.SH ")[0]
        name = section.split("\n")[0]
        fields = re.findall(r"^\.TP\n\\fB(.*?)\\fR", section, re.M)
        found[name] = ([plain(f) for f in fields],
                       "the fields of a unit" in " ".join(section.split()))
    return found


class Manual(Case):
    def setUp(self):
        super().setUp()
        os.symlink(SAMPLE, self.path("plans"))

    def bash(self, line, db):
        env = environment(PLAN_DB=db)
        env["PATH"] = BUILD + os.pathsep + env["PATH"]
        return run(["bash", "-c", "set -o pipefail\n" + line], env=env,
                   cwd=self.folder)

    def works(self, line, db):
        """The example succeeds, and gives something to see."""
        done = self.bash(line, db)
        self.assertEqual(done.status, 0, (line, done))
        written = re.search(r"--output (\S+)", line)
        if written:
            with open(self.path(written[1]), "rb") as file:
                done.out += file.read().decode("utf-8", "replace")
        self.assertTrue(done.out.strip() or "plans indexed" in done.err or
                        " remove " in line, (line, done))
        return done

    def test_every_example_of_plan_search(self):
        lines = examples("plan-search.1")
        for line in lines:
            with self.subTest(line=line):
                self.works(line, self.samples())
        for command in commands(SEARCH):
            self.assertTrue(any(f"plan-search {command}" in line
                                for line in lines),
                            f"{command} has no example")

    def test_every_example_of_plan_index(self):
        lines = examples("plan-index.1")
        for line in lines:
            with self.subTest(line=line):
                self.works(line, self.own)
        for command in commands(INDEX):
            self.assertTrue(any(f"plan-index {command}" in line
                                for line in lines),
                            f"{command} has no example")

    def test_every_query_example(self):
        """Each finds something, and its twin the same."""
        blocks = examples("plan-query.7")
        self.assertGreater(len(blocks), 12)
        for block in blocks:
            found = []
            for line in block.splitlines():
                done = self.bash(line.replace(" -- ", " --limit 0 --format "
                                              "jsonl -- "), self.samples())
                with self.subTest(line=line):
                    self.assertEqual(done.status, 0, done)
                    self.assertTrue(done.out)
                    found.append([r["id"] for r in done.jsonl()])
            self.assertTrue(all(ids == found[0] for ids in found), block)

    def test_every_example_of_plan_output(self):
        for line in examples("plan-output.5"):
            with self.subTest(line=line):
                self.works(line, self.samples())

    def test_help_shows_the_same_examples(self):
        shown = ""
        for program in (SEARCH, INDEX):
            for command in commands(program):
                shown += run([program, command, "--help"]).out
        for line in examples("plan-search.1") + examples("plan-index.1"):
            self.assertIn(line.strip().splitlines()[0], shown)

    def test_every_option_of_help_is_on_the_page(self):
        for program, name in ((SEARCH, "plan-search.1"),
                              (INDEX, "plan-index.1")):
            text = plain(page(name))
            for command in commands(program):
                self.assertIn(f".SS {os.path.basename(program)} {command} ",
                              text)
                for option in re.findall(r"^  (?:-., )?(--[a-z-]+)",
                                         run([program, command,
                                              "--help"]).out, re.M):
                    self.assertIn(option, text)


class Output(Case):
    """plan-output(5) against what is printed."""

    def header(self, command):
        done = run(command, env=environment(PLAN_DB=self.samples()))
        self.assertEqual(done.status, 0, done)
        return next(csv.reader(io.StringIO(done.out, newline="")))

    def fields(self, name):
        own, based = records()[name]
        return own + (records()["unit"][0] if based else [])

    def test_every_csv_header(self):
        sample = os.path.join(SAMPLE, "wu-city.txt")
        inspect = [INDEX, "inspect", "--format", "csv", sample]
        plan = self.plan_id("wu-city")
        queries = self.path("queries")
        with open(queries, "w", encoding="utf-8") as file:
            file.write("甲\t专利\n")
        codes = write(self.path("codes"), "LABEL\t专利\n乙\t版权\n")
        code = [SEARCH, "code", "--format", "csv", codes]
        asked = {
            "count": [SEARCH, "count", "--format", "csv", "--queries", queries,
                      "--by", "plan,place,role,section,kind,period"],
            "compare": [SEARCH, "compare", "--format", "csv", "--queries",
                        queries],
            "kwic": [SEARCH, "kwic", "--format", "csv", "--queries", queries],
            "reuse": [SEARCH, "reuse", "--format", "csv"],
            "share": [SEARCH, "reuse", "--matrix", "--format",
                               "csv"],
            "indicator": [SEARCH, "indicators", "--format", "csv", "--queries",
                          queries],
            "target": [SEARCH, "targets", "--format", "csv", "--queries",
                       queries],
            "unit": [SEARCH, "show", "--format", "csv", plan],
            "section": [SEARCH, "sections", "--format", "csv"],
            "plan": [SEARCH, "plans", "--format", "csv"],
            "coding": code,
            "coded unit": code + ["--table", "units"],
            "coded plan": code + ["--table", "plans"],
            "code": code + ["--table", "codes"],
            "pair of codes": code + ["--table", "pairs"],
            "term": [SEARCH, "terms", "--format", "csv", "--queries", queries],
            "token": [SEARCH, "terms", "--tokens", "--format", "csv",
                      "--queries", queries],
            "keyword": [SEARCH, "keyness", "--format", "csv", "--queries",
                        queries],
            "collocate": [SEARCH, "collocates", "--format", "csv",
                          "--queries", queries],
            "ngram": [SEARCH, "ngrams", "--format", "csv", "--queries",
                      queries],
            "dispersion": [SEARCH, "dispersion", "--format", "csv",
                           "--queries", queries],
            "part": [SEARCH, "dispersion", "--parts", "--format", "csv",
                     "--queries", queries],
            "line": inspect + ["--stage", "text"],
            "block": inspect,
            "words": inspect + ["--stage", "tokens"],
            "indexed block": [SEARCH, "extract", "blocks", "--format", "csv",
                              "--queries", queries],
            "distinct": [SEARCH, "extract", "places", "--distinct",
                         "--format", "csv", "--queries", queries],
        }
        for record, kind in (("measure", "measures"),
                             ("quantity", "quantities"),
                             ("citation", "citations"),
                             ("programme", "programmes"),
                             ("quoted", "quoted"), ("place", "places"),
                             ("organisation", "organisations"),
                             ("date", "dates"), ("period", "periods")):
            asked[record] = [SEARCH, "extract", kind, "--format", "csv",
                             "--queries", queries]
        for name, command in asked.items():
            with self.subTest(record=name):
                header = self.header(command)
                if "LABEL" in header:  # a field for each code
                    self.assertEqual(header.pop(), "乙")
                self.assertEqual(header, self.fields(name))
        self.assertEqual(self.header([SEARCH, "extract", "units", "--format",
                                      "csv"]), self.fields("unit"))

    def test_hits_with_and_without_labels(self):
        want = set(self.fields("hit"))
        plain_hits = self.header([SEARCH, "search", "--format", "csv", "专利"])
        self.assertEqual(set(plain_hits), want - {"label"})
        queries = self.path("queries")
        with open(queries, "w", encoding="utf-8") as file:
            file.write("甲\t专利\n")
        labelled = self.header([SEARCH, "search", "--format", "csv",
                                "--queries", queries])
        self.assertEqual(set(labelled), want)
        self.assertEqual(len(labelled), len(want))

    def test_the_head_of_json(self):
        want = set(self.fields("head")) - {"similarity", "settings"}
        for command in ("search", "count", "kwic"):
            head = self.search(command, "--format", "json", "专利").json()
            self.assertEqual(set(head), want - {"label", "size", "reference"})
            self.assertEqual(set(head["query"]), {"text", "tree"})
            self.assertEqual(set(head["total"]),
                             {"exact", "masked", "loose", "headings"})
        head = self.search("keyness", "--format", "json", "专利").json()
        self.assertEqual(set(head), want - {"label"})
        for key in ("size", "reference"):
            self.assertEqual(set(head[key]),
                             {"tokens", "characters", "units", "plans"})
        for command in ("plans", "sections"):
            head = self.search(command, "--format", "json").json()
            self.assertEqual(set(head), {"format", "fingerprint", "records"})
        head = self.search("sections", "--format", "json", "保障").json()
        self.assertEqual(set(head), {"format", "query", "fingerprint",
                                     "records"})

    def test_types(self):
        """The type a field is said to have is the one it has."""
        types = {"string": str, "integer": int, "number": (int, float),
                 "boolean": bool, "null": type(None), "object": dict}
        for block in page("plan-output.5").split("\n.SS ")[1:]:
            line = plain(re.search(r"^\.EX\n(.*)\n\.EE", block, re.M)[1])
            said = dict(re.findall(r"^\.TP\n\\fB(.*?)\\fR \\fI(.*?)\\fR",
                                   block, re.M))
            env = environment(PLAN_DB=self.samples())
            env["PATH"] = BUILD + os.pathsep + env["PATH"]
            done = run(["bash", "-c", line.replace("plans/", SAMPLE + "/")],
                       env=env)
            for record in ([done.json()] if "format json " in line
                           else done.jsonl()):
                for field, value in record.items():
                    if field not in said:
                        continue  # of the record it is based on
                    kinds = tuple(
                        list if part.startswith("list") else types[part]
                        for part in re.split(", or | or ", said[field]))
                    self.assertIsInstance(value, kinds, (line, field))

    def test_every_command_with_records_is_described(self):
        text = " ".join(plain(page("plan-output.5")).split())
        for command in commands(SEARCH):
            if "--format" in run([SEARCH, command, "--help"]).out:
                self.assertRegex(text, rf"\b{command}\b")


class Pages(Case):
    def test_made_twice_they_are_equal(self):
        for name in PAGES:
            first = page(name)
            self.assertEqual(first, page(name))
            self.assertEqual(first, read(os.path.join(BUILD, "man", name)))

    def test_help_query_says_what_the_page_says(self):
        terminal = run([SEARCH, "help", "query"]).out
        for line in examples("plan-query.7"):
            for part in line.splitlines():
                self.assertIn(part, terminal)

    def check_with(self, tool, *arguments):
        """What the tool makes of each page, without a word of complaint."""
        if not shutil.which(tool):
            print(f"# no {tool} here: what it says of the manual pages is "
                  "left out")
            return
        for name in PAGES:
            done = run([tool, *arguments, os.path.join(BUILD, "man", name)])
            self.assertEqual((done.status, done.err), (0, ""), name)
            yield done

    def test_mandoc_finds_no_fault(self):
        for done in self.check_with("mandoc", "-Tlint"):
            self.assertEqual(done.out, "")

    def test_groff_finds_no_fault(self):
        for done in self.check_with("groff", "-man", "-ww", "-k", "-Tutf8"):
            # bold is printed as a letter over itself
            self.assertIn("NAME", re.sub(".\x08", "", done.out))

    def test_nothing_is_read_as_a_request(self):
        known = re.compile(r"\.(\\\"|TH|SH|SS|PP|TP|EX|EE|RS|RE)( |$)")
        for name in PAGES:
            for line in page(name).splitlines():
                if line.startswith((".", "'")):
                    self.assertRegex(line, known)


class Completion(Case):
    def replies(self, *words, program="plan-search"):
        """COMPREPLY for a command line that bash parted into these words."""
        function = "_" + program.replace("-", "_")
        script = (f"source <({program} help completion)\n"
                  "COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1))\n"
                  f"{function}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"")
        env = environment(PLAN_DB=self.samples())
        env["PATH"] = BUILD + os.pathsep + env["PATH"]
        done = run(["bash", "-c", script, "bash", program, *words], env=env,
                   cwd=self.folder)
        self.assertEqual((done.status, done.err), (0, ""), done)
        return done.out.split("\n")[:-1]

    def test_commands(self):
        self.assertEqual(self.replies(""), commands(SEARCH) +
                         ["--help", "--version"])
        self.assertEqual(self.replies("sec"), ["sections"])
        self.assertEqual(self.replies("", program="plan-index"),
                         commands(INDEX) + ["--help", "--version"])

    def test_options_are_those_of_help(self):
        for program in (SEARCH, INDEX):
            name = os.path.basename(program)
            for command in commands(program):
                listed = re.findall(r"^  (?:-., )?(--[a-z-]+)",
                                    run([program, command, "--help"]).out,
                                    re.M)
                self.assertEqual(self.replies(command, "--", program=name),
                                 listed)
        self.assertEqual(self.replies("search", "专利", "--fo"), ["--format"])

    def test_option_values(self):
        self.assertEqual(self.replies("search", "--format", ""),
                         FORMATS)
        self.assertEqual(self.replies("sections", "--format", ""),
                         FORMATS[:7])
        self.assertEqual(self.replies("search", "-f", "js"),
                         ["jsonl", "json"])
        self.assertEqual(self.replies("search", "--format", "=", "x"),
                         ["xlsx"])
        self.assertEqual(self.replies("search", "--sort", "=", "pl"),
                         ["place"])
        self.assertIn("loose", self.replies("search", "--match", ""))
        self.assertEqual(self.replies("plans", "--color", "a"),
                         ["auto", "always"])
        self.assertEqual(self.replies("inspect", "--stage", "",
                                      program="plan-index"),
                         ["text", "blocks", "tokens"])
        self.assertEqual(self.replies("search", "--limit", ""), [""])

    def test_option_values_of_one_command(self):
        """What --sort takes is not the same everywhere."""
        self.assertEqual(self.replies("kwic", "--sort", ""),
                         ["document", "left", "right", "place", "relevance"])
        self.assertEqual(self.replies("kwic", "-s", "=", "r"),
                         ["right", "relevance"])
        self.assertEqual(self.replies("search", "-s", "r"), ["relevance"])
        self.assertEqual(self.replies("search", "--match", ""),
                         ["exact", "masked", "loose"])
        self.assertEqual(self.replies("count", "--format", "s"), ["svg"])
        self.assertEqual(self.replies("search", "--format", "s"), [""])
        self.assertEqual(self.replies("inspect", "--format", "",
                                      program="plan-index"),
                         ["text", "jsonl", "json", "csv"])
        self.assertEqual(self.replies("count", "--by", "p"),
                         ["plan", "place", "period"])
        self.assertEqual(self.replies("count", "--by", "place,r"),
                         ["place,role"])
        self.assertEqual(self.replies("count", "--value", ""),
                         ["units", "occurrences", "rate"])
        self.assertEqual(self.replies("code", "--table", ""),
                         ["long", "units", "plans", "codes", "pairs", "all"])

    def test_option_values_are_accepted(self):
        queries = self.path("queries")
        with open(queries, "w", encoding="utf-8") as file:
            file.write("甲\t专利\n")
        for option in ("--format", "--sort", "--match", "--color"):
            for value in self.replies("search", option, ""):
                if value == "masked" and "has no '--match masked'" in \
                        self.search("search", "专利", option, value,
                                    status=(0, 2)).err:
                    continue
                self.search("search", "专利", option, value)
        for value in self.replies("kwic", "--sort", ""):
            self.search("kwic", "专利", "--sort", value)
        for value in self.replies("count", "--by", ""):
            self.search("count", "专利", "--by", value)
        for value in self.replies("count", "--value", ""):
            self.search("count", "--queries", queries, "--by", "place",
                        "--value", value)

    def test_files(self):
        for name in ("queries.tsv", "query folder", "other"):
            os.mkdir(self.path(name)) if "folder" in name else \
                open(self.path(name), "w").close()
        for command, option, both in (("search", "--queries", True),
                                      ("search", "--output", True),
                                      ("search", "--db", False)):
            found = self.replies(command, option, "que")
            self.assertEqual(sorted(found), ["queries.tsv", "query folder"]
                             if both else ["query folder"])
        self.assertIn("other", self.replies("update", "", program="plan-index"))

    def test_fields_of_queries(self):
        self.assertEqual(self.replies("search", "pl"), ["plan:", "place:"])
        self.assertEqual(self.replies("search", "地"), ["地区:"])
        self.assertIn("kind:", self.replies("sections", "专利", ""))
        # in a query of several words between quotation marks
        self.assertEqual(self.replies("search", "'专利 pl"),
                         ["专利 plan:", "专利 place:"])
        self.assertEqual(self.replies("search", "'专利 lev"),
                         ["专利 level:nation", "专利 level:province",
                          "专利 level:city", "专利 level:county"])
        self.assertEqual(self.replies("search", "'专利 kind:ro"),
                         ["专利 kind:row"])

    def test_values_of_fields(self):
        self.assertEqual(self.replies("search", "kind", ":"),
                         ["paragraph", "row", "note", "heading", "title",
                          "caption"])
        self.assertEqual(self.replies("search", "role", ":", "pr"),
                         ["problems", "principles", "projects"])
        self.assertEqual(self.replies("search", "层级", ":", "c"),
                         ["city", "county"])
        self.assertEqual(self.replies("search", "place", ":", "甲"), ["甲市"])
        for field in ("kind", "role", "level"):
            for value in self.replies("search", field, ":"):
                self.search("search", f"{field}:{value}", status=(0, 1))

    def test_ids_and_topics(self):
        plan = self.plan_id("jia-city")
        self.assertEqual(self.replies("show", "jia"), [plan])
        self.assertEqual(self.replies("remove", "jia", program="plan-index"),
                         [plan])
        kinds = self.replies("extract", "")
        self.assertEqual(kinds[:4], ["units", "blocks", "sections",
                                     "measures"])
        self.assertIn("plan:", kinds)
        topics = self.replies("help", "")
        self.assertLessEqual({"search", "query", "fields", "output"},
                             set(topics))
        for topic in topics:
            self.assertEqual(run([SEARCH, "help", topic]).status, 0)

    def test_it_is_sound_bash(self):
        for program in (SEARCH, INDEX):
            script = run([program, "help", "completion"]).out
            built = os.path.join(BUILD, "completions",
                                 os.path.basename(program))
            self.assertEqual(script, read(built))
            done = subprocess.run(["bash", "-n"], input=script.encode(),
                                  capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
