"""Scores: the checks of ../shared with the marks the product has to reach; left
out, and said so, where ../shared is not beside the project."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from random import Random

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
# Plans in which words are hidden, and words that all of them use.
HIDDEN = (*GOLD.values(), "003_38f27e9320ee5cbf.txt")
FREQUENT = ("国家", "国际", "品牌", "企业", "发展", "创新", "服务", "市场",
            "产业", "人才", "管理", "推进", "重点", "平台", "海外", "示范",
            "优势", "质量", "执法", "培训", "新技术", "高价值", "产业链")


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


def unit_texts(build, db, source):
    """Records of the units of that file's plan by what follows the plan in
    their id: the manifest knows a plan by its bytes, so its id may differ."""
    program = os.path.join(build, "plan-search")
    found = {}
    for command in (["extract", "units"],
                    ["search", "kind:heading OR kind:title OR kind:caption",
                     "--limit", "0"]):
        _, out, _ = output([program, *command, "--db", db, "--format",
                            "jsonl"])
        for record in map(json.loads, out.splitlines()):
            if record["source"] == source:
                found[record["id"].partition("/")[2]] = record
    return found


def hide(random, source, folder):
    """The plans in that folder, some words of one of them hidden."""
    for name in os.listdir(PLANS):
        shutil.copy(os.path.join(PLANS, name), folder)
    with open(os.path.join(PLANS, source), encoding="utf-8") as file:
        text = file.read()
    for word in random.sample(FREQUENT, 4):
        text = text.replace(word, "*" * len(word))
    with open(os.path.join(folder, source), "w", encoding="utf-8") as file:
        file.write(text)


def told(true, masked):
    """Of each mask what is told of it, and what stood there."""
    for key, unit in masked.items():
        whole = true.get(key)
        if whole is None or len(whole["text"]) != len(unit["text"]):
            continue
        for mask in unit.get("masks", ()):
            start, end = mask["span"]
            yield mask["word"], whole["text"][start:end]


def masks(build, db):
    """Hides words of each plan that hides none itself; most of what is told of
    them then is what stood there."""
    pairs = []
    for seed in SEEDS:
        random = Random(seed)
        for source in HIDDEN:
            with tempfile.TemporaryDirectory() as folder:
                hide(random, source, folder)
                made = os.path.join(folder, "db")
                output([os.path.join(build, "plan-index"), "update", "--quiet",
                        "--db", made, folder])
                pairs += told(unit_texts(build, db, source),
                              unit_texts(build, made, source))
    filled = [pair for pair in pairs if pair[0] is not None]
    right = sum(word == truth for word, truth in filled)
    return (len(pairs) > 1000 and len(filled) > len(pairs) / 2 and
            right >= 0.9 * len(filled)), (
        f"of {len(pairs)} masks {len(filled)} filled, {right} of these right")


def own_text():
    """The plans are data from outside: nothing of them stands in the project."""
    status, out, err = output(
        [sys.executable, os.path.join(CHECK, "plan_text.py"), "."])
    return status == 0, out + err or "no text of the plans"


def goals(build, db, oracle, *arguments):
    """Tables and sentences that say what is to be reached (tests/oracle)."""
    status, out, err = output(
        [sys.executable, os.path.join("tests", "oracle", oracle),
         os.path.join(build, "plan-search"), db, *arguments])
    return status == 0, out + err


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
        checks["scores/masks"] = (masks, build, db)
        checks["scores/indicators"] = (goals, build, db, "indicators.py", "57")
        checks["scores/targets"] = (goals, build, db, "targets.py")
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
