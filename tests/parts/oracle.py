"""Oracle: random queries over the whole query language against a scan in
Python (tests/oracle), on the sample plans, and on those of ../shared where they
are at hand."""
import os
import subprocess
import sys
import tempfile

RUN = os.path.join("tests", "oracle", "run")
SOURCES = {"sample": os.path.join("corpus", "sample"),
           "plans": os.path.join("..", "shared", "plans")}
NUMBER, SEED = "1000", "14"


def output(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, errors="replace", timeout=1200)
    return done.returncode, done.stdout + done.stderr


def check(build, source):
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "db")
        status, said = output([os.path.join(build, "plan-index"), "update",
                               "--quiet", "--db", db, source])
        if status != 0:
            return False, said
        status, said = output([sys.executable, RUN,
                               os.path.join(build, "plan-search"), db, NUMBER,
                               SEED])
        return status == 0, said


def run(build, tally):
    for name, source in SOURCES.items():
        name = "oracle/" + name
        if not tally.wants(name):
            continue
        if not os.path.isdir(source):
            print(f"# no {source} here: {name} is left out")
            continue
        ok, said = check(build, source)
        tally.report(name, ok, said)
        if ok:
            print("    " + said.strip().splitlines()[-1])
