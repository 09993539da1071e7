#!/usr/bin/env python3
"""Hold indicators against the rows of the tables themselves.

usage: tests/oracle/indicators.py PLAN_SEARCH DB [NUMBER]

Reads every row of an index as search prints it, tells by the heads of its
table, in another way than the program does, what each cell is, and works out
what the record has to be: cells, years, values with their units and brackets.
What differs is shown; the status is then 1, also when there are not NUMBER rows.
"""
import json
import re
import subprocess
import sys

HEADS = [("achieved", r"完成值"), ("base", r"(基期|基础)值"),
         ("target", r"(目标|规划)值"), ("unit", r"^单位$"),
         ("attribute", r"^属性$"), ("category", r"^(类别|分类)$"),
         ("indicator", r"指标")]
PERIODS = {"十三五": 2020, "十四五": 2025}


def records(program, db, command, *arguments):
    done = subprocess.run([program, command, "--db", db, "--format", "jsonl",
                           "--quiet", *arguments], capture_output=True,
                          text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def columns(table):
    """Which column is what, and which year its head names."""
    found, years = {}, {}
    for i, head in enumerate(table["columns"]):
        for what, pattern in HEADS:
            if re.search(pattern, head) and what not in found:
                found[what] = i
                year = re.search(r"\d{4}", head)
                years[what] = int(year[0]) if year else None
                break
    return found, years


def values(cell, unit):
    """relation, value, unit, brackets of each part of a cell."""
    units, out = unit.split("、"), []
    for i, part in enumerate((cell or "").split("、")):
        number = re.search(r"\d[\d.,]*", part)
        if not number:
            continue
        sign = "≥" if re.search("[≥≧]", part) else "="
        of = units[min(i, len(units) - 1)]
        out.append([sign, float(number[0].replace(",", "")), of,
                    bool(re.search("[(（〔【]", part))])
    return out


def expected(row):
    table = row["table"]
    where, years = columns(table)
    if "indicator" not in where or not {"base", "target"} & set(where):
        return None
    cell = {what: table["cells"][i] for what, i in where.items()}
    period = re.search("十[三四]五", table["caption"] or "")
    want = {key: cell.get(key) for key in
            ("indicator", "unit", "base", "target", "achieved", "attribute",
             "category")}
    want["base_year"] = years.get("base")
    want["target_year"] = years.get("target") or PERIODS[period[0]]
    for key in ("base", "target", "achieved"):
        want[key + "_values"] = values(cell.get(key), cell["unit"])
    return want


def got_of(record):
    got = dict(record)
    for key in ("base", "target", "achieved"):
        got[key + "_values"] = [
            [v["relation"], float(v["value"]), v["unit"], v["cumulative"]]
            for v in record[key + "_values"]]
    return got


def main():
    program, db = sys.argv[1:3]
    number = int(sys.argv[3]) if len(sys.argv) > 3 else None
    rows = records(program, db, "search", "kind:row", "--limit", "0", "--sort",
                   "document")
    found = {r["id"]: got_of(r) for r in records(program, db, "indicators")}
    wrong = rights = 0
    for row in rows:
        want, got = expected(row), found.pop(row["id"], None)
        if want is None and got is None:
            continue
        keys = [k for k in want or {} if got is None or got[k] != want[k]]
        if want is None or keys:
            wrong += 1
            print(row["id"], {k: (want[k], got and got[k]) for k in keys})
        else:
            rights += 1
    print(f"{rights} rows right, {wrong} wrong, {len(found)} of no row")
    return 1 if wrong or found or number not in (None, rights) else 0


if __name__ == "__main__":
    sys.exit(main())
