"""What the cli tests share: the programs of the build under test, run as a user
runs them, and one index of the sample plans."""
import atexit
import json
import os
import pty
import re
import shutil
import subprocess
import tempfile
import termios
import unicodedata
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
BUILD = os.environ.get("PLAN_BUILD", os.path.join(TOP, "build", "release"))
UPDATE = bool(os.environ.get("PLAN_UPDATE"))
INDEX = os.path.join(BUILD, "plan-index")
SEARCH = os.path.join(BUILD, "plan-search")
SAMPLE = os.path.join(TOP, "corpus", "sample")
SAMPLES = ("bing-province", "ding-city", "jia-city", "wu-city", "yi-city")
PLACES = {"bing-province": "丙省", "ding-city": "丁市", "jia-city": "甲市",
          "wu-city": "戊市", "yi-city": "乙市"}

SCRATCH = tempfile.mkdtemp(prefix="plan-search-test.")
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)


def environment(**more):
    """The user's, without what would change what the programs do."""
    env = {k: v for k, v in os.environ.items()
           if k not in ("PLAN_DB", "NO_COLOR", "TERM", "LANG", "LANGUAGE",
                        "PAGER", "LESS", "LESSCHARSET")
           and not k.startswith(("LC_", "PLAN_", "XDG_"))}
    env.update(LC_ALL="C.UTF-8", XDG_DATA_HOME=os.path.join(SCRATCH, "xdg"))
    env.update(more)
    return env


class Done:
    """A command that has ended: status, standard output and error."""

    def __init__(self, status, out, err):
        self.status, self.raw = status, out
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")

    def jsonl(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return (f"status {self.status}\n--- output\n{self.out[:1500]}\n"
                f"--- error\n{self.err[:1500]}")


def run(command, stdin=b"", timeout=300, env=None, **options):
    done = subprocess.run(command, input=stdin, capture_output=True,
                          timeout=timeout, env=env or environment(), **options)
    done = Done(done.returncode, done.stdout, done.stderr)
    crashed = done.status in (99, 4) or done.status < 0
    if crashed or "Sanitizer" in done.err or "runtime error:" in done.err:
        raise AssertionError(f"crashed: {command[:6]}\n{done}")
    return done


def sample(name):
    return os.path.join(SAMPLE, name + ".txt")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, content):
    mode = "wb" if isinstance(content, bytes) else "w"
    with open(path, mode) as file:
        file.write(content)
    return path


def squeeze(text):
    """Without white space, as the sources' line breaks do not count."""
    return re.sub(r"\s+", "", text or "")


def norm(text):
    """contract §3 as far as the samples need it."""
    text = unicodedata.normalize("NFKC", squeeze(text)).casefold()
    text = re.sub("[“”‘’]", '"', text)
    text = re.sub("[—–―-]+", "-", text)
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def on_terminal(command, keys=b"", columns=80, **env):
    """What a terminal of so many columns shows of a command (standard error
    goes elsewhere), as a Done; keys are what is typed."""
    main, side = pty.openpty()
    termios.tcsetwinsize(side, (24, columns))
    child = subprocess.Popen(command, stdout=side, stdin=side,
                             stderr=subprocess.PIPE, env=environment(**env),
                             start_new_session=True)
    os.close(side)
    os.write(main, keys)
    out = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        out += part
    err = child.stderr.read()
    child.stderr.close()
    status = child.wait(timeout=60)
    os.close(main)
    return Done(status, out, err)


class Case(unittest.TestCase):
    """A test with a folder of its own, and the index of the samples."""

    maxDiff = 4000
    db = None

    @classmethod
    def samples(cls):
        if Case.db is None:
            db = os.path.join(SCRATCH, "samples")
            done = run([INDEX, "update", "--db", db, SAMPLE])
            if done.status != 0:
                raise AssertionError(f"cannot index the samples: {done}")
            Case.db = db
        return Case.db

    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=SCRATCH)
        self.own = os.path.join(self.folder, "db")

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def index(self, *arguments, status=0, **options):
        done = run([INDEX, *arguments], **options)
        self.check(done, status, arguments)
        return done

    def update(self, *sources, status=0, **options):
        return self.index("update", "--db", self.own, *sources, status=status,
                          **options)

    def search(self, *arguments, db=None, status=0, **options):
        """plan-search COMMAND --db DB ARGUMENT…"""
        command, *rest = arguments
        done = run([SEARCH, command, "--db", db or self.samples(), *rest],
                   **options)
        self.check(done, status, arguments)
        return done

    def check(self, done, status, arguments):
        wanted = status if isinstance(status, tuple) else (status,)
        shown = [a if len(a) < 200 else a[:200] + "…" for a in arguments]
        self.assertIn(done.status, wanted, f"{shown}: {done}")

    def hits(self, query, *arguments, **options):
        """All exact hits as records."""
        return self.search("search", query, "--limit", "0", "--format",
                           "jsonl", *arguments, **options).jsonl()

    def units(self, db=None):
        return self.search("extract", "units", "--format", "jsonl",
                           db=db).jsonl()

    def plans(self, db=None):
        return self.search("plans", "--format", "jsonl", db=db).jsonl()

    def plan_id(self, name):
        """The id of a sample plan, which hangs on its title's hash."""
        return next(p["plan"] for p in self.units()
                    if p["place"] == PLACES[name])
