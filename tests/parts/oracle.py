"""Oracle: random queries over the whole query language against a scan in
Python, and statistics of words against a calculation in Python (tests/oracle),
on the sample plans, and on those of ../shared where they are at hand."""
import glob
import os
import subprocess
import sys
import tempfile

RUN = os.path.join("tests", "oracle", "run")
STATISTICS = os.path.join("tests", "oracle", "statistics")
SOURCES = {"sample": os.path.join("corpus", "sample"),
           "plans": os.path.join("..", "shared", "plans")}
NUMBER, SEED = "1000", "14"


def output(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, errors="replace", timeout=1200)
    return done.returncode, done.stdout + done.stderr


def queries(build, db, source):
    return [RUN, os.path.join(build, "plan-search"), db, NUMBER, SEED]


def statistics(build, db, source):
    return [STATISTICS, build, db, *sorted(glob.glob(
        os.path.join(source, "*.txt")))]


KINDS = {"": queries, "statistics/": statistics}


def check(build, source, command):
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "db")
        status, said = output([os.path.join(build, "plan-index"), "update",
                               "--quiet", "--db", db, source])
        if status != 0:
            return False, said
        status, said = output([sys.executable, *command(build, db, source)])
        return status == 0, said


def run(build, tally):
    for kind, command in KINDS.items():
        for name, source in SOURCES.items():
            name = f"oracle/{kind}{name}"
            if not tally.wants(name):
                continue
            if not os.path.isdir(source):
                print(f"# no {source} here: {name} is left out")
                continue
            ok, said = check(build, source, command)
            tally.report(name, ok, said)
            if ok:
                print("    " + said.strip().splitlines()[-1])
