"""The language of messages: every one has a Chinese translation, users of
Chinese get it however they ask for it, and data never changes with it."""
import os
import re
import shutil
import subprocess

from support import (BUILD, Case, INDEX, SCRATCH, SEARCH, TOP, environment,
                     read, run, sample)

CHINESE = re.compile("[\u4e00-\u9fff]")
LOCALES = os.path.join(SCRATCH, "locales")


def asked(**names):
    """An environment in which the user asks for a language."""
    env = environment()
    del env["LC_ALL"]
    env.update(names)
    return env


def made_locale():
    """zh_CN.UTF-8 in a folder of the tests', or None without its sources."""
    if not os.path.isdir(LOCALES):
        os.makedirs(LOCALES)
        done = subprocess.run(
            ["localedef", "-f", "UTF-8", "-i", "zh_CN",
             os.path.join(LOCALES, "zh_CN.UTF-8")],
            capture_output=True, check=False)
        if done.returncode != 0:
            shutil.rmtree(LOCALES)
            print("# cannot make the locale zh_CN.UTF-8 here: Chinese is "
                  "tested without it")
            return None
    return LOCALES


def ways():
    """The ways users ask for Chinese."""
    yield asked(LANG="zh_CN.UTF-8", LOCPATH=SCRATCH)  # not installed
    yield asked(LC_ALL="zh_CN", LOCPATH=SCRATCH)
    yield asked(LC_MESSAGES="zh_CN.UTF-8", LANG="en_US.UTF-8", LOCPATH=SCRATCH)
    yield asked(LANG="en_US.UTF-8", LANGUAGE="zh_CN:en", LOCPATH=SCRATCH)
    if made_locale():
        yield asked(LANG="zh_CN.UTF-8", LOCPATH=LOCALES)
        yield asked(LC_ALL="zh_CN.UTF-8", LANGUAGE="", LOCPATH=LOCALES)


CHINA = asked(LANG="zh_CN.UTF-8")


