"""Reuse on synthetic plans: that it is not quadratic, and finds what was
planted.

Plans of 15,000 characters double in number; time and memory are those of
plan-search reuse in jsonl with its usual options.  What plans share by chance
grows with the pairs of plans, and the time for it with that; the time of exact
passages is given apart.
"""
import json

import reuse_plans
from turns import spawn

SIZES = (250, 500, 1000)
LONG = 36  # characters; by chance nothing is as long


def read_json(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def timed(bench, show, what, db, *options):
    """Seconds and peak memory of a run, median by time."""
    runs = sorted(spawn([bench.search, "reuse", "--db", db, "--format", "jsonl",
                         *options], bench.at("passages"))
                  for _ in range(bench.runs))
    seconds, peak, _ = runs[len(runs) // 2]
    show(what, f"{seconds:.2f} s", "", "", f"peak {peak / 1e6:.0f} MB")


def judge(bench, show, source, planted):
    """Recall by kind of change, and what nobody planted."""
    texts = {unit["id"]: unit["text"] for unit in read_json(source)}
    records = read_json(bench.at("passages"))
    for how, (there, hits) in reuse_plans.found(records, texts,
                                                planted).items():
        show(f"  planted, {how}: found", f"{hits}/{there}", "", "", "all")
        bench.wrong |= how == "exact" and hits < there
    long, strange = reuse_plans.unplanted(records, texts, planted, LONG)
    show(f"  of {LONG} characters and more: planted",
         f"{long - strange}/{long}")


def measure_plans(bench, show, size):
    source, db = bench.at(f"plans{size}.jsonl"), bench.at(f"plans{size}")
    planted = reuse_plans.make(source, size)
    spawn([bench.index, "update", "--quiet", "--db", db, source])
    timed(bench, show, f"reuse, {size} plans, exact", db, "--kind", "exact")
    timed(bench, show, f"reuse, {size} plans, exact and near", db)
    judge(bench, show, source, planted)


def measure(bench, show):
    print("data: synthetic plans with planted passages", flush=True)
    for size in SIZES[:2] if bench.runs == 1 else SIZES:
        measure_plans(bench, show, size)
