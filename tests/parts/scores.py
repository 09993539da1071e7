"""Scores: the checks of ../shared with the marks the product has to reach; left
out, and said so, where ../shared is not beside the project."""
import json
import os
import re
import subprocess
import sys
import tempfile

SHARED = os.path.join("..", "shared")
CHECK = os.path.join(SHARED, "check")
PLANS = os.path.join(SHARED, "plans")
GOLD = {
    "qingyuan-14": "000_5700120920930d1e.txt",
    "guangzhou-13": "001_242d2b11882fa9e6.txt",
    "zhongshan-14": "004_89f8cff54dc08f1f.txt",
}
WHOLE = ("title", "heading", "path", "cells", "lossless", "lines", "furniture")
NEARLY = ("paragraph", "lead", "verbatim")
SEEDS = (1, 7, 2024)


def output(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, errors="replace", timeout=1200)
    return done.returncode, done.stdout, done.stderr


def structure(build, plan, source):
    status, blocks, err = output(
        [os.path.join(build, "plan-index"), "inspect", "--stage", "blocks",
         "--format", "jsonl", os.path.join(PLANS, source)])
    if status != 0:
        return False, f"status {status}\n{err}"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write(blocks)
        file.flush()
        status, out, err = output(
            [sys.executable, os.path.join(CHECK, "structure_score.py"),
             os.path.join(CHECK, "gold", plan + ".jsonl"), file.name,
             "--json"])
    if status != 0:
        return False, err
    score = json.loads(out)
    return (all(score[key] >= 0.9995 for key in WHOLE) and
            all(score[key] >= 0.99 for key in NEARLY)), out


def exact(build, db, seed):
    status, out, err = output(
        [sys.executable, os.path.join(CHECK, "exact_oracle.py"),
         os.path.join(build, "plan-search"), db, "2000", str(seed)])
    return status == 0, out + err


def search(build, db):
    status, out, err = output(
        [sys.executable, os.path.join(CHECK, "search_score.py"),
         os.path.join(CHECK, "dev-queries.tsv"),
         os.path.join(build, "plan-search"), "search", "--db", db, "--match",
         "loose", "--format", "jsonl", "--limit", "20"])
    ndcg = re.search(r"ndcg10 ([\d.]+)", out)
    return (status == 0 and ndcg is not None and
            float(ndcg[1]) >= 0.87), out + err


def own_text():
    """The plans are data from outside: nothing of them stands in the project."""
    status, out, err = output(
        [sys.executable, os.path.join(CHECK, "plan_text.py"), "."])
    return status == 0, out + err or "no text of the plans"


def run(build, tally):
    if not os.path.isdir(CHECK):
        print("# no ../shared here: its scores are left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "db")
        checks = {f"scores/structure/{plan}": (structure, build, plan, source)
                  for plan, source in GOLD.items()}
        checks.update({f"scores/exact/{seed}": (exact, build, db, seed)
                       for seed in SEEDS})
        checks["scores/search"] = (search, build, db)
        checks["scores/own-text"] = (own_text,)
        checks = {name: check for name, check in checks.items()
                  if tally.wants(name)}
        if checks:
            output([os.path.join(build, "plan-index"), "update", "--quiet",
                    "--db", db, PLANS])
        for name, (check, *arguments) in checks.items():
            ok, detail = check(*arguments)
            tally.report(name, ok, detail)
            if ok:
                print("    " + detail.strip().splitlines()[-1])