class Catalogue(Case):
    def test_every_message_is_translated_and_none_is_stale(self):
        done = run([os.path.join(TOP, "scripts", "messages"), "check"])
        self.assertEqual((done.status, done.out + done.err), (0, ""), done)

    def bare(self, folder, functions):
        """What these functions are given to say in English alone."""
        call = re.compile(
            rf"\b({functions})\(((?:[^()\"']|\([^()]*\))*?)"
            r"\"((?:[^\"\\]|\\.)*)\"")
        found = []
        for place, _, names in os.walk(os.path.join(TOP, folder)):
            for name in names:
                if not name.endswith(".c"):
                    continue
                path = os.path.join(place, name)
                for match in call.finditer(read(path)):
                    before, text = match[2], match[3]
                    words = re.sub(r"%[-*.0-9]*(ll|z)?[a-z]|\\.|'[^']*'", "",
                                   text)
                    if not re.search(r"_\(|ngettext\(", before) and \
                            re.search("[a-z]", words):
                        found.append(f"{os.path.relpath(path, TOP)}: {text}")
        return found

    def test_every_message_is_in_gettext(self):
        """Nobody tells a person something in English alone."""
        for folder in ("common", "indexer", "searcher"):
            self.assertEqual(self.bare(
                folder, "complain|note|usage|refuse|tell|fault|lex_fault|"
                "g_set_error|g_set_error_literal|g_prefix_error|json_fail|damage|"
                "decode_fail"), [])

    def test_what_is_for_reading_is_in_gettext(self):
        """Views write pages, totals and hints by parts."""
        functions = ("g_string_append|g_string_append_printf|g_strdup|"
                     "g_strdup_printf|page_printf|page_put|columns_add")
        self.assertEqual(self.bare("searcher/views", functions), [])
        for typed in self.bare("searcher/cmd", functions):
            self.assertRegex(typed, "plan-search search -- '%s'|: kind:heading$")

    def test_tables_and_totals_for_reading(self):
        """Heads are translated, and columns still stand under each other."""
        made = self.search("count", "--queries", "-", "--by", "place",
                           stdin="导航\t专利导航\n无\t量子\n".encode(),
                           env=CHINA).out
        rows = [line for line in made.splitlines() if line]
        self.assertRegex(rows[0], "^次数 +丙省 .*合计$")
        wide = [sum(2 if ord(c) > 0x2e80 else 1 for c in row) for row in rows]
        self.assertEqual(len(rows), 3)
        self.assertEqual(len(set(wide)), 1, made)
        for command, want in (
                ("search", "7 条命中：6 个段落、1 个表行；另有 1 个标题、题名或表题"
                 "（kind:heading、title、caption）。已列出 1 条，共 7 条；"),
                ("kwic", "19 处，出自 7 个单元；")):
            done = self.search(command, "专利导航", "--limit", "1", env=CHINA)
            self.assertIn(want, done.out)
        done = self.search("search", "专利导行", env=CHINA, status=1)
        self.assertIn("没有找到 '专利导行'\n  '专利导行'：无\n"
                      "    近似写法：'专利导航'（8）", done.err)

    def test_values_for_reading(self):
        """Roles, kinds and types are words of records: a page says them in
        Chinese, and takes them so in a query."""
        ids = [self.plan_id(name) for name in ("jia-city", "yi-city")]
        for command, want in (
                (("count", "专利", "--by", "role"), "^基础 +[0-9]"),
                (("count", "专利", "--by", "kind"), "^段落 +[0-9]"),
                (("dispersion", "专利", "--by", "role"), "^任务 +[·▁-█]"),
                (("extract", "organisations"), " 政府 "),
                (("extract", "places"), "^甲市 +凭结尾 "),
                (("extract", "blocks"), "^标题 +[a-z]"),
                (("diff", *ids), "^有改动 [0-9]+、.*、全部比较内容的相似度 0"),
                (("compare", "专利导航", "--all"),
                 "^[0-9]+ 个主题，[0-9]+ 个规划")):
            done = self.search(*command, env=CHINA)
            self.assertRegex(done.out, re.compile(want, re.M))
        asked_so = [self.search("count", "专利", f"role:{role}").out
                    for role in ("basis", "基础")]
        self.assertEqual(*asked_so)

    def test_heads_of_tables(self):
        """No table for reading has a head in English, terms of the field and
        ids aside."""
        kept = re.compile("tf-idf|logDice|DPnorm|DP|Juilland D|Carroll D2")
        for command in (("terms",), ("keyness", "role:tasks"), ("ngrams",),
                        ("collocates", "专利"), ("dispersion", "专利"),
                        ("compare", "--outline"), ("indicators",),
                        ("targets",), ("extract", "dates"),
                        ("extract", "places", "--distinct")):
            page = self.search(*command, "--format", "html", env=CHINA).out
            heads = re.findall("<th scope=\"col\"[^>]*>([^<]*)</th>", page)
            self.assertGreater(len(heads), 2, command)
            english = [head for head in heads
                       if re.search("[a-z]", kept.sub("", head)) and
                       not re.search("-1[0-9]-", head)]
            self.assertEqual(english, [], command)

    def test_places_in_messages_are_kept(self):
        """Options, commands and fields stay as they are typed."""
        text = read(os.path.join(TOP, "common", "messages", "zh_CN.po"))
        pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"', text, re.M)
        self.assertGreater(len(pairs), 150)
        for english, chinese in pairs:
            for word in re.findall(r"(?<![\w-])--?[a-zA-Z][a-z-]*", english):
                self.assertIn(word, chinese)


