"""The pager: when there is one, which, and that it loses nothing."""
import os
import sys

from support import Case, SEARCH, on_terminal, run, write


class Pager(Case):
    def setUp(self):
        super().setUp()
        self.seen = self.path("seen")
        # shows what it gets, and notes that it ran and with which $LESS
        self.pager = write(self.path("pager"), f"""#!{sys.executable}
import os, shutil, sys
with open({self.seen!r}, "a") as file:
    print(sys.argv[1:], os.environ.get("LESS"), file=file)
shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)
""")
        os.chmod(self.pager, 0o755)

    def terminal(self, *arguments, **env):
        env.setdefault("TERM", "xterm")
        words = arguments or ("search", "专利导航")
        command = [SEARCH, words[0], "--db", self.samples(), *words[1:]]
        done = on_terminal(command, **env)
        self.assertEqual(done.status, 0, done)
        return done.out.replace("\r\n", "\n")

    def ran(self):
        if not os.path.exists(self.seen):
            return []
        with open(self.seen, encoding="utf-8") as file:
            lines = file.read().splitlines()
        os.unlink(self.seen)
        return lines

    def test_text_on_a_terminal_goes_through_the_pager(self):
        plain = self.terminal(PLAN_PAGER="")
        self.assertIn("乙市", plain)
        self.assertIn("\x1b[", plain)
        self.assertEqual(self.ran(), [])
        self.assertEqual(self.terminal(PLAN_PAGER=self.pager), plain)
        self.assertEqual(self.ran(), ["[] FRX"])
        self.assertEqual(self.terminal(PAGER=self.pager), plain)
        self.assertEqual(self.ran(), ["[] FRX"])
        # its own variable comes first; options and $LESS are the user's
        self.assertEqual(self.terminal(PLAN_PAGER=self.pager + " -a 'b c'",
                                       PAGER="false", LESS="M"), plain)
        self.assertEqual(self.ran(), ["['-a', 'b c'] M"])
        self.assertEqual(self.terminal(PLAN_PAGER=f"{self.pager} x | cat"),
                         plain)
        self.assertEqual(self.ran(), ["['x'] FRX"])

    def test_every_command_that_is_read_has_it(self):
        unit = self.units()[0]["id"]
        for words in (("plans",), ("sections",), ("show", unit),
                      ("count", "专利"), ("kwic", "专利", "-n", "3")):
            plain = self.terminal(*words, PLAN_PAGER="")
            self.assertEqual(self.terminal(*words, PLAN_PAGER=self.pager),
                             plain)
            self.assertEqual(len(self.ran()), 1, words)

    def test_when_there_is_none(self):
        plain = self.terminal(PLAN_PAGER="")
        for env in ({"PLAN_PAGER": "", "PAGER": self.pager},
                    {"PLAN_PAGER": "cat", "PAGER": self.pager},
                    {"PLAN_PAGER": self.path("missing"),
                     "PAGER": self.pager},
                    {"PAGER": self.path("missing") + " -R"},
                    {"PLAN_PAGER": "'open"}):
            self.assertEqual(self.terminal(**env), plain, env)
        self.assertEqual(self.terminal("search", "专利导航", "--no-pager",
                                       PLAN_PAGER=self.pager), plain)
        self.terminal(PLAN_PAGER=self.pager, TERM="dumb")
        self.terminal("search", "专利导航", "--format", "jsonl",
                      PLAN_PAGER=self.pager)
        self.terminal("search", "专利导航", "--output", self.path("out"),
                      PLAN_PAGER=self.pager)
        done = run([SEARCH, "search", "--db", self.samples(), "专利导航"],
                   env=dict(os.environ, TERM="xterm", PLAN_PAGER=self.pager))
        self.assertEqual(done.status, 0)
        self.assertEqual(self.ran(), [])

    def test_no_output_no_pager(self):
        done = on_terminal([SEARCH, "search", "--db", self.samples(),
                            "量子隐形传态"], TERM="xterm",
                           PLAN_PAGER=self.pager)
        self.assertEqual((done.status, done.out), (1, ""))
        self.assertIn("nothing found", done.err)
        self.assertEqual(self.ran(), [])

    def test_leaving_it_early_is_quiet(self):
        leave = write(self.path("leave"), "#!/bin/sh\nread line; exit 0\n")
        os.chmod(leave, 0o755)
        done = on_terminal([SEARCH, "kwic", "--db", self.samples(), "的",
                            "--width", "400"], TERM="xterm", PLAN_PAGER=leave)
        self.assertEqual((done.status, done.err), (0, ""))