class Chinese(Case):
    def test_however_one_asks_for_it(self):
        for env in ways():
            done = run([SEARCH, "nonsense"], env=env)
            self.assertEqual(done.err, "plan-search: 未知命令 'nonsense'；查找词语用 "
                             "'plan-search search'\n"
                             "  'plan-search help' 列出各命令\n", env)

    def test_who_does_not_ask_gets_english(self):
        for env in (asked(), asked(LANG="C"), asked(LC_ALL="C.UTF-8"),
                    asked(LC_ALL="C", LANGUAGE="zh_CN"),
                    asked(LANG="en_US.UTF-8"), asked(LANG="de_DE.UTF-8"),
                    asked(LC_ALL="C", LANG="zh_CN.UTF-8")):
            done = run([SEARCH, "nonsense"], env=env)
            self.assertIn("unknown command 'nonsense'", done.err, env)

    def test_some_messages(self):
        no_plan = self.path("leer.txt")
        open(no_plan, "w").close()
        for arguments, want in (
                ([INDEX], "未指定命令；参见 'plan-index --help'"),
                ([INDEX, "update", "--db", self.own, no_plan],
                 f"无法读取 '{no_plan}'：文件为空"),
                ([INDEX, "update", "--db", self.own, self.path("none")],
                 "没有那个文件或目录"),
                ([INDEX, "update", "--db", self.own, sample("jia-city")],
                 f"已索引 1 个规划，0 个文件未变，去除 0 个规划，拒绝 0 个来源；"
                 f"索引位于 '{self.own}'"),
                ([SEARCH, "search", "专利", "--nonsense"],
                 "plan-search search --help' 列出各选项"),
                ([SEARCH, "search", "专利", "--format", "yaml"],
                 "未知格式 'yaml'：可用 text、jsonl、json、csv、md、html、xlsx、"
                 "bibtex、ris、gbt7714 或 svg"),
                ([SEARCH, "show", "--db", self.samples(), "none"],
                 "没有单元、章节或规划 'none'")):
            done = run(arguments, env=CHINA)
            # the C library's own words need its own catalogue
            if want == "没有那个文件或目录" and "No such file" in done.err:
                continue
            self.assertIn(want, done.err, arguments)
        done = run([SEARCH, "plans", "--db", self.samples()], env=CHINA)
        self.assertRegex(done.out, "甲市，2021-2025，[0-9]+ 个单元，[0-9]+ 字")

    def test_all_of_help(self):
        for program in (SEARCH, INDEX):
            overview = run([program, "help"], env=CHINA).out
            listed = re.findall(r"^  ([a-z]+) +(.*)$", overview, re.M)
            self.assertGreater(len(listed), 4)
            for command, summary in listed:
                self.assertRegex(summary, CHINESE)
                text = run([program, command, "--help"], env=CHINA).out
                for line in re.findall("^  .*--.*$", text, re.M):
                    if "plan-" not in line:  # an example
                        self.assertRegex(line, CHINESE)
        for topic in ("query", "output"):
            text = run([SEARCH, "help", topic], env=CHINA).out
            self.assertRegex(text, "说明\n")
            self.assertNotIn("DESCRIPTION", text)

    def test_installed(self):
        """The catalogue is found from where the program is."""
        for part in ("bin", "share"):
            os.mkdir(self.path(part))
        program = shutil.copy(SEARCH, self.path("bin"))
        done = run([program, "nonsense"], env=CHINA)
        self.assertIn("unknown command", done.err)
        shutil.copytree(os.path.join(BUILD, "locale"),
                        self.path("share", "locale"))
        done = run([program, "nonsense"], env=CHINA, cwd="/")
        self.assertIn("未知命令", done.err)


class Data(Case):
    def test_records_are_the_same_in_every_language(self):
        for arguments in (("search", "专利导航"), ("plans",), ("sections",),
                          ("extract", "units"),
                          ("show", self.plan_id("wu-city"))):
            for form in ("jsonl", "csv", "json"):
                command = [SEARCH, *arguments, "--format", form]
                english = run(command, env=environment(
                    PLAN_DB=self.samples()))
                chinese = run(command, env=dict(CHINA,
                                                PLAN_DB=self.samples()))
                if form == "json":  # its hint is for people
                    english, chinese = english.json(), chinese.json()
                    english.pop("hint", None), chinese.pop("hint", None)
                    self.assertEqual(english, chinese)
                else:
                    self.assertEqual(english.raw, chinese.raw)
        blocks = [INDEX, "inspect", "--format", "jsonl", sample("jia-city")]
        self.assertEqual(run(blocks).raw, run(blocks, env=CHINA).raw)

    def test_numbers_are_those_of_c(self):
        for name in ("de_DE.UTF-8", "zh_CN.UTF-8"):
            done = run([SEARCH, "search", "专利导航", "--format", "jsonl"],
                       env=asked(LC_ALL=name, LC_NUMERIC=name,
                                 PLAN_DB=self.samples()))
            self.assertTrue(all(isinstance(hit["score"], float)
                                for hit in done.jsonl()))

    def test_an_index_made_in_chinese_is_the_same(self):
        prints = []
        for name, env in (("a", environment()), ("b", CHINA)):
            db = self.path(name)
            run([INDEX, "update", "--db", db, sample("jia-city")], env=env)
            head = run([SEARCH, "plans", "--db", db, "--format", "json"])
            prints.append(head.json()["fingerprint"])
        self.assertEqual(*prints)
